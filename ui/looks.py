"""The page's style, scripts and icon, read from the package."""

from importlib.resources import files
from pathlib import Path

STYLES = (
    *("colours", "frame", "desk", "turn", "why", "opinion"),
    *("sources", "composer", "kept", "panels", "narrow"),
)
SCRIPTS = (
    *("desk", "sources", "asking", "copying", "quotation"),
    *("drawer", "judging", "connection", "keys", "library", "tabs"),
)


def style() -> str:
    """The style sheets, as one; later ones overrule earlier ones."""
    return "\n".join(_read(f"style/{name}.css") for name in STYLES)


def script() -> str:
    """The scripts of the page, as one function that the browser calls once."""
    return "() => {\n" + "\n".join(_read(f"script/{name}.js") for name in SCRIPTS) + "}"


def part_script(name: str) -> str:
    """The script of one kind of part, which each part of that kind runs for itself."""
    return _read(f"script/{name}.js")


def icon() -> Path:
    """The file of the page's icon."""
    return Path(str(files("ui") / "assets" / "icon.png"))


def _read(name: str) -> str:
    return files("ui").joinpath("assets", *name.split("/")).read_text("utf-8")
