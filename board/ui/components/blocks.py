"""The parts that pages are made of; each draws one thing and takes its words ready-made."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

import ward_clock
from board import charts
from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.text import (
    codes,
    coverage,
    numbers,
    pages,
    processing_times,
    snapshots,
    to_do,
)
from board.text.markdown import escaped
from board.ui.components import downloads
from board.ui.session import note_section
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot


def sentence(text: str) -> None:
    """One sentence that stands in place of numbers."""
    st.info(escaped(text), icon=":material/info:")


def stands_in(snapshot: Snapshot) -> None:
    """Says it where a snapshot is shown in the place of the published one."""
    if snapshot.in_place_of:
        line = snapshots.fallback_shown(snapshot.in_place_of, snapshot.name, snapshot.data_date)
        st.warning(escaped(line), icon=":material/warning:")


def palette() -> charts.Palette:
    """The colours of the reader's theme."""
    return charts.palette(st.context.theme.type or "light")


def title(page: str) -> None:
    """The page's heading, which stands there too when the page cannot be shown."""
    st.title(pages.PAGES[page][0], anchor=False, width="content")


def head(page: str, selection: Selection) -> None:
    """The page's title, and right of it unit, period, data date, and what to know of the figures
    as a whole."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        title(page)
        parts = (
            selection.unit_name,
            selection.period.label,
            selection.data_date,
        )
        with st.container(width="content", gap=None):
            st.caption(escaped(snapshots.freshness(*parts)), width="content")
            if caution := caution_of(selection):
                st.caption(caution, width="content")
    if missing := coverage.coverage_sentence(selection.coverage):
        st.markdown(f":small[:gray[{escaped(missing)}]]")


def caution_of(selection: Selection) -> str:
    """What a reader must know of the figures as a whole, as markdown, or nothing: that they are a
    sample, that their snapshot is pinned and so not called old, or that they are old."""
    if selection.snapshot.is_sample:
        return snapshots.SAMPLE
    if selection.is_pinned:
        return snapshots.pinned(selection.snapshot.data_date)
    return too_old(selection)


def too_old(selection: Selection) -> str:
    """That the figures are old, as markdown, or nothing. A sample is of no day, so never old."""
    age = (ward_clock.today() - selection.data_date).days
    if selection.snapshot.is_sample or age <= SETTINGS.stale_after_days:
        return ""
    return f":orange[:material/history: {snapshots.stale(age)}]"


def answer(markdown: str) -> None:
    """The page's answer, as a sentence with at most two bold figures."""
    st.header(numbers.keep_together(markdown), anchor=False)


def section(title: str, note: str = "", lead_on: Callable[[], None] | None = None) -> None:
    """A heading outside borders, at the right a small grey note and the link that `lead_on`
    draws."""
    note_section(title)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        st.subheader(title, anchor=False, width="content")
        if note:
            st.caption(note, width="content")
        if lead_on:
            lead_on()


def definition(measure: Measure) -> str:
    """The definition of a measure as the help text of what shows it, one press away."""
    return f"**{measure.name}**  \n{measure.definition}  \n{measure.formula}. {measure.source}."


def chart(
    title: str,
    figure,
    data: pd.DataFrame | Callable[[], pd.DataFrame],
    name: str,
    selection: Selection,
    measure: Measure | None = None,
    note: str = "",
    alt: str = "",
    measures: Sequence[str] = (),
) -> None:
    """A chart in its border with its title, definition and data, whose file defines `measure` or
    `measures`; `alt` says what it shows. `data` of ratings is a function, asked when somebody takes
    it: what left the house before may then hide some of it."""
    defined = [measure.key] if measure else measures
    with st.container(border=True, height="stretch"):
        with downloads.row():
            help_text = definition(measure) if measure else None
            st.markdown(f"**{escaped(title)}**", width="stretch", help=help_text)
            rows = data if callable(data) else lambda: data
            downloads.buttons(rows, name, selection, title, defined)
        st.plotly_chart(
            figure, theme=None, config=charts.PLOTLY_CONFIG, key=f"chart_{name}", alt=alt or title
        )
        if note:
            st.caption(note)


def rows_link(
    measure: Measure,
    selection: Selection,
    label: str,
    part: str | None = None,
    width: Any = "content",
    **filters: str,
) -> None:
    """A link from a number to its rows, with the measure's definition as its help."""
    part = part or (measure.rows_of if measure.unit == "count" and measure.rows_of else "all")
    asked = {"measure": measure.key, "part": part}
    st.page_link(
        "../../pages/rows.py",
        label=label,
        help=definition(measure),
        width=width,
        query_params=selection.url_parameters | asked | filters,
    )


def tile():
    """One of the tiles in a row, all of which are as high as the highest; two by two on a phone."""
    return st.container(border=True, height="stretch", width="stretch", gap="xsmall")


def to_do_tiles(now: pd.Series) -> None:
    """Four counts of dossiers that wait for somebody."""
    tiles = to_do.to_do(now, SETTINGS.due_soon_working_days)
    with st.container(horizontal=True, gap="xsmall"):
        for label, value, note in tiles:
            with tile():
                st.metric(label, numbers.number(value))
                st.caption(note)


def group_names(by: str, selection: Selection) -> Callable[[str | None], str]:
    """How the groups of `by` are called."""
    if by == "procedure":
        rows = ask(selection.snapshot, "procedures", field=None)
        known = dict(zip(rows["code"], rows["name"], strict=True))
    elif by == "unit":
        rows = ask(selection.snapshot, "units")
        known = dict(zip(rows["unit_key"], rows["name"], strict=True))
    else:
        known = {"topic": codes.TOPICS, "channel": codes.CHANNELS, "source": codes.SOURCES}.get(
            by, {}
        )
    return lambda group: (
        codes.NO_GROUP[by] if group is None or numbers.is_absent(group) else known.get(group, group)
    )


def group_links(group: str | None, by: str, keys: Sequence[str], selection: Selection) -> None:
    """From a row picked in a table of groups to the dossiers of each of its measures."""
    if group is None or by == "topic":
        st.caption(processing_times.PICK_A_GROUP if by != "topic" else "")
        return
    st.markdown(processing_times.rows_of_group(escaped(group_names(by, selection)(group))))
    with st.container(horizontal=True, gap="small"):
        for key in keys:
            rows_link(MEASURES[key], selection, MEASURES[key].short, **{by: group})
