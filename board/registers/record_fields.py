"""The fields of a record on a page: how they are shown, and what a load would refuse in them."""

from datetime import date

import pandas as pd

from board.registers.entry_files import Entry
from board.text import dates, entries, numbers
from formula_guard import guarded
from personal_data import OFFICERS, names_a_person

ABSENT = ("", "-", "NULL", "null")  # what a register's cell says when it says nothing
READ = {"date": date.fromisoformat, "integer": int}


def faults(fields: pd.DataFrame, record: dict[str, str]) -> list[str]:
    """What a load would refuse in a record, a sentence each; `fields` are those of its source."""
    found = (_fault(field, record[field.field]) for field in fields.itertuples())
    return [sentence for sentence in found if sentence]


def _fault(field, value: str) -> str | None:
    if value in ABSENT:
        return entries.entry_missing(field.title) if field.required else None
    if names_a_person(field.field, value):
        sentence = (
            entries.entry_names_officer if field.field in OFFICERS else entries.entry_is_personal
        )
        return sentence(field.title)
    if field.words:
        known = value in field.words and value != field.only_counted
        return None if known else entries.entry_unknown(field.title, value)
    return _typed_fault(field, value)


def _typed_fault(field, value: str) -> str | None:
    """Why a value is no day or number of the field, or not within its bounds."""
    read = READ.get(field.type, str)
    try:
        typed = read(value)
    except ValueError:
        return entries.entry_unknown(field.title, value)
    is_low = not numbers.is_absent(field.minimum) and typed < read(field.minimum)
    is_high = not numbers.is_absent(field.maximum) and typed > read(field.maximum)
    return (
        entries.entry_out_of_range(field.title, _shown(field, value)) if is_low or is_high else None
    )


def fits_a_form(fields: pd.DataFrame, entry: Entry) -> bool:
    """Whether a form can show what an entry said of a record, to be mended there."""
    is_whole = set(fields["field"]) <= set(entry.values)
    return is_whole and not entry.is_void and not faults(fields, entry.values)


def exported(fields: pd.DataFrame, records: list[dict]) -> pd.DataFrame:
    """Records in the columns of their template: titles, words for values, days as dd/mm/yyyy; what
    a load reads back as the same records."""
    named = [record | {"unit_code": record["unit_word"]} for record in records]
    return pd.DataFrame(
        [[guarded(shown(field, record)) for field in fields.itertuples()] for record in named],
        columns=list(fields["title"]),
    )


def shown(field, record: dict[str, str]) -> str:
    """A field of a record as people write it; "" where it says nothing."""
    return _shown(field, record[field.field] or "")


def _shown(field, value: str) -> str:
    if field.words:
        return field.words.get(value, value)
    return dates.day(date.fromisoformat(value)) if value and field.type == "date" else value
