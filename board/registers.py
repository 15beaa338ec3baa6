"""How far each register reaches, so that no page takes silence for zero."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from board import blocks, formats, groups, tables, words
from board.choice import Choice
from board.facts import by_group
from board.filters import register_date
from board.warehouse import ask


def reached(source: str, choice: Choice) -> date | None:
    """The day to which a register of the chosen unit is known; None where it sent none."""
    return register_date(source, choice.snapshot, choice.filters.unit)


def of_register(source: str, choice: Choice) -> Choice:
    """The same choice with the data date of a register, to which its months are judged complete.

    Raises LookupError where the chosen unit keeps no such register.
    """
    known_until = reached(source, choice)
    if known_until is None:
        raise LookupError(source)
    return replace(choice, data_date=known_until)


def none_sent(source: str, choice: Choice) -> None:
    """Says that the chosen unit sent no such register, and offers an empty one to fill in."""
    sources = ask(choice.snapshot, "sources").set_index("source")
    title = sources["title"][source]
    blocks.sentence(words.no_register(title, choice))
    tables.template_button(
        words.template_of(title), sources["template"][source], source, choice.snapshot
    )


def unit_table(source: str, keys: list[str], choice: Choice) -> None:
    """The measures of each unit chosen, by name; one that sent no such register says so."""
    units = ask(choice.snapshot, "register_units", source=source, unit=choice.filters.unit)
    names = blocks.group_names("unit", choice)
    units = units.assign(name=[names(key) for key in units["unit_key"]])
    units = units.sort_values("name", key=formats.alphabetical).set_index("unit_key")
    told = by_group(keys, choice, "unit").set_index("group").reindex(units.index)
    front = {words.GROUPS["unit"]: units["name"].to_list()}
    # Without a register a unit is not known; without a case it has nothing to divide by.
    printed = {
        heading: [
            words.NO_FIGURES if pd.isna(known) else said
            for known, said in zip(units["as_of"], values, strict=True)
        ]
        for heading, values in groups.printed_figures(told).items()
    }
    tables.table(
        pd.DataFrame(front | printed),
        f"don_vi_{source}",
        choice,
        found=len(units),
        whole=lambda: pd.DataFrame(front | groups.figures(told)),
    )


def note(source: str, choice: Choice) -> None:
    """The small line under the answer: to which day the register is known."""
    title = ask(choice.snapshot, "sources").set_index("source")["title"][source]
    st.caption(words.register_note(title, choice.data_date))
