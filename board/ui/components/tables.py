"""Tables that pages show: the one place that knows how each column is drawn."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from board.measures.readable_rows import readable
from board.selection.selection import Selection
from board.text import dates, headings, numbers, pages
from board.ui.components import downloads
from board.ui.components.drawn_table import PLAIN_ROWS, drawn_table, is_plain
from board.ui.session import current_page
from board.ui.usage import note_opened
from board.warehouse.scope import without_marks

# Column → how it is drawn; a column that is not here is text.
DATES = {
    *("due_on", "first_due_on", "received_on", "rated_on", "began_on", "ended_on"),
    *("as_of", "day", "first_day", "last_day", "first_seen_on", "settled_seen_on", "settled_on"),
    *("owed_on", "drafted_on", "numbered_on", "signed_on", "delivered_on", "new_due_on"),
    *("finished_on", "done_on", "starts_on", "given_on", "planned_on", "held_on", "signed_on"),
    *("valid_from", "deadline", "first_deadline", "activity_planned_on", "activity_held_on"),
    "posted_on",
    *("accept_by", "accepted_on", "settle_by", "declined_on", "span_from", "span_to", "planned_on"),
    *("held_on", "reply_by", "replied_on"),
}
MOMENTS = {"received_at", "due_at", "finished_at", "rated_at", "recorded_at"}
COUNTS = {
    "rows_read",
    "rows_accepted",
    "rows_rejected",
    "rows_duplicate",
    "rows_not_data",
    "rows",
    "line",
    "source_line",
    "due_changes",
    "working_days",
    "paused_days",
    "paused_working_days",
    "weekdays_off",
    "weekend_days_worked",
    "late_working_days",
    "age_working_days",
    "year",
    *("days_left", "in_hand_before", "received", "settled", "in_hand_after", "unexplained"),
    *("comments", "days_to_letter", "days_waiting", "delivered", "waived"),
    *("progress_percent", "postponements", "findings", "findings_mended"),
    *("activities_planned", "activities_planned_held", "activities_held", "held_with_evidence"),
    *("people", "issues_raised", "issues_settled", "days_to_limit", "age_days"),
    *("petitions_received", "petitions_settled", "petitions_due", "petitions_open"),
    *("petitions_overdue", "denunciations_received", "denunciations_accepted"),
    *("denunciations_settled", "denunciations_on_time", "denunciations_overdue"),
}
YEARS = {"year"}  # numbers without a point between thousands
ROWS_SHOWN, ROWS_DOWNLOADED = 500, 100_000
OF_ONE_RATING = ["scale", "overall", "attitude", "reason"]
ROWS_IN_SIGHT = 10
ROW_PX = 35  # Streamlit's own
# What a reader of rows came for stands where the screen shows it.
ROWS_FRONT = (
    *("dossier_id", "procedure", "verdict", "due_on", "first_due_on", "began_on", "ended_on"),
    *("finished_at", "working_days"),
    *("petition_id", "petition_kind", "settle_by", "host_role", "held_on", "span_from", "span_to"),
    *("activity", "title", "activity_held_on"),
)
DATE_PX = 108
# Long texts are cut in the table, whole in the file and on a double click.
WIDTHS = {
    "procedure": 240,
    "criterion_name": 300,
    "comment": 420,
    "examples": 640,
    "reason": 420,
    "sentence": 460,
    "about": 420,
    "summary": 420,
    "missed_reason": 420,
    "figure_part": 120,
    "figure_name": 240,
    "why": 420,
    "use_of": 420,
}


def table(
    frame: pd.DataFrame,
    name: str,
    selection: Selection,
    found: int | None = None,
    whole: Callable[[], pd.DataFrame] | None = None,
    pick: Iterable | None = None,
    title: str = "",
    measures: Sequence[str] = (),
    columns: Mapping[str, str] = headings.COLUMNS,
    rows_in_sight: int = ROWS_IN_SIGHT,
) -> int | None:
    """A frame as a table with Vietnamese headings, and all its rows as a file.

    `found`: how many rows there are in all, when the frame holds fewer; `whole` then gives those
    for the file, asked only when somebody takes it. With `pick`, what each row is of, a reader may
    choose one row, whose position is returned for as long as the rows are of the same in the same
    order. `title` and `measures`: what the file says that it shows, and defines; the title, else
    the heading above, names the table too.
    `columns`: the headings of this table; one that it does not have is a heading as it stands.
    `rows_in_sight`: how many rows are seen without scrolling in the table.
    """
    frame = _as_text(frame)
    note_opened(frame.columns, name, found or len(frame), selection)
    picked, _ = drawn_table(
        with_printed_numbers(frame),
        lambda: _printed(frame, columns),
        title or heading(),
        f"table_{name}" if pick is None else pick_key(name, pick),
        None if pick is None else "single-row",
        column_config=_configured(frame, columns),
        placeholder=numbers.ABSENT,
        height=table_height(len(frame), rows_in_sight),
    )
    with downloads.row():
        held = min(found or len(frame), ROWS_DOWNLOADED) if whole else len(frame)
        shown = min(len(frame), PLAIN_ROWS) if is_plain() else len(frame)
        st.caption(headings.rows_shown(shown, held, found or len(frame)), width="stretch")
        downloads.buttons(
            lambda: headings.columns_named(_as_text(whole()) if whole else frame, columns),
            name,
            selection,
            title,
            measures,
            label=headings.DOWNLOAD,
        )
    return picked


def table_height(rows: int, in_sight: int) -> int:
    """The height in pixels of a table: named, its place is kept while it loads, and nothing below
    it is pushed down. Of more rows than are seen at once half of the next one shows."""
    seen = rows if rows <= in_sight else in_sight + 0.5
    return round((1 + seen) * ROW_PX) + 2


def heading() -> str:
    """The heading under which a table is drawn: of its section, else of its page."""
    page = current_page()
    return page.section or pages.PAGES[page.name][0]


def pick_key(name: str, rows: Iterable) -> str:
    """The key of a table of which a row is picked. Streamlit keeps a pick by its position, which
    after a change of the rows is another row, or none."""
    return f"table_{name}_{crc32(repr([*rows]).encode())}"


def rows_table(
    rows: Callable[[int], pd.DataFrame],
    name: str,
    selection: Selection,
    title: str = "",
    columns: Mapping[str, str] = headings.COLUMNS,
    in_file: Callable[[int], pd.DataFrame] | None = None,
) -> None:
    """The dossiers, ratings or records that a number counts; `rows` asks for so many of them, and
    `in_file`, where it differs, for those of its file. A file of ratings bears no level: a rating
    is a group of one."""

    def ordered(found: pd.DataFrame) -> pd.DataFrame:
        """The rows as a reader sees them, what names a row in front."""
        made = readable(found, selection).drop(columns=["found", "unit_key"])
        front = [c for c in ROWS_FRONT if c in made]
        return made[[*front, *(c for c in made.columns if c not in front)]]

    def leaving(limit: int) -> pd.DataFrame:
        """The rows of the file."""
        found = (in_file or rows)(limit)
        return ordered(found.drop(columns=OF_ONE_RATING) if "overall" in found else found)

    listed(rows, ordered, f"dong_{name}", selection, title, columns, leaving)


def listed(
    rows: Callable,
    readable: Callable,
    name: str,
    selection: Selection,
    title: str = "",
    columns: Mapping[str, str] = headings.COLUMNS,
    in_file: Callable[[int], pd.DataFrame] | None = None,
) -> None:
    """The first rows as a table; more, or what `in_file` gives, when somebody takes the file."""
    found = rows(ROWS_SHOWN)
    table(
        readable(found),
        name,
        selection,
        int(found["found"].iloc[0]),
        lambda: in_file(ROWS_DOWNLOADED) if in_file else readable(rows(ROWS_DOWNLOADED)),
        title=title,
        columns=columns,
    )


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Yes or nothing for what is true or not, "–" for text that is absent."""
    made = without_marks(frame).copy()
    for column in made.columns:
        if made[column].dtype == bool:
            made[column] = made[column].map({True: headings.YES, False: ""})
        elif column not in DATES | MOMENTS | COUNTS:
            made[column] = made[column].astype(object).where(made[column].notna(), numbers.ABSENT)
    return made


