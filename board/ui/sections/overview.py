"""What Tổng quan draws of its own: what waits for somebody, each line leading to its list."""

from collections.abc import Sequence
from contextlib import nullcontext
from math import ceil

import pandas as pd
import streamlit as st

from board.meeting.agenda import Duty
from board.runtime.settings import SETTINGS
from board.selection.known_days import late_sources
from board.selection.selection import Selection
from board.text import to_do
from board.text.agenda import duty_line, duty_owner, main_owner
from board.text.markdown import escaped
from board.ui.components import blocks
from board.warehouse.ask import ask, shows_every_unit


def to_do_lines(now: pd.Series | None, selection: Selection) -> None:
    """What waits for somebody, each line leading to its list; that of which nothing waits in one
    grey line. `now` None: nobody sent dossiers."""
    snapshot, unit, url = selection.snapshot, selection.filters.unit, selection.url_parameters
    soon = SETTINGS.due_soon_working_days
    waiting = ask(snapshot, "waiting_counts", due_soon_days=soon, **selection.filters.parameters())
    lines = to_do.to_do_lines(
        now,
        waiting.iloc[0],
        ask(snapshot, "losses").iloc[0] if shows_every_unit(snapshot) else None,
        [late.until for late in late_sources(snapshot, unit, SETTINGS.stale_after_days)],
        soon,
    )
    if waits := [line for line in lines if line.count]:
        half = ceil(len(waits) / 2)
        with st.container(border=True):
            for column, shown in zip(
                st.columns(2, gap="xsmall"), (waits[:half], waits[half:]), strict=True
            ):
                with column, st.container(gap=None):
                    for line in shown:
                        _to_do_link(line, url)
    # No file lags behind the others where all are old, which the head of the page says.
    silent = to_do.LATE_FILES if blocks.too_old(selection) else None
    if idle := [line.name for line in lines if not line.count and line.name != silent]:
        st.caption(to_do.nothing_waits_line(idle))


def _to_do_link(line: to_do.ToDo, url: dict[str, str]) -> None:
    st.page_link(
        f"../../pages/{line.page}.py",
        label=to_do.to_do_line(line),
        icon=":material/arrow_forward:",
        query_params=url | ({"state": line.state} if line.state else {}),
    )


def duty_rows(duties: Sequence[Duty], selection: Selection) -> None:
    """What was not done in full, a line a register in counts, each leading to its rows; who answers
    for it, unless the heading says so, stands after it, and below it on a phone, where a link
    would cut it off."""
    of_heading = main_owner(duties)
    with st.container(border=True, gap=None):
        for duty in duties:
            owner = duty_owner(duty) if duty.owner != of_heading else ""
            row = st.container(horizontal=True, vertical_alignment="center", gap="xsmall")
            with row if owner else nullcontext():
                label = f"**{escaped(duty_line(duty))}**"
                blocks.rows_link(duty.result.measure, selection, label)
                if owner:
                    st.caption(escaped(owner), width="content")
