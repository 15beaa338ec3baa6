"""A scorecard filled in: what a unit claims, what was granted, and what the figures give."""

from collections.abc import Sequence

import pandas as pd

from board.catalogue import MEASURES
from board.measures.compute import covered
from board.measures.results import by_group, in_period
from board.methods.points import points
from board.registers.reach import units_in_force
from board.selection.periods import Period, spanning
from board.selection.selection import Selection
from board.warehouse.ask import ask

POINTS = ["self_points", "appraised_points", "computed_points"]


def criteria(selection: Selection, scorecard: str) -> pd.DataFrame:
    """The criteria in force on the period's last day."""
    return ask(selection.snapshot, "criteria", scorecard=scorecard, on=selection.period.end)


def claims(selection: Selection, scorecard: str) -> pd.DataFrame:
    """What each chosen unit has on the card for just the chosen period, one row a criterion."""
    return ask(
        selection.snapshot,
        "scores",
        scorecard=scorecard,
        unit=selection.filters.unit,
        **{"from": selection.period.start, "to": selection.period.end},
    )


def scored_periods(selection: Selection, scorecard: str) -> list[Period]:
    """The periods for which a chosen unit has points, the newest first."""
    rows = ask(
        selection.snapshot, "scored_periods", scorecard=scorecard, unit=selection.filters.unit
    )
    days = zip(rows["period_start"].dt.date, rows["period_end"].dt.date, strict=True)
    return [spanning(start, end) for start, end in days]


def subject(selection: Selection, claimed: pd.DataFrame) -> str | None:
    """The one unit whose card is shown: the chosen one, or the only one of those that went into it
    which has points; None where there are several, whose points are never added up."""
    units = set(claimed["unit_key"])
    if selection.filters.unit in units or not units:
        return selection.filters.unit
    return units.pop() if selection.filters.unit and len(units) == 1 else None


def figures(keys: Sequence[str], selection: Selection) -> pd.DataFrame:
    """value, n and is_known (whether the unit keeps the register) of each measure, by its key."""
    unique = list(dict.fromkeys(keys))
    rows = in_period(unique, selection, selection.period).set_index("measure")[["value", "n"]]
    known = [
        covered(MEASURES[key], selection.snapshot, selection.filters, selection.period).state
        != "absent"
        for key in rows.index
    ]
    return rows.assign(is_known=known)


def sheet(card: pd.DataFrame, claimed: pd.DataFrame, computed: pd.DataFrame) -> pd.DataFrame:
    """One row a criterion of the card in its order, then one a claimed criterion that it has not.

    `card` as `criteria` gives it, `claimed` the rows of `claims` of one unit, `computed` as
    `figures`. Adds computed_points (NaN where nothing is computed), difference (self − computed,
    NaN where either is absent), is_on_card, exceeds (points above the maximum) and lacks_evidence
    (claimed, needed and not given).
    """
    rows = card.merge(claimed, on="criterion", how="outer", indicator="found")
    order = {criterion: place for place, criterion in enumerate(card["criterion"])}
    rows["place"] = rows["criterion"].map(order).fillna(len(order))
    rows = rows.sort_values(["place", "criterion"], ignore_index=True)
    rows["is_on_card"] = rows["found"] != "right_only"
    rows = rows.join(computed, on="measure")
    rows["computed_points"] = [
        float("nan") if pd.isna(row.measure) else _points(row) for row in rows.itertuples()
    ]
    rows["difference"] = (rows["self_points"] - rows["computed_points"]).round(2)
    rows["exceeds"] = rows[POINTS[:2]].max(axis=1) > rows["max_points"]
    needed = rows["evidence_needed"].eq(True)
    rows["lacks_evidence"] = needed & rows["self_points"].notna() & rows["evidence"].isna()
    return rows


def totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Points by group, in the card's order, then of the whole card (group_name None).

    Columns: max_points, the POINTS (NaN where no criterion has any), computable (the points that
    computed_points is out of), self_computable (what is claimed for just these criteria), open (the
    rest), and n_self of n_criteria that claim points. What is not on the card counts nowhere.
    """
    on_card = rows[rows["is_on_card"]]
    parts = [(name, mine) for name, mine in on_card.groupby("group_name", sort=False)]
    return pd.DataFrame([_total(name, mine) for name, mine in [*parts, (None, on_card)]])


def by_unit(selection: Selection, card: pd.DataFrame, claimed: pd.DataFrame) -> pd.DataFrame:
    """`totals` of every chosen unit that has dossiers or a register, with unit_key: of those of the
    period, and any other that claimed points in it."""
    keys = list(card["measure"].dropna().unique())
    computed = pd.DataFrame()
    if keys:
        computed = by_group(keys, selection, "unit", leaves_house=True).set_index("group")
    units = ask(selection.snapshot, "register_units", unit=selection.filters.unit)[
        "unit_key"
    ].unique()
    wanted = units_in_force(selection).union(claimed["unit_key"])
    made = []
    for unit in [unit for unit in units if unit in wanted] or units:
        own = [computed.at[unit, key] if unit in computed.index else float("nan") for key in keys]
        values = pd.DataFrame({"value": own}, index=pd.Index(keys, name="measure"), dtype=float)
        rows = sheet(card, claimed[claimed["unit_key"] == unit], values)
        made.append(totals(rows).assign(unit_key=unit))
    if not made:  # a reader of none, or of a unit that sent nothing yet
        nothing = pd.DataFrame({"value": float("nan")}, index=pd.Index(keys, name="measure"))
        return totals(sheet(card, claimed, nothing)).assign(unit_key="").iloc[:0]
    return pd.concat(made, ignore_index=True)


def _points(row) -> float:
    return points(row.value, row.max_points, row.rule, row.target)


def _total(name: str | None, mine: pd.DataFrame) -> dict:
    computed = mine[mine["computed_points"].notna()]
    computable = computed["max_points"].sum()
    return {
        "group_name": name,
        "max_points": mine["max_points"].sum(),
        **{column: round(mine[column].sum(min_count=1), 2) for column in POINTS},
        "computable": computable,
        "self_computable": round(computed["self_points"].sum(min_count=1), 2),
        "open": mine["max_points"].sum() - computable,
        "n_self": int(mine["self_points"].notna().sum()),
        "n_criteria": len(mine),
    }
