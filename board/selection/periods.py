"""Report periods: the calendar's own, and any range of days. Dates in, dates out.

A day is a `datetime.date`; both ends of a period belong to it. The data date is the day to which
the figures run; a period is complete once the data date has reached its last day.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from board.text import dates

KINDS = ("week", "month", "quarter", "half", "nine_months", "year", "range")
CALENDAR_KINDS = KINDS[:-1]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}
_DAY = timedelta(days=1)
DAYS_OF_A_WEEK, WEEKS_A_YEAR = 7, 52
WEEK = timedelta(days=DAYS_OF_A_WEEK)
YEARS = range(1900, 2100)  # what a reader may name; room on both sides for the period before


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, inclusive; `kind` is one of KINDS.

    Raises ValueError for an end before the start (a Vietnamese sentence), and for days that are
    not what the kind says, so that no part of a month can carry a whole month's name.
    """

    start: date
    end: date
    kind: str

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of period: {self.kind}")
        if self.end < self.start:
            raise ValueError(
                f"Ngày cuối kỳ ({dates.day(self.end)}) đứng trước ngày đầu kỳ "
                f"({dates.day(self.start)})."
            )
        span = (self.start, self.end)
        if self.kind == "week":
            is_whole = self.start.weekday() == 0 and self.days == DAYS_OF_A_WEEK
        else:
            is_whole = self.kind == "range" or span in _spans(self.kind, self.start.year)
        if not is_whole:
            raise ValueError(f"not a whole {self.kind}: {self.start} to {self.end}")

    @property
    def label(self) -> str:
        """Its name for a reader: "Tháng 6/2025", "Quý II/2025", "6 tháng đầu năm 2025"; of a week
        with its days."""
        days = f" ({self.start:%d/%m}–{self.end:%d/%m})" if self.kind == "week" else ""
        return self.name + days

    @property
    def name(self) -> str:
        """The same without a week's days, where these stand beside it: "Tuần 39/2026"."""
        year, month = self.start.year, self.start.month
        match self.kind:
            case "week":
                iso = self.start.isocalendar()
                return f"Tuần {iso.week}/{iso.year}"
            case "month":
                return f"Tháng {month}/{year}"
            case "quarter":
                return f"Quý {('I', 'II', 'III', 'IV')[month // 3]}/{year}"
            case "half":
                return f"6 tháng {'đầu' if month == 1 else 'cuối'} năm {year}"
            case "nine_months":
                return f"9 tháng năm {year}"
            case "year":
                return f"Năm {year}"
        return f"Từ {dates.day(self.start)} đến {dates.day(self.end)}"

    @property
    def key(self) -> str:
        """Its name in a URL: 2025-w09, 2025-06, 2025-q2, 2025-h1, 2025-9m, 2025, and of a range
        2025-02-03..2025-05-17."""
        year, month = self.start.year, self.start.month
        match self.kind:
            case "week":
                iso = self.start.isocalendar()
                return f"{iso.year}-w{iso.week:02}"
            case "month":
                return f"{year}-{month:02}"
            case "quarter":
                return f"{year}-q{month // 3 + 1}"
            case "half":
                return f"{year}-h{month // 6 + 1}"
            case "nine_months":
                return f"{year}-9m"
            case "year":
                return f"{year}"
        return f"{self.start}..{self.end}"

    @property
    def days(self) -> int:
        """How many calendar days it has."""
        return (self.end - self.start).days + 1


def parse(key: str) -> Period:
    """The period that a URL names, from 1900 to 2099: parse(p.key) == p.

    Raises ValueError with a Vietnamese sentence, which does not repeat the key: a URL is anyone's.
    """
    for period in _candidates(key):
        if period.key == key:
            return period
    raise ValueError(
        "Không có kỳ báo cáo như đã ghi. Cách ghi: 2025-w09 (tuần), 2025-06 (tháng), "
        "2025-q2 (quý), 2025-h1 (6 tháng), 2025-9m (9 tháng), 2025 (năm), "
        "2025-02-03..2025-05-17 (từ ngày đến ngày)."
    )


def spanning(start: date, end: date) -> Period:
    """The period of those days: the shortest calendar period that has them, else a range.

    Raises ValueError for an end before the start.
    """
    days = Period(start, end, "range")
    if start.weekday() == 0 and days.days == DAYS_OF_A_WEEK:
        return Period(start, end, "week")
    whole = (p for kind in _MONTHS for p in _of_year(kind, start.year))
    return next((p for p in whole if (p.start, p.end) == (start, end)), days)


def containing(kind: str, day: date) -> Period:
    """The period of a kind in which a day lies.

    Raises ValueError where there is none: nine months end on 30/09, and a free range has no
    calendar. The newest one begun by a day is `periods_between(kind, …, day)[0]`.
    """
    if kind == "week":
        return _week(day)
    for period in _of_year(kind, day.year):
        if period.start <= day <= period.end:
            return period
    raise ValueError(f"Ngày {dates.day(day)} không nằm trong kỳ 9 tháng nào.")


