"""What the log of use gets from a page: who reads, on which page, by which filters."""

from collections.abc import Iterable
from typing import NamedTuple

import streamlit as st

from audit_log import append_if_room
from board.selection.selection import Selection
from board.text import choices
from board.text.audit import HIDDEN
from board.ui.session import current_page
from config_file import data_folder

# A table with one of these columns lists what is of single persons → what the log calls it.
OF_PERSONS = {"comment": "comments", "petition_id": "petitions", "dossier_id": "dossiers"}


class Reading(NamedTuple):
    """Whose reading it is, None where nobody signs in, and what was chosen: page and filters."""

    account: str | None
    page: str
    filters: dict[str, str]


def reading(selection: Selection) -> Reading:
    """The reading of the run in which this is asked; a file that it gives is made after its end.

    What was typed to search by stands masked: it may be a person's name or number.
    """
    page = current_page()
    fixed = selection.url_parameters | {"snapshot": selection.snapshot.name} | dict(page.url)
    chosen = {choices.LABELS[key] for key, _ in page.url}
    typed = {"search": HIDDEN} if dict(page.filters).keys() - chosen else {}
    return Reading(selection.viewer.account, page.name, fixed | typed)


def note_use(kind: str, of: Reading, what: str, **more) -> None:
    """Adds a line about what was read, which goes on where the disk takes none."""
    where = {"page": of.page, "what": what, **more, "filters": of.filters}
    append_if_room(data_folder(), kind, of.account, **where)


def note_opened(columns: Iterable[str], name: str, rows: int, selection: Selection) -> None:
    """Adds a line where a list of dossiers, comments or petitions is drawn that this session has
    not been shown as its last of that name."""
    what = next((kind for column, kind in OF_PERSONS.items() if column in columns), None)
    if what is None or selection.viewer.account is None:
        return
    of = reading(selection)
    shown = st.session_state.setdefault("lists_opened", {})
    if shown.get((of.page, name)) != (of, rows):
        shown[of.page, name] = (of, rows)
        note_use("opened", of, what, rows=rows)
