"""How far the files of each unit reach: whether a number can be said of a period, and of whom.

The warehouse's table `coverage` is read here alone. For the sources of a measure, a period and a
choice of units the answer is absent (nobody there sent the sources), partial (a unit of then does
not reach the period's end, or sent nothing) or complete.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from board.selection.periods import Period
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot, kept_until

DOSSIERS = ("dossiers",)
# A source with rows nearly every day: one that begins in a later month did not hold the first one.
DENSE = ("dossiers",)
# Signatures go with the person: those that a unit's predecessors sent hold in it, and a later file
# only adds to them.
OF_PERSONS = ("pledges",)
# Letters hang on dossiers: the register of the unit that took these over tells of their letters.
OF_DOSSIERS = ("letters",)


@dataclass(frozen=True)
class Gap:
    """A unit whose `source` does not reach a period's end: it is known from `since` to `until`,
    both None where the unit sent nothing that tells of the period. `begins_late`: the first days
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


@dataclass(frozen=True)
class _Unit:
    key: str
    name: str
    valid_from: date
    valid_to: date
    is_known: bool


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


def known_until(snapshot: Snapshot, unit: str | None, source: str = "dossiers") -> date | None:
    """The day to which a source is known in the chosen unit, or in any; None if none was sent."""
    members = _members(snapshot).get(unit)
    days = [
        span.until
        for (of, key), span in _spans(snapshot, kept_until(snapshot)).items()
        if of == source and (unit is None or key in members)
    ]
    return max(days, default=None)


def data_date(snapshot: Snapshot, unit: str | None) -> date:
    """The day that the figures of a unit reach: its newest export, or of all units the newest one.

    The snapshot's own where the unit has no dossiers.
    """
    return known_until(snapshot, unit) or snapshot.data_date


def left_out_before(snapshot: Snapshot, now: Coverage) -> tuple[str, ...]:
    """The units that count in no earlier period either: those left out now, and what went into
    them."""
    members = _members(snapshot)
    return tuple(sorted(set(now.left_out).union(*(members.get(u, {u}) for u in now.left_out))))


def left_out_of_both(snapshot: Snapshot, now: Coverage, before: Coverage) -> tuple[str, ...] | None:
    """The units that count in no comparison of two periods: of which either is not known, or not
    all that went into them; None where no unit is left, or either may not be judged."""
    if not (now.can_be_judged and before.can_be_judged):
        return None
    members, short = _members(snapshot), {gap.unit_key for gap in before.missing}
    unlike = {unit for unit in now.whole if not short.isdisjoint(members.get(unit, {unit}))}
    if unlike.issuperset(now.whole):
        return None
    left_out = unlike.union(now.left_out, before.left_out, *(members[unit] for unit in unlike))
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
    # A unit that is over may have told of its last dossiers when nobody else did.
    tells = {
        key
        for key in _members(snapshot).get(unit, [*_members(snapshot), None])
        if all(_overlaps(_span(snapshot, today, source, key), period) for source in sources)
    }
    units = [
        one
        for one in _expected(snapshot, unit)
        if one.valid_from <= period.end and one.valid_to >= period.start
    ]
    # A code that units.csv does not know is a doubt, and a unit only where there is no other.
    known = [one for one in units if one.is_known]
    units = known if any(one.key in tells for one in known) else units
    gaps = [
        gap
        for one in units
        for source in sources
        if (gap := _gap(one, source, snapshot, today, period, known_after_days))
    ]
    short = {gap.unit_key for gap in gaps}
    silent = {gap.unit_key for gap in gaps if gap.until is None}
    whole = tuple(one.key for one in units if one.key not in short)
    if not tells:
        return Coverage("absent", len(units), (), tuple(gaps), ())
    left_out = (short if whole else silent) - (silent & tells)
    # What an ended unit left open is known by the unit that it went into, unless files tell of it.
    left_out |= {
        one.key
        for one in _expected(snapshot, None)
        if one.valid_to < period.start
        and any(one.key in _members(snapshot).get(unit, ()) for unit in left_out)
        and not all(_reaches(_span(snapshot, today, s, one.key), period.end) for s in sources)
    }
    return Coverage(
        "partial" if short else "complete",
        len(units),
        whole,
        tuple(gaps),
        tuple(sorted(left_out)),
    )


