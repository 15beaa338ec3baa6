"""Asks a snapshot a query of queries/.

Snapshots never change once published, so an answer may be cached under (snapshot, query,
parameters) for as long as there is room.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from board.runtime.memory import cached
from board.runtime.settings import SETTINGS
from board.warehouse.scope import Scope, narrow, without_marks
from board.warehouse.snapshots import Snapshot, kept_until, opened, opening
from config_file import PROJECT

QUERIES = Path(__file__).parent / "queries"
CODE_SALT = secrets.token_hex(16)  # of this process alone: no mark of a code is kept
JOINED_BY_CODE = ("open_list", "since_overdue", "dossier_states", "alternative_readings")
MACROS = Path(__file__).parent / "macros"
WORK_DAY_NUMBER = (PROJECT / "work_day_number.sql").read_text("utf-8")  # as the build has it


def ask(snapshot: Snapshot, query: str, **parameters) -> pd.DataFrame:
    """The answer of `queries/<query>.sql`, as a frame that the caller may change.

    Parameters that the query does not use are left out; `kept_until` is added where it is not
    given, and no unit is left out where none is named. A code that is not seen is absent, but of
    JOINED_BY_CODE, whose rows are matched with others: there a mark stands for it. Raises
    SnapshotLost when the file is gone and was not open any more, ValueError for a snapshot without
    the scope of a reader.
    """
    names = _names(query)
    if "kept_until" in names and "kept_until" not in parameters:
        parameters["kept_until"] = kept_until(snapshot)
    parameters.setdefault("left_out", None)
    used = frozenset(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in parameters.items()
        if name in names
    )
    return _answer(snapshot, query, used).copy(deep=False)


def shows_every_unit(snapshot: Snapshot) -> bool:
    """Whether its reader sees every unit of which a snapshot holds anything."""
    return bool(ask(snapshot, "scope_is_whole")["is_whole"].iloc[0])


@cached
def _answer(snapshot: Snapshot, query: str, used: frozenset) -> pd.DataFrame:
    bound = {name: list(v) if isinstance(v, tuple) else v for name, v in used}
    with _cursor(snapshot) as cursor:
        found = cursor.execute(_text(query), bound).df()
    return found if query in JOINED_BY_CODE else without_marks(found)


@cache
def _text(query: str) -> str:
    return (QUERIES / f"{query}.sql").read_text("utf-8")


@cache
def _names(query: str) -> frozenset[str]:
    statements = duckdb.connect().extract_statements(_text(query))
    return frozenset(name for statement in statements for name in statement.named_parameters)


@contextmanager
def _cursor(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor for one query, which no other thread holds, with the shared filter macros and what
    the reader's scope leaves of the tables. Raises ValueError where nobody is known to ask.

    It is kept for the next query of its scope, because making the macros takes longer than small
    queries.
    """
    scope = snapshot.scope
    if scope is None:
        raise ValueError(f"asked of {snapshot.name} without a scope")
    with opening:
        held = opened(snapshot.path)
        idle = held.idle.setdefault(scope, [])
        cursor = idle.pop() if idle else _prepared(held.connection.cursor(), scope)
        held.asked_at_once += 1
    try:
        yield cursor
        idle.append(cursor)  # after an error it is dropped
    except duckdb.Error:
        held.has_failed = True  # a damaged file answers no more until it is opened anew
        raise
    finally:
        with opening:
            held.asked_at_once -= 1


def _prepared(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> duckdb.DuckDBPyConnection:
    narrow(cursor, scope, CODE_SALT)
    setting = {"certification_field": SETTINGS.certification_field}
    cursor.execute(_text("settings"), setting)
    return cursor.execute(WORK_DAY_NUMBER).execute(_macros())


@cache
def _macros() -> str:
    return "".join(path.read_text("utf-8") for path in sorted(MACROS.glob("*.sql")))
