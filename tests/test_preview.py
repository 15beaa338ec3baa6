"""A preview: what a load would make of a file and what it asks, with nothing kept or counted."""

import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

import ward_clock
from etl.answers import Answers, answered
from etl.contract import contracts
from etl.export_day import as_of_date
from etl.mappings import save_mapping
from etl.preview import preview
from etl.preview.likely import likely_fields
from etl.profile import Profile
from etl.publish import writing
from etl.words import Refusal
from tests.conftest import PROJECT, command
from tests.files import xlsx
from tests.snapshots import ask, csv_of, put, settings, take

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

NEW_HEADINGS = "Số biên nhận,Tình trạng xử lý,Thời gian tiếp nhận,Ngày hẹn trả KQ,Đơn vị,Họ tên\n"
NEW_ROWS = "".join(
    f"H56.14-25060{n}-000{n},Đang xử lý,0{n}/06/2025,1{n}/06/2025,16528,Nguyễn Văn Ví Dụ\n"
    for n in (2, 3, 4)
)
ANSWERS = {
    "source": "dossiers",
    "column/Số biên nhận": "dossier_id",
    "column/Tình trạng xử lý": "status_code",
    "column/thoi gian tiep nhan": "received_at",
    "column/Ngày hẹn trả KQ": "due_at",
}


def looked(data: Path, path: Path, answers: dict | None = None) -> dict:
    """What a preview of a file says, as the command prints it with --json."""
    result = preview(settings(data), path, Profile(), Answers(answers or {}), None)
    return json.loads(json.dumps(result, ensure_ascii=False))


def asked(result: dict) -> list[tuple]:
    return [(q["id"], q["required"], q["suggested"]) for q in result["questions"]]


def test_a_file_that_loads_is_ready_and_nothing_of_it_is_kept(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "H-1"}, {"id": "H-1"}, {"id": "H-2"}))
    done = command("etl", "preview", str(path), "--json", data=tmp_path / "data")
    output = json.loads(done.stdout)
    assert (output["outcome"], output["source"], output["as_of"]) == (
        "ready",
        "dossiers",
        "2025-06-30",
    )
    assert output["counts"] == {
        "found": 3,
        "read": 3,
        "accepted": 2,
        "rejected": 0,
        "duplicate": 1,
        "not_data": 0,
    }
    assert output["duplicates"] == [{"line": 3, "repeats": 2, "code": "H-1"}]
    assert output["not_data"] == []
    assert output["read_as"] == [
        ["Loại tệp", "CSV"],
        ["Bảng mã", "UTF-8"],
        ["Dấu phân cách", "dấu phẩy"],
        ["Dòng tiêu đề", "1"],
    ]
    assert output["columns"][0] == {
        "heading": "Mã hồ sơ",
        "field": "dossier_id",
        "title": "Mã hồ sơ",
        "fate": "read",
        "examples": ["H-1", "H-2"],
    }
    assert output["questions"] == [] and output["sentence"] is None and done.returncode == 0
    assert not (tmp_path / "data").exists()


