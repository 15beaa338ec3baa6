"""python -m bench.soak [--minutes 10] [--sessions 20]: twenty people at one dashboard, ten minutes.

They go from page to page, choose, take files, write in a register and open the dashboard anew while
a day's file comes in each minute, over the sample in a data folder of its own. A whole run writes
its figures into docs/operations.md. Wants /proc, which says how much memory a process has.
"""

import argparse
import os
import platform
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.loading import one_more_day, python
from bench.serving import PROJECT, served
from bench.tab import Tab, Wrong
from board.registers import entry_files
from board.text import entries as entries_text
from board.warehouse.snapshots import current

MINUTES, SESSIONS, WRITERS = 10, 20, 4
UNIT = "16531@2025-07-01"  # it has officers in post
TITLE = "Việc thử"
ADDRESSES = (f"unit={UNIT}&period=2026-q3", "period=2026-q3", "period=2026-09&compare=year")
THINKS_SECONDS = (4, 16)
DAY_FILE_SECONDS, SAMPLE_SECONDS, SETTLES_SECONDS = 60, 5, 300
MOST_GROWTH = 1.2  # of memory, from minute 2 to the end
# How often each is done of a hundred times; those who write do that besides.
MIX, WRITES = {"go": 50, "choose": 30, "take": 15, "open": 5}, 12
RERUNS = ("go", "choose", "write")
NAMES = {
    "open": "mở Bảng điều hành",
    "go": "đổi trang",
    "choose": "đổi bộ lọc",
    "write": "ghi sổ",
    "take": "tải tệp",
}
FIGURES = re.compile(r"(?<=<!-- soak -->\n).*?(?=<!-- end of soak -->)", re.S)


@dataclass
class Notes:
    """What was done, how long it took, what went wrong, and the server's memory."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in NAMES})
    errors: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    day_files: int = 0
    megabytes: list[tuple[float, float]] = field(default_factory=list)  # since the start, how many
    load: list[float] = field(default_factory=list)  # of the machine, as the system averages it

    def memory_at(self, second: float, around: float = 15) -> float:
        """The median of the memory around a second of the run."""
        near = [size for when, size in self.megabytes if abs(when - second) <= around]
        return statistics.median(near or [size for _, size in self.megabytes[-1:]])


@dataclass
class Person:
    """Somebody at a tab. Those who write do so in the register of tasks of one unit."""

    tab: Tab
    chance: random.Random
    notes: Notes
    number: int
    written: int = 0

    @property
    def writes(self) -> bool:
        """Whether they write in the register too."""
        return self.number < WRITERS

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
        """Closes the tab and opens another one."""
        self.tab.close()
        return self.tab.open(ADDRESSES[0] if self.writes else self.chance.choice(ADDRESSES))

    def go(self) -> float:
        """Goes to another page."""
        return self.tab.go(self.chance.choice([*self.tab.pages]))

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
        self.notes.seconds["go"].append(tab.go("tien-do-mo-hinh"))
        tab.unfold(entries_text.ENTER["tasks"])
        title = f"{TITLE} {self.number}-{self.written}"
        self.written += 1
        tab.set("text_input", tab.labelled("text_input", "Nhiệm vụ *"), title)
        tab.set("date_input", tab.labelled("date_input", "Hạn hoàn thành *"), ["2026-12-31"])
        for label, place in (("Mảng nội dung *", 1), (f"{entries_text.ENTRY_BY} *", 0)):
            box = tab.labelled("selectbox", label)
            tab.set("selectbox", box, box.element.selectbox.options[place])
        seconds = tab.press(tab.labelled("button", entries_text.SAVE))
        if refused := tab.errors():
            raise Wrong(" ".join(refused))
        self.notes.written.append(title)
        return seconds

    def _next(self) -> str:
        if self.writes and self.chance.random() * 100 < WRITES:
            return "write"
        return self.chance.choices([*MIX], [*MIX.values()])[0]


def soak(minutes: float, sessions: int, folder: Path) -> Notes:
    """Runs it over a data folder that it makes in `folder`; gives what was noted."""
    data = folder / "data"
    (data / "inbox").mkdir(parents=True)
    for path in (PROJECT / "data" / "sample").glob("*.csv"):
        shutil.copy2(path, data / "inbox")
    shutil.copy2(data / "inbox" / "hoso_2026-09-30.csv", folder)
    python("-m", "etl", "load", "--data", data)
    notes, log = Notes(), folder / "server.log"
    os.environ["BOARD_DATA"] = str(data)
    with served("dashboard.py", log, BOARD_DATA=str(data)) as (address, process):
        port, started = int(address.rsplit(":", 1)[1]), time.monotonic()
        end = started + minutes * 60
        people = [
            Person(Tab(port), random.Random(number), notes, number) for number in range(sessions)
        ]

        def day_file() -> None:
            one_more_day(folder)
            notes.day_files += 1

        def memory() -> None:
            urllib.request.urlopen(f"{address}/healthz", timeout=60).close()
            notes.load.append(os.getloadavg()[0])
            notes.megabytes.append((time.monotonic() - started, held_megabytes(process)))

        threads = [threading.Thread(target=person.work, args=(end,)) for person in people]
        threads += [
            threading.Thread(target=_repeat, args=(day_file, DAY_FILE_SECONDS, end, notes)),
            threading.Thread(target=_repeat, args=(memory, SAMPLE_SECONDS, end, notes)),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        _look_for_what_was_written(notes)
    notes.errors += [line for line in log.read_text("utf-8").splitlines() if is_error(line)]
    return notes


def is_error(line: str) -> bool:
    """Whether a line of the server's log tells of an error."""
    return line.startswith("Traceback") or " ERROR " in line or "level=ERROR" in line


