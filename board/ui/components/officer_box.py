"""The box in which the officer is named who enters, drafts or files something."""

import streamlit as st

from board.registers.entry_policy import in_post
from board.selection.selection import Selection
from board.text import entries

IN_LINE_PX = 260


def officer_box(
    selection: Selection,
    place: str,
    label: str = entries.ENTRY_BY,
    in_line: bool = False,
    required: bool = True,
    first: str | None = None,
) -> str:
    """Asks for the officer who enters; gives their code, "" where none is named. `in_line` with a
    button the label stands in the box; `first` is who is chosen already, if in post.
    Whoever signed in is not asked: the account is given."""
    if account := selection.viewer.account:
        st.caption(entries.written_by(account), width="content")
        st.session_state[f"{place}_by"] = account
        return account
    roles = in_post(selection)
    officer = st.selectbox(
        f"{label} *" if required else label,
        list(roles),
        list(roles).index(first) if first in roles else None,
        lambda code: f"{code} · {roles[code]}" if code in roles else code,
        key=f"{place}_by",
        help=None if in_line else entries.ENTRY_BY_HELP,
        placeholder=label if in_line else entries.ENTRY_BY_CHOOSE,
        accept_new_options=True,
        label_visibility="collapsed" if in_line else "visible",
        width=IN_LINE_PX if in_line else "stretch",
    )
    return (officer or "").strip()
