"""Ratings: their words, scales and silences, distinguished once, and met with their dossiers."""

from datetime import date, datetime

import pytest

from tests.snapshots import RATING, ask, csv_of, put, take

DAY = "2025-06-30"
FILES: dict[str, str] = {}  # of every case that `case` was given
COUNTS = "rows_read, rows_accepted, rows_rejected, rows_duplicate"


def case(name: str, *rows: dict, day: str = DAY) -> None:
    """A file of ratings whose name says the case; a dossier in it is the case's own."""
    of_it = [row | {"id": f"{name}-{row['id']}"} if row.get("id") else row for row in rows]
    FILES[f"danhgia_{name}_{day}.csv"] = csv_of(*of_it, but=RATING)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with the files of all cases in one load, at a ward that the settings name."""
    folder = tmp_path_factory.mktemp("feedback")
    for name, content in FILES.items():
        put(folder, name, content)
    take(folder, reject_limit=1.0, home_unit="16528")
    return folder


def ratings(data, name: str, columns: str) -> list[tuple]:
    """Columns of the ratings of a case, in the order of its files and lines."""
    query = f"select {columns} from feedback where source_file like 'danhgia_{name}_%'"
    return ask(data, f"{query} order by source_file, source_line")


def case_rows(data, table: str, name: str, columns: str) -> list[tuple]:
    """Columns of what `loads`, `rejected_rows` or `dissatisfied_dossiers` has of a case."""
    of = (
        "dossier_id like '{}-%'" if table == "dissatisfied_dossiers" else "file like 'danhgia_{}_%'"
    )
    return ask(data, f"select {columns} from {table} where {of.format(name)} order by all")


def warned(data, code: str, name: str) -> int:
    """Of how many rows of a case a warning speaks."""
    query = f"select rows from warnings where code = '{code}' and detail like 'danhgia_{name}_%'"
    ((rows,),) = ask(data, query)
    return rows


LEVELS = [
    # (source, scale, what is said) → (scale, level)
    (("Máy đánh giá", "", "RẤT HÀI LÒNG"), (3, 3)),
    (("Máy đánh giá", "3", "HÀI LÒNG"), (3, 2)),
    (("Cán bộ ghi nhận", "3 mức", "KHÔNG HÀI LÒNG"), (3, 1)),
    (("Trực tuyến", "", "3"), (3, 3)),
    (("Phiếu", "", "1"), (3, 1)),
    (("Khảo sát", "", "Rất không hài lòng"), (5, 1)),
    (("Khảo sát", "5", "KHÔNG HÀI LÒNG"), (5, 2)),
    (("Khảo sát", "5 mức", "Bình thường"), (5, 3)),
    (("Khảo sát", "", "hài lòng"), (5, 4)),
    (("Khảo sát", "", "Rất hài lòng"), (5, 5)),
    (("Khảo sát", "", "4"), (5, 4)),
    (("Phiếu", "5", "Hài lòng"), (5, 4)),
    (("Khảo sát", "3", "Hài lòng"), (3, 2)),
    (("Khảo sát", "", "4.0"), (5, 4)),  # as a program writes a whole number
    (("Phiếu", "", "3,0"), (3, 3)),
    # No answer.
    *(
        (("Phiếu", scale, word), (int(scale), None))
        for scale in ("3", "5")
        for word in ("", "Không biết", "KHÔNG BIẾT", "0", "9", "9.0", "-", " ")
    ),
]


case(
    "levels",
    *(
        {"rating": number, "source": source, "scale": scale, "overall": word}
        for number, ((source, scale, word), _) in enumerate(LEVELS)
    ),
)


def test_each_word_and_number_is_a_level_of_its_scale(data):
    assert ratings(data, "levels", "scale, overall") == [meant for _, meant in LEVELS]


case(
    "factors",
    {"rating": 101, "source": "Khảo sát", "overall": "5", "attitude": "Hài lòng", "access": "9"},
    {"rating": 102, "source": "Phiếu", "overall": "3", "attitude": "Hài lòng", "access": ""},
)


def test_every_factor_is_read_on_the_scale_of_its_row(data):
    columns = "source, scale, overall, attitude, access, staff"
    assert ratings(data, "factors", columns) == [
        ("survey", 5, 5, 4, None, None),
        ("slip", 3, 3, 2, None, None),
    ]


case(
    "offscale",
    {"rating": 1, "overall": "4", "scale": "3", "attitude": "2"},
    {"rating": 2, "overall": "5", "scale": "3"},
    {"rating": 3, "overall": "2", "attitude": "tốt"},
    {"rating": 4, "source": "Khảo sát", "overall": "6"},
    {"rating": 5, "source": "Bảng điện tử"},
    {"rating": 6, "scale": "4"},
    {"rating": 7, "rated": ""},
    {"rating": 8, "overall": "-1"},
    {"rating": 9, "source": "Khảo sát", "overall": "★★★"},
    {"rating": 10, "source": "Khảo sát", "overall": "4.5"},
)


def test_what_is_not_on_the_scale_rejects_its_row_with_column_and_value(data):
    off, unknown = (
        "Mức đánh giá không có trong thang đo.",
        ("Giá trị không có trong danh mục; sửa lại, hoặc xem trước tệp rồi cho biết nghĩa."),
    )
    assert case_rows(data, "rejected_rows", "offscale", 'line, "column", value, reason') == [
        (2, "Đánh giá chung", "4", off),
        (3, "Đánh giá chung", "5", off),
        (4, "Thái độ phục vụ", "tốt", off),
        (5, "Đánh giá chung", "6", off),
        (6, "Nguồn đánh giá", "Bảng điện tử", unknown),
        (7, "Thang đo", "4", unknown),
        (8, "Ngày đánh giá", None, "Ô bắt buộc bị trống."),
        (9, "Đánh giá chung", "-1", off),
        (10, "Đánh giá chung", "★★★", off),
        (11, "Đánh giá chung", "4.5", off),
    ]


case(
    "silent",
    {"rating": 1, "overall": "Không hài lòng"},
    {"rating": 2, "overall": "Không hài lòng", "reason": "Chờ lâu"},
    {"rating": 3, "source": "Khảo sát", "overall": "1"},  # compulsory at the counter only
)


def test_dissatisfied_without_a_reason_is_taken_and_warned_of(data):
    assert ratings(data, "silent", "overall, reason") == [(1, None), (1, "Chờ lâu"), (1, None)]
    assert warned(data, "dissatisfied_without_reason", "silent") == 1


SAME, OTHER = {"rating": 201, "comment": "tốt"}, {"rating": 202, "comment": "tốt"}
case("same", SAME, SAME, OTHER, day="2025-06-15")
case("same", SAME, {"rating": 203})


def test_identical_rows_count_once_within_a_file_and_across_files(data):
    assert ratings(data, "same", "source_file, source_line") == [
        ("danhgia_same_2025-06-15.csv", 2),
        ("danhgia_same_2025-06-15.csv", 4),
        ("danhgia_same_2025-06-30.csv", 3),
    ]
    assert case_rows(data, "loads", "same", f"file, {COUNTS}") == [
        ("danhgia_same_2025-06-15.csv", 3, 2, 0, 1),
        ("danhgia_same_2025-06-30.csv", 2, 1, 0, 1),
    ]


case(
    "later",
    {"rating": 1, "id": "H1", "rated": "02/06/2025", "overall": "1", "reason": "chậm"},
    {"rating": 2, "id": "H1", "rated": "03/06/2025", "overall": "Không biết"},
)


def test_a_later_silence_does_not_take_the_place_of_a_rating(data):
    columns = "dossier_id, rated_at, overall"
    assert ratings(data, "later", columns) == [("LATER-H1", datetime(2025, 6, 2), 1)]


case(
    "counter",
    {"rating": 1, "id": "H1", "rated": "02/06/2025 09:00", "overall": "3"},
    {"rating": 2, "id": "h1", "rated": "03/06/2025 08:00", "overall": "1", "reason": "chậm"},
    {"rating": 3, "id": "H1", "rated": "02/06/2025 17:00", "overall": "2", "source": "Kiosk"},
    {"rating": 4, "id": "H1", "source": "Khảo sát", "overall": "5"},
    {"rating": 5, "id": "H1", "source": "Khảo sát", "overall": "4"},
    {"rating": 6, "overall": "3"},
    {"rating": 7, "overall": "2"},
)


def test_a_dossier_has_one_counter_rating_the_latest_and_surveys_beside_it(data):
    day = datetime(2025, 6, 2)
    assert ratings(data, "counter", "dossier_id, rated_at, scale, overall") == [
        ("COUNTER-H1", datetime(2025, 6, 3, 8), 3, 1),
        ("COUNTER-H1", day, 5, 5),
        ("COUNTER-H1", day, 5, 4),
        (None, day, 3, 3),  # without a dossier each stands for itself
        (None, day, 3, 2),
    ]
    # A rating that a later one supersedes was accepted, as a dossier's older state is.
    assert case_rows(data, "loads", "counter", COUNTS) == [(7, 7, 0, 0)]


case("moment", {"id": "1", "overall": "3"}, day="2025-06-15")
case("moment", {"id": "1", "overall": "2"})


def test_of_two_counter_ratings_of_one_moment_the_newer_exports_stands(data):
    assert ratings(data, "moment", "overall, source_file") == [(2, "danhgia_moment_2025-06-30.csv")]


FILES["hoso_2025-06-30.csv"] = csv_of(
    {"id": "unit-1", "unit": "UBND phường Bắc Sơn"}, {"id": "unit-2", "unit": "16531"}
)
case(
    "unit",
    {"rating": 1, "unit": "Quảng Châu", "id": "1", "source": "Khảo sát"},
    {"rating": 2, "unit": "", "id": "1", "source": "Kiosk", "rated": "03/06/2025"},
    # The dossier is of the old 16531, though the rating came after the merger.
    {"rating": 3, "unit": "", "id": "2", "rated": "05/07/2025"},
    {"rating": 4, "unit": "", "id": "404"},
    {"rating": 5, "unit": ""},
    {"rating": 6, "unit": "16531", "rated": "05/07/2025"},
    {"rating": 7, "unit": "Phường Lạ"},
    {"rating": 8, "unit": "", "rated": "05/07/2025"},  # the ward had ended
)


def test_a_unit_comes_from_the_row_else_the_dossier_else_the_settings(data):
    assert ratings(data, "unit", "unit_code, unit_key") == [
        ("16531", "16531@2018-01-01"),
        ("14833", "14833@2018-01-01"),
        ("16531", "16531@2018-01-01"),
        ("16528", "16528@2018-01-01"),
        ("16528", "16528@2018-01-01"),
        ("16531", "16531@2025-07-01"),
        ("Phường Lạ", "Phường Lạ"),
        ("16528", "16528"),
    ]
    assert warned(data, "rating_of_unknown_dossier", "unit") == 1
    unknown = ask(data, "select detail, rows from warnings where code = 'unknown_unit'")
    assert sorted(unknown) == [("16528", 1), ("Phường Lạ", 1)]


BY_STAFF = {"source": "Cán bộ ghi nhận"}
case(
    "staff",
    {"rating": 1, "id": "H1", "rated": "02/06/2025 09:31", "overall": "1", "source": "Kiosk"},
    {"rating": 2, "id": "H1", "rated": "02/06/2025 16:55", "overall": "3"} | BY_STAFF,
    {"rating": 3, "id": "H1", "rated": "03/06/2025 08:00", "overall": "2"} | BY_STAFF,
    # The citizen rates again, online: that is their word now, the first still a complaint.
    {
        "rating": 4,
        "id": "H1",
        "rated": "02/06/2025 20:00",
        "overall": "2",
        "source": "Trực tuyến",
    },
    # Only staff recorded anything of H2, dissatisfied first.
    {"rating": 5, "id": "H2", "rated": "02/06/2025 08:00", "overall": "1"} | BY_STAFF,
    {"rating": 6, "id": "H2", "rated": "02/06/2025 09:00", "overall": "3"} | BY_STAFF,
    # A survey, on whatever scale, is neither.
    {"rating": 7, "id": "H3", "source": "Khảo sát", "scale": "3", "overall": "2"},
    {"rating": 8, "id": "H3", "source": "Khảo sát", "scale": "5", "overall": "1"},
)


def test_of_a_dossier_the_citizens_rating_and_the_one_that_staff_recorded_each_stand_once(data):
    assert ratings(data, "staff", "dossier_id, source, is_own, scale, overall") == [
        ("STAFF-H1", "staff", False, 3, 2),
        ("STAFF-H1", "online", True, 3, 2),
        ("STAFF-H2", "staff", False, 3, 3),
        ("STAFF-H3", "survey", False, 3, 2),
        ("STAFF-H3", "survey", False, 5, 1),
    ]
    assert warned(data, "survey_on_three_levels", "staff") == 1
    assert case_rows(data, "dissatisfied_dossiers", "STAFF", "dossier_id") == [
        ("STAFF-H1",),
        ("STAFF-H2",),
    ]
    assert case_rows(data, "loads", "staff", COUNTS) == [(8, 8, 0, 0)]


AT = {"id": "H1", "rated": "02/06/2025 09:31", "source": "Kiosk"}
case(
    "minute",
    {"rating": 9, "overall": "3"} | AT,
    {"rating": 2, "overall": "1", "reason": "chậm"} | AT,
    {"rating": 5, "overall": "2"} | AT,
)


def test_of_two_ratings_of_a_dossier_in_one_minute_the_later_line_of_the_file_stands(data):
    assert ratings(data, "minute", "overall, source_line") == [(2, 4)]
    assert case_rows(data, "dissatisfied_dossiers", "MINUTE", "dossier_id") == [("MINUTE-H1",)]


case(
    "source",
    {"rating": 1, "source": ""},
    {"rating": 2, "source": "Khác"},
    {"rating": 3, "source": "Phiếu"},
)


def test_a_rating_without_a_known_source_is_refused_since_nobody_knows_whose_word_it_is(data):
    assert case_rows(data, "rejected_rows", "source", 'line, "column", reason') == [
        (2, "Nguồn đánh giá", "Ô bắt buộc bị trống."),
        (
            3,
            "Nguồn đánh giá",
            "Giá trị không có trong danh mục; sửa lại, hoặc xem trước tệp rồi cho biết nghĩa.",
        ),
    ]


def press(day: int, *levels: str, **more: str) -> list[dict]:
    """What citizens said at the machine, on a day of June that no other case has."""
    rated = {"rated": f"{day:02}/06/2025", "source": "Máy đánh giá"} | more
    return [rated | {"overall": level} for level in levels]


CONTENT, NOT_CONTENT = "Hài lòng", "Không hài lòng"
COUNTED = "count(*), count(*) filter (overall >= 2)"


def counted(data, name: str) -> tuple[int, int]:
    """How many ratings of a case there are, and how many of them are content."""
    (found,) = ask(
        data, f"select {COUNTED} from feedback where source_file like 'danhgia_{name}_%'"
    )
    return found


case("alike", *press(3, *[CONTENT] * 90, *[NOT_CONTENT] * 10))


def test_alike_rows_without_an_id_are_as_many_ratings_as_their_file_has(data):
    assert counted(data, "alike") == (100, 90)
    assert case_rows(data, "loads", "alike", COUNTS) == [(100, 100, 0, 0)]


# The second export has the first one's rows again and two more; the third only a few of them.
for export, content, not_content in (("06-10", 88, 10), ("06-20", 90, 10), ("06-25", 3, 4)):
    result = press(4, *[CONTENT] * content, *[NOT_CONTENT] * not_content)
    case("most", *result, day=f"2025-{export}")


def test_of_several_files_the_one_with_the_most_alike_rows_says_how_many_there_are(data):
    assert counted(data, "most") == (100, 90)
    assert case_rows(data, "loads", "most", f"file, {COUNTS}") == [
        ("danhgia_most_2025-06-10.csv", 98, 98, 0, 0),
        ("danhgia_most_2025-06-20.csv", 100, 2, 0, 98),
        ("danhgia_most_2025-06-25.csv", 7, 0, 0, 7),
    ]


SEVEN, EIGHT = (press(5, CONTENT, rating=n) for n in "78")
case("ids", *SEVEN * 2, *EIGHT, *press(5, CONTENT) * 3, day="2025-06-20")
case("ids", *SEVEN, *press(5, CONTENT) * 2)


def test_a_file_with_ids_in_some_rows_is_judged_row_by_row(data):
    assert counted(data, "ids") == (5, 5)  # 7, 8 and three without an id
    assert case_rows(data, "loads", "ids", f"file, {COUNTS}") == [
        ("danhgia_ids_2025-06-20.csv", 6, 5, 0, 1),
        ("danhgia_ids_2025-06-30.csv", 3, 0, 0, 3),
    ]


def test_rows_that_differ_only_in_what_is_dropped_are_as_many_and_nothing_of_it_is_kept(tmp_path):
    lines = ["Ngày đánh giá,Nguồn đánh giá,Đánh giá chung,Số điện thoại"]
    lines += [f"01/06/2025,Phiếu,Hài lòng,091234567{n}" for n in (1, 2, 2)]
    for day in ("06-20", "06-30"):
        put(tmp_path, f"danhgia_2025-{day}.csv", "\n".join([*lines, ""]) + f"{' ' * int(day[3:])}")
    take(tmp_path, home_unit="16528")
    assert ask(tmp_path, f"select {COUNTED} from feedback") == [(3, 3)]
    written = [path for path in (tmp_path / "staged").rglob("*") if path.is_file()]
    assert len(written) == 4 and not [path for path in written if b"09123" in path.read_bytes()]
    # Files of ratings alone make a snapshot.
    alone = "select (select count(*) from dossiers), data_date from snapshot"
    assert ask(tmp_path, alone) == [(0, date(2025, 6, 30))]


case("one", *press(6, CONTENT, id="H1") * 3, *press(6, CONTENT))


def test_alike_rows_of_one_dossier_are_still_one_counter_rating_of_it(data):
    assert counted(data, "one") == (2, 2)


case("survey", *[{"source": "Khảo sát", "overall": "4", "rated": "07/06/2025"}] * 4)


def test_alike_surveys_count_each(data):
    assert counted(data, "survey") == (4, 4)
