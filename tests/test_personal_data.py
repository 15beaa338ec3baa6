"""Personal data stops at the door: canaries in every place of a file, none of them behind it."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from etl.contract import contracts
from etl.headers import match_headers
from etl.read import Rows, layout
from tests.conftest import PROJECT, command
from tests.snapshots import RATING, ask, csv_of, put, take

NAME, PHONE, MAIL, CARD, HOUSE = (
    "Nguyễn Thị Ẩn Danh",
    "0912345678",
    "an.danh@vidu.vn",
    "038190001234",
    "số 12 ngõ 34 Lê Lợi",
)
CANARIES = {"name": NAME, "phone": PHONE, "e-mail": MAIL, "card": CARD, "house": HOUSE}
KNOWN, UNKNOWN = "Trần Văn Quen", "Phạm Thị Lạ"
OWN = ["Mã hồ sơ", "Đơn vị", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả", "Cán bộ thụ lý"]
ROW = ["16528", "Đang xử lý", "02/06/2025", "05/06/2025"]


def _with_an_officer(data: Path) -> Path:
    """The data folder, whose officers file names one officer more."""
    own = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    with (own / "officers.csv").open("a", encoding="utf-8") as out:
        out.write(f"16528-77,16528,Một cửa,{KNOWN},2018-01-01,\n")
    return data


@pytest.fixture
def data(tmp_path):
    return _with_an_officer(tmp_path)


FILES: dict[str, str] = {}  # of every test that only looks at its own file


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> tuple[Path, str]:
    """A data folder with these files in one load, and all that the load said and left."""
    data = _with_an_officer(tmp_path_factory.mktemp("personal"))
    for name, content in FILES.items():
        put(data, f"{name}.csv", content)
    return data, _load(data)


def test_a_name_that_two_codes_have_is_that_of_the_one_in_force_and_else_nobodys(data):
    with (data / "reference" / "officers.csv").open("a", encoding="utf-8") as out:
        out.write("16528-81,16528,Một cửa,Lê Văn An,2018-01-01,2025-06-30\n")
        out.write("16531-81,16531,Một cửa,Lê Văn An,2025-07-01,\n")
        out.write("16528-82,16528,Một cửa,Lê Văn Ân,2018-01-01,\n")
        out.write("16528-83,16528,Một cửa,Lê Thị Bình,2018-01-01,\n")
        out.write("16528-84,16528,Một cửa,Lê Thị Bình,2018-01-01,\n")
    # The last is either An or Ân, whose names are one without their marks.
    names = ["Lê Văn An", "Lê Văn Ân", "Lê Thị Bình", KNOWN.upper(), "Le Van An"]
    (data / "inbox").mkdir()
    for as_of, first in (("2025-06-30", 0), ("2025-09-30", 5)):
        rows = [OWN, *([str(first + n), *ROW, name] for n, name in enumerate(names))]
        (data / "inbox" / f"hoso_{as_of}.csv").write_text(_csv(rows), "utf-8")
    result = _load(data)
    assert ask(data, "select officer from dossiers order by dossier_id") == [
        (code,)
        for of_day in ("16528-81", "16531-81")
        for code in (of_day, "16528-82", None, "16528-77", None)
    ]
    dropped = "select detail, rows from warnings where code = 'officer_dropped'"
    assert ask(data, dropped) == [("hoso_2025-06-30.csv", 2), ("hoso_2025-09-30.csv", 2)]
    assert [name for name in names if name in result] == []


def _after_redaction(data) -> str:
    """All that a load left: every file's bytes, and every table and Parquet file as text."""
    parts = []
    for folder in ("staged", "checked", "warehouse"):
        for path in sorted((data / folder).rglob("*")):
            if path.is_file():
                parts += [path.name, path.read_bytes().decode("utf-8", "replace")]
            if path.suffix == ".parquet":
                with duckdb.connect() as con:
                    parts.append(
                        str(con.execute("from read_parquet($p)", {"p": str(path)}).fetchall())
                    )
            if path.suffix == ".duckdb":
                with duckdb.connect(str(path), read_only=True) as con:
                    tables = con.execute(
                        "select schema_name || '.' || table_name from duckdb_tables()"
                    ).fetchall()
                    parts += [str(con.execute(f"from {name}").fetchall()) for (name,) in tables]
    return "\n".join(parts)


