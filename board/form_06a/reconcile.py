"""Where the province's own Biểu II.06a differs from ours, and which dossiers can explain it.

The rule of attribution stands in docs/assumptions.md.
"""

from datetime import date

import pandas as pd

from board.form_06a.form import CELLS, SUMS
from board.form_06a.upload_header import field_key
from board.selection.filters import Filters
from board.selection.periods import Period
from board.text.form_06a import TOTAL
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot

# Cause → its edges (`queries/alternative_readings.sql`), in the order in which they are tried.
CAUSES = {
    "by_rule": (
        "no_due_date",
        "withdrawn",
        "withdrawn_left_out",
        "waiting",
        "by_the_clock",
        "last_day",
    ),
    "late_data": ("late_data",),
    "due_moved": ("due_moved",),
}
CAUSE_OF = {edge: cause for cause, edges in CAUSES.items() for edge in edges}
SUM_OF = {part: cell for cell, parts in SUMS.items() for part in parts}
LEFT_OUT = "out"


def differences(theirs: pd.DataFrame, ours: pd.DataFrame) -> pd.DataFrame:
    """The cells in which two forms (columns c2, c3 … c13, the total last) differ: field, cell,
    theirs, ours, difference = theirs − ours.

    Fields are matched by name without diacritics; a field that one form lacks is 0 there. A form
    of theirs that has only a total is compared by its total alone.
    """
    if len(theirs) == 1:
        ours = ours.tail(1)
    names = {field_key(name): name for name in [*theirs["c2"], *ours["c2"]]}
    sides = [f.set_index(f["c2"].map(field_key))[CELLS] for f in (theirs, ours)]
    order = [*(k for k in dict.fromkeys([*sides[1].index, *sides[0].index]) if names[k] != TOTAL)]
    order.append(field_key(TOTAL))
    both = pd.concat(
        [f.reindex(order).fillna(0).astype("int64").stack() for f in sides],
        axis=1,
        keys=["theirs", "ours"],
    )
    found = both.rename_axis(["field", "cell"]).reset_index()
    found["field"] = found["field"].map(names)
    found["difference"] = found["theirs"] - found["ours"]
    return found[found["difference"] != 0].reset_index(drop=True)


def total_is_off(theirs: pd.DataFrame) -> list[str]:
    """The cells in which the total that a form states is not the sum of its fields."""
    fields, total = theirs.iloc[:-1], theirs.iloc[-1]
    return [c for c in CELLS if len(fields) and fields[c].sum() != total[c]]


def candidates(
    snapshot: Snapshot, filters: Filters, period: Period, form_date: date
) -> pd.DataFrame:
    """The dossiers that another reading puts elsewhere in the form: one row a dossier and edge.

    Columns dossier_id, field, edge, inflow (c4, c5, c6), outcome (c8 … c13), other (the outcome by
    the other reading, or "out" for not in the form at all), and what shows it.
    """
    return ask(
        snapshot,
        "alternative_readings",
        form_date=form_date,
        **{"from": period.start, "to": period.end},
        **filters.parameters(),
    )


def effects(candidates: pd.DataFrame) -> pd.DataFrame:
    """What each other reading does to the cells: dossier_id, field, edge, cell, effect (+1, −1)."""
    out = candidates["other"] == LEFT_OUT
    sum_before, sum_after = candidates["outcome"].map(SUM_OF), candidates["other"].map(SUM_OF)
    same_sum = sum_before == sum_after
    moves = [
        (candidates["outcome"], -1),
        (sum_before.mask(same_sum), -1),
        (candidates["other"].mask(out), 1),
        (sum_after.mask(same_sum), 1),
        (candidates["inflow"].where(out), -1),
        (candidates["inflow"].map(SUM_OF).where(out), -1),
    ]
    who = candidates[["dossier_id", "field", "edge"]]
    parts = [who.assign(cell=cell, effect=effect).dropna(subset=["cell"]) for cell, effect in moves]
    return pd.concat(parts, ignore_index=True)


def effects_on(effects: pd.DataFrame, field: str, cell: str) -> pd.DataFrame:
    """The effects on one cell of a form; on the total's cell those of every field."""
    return _of_field(effects[effects["cell"] == cell], field)


def explained(differences: pd.DataFrame, effects: pd.DataFrame) -> pd.DataFrame:
    """The differences with how many of each are explained: a column a cause, and `unexplained`.

    The four add up to the difference's size; none is negative. Edges are tried in the order of
    CAUSES. Another reading holds for all its dossiers in all their cells or not at all: an edge is
    used where its net effect brings a field's row as a whole nearer to theirs. It then explains,
    in each cell where it goes the difference's way, its size up to what is left there, and its
    dossiers explain nothing more of that row.
    """
    parts = [
        _attributed(mine.set_index("cell")["difference"], _of_field(effects, field)).set_axis(
            mine.index
        )
        for field, mine in differences.groupby("field", sort=False)
    ]
    none = pd.DataFrame(columns=[*CAUSES, "unexplained"], dtype="int64")
    return differences.join(pd.concat([none, *parts]).astype("int64"))


def _attributed(difference: pd.Series, effects: pd.DataFrame) -> pd.DataFrame:
    left = difference.reindex(CELLS, fill_value=0)
    made = pd.DataFrame(0, index=CELLS, columns=list(CAUSES))
    taken: set[str] = set()
    by_edge = dict(list(effects.groupby("edge")))
    for edge, cause in CAUSE_OF.items():
        if edge not in by_edge:
            continue
        mine = by_edge[edge]
        mine = mine[~mine["dossier_id"].isin(taken)]
        net = mine.groupby("cell")["effect"].sum().reindex(CELLS, fill_value=0)
        if (left - net).abs().sum() < left.abs().sum():
            way = (left > 0).astype(int) - (left < 0)
            used = (net * way).clip(lower=0).clip(upper=left.abs())
            made[cause] += used
            left -= used * way
            taken.update(mine["dossier_id"])
    return made.assign(unexplained=left.abs()).loc[difference.index]


def _of_field(effects: pd.DataFrame, field: str) -> pd.DataFrame:
    if field == TOTAL:
        return effects
    named = [name for name in effects["field"].unique() if field_key(name) == field_key(field)]
    return effects[effects["field"].isin(named)]
