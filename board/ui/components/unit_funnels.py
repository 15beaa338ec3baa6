"""Units compared: a funnel that shows what may be chance, in the order of their names."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from board import charts
from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.results import by_group
from board.methods.funnel import Limits, expected_share, limits, limits_of_mix, place_in_mix
from board.methods.intervals import wilson
from board.runtime.memory import cached
from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.text import alphabet, headings, pages, processing_times
from board.ui.components import blocks
from board.warehouse.ask import ask

LIMITS = list(Limits._fields)
POINTS_OF_A_CURVE = 40


@cached
def placed_units(selection: Selection) -> pd.DataFrame:
    """The chosen units as `placed` gives them for rate (c), with label, in the order of names.

    It is cached, as answers are: read, never changed.
    """
    mix = ask(
        selection.snapshot,
        "unit_mix",
        **{"from": selection.period.start, "to": selection.period.end},
        **selection.filters.parameters(),
    )
    return named(placed(mix, SETTINGS.hide_below_n), selection)


def named(units: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The same rows with label, in the order of the units' names."""
    names = blocks.group_names("unit", selection)
    units = units.assign(label=[names(key) for key in units["unit_key"]])
    return units.sort_values("label", key=alphabet.alphabetical, ignore_index=True)


def placed(mix: pd.DataFrame, hide_below_n: int = 5) -> pd.DataFrame:
    """Each unit's rate (c) against what its own mix of procedures would give at overall shares.

    `mix`: one row a unit and procedure [unit_key, procedure_key, due, due_met]; dossiers without a
    known unit count for the overall shares alone. One row a unit comes back [unit_key, n, met,
    value, low, high (95%, Wilson), expected, the four LIMITS, place, tone], shares as fractions;
    all after `met` but the place are absent where n is below `hide_below_n`, and so is the place.
    Within one procedure the expected share is the overall one.
    """
    of_procedure = mix.groupby("procedure_key", dropna=False)[["due", "due_met"]].transform("sum")
    mix = mix.assign(overall=of_procedure["due_met"] / of_procedure["due"])
    columns = ["unit_key", "n", "met", "value", "low", "high", "expected", *LIMITS, "place"]
    rows = []
    for unit, own_mix in mix.groupby("unit_key"):
        n, met = int(own_mix["due"].sum()), int(own_mix["due_met"].sum())
        if n < hide_below_n:
            rows.append([unit, n, met, *[None] * (len(columns) - 3)])
            continue
        cases = list(zip(own_mix["due"].astype(int), own_mix["overall"], strict=True))
        place = place_in_mix(met, cases, hide_below_n)
        own = (expected_share(cases), *limits_of_mix(cases))
        rows.append([unit, n, met, met / n, *(wilson(met, n) or (None, None)), *own, place])
    units = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[3:-1], float))
    return units.assign(tone=units["place"].map({"low_998": "concern", "high_998": "improvement"}))


def funnel_card(selection: Selection) -> None:
    """Rate (c) of each unit in its funnel, where there is more than one unit to place.

    With one procedure chosen the shares themselves stand about the overall one; else each unit's
    distance from what its own mix of procedures would give.
    """
    if placed_units(selection)["value"].count() < 2:
        return
    blocks.section(pages.SECTION["units"], pages.period_note(selection))
    blocks.chart(**_due_funnel(selection, blocks.palette()))


@cached
def _due_funnel(selection: Selection, palette: charts.Palette) -> dict:
    unadjusted = selection.filters.procedure is not None
    measure = MEASURES["rate_due_on_time"]
    return _funnel(
        placed_units(selection), selection, measure, unadjusted, "don_vi_dung_han", palette
    )


@st.fragment
def share_funnels(keys: Sequence[str], selection: Selection) -> None:
    """The units in the funnel of one of these measures' shares, about the overall share; the reader
    picks which. For shares whose cases are not told apart by what they are, of the registers.

    A share is offered where there is more than one unit to place; where none is, a line says so.
    """
    shares = [key for key in keys if MEASURES[key].unit == "share" and MEASURES[key].register]
    by_unit = by_group(shares, selection, "unit").dropna(subset=["group"])
    if selection.filters.unit and len(by_unit) < 2:
        return  # there is no other unit to compare with
    placed_by = {key: _placed_about_overall(key, by_unit) for key in shares}
    open_to = [key for key in shares if placed_by[key]["value"].count() > 1]
    if not open_to:
        st.caption(processing_times.NO_FUNNEL)
        return
    key = st.selectbox(
        processing_times.FUNNEL_OF,
        open_to,
        format_func=lambda key: MEASURES[key].name,
        key=f"funnel_{shares[0]}",
        width=480,
    )
    units, palette = named(placed_by[key], selection), blocks.palette()
    blocks.chart(**_funnel(units, selection, MEASURES[key], True, f"don_vi_{key}", palette))


def _placed_about_overall(key: str, by_unit: pd.DataFrame) -> pd.DataFrame:
    cases = {"due": by_unit[f"{key}_n"], "due_met": by_unit[f"{key}_numerator"]}
    mix = pd.DataFrame({"unit_key": by_unit["group"], "procedure_key": key, **cases})
    return placed(mix[mix["due"] > 0], SETTINGS.hide_below_n)


def _funnel(
    units: pd.DataFrame,
    selection: Selection,
    measure: Measure,
    unadjusted: bool,
    name: str,
    palette: charts.Palette,
) -> dict:
    """The funnel's chart: of the shares themselves (`is_one`), or of distances from what is
    expected."""
    known = units.dropna(subset=["value"])
    level = known["expected"].iloc[0] if unadjusted else 0.0
    curve = _curve(known["n"], level) if unadjusted else _own_limits(known)
    figure = charts.funnel(
        known.assign(
            value=known["value"] - (0 if unadjusted else known["expected"]),
            is_outside=known["place"] != "inside",
        ),
        curve,
        palette=palette,
        level=level,
        level_text=processing_times.funnel_level(level if unadjusted else None),
        unit="share" if unadjusted else "points",
    )
    return {
        "title": processing_times.funnel_title(measure, unadjusted, charts.axis_note(figure)),
        "figure": figure,
        "data": funnel_table(units),
        "name": name,
        "selection": selection,
        "measure": measure,
        "note": blocks.escaped(processing_times.funnel_note(units, measure, unadjusted)),
    }


def funnel_table(units: pd.DataFrame) -> pd.DataFrame:
    """The data of the funnel, as its CSV has them."""
    rows = units.assign(place=[processing_times.placed_text(place) for place in units["place"]])
    shown = ["label", "n", "met", "value", "low", "high", "expected", *LIMITS, "place"]
    return headings.columns_named(rows[shown].rename(columns={"label": "unit"}))


def _curve(counts: pd.Series, overall: float) -> pd.DataFrame:
    """The limits about one overall share, from the smallest to the largest n."""
    steps = np.linspace(counts.min(), counts.max(), POINTS_OF_A_CURVE).round().astype(int)
    along = sorted({*map(int, steps), *map(int, counts)})
    return pd.DataFrame([(n, *limits(n, overall)) for n in along], columns=["n", *LIMITS])


def _own_limits(units: pd.DataFrame) -> pd.DataFrame:
    """Each unit's own limits as distances from what is expected of it, in order of n."""
    apart = units[LIMITS].sub(units["expected"], axis=0)
    return apart.assign(n=units["n"]).sort_values("n", kind="stable")
