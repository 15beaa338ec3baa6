"""The matrix as rows: judged measures, each with its verdict and its sparkline."""

from collections.abc import Sequence

import streamlit as st

from board import charts
from board.measures.results import MeasureResult, owner
from board.runtime.memory import cached
from board.selection.selection import Selection
from board.text import headings, numbers, overview
from board.ui.components import blocks

POINTS_OF_A_LINE, MONTHS_SHOWN = 3, 13


def measure_rows(results: Sequence, selection: Selection, highlight: bool) -> None:
    """Judged measures, a row each: name and n, value, what the months say, the sparkline.

    `highlight`: what has to be discussed, with its owner, large and on a taller chart.
    """
    with st.container(border=True, gap="small"):
        for result in results:
            _measure_row(result, selection, highlight)


def _measure_row(result, selection: Selection, highlight: bool) -> None:
    measure, value = result.measure, numbers.bare_value(result.measure, result.now["value"])
    lines = [
        f":gray[{blocks.escaped(measure.name)}; {', '.join(numbers.n_lines(measure, result.now))}]",
        *overview.verdict_lines(result),
        *overview.compared_lines(result, selection),
    ]
    if highlight:
        lines.append(overview.task_and_owner(result, owner(result, selection)))
        if row := overview.rebase_row(result, selection.filters.unit):
            lines.append(row)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        # The name leads to the rows: every element is a message to the browser.
        # A link cuts what is longer than its width, so it has the short name; the full one follows.
        name = f"**{blocks.escaped(overview.short_name(result))}**"
        blocks.rows_link(measure, selection, name, width=208, **_field_filter(result))
        if highlight:
            st.metric(measure.name, value, label_visibility="collapsed", width=92)
        else:
            st.markdown(f"**{value}**", width=92)
        st.markdown("  \n".join(f":small[{line}]" for line in lines), width=272)
        spark(result, f"spark_{measure.key}_{result.field}", 72 if highlight else 44)


def settled_rows(results: Sequence, selection: Selection) -> None:
    """Measures that need no words at the meeting: a line each, which opens its rows."""
    for result in results:
        line = blocks.escaped(overview.settled_line(result))
        blocks.rows_link(result.measure, selection, line, **_field_filter(result))


def _field_filter(result) -> dict[str, str]:
    return {"field": result.field} if result.field else {}


def spark(result: MeasureResult, key: str, height: int) -> None:
    """The sparkline of thirteen months, with limits and target if there are any."""
    figure = _sparkline(result, height, blocks.palette())
    if figure is None:
        st.caption(headings.NO_LINE, width="stretch")
        return
    st.plotly_chart(
        figure,
        theme=None,
        config=charts.PLOTLY_CONFIG,
        key=key,
        height=height,
        alt=overview.spark_alt(result),
    )


@cached
def _sparkline(result: MeasureResult, height: int, palette: charts.Palette):
    """The figure, cached as its result is; None where there are too few points for a line."""
    if result.months["value"].tail(MONTHS_SHOWN).count() < POINTS_OF_A_LINE:
        return None
    return charts.sparkline(result.trend(MONTHS_SHOWN), palette=palette, height=height)
