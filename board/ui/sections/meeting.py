"""What Trình chiếu draws: the pack's slides one at a time, large, and the way through them."""

import re

import pandas as pd
import streamlit as st

from board import charts
from board.papers.committee_pack.content import PackContent
from board.papers.committee_pack.slides import Cover, Signal, Table
from board.papers.office import qr
from board.papers.paper import address_of
from board.selection.selection import Selection
from board.text import committee_pack, meeting, numbers, papers, signal_slides
from board.text.sentences import NO_BREAK
from board.ui.components import blocks

FONT = "Source Sans, Arial, sans-serif"  # a picture sees the machine's fonts alone


def slide_number(count: int) -> int | None:
    """The slide that the address names, the first where it names none; None after a sentence."""
    named = st.query_params.get("slide") or "1"
    if re.fullmatch(r"[1-9]\d{0,3}", named) and int(named) <= count:
        return int(named)
    blocks.sentence(meeting.no_such_slide(named, count))
    st.button(meeting.FIRST_SLIDE, on_click=_go_to, args=(1,))
    return None


def _go_to(number: int) -> None:
    st.query_params["slide"] = str(number)


def draw(number: int, content: PackContent) -> None:
    """One slide; slides.css lets its type grow with the screen. The last says what all were made
    from."""
    slide, selection = content.slides[number - 1], content.selection
    kind = slide.size if isinstance(slide, Table) else type(slide).__name__.lower()
    gap = "small" if isinstance(slide, Table) and slide.decides else "medium"  # boxes follow
    with st.container(key=f"screen_{kind}", gap=gap):
        st.title(_text(slide.title), anchor=False)
        match slide:
            case Cover():
                _cover(slide, selection)
            case Table():
                _table(slide)
            case Signal():
                _signal(slide)
        if number == len(content.slides):
            st.caption(blocks.escaped(content.last_line))


def _cover(slide: Cover, selection: Selection) -> None:
    text, picture = st.container(), qr.png(address_of(selection, "overview"))
    if picture:
        text, code = st.columns([4, 1])
        code.image(picture, papers.QR_ALT, width="stretch", alt=papers.QR_ALT)
    with text:
        st.markdown(_text(slide.answer))
        for label, line in slide.lines:
            st.markdown(f"**{_text(label)}:** {_text(line)}")
        if (caution := blocks.caution_of(selection)) and not selection.snapshot.is_sample:
            st.markdown(caution)


def _table(slide: Table) -> None:
    if slide.note:
        st.markdown(_text(slide.note))
    if not slide.rows:
        return
    columns, rows = slide.columns, slide.rows
    if slide.decides:
        columns, rows = meeting.DECISION_COLUMNS, map(meeting.decision_cells, rows)
    cells = [[_cell(text, slide.highlight) for text in row] for row in rows]
    table = pd.DataFrame(cells, columns=columns)
    st.table(table, border="horizontal", hide_index=True, alt=slide.title)


def _signal(slide: Signal) -> None:
    st.markdown(_text(slide.sentence))
    chart, facts = st.columns(2, gap="medium")
    with chart:
        alt = committee_pack.chart_alt(slide)
        drawn = charts.slide_trend(slide.trend, palette=blocks.palette(), font=FONT)
        st.image(drawn, width="stretch", alt=alt)
        st.caption(_text(slide.note))
    with facts:
        named = pd.DataFrame(
            [(f"**{label.replace(' ', NO_BREAK)}**", _text(text)) for label, text in slide.facts]
        )
        st.table(
            named, border="horizontal", hide_index=True, hide_header=True, alt=signal_slides.FACTS
        )


def _cell(text: str, highlight: tuple[str, ...]) -> str:
    return f":orange[{_text(text)}]" if text in highlight else _text(text)


def _text(text: str) -> str:
    """Text as markdown: it is text, whatever it holds."""
    return blocks.escaped(numbers.keep_together(re.sub(r"[ \t\r\n]+", " ", text)))


def controls(number: int | None, content: PackContent) -> None:
    """At the screen's foot: to the slides before and after by arrow keys, the place, what it is
    of, and the way out."""
    selection, count = content.selection, len(content.slides)
    with (
        st.bottom,
        st.container(horizontal=True, vertical_alignment="center", gap="small"),
    ):
        for label, key, to in ((meeting.BACK, "Left", -1), (meeting.NEXT, "Right", 1)):
            target = (number or 0) + to
            st.button(
                label,
                key=f"slide_{key}",
                shortcut=key,
                on_click=_go_to,
                args=(target,),
                disabled=number is None or not 1 <= target <= count,
            )
        if number:
            st.markdown(meeting.slide_place(number, count), width="content")
        foot = committee_pack.pack_foot(selection)
        st.caption(blocks.escaped(foot), width="stretch")
        if st.button(meeting.LEAVE, key="leave", shortcut="Esc"):
            page = "reports" if st.query_params.get("from") == "reports" else "overview"
            st.switch_page(f"../../pages/{page}.py", query_params=selection.url_parameters)
