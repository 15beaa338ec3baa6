"""A reference table that is damaged stops no load: it goes by the table as it was last loaded."""

import json
import os
import shutil
import stat
from datetime import date
from pathlib import Path

import pytest

from etl import last_good
from etl.reference import reference_rows
from etl.reference_files import FILES
from etl.words import Refusal
from tests.conftest import PROJECT, command
from tests.snapshots import ask, csv_of, put, settings
from tests.test_damaged_files import slice_of
from ward_clock import today

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of a POSIX system")
BEFORE = date(2026, 3, 2)
OFFICER = "16528-01"
NAME = "Trần Thị Bích"
DOSSIERS = "select dossier_id, officer from dossiers order by all"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Path:
    """A data folder with reference tables of its own, of which an officer has a name, and a
    dossier of that officer; not to be changed."""
    data = tmp_path_factory.mktemp("loaded")
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    officers = reference / "officers.csv"
    lines = officers.read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{OFFICER},"))
    cells = lines[first].split(",")
    cells[3] = NAME
    officers.write_text("\n".join([*lines[:first], ",".join(cells), *lines[first + 1 :], ""]))
    put(data, "hoso_2025-06-01.csv", csv_of({"id": "H-1", "officer": NAME}))
    assert command("etl", "load", data=data).returncode == 0
    kept = data / "last_good" / "reference.json"
    output = json.loads(kept.read_bytes())
    assert {table["loaded_on"] for table in output.values()} == {str(today())}
    for table in output.values():
        table["loaded_on"] = str(BEFORE)
    kept.write_text(json.dumps(output, ensure_ascii=False), "utf-8")
    return data


@pytest.fixture
def data(loaded, tmp_path) -> Path:
    """A copy of that folder, for one test."""
    return shutil.copytree(loaded, tmp_path / "data")


DAMAGE = {
    "UTF-16": lambda path: path.write_bytes(path.read_text("utf-8").encode("utf-16")),
    "windows-1258": lambda path: path.write_bytes(path.read_bytes() + b"Ph\xfd\xf5\xccng\n"),
    "empty": lambda path: path.write_bytes(b""),
    "blank lines": lambda path: path.write_bytes(b"\xef\xbb\xbf\n,,\n"),
    "zeros": lambda path: path.write_bytes(bytes(4096)),
    "no header": lambda path: path.write_text("".join(path.open(encoding="utf-8").readlines()[1:])),
    "lacks a column": lambda path: path.write_text(
        path.read_text("utf-8").replace(",", ",not_", 1), "utf-8"
    ),
    "semicolons": lambda path: path.write_text(path.read_text("utf-8").replace(",", ";")),
    "gone": Path.unlink,
}


def test_a_load_goes_on_by_the_table_as_it_was_last_loaded_and_says_so(data):
    officers = data / "reference" / "officers.csv"
    good = officers.read_bytes()
    DAMAGE["UTF-16"](officers)
    put(data, "hoso_2025-06-02.csv", csv_of({"id": "H-2", "officer": NAME}))
    done = command("etl", "load", data=data)
    sentence = (
        "Tệp tham chiếu officers.csv không đọc được: dòng 1 ở bảng mã UTF-16; mở bằng Excel, chọn "
        "Lưu thành, kiểu “CSV UTF-8”. Sửa tệp rồi chạy lại. Trong lúc ấy dùng bản đã nạp ngày "
        "02/03/2026."
    )
    assert (done.returncode, sentence in done.stdout.splitlines()) == (3, True)
    assert ask(data, DOSSIERS) == [("H-1", OFFICER), ("H-2", OFFICER)]
    assert f"Cần xử lý: {sentence}" in command("etl", "status", data=data).stdout.splitlines()
    # The file is for a person to mend; once it is, nothing is new and nothing is wrong.
    assert officers.read_bytes() == good.decode().encode("utf-16")
    officers.write_bytes(good)
    done = command("etl", "load", data=data)
    assert (done.returncode, "Không có gì mới." in done.stdout) == (0, True)
    assert "Cần xử lý" not in command("etl", "status", data=data).stdout


def test_damage_alone_is_no_news(data):
    DAMAGE["empty"](data / "reference" / "targets.csv")
    DAMAGE["gone"](data / "reference" / "units.csv")
    done = command("etl", "load", data=data)
    assert (done.returncode, "Không có gì mới." in done.stdout) == (3, True)
    assert "targets.csv" in done.stdout and "units.csv" in done.stdout
    # What stands in for a damaged table is not taken for a table that was loaded anew.
    assert last_good.last_loaded(settings(data), "targets") == BEFORE


@pytest.mark.long
def test_a_rebuild_goes_by_it_too_and_makes_the_same_snapshot(data):
    name = (data / "warehouse" / "CURRENT").read_text("utf-8")
    DAMAGE["gone"](data / "reference" / "units.csv")
    assert command("etl", "rebuild", data=data).returncode == 3
    assert (data / "warehouse" / "CURRENT").read_text("utf-8") == name


