"""python -m bench.soak [--minutes 10] [--sessions 40]: forty people at one dashboard, ten minutes.

They sign in with accounts of the five roles, go from page to page, choose, take files, write in a
register and open the dashboard anew while a day's file comes in each minute, over the sample in a
data folder of its own. No answer may hold a dossier's code that its reader may not see. A whole run
writes its figures into docs/operations.md. Wants /proc, which says how much memory a process has.
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
from datetime import date
from pathlib import Path

from bench.day_files import DAY_ROWS, after, last_day, last_dossiers, write_day
from bench.figures import Figure, Table, passed_limits
from bench.page import BEFORE, PAGE, Measured, put_section, read_figures, section
from bench.parts.day import load_day
from bench.person import NAMES, THINKS_SECONDS, TITLE, UNIT, Notes, Person
from bench.processes import python
from bench.readers import NAMES as ROLE_NAMES
from bench.readers import add_accounts, looking_for_codes, owners_of_dossiers
from bench.serving import PROJECT, held_megabytes, served
from bench.tab import Tab
from board.registers import entry_files
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current

MINUTES, SESSIONS = 10, 40
DAY_FILE_SECONDS, SAMPLE_SECONDS, SETTLES_SECONDS = 60, 5, 300
MOST_DAYS = 50  # no file may be of a day to come
MOST_GROWTH = 1.2  # of memory, from minute 2 to the end
# Level: of so many minutes, once a third has passed, memory gains less than so many MB in ten.
LONG_MINUTES, LEVEL_MB = 30, 10
RERUNS = ("go", "choose", "write")
FIGURES = re.compile(r"(?<=<!-- soak -->\n).*?(?=<!-- end of soak -->)", re.S)


def soak(minutes: float, sessions: int, folder: Path) -> Notes:
    """Runs it over a data folder that it makes in `folder`; gives what was noted."""
    data = folder / "data"
    (data / "inbox").mkdir(parents=True)
    for path in (PROJECT / "data" / "sample").glob("*.csv"):
        shutil.copy2(path, data / "inbox")
    export = data / "inbox" / "hoso_2026-09-30.csv"
    rows = last_dossiers(export)
    python("-m", "etl", "load", "--data", data)
    notes, log = Notes(), folder / "server.log"
    os.environ["BOARD_DATA"] = str(data)
    add_accounts(sessions)
    owners = owners_of_dossiers()
    units = PROJECT / "data" / "reference" / "units.csv"
    with served("dashboard.py", log, BOARD_DATA=str(data)) as (address, process):
        port, started = int(address.rsplit(":", 1)[1]), time.monotonic()
        end = started + minutes * 60
        people = [
            Person(
                Tab(port=port, look=looking_for_codes(number, owners, units, notes.found)),
                random.Random(number),
                notes,
                number,
            )
            for number in range(sessions)
        ]

        def day_file() -> None:
            day = after(last_day(export), 1 + notes.day_files % MOST_DAYS)
            path = folder / f"hoso_{day}.csv"
            write_day(path, rows, notes.day_files, day)
            notes.day_files += 1
            load_day(path, data, 2 * DAY_ROWS)

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
    """Whether a line of the server's log is of an error."""
    return line.startswith("Traceback") or " ERROR " in line or "level=ERROR" in line


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
        held = entry_files.records("tasks", current(EVERYTHING), UNIT, TITLE)
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
            f"cùng máy: {sessions} phiên đã đăng nhập của {len(ROLE_NAMES)} vai trò trong "
            f"{minutes:g} phút trên số liệu mẫu, "
            f"mỗi phiên một việc khoảng {statistics.mean(THINKS_SECONDS):g} giây một lần, "
            f"{notes.day_files} tệp ngày được nạp, {len(notes.written)} lần ghi sổ. Mức tải "
            f"của máy trong lúc đo, kể cả phép đo: {_s(statistics.median(notes.load))} (load "
            "average một phút, trung vị).",
            "",
            f"- Lỗi: {len(notes.errors)}. Mọi lần ghi đều có trong bản số liệu sau cùng."
            if not notes.errors
            else f"- Lỗi: {len(notes.errors)}.",
            f"- Mã hồ sơ đến người không được xem: {len(notes.leaks)}, đến người được xem: "
            f"{notes.codes}.",
            f"- Chạy lại một trang (đổi trang, đổi bộ lọc, ghi sổ): p95 {_s(p95(reruns))} giây, "
            f"trung vị {_s(statistics.median(reruns))} giây, {len(reruns)} lần.",
            f"- Bộ nhớ của máy chủ: {after_two:.0f} MB ở phút 2, {last:.0f} MB lúc cuối; sau một "
            f"phần ba thời gian, mỗi mười phút tăng {_s(notes.gained_megabytes(minutes))} MB.",
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


def memory_table(notes: Notes, minutes: float, sessions: int) -> Table:
    """Whether the server's memory is level, as a table of docs/benchmarks.md."""
    start, end = notes.memory_at(minutes * 20), notes.memory_at(minutes * 60)
    row, gained = f"{sessions} sessions, {minutes:g} minutes", notes.gained_megabytes(minutes)
    return Table(
        "The server's memory",
        "People of five roles at one dashboard of the sample, a day's file a minute; the gain is "
        "the slope of a line through all samples of the last two thirds.",
        "run",
        [
            Figure(row, "after a third, MB", start),
            Figure(row, "at the end, MB", end),
            Figure(row, "ratio", end / start),
            Figure(row, "gain in ten minutes, MB", gained, LEVEL_MB),
        ],
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
    print(text, *notes.errors, *notes.leaks, sep="\n")
    if (options.minutes, options.sessions) == (MINUTES, SESSIONS):
        page = PROJECT / "docs" / "operations.md"
        page.write_text(FIGURES.sub(lambda _: text, page.read_text("utf-8")), "utf-8")
    table = memory_table(notes, options.minutes, options.sessions)
    if options.minutes >= LONG_MINUTES:
        measured = Measured("memory", [table], options.minutes)
        put_section(PAGE, section("Server memory", measured, read_figures("memory", BEFORE)), [])
    grew = notes.memory_at(options.minutes * 60) > MOST_GROWTH * notes.memory_at(120)
    is_level = options.minutes < LONG_MINUTES or not passed_limits([table])
    failed = bool(notes.errors or notes.leaks) or (options.minutes > 2 and grew)
    return int(failed or not is_level)


if __name__ == "__main__":
    sys.exit(main())
