"""What a page gives away: a table, or the figures behind a chart, as a workbook and as CSV."""

import csv
import io
from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from board.catalogue import MEASURES
from board.measures.small_numbers import leaving_house
from board.papers.office.sheet import Sheet
from board.papers.office.workbook import front, workbook_of
from board.papers.paper import MIME, address_of
from board.selection.selection import Selection
from board.text import dates, headings, numbers, pages, papers, whole_board
from board.ui.run_place import run_place
from board.ui.session import (
    Page,
    Table,
    current_page,
    note_table,
    refuse_former_roles,
    tables_of_page,
)
from board.ui.usage import note_use, reading
from log_lines import note

WITHHELD = "withheld"


def row():
    """A row whose end holds the buttons, on a phone too: what stands before them wraps."""
    return st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall")


def buttons(
    rows: Callable[[], pd.DataFrame],
    name: str,
    selection: Selection,
    title: str = "",
    measures: Iterable[str] = (),
    label: str = headings.EXCEL,
) -> None:
    """Two downloads of a frame whose headings are what readers see: a workbook and CSV.

    `rows` is asked only when somebody takes a file. The workbook's first sheet says what was
    chosen and defines `measures`, and those that a row or the page's own selection names in full.
    """
    page = current_page()
    measures = tuple(measures)
    note_table(name, Table(title or page.section, rows, measures))
    counted = _noted(rows, f"{name}.xlsx", selection)
    named = papers.without_marks((title or page.section or pages.PAGES[page.name][0]).split("(")[0])
    st.download_button(
        label,
        lambda: to_xlsx(counted(), selection, page, title, measures),
        papers.saved_as(named, selection, ".xlsx"),
        MIME[".xlsx"],
        icon=":material/download:",
        on_click="ignore",
        key=f"xlsx_{name}",
        type="tertiary" if label == headings.EXCEL else "secondary",
    )
    csv_button(rows, name, papers.saved_as(named, selection, ".csv"), selection)


def page_button(selection: Selection) -> None:
    """One workbook of every table that the page has drawn, a sheet each; nothing where it drew
    fewer than two."""
    found, page, at, of = tables_of_page(), current_page(), run_place(), reading(selection)
    if len(found) < 2:
        return

    def content() -> bytes:
        """The workbook, made when somebody takes it."""
        refuse_former_roles(selection)
        frames = [_leaving(table.rows) for table in found]
        what, count = f"{page.name}.xlsx", sum(map(len, frames))
        note("export", **at, what=what, rows=count)
        note_use("export", of, what, rows=count)
        return page_xlsx([*zip(found, frames, strict=True)], selection, page)

    path = pages.PAGES[page.name][2]
    st.download_button(
        whole_board.PAGE_TABLES,
        content,
        papers.saved_as(path, selection, ".xlsx"),
        MIME[".xlsx"],
        icon=":material/download:",
        on_click="ignore",
        key="page_tables_xlsx",
        type="tertiary",
    )


def page_xlsx(found: list[tuple[Table, pd.DataFrame]], selection: Selection, page: Page) -> bytes:
    """Tables with their rows as one workbook, after a sheet of filters and of every definition."""
    sheets: list[Sheet] = []
    defined: set[str] = set()
    for table, frame in found:
        tab = whole_board.tab(table.title, [papers.ABOUT_TAB, *(sheet.tab for sheet in sheets)])
        sheets.append(Sheet(tab, table.title or tab, frame, _shares(frame, table.measures)))
        defined.update((*table.measures, *_named(frame, page)))
    name, count = pages.PAGES[page.name][0], sum(len(frame) for _, frame in found)
    is_withheld = any(_withheld(frame) for _, frame in found)
    lines = papers.about_page(name, "", page.filters, count, selection, is_withheld)
    address = address_of(selection, page.name, page.url)
    keys = [key for key in MEASURES if key in defined]
    return workbook_of(selection, lambda made: front(made, lines, address, keys), sheets)


