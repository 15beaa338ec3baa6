"""What stands beneath the drop on Dữ liệu: files that were taken back, answers that are kept, units
and procedures that are added."""

import pandas as pd
import streamlit as st

import ward_clock
from board.intake.dropped_files import DroppedFile, add_list
from board.intake.etl_command import result_of
from board.registers.entry_policy import why_closed_to_lists, why_closed_to_loads
from board.selection.selection import Selection
from board.text import data_intake, dropped_files, pages
from board.ui.components import blocks, tables
from board.ui.components.officer_box import officer_box
from board.ui.session import viewer
from board.warehouse.ask import ask
from config_file import data_folder
from withdrawal_file import withdrawn

ROWS_IN_SIGHT = 6


def answer_lines(lines: list[str]) -> None:
    """The short list below the page's answer."""
    st.markdown("\n".join(f"- {blocks.escaped(line)}" for line in lines))


def loads_part(loads: pd.DataFrame, titles: dict[str, str], selection: Selection) -> None:
    """The files in use; one that is picked can be taken back."""
    if loads.empty:
        return blocks.sentence(data_intake.NO_FILE_SEEN)
    shown = data_intake.loads_named(loads, titles)
    keys = zip(loads["source"], loads["sha256"], strict=True)
    picked = tables.table(
        shown,
        "tep_da_nap",
        selection,
        pick=keys,
        columns=data_intake.LOAD_COLUMNS,
        rows_in_sight=ROWS_IN_SIGHT,
    )
    if not why_closed_to_loads(selection, "withdraw"):
        _withdraw_part(loads, picked, selection)
    return None


def _withdraw_part(loads: pd.DataFrame, picked: int | None, selection: Selection) -> None:
    if picked is None:
        st.caption(data_intake.PICK_A_FILE)
    elif loads["entries"].iloc[picked]:
        st.caption(data_intake.ENTRIES_ARE_VOIDED)
    else:
        _withdraw_form(loads["file"].iloc[picked], loads["sha256"].iloc[picked], selection)


def _withdraw_form(file: str, sha256: str, selection: Selection) -> None:
    with st.form(f"withdraw_{sha256}"):
        st.markdown(blocks.escaped(data_intake.withdraw_what(file)))
        left, right = st.columns([1, 2])
        with left:
            by = officer_box(selection, f"withdraw_{sha256}", required=False)
        why = right.text_input(
            data_intake.WITHDRAW_WHY, key=f"withdraw_why_{sha256}", max_chars=300
        )
        if st.form_submit_button(data_intake.WITHDRAW):
            _done("withdraw", sha256, *_by(by), f"--why={why}")


def rejected_part(rejected: pd.DataFrame, titles: dict[str, str], selection: Selection) -> None:
    """The rows that loads rejected and nobody mended yet."""
    blocks.section(pages.SECTION["rejected"], data_intake.REJECTED_NOTE)
    if rejected.empty:
        return blocks.sentence(data_intake.NONE_REJECTED)
    tables.table(
        rejected.assign(source=rejected["source"].map(titles)),
        "dong_bi_loai",
        selection,
        columns=data_intake.REJECTED_COLUMNS,
        rows_in_sight=ROWS_IN_SIGHT,
    )
    return None


def doubts_part(doubts: pd.DataFrame, selection: Selection) -> None:
    """What was accepted and should be looked at; nothing where there is no such thing."""
    if len(doubts):
        blocks.section(pages.SECTION["doubts"], data_intake.DOUBTS_NOTE)
        tables.table(doubts, "dieu_can_xem", selection, columns=data_intake.DOUBT_COLUMNS)


def calendar_part(selection: Selection) -> None:
    """The years that the calendar covers, and its days off and days worked."""
    years = ask(selection.snapshot, "calendar_cover")
    days = ask(selection.snapshot, "calendar_exceptions")
    with st.expander(data_intake.CALENDAR):
        st.caption(data_intake.CALENDAR_NOTE)
        for shown, name, title, columns in (
            (years, "lich_lam_viec", data_intake.CALENDAR_YEARS, data_intake.YEAR_COLUMNS),
            (days, "ngay_nghi", data_intake.CALENDAR_DAYS, data_intake.DAY_COLUMNS),
        ):
            tables.table(shown, name, selection, title=title, columns=columns)


