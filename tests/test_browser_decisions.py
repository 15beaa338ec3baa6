"""In a real browser: a meeting's decisions become tasks, with the presses of the mouse counted."""

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

import ward_clock
from board.text import entries, meeting, task_decisions
from tests.accessibility import found_in_both_themes
from tests.conftest import serving
from tests.hands import Keys
from tests.literal import filled
from tests.snapshots import ask as rows_of
from tests.test_browser import PATHS, open_page, pick, settled, until, write_day
from tests.test_browser_slides import HIDDEN_PX

AT = "2025-07-31"
DOSSIERS = """
id | unit  | status | received | due
1  | 16531 | 4      | 02/07    | 15/07
2  | 16531 | 4      | 02/07    | 16/07
"""
TASK = {"unit_code": "16531", "title": "Rà soát", "due_on": "15/07/2025", "owner": "Bí thư"}
OFFICER = {"unit_code": "16531", "officer_code": "16531-01", "valid_from": "01/07/2025"}
ASKED = "unit=16531&period=2025-07"
COUNT = """() => { window.presses = 0;
    addEventListener('pointerdown', press => { window.presses += press.isTrusted }, true) }"""


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    """A server and its data: two overdue dossiers, a task that is overdue, an officer in post. The
    tests write in it, in their order."""
    folder = tmp_path_factory.mktemp("decisions")
    data = filled(folder, {AT: DOSSIERS}, tasks={AT: [TASK]}, officers={AT: [OFFICER]})
    with serving(data) as address:
        yield address, data


def box(page: Page, name: str):
    return page.get_by_label(f"{task_decisions.BOXES[name]} *", exact=True)


def published(page: Page) -> None:
    """Waits until the load that the page started has published."""
    expect(page.get_by_text("chờ cập nhật")).to_have_count(0)
    settled(page)


def test_from_the_slide_to_the_recorded_decision_in_at_most_four_presses(page, ward):
    address, data = ward
    open_page(page, f"{address}/{PATHS['meeting']}?{ASKED}")
    place = page.get_by_text(re.compile(r"^Trang 1/\d+$")).inner_text()
    open_page(page, f"{address}/{PATHS['meeting']}?{ASKED}&slide={place.split('/')[1]}")
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.get_by_role("button", name=entries.SAVE, exact=True)).to_be_visible()
    until(page, f"{HIDDEN_PX} <= 0")
    page.evaluate(COUNT)
    page.get_by_text("Nhiệm vụ quá hạn", exact=True).last.click()
    expect(box(page, "owner").first).to_have_value("Chủ tịch Ủy ban nhân dân phường")
    expect(box(page, "owner")).to_have_count(1)  # the boxes that were empty have gone
    box(page, "title").fill("=1+1 <b>*đôn đốc*</b>")
    box(page, "title").press("ArrowLeft")  # moves in the box, not to another slide
    write_day(page, f"{task_decisions.BOXES['due_on']} *", "15012027")
    pick(page, f"{entries.ENTRY_BY} *", "16531-01 · Tư pháp")  # by keys
    page.get_by_role("button", name=entries.SAVE, exact=True).click()
    expect(page.get_by_text(task_decisions.RECORDED)).to_be_visible()
    assert page.evaluate("window.presses") <= 4
    expect(page.get_by_text("=1+1 <b>*đôn đốc*</b>", exact=True)).to_be_visible()
    assert page.get_by_role("button", name=meeting.NEXT).is_disabled()  # the same slide
    published(page)
    query = "select title, owner, due_on::varchar, measure from tasks where task_id <> '1'"
    assert rows_of(data, query) == [
        ("=1+1 <b>*đôn đốc*</b>", "Chủ tịch Ủy ban nhân dân phường", "2027-01-15", "tasks_overdue")
    ]


def test_what_is_overdue_is_assigned_at_one_press_and_a_load_that_ends_leaves_them(page, ward):
    address, data = ward
    open_page(page, f"{address}/{PATHS['since_last_meeting']}?{ASKED}")
    page.evaluate(COUNT)
    page.get_by_role("button", name=task_decisions.ASSIGN_AGAIN).click()
    dialog = page.get_by_role("dialog")
    expect(box(page, "title")).to_have_value("Rà soát")
    expect(box(page, "owner")).to_have_value("Bí thư")
    assert page.evaluate("window.presses") == 1
    pick(page, f"{entries.ENTRY_BY} *", "16531-01 · Tư pháp")  # by keys
    dialog.get_by_role("button", name=entries.SAVE, exact=True).click()
    expect(dialog).to_have_count(0)
    settled(page)
    page.locator(".st-key-assign_overdue").get_by_role("button").click()
    expect(box(page, "title")).to_have_value("Giải quyết 2 hồ sơ mới quá hạn")
    box(page, "title").fill("Giải quyết ngay")
    end = time.monotonic() + 120
    new_day = (ward_clock.today() + timedelta(days=7)).isoformat()
    given = "select due_on::varchar, first_due_on::varchar from task_outcomes where task_id = '1'"
    while rows_of(data, given) != [(new_day, "2025-07-15")]:
        assert time.monotonic() < end
        page.wait_for_timeout(100)
    expect(box(page, "title")).to_have_value("Giải quyết ngay")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name=task_decisions.ASSIGN_AGAIN)).to_have_count(0)
    published(page)


@pytest.mark.long
def test_a_decision_is_recorded_on_the_slide_by_keys_alone(page, ward):
    address, data = ward
    open_page(page, f"{address}/{PATHS['meeting']}?{ASKED}")
    place = page.get_by_text(re.compile(r"^Trang 1/\d+$")).inner_text()
    open_page(page, f"{address}/{PATHS['meeting']}?{ASKED}&slide={place.split('/')[1]}")
    assert not found_in_both_themes(page)
    hand = Keys(page)
    hand.write(box(page, "title"), "Họp tổ một cửa")
    hand.write(box(page, "owner"), "Bí thư Đảng ủy", "Enter")
    settled(page)
    day = page.get_by_test_id("stDateInput").get_by_role("spinbutton").first
    hand.write(day, "20022027")
    officer = page.get_by_role("combobox", name=f"{entries.ENTRY_BY} *", exact=True)
    hand.write(officer, "16531-01", "ArrowDown", "Enter")
    settled(page)
    hand.press(page.get_by_role("button", name=entries.SAVE, exact=True))
    expect(page.get_by_text("Họp tổ một cửa", exact=True)).to_be_visible()
    published(page)
    query = "select owner, due_on::varchar from tasks where title = 'Họp tổ một cửa'"
    assert rows_of(data, query) == [("Bí thư Đảng ủy", "2027-02-20")]


@pytest.mark.long
def test_what_is_overdue_is_opened_for_its_owner_by_keys_alone(page, ward):
    open_page(page, f"{ward[0]}/{PATHS['since_last_meeting']}?{ASKED}")
    Keys(page).press(page.locator(".st-key-assign_overdue").get_by_role("button"))
    expect(box(page, "title")).to_have_value("Giải quyết 2 hồ sơ mới quá hạn")
    assert not found_in_both_themes(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
