"""Hồ sơ đứng sau con số: a measure's months, and the dossiers or ratings that it counts."""

import streamlit as st

from board import blocks, tables, words
from board.choice import chosen
from board.facts import over_time
from board.metrics import MEASURES
from board.processing import trend_card
from board.warehouse import ask

choice = chosen()
blocks.head("rows", choice)
key = blocks.kept_in_address(
    "measure", list(MEASURES), lambda key: MEASURES[key].name, "rate_due_on_time", list_down=True
)
measure = MEASURES[key]
part = blocks.kept_in_address("part", words.parts(measure), words.PARTS.get, "all")
question = "rows_ratings" if measure.question == "ratings" else "rows_dossiers"


def behind(limit: int):
    """The newest rows behind the number, so many of them."""
    return ask(
        choice.snapshot,
        question,
        rows=measure.rows,
        part=part,
        limit=limit,
        **{"from": choice.period.start, "to": choice.period.end},
        **choice.filters.parameters(),
    )


found = behind(tables.ROWS_SHOWN)
if found.empty:
    blocks.sentence(words.NOTHING)
    st.stop()
blocks.answer(words.rows_answer(measure, part, int(found["found"].iloc[0]), choice))
st.caption(blocks.definition(measure))
trend_card(over_time([key], choice)[key], choice)
tables.rows_table(behind, f"{key}_{part}", choice)
