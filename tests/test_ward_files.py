"""Files as a ward really has them, folder by folder, with the outcome that their README names.

The folder lies beside the project; without it these tests are skipped.
"""

import re
import shutil
from collections import Counter
from datetime import datetime, time
from pathlib import Path

import pytest

from etl.words import Refusal
from tests.conftest import slice_of
from tests.folder_text import folder_text
from tests.snapshots import ask, take
from tests.ward_files import FILES, file_in, judging

pytestmark = [
    pytest.mark.usefixtures("workbooks_in_process"),
    pytest.mark.skipif(not FILES.is_dir(), reason="the ward's files are not here"),
]

# Those that load as 11 does, but for the columns that they do not have or write without a time.
LOAD = {
    "04_xlsx": {},
    "05_xls": {},
    "06_ods": {},
    "07_xlsx_3_sheets": {},
    "08_html_duoi_xls": {},
    "09_xlsx_doi_duoi_csv": {},
    "10_zip": {},
    "12_utf8_bom": {},
    "13_utf16_tab": {},
    "14_utf16_khong_bom": {},
    "15_windows1258": {},
    "20_nfd": {},
    "23_gach_dung": {},
    "24_sep_dong_dau": {},
    "27_ngay_mot_chu_so": {},
    "29_serial_excel": {},
    "31_ngay_rong_0001": {},
    "31b_ngay_rong_1900_gio": {},
    "31c_ngay_rong_30-12-1899": {},
    "38_iso_T_Z": {},
    "39_tieu_de_muc8_a": {},
    "40_tieu_de_muc8_b": {},
    "42_ngay_ket_thuc_ten_gan": {},
    "44_ba_dong_tieu_de_tren": {},
    "46_dong_danh_so": {"numbering": 1},
    "49_dong_cot_trong": {"blank": 2},
    "50_tong_cong_chu_ky": {"blank": 1, "total": 1, "aside": 2},
    "51_nbsp_zero_width": {},
    "78_cong_thuc": {},
}
SHORT = (
    "07_xlsx_3_sheets",
    "08_html_duoi_xls",
    "13_utf16_tab",
    "15_windows1258",
    "20_nfd",
    "29_serial_excel",
    "39_tieu_de_muc8_a",
    "42_ngay_ket_thuc_ten_gan",
    "46_dong_danh_so",
    "50_tong_cong_chu_ky",
    "51_nbsp_zero_width",
)
# Those that write days alone, or another hour of the day on which a dossier is due.
BY_DAYS = [
    "26_ngay_khong_gio",
    "28_nam_hai_so",
    "30_24h00",
    "30b_24h00_ba_dong",
    "37_ngay_cham_gach",
    "37b_ngay_gach_1_so",
]
# What of the one-stop's own book is no row of data: nothing where it was cleaned by hand.
AROUND = {"numbering": 1, "total": 1, "blank": 1, "aside": 3}
BOOKS = {
    "01_so_theo_doi_xlsx": AROUND,
    "02_so_theo_doi_luu_csv": AROUND,
    "03_so_theo_doi_don_tay": {},
}
WHERE = ("test_ward_files.py", "test_ward_files_that_ask.py")
NOT_ALIKE = {"78_cong_thuc": {"neighbourhood"}}
REFUSED = {
    "16_tcvn3_bytes": "phông TCVN3 (ABC)",
    "17_vni_bytes": "phông VNI",
    "18_tcvn3_qua_excel_utf8": "phông TCVN3 (ABC)",
    "18b_vni_qua_excel_utf8": "phông VNI",
    "19_tcvn3_tieu_de_unicode": "phông TCVN3 (ABC)",
    "25_mot_byte_hong": "sai bảng mã ở dòng 2",
    "32_my_ngay_duoi_13": "cột “Ngày nộp” ghi tháng trước ngày "
    "(dòng 2: “06/02/2025”, dòng 3: “06/02/2025”)",
    "33_my_ca_thang": "cột “Ngày nộp” ghi tháng trước ngày "
    "(dòng 13: “06/13/2025”, dòng 14: “06/16/2025”)",
    "45_khong_tieu_de": "không có dòng tiêu đề",
    "54_cut_giua_dong": "bị cắt cụt ở dòng cuối (18)",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """Lands and checks a folder's only file: its note, and its judged rows as dictionaries."""
    with judging(tmp_path_factory.mktemp("ward")) as judged:
        yield judged


@pytest.fixture(scope="module")
def sound(engine):
    """The rows of the plain file that the others must equal."""
    return engine("11_utf8")[1]


@pytest.mark.parametrize("folder", slice_of(LOAD, *SHORT))
def test_a_file_as_a_ward_has_it_loads_as_the_plain_one_does(engine, sound, folder):
    staged, rows = engine(folder)
    assert len(rows) == 24 and staged.faults == []
    assert {row["bad_reason"] for row in rows} == {None}
    assert staged.not_data == LOAD[folder]
    for place, row in enumerate(rows):
        for column in NOT_ALIKE.get(folder, ()):
            row.pop(column)
        assert row == {name: sound[place][name] for name in row}


def test_the_plain_file_has_what_it_writes(engine):
    staged, rows = engine("11_utf8")
    assert (len(rows), staged.faults, staged.not_data) == (24, [], {})
    assert {row["bad_reason"] for row in rows} == {None}
    assert Counter(row["status_code"] for row in rows) == {10: 16, 4: 6, 5: 1, 9: 1}
    first = {
        "dossier_id": "H56.14.06-250602-0001",
        "unit": "16528",
        "procedure_code": "1.001193",
        "procedure": "Đăng ký khai sinh",
        "field": "Hộ tịch",
        "channel": "counter",
        "status_code": 10,
        "submitted_at": datetime(2025, 6, 2, 8),
        "received_at": datetime(2025, 6, 2, 8),
        "due_at": datetime(2025, 6, 2, 17),
        "finished_at": datetime(2025, 6, 2, 11),
        "returned_at": datetime(2025, 6, 2, 12),
        "neighbourhood": "TDP 1",
    }
    assert {name: rows[0][name] for name in first} == first


def _days(row: dict) -> dict:
    return {
        name: value.date() if isinstance(value, datetime) else value for name, value in row.items()
    }


@pytest.mark.parametrize("folder", BY_DAYS)
def test_a_file_that_writes_days_otherwise_has_the_same_days(engine, sound, folder):
    rows = engine(folder)[1]
    assert [_days(row) for row in rows] == [_days(row) for row in sound]


@pytest.mark.parametrize(("folder", "count"), [("30_24h00", 24), ("30b_24h00_ba_dong", 3)])
def test_midnight_as_24h_is_the_end_of_its_own_day(engine, folder, count):
    due = [row["due_at"] for row in engine(folder)[1]]
    assert due[0] == datetime(2025, 6, 2, 23, 59, 59)
    assert [day.time() for day in due].count(time(23, 59, 59)) == count


def test_a_formula_in_a_text_is_the_text(engine):
    found = {row["neighbourhood"] for row in engine("78_cong_thuc")[1]}
    assert {'=HYPERLINK("http://x","TDP")', "@TDP"} <= found


@pytest.mark.parametrize("folder", BOOKS)
def test_the_one_stops_own_book_says_returned_or_open_by_its_day_of_return(engine, sound, folder):
    staged, rows = engine(folder)
    assert (staged.not_data, staged.faults) == (BOOKS[folder], [])
    assert {row["bad_reason"] for row in rows} == {None}
    columns = ("dossier_id", "received_at", "due_at", "returned_at", "procedure")
    found = [[row[name] for name in columns] for row in rows]
    returned = [row["returned_at"] or row["finished_at"] for row in sound]
    assert found == [
        [day if name == "returned_at" else row[name] for name in columns]
        for row, day in zip(sound, returned, strict=True)
    ]
    finished = ("status_code", "finished_at", "finish_is_estimated")
    assert [tuple(row[name] for name in finished) for row in rows] == [
        (10, day, True) if day else (4, None, False) for day in returned
    ]


def test_the_field_of_the_one_stops_own_book_is_its_procedures(tmp_path):
    take(tmp_path, file_in("01_so_theo_doi_xlsx"))
    counts = "select unit_code, field, count(*) from dossiers group by all order by field"
    assert ask(tmp_path, counts) == [
        ("16528", "Bảo trợ xã hội", 5),
        ("16528", "Chứng thực", 5),
        ("16528", "Hộ tịch", 10),
        ("16528", "Đất đai", 4),
    ]


def test_a_dossier_with_a_clean_and_a_dirty_code_is_one(tmp_path):
    shutil.copytree(FILES / "51b_cung_ho_so_ma_sach_ma_ban", tmp_path / "inbox")
    take(tmp_path)
    assert ask(tmp_path, "select count(*) from dossiers") == [(24,)]


def test_counts_of_people_have_their_thousands(engine):
    rows = engine("75_hoat_dong_1.000_nguoi")[1]
    assert [row["people"] for row in rows] == [1000, 1250, 120, 2000, 85, 90]


FORMS = ["64_google_forms_doi_tieu_de", "65_google_forms_trich", "66_google_forms_khaosat"]


@pytest.mark.parametrize("folder", FORMS)
def test_a_form_of_five_levels_keeps_all_its_answers(engine, folder):
    rows = engine(folder)[1]
    assert (len(rows), {row["bad_reason"] for row in rows}) == (100, {None})
    assert {row["scale"] for row in rows} == {5} and {row["procedure"] for row in rows} == {None}
    assert sum(row["overall"] >= 4 for row in rows) == 82


def test_names_in_a_column_of_free_text_reach_nothing(tmp_path):
    shutil.copytree(FILES / "60_ten_nguoi_trong_noi_dung", tmp_path / "inbox")
    summary = take(tmp_path)
    assert ask(tmp_path, "select procedure, field, count(*) from dossiers group by all") == [
        (None, "Chưa rõ", 24)
    ]
    kept = folder_text(tmp_path) + str(summary)
    written = next((FILES / "60_ten_nguoi_trong_noi_dung").iterdir()).read_text("utf-8-sig")
    names = re.findall(r"(?:cháu|ông|bà) ([^\W\d]+ [^\W\d]+ [^\W\d]+)", written)
    assert len(names) >= 24 and not [name for name in names if name in kept]


def test_the_sheets_that_are_left_out_are_named(engine):
    assert engine("07_xlsx_3_sheets")[0].read_as == {"left_out": ["Bìa", "Tổng hợp"]}


@pytest.mark.parametrize("folder", REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_by_what_is_wrong_with_it(engine, folder):
    with pytest.raises(Refusal) as refused:
        engine(folder)
    assert REFUSED[folder] in str(refused.value)


def test_every_folder_has_a_test():
    tests = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in WHERE)
    folders = {path.name for path in FILES.iterdir() if path.is_dir()}
    assert {folder for folder in folders if f'"{folder}"' not in tests} == set()


def test_codes_that_became_exponents_are_refused_and_it_says_how_to_write_them(tmp_path):
    (file,) = take(tmp_path, file_in("61_ma_ho_so_so_mu"))["files"]
    assert file["outcome"] == "refused" and "Mã bị Excel đổi thành số mũ" in file["sentence"]
    assert "định dạng cột mã là Văn bản (Text)" in file["sentence"]
    assert [line["line"] for line in file["refusal_lines"]] == [2, 3, 4, 5, 6]


def test_an_inbox_with_nothing_but_a_workbook_is_loaded(tmp_path):
    shutil.copytree(FILES / "79_trong_inbox_chi_co_xlsx", tmp_path / "inbox")
    (file,) = take(tmp_path)["files"]
    assert (file["outcome"], file["rows_accepted"]) == ("loaded", 24)
