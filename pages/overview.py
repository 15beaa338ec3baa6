"""Tổng quan: what is to be done, then the period's measures beside target and comparison."""

from board import blocks, words
from board.choice import chosen
from board.facts import open_counts, over_time

SHOWN = {
    "settling": (
        "rate_due_on_time",
        "rate_settled_on_time",
        "rate_qd766",
        "median_working_days",
        "p90_working_days",
        "share_online",
    ),
    "content": ("share_satisfied", "share_satisfied_survey", "response_rate"),
    "volume": ("dossiers_received", "dossiers_settled", "open_overdue"),
}

choice = chosen()
blocks.head("overview", choice)
now = open_counts(choice)
facts = over_time([key for keys in SHOWN.values() for key in keys], choice)
blocks.answer(words.overview_answer(choice, facts["rate_due_on_time"], now))

blocks.section(words.SECTION["to_do"], words.judged_on(now))
blocks.to_do_tiles(now, choice)

for name, keys in SHOWN.items():
    blocks.section(words.SECTION[name], words.spark_note(facts[keys[0]]))
    blocks.measure_rows([facts[key] for key in keys], choice, name)
