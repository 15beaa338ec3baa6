"""The matrix as rows: judged measures, each with its verdict and its sparkline."""

from collections.abc import Sequence

import streamlit as st

from board import charts
from board.measures.results import MeasureResult, owner
from board.runtime.memory import cached
from board.selection.selection import Selection
from board.text import definitions, headings, numbers, overview
from board.ui.components import blocks

MONTHS_SHOWN = 13
NAME_PX, VALUE_PX, WORDS_PX, SPARK_PX = 232, 92, 400, 48


def measure_rows(results: Sequence, selection: Selection, highlight: bool) -> None:
    """Judged measures, a row of two lines each: name and counts, value, what the months say, the
    sparkline; all else opens from the name.

    `highlight`: what has to be discussed, the value large, with the task and its owner.
    """
    with st.container(border=True, gap="xsmall"):
        for result in results:
            _measure_row(result, selection, highlight)


def _measure_row(result, selection: Selection, highlight: bool) -> None:
    measure, value = result.measure, numbers.tile_value(result.measure, result.now["value"])
    lines = overview.row_words(result, owner(result, selection) if highlight else None)
    if highlight and (row := overview.rebase_row(result, selection.filters.unit)):
        lines.append(row)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        with st.container(width=NAME_PX, gap=None):
            _name_with_details(result, selection)
            st.caption(overview.counts_and_target(result))
        if highlight:
            st.metric(measure.name, value, label_visibility="collapsed", width=VALUE_PX)
        else:
            st.markdown(f"**{value}**", width=VALUE_PX)
        st.markdown(f":small[{' · '.join(lines)}]", width=WORDS_PX)
        with st.container(width="stretch"):
            spark(result, f"spark_{measure.key}_{result.field}", SPARK_PX)


def _name_with_details(result, selection: Selection) -> None:
    """The name; a press shows the interval, the comparison, the definition and the way to the rows,
    which are drawn only then."""
    measure = result.measure
    details = st.popover(
        f"**{blocks.escaped(overview.row_name(result))}**",
        type="tertiary",
        key=f"details_{measure.key}_{result.field}",
        on_change="rerun",
        wrap=True,
    )
    if not details.open:
        return
    with details:
        lines = [
            ", ".join(numbers.n_lines(measure, result.now)),
            *overview.verdict_lines(result),
            *overview.compared_lines(result, selection),
        ]
        st.markdown(blocks.definition(measure))
        st.markdown("  \n".join(filter(None, lines)))
        link = definitions.rows_link(result.now["n"], measure)
        blocks.rows_link(measure, selection, link, **_field_filter(result))


def better_rows(results: Sequence, selection: Selection) -> None:
    """Measures that got better: a line each, which opens its rows."""
    for result in results:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            name, change = overview.better_line(result)
            blocks.rows_link(result.measure, selection, name, **_field_filter(result))
            st.markdown(f":small[{change}]", width="content")


def settled_rows(results: Sequence, selection: Selection) -> None:
    """Measures that need no words at the meeting: a line each, which opens its rows."""
    for result in results:
        blocks.rows_link(
            result.measure,
            selection,
            blocks.escaped(overview.settled_line(result)),
            **_field_filter(result),
        )


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
    series = result.trend(MONTHS_SHOWN)
    if not series.has_enough_points:
        return None
    return charts.sparkline(series, palette=palette, height=height)
