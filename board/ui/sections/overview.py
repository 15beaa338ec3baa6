"""What Tổng quan draws of its own: what waits for somebody, each line leading to its list."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from board.meeting.agenda import Duty
from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.text import overview
from board.text.agenda import duty_line, duty_owner
from board.text.markdown import escaped
from board.ui.components import blocks
from board.warehouse.ask import ask


def to_do_lines(now: pd.Series | None, selection: Selection) -> None:
    """The same counts as lines, none where nobody sent dossiers (None), and what waits by the
    registers, each leading to its list."""
    soon, url = SETTINGS.due_soon_working_days, selection.url_parameters
    waiting = ask(
        selection.snapshot, "waiting_counts", due_soon_days=soon, **selection.filters.parameters()
    ).iloc[0]
    lines = [
        (line, "open_dossiers", url | {"state": state})
        for line, state in ([] if now is None else overview.to_do_lines(now, soon))
    ]
    lines += [(line, page, url) for line, page in overview.waiting_lines(waiting, soon)]
    if not lines:
        return
    with st.container(border=True, gap="xsmall"):
        for line, page, address in lines:
            st.page_link(
                f"../../pages/{page}.py",
                label=line,
                icon=":material/arrow_forward:",
                query_params=address,
            )


def losses_line(selection: Selection) -> None:
    """How many rows the loads refused, as long as nobody mended them or withdrew their file."""
    lost = ask(selection.snapshot, "losses").iloc[0]
    if lost["rows"]:
        st.page_link(
            "../../pages/data_intake.py",
            label=overview.losses_line(lost["rows"], lost["files"]),
            icon=":material/filter_alt_off:",
            query_params=selection.url_parameters,
        )


def duty_rows(duties: Sequence[Duty], selection: Selection) -> None:
    """What was not done in full, a line a register in counts, each leading to its rows; who answers
    for it stands after it, and below it on a phone, where a link would cut it off."""
    with st.container(border=True, gap="xsmall"):
        for duty in duties:
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                label = f"**{escaped(duty_line(duty))}**"
                blocks.rows_link(duty.result.measure, selection, label)
                if owner := duty_owner(duty):
                    st.caption(escaped(owner), width="content")
