"""The only door to DuckDB: opens the snapshot that CURRENT names and asks it questions.

Snapshots never change once published, so an answer may be kept under (snapshot, question,
parameters) for as long as there is room.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from board.clock import today
from board.settings import data_folder

SCHEMA_VERSION = 6
QUERIES = Path(__file__).parent / "queries"
CONNECTIONS_KEPT = 3


class NoWarehouse(Exception):
    """Nothing has been published yet."""


class WrongSchema(Exception):
    """The published snapshot was built by another version of the product."""


class SnapshotLost(Exception):
    """The snapshot that CURRENT names is not there, or is none."""


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot: where it lies, its name and the date its data reach."""

    path: Path
    name: str
    data_date: date
    is_sample: bool


# Each open snapshot with its cursors that no question holds at the moment.
_open: OrderedDict[Path, tuple[duckdb.DuckDBPyConnection, list]] = OrderedDict()
_opening = threading.Lock()


def current() -> Snapshot:
    """The snapshot that CURRENT names now.

    Raises NoWarehouse when nothing was published, WrongSchema when its tables are of another
    version, SnapshotLost when it cannot be opened.
    """
    warehouse = data_folder() / "warehouse"
    pointer = warehouse / "CURRENT"
    if not pointer.exists():
        raise NoWarehouse
    return _described(warehouse / f"{pointer.read_text('utf-8').strip()}.duckdb")


def named(snapshot: str) -> Snapshot:
    """A snapshot at hand by its name; raises as `current` does, SnapshotLost if it is gone."""
    for path in (data_folder() / "warehouse").glob("*.duckdb"):
        if path.stem == snapshot:
            return _described(path)
    raise SnapshotLost(snapshot)


def at_hand() -> tuple[list[Snapshot], list[str]]:
    """The snapshots at hand, those of the newest data first and of these the newest built; and the
    names of those that another version built or that cannot be opened."""
    files = (data_folder() / "warehouse").glob("*.duckdb")
    told, closed = [], []
    for path in sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True):
        try:
            told.append(_described(path))
        except (WrongSchema, SnapshotLost):
            closed.append(path.stem)
    return sorted(told, key=lambda one: one.data_date, reverse=True), closed


def _described(path: Path) -> Snapshot:
    """What a snapshot says of itself; raises as `current` does."""
    try:
        made = path.stat().st_mtime_ns
    except OSError as error:
        raise SnapshotLost(str(error)) from error
    read = _own_row(path, made)
    if read is None:
        raise WrongSchema(path.stem)
    return read


# Without a bound: every run of a page lists all snapshots, and to open one takes 15 ms.
@cache
def _own_row(path: Path, made: int) -> Snapshot | None:
    """The row that a snapshot file of a time `made` has of itself; None if of another version."""
    with _opening:
        cursor = _opened(path)[0].cursor()
    try:
        # The version first: the other columns, and what the macros name, are this version's.
        (version,) = cursor.execute("select schema_version from snapshot").fetchone()
        if version != SCHEMA_VERSION:
            return None
        row = cursor.execute("select snapshot_id, data_date, is_sample from snapshot").fetchone()
        return Snapshot(path, *row)
    except duckdb.Error as error:
        raise SnapshotLost(str(error)) from error


def kept_until(snapshot: Snapshot) -> date | None:
    """The day to which registers are known that are kept on a page: today for what is published,
    None for an older snapshot, which knows nothing of what was entered later."""
    pointer = snapshot.path.parent / "CURRENT"
    is_current = pointer.exists() and pointer.read_text("utf-8").strip() == snapshot.name
    return today() if is_current and not snapshot.is_sample else None


def ask(snapshot: Snapshot, question: str, **parameters) -> pd.DataFrame:
    """The answer of `queries/<question>.sql`, as a frame that the caller may change.

    Parameters that the question does not use are left out; `kept_until` is added where it is not
    given, and no unit is left out where none is named. Raises
    SnapshotLost when the file is gone and was not open any more.
    """
    names = _names(question)
    if "kept_until" in names and "kept_until" not in parameters:
        parameters["kept_until"] = kept_until(snapshot)
    parameters.setdefault("left_out", None)
    used = frozenset(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in parameters.items()
        if name in names
    )
    return _answer(snapshot, question, used).copy(deep=False)


@lru_cache(maxsize=256)
def _answer(snapshot: Snapshot, question: str, used: frozenset) -> pd.DataFrame:
    bound = {name: list(v) if isinstance(v, tuple) else v for name, v in used}
    with _cursor(snapshot.path) as cursor:
        return cursor.execute(_text(question), bound).df()


@cache
def _text(question: str) -> str:
    return (QUERIES / f"{question}.sql").read_text("utf-8")


@cache
def _names(question: str) -> frozenset[str]:
    statements = duckdb.connect().extract_statements(_text(question))
    return frozenset(name for statement in statements for name in statement.named_parameters)


@contextmanager
def _cursor(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor for one question, which no other thread holds, with the shared filter macros.

    It is kept for the next question, because making the macros takes longer than small questions.
    """
    with _opening:
        connection, idle = _opened(path)
        cursor = idle.pop() if idle else connection.cursor().execute(_text("filters"))
    yield cursor
    idle.append(cursor)  # after an error it is dropped


def _opened(path: Path) -> tuple[duckdb.DuckDBPyConnection, list]:
    if path not in _open:
        try:
            connection = duckdb.connect(
                str(path),
                read_only=True,
                config={"enable_external_access": False, "lock_configuration": True},
            )
        except duckdb.Error as error:
            raise SnapshotLost(str(error)) from error
        _open[path] = (connection, [])
        while len(_open) > CONNECTIONS_KEPT:
            _open.popitem(last=False)  # closed once its last cursor is gone
    _open.move_to_end(path)
    return _open[path]


def last_load(of: str = "load") -> dict | None:
    """What the last load said of itself (files refused included), or None; `of` "entries": the last
    one that took nothing but entries made on a page."""
    path = data_folder() / "warehouse" / f"last_{of}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None
