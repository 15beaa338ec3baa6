"""From which day to which each source is known in each unit, by the files and tables of the unit.

The warehouse's table `coverage` is read here alone.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from board.selection.periods import Period
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot, kept_until

# Signatures go with the person: those that a unit's predecessors sent hold in it, and a later file
# only adds to them.
OF_PERSONS = ("pledges",)
# Letters hang on dossiers: the register of the unit that took these over has their letters.
OF_DOSSIERS = ("letters",)


class Span(NamedTuple):
    """The days from and to which a source is known; `is_named`: a file or a table says the first,
    else it is the first of the month of the first row."""

    since: date
    until: date
    is_named: bool


class LateSource(NamedTuple):
    """A source that lags behind: to which day it reaches, its key, the unit that sent it."""

    until: date
    source: str
    unit_name: str


@dataclass(frozen=True)
class Unit:
    """A unit of whom files are expected while it is in force; `is_known` to units.csv."""

    key: str
    name: str
    valid_from: date
    valid_to: date
    is_known: bool


def known_until(snapshot: Snapshot, unit: str | None, source: str = "dossiers") -> date | None:
    """The day to which a source is known in the chosen unit, or in any; None if none was sent."""
    return max((span.until for span in _spans_of(snapshot, unit, source)), default=None)


def known_since(snapshot: Snapshot, unit: str | None, source: str = "dossiers") -> date | None:
    """The day from which a source is known in the chosen unit, or in any; None if none was sent."""
    return min((span.since for span in _spans_of(snapshot, unit, source)), default=None)


def _spans_of(snapshot: Snapshot, unit: str | None, source: str) -> list[Span]:
    """The days of a source in the units that the chosen one is made of, or in all."""
    inside = None if unit is None else members(snapshot).get(unit, set())
    return [
        span
        for (of, key), span in _spans(snapshot, kept_until(snapshot)).items()
        if of == source and (inside is None or key in inside)
    ]


def data_date(snapshot: Snapshot, unit: str | None) -> date:
    """The day that the figures of a unit reach: its newest export, or of all units the newest one.

    The snapshot's own where the unit has no dossiers.
    """
    return known_until(snapshot, unit) or snapshot.data_date


def days_reached(snapshot: Snapshot, unit: str | None, on: date) -> pd.DataFrame:
    """To which day each source is known, one row a unit that is there on a day or sent something.

    Columns: name, then a column a source that anybody sent (dates; absent where a unit sent none).
    """
    spans = _spans(snapshot, kept_until(snapshot))
    sources = sorted({source for source, _ in spans})
    rows = [
        {"name": sender.name}
        | {s: span.until for s in sources if (span := spans.get((s, sender.key)))}
        for sender in expected_units(snapshot, unit)
        if sender.valid_from <= on <= sender.valid_to
        or any((s, sender.key) in spans for s in sources)
    ]
    return pd.DataFrame(rows, columns=["name", *sources])


def late_sources(snapshot: Snapshot, unit: str | None, days: int) -> list[LateSource]:
    """The sources that lag behind the snapshot's data date by more than so many days, the oldest
    first, in the chosen unit's parts in force at that date.

    What a unit never sent is not late, and signatures do not age.
    """
    spans, on = _spans(snapshot, kept_until(snapshot)), snapshot.data_date
    names = {
        unit.key: unit.name
        for unit in expected_units(snapshot, unit)
        if unit.valid_from <= on <= unit.valid_to
    }
    return sorted(
        LateSource(span.until, source, names[key])
        for (source, key), span in spans.items()
        if key in names and source not in OF_PERSONS and (on - span.until).days > days
    )


def overlaps(span: Span | None, period: Period) -> bool:
    """Whether a source is known on any day of a period."""
    return span is not None and span.since <= period.end and span.until >= period.start


def reaches(span: Span | None, day: date) -> bool:
    """Whether a source is known to a day."""
    return span is not None and span.until >= day


def span_of(snapshot: Snapshot, today: date | None, source: str, unit: str) -> Span | None:
    """The days from and to which a source is known in a unit; None where it sent none."""
    spans, inside = _spans(snapshot, today), members(snapshot)
    keys = {unit}
    if source in OF_PERSONS:
        keys = inside.get(unit, {unit})
    elif source in OF_DOSSIERS:
        keys |= {successor for successor, parts in inside.items() if unit in parts}
    found = [spans[source, key] for key in keys if (source, key) in spans]
    if not found:
        return None
    last = date.max if source in OF_PERSONS else max(span.until for span in found)
    return min(found)._replace(until=last)


@lru_cache(maxsize=64)
def _spans(snapshot: Snapshot, today: date | None) -> dict[tuple[str, str], Span]:
    spans = {}
    for row in ask(snapshot, "coverage", kept_until=today).itertuples():
        is_named = row.first_day_from != "rows"
        since = row.since.date() if is_named else row.since.date().replace(day=1)
        unit = None if pd.isna(row.unit_key) else row.unit_key
        spans[row.source, unit] = Span(since, row.as_of.date(), is_named)
    return spans


@lru_cache(maxsize=64)
def members(snapshot: Snapshot) -> dict[str, set[str]]:
    """A unit → the units that went into it, itself among them."""
    rows = ask(snapshot, "unit_members")
    return {unit: set(parts) for unit, parts in rows.groupby("unit_key")["member_key"]}


@lru_cache(maxsize=256)
def expected_units(snapshot: Snapshot, unit: str | None) -> list[Unit]:
    """The units that the chosen one is made of, or all: those of whom files are expected."""
    rows = ask(snapshot, "expected_units", unit=unit)
    return [
        Unit(
            row.unit_key,
            row.name,
            date.min if pd.isna(row.valid_from) else row.valid_from.date(),
            date.max if pd.isna(row.valid_to) else row.valid_to.date(),
            not pd.isna(row.valid_from),
        )
        for row in rows.itertuples()
    ]
