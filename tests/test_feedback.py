"""Ratings: their words, scales and silences, told apart once, and met with their dossiers."""

from datetime import date, datetime

from tests.snapshots import RATING, ask, csv_of, put, take

OF = "from feedback order by source_file, source_line"


def rated(data, *rows, query, name="danhgia_2025-06-30.csv", **changed):
    """The answer to `query` after a load of ratings, and the warnings by (code, detail)."""
    put(data, name, csv_of(*rows, but=RATING))
    warnings = take(data, **changed)["warnings"]
    return ask(data, query), {(w["code"], w["detail"]): w["rows"] for w in warnings}


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
        (("Phiếu", scale, said), (int(scale), None))
        for scale in ("3", "5")
        for said in ("", "Không biết", "KHÔNG BIẾT", "0", "9", "9.0", "-", " ")
    ),
]


def test_each_word_and_number_is_a_level_of_its_scale(tmp_path):
    rows = [
        {"rating": number, "source": source, "scale": scale, "overall": said}
        for number, ((source, scale, said), _) in enumerate(LEVELS)
    ]
    told, _ = rated(tmp_path, *rows, query=f"select scale, overall {OF}")
    assert told == [meant for _, meant in LEVELS]


def test_every_factor_is_read_on_the_scale_of_its_row(tmp_path):
    told, _ = rated(
        tmp_path,
        {"rating": 1, "source": "Khảo sát", "overall": "5", "attitude": "Hài lòng", "access": "9"},
        {"rating": 2, "source": "Phiếu", "overall": "3", "attitude": "Hài lòng", "access": ""},
        query=f"select source, scale, overall, attitude, access, staff {OF}",
    )
    assert told == [("survey", 5, 5, 4, None, None), ("slip", 3, 3, 2, None, None)]


def test_what_is_not_on_the_scale_rejects_its_row_with_column_and_value(tmp_path):
    told, _ = rated(
        tmp_path,
        {"rating": 1, "overall": "4"},
        {"rating": 2, "overall": "Bình thường"},
        {"rating": 3, "overall": "2", "attitude": "tốt"},
        {"rating": 4, "source": "Khảo sát", "overall": "6"},
        {"rating": 5, "source": "Bảng điện tử"},
        {"rating": 6, "scale": "4"},
        {"rating": 7, "rated": ""},
        {"rating": 8, "overall": "-1"},
        {"rating": 9, "source": "Khảo sát", "overall": "★★★"},
        {"rating": 10, "source": "Khảo sát", "overall": "4.5"},
        query='select line, "column", value, reason from rejected_rows order by line',
        reject_limit=1.0,
    )
    off, unknown = (
        "Mức đánh giá không có trong thang đo.",
        ("Giá trị không có trong danh mục; sửa lại cho đúng hoặc khai trong hồ sơ cấu hình."),
    )
    assert told == [
        (2, "Đánh giá chung", "4", off),
        (3, "Đánh giá chung", "Bình thường", off),
        (4, "Thái độ phục vụ", "tốt", off),
        (5, "Đánh giá chung", "6", off),
        (6, "Nguồn đánh giá", "Bảng điện tử", unknown),
        (7, "Thang đo", "4", unknown),
        (8, "Ngày đánh giá", None, "Ô bắt buộc bị trống."),
        (9, "Đánh giá chung", "-1", off),
        (10, "Đánh giá chung", "★★★", off),
        (11, "Đánh giá chung", "4.5", off),
    ]


def test_dissatisfied_without_a_reason_is_taken_and_warned_of(tmp_path):
    told, warnings = rated(
        tmp_path,
        {"rating": 1, "overall": "Không hài lòng"},
        {"rating": 2, "overall": "Không hài lòng", "reason": "Chờ lâu"},
        {"rating": 3, "source": "Khảo sát", "overall": "1"},  # compulsory at the counter only
        query=f"select overall, reason {OF}",
    )
    assert told == [(1, None), (1, "Chờ lâu"), (1, None)]
    file = "danhgia_2025-06-30.csv"
    assert warnings[("dissatisfied_without_reason", file)] == 1


