"""A table as a canvas, or, where a reader asks for it, as a plain table that keys and a screen
reader go through and that prints whole."""

from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import streamlit as st

from board.text import choices, headings
from board.text.markdown import escaped

PLAIN_ROWS = 100
SWITCH = "plain_tables"


def plain_switch() -> None:
    """The switch in the sidebar, which holds on every page as long as the session does."""
    st.sidebar.toggle(
        headings.PLAIN_TABLES,
        key=SWITCH,
        help=headings.plain_tables_help(PLAIN_ROWS),
        persist_state="session",
    )


def is_plain() -> bool:
    """Whether tables are drawn plain."""
    return bool(st.session_state.get(SWITCH))


def drawn_table(
    data: Any,
    texts: Callable[[], pd.DataFrame],
    name: str,
    key: str | None,
    pick: Literal["single-row", "single-cell"] | None = None,
    **canvas: Any,
) -> tuple[int | None, Any]:
    """A table under an accessible name; gives the row that is picked, and of a cell its heading.

    `data`: what the canvas draws, by `canvas`; `texts`: its rows as they are printed, under the
    headings that are read, asked only for a plain table, which holds the first PLAIN_ROWS of them;
    a cell is then picked by its heading there.
    """
    if is_plain():
        rows = texts()
        alt = headings.table_alt(name, len(rows))
        st.table(_plain(rows.head(PLAIN_ROWS)), border="horizontal", hide_index=True, alt=alt)
        return _picked_by_name(rows, name, key, pick) if pick else (None, None)
    alt = headings.table_alt(name, len(data.index))
    if not pick:
        st.dataframe(data, hide_index=True, key=key, alt=alt, **canvas)
        return None, None
    state: Any = st.dataframe(
        data, hide_index=True, key=key, alt=alt, on_select="rerun", selection_mode=pick, **canvas
    )
    if pick == "single-row":
        return next(iter(state.selection.rows), None), None
    return next(iter(state.selection.cells), (None, None))


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows as `st.table` draws them, text and nothing but text. A blank tells headings apart that
    are alike, which Streamlit does not take."""
    names = [escaped(heading) for heading in rows.columns]
    apart = [name + "\u00a0" * names[:place].count(name) for place, name in enumerate(names)]
    return rows.map(escaped).set_axis(apart, axis=1)


def _picked_by_name(
    rows: pd.DataFrame, name: str, key: str | None, pick: str
) -> tuple[int | None, Any]:
    """The row, and the heading of its cell, that a reader picks of a plain table in boxes below."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        row = st.selectbox(
            headings.pick_a_row(escaped(name)),
            range(len(rows)),
            index=None,
            format_func=lambda place: " · ".join(rows.iloc[place, :2]),
            placeholder=choices.PICK,
            key=f"{key}_row",
        )
        if pick == "single-row":
            return row, None
        heading = st.selectbox(
            headings.PICK_A_COLUMN,
            list(rows.columns[1:]),
            index=None,
            placeholder=choices.PICK,
            key=f"{key}_column",
        )
    return (row, heading) if row is not None and heading is not None else (None, None)
