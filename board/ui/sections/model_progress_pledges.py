"""What Tiến độ mô hình says of pledges: who signed, who did not, and what is pledged."""

import streamlit as st

from board.catalogue import MEASURES
from board.measures.dossiers import newest_rows
from board.measures.readable_rows import readable
from board.registers import reach
from board.selection.selection import Selection
from board.text import coverage, model_progress
from board.ui.components import blocks, register_parts, tables
from board.warehouse.ask import ask


def pledge_parts(selection: Selection) -> None:
    """The share signed of those in post, who has not signed, and what is pledged."""
    rows = newest_rows("in_post", "not_pledged", selection, "rows_pledges")
    missing = [
        register
        for register in MEASURES["share_pledged"].sources
        if reach.reached(register, selection) is None
    ]
    if missing:
        for register in missing:
            register_parts.none_sent(register, selection)
        return _wordings(selection)
    result = reach.known_results(["share_pledged"], selection)["share_pledged"]
    if result is None:
        blocks.sentence(coverage.not_sent_for(MEASURES["share_pledged"].name))
        return _wordings(selection)
    blocks.rows_link(
        result.measure, selection, model_progress.measure_phrase("share_pledged", result)
    )
    if len(rows(1)):
        st.markdown(model_progress.NOT_PLEDGED)
        tables.listed(
            rows,
            lambda found: readable(found, selection)[
                ["officer_code", "role", "valid_from", "unit"]
            ],
            "chua_ky",
            selection,
            columns=model_progress.MODEL_COLUMNS,
        )
    else:
        st.markdown(model_progress.ALL_PLEDGED)
    return _wordings(selection)


def _wordings(selection: Selection) -> None:
    wordings = ask(selection.snapshot, "pledge_wordings")
    with st.popover(model_progress.WORDINGS, type="tertiary"):
        for content, pledges in wordings.groupby("content", sort=False):
            st.markdown(f"**{blocks.escaped(content)}**")
            for pledge in pledges.itertuples():
                st.markdown(
                    model_progress.wording_line(blocks.escaped(pledge.wording), pledge.verified)
                )
