"""Whether records can be entered for a choice, and if not, why."""

from datetime import datetime

import pandas as pd

from board import words
from board.choice import Choice
from board.entries import WARD
from board.formats import is_absent
from board.settings import ENTRIES
from board.warehouse import ask


def why_no_new(choice: Choice) -> str | None:
    """Why no record can be added for a choice, as a sentence, or None."""
    return why_closed(choice) or (None if is_in_force(choice) else words.ENTRIES_UNIT_OVER)


def why_closed(choice: Choice) -> str | None:
    """Why nothing at all can be entered for a choice, as a sentence, or None."""
    if not ENTRIES.allowed:
        return words.ENTRIES_OFF
    if choice.snapshot.is_sample:
        return words.ENTRIES_ON_SAMPLE
    if "snapshot" in choice.url_parameters:
        return words.ENTRIES_PINNED
    return None if choice.filters.unit else words.ENTRIES_NO_UNIT


def is_in_force(choice: Choice) -> bool:
    """Whether the chosen unit still is one today."""
    last_day = unit_of(choice)["valid_to"]
    return is_absent(last_day) or last_day.date() >= datetime.now(WARD).date()


def unit_of(choice: Choice) -> pd.Series:
    """The chosen unit's row of `units`."""
    return ask(choice.snapshot, "units").set_index("unit_key").loc[choice.filters.unit]
