"""The months of a measure: one series, from which page, slide, print and sparkline are drawn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from board.charts import axes
from board.charts.axes import Unit

Values = tuple[float | None, ...]
FEWEST_POINTS = 4  # fewer are read faster as figures


class Scale(NamedTuple):
    """A value axis from `low` to `high` in steps of `step`."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """Where the axis is labelled."""
        count = int((self.high - self.low) / self.step + 1e-6)
        return [self.low + i * self.step for i in range(count + 1)]


class Step(NamedTuple):
    """Months `first` to `last` (positions, both inclusive) at one level; `tone`: "concern" or
    "improvement" where it is a change from the step before."""

    first: int
    last: int
    level: float
    tone: str | None = None


@dataclass(frozen=True)
class Trend:
    """A measure's months, oldest first, absent ones None; shares as fractions.

    `n`, `low`, `high`: of how many `things` each value is, and its 95% interval. `steps`: the
    levels of the runs of months that are judged, none where they are not. `incomplete_last`: the
    last month is not over. `marks`: dated notes, (day, text).
    """

    unit: Unit
    months: tuple[date, ...]
    values: Values
    n: Values
    low: Values
    high: Values
    target: float | None
    incomplete_last: bool
    steps: tuple[Step, ...] = ()
    marks: tuple[tuple[date, str], ...] = ()
    things: str = "hồ sơ"

    @classmethod
    def of(
        cls,
        rows: pd.DataFrame,
        unit: Unit,
        target: float | None = None,
        incomplete_last: bool = False,
        marks: Sequence[tuple[date, str]] = (),
        levels: Sequence[tuple[date, date, float]] = (),
        tone: str | None = None,
        things: str = "hồ sơ",
    ) -> "Trend":
        """The series of `rows`, one a month in order: [period_start, value] and, where there are
        any, [n, low, high].

        Months that are missing are absent ones. `levels`: the runs in order, (first day, last day,
        level), of which only the months of `rows` are taken; `tone` is that of the last one. Raises
        ValueError if there is no month, or a month stands twice.
        """
        shown = axes.months(rows)
        months = tuple(shown.index)
        steps = []
        for i, (first_day, last_day, level) in enumerate(levels):
            within = [k for k, month in enumerate(months) if first_day <= month <= last_day]
            if within:
                is_last = i == len(levels) - 1
                steps.append(Step(within[0], within[-1], level, tone if is_last else None))
        value, n, low, high = (
            tuple(axes.column(shown, name)) for name in ("value", "n", "low", "high")
        )
        return cls(
            unit=unit,
            months=months,
            values=value,
            n=n,
            low=low,
            high=high,
            target=target,
            incomplete_last=incomplete_last,
            steps=tuple(steps),
            marks=tuple(marks),
            things=things,
        )

    @property
    def has_enough_points(self) -> bool:
        """Whether there are so many values that a line says more than its figures do."""
        return sum(value is not None for value in self.values) >= FEWEST_POINTS

    @property
    def tone(self) -> str | None:
        """The tone of the newest step, None where nothing changed."""
        return self.steps[-1].tone if self.steps else None

    def levels(self, steps: Sequence[Step]) -> Values:
        """The level of each month that lies in one of the steps, None elsewhere."""
        levels: list[float | None] = [None] * len(self.months)
        for step in steps:
            levels[step.first : step.last + 1] = [step.level] * (step.last - step.first + 1)
        return tuple(levels)

    @property
    def has_hollow_point(self) -> bool:
        """Whether the last month is drawn, and as one that is not over."""
        return self.incomplete_last and self.values[-1] is not None

    @property
    def scale(self) -> Scale:
        """The axis on which all is seen, in some five round steps; of a share as `value_range`."""
        levels = [*self.values, *(step.level for step in self.steps), self.target]
        low, high = axes.value_range(levels, self.unit)
        step = _step(high - low)
        if self.unit != "share":
            high = round(math.ceil(high / step) * step, 6)
        return Scale(low, high, step)


def makes_a_line(values: Sequence[float | None]) -> bool:
    """Whether a line without marks is seen: one month alone, between two without, draws nothing."""
    return any(None not in pair for pair in pairwise(values))


def _step(span: float) -> float:
    """The step of 1, 2 or 5 of a power of ten that makes some five parts of a span."""
    power = 10.0 ** math.floor(math.log10(span / 5))
    return next(k * power for k in (1, 2, 5, 10) if span / (k * power) <= 6)
