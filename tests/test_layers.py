"""The house keeps its layers: who may import what, read from the imports themselves."""

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
MODULES = [
    Path("dashboard.py"),
    *sorted(
        path.relative_to(PROJECT)
        for folder in ("etl", "board", "pages")
        for path in (PROJECT / folder).rglob("*.py")
    ),
]

# What draws, besides the pages and board/drawing.
DRAWING = {"shell", "sidebar", "choice"}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse((PROJECT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def may_import(path: Path, package: str) -> bool:
    room, at_top = path.parts[0], path.parent == Path("board")
    draws = path.parts[:2] == ("board", "drawing") or (at_top and path.stem in DRAWING)
    return {
        "etl": room == "etl",
        "board": room in ("board", "pages", "dashboard.py"),
        "duckdb": room == "etl" or path == Path("board/warehouse.py"),
        "plotly": path.parts[:2] == ("board", "charts"),
        "streamlit": room in ("pages", "dashboard.py") or draws,
        "holidays": path in (Path("etl/calendar.py"),) or path.parts[:2] == ("etl", "sample"),
    }.get(package, True)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_what_its_room_may(path):
    assert [package for package in sorted(imported(path)) if not may_import(path, package)] == []


def test_the_rule_sees_what_it_forbids():
    assert not may_import(Path("board/metrics.py"), "etl")
    assert not may_import(Path("pages/overview.py"), "duckdb")
    assert not may_import(Path("board/metrics.py"), "streamlit")
    assert {"duckdb", "board"} <= imported(Path("board/warehouse.py"))


def test_a_word_has_its_name_alone_so_that_no_module_of_words_hides_anothers():
    named = [
        name
        for path in (PROJECT / "board" / "words").glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        for name in _names(node)
    ]
    assert sorted({name for name in named if named.count(name) > 1}) == []


def _names(node: ast.stmt) -> list[str]:
    """What a statement of a module gives a name; `COLUMNS |= …` adds to one that stands."""
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return [node.name] if isinstance(node, ast.FunctionDef) else []