def withdrawn_part(selection: Selection) -> None:
    """The files that are taken back, each with a press that restores it."""
    files = withdrawn(data_folder()).values()
    if files:
        st.caption(f"{data_intake.WITHDRAWN}: {data_intake.WITHDRAWN_NOTE}")
    for file in files:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(blocks.escaped(data_intake.withdrawn_line(file)), width="stretch")
            if not why_closed_to_loads(selection, "withdraw") and st.button(
                data_intake.RESTORE, key=f"restore_{file.sha256}", type="tertiary"
            ):
                _done("withdraw", "--undo", file.sha256)


def mappings_part(selection: Selection) -> None:
    """The answers that are kept for files of a shape, each with a press that withdraws it."""
    block = st.expander(data_intake.MAPPINGS, key="mappings", on_change="rerun")
    if not block.open:
        return
    with block:
        result = result_of("mappings")
        if sentence := result.get("sentence"):
            st.warning(blocks.escaped(sentence))
        found = result.get("mappings", [])
        if not found:
            st.caption(data_intake.NO_MAPPINGS)
        for mapping in found:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(blocks.escaped(data_intake.mapping_line(mapping)), width="stretch")
                if not (mapping["withdrawn_at"] or why_closed_to_lists(selection)) and st.button(
                    data_intake.WITHDRAW_MAPPING, key=f"mapping_{mapping['name']}", type="tertiary"
                ):
                    _done("mappings", "--withdraw", mapping["name"])


def lists_part(selection: Selection) -> None:
    """A unit that is added, and the portal's list of procedures."""
    if why := why_closed_to_lists(selection):
        if not why_closed_to_loads(selection):
            st.caption(why)
        return
    with st.expander(data_intake.ADD_UNIT), st.form("add_unit", border=False):
        left, middle, right = st.columns([1, 2, 1])
        code = left.text_input(data_intake.UNIT_CODE, max_chars=10).strip()
        name = middle.text_input(data_intake.UNIT_NAME, max_chars=100).strip()
        start = right.date_input(data_intake.UNIT_FROM, ward_clock.today(), format="DD/MM/YYYY")
        before = st.text_input(
            data_intake.UNIT_BEFORE, help=data_intake.UNIT_BEFORE_HELP, max_chars=200
        )
        if st.form_submit_button(data_intake.ADD):
            if not (code and name):
                _show_result({"sentence": data_intake.UNIT_MISSING})
            codes = ",".join(part.strip() for part in before.split(",") if part.strip())
            came_from = [f"--successor-of={codes}"] if codes else []
            given = [f"--add={code}", f"--name={name}", f"--from={start.isoformat()}"]
            _done("units", *given, *came_from)
    with st.expander(data_intake.ADD_PROCEDURES):
        st.caption(data_intake.ADD_PROCEDURES_NOTE)
        file = st.file_uploader(
            data_intake.ADD_PROCEDURES, key="procedures", label_visibility="collapsed"
        )
        if file is not None and st.button(data_intake.ADD, key="add_procedures"):
            with st.spinner(dropped_files.PREVIEWING):
                dropped = DroppedFile(file.name, file.getvalue())
                _show_result(add_list("procedures", dropped, selection.viewer.account))


def _by(code: str) -> list[str]:
    return [f"--by={code}"] if code else []


def _done(*command: str) -> None:
    """Runs a command that changes what is built, and draws the page anew, with what it said."""
    with st.spinner(data_intake.WORKING):
        result = result_of(*command, account=viewer().account)
    _show_result(result)


def _show_result(result: dict) -> None:
    st.session_state["lists_changed"] = st.session_state.get("lists_changed", 0) + 1
    st.session_state["intake_result"] = (result.get("sentence"), data_intake.done_line(result))
    st.rerun()


def last_result() -> None:
    """What the last press on this page did, or why it did nothing."""
    refusal, done = st.session_state.pop("intake_result", (None, None))
    if refusal:
        st.error(blocks.escaped(refusal), icon=":material/block:")
    elif done:
        st.success(blocks.escaped(done), icon=":material/check:")
