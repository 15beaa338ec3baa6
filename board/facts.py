"""What pages ask again and again: a measure now, compared, by month, with its target."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from board.choice import Choice
from board.metrics import MEASURES, Measure, measure
from board.periods import Period, clipped, months_back
from board.settings import SETTINGS
from board.targets import targets
from board.warehouse import ask

MONTHS_SHOWN = 13


@dataclass(frozen=True)
class Fact:
    """One measure for one choice: `now` and `before` are rows of `metrics.measure` (before None
    where there is no period to compare with), `months` one row a month with period_start."""

    measure: Measure
    now: pd.Series
    before: pd.Series | None
    months: pd.DataFrame
    target: float | None
    incomplete_last: bool


def over_time(keys: list[str], choice: Choice, months: int = MONTHS_SHOWN) -> dict[str, Fact]:
    """Each measure in the chosen period, in the compared one and month by month up to its end.

    All periods go into one question, so a measure costs one pass over the data.
    """
    last = _last_month(choice)
    shown = months_back(last, months)
    periods = [choice.period, *([choice.compared] if choice.compared else []), *shown]
    rows = _shown(measure(keys, choice.snapshot, choice.filters, periods))
    aims = targets(choice.snapshot, choice.filters, choice.period.end)
    facts = {}
    for key in keys:
        mine = rows[rows["measure"] == key].set_index("period")
        by_month = mine.loc[len(periods) - len(shown) :].assign(
            period_start=[pd.Timestamp(p.start) for p in shown]
        )
        facts[key] = Fact(
            measure=MEASURES[key],
            now=mine.loc[0],
            before=mine.loc[1] if choice.compared else None,
            months=by_month.reset_index(drop=True),
            target=aims.get(key),
            incomplete_last=shown[-1].end > choice.data_date,
        )
    return facts


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows without the shares and percentiles that stand on too few to be shown."""
    is_count = rows["measure"].map(lambda key: MEASURES[key].unit == "count")
    few = ~is_count & (rows["n"] < SETTINGS.hide_below_n)
    made = rows.copy()
    made.loc[few, ["value", "low", "high"]] = float("nan")
    return made


def _last_month(choice: Choice) -> date:
    within = clipped(choice.period, choice.data_date)
    return within.end if within else choice.data_date


def by_group(
    keys: list[str], choice: Choice, by: str, period: Period | None = None
) -> pd.DataFrame:
    """The measures of the chosen period for every field, procedure, unit …: a column a measure,
    indexed by group, with n, low and high as `<key>_n` and so on."""
    rows = _shown(measure(keys, choice.snapshot, choice.filters, [period or choice.period], by))
    wide = rows.set_index(["group", "measure"])[
        ["value", "numerator", "n", "low", "high"]
    ].unstack()
    wide = wide.reorder_levels([1, 0], axis=1)[list(keys)]
    wide.columns = [key if part == "value" else f"{key}_{part}" for key, part in wide.columns]
    return wide.reset_index()


def open_counts(choice: Choice) -> pd.Series:
    """How many dossiers are in hand now, overdue, due soon, waiting, by what is to be done."""
    return ask(
        choice.snapshot,
        "open_counts",
        due_soon_days=SETTINGS.due_soon_working_days,
        **choice.filters.parameters(),
    ).iloc[0]
