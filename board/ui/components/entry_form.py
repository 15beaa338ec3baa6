"""Registers entered and changed on a page: the form beneath the records."""

import logging
from datetime import date

import streamlit as st

from board.intake import publishing
from board.registers import entry_files
from board.registers.entry_policy import in_post, is_in_force, unit_of, why_closed, why_not_in_post
from board.runtime import clock
from board.selection.selection import Choice
from board.text import entries as entries_text
from board.text import labels
from board.text.formats import is_absent
from board.ui.components import blocks, entry_tables, waiting_entries
from board.warehouse.ask import ask
from log_lines import note

LONGEST = 1000  # letters of a text
COLUMNS = 3
RECORDS_SHOWN = 500
BESIDE_PX = 260  # of the officer's box beside a button


@st.fragment
def entry_form(source: str, choice: Choice) -> None:
    """The block at a page's end in which a register is read, entered, changed and taken along."""
    block = st.expander(entries_text.ENTER[source], key=f"entries_{source}", on_change="rerun")
    if not block.open:
        return
    with block:
        fields = ask(choice.snapshot, "source_fields", source=source)
        key = fields["field"].iloc[0]
        waiting = entry_files.waiting(source, choice.snapshot)
        waiting_entries.waiting_part(source, fields, waiting, choice)
        sought = st.text_input(entries_text.SEEK, key=f"seek_{source}").strip() or None
        found = entry_files.records(
            source, choice.snapshot, choice.filters.unit, sought, RECORDS_SHOWN
        )
        dated = entry_files.numbered_by(source, choice.snapshot)
        records = entry_files.with_waiting(found, waiting, key, dated)
        if records:
            entry_tables.records_table(source, fields, records, choice)
        else:
            st.caption(entries_text.NO_RECORD_FOUND if sought else entries_text.NO_RECORDS)
        picked = _picked(source, records, key, dated)
        if why := why_closed(choice):
            blocks.sentence(why)
        elif picked or is_in_force(choice):
            _form(source, fields, picked, key, dated, records, choice)
        else:
            blocks.sentence(entries_text.ENTRIES_UNIT_OVER)
        year = picked and picked.get("record_year")
        entry_tables.log_table(source, fields, picked and picked[key], year, choice)


def _picked(source: str, records: list[dict], key: str, dated: list[str]) -> dict | None:
    """The record that is to be changed; None for a new one."""
    by_place = {entry_files.named(entry_files.place_of(one, key, dated)): one for one in records}
    if st.session_state.get(f"pick_{source}", "") not in by_place:
        st.session_state.pop(f"pick_{source}", None)  # it has gone, or is of another year by now
    chosen = st.selectbox(
        entries_text.RECORD_LABEL,
        ["", *by_place],
        format_func=lambda place: _name(by_place[place], key) if place else entries_text.NEW_RECORD,
        key=f"pick_{source}",
    )
    return by_place.get(chosen)


def _name(record: dict, key: str) -> str:
    about = record.get("title") or record.get("summary") or record.get("planned_on") or ""
    about = about or record.get("received_on") or ""
    return f"{record[key]} · {about}" if about else record[key]


def _form(source, fields, picked: dict | None, key: str, dated, records, choice: Choice) -> None:
    asked = fields[~fields["field"].isin({key, "unit_code"})]
    of = entry_files.named(entry_files.place_of(picked, key, dated)) if picked else ""
    # A form that was saved is followed by one with keys of its own, so that it opens empty.
    place = f"{source}_{of}_{st.session_state.get('saved', 0)}"
    picked = _seen(source, place, picked)
    with st.form(f"form_{place}", border=True):
        said = {name: "" for name in fields["field"]}
        said |= {name: picked[name] for name in said} if picked else {}
        said |= waiting_entries.mended(source, of, said)
        if not picked:
            said["unit_code"] = unit_of(choice)["code"]
            title = fields["title"].iloc[0]
            own_key = st.text_input(
                title, said[key], key=f"{place}_key", help=entries_text.ENTRY_KEY_HELP
            )
            said[key] = own_key.strip() or entry_files.new_key(clock.today())
        cells = st.columns(COLUMNS)
        for number, field in enumerate(asked.itertuples()):
            with cells[number % COLUMNS]:
                said[field.field] = _field(field, said[field.field], f"{place}_{field.field}")
        if asked["only_counted"].notna().any():
            st.caption(entries_text.DENUNCIATIONS_BY_FILE)
        by, why = _who_and_why(choice, place, changes=picked is not None)
        with st.container(horizontal=True):
            saves = st.form_submit_button(entries_text.SAVE, type="primary")
            voids = bool(picked) and st.form_submit_button(entries_text.VOID)
    if saves or voids:
        taken = _stands(source, key, dated, said, picked, records, choice)
        _save(source, fields, picked, said, key, by, why, voids, taken, choice)


