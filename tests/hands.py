"""Two ways through the board, with a mouse and by keys alone, and how many presses each takes."""

from playwright.sync_api import Locator, Page, expect

from board.text import pages
from tests.test_browser import TWO_FRAMES, cells, settled

HAS_FOCUS = "e => e === document.activeElement || e.contains(document.activeElement)"
MOST_TABS = 250


class Mouse:
    """A hand on the mouse; `presses` counts."""

    def __init__(self, page: Page):
        self.page, self.presses = page, 0

    def press(self, what: Locator, to: str | None = None) -> None:
        """Presses a link or button and waits for what comes of it, `to` for the page of a name."""
        self.presses += 1
        self._press(what)
        if to:
            expect(self.page.locator("h1")).to_have_text(pages.PAGES[to][0])
        self.page.evaluate(TWO_FRAMES)
        settled(self.page)
        cells(self.page)  # tables are drawn after their page

    def _press(self, what: Locator) -> None:
        what.click()


class Keys(Mouse):
    """A hand on the keys: Tab until what is wanted has the focus, then Enter. A way there by Tab is
    no press, as a way of the mouse is none."""

    def _press(self, what: Locator) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def reach(self, what: Locator) -> None:
        """Goes by Tab to what is wanted. Raises AssertionError where no key reaches it."""
        for _ in range(MOST_TABS):
            if what.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key reaches {what}")

    def write(self, box: Locator, text: str, *then: str) -> None:
        """Types into a box, and presses the keys that take what was typed."""
        self.reach(box)
        self.page.keyboard.type(text)
        for key in then:
            self.page.keyboard.press(key)
