"""What Streamlit keeps for the run of a page: the selection, and the filters of the page itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from board.access.accounts import store
from board.access.roles import viewer_with
from board.selection.selection import Selection
from board.selection.viewer import ANYBODY, Viewer
from ward_clock import today

ACCOUNT_HEADER = "X-Board-Account"


@dataclass(frozen=True)
class Page:
    """A page that is being drawn: its name, the filters of its own in words (label, value) and in
    its address (key, value), and the heading of the section that is being drawn."""

    name: str
    filters: tuple[tuple[str, str], ...]
    url: tuple[tuple[str, str], ...]
    section: str = ""


@dataclass(frozen=True)
class Table:
    """A table that a page gives away: its title, what gives its rows, and what it defines."""

    title: str
    rows: Callable[[], pd.DataFrame]
    measures: tuple[str, ...]


def viewer() -> Viewer:
    """Who the page is drawn for, by the roles of today; anybody where nobody signs in.

    The gate writes the account into a header of its own, and takes away what came from outside.
    """
    return _viewer_of(st.context.headers.get(ACCOUNT_HEADER))


def _viewer_of(account: str | None) -> Viewer:
    return viewer_with(account, store.roles_on(account, today())) if account else ANYBODY


def has_former_roles(selection: Selection) -> bool:
    """Whether a selection was made for roles that its reader has no more, or not yet."""
    return selection.viewer != _viewer_of(selection.viewer.account)


class RolesChanged(Exception):
    """A file was drawn for roles that its reader has no more."""


def refuse_former_roles(selection: Selection) -> None:
    """Raises RolesChanged where a file is taken of a page that was drawn for other roles."""
    if has_former_roles(selection):
        raise RolesChanged


def redraw_for_new_roles(selection: Selection) -> None:
    """Draws the whole page anew where a part of it runs alone that was drawn for other roles;
    what was pressed in that part then does nothing."""
    if has_former_roles(selection):
        st.rerun()


def start_page(selection: Selection, page: str) -> None:
    """Keeps the selection that the shell made for this run of a page."""
    st.session_state["selection"] = selection
    st.session_state["page"] = Page(page, (), ())
    st.session_state["page_tables"] = {}


def note_table(name: str, table: Table) -> None:
    """Keeps a table that was drawn, once by its name."""
    st.session_state["page_tables"][name] = table


def tables_of_page() -> list[Table]:
    """The tables drawn so far in this run, in order."""
    return [*st.session_state["page_tables"].values()]


def current_selection() -> Selection:
    """The selection that the shell made for this run."""
    return st.session_state["selection"]


def note_page_filter(
    label: str, text: str, key: str | None = None, value: str | None = None
) -> None:
    """Keeps a filter of the page itself: in words, and in the address where it stands there."""
    page = current_page()
    filters = dict(page.filters) | {label: text}
    url = dict(page.url) | ({key: value} if key and value else {})
    st.session_state["page"] = replace(page, filters=tuple(filters.items()), url=tuple(url.items()))


def note_section(section: str) -> None:
    """Keeps the heading of the section that is being drawn."""
    st.session_state["page"] = replace(current_page(), section=section)


def current_page() -> Page:
    """The page that is being drawn, and its filters so far."""
    return st.session_state["page"]
