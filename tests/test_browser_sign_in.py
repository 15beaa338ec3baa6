"""Signing in, in a real browser: the page on an office screen and a phone, and a session's end."""

import shutil
import time
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from board.access.accounts import store
from board.text import pages
from board.text import sign_in as words
from tests.accessibility import found_in_both_themes
from tests.asker import FIRST, NAME, OWN
from tests.conftest import serving
from tests.test_browser import until


@pytest.fixture(scope="module")
def board(tmp_path_factory, sample_data):
    """The address of a dashboard with an account, whose password must be changed."""
    folder = tmp_path_factory.mktemp("signing_in") / "data"
    shutil.copytree(sample_data, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(folder))
        store.add(NAME, FIRST, time.time())
        store.give_role(NAME, "dang-uy", ["all"], date(2020, 1, 1), None, also=False)
        with serving(folder) as address:
            yield address  # whose folder the tests change, too


@pytest.fixture
def visit(browser):
    """Opens a page in a browser of a width, in the light or in the dark."""
    contexts = []

    def opened(width: int, scheme: str = "light", **more):
        context = browser.new_context(
            viewport={"width": width, "height": 768}, color_scheme=scheme, locale="vi-VN", **more
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 400])
def test_the_sign_in_page_fits_its_screen_and_keeps_no_reader_out(visit, board, width, scheme):
    page = visit(width, scheme, bypass_csp=True)  # axe is a script that the policy forbids
    page.goto(f"{board}/thu")
    assert page.title().startswith(words.TITLE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_label(words.NAME).evaluate("node => node === document.activeElement")
    for label, complete in ((words.NAME, "username"), (words.PASSWORD, "current-password")):
        box = page.get_by_label(label)
        assert box.get_attribute("autocomplete") == complete
        assert box.bounding_box()["height"] >= 44  # for a thumb, WCAG 2.2, 2.5.5
    broken = Axe().run(page).response["violations"]
    assert broken == []


def test_by_keys_alone_somebody_signs_in_chooses_a_password_and_comes_in(visit, board):
    store.reset(NAME, FIRST)
    page = visit(1366)
    page.goto(f"{board}/thu?unit=16528@2018-01-01")
    # The browser moves the keys there with its first drawing, a moment after the page has loaded.
    expect(page.get_by_label(words.NAME)).to_be_focused()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type("sai mật khẩu rồi")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for(timeout=120_000)
    assert page.get_by_role("alert").inner_text() == words.WRONG
    assert page.get_by_label(words.NAME).input_value() == NAME
    expect(page.get_by_label(words.PASSWORD)).to_be_focused()  # what is to be typed again
    page.keyboard.type(FIRST)
    page.keyboard.press("Enter")
    page.locator("#new").wait_for(timeout=120_000)
    kinds = [box.get_attribute("autocomplete") for box in page.locator("input").all()]
    assert kinds == ["username", "current-password", "new-password", "new-password"]
    expect(page.locator("#old")).to_be_focused()
    for text in (FIRST, OWN, OWN):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("[data-testid=stSidebar]").wait_for(timeout=120_000)
    assert page.url.startswith(f"{board}/thu?unit=16528")


def test_who_is_signed_out_elsewhere_is_led_to_the_sign_in_page_and_back(visit, board):
    store.reset(NAME, FIRST)
    store.change_password(NAME, FIRST, OWN)
    page = visit(1366)
    page.goto(f"{board}/thu")
    page.get_by_label(words.NAME).fill(NAME)
    page.get_by_label(words.PASSWORD).fill(OWN)
    page.keyboard.press("Enter")
    page.locator("[data-testid=stSidebar]").wait_for(timeout=120_000)
    store.set_disabled(NAME, True)
    began = time.monotonic()
    page.locator("#password").wait_for(timeout=120_000)
    assert time.monotonic() - began < 10
    assert page.get_by_text("Connection").count() == 0
    store.set_disabled(NAME, False)
    page.get_by_label(words.NAME).fill(NAME)
    page.get_by_label(words.PASSWORD).fill(OWN)
    page.keyboard.press("Enter")
    page.locator("[data-testid=stSidebar]").wait_for(timeout=120_000)
    assert page.url.startswith(f"{board}/thu")


def test_the_log_of_use_is_listed_and_opens_once_the_role_of_an_administrator_is_given(
    visit, board
):
    store.reset(NAME, FIRST)
    store.change_password(NAME, FIRST, OWN)
    title, _, path = pages.PAGES["usage_log"]
    page = visit(1366, bypass_csp=True)
    page.goto(f"{board}/{path}")
    page.get_by_label(words.NAME).fill(NAME)
    page.get_by_label(words.PASSWORD).fill(OWN)
    page.keyboard.press("Enter")
    page.get_by_text(pages.NOT_FOR_YOU).wait_for(timeout=120_000)
    assert page.get_by_role("link", name=title).count() == 0
    store.give_role(NAME, "quan-tri", ["all"], date(2020, 1, 1), None, also=False)
    page.goto(f"{board}/{path}")
    page.get_by_test_id("stDataFrame").wait_for(timeout=120_000)
    assert page.get_by_role("link", name=title, exact=True).count() == 1
    assert "còn nguyên" in page.get_by_test_id("stMain").inner_text()
    found_in_both_themes(page)
    page.set_viewport_size({"width": 400, "height": 780})
    until(page, "document.documentElement.scrollWidth <= 400")
    store.give_role(NAME, "dang-uy", ["all"], date(2020, 1, 1), None, also=False)
