"""Whether the snapshot that pages show is the published one, recent, and knows the holidays."""

from datetime import date, datetime, timedelta

import ward_clock
from board.commands.doctor.check import Check
from board.text import doctor
from board.text import snapshots as snapshots_text
from board.warehouse import ask, snapshots
from board.warehouse.scope import EVERYTHING
from snapshot_file import built_at, hashes_of

CALENDAR_AHEAD = timedelta(days=31)  # dossiers that are taken in today are due within that time


def open_snapshot() -> snapshots.Snapshot | str:
    """The snapshot that pages show, or a sentence that says why there is none."""
    try:
        return snapshots.current(EVERYTHING)
    except snapshots.NoWarehouse:
        return snapshots_text.NO_WAREHOUSE
    except snapshots.WrongSchema:
        return snapshots_text.WRONG_SCHEMA
    except Exception:  # SnapshotLost, or a folder that the system does not let be read
        return snapshots_text.SNAPSHOT_LOST


def snapshot(opened: snapshots.Snapshot | str, today: date, stale_after_days: int) -> Check:
    """Whether the snapshot that pages show is the published one, sealed and recent."""
    if isinstance(opened, str):
        return Check("snapshot", False, opened)
    age = (today - opened.data_date).days
    wrong = None
    if opened.in_place_of:
        wrong = snapshots_text.fallback_shown(opened.in_place_of, opened.name, opened.data_date)
    elif not hashes_of(opened.path):
        wrong = doctor.not_sealed(opened.name)
    elif age > stale_after_days and not opened.is_sample:
        wrong = doctor.snapshot_is_old(opened.name, opened.data_date, age)
    fine = doctor.snapshot_is_fine(opened.name, opened.data_date, opened.is_sample)
    return Check("snapshot", wrong is None, wrong or fine)


def built_when(found: snapshots.Snapshot | None) -> datetime | None:
    """When a snapshot was built, on the ward's clock."""
    return found and datetime.fromtimestamp(built_at(found.path), ward_clock.WARD_ZONE)


def last_day_of_calendar(found: snapshots.Snapshot | None) -> date | None:
    """The last day for which holidays are known; None where no snapshot says it."""
    if found is None:
        return None
    return ask.ask(found, "calendar_cover")["last_day"].max().date()


def calendar(last: date | None, today: date) -> Check:
    """Whether holidays are known for as long as dossiers of today may take."""
    if last is None:
        return Check("calendar", False, doctor.CALENDAR_UNKNOWN)
    is_fine = last - today >= CALENDAR_AHEAD
    return Check("calendar", is_fine, doctor.calendar_ends(last, is_fine))
