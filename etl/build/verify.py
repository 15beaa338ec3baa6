"""Two snapshots compared: table by table, as multisets of rows."""

from pathlib import Path

import duckdb

TABLES = "select table_name from duckdb_tables() where database_name = ? and schema_name = ?"


def differences_of(first: Path, second: Path) -> dict[str, tuple[int, int]]:
    """Each table of two snapshots whose rows differ, with how many only the first has, and only the
    second. A number of a stratum says nothing by itself: its words are compared."""
    with duckdb.connect() as con:
        for name, path in (("first", first), ("second", second)):
            quoted = str(path).replace("'", "''")
            con.execute(f"attach '{quoted}' as {name} (read_only)")
        found = {}
        for schema in ("main", "build"):
            names = [
                {table for (table,) in con.execute(TABLES, [name, schema]).fetchall()}
                for name in ("first", "second")
            ]
            for table in sorted(names[0] | names[1]):
                shown = table if schema == "main" else f"{schema}.{table}"
                if table in names[0] and table in names[1]:
                    only = _only(con, schema, table)
                else:
                    only = (int(table in names[0]), int(table in names[1]))
                if any(only):
                    found[shown] = only
        return found


def _only(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> tuple[int, int]:
    columns = con.execute(f"describe first.{schema}.{table}").fetchall()
    if columns != con.execute(f"describe second.{schema}.{table}").fetchall():
        return 1, 1
    rows = [_with_words(name, schema, table, columns) for name in ("first", "second")]
    first, second = rows
    [counts] = con.execute(
        f"select (select count(*) from ({first} except all {second})), "
        f"(select count(*) from ({second} except all {first}))"
    ).fetchall()
    return counts


def _with_words(name: str, schema: str, table: str, columns: list[tuple]) -> str:
    if "stratum" not in [column for column, *_ in columns]:
        return f"select * from {name}.{schema}.{table}"
    if table == "strata":
        return f"select * exclude (stratum) from {name}.main.strata"
    return (
        "select of_row.* exclude (stratum), words.* exclude (stratum, dossiers) "
        f"from {name}.{schema}.{table} as of_row "
        f"join {name}.main.strata as words using (stratum)"
    )
