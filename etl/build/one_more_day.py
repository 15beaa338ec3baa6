"""One more day: the published snapshot's tables, less what the changed files told, plus what they
tell now. Equal, as multisets of rows, to a build of everything.

Invariant: each mart is a sum over dossiers of what depends on the dossier, its unit's as-of, its
ratings and petitions. So published − (sum over A before) + (sum over A now) is exact, if A holds
every dossier of which any of these changed.

Three databases are attached: `built`, a copy of the published snapshot that becomes the next one;
`older` and `newer`, in memory, with the tables of a build of the affected rows alone, by the files
as they were and as they are. The queries are those of the whole build: a name is looked for in the
side's own tables first, then in `built`.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

import duckdb

from etl import words
from etl.build import day_marts, day_rows
from etl.build.differences import BuildWhole, Differences, differences
from etl.build.full import EMPTY, SOURCE_TABLES, WARNINGS, WORDS, make_table, run, set_inputs
from etl.build.inputs import save_inputs
from etl.contract import SQL
from etl.engine import connect, set_variables
from etl.records import make_records, registers
from etl.settings import Settings
from etl.staged_file import Staged
from etl.words import Refusal

# Of each side all its files, and those that are on it alone.
SIDES = {"older": (("kept", "removed"), ("removed",)), "newer": (("kept", "added"), ("added",))}
NOW = SIDES["newer"][0]
# What counts words or looks up other tables is counted whole, before and after.
COUNTED_WHOLE = (
    *("warnings/unknown_unit", "warnings/unknown_procedure"),
    *("warnings/letter_not_owed", "warnings/letter_of_unknown_dossier"),
)
OF_STATES = ("repeated_dossiers", "dossier_states", "duplicates")
TEMPORARY = """
    select 'view', view_name from duckdb_views() where temporary and not internal
    union all
    select 'table', table_name from duckdb_tables() where temporary
