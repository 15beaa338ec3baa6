"""Entries by the hundred land in one batch: a bad one is refused alone, and none is lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from board.registers import entry_files
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.conftest import PROJECT
from tests.registers import register
from tests.snapshots import ask as rows_of
from tests.snapshots import put, settings, take

RECORDS = 20
THREADS = 8


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with twenty published tasks."""
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    rows = [{"task_id": f"NV{n:02}"} for n in range(RECORDS)]
    put(tmp_path, "nhiemvu_2025-06-01.csv", register("tasks", *rows))
    take(tmp_path)
    return tmp_path


def task(number: int) -> dict[str, str]:
    """A published task as a page sees it."""
    snapshot = current(EVERYTHING)
    own = ask(snapshot, "source_fields", source="tasks")["field"]
    held = entry_files.records("tasks", snapshot)
    found = next(record for record in held if record["task_id"] == f"NV{number:02}")
    return {name: found[name] for name in own}


def write(count: int, **of_number: dict[int, str]) -> list[Path]:
    """So many entries by eight threads, each of a note; a field's values by the entry's number."""
    records = [task(n) for n in range(RECORDS)]

    def edit(n: int) -> Path:
        values = {name: by_number[n] for name, by_number in of_number.items() if n in by_number}
        record = records[n % RECORDS] | {"note": f"lần {n}"} | values
        return entry_files.append("tasks", record, ["note", *values], "16528-01", f"sửa {n}")

    with ThreadPoolExecutor(THREADS) as pool:
        return [*pool.map(edit, range(count))]


def reasons(data) -> list[tuple]:
    return rows_of(data, "select change_reason from record_changes order by all")


def test_of_200_entries_a_bad_one_is_refused_alone_with_its_sentence(data):
    paths = write(200, progress_percent={77: "101"})
    summary = take(data, entry_files.folder())
    refused = [file for file in summary["files"] if file["outcome"] == "refused"]
    assert [(file["file"], file["sentence"]) for file in refused] == [
        (paths[77].name, "Nằm ngoài khoảng cho phép.")
    ]
    assert reasons(data) == sorted((f"sửa {n}",) for n in range(200) if n != 77)
    [waiting] = entry_files.waiting("tasks", current(EVERYTHING))
    assert (waiting.path, waiting.refused) == (paths[77], "Nằm ngoài khoảng cho phép.")


def test_two_threads_that_change_one_record_both_count(data):
    record = task(3)
    changes = [("note", "của tôi"), ("progress_percent", "40")] * 20
    with ThreadPoolExecutor(2) as pool:
        list(
            pool.map(
                lambda change: entry_files.append(
                    "tasks", record | dict([change]), [change[0]], "16528-01", "cùng lúc"
                ),
                changes,
            )
        )
    take(data)
    assert rows_of(
        data, "select note, progress_percent::varchar from tasks where task_id = 'NV03'"
    ) == [("của tôi", "40")]
    assert reasons(data) == [("cùng lúc",)] * 40


def test_a_load_that_is_killed_in_the_batch_loses_no_entry(data):
    write(60)
    for saved in (1, 75):  # amid the rows, amid the notes
        process = subprocess.Popen(
            [sys.executable, "-m", "etl", "load"],
            cwd=PROJECT,
            env=os.environ | {"BOARD_DATA": str(data)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None and len([*(data / "staged" / "tasks").glob("*")]) < 2 + saved:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
    take(data)
    assert reasons(data) == sorted((f"sửa {n}",) for n in range(60))
    assert {file["outcome"] for file in take(data)["files"]} == {"known"}


HOSTILE = {
    0: "=1+1",
    1: 'nói "thôi", rồi\nxuống dòng',
    2: "<b>đậm</b>",
    3: "Họp với bà Nguyễn Thị Hoa, điện thoại 0912345678",
    4: "e\u0302\u0301 rời",
    5: "",
    6: "-",
}


def test_an_entry_is_taken_in_a_batch_as_it_is_alone(data, tmp_path_factory):
    paths = write(12, title=HOSTILE, assignee={7: "16528-02", 8: "ông Ba"}, done_on={9: "hôm qua"})
    alone = tmp_path_factory.mktemp("alone") / "data"
    shutil.copytree(data, alone)
    for path in paths:  # under a name that no page gives, it is taken by itself
        own = alone / path.relative_to(data)
        own.rename(own.with_name(f"{path.name[:10]}-{own.stem[-16:]}.csv"))
    results = [summary_of(folder) for folder in (data, alone)]
    assert results[0] == results[1]
    assert [outcome for outcome, *_ in results[0]].count("refused") == 3  # "-" is no title either
    assert rows_taken(data, "checked") == rows_taken(alone, "checked")
    assert rows_taken(data, "staged") == rows_taken(alone, "staged")


def summary_of(folder: Path) -> list[tuple]:
    """What a load says of each entry, but for its name and its moment."""
    left_out = {"file", "landed_at", "landed_order", "as_of_is_estimated"}
    files = [file for file in take(folder)["files"] if "2025-06-01" not in file["file"]]
    return sorted(
        (file["outcome"], json.dumps({k: v for k, v in file.items() if k not in left_out}))
        for file in files
    )


def rows_taken(folder: Path, kind: str) -> list[tuple]:
    """Every staged or checked row with the hash of its file; lines as a build counts them."""
    return duckdb.execute(
        "select regexp_extract(filename, '[0-9a-f]{64}'), "
        "* exclude (filename) replace (coalesce(line, file_row_number + 2) as line) "
        "from read_parquet($path, filename = true, file_row_number = true, union_by_name = true) "
        "order by all",
        {"path": str(settings(folder).data / kind / "tasks" / "*.parquet")},
    ).fetchall()
