"""The two axes of charts over time: months along, values up. Pure; no figure is touched here."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from board.catalogue.measure import Unit
from board.charts.style import wrapped
from board.text import numbers

# Past the last point; 15 days touch a hollow point on a phone.
DAYS_AFTER = 20
DAYS_BEFORE = 14


def stand(month: date) -> str:
    """Where a month's point stands: its 15th, as an ISO date.

    So an event at a month's end falls between two points.
    """
    return f"{month:%Y-%m}-15"


def edges(months: Sequence[date]) -> list[str]:
    """Where months that follow one another begin and the last one ends, as ISO dates."""
    after = (months[-1].replace(day=28) + timedelta(days=4)).replace(day=1)
    return [day.isoformat() for day in (*months, after)]


def months(points: pd.DataFrame) -> pd.DataFrame:
    """One row for every month from the first to the last, indexed by the month's first day.

    `points` has a column period_start; months it lacks become rows of missing values. Raises
    ValueError if it is empty or names a month twice.
    """
    if not len(points):
        raise ValueError("a chart over time needs at least one month")
    periods = pd.PeriodIndex(pd.to_datetime(points["period_start"]), freq="M")
    if periods.has_duplicates:
        raise ValueError("a month stands twice in the points of a chart")
    whole = pd.period_range(periods.min(), periods.max(), freq="M")
    frame = points.set_index(periods).reindex(whole)
    frame.index = [period.start_time.date() for period in whole]
    return frame


def values(column: Sequence) -> list[float | None]:
    """Plain floats, None where absent: what plotly takes as it is."""
    return [None if numbers.is_absent(v) else float(v) for v in column]


def column(frame: pd.DataFrame, name: str) -> list[float | None]:
    """A column's plain values; all None where the frame lacks it."""
    return values(frame[name]) if name in frame else [None] * len(frame)


def value_range(levels: Sequence[float | None], unit: Unit) -> tuple[float, float]:
    """The axis range that holds all levels (absent ones ignored).

    Days and counts start at 0. A share spans 0 to 1 unless the levels sit within half of that:
    then in steps of 0.05 around them, at least 0.10 wide, ends near 0 or 1 drawn to them.
    """
    known = [v for v in levels if v is not None]
    top = max(known, default=1.0)
    if unit != "share":
        return 0.0, top * 1.08 or 1.0
    low, high = min(known, default=0.0), min(top, 1.0)
    if high - low > 0.5:
        return 0.0, 1.0
    start = max(0, math.floor((low - 0.005) * 20 + 1e-9))
    end = min(20, math.ceil((high + 0.005) * 20 - 1e-9))
    start = 0 if start <= 2 else start
    end = 20 if end >= 18 else end
    while end - start < 2:
        start, end = (start - 1, end) if end == 20 else (start, end + 1)
    return start / 20, end / 20


def ends_note(low: float, high: float) -> str:
    """What a share's axis must say when it is not 0 to 100, kept in a figure's `meta`."""
    start, end = round(low * 100), round(high * 100)
    if start and end < 100:
        return f"trục từ {start} đến {end}"
    if start:
        return f"trục từ {start}"
    return f"trục đến {end}" if end < 100 else ""


def value_axis(low: float, high: float, unit: Unit) -> dict:
    """The upward axis: quiet grid, some five ticks, "%" on the ticks of a share."""
    room = (high - low) * 0.02
    axis = {
        "range": [low - (room if low else 0), high + room],
        "nticks": 6,
        "ticks": "",
        "ticklabelstandoff": 3,
    }
    if unit == "share":
        return {**axis, "tickformat": ".0%"}
    whole = unit == "count" or high >= 4
    axis["rangemode"] = "tozero"
    if whole and high < 5:
        axis["dtick"] = 1
    return {**axis, "tickformat": ",.0f" if whole else ",.1f"}


@dataclass(frozen=True)
class MonthSpan:
    """The drawn stretch of time: from a little before the first point to past the last."""

    start: date
    end: date

    @classmethod
    def of(cls, starts: Sequence[date]) -> "MonthSpan":
        """The span of consecutive months given by their first days."""
        first, last = starts[0].replace(day=15), starts[-1].replace(day=15)
        before, after = timedelta(days=DAYS_BEFORE), timedelta(days=DAYS_AFTER)
        return cls(first - before, last + after)

    def holds(self, day: date) -> bool:
        """Whether a day falls within the drawn stretch."""
        return self.start <= day <= self.end

    def fraction(self, day: date) -> float:
        """A day's place from 0 (left) to 1 (right)."""
        return (day - self.start) / (self.end - self.start)

    def axis(self) -> dict:
        """The time axis: as many months by their number as the width has room for, each year once
        below its first."""
        return {
            "type": "date",
            "range": [self.start.isoformat(), self.end.isoformat()],
            "tickformat": "%m\n%Y",
            "ticklabelmode": "period",
            "tickangle": 0,
            "ticks": "outside",
            "ticklen": 4,
            "showgrid": False,
            "showline": True,
        }


def hover_texts(
    titles: Sequence[str],
    values: Sequence[float | None],
    counts: Sequence[float | None],
    lows: Sequence[float | None],
    highs: Sequence[float | None],
    unit: Unit,
    things: str = "hồ sơ",
) -> list[str]:
    """One text a row: title, value, n `things`, and the interval where there is one. Titles are
    escaped."""
    texts = []
    for title, value, n, low, high in zip(titles, values, counts, lows, highs, strict=True):
        text = f"{wrapped(title)}: {numbers.in_unit(value, unit)}"
        text += "" if n is None or unit == "count" else f" ({numbers.n_text(n, things)})"
        if low is not None and high is not None:
            start, end = (numbers.in_unit(v, unit) for v in (low, high))
            text += f"<br>khoảng tin cậy 95%: từ {start.removesuffix('%')} đến {end}"
        texts.append(numbers.keep_together(text))
    return texts


def whiskers(
    centres: Sequence[float | None],
    lows: Sequence[float | None],
    highs: Sequence[float | None],
    colour: str,
) -> dict | None:
    """Intervals as thin lines without caps; None where no point has one."""
    bounds = list(zip(centres, lows, highs, strict=True))
    if all(None in bound for bound in bounds):
        return None

    def reach(end: float | None, start: float | None) -> float:
        """The length of a whisker from its start; 0 where there is none."""
        return 0 if end is None or start is None else max(0, end - start)

    return {
        "type": "data",
        "symmetric": False,
        "array": [reach(high, centre) if low is not None else 0 for centre, low, high in bounds],
        "arrayminus": [
            reach(centre, low) if high is not None else 0 for centre, low, high in bounds
        ],
        "color": colour,
        "thickness": 1,
        "width": 0,
    }
