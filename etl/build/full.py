"""Checked files + reference files → one DuckDB file, made whole."""

import glob
import hashlib
import json
import os
from pathlib import Path

import duckdb

from etl import words
from etl.build.inputs import code_files, inputs, note_text, save_inputs
from etl.check import check_none, checked_path
from etl.contract import SQL, check_fingerprint, contracts
from etl.engine import connect, set_variables
from etl.records import make_records, registers
from etl.reference_tables import read_reference
from etl.settings import Settings
from etl.staged_file import Staged
from snapshot_file import SCHEMA_VERSION

FEW_ROWS = 2_000  # of so few, what spares work in a large build takes longer than the work
NO_ROWS: dict[str, bytes] = {}  # by fingerprint; to plan them is a sixth of a small build
PROCEDURE_WORDS = ("written_procedures", "procedure_candidates", "procedure_words")
EMPTY = tuple(f"empty/{path.stem}" for path in sorted((SQL / "empty").glob("*.sql")))
WORDS = ("unit_words", "unit_parts", *PROCEDURE_WORDS)
BEFORE_TABLES = (*EMPTY, "same_day_files", *WORDS, "field_words", "sources", "source_fields")
# The steps of `tables/<source>`; of any other source its records or accepted rows are the table.
SOURCE_TABLES = {
    "dossiers": (
        *("accepted_dossier_rows", "repeated_dossiers", "dossier_states"),
        *("duplicates", "same_day_rows"),
        *("dossier_days_seen", "due_histories", "dossier_sightings", "dossier_histories"),
        *("newest_dossier_states", "pauses_begun", "stopped_dossiers"),
        *("dossiers_in_any_order", "dossiers"),
    ),
    "feedback": (
        *("feedback_named", "feedback_numbered", "feedback_known_before", "feedback_of_units"),
        *("duplicates", "same_day_rows", "dissatisfied_dossiers", "feedback"),
    ),
    "pauses": ("pause_states", "duplicates", "same_day_rows", "pauses"),
    "petitions": ("petitions", "denunciations"),
    "receptions": ("receptions",),
}
WARNINGS = tuple(f"warnings/{path.stem}" for path in sorted((SQL / "warnings").glob("*.sql")))
AFTER_TABLES = (
    "unit_scope",
    "snapshot",
    "files_of_dossiers",
    "files_of_feedback",
    "file_coverage",
    "coverage",
    "unit_as_of",
    "dossiers_as_of",
    "counted_ratings",
    "marts/strata",
    "marts/dossier_events",
    "marts/due_days",
    "marts/dossier_days",
    "marts/dossier_months",
    "marts/days_of_all_units",
    "marts/months_of_all_units",
    "marts/working_times",
    "marts/working_times_of_all_units",
    "marts/working_time_months_of_all_units",
    "marts/pause_days_of_all_units",
    "marts/rating_days_of_all_units",
    "marts/procedure_names",
    "marts/due_outcomes",
    "marts/open_dossiers",
    "marts/letters_kept",
    "marts/letter_obligations",
    "marts/letters_owed",
    "marts/task_outcomes",
    "marts/reception_days",
    "rejected_rows",
    "loads",
    *WARNINGS,
    "warnings",
)


def snapshot_id(staged: list[Staged], settings: Settings) -> str:
    """The name of the snapshot that these inputs make: its data date and a fingerprint."""
    digest = hashlib.sha256()
    for file in staged:
        digest.update(note_text(file).encode())
    for path in [*sorted(settings.reference.glob("*.csv")), *code_files()]:
        digest.update(os.fsencode(path.name) + b"\0" + path.read_bytes() + b"\0")
    digest.update(f"{settings.home_unit} {SCHEMA_VERSION}".encode())
    return f"{max(s.as_of for s in staged)}-{digest.hexdigest()[:8]}"


def build(
    out: Path, snapshot: str, staged: list[Staged], settings: Settings, scratch: Path
) -> None:
    """Writes every table of the snapshot to the new file `out`.

    Raises Refusal where a reference or a staged file cannot be read.
    """
    con = connect(settings, scratch, out)
    has_few_rows = sum(file.rows_read for file in staged) <= FEW_ROWS
    try:
        if has_few_rows:
            # No plans of queries, no threads, one commit in place of one a table.
            con.execute("pragma disable_optimizer; set threads = 1; begin transaction")
        set_inputs(con, snapshot, staged, settings)
        run(con, "files")
        kind = "table" if has_few_rows else "view"
        _name_rows(con, staged, settings, scratch, kind)
        unite_rows(con, kind)
        for step in BEFORE_TABLES:
            run(con, step)
        staged_sources = {file.source for file in staged}
        for contract in registers():
            make_records(con, contract, contract.source in staged_sources)
        # The dossiers first: the others may look up the dossier that a row names.
        for source in sorted(contracts(), key=lambda name: (name != "dossiers", name)):
            make_table(con, source)
        for step in AFTER_TABLES:
            run(con, step)
        save_inputs(con, inputs(con, staged, settings))
        if has_few_rows:
            con.execute("commit")
    finally:
        con.close()


