"""What is written on pages: an entry until it is seen, many at once, letters and their ledger."""

import csv
import os
import statistics
import threading
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import docx

from bench.data_sets import SAMPLE, TASK, UNIT, DataSets
from bench.day_files import CODE, OPEN, STATUS, write_rows
from bench.drawn_page import Wrong
from bench.figures import Figure, Table
from bench.person import TASKS, enter_task
from bench.person import UNIT as UNIT_KEY
from bench.processes import python
from bench.serving import served
from bench.tab import Tab
from board.intake import publishing
from board.papers.letters import drafts
from board.papers.letters.content import letters_content
from board.papers.letters.docx import as_docx
from board.registers import entry_files
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import Selection, selection_of
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current

TURNS = 3
SEEN_S, MANY_S = (2, 4), (4, None)  # with the sample, and at the larger size
ENTRIES, THREADS = 200, 8
LETTERS, MADE_S, RECORDED_S = 2000, 10, 3
# A Saturday, so that no other letter is owed since the day after.
DUE, OWED = "2026-09-05", date(2026, 9, 6)
TITLE = "Việc đo"


def entries(data_sets: DataSets) -> Table:
    """An entry on a page until the page shows it as published, and many from several threads."""
    folders = {"sample": data_sets.sample()}
    size = data_sets.sizes[1]
    folders[f"{size:,}"] = data_sets.loaded(size)
    count = THREADS if data_sets.small else ENTRIES
    single, many_name = (
        "one, until its page shows it as published",
        f"{count} of {THREADS} threads, until published",
    )
    figures = []
    for (name, folder), seen_limit, many_limit in zip(folders.items(), SEEN_S, MANY_S, strict=True):
        with data_sets.copy_of(folder) as data, _folder_of_board(data):
            seen, status = _seen_after(data)
            many = _in_tables_after(count)
        figures += [
            Figure(single, f"{name}, s", seen, seen_limit),
            Figure(many_name, f"{name}, s", many, many_limit),
            Figure("`python -m etl status`", f"{name}, s", status),
            Figure(single, f"{name}, ratio", seen / status),
            Figure(many_name, f"{name}, ratio", many / status),
        ]
    return Table(
        "Entries on a page",
        "From the press on the page, or the start of the first thread, until published, against "
        "the command that starts alike and builds nothing, in turns; medians.",
        "entries",
        figures,
    )


def _seen_after(data: Path) -> tuple[float, float]:
    """Medians: the seconds from a press that saves an entry until its page shows it among what is
    published, and those of `python -m etl status`."""
    seen, status = [], []
    with served("dashboard.py", BOARD_DATA=str(data)) as (address, _):
        tab = Tab(port=int(address.rsplit(":", 1)[1]))
        tab.open(f"unit={UNIT_KEY}")
        for turn in range(TURNS):
            status.append(python("-m", "etl", "status", "--data", data)[0])
            tab.go(TASKS)
            title, started = f"{TITLE} {turn}", time.perf_counter()
            enter_task(tab, title)
            while tab.repeated:  # the page looks again and again whether a load has published
                time.sleep(min(tab.repeated.values()))
                for fragment in [*tab.repeated]:
                    tab.run(fragment, by_itself=True)
            seen.append(time.perf_counter() - started)
            if not entry_files.records("tasks", current(EVERYTHING), UNIT_KEY, title):
                raise Wrong(f"{title} was not published")
        tab.close()
    return statistics.median(seen), statistics.median(status)


def _in_tables_after(count: int) -> float:
    """Seconds until so many entries of several threads, each published as a page does, are in the
    published tables."""

    def write(thread: int) -> None:
        """A thread's share of the entries."""
        for place in range(count // THREADS):
            number = f"nhiều-{thread}-{place}"
            record = TASK | {"task_id": number, "title": f"Nhiều {number}"}
            entry_files.append("tasks", record, [], "", "")
            publishing.publish()

    threads = [threading.Thread(target=write, args=(thread,)) for thread in range(THREADS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while publishing.is_publishing():
        time.sleep(0.01)
    seconds = time.perf_counter() - started
    held = entry_files.records("tasks", current(EVERYTHING), UNIT_KEY, "Nhiều")
    if len(held) != count:
        raise RuntimeError(f"{len(held)} of {count} entries: {publishing.failure()}")
    return seconds


def letters(data_sets: DataSets) -> Table:
    """Letters made as one file, against the same file opened and saved, and recorded."""
    count = LETTERS // 50 if data_sets.small else LETTERS
    with data_sets.copy_of(data_sets.sample()) as data, _folder_of_board(data):
        path = data.parent / "hoso_2026-09-30_thu.csv"
        _write_overdue(path, count // 2)  # each is owed both apologies
        python("-m", "etl", "load", path, "--data", data)
        selection = _of_day(OWED)
        content = letters_content(selection)
        if len(content.letters) != count:
            raise RuntimeError(f"{len(content.letters)} letters")
        started = time.perf_counter()
        made = data.parent / "thu.docx"
        made.write_bytes(as_docx(letters_content(selection)))
        took = time.perf_counter() - started
        started = time.perf_counter()
        docx.Document(str(made)).save(str(made))
        saved = time.perf_counter() - started
        started = time.perf_counter()
        recorded = drafts.record(selection, f"{UNIT}-01")
        written = time.perf_counter() - started
        published, _ = python("-m", "etl", "load", entry_files.folder(), "--data", data)
        if recorded.count != count or len(drafts.to_record(_of_day(OWED))):
            raise RuntimeError(f"recorded {recorded}")
    name = f"{count:,} letters"
    return Table(
        "Letters",
        "Made as one Word file, against python-docx opening and saving that file; recorded as "
        "drafted in their ledger, and that published.",
        "of the sample",
        [
            Figure(name, "made, s", took, MADE_S),
            Figure(name, "opened and saved, s", saved),
            Figure(name, "ratio", took / saved),
            Figure(name, "written into the ledger, s", written),
            Figure(name, "written and published, s", written + published, RECORDED_S),
        ],
    )


def _of_day(day: date) -> Selection:
    return selection_of(current(EVERYTHING), Filters(), spanning(day, day))


def _write_overdue(path: Path, count: int) -> None:
    with (SAMPLE / "hoso_2026-09-30.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        first = next(row for row in rows if row[STATUS] == OPEN and row["Đơn vị"] == UNIT)
    first |= {"Ngày nộp": "2026-09-01 08:00", "Ngày tiếp nhận": "2026-09-01 08:00"}
    first |= {"Ngày hẹn trả": f"{DUE} 17:00"}
    codes = (f"H58.14.13-260901-{number:04}" for number in range(count))
    write_rows(path, [first | {CODE: code} for code in codes])


@contextmanager
def _folder_of_board(data: Path):
    """The data folder of this process, for a while."""
    before = os.environ.get("BOARD_DATA", "")
    os.environ["BOARD_DATA"] = str(data)
    try:
        yield
    finally:
        os.environ["BOARD_DATA"] = before
