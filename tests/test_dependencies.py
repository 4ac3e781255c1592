"""What the code imports is what the package asks for, and nothing else."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "rag", "ui", "evals")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUN_NOT_IMPORTED = {"pip"}


def imported(*rooms: str) -> set[str]:
    """The modules of other packages that rooms import, with dots."""
    files = (file for room in rooms for file in (ROOT / room).rglob("*.py"))
    modules = {module for file in files for module in imported_by(file)}
    own = {*sys.stdlib_module_names, *ROOMS}
    return {module for module in modules if module.partition(".")[0] not in own}


def imported_by(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require":
            yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


def names(requirements: list[str]) -> set[str]:
    return {Requirement(line).name for line in requirements}


ALWAYS = names(PROJECT["dependencies"])
EVALS, MCP = (names(PROJECT["optional-dependencies"][extra]) for extra in ("evals", "mcp"))


@cache
def files_of(package: str) -> frozenset[str]:
    return frozenset(map(str, distribution(package).files or ()))


def provides(package: str, module: str) -> bool:
    path = module.replace(".", "/")
    return not files_of(package).isdisjoint({f"{path}/__init__.py", f"{path}.py"})


@pytest.mark.parametrize(
    ("rooms", "packages"),
    [(("corpus", "rag"), ALWAYS), (("ui",), ALWAYS | MCP), (("evals",), ALWAYS | EVALS)],
)
def test_every_imported_package_is_asked_for(rooms, packages):
    strange = {
        module for module in imported(*rooms) if not any(provides(package, module) for package in packages)
    }
    assert not strange


def test_every_package_that_is_asked_for_is_imported():
    modules = imported(*ROOMS)
    idle = {package for package in ALWAYS if not any(provides(package, module) for module in modules)}
    assert idle == RUN_NOT_IMPORTED


def test_every_package_that_the_evals_ask_for_is_imported():
    modules = imported("evals")
    assert not {package for package in EVALS if not any(provides(package, module) for module in modules)}
