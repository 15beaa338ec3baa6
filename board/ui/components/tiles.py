"""Measures as tiles, side by side."""

from collections.abc import Sequence

import streamlit as st

from board.selection.selection import Selection
from board.text import coverage, definitions, numbers, overview
from board.ui.components import blocks
from board.ui.components.judged_rows import spark

SPARK_PX = 44


def tiles(results: Sequence, selection: Selection) -> None:
    """Up to six measures side by side: value, sparkline, n and interval, what the months say,
    comparison with what the mix and what each procedure did in it."""
    with st.container(horizontal=True, gap="xsmall"):
        for result in results:
            with blocks.tile():
                measure = result.measure
                # A metric cuts a name that is longer than its tile; a line of text wraps it.
                st.markdown(f":small[{measure.short}]", help=blocks.definition(measure))
                st.metric(
                    measure.short,
                    numbers.tile_value(measure, result.now["value"]),
                    label_visibility="collapsed",
                )
                if result.coverage.state == "absent":
                    short = coverage.coverage_short(result.coverage, selection.period.end)
                    st.markdown(f":small[:gray[{short}]]")
                    continue
                spark(result, f"tile_{measure.key}", SPARK_PX)
                lines = [
                    *_coverage_lines(result, selection),
                    " · ".join(numbers.n_lines(measure, result.now)),
                    *overview.tile_lines(result),
                    *overview.compared_lines(result, selection),
                ]
                st.markdown("  \n".join(f":small[{line}]" for line in lines))
                blocks.rows_link(
                    measure, selection, definitions.rows_link(result.now["n"], measure)
                )


def _coverage_lines(result, selection: Selection) -> list[str]:
    """What a measure lacks of the period, where the page's head does not say it of the dossiers."""
    short = coverage.coverage_short(result.coverage, selection.period.end)
    return (
        [f":gray[{short}]"]
        if short and result.coverage.missing != selection.coverage.missing
        else []
    )
