"""What each open tab of a browser may fetch and has uploaded, until its session ends."""

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MEDIA_ID = re.compile(rb"/media/([0-9a-f]{16,128})")
# Field 6 of Streamlit's message Initialize, a text of 36 bytes: the session's id.
SESSION_ID = re.compile(rb"\x32\x24([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@dataclass(eq=False)
class Tab:
    """One session: the browser that opened it, the files it may fetch, the bytes it uploaded."""

    browser: str
    sessions: set[str] = field(default_factory=set)
    media: set[str] = field(default_factory=set)
    uploaded: dict[str, int] = field(default_factory=dict)
    sockets: int = 0
    is_named: bool = False  # since its last connection
    end: asyncio.TimerHandle | None = None

    def reads(self, message: bytes) -> None:
        """Keeps the ids that a message to the tab names: its session's, and those of files."""
        if not self.is_named:
            named = {found.decode() for found in SESSION_ID.findall(message)}
            self.is_named = bool(named)
            self.sessions |= named
        if b"/media/" in message:
            self.media |= {found.decode() for found in MEDIA_ID.findall(message)}


class Tabs:
    """Every tab that is open, or was until a moment ago: a lost connection may come back."""

    def __init__(self, grace_seconds: float, when_ended: Callable[[Iterable[str]], None]):
        self.grace_seconds = grace_seconds
        self.when_ended = when_ended
        self._tabs: set[Tab] = set()

    def opened(self, browser: str, session: str) -> Tab:
        """The tab of a new connection: the one that had this session in this browser, else new."""
        tab = self.of_session(browser, session) or Tab(browser)
        if tab.end:
            tab.end.cancel()
        tab.sockets += 1
        tab.is_named = False  # Streamlit may not take up the session again
        self._tabs.add(tab)
        return tab

    def left(self, tab: Tab) -> None:
        """Ends the tab's session some time after its last connection was lost."""
        tab.sockets -= 1
        if tab.sockets == 0:
            tab.end = asyncio.get_running_loop().call_later(self.grace_seconds, self._ended, tab)

    def of_session(self, browser: str, session: str) -> Tab | None:
        """The tab of a session, if this browser opened it."""
        tabs = (tab for tab in self._tabs if tab.browser == browser and session in tab.sessions)
        return next(tabs, None)

    def may_fetch(self, browser: str, media: str) -> bool:
        """Whether a session of this browser was sent this file's address and still lives."""
        return any(tab.browser == browser and media in tab.media for tab in self._tabs)

    def _ended(self, tab: Tab) -> None:
        self._tabs.discard(tab)
        self.when_ended(tab.sessions)