def periods_between(kind: str, first_day: date, last_day: date) -> list[Period]:
    """Every period of a kind that has a day from `first_day` to `last_day`, newest first.

    Raises ValueError for a free range.
    """
    if kind == "week":
        weeks = (last_day - first_day).days // DAYS_OF_A_WEEK + 1
        found = [_week(last_day - back * WEEK) for back in range(weeks + 1)]
        return [week for week in found if week.end >= first_day]
    years = range(last_day.year, first_day.year - 1, -1)
    return [
        period
        for year in years
        for period in reversed(_of_year(kind, year))
        if max(period.start, first_day) <= min(period.end, last_day)
    ]


def months_back(end: date, n: int = 13) -> list[Period]:
    """The last `n` months, oldest first; `end` lies in the last one."""
    return [_calendar("month", _month(end, -back)) for back in reversed(range(n))]


def previous(period: Period) -> Period:
    """The period of the same kind just before; of nine months, those of the year before.

    Of a free range the same number of days, up to the day before it.
    """
    if period.kind == "range":
        length = timedelta(days=period.days)
        return Period(period.start - length, period.end - length, "range")
    if period.kind == "week":
        return _week(period.start - WEEK)
    step = 12 if period.kind == "nine_months" else _MONTHS[period.kind]
    return _calendar(period.kind, _month(period.start, -step))


def same_last_year(period: Period) -> Period:
    """The same period a year before; of a free range both dates, 29/02 as 28/02; of a week the one
    52 weeks before, which has the same days of the week and nearly the same dates."""
    if period.kind == "range":
        return Period(_in_month(period.start, -12), _in_month(period.end, -12), "range")
    if period.kind == "week":
        return _week(period.start - WEEKS_A_YEAR * WEEK)
    return _calendar(period.kind, _month(period.start, -12))


def is_complete(period: Period, data_date: date) -> bool:
    """True if the figures reach the period's last day."""
    return period.end <= data_date


def clipped(period: Period, data_date: date) -> Period | None:
    """The part of a period that the figures cover: itself if complete, else a range.

    None if it begins after the data date.
    """
    if data_date < period.start:
        return None
    if is_complete(period, data_date):
        return period
    return Period(period.start, data_date, "range")


def _candidates(key: str) -> list[Period]:
    """What a key may mean. Only what `Period.key` writes back is meant: 20250203 is a date too."""
    start, dots, end = key.partition("..")
    texts = (start, end) if dots else (f"{key[:4]}-01-01",)
    try:
        days = [date.fromisoformat(text) for text in texts]
    except ValueError:
        return []
    if any(day.year not in YEARS for day in days):
        return []
    if dots:
        return [Period(days[0], days[1], "range")]
    if key[4:6] == "-w":
        return [_week(day) for day in _mondays_of(days[0].year)]
    return [period for kind in _MONTHS for period in _of_year(kind, days[0].year)]


def _week(day: date) -> Period:
    """The week, Monday to Sunday, in which a day lies."""
    monday = day - day.weekday() * _DAY
    return Period(monday, monday + WEEK - _DAY, "week")


def _mondays_of(year: int) -> list[date]:
    """The Mondays of the weeks that ISO 8601 counts to a year."""
    first = date.fromisocalendar(year, 1, 1)
    days = [first + i * WEEK for i in range(53)]
    return [day for day in days if day.isocalendar().year == year]


def _count(day: date) -> int:
    """Months since the year 0, so that months can be added and subtracted."""
    return day.year * 12 + day.month - 1


def _month(day: date, later: int) -> date:
    """The first day of the month that is `later` months after that of `day`."""
    year, month = divmod(_count(day) + later, 12)
    return date(year, month + 1, 1)


def _in_month(day: date, later: int) -> date:
    """The same day of the month `later` months on, or that month's last if it is shorter."""
    return min(_month(day, later) + (day.day - 1) * _DAY, _month(day, later + 1) - _DAY)


def _spans(kind: str, year: int) -> list[tuple[date, date]]:
    """First and last day of every whole period of a kind in a year."""
    if kind not in _MONTHS:
        raise ValueError(f"the calendar has no such kind of period: {kind}")
    months = _MONTHS[kind]
    firsts = [date(year, month, 1) for month in range(1, 14 - months, months)]
    return [(first, _month(first, months) - _DAY) for first in firsts]


def _of_year(kind: str, year: int) -> list[Period]:
    return [Period(*span, kind) for span in _spans(kind, year)]


def _calendar(kind: str, first: date) -> Period:
    return Period(first, _month(first, _MONTHS[kind]) - _DAY, kind)
