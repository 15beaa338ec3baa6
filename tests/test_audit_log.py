"""The log of use: a chain in which whatever is done to it from outside is seen."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

import audit_log
import ward_clock
from audit_log import FOLDER, HEAD, append, append_if_room, files
from board.access.audit_chain import lines, verify
from tests.conftest import PROJECT, command
from tests.test_disk import POSIX, small_disk

ENTRIES = 5


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A data folder with accounts, whose log holds five lines."""
    (tmp_path / "access").mkdir()
    (tmp_path / "access" / "accounts.sqlite").touch()
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    for number in range(1, ENTRIES + 1):
        append(tmp_path, "export", "qt-01", what=f"{number}.csv")
    return tmp_path


def log(data: Path) -> Path:
    return files(data / FOLDER)[-1]


def rows(data: Path) -> list[bytes]:
    return log(data).read_bytes().splitlines(keepends=True)


def written(data: Path, rows: list[bytes]) -> None:
    log(data).write_bytes(b"".join(rows))


def verified(data: Path, *more: str) -> tuple[int, str]:
    """The exit code of `audit verify` and its first sentence."""
    done = command("board", "audit", "verify", *more, data=data)
    assert not done.stderr
    return done.returncode, done.stdout.splitlines()[0]


WHOLE = (0, "Nhật ký sử dụng còn nguyên các dòng từ 1 đến 5.")


def test_each_line_holds_the_hash_of_the_one_before_and_only_its_owner_reads_it(data):
    parsed = [json.loads(row) for row in rows(data)]
    assert [row["n"] for row in parsed] == [1, 2, 3, 4, 5]
    assert parsed[0]["prev"] == "0" * 64
    for row, raw, follower in zip(parsed, rows(data), parsed[1:], strict=False):
        assert follower["prev"] == audit_log.line_hash(row["prev"], raw.rstrip(b"\n"))
    assert parsed[4] | {"at": "", "prev": ""} == {
        "n": 5,
        "at": "",
        "kind": "export",
        "account": "qt-01",
        "what": {"what": "5.csv"},
        "prev": "",
    }
    assert datetime.fromisoformat(parsed[4]["at"]).utcoffset().total_seconds() == 7 * 3600
    assert (data / FOLDER).stat().st_mode & 0o777 == 0o700
    for path in (data / FOLDER).iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path.name
    assert verified(data) == WHOLE


def test_a_log_that_has_begun_goes_on_without_accounts(data):
    (data / "access" / "accounts.sqlite").unlink()
    append(data, "export", None, what="6.csv")
    assert verified(data)[1] == "Nhật ký sử dụng còn nguyên các dòng từ 1 đến 6."


def test_without_accounts_nothing_is_written(tmp_path):
    append(tmp_path, "export", None, what="a.csv")
    assert not [*tmp_path.iterdir()]
    assert verified(tmp_path) == (0, "Nhật ký sử dụng chưa có dòng nào.")