def test_identical_rows_count_once_within_a_file_and_across_files(tmp_path):
    same, other = {"rating": 1, "comment": "tốt"}, {"rating": 2, "comment": "tốt"}
    put(tmp_path, "danhgia_2025-06-15.csv", csv_of(same, same, other, but=RATING))
    told, _ = rated(tmp_path, same, {"rating": 3}, query=f"select source_file, source_line {OF}")
    assert told == [
        ("danhgia_2025-06-15.csv", 2),
        ("danhgia_2025-06-15.csv", 4),
        ("danhgia_2025-06-30.csv", 3),
    ]
    counts = "select file, rows_read, rows_accepted, rows_rejected, rows_duplicate from loads"
    assert ask(tmp_path, counts) == [
        ("danhgia_2025-06-15.csv", 3, 2, 0, 1),
        ("danhgia_2025-06-30.csv", 2, 1, 0, 1),
    ]


def test_a_later_silence_does_not_take_the_place_of_a_rating(tmp_path):
    told, _ = rated(
        tmp_path,
        {"rating": 1, "id": "H1", "rated": "02/06/2025", "overall": "1", "reason": "chậm"},
        {"rating": 2, "id": "H1", "rated": "03/06/2025", "overall": "Không biết"},
        query=f"select dossier_id, rated_at, overall {OF}",
    )
    assert told == [("H1", datetime(2025, 6, 2), 1)]


def test_a_dossier_has_one_counter_rating_the_latest_and_surveys_beside_it(tmp_path):
    told, _ = rated(
        tmp_path,
        {"rating": 1, "id": "H1", "rated": "02/06/2025 09:00", "overall": "3"},
        {"rating": 2, "id": "h1", "rated": "03/06/2025 08:00", "overall": "1", "reason": "chậm"},
        {"rating": 3, "id": "H1", "rated": "02/06/2025 17:00", "overall": "2", "source": "Kiosk"},
        {"rating": 4, "id": "H1", "source": "Khảo sát", "overall": "5"},
        {"rating": 5, "id": "H1", "source": "Khảo sát", "overall": "4"},
        {"rating": 6, "overall": "3"},
        {"rating": 7, "overall": "2"},
        query=f"select dossier_id, rated_at, scale, overall {OF}",
    )
    day = datetime(2025, 6, 2)
    assert told == [
        ("H1", datetime(2025, 6, 3, 8), 3, 1),
        ("H1", day, 5, 5),
        ("H1", day, 5, 4),
        (None, day, 3, 3),  # without a dossier each stands for itself
        (None, day, 3, 2),
    ]
    # A rating that a later one supersedes was accepted, as a dossier's older state is.
    assert ask(tmp_path, "select rows_read, rows_accepted, rows_duplicate from loads") == [
        (7, 7, 0)
    ]


def test_of_two_counter_ratings_of_one_moment_the_newer_exports_stands(tmp_path):
    put(tmp_path, "danhgia_2025-06-15.csv", csv_of({"id": "1", "overall": "3"}, but=RATING))
    told, _ = rated(
        tmp_path, {"id": "1", "overall": "2"}, query=f"select overall, source_file {OF}"
    )
    assert told == [(2, "danhgia_2025-06-30.csv")]


def test_a_unit_comes_from_the_row_else_the_dossier_else_the_settings(tmp_path):
    put(
        tmp_path,
        "hoso_2025-06-30.csv",
        csv_of({"id": "1", "unit": "UBND phường Bắc Sơn"}, {"id": "2", "unit": "16531"}),
    )
    rows = [
        {"rating": 1, "unit": "Quảng Châu", "id": "1"},
        {"rating": 2, "unit": "", "id": "1", "source": "Kiosk", "rated": "03/06/2025"},
        # The dossier is of the old 16531, though the rating came after the merger.
        {"rating": 3, "unit": "", "id": "2", "rated": "05/07/2025"},
        {"rating": 4, "unit": "", "id": "404"},
        {"rating": 5, "unit": ""},
        {"rating": 6, "unit": "16531", "rated": "05/07/2025"},
        {"rating": 7, "unit": "Phường Lạ"},
        {"rating": 8, "unit": "", "rated": "05/07/2025"},  # the ward had ended
    ]
    rows[0] |= {"source": "Khảo sát"}
    told, warnings = rated(
        tmp_path, *rows, query=f"select unit_code, unit_key {OF}", home_unit="16528"
    )
    assert told == [
        ("16531", "16531@2018-01-01"),
        ("14833", "14833@2018-01-01"),
        ("16531", "16531@2018-01-01"),
        ("16528", "16528@2018-01-01"),
        ("16528", "16528@2018-01-01"),
        ("16531", "16531@2025-07-01"),
        ("Phường Lạ", "Phường Lạ"),
        ("16528", "16528"),
    ]
    assert warnings[("rating_of_unknown_dossier", "danhgia_2025-06-30.csv")] == 1
    assert warnings[("unknown_unit", "Phường Lạ")] == warnings[("unknown_unit", "16528")] == 1


