"""Of which units, and in which columns, a reader sees the tables of a snapshot."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

VIEWS = Path(__file__).parent / "scope.sql"
HIDDEN = ("codes", "officers", "comments", "files")  # what a scope may leave out of all its units


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
    cursor.execute("set variable scope_codes = $units::varchar[]", {"units": units})
    found = cursor.execute("select current_database()").fetchone()
    catalog = '"' + (found or [""])[0].replace('"', '""') + '"'
    # A view cannot read a table of its own name, so that the catalog has to be named.
    cursor.execute(VIEWS.read_text("utf-8").replace("snapshot_file.", f"{catalog}.main."))