ATTACKS = {
    "changed": (
        lambda r: [r[0], r[1].replace(b"qt-01", b"qt-02"), *r[2:]],
        "Dòng 2 đã bị sửa sau khi ghi, không còn khớp mã giữ ở dòng sau.",
    ),
    "first changed": (
        lambda r: [r[0].replace(b"1.csv", b"9.csv"), *r[1:]],
        "Dòng 1 đã bị sửa sau khi ghi, không còn khớp mã giữ ở dòng sau.",
    ),
    "last changed": (
        lambda r: [*r[:4], r[4].replace(b"5.csv", b"9.csv")],
        "Dòng 5 đã bị sửa sau khi ghi, không còn khớp mã giữ ở dòng sau.",
    ),
    "made unreadable": (
        lambda r: [*r[:2], b"x\n", *r[3:]],
        "Dòng 3 đã bị sửa sau khi ghi, không còn khớp mã giữ ở dòng sau.",
    ),
    "removed": (
        lambda r: [*r[:2], *r[3:]],
        "Dòng 3 không còn ở chỗ cũ: bị xoá hoặc bị đổi chỗ.",
    ),
    "first two removed": (
        lambda r: r[2:],
        "Các dòng từ 1 đến 2 không còn ở chỗ cũ: bị xoá hoặc bị đổi chỗ.",
    ),
    "swapped": (
        lambda r: [r[0], r[2], r[1], *r[3:]],
        "Dòng 2 không còn ở chỗ cũ: bị xoá hoặc bị đổi chỗ.",
    ),
    "copied": (
        lambda r: [*r[:3], r[2], *r[3:]],
        "Dòng 3 đứng sai chỗ: bị chép thêm hoặc bị đổi chỗ.",
    ),
    "last two removed": (lambda r: r[:3], "Thiếu các dòng từ 4 đến 5 ở cuối."),
    "all removed": (lambda r: [], "Thiếu các dòng từ 1 đến 5 ở cuối."),
    "cut within the last": (
        lambda r: [*r[:4], r[4][:30]],
        "Dòng 5 đã bị sửa sau khi ghi, không còn khớp mã giữ ở dòng sau.",
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_done_to_the_lines_is_named_and_stays_named_as_the_log_goes_on(data, attack):
    change, sentence = ATTACKS[attack]
    written(data, change(rows(data)))
    assert verified(data) == (1, sentence)
    append(data, "export", "qt-01", what="later.csv")
    code, later = verified(data)
    assert code == 1 and later != WHOLE[1]
    if "ở cuối" not in sentence:
        assert later == sentence
    else:  # what was cut off is a gap by now
        assert later.startswith(("Dòng 4", "Các dòng từ 4 đến 5", "Các dòng từ 1 đến 5"))


def test_a_line_that_is_forged_with_its_hash_is_missed_by_the_one_after(data):
    found = rows(data)
    forged = json.loads(found[4]) | {"account": "qt-09"}
    written(data, [*found[:4], json.dumps(forged).encode() + b"\n"])
    assert verified(data)[0] == 1


def test_without_head_it_is_not_known_what_is_missing_and_the_loss_stays_seen(data):
    (data / FOLDER / HEAD).unlink()
    assert verified(data) == (1, "Tệp HEAD đã mất: không biết có thiếu dòng ở cuối hay không.")
    append(data, "export", "qt-01", what="6.csv")
    assert verified(data) == (
        1,
        "Trước dòng 6 tệp HEAD đã mất: không biết có thiếu dòng nào ở đó không.",
    )


def test_a_chain_that_is_written_anew_whole_is_found_by_the_mark_alone(data):
    printed = command("board", "audit", "verify", data=data).stdout.splitlines()
    assert "Lệnh này không thấy được khi" in printed[1]
    [mark] = re.findall(r"Dòng cuối 5, mã ([0-9a-f]{16})\.", printed[2])
    assert verified(data, "--mark", mark) == WHOLE
    for path in (data / FOLDER).iterdir():
        path.unlink()
    for number in range(1, ENTRIES + 1):
        append(data, "export", "qt-02", what=f"{number}.csv")
    assert verified(data) == WHOLE
    assert verified(data, "--mark", mark) == (1, WHOLE[1])


def at(monkeypatch, moment: str) -> None:
    now = datetime.fromisoformat(f"{moment}+07:00")
    monkeypatch.setattr(ward_clock, "now", lambda: now)


def test_each_day_has_its_file_and_a_clock_that_is_set_back_starts_none(data, monkeypatch):
    log(data).unlink()
    (data / FOLDER / HEAD).unlink()
    for moment in ("2026-03-01T23:59", "2026-03-02T00:01", "2026-03-01T10:00", "2026-03-03T08:00"):
        at(monkeypatch, moment)
        append(data, "export", "qt-01", what=moment)
    names = [path.name for path in files(data / FOLDER)]
    assert names == [f"log-2026-03-0{day}.jsonl" for day in (1, 2, 3)]
    assert [line.what["what"] for line in lines(data)][2] == "2026-03-01T10:00"
    assert verified(data)[1] == "Nhật ký sử dụng còn nguyên các dòng từ 1 đến 4."
    files(data / FOLDER)[1].unlink()
    assert verified(data) == (
        1,
        "Các dòng từ 2 đến 3 không còn ở chỗ cũ: bị xoá hoặc bị đổi chỗ.",
    )
    files(data / FOLDER)[1].unlink()
    assert verified(data) == (1, "Thiếu các dòng từ 2 đến 4 ở cuối.")


def test_days_that_the_setting_no_longer_keeps_go_and_a_line_says_to_which(data, monkeypatch):
    text = (PROJECT / "config.toml").read_text("utf-8")
    config = data / "config.toml"
    config.write_text(re.sub(r"(?m)^kept_days = 730", "kept_days = 10", text), "utf-8")
    monkeypatch.setenv("BOARD_CONFIG", str(config))
    log(data).unlink()
    (data / FOLDER / HEAD).unlink()
    # A clock that for a day is a year ahead takes nothing by that.
    for day in ("2026-03-01", "2026-03-02", "2026-03-13", "2026-03-14", "2027-03-14"):
        at(monkeypatch, f"{day}T08:00")
        append(data, "export", "qt-01", what=day)
    names = [path.name[4:14] for path in files(data / FOLDER)]
    assert names == ["2026-03-13", "2026-03-14", "2027-03-14"]
    found = [(line.n, line.kind, line.what) for line in lines(data)]
    assert found[2] == (5, "expired", {"up_to": 2}) and len(found) == 4
    assert verified(data) == (0, "Nhật ký sử dụng còn nguyên các dòng từ 3 đến 6.")
    files(data / FOLDER)[0].unlink()
    assert verified(data) == (1, "Dòng 3 không còn ở chỗ cũ: bị xoá hoặc bị đổi chỗ.")


WRITER = """
import sys, threading
from pathlib import Path
from audit_log import append
data, name, each = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
def write(number):
    for turn in range(each):
        append(data, "export", f"{name}-{number}", turn=turn)
threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


def writer(data: Path, name: str, each: int) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", WRITER, data, name, str(each)], cwd=PROJECT)


def test_two_processes_of_eight_threads_write_one_chain(data):
    both = [writer(data, name, 125) for name in ("a1", "b1")]
    assert [process.wait(300) for process in both] == [0, 0]
    found = [line for line in lines(data) if line.n > ENTRIES]
    assert len(found) == 2000
    assert {(line.account, line.what["turn"]) for line in found} == {
        (f"{name}-{number}", turn)
        for name in ("a1", "b1")
        for number in range(8)
        for turn in range(125)
    }
    assert verified(data) == (0, "Nhật ký sử dụng còn nguyên các dòng từ 1 đến 2.005.")


@POSIX
def test_a_writer_that_is_killed_leaves_a_chain_that_goes_on(data):
    for turn in range(4):
        process, before = writer(data, f"k{turn}", 100_000), verify(data).last
        while verify(data).last < before + 20:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        append(data, "export", "qt-01", what=f"after {turn}")
        assert verify(data).is_whole
    assert [line.what for line in lines(data)][-1] == {"what": "after 3"}


@pytest.mark.parametrize("kept", [1, 40, 150, -1])
def test_a_line_that_was_not_written_to_its_end_is_named_and_the_next_follows_it(data, kept):
    before = (data / FOLDER / HEAD).read_bytes()
    append(data, "export", "qt-01", what="6.csv")
    found = rows(data)
    written(data, [*found[:5], found[5][:kept]])
    (data / FOLDER / HEAD).write_bytes(before)  # it is written after the line
    torn = "Dòng 6 ghi dở vì chương trình bị ngắt; dòng sau vẫn nối tiếp đúng."
    expected = [] if kept == -1 else [torn]  # of that one only the line's end is missing
    for last in (6, 7, 8):
        done = command("board", "audit", "verify", data=data)
        assert done.returncode == 0
        whole = f"Nhật ký sử dụng còn nguyên các dòng từ 1 đến {last}."
        assert done.stdout.splitlines()[:-2] == [whole, *expected]
        append(data, "export", "qt-01", what=f"{last + 1}.csv")
    # It is held by the next as it stands.
    found = rows(data)
    written(data, [*found[:5], found[5].replace(b"{", b"["), *found[6:]])
    assert verified(data)[0] == 1


@POSIX
def test_a_full_disk_refuses_a_line_and_lets_what_only_reads_go_on(data, tmp_path):
    with small_disk(tmp_path / "disk", "1m") as disk:
        (disk / "access").mkdir()
        (disk / "access" / "accounts.sqlite").touch()
        append(disk, "edit", "qt-01", what="first")
        with pytest.raises(OSError, match="No space left"), (disk / "filler").open("wb") as filler:
            while True:
                os.write(filler.fileno(), b"x" * 4096)
        with pytest.raises(OSError, match="No space left"):
            for _ in range(50):  # what is left of the file's last block
                append(disk, "x", None)  # shorter than any line below
        before = [line.n for line in lines(disk)]
        append_if_room(disk, "export", "qt-01", what="read.csv")
        assert [line.n for line in lines(disk)] == before
        assert verify(disk).is_whole
        (disk / "filler").unlink()
        append(disk, "edit", "qt-01", what="after")
        assert verify(disk).is_whole and verify(disk).last == len(before) + 1


@POSIX
def test_a_file_that_may_grow_no_more_keeps_whole_lines(data):
    import resource

    size = log(data).stat().st_size + 50

    def limited():  # Python ignores SIGXFSZ, so a write fails as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    code = "import sys; from pathlib import Path; from audit_log import append;"
    code += "append(Path(sys.argv[1]), 'edit', 'qt-01', what='x')"
    done = subprocess.run(
        [sys.executable, "-c", code, data],
        cwd=PROJECT,
        preexec_fn=limited,
        text=True,
        capture_output=True,
    )
    assert "OSError: [Errno 27]" in done.stderr
    assert verified(data) == WHOLE
    append(data, "export", "qt-01", what="6.csv")
    assert verified(data)[1] == "Nhật ký sử dụng còn nguyên các dòng từ 1 đến 6."


def test_a_line_costs_at_most_two_milliseconds(data):
    costs = []
    for turn in range(300):
        started = time.perf_counter()
        append(data, "export", "qt-01", what="x.csv", rows=turn, filters={"unit": "16528"})
        costs.append(time.perf_counter() - started)
    assert sorted(costs)[150] < 0.002


def test_lines_are_shown_by_day_kind_and_account(data, monkeypatch):
    at(monkeypatch, "2030-01-02T08:00")
    append(data, "edit", "mc-02", what="tasks", record="NV1")
    append(data, "load", None, snapshot="20300102-1", files=["dossiers"])
    done = command("board", "audit", "show", "--from", "2030-01-02", data=data)
    assert done.stdout.splitlines() == [
        "6. 2030-01-02T08:00:00+07:00 · mc-02 · Ghi sổ · nhiệm vụ, số: NV1",
        "7. 2030-01-02T08:00:00+07:00 · lệnh trên máy chủ · Nạp số liệu · "
        "bản số liệu: 20300102-1, tệp: hồ sơ",
    ]
    done = command("board", "audit", "show", "--account", "mc-02", "--json", data=data)
    assert [line["n"] for line in json.loads(done.stdout)] == [6]
    done = command("board", "audit", "show", "--kind", "export", data=data)
    assert len(done.stdout.splitlines()) == ENTRIES
    done = command("board", "audit", "show", "--kind", "xem", data=data)
    assert done.returncode == 1 and done.stderr.startswith("Không có loại việc “xem”.")
