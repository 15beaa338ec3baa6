"""The address bar: what it names of the selection and of a page's own filters, read and written."""

from collections.abc import Callable, Collection
from unicodedata import normalize

import streamlit as st

from board.text import choices
from board.text.markdown import escaped
from board.ui.components.blocks import sentence
from board.ui.session import note_page_filter


def read(keys: Collection[str]) -> dict[str, str]:
    """What the address bar names of these keys, its accents composed as the data hold them; an
    empty value names nothing."""
    return {key: normalize("NFC", st.query_params[key]) for key in keys if st.query_params.get(key)}


def write(keys: Collection[str], url: dict[str, str]) -> None:
    """Makes the address bar name of these keys what `url` does and nothing else."""
    present = {key: st.query_params[key] for key in keys if key in st.query_params}
    if present != url:
        st.query_params.update(url)
        for key in present.keys() - url.keys():
            del st.query_params[key]


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
    if state.get(key) not in options:
        state[key] = default
    picked = draw(**shown, required=True)
    picked = picked or default  # one is always picked, which the type does not say
    state[written] = picked
    note_page_filter(choices.LABELS[key], name(picked), key, picked)
    write([key], {key: picked})
    return picked
