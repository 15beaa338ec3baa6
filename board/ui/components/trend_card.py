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
    result: MeasureResult,
    selection: Selection,
    short: bool = False,
    marks: Sequence[tuple[date, str]] = (),
    number: int = 0,
) -> None:
    """One measure by month with its target, its levels, the dated notes and further `marks`;
    `number` tells its files from those of the same measure elsewhere on the page."""
    if not result.trend(MONTHS_SHOWN).has_enough_points:
        st.caption(processing_times.too_few_months(result))
        return
    drawn = _trend(result, selection, short, tuple(marks), number, blocks.palette())
    blocks.chart(**drawn, data=lambda: processing_times.month_table(result.outside))


@cached
def _trend(
    result: MeasureResult,
    selection: Selection,
    short: bool,
    marks: tuple[tuple[date, str], ...],
    number: int,
    palette: charts.Palette,
) -> dict:
    months = result.months.tail(MONTHS_SHOWN)
    dated = [*notes(selection, months["period_start"], result.measure.key), *marks]
    figure = charts.trend(result.trend(MONTHS_SHOWN, dated), palette=palette)
    return {
        "title": processing_times.trend_title(result, charts.axis_note(figure), short),
        "figure": figure,
        "name": f"theo_thang_{result.measure.key}{f'_{number}' if number else ''}",
        "selection": selection,
        "measure": None if short else result.measure,
        "measures": [result.measure.key],
        "note": processing_times.trend_note(result),
    }


def line_of_measures(heading: str, results: list[MeasureResult], selection: Selection) -> None:
    """Measures to be read with others, on one quiet line; each number leads to its rows."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(heading, width="content")
        for result in results:
            measure = result.measure
            if not result.now["n"]:
                continue
            st.page_link(
                "../../pages/rows.py",
                label=processing_times.counterweight(result),
                help=f"{measure.definition} {measure.formula}.",
                query_params=selection.url_parameters
                | {"measure": measure.key, "part": measure.rows_of},
            )
