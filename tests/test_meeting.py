"""Trình chiếu: the pack's slides on a screen, one at a time."""

import re
from datetime import date
from urllib.parse import parse_qsl

# `opened` is a fixture of another module, which a test takes by naming it.
# ruff: noqa: F401, F811
import pytest

from board import charts
from board.papers.committee_pack.content import Cover, Signal, Table, pack_content
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import committee_pack, meeting, pages
from board.ui.sections import meeting as meeting_section
from board.warehouse import ask, snapshots
from tests.conftest import EVIL, LATELY, LINK
from tests.test_pages import infos, marked_up, opened, plain, raw_texts

ASKED = {"unit": "16528@2018-01-01", "period": "2025-q2", "compare": "last_year"}


@pytest.fixture
def selection(sample_data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    unit = Filters(unit="16528@2018-01-01")
    return selection_of(snapshots.current(), unit, parse("2025-q2"), "last_year")


def read(shown) -> list[str]:
    """What stands in large type, as a reader sees it."""
    return [
        plain(re.sub(r"^#+ (?::\w+\[(.*)\]$)?", r"\1", node.value))
        for node in shown.markdown
        if node.value.startswith("####")
    ]


def slide_texts(slide) -> list[str]:
    """What the pack says on a slide, in its order."""
    match slide:
        case Cover():
            lines = [f"{label}: {text}" for label, text in slide.lines]
        case Table():
            head = slide.columns if slide.rows else ()
            cells = [line for row in slide.rows for cell in row for line in cell.split("\n")]
            lines = [slide.note, *head, *cells]
        case Signal():
            lines = [slide.sentence, *(f"{label}: {text}" for label, text in slide.blanks)]
    return [text.replace("\u00a0", " ") for text in (slide.title, *lines)]


def button(shown, key: str):
    return shown.button(key=f"slide_{key}")


def test_each_screen_says_what_the_packs_slide_says(opened, sample_data, selection):
    slides = meeting_section.screens(selection)
    kinds = {type(slide): i for i, slide in enumerate(slides, 1)}
    assert set(kinds) == {Cover, Table, Signal}
    shown = opened("meeting", sample_data, ASKED)
    for number, slide in enumerate(slides, 1):
        assert read(shown)[: len(slide_texts(slide))] == slide_texts(slide)
        orange = [node.value for node in shown.markdown if node.value.startswith("###### :orange[")]
        cells = [cell for row in getattr(slide, "rows", ()) for cell in row]
        assert len(orange) == sum(cell in slide.highlight for cell in cells)
        assert f"**Trang {number}/{len(slides)}**" in [node.value for node in shown.markdown]
        assert bool(shown.get("plotly_chart")) == isinstance(slide, Signal)
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


def test_screens_hold_every_row_of_the_pack_once_in_its_order(selection):
    slides, shown = pack_content(selection).slides, meeting_section.screens(selection)
    rows = [row for slide in slides if isinstance(slide, Table) for row in slide.rows]
    assert [row for slide in shown if isinstance(slide, Table) for row in slide.rows] == rows
    assert [s for s in shown if not isinstance(s, Table)] == [
        s for s in slides if not isinstance(s, Table)
    ]


def test_a_table_is_parted_evenly_where_it_is_too_high_and_else_left_whole():
    # A row of one line takes 18 + 28 px. Of 612 px the title takes 18 + 45, the note 18 + 35, the
    # heading 46: 450 are left, so 9 rows fit and 10 do not.
    def table(count: int, rows: tuple = ()) -> Table:
        rows = rows or (("a", "b"),) * count
        return Table("Việc", "Ghi chú", ("A", "B"), rows, (0.5, 0.5))

    assert list(meeting_section._parts(table(9))) == [table(9)]
    parts = list(meeting_section._parts(table(10)))
    assert [len(part.rows) for part in parts] == [5, 5]
    assert [part.title for part in parts] == ["Việc", "Việc (tiếp)"]
    lines = ("a", "b\nb\nb")  # 46 px, two lines more and 4 px at each break: 110 px
    assert [len(p.rows) for p in meeting_section._parts(table(0, (lines,) * 5))] == [3, 2]
    long_table = Table("Việc", "", ("A",), (("dài " * 2000,), ("b",)), (1.0,))
    assert [len(part.rows) for part in meeting_section._parts(long_table)] == [1, 1]


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
    assert "không có trong số liệu hiện nay" in infos(shown)[0] and not read(shown)
    assert [link.proto.label for link in shown.get("page_link")] == [meeting.LEAVE]


def test_what_somebody_wrote_is_text_on_every_slide(opened, hostile_data):
    shown = opened("meeting", hostile_data, {"period": LATELY, "field": LINK})
    assert any(f"; {LINK}; " in text for text in read(shown))
    while True:
        assert not [text for text in raw_texts(shown) if marked_up(text)]
        if button(shown, "Right").disabled:
            break
        button(shown, "Right").click().run()
