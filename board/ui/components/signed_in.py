"""The last lines of the sidebar: who signed in and the way out, or that nobody has to."""

import streamlit as st

from board.selection.viewer import Viewer
from board.text import sign_in
from board.text.markdown import escaped


def signed_in_lines(viewer: Viewer, is_sample: bool) -> None:
    """The account with its roles and the way to a new password and out; without accounts, why none
    is asked for."""
    with st.sidebar.container(gap="xsmall"):
        if viewer.account is None:
            st.caption(sign_in.SAMPLE_WITHOUT_ACCOUNT if is_sample else sign_in.ONE_MACHINE)
            return
        titles = ", ".join(viewer.titles) or sign_in.NO_ROLE_TODAY
        st.caption(escaped(f"{viewer.account}: {titles}"))
        with st.container(horizontal=True, gap="xsmall"):
            st.link_button(sign_in.CHANGE, sign_in.PASSWORD_PATH, type="tertiary")
            st.link_button(sign_in.SIGN_OUT, sign_in.SIGN_OUT_PATH, type="tertiary")
