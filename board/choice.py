"""What a reader chose: filters, period and comparison, kept for the page that is being drawn."""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from board.coverage import Coverage, coverage, data_date
from board.filters import Filters
from board.periods import Period, previous, same_last_year
from board.text import labels
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot, kept_until


@dataclass(frozen=True)
class Page:
    """A page that is being drawn: its name, what a reader chose on it, in words (label, what) and
    in its address (key, value), and the heading under which it has come."""

    name: str
    said: tuple[tuple[str, str], ...]
    url: tuple[tuple[str, str], ...]
    section: str = ""


@dataclass(frozen=True)
class Choice:
    """One run's choice. Its filters leave out the units whose dossiers do not reach the period."""

    snapshot: Snapshot
    data_date: date  # the newest export of the unit chosen
    filters: Filters
    period: Period
    compared: Period | None
    compare: str  # previous | last_year
    unit_name: str
    url: tuple[tuple[str, str], ...]  # what the address bar holds, to hand on to links
    coverage: Coverage  # what is known of the period's dossiers
    kept_until: date | None = None  # the day to which registers kept on a page are known

    @property
    def url_parameters(self) -> dict[str, str]:
        """The query parameters that give this choice again."""
        return dict(self.url)


def choice_of(
    snapshot: Snapshot,
    filters: Filters,
    period: Period,
    compare: str = "previous",
    pinned: bool = False,
) -> Choice:
    """The choice of dossiers, of a period and of what to compare it with, in a snapshot.

    `pinned`: its address names the snapshot too, so that it gives the same numbers for good.
    """
    units = ask(snapshot, "units").set_index("unit_key")["name"]
    other = {"previous": previous, "last_year": same_last_year}[compare](period)
    known = coverage(snapshot, filters.unit, period)
    url = {
        "unit": filters.unit,
        "period": period.key,
        "field": filters.field,
        "procedure": filters.procedure,
        "channel": filters.channel,
        "certification": None if filters.with_certification else "0",
        "compare": compare,
        "snapshot": snapshot.name if pinned else None,
    }
    return Choice(
        snapshot=snapshot,
        data_date=data_date(snapshot, filters.unit),
        filters=filters.only(left_out=known.left_out),
        period=period,
        compared=other,
        compare=compare,
        unit_name=units.get(filters.unit, labels.ALL_UNITS),
        url=tuple((key, value) for key, value in url.items() if value),
        coverage=known,
        kept_until=kept_until(snapshot),
    )


def among_known(choice: Choice, sources: tuple[str, ...], known_after_days: int = 0) -> Choice:
    """The same choice without the units whose `sources`, and not their dossiers, do not reach the
    period: for lists and counts that stand beside a measure of these sources."""
    known = coverage(choice.snapshot, choice.filters.unit, choice.period, sources, known_after_days)
    return replace(choice, filters=choice.filters.only(left_out=known.left_out))


def begin(choice: Choice, page: str) -> None:
    """Keeps the choice that the shell made for this run of a page."""
    st.session_state["choice"] = choice
    st.session_state["page"] = Page(page, (), ())


def chosen() -> Choice:
    """The choice that the shell made for this run."""
    return st.session_state["choice"]


def narrow(label: str, said: str, key: str | None = None, value: str | None = None) -> None:
    """Keeps what a reader chose on the page itself: in words, and in the address where it is."""
    page = page_drawn()
    words_of = dict(page.said) | {label: said}
    url = dict(page.url) | ({key: value} if key and value else {})
    st.session_state["page"] = replace(page, said=tuple(words_of.items()), url=tuple(url.items()))


def under(section: str) -> None:
    """Keeps the heading under which the page is being drawn."""
    st.session_state["page"] = replace(page_drawn(), section=section)


def page_drawn() -> Page:
    """The page that is being drawn, and what was chosen on it so far."""
    return st.session_state["page"]
