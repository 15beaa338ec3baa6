"""Three boxes by which a decision becomes a task of the register: what, who, until when."""

from collections.abc import Mapping, Sequence
from datetime import date
from zlib import crc32

import streamlit as st

import ward_clock
from board.registers import entry_files
from board.registers.entry_policy import is_in_force, unit_of, why_closed
from board.registers.task_decisions import (
    TaskDraft,
    given_in,
    given_today,
    owners,
    workstream_of,
)
from board.selection.selection import Selection
from board.text import entries as entries_text
from board.text import task_decisions
from board.ui.components import blocks, waiting_entries
from board.ui.components.entry_fields import LONGEST, entry_field
from board.ui.components.entry_saving import Change, changed_meanwhile, faults, is_taken, save
from board.ui.components.officer_box import officer_box
from board.ui.session import redraw_for_new_roles
from board.warehouse.ask import ask

SOURCE, KEY = "tasks", "task_id"
OWN_BOXES = (KEY, "unit_code", *task_decisions.BOXES)
COLUMNS = 3
OPEN = "task_dialog"  # of the session: the draft in the dialog, and of which selection it is


def why_none_assigned(selection: Selection) -> str | None:
    """Why no task can be added for the selection, as a sentence, or None."""
    if why := why_closed(SOURCE, selection):
        return why
    return None if is_in_force(selection) else entries_text.ENTRIES_UNIT_OVER


def open_dialog(draft: TaskDraft, selection: Selection) -> None:
    """Has `dialog_or_recorded` open the boxes with a draft, until they are closed or saved, or
    another unit or period is chosen."""
    st.session_state[OPEN] = draft, selection.url_parameters


def dialog_or_recorded(selection: Selection) -> None:
    """The boxes over the page, where they were opened, else what was recorded last: it draws the
    page anew once a load has ended, which would take the keyboard from who writes in the boxes."""
    draft, of = st.session_state.get(OPEN, (None, None))
    if draft is None or of != selection.url_parameters:
        recorded_part(selection)
        return
    title = task_decisions.ASSIGN_AGAIN if draft.record else task_decisions.ASSIGN
    place = f"dialog_{crc32(repr(draft).encode())}"  # another draft opens boxes of its own
    st.dialog(title, width="large", on_dismiss=_close)(_boxes)(place, draft, selection)


def _close() -> None:
    st.session_state.pop(OPEN, None)


def task_boxes(place: str, drafts: Mapping[str, TaskDraft], selection: Selection) -> None:
    """The boxes on the page itself, empty or as one of the drafts by its name fills them, and what
    was decided today; `place` names the boxes among others of the session."""
    names = list(drafts)
    about = st.pills(
        task_decisions.ABOUT,
        names,
        format_func=blocks.escaped,
        key=f"{place}_about_{st.session_state.get('saved', 0)}",
        label_visibility="collapsed",
    )
    draft = drafts[about] if about else TaskDraft()
    _boxes(f"{place}_{names.index(about) if about else 'new'}", draft, selection)
    recorded_part(selection, given_today(selection))


def recorded_part(selection: Selection, published: Sequence[tuple[str, str, date]] = ()) -> None:
    """What was recorded just now, how much waits for a load, and the tasks that wait, followed by
    those `published`."""
    fields = ask(selection.snapshot, "source_fields", source=SOURCE)
    waiting = entry_files.waiting(SOURCE, selection.snapshot)
    waiting_entries.waiting_part(SOURCE, fields, waiting, selection, mends=False)
    if given := [*given_in(waiting), *published]:
        lines = "\n".join(f"- {task_decisions.decided(*task)}" for task in given)
        st.markdown(f"**{task_decisions.RECORDED}**\n\n{lines}")