def _seen(source: str, place: str, picked: dict | None) -> dict | None:
    """The record as it was when its form opened: what somebody else saved since then is neither in
    the form's boxes nor a change of who writes in them."""
    of, seen = st.session_state.get(f"seen_{source}", (None, None))
    if of != place:
        st.session_state[f"seen_{source}"] = (place, picked)
    return seen if of == place else picked


def _stands(source: str, key: str, dated, said, picked, records: list[dict], choice) -> bool:
    """Whether the number of what was said is, in its year, that of another record that stands or
    waits, be it among those sought or not."""
    every = entry_files.records(source, choice.snapshot, choice.filters.unit, said[key])
    places = {entry_files.place_of(one, key, dated) for one in (*records, *every)}
    if picked:
        places.discard(entry_files.place_of(picked, key, dated))
    own = entry_files.place_of(said, key, dated)
    return any(entry_files.clashes(own, place) for place in places)


def _field(field, value: str, widget: str) -> str:
    """One field as its kind is asked for; gives its text, "" where it says nothing."""
    label = f"{field.title} *" if field.required else field.title
    told = {"key": widget, "help": field.description}
    if field.words:
        options = ["", *(word for word in field.words if word != field.only_counted)]
        at = options.index(value) if value in options else 0
        return st.selectbox(label, options, at, lambda v: field.words.get(v, labels.ABSENT), **told)
    if field.type == "date":
        least, most = (date.fromisoformat(limit) for limit in (field.minimum, field.maximum))
        day = date.fromisoformat(value) if value else None
        chosen = st.date_input(label, day, least, most, format="DD/MM/YYYY", **told)
        return chosen.isoformat() if chosen else ""
    if field.type == "integer":
        least, most = (
            None if is_absent(limit) else int(limit) for limit in (field.minimum, field.maximum)
        )
        given = st.number_input(label, least, most, int(value) if value else None, 1, **told)
        return "" if given is None else str(given)
    return " ".join(st.text_input(label, value, LONGEST, **told).split())


def who(
    choice: Choice,
    place: str,
    label: str = entries_text.ENTRY_BY,
    beside: bool = False,
    required: bool = True,
) -> str:
    """Asks for the officer who enters; gives their code, "" where none is named. `beside` a button
    the label stands in the box."""
    roles = in_post(choice)
    by = st.selectbox(
        f"{label} *" if required else label,
        list(roles),
        None,
        lambda code: f"{code} · {roles[code]}" if code in roles else code,
        key=f"{place}_by",
        help=None if beside else entries_text.ENTRY_BY_HELP,
        placeholder=label if beside else entries_text.ENTRY_BY_CHOOSE,
        accept_new_options=True,
        label_visibility="collapsed" if beside else "visible",
        width=BESIDE_PX if beside else "stretch",
    )
    return (by or "").strip()


def _who_and_why(choice: Choice, place: str, changes: bool) -> tuple[str, str]:
    left, right = st.columns([1, 2])
    with left:
        by = who(choice, place)
    label = f"{entries_text.ENTRY_WHY} *" if changes else entries_text.ENTRY_WHY
    why = right.text_input(
        label, key=f"{place}_why", help=entries_text.ENTRY_WHY_HELP, max_chars=LONGEST
    )
    return by, " ".join(why.split())


def _save(source, fields, picked, said, key, by, why, voids, taken, choice) -> None:
    changed = [name for name in said if picked and said[name] != picked[name]]
    wrong = [] if voids else entry_files.faults(fields, said)
    if not entry_files.KEY.fullmatch(said[key]):
        wrong.append(entries_text.ENTRY_KEY_BAD)
    if taken:
        wrong.append(entries_text.entry_key_taken(said[key]))
    if refused := why_not_in_post(by, choice):
        note("edit_refused", logging.WARNING, reason="officer_not_in_post", source=source)
        wrong.append(refused)
    if picked and not why:
        wrong.append(entries_text.ENTRY_WHY_MISSING)
    if picked and not changed and not voids:
        wrong.append(entries_text.NOTHING_CHANGED)
    for sentence in wrong:
        st.error(blocks.escaped(sentence), icon=":material/block:")
    if wrong:
        return
    try:
        # A record goes out as it stands, whatever else the form holds by now.
        told = {name: picked[name] for name in said} if voids else said
        entry = entry_files.append(source, told, changed, by, why, voids)
    except OSError as error:
        st.error(blocks.escaped(entries_text.entry_not_written(labels.disk_said(error))))
        return
    publishing.publish()
    st.session_state.pop(f"mended_{source}", None)
    st.session_state["saved"] = st.session_state.get("saved", 0) + 1
    behind = f" {entries_text.CLOCK_BEHIND}" if entry_files.is_ahead(entry) else ""
    st.session_state["entry_saved"] = entries_text.entry_saved(said[key]) + behind
    st.rerun()
