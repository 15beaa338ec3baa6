"""Files as a ward really has them that a person must say something about: what is asked, and what
they are once it is answered. The folder lies beside the project."""

import shutil
from collections import Counter
from datetime import date

import pytest

from etl.answers import Answers, load_answered
from etl.preview import preview
from etl.profile import Profile
from etl.progress import Progress
from etl.words import Refusal
from tests.conftest import PROJECT, slice_of
from tests.snapshots import ask, settings, take
from tests.test_export_day import set_clock
from tests.ward_files import FILES, file_in, judging, looked

pytestmark = [
    pytest.mark.usefixtures("workbooks_in_process"),
    pytest.mark.skipif(not FILES.is_dir(), reason="the ward's files are not here"),
]

OVERALL = "Ông/bà đánh giá chung mức độ hài lòng đối với việc phục vụ?"
KINDS = {
    "value/kind/KNPA": (None, "reflection"),
    "value/kind/Tranh chấp đất đai": (None, "reflection"),
    "value/kind/Đơn kiến nghị": ("reflection", "reflection"),
    "value/kind/Đề nghị": (None, "reflection"),
}
# Folder → what it asks that must be answered, each step what the answers before it leave, with what
# is suggested; then how many rows it has.
ASKS = {
    "41_tieu_de_la": (
        [
            {
                "column/Số biên nhận": ("dossier_id", "dossier_id"),
                "column/Tình trạng xử lý": ("status_code", "status_code"),
                "column/Thời gian tiếp nhận": ("received_at", "received_at"),
                "column/Ngày hẹn trả KQ": ("due_at", "due_at"),
                "column/Ngày hoàn thành": (None, "finished_at"),
                "column/Thời gian trả": ("returned_at", "returned_at"),
            }
        ],
        24,
    ),
    "52_nhieu_cach_viet_trang_thai": (
        [
            {
                "value/status_code/Chờ xử lý": (None, "4"),
                "value/status_code/Hồ sơ bị hủy": (None, "8"),
                "value/status_code/Kết thúc": (None, "9"),
                "value/status_code/Trả kết quả": (None, "10"),
                "value/status_code/Trả lại hồ sơ": (None, "3"),
                "value/status_code/Đã giải quyết đúng hạn": (None, "9"),
            }
        ],
        31,
    ),
    "58_ten_don_vi": (
        [
            {
                "value/unit_code/H56.14.06": (None, "16528"),
                "value/unit_code/Phường Hạc Thành": (None, ""),
                "value/unit_code/Quảng Thọ (TPSS)": (None, "16528"),
            }
        ],
        16,
    ),
    "59d_ten_tep_ca_ky": ([{"as_of": ("2025-06-30", "2025-06-30")}], 24),
    "63_google_forms": (
        [
            {"source": ("feedback", "feedback")},
            {
                "column/Dấu thời gian": ("rated_at", "rated_at"),
                "column/Ông/bà đến giải quyết thủ tục gì?": (None, ""),
                f"column/{OVERALL}": ("overall", "overall"),
                "column/Thái độ phục vụ của công chức": ("attitude", "attitude"),
                "column/Ý kiến đóng góp khác": ("comment", "comment"),
                "constant/source": (None, "survey"),
            },
        ],
        100,
    ),
    "67_forms_csv_goc": (
        [
            {"source": ("feedback", "feedback")},
            {
                "column/Dấu thời gian": ("rated_at", "rated_at"),
                f"column/{OVERALL}": ("overall", "overall"),
                "constant/source": (None, "survey"),
            },
        ],
        100,
    ),
    "69_kiosk": (
        [
            {"source": ("feedback", "feedback")},
            {
                "column/Thời gian": ("rated_at", "rated_at"),
                "column/Quầy": (None, ""),
                "column/Mức độ": ("overall", "overall"),
                "column/Thiết bị": (None, ""),
                "constant/source": (None, "kiosk"),
            },
        ],
        40,
    ),
    "72_so_don_thu_excel": (
        [
            {
                "column/STT": ("petition_id", "petition_id"),
                "column/Ngày, tháng tiếp nhận": ("received_on", "received_on"),
                "column/Cơ quan giải quyết": (None, ""),
                "column/Thời hạn giải quyết": ("due_on", "due_on"),
                "column/Kết quả": ("result", "result"),
            },
            KINDS,
        ],
        16,
    ),
    "73_so_don_thu_doi_tieu_de": (
        [
            KINDS,
        ],
        16,
    ),
    "76_so_tiep_dan": (
        [
            {
                "column/STT": ("reception_id", "reception_id"),
                "column/Nội dung": (None, ""),
                "column/Kết quả": (None, ""),
                "constant/kind": (None, "regular"),
            },
            {
                "value/host_role/Chủ tịch UBND phường": ("chair", "chair"),
                "value/host_role/Đ/c Bí thư Đảng ủy": ("secretary", "secretary"),
            },
        ],
        9,
    ),
    "32_my_ngay_duoi_13": ([{"date_order": (None, "month_first")}], 24),
    "33_my_ca_thang": ([{"date_order": (None, "month_first")}], 24),
    "16_tcvn3_bytes": ([{"letters": ("tcvn3", "tcvn3")}], 24),
    "17_vni_bytes": ([{"letters": ("vni", "vni")}], 24),
    "18_tcvn3_qua_excel_utf8": ([{"letters": ("tcvn3", "tcvn3")}], 24),
    "18b_vni_qua_excel_utf8": ([{"letters": ("vni", "vni")}], 24),
    "19_tcvn3_tieu_de_unicode": ([{"letters": ("tcvn3", "tcvn3")}], 24),
}  # fmt: skip


