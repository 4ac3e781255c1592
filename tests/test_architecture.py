"""The rooms and their packages import in one direction."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ONE_COMMAND = ("ui.commands.evaluate", "evals.cli")
"""`footnote eval` is the one command that another room holds."""
LEFT_OF = {"corpus": set(), "rag": {"corpus"}, "ui": {"corpus", "rag"}, "evals": {"corpus", "rag"}}


def imports(room: str) -> Iterator[tuple[str, str]]:
    """Each file of a room as a module, with each module of any room that it imports."""
    for file in (ROOT / room).rglob("*.py"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from ((module, wanted) for wanted in modules_of(node) if wanted != module)


def modules_of(node: ast.ImportFrom) -> set[str]:
    """What an import asks for: files of a package, or a file itself."""
    return {
        f"{node.module}.{name.name}" if is_module(f"{node.module}.{name.name}") else node.module
        for name in node.names
        if node.module.partition(".")[0] in LEFT_OF
    }


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def package_of(module: str) -> str:
    """The folder of a room that a module is in; a file that stands in the room itself is its own."""
    return ".".join(module.split(".")[:2])


@pytest.mark.parametrize("room", LEFT_OF)
def test_a_room_imports_only_itself_and_those_to_its_left(room):
    strange = {pair for pair in imports(room) if pair[1].partition(".")[0] not in LEFT_OF[room] | {room}}
    assert strange <= {ONE_COMMAND}


@pytest.mark.parametrize("room", ["corpus", "rag", "evals"])
def test_no_two_packages_of_a_room_import_each_other(room):
    graph: dict[str, set[str]] = {}
    for module, wanted in imports(room):
        graph.setdefault(package_of(module), set()).add(package_of(wanted))
    try:
        TopologicalSorter({package: found - {package} for package, found in graph.items()}).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
