"""The two sides of one more day: the tables of the affected rows by the files as they were, and by
the files as they are, each by the queries of the whole build."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.build import day_rows
from etl.build.differences import Differences
from etl.build.full import EMPTY, SOURCE_TABLES, WARNINGS, make_table, run
from etl.engine import set_variables
from etl.records import make_records, registers
from etl.settings import Settings

# Of each side all its files, and those that are on it alone.
SIDES = {"older": (("kept", "removed"), ("removed",)), "newer": (("kept", "added"), ("added",))}
NOW = SIDES["newer"][0]
# What counts words or looks up other tables is counted whole, before and after.
COUNTED_WHOLE = (
    *("warnings/unknown_unit", "warnings/unknown_procedure", "warnings/letter_not_owed"),
)
OF_STATES = ("repeated_dossiers", "dossier_states", "duplicates")
MADE_OF_ALL = (
    *(("view", "accepted_dossier_rows"), ("table", "repeated_dossiers")),
    *(("table", "dossier_states"), ("table", "pause_states")),
)
TEMPORARY = """
    select 'view', view_name from duckdb_views() where temporary and not internal
    union all
    select 'table', table_name from duckdb_tables() where temporary
"""


def look_in(con: duckdb.DuckDBPyConnection, database: str, sides: tuple[str, ...]) -> None:
    """Has queries look for tables in a database first, then in `built`; for files on `sides`."""
    con.execute(f"set search_path = '{database}.main,built.main'")
    set_variables(con, sides=list(sides))


@contextmanager
def forgetting(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Takes away at its end what temporary tables and views were made within."""
    before = set(con.execute(TEMPORARY).fetchall())
    yield
    for kind, name in set(con.execute(TEMPORARY).fetchall()) - before:
        con.execute(f"drop {kind} temp.main.{name}")


def make_side(
    con, found: Differences, side: str, has_few_rows: bool, settings: Settings, scratch: Path
) -> None:
    """The tables of the changed rows by the files of one side, and what is counted by file."""
    sides, own = SIDES[side]
    day_rows.refuse_same_day(found, sides)
    look_in(con, side, sides)
    with forgetting(con):
        day_rows.plan(con, has_few_rows)
        for step in (*EMPTY, "same_day_files"):
            run(con, step)
        if side == "older":
            run(con, "day/dossiers_before")
        else:
            for step in SOURCE_TABLES["dossiers"]:
                if step not in ("duplicates", "same_day_rows"):
                    run(con, f"tables/dossiers/{step}")
            run(con, "day/other_rated_dossiers")
        make_table(con, "feedback")
        run(con, "day/same_day_ratings")
        run(con, "files_of_feedback")
        for step in ("pause_states", "pauses"):
            run(con, f"tables/pauses/{step}")
        for contract in registers():
            source = contract.source
            if source in found.sources:
                make_records(con, contract, has_rows=bool(found.of(source, *sides)))
                make_table(con, source)
            elif source == "petitions":  # whose states a warning reads
                make_records(con, contract, has_rows=False)
        if "tasks" in found.sources:
            con.execute("create table tasks_states as from temp.main.tasks_states")
        for source in ("letters", "petitions"):
            rows = source if source in found.sources else f"{source} limit 0"
            con.execute(f"create table side_{source} as from {rows}")
        day_rows.plan(con, has_few_rows=False)
        day_rows.add_same_day_dossiers(con, found, sides, settings, scratch)
        day_rows.plan(con, has_few_rows)
        _count_by_file(con, sides, own)
        day_rows.plan(con, has_few_rows=False)


def _count_by_file(con, sides: tuple[str, ...], own: tuple[str, ...]) -> None:
    """Duplicates, rejected rows, loads and doubts of the files that are on one side alone."""
    set_variables(con, sides=list(own))
    for kind, name in MADE_OF_ALL:
        con.execute(f"drop {kind} if exists temp.main.{name}")
    for step in ("accepted_dossier_rows", *OF_STATES):
        run(con, f"tables/dossiers/{step}")
    for step in ("pause_states", "duplicates"):
        run(con, f"tables/pauses/{step}")
    for step in ("rejected_rows", "loads"):
        run(con, step)
    for warning in WARNINGS:
        if warning not in COUNTED_WHOLE:
            is_of_days = warning == "warnings/left_out_of_mended_file"
            set_variables(con, sides=list(sides if is_of_days else own))
            run(con, warning)
    run(con, "day/side_counts")


def count_whole(con, side: str) -> None:
    """The doubts that are counted over whole tables, as they stand in `built`."""
    look_in(con, "built", NOW)
    with forgetting(con):
        run(con, "empty/doubts")
        for warning in COUNTED_WHOLE:
            run(con, warning)
        con.execute(f"create table {side}.doubts_whole as from doubts")
