"""The engine of a load: a DuckDB connection with the macros and the variables of its queries."""

from pathlib import Path

import duckdb

from etl.contract import MACRO_FILES
from etl.redact import add_mask_macro
from etl.settings import Settings

MACROS = "".join(path.read_text("utf-8") for path in MACRO_FILES)
SMALL = 1 << 16  # bytes
HALF_OF_THE_MACHINE = "50%"  # the board and its readers want the other half


def connect(settings: Settings, scratch: Path, database: Path | str = ":memory:"):
    """A DuckDB connection that knows the macros and keeps to the memory that the settings allow."""
    con = duckdb.connect(
        str(database),
        config={
            "memory_limit": settings.memory_limit or HALF_OF_THE_MACHINE,
            "temp_directory": str(scratch / "spill"),
        },
    )
    add_mask_macro(con)
    return con.execute(MACROS)


def plan_for(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Has the engine plan for the rows of a file: of so few as a small one has, plans and threads
    take longer than they spare."""
    is_small = path.stat().st_size < SMALL
    con.execute(f"pragma {'disable' if is_small else 'enable'}_optimizer")
    con.execute("set threads = 1" if is_small else "reset threads")


def set_variables(con: duckdb.DuckDBPyConnection, **variables) -> None:
    """Sets the variables that queries read by `getvariable`; a dictionary becomes a map."""
    for name, value in variables.items():
        if isinstance(value, dict):
            con.execute(
                f"set variable {name} = map($keys, $values)",
                {"keys": list(value), "values": list(value.values())},
            )
        else:
            con.execute(f"set variable {name} = $value", {"value": value})