def test_a_preview_needs_no_turn_while_a_load_runs(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    with writing(settings(tmp_path)) as scratch:
        assert looked(tmp_path, path)["outcome"] == "ready"
        assert [*scratch.iterdir()] == [] and not (tmp_path / "checked").exists()


def test_headings_that_nobody_has_seen_are_asked_about_with_what_is_likely(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", NEW_HEADINGS + NEW_ROWS)
    assert asked(looked(tmp_path, path)) == [("source", True, "dossiers")]
    result = looked(tmp_path, path, {"source": "dossiers"})
    assert result["outcome"] == "asks" and result["counts"] is None
    assert asked(result) == [
        ("column/Số biên nhận", True, "dossier_id"),
        ("column/Tình trạng xử lý", True, "status_code"),
        ("column/Thời gian tiếp nhận", True, "received_at"),
        ("column/Ngày hẹn trả KQ", True, "due_at"),
    ]
    assert result["questions"][2]["examples"] == ["02/06/2025", "03/06/2025", "04/06/2025"]
    assert ["due_at", "Ngày hẹn trả"] in result["questions"][0]["options"]
    assert result["questions"][0]["options"][-1] == ["", "Không dùng"]
    assert [c["fate"] for c in result["columns"]] == ["asked"] * 4 + ["read", "personal"]
    result = looked(tmp_path, path, ANSWERS)
    assert (result["outcome"], result["counts"]["accepted"]) == ("ready", 3)


def test_unknown_words_are_asked_about_with_their_number_and_what_may_be_a_name_is_not(tmp_path):
    rows = [{"status": "Đang luân chuyển"}] * 2
    rows += [{"status": "Bùi Thị Mẫu"}, {"status": "Lò Vi Sóng"}]
    rows += [{"channel": "Qua điểm bưu điện", "unit": "Phường Hạc Thành"}]
    rows += [{"unit": "P. Quảng Thọ", "procedure": "Khai sinh cho cháu Bống"}]
    rows += [{"procedure": "Đăng kí khai sinh lại"}] * 2
    rows = [{"channel": "", "procedure": "", "id": f"H-{n}"} | row for n, row in enumerate(rows)]
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    result = looked(tmp_path, path)
    assert [(w["field"], w["word"], w["rows"]) for w in result["words"]] == [
        ("channel", "Qua điểm bưu điện", 1),
        ("status_code", "Đang luân chuyển", 2),
        ("status_code", "(chữ chỉ gặp một lần)", 2),
        ("unit_code", "Phường Hạc Thành", 1),
        ("procedure", "Đăng kí khai sinh lại", 2),
    ]
    assert asked(result) == [
        ("value/channel/Qua điểm bưu điện", True, None),
        ("value/status_code/Đang luân chuyển", True, None),
        ("value/unit_code/Phường Hạc Thành", True, None),
        ("value/procedure/Đăng kí khai sinh lại", False, None),
    ]
    options = {q["id"]: q["options"] for q in result["questions"]}
    assert ["9", "Đã xử lý xong"] in options["value/status_code/Đang luân chuyển"]
    assert ["16528", "phường Quảng Thọ (16528)"] in options["value/unit_code/Phường Hạc Thành"]
    first = options["value/procedure/Đăng kí khai sinh lại"][0]
    assert first == ["1.004884", "Đăng ký lại khai sinh (1.004884)"]
    assert result["rejected"][0]["rows"] == 5 and result["counts"]["rejected"] == 5
    printed = json.dumps(result, ensure_ascii=False)
    assert not [name for name in ("Bùi", "Mẫu", "Sóng", "Bống") if name in printed]
    result = looked(
        tmp_path,
        path,
        {
            "value/status_code/Đang luân chuyển": "4",
            "value/channel/Qua điểm bưu điện": "postal",
            "value/unit_code/Phường Hạc Thành": "",
            "value/procedure/Đăng kí khai sinh lại": "1.004884",
        },
    )
    assert asked(result) == [] and result["counts"]["rejected"] == 2


def test_words_that_are_on_no_scale_are_asked_about(tmp_path):
    header = "Ngày đánh giá,Nguồn đánh giá,Đơn vị,Đánh giá chung,Thủ tục hành chính\n"
    header += "02/06/2025,Máy đánh giá,16528,Tạm ổn,Khai sinh\n" * 2
    header += "02/06/2025,Máy đánh giá,16528,Hài lòng,Khai sinh\n" * 2
    path = put(tmp_path, "danhgia_2025-06-30.csv", header)
    result = looked(tmp_path, path)
    assert [(w["field"], w["word"], w["rows"]) for w in result["words"]] == [
        ("overall", "Tạm ổn", 2)
    ]
    (question,) = result["questions"]
    assert [value for value, _ in question["options"]] == ["3", "2", "1", "0", ""]
    result = looked(tmp_path, path, {"value/overall/Tạm ổn": "2"})
    assert (result["outcome"], result["counts"]["accepted"]) == ("ready", 4)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("hoso_30-06-25.csv", "2025-06-30"),
        ("hoso 1.6.25.csv", "2025-06-01"),
        ("hoso_30-06-25 (1).csv", "2025-06-30"),
        ("hoso_30-06-99.csv", None),  # nobody has exported it yet
        ("hoso_2025-06-10-12-20.csv", "2025-06-10"),
        ("phien-ban-1.2.30-06-25.csv", None),  # part of a longer run of numbers
        ("hoso_30-06-25-7.csv", None),
        ("hoso_31-06-25.csv", None),
    ],
)
def test_a_year_of_two_digits_in_a_name_is_of_this_century(name, day, tmp_path):
    found, is_estimated = as_of_date(put(tmp_path, name, ""), None)
    assert (None if is_estimated else found.isoformat()) == day


