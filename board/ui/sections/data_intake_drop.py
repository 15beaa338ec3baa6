"""Files dropped on Dữ liệu: what a preview says, what it asks, and the load that follows."""

from functools import partial
from hashlib import sha256

import pandas as pd
import streamlit as st

from board.intake import dropped_files
from board.intake.dropped_files import DroppedFile, LoadedBy
from board.papers.paper import MIME
from board.runtime.settings import SERVER
from board.selection.selection import Selection
from board.text import dropped_files as dropped_files_text
from board.text import form_06a_reconcile, pages
from board.ui.components import blocks
from board.ui.components.drawn_table import drawn_table
from board.ui.components.officer_box import officer_box
from board.ui.sections.data_intake_questions import questions_form
from board.ui.session import has_former_roles, redraw_for_new_roles
from board.ui.usage import Reading, note_use, reading

ICONS = {
    "ready": ":green-badge[:material/check: {}]",
    "asks": ":orange-badge[:material/help: {}]",
    "refused": ":red-badge[:material/block: {}]",
    "known": ":gray-badge[:material/done_all: {}]",
    "withdrawn": ":gray-badge[:material/undo: {}]",
}


@st.fragment
def drop_part(selection: Selection) -> None:
    """The block in which files are dropped, looked at and loaded."""
    redraw_for_new_roles(selection)
    name = st.session_state.get("drop_load", "")
    run = dropped_files.load_run(name)
    if run and run.ended_at is None:
        return _progress(name)
    if run:
        return _loaded(name, run, selection)
    turn = st.session_state.get("drop_turn", 0)
    ready, mendable, parts = [], {}, []
    uploaded = _uploaded(turn, selection)
    for number, file in enumerate(uploaded):
        content = file.getvalue()
        place = f"{turn}_{number}_{sha256(content + file.name.encode()).hexdigest()[:12]}"
        answers = st.session_state.setdefault(f"answers_{place}", {})
        dropped = DroppedFile(file.name, content, answers)
        found = _previewed(dropped, place, selection)
        if found["outcome"] == "refused" and found.get("part_of"):
            parts.append((dropped, place, found))  # the file that it is of may be among those below
            continue
        _preview(found, place)
        if _can_be_loaded(found):
            ready.append(dropped)
        elif _gives_rejected_again(found):
            mendable[found["sha256"][: dropped_files_text.CODE_SHOWN]] = dropped
    for dropped, place, found in parts:
        if mendable.keys() >= {*found["part_of"]}:  # only the load knows whether they are enough
            found = found | {"outcome": "ready", "sentence": dropped_files_text.WITH_ORIGINAL}
            ready.append(dropped)
        _preview(found, place)
    if uploaded:
        _load_button(ready, [*mendable.values()], turn, selection)


def _uploaded(turn: int, selection: Selection) -> list:
    """The files in the box in which they are dropped, with what is to be said of it."""
    if dropped_files.is_loading():
        st.caption(dropped_files_text.LOAD_RUNS)
    elif dropped_files.gave_rejected():
        st.caption(dropped_files_text.REJECTED_AGAIN)
    limit_mb = SERVER.upload_limit_mb
    # Beside its words the box grows while it loads without pushing down what stands below.
    box, words = st.columns(2, vertical_alignment="top")
    uploaded = box.file_uploader(
        dropped_files_text.DROP_LABEL,
        accept_multiple_files=True,
        max_upload_size=limit_mb,
        key=f"drop_{turn}",
        label_visibility="collapsed",
    )
    with words:
        st.caption(
            f"{dropped_files_text.DROP_TAKES} {form_06a_reconcile.files_taken(limit_mb, limit_mb)}"
        )
        if selection.snapshot.is_sample:
            st.caption(dropped_files_text.DROP_ON_SAMPLE)
    return uploaded


def _can_be_loaded(found: dict) -> bool:
    """Whether a load takes a file; a known one is loaded for its rejected rows alone."""
    return not dropped_files.lacks_day(found) and not found.get("sentence")


def _gives_rejected_again(found: dict) -> bool:
    """Whether a load refuses a file once more, and gives its rows back to be mended."""
    refused = found["outcome"] == "refused" and bool(found.get("rejected"))
    return refused and not dropped_files.lacks_day(found)


def _load_button(
    ready: list[DroppedFile], mendable: list[DroppedFile], turn: int, selection: Selection
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            dropped_files_text.TAKE_REJECTED
            if mendable and not ready
            else dropped_files_text.load_files(len(ready)),
            key="drop_press",
            disabled=not (ready or mendable),
            on_click=_start,
            args=([*ready, *mendable], turn, selection),
        )
        if any(file.answers for file in ready):
            officer_box(
                selection, f"drop_{turn}", dropped_files_text.DROP_BY, in_line=True, required=False
            )


def _start(files: list[DroppedFile], turn: int, selection: Selection) -> None:
    if has_former_roles(selection):
        return
    code = (st.session_state.get(f"drop_{turn}_by") or "").strip()
    by = LoadedBy(code, selection.viewer.units_for("load"), selection.viewer.account)
    st.session_state["drop_load"] = dropped_files.start_load(files, by)
    st.session_state["drop_turn"] = turn + 1  # the uploader that follows is empty