def _load(data) -> str:
    """Loads the inbox by the command; all that it said and left."""
    done = command("etl", "load", "--json", data=data)
    assert done.returncode in (0, 3), done.stderr
    return done.stdout + done.stderr + _after_redaction(data)


def _found(text: str, *more: str) -> list[str]:
    return [word for word in (*CANARIES.values(), *more) if word in text]


def _csv(rows: list[list[str]]) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_personal_column_is_dropped_as_the_file_is_read(data, encoding):
    personal = contracts()["dossiers"].personal
    assert len(personal) > 10
    canaries = [list(CANARIES.values())[i % len(CANARIES)] for i in range(len(personal))]
    rows = [[*OWN, *personal]]
    rows += [[f"H56.14-250602-{i:04}", *ROW, KNOWN, *canaries] for i in range(10)]
    rows.append(["H56.14-250602-0099", *ROW, "dòng\nhai", *canaries])
    put(data, "hoso_2025-06-30.csv", _csv(rows).encode(encoding))
    ratings = [
        ["Ngày đánh giá", "Nguồn đánh giá", "Đánh giá chung", *contracts()["feedback"].personal]
    ]
    ratings.append(
        ["02/06/2025", "Phiếu", "2", *([NAME, PHONE, MAIL, CARD, HOUSE] * 3)[: len(ratings[0]) - 3]]
    )
    put(data, "danhgia_2025-06-30.csv", _csv(ratings).encode(encoding))
    everything = _load(data)
    assert _found(everything, KNOWN) == []
    assert ask(data, "select count(*), count(officer) from dossiers") == [(11, 10)]
    (note,) = data.glob("staged/dossiers/*.json")
    assert json.loads(note.read_text("utf-8"))["dropped_columns"] == list(personal)


FILES["hoso_la_2025-06-30"] = _csv(
    [[*OWN, "Ghi chú nội bộ", "Con của"], ["C1", *ROW, "", f"{PHONE} {MAIL}", NAME]]
)


def test_columns_that_nobody_knows_are_dropped_and_named(shared):
    data, everything = shared
    assert _found(everything) == []
    assert "Ghi chú nội bộ" in everything
    dropped = "select dropped_columns from loads where file = 'hoso_la_2025-06-30.csv'"
    assert ask(data, dropped) == [(["Ghi chú nội bộ", "Con của"],)]


OFFICERS = [KNOWN, KNOWN.upper(), "TRAN VAN QUEN", "16528-77", UNKNOWN, UNKNOWN, ""]
FILES["hoso_canbo_2025-06-30"] = csv_of(
    *({"id": f"O{n}", "officer": officer} for n, officer in enumerate(OFFICERS))
)


def test_an_officer_becomes_a_code_or_nothing_and_the_nothing_is_counted(shared):
    data, everything = shared
    assert _found(everything, KNOWN, KNOWN.upper(), UNKNOWN, "TRAN VAN QUEN") == []
    rows = ask(data, "select officer from dossiers where dossier_id like 'O%' order by dossier_id")
    assert [officer for (officer,) in rows] == ["16528-77"] * 4 + [None] * 3
    dropped = "select detail, rows from warnings where code = 'officer_dropped' order by all"
    assert ("hoso_canbo_2025-06-30.csv", 2) in ask(data, dropped)