def test_the_day_is_asked_for_where_the_name_has_none_or_an_unlikely_one(tmp_path, monkeypatch):
    then = datetime(2026, 11, 29, 9, tzinfo=ward_clock.WARD_ZONE)
    monkeypatch.setattr(ward_clock, "now", lambda: then)
    rows = csv_of({"received": "27/06/2025"})
    for name, outcome, as_of, required in (
        ("ho so thang 6.csv", "ready", None, False),
        ("BaoCao_01072025_31122025.csv", "asks", "2025-12-31", True),
        ("hoso_han_2027-06-30.csv", "refused", "2027-06-30", False),
        ("hoso_han_2026-06-30.csv", "ready", "2026-06-30", False),
    ):
        path = put(tmp_path, name, rows)
        os.utime(path, (then.timestamp(), then.timestamp()))
        result = looked(tmp_path, path)
        assert (result["outcome"], result["newest_day"]) == (outcome, "2025-06-27"), name
        assert result["as_of_is_estimated"] == (as_of is None)
        assert as_of in (None, result["as_of"])
        assert asked(result) == [("as_of", required, "2025-06-27")]
    result = looked(tmp_path, tmp_path / "inbox" / name, {"as_of": "2025-06-30"})
    assert (result["outcome"], result["as_of"], asked(result)) == ("ready", "2025-06-30", [])


def test_a_file_with_fewer_records_than_the_one_before_says_how_many_are_gone(tmp_path):
    rows = [{"id": f"H-{n}", "unit": "16528"} for n in range(4)]
    other = [{"id": f"K-{n}", "unit": "16531"} for n in range(9)]
    put(tmp_path, "hoso_2025-05-31.csv", csv_of(*rows))
    put(tmp_path, "hoso_2025-06-15.csv", csv_of(*other))
    take(tmp_path)
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of(rows[0], rows[1], {"id": "H-9"}))
    assert looked(tmp_path, path)["before"] == {
        "file": "hoso_2025-05-31.csv",
        "as_of": "2025-05-31",
        "records": 4,
        "now": 3,
        "missing": 2,
    }
    first = tmp_path / "inbox" / "hoso_2025-05-31.csv"
    assert looked(tmp_path, first)["outcome"] == "known"
    command("etl", "withdraw", str(first), data=tmp_path)
    assert looked(tmp_path, path)["before"] is None
    assert looked(tmp_path, first)["outcome"] == "withdrawn"


