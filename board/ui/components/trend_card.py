"""A measure month by month, and measures on one line, to be read with others."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from board import charts
from board.measures.dated_notes import notes
from board.measures.results import MeasureResult
from board.runtime.memory import cached
from board.selection.selection import Selection
from board.text import processing_times
from board.ui.components import blocks

MONTHS_SHOWN = 25


def trend_card(
    fact: MeasureResult,
    selection: Selection,
    narrow: bool = False,
    marks: Sequence[tuple[date, str]] = (),
) -> None:
    """One measure by month with its target, its limits, the dated notes and further `marks`."""
    blocks.chart(**_trend(fact, selection, narrow, tuple(marks), blocks.palette()))


@cached
def _trend(
    fact: MeasureResult,
    selection: Selection,
    narrow: bool,
    marks: tuple[tuple[date, str], ...],
    palette: charts.Palette,
) -> dict:
    months = fact.months.tail(MONTHS_SHOWN)
    dated = [*notes(selection, months["period_start"], fact.measure.key), *marks]
    figure = charts.trend(fact.trend(MONTHS_SHOWN, dated), palette=palette)
    return {
        "title": processing_times.trend_title(fact, charts.axis_note(figure), narrow),
        "figure": figure,
        "data": processing_times.month_table(fact),
        "name": f"theo_thang_{fact.measure.key}",
        "selection": selection,
        "measure": None if narrow else fact.measure,
        "measures": [fact.measure.key],
        "note": processing_times.trend_note(fact),
    }


def line_of_measures(heading: str, facts: list[MeasureResult], selection: Selection) -> None:
    """Measures to be read with others, on one quiet line; each number leads to its rows."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(heading, width="content")
        for fact in facts:
            measure = fact.measure
            if not fact.now["n"]:
                continue
            st.page_link(
                "../../pages/rows.py",
                label=processing_times.counterweight(fact),
                help=f"{measure.definition} {measure.formula}.",
                query_params=selection.url_parameters
                | {"measure": measure.key, "part": measure.rows_of},
            )
