"""What pages draw of registers: how far one reaches, that none was sent, the units side by side."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from board.catalogue import MEASURES
from board.measures.compute import is_known
from board.measures.results import by_group
from board.registers import reach
from board.selection.selection import Selection
from board.text import alphabet, codes, letters, numbers
from board.ui.components import blocks, group_table, tables, template_downloads
from board.warehouse.ask import ask


def none_sent(source: str, selection: Selection) -> None:
    """Says that the chosen unit sent no such register, and offers an empty one to fill in."""
    title = ask(selection.snapshot, "sources").set_index("source")["title"][source]
    blocks.sentence(letters.no_register(title, selection))
    template_downloads.template_buttons(letters.template_of(title), source, selection.snapshot)


def unit_table(name: str, keys: Sequence[str], selection: Selection) -> None:
    """The measures of each unit chosen, by name; one that sent no register of it says so. A unit
    that was over before the period, or is not known, stands there only for what it counts."""
    senders = ask(selection.snapshot, "register_units", unit=selection.filters.unit)
    names = blocks.group_names("unit", selection)
    units = pd.DataFrame({"unit_key": senders["unit_key"].unique()})
    units["name"] = [names(key) for key in units["unit_key"]]
    units = units.sort_values("name", key=alphabet.alphabetical).set_index("unit_key")
    answers, in_file = (
        by_group(list(keys), selection, "unit", leaves_house).set_index("group")
        for leaves_house in (False, True)
    )
    counted = set(answers.index[(answers[[f"{key}_n" for key in keys]] > 0).any(axis=1)])
    in_force = reach.units_in_force(selection)
    units = units[units.index.isin(counted | in_force)]
    front, printed, figures = {codes.GROUPS["unit"]: units["name"].to_list()}, {}, {}
    answers, in_file = answers.reindex(units.index), in_file.reindex(units.index)
    for key in keys:
        names_of_key = [key, *(f"{key}_{part}" for part in ("n", "low", "high"))]
        # Of a unit that is over no file is missed.
        known = [u not in in_force or is_known(MEASURES[key], u, selection) for u in units.index]
        figures |= group_table.figures(in_file[names_of_key])
        # Without its files a unit is not known; without a case it has nothing to divide by.
        for heading, values in group_table.printed_figures(answers[names_of_key]).items():
            pairs = zip(values, known, strict=True)
            printed[heading] = [text if is_sent else numbers.NO_FIGURES for text, is_sent in pairs]
    tables.table(
        pd.DataFrame(front | printed),
        f"don_vi_{name}",
        selection,
        found=len(units),
        whole=lambda: pd.DataFrame(front | figures),
        measures=keys,
    )


def note(source: str, selection: Selection) -> None:
    """The caption of the answer: to which day the register is known."""
    title = ask(selection.snapshot, "sources").set_index("source")["title"][source]
    st.caption(letters.register_note(title, selection.data_date))
