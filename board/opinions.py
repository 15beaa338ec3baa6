"""The charts and the table of the page on satisfaction."""

import pandas as pd
import streamlit as st

from board import blocks, charts, tables, words
from board.choice import Choice
from board.settings import SETTINGS
from board.warehouse import ask

FACTORS = {
    3: ["overall", "attitude"],
    5: ["overall", "access", "procedure", "staff", "result", "complaint_handling", "attitude"],
}
COMMENTS_SHOWN = 300


def group_card(groups: pd.DataFrame, by: str, choice: Choice) -> None:
    """The share satisfied (three levels) of each source or field, with its interval."""
    rows = groups.rename(
        columns={
            "share_satisfied": "value",
            "share_satisfied_n": "n",
            "share_satisfied_low": "low",
            "share_satisfied_high": "high",
        }
    )
    rows = rows[rows["n"] > 0]
    if rows.empty:
        return blocks.sentence(words.NO_RATINGS)
    names = blocks.group_names(by, choice)
    rows = rows.assign(label=[names(group) for group in rows["group"]])
    shown = rows.nlargest(8, "n")[["label", "value", "n", "low", "high"]]
    figure = charts.bars(shown, palette=blocks.palette(), unit="share")
    return blocks.chart(
        words.satisfied_title(by, charts.axis_note(figure)),
        figure,
        words.columns_named(shown),
        f"hai_long_{by}",
        choice,
        note=words.SOURCE_NOTE if by == "source" else "",
    )


def factors_card(scale: int, choice: Choice) -> None:
    """How the ratings of each factor spread over the levels of one scale."""
    answers = ask(choice.snapshot, "factors", **_period(choice), **choice.filters.parameters())
    answers = answers[answers["scale"] == scale].set_index("factor")
    levels = [f"level_{level}" for level in range(1, scale + 1)]
    few = answers[levels].sum(axis=1) < SETTINGS.hide_below_n
    present = [factor for factor in FACTORS[scale] if factor in answers.index and not few[factor]]
    if not present:
        return blocks.sentence(words.no_factor(scale))
    rows = answers.loc[present, levels].assign(label=[words.FACTORS[factor] for factor in present])[
        ["label", *levels]
    ]
    return blocks.chart(
        words.factors_title(scale),
        charts.likert(rows, palette=blocks.palette(), scale=scale, ordered=True),
        words.columns_named(rows, scale),
        f"yeu_to_{scale}",
        choice,
    )


def reasons_card(choice: Choice) -> None:
    """Why citizens were not content, in the words they chose."""
    reasons = ask(choice.snapshot, "reasons", **_period(choice), **choice.filters.parameters())
    if reasons.empty:
        return blocks.sentence(words.NO_REASONS)
    rows = reasons.rename(columns={"reason": "label", "ratings": "value"}).head(8)
    return blocks.chart(
        words.reasons_title(int(reasons["ratings"].sum())),
        charts.bars(rows, palette=blocks.palette(), unit="count"),
        words.columns_named(reasons),
        "ly_do",
        choice,
    )


def comments_table(choice: Choice) -> None:
    """The period's comments, masked when they were read; text and nothing but text."""
    found = ask(
        choice.snapshot,
        "comments",
        limit=COMMENTS_SHOWN,
        **_period(choice),
        **choice.filters.parameters(),
    )
    if found.empty:
        return blocks.sentence(words.NO_COMMENTS)
    shown = pd.DataFrame(
        {
            "comment": found["comment"],
            "level": [
                words.level(s, o) for s, o in zip(found["scale"], found["overall"], strict=True)
            ],
            "field": found["field"].fillna(words.ABSENT),
            "source": found["source"].map(words.SOURCES),
            "rated_at": found["rated_at"],
        }
    )
    tables.table(shown, "y_kien", choice, found=int(found["found"].iloc[0]))
    return st.caption(words.MASKED)


def _period(choice: Choice) -> dict:
    return {"from": choice.period.start, "to": choice.period.end}
