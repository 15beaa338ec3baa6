"""The working calendar: the package `holidays` for Vietnam, and over it three dated files.

calendar_years.csv says which years are covered, calendar.csv overrides single days both ways
(the government swaps days each year, often after the package was released), working_hours.csv
gives the sessions of a working day.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from holidays import HolidayBase, country_holidays

# The years whose lunar calendar the package knows; outside them it gives no Tết and says nothing.
KNOWN_YEARS = range(1901, 2101)
UNNAMED_OVERRIDE = "Theo calendar.csv"


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
    ValueError with one Vietnamese sentence that names file and line where a file is missing or
    malformed, years are not contiguous, an override falls outside them, or a day has not
    exactly two sessions.
    """
    years = _covered_years(reference / "calendar_years.csv")
    overrides = _overrides(reference / "calendar.csv", years)
    hours = _sessions(reference / "working_hours.csv")
    # Without a language the package takes the machine's.
    public = country_holidays("VN", years=years, expand=False, language="vi")
    days = []
    work_day_number = minutes_before = 0
    for day in _each_day(years):
        is_working, note = overrides.get(day) or _judged(public, day)
        morning, afternoon = _sessions_of(day, hours, reference / "working_hours.csv")
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


def _covered_years(path: Path) -> range:
    lines: dict[int, int] = {}
    for line, row in _rows(path, ["year", "source"]):
        text = row["year"]
        if not (text.isascii() and text.isdigit() and int(text) in KNOWN_YEARS):
            span = f"{KNOWN_YEARS[0]} đến {KNOWN_YEARS[-1]}"
            raise _wrong(path, line, f"“{text}” không phải năm từ {span}.")
        year = int(text)
        if year in lines:
            raise _wrong(path, line, f"năm {year} đã có ở dòng {lines[year]}; bỏ một dòng.")
        lines[year] = line
    if not lines:
        raise _wrong(path, 2, "chưa có năm nào; ghi ít nhất một năm.")
    for year, later in pairwise(sorted(lines)):
        if later != year + 1:
            gap = f"năm {year + 1}" if later == year + 2 else f"các năm {year + 1}–{later - 1}"
            raise _wrong(
                path,
                lines[later],
                f"năm {later} không liền với năm {year}; thêm {gap} hoặc bỏ dòng này.",
            )
    return range(min(lines), max(lines) + 1)


def _overrides(path: Path, years: range) -> dict[date, tuple[bool, str]]:
    lines: dict[date, int] = {}
    found = {}
    for line, row in _rows(path, ["day", "is_working", "note", "source"]):
        day = _day(path, line, row["day"])
        if day in lines:
            raise _wrong(path, line, f"ngày {day} đã có ở dòng {lines[day]}; bỏ một dòng.")
        if day.year not in years:
            # Taken silently, it would look as if the calendar reached that day.
            raise _wrong(
                path,
                line,
                f"năm {day.year} chưa có trong calendar_years.csv; thêm năm đó hoặc bỏ dòng này.",
            )
        if row["is_working"] not in ("0", "1"):
            raise _wrong(
                path, line, f"is_working là “{row['is_working']}”; chỉ nhận 0 (nghỉ) hoặc 1 (làm)."
            )
        lines[day] = line
        found[day] = (row["is_working"] == "1", row["note"] or UNNAMED_OVERRIDE)
    return found


def _sessions(path: Path) -> list[Session]:
    sessions = []
    for line, row in _rows(path, ["valid_from", "valid_to", "starts", "ends"]):
        valid_from = _day(path, line, row["valid_from"])
        valid_to = _day(path, line, row["valid_to"]) if row["valid_to"] else date.max
        if valid_to < valid_from:
            raise _wrong(path, line, "valid_to đứng trước valid_from.")
        starts, ends = _minutes(path, line, row["starts"]), _minutes(path, line, row["ends"])
        if ends <= starts:
            raise _wrong(path, line, "giờ kết thúc (ends) phải sau giờ bắt đầu (starts).")
        sessions.append(Session(valid_from, valid_to, starts, ends, line))
    return sorted(sessions, key=lambda session: session.starts)


def _sessions_of(day: date, sessions: list[Session], path: Path) -> list[Session]:
    valid = [s for s in sessions if s.valid_from <= day <= s.valid_to]
    shown = day.strftime("%d/%m/%Y")
    if not valid:
        raise ValueError(
            f"Tệp {path.name}: ngày {shown} chưa có giờ làm việc; thêm hai dòng cho "
            "buổi sáng và buổi chiều."
        )
    lines = ", ".join(str(line) for line in sorted(s.line for s in valid))
    if len(valid) != 2:
        raise _wrong(
            path,
            lines,
            f"ngày {shown} có {len(valid)} buổi làm việc; "
            "mỗi ngày phải có đúng hai buổi, sáng và chiều.",
        )
    if valid[1].starts < valid[0].ends:
        raise _wrong(path, lines, f"hai buổi làm việc của ngày {shown} chồng lên nhau.")
    return valid


def _day(path: Path, line: int, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # fromisoformat also takes 20260102, 2026-W01-5
        raise _wrong(
            path, line, f"“{text}” không phải ngày; cần dạng yyyy-mm-dd, ví dụ 2026-01-02."
        )
    return day


def _minutes(path: Path, line: int, text: str) -> int:
    try:
        clock = datetime.strptime(text, "%H:%M")
    except ValueError as error:
        why = f"“{text}” không phải giờ; cần dạng HH:MM, ví dụ 07:00."
        raise _wrong(path, line, why) from error
    return clock.hour * 60 + clock.minute


def _rows(path: Path, columns: list[str]) -> list[tuple[int, dict[str, str]]]:
    """(line, column → trimmed cell) of every row that is not blank."""
    rows = []
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = [cell.strip() for cell in next(reader, [])]
            if missing := [name for name in columns if name not in header]:
                raise _wrong(
                    path,
                    line,
                    f"thiếu cột {', '.join(missing)}; dòng đầu phải là “{','.join(columns)}”.",
                )
            line = reader.line_num + 1
            for cells in reader:
                cells = [cell.strip() for cell in cells]
                if any(cells) and len(cells) != len(header):
                    raise _wrong(
                        path,
                        line,
                        f"có {len(cells)} ô, cần {len(header)} ô; "
                        "đặt ô có dấu phẩy trong dấu ngoặc kép.",
                    )
                if any(cells):
                    rows.append((line, dict(zip(header, cells, strict=True))))
                line = reader.line_num + 1
    except FileNotFoundError as error:
        raise ValueError(f"Thiếu tệp {path.name} trong thư mục {path.parent}.") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"Tệp {path.name} không ở bảng mã UTF-8; lưu lại theo mã đó.") from error
    except csv.Error as error:
        raise _wrong(path, line, "dấu ngoặc kép đặt sai.") from error
    return rows


def _wrong(path: Path, line: int | str, why: str) -> ValueError:
    return ValueError(f"Tệp {path.name}, dòng {line}: {why}")