"""


def build_one_more_day(
    published: Path,
    out: Path,
    snapshot: str,
    staged: list[Staged],
    landed: list[Staged],
    settings: Settings,
    scratch: Path,
) -> None:
    """Writes the snapshot of `staged` to the new file `out`, from the one in `published`; `landed`
    are all files in `staged/`. Raises BuildWhole where that cannot be done, or not surely so; what
    is in `out` then is no snapshot. Raises Refusal where an audit of what changed fails."""
    shutil.copyfile(published, out)
    with closing(connect(settings, scratch)) as con:
        path = str(out).replace("'", "''")
        con.execute(f"attach '{path}' as built")
        con.execute("attach ':memory:' as older; attach ':memory:' as newer")
        set_inputs(con, snapshot, [], settings)
        found = differences(con, staged, landed, settings)
        set_variables(con, changed_sources=[*found.sources])
        _read_rows(con, found, settings, scratch)
        _count_whole(con, "older")
        for side in SIDES:
            _make_side(con, found, side, settings, scratch)
        _put_rows(con, found)
        _put_marts(con)
        _put_lists(con, found)
        _count_whole(con, "newer")
        _put_counts(con)
        _audit(con)
        look_in(con, "built", NOW)
        save_inputs(con, staged, settings)
        con.execute("checkpoint built; use memory; detach built")


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


def _read_rows(con, found: Differences, settings: Settings, scratch: Path) -> None:
    notes = [json.dumps(asdict(file)) for file, _ in found.files]
    set_variables(con, notes=notes, file_sides=[side for _, side in found.files])
    look_in(con, "built", ("kept", "added", "removed"))
    run(con, "files")
    run(con, "day/sides_of_files")
    day_rows.name_fields(con, found, settings, scratch)
    day_rows.read_rows(con, found, settings, scratch)
    for step in WORDS:
        run(con, step)


def _make_side(con, found: Differences, side: str, settings: Settings, scratch: Path) -> None:
    """The tables of the changed rows by the files of one side, and what is counted by file."""
    sides, own = SIDES[side]
    day_rows.refuse_same_day(found, sides)
    look_in(con, side, sides)
    with forgetting(con):
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
            make_records(con, contract, source in found.sources and found.of(source, *sides) != [])
            if source in found.sources:
                make_table(con, source)
        if "tasks" in found.sources:
            con.execute("create table tasks_states as from temp.main.tasks_states")
        for source in ("letters", "petitions"):
            rows = source if source in found.sources else f"{source} limit 0"
            con.execute(f"create table side_{source} as from {rows}")
        day_rows.add_same_day_dossiers(con, found, sides, settings, scratch)
        _count_by_file(con, sides, own)


def _count_by_file(con, sides: tuple[str, ...], own: tuple[str, ...]) -> None:
    """Duplicates, rejected rows, loads and doubts of the files that are on one side alone."""
    set_variables(con, sides=list(own))
    con.execute("create or replace temp view accepted_dossier_rows as from dossiers_rows limit 0")
    con.execute("drop view accepted_dossier_rows; drop table pause_states")
    con.execute("drop table if exists repeated_dossiers; drop table if exists dossier_states")
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


def _count_whole(con, side: str) -> None:
    """The doubts that are counted over whole tables, as they stand in `built`."""
    look_in(con, "built", NOW)
    with forgetting(con):
        run(con, "empty/doubts")
        for warning in COUNTED_WHOLE:
            run(con, warning)
        con.execute(f"create table {side}.doubts_whole as from doubts")


def _put_rows(con, found: Differences) -> None:
    """Dossiers, pauses, ratings and registers, and how far they are known now."""
    look_in(con, "built", NOW)
    run(con, "day/same_day_ratings_differ")
    if con.fetchall():
        raise BuildWhole
    run(con, "day/put_dossiers")
    run(con, "day/put_ratings")
    for contract in registers():
        source = contract.source
        if source in found.sources:
            run(con, "day/put_register", table=source)
            run(con, "day/put_changes", source=source)
            if source == "petitions":
                run(con, "day/put_register", table="denunciations")
    run(con, "day/source_files")
    if con.execute("from ratings_of_files where is_unsure limit 1").fetchall():
        raise BuildWhole
    run(con, "files_of_dossiers")
    run(con, "day/coverage_before")
    for step in ("unit_scope", "snapshot", "file_coverage", "coverage"):
        run(con, step)


def _put_marts(con) -> None:
    """The marts that are sums, over the dossiers that any of it may count another way."""
    for side in SIDES:
        look_in(con, side, NOW)
        for step in ("unit_as_of", "dossiers_as_of", "counted_ratings"):
            run(con, step)
    look_in(con, "built", NOW)
    run(con, "day/affected_dossiers")
    for side in SIDES:
        look_in(con, side, NOW)
        run(con, "day/more_affected")
        run(con, "marts/strata")
    look_in(con, "built", NOW)
    run(con, "day/put_strata")
    for side in SIDES:
        look_in(con, side, NOW)
        with forgetting(con):
            day_marts.add_up(con)
    day_marts.put_sums(con)


def _put_lists(con, found: Differences) -> None:
    """The marts that are lists, whole or for the dossiers that may stand otherwise in them."""
    look_in(con, "built", NOW)
    for mart in ("open_dossiers", "pause_days_of_all_units"):
        con.execute(f"drop table {mart}")
        run(con, f"marts/{mart}")
    for side in SIDES:
        look_in(con, side, NOW)
        with forgetting(con):
            run(con, "marts/letters_kept")
            run(con, "day/spans_of_letters")
    look_in(con, "built", NOW)
    run(con, "day/letters_affected")
    con.execute("delete from letters_owed where dossier_id in (from letters_affected)")
    look_in(con, "newer", NOW)
    with forgetting(con):
        con.execute(
            "create temp table dossiers as from built.dossiers "
            "where dossier_id in (from letters_affected)"
        )
        for step in ("letters_kept", "letter_obligations", "letters_owed"):
            run(con, f"marts/{step}")
    con.execute("insert into built.letters_owed by name from newer.letters_owed")
    look_in(con, "built", NOW)
    if "tasks" in found.sources:
        con.execute("drop table task_outcomes; set search_path = 'built.main,newer.main'")
        run(con, "marts/task_outcomes")
    if "receptions" in found.sources:
        con.execute("drop table reception_days")
        run(con, "marts/reception_days")


def _put_counts(con) -> None:
    """Loads, rejected rows and warnings."""
    for side in SIDES:
        look_in(con, side, NOW)
        with forgetting(con):
            con.execute("create temp table doubts as from side_doubts union all from doubts_whole")
            run(con, "warnings")
    for step in ("put_loads", "put_rejected_rows", "put_warnings"):
        run(con, f"day/{step}")


def _audit(con) -> None:
    """The audits of a build, over the affected rows. Raises Refusal as `publish` does."""
    con.execute("drop table newer.loads")
    look_in(con, "newer", NOW)
    failed = []
    for path in sorted((SQL / "checks").glob("*.sql")):
        run(con, f"checks/{path.stem}")
        if rows := con.fetchall():
            first = ", ".join(str(value) for value in rows[0])
            failed.append(words.data_folder.audit_failed(path.stem, len(rows), first))
    if failed:
        raise Refusal("\n".join(failed))
