"""The address bar: what it names of the selection and of a page's own filters, read and written."""

from collections.abc import Callable, Collection
from unicodedata import normalize

import streamlit as st

from board.text import choices
from board.text.markdown import escaped
from board.ui.components.blocks import sentence
from board.ui.session import note_page_filter

# Of the session: what is to be written at the end of the run; page and address as the newest run
# left them, and the one before; whether this run shows another address of the same page.
TO_WRITE, LEFT, BEFORE = "address_to_write", "address_left", "address_before"
CAME_BACK = "address_came_back"


def read(keys: Collection[str]) -> dict[str, str]:
    """What the address bar names of these keys, its accents composed as the data hold them; an
    empty value names nothing."""
    return {key: normalize("NFC", st.query_params[key]) for key in keys if st.query_params.get(key)}


def start(page: str) -> None:
    """Notes at the start of a run where the address bar stands.

    By the browser's Back a reader comes to an address of the page that names less than the page
    does, as the link named that led there. Completed again, it would lie before every other page.
    """
    state, present = st.session_state, st.query_params.to_dict()
    was_on, left = state.get(LEFT, (None, {}))
    state[BEFORE], state[LEFT] = left, (page, present)
    state[CAME_BACK] = was_on == page and left != present
    state[TO_WRITE] = {}


def before(keys: Collection[str]) -> dict[str, str]:
    """What of these keys the address bar named when the last run ended."""
    left = st.session_state.get(BEFORE, {})
    return {key: normalize("NFC", left[key]) for key in keys if left.get(key)}


def came_back() -> bool:
    """Whether this run shows another address of the page than the last one left, so that what it
    does not name is as when the page was opened, and it stays as it is."""
    return st.session_state.get(CAME_BACK, False)


def write(keys: Collection[str], url: dict[str, str]) -> None:
    """Has the address bar name of these keys what `url` does and nothing else."""
    if not came_back():
        st.session_state[TO_WRITE] |= dict.fromkeys(keys) | url


def finish(page: str) -> None:
    """Writes into the address bar, at the end of a run, all at once: each time that it changes is a
    step for Back."""
    state = st.session_state
    present = st.query_params.to_dict()
    wanted = {k: v for k, v in (present | state.pop(TO_WRITE, {})).items() if v is not None}
    if wanted != present:
        st.query_params.from_dict(wanted)
    state[LEFT], state[CAME_BACK] = (page, wanted), False


def url_select(
    key: str, options: list[str], name: Callable, default: str, list_down: bool = False
) -> str:
    """A filter of one page, kept in the address so that a link gives it again.

    A value in the address that is none of the options gets a sentence, and the page stops at the
    filter, on which nothing is picked, until the reader picks there or in the sidebar.
    """
    draw = st.selectbox if list_down else st.segmented_control
    shown = {
        "label": choices.LABELS[key],
        "options": options,
        "format_func": name if list_down else lambda option: escaped(name(option)),
        "key": key,
        "label_visibility": "collapsed",
    }
    if list_down:
        shown["placeholder"] = choices.PICK
    state, written, unknown = st.session_state, f"address_{key}", f"unknown_{key}"
    named = st.query_params.get(key)
    if named and named != state.get(written):
        if named in options:
            state[key] = named
        else:
            value, selection = state.get(unknown, (None, None))
            has_picked = value == named and state.get(key) in options
            if not has_picked and (value != named or selection == state["address"]):
                state[unknown] = (named, state["address"])
                state[key] = None
                sentence(choices.unknown_on_page(choices.LABELS[key], named))
                draw(**shown)
                st.stop()
    if state.get(key) not in options or (came_back() and not named):
        state[key] = default
    elif came_back():
        state[key] = state[key]  # else the browser, which came back, shows none as picked
    picked = draw(**shown, required=True)
    picked = picked or default  # one is always picked, which the type does not say
    state[written] = picked
    note_page_filter(choices.LABELS[key], name(picked), key, picked)
    write([key], {key: picked})
    return picked
