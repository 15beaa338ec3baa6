"""One load from end to end: read → land → check → build → publish."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import asdict, replace
from datetime import date
from itertools import count
from pathlib import Path

import duckdb

from etl import last_good, words
from etl.build import build, connect, in_use, snapshot_id
from etl.check import check, checked_path, lost_levels, newest_day, rejections
from etl.contract import SQL
from etl.damage import move_aside, set_aside
from etl.day_order import refuse_month_first
from etl.disk import refused_by_disk
from etl.door import officer_codes
from etl.entry_files import close_entries, is_named_by_page
from etl.export_day import as_of_date, refuse_future, refuse_period_end
from etl.future import is_from_future, refusals_of_future
from etl.land import Staged, keep, land, staged_files
from etl.profile import Profile
from etl.publish import note_last_load, publish, writing
from etl.read import Layout, file_hash, layout
from etl.reference import reference_rows
from etl.settings import Settings
from etl.snapshots import current, held, opens, reading
from etl.words import Refusal
from inbox_file import is_somebodys
from log_lines import raised_in
from personal_data import file_name_kept

REFERENCE = {path.stem for path in (SQL / "reference").glob("*.sql")}
COUNTS = ("rows_read", "rows_accepted", "rows_rejected", "rows_duplicate", "rows_not_data")
SMALL = 1 << 16  # bytes; to plan a query over so few rows takes longer than to run it as it stands


def load(
    settings: Settings, paths: list[Path], profile: Profile, as_of: date | None, progress
) -> dict:
    """Lands the new files among `paths`, builds and publishes; gives the summary.

    A refused file is named in the summary with its sentence; the others go on. Where every new
    file is refused, `published` is false and the published snapshot stays. Raises Refusal when a
    path does not exist, there is nothing to build from, or an audit fails. Whatever fails after the
    files were staged, they are taken back, and a note of the error names them.
    """
    with writing(settings) as scratch, closing(connect(settings, scratch)) as con:
        settings, unreadable = last_good.readable(settings, scratch)
        close_entries(settings)
        # An inbox that leads nowhere, such as to a drive that is not there, is no empty one.
        must_exist = bool(paths) or os.path.lexists(settings.inbox)
        files = _files(paths or [settings.inbox], must_exist)
        troubles = set_aside(settings)
        if troubles and paths:  # what was set aside is read again where its file still is
            files += [path for path in _files([settings.inbox], False) if path not in files]
        troubles += unreadable
        progress.expect(sum(path.stat().st_size for path in files))
        staged_before = staged_files(settings.staged)
        # One that an older version took from the future comes in again under its own day.
        held_on = [s for s in staged_before if not is_from_future(s, settings)]
        known = {s.sha256 for s in held_on}
        # An entry is known by its name: its bytes may have been masked since it landed.
        entered = {s.file for s in held_on if is_named_by_page(Path(s.file))}
        places = count(1 + max((s.landed_order for s in staged_before), default=0))
        officers = reference_rows(settings.reference, "officers")
        told, new, before = [], [], current(settings.warehouse)
        for path in files:
            if shown := _unlike_text(path):
                said = words.name_not_utf8(shown)
                told.append(_refused({"file": shown}, said, "name_not_utf8"))
                continue
            name = file_name_kept(path.name)
            progress.step("read", name)
            one = {"file": name}
            if name in entered and _is_entry(path, settings):
                told.append(one | {"outcome": "known"})
                continue
            try:
                stamp = _stamp(path)
                with ThreadPoolExecutor(
                    1
                ) as beside:  # reading the bytes and hashing them take alike
                    hashed = beside.submit(file_hash, path)
                    file = layout(path, progress.read, profile, settings.workbook)
                one["sha256"] = sha256 = hashed.result()
            except OSError as error:
                said = words.file_unreadable(name, error.errno)
                told.append(_refused(one, said, "unreadable"))
                continue
            except Refusal as refusal:
                told.append(_refused(one, _named(refusal, path), raised_in(refusal)))
                continue
            if sha256 in known:
                told.append(one | {"outcome": "known"})
                continue
            try:
                staged, landed = _take(
                    con, file, sha256, settings, profile, as_of, officers, scratch, progress
                )
                if _stamp(path) != stamp:
                    # What was read may be another file than what was hashed.
                    raise Refusal(words.file_changing(path.name))
            except Refusal as refusal:
                told.append(_refused(one, _named(refusal, path), raised_in(refusal)))
                continue
            staged = replace(staged, landed_order=next(places))
            keep(staged, landed, settings.staged)
            new.append(staged)
            known.add(sha256)
            is_entry = _is_entry(path, settings)
            told.append({"outcome": "loaded", "is_entry": is_entry} | asdict(staged))
        try:
            summary = _publish(settings, scratch, told, progress, troubles)
        except BaseException as error:
            if new and current(settings.warehouse) == before:
                _take_back(settings, new)
                error.add_note(words.taken_back([staged.file for staged in new]))
            raise
        # What is published stands, even where the disk has no room left for this note.
        with suppress(OSError):
            of_entries = [path.resolve() for path in paths] == [settings.entries]
            note_last_load(settings.warehouse, summary, of_entries)
    return summary


def rebuild(settings: Settings, progress) -> dict:
    """Checks every staged file anew, builds and publishes; gives the summary."""
    with writing(settings) as scratch:
        settings, unreadable = last_good.readable(settings, scratch)
        troubles = set_aside(settings) + unreadable
        return _publish(settings, scratch, [], progress, troubles, anew=True)


def _take_back(settings: Settings, new: list[Staged]) -> None:
    """Takes out of `staged/` what no snapshot was built from, so that no later build fails by it.

    The note goes first: without it a file is not known, and may be tried again.
    """
    for staged in new:
        staged.note(settings.staged).unlink(missing_ok=True)
        staged.parquet(settings.staged).unlink(missing_ok=True)
        checked_path(staged, settings.data).unlink(missing_ok=True)


def _named(refusal: Refusal, path: Path) -> str:
    """What a refusal says of a file, under the name by which the file is kept."""
    return str(refusal).replace(path.name, file_name_kept(path.name))


def _unlike_text(path: Path) -> str | None:
    """A file's name as it can be shown, where it is no text that can be written; else None."""
    shown = str(path).encode("utf-8", "backslashreplace").decode()
    return None if shown == str(path) else Path(shown).name


