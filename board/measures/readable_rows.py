"""Rows of the warehouse in words: units, statuses, channels and kinds as readers say them."""

import pandas as pd

from board.selection.selection import Selection
from board.text import codes, letters, model_progress, receptions_petitions, tasks
from board.warehouse.ask import ask


def readable(found: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Codes as words: unit, status, channel, verdict, rating."""
    units = ask(selection.snapshot, "units")
    names = dict(zip(units["unit_key"], units["name"], strict=True))
    rows = found.assign(unit=found["unit_key"].map(names).fillna(found["unit_key"]))
    for column, known in (
        ("status_code", codes.STATUS),
        ("channel", codes.CHANNELS),
        ("verdict", codes.VERDICTS),
        ("source", codes.SOURCES),
        ("kind", codes.PAUSES),
        ("letter", letters.LETTERS),
        ("activity", model_progress.ACTIVITIES),
        ("outcome", tasks.OUTCOMES),
        ("petition_kind", receptions_petitions.PETITION_KINDS),
        ("petition_channel", receptions_petitions.PETITION_CHANNELS),
        ("host_role", receptions_petitions.HOSTS),
        ("reception_kind", receptions_petitions.RECEPTION_KINDS),
    ):
        if column in rows:
            rows[column] = rows[column].map(known)
    if "scale" in rows:
        rows["overall"] = [
            codes.level(s, o) for s, o in zip(found["scale"], found["overall"], strict=True)
        ]
    return rows.rename(columns={"status_code": "status"})
