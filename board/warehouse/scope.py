"""Of which units, and in which columns, a reader sees the tables of a snapshot."""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

import ward_clock

VIEWS = Path(__file__).parent / "scope.sql"
HIDDEN = ("codes", "officers", "posts", "comments", "files")  # what a scope may leave out
MARK = re.compile("#[0-9a-f]{32}")  # what `mark` of scope.sql makes of a code


@dataclass(frozen=True)
class Scope:
    """Codes of the units that are seen, with those that went into them or are under them, None for
    all; and which of HIDDEN are seen."""

    units: frozenset[str] | None
    sees: frozenset[str]

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.units is None and self.sees >= {*HIDDEN}

    @property
    def key(self) -> list:
        """What tells it from other scopes, as JSON takes it."""
        return [None if self.units is None else sorted(self.units), sorted(self.sees)]


EVERYTHING = Scope(None, frozenset(HIDDEN))


def narrow(cursor: duckdb.DuckDBPyConnection, scope: Scope, salt: str) -> None:
    """Puts views before the tables of a cursor's snapshot that show a scope alone.

    Whatever is asked of the cursor then reads those views, the snapshot's own views too. `salt`
    keeps the marks that stand for codes from being worked out.
    """
    if scope.is_everything:
        return
    settings = {f"sees_{part}": part in scope.sees for part in HIDDEN} | {"code_salt": salt}
    for name, value in settings.items():
        cursor.execute(f"set variable {name} = $value", {"value": value})
    units = None if scope.units is None else sorted(scope.units)
    cursor.execute("set variable scope_day = $day", {"day": ward_clock.today()})
    cursor.execute("set variable scope_codes = $units::varchar[]", {"units": units})
    found = cursor.execute("select current_database()").fetchone()
    catalog = '"' + (found or [""])[0].replace('"', '""') + '"'
    # A view cannot read a table of its own name, so that the catalog has to be named.
    cursor.execute(VIEWS.read_text("utf-8").replace("snapshot_file.", f"{catalog}.main."))


def without_marks(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with nothing in place of the marks that stand for codes, for a reader."""
    found = {
        column: values.mask(values.map(_is_mark), None)
        for column, values in rows.select_dtypes(["object", "str"]).items()
        if values.map(_is_mark).any()
    }
    return rows.assign(**found) if found else rows


def _is_mark(value: object) -> bool:
    return isinstance(value, str) and MARK.fullmatch(value) is not None
