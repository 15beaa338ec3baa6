"""In a real browser: what the three rooms come for, by the mouse with its presses counted, and by
keys alone. The two that write, a decision on a slide and what is overdue assigned, are in
test_browser_decisions.py.

The committee asks how the ward stands; the executive board what to do this week; the compiler for a
form, a report and what a number means.
"""

import io
import re

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from board.text import headings, pages
from board.text import papers as papers_text
from tests.hands import Keys, Mouse
from tests.test_browser import PATHS, answer, cells, go_to, open_page, settled
from tests.test_browser_writes import text_of

UNIT = "unit=16531&period=2026-q3"
TASKS = {}


def task(most: int, start: str = "overview"):
    """A task, how many presses it may take, and the page on which its reader is."""

    def add(does):
        TASKS[does.__name__] = (does, most, start)
        return does

    return add


def link(hand: Mouse, name: str) -> Locator:
    return hand.page.get_by_role("link", name=re.compile(name)).first


def is_in_sight(what: Locator) -> None:
    """Seen without scrolling."""
    expect(what).to_be_in_viewport()


def file_of(hand: Mouse, button: Locator) -> tuple[str, bytes]:
    """What a press on a button gives: its name and content."""
    with hand.page.expect_download() as waiting:
        hand.press(button)
    with open(waiting.value.path(), "rb") as stream:
        return waiting.value.suggested_filename, stream.read()


def paper_button(hand: Mouse, paper: str, ending: str) -> Locator:
    row = hand.page.get_by_test_id("stHorizontalBlock").filter(has_text=papers_text.PAPERS[paper])
    return row.last.get_by_role("button", name=papers_text.DOWNLOAD_AS[ending], exact=True)


@task(0)
def the_state_of_the_ward(hand):
    is_in_sight(hand.page.locator("h2").first)
    assert re.match(
        r"Quý III/2026, phường Sầm Sơn: \d+,\d% hồ sơ đến hạn được giải quyết đúng hạn "
        r"\([\d.]+/[\d.]+\), .* 95%.*\d+ hồ sơ đang quá hạn",
        answer(hand.page),
    )


@task(0)
def the_worst_field(hand):
    is_in_sight(hand.page.get_by_role("button", name=re.compile("Đất đai")))
    is_in_sight(hand.page.get_by_text(re.compile(r"^\d+/\d+ · mục tiêu 95%")).first)


@task(0)
def days_of_reception_held_of_those_owed(hand):
    is_in_sight(link(hand, r"^Bí thư tiếp: \d+.\d+ ngày tiếp$"))
    is_in_sight(link(hand, r"^Chủ tịch tiếp: \d+.\d+ ngày tiếp$"))


@task(1)
def overdue_tasks_and_whose_they_are(hand):
    hand.press(link(hand, r"^Nhiệm vụ quá hạn: 3"), "rows")
    assert "Bí thư Đoàn phường" in cells(hand.page)
    assert cells(hand.page).count("Quá hạn chưa xong") == 3


@task(1)
def what_changed_since_the_last_meeting(hand):
    hand.press(link(hand, pages.PAGES["since_last_meeting"][0]), "since_last_meeting")
    expect(hand.page.locator("h2").first).to_contain_text(re.compile(r"Từ \d\d/\d\d/\d{4}\sđến"))


@task(1)
def what_a_measure_means(hand):
    hand.press(hand.page.get_by_role("button", name=re.compile("Hồ sơ có người dân đánh giá")))
    expect(hand.page.get_by_test_id("stPopoverBody")).to_contain_text("÷")


@task(1)
def what_is_due_in_three_days(hand):
    row = link(hand, r"Đến hạn trong 3 ngày: \d+ hồ sơ")
    count = re.search(r"(\d+) hồ sơ", row.inner_text()).group(1)
    hand.press(row, "open_dossiers")
    expect(hand.page.get_by_text(f"{count} dòng.", exact=True).first).to_be_visible()


@task(1)
def petitions_past_their_day(hand):
    hand.press(link(hand, r"^Đơn quá hạn: 4 đơn"), "rows")
    assert "24/06/2026" in [
        cell[8:] + "/" + cell[5:7] + "/" + cell[:4] for cell in cells(hand.page)
    ]


@task(1)
def who_waits_for_an_apology(hand):
    hand.press(link(hand, r"Chờ văn bản xin lỗi: \d+ hồ sơ"), "letters")
    assert any(re.fullmatch(r"H56\.[\d.-]+", cell) for cell in cells(hand.page))


@task(2)
def the_list_of_what_is_overdue_to_take_along(hand):
    row = link(hand, r"Đang quá hạn: \d+ hồ sơ")
    count = int(re.search(r"(\d+) hồ sơ", row.inner_text()).group(1))
    hand.press(row, "open_dossiers")
    button = hand.page.get_by_role("button", name=headings.DOWNLOAD).first
    _, content = file_of(hand, button)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(1).to_python()
    assert len(rows) == 3 + count  # title, an empty row, the headings


@task(2, "reports")
def the_weekly_sheet_of_its_week(hand):
    week = hand.page.get_by_role("button", name="Tuần 40/2026 (28/09–04/10)")
    hand.press(week)
    expect(week).to_have_count(0)  # the page is drawn of that week
    settled(hand.page)
    name, content = file_of(hand, paper_button(hand, "board-sheet", ".pdf"))
    assert name == "phieu-tuan_sam-son_2026-w40.pdf"
    assert "Tuần 40/2026" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()


@task(1, "reports")
def the_report_upward(hand):
    name, content = file_of(hand, paper_button(hand, "report-upward", ".docx"))
    assert name == f"{papers_text.FILE_NAMES['report-upward']}_sam-son_2026-q3.docx"
    assert "Sầm Sơn" in text_of(".docx", content)


@task(2)
def the_form(hand):
    hand.press(link(hand, pages.PAGES["form_06a"][0]), "form_06a")
    button = hand.page.get_by_role("button", name=headings.EXCEL, exact=True).first
    name, content = file_of(hand, button)
    assert name.startswith("bieu-so-ii-06a")
    assert "(13)" in text_of(".xlsx", content)


@pytest.fixture(scope="module")
def reader(office):
    """A page that stays open from task to task."""
    page = office.new_page()
    yield page
    page.close()


def go_to_start(page: Page, served: str, start: str) -> None:
    """Puts a reader on the page where a task starts, at the unit and quarter of the tasks."""
    page.keyboard.press("Escape")  # what a task opened takes the next press to close
    if "period=2026-q3" in page.url:
        go_to(page, start)
        cells(page)
    else:
        open_page(page, f"{served}/{PATHS[start]}?{UNIT}")


@pytest.mark.parametrize("name", TASKS)
def test_a_reader_does_it_in_as_many_presses_as_it_may_take(reader, served, name):
    does, most, start = TASKS[name]
    go_to_start(reader, served, start)
    hand = Mouse(reader)
    does(hand)
    assert hand.presses <= most


BY_KEYS = ("what_a_measure_means", "the_weekly_sheet_of_its_week")


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=() if n in BY_KEYS else pytest.mark.long) for n in TASKS]
)
def test_a_reader_does_it_by_keys_alone(reader, served, name):
    does, _, start = TASKS[name]
    go_to_start(reader, served, start)
    does(Keys(reader))