def _boxes(place: str, draft: TaskDraft, selection: Selection) -> None:
    redraw_for_new_roles(selection)
    fields = ask(selection.snapshot, "source_fields", source=SOURCE)
    record = _opening_record(fields, draft, selection)
    before = record | draft.record if draft.record else None
    # Boxes that were saved are followed by some with keys of their own, so that they open empty.
    keys = f"{place}_{st.session_state.get('saved', 0)}"
    with st.form(f"form_{keys}", border=False):
        what, who, until = st.columns([5, 3, 2])
        record["title"] = _line(
            what.text_input(_label("title"), draft.title, LONGEST, key=f"{keys}_title")
        )
        with who:
            record["owner"] = _owner_box(draft.owner, f"{keys}_owner", selection)
        due = until.date_input(
            _label("due_on"), draft.due_on, format="DD/MM/YYYY", key=f"{keys}_due_on"
        )
        record["due_on"] = due.isoformat() if isinstance(due, date) else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            officer = officer_box(
                selection, keys, in_line=True, first=st.session_state.get("last_officer")
            )
            saves = st.form_submit_button(entries_text.SAVE)
            if not draft.record:
                _, name = workstream_of(draft.measure, selection)
                st.caption(blocks.escaped(task_decisions.workstream_note(name)), width="stretch")
        with st.expander(task_decisions.MORE):
            cells = st.columns(COLUMNS)
            asked = fields[~fields["field"].isin(OWN_BOXES)]
            for number, field in enumerate(asked.itertuples()):
                with cells[number % COLUMNS]:
                    widget = f"{keys}_{field.field}"
                    record[field.field] = entry_field(field, record[field.field], widget)
            reason = task_decisions.given_again_on(ward_clock.today()) if before else ""
            reason = _line(
                st.text_input(entries_text.ENTRY_WHY, reason, LONGEST, key=f"{keys}_why")
            )
    if saves:
        _record(Change(record, before, officer, reason, False), fields, keys, selection)


def _label(name: str) -> str:
    return f"{task_decisions.BOXES[name]} *"


def _line(text: str) -> str:
    return " ".join(text.split())


def _owner_box(owner: str, key: str, selection: Selection) -> str:
    roles = list(dict.fromkeys([*([owner] if owner else []), *owners(selection)]))
    named = st.selectbox(
        _label("owner"),
        roles,
        0 if owner else None,
        key=key,
        placeholder=task_decisions.OWNER_CHOOSE,
        accept_new_options=True,
    )
    return _line(str(named or ""))


def _opening_record(fields, draft: TaskDraft, selection: Selection) -> dict[str, str]:
    """Every field of the task as text, before anything is written in the boxes."""
    record = dict.fromkeys(fields["field"], "")
    if draft.record:
        return record | {name: draft.record[name] for name in record}
    number, _ = workstream_of(draft.measure, selection)
    return record | {
        KEY: entry_files.new_key(ward_clock.today()),
        "unit_code": unit_of(selection)["code"],
        "workstream": number,
        "given_on": ward_clock.today().isoformat(),
        "measure": draft.measure,
        "field": draft.field,
    }


def _record(change: Change, fields, place: str, selection: Selection) -> None:
    """Writes the task into the register, or says in one sentence why not."""
    empty = [name for name in task_decisions.BOXES if not change.record[name]]
    others = fields[~fields["field"].isin(empty)]
    dated = entry_files.numbered_by(SOURCE, selection.snapshot)
    taken = is_taken(SOURCE, KEY, dated, change, [], selection)
    wrong = faults(SOURCE, others, KEY, change, taken, selection)
    if empty or wrong:
        missing = [task_decisions.BOXES[name] for name in empty]
        sentence = task_decisions.not_recorded(missing, wrong)
        st.error(blocks.escaped(sentence), icon=":material/block:")
        return
    if changed := changed_meanwhile(SOURCE, KEY, dated, change, place, selection):
        st.warning(blocks.escaped(changed), icon=":material/group:")
        return
    st.session_state["last_officer"] = change.officer
    _close()
    save(SOURCE, KEY, change, f"“{change.record['title']}”")
