"""In a real browser: Trình chiếu on a projector."""

import re

import pytest
from playwright.sync_api import expect

from board.text import committee_pack, meeting, pages
from tests.test_browser import open_page, settled, until


def test_on_a_projector_arrow_keys_lead_on_and_nothing_but_the_slide_is_seen(page, served):
    asked = "unit=16528&period=2025-q2"
    open_page(page, f"{served}/{pages.PAGES['reports'][2]}?{asked}")
    page.get_by_role("link", name=meeting.PRESENT).click()
    expect(page.locator("h1")).to_have_text(committee_pack.PACK_TITLE)
    settled(page)
    assert "unit=16528" in page.url and "period=2025-q2" in page.url
    titles = [page.locator("h1").inner_text()]
    while not page.get_by_role("button", name=meeting.NEXT).is_disabled():
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text(f"Trang {len(titles) + 1}/")).to_be_visible()
        settled(page)
        titles.append(page.locator("h1").inner_text())
        assert page.get_by_test_id("stSidebar").count() == 0
        assert page.get_by_test_id("stExpandSidebarButton").count() == 0
    assert len(titles) >= 8

    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_have_text(titles[-2])
    expect(page).to_have_url(re.compile(f"slide={len(titles) - 1}"))
    page.reload()
    expect(page.locator("h1")).to_have_text(titles[-2])
    expect(page.get_by_role("button", name=meeting.LEAVE)).to_be_visible()  # it is drawn last
    settled(page)
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text(pages.PAGES["reports"][0])
    settled(page)
    period = page.get_by_role("combobox", name="Kỳ", exact=True)
    expect(period).to_be_visible()
    expect(period).to_have_value("Quý II/2025")
    assert "unit=16528" in page.url and "slide" not in page.url


@pytest.mark.parametrize("unit", ["unit=16528&period=2025-q2", "unit=&period=2026-q3"])
@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_no_slide_is_cut_and_no_syllable_broken_and_type_grows_with_the_screen(
    page, served, size, unit
):
    wide, high = size
    page.set_viewport_size({"width": wide, "height": high})
    open_page(page, f"{served}/{pages.PAGES['meeting'][2]}?{unit}")
    place, number = page.get_by_text(re.compile(r"^Trang \d+/\d+$")), 1
    expect(place).to_be_visible()
    count = int(place.inner_text().split("/")[1])
    assert count >= 8
    while True:
        expect(page.get_by_text(f"Trang {number}/{count}")).to_be_visible()
        settled(page)
        title = page.locator("h1").inner_text()
        until(page, f"{HIDDEN_PX} <= 0")
        assert page.evaluate(BROKEN) == [], title
        # In 38ths and 43rds of the height, at 1024 × 768 its breadth is what limits a table.
        assert page.evaluate(SIZE, "h1") >= high / 26
        texts = [page.evaluate(SIZE, what) for what in ("table td", "table td p")]
        assert all(size is None or size >= high / 43 for size in texts), title
        if number == count:
            break
        page.keyboard.press("ArrowRight")
        number += 1


SIZE = """what => {
    const found = document.querySelector(`[class*="st-key-screen_"] ${what}`)
    return found && parseFloat(getComputedStyle(found).fontSize)
}"""
# What of the slide a reader would have to scroll to, downwards or aside, or has no place in a cell.
HIDDEN_PX = """Math.max(...[
    document.querySelector('[data-testid="stMain"]'),
    ...document.querySelectorAll('[class*="st-key-screen_"] :is(table, td, th)'),
    ...document.querySelectorAll('[data-testid="stTable"]'),
].flatMap(e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth])) - 2"""
# The syllables that stand on two lines; a line may end after a stroke or a dash.
BROKEN = """() => {
    const root = document.querySelector('[class*="st-key-screen_"]'), broken = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), range = new Range()
    while (walker.nextNode()) {
        const node = walker.currentNode
        for (const found of node.data.matchAll(/[^\\s\u00a0/–-]+/g)) {
            range.setStart(node, found.index)
            range.setEnd(node, found.index + found[0].length)
            const lines = new Set([...range.getClientRects()].map(rect => Math.round(rect.top)))
            if (lines.size > 1) broken.push(found[0])
        }
    }
    return broken
}"""
