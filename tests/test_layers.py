"""The house keeps its layers: who may import what, read from the imports themselves."""

import ast
from collections.abc import Iterator
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
# From the top down: a room imports only from rooms that stand further down, never from one on its
# own line.
ROOMS = (
    ("dashboard", "__main__"),
    ("pages", "commands"),
    ("ui",),
    ("access",),
    ("papers", "intake"),
    ("meeting",),
    ("registers", "form_06a"),
    ("measures",),
    ("charts",),
    ("selection",),
    ("text",),
    ("catalogue", "warehouse"),
    ("runtime", "methods"),
)
LEVEL = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
# Streamlit runs it, and nothing imports it.
SCRIPTS = {Path("dashboard.py"), Path("board/ui/shell.py")}


def imported(text: str) -> Iterator[str]:
    """Every module that a text imports, and with `from` every name of it, dotted."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    """The room of a module: a folder of board, pages, dashboard, or a module of board alone."""
    return Path(path.parts[1] if path.parts[0] == "board" else path.parts[0]).stem


def upward(path: Path, text: str) -> list[str]:
    """What a module of the board imports that does not stand further down than its own room."""
    here = room_of(path)
    found = []
    for dotted in imported(text):
        parts = dotted.split(".")
        there = parts[1] if parts[0] == "board" and len(parts) > 1 else parts[0]
        if there not in LEVEL or there == here:
            continue
        if LEVEL[there] <= LEVEL[here]:
            found.append(dotted)
    return found


def may_import(path: Path, package: str) -> bool:
    """Whether a module may import a library, or a package of ours."""
    folder, room = path.parts[0], path.parts[:2]
    return {
        "etl": folder == "etl",
        "board": folder in ("board", "pages", "dashboard.py"),
        "duckdb": folder == "etl" or room == ("board", "warehouse"),
        "plotly": room == ("board", "charts"),
        "streamlit": folder in ("pages", "dashboard.py") or room == ("board", "ui"),
        "holidays": path == Path("etl/calendar.py") or room == ("etl", "sample"),
    }.get(package, True)


def text_of(path: Path) -> str:
    return (PROJECT / path).read_text("utf-8")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_what_its_room_may(path):
    packages = {dotted.split(".")[0] for dotted in imported(text_of(path))}
    assert [package for package in sorted(packages) if not may_import(path, package)] == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] != "etl"], ids=str)
def test_a_module_imports_only_from_rooms_further_down(path):
    assert path == Path("board/__init__.py") or room_of(path) in LEVEL
    assert upward(path, text_of(path)) == []


def test_every_room_of_the_table_is_there():
    folders = {
        path.name for path in (PROJECT / "board").iterdir() if (path / "__init__.py").exists()
    }
    assert folders | {"__main__", "pages", "dashboard"} == set(LEVEL)


def test_the_rule_sees_what_it_forbids():
    measures = Path("board/measures/compute.py")
    assert not may_import(measures, "etl")
    assert not may_import(Path("pages/overview.py"), "duckdb")
    assert not may_import(measures, "streamlit")
    assert not may_import(Path("board/papers/paper.py"), "plotly")
    assert "duckdb" in imported(text_of(Path("board/warehouse/snapshots.py")))


def test_the_rule_sees_every_way_to_import_from_a_room_further_up():
    measures = Path("board/measures/compute.py")
    for text in (
        "from board.papers.paper import Paper",
        "from board.papers import paper",
        "from board import papers",
        "import board.papers.paper",
        "def late():\n    from board.ui import session",
    ):
        assert upward(measures, text), text
    assert upward(Path("board/registers/reach.py"), "from board.form_06a import form")  # one line
    assert upward(Path("board/ui/shell.py"), "from pages import overview")
    assert not upward(measures, "from board.measures import results\nfrom board import text")


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