BAD_ANSWERS = {
    "column/Cột lạ": "dossier_id",
    "column/Số biên nhận": "ma_ho_so",
    "column/Họ tên": "neighbourhood",
    "value/status_code/Đang đợi": "11",
    "value/unit_code/Quảng Thọ 2": "99999",
    "value/procedure/Khai sinh lại": "9.999999",
    "value/status_code/Nguyễn Thị Ví Dụ": "4",
    "constant/unit_code": "99999",
    "constant/khong_co": "1",
    "source": "ho_so",
    "date_order": "năm trước",
    "khac": "1",
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_an_answer_that_is_none_of_the_options_is_refused_by_its_name(name, tmp_path):
    header = NEW_HEADINGS.strip().split(",")
    with pytest.raises(Refusal) as refused:
        given = {"source": "dossiers", name: BAD_ANSWERS[name]}
        table = answered(Answers(given), None, header, settings(tmp_path))
        raise AssertionError(table)
    assert "Câu trả lời" in str(refused.value) and "Nguyễn" not in str(refused.value)


def test_a_file_that_quotes_every_cell_under_unknown_headings_is_asked_about(tmp_path):
    rows = (
        ["Bấm lúc", "Nút nào"],
        ["02/06/2025 08:10", "Hài lòng"],
        ["03/06/2025 08:10", "Không hài lòng"],
    )
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    result = looked(tmp_path, put(tmp_path, "kiosk_2025-06-30.csv", text))
    assert (result["outcome"], asked(result)) == ("asks", [("source", True, "feedback")])


def test_two_columns_are_never_one_field(tmp_path):
    twice = {
        "source": "dossiers",
        "column/Số biên nhận": "dossier_id",
        "column/Tình trạng xử lý": "dossier_id",
    }
    with pytest.raises(Refusal, match="Hai cột cùng được chọn là “Mã hồ sơ”"):
        answered(Answers(twice), None, NEW_HEADINGS.strip().split(","), settings(tmp_path))


def test_of_two_columns_that_mean_one_field_a_person_says_which_is_used(tmp_path):
    """“Tình trạng” of the one-stop's own list says how late a dossier is, not its status."""
    heading = "Mã hồ sơ,Trạng thái hồ sơ,Tình trạng,Ngày tiếp nhận,Ngày hẹn trả,Đơn vị\n"
    rows = [f"H56.14-25060{n}-000{n},Đang xử lý,Trong hạn,0{n}/06/2025,1{n}/06/2025,16528\n"
            for n in (2, 3, 4)]  # fmt: skip
    path = put(tmp_path, "hoso_2025-06-30.csv", heading + "".join(rows))
    result = looked(tmp_path, path)
    assert result["outcome"] == "asks"
    assert asked(result) == [
        ("column/Trạng thái hồ sơ", True, "status_code"),
        ("column/Tình trạng", True, ""),
    ]
    result = looked(tmp_path, path, {q["id"]: q["suggested"] for q in result["questions"]})
    assert (result["outcome"], result["questions"], result["counts"]["accepted"]) == (
        "ready",
        [],
        3,
    )


def test_a_column_and_one_value_for_every_row_are_never_the_same_field(tmp_path):
    both = {
        "source": "dossiers",
        "column/Số biên nhận": "unit_code",
        "constant/unit_code": "16528",
    }
    with pytest.raises(Refusal, match="“Đơn vị” vừa được chọn cho một cột"):
        answered(Answers(both), None, NEW_HEADINGS.strip().split(","), settings(tmp_path))


def test_a_file_of_nearly_the_same_shape_is_asked_with_what_was_answered_before(tmp_path):
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "data" / "reference")
    data = tmp_path / "data"
    header = [*NEW_HEADINGS.strip().split(","), "Ghi gì đó"]
    table = answered(Answers(ANSWERS | {"column/Ghi gì đó": ""}), None, header, settings(data))
    save_mapping(settings(data), "0123456789abcdef", table, "16528-01")
    head = NEW_HEADINGS.replace("\n", ",Ghi gì đó,Cột mới\n")
    path = put(data, "hs_2025-06-30.csv", head + NEW_ROWS.replace("\n", ",x,y\n"))
    assert ("source", True, "dossiers") in asked(looked(data, path))
    found = {
        name: suggestion
        for name, _, suggestion in asked(looked(data, path, {"source": "dossiers"}))
    }
    assert found["column/Số biên nhận"] == "dossier_id"
    assert (found["column/Ghi gì đó"], found["column/Cột mới"]) == ("", None)


def test_a_column_is_suggested_by_what_its_cells_can_be():
    levels = ["Hài lòng", "Rất hài lòng", "Không hài lòng"]
    columns = {"Kết quả bấm nút": levels, "Cán bộ có thân thiện không?": ["Có", "Không"]}
    wanted = [field["name"] for field in contracts()["feedback"].own_fields]
    likely = likely_fields(contracts()["feedback"], columns, wanted, ["overall"])
    assert likely == {"Kết quả bấm nút": "overall"}
    columns = {"Đánh giá từ 1 đến 5": ["1", "5", "4"], "Bạn là ai?": ["Người dân", "Cán bộ"]}
    likely = likely_fields(contracts()["feedback"], columns, wanted, ["overall", "source"])
    assert likely == {"Đánh giá từ 1 đến 5": "overall"}
    columns = {"STT": ["1", "2"], "Biên nhận": ["H56-1", "H56-2"]}
    assert likely_fields(contracts()["dossiers"], columns, ["dossier_id"], ["dossier_id"]) == {
        "Biên nhận": "dossier_id"
    }