def csv_button(
    rows: Callable[[], pd.DataFrame],
    name: str,
    saved_as: str,
    selection: Selection,
    label: str = headings.CSV,
) -> None:
    """A download that is saved under the name `saved_as`; `name` tells it from the page's others.

    `rows` is asked only when somebody takes the file.
    """
    counted = _noted(rows, f"{name}.csv", selection)
    st.download_button(
        label,
        lambda: to_csv(counted()),
        saved_as,
        "text/csv",
        on_click="ignore",
        key=f"csv_{name}",
        type="tertiary",
    )


def _noted(
    rows: Callable[[], pd.DataFrame], what: str, selection: Selection
) -> Callable[[], pd.DataFrame]:
    """`rows`, which the logs note when they are taken; a file is made outside of the page's run, so
    whose it is is asked now."""
    at, of = run_place(), reading(selection)

    def taken() -> pd.DataFrame:
        """The rows, once the log has their number."""
        refuse_former_roles(selection)
        frame = _leaving(rows)
        note("export", **at, what=what, rows=len(frame))
        note_use("export", of, what, rows=len(frame))
        return frame

    return taken


def _leaving(rows: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """The rows as they leave the house; its attribute WITHHELD says whether a value of enough is
    hidden for what it would give away."""
    with leaving_house() as door:
        frame = rows().copy(deep=False)
    frame.attrs[WITHHELD] = door.withheld
    return frame


def to_xlsx(
    frame: pd.DataFrame,
    selection: Selection,
    page: Page,
    title: str = "",
    measures: Iterable[str] = (),
) -> bytes:
    """A frame as a workbook, after a sheet that says of what page, filters and snapshot it is."""
    name = pages.PAGES[page.name][0]
    title = title or page.section
    defined = {*measures, *_named(frame, page)}
    keys = [key for key in MEASURES if key in defined]
    sheet = Sheet(papers.DATA_TAB, title or name, frame, _shares(frame, measures))
    lines = papers.about_page(name, title, page.filters, len(frame), selection, _withheld(frame))
    address = address_of(selection, page.name, page.url)
    return workbook_of(selection, lambda made: front(made, lines, address, keys), [sheet])


def _withheld(frame: pd.DataFrame) -> bool:
    return bool(frame.attrs.get(WITHHELD))


def _named(frame: pd.DataFrame, page: Page) -> list[str]:
    """The measures whose full name stands in a cell, or was chosen on the page."""
    texts = {what for _, what in page.filters}
    for column in frame.select_dtypes(["object", "string"]):
        texts |= {cell for cell in frame[column].unique() if isinstance(cell, str)}
    return [key for key, measure in MEASURES.items() if measure.name in texts]


def _shares(frame: pd.DataFrame, measures: Iterable[str]) -> frozenset[str]:
    """The headings under which fractions stand. A short name may head the counts of its numerator
    too, so there a fraction must be seen."""
    shorts = [MEASURES[key].short for key in measures if MEASURES[key].unit == "share"]
    ends = [f"{headings.COLUMNS[end]}, {short}" for end in ("low", "high") for short in shorts]
    seen = [
        heading for heading in shorts if heading in frame and any(map(_is_part, frame[heading]))
    ]
    return frozenset([*seen, *ends, *(headings.SHARE_HEADINGS if shorts else ())])


def _is_part(value) -> bool:
    return isinstance(value, float) and value % 1 > 0


def to_csv(frame: pd.DataFrame) -> bytes:
    """A frame as CSV that a spreadsheet opens with its letters and without running any cell.

    Every cell is quoted, for a spreadsheet may part the lines at ";" and tabs as well as at ",".
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([_inert(title) for title in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow([_inert(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _inert(value) -> object:
    if numbers.is_absent(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return dates.day(value) if value == value.normalize() else dates.moment(value)
    if isinstance(value, str) and value.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
