"""One damaged small file stops nothing: it is set aside, named, and the rest goes on."""

import json
import os
import shutil
from pathlib import Path

import pytest

from board.papers.archive.sent import filed
from config_file import PROJECT
from etl.snapshots import named_by_papers
from tests.conftest import command, slice_of
from tests.snapshots import settings
from tests.test_publish import dossiers, export, publish


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> Path:
    """A data folder with two dossiers published and a paper sent; not to be changed."""
    data = tmp_path_factory.mktemp("two")
    publish(data, 1)
    publish(data, 2)
    return data


@pytest.fixture
def data(two, tmp_path) -> Path:
    """A copy of that folder, for one test, and a new file in its inbox."""
    copy = shutil.copytree(two, tmp_path / "data")
    export(copy, 3)
    return copy


def note(data: Path) -> Path:
    return min(data.glob("staged/dossiers/*.json"))


def rows(data: Path) -> Path:
    return note(data).with_suffix(".parquet")


def reshaped(**changes):
    """Writes a note of another shape: fields that are missing, strange or of another type."""

    def write(data: Path) -> None:
        output = json.loads(note(data).read_bytes()) | changes
        note(data).write_text(
            json.dumps({key: value for key, value in output.items() if value != "absent"}), "utf-8"
        )

    return write


STAGED = {
    "note empty": lambda data: note(data).write_bytes(b""),
    "note cut": lambda data: os.truncate(note(data), 40),
    "note no text": lambda data: note(data).write_bytes(b"\xff\xfe{\x00"),
    "note a list": lambda data: note(data).write_bytes(b"[1]"),
    "note lacks a field": reshaped(as_of="absent"),
    "note has a strange field": reshaped(owner="x"),
    "note of no source": reshaped(source="rivers"),
    "note with a wrong type": reshaped(rows_read="many"),
    "note with a day that is none": reshaped(as_of="2025-13-40"),
    "note with a day of another form": reshaped(as_of="20250601"),
    "note with a period that is none": reshaped(period_start="sometime"),
    "note with faults of another shape": reshaped(faults=[{"line": "x"}]),
    "note with headings of another shape": reshaped(headers={"a": {}}),
    "note too deep to read": lambda data: note(data).write_text("[" * 100_000),
    "note of another file": reshaped(sha256="0" * 64),
    "rows empty": lambda data: rows(data).write_bytes(b""),
    "rows cut": lambda data: os.truncate(rows(data), rows(data).stat().st_size // 2),
    "rows gone": lambda data: rows(data).unlink(),
}
OTHERS = {
    "CURRENT no text": ("CURRENT", lambda path: path.write_bytes(b"\xff\xfe")),
    "CURRENT leads outside": ("CURRENT", lambda path: path.write_text("../../etc/passwd")),
    "last_load.json empty": ("last_load.json", lambda path: path.write_bytes(b"")),
    "last_load.json cut": ("last_load.json", lambda path: os.truncate(path, 30)),
    "last_load.json a list": ("last_load.json", lambda path: path.write_bytes(b"[]")),
    **{
        f"last_load.json with {text}": (
            "last_load.json",
            lambda path, text=text: path.write_text(text),
        )
        for text in (
            '{"files": [1]}',
            '{"files": [{"file": "a.csv"}]}',
            '{"files": [{"file": "a.csv", "outcome": "refused"}]}',
            '{"files": [], "troubles": null}',
            "[" * 100_000,
        )
    },
}


def status(data: Path) -> str:
    """What `etl status` says, which never fails."""
    done = command("etl", "status", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    if "Cần xử lý" in done.stdout:
        assert json.loads(command("etl", "status", "--json", data=data).stdout)["problems"]
    return done.stdout


@pytest.mark.parametrize("damage", slice_of(STAGED, "note cut", "rows cut"))
def test_what_is_damaged_in_staged_is_set_aside_and_its_file_is_read_again(data, damage):
    STAGED[damage](data)
    assert "chạy “python -m etl load”" in status(data).lower()
    done = command("etl", "load", data=data)
    assert (done.returncode, done.stderr.splitlines()[-1][:5]) == (3, "[5/5]")
    assert "bị hỏng: đã chuyển vào thư mục damaged; " in done.stdout
    assert list((data / "damaged").iterdir())
    assert dossiers(data) == ["H-1", "H-2", "H-3"]
    assert "Cần xử lý" not in status(data)


@pytest.mark.parametrize("damage", slice_of(OTHERS, "CURRENT no text", "last_load.json a list"))
def test_other_small_files_that_are_damaged_are_set_aside_and_written_anew(data, damage):
    name, spoil = OTHERS[damage]
    spoil(data / "warehouse" / name)
    assert f"Tệp {name} " in status(data)
    done = command("etl", "load", data=data)
    assert done.returncode == 3
    assert f"Tệp {name} " in done.stdout
    assert [path.name.split("_", 1)[1] for path in (data / "damaged").iterdir()] == [
        f"warehouse_{name}"
    ]
    assert dossiers(data) == ["H-1", "H-2", "H-3"]
    assert "Cần xử lý" not in status(data)


def test_what_is_damaged_is_read_again_though_another_file_alone_is_loaded(data):
    STAGED["note cut"](data)
    other = export(data, 4)
    assert command("etl", "load", str(other), data=data).returncode == 3
    assert dossiers(data) == ["H-1", "H-2", "H-3", "H-4"]


def test_damaged_notes_of_papers_are_set_aside_and_the_others_are_listed(data):
    texts = (
        b"",
        b'{"snap',
        b"[]",
        b"\xff\xfe",
        b'{"snapshot": 3}',
        b'{"snapshot": []}',
        b'{"snapshot": "2025-06-30-abcdef01"}',
    )
    folder = data / "papers"
    folder.mkdir()
    names = [f"2025-06-02_form06a_ABCDEFG{n}.xlsx.json" for n, _ in enumerate(texts, 2)]
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_bytes(text)
    assert filed(folder) == []
    assert named_by_papers(settings(data)) <= {"2025-06-30-abcdef01"}  # and raises nothing
    result = status(data)
    assert [name for name in names if f"Tờ ghi {name}" not in result] == []
    done = command("etl", "load", data=data)
    assert done.returncode == 3
    assert [name for name in names if name not in done.stdout] == []
    assert not list(folder.iterdir())


@pytest.mark.parametrize("left", slice_of([0, 10, 400], 10))
def test_a_checked_file_that_was_cut_is_made_again_without_a_word(data, left):
    for cached in data.glob("checked/*/*.parquet"):
        os.truncate(cached, left)
    assert command("etl", "load", data=data).returncode == 0
    assert dossiers(data) == ["H-1", "H-2", "H-3"]


def test_a_checked_file_that_is_damaged_within_is_made_again_without_a_word(data):
    for cached in data.glob("checked/*/*.parquet"):
        whole = cached.read_bytes()
        cached.write_bytes(whole[:4] + bytes(len(whole) - 12) + whole[-8:])
    assert command("etl", "load", data=data).returncode == 0
    assert dossiers(data) == ["H-1", "H-2", "H-3"]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_file_whose_name_is_no_text_is_named_and_the_others_are_loaded(data):
    other = os.path.join(os.fsencode(data / "inbox"), b"hoso_\xed\xe3_2025-06-09.csv")
    shutil.copy(data / "inbox" / "hoso_2025-06-01.csv", other)
    done = command("etl", "load", data=data)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        3,
        "Tên tệp hoso_\\udced\\udce3_2025-06-09.csv không ở bảng mã UTF-8. Đổi tên tệp bằng chữ "
        "không dấu rồi nạp lại.",
    )
    assert dossiers(data) == ["H-1", "H-2", "H-3"]


ENCODED = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "windows-1258": lambda text: text.replace("name", "tên").encode("cp1258", "replace"),
    "no name": lambda text: text.replace("name", "ten").encode(),
    "empty": lambda text: b"",
}