def answers_to(folder: str) -> dict[str, str]:
    """All that is answered of a folder's file."""
    return {name: answer for step in ASKS[folder][0] for name, (_, answer) in step.items()}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """Lands and checks a folder's file by its answers: its note, and its rows as dictionaries."""
    with judging(tmp_path_factory.mktemp("ward")) as judged:
        yield judged


@pytest.fixture(scope="module")
def sound(engine):
    """The rows of the plain file."""
    return engine("11_utf8")[1]


SOME = ("41_tieu_de_la", "52_nhieu_cach_viet_trang_thai", "58_ten_don_vi", "76_so_tiep_dan")


@pytest.mark.parametrize(
    "folder",
    [*SOME, *(pytest.param(f, marks=pytest.mark.long) for f in ASKS if f not in SOME)],
)
def test_a_file_asks_what_it_leaves_unclear_and_is_ready_once_it_is_answered(folder, tmp_path):
    steps, rows = ASKS[folder]
    given = {}
    for step in steps:
        result = looked(tmp_path, folder, given)
        asked = {q["id"]: q["suggested"] for q in result["questions"] if q["required"]}
        assert result["outcome"] == "asks"
        assert asked == {name: suggested for name, (suggested, _) in step.items()}
        given |= {name: answer for name, (_, answer) in step.items()}
    result = looked(tmp_path, folder, given)
    assert (result["outcome"], result["sentence"]) == ("ready", None)
    assert (result["counts"]["accepted"], result["counts"]["rejected"]) == (rows, 0)


def test_each_spelling_of_a_status_is_the_status_that_it_means(engine):
    folder = "52_nhieu_cach_viet_trang_thai"
    codes = [row["status_code"] for row in engine(folder, answers_to(folder))[1]]
    assert codes == [
        *(10, 9, 9, 9, 10, 9, 9, 9, 10, 9),  # Đã trả KQ … Kết thúc
        *(4, 4, 4, 4, 4, 4, 8, 3, 3, 8, 7, 5, 5, 6),  # Đang thụ lý … Chờ thanh toán
        *(10, 10, 10, 4, 9, 4, 9),  # ĐÃ TRẢ KẾT QUẢ … Đã có KQ
    ]