COMMENTS = {
    "Gọi tôi 0912345678 nhé": "Gọi tôi [đã che] nhé",
    "0912 345 678": "[đã che]",
    "số 0912.345.678.": "số [đã che].",
    "091-234-5678, 0987 654 321": "[đã che], [đã che]",
    "+84 912 345 678 gặp chị Hai": "[đã che] gặp chị [đã che]",
    "0912\u00a0345\u00a0678": "[đã che]",
    "thư an.danh@vidu.vn ạ": "thư [đã che] ạ",
    "an.danh @ vidu.vn": "[đã che]",
    "CCCD 038190001234": "CCCD [đã che]",
    "CMND 273645819": "CMND [đã che]",
    "đợi 2 giờ, từ 8:30 đến 10:30 ngày 02/06/2025": "đợi 2 giờ, từ 8:30 đến 10:30 ngày 02/06/2025",
    "hồ sơ 12345678": "hồ sơ 12345678",  # eight digits are no telephone
    "tốt": "tốt",
    # Whatever signs part the digits, three of them or one that nobody sees; digits of full width.
    "0912 - 345 - 678": "[đã che]",
    "0912/345/678": "[đã che]",
    "0912\u200b345\u200b678": "[đã che]",
    "０９１２３４５６７８": "[đã che]",
    "038 190 001 234": "[đã che]",
    "a(at)b.vn": "[đã che]",
    "a ＠ b.vn": "[đã che]",
    # Names and houses.
    "con ông Lê Văn Mẫu, số 12 ngõ 34 Lê Lợi": "con ông [đã che], [đã che]",
    "gửi cháu Cao Bá Quát": "gửi cháu [đã che]",
    "NGUYỄN THỊ ẨN DANH": "[đã che]",
    "nguyễn thị hoa mai": "[đã che]",
    "nhà 12 đường Lê Lợi": "[đã che]",
    "Ng. Văn Bình, nhà 12 tổ 3": "[đã che], [đã che]",
    "cháu Trần Gia Bảo, con chị Hoa": "cháu [đã che], con chị [đã che]",
    # What only looks like them.
    "cảm ơn @Nam nhé": "cảm ơn @Nam nhé",
    "phí 80.000-150.000": "phí 80.000-150.000",
    "150.000.000 đồng": "150.000.000 đồng",
    "30.06.2025 8h": "30.06.2025 8h",
    "từ 01.06.2025 - 30.06.2025": "từ 01.06.2025 - 30.06.2025",
    "năm 2023 - 2024 - 2025": "năm 2023 - 2024 - 2025",
    "phường Nguyễn Trãi, đường Lê Lợi": "phường Nguyễn Trãi, đường Lê Lợi",
    "tổ 1, 2, 3, 4, 5, 6, 7, 8, 9": "tổ 1, 2, 3, 4, 5, 6, 7, 8, 9",
    "văn bản số 12 về đường dây nóng": "văn bản số 12 về đường dây nóng",
}


FILES["danhgia_2025-06-30"] = csv_of(
    *(
        {"id": n, "overall": "1", "comment": comment, "reason": comment}
        for n, comment in enumerate(COMMENTS)
    ),
    but={"rated": "02/06/2025", "source": "Phiếu"},
)


def test_comments_and_reasons_are_masked_as_they_land(shared):
    data, everything = shared
    hidden = ["0912 345 678", "0912.345.678", "091-234-5678", "0987 654 321", "912 345 678"]
    assert _found(everything, *hidden, "vidu.vn", "273645819") == []
    rows = ask(data, "select reason, comment from feedback order by source_line")
    assert rows == [(masked, masked) for masked in COMMENTS.values()]


def test_of_a_column_of_free_text_only_names_of_procedures_are_kept_and_the_rest_is_counted(data):
    births = [f"Khai sinh cho cháu {NAME}, con ông bà ở đây, lần {n}" for n in range(9)]
    procedures = [
        "Đăng ký khai sinh",
        "Thủ tục đăng ký kết hôn",
        *["Cấp đổi sổ"] * 5,
        *["hoa mai"] * 4,
    ]
    procedures += [*["Khai sinh cho Lê Thị Hoa"] * 6, *["Cao Bá Quát"] * 6, *births]
    rows = [["Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả", "Nội dung hồ sơ"]]
    rows += [[str(n), "4", "02/06/2025", "", text] for n, text in enumerate(procedures)]
    put(data, "hoso_2025-06-30.csv", _csv(rows))
    everything = _load(data)
    assert _found(everything, "hoa mai", "Lê Thị Hoa", "Khai sinh cho", "Cao Bá") == []
    loaded = ask(data, "select procedure, field, count(*) from dossiers group by all order by all")
    assert loaded == [
        ("Cấp đổi sổ", "Chưa rõ", 5),
        ("Đăng ký khai sinh", "Hộ tịch", 1),
        ("Đăng ký kết hôn", "Hộ tịch", 1),
        (None, "Chưa rõ", 25),
    ]
    dropped = "select detail, rows from warnings where code = 'procedure_dropped'"
    assert ask(data, dropped) == [("hoso_2025-06-30.csv", 25)]


