"""One more day: the published snapshot's tables, less what the changed files made of them, plus
what they make now. Equal, as multisets of rows, to a build of everything.

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
from contextlib import closing
from pathlib import Path

from etl import words
from etl.build import day_marts, day_rows
from etl.build.day_sides import NOW, SIDES, count_whole, forgetting, look_in, make_side
from etl.build.differences import BuildWhole, Differences, differences
from etl.build.full import WORDS, run, set_inputs
from etl.build.inputs import inputs, save_inputs
from etl.contract import SQL
from etl.engine import connect, set_variables
from etl.records import registers
from etl.settings import Settings
from etl.staged_file import Staged
from etl.words import Refusal

FEW_AFFECTED = 50_000  # dossiers; of so few, plans of sums take longer than they spare
# The marts that are lists of dossiers, each with the table of those that may stand otherwise in it.
LISTS = {"letters_owed": "letters_affected", "open_dossiers": "open_affected"}


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
        inputs_now = inputs(con, staged, settings)
        found = differences(con, inputs_now, staged, landed, settings.data)
        set_variables(con, changed_sources=[*found.sources])
        has_few_rows = _read_rows(con, found, settings, scratch)
        count_whole(con, "older")
        for side in SIDES:
            make_side(con, found, side, has_few_rows, settings, scratch)
        _put_rows(con, found)
        _put_marts(con)
        _put_lists(con, found)
        count_whole(con, "newer")
        _put_counts(con)
        _audit(con)
        look_in(con, "built", NOW)
        save_inputs(con, inputs_now)
        con.execute("checkpoint built; use memory; detach built")


def _read_rows(con, found: Differences, settings: Settings, scratch: Path) -> bool:
    """The rows that count and the words in them; gives whether they are few."""
    notes = [json.dumps(vars(file)) for file, _ in found.files]
    set_variables(con, notes=notes, file_sides=[side for _, side in found.files])
    look_in(con, "built", ("kept", "added", "removed"))
    run(con, "files")
    run(con, "day/sides_of_files")
    day_rows.name_fields(con, found, settings, scratch)
    has_few_rows = day_rows.read_rows(con, found, settings, scratch)
    day_rows.plan(con, has_few_rows)
    for step in WORDS:
        run(con, step)
    day_rows.plan(con, has_few_rows=False)
    return has_few_rows


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
    [(affected,)] = con.execute("select count(*) from affected_dossiers").fetchall()
    for side in SIDES:
        look_in(con, side, NOW)
        run(con, "day/more_affected")
        run(con, "marts/strata")
    look_in(con, "built", NOW)
    run(con, "day/put_strata")
    for side in SIDES:
        look_in(con, side, NOW)
        with forgetting(con):
            day_rows.plan(con, affected <= FEW_AFFECTED)
            day_marts.add_up(con)
            day_rows.plan(con, has_few_rows=False)
    day_marts.put_sums(con)


def _put_lists(con, found: Differences) -> None:
    """The marts that are lists, for the dossiers that may stand otherwise in them, or whole."""
    for side in SIDES:
        look_in(con, side, NOW)
        with forgetting(con):
            run(con, "marts/letters_kept")
            run(con, "day/spans_of_letters")
    look_in(con, "built", NOW)
    run(con, "day/letters_affected")
    for mart, affected in LISTS.items():
        look_in(con, "newer", NOW)
        with forgetting(con):
            con.execute(
                "create temp table dossiers as from listed_dossiers "
                f"where dossier_id in (from {affected})"
            )
            if mart == "letters_owed":
                run(con, "marts/letters_kept")
                run(con, "marts/letter_obligations")
            run(con, f"marts/{mart}")
        run(con, f"day/put_{mart}")
    look_in(con, "built", NOW)
    con.execute("drop table pause_days_of_all_units")
    run(con, "marts/pause_days_of_all_units")
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
