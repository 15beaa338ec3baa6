"""One measure for one selection: now, compared, month by month, judged."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from board.catalogue.measure import Measure
from board.charts.trend_series import Trend
from board.measures.compute import COLUMNS
from board.measures.small_numbers import Asked, outside_with
from board.measures.verdicts import Verdict
from board.methods.decomposition import Difference
from board.selection.coverage import Coverage
from board.text.numbers import is_absent

TONES = {"worse": "concern", "better": "improvement"}


@dataclass(frozen=True, eq=False)
class MeasureResult:
    """One measure for one selection; being cached, it is itself the key to what is cached of it.

    `now` and `before` are rows of `compute.measure` (before None where nothing may be compared),
    `compared` the row of the chosen period that stands against `before`: of the units that both
    periods have, mostly `now` itself. `months` one row a month up to the period's end, with
    period_start and is_complete; `verdict` what they say, None for a measure that is not judged and
    where the period cannot be.
    `difference`: that of `compared` and `before` in its two parts, None where there is no mix.
    `field` is set where the measure is of one field among the chosen ones. `coverage` is what is
    known of the period, `asked` of what its rows were asked.
    """

    measure: Measure
    now: pd.Series
    compared: pd.Series
    before: pd.Series | None
    months: pd.DataFrame
    target: float | None
    verdict: Verdict | None
    difference: Difference | None
    coverage: Coverage
    asked: Asked
    field: str | None = field(default=None)

    @property
    def incomplete_last(self) -> bool:
        """Whether the last month is not over yet, or not known to its end."""
        return not self.months["is_complete"].iloc[-1]

    @property
    def is_short_of_target(self) -> bool:
        """Whether the period's value, where there is one, lies on the wrong side of its target."""
        value, target = self.now["value"], self.target
        if target is None or is_absent(value):
            return False
        return bool(value > target if self.measure.better == "lower" else value < target)

    def trend(self, last: int, marks: Sequence[tuple[date, str]] = ()) -> Trend:
        """The newest months, `last` of them, as charts draw them."""
        return Trend.of(
            self.months.tail(last),
            self.measure.unit,
            self.target,
            self.incomplete_last,
            marks,
            [
                (of.first_day, of.last_day, of.share)
                for of in (self.verdict.levels if self.verdict else ())
                if of.share is not None
            ],
            self.tone,
            self.measure.noun,
        )

    @property
    def outside(self) -> "MeasureResult":
        """The same result as papers and files hold it: without the values that `small_numbers`
        hides, its verdict without shares where these would give one of them away."""
        front = [self.now] if self.before is None else [self.now, self.before, self.compared]
        rows = pd.concat([pd.DataFrame(front)[COLUMNS], self.months[COLUMNS]])
        rows = rows.assign(period=range(len(rows)), group=self.field)
        months = self.asked.periods[len(front) :]
        runs = [
            [place for place, of in enumerate(months, len(front)) if run.holds(of)]
            for run in (self.verdict.levels if self.verdict else ())
        ]
        rows, may = outside_with(rows, self.asked, runs)
        months = self.months.assign(**rows[len(front) :].reset_index(drop=True)[COLUMNS])
        now, *others = (rows.iloc[place] for place in range(len(front)))
        shown = [row["n"] == 0 or not is_absent(row["value"]) for row in (now, *others)]
        return replace(
            self,
            now=now,
            before=others[0] if others else None,
            compared=others[1] if others else now,
            months=months,
            verdict=self.verdict if all(may) or not self.verdict else self.verdict.without_shares,
            difference=self.difference if all(shown) else None,
        )

    @property
    def tone(self) -> str | None:
        """The colour of its change: "concern", "improvement" while it is recent, or None."""
        verdict = self.verdict
        if verdict is None or (verdict.change == "better" and not verdict.is_recent):
            return None
        return TONES.get(verdict.change or "")