def test_a_word_that_nobody_knows_is_shown_where_it_repeats_or_can_be_no_name(data):
    """Cao Bá Quát bears a surname that is another word too, so that no mask knows it."""
    stages = ["Cao Bá Quát", "Chờ lãnh đạo", "Chờ Sở duyệt", "Chờ Sở duyệt", "Xong"]
    rows = [{"id": f"{n}"} for n in range(30)]
    rows += [{"id": f"T-{n}", "status": word, "unit": "16528"} for n, word in enumerate(stages)]
    units = ["Cao Bá Quát", "Phường Lạ", "Nơi Khác", "Nơi Khác"]
    rows += [{"id": f"U-{n}", "unit": word} for n, word in enumerate(units)]
    rows += [{"id": "P-1", "procedure": "Việc của Cao Bá Quát"}]
    put(data, "hoso_2025-06-30.csv", csv_of(*rows))
    result = take(data)
    once = "(chữ chỉ gặp một lần)"
    shown = [value for (value,) in ask(data, "select value from rejected_rows order by line")]
    assert shown == [once, "Chờ lãnh đạo", "Chờ Sở duyệt", "Chờ Sở duyệt", "Xong"]
    unknown = {(w["code"], w["detail"]): w["rows"] for w in result["warnings"]}
    assert unknown[("unknown_unit", once)] == 1 and unknown[("unknown_procedure", once)] == 1
    assert (
        unknown[("unknown_unit", "Phường Lạ")] == 1 and unknown[("unknown_unit", "Nơi Khác")] == 2
    )


WRONG = [
    # (column, what stands there) → what the rejected row shows
    ("received", PHONE, "[đã che]"),
    ("received", f"02/06/2025 {PHONE}", "02/06/2025 [đã che]"),
    ("due", MAIL, "[đã che]"),
    ("finished", NAME, "[đã che]"),
    ("returned", NAME.upper(), "[đã che]"),
    ("status", MAIL, "[đã che]"),
    ("status", f"Đang xử lý {PHONE}", "Đang xử lý [đã che]"),
    ("channel", CARD, "[đã che]"),
    ("paused", CARD, "[đã che]"),
    ("paused", NAME, "[đã che]"),
    # What is only wrong is shown as it is.
    ("due", "31/06/2025", "31/06/2025"),
    ("due", "hôm qua", "hôm qua"),
    ("due", "2025-06-05 25:61:00", "2025-06-05 25:61:00"),
    ("paused", "hai", "hai"),
    ("status", "Chờ lãnh đạo", "Chờ lãnh đạo"),
]


FILES["hoso_sai_2025-06-30"] = csv_of(
    *({"id": n} for n in range(100, 200)),
    *({"id": n, column: value} for n, (column, value, _) in enumerate(WRONG)),
)


def test_values_in_a_wrong_column_are_masked_where_their_rows_are_rejected(shared):
    data, everything = shared
    assert _found(everything, NAME.upper()) == []
    query = "select value from rejected_rows where file = 'hoso_sai_2025-06-30.csv' order by line"
    assert [value for (value,) in ask(data, query)] == [shown for *_, shown in WRONG]


FREE = {"id": "FREE", "unit": PHONE, "procedure": f"Khai sinh {CARD}", "field": MAIL}
FILES["hoso_chu_2025-06-30"] = csv_of(FREE | {"officer": "a\nb"})


