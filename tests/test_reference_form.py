"""How every file of data/reference may be written, and what is said of one written otherwise."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from board.catalogue import MEASURES
from etl.reference import reference_rows
from etl.reference_cells import MEASURES as KNOWN_MEASURES
from etl.reference_files import FILES
from etl.words import Refusal
from tests.conftest import PROJECT
from tests.registers import register
from tests.snapshots import ask, csv_of, put, take

REFERENCE = PROJECT / "data" / "reference"
NAMES = sorted(FILES)
DATED = sorted(name for name in FILES if "valid_from" in FILES[name].kinds)
EVER, FOREVER = date(1900, 1, 1), date(9999, 12, 31)


@pytest.fixture
def reference(tmp_path):
    return shutil.copytree(REFERENCE, tmp_path / "reference")


def written(reference, name: str, content: str | bytes):
    """The folder, one of its files as the test writes it."""
    path = reference / f"{name}.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return reference


def refusal(reference, name: str) -> str:
    """Why a file is refused."""
    with pytest.raises(Refusal) as refused:
        reference_rows(reference, name)
    begins, ends = f"Tệp tham chiếu {name}.csv không đọc được: ", ". Sửa tệp rồi chạy lại."
    message = str(refused.value)
    assert (message.startswith(begins), message.endswith(ends)) == (True, True)
    return message.removeprefix(begins).removesuffix(ends)


def head_of(name: str) -> str:
    return ",".join(FILES[name].kinds)


def text_of(name: str) -> str:
    return (REFERENCE / f"{name}.csv").read_text("utf-8")


def test_every_reference_file_has_its_columns_declared():
    assert sorted(path.stem for path in REFERENCE.glob("*.csv")) == NAMES
    assert {name: head_of(name) for name in NAMES} == {
        name: text_of(name).splitlines()[0] for name in NAMES
    }


def test_the_measures_that_a_reference_file_may_name_are_those_that_the_board_has():
    assert {key: measure.unit for key, measure in MEASURES.items()} == KNOWN_MEASURES


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_no_table_of_utf_8_and_commas_is_refused_in_a_sentence(reference, name):
    head = head_of(name)
    columns = head.split(",")
    excel = "mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8”"
    for content, why in (
        ("", f"tệp trống; dòng đầu phải là “{head}”"),
        ("\ufeff\n\n", f"tệp trống; dòng đầu phải là “{head}”"),
        (text_of(name).encode("utf-16"), f"dòng 1 ở bảng mã UTF-16; {excel}"),
        (text_of(name).encode("utf-16-le"), f"dòng 1 ở bảng mã UTF-16; {excel}"),
        (
            # "Phường" of Excel in windows-1258, where ư and ơ are signs of their own.
            f"{head}\n\n".encode() + b"Ph\xfd\xf5\xccng\n",
            f"dòng 3 có chữ không ở bảng mã UTF-8; {excel}",
        ),
        (
            head.replace(",", ";") + "\n",
            "dòng 1 ngăn các cột bằng dấu chấm phẩy; thay bằng dấu phẩy, hoặc đổi dấu phân cách "
            "danh sách (List separator) của Windows thành dấu phẩy rồi lưu lại",
        ),
        (
            head.replace(",", "\t") + "\n",
            "dòng 1 ngăn các cột bằng dấu tab; thay bằng dấu phẩy, hoặc đổi dấu phân cách danh "
            "sách (List separator) của Windows thành dấu phẩy rồi lưu lại",
        ),
        (
            f"{head},{columns[0]}\n",
            f"dòng 1 có hai cột {columns[0]}; bỏ một cột",
        ),
        (
            head.replace(columns[0], "cot_la", 1) + "\n",
            f"dòng 1 thiếu cột {columns[0]}, có cột lạ “cot_la”; dòng đầu phải là “{head}”",
        ),
        (
            ",".join(columns[:-1]) + "\n",
            f"dòng 1 thiếu cột {columns[-1]}; dòng đầu phải là “{head}”",
        ),
        (
            f"{head},ghi_chu\n",
            f"dòng 1 có cột lạ “ghi_chu”; dòng đầu phải là “{head}”",
        ),
        (f'{head}\n"x', "dòng 2 có dấu ngoặc kép đặt sai"),
        (
            f"{head}\n\nx\n",
            f"dòng 3 có 1 ô, cần {len(columns)} ô; đặt ô có dấu phẩy trong dấu ngoặc kép",
        ),
        (
            f"{head}\n{'x,' * len(columns)}x\n",
            f"dòng 2 có {len(columns) + 1} ô, cần {len(columns)} ô; đặt ô có dấu phẩy trong dấu "
            "ngoặc kép",
        ),
    ):
        assert refusal(written(reference, name, content), name) == why
    (reference / f"{name}.csv").unlink()
    if FILES[name].may_be_absent:
        assert reference_rows(reference, name) == []
    else:
        assert refusal(reference, name) == f"thiếu tệp trong thư mục {reference}"


@pytest.mark.parametrize("name", NAMES)
def test_what_a_spreadsheet_adds_to_a_file_changes_nothing(reference, name):
    rows = [{**row, "line": None} for row in reference_rows(REFERENCE, name)]
    lines = text_of(name).splitlines()
    wide = "\ufeff" + "\r\n,,\r\n".join(f"{line},,," for line in lines) + "\r\n,,,,\r\n\r\n"
    read = reference_rows(written(reference, name, wide), name)
    assert [{**row, "line": None} for row in read] == rows
    # Each line is followed by one that has nothing but commas; the heading is line 1.
    assert [row["line"] for row in read] == [2 * n + 3 for n in range(len(rows))]


def test_a_file_that_an_older_folder_had_not_yet_may_be_absent(reference, monkeypatch):
    monkeypatch.setitem(FILES, "meetings", replace(FILES["meetings"], may_be_absent=True))
    (reference / "meetings.csv").unlink()
    assert reference_rows(reference, "meetings") == []
    # Where it stands there it is judged like any other.
    assert refusal(written(reference, "meetings", ""), "meetings").startswith("tệp trống")


def test_columns_may_stand_in_any_order_and_in_capitals(reference):
    folder = written(
        reference, "meetings", "Note, BODY ,unit_code,held_on\nx,Đảng ủy,,2025-01-10\n"
    )
    (row,) = reference_rows(folder, "meetings")
    assert row == {
        **{"line": 2, "held_on": date(2025, 1, 10), "unit_code": None},
        **{"body": "Đảng ủy", "note": "x"},
    }


def test_white_space_of_any_kind_within_a_cell_is_one_blank(reference):
    folder = written(
        reference, "comment_themes", 'theme,word,note\n"Thái\n\xa0 độ\u200b","ga\u0306\u0301t",\n'
    )
    (row,) = reference_rows(folder, "comment_themes")
    assert (row["theme"], row["word"], row["line"]) == ("Thái độ", "gắt", 2)


@pytest.mark.parametrize(
    ("name", "row", "why"),
    [
        (
            "targets",
            "rate_due_on_time,,,0.95,01/07/2025,,x",
            "dòng 2 có valid_from là “01/07/2025”, không phải ngày dạng "
            "yyyy-mm-dd; ghi như 2025-07-01",
        ),
        (
            "targets",
            "rate_due_on_time,,,0.95,1.7.2025,,x",
            "dòng 2 có valid_from là “1.7.2025”, không phải ngày dạng yyyy-mm-dd; "
            "ghi như 2025-07-01",
        ),
        (
            "units",
            "16528,Quảng Thọ,phường,,2025-02-30,,,",
            "dòng 2 có valid_from là “2025-02-30”, không phải ngày dạng "
            "yyyy-mm-dd; ghi như 2025-06-30",
        ),
        (
            "units",
            "16528,Quảng Thọ,phường,,0018-01-01,,,",
            "dòng 2 có valid_from là “0018-01-01”, không phải ngày dạng "
            "yyyy-mm-dd; ghi như 2025-06-30",
        ),
        (
            "targets",
            'rate_due_on_time,,,"0,95",,,x',
            "dòng 2 có target là “0,95”, không phải số; ghi như 0.95, dấu thập phân là dấu chấm",
        ),
        (
            "targets",
            "rate_due_on_time,,,95%,,,x",
            "dòng 2 có target là “95%”, không phải số; ghi như 0.95, dấu thập phân là dấu chấm",
        ),
        (
            "procedures",
            "1.001193,Đăng ký khai sinh,Hộ tịch,trong ngày,1,,,,",
            "dòng 2 có limit_working_days là “trong ngày”, không phải số; ghi như "
            "0.95, dấu thập phân "
            "là dấu chấm",
        ),
        (
            "reception_quotas",
            "chair,1.5,week,,,x",
            "dòng 2 có days là “1.5”, không phải số nguyên; ghi như 15",
        ),
        (
            "procedures",
            "1.001193,Đăng ký khai sinh,Hộ tịch,0,có,,,,",
            "dòng 2 có same_day khác 0 và 1",
        ),
        (
            "working_hours",
            ",,7h,11:30",
            "dòng 2 có starts là “7h”, không phải giờ; cần dạng HH:MM, ví dụ 07:00",
        ),
        *(
            (
                name,
                row,
                "dòng 2 có measure là “share_hapy”, không phải khoá của chỉ số nào; "
                "khoá ghi ở trang "
                "Định nghĩa chỉ số",
            )
            for name, row in (
                ("targets", "share_hapy,,,0.95,,,x"),
                ("owners", "share_hapy,,,Chủ tịch,,,"),
                ("events", "2025-01-01,,share_hapy,0,,x"),
                ("definition_changes", "share_hapy,2025-01-01,x,y"),
                ("workstreams", "1,Mảng,1,share_hapy,,,"),
                ("criteria", "CQTT,I.1,I,Công khai,6,,1,share_hapy,share,,,,x"),
            )
        ),
        *(
            (
                name,
                row,
                "dòng 2 có unit_code là “1652”, không có trong units.csv; ghi mã đơn vị",
            )
            for name, row in (
                ("targets", "rate_due_on_time,1652,,0.95,,,x"),
                ("owners", ",1652,,Chủ tịch,,,"),
                ("events", "2025-01-01,1652,,0,,x"),
                ("meetings", "2025-01-01,1652,Đảng ủy,"),
                ("officers", "16528-01,1652,,,,"),
            )
        ),
        (
            "paper_heads",
            "1652,party,a,b,c,d,e,f,g,,,x",
            "dòng 2 có unit_code là “1652”, không có trong units.csv và không phải all",
        ),
        (
            "units",
            "16528,Quảng Thọ,phường,,,2025-06-30,99999,",
            "dòng 2 có successor là “99999”, không có trong units.csv; ghi mã đơn vị",
        ),
        ("officers", ",16528,Văn phòng,,,", "dòng 2 để trống một ô phải có (code)"),
        ("units", "16528,,phường,,,,,", "dòng 2 để trống một ô phải có (name)"),
        (
            "procedures",
            "1.001193,Đăng ký khai sinh,,0,1,,,,",
            "dòng 2 để trống một ô phải có (field)",
        ),
        ("targets", "rate_due_on_time,,,,,,x", "dòng 2 để trống một ô phải có (target)"),
    ],
)
def test_a_cell_that_holds_something_else_is_refused_with_its_line(reference, name, row, why):
    assert refusal(written(reference, name, f"{head_of(name)}\n{row}\n"), name) == why


# Two rows a file that stand for the same on some day; the second begins as the first ends.
TWICE = {
    "units": ("16528,Quảng Thọ,phường,,{},{},,", "code"),
    "procedures": ("1.001193,Đăng ký khai sinh,Hộ tịch,0,1,,{},{},", "code hoặc name"),
    "targets": ("rate_due_on_time,16528,Hộ tịch,0.95,{},{},x", "measure, unit_code, field"),
    "owners": (",,Đất đai,Địa chính,{},{},", "measure, unit_code, field"),
    "officers": ("16528-01,16528,Văn phòng,,{},{}", "code"),
    "letters_owed": ("birth,1.001193,1,{},{},x", "kind, procedure_code"),
    "letter_templates": ("birth,birth,{},{},x", "kind"),
    "apology_reasons": ("Khác,,{},{},x", "code"),
    "bodies": ("form_recipient,,Ủy ban,{},{},x", "role, unit_code"),
    "paper_heads": (",party,a,b,c,d,e,f,g,{},{},x", "unit_code"),
    "reception_quotas": ("chair,1,week,{},{},x", "role"),
    "scorecards": ("CQTT,Mẫu,,{},{},x", "scorecard"),
    "criteria": ("CQTT,I.1,I,Công khai,6,,1,,,vì,{},{},x", "scorecard, criterion"),
    "time_limits": ("reflection,0,15,working,received,,{},{},x", "kind, is_complex"),
    "workstreams": ("1,Mảng,1,share_online,{},{},", "workstream, position"),
}


def test_every_dated_file_but_the_working_hours_has_what_stands_once_on_a_day():
    assert sorted([*TWICE, "working_hours"]) == DATED


@pytest.mark.parametrize("name", TWICE)
def test_rows_that_stand_for_the_same_on_one_day_are_refused_with_both_lines(reference, name):
    row, columns = TWICE[name]
    for first, second in (
        (("2018-01-01", "2025-06-30"), ("2025-06-30", "")),
        (("", ""), ("2025-07-01", "")),
        (("2025-07-01", ""), ("", "2025-07-01")),
    ):
        both = f"{head_of(name)}\n{row.format(*first)}\n\n{row.format(*second)}\n"
        assert refusal(written(reference, name, both), name) == (
            f"dòng 4 chồng thời gian với dòng 2 (cùng {columns}); ghi valid_to cho dòng cũ, trước "
            "valid_from của dòng mới"
        )
    apart = f"{head_of(name)}\n{row.format('', '2025-06-30')}\n{row.format('2025-07-01', '')}\n"
    assert [
        (row["valid_from"], row["valid_to"])
        for row in reference_rows(written(reference, name, apart), name)
    ] == [(EVER, date(2025, 6, 30)), (date(2025, 7, 1), FOREVER)]


@pytest.mark.parametrize(
    ("name", "row", "columns"),
    [
        ("calendar", "2026-01-02,0,Nghỉ,x", "day"),
        ("calendar_years", "2026,x", "year"),
        ("comment_themes", "Thái độ,gắt,", "theme, word"),
        ("meetings", "2025-01-10,,Đảng ủy,", "held_on, unit_code, body"),
        ("pledge_wordings", "5 biết,1,x,0,", "content, position"),
    ],
)
def test_a_row_that_stands_there_already_is_refused_with_both_lines(reference, name, row, columns):
    twice = f"{head_of(name)}\n{row}\n{row.upper()}\n"
    assert refusal(written(reference, name, twice), name) == (
        f"dòng 3 lặp lại dòng 2 (cùng {columns}); bỏ một dòng"
    )


# Four rows of units: a province, a ward that went into another, and that other.
UNITS = (
    "code,name,kind,parent,valid_from,valid_to,successor,note\n"
    "38,Thanh Hoá,tỉnh,{},,,,\n"
    "16528,Quảng Thọ,phường,{},,{},16531,\n"
    "16531,Sầm Sơn,phường,38,{},,,\n"
)


@pytest.mark.parametrize(
    ("parents", "days", "why"),
    [
        (
            ("", "38"),
            ("2025-06-30", "2025-07-02"),
            "dòng 3 có successor là mã không có vào ngày ngay sau valid_to; thêm dòng cho đơn vị "
            "nhận bàn giao, hoặc sửa ngày",
        ),
        (
            ("", "38"),
            ("", ""),
            "dòng 3 có successor mà để trống valid_to; ghi ngày cuối của đơn vị",
        ),
        (
            ("38", "38"),
            ("2025-06-30", "2025-07-01"),
            "dòng 2 có parent dẫn trở lại chính đơn vị đó",
        ),
        (("16528", "38"), ("2025-06-30", "2025-07-01"), "parent dẫn trở lại chính đơn vị đó"),
        (
            ("", "16531"),
            ("2025-06-30", "2025-07-01"),
            "dòng 3 có parent là mã không còn hoặc chưa có trong thời gian của dòng",
        ),
    ],
)
def test_a_unit_that_leads_to_none_or_back_to_itself_is_refused(
    tmp_path, reference, parents, days, why
):
    written(reference, "units", UNITS.format(*parents, *days))
    for name in ("officers", "events", "meetings", "paper_heads"):  # they name other units
        written(reference, name, f"{head_of(name)}\n")
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    with pytest.raises(Refusal, match=why):
        take(tmp_path)


def test_a_code_may_go_into_itself_under_another_name(tmp_path, reference):
    content = UNITS.format("", "38", "2025-06-30", "2025-07-01").replace("16528", "16531")
    written(reference, "units", content)
    for name in ("officers", "events", "meetings", "paper_heads"):
        written(reference, name, f"{head_of(name)}\n")
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({"unit": "16531"}))
    take(tmp_path)
    scope = "select member_key from unit_scope where unit_key = '16531@2025-07-01' order by all"
    assert ask(tmp_path, scope) == [("16531@1900-01-01",), ("16531@2025-07-01",)]


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (
            "rate_due_on_time,,,95",
            "dòng 2 có target ngoài khoảng 0 đến 1 của một tỷ lệ; 95% ghi là 0.95",
        ),
        (
            "share_overdue,,,-0.1",
            "dòng 2 có target ngoài khoảng 0 đến 1 của một tỷ lệ; 95% ghi là 0.95",
        ),
        ("open_overdue,,,0.5", "dòng 2 có target không phải số đếm (số nguyên từ 0 trở lên)"),
        ("open_overdue,,,-1", "dòng 2 có target không phải số đếm (số nguyên từ 0 trở lên)"),
        ("p90_working_days,,,-1", "dòng 2 có target ngoài khoảng 0 đến 366 ngày"),
        ("median_days_to_apology,,,367", "dòng 2 có target ngoài khoảng 0 đến 366 ngày"),
    ],
)
def test_a_target_that_its_measure_cannot_reach_is_refused(tmp_path, reference, target, why):
    written(reference, "targets", f"{head_of('targets')}\n{target},,,x\n")
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    with pytest.raises(Refusal, match=why.replace("(", r"\(").replace(")", r"\)")):
        take(tmp_path)


def test_a_target_at_either_end_of_its_range_is_taken(tmp_path, reference):
    rows = (
        "share_overdue,,,0",
        "rate_due_on_time,,,1",
        "open_overdue,,,0",
        "p90_working_days,,,7.5",
    )
    content = "".join(f"{row},,,x\n" for row in (head_of("targets"), *rows)).replace(
        f"{head_of('targets')},,,x", head_of("targets")
    )
    written(reference, "targets", content)
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    take(tmp_path)
    assert ask(tmp_path, "select measure, target, valid_from from targets order by measure") == [
        ("open_overdue", 0.0, EVER),
        ("p90_working_days", 7.5, EVER),
        ("rate_due_on_time", 1.0, EVER),
        ("share_overdue", 0.0, EVER),
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (
            "CQTT,I.1,I,x,6,,1,open_overdue,share,,,,x",
            "không phải tỷ lệ, nên không tính ra điểm được",
        ),
        ("CQT,I.1,I,x,6,,1,,,vì,,,x", "dòng 2 có scorecard không có trong scorecards.csv"),
    ],
)
def test_a_criterion_without_a_card_or_of_a_count_is_refused(tmp_path, reference, row, why):
    written(reference, "criteria", f"{head_of('criteria')}\n{row}\n")
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    with pytest.raises(Refusal, match=why):
        take(tmp_path)


def test_a_home_unit_that_units_do_not_have_is_refused(tmp_path):
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({"unit": ""}))
    with pytest.raises(Refusal) as refused:
        take(tmp_path, home_unit="1652")
    assert str(refused.value) == (
        "Tệp config.toml: home_unit là “1652”, không có trong units.csv. Ghi mã đơn vị có ở đó, "
        "hoặc để trống, rồi chạy lại."
    )


def test_a_blank_first_day_is_from_ever(tmp_path, reference):
    for name in DATED:
        blank = "".join(f"{line}\n" for line in (head_of(name), *BLANK[name]))
        written(reference, name, blank)
    for name in ("events", "meetings"):
        written(reference, name, f"{head_of(name)}\n")
    put(
        tmp_path,
        "hoso_2025-06-30.csv",
        csv_of(
            {"code": "1.001193", "status": "10", "received": "03/06/2024", "finished": "04/06/2024"}
        ),
    )
    letter = {"kind": "Chúc mừng khai sinh", "drafted_on": "03/06/2024"}
    put(tmp_path, "thu_2025-06-30.csv", register("letters", letter))
    take(tmp_path)
    assert ask(tmp_path, "select unit_key, field, procedure, working_days from dossiers") == [
        ("16528@1900-01-01", "Hộ tịch", "Đăng ký khai sinh", 1.0)
    ]
    assert ask(tmp_path, "select kind from letters_owed") == [("birth",)]
    for table in (
        *("units", "procedures", "targets", "owners", "letter_rules", "letter_templates"),
        "apology_reasons",
        "bodies",
        *(
            "paper_heads",
            "reception_quotas",
            "scorecards",
            "criteria",
            "time_limits",
            "workstreams",
        ),
    ):
        rows = ask(tmp_path, f"select distinct valid_from, valid_to from {table}")
        assert rows == [(EVER, FOREVER)], table


BLANK = {
    "units": ["16528,Quảng Thọ,phường,,,,,"],
    "procedures": ["1.001193,Đăng ký khai sinh,Hộ tịch,0,1,,,,"],
    "targets": ["rate_due_on_time,,,0.95,,,x"],
    "owners": [",,,Chủ tịch,,,"],
    "officers": ["16528-01,16528,Văn phòng,,,"],
    "letters_owed": ["birth,1.001193,1,,,x"],
    "letter_templates": ["birth,birth,,,x"],
    "apology_reasons": ["Khác,,,,x"],
    "bodies": ["form_recipient,,Ủy ban,,,x"],
    "paper_heads": [",party,a,b,c,d,e,f,g,,,x"],
    "reception_quotas": ["chair,1,week,,,x"],
    "scorecards": ["CQTT,Mẫu,,,,x"],
    "criteria": ["CQTT,I.1,I,Công khai,6,,1,,,vì,,,x"],
    "time_limits": ["reflection,0,15,working,received,,,,x"],
    "workstreams": ["1,Mảng,1,share_online,,,"],
    "working_hours": [",,07:00,11:30", ",,13:30,17:00"],
}
