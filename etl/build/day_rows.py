"""The checked rows that one more day reads: of changed files all, of the others those that tell of
the same dossiers or may be alike."""

import glob
from pathlib import Path

import duckdb

from etl.build.differences import BuildWhole, Differences
from etl.build.full import FEW_ROWS, no_rows, run, unite_rows
from etl.check import checked_path
from etl.contract import contracts
from etl.engine import set_variables
from etl.records import registers
from etl.settings import Settings

CHANGED, NOW = ("added", "removed"), ("kept", "added")
MOST_CHANGED = 0.1  # share of the dossiers; of more a build of everything is no slower


def name_fields(con, found: Differences, settings: Settings, scratch: Path) -> None:
    """`field_words` as they are now. Raises BuildWhole where another word of a field prevails."""
    if "dossiers" not in found.sources:
        con.execute("create temp table field_words as from build.field_words")
        return
    _set_paths(con, "dossiers_now", "dossiers", found.of("dossiers", *NOW), settings, scratch)
    con.execute(
        "create temp view dossiers_rows as "
        "from read_parquet(getvariable('dossiers_now'), hive_partitioning = false)"
    )
    run(con, "field_words")
    con.execute("drop view dossiers_rows")
    if fetched(con, "day/fields_renamed"):
        raise BuildWhole


def read_rows(con, found: Differences, settings: Settings, scratch: Path) -> bool:
    """`<source>_rows` of the sides that are chosen when they are asked, and what unites them; gives
    whether they are few. Raises BuildWhole where too much changed."""
    for source in ("dossiers", "feedback", "pauses"):
        for name, sides in (("kept", ("kept",)), ("changed", CHANGED)):
            files = found.of(source, *sides)
            _set_paths(con, f"{source}_{name}", source, files, settings, scratch)
    run(con, "day/changed_dossiers")
    changed, rated, dossiers = con.execute(
        "select (select count(*) from changed_dossiers), (select count(*) from rated_dossiers), "
        "(select count(*) from built.dossiers)"
    ).fetchone()
    if max(changed, rated) > max(MOST_CHANGED * dossiers, 1000):
        raise BuildWhole
    run(con, "day/rows_of_dossiers", source="dossiers", dossiers="changed_dossiers")
    run(con, "day/rows_of_dossiers", source="pauses", dossiers="changed_dossiers")
    run(con, "day/rows_of_dossiers", source="feedback", dossiers="rated_dossiers")
    if "feedback" in found.sources:
        run(con, "day/rows_of_moments")
    for contract in registers():
        source = contract.source
        files = found.of(source, "kept", *CHANGED) if source in found.sources else []
        _set_paths(con, f"{source}_read", source, files, settings, scratch)
        run(con, "day/rows_of_register", source=source)
    for source in contracts():
        view_rows(con, source, f"{source}_read")
    unite_rows(con, "view")
    run(con, "day/dossiers_published")
    tables = [*(f"{source}_read" for source in contracts()), "dossiers_published"]
    counts = ", ".join(f"(select count(*) from {table})" for table in tables)
    return sum(*con.execute(f"select {counts}").fetchall()) <= FEW_ROWS


def plan(con: duckdb.DuckDBPyConnection, has_few_rows: bool) -> None:
    """Has the engine plan its queries and share them among threads, or not, as in a small build."""
    if has_few_rows:
        con.execute("pragma disable_optimizer; set threads = 1")
    else:
        con.execute("pragma enable_optimizer; reset threads")


def view_rows(con: duckdb.DuckDBPyConnection, source: str, rows: str) -> None:
    """`<source>_rows`: those of `rows` that are of a file on the chosen sides, with that file."""
    con.execute(
        f"create or replace temp view {source}_rows as "
        "select checked.* exclude (sha256), files.file, files.sha256, files.as_of, "
        f"files.landed_order from {rows} as checked join files using (sha256)"
    )


def refuse_same_day(found: Differences, sides: tuple[str, ...]) -> None:
    """Raises BuildWhole where a changed file of ratings or pauses has another of its day: whether
    one leaves rows of the other out shows only in all of their rows."""
    for source in ("feedback", "pauses"):
        days = [file.as_of for file in found.of(source, *sides)]
        if any(days.count(file.as_of) > 1 for file in found.of(source, *CHANGED)):
            raise BuildWhole


def add_same_day_dossiers(con, found: Differences, sides, settings: Settings, scratch) -> None:
    """`same_day_rows` of every file of dossiers that has the day of a changed one."""
    days = {file.as_of for file in found.of("dossiers", *CHANGED)}
    files = [file for file in found.of("dossiers", *sides) if file.as_of in days]
    if len(files) == len({file.as_of for file in files}):
        return
    _set_paths(con, "same_day", "dossiers", files, settings, scratch)
    con.execute(
        "create or replace temp view same_day_read as "
        "select * exclude (filename), regexp_extract(filename, '([0-9a-f]{64})-', 1) as sha256 "
        "from read_parquet(getvariable('same_day'), filename = true, hive_partitioning = false)"
    )
    view_rows(con, "dossiers", "same_day_read")
    run(con, "tables/dossiers/same_day_rows")
    view_rows(con, "dossiers", "dossiers_read")


def fetched(con: duckdb.DuckDBPyConnection, name: str) -> list[tuple]:
    """The rows of a query of `etl/sql`."""
    run(con, name)
    return con.fetchall()


def _set_paths(con, name: str, source: str, files, settings: Settings, scratch: Path) -> None:
    paths = [checked_path(file, settings.data) for file in files]
    found = [glob.escape(str(path)) for path in paths or [no_rows(con, source, scratch)]]
    set_variables(con, **{name: found})
