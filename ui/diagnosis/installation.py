"""Python, the packages, and whether those that are compiled run on this machine."""

import platform
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from ui.diagnosis.finding import Finding

OLDEST_PYTHON = (3, 11)
COMPILED = ("chromadb", "onnxruntime", "tokenizers", "xllamacpp")
EXTRAS = ("evals",)
SECONDS = 60


def python() -> Iterator[Finding]:
    """Whether this Python is new enough."""
    found = f"{platform.python_version()} at {sys.executable}, {platform.system()} {platform.machine()}"
    if sys.version_info >= OLDEST_PYTHON:
        yield Finding("python", "ok", found)
    else:
        yield Finding("python", "wrong", found, "Install Python 3.11 or newer, and footnote in it.")


def packages() -> Iterator[Finding]:
    """Whether every required package is there in a fitting version."""
    required = _requirements()
    yield Finding("footnote", "ok", version("footnote"))
    fitting = [f"{one.name} {version(one.name)}" for one in required if not _trouble(one)]
    yield Finding("packages", "ok", ", ".join(fitting))
    for one in required:
        if trouble := _trouble(one):
            yield Finding(one.name, "wrong", trouble, f"pip install '{one.name}{one.specifier}'")


def extras() -> Iterator[Finding]:
    """Whether the optional packages are there."""
    for extra in EXTRAS:
        lacking = [one.name for one in _requirements(extra) if _trouble(one)]
        subject = f"footnote[{extra}]"
        if lacking:
            yield Finding(subject, "missing", f"without {', '.join(lacking)}", f"pip install '{subject}'")
        else:
            yield Finding(
                subject, "ok", ", ".join(f"{one.name} {version(one.name)}" for one in _requirements(extra))
            )


def engines() -> Iterator[Finding]:
    """Whether the compiled packages can be loaded; each is tried in a process of its own."""
    with ThreadPoolExecutor() as pool:
        troubles = dict(zip(COMPILED, pool.map(_trouble_loading, COMPILED), strict=True))
    yield Finding(
        "compiled code", "ok", f"{', '.join(name for name in COMPILED if not troubles[name])} run here"
    )
    for name, trouble in troubles.items():
        if trouble:
            yield Finding(name, "wrong", trouble, f"pip install --force-reinstall {name}")


def _requirements(extra: str = "") -> list[Requirement]:
    """What the installed package asks for: always, or for one extra alone."""
    everything = [Requirement(line) for line in requires("footnote") or ()]
    always = [one for one in everything if not one.marker or one.marker.evaluate({"extra": ""})]
    if not extra:
        return always
    return [
        one
        for one in everything
        if one not in always and one.marker and one.marker.evaluate({"extra": extra})
    ]


def _trouble(requirement: Requirement) -> str:
    """What is wrong with a required package; nothing if it is there and fits."""
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return "not installed"
    return "" if requirement.specifier.contains(found, prereleases=True) else f"{found} does not fit"


def _trouble_loading(name: str) -> str:
    """Why a package cannot be loaded; nothing if it can."""
    command = [sys.executable, "-P", "-c", f"import {name}"]
    try:
        tried = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return f"does not load within {SECONDS} s"
    if tried.returncode < 0:
        return f"does not run on this processor (signal {-tried.returncode})"
    return (tried.stderr.strip().splitlines() or ["does not load"])[-1] if tried.returncode else ""