def _printed(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame as text, as the canvas prints its columns, under its headings."""

    def cell(column: str) -> Callable[[Any], str]:
        if column in MOMENTS:
            return dates.moment
        if column in DATES:
            return dates.day
        return numbers.in_full_digits if column in COUNTS - YEARS else str

    made = {
        column: [
            numbers.ABSENT if numbers.is_absent(value) else cell(column)(value) for value in values
        ]
        for column, values in frame.items()
    }
    return pd.DataFrame(made).rename(columns=dict(columns))


def with_printed_numbers(frame: pd.DataFrame) -> Any:
    """A frame whose numbers are shown in Vietnamese form and sorted as numbers: Streamlit's own
    formats have a point before decimals or follow the browser's language. One that is too large
    for pandas to style is shown as it is."""
    counted = [column for column in frame if column in COUNTS - YEARS]
    if not counted or frame.size > pd.get_option("styler.render.max_elements"):
        return frame
    return frame.style.format(numbers.in_full_digits, subset=counted)


def _configured(frame: pd.DataFrame, columns: Mapping[str, str]) -> dict:
    made = {}
    for column in frame.columns:
        label = columns.get(column, column)
        if column in DATES:
            # A column is as wide as its heading where its first days are absent.
            width = DATE_PX if len(label) < len("DD/MM/YYYY") else None
            made[column] = st.column_config.DateColumn(label, width=width, format="DD/MM/YYYY")
        elif column in MOMENTS:
            made[column] = st.column_config.DatetimeColumn(label, format="DD/MM/YYYY HH:mm")
        elif column in COUNTS:
            made[column] = st.column_config.NumberColumn(label)  # see `with_printed_numbers`
        else:
            made[column] = st.column_config.TextColumn(label, width=WIDTHS.get(column))
    return made
