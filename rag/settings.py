"""The settings, read from the environment and from `.env`."""

from functools import cache
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.errors import SettingsError


class Settings(BaseSettings):
    """Where things are and which models answer.

    Every field is read from `FOOTNOTE_<NAME>`; the key and the address of an OpenAI-compatible
    endpoint also from `OPENAI_API_KEY` and `OPENAI_BASE_URL`, which mean what they mean to the
    `openai` package.
    """

    model_config = SettingsConfigDict(
        env_prefix="FOOTNOTE_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    home: Path = Field(
        default_factory=lambda: user_data_path("footnote", appauthor=False),
        description="The folder that holds models, libraries and indexes.",
    )
    llm: str | None = Field(
        None,
        description="The chat model: `default` or `small` (embedded), `none` (quotations alone), a path "
        "to a GGUF file, `hf:owner/repo/file.gguf`, or a model's name at the endpoint.",
    )
    embedding: str = Field(
        "minilm",
        description="The embedding model: `minilm` (embedded) or a model's name at the embeddings endpoint.",
    )
    embedding_base_url: str | None = Field(
        None, description="The address of the embeddings endpoint, where it is not OPENAI_BASE_URL."
    )
    openai_api_key: SecretStr | None = Field(None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(None, validation_alias="OPENAI_BASE_URL")
    llm_timeout: float = Field(120.0, gt=0, description="Seconds to wait for an endpoint's next word.")
    llm_retries: int = Field(2, ge=0, description="How often a failed request is sent again.")
    chroma_url: str | None = Field(None, description="A Chroma server; without it, Chroma is embedded.")
    chroma_token: SecretStr | None = Field(None, description="What the Chroma server asks for, if it does.")
    chroma_tenant: str = Field("default_tenant", description="The owner of the Chroma server's database.")
    chroma_database: str = Field("default_database", description="The Chroma server's database.")
    chroma_hybrid: bool = Field(
        False,
        description="Let a distributed Chroma find papers by meaning and words in one search of its own.",
    )
    library: str = Field("trending", description="The library that is asked when none is named.")
    strictness: float = Field(
        0.5, ge=0, le=1, description="From 0 (answer where possible) to 1 (refuse when in doubt)."
    )
    threads: int | None = Field(None, ge=1, description="Threads of the embedded models; default: the cores.")
    offline: bool = Field(False, description="Fetch nothing: use only the files that are already there.")
    weights: Path | None = Field(
        None, description="A folder that may hold the weight files: looked into before anything is fetched."
    )
    log_level: Literal["debug", "info", "warning", "error"] = "warning"

    @property
    def models(self) -> Path:
        """The folder of model files."""
        return self.home / "models"

    @property
    def libraries(self) -> Path:
        """The folder of libraries, one SQLite file each."""
        return self.home / "libraries"

    @property
    def indexes(self) -> Path:
        """The folder of Chroma indexes, one folder each."""
        return self.home / "indexes"

    @property
    def chat_model(self) -> str:
        """The name of the chat model, as `llm` takes it; empty for the first one that the endpoint lists."""
        return (self.llm or "").strip() or ("" if self.has_endpoint else "default")

    @property
    def has_endpoint(self) -> bool:
        """Whether a key or an address of an OpenAI-compatible endpoint is given."""
        return bool(self.openai_base_url or (self.openai_api_key and self.openai_api_key.get_secret_value()))


@cache
def load_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: a variable has a value that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(
            f"A setting cannot be used ({problems}).",
            remedy="Correct the environment variable or the .env file.",
        ) from error