@pytest.mark.parametrize("damage", ENCODED)
def test_a_damaged_reference_file_is_one_sentence_of_load_and_status(data, damage):
    shutil.rmtree(data / "last_good")  # else a load would go by that
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    path = reference / "officers.csv"
    path.write_bytes(ENCODED[damage](path.read_text("utf-8")))
    done = command("etl", "load", data=data)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Tệp tham chiếu officers.csv không đọc được: ")
    assert "Cần xử lý: Tệp tham chiếu officers.csv" in status(data)
    assert dossiers(data) == ["H-1", "H-2"]


def test_reference_tables_that_fall_to_no_rows_warn(data):
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    rows = {}
    for name in ("targets", "letters_owed"):
        path = reference / f"{name}.csv"
        heading, *lines = path.read_text("utf-8").splitlines()
        path.write_text(heading + "\n", "utf-8")
        rows[name] = len(lines)
    done = command("etl", "load", data=data)
    assert done.returncode == 3
    for name, count in rows.items():
        assert (
            f"Bảng tham chiếu {name} không còn dòng nào (bản trước có {count} dòng)." in done.stdout
        )
    assert command("etl", "load", data=data).returncode == 0  # once is enough


SNAPSHOT = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_bytes(b"x" * 20_000),
    "a byte more": lambda path: path.write_bytes(path.read_bytes() + b"x"),
}


@pytest.mark.parametrize("damage", SNAPSHOT)
def test_status_says_what_is_wrong_with_the_published_snapshot_and_what_to_do(data, damage):
    name = (data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    SNAPSHOT[damage](data / "warehouse" / f"{name}.duckdb")
    result = status(data)
    assert result.startswith(f"Cần xử lý: Bản đang công bố {name}: ")
    assert result.strip().endswith("Chạy “python -m etl load” để dựng lại.")


def test_whatever_happens_a_command_says_one_sentence_and_nothing_that_a_file_held(
    data, monkeypatch
):
    def fails(*given):
        raise ZeroDivisionError("Nguyễn Văn A")

    monkeypatch.setattr("etl.release.build", fails)
    done = command("etl", "load", data=data)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "Chương trình gặp lỗi ngoài dự kiến (ZeroDivisionError, test_damaged_files.py:"
    )
    assert "Nguyễn" not in done.stderr and "Traceback" not in done.stderr


def test_a_question_of_the_board_says_one_sentence_too(data, monkeypatch):
    def fails(*given):
        raise ZeroDivisionError("Nguyễn Văn A")

    monkeypatch.setattr("board.__main__.metric", fails)
    done = command(
        "board", "metric", "received", "--from", "2025-06-01", "--to", "2025-06-30", data=data
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "Chương trình gặp lỗi ngoài dự kiến (ZeroDivisionError, test_damaged_files.py:"
    )
    assert "Nguyễn" not in done.stderr
