"""Which periods are asked of a measure and which units count in each, so that like meets like."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from board.selection.coverage import Coverage, coverage, left_out_before, left_out_of_both
from board.selection.known_days import known_until
from board.selection.periods import Period, months_back
from board.selection.selection import Selection
from board.warehouse.ask import ask

MONTHS_JUDGED = 60  # what is older says little of the present


@dataclass(frozen=True)
class Span:
    """What one question asks for: the chosen period; the compared one and again the chosen one, of
    the units that both have, if they may be compared (`is_compared`); then `months`. `left_out` are
    the units that do not count in each period; `is_whole` says of each month whether all others of
    then are known to its end, `coverage` what is known of the chosen period, `can_be_judged`
    whether it may be compared and judged: to its last day, though what falls due on it is not known
    until the day after."""

    periods: tuple[Period, ...]
    left_out: tuple[tuple[str, ...], ...]
    months: tuple[Period, ...]
    is_whole: tuple[bool, ...]
    is_compared: bool
    coverage: Coverage
    can_be_judged: bool


@lru_cache(maxsize=256)
def span_of(selection: Selection, sources: tuple[str, ...], known_after_days: int) -> Span:
    """What is to be asked of the measures that need these sources, for a selection."""
    snapshot, unit, period = selection.snapshot, selection.filters.unit, selection.period

    def known(of: Period, after_days: int = known_after_days) -> Coverage:
        """How far a period is covered by the sources of the measures."""
        return coverage(snapshot, unit, of, sources, after_days)

    strict, to_its_end = known(period), known(period, 0)
    now = strict if strict.can_be_judged else to_its_end
    until = min(known_until(snapshot, unit, of) or selection.data_date for of in sources)
    last = min(period.end, until)
    first = ask(snapshot, "extent")["first_day"].iloc[0]
    began = last if pd.isna(first) else min(first.date(), last)
    count = (last.year - began.year) * 12 + last.month - began.month + 1
    months = months_back(last, min(max(count, 1), MONTHS_JUDGED))
    without = left_out_before(snapshot, now)
    compared = selection.compared
    both = left_out_of_both(snapshot, now, known(compared)) if compared else None
    pair = () if both is None or compared is None else ((compared, both), (period, both))
    return Span(
        periods=(period, *(of for of, _ in pair), *months),
        left_out=(now.left_out, *(units for _, units in pair), *(without for _ in months)),
        months=tuple(months),
        is_whole=tuple(
            {gap.unit_key for gap in known(month).missing} <= {*without} for month in months
        ),
        is_compared=bool(pair),
        coverage=strict,
        can_be_judged=now.can_be_judged,
    )
