"""The only door to DuckDB: opens the snapshot that CURRENT names and asks it questions.

Snapshots never change once published, so an answer may be kept under (snapshot, question,
parameters) for as long as there is room.
"""

import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from board.settings import data_folder

SCHEMA_VERSION = 1
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


_connections: OrderedDict[Path, duckdb.DuckDBPyConnection] = OrderedDict()
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
    try:
        return _described(warehouse / f"{pointer.read_text('utf-8').strip()}.duckdb")
    except (duckdb.IOException, duckdb.CatalogException) as error:
        raise SnapshotLost(str(error)) from error


@lru_cache(maxsize=16)
def _described(path: Path) -> Snapshot:
    name, version, data_date, is_sample = (
        _cursor(path)
        .execute("select snapshot_id, schema_version, data_date, is_sample from snapshot")
        .fetchone()
    )
    if version != SCHEMA_VERSION:
        raise WrongSchema(name)
    return Snapshot(path, name, data_date, is_sample)


def ask(snapshot: Snapshot, question: str, **parameters) -> pd.DataFrame:
    """The answer of `queries/<question>.sql`, as a frame that the caller may change.

    Parameters that the question does not use are left out. Lists are bound as tuples.
    """
    used = frozenset(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in parameters.items()
        if name in _names(question)
    )
    return _answer(snapshot, question, used).copy(deep=False)


@lru_cache(maxsize=256)
def _answer(snapshot: Snapshot, question: str, used: frozenset) -> pd.DataFrame:
    bound = {name: list(v) if isinstance(v, tuple) else v for name, v in used}
    return _cursor(snapshot.path).execute(_text(question), bound).df()


@cache
def _text(question: str) -> str:
    return (QUERIES / f"{question}.sql").read_text("utf-8")


@cache
def _names(question: str) -> frozenset[str]:
    statements = duckdb.connect().extract_statements(_text(question))
    return frozenset(name for statement in statements for name in statement.named_parameters)


def _cursor(path: Path) -> duckdb.DuckDBPyConnection:
    """A cursor of its own for one question, with the shared filter macros."""
    with _opening:
        if path not in _connections:
            _connections[path] = duckdb.connect(
                str(path),
                read_only=True,
                config={
                    "enable_external_access": False,
                    "lock_configuration": True,
                },
            )
            while len(_connections) > CONNECTIONS_KEPT:
                _connections.popitem(last=False)  # closed once its last cursor is gone
        _connections.move_to_end(path)
        cursor = _connections[path].cursor()
    cursor.execute(_text("filters"))
    return cursor


def last_load() -> dict | None:
    """What the last load said of itself (files refused included), or None."""
    path = data_folder() / "warehouse" / "last_load.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None
