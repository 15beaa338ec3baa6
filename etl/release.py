"""What is staged → the next snapshot: check where needed, build, publish, and say what was done."""

import re
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import duckdb

from etl import last_good, words
from etl.build import build, continue_from, is_small, snapshot_id
from etl.check import check, checked_path
from etl.contract import SQL
from etl.damage import move_aside
from etl.disk import refused_by_disk
from etl.engine import connect, plan_for
from etl.future import refusals_of_future
from etl.in_use import in_use
from etl.publish import publish
from etl.settings import Settings
from etl.snapshots import current, held, opens, reading
from etl.staged_file import Staged, staged_files
from etl.words import Refusal
from withdrawal_file import records, withdrawn

# The tables that are made of reference files alone, and the file of each.
REFERENCE = {
    made.group(1): path.stem
    for path in (SQL / "reference").glob("*.sql")
    if (made := re.search(r"create table (\w+)", path.read_text("utf-8")))
}
COUNTS = ("rows_read", "rows_accepted", "rows_rejected", "rows_duplicate", "rows_not_data")


def release(
    settings: Settings,
    scratch: Path,
    reports: list[dict],
    progress,
    troubles: list[str],
    anew=False,
) -> dict:
    """Builds from every staged file and publishes; gives the summary, with the files of this load.

    Where nothing is new, nothing is built. `anew` checks and builds everything again. Raises
    Refusal when there is nothing to build from, or an audit fails.
    """
    found = landed = staged_files(settings.staged)
    if not found and not reports:
        raise Refusal(words.data_folder.NOTHING_STAGED)
    out = withdrawn(settings.data)
    found = [file for file in found if file.sha256 not in out]
    reports += refusals_of_future(found, reports, settings)
    staged = in_use(found, settings, out)
    news = may_continue = continued = False
    if staged:
        snapshot, now = snapshot_id(staged, settings), current(settings.warehouse)
        if anew or snapshot == now:
            news = anew or not opens(settings.warehouse, now)
        else:
            news = snapshot != _rolled_back(settings)
    if news:
        built = settings.warehouse / f"{snapshot}.duckdb"
        # The same inputs make the same snapshot: one that exists needs no second build.
        if anew or not opens(settings.warehouse, snapshot):
            built = scratch / "built.duckdb"
            if broken := check_again(settings, staged, scratch, progress, anew):
                for file in broken:
                    parts = [file.note(settings.staged), file.parquet(settings.staged)]
                    move_aside(settings, parts)
                troubles += [words.data_folder.set_aside("rows", file.file) for file in broken]
                return release(settings, scratch, reports, progress, troubles, anew)
            progress.step("build", snapshot)
            may_continue = not anew and not is_small(staged) and opens(settings.warehouse, now)
            try:
                continued = may_continue and continue_from(
                    settings.warehouse / f"{now}.duckdb",
                    *(built, snapshot, staged, landed, settings, scratch),
                )
                if not continued:
                    build(built, snapshot, staged, settings, scratch)
            except duckdb.Error as error:
                if anew or isinstance(error, duckdb.OutOfMemoryException) or refused_by_disk(error):
                    raise
                # The checked rows are a cache that may be damaged within: once more without it.
                built.unlink(missing_ok=True)
                return release(settings, scratch, reports, progress, troubles, anew=True)
            if not continued:
                troubles += _emptied(settings, built)
        progress.step("publish", snapshot)
        _forget_checks(settings, staged)
        publish(built, snapshot, settings, reports, is_audited=continued)
    if staged:
        with suppress(OSError):  # as for the note of the load
            last_good.save(settings)
    is_whole = may_continue and not continued
    summary = _summary(settings, reports, landed, news)
    return summary | {"troubles": troubles, "built_whole": is_whole}


def _rolled_back(settings: Settings) -> str | None:
    """What the inputs would make as they stood when CURRENT was rolled back; None where it was not,
    or where a file was withdrawn or restored since."""
    left = held(settings.warehouse)
    decisions = records(settings.data)
    return decisions[-1].get("makes") if left and decisions else left


def _emptied(settings: Settings, built: Path) -> list[str]:
    """A sentence for each reference table that has rows in the published snapshot and none now."""
    now = current(settings.warehouse)
    if not opens(settings.warehouse, now):
        return []

    def counts(path: Path) -> dict[str, int]:
        """The rows of each reference table in a snapshot's file."""
        with reading(path) as con:
            rows = con.execute("select table_name from duckdb_tables()").fetchall()
            names = {name for (name,) in rows} & REFERENCE.keys()
            return {
                name: rows
                for name in names
                for (rows,) in con.execute(f"select count(*) from {name}").fetchall()
            }

    before, after = counts(settings.warehouse / f"{now}.duckdb"), counts(built)
    return [
        words.reference.emptied(REFERENCE[name], before[name])
        for name in sorted(before)
        if before[name] and after.get(name) == 0
    ]


def check_again(settings, staged: list[Staged], scratch: Path, progress, anew: bool):
    """Checks the staged files whose checked rows are gone or were made by other code, or all; gives
    those whose rows cannot be read."""
    out_of_date = [s for s in staged if anew or not checked_path(s, settings.data).exists()]
    if not out_of_date:
        return []
    broken = []
    with connect(settings, scratch) as con:
        for file in out_of_date:
            progress.step("check", file.file)
            landed, out = file.parquet(settings.staged), checked_path(file, settings.data)
            try:
                plan_for(con, landed)
                check(con, file.source, file.profile, landed, out)
            except duckdb.Error as error:
                if isinstance(error, duckdb.OutOfMemoryException) or refused_by_disk(error):
                    raise  # the file is not to blame
                broken.append(file)
    return broken


def _forget_checks(settings: Settings, staged: list[Staged]) -> None:
    """Takes away the checked rows that a build of `staged` does not use; they are a cache."""
    used = {checked_path(file, settings.data) for file in staged}
    for cached in (settings.data / "checked").glob("*/*.parquet"):
        if cached not in used:
            cached.unlink()


def _summary(
    settings: Settings, reports: list[dict], landed: list[Staged], published: bool
) -> dict:
    """What a load did: the snapshot, each file with its counts, the doubts that were counted."""
    snapshot = current(settings.warehouse)
    out = [asdict(file) for file in withdrawn(settings.data).values()]
    none = {"snapshot": None, "data_date": None, "published": False, "warnings": []}
    if snapshot is None:
        return none | {"files": reports, "withdrawn": out}
    with reading(settings.warehouse / f"{snapshot}.duckdb") as con:
        counts = {
            sha256: dict(zip(COUNTS, counts, strict=True))
            for sha256, *counts in con.execute(
                f"select sha256, {', '.join(COUNTS)} from loads"
            ).fetchall()
        }
        for file in landed:  # a file counts in its newest version
            if file.part and file.sha256 in counts:
                counts[file.part["of"]] = counts[file.sha256]
        warnings = con.execute("select code, detail, rows, sentence from warnings").fetchall()
        [(data_date,)] = con.execute("select data_date from snapshot").fetchall()
    return {
        "snapshot": snapshot,
        "data_date": data_date.isoformat(),
        "published": published,
        "files": [file | counts.get(file.get("sha256"), {}) for file in reports],
        "warnings": [
            dict(zip(("code", "detail", "rows", "sentence"), row, strict=True)) for row in warnings
        ],
        "withdrawn": out,
    }
