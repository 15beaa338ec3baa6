"""How far the files of each unit reach: whether a number can be said of a period, and of whom.

For the sources of a measure, a period and a selection of units the answer is absent (nobody sent
the sources), partial (a unit of then does not reach the period's end, or sent nothing) or complete.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from board.selection.known_days import Unit, expected_units, members, overlaps, reaches, span_of
from board.selection.periods import Period
from board.warehouse.snapshots import Snapshot, kept_until

DOSSIERS = ("dossiers",)
# A source with rows nearly every day: one that begins in a later month did not hold the first one.
DENSE = ("dossiers",)


@dataclass(frozen=True)
class Gap:
    """A unit whose `source` does not reach a period's end: it is known from `since` to `until`,
    both None where the unit sent nothing of the period. `begins_late`: the first days
    are lacking."""

    unit_key: str
    name: str
    source: str
    since: date | None
    until: date | None
    begins_late: bool = False


@dataclass(frozen=True)
class Coverage:
    """What is known of a period.

    `state`: absent, partial or complete. `units`: how many units there were, `whole` those of them
    that reach the end, `missing` the others. `left_out`: the units whose rows count in no figure
    of the period, so that it is of whole units alone; where no unit reaches the end, those that
    lack a source.
    """

    state: str
    units: int
    whole: tuple[str, ...]
    missing: tuple[Gap, ...]
    left_out: tuple[str, ...]

    @property
    def can_be_judged(self) -> bool:
        """Whether the figure is of the whole period for every unit that it counts: only then it is
        compared, judged and brought before a meeting."""
        return bool(self.whole)


def coverage(
    snapshot: Snapshot,
    unit: str | None,
    period: Period,
    sources: tuple[str, ...] = DOSSIERS,
    known_after_days: int = 0,
) -> Coverage:
    """What is known of a period, in the chosen unit or in all, where all `sources` are needed and
    the files have to reach `known_after_days` beyond its last day."""
    asked = (snapshot, kept_until(snapshot), unit, period, tuple(sources), known_after_days)
    return _coverage(*asked)


def left_out_before(snapshot: Snapshot, now: Coverage) -> tuple[str, ...]:
    """The units that count in no earlier period either: those left out now, and what went into
    them."""
    parts = members(snapshot)
    return tuple(sorted(set(now.left_out).union(*(parts.get(u, {u}) for u in now.left_out))))


def left_out_of_both(snapshot: Snapshot, now: Coverage, before: Coverage) -> tuple[str, ...] | None:
    """The units that count in no comparison of two periods: of which either is not known, or not
    all that went into them; None where no unit is left, or either may not be judged."""
    if not (now.can_be_judged and before.can_be_judged):
        return None
    parts, short = members(snapshot), {gap.unit_key for gap in before.missing}
    unlike = {unit for unit in now.whole if not short.isdisjoint(parts.get(unit, {unit}))}
    if unlike.issuperset(now.whole):
        return None
    left_out = unlike.union(now.left_out, before.left_out, *(parts[unit] for unit in unlike))
    return tuple(sorted(left_out))


@lru_cache(maxsize=4096)
def _coverage(
    snapshot: Snapshot,
    today: date | None,
    unit: str | None,
    period: Period,
    sources: tuple[str, ...],
    known_after_days: int,
) -> Coverage:
    senders = _senders(snapshot, today, unit, period, sources)
    units = _units_of(snapshot, unit, period, senders)
    gaps = [
        gap
        for expected in units
        for source in sources
        if (gap := _gap(expected, source, snapshot, today, period, known_after_days))
    ]
    short = {gap.unit_key for gap in gaps}
    whole = tuple(expected.key for expected in units if expected.key not in short)
    if not senders:
        return Coverage("absent", len(units), (), tuple(gaps), ())
    silent = {gap.unit_key for gap in gaps if gap.until is None}
    left_out = (short if whole else silent) - (silent & senders)
    left_out |= _ended_units_of(left_out, snapshot, today, period, sources)
    return Coverage(
        "partial" if short else "complete",
        len(units),
        whole,
        tuple(gaps),
        tuple(sorted(left_out)),
    )


def _senders(
    snapshot: Snapshot,
    today: date | None,
    unit: str | None,
    period: Period,
    sources: tuple[str, ...],
) -> set[str | None]:
    """The units whose files cover the period, also those that are over by then: one may
    have sent its last dossiers when nobody else did."""
    units = members(snapshot)
    every = [*units, None]  # None: rows of no unit that is known
    return {
        key
        for key in (every if unit is None else units.get(unit, every))
        if all(overlaps(span_of(snapshot, today, source, key), period) for source in sources)
    }


def _units_of(
    snapshot: Snapshot, unit: str | None, period: Period, senders: set[str | None]
) -> list[Unit]:
    """The units in force in the period; one whose code units.csv does not know is a doubt, and a
    unit only where no other covers the period."""
    units = [
        expected
        for expected in expected_units(snapshot, unit)
        if expected.valid_from <= period.end and expected.valid_to >= period.start
    ]
    known = [expected for expected in units if expected.is_known]
    return known if any(expected.key in senders for expected in known) else units


def _ended_units_of(
    left_out: set[str],
    snapshot: Snapshot,
    today: date | None,
    period: Period,
    sources: tuple[str, ...],
) -> set[str]:
    """The units that ended before the period and went into those left out: what they left open is
    known by these alone, unless files of their own cover it."""
    parts = set().union(*(members(snapshot).get(unit, ()) for unit in left_out))
    return {
        ended.key
        for ended in expected_units(snapshot, None)
        if ended.valid_to < period.start
        and ended.key in parts
        and not all(
            reaches(span_of(snapshot, today, source, ended.key), period.end) for source in sources
        )
    }


def _gap(
    unit: Unit,
    source: str,
    snapshot: Snapshot,
    today: date | None,
    period: Period,
    known_after_days: int,
) -> Gap | None:
    """What a unit lacks of a period; None where its source holds all of it."""
    start, end = max(period.start, unit.valid_from), min(period.end, unit.valid_to)
    span = span_of(snapshot, today, source, unit.key)
    if span is None or not overlaps(span, Period(start, end, "range")):
        return Gap(unit.key, unit.name, source, None, None)
    begins_late = span.since > start and (span.is_named or source in DENSE)
    if begins_late or span.until < end + timedelta(days=known_after_days):
        return Gap(unit.key, unit.name, source, span.since, span.until, begins_late)
    return None