def _refused(file: dict, sentence: str, reason: str) -> dict:
    """What a summary says of a refused file: the sentence for a reader, a kind for the log."""
    return file | {"outcome": "refused", "sentence": sentence, "reason": reason}


def _stamp(path: Path) -> tuple[int, int]:
    """A file's size and time of change: what differs when it is written while it is read."""
    seen = path.stat()
    return seen.st_size, seen.st_mtime_ns


def _files(paths: list[Path], must_exist: bool) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            # By the name without its ending: “hoso (1).csv” was made after “hoso.csv”.
            files += sorted(
                filter(is_somebodys, path.rglob("*")), key=lambda p: (p.parent, p.stem, p)
            )
        elif path.is_file():
            files.append(path)
        elif must_exist:
            raise Refusal(words.file_missing(str(path)))
    return files


def _is_entry(path: Path, settings: Settings) -> bool:
    """Whether a page wrote this file."""
    return path.resolve().is_relative_to(settings.entries.resolve())


def _take(con, file: Layout, sha256, settings, profile, as_of, officers, scratch, progress):
    """Lands and checks one file: what is to be kept. Too many refused rows refuse it whole."""
    path, is_entry = file.path, _is_entry(file.path, settings)
    if not is_entry:
        refuse_future(path, as_of)
    planned = "disable" if path.stat().st_size < SMALL else "enable"
    con.execute(f"pragma {planned}_optimizer")
    codes = officer_codes(officers, as_of_date(path, as_of)[0])
    staged, landed = land(con, file, sha256, settings, profile, as_of, codes, scratch, progress)
    if not is_entry:
        refuse_month_first(con, path.name, staged, landed)
    progress.step("check", file_name_kept(path.name))
    checked = checked_path(staged, settings.data)
    check(con, staged.source, staged.profile, landed, checked)
    if staged.source == "feedback" and not is_entry and (lost := lost_levels(con, checked)):
        checked.unlink()
        raise Refusal(words.levels_lost(path.name, lost))
    rejected = rejections(con, staged, checked)
    if rejected.rows > settings.reject_limit * staged.rows_read:
        checked.unlink()
        if is_entry:
            raise Refusal(rejected.commonest)  # it holds one row, and a page gave it its name
        raise Refusal(
            words.too_many_rejected(
                path.name,
                rejected.rows,
                staged.rows_read,
                settings.reject_limit,
                rejected.commonest,
            )
        )
    if as_of is None and staged.period_start:
        try:
            refuse_period_end(path, *newest_day(con, staged, checked), settings.name_day_slack_days)
        except Refusal:
            checked.unlink()
            raise
    return staged, landed


