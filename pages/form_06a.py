"""Biểu II.06a: what every ward files, cell by cell, and where the province's own form differs."""

import streamlit as st

from board.form_06a.form import form_of, late_in_13
from board.measures.dossiers import open_counts
from board.text import coverage, form_06a, form_06a_reconcile
from board.ui.components import blocks
from board.ui.sections import form_06a as form_06a_section
from board.ui.session import current_selection

selection = current_selection()
blocks.head("form_06a", selection)
form = form_of(selection.snapshot, selection.filters, selection.period)
total = form.iloc[-1]
if not total["c3"]:
    blocks.sentence(coverage.no_dossiers_in(selection))
    st.stop()

blocks.answer(
    form_06a.form_answer(
        total, late_in_13(selection.snapshot, selection.filters, selection.period), selection
    )
)
blocks.section(form_06a.FORM_NAME, form_06a.FORM_NOTE)
picked = form_06a_section.form_table(form, selection)
if selection.period.end >= selection.data_date and (
    missing := open_counts(selection)["not_updated"]
):
    st.caption(form_06a.not_updated(missing))
if picked:
    form_06a_section.cell_rows(*picked, selection)
blocks.section(form_06a_reconcile.RECONCILE, form_06a_reconcile.RECONCILE_NOTE)
form_06a_section.reconcile(selection)