@pytest.fixture
def data(tmp_path) -> Path:
    """A data folder with reference tables of its own, where mappings are kept."""
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "data" / "reference")
    return tmp_path / "data"


def test_what_names_a_person_is_in_no_preview_and_no_mapping(data):
    """Planted in headings, cells, the file's name and the answers' own words."""
    heads = "Số biên nhận,Tình trạng xử lý,Tiếp nhận lúc,Hẹn,Nguyễn Thị Ví Dụ,Người nộp đơn,Khác\n"
    row = "H-{n},Đang xử lý,0{n}/06/2025,1{n}/06/2025,Trần Văn Thử,0912345678,{other}\n"
    others = ["Lê Thị Giả", "012345678901", "an.mau@vidu.vn"]
    text = heads + "".join(row.format(n=n, other=others[n % 3]) for n in range(2, 8))
    path = put(data, "hoso Phạm Văn Mẫu 2025-06-30.csv", text)
    given = {
        "source": "dossiers",
        "column/Số biên nhận": "dossier_id",
        "column/Tình trạng xử lý": "status_code",
        "column/Tiếp nhận lúc": "received_at",
        "column/Hẹn": "due_at",
        "column/Khác": "neighbourhood",
    }
    first, second = looked(data, path), looked(data, path, given)
    assert (first["outcome"], second["outcome"]) == ("asks", "ready")
    answers = put(data, "../answers.json", json.dumps({"answers": given, "by": "Phạm Văn Mẫu"}))
    done = command("etl", "load", str(path), "--answers", str(answers), "--json", data=data)
    assert done.returncode == 0, done.stdout
    (mapping,) = (data / "reference" / "mappings").iterdir()
    outputs = [json.dumps([first, second], ensure_ascii=False), done.stdout, done.stderr]
    outputs += [mapping.read_text("utf-8"), command("etl", "mappings", data=data).stdout]
    planted = ["Ví Dụ", "Văn Thử", "Thị Giả", "Văn Mẫu", "0912345678", "012345678901", "an.mau"]
    assert [name for name in planted if name in "".join(outputs)] == []


@pytest.mark.long
def test_a_preview_counts_as_the_load_does(sample_data):
    """Over the whole sample; what repeats a row of another file only a load can know."""
    query = (
        "select file, rows_found, rows_read, rows_accepted, rows_rejected, rows_duplicate, "
        "rows_not_data from loads"
    )
    for file, *counted in ask(sample_data, query):
        result = looked(sample_data, PROJECT / "data" / "sample" / file)
        assert [*result["counts"].values()] == counted, file
        assert result["outcome"] == "known"


def test_every_sentence_of_a_preview_stands_in_its_lines_too(tmp_path):
    """Without --json it says the same, in Vietnamese."""
    rows = [{"status": "Đang luân chuyển"}] * 2 + [{}] * 3
    text = csv_of(*({"id": f"H-{n}"} | row for n, row in enumerate(rows))) + ",,,,\n"
    done = command("etl", "preview", str(put(tmp_path, "hoso.csv", text)), data=tmp_path)
    assert done.returncode == 0 and "[1/5]" not in done.stderr
    for sentence in (
        "hoso.csv: cần trả lời trước khi nạp, Hồ sơ thủ tục hành chính.",
        "có 2 trên 5 dòng lỗi, quá mức 20%",
        "  Dấu phân cách: dấu phẩy",
        "(lấy theo giờ của tệp)",
        "  Cột “Mã hồ sơ” → Mã hồ sơ: đọc (H-0; H-1; H-2)",
        "  Tìm thấy 6 dòng: nhận 3, loại 2, trùng 0, không phải số liệu 1.",
        "  Không phải số liệu: 1 dòng trống.",
        "    dòng 7\n",
        "    dòng 2, cột “Trạng thái”: “Đang luân chuyển”",
        "  Chữ chưa biết ở Trạng thái: “Đang luân chuyển”, 2 dòng.",
        "Hỏi (cần trả lời): Trạng thái “Đang luân chuyển” nghĩa là gì?  [value/status_code/",
        "4 = Đang xử lý; ",
        "Hỏi (không bắt buộc): Tệp này xuất ngày nào?",
    ):
        assert sentence in done.stdout, sentence


