"""Hồ sơ đứng sau con số: the dossiers or ratings that a number on another page counts."""

import streamlit as st

from board import blocks, tables, words
from board.choice import chosen
from board.metrics import MEASURES
from board.warehouse import ask

ROWS_SHOWN, ROWS_DOWNLOADED = 500, 100_000

choice = chosen()
blocks.head("rows", choice)
key = blocks.kept_in_address(
    "measure", list(MEASURES), lambda key: MEASURES[key].name, "rate_due_on_time", list_down=True
)
measure = MEASURES[key]
part = blocks.kept_in_address("part", words.parts(measure), words.PARTS.get, "all")
question = "rows_ratings" if measure.questions == ("ratings",) else "rows_dossiers"
found = ask(
    choice.snapshot,
    question,
    rows=measure.rows,
    part=part,
    limit=ROWS_DOWNLOADED,
    **{"from": choice.period.start, "to": choice.period.end},
    **choice.filters.parameters(),
)
if found.empty:
    blocks.sentence(words.NOTHING)
    st.stop()
blocks.answer(words.rows_answer(measure, part, int(found["found"].iloc[0]), choice))
blocks.how(measure)
tables.rows_table(found, ROWS_SHOWN, f"{key}_{part}", choice)