def _publish(
    settings: Settings, scratch: Path, told: list[dict], progress, troubles: list[str], anew=False
) -> dict:
    found = staged_files(settings.staged)
    if not found and not told:
        raise Refusal(words.NOTHING_STAGED)
    told += refusals_of_future(found, told, settings)
    staged = in_use([file for file in found if not is_from_future(file, settings)])
    news = False
    if staged:
        snapshot, now = snapshot_id(staged, settings), current(settings.warehouse)
        if anew or snapshot == now:
            news = anew or not opens(settings.warehouse, now)
        else:
            news = snapshot != held(settings.warehouse)
    if news:
        built = settings.warehouse / f"{snapshot}.duckdb"
        # The same inputs make the same snapshot: one that is at hand needs no second build.
        if anew or not opens(settings.warehouse, snapshot):
            built = scratch / "built.duckdb"
            if broken := _check_again(settings, staged, scratch, progress, anew):
                for file in broken:
                    parts = [file.note(settings.staged), file.parquet(settings.staged)]
                    move_aside(settings, parts)
                troubles += [words.set_aside("rows", file.file) for file in broken]
                return _publish(settings, scratch, told, progress, troubles, anew)
            progress.step("build", snapshot)
            try:
                build(built, snapshot, staged, settings, scratch)
            except duckdb.Error as error:
                if anew or isinstance(error, duckdb.OutOfMemoryException) or refused_by_disk(error):
                    raise
                # The checked rows are a cache that may be damaged within: once more without it.
                built.unlink(missing_ok=True)
                return _publish(settings, scratch, told, progress, troubles, anew=True)
            troubles += _emptied(settings, built)
        progress.step("publish", snapshot)
        _forget_checks(settings, staged)
        publish(built, snapshot, settings)
    if staged:
        with suppress(OSError):  # as for the note of the load
            last_good.keep(settings)
    return _summary(settings, told, news) | {"troubles": troubles}


def _emptied(settings: Settings, built: Path) -> list[str]:
    """A sentence for each reference table that has rows in the published snapshot and none now."""
    now = current(settings.warehouse)
    if not opens(settings.warehouse, now):
        return []

    def counts(path: Path) -> dict[str, int]:
        with reading(path) as con:
            rows = con.execute("select table_name from duckdb_tables()").fetchall()
            names = {name for (name,) in rows} & REFERENCE
            return {
                name: con.execute(f"select count(*) from {name}").fetchone()[0] for name in names
            }

    before, after = counts(settings.warehouse / f"{now}.duckdb"), counts(built)
    return [
        words.reference_emptied(name, before[name])
        for name in sorted(before)
        if before[name] and after.get(name) == 0
    ]


def _check_again(settings, staged: list[Staged], scratch: Path, progress, anew: bool):
    """Checks the staged files whose checked rows are gone or were made by other code, or all; gives
    those whose rows cannot be read."""
    broken = []
    for file in staged:
        out = checked_path(file, settings.data)
        if out.exists() and not anew:
            continue
        progress.step("check", file.file)
        with connect(settings, scratch) as con:
            try:
                check(con, file.source, file.profile, file.parquet(settings.staged), out)
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


def _summary(settings: Settings, told: list[dict], published: bool) -> dict:
    """What a load did: the snapshot, each file with its counts, the doubts that were counted."""
    snapshot = current(settings.warehouse)
    none = {"snapshot": None, "data_date": None, "published": False, "warnings": []}
    if snapshot is None:
        return none | {"files": told}
    with reading(settings.warehouse / f"{snapshot}.duckdb") as con:
        counts = {
            sha256: dict(zip(COUNTS, counts, strict=True))
            for sha256, *counts in con.execute(
                f"select sha256, {', '.join(COUNTS)} from loads"
            ).fetchall()
        }
        warnings = con.execute("select code, detail, rows, sentence from warnings").fetchall()
        data_date = con.execute("select data_date from snapshot").fetchone()[0]
    return {
        "snapshot": snapshot,
        "data_date": data_date.isoformat(),
        "published": published,
        "files": [file | counts.get(file.get("sha256"), {}) for file in told],
        "warnings": [
            dict(zip(("code", "detail", "rows", "sentence"), row, strict=True)) for row in warnings
        ],
    }
