"""Units compared: a funnel that shows what may be chance, in the order of their names."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from board import charts
from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.results import by_group
from board.methods.funnel import (
    Limits,
    expected_share,
    limits_of_mix,
    mix_by_others,
    place_in_mix,
)
from board.methods.intervals import wilson
from board.runtime.memory import cached
from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.text import alphabet, headings, pages, processing_times
from board.ui.components import blocks
from board.warehouse.ask import ask

LIMITS = list(Limits._fields)


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
    """Each unit's share against what the other units would give for its own mix of procedures.

    `mix`: one row a unit and procedure [unit_key, procedure_key, due, due_met]; dossiers without a
    known unit count among the others. One row a unit comes back [unit_key, n, met, value, low, high
    (95%, Wilson), expected, the four LIMITS, place, tone], shares as fractions; all after `met` are
    absent where n is below `hide_below_n`, all after `high` where nobody else has what it handles.
    """
    mix = mix.assign(procedure_key=mix["procedure_key"].fillna(""))
    totals = _tally(mix)
    columns = ["unit_key", "n", "met", "value", "low", "high", "expected", *LIMITS, "place"]
    rows = []
    for unit, own_mix in mix.groupby("unit_key"):
        own = _tally(own_mix)
        others = {key: (totals[key][0] - met, totals[key][1] - n) for key, (met, n) in own.items()}
        cases = mix_by_others(own, others)
        n, met = int(own_mix["due"].sum()), int(own_mix["due_met"].sum())
        row = [unit, n, met]
        if n >= hide_below_n:
            row += [met / n, *(wilson(met, n) or (None, None))]
        if n >= hide_below_n and cases:
            place = place_in_mix(met, cases, hide_below_n)
            row += [expected_share(cases), *limits_of_mix(cases), place]
        rows.append(row + [None] * (len(columns) - len(row)))
    units = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[3:-1], float))
    return units.assign(tone=units["place"].map({"low_998": "concern", "high_998": "improvement"}))


def _tally(mix: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Each procedure's dossiers that met their date, and all of them."""
    sums = mix.groupby("procedure_key")[["due_met", "due"]].sum().astype(int)
    return {str(key): (met, n) for key, met, n in sums.itertuples()}


def funnel_card(selection: Selection) -> None:
    """Rate (c) of each unit in its funnel, where there is more than one unit to place."""
    if placed_units(selection)["place"].count() < 2:
        return
    blocks.section(pages.SECTION["units"], pages.period_note(selection))
    blocks.chart(**_due_funnel(selection, blocks.palette()))


@cached
def _due_funnel(selection: Selection, palette: charts.Palette) -> dict:
    measure = MEASURES["rate_due_on_time"]
    return _funnel(placed_units(selection), selection, measure, "don_vi_dung_han", palette)


@st.fragment
def share_funnels(keys: Sequence[str], selection: Selection) -> None:
    """The units in the funnel of one of these measures' shares, about the share of the others; the
    reader picks which. For shares of registers, whose cases are all of one kind.

    A share is offered where there is more than one unit to place; where none is, a line says so.
    """
    shares = [key for key in keys if MEASURES[key].unit == "share" and MEASURES[key].register]
    by_unit = by_group(shares, selection, "unit").dropna(subset=["group"])
    if selection.filters.unit and len(by_unit) < 2:
        return  # there is no other unit to compare with
    placed_by = {key: _placed_by_register(key, by_unit) for key in shares}
    open_to = [key for key in shares if placed_by[key]["place"].count() > 1]
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
    blocks.chart(**_funnel(units, selection, MEASURES[key], f"don_vi_{key}", palette))


def _placed_by_register(key: str, by_unit: pd.DataFrame) -> pd.DataFrame:
    cases = {"due": by_unit[f"{key}_n"], "due_met": by_unit[f"{key}_numerator"]}
    mix = pd.DataFrame({"unit_key": by_unit["group"], "procedure_key": key, **cases})
    return placed(mix[mix["due"] > 0], SETTINGS.hide_below_n)


def _funnel(
    units: pd.DataFrame,
    selection: Selection,
    measure: Measure,
    name: str,
    palette: charts.Palette,
) -> dict:
    """The funnel's chart: each unit's distance from what is expected, in its own limits."""
    known = units.dropna(subset=["place"])
    apart = known[["value", *LIMITS]].sub(known["expected"], axis=0)
    figure = charts.funnel(
        known.assign(**apart),
        palette=palette,
        level_text=processing_times.EXPECTED,
        things=measure.noun,
    )
    return {
        "title": processing_times.funnel_title(measure),
        "figure": figure,
        "data": funnel_table(units),
        "name": name,
        "selection": selection,
        "measure": measure,
        "note": blocks.escaped(processing_times.funnel_note(units, measure)),
    }


def funnel_table(units: pd.DataFrame) -> pd.DataFrame:
    """The data of the funnel, as its CSV has them; what is not compared for being few has no count
    that would give its share away."""
    met = units["met"].astype(float).where(units["value"].notna())
    rows = units.assign(met=met, place=processing_times.placed_texts(units))
    shown = ["label", "n", "met", "value", "low", "high", "expected", *LIMITS, "place"]
    return headings.columns_named(rows[shown].rename(columns={"label": "unit"}))
