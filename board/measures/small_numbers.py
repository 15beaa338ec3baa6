"""Values of few cases: what a page shows of them, and what leaves the house."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

import pandas as pd

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.released import Place, released
from board.methods.suppression import shown
from board.runtime.settings import SETTINGS
from board.selection.filters import Filters
from board.selection.periods import Period
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot

TELLING = ["value", "low", "high", "numerator"]  # what gives a hidden value away


@dataclass
class Door:
    """One export. `withheld`: whether it lacks a value of `hide_below_n` cases or more, which would
    give away one of fewer, with others of it or with what left the house before."""

    withheld: bool = False


@dataclass(frozen=True)
class Asked:
    """Of what `compute.measure` gave rows: as its parameters, and the units left out of each
    period."""

    snapshot: Snapshot
    filters: Filters
    periods: tuple[Period, ...]
    by: str | None
    left_out: tuple[tuple[str, ...], ...]


_DOOR: ContextVar[Door | None] = ContextVar("door", default=None)


@contextmanager
def leaving_house() -> Iterator[Door]:
    """The door through which a file, a paper or a command's answer leaves: what `outside` shows of
    ratings while it is open is kept as known to everybody. One within another is the same."""
    if door := _DOOR.get():
        yield door
        return
    token = _DOOR.set(Door())
    try:
        door = _DOOR.get()
        assert door
        yield door
    finally:
        _DOOR.reset(token)


def note_withheld() -> None:
    """Has the open door know that what leaves through it lacks something."""
    if door := _DOOR.get():
        door.withheld = True


def is_withholding() -> bool:
    """Whether what leaves through the open door lacks something so far."""
    door = _DOOR.get()
    return door is not None and door.withheld


def without_few(rows: pd.DataFrame, leaves_house: bool = False) -> pd.DataFrame:
    """Rows of `compute.measure` without the values that `Measure.hides`; of how many stays."""
    few = [
        MEASURES[key].hides(n, leaves_house)
        for key, n in zip(rows["measure"], rows["n"], strict=True)
    ]
    return _masked(rows, few) if any(few) else rows


def outside(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Rows of `compute.measure` as they leave the house: without the values of few cases, and
    without those that would give one of these away by taking away, within the rows or, of ratings
    through an open `leaving_house`, with anything that left before."""
    return outside_with(rows, asked, [])[0]


def outside_with(
    rows: pd.DataFrame, asked: Asked, together: Sequence[Sequence[int]]
) -> tuple[pd.DataFrame, list[bool]]:
    """The same of one measure's rows, and whether what several periods have `together` may leave
    the house beside them, each as places in `asked.periods`."""
    rows, may = without_few(rows, leaves_house=True).reset_index(drop=True), [True] * len(together)
    for key, mine in rows.groupby("measure", sort=False):
        if not MEASURES[key].hides(1, leaves_house=True) or MEASURES[key].unit != "share":
            continue  # of a percentile nothing can be taken away
        places = [
            (int(period), None if pd.isna(group) else group)
            for period, group in zip(mine["period"], mine["group"], strict=True)
        ]
        group = places[0][1]
        sums = [[place] for place in places] + [[(of, group) for of in held] for held in together]
        found = _shown(MEASURES[key], mine["n"].to_list(), sums, asked)
        may = found[len(places) :]
        hidden = pd.Series(found[: len(places)], index=mine.index).eq(False)
        if (mine["value"].notna() & hidden).any():
            note_withheld()
        rows = _masked(rows, hidden.reindex(rows.index, fill_value=False))
    return rows, may


def _masked(rows: pd.DataFrame, hidden) -> pd.DataFrame:
    return rows.assign(**{name: rows[name].mask(hidden) for name in TELLING})


def _shown(measure: Measure, n: list[float], sums: list[list[Place]], asked: Asked) -> list[bool]:
    """Whether each sum may be shown; the first ones are those of `n` cases, the others of several
    periods."""
    if measure.query != "ratings" or _DOOR.get() is None:
        return _within(n, sums, asked)
    data = asked.snapshot.path.parent.parent
    try:
        return released(data, measure.key, _cells(measure, asked), sums, SETTINGS.hide_below_n)
    except (sqlite3.Error, OSError):
        return [False] * len(sums)  # what cannot be kept as released is not released


def _cells(measure: Measure, asked: Asked) -> pd.DataFrame:
    """The cells of the ratings that a measure counts, as `rating_cells` gives them: with `n`, and
    `counted` of them."""
    frames = []
    for units in dict.fromkeys(asked.left_out):
        filters = replace(asked.filters, left_out=units)
        frame = ask(
            asked.snapshot,
            "rating_cells",
            by=asked.by,
            starts=[period.start for period in asked.periods],
            ends=[period.end for period in asked.periods],
            **filters.parameters(),
        )
        places = [place for place, left_out in enumerate(asked.left_out) if left_out == units]
        frames.append(frame[frame["period"].isin(places)])
    (n,), (counted,) = measure.denominator, measure.numerator
    cells = pd.concat(frames, ignore_index=True).rename(columns={n: "n", counted: "counted"})
    cells = cells[cells["n"] > 0]
    return cells.assign(day=cells["day"].dt.strftime("%Y-%m-%d"))


def _within(n: list[float], sums: list[list[Place]], asked: Asked) -> list[bool]:
    """Which may be shown beside the others of one table: the groups of a period add up to its
    total, which is known elsewhere, and months to a longer period. Levels of several months are
    left out: only a share of ratings tells what no count tells."""
    alone = [place for (place,) in sums[: len(n)]]
    if len({period for period, _ in alone}) == 1:  # groups, and their total
        cells = [*([part] for part in range(len(n))), [*range(len(n))]]
        return shown(cells, [int(of) for of in n], SETTINGS.hide_below_n)[: len(n)]
    by_days = {asked.periods[period]: int(of) for (period, _), of in zip(alone, n, strict=True)}
    parts = {period: _months_of(period, by_days) for period in by_days}
    atoms = list(dict.fromkeys(atom for of in parts.values() for atom in of))
    cells = [[atoms.index(atom) for atom in parts[asked.periods[period]]] for period, _ in alone]
    may = shown(cells, [by_days[atom] for atom in atoms], SETTINGS.hide_below_n)
    return may + [True] * (len(sums) - len(n))


def _months_of(period: Period, n: dict[Period, int]) -> list[Period]:
    """The months that a period is made of, where their `n` add up to its own, else itself."""
    inside = {
        other.start: other
        for other in n
        if other.kind == "month" and period.start <= other.start and other.end <= period.end
    }
    adds_up = sum(n[month] for month in inside.values()) == n[period]
    is_whole = sum(month.days for month in inside.values()) == period.days
    return [*inside.values()] if adds_up and is_whole else [period]