def test_each_spelling_of_a_unit_is_the_unit_and_a_unit_of_later_is_a_doubt(tmp_path):
    folder = "58_ten_don_vi"
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")  # takes the mapping
    answers = Answers(answers_to(folder))
    summary = load_answered(settings(tmp_path), [file_in(folder)], answers, None, Progress())
    units = [u for (u,) in ask(tmp_path, "select unit_code from dossiers order by source_line")]
    # Two name the ward that began on 01/07/2025, after their receipt; the third is another city's.
    unknown = ["Phường Sầm Sơn", "UBND phường Sầm Sơn", "Phường Hạc Thành"]
    assert units == ["16528"] * 9 + unknown + ["16528"] * 4
    assert {(w["code"], w["detail"]) for w in summary["warnings"]} == {
        ("unknown_unit", unit) for unit in unknown
    }


ONCE = (
    *("41_tieu_de_la", "52_nhieu_cach_viet_trang_thai", "58_ten_don_vi", "63_google_forms"),
    *("67_forms_csv_goc", "69_kiosk", "72_so_don_thu_excel", "73_so_don_thu_doi_tieu_de"),
    "76_so_tiep_dan",
)


@pytest.mark.parametrize("folder", slice_of(ONCE, "63_google_forms", "76_so_tiep_dan"))
def test_what_was_answered_is_asked_once(folder, tmp_path):
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")  # takes the mapping
    of, file, answers = settings(tmp_path), file_in(folder), Answers(answers_to(folder))
    load_answered(of, [file], answers, None, Progress())
    lines = file.read_bytes().splitlines(keepends=True)
    later = tmp_path / file.name.replace("2025", "2026")
    later.write_bytes(b"".join(lines[:-1]))
    result = preview(of, later, Profile(), Answers({}), None)
    assert result["outcome"] == "ready"
    assert [q["id"] for q in result["questions"] if q["required"]] == []


def test_headings_that_nobody_has_seen_give_the_same_rows_once_they_are_answered(engine, sound):
    rows = engine("41_tieu_de_la", answers_to("41_tieu_de_la"))[1]
    assert rows == sound


def test_texts_of_old_fonts_are_the_same_once_a_person_says_that_they_are(engine, sound):
    for folder in ("16", "17", "18", "18b"):
        (name,) = (other for other in ASKS if other.startswith(f"{folder}_"))
        assert engine(name, answers_to(name))[1] == sound
    # This one has no codes of procedures, and writes its channels and neighbourhoods otherwise.
    rows = engine("19_tcvn3_tieu_de_unicode", answers_to("19_tcvn3_tieu_de_unicode"))[1]
    other = ("procedure_code", "channel", "neighbourhood")
    assert [{**row, **dict.fromkeys(other)} for row in rows] == [
        {**row, **dict.fromkeys(other)} for row in sound
    ]
    assert [row["neighbourhood"] for row in rows[:2]] == ["Tổ dân phố 1", "Tổ dân phố 2"]


def test_days_written_month_first_are_the_right_days_once_that_is_answered(engine):
    for folder in ("32_my_ngay_duoi_13", "33_my_ca_thang"):
        for row in engine(folder, answers_to(folder))[1]:
            code = row["dossier_id"].split("-")[1]  # a code holds the day of its receipt
            assert f"{row['received_at']:%y%m%d}" == code
            assert row["due_at"].date() >= row["received_at"].date()


def test_forms_of_a_ward_keep_their_answers_of_five_levels(engine):
    for folder in ("63_google_forms", "67_forms_csv_goc"):
        rows = engine(folder, answers_to(folder))[1]
        assert {row["scale"] for row in rows} == {5} and {row["source"] for row in rows} == {
            "survey"
        }
        assert sum(row["overall"] >= 4 for row in rows) == 82
    assert engine("63_google_forms", answers_to("63_google_forms"))[0].dropped_columns == [
        "Ông/bà đến giải quyết thủ tục gì?",
        "Số điện thoại (nếu muốn phản hồi)",
    ]