def set_inputs(con, snapshot: str, staged: list[Staged], settings: Settings) -> None:
    """Gives the engine what the queries of a build read apart from rows: the notes of the files,
    the words, the reference tables. Raises Refusal where a reference file is wrong."""
    set_variables(
        con,
        snapshot_id=snapshot,
        schema_version=SCHEMA_VERSION,
        home_unit=settings.home_unit,
        reasons=words.rows.REASONS,
        warning_words=words.rows.WARNINGS,
        notes=[json.dumps(vars(file)) for file in staged],
    )
    read_reference(con, settings)


def run(con: duckdb.DuckDBPyConnection, name: str, **names: str) -> None:
    """Runs a query of `etl/sql`, by its path without the ending; `names` of tables and columns take
    the places that it has for them."""
    query = (SQL / f"{name}.sql").read_text("utf-8")
    for place, text in names.items():
        query = query.replace(f"<{place}>", text)
    con.execute(query)


def make_table(con: duckdb.DuckDBPyConnection, source: str) -> None:
    """A source's table by its own queries, or where it has none every record or accepted row."""
    if source in SOURCE_TABLES:
        for step in SOURCE_TABLES[source]:
            run(con, f"tables/{source}/{step}")
    elif contracts()[source].record:
        con.execute(f"create table {source} as from {source}_records order by all")
    else:
        con.execute(f"create table {source} as from {source}_rows where bad_reason is null")


def _name_rows(con, staged: list[Staged], settings: Settings, scratch: Path, kind: str) -> None:
    """`<source>_rows`: every checked row with its file. A view, or where rows are few a table, for
    the engine works out a view anew in every query."""
    for source in contracts():
        paths = [checked_path(s, settings.data) for s in staged if s.source == source]
        found = [glob.escape(str(p)) for p in paths or [no_rows(con, source, scratch)]]
        set_variables(con, **{f"{source}_paths": found})
        con.execute(
            f"create temp {kind} {source}_rows as "
            "select checked.* exclude (filename), files.file, files.sha256, files.as_of, "
            "files.landed_order "
            f"from read_parquet(getvariable('{source}_paths'), filename = true, "
            "hive_partitioning = false) as checked "
            "join files on files.sha256 = regexp_extract(filename, '([0-9a-f]{64})-', 1)"
        )


def unite_rows(con: duckdb.DuckDBPyConnection, kind: str) -> None:
    """`judged_rows`: the verdicts of all `<source>_rows`; `happened_rows`: the newest day of each;
    `units_written`: every word for a unit. Each a view or a table, as `kind` says."""
    verdicts, days, units = [], [], ["select getvariable('home_unit')::varchar as unit"]
    for source in contracts():
        verdicts.append(f"select sha256, line, bad_field, bad_value, bad_reason from {source}_rows")
        if happened := contracts()[source].happened:
            newest = ", ".join(f"{name}::date" for name in happened)
            days.append(
                f"select file, as_of, list_max([{newest}]) as newest from {source}_rows "
                "where bad_reason is null"
            )
        if "unit" in [name for name, *_ in con.execute(f"describe {source}_rows").fetchall()]:
            units.append(f"select unit from {source}_rows where unit is not null")
    con.execute(f"create temp {kind} judged_rows as {' union all '.join(verdicts)}")
    con.execute(f"create temp {kind} happened_rows as {' union all '.join(days)}")
    con.execute(f"create temp {kind} units_written as {' union '.join(units)}")


def no_rows(con, source: str, scratch: Path) -> Path:
    """A checked file of this source without rows, so that a source without files has columns."""
    checked = scratch / f"{source}_none.parquet"
    made = check_fingerprint(source)
    if made in NO_ROWS:
        checked.write_bytes(NO_ROWS[made])
    else:
        check_none(con, source, checked)
        NO_ROWS[made] = checked.read_bytes()
    return checked
