"""Rows of the warehouse in words: units, statuses, channels and kinds as readers say them."""

import pandas as pd

from board import words
from board.choice import Choice
from board.warehouse.ask import ask


def readable(found: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Codes as words: unit, status, channel, verdict, rating."""
    units = ask(choice.snapshot, "units")
    names = dict(zip(units["unit_key"], units["name"], strict=True))
    rows = found.assign(unit=found["unit_key"].map(names).fillna(found["unit_key"]))
    for column, known in (
        ("status_code", words.STATUS),
        ("channel", words.CHANNELS),
        ("verdict", words.VERDICTS),
        ("source", words.SOURCES),
        ("kind", words.PAUSES),
        ("letter", words.LETTERS),
        ("activity", words.ACTIVITIES),
        ("outcome", words.OUTCOMES),
        ("petition_kind", words.PETITION_KINDS),
        ("petition_channel", words.PETITION_CHANNELS),
        ("host_role", words.HOSTS),
        ("reception_kind", words.RECEPTION_KINDS),
    ):
        if column in rows:
            rows[column] = rows[column].map(known)
    if "scale" in rows:
        rows["overall"] = [
            words.level(s, o) for s, o in zip(found["scale"], found["overall"], strict=True)
        ]
    return rows.rename(columns={"status_code": "status"})
