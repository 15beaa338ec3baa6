"""The one door of what is entered on a page: why it cannot be saved, and how it is saved."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from board.intake import publishing
from board.registers import entry_files, record_fields, record_places
from board.registers.entry_policy import may_write, why_not_in_post
from board.selection.selection import Selection
from board.text import entries as entries_text
from board.text.numbers import ABSENT
from board.ui.components import blocks
from board.ui.session import viewer
from board.warehouse.ask import ask
from disk_errors import disk_reason
from log_lines import note


@dataclass(frozen=True)
class Change:
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


def is_taken(
    source: str,
    key: str,
    dated: Sequence[str],
    change: Change,
    records: list[dict],
    selection: Selection,
) -> bool:
    """Whether the number of a record is, in its year, that of another one that stands or waits, be
    it among those sought or not."""
    number = change.record[key]
    every = entry_files.records(source, selection.snapshot, selection.filters.unit, number)
    places = {record_places.place_of(record, key, dated) for record in (*records, *every)}
    if change.before:
        places.discard(record_places.place_of(change.before, key, dated))
    own = record_places.place_of(change.record, key, dated)
    return any(record_places.clashes(own, place) for place in places)


def faults(
    source: str,
    fields: pd.DataFrame,
    key: str,
    change: Change,
    is_taken: bool,
    selection: Selection,
) -> list[str]:
    """Why a change cannot be saved, as sentences; none where it can."""
    number, refused = change.record[key], why_not_in_post(change.officer, selection)
    if refused:
        note("edit_refused", logging.WARNING, reason="officer_not_in_post", source=source)
    changes = change.before is not None
    # By the roles of now, and in the record's own unit: one that waits may be of another.
    by_now, of = replace(selection, viewer=viewer()), change.before or change.record
    units = {record.get("unit_code") or None for record in (of, change.record)}
    is_allowed = all(may_write(source, by_now, unit) for unit in units)
    checks = (
        (not is_allowed, entries_text.NOT_ALLOWED),
        (not entry_files.KEY.fullmatch(number), entries_text.ENTRY_KEY_BAD),
        (is_taken, entries_text.entry_key_taken(number)),
        (refused is not None, refused or ""),
        (changes and not change.reason, entries_text.ENTRY_WHY_MISSING),
        (changes and not (change.fields or change.voids), entries_text.NOTHING_CHANGED),
    )
    wrong = [] if change.voids else record_fields.faults(fields, change.record)
    return [*wrong, *(sentence for fails, sentence in checks if fails)]


def changed_meanwhile(
    source: str, key: str, dated: Sequence[str], change: Change, place: str, selection: Selection
) -> str | None:
    """What somebody else wrote of a record since its form `place` opened, as a sentence, or None
    where nobody did or who saves was shown it."""
    before = change.before
    if before is None:
        return None
    of = selection.snapshot
    found = entry_files.records(source, of, selection.filters.unit, before[key])
    stand = record_places.with_waiting(found, entry_files.waiting(source, of), key, dated)
    own = record_places.place_of(before, key, dated)
    now = next(
        (record for record in stand if record_places.place_of(record, key, dated) == own), {}
    )
    differs = {
        name: now[name] for name in change.record if name in now and now[name] != before[name]
    }
    if not differs or st.session_state.get(f"seen_meanwhile_{place}") == differs:
        return None
    st.session_state[f"seen_meanwhile_{place}"] = differs
    fields = ask(of, "source_fields", source=source)
    return entries_text.changed_meanwhile(
        [
            (
                field.title,
                record_fields.shown(field, before) or ABSENT,
                record_fields.shown(field, now) or ABSENT,
            )
            for field in fields.itertuples()
            if field.field in differs
        ]
    )


def save(source: str, key: str, change: Change, what: str = "") -> None:
    """Writes a change, starts the load that takes it, and draws the page anew; `what` is the name
    by which the answer calls the record, its number where it has none."""
    # A record goes out as it stands, whatever else the form holds by now.
    record = change.record
    if change.voids and change.before:
        record = {name: change.before[name] for name in record}
    try:
        entry = entry_files.append(
            source,
            record,
            change.fields,
            change.officer,
            change.reason,
            change.voids,
            viewer().account,
        )
    except OSError as error:
        st.error(blocks.escaped(entries_text.entry_not_written(disk_reason(error.errno))))
        return
    publishing.publish()
    st.session_state.pop(f"mended_{source}", None)
    st.session_state["saved"] = st.session_state.get("saved", 0) + 1
    clock_warning = f" {entries_text.CLOCK_BEHIND}" if entry_files.is_ahead(entry) else ""
    saved = entries_text.entry_saved(what or change.record[key])
    st.session_state["entry_saved"] = saved + clock_warning
    st.rerun()
