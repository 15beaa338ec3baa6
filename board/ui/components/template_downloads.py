"""Empty files of a source, to be filled in."""

import pandas as pd
import streamlit as st

import ward_clock
from board.papers.paper import MIME
from board.text import headings
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot
from template_file import Column, template_workbook


def template_buttons(label: str, source: str, snapshot: Snapshot) -> None:
    """Two downloads of an empty file of a source: the workbook that `python -m etl template` makes,
    and its CSV."""
    st.download_button(
        label,
        lambda: template_xlsx(source, snapshot),
        f"mau_{source}_{snapshot.name}.xlsx",
        MIME[".xlsx"],
        icon=":material/download:",
        on_click="ignore",
        key=f"template_{source}",
        type="tertiary",
    )
    st.download_button(
        headings.CSV,
        lambda: _source(source, snapshot)["template"].encode(),
        f"mau_{source}_{snapshot.name}.csv",
        "text/csv",
        on_click="ignore",
        key=f"csv_template_{source}",
        type="tertiary",
    )


def template_xlsx(source: str, snapshot: Snapshot) -> bytes:
    """An empty workbook of a source, in which a unit is chosen of those in force today."""
    units = ask(snapshot, "template_units", day=ward_clock.today())["word"].to_list()
    fields = ask(snapshot, "source_fields", source=source)
    columns = [
        Column(
            field.title,
            field.description,
            field.type,
            bool(field.required),
            units if field.field == "unit_code" else [*(field.words or {}).values()],
        )
        for field in fields.itertuples()
    ]
    return template_workbook(_source(source, snapshot)["title"], columns)


def _source(source: str, snapshot: Snapshot) -> pd.Series:
    return ask(snapshot, "sources").set_index("source").loc[source]
