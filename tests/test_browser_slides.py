"""In a real browser: Trình chiếu on a projector."""

import re

from playwright.sync_api import expect

from board.text import committee_pack, meeting, pages
from tests.test_browser import open_page, settled, until


def test_on_a_projector_arrow_keys_lead_on_and_nothing_but_the_slide_is_seen(page, served):
    asked = "unit=16528&period=2025-q2"
    open_page(page, f"{served}/{pages.PAGES['reports'][2]}?{asked}")
    page.get_by_role("link", name=meeting.PRESENT).click()
    expect(page.locator("h4")).to_have_text(committee_pack.PACK_TITLE)
    settled(page)
    assert "unit=16528" in page.url and "period=2025-q2" in page.url
    titles = [page.locator("h4").inner_text()]
    while not page.get_by_role("button", name=meeting.NEXT).is_disabled():
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text(f"Trang {len(titles) + 1}/")).to_be_visible()
        settled(page)
        titles.append(page.locator("h4").inner_text())
        assert page.get_by_test_id("stSidebar").count() == 0
        assert page.get_by_test_id("stExpandSidebarButton").count() == 0
        assert page.evaluate(SIZE, "h4") >= 36 and page.evaluate(SIZE, "h5") >= 24
        assert page.evaluate(HIDDEN_PX) <= 0, titles[-1]
    assert len(titles) >= 8 and page.locator("h6").count()
    page.set_viewport_size({"width": 1920, "height": 1080})
    until(page, f"{HIDDEN_PX} <= 0")

    page.keyboard.press("ArrowLeft")
    expect(page.locator("h4")).to_have_text(titles[-2])
    expect(page).to_have_url(re.compile(f"slide={len(titles) - 1}"))
    page.reload()
    expect(page.locator("h4")).to_have_text(titles[-2])
    expect(page.get_by_role("button", name=meeting.LEAVE)).to_be_visible()  # it is drawn last
    settled(page)
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text(pages.PAGES["reports"][0])
    settled(page)
    period = page.get_by_role("combobox", name="Kỳ", exact=True)
    expect(period).to_be_visible()
    expect(period).to_have_value("Quý II/2025")
    assert "unit=16528" in page.url and "slide" not in page.url


SIZE = "what => parseFloat(getComputedStyle(document.querySelector(what)).fontSize)"
HIDDEN_PX = """(e => e.scrollHeight - e.clientHeight)(
    document.querySelector('[data-testid="stMain"]'))"""
