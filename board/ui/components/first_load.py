"""What every page says where there is no snapshot that it can show."""

import streamlit as st

from board.intake import publishing
from board.text import snapshots
from board.ui.components import blocks


def nothing_to_show(why: str) -> None:
    """That figures are being made ready, until they are; else why the load failed, else `why`."""
    if publishing.is_publishing():
        blocks.sentence(snapshots.MAKING_READY)
        _wait()
    elif failed := publishing.failure():
        blocks.sentence(snapshots.not_made_ready(failed))
    else:
        blocks.sentence(why)


@st.fragment(run_every=2)
def _wait() -> None:
    """Draws the page anew once the load has ended."""
    if not publishing.is_publishing():
        st.rerun()
