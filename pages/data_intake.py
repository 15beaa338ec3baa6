"""Dữ liệu: whether all is in, what is late and to be mended; then the drop and the tables."""

import streamlit as st

from board.registers.entry_policy import why_closed_to_loads
from board.runtime.settings import SETTINGS
from board.selection.known_days import days_reached, late_sources
from board.text import coverage, data_intake, dropped_files, pages
from board.ui.components import blocks, tables, template_downloads
from board.ui.sections import data_intake_drop, data_intake_lists
from board.ui.session import current_selection
from board.warehouse.ask import ask, shows_every_unit
from board.warehouse.snapshots import last_load

selection = current_selection()
blocks.head("data_intake", selection)
loads = ask(selection.snapshot, "loads")
rejected = ask(selection.snapshot, "rejected_rows")
sources = ask(selection.snapshot, "sources")
titles = dict(zip(sources["source"], sources["title"], strict=True))
doubts = ask(selection.snapshot, "warnings")
reached = days_reached(selection.snapshot, selection.filters.unit, selection.period.end)
late = late_sources(selection.snapshot, selection.filters.unit, SETTINGS.stale_after_days)
sees_every_unit = shows_every_unit(selection.snapshot)
blocks.answer(data_intake.intake_answer(selection, late, rejected, loads, sees_every_unit))
data_intake_lists.answer_lines(
    [
        *data_intake.late_lines(late, titles),
        *data_intake.mend_lines(rejected, doubts, titles),
        *data_intake.never_sent_lines(reached, titles),
        *data_intake.in_use_lines(loads),
    ]
)
# What stands outside of the snapshot is of every unit.
sees_every_file = selection.sees("files") and sees_every_unit
if sees_every_file:
    data_intake_drop.refused_files((last_load() or {}).get("files", []))
    for trouble in (last_load() or {}).get("troubles", []):
        st.warning(blocks.escaped(trouble), icon=":material/warning:")
elif not sees_every_unit:
    st.caption(data_intake.FILES_OF_OTHERS)

blocks.section(dropped_files.DROP, dropped_files.DROP_NOTE)
data_intake_lists.last_result()
if why := why_closed_to_loads(selection):
    blocks.sentence(why)
else:
    data_intake_drop.drop_part(selection)

if len(rejected) or sees_every_unit:
    data_intake_lists.rejected_part(rejected, titles, selection)
data_intake_lists.doubts_part(doubts, selection)
blocks.section(pages.SECTION["coverage"], coverage.COVERAGE_NOTE)
tables.table(coverage.coverage_table(reached, titles), "so_lieu_den", selection)
blocks.section(pages.SECTION["loads"], data_intake.LOADS_NOTE)
data_intake_lists.loads_part(loads, titles, selection)
if sees_every_file:
    data_intake_lists.withdrawn_part(selection)
data_intake_lists.calendar_part(selection)

blocks.section(pages.SECTION["templates"], data_intake.TEMPLATES_NOTE)
with st.container(horizontal=True, gap="small"):
    for source in sources.itertuples():
        template_downloads.template_buttons(source.title, source.source, selection.snapshot)
if sees_every_file:
    data_intake_lists.mappings_part(selection)
data_intake_lists.lists_part(selection)
