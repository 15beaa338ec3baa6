"""Trình chiếu: the pack's slides on a screen, one at a time."""

import re
from datetime import date
from urllib.parse import parse_qsl

# `opened` is a fixture of another module, which a test takes by naming it.
# ruff: noqa: F401, F811
import pytest

from board.papers.committee_pack.content import pack_content
from board.papers.committee_pack.slides import Cover, Signal, Table
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import committee_pack, meeting, pages
from board.warehouse import ask, snapshots
from board.warehouse.scope import EVERYTHING
from tests.conftest import EVIL, LATELY, LINK
from tests.test_pages import infos, marked_up, opened, plain, raw_texts

ASKED = {"unit": "16528@2018-01-01", "period": "2025-q2", "compare": "last_year"}


@pytest.fixture
def selection(sample_data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    unit = Filters(unit="16528@2018-01-01")
    return selection_of(snapshots.current(EVERYTHING), unit, parse("2025-q2"), "last_year")


def read(shown) -> list[str]:
    """What stands on a slide, as a reader sees it: title, text, then the cells of its table."""
    text = [node.value for node in shown.markdown if not node.value.startswith("**Trang")]
    cells = [
        cell
        for table in shown.table
        for row in (table.value.columns, *table.value.to_numpy())
        for cell in row
        if isinstance(cell, str)  # without headings its columns are numbered
    ]
    return [
        plain(re.sub(r"^:orange\[(.*)\]$", r"\1", found))
        for found in (*(node.value for node in shown.title), *text, *cells)
    ]


def slide_texts(slide) -> list[str]:
    """What the pack says on a slide, in its order; the dotted columns are for a pen."""
    match slide:
        case Cover():
            lines = [slide.answer, *(f"{label}: {text}" for label, text in slide.lines)]
        case Table():
            columns, rows = slide.columns, slide.rows
            if slide.decides:
                columns = columns[:3]
                rows = [(what, todo.split(",")[0], owner) for what, todo, owner, *_ in rows]
            head = columns if rows else ()
            cells = [cell for row in rows for cell in row]
            lines = [*filter(None, [slide.note]), *head, *cells]
        case Signal():
            lines = [slide.sentence, *(part for fact in slide.facts for part in fact)]
    return [text.replace("\u00a0", " ") for text in (slide.title, *lines)]


def button(shown, key: str):
    return shown.button(key=f"slide_{key}")


def test_each_screen_says_what_the_packs_slide_says(opened, sample_data, selection):
    slides = pack_content(selection).slides
    kinds = {type(slide): i for i, slide in enumerate(slides, 1)}
    assert set(kinds) == {Cover, Table, Signal}
    shown, name = opened("meeting", sample_data, ASKED), selection.snapshot.name
    for number, slide in enumerate(slides, 1):
        assert read(shown) == slide_texts(slide)
        cells = [cell for table in shown.table for row in table.value.to_numpy() for cell in row]
        orange = [cell for cell in cells if cell.startswith(":orange[")]
        said = [cell for row in getattr(slide, "rows", ()) for cell in row]
        assert len(orange) == sum(cell in slide.highlight for cell in said)
        assert f"**Trang {number}/{len(slides)}**" in [node.value for node in shown.markdown]
        assert bool(shown.image) == isinstance(slide, Signal)
        # Which snapshot it is stands on the last alone.
        assert any(name in plain(c.value) for c in shown.caption) == (number == len(slides))
        assert "số liệu đến 30/09/2026" in shown.caption[-1].value
        assert not shown.sidebar.children
        if number < len(slides):
            button(shown, "Right").click().run()
    # The last stays, and its neighbour is one press back.
    assert button(shown, "Right").disabled
    button(shown, "Left").click().run()
    assert read(shown)[0] == slide_texts(slides[-2])[0]
    assert shown.query_params["slide"] == str(len(slides) - 1)
    assert {key: shown.query_params[key] for key in ASKED} == ASKED


def test_the_first_slide_has_none_before_it(opened, sample_data):
    assert button(opened("meeting", sample_data, ASKED), "Left").disabled


def test_moving_on_asks_for_nothing_anew(opened, sample_data):
    shown = opened("meeting", sample_data, ASKED)
    before = pack_content.cache_info(), ask._answer.cache_info()
    button(shown, "Right").click().run()
    after = pack_content.cache_info(), ask._answer.cache_info()
    assert [agenda_item.misses for agenda_item in after] == [
        agenda_item.misses for agenda_item in before
    ]
    assert after[0].hits > before[0].hits


@pytest.mark.parametrize("slide", ["0", "99", "x", "²", f"[x]({EVIL})"])
def test_a_slide_that_the_pack_does_not_have_gets_a_sentence(slide, opened, sample_data):
    shown = opened("meeting", sample_data, ASKED | {"slide": slide})
    assert f"Đường dẫn nêu trang “{slide}”" in infos(shown)[0]
    assert not read(shown) and not marked_up(shown.info[0].value)
    next(b for b in shown.button if b.label == meeting.FIRST_SLIDE).click().run()
    assert read(shown)[0] == committee_pack.PACK_TITLE


def test_filters_outlast_the_slides_and_the_way_out_leads_back(opened, sample_data):
    for page in ("overview", "reports"):
        shown = opened(page, sample_data, ASKED)
        (link,) = [link for link in shown.get("page_link") if link.proto.label == meeting.PRESENT]
        assert link.proto.page == pages.PAGES["meeting"][2]
        asked = dict(parse_qsl(link.proto.query_string))
        assert asked == ASKED | {"from": page}
        shown.switch_page("../../pages/meeting.py")
        shown.query_params["from"] = page
        shown.run()
        button(shown, "Right").click().run()
        shown.button(key="leave").click().run()
        assert shown.title[0].value == pages.PAGES[page][0]
        assert {key: shown.query_params[key] for key in ASKED} == ASKED
        assert shown.sidebar.selectbox(key="unit").value == ASKED["unit"]


def test_what_a_link_names_that_is_gone_gets_a_sentence_and_a_way_out(opened, sample_data):
    shown = opened("meeting", sample_data, ASKED | {"unit": "99999"})
    assert "không có trong số liệu hiện nay" in infos(shown)[0]
    assert read(shown) == [pages.PAGES["meeting"][0]]
    assert [link.proto.label for link in shown.get("page_link")] == [meeting.LEAVE_TO_CHOOSE]


def test_what_somebody_wrote_is_text_on_every_slide(opened, hostile_data):
    shown = opened("meeting", hostile_data, {"period": LATELY, "field": LINK})
    assert any(f"lĩnh vực {LINK}" in text for text in read(shown))
    while True:
        assert not [text for text in raw_texts(shown) if marked_up(text)]
        if button(shown, "Right").disabled:
            break
        button(shown, "Right").click().run()
