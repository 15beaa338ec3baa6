"""The working calendar: the package `holidays` for Vietnam, and over it three dated files.

calendar_years.csv says which years are covered, calendar.csv overrides single days both ways
(the government swaps days each year, often after the package was released), working_hours.csv
gives the sessions of a working day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from holidays import HolidayBase, country_holidays

from etl import words
from etl.reference import reference_rows
from etl.words import Refusal

# The years whose lunar calendar the package knows; outside them it gives no Tết and says nothing.
KNOWN_YEARS = range(1901, 2101)
UNNAMED_OVERRIDE = "Theo calendar.csv"
YEARS, HOURS = "calendar_years", "working_hours"


class Session(NamedTuple):
    """Working hours in minutes after midnight, from `valid_from` to `valid_to` inclusive."""

    valid_from: date
    valid_to: date
    starts: int
    ends: int
    line: int


def calendar_days(reference: Path) -> list[dict]:
    """Every day of the covered years in order, a dict a day, ready for an SQL table.

    day (date); is_working; note (why a day is off, or why a weekend day is worked, else empty);
    work_day_number (working days up to and including the day); minutes_before (working minutes
    of all earlier covered days); am_starts, am_ends, pm_starts, pm_ends (minutes after midnight,
    also on days off). Working minutes from the first covered day to a moment t of the day, m
    minutes after midnight:

        minutes_before + (is_working) * (greatest(0, least(m, am_ends) - am_starts)
                                         + greatest(0, least(m, pm_ends) - pm_starts))

    so elapsed working minutes are that at the finish less that at the receipt. Saturday and
    Sunday are off unless the package or calendar.csv says that they are worked. Raises
    Refusal with one Vietnamese sentence that names file and line where a file is missing or
    malformed, years are not contiguous, an override falls outside them, or a day has not
    exactly two sessions.
    """
    years = _covered_years(reference)
    overrides = _overrides(reference, years)
    return _days(years, tuple(overrides.items()), tuple(_sessions(reference)))


@lru_cache(maxsize=2)  # the same tables in load after load of one process
def _days(years: range, overridden: tuple, hours: tuple[Session, ...]) -> list[dict]:
    overrides = dict(overridden)
    # Without a language the package takes the machine's.
    public = country_holidays("VN", years=years, expand=False, language="vi")
    days = []
    work_day_number = minutes_before = 0
    for day in _each_day(years):
        is_working, note = overrides.get(day) or _judged(public, day)
        morning, afternoon = _sessions_of(day, hours)
        work_day_number += is_working
        days.append(
            {
                "day": day,
                "is_working": is_working,
                "note": note,
                "work_day_number": work_day_number,
                "minutes_before": minutes_before,
                "am_starts": morning.starts,
                "am_ends": morning.ends,
                "pm_starts": afternoon.starts,
                "pm_ends": afternoon.ends,
            }
        )
        if is_working:
            minutes_before += morning.ends - morning.starts + afternoon.ends - afternoon.starts
    return days


def _each_day(years: range) -> Iterator[date]:
    day = date(years.start, 1, 1)
    while day.year in years:
        yield day
        day += timedelta(days=1)


def _judged(public: HolidayBase, day: date) -> tuple[bool, str]:
    is_working = public.is_working_day(day)
    is_weekend = day.isoweekday() > 5
    if is_working:
        return True, "Làm bù" if is_weekend else ""
    return False, public.get(day) or "Nghỉ hằng tuần"


def _covered_years(reference: Path) -> range:
    lines: dict[int, int] = {}
    for row in reference_rows(reference, "calendar_years"):
        if row["year"] not in KNOWN_YEARS:
            span = f"{KNOWN_YEARS[0]} đến {KNOWN_YEARS[-1]}"
            raise _wrong(YEARS, row["line"], f"“{row['year']}” không phải năm từ {span}.")
        lines[row["year"]] = row["line"]
    if not lines:
        raise _wrong(YEARS, 2, "chưa có năm nào; ghi ít nhất một năm.")
    for year, later in pairwise(sorted(lines)):
        if later != year + 1:
            gap = f"năm {year + 1}" if later == year + 2 else f"các năm {year + 1}–{later - 1}"
            raise _wrong(
                YEARS,
                lines[later],
                f"năm {later} không liền với năm {year}; thêm {gap} hoặc bỏ dòng này.",
            )
    return range(min(lines), max(lines) + 1)


def _overrides(reference: Path, years: range) -> dict[date, tuple[bool, str]]:
    found = {}
    for row in reference_rows(reference, "calendar"):
        day = row["day"]
        if day.year not in years:
            # Taken silently, it would look as if the calendar reached that day.
            raise _wrong(
                "calendar",
                row["line"],
                f"năm {day.year} chưa có trong calendar_years.csv; thêm năm đó hoặc bỏ dòng này.",
            )
        found[day] = (row["is_working"], row["note"] or UNNAMED_OVERRIDE)
    return found


def _sessions(reference: Path) -> list[Session]:
    sessions = []
    for row in reference_rows(reference, HOURS):
        session = Session(*(row[column] for column in Session._fields))
        if session.ends <= session.starts:
            raise _wrong(HOURS, session.line, "giờ kết thúc (ends) phải sau giờ bắt đầu (starts).")
        sessions.append(session)
    return sorted(sessions, key=lambda session: session.starts)


def _sessions_of(day: date, sessions: tuple[Session, ...]) -> list[Session]:
    valid = [s for s in sessions if s.valid_from <= day <= s.valid_to]
    if len(valid) != 2 or valid[1].starts < valid[0].ends:
        raise _not_two_sessions(day, valid)
    return valid


def _not_two_sessions(day: date, valid: list[Session]) -> Refusal:
    shown = day.strftime("%d/%m/%Y")
    if not valid:
        why = f"ngày {shown} chưa có giờ làm việc; thêm hai dòng cho buổi sáng và buổi chiều."
        return Refusal(words.reference.unreadable(f"{HOURS}.csv", why))
    lines = ", ".join(str(line) for line in sorted(s.line for s in valid))
    if len(valid) != 2:
        return _wrong(
            HOURS,
            lines,
            f"ngày {shown} có {len(valid)} buổi làm việc; "
            "mỗi ngày phải có đúng hai buổi, sáng và chiều.",
        )
    return _wrong(HOURS, lines, f"hai buổi làm việc của ngày {shown} chồng lên nhau.")


def _wrong(name: str, lines: int | str, why: str) -> Refusal:
    return Refusal(words.reference.unreadable(f"{name}.csv", f"dòng {lines}: {why}"))