def test_mended_rows_are_shown_as_what_they_are_and_no_fewer_records(tmp_path):
    bad = [{"id": f"H-{n}", "received": "32/06/2025"} for n in (1, 2)]
    good = [{"id": f"H-{n}"} for n in range(3, 20)]
    data = tmp_path / "data"
    original = put(data, "hoso_2025-06-30.csv", csv_of(*bad, *good))
    back = tmp_path / "back.csv"
    command("etl", "load", str(original), "--rejected", str(back), data=data)
    mended = back.read_text("utf-8-sig").replace("32/06/2025", "02/06/2025", 1)
    result = looked(data, put(data, "back.csv", mended))
    assert (result["outcome"], result["source"], result["as_of"]) == (
        "ready",
        "dossiers",
        "2025-06-30",
    )
    counted = result["counts"]
    assert (counted["read"], counted["accepted"], counted["rejected"]) == (2, 1, 1)
    assert result["read_as"][-1] == [
        "Dòng đã sửa của tệp",
        "hoso_2025-06-30.csv, ngày xuất 30/06/2025",
    ]
    assert result["rejected"][0]["lines"][0]["line"] == 3
    assert (result["questions"], result["before"]) == ([], None)
    result = looked(data, put(data, "back.csv", back.read_text("utf-8-sig")))
    assert result["outcome"] == "refused" and "không nhận thêm dòng nào" in result["sentence"]
    assert [line["line"] for line in result["refusal_lines"]] == [2, 3]
    assert not [*data.glob("checked/*/*.new")]


@pytest.mark.parametrize("is_merged", [False, True])
def test_unknown_headings_of_two_rows_are_asked_about_one_by_one(is_merged, tmp_path):
    upper = ["Số TT", "Ngày tháng", "", "Người gửi", "Phân loại", "Nội dung"]
    lower = ["", "Nhận", "Xong", "", "", ""]
    if is_merged:  # a spreadsheet's cell over two rows stands in both
        lower = [below or above for above, below in zip(upper, lower, strict=True)]
    rows = [[str(n), f"0{n}/06/2025", "", "Lê Văn A", "Kiến nghị", "Đường hỏng"] for n in (1, 2, 3)]
    content = xlsx({"Sổ": [["SỔ THEO DÕI ĐƠN THƯ"], upper, lower, *rows]})
    path = put(tmp_path, "donthu_2025-06-30.xlsx", content)
    assert asked(looked(tmp_path, path)) == [("source", True, "petitions")]
    result = looked(tmp_path, path, {"source": "petitions"})
    assert ["Dòng tiêu đề", "2–3"] in result["read_as"]
    given = {
        "column/Số TT": "petition_id",
        "column/Ngày tháng – Nhận": "received_on",
        "column/Ngày tháng – Xong": "settled_on",
        "column/Phân loại": "kind",
        "column/Nội dung": "summary",
    }
    assert [q["id"] for q in result["questions"] if q["required"]] == list(given)
    result = looked(tmp_path, path, {"source": "petitions"} | given)
    assert (result["outcome"], result["counts"]["accepted"], result["counts"]["not_data"]) == (
        "ready",
        3,
        0,
    )


@pytest.mark.parametrize(
    ("name", "heads", "row", "source"),
    [
        ("x_2025-07-31.csv", "Thời điểm,Cảm nhận", "01/07/2025,Rất hài lòng", "feedback"),
        ("so don thu 2025.csv", "TT,Vào sổ,Gì", "1,01/06/2025,Đường hỏng", "petitions"),
        ("so tiep cong dan.csv", "TT,Hôm nào,Ai tiếp", "1,01/06/2025,Chủ tịch", "receptions"),
        ("bang 1.csv", "Một,Hai", "a,b", None),
    ],
)
def test_a_source_is_suggested_by_headings_ratings_and_the_files_name(
    name, heads, row, source, tmp_path
):
    result = looked(tmp_path, put(tmp_path, name, f"{heads}\n{row}\n{row}\n"))
    assert asked(result) == [("source", True, source)]
