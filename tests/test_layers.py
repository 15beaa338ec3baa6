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

# Streamlit runs it, and nothing imports it.
SCRIPTS = {Path("dashboard.py"), Path("board/ui/shell.py")}
# What draws, besides the pages and board/ui.
DRAWING = {"shell", "sidebar"}


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
    draws = path.parts[:2] in (("board", "drawing"), ("board", "ui")) or (
        at_top and path.stem in DRAWING
    )
    return {
        "etl": room == "etl",
        "board": room in ("board", "pages", "dashboard.py"),
        "duckdb": room == "etl" or path.parts[:2] == ("board", "warehouse"),
        "plotly": path.parts[:2] == ("board", "charts"),
        "streamlit": room in ("pages", "dashboard.py") or draws,
        "holidays": path in (Path("etl/calendar.py"),) or path.parts[:2] == ("etl", "sample"),
    }.get(package, True)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_what_its_room_may(path):
    assert [package for package in sorted(imported(path)) if not may_import(path, package)] == []


def test_the_rule_sees_what_it_forbids():
    assert not may_import(Path("board/measures/compute.py"), "etl")
    assert not may_import(Path("pages/overview.py"), "duckdb")
    assert not may_import(Path("board/measures/compute.py"), "streamlit")
    assert {"duckdb", "board"} <= imported(Path("board/warehouse/snapshots.py"))


CHANGERS = {"update", "setdefault", "append", "extend", "insert", "add", "pop", "clear", "remove"}


def changed_on_import(text: str) -> list[str]:
    """The statements by which a module's import changes what stands already: `X |= …`, `X[k] = …`,
    `X.update(…)`. What they do depends on the order of imports."""
    found = []
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign | ast.Delete) else []
        called = node.value.func if isinstance(getattr(node, "value", None), ast.Call) else None
        if (
            isinstance(node, ast.AugAssign)
            or any(isinstance(target, ast.Subscript | ast.Attribute) for target in targets)
            or (isinstance(called, ast.Attribute) and called.attr in CHANGERS)
        ):
            found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] != "pages"], ids=str)
def test_the_import_of_a_module_changes_nothing_that_stands(path):
    if path not in SCRIPTS:
        assert changed_on_import((PROJECT / path).read_text("utf-8")) == []


def test_the_rule_sees_every_way_to_change_what_stands():
    for text in ("A |= {1: 2}", "A += [1]", "A[1] = 2", "a.B = 2", "A.update({})", "del A[1]"):
        assert changed_on_import(f"from a import A\n{text}"), text
    assert not changed_on_import("A = {1: 2}\nB: dict = A | {3: 4}\ndef f(c):\n    c |= A")