def test_of_a_table_that_was_changed_the_text_and_the_day_are_kept_anew(data):
    with (data / "reference" / "targets.csv").open("a", encoding="utf-8") as stream:
        stream.write("open_late,,,3,2018-01-01,,QĐ của phường\n")
    last_good.save(settings(data))
    days = {name: last_good.last_loaded(settings(data), name) for name in FILES}
    assert days == dict.fromkeys(FILES, BEFORE) | {"targets": today()}
    kept = last_good.saved(settings(data))["targets"]["text"]
    assert kept.encode() == (data / "reference" / "targets.csv").read_bytes()


@pytest.mark.parametrize("name", slice_of(FILES, "units", "officers", "coverage", "calendar"))
def test_whatever_table_is_damaged_however_is_read_as_it_was_last_loaded(data, tmp_path, name):
    real = settings(data)
    good = reference_rows(real.reference, name)
    for number, damage in enumerate(DAMAGE.values()):
        if FILES[name].may_be_absent and damage is Path.unlink:  # then it has no rows
            continue
        path = real.reference / f"{name}.csv"
        shutil.copy(PROJECT / "data" / "reference" / path.name, path)
        damage(path)
        with pytest.raises(Refusal):
            reference_rows(real.reference, name)
        scratch = tmp_path / str(number)
        scratch.mkdir()
        of_load, (sentence,) = last_good.readable(real, scratch)
        assert reference_rows(of_load.reference, name) == good
        assert sentence.startswith(f"Tệp tham chiếu {path.name} không đọc được: ")
        assert sentence.endswith("Trong lúc ấy dùng bản đã nạp ngày 02/03/2026.")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept.unlink(),
        lambda kept: kept.write_bytes(b'{"officers": {"te'),
        lambda kept: kept.write_text('{"officers": {"text": 3, "loaded_on": "2026-03-02"}}'),
        lambda kept: kept.write_text('{"officers": {"text": "x", "loaded_on": "2026-03-02"}}'),
        lambda kept: kept.write_text('["officers"]'),
    ],
)
def test_where_nothing_good_is_kept_the_load_refuses_and_nothing_changes(data, spoil):
    name = (data / "warehouse" / "CURRENT").read_text("utf-8")
    spoil(data / "last_good" / "reference.json")
    DAMAGE["gone"](data / "reference" / "officers.csv")
    put(data, "hoso_2025-06-02.csv", csv_of({"id": "H-2"}))
    done = command("etl", "load", data=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == (
        "Tệp tham chiếu officers.csv không đọc được: thiếu tệp trong thư mục "
        f"{data / 'reference'}. Sửa tệp rồi chạy lại."
    )
    assert (data / "warehouse" / "CURRENT").read_text("utf-8") == name
    assert not list((data / "staged").glob("*/*.new"))


def test_a_wrong_row_still_refuses_with_its_line_and_is_not_kept(data):
    path = data / "reference" / "targets.csv"
    good = path.read_text("utf-8")
    line = len(good.splitlines()) + 1
    before = (data / "last_good" / "reference.json").read_bytes()
    for wrong in ("open_late,,,ba,2018-01-01,,x\n", "open_late,,,3\n", '"open_late\n'):
        path.write_text(good + wrong, "utf-8")
        done = command("etl", "load", data=data)
        assert done.returncode == 1
        message_lines = done.stderr.splitlines()[-1]
        assert message_lines.startswith("Tệp tham chiếu targets.csv không đọc được: dòng ")
        assert f"dòng {line}" in message_lines and "Trong lúc ấy" not in message_lines
        assert (data / "last_good" / "reference.json").read_bytes() == before


@POSIX
def test_what_is_kept_of_officers_is_for_its_owner_alone_and_goes_no_further(loaded):
    folder = loaded / "last_good"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "reference.json")]
    assert modes == [0o700, 0o600]
    assert NAME in (folder / "reference.json").read_text("utf-8")
    for path in (p for n in ("staged", "checked", "warehouse") for p in (loaded / n).rglob("*")):
        assert path.is_dir() or NAME.encode() not in path.read_bytes()


@pytest.mark.long
def test_a_table_that_is_changed_while_a_load_runs_changes_nothing_of_it(
    data, tmp_path, monkeypatch
):
    from etl import file_loader

    take = file_loader.take

    def meanwhile(*given):
        DAMAGE["empty"](data / "reference" / "units.csv")
        return take(*given)

    monkeypatch.setattr(file_loader, "take", meanwhile)
    put(data, "hoso_2025-06-02.csv", csv_of({"id": "H-2"}))
    assert command("etl", "load", data=data).returncode == 0
    assert last_good.saved(settings(data))["units"]["text"].startswith("code,name,")
