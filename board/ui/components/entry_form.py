"""Registers entered and changed on a page: the form beneath the records."""

import streamlit as st

import ward_clock
from board.registers import entry_files, record_places
from board.registers.entry_policy import is_in_force, unit_of, why_closed, why_not_shown
from board.selection.selection import Selection
from board.text import entries as entries_text
from board.ui.components import blocks, entry_tables, waiting_entries
from board.ui.components.entry_fields import LONGEST, entry_field
from board.ui.components.entry_saving import Change, changed_meanwhile, faults, is_taken, save
from board.ui.components.officer_box import officer_box
from board.ui.session import redraw_for_new_roles
from board.warehouse.ask import ask

COLUMNS = 3
RECORDS_SHOWN = 500


@st.fragment
def entry_form(source: str, selection: Selection) -> None:
    """The block at a page's end in which a register is read, entered, changed and taken along."""
    redraw_for_new_roles(selection)
    block = st.expander(entries_text.ENTER[source], key=f"entries_{source}", on_change="rerun")
    if not block.open:
        return
    with block:
        if why := why_not_shown(source, selection):
            blocks.sentence(why)
            return
        fields = ask(selection.snapshot, "source_fields", source=source)
        key = fields["field"].iloc[0]
        waiting = entry_files.waiting(source, selection.snapshot)
        waiting_entries.waiting_part(source, fields, waiting, selection)
        sought = st.text_input(entries_text.SEEK, key=f"seek_{source}").strip() or None
        found = entry_files.records(
            source, selection.snapshot, selection.filters.unit, sought, RECORDS_SHOWN
        )
        dated = entry_files.numbered_by(source, selection.snapshot)
        records = record_places.with_waiting(found, waiting, key, dated)
        if records:
            entry_tables.records_table(source, fields, records, selection)
        else:
            st.caption(entries_text.NO_RECORD_FOUND if sought else entries_text.NO_RECORDS)
        picked = _picked(source, records, key, dated)
        if why := why_closed(source, selection):
            blocks.sentence(why)
        elif picked or is_in_force(selection):
            _form(source, fields, picked, key, dated, records, selection)
        else:
            blocks.sentence(entries_text.ENTRIES_UNIT_OVER)
        year = picked.get("record_year") if picked else None
        entry_tables.log_table(source, fields, picked[key] if picked else None, year, selection)


def _picked(source: str, records: list[dict], key: str, dated: list[str]) -> dict | None:
    """The record that is to be changed; None for a new one."""
    by_place = {
        record_places.named(record_places.place_of(record, key, dated)): record
        for record in records
    }
    if st.session_state.get(f"pick_{source}", "") not in by_place:
        st.session_state.pop(f"pick_{source}", None)  # it has gone, or is of another year by now
    picked = st.selectbox(
        entries_text.RECORD_LABEL,
        ["", *by_place],
        format_func=lambda place: _name(by_place[place], key) if place else entries_text.NEW_RECORD,
        key=f"pick_{source}",
    )
    return by_place.get(picked)


def _name(record: dict, key: str) -> str:
    about = record.get("title") or record.get("summary") or record.get("planned_on") or ""
    about = about or record.get("received_on") or ""
    return f"{record[key]} · {about}" if about else record[key]


def _form(
    source, fields, picked: dict | None, key: str, dated, records, selection: Selection
) -> None:
    asked = fields[~fields["field"].isin({key, "unit_code"})]
    of = record_places.named(record_places.place_of(picked, key, dated)) if picked else ""
    # A form that was saved is followed by one with keys of its own, so that it opens empty.
    place = f"{source}_{of}_{st.session_state.get('saved', 0)}"
    picked = _as_opened(source, place, picked)
    with st.form(f"form_{place}", border=True):
        record = {name: picked[name] if picked else "" for name in fields["field"]}
        record |= waiting_entries.mended(source, of, record)
        if not picked:
            record["unit_code"] = unit_of(selection)["code"]
            title = fields["title"].iloc[0]
            own_key = st.text_input(
                title, record[key], key=f"{place}_key", help=entries_text.ENTRY_KEY_HELP
            )
            record[key] = own_key.strip() or entry_files.new_key(ward_clock.today())
        cells = st.columns(COLUMNS)
        for number, field in enumerate(asked.itertuples()):
            with cells[number % COLUMNS]:
                record[field.field] = entry_field(
                    field, record[field.field], f"{place}_{field.field}"
                )
        if asked["only_counted"].notna().any():
            st.caption(entries_text.DENUNCIATIONS_BY_FILE)
        officer, reason = _officer_and_reason(selection, place, changes=picked is not None)
        with st.container(horizontal=True):
            saves = st.form_submit_button(entries_text.SAVE)
            voids = bool(picked) and st.form_submit_button(entries_text.VOID)
    if saves or voids:
        change = Change(record, picked, officer, reason, voids)
        taken = is_taken(source, key, dated, change, records, selection)
        wrong = faults(source, fields, key, change, taken, selection)
        for sentence in wrong:
            st.error(blocks.escaped(sentence), icon=":material/block:")
        if wrong:
            return
        if changed := changed_meanwhile(source, key, dated, change, place, selection):
            st.warning(blocks.escaped(changed), icon=":material/group:")
            return
        save(source, key, change)


def _as_opened(source: str, place: str, picked: dict | None) -> dict | None:
    """The record as it was when its form opened: what somebody else saved since then is neither in
    the form's boxes nor a change of who writes in them."""
    of, seen = st.session_state.get(f"seen_{source}", (None, None))
    if of != place:
        st.session_state[f"seen_{source}"] = (place, picked)
    return seen if of == place else picked


def _officer_and_reason(selection: Selection, place: str, changes: bool) -> tuple[str, str]:
    left, right = st.columns([1, 2])
    with left:
        officer = officer_box(selection, place)
    label = f"{entries_text.ENTRY_WHY} *" if changes else entries_text.ENTRY_WHY
    reason = right.text_input(
        label, key=f"{place}_why", help=entries_text.ENTRY_WHY_HELP, max_chars=LONGEST
    )
    return officer, " ".join(reason.split())