def test_values_in_a_column_of_free_text_are_masked_though_their_row_is_accepted(shared):
    data, everything = shared
    assert _found(everything) == []
    query = "select unit_code, procedure, field from dossiers where dossier_id = 'FREE'"
    assert ask(data, query) == [("[đã che]", "Khai sinh [đã che]", "[đã che]")]


GOOD = ",".join(["1", *ROW, ""]) + "\n"
TORN = f'1,{NAME},{PHONE}\n2,{",".join(ROW)},,{MAIL},{CARD}\n"3"x,{HOUSE},{NAME},{PHONE},,\n'
FILES["hoso_gay_2025-06-30"] = ",".join(OWN) + "\n" + GOOD * 20 + TORN


def test_a_broken_row_leaves_its_line_and_reason_and_nothing_else(shared):
    data, everything = shared
    assert _found(everything) == []
    query = 'select line, "column", value from rejected_rows where file = '
    assert ask(data, f"{query}'hoso_gay_2025-06-30.csv'") == [
        (22, None, None),
        (23, None, None),
        (24, None, None),
    ]


def test_a_file_that_is_refused_leaves_nothing_of_what_it_held(data):
    put(data, "hoso_2025-06-30.csv", csv_of({}))
    put(data, "a_2025-06-30.csv", f"1,{NAME},{PHONE},02/06/2025\n" * 3)
    put(data, "b_2025-06-30.csv", ",".join(OWN) + f'\n1,"{NAME},{PHONE}\n')
    put(data, "c_2025-06-30.csv", f'Mã hồ sơ,"Trạng thái,Ngày\n1,{NAME},{PHONE}\n')
    put(data, "d_2025-06-30.csv", csv_of({"status": MAIL, "officer": UNKNOWN}))
    put(data, "e_2025-06-30.csv", ",".join(OWN) + f"\n{NAME},{PHONE}")
    everything = _load(data)
    assert _found(everything, UNKNOWN) == []
    refused = json.loads((data / "warehouse" / "last_load.json").read_text("utf-8"))["files"]
    assert [file["outcome"] for file in refused].count("refused") == 5


def test_of_a_file_that_is_judged_row_by_row_only_the_columns_that_are_kept_go_on(tmp_path):
    rows = [[*OWN, "Họ tên"], ["1", *ROW, "x\ny", NAME], ["2", *ROW, "", NAME]]
    path = put(tmp_path, "hoso_2025-06-30.csv", _csv(rows))
    file = layout(path)
    judged = Rows(file, match_headers(path.name, file.header))
    held = [cell for batch in judged.batches() for column in batch for cell in column]
    assert "x\ny" in held and NAME not in held
    assert (judged.rows, judged.faults) == (2, [])


def test_no_scratch_stays_behind(shared):
    data, _ = shared  # one of whose files has a cell of two lines, which is read row by row
    assert list((data / "warehouse").glob("scratch*")) == []


def test_what_is_no_code_is_dropped_and_its_row_stands_unless_it_is_known_by_it(tmp_path):
    put(
        tmp_path,
        "hoso_2025-06-30.csv",
        csv_of(
            {"id": "1", "code": "Đăng ký khai sinh"},
            {"id": "2", "code": "0912 - 345 - 678"},
            {"id": "Nguyễn Văn An", "code": "1.001193"},
        ),
    )
    result = csv_of({"rating": "Trần Thị Lan", "id": "1"}, {"rating": "7", "id": ""}, but=RATING)
    put(tmp_path, "danhgia_2025-06-30.csv", result)
    take(tmp_path, reject_limit=1.0)
    dossiers = "select dossier_id, procedure_code from dossiers order by 1"
    assert ask(tmp_path, dossiers) == [("1", None), ("2", None)]
    rejected = 'select source, line, "column" from rejected_rows'
    assert ask(tmp_path, rejected) == [("dossiers", 4, "Mã hồ sơ")]
    ratings = "select dossier_id from feedback order by source_line"
    assert ask(tmp_path, ratings) == [("1",), (None,)]
