"""Tổng quan: what comes before the meeting, how the model stands, what waits for somebody today."""

import streamlit as st

from board.measures.dossiers import open_counts
from board.measures.results import MATRIX, over_time
from board.meeting.agenda import agenda
from board.registers.workstreams import workstreams
from board.selection.known_days import known_until
from board.text import agenda as agenda_text
from board.text import committee_pack, coverage, open_dossiers, overview, pages
from board.ui.components import blocks
from board.ui.components.judged_rows import better_rows, measure_rows, settled_rows
from board.ui.sections import model_progress as model_progress_section
from board.ui.sections import overview as overview_section
from board.ui.sections.reports import present_link
from board.ui.session import current_selection

VOLUME = ("dossiers_received", "dossiers_settled")

selection = current_selection()
blocks.head("overview", selection)
now = open_counts(selection)
results = over_time((*VOLUME, *MATRIX), selection)
if not now["in_hand"] and not any(result.now["n"] for result in results.values()):
    blocks.sentence(coverage.no_dossiers_in(selection))
    overview_section.to_do_lines(None, selection)
    st.stop()
has_dossiers = known_until(selection.snapshot, selection.filters.unit) is not None
blocks.answer(
    overview.overview_answer(selection, results["rate_due_on_time"], now)
    if has_dossiers
    else committee_pack.no_dossiers(selection)
)
with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
    if split := overview.difference_line(results["rate_due_on_time"], selection):
        st.caption(split, width="content")
    for result, label in overview.volume(*(results[key] for key in VOLUME)):
        blocks.rows_link(result.measure, selection, label)
    present_link("overview", selection)

found = agenda(selection)
if found.is_empty:
    st.markdown(agenda_text.nothing_to_discuss(found))
if found.duties:
    with st.container(gap="xsmall"):
        title = overview.agenda_title(agenda_text.PLACES["duties"], len(found.duties))
        blocks.section(title, blocks.escaped(agenda_text.main_owner_note(found.duties)))
        overview_section.duty_rows(found.duties, selection)
for place in ("worse", "misses"):
    if items := found.places[place]:
        with st.container(gap="xsmall"):
            title = overview.agenda_title(agenda_text.PLACES[place], len(items))
            blocks.section(title, overview.SECTION_NOTE)
            measure_rows(items, selection, highlight=True)
if found.closing:
    st.markdown(blocks.escaped(agenda_text.closing_sentence(found)))
better_rows(found.better, selection)
if found.others:
    title = overview.agenda_title(agenda_text.PLACES["others"], len(found.others))
    others = st.expander(title, on_change="rerun", key="chi_so_khac")
    if others.open:
        with others:
            settled_rows(found.others, selection)

with st.container(gap="xsmall"):
    blocks.section(
        pages.PAGES["model_progress"][0],
        lead_on=lambda: model_progress_section.workstreams_link(selection),
    )
    model_progress_section.workstream_table(workstreams(selection), selection)

with st.container(gap="xsmall"):
    blocks.section(pages.SECTION["to_do"], open_dossiers.judged_on(now))
    overview_section.to_do_lines(now if has_dossiers else None, selection)
