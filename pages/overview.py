"""Tổng quan: what has to be discussed, what to watch, what waits for somebody today."""

import streamlit as st

from board.measures.dossiers import open_counts
from board.measures.results import MATRIX, over_time
from board.meeting.agenda import agenda
from board.registers.workstreams import workstreams
from board.selection.known_days import known_until
from board.text import committee_pack, coverage, model_progress, open_dossiers, overview, pages
from board.ui.components import blocks
from board.ui.components.judged_rows import measure_rows, settled_rows
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
    overview_section.losses_line(selection)
    st.stop()
has_dossiers = known_until(selection.snapshot, selection.filters.unit) is not None
blocks.answer(
    overview.overview_answer(selection, results["rate_due_on_time"], now)
    if has_dossiers
    else committee_pack.no_dossiers(selection)
)

matrix = agenda(selection, VOLUME)
blocks.section(
    overview.agenda_title(pages.SECTION["discuss"], len(matrix["discuss"])), overview.SECTION_NOTE
)
if matrix["discuss"]:
    measure_rows(matrix["discuss"], selection, highlight=True)
else:
    is_judged = matrix["watch"] or matrix["settled"]
    st.markdown(overview.NOTHING_TO_DISCUSS if is_judged else overview.NOTHING_JUDGED)
if matrix["watch"]:
    blocks.section(overview.agenda_title(pages.SECTION["watch"], len(matrix["watch"])))
    measure_rows(matrix["watch"], selection, highlight=False)
for place, title in (("settled", overview.SETTLED), ("unjudged", overview.UNJUDGED)):
    if matrix[place]:
        with st.expander(overview.agenda_title(title, len(matrix[place]))):
            settled_rows(matrix[place], selection)

blocks.section(pages.PAGES["model_progress"][0], model_progress.BULLET_NOTE)
model_progress_section.workstream_table(workstreams(selection, only_leads=True), selection)

blocks.section(pages.SECTION["to_do"], open_dossiers.judged_on(now))
overview_section.to_do_lines(now if has_dossiers else None, selection)
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    st.caption(pages.period_note(selection), width="content")
    for result, label in overview.volume(*(results[key] for key in VOLUME)):
        blocks.rows_link(result.measure, selection, label)
overview_section.losses_line(selection)
present_link("overview", selection)
