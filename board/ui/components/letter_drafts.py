"""The letters still to be sent, as a Word file; the download enters them in their ledger too."""

import logging
import threading
from collections.abc import Callable
from functools import partial

import streamlit as st

from board.intake import publishing
from board.papers.archive.sent import remember, why_not_kept
from board.papers.letters import drafts
from board.papers.letters.content import NAME, letters_content, to_write, why_none
from board.papers.letters.docx import as_docx, templates
from board.papers.paper import MIME, Paper, code_of
from board.registers import entry_files
from board.registers.entry_policy import why_not_in_post, why_read_only
from board.selection.selection import Selection
from board.text import letter_papers, papers
from board.text import letters as letters_text
from board.ui.components import blocks, waiting_entries
from board.ui.components.officer_box import officer_box
from board.ui.run_place import run_place
from board.ui.session import has_former_roles, redraw_for_new_roles, refuse_former_roles
from board.ui.usage import Reading, note_use, reading
from config_file import data_folder
from disk_errors import disk_reason
from log_lines import note


@st.fragment
def drafting(selection: Selection) -> None:
    """The block on Thư in which letters are taken as a file, all or of one kind or dossier."""
    redraw_for_new_roles(selection)
    block = st.expander(letter_papers.DRAFT, key="draft", on_change="rerun")
    if not block.open:
        return
    with block:
        if not selection.sees("codes"):
            blocks.sentence(letter_papers.CODES_NOT_SEEN)
            return
        found = to_write(selection)
        if found.empty:
            st.markdown(why_none(selection))
            return
        st.caption(letter_papers.DRAFT_NOTE)
        left, right = st.columns(2)
        kinds = [None, *(kind for kind in letters_text.LETTERS if kind in set(found["kind"]))]
        kind = left.selectbox(
            letter_papers.LETTER_KIND,
            kinds,
            format_func=lambda k: letters_text.LETTERS.get(k, letter_papers.EVERY_KIND),
            key="draft_kind",
        )
        found = to_write(selection, kind)
        dossiers = [None, *found["dossier_id"].dropna().unique()]
        dossier = right.selectbox(
            letter_papers.DOSSIER,
            dossiers,
            format_func=lambda d: d or letter_papers.EVERY_DOSSIER,
            key="draft_dossier",
        )
        found = to_write(selection, kind, dossier)
        try:
            templates(found)
        except ValueError as error:
            blocks.sentence(str(error))
            return
        if why := why_not_kept(data_folder() / "papers"):
            blocks.sentence(why)
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            label, suffix = letter_papers.take_letters(len(found)), f"_{len(found)}"
            note = _taking(selection, label, suffix, kind, dossier)
        _outcome(note, selection)


@st.fragment
def letters_row(selection: Selection) -> None:
    """The row of letters on Báo cáo: all that are still to be sent, in one file."""
    redraw_for_new_roles(selection)
    none = to_write(selection).empty
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(papers.paper_line(NAME, code_of(NAME, selection)), width="stretch")
            st.page_link(
                "../../pages/letters.py",
                label=letter_papers.DRAFT_ON_PAGE,
                query_params=selection.url_parameters,
            )
            note = _taking(selection, papers.DOWNLOAD_AS[".docx"])
        _outcome(why_none(selection) if none else note, selection)
        if entry_files.waiting("letters", selection.snapshot):
            waiting_entries.last_failure()


def _taking(
    selection: Selection,
    label: str,
    suffix: str = "",
    kind: str | None = None,
    dossier: str | None = None,
) -> str:
    """Draws the box for who drafts, where the ledger is to be written, and the button that gives
    the file and writes it; returns the line to print with them."""
    why = why_read_only("letters", selection)
    new = None if why else drafts.to_record(selection, kind, dossier)["ledger"]
    count = 0 if new is None else new.notna().sum()
    # A key of the unit's own: an officer of one unit is none of another.
    place = f"drafts_{selection.filters.unit}"
    by = officer_box(selection, place, letter_papers.DRAFT_BY, in_line=True) if count else ""
    refused = why_not_in_post(by, selection) if count else None
    file = _once(partial(_content, selection, kind, dossier, run_place(), reading(selection)))
    st.download_button(
        label,
        file,
        papers.file_name(NAME, selection, f"{suffix}.docx"),
        MIME[".docx"],
        icon=":material/download:",
        on_click=partial(_record, file, selection, by, kind, dossier) if count else "ignore",
        disabled=refused is not None,
        key="drafts_file",
    )
    if why:
        return letter_papers.drafts_not_recorded(why)
    if refused and by:
        return refused
    return letter_papers.drafts_to_record(count, 0 if new is None else new.isna().sum())


def _content(
    selection: Selection, kind: str | None, dossier: str | None, at: dict, of: Reading
) -> bytes:
    refuse_former_roles(selection)
    content = partial(letters_content, kind=kind, dossier=dossier)
    paper = Paper(NAME, content, {".docx": as_docx})
    made = paper.make(".docx", selection)
    remember(data_folder() / "papers", NAME, selection)
    what, code = f"{NAME}.docx", code_of(NAME, selection)
    note("export", **at, what=what, code=code)
    note_use("paper", of, what, code=code)
    return made


def _once(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """`make`, whose outcome is shared by the download and by the callback of its button."""
    turn, outcome = threading.Lock(), []

    def content() -> bytes:
        """The outcome; whoever asks meanwhile waits for it."""
        with turn:
            if not outcome:
                outcome.append(make())
            return outcome[0]

    return content


def _record(
    file: Callable[[], bytes], selection: Selection, by: str, kind: str | None, dossier: str | None
) -> None:
    """What the button does besides giving the file: the ledger takes only what was made, by
    whoever is in post at that moment, though the button be pressed while it is disabled."""
    if has_former_roles(selection):
        return
    if refused := why_not_in_post(by, selection):
        note("edit_refused", logging.WARNING, reason="officer_not_in_post", source="letters")
        st.session_state["drafts_failed"] = refused
        return
    try:
        file()
    except ValueError as error:
        st.session_state["drafts_failed"] = str(error)
        return
    except OSError as error:
        folder = data_folder() / "papers"
        st.session_state["drafts_failed"] = papers.cannot_write(folder, disk_reason(error.errno))
        return
    recorded = drafts.record(selection, by, kind, dossier)
    if recorded.count:
        publishing.publish()
    if recorded.why:
        cut_short = letter_papers.drafts_cut_short(recorded.count, recorded.of, recorded.why)
        st.session_state["drafts_failed"] = cut_short
    else:
        st.session_state["drafts_recorded"] = letter_papers.drafts_recorded(recorded.count)


def _outcome(note: str, selection: Selection) -> None:
    """What the last press wrote into the ledger, or else what the next one will."""
    if failed := st.session_state.pop("drafts_failed", None):
        st.error(blocks.escaped(failed), icon=":material/block:")
    if recorded := st.session_state.pop("drafts_recorded", None):
        st.success(recorded, icon=":material/check:")
    else:
        st.caption(blocks.escaped(note))
    if publishing.is_publishing():
        waiting_entries.watch(selection.snapshot.name)
