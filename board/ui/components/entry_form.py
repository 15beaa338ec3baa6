"""Registers entered and changed on a page: the form beneath the records."""

import logging
from dataclasses import dataclass
from datetime import date

import streamlit as st

import ward_clock
from board.intake import publishing
from board.registers import entry_files, record_fields
from board.registers.entry_policy import is_in_force, unit_of, why_closed, why_not_in_post
from board.selection.selection import Selection
from board.text import entries as entries_text
from board.text import numbers
from board.text.numbers import is_absent
from board.ui.components import blocks, entry_tables, waiting_entries
from board.ui.components.officer_box import officer_box
from board.warehouse.ask import ask
from disk_errors import disk_reason
from log_lines import note

LONGEST = 1000  # letters of a text
COLUMNS = 3
RECORDS_SHOWN = 500


@st.fragment
def entry_form(source: str, selection: Selection) -> None:
    """The block at a page's end in which a register is read, entered, changed and taken along."""
    block = st.expander(entries_text.ENTER[source], key=f"entries_{source}", on_change="rerun")
    if not block.open:
        return
    with block:
        fields = ask(selection.snapshot, "source_fields", source=source)
        key = fields["field"].iloc[0]
        waiting = entry_files.waiting(source, selection.snapshot)
        waiting_entries.waiting_part(source, fields, waiting, selection)
        sought = st.text_input(entries_text.SEEK, key=f"seek_{source}").strip() or None
        found = entry_files.records(
            source, selection.snapshot, selection.filters.unit, sought, RECORDS_SHOWN
        )
        dated = entry_files.numbered_by(source, selection.snapshot)
        records = entry_files.with_waiting(found, waiting, key, dated)
        if records:
            entry_tables.records_table(source, fields, records, selection)
        else:
            st.caption(entries_text.NO_RECORD_FOUND if sought else entries_text.NO_RECORDS)
        picked = _picked(source, records, key, dated)
        if why := why_closed(selection):
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
        entry_files.named(entry_files.place_of(record, key, dated)): record for record in records
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


@dataclass(frozen=True)
class _Change:
    """What somebody filled in and pressed; `before` is the record as it was, None of a new one."""

    record: dict[str, str]
    before: dict[str, str] | None
    officer: str
    reason: str
    voids: bool

    @property
    def fields(self) -> list[str]:
        """The fields that say something else than before."""
        record, before = self.record, self.before or self.record
        return [name for name in record if record[name] != before[name]]


def _form(
    source, fields, picked: dict | None, key: str, dated, records, selection: Selection
) -> None:
    asked = fields[~fields["field"].isin({key, "unit_code"})]
    of = entry_files.named(entry_files.place_of(picked, key, dated)) if picked else ""
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
                record[field.field] = _field(field, record[field.field], f"{place}_{field.field}")
        if asked["only_counted"].notna().any():
            st.caption(entries_text.DENUNCIATIONS_BY_FILE)
        officer, reason = _officer_and_reason(selection, place, changes=picked is not None)
        with st.container(horizontal=True):
            saves = st.form_submit_button(entries_text.SAVE)
            voids = bool(picked) and st.form_submit_button(entries_text.VOID)
    if saves or voids:
        change = _Change(record, picked, officer, reason, voids)
        is_taken = _is_taken(source, key, dated, change, records, selection)
        wrong = _faults(source, fields, key, change, is_taken, selection)
        for sentence in wrong:
            st.error(blocks.escaped(sentence), icon=":material/block:")
        if not wrong:
            _save(source, key, change)


def _as_opened(source: str, place: str, picked: dict | None) -> dict | None:
    """The record as it was when its form opened: what somebody else saved since then is neither in
    the form's boxes nor a change of who writes in them."""
    of, seen = st.session_state.get(f"seen_{source}", (None, None))
    if of != place:
        st.session_state[f"seen_{source}"] = (place, picked)
    return seen if of == place else picked


