"""What citizens wrote: its themes with examples, and the list of comments; nothing but text."""

import pandas as pd
import streamlit as st

from board.selection.selection import Selection
from board.text import codes, numbers, pages
from board.text import satisfaction_comments as words
from board.ui.components import blocks, downloads, tables
from board.ui.sections.satisfaction import period_bounds, with_share
from board.warehouse.ask import ask

COMMENTS_SHOWN = 300
COMMENTS_IN_SIGHT = 6
EXAMPLES = 2


def themes_part(selection: Selection) -> None:
    """The themes of the period's comments, the most frequent first, each with what it rests on."""
    found = ask(
        selection.snapshot,
        "comment_themes",
        examples=EXAMPLES,
        **period_bounds(selection),
        **selection.filters.parameters(),
    )
    blocks.section(pages.SECTION["themes"], pages.period_note(selection))
    if not selection.sees("comments"):
        return blocks.sentence(words.COMMENTS_NOT_SEEN)
    if found.empty:
        return blocks.sentence(words.NO_COMMENTS)
    rows = with_share(found, found["comments"], found["found"])
    rows["theme"] = found["theme"].fillna(words.NO_THEME)
    rows["share"] = [words.share_of_comments(row) for row in rows.itertuples()]
    with st.container(border=True):
        for place in range(0, len(rows), 2):
            pair = rows[place : place + 2].itertuples()
            for column, row in zip(st.columns(2), pair, strict=False):
                with column, st.container(gap="xsmall"):
                    st.markdown(blocks.escaped(words.theme_line(row)))
                    for example in row.examples:
                        st.caption(blocks.escaped(words.quoted(example)))
        with downloads.row():
            without = with_share(found, found["comments"], found["found"])[found["theme"].isna()]
            st.caption(words.themes_note(without, int(found["found"].iloc[0])), width="stretch")
            downloads.buttons(
                lambda: words.themes_table(rows),
                "chu_de_y_kien",
                selection,
                pages.SECTION["themes"],
            )
    return None


def comments_table(selection: Selection) -> None:
    """The period's comments, masked when they were read; text and nothing but text."""

    def readable(limit: int) -> pd.DataFrame:
        """The comments as a reader sees them, at most so many."""
        found = ask(
            selection.snapshot,
            "comments",
            limit=limit,
            **period_bounds(selection),
            **selection.filters.parameters(),
        )
        levels = zip(found["scale"], found["overall"], strict=True)
        return pd.DataFrame(
            {
                "comment": found["comment"],
                "level": [codes.level(scale, overall) for scale, overall in levels],
                "themes": found["themes"].fillna(numbers.ABSENT),
                "field": found["field"].fillna(numbers.ABSENT),
                "source": found["source"].map(codes.SOURCES),
                "rated_at": found["rated_at"],
                "found": found["found"],
            }
        )

    def in_file() -> pd.DataFrame:
        """The comments of a file, which tells of none what level was chosen with it."""
        found = readable(tables.ROWS_DOWNLOADED).drop(columns=["found", "level"])
        return found.sort_values(["rated_at", "comment"], ascending=[False, True])

    rows = readable(COMMENTS_SHOWN)
    if rows.empty:
        return
    blocks.section(pages.SECTION["comments"], words.COMMENTS_NOTE)
    tables.table(
        rows.drop(columns="found"),
        "y_kien",
        selection,
        int(rows["found"].iloc[0]),
        in_file,
        columns=words.COMMENT_COLUMNS,
        rows_in_sight=COMMENTS_IN_SIGHT,
    )
    st.caption(words.MASKED)