def test_a_file_of_ratings_alone_makes_a_snapshot(tmp_path):
    told, _ = rated(
        tmp_path,
        {"rating": 1},
        query="select (select count(*) from dossiers), data_date from snapshot",
    )
    assert told == [(0, date(2025, 6, 30))]


def test_of_a_dossier_the_citizens_rating_and_the_one_that_staff_recorded_each_stand_once(tmp_path):
    by_staff = {"source": "Cán bộ ghi nhận"}
    told, warnings = rated(
        tmp_path,
        {"rating": 1, "id": "H1", "rated": "02/06/2025 09:31", "overall": "1", "source": "Kiosk"},
        {"rating": 2, "id": "H1", "rated": "02/06/2025 16:55", "overall": "3"} | by_staff,
        {"rating": 3, "id": "H1", "rated": "03/06/2025 08:00", "overall": "2"} | by_staff,
        # The citizen rates again, online: that is their word now, the first still a complaint.
        {
            "rating": 4,
            "id": "H1",
            "rated": "02/06/2025 20:00",
            "overall": "2",
            "source": "Trực tuyến",
        },
        # Only staff recorded anything of H2, dissatisfied first.
        {"rating": 5, "id": "H2", "rated": "02/06/2025 08:00", "overall": "1"} | by_staff,
        {"rating": 6, "id": "H2", "rated": "02/06/2025 09:00", "overall": "3"} | by_staff,
        # A survey, on whatever scale, is neither.
        {"rating": 7, "id": "H3", "source": "Khảo sát", "scale": "3", "overall": "2"},
        {"rating": 8, "id": "H3", "source": "Khảo sát", "scale": "5", "overall": "1"},
        query=f"select dossier_id, source, is_own, scale, overall {OF}",
    )
    assert told == [
        ("H1", "staff", False, 3, 2),
        ("H1", "online", True, 3, 2),
        ("H2", "staff", False, 3, 3),
        ("H3", "survey", False, 3, 2),
        ("H3", "survey", False, 5, 1),
    ]
    assert warnings[("survey_on_three_levels", "danhgia_2025-06-30.csv")] == 1
    assert ask(tmp_path, "from dissatisfied_dossiers order by all") == [("H1",), ("H2",)]
    assert ask(tmp_path, "select rows_read, rows_accepted from loads") == [(8, 8)]


def test_of_two_ratings_of_a_dossier_in_one_minute_the_later_line_of_the_file_stands(tmp_path):
    at = {"id": "H1", "rated": "02/06/2025 09:31", "source": "Kiosk"}
    told, _ = rated(
        tmp_path,
        {"rating": 9, "overall": "3"} | at,
        {"rating": 2, "overall": "1", "reason": "chậm"} | at,
        {"rating": 5, "overall": "2"} | at,
        query=f"select overall, source_line {OF}",
    )
    assert told == [(2, 4)]
    assert ask(tmp_path, "from dissatisfied_dossiers") == [("H1",)]


