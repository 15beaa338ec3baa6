"""What Trình chiếu draws: the pack's slides one at a time, large, and the way through them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from math import ceil

import streamlit as st

from board import charts
from board.charts.style import text_width
from board.papers.committee_pack.content import Cover, Signal, Slide, Table, pack_content
from board.papers.office import qr
from board.papers.paper import address_of, code_of
from board.selection.selection import Selection
from board.text import committee_pack, meeting, numbers, papers
from board.ui.components import blocks

TITLE, SENTENCE, CELL = 4, 5, 6  # levels of headings, whose sizes .streamlit/config.toml sets
# An office screen of 1366 × 768 in pixels: what the foot leaves, and what stands there takes.
ROOM_HIGH, ROOM_BROAD = 612, 1206
TITLE_PX, SENTENCE_PX, CELL_PX, BETWEEN_PX, BREAK_PX = 36, 28, 22, 18, 4


def screens(selection: Selection) -> tuple[Slide, ...]:
    """The pack's slides; a table that a screen does not hold stands on as many as it needs."""
    return tuple(part for slide in pack_content(selection).slides for part in _parts(slide))


def _parts(slide: Slide) -> Iterator[Slide]:
    """A slide as it is, or a table's rows in as few even parts as each fit a screen."""
    if not isinstance(slide, Table) or not slide.rows:
        yield slide
        return
    title, note = (
        _height((text,), (1.0,), px)
        for text, px in ((slide.title, TITLE_PX), (slide.note, SENTENCE_PX))
    )
    room = ROOM_HIGH - title - note - _height(slide.columns, slide.widths)
    heights = [_height(row, slide.widths) for row in slide.rows]
    sizes = sorted({ceil(len(heights) / count) for count in range(1, len(heights) + 1)})
    starts = {size: range(0, len(heights), size) for size in sizes}
    fits = [s for s in sizes if all(sum(heights[i : i + s]) <= room for i in starts[s])]
    size = max(fits, default=1)
    for i in starts[size]:
        more = (
            committee_pack.CONTINUED
            if i and not slide.title.endswith(committee_pack.CONTINUED)
            else ""
        )
        yield replace(slide, title=slide.title + more, rows=slide.rows[i : i + size])


def _height(row: tuple[str, ...], widths: tuple[float, ...], px: int = CELL_PX) -> int:
    """About how high a row of texts of a size stands, with what parts it from the next."""
    lines = [
        sum(
            max(1, ceil(text_width(line, px) / (ROOM_BROAD * width - BETWEEN_PX)))
            for line in text.split("\n")
        )
        for text, width in zip(row, widths, strict=True)
    ]
    breaks = max(text.count("\n") for text in row)
    return BETWEEN_PX + ceil(1.23 * px) * max(1, *lines) + BREAK_PX * breaks


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


def draw(slide: Slide, selection: Selection) -> None:
    """One slide."""
    _text(slide.title, TITLE)
    match slide:
        case Cover():
            _cover(slide, selection)
        case Table():
            _text(slide.note, SENTENCE)
            _table(slide)
        case Signal():
            _text(slide.sentence, SENTENCE)
            _signal(slide)


def _cover(slide: Cover, selection: Selection) -> None:
    left, code = st.columns([4, 1])
    with left:
        for label, text in slide.lines:
            _text(text, SENTENCE, label)
        if (caution := blocks.caution_of(selection)) and not selection.snapshot.is_sample:
            st.markdown(f"{'#' * CELL} {caution}", anchors=False)
    if picture := qr.png(address_of(selection, "overview")):
        code.image(picture, papers.QR_ALT, width="stretch", alt=papers.QR_ALT)


def _signal(slide: Signal) -> None:
    chart, blanks = st.columns([5, 3])
    chart.plotly_chart(
        charts.slide_trend(slide.trend, palette=blocks.palette()),
        theme=None,
        config=charts.PLOTLY_CONFIG,
        key="slide",
        alt=slide.sentence,
    )
    chart.markdown(blocks.escaped(slide.note))
    with blanks:
        for label, text in slide.blanks:
            _text(text, CELL, label)


def _text(text: str, level: int, label: str = "", colour: str = "") -> None:
    """Text as large as a heading of that level; it is text, whatever it holds."""
    line = blocks.escaped(numbers.keep_together(re.sub(r"[ \t\r\n]+", " ", text)))
    line = f":{colour}[{line}]" if colour else line
    bold = f"**{blocks.escaped(label)}:** " if label else ""
    st.markdown(f"{'#' * level} {bold}{line}", anchors=False)


def _table(slide: Table) -> None:
    """Rows of large text in columns of the slide's widths; `st.table` has no large text without a
    link to each cell."""
    with st.container(gap="small"):
        for row in (slide.columns, *slide.rows) if slide.rows else ():
            for cell, text in zip(st.columns(slide.widths, gap="small"), row, strict=True):
                colour = "gray" if row is slide.columns else ""
                colour = "orange" if text in slide.highlight else colour
                with cell, st.container(gap=None):
                    for line in text.split("\n"):
                        _text(line, CELL, colour=colour)


def controls(number: int | None, count: int, selection: Selection) -> None:
    """At the screen's foot: to the slides before and after by arrow keys, the place, what it is
    of, and the way out."""
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
        foot = committee_pack.pack_foot(selection, code_of("committee-pack", selection))
        st.caption(blocks.escaped(foot), width="stretch")
        if st.button(meeting.LEAVE, key="leave", shortcut="Esc"):
            page = "reports" if st.query_params.get("from") == "reports" else "overview"
            st.switch_page(f"../../pages/{page}.py", query_params=selection.url_parameters)
