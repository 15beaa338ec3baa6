"""One file: read, landed and checked; nothing of it is kept yet."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl import words
from etl.check import Rejections, check, checked_path, lost_levels, newest_day, rejections
from etl.day_order import refuse_month_first
from etl.engine import SMALL, plan_for
from etl.export_day import as_of_date, refuse_future, refuse_period_end
from etl.land import FileToLand, land
from etl.other_units import refuse_other_units
from etl.profile import Profile
from etl.read import Layout, file_hash, layout
from etl.redact import officer_codes
from etl.settings import Settings
from etl.staged_file import Staged
from etl.words import Refusal
from personal_data import file_name_kept


@dataclass(frozen=True)
class Taken:
    """One file's note, its landed and its checked rows, and what was refused of them."""

    staged: Staged
    landed: Path
    checked: Path
    rejected: Rejections


def is_entry(path: Path, settings: Settings) -> bool:
    """Whether a page wrote this file."""
    return path.resolve().is_relative_to(settings.entries.resolve())


def stamp(path: Path) -> tuple[int, int]:
    """A file's size and time of change: what differs when it is written while it is read."""
    seen = path.stat()
    return seen.st_size, seen.st_mtime_ns


def read(path: Path, profile: Profile, settings: Settings, progress) -> tuple[Layout, str]:
    """How a file is to be read, and its hash. Raises Refusal, and OSError where it cannot be."""
    if path.stat().st_size < SMALL:
        return layout(path, progress.read, profile, settings.workbook), file_hash(path)
    with ThreadPoolExecutor(1) as pool:  # reading the bytes and hashing them take alike
        hashed = pool.submit(file_hash, path)
        file = layout(path, progress.read, profile, settings.workbook)
    return file, hashed.result()


def take(
    con: duckdb.DuckDBPyConnection,
    to_land: FileToLand,
    settings: Settings,
    officers: list[dict],
    scratch: Path,
    progress,
) -> Taken:
    """Lands one file in `scratch` and checks it. Raises Refusal for what fits no contract."""
    path, as_of = to_land.layout.path, to_land.as_of
    entered = is_entry(path, settings)
    if not entered:
        refuse_future(path, as_of)
    plan_for(con, path)
    codes = officer_codes(officers, as_of_date(path, as_of)[0])
    staged, landed = land(con, to_land, settings, codes, scratch, progress)
    if not entered:
        refuse_month_first(con, path.name, staged, landed)
    progress.step("check", file_name_kept(path.name))
    checked = checked_path(staged, settings.data)
    check(con, staged.source, staged.profile, landed, checked)
    return Taken(staged, landed, checked, rejections(con, staged, checked))


def refuse_doubtful(con, path: Path, taken: Taken, settings: Settings, as_of: date | None) -> None:
    """Raises Refusal for a file that is refused whole for what its rows hold, and forgets them."""
    try:
        _refuse_doubtful(con, path, taken, settings, as_of)
    except Refusal:
        taken.checked.unlink()
        raise


def _refuse_doubtful(con, path: Path, taken: Taken, settings: Settings, as_of: date | None) -> None:
    staged, rejected, entered = taken.staged, taken.rejected, is_entry(path, settings)
    if staged.source == "feedback" and not entered and (lost := lost_levels(con, taken.checked)):
        why = words.rows.REASONS["level_not_on_scale"]
        lines = [words.wrong_line(line, why, value=word) for line, word in lost]
        raise Refusal(words.files.levels_lost(path.name, lost), *lines)
    if rejected.rows > settings.reject_limit * staged.rows_read:
        if entered:
            raise Refusal(rejected.commonest or "")  # it holds one row, and a page gave it its name
        raise Refusal(
            words.files.too_many_rejected(
                path.name,
                rejected.rows,
                staged.rows_read,
                settings.reject_limit,
                rejected.commonest or "",
            )
        )
    if as_of is None and staged.period_start:
        newest = newest_day(con, staged, taken.checked)
        refuse_period_end(path, *newest, settings.name_day_slack_days)
    if not entered:  # the page has looked who may enter for which unit
        refuse_other_units(path, staged, taken.checked, settings)
