"""Somebody at a tab of the dashboard, who does one thing after another, and what is noted of it."""

import random
import statistics
import time
from dataclasses import dataclass, field

from bench.drawn_page import Wrong
from bench.readers import PASSWORD, WRITERS, account_of, role_of
from bench.tab import Tab
from board.text import entries as entries_text

UNIT = "16531@2025-07-01"  # it has officers in post
TITLE = "Việc thử"
ADDRESSES = (f"unit={UNIT}&period=2026-q3", "period=2026-q3", "period=2026-09&compare=year")
THINKS_SECONDS = (4, 16)
LISTS, TASKS = "ho-so-dang-giai-quyet", "tien-do-mo-hinh"
SIGNS_IN_EVERY = 3  # times that somebody opens the dashboard
# How often each is done of a hundred times; those who write do that besides.
MIX, WRITES = {"go": 50, "choose": 30, "take": 15, "open": 5}, 12
NAMES = {
    "open": "mở Bảng điều hành",
    "go": "đổi trang",
    "choose": "đổi bộ lọc",
    "write": "ghi sổ",
    "take": "tải tệp",
}


def enter_task(tab: Tab, title: str) -> float:
    """Enters a task on the page of tasks; the seconds of the press that saves it. Raises Wrong
    where the page refuses it."""
    tab.unfold(entries_text.ENTER["tasks"])
    tab.set("text_input", tab.labelled("text_input", "Nhiệm vụ *"), title)
    tab.set("date_input", tab.labelled("date_input", "Hạn hoàn thành *"), ["2026-12-31"])
    for box in tab.all("selectbox"):  # who signed in is not asked who writes
        if box.element.selectbox.label in ("Mảng nội dung *", f"{entries_text.ENTRY_BY} *"):
            tab.set("selectbox", box, box.element.selectbox.options[1])
    seconds = tab.press(tab.labelled("button", entries_text.SAVE))
    if refused := tab.errors():
        raise Wrong(" ".join(refused))
    return seconds


@dataclass
class Notes:
    """What was done, how long it took, what went wrong, and the server's memory."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in NAMES})
    errors: list[str] = field(default_factory=list)
    codes: int = 0  # of dossiers, in answers to those who may see them
    leaks: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    day_files: int = 0
    megabytes: list[tuple[float, float]] = field(default_factory=list)  # since the start, how many
    load: list[float] = field(default_factory=list)  # of the machine, as the system averages it

    def found(self, code: str, is_allowed: bool) -> None:
        """Takes in a dossier's code that somebody was sent."""
        self.codes += is_allowed
        if not is_allowed:
            self.leaks.append(code)

    def memory_at(self, second: float, around: float = 15) -> float:
        """The median of the memory around a second of the run."""
        near = [size for when, size in self.megabytes if abs(when - second) <= around]
        return statistics.median(near or [size for _, size in self.megabytes[-1:]])

    def gained_megabytes(self, minutes: float) -> float:
        """What memory gains in ten minutes: the slope of a line through the samples of the last two
        thirds of a run of so many minutes; 0 with fewer than two."""
        late = [(when, size) for when, size in self.megabytes if when >= minutes * 20]
        if len(late) < 2:
            return 0.0
        when, size = zip(*late, strict=True)
        return 600 * statistics.linear_regression(when, size).slope


@dataclass
class Person:
    """Somebody at a tab. Those who write do so in the register of tasks of one unit."""

    tab: Tab
    chance: random.Random
    notes: Notes
    number: int
    written: int = 0
    opened: int = 0
    saw_lists: bool = False

    @property
    def writes(self) -> bool:
        """Whether they write in the register too, all of one unit."""
        return self.number < 10 and role_of(self.number) in WRITERS

    def work(self, end: float) -> None:
        """Does one thing after another until a moment; an error is noted, the tab opened anew."""
        doing = "open"
        time.sleep(self.chance.uniform(0, THINKS_SECONDS[1]))
        while time.monotonic() < end:
            try:
                self.notes.seconds[doing].append(getattr(self, doing)())
                self.tab.wait(self.chance.uniform(*THINKS_SECONDS))
                doing = self._next()
            except (Wrong, OSError, TimeoutError, EOFError, ValueError) as error:
                self.notes.errors.append(f"{doing}: {type(error).__name__}: {error}")
                doing = "open"
        self.tab.close()

    def open(self) -> float:
        """Closes the tab and opens another one, now and then after signing in anew."""
        self.tab.close()
        if self.opened % SIGNS_IN_EVERY == 0:
            self.tab.sign_in(account_of(self.number), PASSWORD)
        self.opened += 1
        return self.tab.open(ADDRESSES[0] if self.writes else self.chance.choice(ADDRESSES))

    def go(self) -> float:
        """Goes to another page, first to one that lists dossiers."""
        page = self.chance.choice([*self.tab.pages]) if self.saw_lists else LISTS
        self.saw_lists = True
        return self.tab.go(page)

    def choose(self) -> float:
        """Takes another value of a filter; who writes keeps the unit."""
        boxes = [widget for widget in self.tab.all("selectbox") if widget.in_sidebar]
        boxes = boxes[1:] if self.writes else boxes
        if not boxes:  # the meeting's screen
            return self.tab.go("")
        box = self.chance.choice(boxes)
        self.tab.set("selectbox", box, self.chance.choice(box.element.selectbox.options))
        return self.tab.run()

    def take(self) -> float:
        """Takes a file of the page."""
        files = self.tab.all("download_button")
        started = time.perf_counter()
        if files:
            self.tab.take(self.chance.choice(files))
        return time.perf_counter() - started

    def write(self) -> float:
        """Enters a task; the seconds are those of the press that saves it."""
        tab = self.tab
        self.notes.seconds["open"].append(self.open())
        self.notes.seconds["go"].append(tab.go(TASKS))
        title = f"{TITLE} {self.number}-{self.written}"
        self.written += 1
        seconds = enter_task(tab, title)
        self.notes.written.append(title)
        return seconds

    def _next(self) -> str:
        if self.writes and self.chance.random() * 100 < WRITES:
            return "write"
        return self.chance.choices([*MIX], [*MIX.values()])[0]