def _gap(
    unit: _Unit,
    source: str,
    snapshot: Snapshot,
    today: date | None,
    period: Period,
    known_after_days: int,
) -> Gap | None:
    """What a unit lacks of a period; None where its source holds all of it."""
    start, end = max(period.start, unit.valid_from), min(period.end, unit.valid_to)
    span = _span(snapshot, today, source, unit.key)
    if not _overlaps(span, Period(start, end, "range")):
        return Gap(unit.key, unit.name, source, None, None)
    begins_late = span.since > start and (span.is_named or source in DENSE)
    if begins_late or span.until < end + timedelta(days=known_after_days):
        return Gap(unit.key, unit.name, source, span.since, span.until, begins_late)
    return None


class _Span(NamedTuple):
    """The days from and to which a source is known; `is_named`: a file or a table says the first,
    else it is the first of the month of the first row."""

    since: date
    until: date
    is_named: bool


def _overlaps(span: _Span | None, period: Period) -> bool:
    return span is not None and span.since <= period.end and span.until >= period.start


def _reaches(span: _Span | None, day: date) -> bool:
    return span is not None and span.until >= day


def _span(snapshot: Snapshot, today: date | None, source: str, unit: str) -> _Span | None:
    """The days from and to which a source is known in a unit; None where it sent none."""
    spans, members = _spans(snapshot, today), _members(snapshot)
    keys = {unit}
    if source in OF_PERSONS:
        keys = members.get(unit, {unit})
    elif source in OF_DOSSIERS:
        keys |= {heir for heir, mine in members.items() if unit in mine}
    found = [spans[source, key] for key in keys if (source, key) in spans]
    if not found:
        return None
    last = date.max if source in OF_PERSONS else max(span.until for span in found)
    return min(found)._replace(until=last)


@lru_cache(maxsize=64)
def _spans(snapshot: Snapshot, today: date | None) -> dict[tuple[str, str], _Span]:
    spans = {}
    for row in ask(snapshot, "coverage", kept_until=today).itertuples():
        is_named = row.first_day_from != "rows"
        since = row.since.date() if is_named else row.since.date().replace(day=1)
        unit = None if pd.isna(row.unit_key) else row.unit_key
        spans[row.source, unit] = _Span(since, row.as_of.date(), is_named)
    return spans


@lru_cache(maxsize=64)
def _members(snapshot: Snapshot) -> dict[str, set[str]]:
    """A unit → the units that went into it, itself among them."""
    rows = ask(snapshot, "unit_members")
    return {unit: set(mine) for unit, mine in rows.groupby("unit_key")["member_key"]}


@lru_cache(maxsize=256)
def _expected(snapshot: Snapshot, unit: str | None) -> list[_Unit]:
    """The units that the chosen one is made of, or all: those of whom files are expected."""
    rows = ask(snapshot, "expected_units", unit=unit)
    return [
        _Unit(
            row.unit_key,
            row.name,
            date.min if pd.isna(row.valid_from) else row.valid_from.date(),
            date.max if pd.isna(row.valid_to) else row.valid_to.date(),
            not pd.isna(row.valid_from),
        )
        for row in rows.itertuples()
    ]


def days_reached(snapshot: Snapshot, unit: str | None, on: date) -> pd.DataFrame:
    """To which day each source is known, one row a unit that is there on a day or sent something.

    Columns: name, then a column a source that anybody sent (dates; absent where a unit sent none).
    """
    spans = _spans(snapshot, kept_until(snapshot))
    sources = sorted({source for source, _ in spans})
    rows = [
        {"name": one.name} | {s: span.until for s in sources if (span := spans.get((s, one.key)))}
        for one in _expected(snapshot, unit)
        if one.valid_from <= on <= one.valid_to or any((s, one.key) in spans for s in sources)
    ]
    return pd.DataFrame(rows, columns=["name", *sources])
