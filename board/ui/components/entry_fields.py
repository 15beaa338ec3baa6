"""The boxes of a record's fields, as the kind of each is asked for."""

from datetime import date

import streamlit as st

from board.text import numbers
from board.text.numbers import is_absent

LONGEST = 1000  # letters of a text


def entry_field(field, value: str, widget: str) -> str:
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
