"""What the warehouse says of changes between two days or snapshots, for `changes` to compare."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from board.catalogue import MEASURES
from board.measures.results import MATRIX, MeasureResult, in_period
from board.meeting import changes
from board.selection.known_days import data_date
from board.selection.periods import CALENDAR_KINDS, Period, periods_between, previous
from board.selection.selection import Selection
from board.text import numbers, since_last_meeting
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot, list_snapshots

EVERY_ROW = 10**9
EVERY_OVERDUE = {"ids": [], "change": "either", "of_field": None, "limit": EVERY_ROW}


def signals_between(then: list[MeasureResult], now: list[MeasureResult]) -> pd.DataFrame:
    """`changes.signal_changes` of the matrix as it stood on two days."""
    return changes.signal_changes(_classes(then), _classes(now))


def _classes(results: list[MeasureResult]) -> pd.DataFrame:
    rows = [(f.measure.key, f.field, f.verdict and f.verdict.change) for f in results]
    return pd.DataFrame(rows, columns=["measure", "field", "signal"], dtype=object)


@dataclass(frozen=True, eq=False)
class OverdueChanges:
    """The dossiers that became overdue between two days, and those that are so no longer.

    `counted`: change, how and field as `changes.overdue_changes` has them, with the number `n` of
    dossiers and a settlement among theirs, so that their sums are counts. `listed` gives the first
    so many dossiers of a change, and of a field where one is named, the soonest due first.
    """

    counted: pd.DataFrame
    listed: Callable[[str, str | None, int], pd.DataFrame]


def overdue_between(
    selection: Selection, then: date, now: date, earlier: Snapshot | None
) -> OverdueChanges:
    """`changes.overdue_changes` of the chosen dossiers between two days."""
    asked = selection.filters.parameters() | {"then": then, "now": now}
    if earlier:
        return _overdue_since(selection.snapshot, earlier, asked)
    counts = ask(selection.snapshot, "overdue_counts", **asked).assign(dossier_id=None)

    def listed(change: str, field: str | None, limit: int) -> pd.DataFrame:
        of = {"ids": [], "change": change, "of_field": field, "limit": limit}
        rows = ask(selection.snapshot, "since_overdue", **asked, **of)
        return changes.overdue_changes(rows, rows[:0], then, now)

    return OverdueChanges(changes.overdue_changes(counts, counts[:0], then, now), listed)


def _overdue_since(snapshot: Snapshot, earlier: Snapshot, asked: dict) -> OverdueChanges:
    """What an earlier snapshot held to be overdue has to be compared dossier by dossier."""
    then, now = asked["then"], asked["now"]
    every = asked | EVERY_OVERDUE
    held = ask(earlier, "since_overdue", **every | {"now": then})
    rows = ask(snapshot, "since_overdue", **every | {"ids": list(held["dossier_id"])})
    made = changes.overdue_changes(rows, held, then, now)

    def listed(change: str, field: str | None, limit: int) -> pd.DataFrame:
        of_it = made[made["change"] == change]
        return (of_it[of_it["field"] == field] if field else of_it).head(limit)

    return OverdueChanges(made.assign(n=1), listed)


def snapshot_of(selection: Selection, then: date) -> tuple[Snapshot | None, str]:
    """The newest earlier snapshot whose data reach no further than a day; and what a reader must
    know of those that are not there or cannot be opened ("" where nothing)."""
    snapshots, closed = list_snapshots()
    mine = selection.snapshot
    like = [other for other in snapshots if other.is_sample == mine.is_sample]
    fits = [other for other in like if other.data_date <= then and other.path != mine.path]
    if fits:
        return replace(fits[0], scope=mine.scope), since_last_meeting.not_opened(
            len(closed)
        ) if closed else ""
    return None, since_last_meeting.no_earlier_snapshot(then, like[-1].data_date, len(closed))


def last_complete(selection: Selection, earlier: Snapshot, then: date) -> Period:
    """The last period of the chosen kind (else a quarter) that was over on a day, as far as an
    earlier snapshot knew the chosen unit."""
    kind = selection.period.kind if selection.period.kind in CALENDAR_KINDS else "quarter"
    reached = min(then, data_date(earlier, selection.filters.unit))
    newest = periods_between(kind, date(reached.year - 1, 1, 1), reached)[0]
    return newest if newest.end <= reached else previous(newest)


def corrected_between(selection: Selection, earlier: Snapshot, period: Period) -> pd.DataFrame:
    """`changes.corrected` of the matrix's measures over a period."""
    old = replace(selection, snapshot=earlier)
    return changes.corrected(in_period(MATRIX, old, period), in_period(MATRIX, selection, period))


def causes_between(selection: Selection, earlier: Snapshot, period: Period) -> pd.DataFrame:
    """`changes.causes` of a period's dossiers."""
    return changes.causes(*states_between(selection, earlier, period), period.start, period.end)


def states_between(
    selection: Selection, earlier: Snapshot, period: Period
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The dossiers of a period in which two snapshots differ, as either knows them.

    Those that only one counts are looked up in the other, where they may be counted in another
    period or by another selection.
    """
    asked = selection.filters.parameters() | {"from": period.start, "to": period.end}
    both = (earlier, selection.snapshot)
    old, new = (ask(of, "dossier_prints", **asked) for of in both)
    sides = old.merge(new, how="outer", indicator=True)
    ids = sides.loc[sides["_merge"] != "both", "id"].unique().tolist()
    old, new = (ask(of, "dossier_states", ids=ids) for of in both)
    return old, new


def redefined_lines(selection: Selection, then: date, now: date) -> list[str]:
    """What changed in targets and definitions between two days, a line each."""
    in_force = [
        ask(selection.snapshot, "targets_in_force", on=on, unit=selection.filters.unit)
        for on in (then, now)
    ]
    changed = ask(selection.snapshot, "definition_changes", then=then, now=now)
    return _redefined(changes.target_changes(*in_force), changed, selection)


def redefined_between(selection: Selection, earlier: Snapshot) -> list[str]:
    """What two snapshots say differently of the targets at the end of the chosen period, and which
    changes of definitions only the present one has, a line each."""
    both, unit = (earlier, selection.snapshot), selection.filters.unit
    in_force = [ask(of, "targets_in_force", on=selection.period.end, unit=unit) for of in both]
    old, new = (ask(of, "definition_changes", then=date.min, now=date.max) for of in both)
    sides = new.merge(old, how="left", indicator=True)
    changed = sides[sides["_merge"] == "left_only"]
    return _redefined(changes.target_changes(*in_force), changed, selection)


def _redefined(targets: pd.DataFrame, changed: pd.DataFrame, selection: Selection) -> list[str]:
    if selection.filters.field:
        targets = targets[targets["field"].isna() | (targets["field"] == selection.filters.field)]
    lines = [
        since_last_meeting.target_changed(row)
        for row in targets.itertuples()
        if row.measure in MEASURES
    ]
    return lines + [
        since_last_meeting.definition_changed(row)
        for row in changed.itertuples()
        if numbers.is_absent(row.measure) or row.measure in MEASURES
    ]
