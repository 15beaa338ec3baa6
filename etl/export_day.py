"""The day on which an export was made (its as-of): found in what a file says, refused where that
cannot be."""

import re
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import ward_clock
from etl import words

DAY_FORMS = (
    (r"(?<!\d)(20\d\d)([-_.])(\d\d?)\2(\d\d?)(?!\d)", (1, 3, 4)),
    (r"(?<!\d)(\d\d?)([-_.])(\d\d?)\2(20\d\d)(?!\d)", (4, 3, 1)),
    (r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)", (1, 2, 3)),
    (r"(?<!\d)(\d\d)(\d\d)(20\d\d)(?!\d)", (3, 2, 1)),
)
# The day first and a year of two digits, as people write; part of no longer run of numbers.
SHORT_YEAR = re.compile(r"(?<!\d)(?<!\d[-_.])(\d\d?)([-_.])(\d\d?)\2(\d\d)(?!\2?\d)")


class DayUnlikely(words.Refusal):
    """The refusal of an export by its day, which a person may give."""


def as_of_date(path: Path, given: date | None) -> tuple[date, bool]:
    """The export's own date and whether it is estimated: given, else in the name, else the mtime.

    Of several dates in a name the latest counts: a name often holds a whole period.
    """
    if given:
        return given, False
    if dates := dates_in(path.stem):
        return max(dates), False
    return ward_clock.at(path.stat().st_mtime).date(), True


def period_start(path: Path) -> date | None:
    """The first day of the period that a file's name holds; None where it holds fewer than two
    dates."""
    dates = {*dates_in(path.stem)}
    return min(dates) if len(dates) > 1 else None


def dates_in(name: str) -> list[date]:
    """The dates written in a file name: year or day first, joined by - _ or . (then 1-6-2025 is
    one too) or by nothing; where there is none, those of a year of two digits, the day first."""
    found = []
    for pattern, order in DAY_FORMS:
        for match in re.finditer(pattern, name):
            try:
                found.append(date(*(int(match[part]) for part in order)))
            except ValueError:
                continue
    if not found:
        for day, _, month, year in SHORT_YEAR.findall(name):
            with suppress(ValueError):
                found.append(date(2000 + int(year), int(month), int(day)))
        found = [day for day in found if day <= ward_clock.today()]
    return found


def refuse_future(path: Path, given: date | None) -> None:
    """Raises Refusal for a file dated after today: nobody has exported it yet."""
    as_of, today = as_of_date(path, given)[0], ward_clock.today()
    if as_of > today:
        raise DayUnlikely(words.days.export_in_future(path.name, as_of, today))


def refuse_period_end(path: Path, newest: date | None, usual_silence: int, slack_days: int) -> None:
    """Raises Refusal where the end of the period in a name is no likely day of the export.

    `newest` is the newest day in the rows. The end is unlikely where it lies more than both
    `slack_days` and `usual_silence` (days) after that, and another date of the name, or the newest
    day, may well be the export's.
    """
    dates = sorted({*dates_in(path.stem)})
    if newest is None or len(dates) < 2:
        return
    end, slack = dates[-1], timedelta(days=max(slack_days, usual_silence))
    fits = dates[0] <= newest or any(newest <= day <= newest + slack for day in dates[:-1])
    if end > newest + slack and fits:
        raise DayUnlikely(words.days.period_end_unlikely(path.name, end, newest))
