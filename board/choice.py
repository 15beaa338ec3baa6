"""What a reader chose: filters, period and comparison, kept for the page that is being drawn."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from board.filters import Filters
from board.periods import Period
from board.warehouse import Snapshot


@dataclass(frozen=True)
class Choice:
    """One run's choice. `compared` is cut to what has passed of a `period` that is not over."""

    snapshot: Snapshot
    data_date: date  # the newest export of the unit chosen
    filters: Filters
    period: Period
    compared: Period | None
    compare: str  # previous | last_year
    unit_name: str
    url: tuple[tuple[str, str], ...]  # what the address bar holds, to hand on to links

    @property
    def url_parameters(self) -> dict[str, str]:
        """The query parameters that give this choice again."""
        return dict(self.url)


def chosen() -> Choice:
    """The choice that the shell made for this run."""
    return st.session_state["choice"]