def test_a_kiosks_log_is_ratings_of_three_levels(engine):
    rows = engine("69_kiosk", answers_to("69_kiosk"))[1]
    assert Counter(row["overall"] for row in rows) == {1: 11, 2: 16, 3: 13}
    assert {row["scale"] for row in rows} == {3}


def test_a_book_of_petitions_has_its_days_and_of_denunciations_their_number_alone(engine):
    for folder in ("72_so_don_thu_excel", "73_so_don_thu_doi_tieu_de"):
        rows = engine(folder, answers_to(folder))[1]
        assert Counter(row["kind"] for row in rows) == {
            "reflection": 12,
            "complaint_first": 2,
            "denunciation": 2,
        }
        assert [row["received_on"] for row in rows] == [date(2025, 6, n) for n in range(3, 19)]
        counted = [row for row in rows if row["kind"] == "denunciation"]
        assert {(row["petition_id"], row["summary"], row["note"]) for row in counted} == {
            (None, None, None)
        }
        assert not [row for row in rows if "Ông" in str(row)]


def test_a_book_of_receptions_has_its_hosts_and_people(engine):
    rows = engine("76_so_tiep_dan", answers_to("76_so_tiep_dan"))[1]
    assert Counter(row["host_role"] for row in rows) == {"secretary": 3, "chair": 3, "other": 3}
    assert [row["people"] for row in rows] == list(range(1, 10))


@pytest.mark.long
def test_the_day_in_a_name_is_read_asked_for_or_refused(tmp_path, monkeypatch):
    result = looked(tmp_path, "59b_ten_tep_khong_ngay")
    assert (result["outcome"], result["as_of_is_estimated"]) == ("ready", True)
    assert [(q["id"], q["suggested"]) for q in result["questions"]] == [("as_of", "2025-06-30")]
    result = looked(tmp_path, "59c_ten_tep_nam2so")
    assert (result["as_of"], result["as_of_is_estimated"], result["questions"]) == (
        "2025-06-30",
        False,
        [],
    )
    result = looked(tmp_path, "59d_ten_tep_ca_ky")
    assert (result["as_of"], result["newest_day"]) == ("2025-12-31", "2025-06-30")
    set_clock(monkeypatch, "2026-03-01T09:00")
    result = looked(tmp_path, "59_ten_tep_ngay_tuong_lai")
    assert (
        result["outcome"] == "refused" and "30/06/2026, sau ngày của máy này" in result["sentence"]
    )


@pytest.mark.long
def test_a_file_cut_at_a_lines_end_shows_beside_the_one_before(tmp_path):
    shutil.copytree(FILES / "11_utf8", tmp_path / "inbox")
    take(tmp_path)
    before = looked(tmp_path, "55_cut_cuoi_dong")["before"]
    assert (before["records"], before["now"], before["missing"]) == (24, 14, 10)


@pytest.mark.long
def test_of_two_files_of_one_day_the_later_is_right_and_its_due_dates_no_history(tmp_path):
    for folder in ("57_gui_lai_cung_ngay", "57_gui_lai_cung_ngay_2"):
        take(tmp_path, file_in(folder))
    shutil.copytree(FILES / "11_utf8", tmp_path / "other" / "inbox")
    take(tmp_path / "other")
    dossiers = "select * exclude (source_file, source_line) from dossiers order by dossier_id"
    assert ask(tmp_path, dossiers) == ask(tmp_path / "other", dossiers)
    assert ask(tmp_path, "select sum(due_changes), bool_or(due_moved_late) from dossiers") == [
        (0, False)
    ]


def test_without_answers_each_of_them_is_refused_or_says_what_is_lost(engine):
    for folder in ("41_tieu_de_la", "63_google_forms", "69_kiosk", "72_so_don_thu_excel"):
        with pytest.raises(Refusal):
            engine(folder)
