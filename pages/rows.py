"""Hồ sơ đứng sau con số: a measure's months, and the dossiers or records that it counts."""

import streamlit as st

from board.catalogue import MEASURES
from board.form_06a.form import ROWS_OF_CELL
from board.measures.compute import covered
from board.measures.dossiers import newest_rows
from board.measures.results import over_time
from board.registers.reach import of_register, reached
from board.selection.selection import among_known
from board.text import coverage, definitions, form_06a, pages
from board.ui.address_bar import url_select
from board.ui.components import blocks, tables
from board.ui.components.register_parts import none_sent
from board.ui.components.trend_card import trend_card
from board.ui.sections import form_06a as form_06a_section
from board.ui.session import current_selection

selection = current_selection()
blocks.head("rows", selection)
if st.query_params.get("cell"):  # of Biểu II.06a; else the number is a measure
    if st.query_params["cell"] not in ROWS_OF_CELL:
        blocks.sentence(form_06a.no_such_cell(st.query_params["cell"]))
        st.stop()
    key = url_select("cell", list(ROWS_OF_CELL), form_06a.CELL_NAMES.get, "c3", list_down=True)
    measure, (rows, part), query = None, ROWS_OF_CELL[key], "rows_dossiers"
else:
    key = url_select(
        "measure",
        list(MEASURES),
        lambda key: MEASURES[key].name,
        "rate_due_on_time",
        list_down=True,
    )
    measure = MEASURES[key]
    part = url_select("part", definitions.parts_of(measure), definitions.PARTS.get, "all")
    rows, query = measure.rows, measure.rows_query
    if measure.register:
        if reached(measure.register, selection) is None:
            none_sent(measure.register, selection)
            st.stop()
        selection = of_register(measure.register, selection)

if (
    measure
    and covered(measure, selection.snapshot, selection.filters, selection.period).state == "absent"
):
    blocks.sentence(coverage.not_sent_for(measure.name))
    st.stop()
if measure:  # the rows of just the units that its number counts
    selection = among_known(selection, measure.sources, measure.known_after_days)
ask_rows = newest_rows(rows, part, selection, query)
found = ask_rows(tables.ROWS_SHOWN)
if found.empty:
    blocks.sentence(pages.NOTHING)
    st.stop()
count = int(found["found"].iloc[0])
if measure:
    blocks.answer(definitions.rows_answer(measure, part, count, selection))
    st.caption(blocks.definition(measure))
    trend_card(over_time((key,), selection)[key], selection)
else:
    field = blocks.escaped(selection.filters.field or "")
    blocks.answer(form_06a.cell_answer(key, count, selection, field))
    form_06a_section.what_13_holds(key, count, selection)
    form_06a_section.how()
tables.rows_table(
    ask_rows,
    f"{key}_{part}",
    selection,
    columns=definitions.ROWS_COLUMNS[query],
    # Which ratings are content says what each of them said.
    in_file=newest_rows(rows, "all", selection, query) if query == "rows_ratings" else None,
)