def _previewed(file: DroppedFile, place: str, selection: Selection) -> dict:
    """What a preview says, kept as long as file, answers, snapshot and lists are these."""
    lists = st.session_state.get("lists_changed", 0)  # what was unknown may stand in them now
    units = selection.viewer.units_for("load")
    of = (place, units, selection.snapshot.name, lists, tuple(sorted(file.answers.items())))
    if st.session_state.get(f"preview_of_{place}") != of:
        with st.spinner(dropped_files_text.PREVIEWING):
            st.session_state[f"preview_{place}"] = dropped_files.preview(file, units)
        st.session_state[f"preview_of_{place}"] = of
    return st.session_state[f"preview_{place}"]


def _preview(found: dict, place: str) -> None:
    """What a preview says of a file, in a border of its own."""
    with st.container(border=True):
        _outcome(found)
        if found.get("questions"):
            questions_form(found["questions"], place)
        if answers := st.session_state[f"answers_{place}"]:
            st.button(
                dropped_files_text.ANSWER_ANEW,
                key=f"anew_{place}",
                type="tertiary",
                on_click=answers.clear,
            )
        for title, rows in dropped_files_text.preview_tables(found):
            with st.expander(title):
                _lines(rows, title, found["file"], has_heading=True)


def _outcome(found: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{blocks.escaped(found['file'])}**", width="content")
        badge = ICONS[found["outcome"]].format(dropped_files_text.DROP_OUTCOMES[found["outcome"]])
        st.markdown(badge, width="content")
    if sentence := dropped_files_text.preview_sentence(found):
        write = st.caption if found["outcome"] == "asks" else st.markdown
        write(blocks.escaped(sentence))
    for line in dropped_files_text.preview_lines(found):
        st.markdown(blocks.escaped(line))
    if (before := found.get("before")) and before["now"] < before["records"]:
        st.warning(
            blocks.escaped(dropped_files_text.fewer_than_before(before)), icon=":material/warning:"
        )
    if found["outcome"] in ("refused", "asks"):
        lines = dropped_files_text.refusal_table(found)
        _lines(lines, dropped_files_text.REFUSAL_LINES, found["file"])


def refused_files(files: list[dict]) -> None:
    """The files that a load refused: why, their first lines at fault, the words nobody knows."""
    for file in files:
        if file["outcome"] == "refused":
            st.warning(blocks.escaped(file["sentence"]), icon=":material/block:")
            lines = dropped_files_text.refusal_table(file)
            _lines(lines, dropped_files_text.REFUSAL_LINES, file["file"])
            words = dropped_files_text.unknown_words(file)
            _lines(words, dropped_files_text.UNKNOWN_WORDS, file["file"])


def _lines(rows: list[dict[str, str]], title: str, file: str, has_heading: bool = False) -> None:
    """Lines or words of a file under their title, unless a heading above prints it."""
    if rows:
        if not has_heading:
            st.caption(title)
        frame = pd.DataFrame(rows)
        drawn_table(frame, lambda: frame.map(str), f"{title}, {file}", None)


def _loaded(name: str, run: dropped_files.LoadRun, selection: Selection) -> None:
    """What a load made of each file, the rows that it rejected, and the ways on."""
    for file in run.files:
        good = file["outcome"] == "loaded"
        show = st.success if good else st.warning if file["outcome"] == "refused" else st.info
        show(blocks.escaped(dropped_files_text.load_result(file)))
    if run.failure:
        st.error(blocks.escaped(run.failure), icon=":material/block:")
    for number, workbook in enumerate(run.rejected):
        st.download_button(
            dropped_files_text.REJECTED_BACK,
            partial(_given_back, workbook, reading(selection)),
            f"dong_bi_loai_{selection.snapshot.name}_{name[:6]}_{number}.xlsx",
            MIME[".xlsx"],
            icon=":material/download:",
            on_click="ignore",
            key=f"rejected_{number}",
        )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        forget = dropped_files.forget_load
        st.button(dropped_files_text.DROP_MORE, key="drop_more", on_click=forget, args=(name,))
        st.page_link("../../pages/overview.py", label=pages.PAGES["overview"][0])
        st.page_link("../../pages/reports.py", label=pages.PAGES["reports"][0])


def _given_back(workbook: bytes, of: Reading) -> bytes:
    """Rejected rows, which the log of use has when somebody takes them."""
    note_use("export", of, "dong_bi_loai.xlsx")
    return workbook


@st.fragment(run_every=1)
def _progress(name: str) -> None:
    """How far a load is; once it has ended, the whole page is drawn from the new snapshot."""
    run = dropped_files.load_run(name)
    if run is None or run.ended_at is not None:
        st.rerun()
    st.progress(run.share_done, text=blocks.escaped(run.step or dropped_files_text.LOADING_BEGINS))