def held_megabytes(process: int) -> float:
    """The memory of a process, as the system counts it."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _repeat(action: Callable[[], None], seconds: float, end: float, notes: Notes) -> None:
    while time.monotonic() < end:
        started = time.monotonic()
        try:
            action()
        except (RuntimeError, OSError) as error:
            notes.errors.append(str(error))
        time.sleep(max(0, min(started + seconds, end) - time.monotonic()))


def _look_for_what_was_written(notes: Notes) -> None:
    """Notes an error where an entry is not in the published tables, once its load has ended."""
    end, missing = time.monotonic() + SETTLES_SECONDS, set(notes.written)
    while missing and time.monotonic() < end:
        time.sleep(1)
        held = entry_files.records("tasks", current(), UNIT, TITLE)
        missing = set(notes.written) - {record["title"] for record in held}
    notes.errors += [f"not in the tables: {title}" for title in sorted(missing)]


def p95(seconds: list[float]) -> float:
    """The 95th percentile: of a hundred, the sixth longest."""
    return sorted(seconds)[int(len(seconds) * 0.95)] if seconds else float("nan")


def figures(notes: Notes, minutes: float, sessions: int) -> str:
    """What was measured, as a part of docs/operations.md."""
    reruns = [seconds for kind in RERUNS for seconds in notes.seconds[kind]]
    after_two, last = notes.memory_at(120), notes.memory_at(minutes * 60)
    return "\n".join(
        [
            f"Đo ngày {date.today():%d/%m/%Y} bằng `make soak` trên máy {os.cpu_count()} lõi, "
            f"{platform.system()}, Python {platform.python_version()}, người dùng giả lập chạy "
            f"cùng máy: {sessions} phiên trong {minutes:g} phút trên số liệu mẫu, "
            f"mỗi phiên một việc khoảng {statistics.mean(THINKS_SECONDS):g} giây một lần, "
            f"{notes.day_files} tệp ngày được nạp, {len(notes.written)} lần ghi sổ. Mức tải "
            f"của máy trong lúc đo, kể cả phép đo: {_s(statistics.median(notes.load))} (load "
            "average một phút, trung vị).",
            "",
            f"- Lỗi: {len(notes.errors)}. Mọi lần ghi đều có trong bản số liệu sau cùng."
            if not notes.errors
            else f"- Lỗi: {len(notes.errors)}.",
            f"- Chạy lại một trang (đổi trang, đổi bộ lọc, ghi sổ): p95 {_s(p95(reruns))} giây, "
            f"trung vị {_s(statistics.median(reruns))} giây, {len(reruns)} lần.",
            f"- Bộ nhớ của máy chủ: {after_two:.0f} MB ở phút 2, {last:.0f} MB lúc cuối.",
            "",
            "| Việc | Số lần | Trung vị, giây | p95, giây |",
            "|---|---|---|---|",
            *(
                f"| {name} | {len(took)} | {_s(statistics.median(took))} | {_s(p95(took))} |"
                for kind, name in NAMES.items()
                if (took := notes.seconds[kind])
            ),
            "",
        ]
    )


def _s(seconds: float) -> str:
    return f"{seconds:.2f}".replace(".", ",")


def main() -> int:
    """Runs it and gives the exit code: 1 after an error or where memory went on growing."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        notes = soak(options.minutes, options.sessions, Path(folder))
    text = figures(notes, options.minutes, options.sessions)
    print(text, *notes.errors, sep="\n")
    if (options.minutes, options.sessions) == (MINUTES, SESSIONS):
        page = PROJECT / "docs" / "operations.md"
        page.write_text(FIGURES.sub(lambda _: text, page.read_text("utf-8")), "utf-8")
    grew = notes.memory_at(options.minutes * 60) > MOST_GROWTH * notes.memory_at(120)
    return int(bool(notes.errors) or (options.minutes > 2 and grew))


if __name__ == "__main__":
    sys.exit(main())
