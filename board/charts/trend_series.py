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


@dataclass(frozen=True)
class Trend:
    """A measure's months, oldest first, absent ones None; shares as fractions.

    `n`, `low`, `high`: of how many each value is, and its 95% interval. Where the months are judged
    (`is_judged`), `mean`, `lower`, `upper` are the natural limits, a share's within 0 and 1, and
    `tones` what each signals; else these are all None. `incomplete_last`: the last month is not
    over. `marks`: dated notes, (day, text).
    """

    unit: Unit
    months: tuple[date, ...]
    values: Values
    n: Values
    low: Values
    high: Values
    target: float | None
    incomplete_last: bool
    is_judged: bool
    mean: Values
    lower: Values
    upper: Values
    tones: tuple[str | None, ...]
    marks: tuple[tuple[date, str], ...] = ()

    @classmethod
    def of(
        cls,
        rows: pd.DataFrame,
        unit: Unit,
        target: float | None = None,
        incomplete_last: bool = False,
        marks: Sequence[tuple[date, str]] = (),
    ) -> "Trend":
        """The series of `rows`, one a month in order: [period_start, value] and, where there are
        any, [n, low, high] and [mean, lower, upper, tone].

        Months that are missing are absent ones. Raises ValueError if there is no month, or a month
        stands twice.
        """
        shown = axes.months(rows)

        def limit(name: str) -> Values:
            """A column of the rows, kept within what its unit can be; None where it is absent."""
            most = 1.0 if unit == "share" else math.inf
            ends = axes.column(shown, name)
            return tuple(None if v is None else min(max(v, 0.0), most) for v in ends)

        named = ("value", "n", "low", "high", "mean")
        value, n, low, high, mean = (tuple(axes.column(shown, name)) for name in named)
        tones = shown["tone"] if "tone" in shown else [None] * len(shown)
        return cls(
            unit=unit,
            months=tuple(shown.index),
            values=value,
            n=n,
            low=low,
            high=high,
            target=target,
            incomplete_last=incomplete_last,
            is_judged="lower" in shown,
            mean=mean,
            lower=limit("lower"),
            upper=limit("upper"),
            tones=tuple(tone if isinstance(tone, str) else None for tone in tones),
            marks=tuple(marks),
        )

    @property
    def has_hollow_point(self) -> bool:
        """Whether the last month is drawn, and as one that is not over."""
        return self.incomplete_last and self.values[-1] is not None

    @property
    def shows_mean(self) -> bool:
        """Whether anything is seen of the mean."""
        return makes_a_line(self.mean)

    @property
    def shows_limits(self) -> bool:
        """Whether anything is seen of the limits."""
        return makes_a_line(self.lower)

    @property
    def scale(self) -> Scale:
        """The axis on which all is seen, in some five round steps; of a share as `value_range`."""
        levels = [*self.values, *self.lower, *self.upper, self.target]
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
