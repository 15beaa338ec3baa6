"""The letters still to be sent, as a Word file; and the ledger told that they were drafted."""

from functools import partial

import pandas as pd
import streamlit as st

from board import entries, publishing, words
from board.choice import Choice
from board.drawing import blocks, entry_form
from board.entering import why_no_new
from board.papers.filed import remember
from board.papers.letters import NAME, letters, record_drafts, templates, to_record, to_write
from board.papers.paper import MIME, Paper, code_of
from board.settings import data_folder


@st.fragment
def drafting(choice: Choice) -> None:
    """The block in which letters are taken as a file, all or of one kind or dossier."""
    block = st.expander(words.DRAFT, key="draft", on_change="rerun")
    if not block.open:
        return
    with block:
        if said := st.session_state.pop("drafts_recorded", None):
            st.success(said, icon=":material/check:")
        found = to_write(choice)
        if found.empty:
            st.markdown(words.NO_LETTERS)
            return
        st.caption(words.DRAFT_NOTE)
        left, right = st.columns(2)
        kinds = [None, *(kind for kind in words.LETTERS if kind in set(found["kind"]))]
        kind = left.selectbox(
            words.LETTER_KIND,
            kinds,
            format_func=lambda k: words.LETTERS.get(k, words.EVERY_KIND),
            key="draft_kind",
        )
        found = to_write(choice, kind)
        dossiers = [None, *found["dossier_id"].dropna().unique()]
        dossier = right.selectbox(
            words.DOSSIER,
            dossiers,
            format_func=lambda d: d or words.EVERY_DOSSIER,
            key="draft_dossier",
        )
        found = to_write(choice, kind, dossier)
        try:
            templates(found)
        except ValueError as error:
            blocks.sentence(str(error))
            return
        _file(choice, kind, dossier, len(found))
        _recording(choice, found)


def _file(choice: Choice, kind: str | None, dossier: str | None, count: int) -> None:
    paper = Paper(NAME, {".docx": partial(letters, kind=kind, dossier=dossier)})

    def content() -> bytes:
        remember(data_folder() / "papers", NAME, choice)
        return paper.make(".docx", choice)

    st.download_button(
        words.take_letters(count),
        content,
        f"{NAME}_{code_of(NAME, choice)}_{count}.docx",
        MIME[".docx"],
        icon=":material/download:",
        on_click="ignore",
    )


def _recording(choice: Choice, found: pd.DataFrame) -> None:
    """Tells the ledger of those that it does not hold yet."""
    if why := why_no_new(choice):
        blocks.sentence(why)
        return
    new = to_record(found, entries.waiting("letters", choice.snapshot))
    if new.empty:
        st.caption(words.EVERY_DRAFT_HELD)
        return
    with st.form("record_drafts", border=False):
        by = entry_form.who(choice, "drafts")
        if not st.form_submit_button(words.record_drafts(len(new))):
            return
    if not entries.OFFICER.fullmatch(by):
        st.error(words.ENTRY_BY_BAD, icon=":material/block:")
        return
    try:
        count = record_drafts(choice, new, by)
    except OSError as error:
        st.error(blocks.escaped(words.entry_not_written(words.disk_said(error))))
        return
    publishing.publish()
    st.session_state["drafts_recorded"] = words.drafts_recorded(count)
    st.rerun()
