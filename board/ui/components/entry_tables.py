"""The tables of a register that is entered on a page: its records, and who changed what."""

import json

import pandas as pd
import streamlit as st

from board.registers import entry_files, record_fields
from board.selection.selection import Selection
from board.text import entries as entries_text
from board.text import numbers
from board.text.numbers import is_absent
from board.ui.components import downloads, tables
from board.ui.usage import note_opened
from board.warehouse.ask import ask

CHANGES_SHOWN = 200


def records_table(
    source: str, fields: pd.DataFrame, records: list[dict], selection: Selection
) -> None:
    """Records as they will stand, which of them wait, and the published ones as a file in the
    columns of their template."""
    table = pd.DataFrame(
        [
            [record_fields.shown(field, record) for field in fields.itertuples()]
            for record in records
        ],
        columns=list(fields["title"]),
    )
    table.insert(
        0, "entry_state", [entries_text.WAITS if record["waits"] else "" for record in records]
    )
    note_opened(fields["field"], f"ghi_{source}", len(records), selection)
    tables.table(
        table,
        f"ghi_{source}",
        selection,
        title=entries_text.register_title(source),
        columns=entries_text.ENTRY_COLUMNS,
    )
    downloads.csv_button(
        lambda: record_fields.exported(
            fields, entry_files.records(source, selection.snapshot, selection.filters.unit)
        ),
        f"so_{source}",
        f"so_{source}_{selection.snapshot.name}.csv",
        selection,
        entries_text.EXPORT,
    )


def log_table(
    source: str, fields: pd.DataFrame, record: str | None, year: str | None, selection: Selection
) -> None:
    """Who entered what, when and why: of the picked record and its number's year, where it has
    one, else of the whole register."""
    found = ask(
        selection.snapshot,
        "record_changes",
        source=source,
        unit=selection.filters.unit,
        record=record or None,
        year=int(year) if year else None,
        limit=CHANGES_SHOWN,
    )
    st.markdown(f"**{entries_text.LOG}**")
    if found.empty:
        st.caption(entries_text.NO_LOG)
        return
    found["what"] = [_what(fields, change) for change in found.itertuples()]
    columns = ["recorded_at", "record", "recorded_by", "what", "change_reason"]
    tables.table(
        found[columns],
        f"nhat_ky_{source}",
        selection,
        title=entries_text.log_title(source),
        columns=entries_text.ENTRY_COLUMNS,
    )


def _what(fields: pd.DataFrame, change) -> str:
    """What an entry said of the fields that it changed."""
    if change.is_void:
        return entries_text.VOIDED
    if is_absent(change.record_values):  # they hold more than the reader sees
        return entries_text.CHANGED if not is_absent(change.changed_fields) else entries_text.ADDED
    values = json.loads(change.record_values)
    record = {name: "" if value is None else str(value) for name, value in values.items()}
    changed = None if is_absent(change.changed_fields) else change.changed_fields.split(",")
    parts = [
        f"{field.title}: {record_fields.shown(field, record) or numbers.ABSENT}"
        for field in fields.itertuples()
        if (field.field in changed if changed else record[field.field])
    ]
    return "; ".join(parts if changed else [entries_text.ADDED, *parts])
