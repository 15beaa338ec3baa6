"""Tổng quan: what is to be done, then the period's measures beside target and comparison."""

import streamlit as st

from board import blocks, words
from board.choice import chosen
from board.facts import open_counts, over_time

VOLUME = ("dossiers_received", "dossiers_settled", "open_overdue", "share_online")
JUDGED = {
    "settling": (
        "rate_due_on_time",
        "rate_settled_on_time",
        "rate_qd766",
        "median_working_days",
        "p90_working_days",
    ),
    "content": ("share_satisfied", "share_satisfied_survey", "response_rate"),
}

choice = chosen()
blocks.head("overview", choice)
now = open_counts(choice)
facts = over_time([*VOLUME, *(key for keys in JUDGED.values() for key in keys)], choice)
if not now["in_hand"] and not any(fact.now["n"] for fact in facts.values()):
    blocks.sentence(words.NOTHING)
    st.stop()
blocks.answer(words.overview_answer(choice, facts["rate_due_on_time"], now))

blocks.section(words.SECTION["to_do"], words.judged_on(now))
blocks.to_do_tiles(now, choice)

for name, keys in JUDGED.items():
    blocks.section(words.SECTION[name], words.spark_note(facts[keys[0]]))
    blocks.measure_rows([facts[key] for key in keys], choice)

blocks.section(words.SECTION["volume"], words.period_note(choice))
blocks.tiles([facts[key] for key in VOLUME], choice)