def _is_taken(
    source: str, key: str, dated, change: _Change, records: list[dict], selection
) -> bool:
    """Whether the number of a record is, in its year, that of another one that stands or waits, be
    it among those sought or not."""
    number = change.record[key]
    every = entry_files.records(source, selection.snapshot, selection.filters.unit, number)
    places = {entry_files.place_of(record, key, dated) for record in (*records, *every)}
    if change.before:
        places.discard(entry_files.place_of(change.before, key, dated))
    own = entry_files.place_of(change.record, key, dated)
    return any(entry_files.clashes(own, place) for place in places)


def _field(field, value: str, widget: str) -> str:
    """One field as its kind is asked for; gives its text, "" where it says nothing."""
    label = f"{field.title} *" if field.required else field.title
    style = {"key": widget, "help": field.description}
    if field.words:
        return _word(field, value, label, style)
    if field.type == "date":
        return _date(field, value, label, style)
    if field.type == "integer":
        return _integer(field, value, label, style)
    return " ".join(st.text_input(label, value, LONGEST, **style).split())


def _word(field, value: str, label: str, style: dict) -> str:
    options = ["", *(word for word in field.words if word != field.only_counted)]
    index = options.index(value) if value in options else 0
    return st.selectbox(
        label, options, index, lambda v: field.words.get(v, numbers.ABSENT), **style
    )


def _date(field, value: str, label: str, style: dict) -> str:
    least, most = (date.fromisoformat(limit) for limit in (field.minimum, field.maximum))
    day = date.fromisoformat(value) if value else None
    given = st.date_input(label, day, least, most, format="DD/MM/YYYY", **style)
    return given.isoformat() if given else ""


def _integer(field, value: str, label: str, style: dict) -> str:
    limits = (field.minimum, field.maximum)
    least, most = (None if is_absent(limit) else int(limit) for limit in limits)
    given = st.number_input(label, least, most, int(value) if value else None, 1, **style)
    return "" if given is None else str(given)


def _officer_and_reason(selection: Selection, place: str, changes: bool) -> tuple[str, str]:
    left, right = st.columns([1, 2])
    with left:
        officer = officer_box(selection, place)
    label = f"{entries_text.ENTRY_WHY} *" if changes else entries_text.ENTRY_WHY
    reason = right.text_input(
        label, key=f"{place}_why", help=entries_text.ENTRY_WHY_HELP, max_chars=LONGEST
    )
    return officer, " ".join(reason.split())


def _faults(source, fields, key: str, change: _Change, is_taken: bool, selection) -> list[str]:
    """Why a change cannot be saved, as sentences; none where it can."""
    number, refused = change.record[key], why_not_in_post(change.officer, selection)
    if refused:
        note("edit_refused", logging.WARNING, reason="officer_not_in_post", source=source)
    changes = change.before is not None
    checks = (
        (not entry_files.KEY.fullmatch(number), entries_text.ENTRY_KEY_BAD),
        (is_taken, entries_text.entry_key_taken(number)),
        (refused is not None, refused or ""),
        (changes and not change.reason, entries_text.ENTRY_WHY_MISSING),
        (changes and not (change.fields or change.voids), entries_text.NOTHING_CHANGED),
    )
    wrong = [] if change.voids else record_fields.faults(fields, change.record)
    return [*wrong, *(sentence for fails, sentence in checks if fails)]


def _save(source: str, key: str, change: _Change) -> None:
    # A record goes out as it stands, whatever else the form holds by now.
    record = change.record
    if change.voids and change.before:
        record = {name: change.before[name] for name in record}
    try:
        entry = entry_files.append(
            source, record, change.fields, change.officer, change.reason, change.voids
        )
    except OSError as error:
        st.error(blocks.escaped(entries_text.entry_not_written(disk_reason(error.errno))))
        return
    publishing.publish()
    st.session_state.pop(f"mended_{source}", None)
    st.session_state["saved"] = st.session_state.get("saved", 0) + 1
    clock_warning = f" {entries_text.CLOCK_BEHIND}" if entry_files.is_ahead(entry) else ""
    saved = entries_text.entry_saved(change.record[key])
    st.session_state["entry_saved"] = saved + clock_warning
    st.rerun()
