"""The watched inbox: complete files are loaded, and its log says what became of each."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from board.intake import watching
from board.runtime.settings import IntakeSettings
from etl.watch import AGAIN_AFTER, GIVEN_UP_AFTER, LOG_BYTES, Inbox, _kind_of_disk, note_line
from inbox_file import files_in
from tests.conftest import PROJECT, command
from tests.snapshots import ask, csv_of, put

STARTED, ENDED = "Bắt đầu canh thư mục.", "Thôi canh thư mục."
LINE = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d (.*)")
PHONE, NAME = "0912345678", "Nguyễn Văn An"


def lines(data: Path) -> list[str]:
    """The log of the inbox without its times."""
    path = data / "inbox" / "log"
    return [LINE.fullmatch(line)[1] for line in path.read_text("utf-8").splitlines()]


def until(is_so, data: Path) -> None:
    """Waits until something is so; gives up after minutes."""
    end = time.monotonic() + 300
    while not ((data / "inbox" / "log").exists() and is_so()):
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def watched(data: Path, *more: str):
    """`python -m etl watch`, once it watches."""
    process = subprocess.Popen(
        [sys.executable, "-m", "etl", "watch", *more],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        until(lambda: lines(data), data)
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_file_is_complete_once_it_stayed_the_same_for_a_while(tmp_path):
    inbox, path = Inbox(same_for=3), put(tmp_path, "hoso.csv", "")
    assert inbox.complete([path], 0) == []
    assert inbox.complete([path], 5) == []  # empty: who makes it has yet to fill it
    path.write_text("Mã hồ sơ,")
    assert inbox.complete([path], 6) == []
    path.write_text("Mã hồ sơ,Đơn vị\n")
    assert inbox.complete([path], 8) == []
    assert inbox.complete([path], 10.9) == []
    assert inbox.complete([path], 11) == [path]
    inbox.were_loaded([path])
    assert inbox.complete([path], 60) == []
    assert inbox.waiting == {}
    # Its content changes, and it is another file.
    path.write_text("Mã hồ sơ,Đơn vị,Trạng thái\n")
    assert inbox.complete([path], 70) == []
    assert inbox.complete([path], 73) == [path]
    # A load that came to no end is tried again, not at once.
    inbox.try_later([path], 73)
    assert inbox.complete([path], 72 + AGAIN_AFTER) == []
    assert inbox.complete([path], 73 + AGAIN_AFTER) == [path]
    # One that stays empty is for a load to say so; one that goes is forgotten.
    empty = put(tmp_path, "trong.csv", "")
    assert inbox.complete([empty], 100) == []
    assert inbox.complete([empty], 100 + GIVEN_UP_AFTER) == [empty]
    empty.unlink()
    assert (inbox.complete([empty], 200), inbox.waiting) == ([], {})


def test_the_log_is_bounded_has_a_line_an_event_and_is_no_file_of_the_inbox(tmp_path):
    path = put(tmp_path, "hoso.csv", "x")
    note_line(path.parent, "tên có\nhai dòng")
    assert lines(tmp_path) == ["tên có hai dòng"]
    for number in range(LOG_BYTES // 1000 + 2):
        note_line(path.parent, f"{number} {'x' * 1000}")
    log = path.parent / "log"
    assert LOG_BYTES // 3 < log.stat().st_size < LOG_BYTES
    assert lines(tmp_path)[-1].startswith(f"{LOG_BYTES // 1000 + 1} x")
    put(tmp_path, "~$hoso.xlsx", "x")
    put(tmp_path, "hoso.csv.crdownload", "x")
    assert files_in(path.parent) == [path]


def test_of_the_mounts_the_nearest_says_on_what_a_folder_lies():
    mounts = [
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
        "30 22 0:41 / /mnt/phường\\040a rw shared:5 - cifs //may/so rw",
        "31 30 0:42 / /mnt/phường\\040a/trong rw - tmpfs tmpfs rw",
    ]
    assert _kind_of_disk(Path("/mnt/phường a/inbox"), mounts) == "cifs"
    assert _kind_of_disk(Path("/mnt/phường a/trong/inbox"), mounts) == "tmpfs"
    assert _kind_of_disk(Path("/mnt/phường ab"), mounts) == "ext4"


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
@pytest.mark.parametrize(
    ("ends_by", "more"),
    [
        (signal.SIGTERM, []),
        pytest.param(signal.SIGINT, ["--poll"], marks=pytest.mark.long),
    ],
)
def test_what_is_dropped_is_loaded_and_named_and_the_watch_ends_cleanly(ends_by, more, tmp_path):
    known = put(tmp_path, "hoso_2025-06-01.csv", csv_of({"id": "1"}))
    command("etl", "load", data=tmp_path)
    with watched(tmp_path, *more) as process:
        assert command("etl", "watch", data=tmp_path).stderr == (
            "Thư mục inbox đang được canh bởi một lần chạy khác (Bảng điều hành hoặc lệnh này).\n"
        )
        put(tmp_path, "~$hoso_2025-06-02.csv", csv_of({"id": "3"}))
        put(tmp_path, "hoso_2025-06-03.csv.part", csv_of({"id": "4"}))
        put(tmp_path, f"{NAME} {PHONE}.csv", "x,y\n1,2\n")
        put(tmp_path, "moi/hoso_2025-06-02.csv", csv_of({"id": "2"}))
        until(lambda: len(lines(tmp_path)) > 2, tmp_path)
        process.send_signal(ends_by)
        assert process.wait(timeout=300) == 0
        assert process.stderr.read() == b""
    first, *between, last = lines(tmp_path)
    assert first.startswith("Bắt đầu canh thư mục") and last == ENDED
    refused, taken = between
    assert refused.startswith("Tệp [đã che] [đã che].csv không có cột nào quen thuộc")
    assert taken == "hoso_2025-06-02.csv: đã nạp, đọc 1 dòng, nhận 1, loại 0, trùng 0."
    assert ask(tmp_path, "select dossier_id from dossiers order by all") == [("1",), ("2",)]
    assert known.exists()


def test_the_dashboard_keeps_a_watcher_as_long_as_it_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    with watching.inbox_watched():
        assert not (tmp_path / "inbox").exists()  # as it is committed: no watcher
    monkeypatch.setattr(watching, "INTAKE", IntakeSettings(watch=True, poll=False))
    with watching.inbox_watched():
        until(lambda: lines(tmp_path) == [STARTED], tmp_path)
    assert lines(tmp_path) == [STARTED, ENDED]


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_watcher_ends_with_a_dashboard_that_is_killed(tmp_path):
    script = (
        "import time; from board.intake import watching\n"
        "from board.runtime.settings import IntakeSettings\n"
        "watching.INTAKE = IntakeSettings(watch=True, poll=False)\n"
        "with watching.inbox_watched(): time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(tmp_path)},
    ) as process:
        until(lambda: lines(tmp_path) == [STARTED], tmp_path)
        process.kill()
    until(lambda: lines(tmp_path) == [STARTED, ENDED], tmp_path)
