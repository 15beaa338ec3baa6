"""What Streamlit keeps for the run of a page: the selection, and what was chosen on the page."""

from dataclasses import dataclass, replace

import streamlit as st

from board.selection.selection import Choice


@dataclass(frozen=True)
class Page:
    """A page that is being drawn: its name, what a reader chose on it, in words (label, what) and
    in its address (key, value), and the heading under which it has come."""

    name: str
    said: tuple[tuple[str, str], ...]
    url: tuple[tuple[str, str], ...]
    section: str = ""


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