def test_a_rating_without_a_known_source_is_refused_since_nobody_knows_whose_word_it_is(tmp_path):
    told, _ = rated(
        tmp_path,
        {"rating": 1, "source": ""},
        {"rating": 2, "source": "Khác"},
        {"rating": 3, "source": "Phiếu"},
        query='select line, "column", reason from rejected_rows order by line',
        reject_limit=1.0,
    )
    assert told == [
        (2, "Nguồn đánh giá", "Ô bắt buộc bị trống."),
        (
            3,
            "Nguồn đánh giá",
            "Giá trị không có trong danh mục; sửa lại cho đúng hoặc khai trong hồ sơ cấu hình.",
        ),
    ]


PRESS = {"rated": "01/06/2025", "source": "Máy đánh giá"}
CONTENT, NOT_CONTENT = PRESS | {"overall": "Hài lòng"}, PRESS | {"overall": "Không hài lòng"}
COUNTED = "select count(*), count(*) filter (overall >= 2) from feedback"
LOADS = "select file, rows_read, rows_accepted, rows_rejected, rows_duplicate from loads"


def test_alike_rows_without_an_id_are_as_many_ratings_as_their_file_has(tmp_path):
    told, _ = rated(tmp_path, *[CONTENT] * 90, *[NOT_CONTENT] * 10, query=COUNTED)
    assert told == [(100, 90)]
    assert ask(tmp_path, LOADS) == [("danhgia_2025-06-30.csv", 100, 100, 0, 0)]


def test_of_several_files_the_one_with_the_most_alike_rows_says_how_many_there_are(tmp_path):
    # The second export has the first one's rows again and two more; the third only a few of them.
    for name, content, not_content in (("06-10", 88, 10), ("06-20", 90, 10), ("06-25", 3, 4)):
        rows = [*[CONTENT] * content, *[NOT_CONTENT] * not_content]
        put(tmp_path, f"danhgia_2025-{name}.csv", csv_of(*rows, but=RATING))
    take(tmp_path)
    assert ask(tmp_path, COUNTED) == [(100, 90)]
    assert ask(tmp_path, LOADS) == [
        ("danhgia_2025-06-10.csv", 98, 98, 0, 0),
        ("danhgia_2025-06-20.csv", 100, 2, 0, 98),
        ("danhgia_2025-06-25.csv", 7, 0, 0, 7),
    ]


def test_a_file_with_ids_in_some_rows_is_judged_row_by_row(tmp_path):
    rows = [{"rating": 7} | CONTENT] * 2 + [{"rating": 8} | CONTENT] + [CONTENT] * 3
    put(tmp_path, "danhgia_2025-06-20.csv", csv_of(*rows, but=RATING))
    again = [{"rating": 7} | CONTENT, CONTENT, CONTENT]
    told, _ = rated(tmp_path, *again, query=COUNTED)
    assert told == [(5, 5)]  # 7, 8 and three without an id
    assert ask(tmp_path, LOADS) == [
        ("danhgia_2025-06-20.csv", 6, 5, 0, 1),
        ("danhgia_2025-06-30.csv", 3, 0, 0, 3),
    ]


def test_rows_that_differ_only_in_what_is_dropped_are_as_many_and_nothing_of_it_is_kept(tmp_path):
    lines = ["Ngày đánh giá,Nguồn đánh giá,Đánh giá chung,Số điện thoại"]
    lines += [f"01/06/2025,Phiếu,Hài lòng,091234567{n}" for n in (1, 2, 2)]
    for day in ("06-20", "06-30"):
        put(tmp_path, f"danhgia_2025-{day}.csv", "\n".join([*lines, ""]) + f"{' ' * int(day[3:])}")
    take(tmp_path, home_unit="16528")
    assert ask(tmp_path, COUNTED) == [(3, 3)]
    written = [path for path in (tmp_path / "staged").rglob("*") if path.is_file()]
    assert len(written) == 4 and not [path for path in written if b"09123" in path.read_bytes()]


def test_alike_rows_of_one_dossier_are_still_one_counter_rating_of_it(tmp_path):
    told, _ = rated(tmp_path, *[CONTENT | {"id": "H1"}] * 3, CONTENT, query=COUNTED)
    assert told == [(2, 2)]


def test_alike_surveys_count_each(tmp_path):
    survey = {"source": "Khảo sát", "overall": "4"}
    told, _ = rated(tmp_path, *[survey] * 4, query=COUNTED)
    assert told == [(4, 4)]
