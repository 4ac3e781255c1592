"""What the code imports is what the package asks for, and nothing else."""

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import distribution, requires
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "rag", "ui", "evals")
RUN_NOT_IMPORTED = {"pip"}


def imported(rooms: tuple[str, ...]) -> set[str]:
    """The modules of other packages that rooms import, with dots."""
    files = (file for room in rooms for file in (ROOT / room).rglob("*.py"))
    modules = {module for file in files for module in imported_by(file)}
    return {module for module in modules if module.partition(".")[0] not in {*sys.stdlib_module_names, *ROOMS}}


def imported_by(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def declared(extra: str = "") -> set[str]:
    """The packages that are always asked for, and those that an extra asks for too."""
    asked = [Requirement(line) for line in requires("footnote") or ()]
    return {one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": extra})}


def provides(package: str, module: str) -> bool:
    path = PurePosixPath(*module.split("."))
    homes = {str(path / "__init__.py"), f"{path}.py"}
    return any(str(file) in homes for file in distribution(package).files or ())


@pytest.mark.parametrize(("rooms", "extra"), [(("corpus", "rag", "ui"), ""), (("evals",), "evals")])
def test_every_imported_package_is_asked_for(rooms, extra):
    strange = {
        module
        for module in imported(rooms)
        if not any(provides(package, module) for package in declared(extra))
    }
    assert not strange


def test_every_package_that_is_asked_for_is_imported():
    modules = imported(ROOMS)
    idle = {name for name in declared("evals") if not any(provides(name, module) for module in modules)}
    assert idle <= RUN_NOT_IMPORTED
