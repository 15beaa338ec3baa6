"""What the page Biểu II.06a draws: the form, a cell's dossiers."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from board import blocks, formats, tables, words
from board.choice import Choice
from board.facts import rows_behind
from board.form_06a import BEHIND

HEADINGS = {heading: cell for cell, (_, heading) in words.FORM_HEADINGS.items()}


def form_table(form: pd.DataFrame, choice: Choice) -> tuple[str, str | None] | None:
    """The form with its CSV; the cell that a reader picked and its field (None for the total)."""
    shown = form.set_axis(
        pd.MultiIndex.from_tuples([("", words.FIELD_HEADING), *words.FORM_HEADINGS.values()]),
        axis=1,
    )
    picked = st.dataframe(
        shown.style.format(formats.number, subset=shown.columns[1:]),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key="form_06a",
        alt=words.table_alt(len(form)),
    )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.caption(words.PICK_A_CELL, width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            how()
            tables.csv_button(
                lambda: form.rename(columns={"c2": words.FIELD_HEADING} | words.CELL_NAMES),
                "bieu_ii_06a",
                choice.snapshot,
            )
    cells = [(row, HEADINGS.get(heading)) for row, heading in picked.selection.cells]
    if not cells or cells[0][1] is None or cells[0][0] >= len(form):
        return None
    row, cell = cells[0]
    return cell, None if row == len(form) - 1 else form["c2"].iloc[row]


def how() -> None:
    """The rules of the form, one press away."""
    with st.popover(words.HOW_FORM, type="tertiary"):
        st.markdown(f"**{words.FORM_NAME}**")
        st.markdown(words.FORM_HOW)


def cell_behind(cell: str, field: str | None, choice: Choice) -> None:
    """The dossiers behind a cell, and a link that gives them again."""
    asked = {"cell": cell} | ({"field": field} if field else {})
    if field:
        choice = replace(choice, filters=choice.filters.only(field=field))
    rows = rows_behind(*BEHIND[cell], choice)
    found = rows(tables.ROWS_SHOWN)
    if found.empty:
        blocks.sentence(words.NOTHING_IN_CELL)
        return
    count = int(found["found"].iloc[0])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(blocks.escaped(words.cell_said(cell, field, count)), width="content")
        st.page_link(
            "../pages/rows.py", label=words.OPEN_CELL, query_params=choice.url_parameters | asked
        )
    tables.rows_table(rows, f"o_{cell}", choice)
