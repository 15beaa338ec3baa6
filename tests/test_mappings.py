"""Answers that are kept: they hold for files of their shape until they are withdrawn."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
import tomli_w

from etl.contract import contracts
from etl.profile_file import read_profile
from tests.conftest import PROJECT, command
from tests.files import xlsx
from tests.snapshots import ask, csv_of, put

HEADER = "Số biên nhận,Tình trạng,Ngày tiếp nhận,Hẹn,Đơn vị\n"
ANSWERS = {
    "column/Số biên nhận": "dossier_id",
    "column/Hẹn": "due_at",
    "value/status_code/Đang luân chuyển": "4",
    "value/unit_code/Bộ phận một cửa QT": "16528",
}
ROW = "H-{id},Đang luân chuyển,0{id}/06/2025,1{id}/06/2025,Bộ phận một cửa QT\n"


@pytest.fixture
def data(tmp_path) -> Path:
    """A data folder with reference tables of its own, where mappings are kept."""
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "data" / "reference")
    return tmp_path / "data"


def command_output(data: Path, *arguments: str) -> dict:
    """What a command of etl says with --json."""
    return json.loads(command("etl", *arguments, "--json", data=data).stdout)


def given(data: Path, answers: dict, by: str | None = "16528-01") -> str:
    """The answers as a file."""
    return str(put(data, "../answers.json", json.dumps({"answers": answers, "by": by})))


def file_of(data: Path, name: str, *ids: int) -> str:
    return str(put(data, name, HEADER + "".join(ROW.format(id=number) for number in ids)))


def kept(data: Path) -> list[Path]:
    return sorted((data / "reference" / "mappings").glob("*"))


def test_answers_hold_for_every_file_of_the_shape_until_they_are_withdrawn(data):
    first = file_of(data, "hoso_2025-06-10.csv", 2, 3)
    preview = command_output(data, "preview", first)
    assert (preview["outcome"], preview["mapping"]) == ("asks", None)
    (loaded,) = command_output(data, "load", first, "--answers", given(data, ANSWERS))["files"]
    name = f"dossiers-{preview['shape'][:6]}"
    assert (loaded["rows_accepted"], loaded["mapping"]) == (2, name)
    (mapping,) = command_output(data, "mappings")["mappings"]
    assert (mapping["name"], mapping["by"], mapping["source"]) == (name, "16528-01", "dossiers")
    assert mapping["says"] == {
        "columns": {"dossier_id": "Số biên nhận", "due_at": "Hẹn"},
        "values": {
            "status_code": {"Đang luân chuyển": "4"},
            "unit_code": {"Bộ phận một cửa QT": "16528"},
        },
    }

    second = file_of(data, "hoso_2025-06-20.csv", 4)
    preview = command_output(data, "preview", second)
    assert (preview["outcome"], preview["questions"]) == ("ready", [])
    assert preview["mapping"]["name"] == name and preview["mapping"]["by"] == "16528-01"
    result = command("etl", "load", second, data=data)
    assert f"Đọc theo cách hiểu đã lưu {name}." in result.stdout
    rows = "select dossier_id, status_code, unit_code from dossiers order by all"
    found = [("H-2", 4, "16528"), ("H-3", 4, "16528"), ("H-4", 4, "16528")]
    assert ask(data, rows) == found

    assert command_output(data, "mappings", "--withdraw", name)["mappings"][0]["withdrawn_at"]
    third = file_of(data, "hoso_2025-06-30.csv", 5)
    assert command_output(data, "preview", third)["outcome"] == "asks"
    assert [path.stem for path in kept(data)] == [name]  # it stays, and is dated
    assert command_output(data, "rebuild")["snapshot"] and ask(data, rows) == found

    # A file that was answered about wrongly is withdrawn and answered about anew.
    assert command("etl", "withdraw", "hoso_2025-06-20.csv", data=data).returncode == 0
    assert command_output(data, "preview", second)["outcome"] == "withdrawn"
    other = given(data, ANSWERS | {"value/status_code/Đang luân chuyển": "8"})
    assert command_output(data, "preview", second, "--answers", other)["outcome"] == "ready"
    assert (
        command_output(data, "load", second, "--answers", other)["files"][0]["outcome"] == "loaded"
    )
    assert ask(data, rows) == [*found[:2], ("H-4", 8, "16528")]


def test_new_answers_go_before_the_old_which_stay_dated(data):
    path = file_of(data, "hoso_2025-06-10.csv", 2)
    command_output(data, "load", path, "--answers", given(data, ANSWERS))
    # The same once more is nothing new.
    command_output(data, "load", path, "--answers", given(data, ANSWERS))
    command_output(
        data, "load", path, "--answers", given(data, {"column/Đơn vị": ""}, by="Bùi Thị Mẫu")
    )
    old, new = command_output(data, "mappings")["mappings"]
    assert new["name"] == f"{old['name']}-2" and old["withdrawn_at"] and not new["withdrawn_at"]
    assert new["says"]["drop"] == ["Đơn vị"] and "drop" not in old["says"]
    assert new["says"]["columns"] == old["says"]["columns"]
    assert (new["by"], old["withdrawn_by"]) == (None, None)  # a name is no code
    printed = command("etl", "mappings", data=data).stdout
    assert f"{old['name']}: Hồ sơ thủ tục hành chính (lập " in printed and "thôi dùng" in printed


def test_answers_by_which_the_file_is_refused_are_not_kept(data):
    path = file_of(data, "hoso_2025-06-10.csv", 2, 3)
    wrong = ANSWERS | {"column/Hẹn": "received_at", "column/Ngày tiếp nhận": "finished_at"}
    (refused,) = command_output(data, "load", path, "--answers", given(data, wrong))["files"]
    assert refused["outcome"] == "refused" and kept(data) == []
    command_output(data, "load", path, "--answers", given(data, ANSWERS))
    before = [path.read_text("utf-8") for path in kept(data)]
    later = file_of(data, "hoso_2025-06-20.csv", 4)
    (refused,) = command_output(data, "load", later, "--answers", given(data, {"column/Hẹn": ""}))[
        "files"
    ]
    assert refused["outcome"] == "refused"
    assert [path.read_text("utf-8") for path in kept(data)] == before


@pytest.mark.long
def test_the_day_of_an_export_is_its_own_and_in_no_mapping(data):
    path = str(put(data, "ho so thang 6.csv", csv_of({"id": "H-1"})))
    done = command_output(data, "load", path, "--answers", given(data, {"as_of": "2025-06-30"}))
    assert [(f["as_of"], f["as_of_is_estimated"]) for f in done["files"]] == [("2025-06-30", False)]
    assert kept(data) == []


def test_a_mapping_that_was_spoilt_is_one_sentence_and_half_of_it_is_never_used(data):
    path = file_of(data, "hoso_2025-06-10.csv", 2)
    command_output(data, "load", path, "--answers", given(data, ANSWERS))
    (mapping,) = kept(data)
    text, name = mapping.read_text("utf-8"), mapping.stem
    later = file_of(data, "hoso_2025-06-20.csv", 4)
    mapping.write_text(text.replace('"4"', '"44"'), "utf-8")
    (refused,) = command_output(data, "load", later)["files"]
    assert refused["outcome"] == "refused"
    assert refused["sentence"].startswith(f"Tệp này có cách hiểu đã lưu {name}, nhưng")
    assert "giá trị “44” không có trong danh mục" in refused["sentence"]
    assert command_output(data, "preview", later)["sentence"] == refused["sentence"]
    assert "giá trị “44”" in command_output(data, "mappings")["mappings"][0]["fault"]
    for spoilt in ("source = ", text.replace("shape", "mau"), text.replace("[mapping]", "[khac]")):
        mapping.write_text(spoilt, "utf-8")
        assert command_output(data, "preview", later)["outcome"] == "refused", spoilt
    command("etl", "mappings", "--withdraw", name, data=data)
    assert command_output(data, "preview", later)["outcome"] == "asks"


@pytest.mark.long
def test_a_profile_that_is_given_goes_before_a_mapping(data):
    path = file_of(data, "hoso_2025-06-10.csv", 2)
    command_output(data, "load", path, "--answers", given(data, ANSWERS))
    profile = put(data, "../own.toml", (kept(data)[0]).read_text("utf-8").replace('"4"', '"5"'))
    later = file_of(data, "hoso_2025-06-20.csv", 4)
    preview = command_output(data, "preview", later, "--profile", str(profile))
    assert (preview["outcome"], preview["mapping"]) == ("ready", None)
    both = command(
        "etl", "load", later, "--profile", str(profile), "--answers", str(profile), data=data
    )
    assert "--answers đi với đúng một tệp" in both.stderr


def test_a_file_written_the_other_way_than_its_mapping_says_is_refused(data):
    rows = [{"id": f"H-{n}", "received": f"06/{n}/2025"} for n in (13, 14, 15)]
    path = str(put(data, "hoso_2025-06-30.csv", csv_of(*rows)))
    assert command_output(data, "preview", path)["questions"][0]["id"] == "date_order"
    (loaded,) = command_output(
        data, "load", path, "--answers", given(data, {"date_order": "month_first"})
    )["files"]
    assert loaded["rows_accepted"] == 3
    days = [("2025-06-13",), ("2025-06-14",), ("2025-06-15",)]
    assert ask(data, "select received_at::date::varchar from dossiers order by 1") == days
    rows = [{"id": f"H-{n}", "received": f"{n}/06/2025"} for n in (13, 14, 15)]
    later = str(put(data, "hoso_2025-07-31.csv", csv_of(*rows)))
    (refused,) = command_output(data, "load", later)["files"]
    assert "ghi ngày trước tháng (dòng 2: “13/06/2025”" in refused["sentence"]


def test_every_sign_that_a_word_may_hold_survives_the_way_into_a_file_and_back(tmp_path):
    words = ['"', "\\", "a\nb", "\t", "\x7f", "★★", "Đã “trả”", "=1+1", "a.b", "[x]", "#", "é"]
    table = {
        "source": "dossiers",
        "drop": words,
        "columns": {"due_at": "Hẹn \\ trả"},
        "values": {"status_code": {word: "4" for word in words}},
    }
    path = tmp_path / "x.toml"
    path.write_text(tomli_w.dumps(table), "utf-8")
    read = read_profile(path)
    assert list(read.drop) == words and read.columns == table["columns"]
    assert read.values == table["values"]


def test_the_project_ships_no_mapping():
    assert not (PROJECT / "data" / "reference" / "mappings").exists() and contracts()


@pytest.mark.long
def test_a_mapping_holds_for_every_sheet_of_a_workbook_that_has_its_headings(data):
    def sheet(*ids: int) -> list[list[str]]:
        return [HEADER.strip().split(","), *(ROW.format(id=n).strip().split(",") for n in ids)]

    turned = [row[::-1] for row in sheet(4, 5)]
    content = xlsx({"Tháng 5": sheet(2, 3), "Tháng 6": turned, "Ghi chú": [["Xem kỹ"]]})
    path = str(put(data, "hoso_2025-06-10.xlsx", content))
    preview = command_output(data, "preview", path)
    assert ["Trang tính", "Tháng 5"] in preview["read_as"]
    (loaded,) = command_output(data, "load", path, "--answers", given(data, ANSWERS))["files"]
    assert (loaded["rows_accepted"], loaded["read_as"]["sheets"]) == (4, ["Tháng 5", "Tháng 6"])
    rows = ask(data, "select dossier_id, received_at::date::varchar from dossiers order by all")
    assert rows == [(f"H-{n}", f"2025-06-0{n}") for n in (2, 3, 4, 5)]


def test_a_backup_takes_the_mappings(data, tmp_path):
    put(data, "hoso_2025-06-10.csv", HEADER)
    folder = data / "reference" / "mappings"
    folder.mkdir()
    (folder / "dossiers-1a2b3c.toml").write_text('source = "dossiers"\n', "utf-8")
    assert command("etl", "backup", str(tmp_path / "all.zip"), data=data).returncode == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert "reference/mappings/dossiers-1a2b3c.toml" in archive.namelist()
