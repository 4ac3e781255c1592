"""What a run was made of, so that anyone can make it again, and a resumed run cannot mix two states."""

import hashlib
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.paper import Paper
from evals.question import Question
from evals.questions import set_hash
from evals.seed import SEED
from rag.settings import Settings

_PACKAGES = (
    "footnote",
    "chromadb",
    "ir-measures",
    "llama-index-core",
    "numpy",
    "onnxruntime",
    "openai",
    "tokenizers",
    "xllamacpp",
)


@dataclass(frozen=True)
class Record:
    """The state that a run was made in.

    Attributes:
        created: when it was begun, in ISO 8601.
        seed: of every draw.
        split: "dev", "test" or "all".
        questions: SHA-256 of the questions that are asked.
        corpus: SHA-256 of the papers that are asked.
        code: SHA-256 of the source of the rooms that answer.
        model: the chat model that answers; `NO_MODEL` for quotations alone.
        weights: SHA-256 of its file, where it is embedded.
        settings: every setting that holds no secret and no path.
        versions: of Python and the packages that matter.
        command: that began it, without the folders of this machine.
    """

    created: str
    seed: int
    split: str
    questions: str
    corpus: str
    code: str
    model: str
    weights: str
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    command: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The record, ready for JSON."""
        return asdict(self)

    def differences(self, other: "Record") -> tuple[str, ...]:
        """The names of the fields in which another record differs, but for the time and the command."""
        names = [field.name for field in fields(self) if field.name not in {"created", "command"}]
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))


def make_record(  # noqa: PLR0913 - one parameter for each field that is not of the process
    *,
    created: str,
    command: str,
    split: str,
    questions: Iterable[Question],
    papers: Iterable[Paper],
    model: str,
    weights: str,
    settings: Settings,
) -> Record:
    """The record of a run that is about to begin."""
    return Record(
        created=created,
        seed=SEED,
        split=split,
        questions=set_hash(questions),
        corpus=corpus_hash(papers),
        code=code_hash(),
        model=model,
        weights=weights,
        settings=public_settings(settings),
        versions=versions(),
        command=command,
    )


def corpus_hash(papers: Iterable[Paper]) -> str:
    """SHA-256 over the content of all papers, whatever their order."""
    return hashlib.sha256("".join(sorted(paper.content_hash for paper in papers)).encode()).hexdigest()


def code_hash() -> str:
    """SHA-256 over the source and data files of `corpus` and `rag`."""
    digest = hashlib.sha256()
    for room in ("corpus", "rag"):
        root = Path(str(files(room)))
        for path in sorted(path for path in root.rglob("*") if path.suffix in {".py", ".json", ".toml"}):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def public_settings(settings: Settings) -> dict[str, Any]:
    """The settings that may be shown: no key, no folder of this machine, addresses by host alone."""
    shown = settings.model_dump(mode="json", exclude={"home", "openai_api_key"})
    return {name: _without_secrets(name, value) for name, value in shown.items()}


def versions() -> dict[str, str]:
    """The versions of Python, the system and the packages that matter."""
    found = {"python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}"}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _without_secrets(name: str, value: object) -> object:
    """An address without user, password, path and query; a file or a folder by its name."""
    if name.endswith("url") and isinstance(value, str):
        return urlsplit(value).hostname or ""
    if name in {"llm", "weights"} and isinstance(value, str) and Path(value).is_absolute():
        return Path(value).name
    return value
