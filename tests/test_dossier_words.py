"""What files call units, procedures, fields and channels, met with the reference files."""

import shutil
from datetime import date

import pytest

from config_file import PROJECT
from etl.words import Refusal
from tests.registers import register
from tests.snapshots import ask, csv_of, put, take

OF = "from dossiers order by dossier_id::int"


def loaded(data, rows, query, **changed):
    """The answer to `query` after a load of rows, whose ids are their places from 1."""
    numbered = [{"id": number} | row for number, row in enumerate(rows, 1)]
    put(data, "hoso_2025-07-31.csv", csv_of(*numbered))
    warnings = take(data, **changed)["warnings"]
    return ask(data, query), {(w["code"], w["detail"]): w["rows"] for w in warnings}


SHARED: list[dict] = []  # rows of every test that only looks at its own


def share(*rows: dict) -> range:
    """Adds rows to the load that several tests share; the numbers that are their ids in it."""
    first = len(SHARED) + 1
    SHARED.extend(rows)
    return range(first, first + len(rows))


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A data folder with the shared rows, and with the registers that go with them."""
    data = tmp_path_factory.mktemp("words")
    put(data, "thu_2025-06-30.csv", register("letters", {"drafted_on": "02/06/2025"}))
    put(data, "canbo_2025-06-30.csv", OFFICER)
    loaded(data, SHARED, "select 1")
    return data


def of_mine(shared, mine: range, columns: str) -> list[tuple]:
    """Columns of the dossiers of a test."""
    where = f"where dossier_id::int between {mine[0]} and {mine[-1]} order by dossier_id::int"
    return ask(shared, f"select {columns} from dossiers {where}")


UNITS = [
    # (what the file of 31/07/2025 says, received, unit code, the key of the unit that it means)
    ("16528", "02/06/2025", "16528", "16528@2018-01-01"),
    ("Quảng Thọ", "02/06/2025", "16528", "16528@2018-01-01"),
    ("phường Quảng Thọ", "02/06/2025", "16528", "16528@2018-01-01"),
    ("UBND phường Quảng Thọ", "02/06/2025", "16528", "16528@2018-01-01"),
    ("ỦY BAN NHÂN DÂN PHƯỜNG  QUẢNG THỌ", "02/06/2025", "16528", "16528@2018-01-01"),
    ("Tỉnh Thanh Hóa", "02/06/2025", "38", "38@2018-01-01"),  # Hoá in the file of units
    # A code or name that a new unit took over means the one of the file's day (test_mergers.py).
    ("16531", "30/06/2025 16:00", "16531", "16531@2025-07-01"),
    ("16531", "01/07/2025 07:00", "16531", "16531@2025-07-01"),
    ("16516", "30/11/2024", "16516", "16516@2025-07-01"),
    ("Sầm Sơn", "02/06/2025", "16531", "16531@2025-07-01"),
    ("Sầm Sơn", "01/07/2025", "16531", "16531@2025-07-01"),
    ("UBND xã Đại Hùng", "01/12/2024", "16516", "16516@2024-12-01"),
    # What no unit was called on that day is kept as it is said.
    ("UBND xã Đại Hùng", "30/11/2024", "UBND xã Đại Hùng", "UBND xã Đại Hùng"),
    ("Quảng Thọ", "01/07/2025", "Quảng Thọ", "Quảng Thọ"),
    ("16528", "01/07/2025", "16528", "16528"),
    ("xã Quảng Thọ", "02/06/2025", "xã Quảng Thọ", "xã Quảng Thọ"),
]


def test_a_unit_is_found_by_code_or_name(tmp_path):
    rows = [{"unit": word, "received": received} for word, received, *_ in UNITS]
    answer, warnings = loaded(tmp_path, rows, f"select unit_code, unit_key {OF}")
    assert answer == [(code, key) for *_, code, key in UNITS]
    unknown = {detail: n for (code, detail), n in warnings.items() if code == "unknown_unit"}
    once = "(chữ chỉ gặp một lần)"  # it may be a person's name
    assert unknown == {"UBND xã Đại Hùng": 1, once: 1, "16528": 1, "xã Quảng Thọ": 1}


NOT_RECEIVED = share(
    {"unit": "16528", "status": "1", "received": "", "submitted": "30/06/2025"},
    {"unit": "16528", "status": "1", "received": "", "submitted": ""},  # then by the export's
)


def test_a_dossier_that_was_not_received_takes_its_unit_by_the_day_it_was_submitted(shared):
    # Of 16528 nothing is known in July.
    assert of_mine(shared, NOT_RECEIVED, "unit_key") == [("16528@2018-01-01",), ("16528",)]


def test_a_file_without_units_belongs_to_the_ward_of_the_settings(tmp_path):
    answer, warnings = loaded(
        tmp_path,
        [{"unit": "", "received": "02/06/2025"}, {"unit": "16513"}],
        f"select unit_code, unit_key {OF}",
        home_unit="16528",
    )
    assert answer == [("16528", "16528@2018-01-01"), ("16513", "16513@2018-01-01")]
    assert not [code for code, _ in warnings if code == "unknown_unit"]


def test_without_such_a_setting_the_unit_is_unknown_and_warned_of(tmp_path):
    answer, warnings = loaded(tmp_path, [{"unit": ""}], f"select unit_code, unit_key {OF}")
    assert answer == [(None, None)]
    assert warnings[("unknown_unit", "(trống)")] == 1


share({"unit": "phường Lạ"})


def test_a_unit_shows_its_own_dossiers_and_those_of_all_that_went_into_it(shared):
    answer = ask(shared, "select unit_key, list(member_key) from unit_scope group by 1")
    scopes = {key: sorted(members) for key, members in answer}
    old = "@2018-01-01"
    assert scopes["16531@2025-07-01"] == [
        f"14830{old}", f"14833{old}", f"14836{old}", f"14839{old}", f"14842{old}", f"16528{old}",
        f"16531{old}", "16531@2025-07-01",
    ]  # fmt: skip
    # Xã Quảng Hùng and Quảng Đại went into Đại Hùng, and that into Nam Sầm Sơn.
    assert scopes["16516@2024-12-01"] == [f"16516{old}", "16516@2024-12-01", f"16537{old}"]
    assert scopes["16516@2025-07-01"] == [
        f"16513{old}", f"16516{old}", "16516@2024-12-01", "16516@2025-07-01", f"16534{old}",
        f"16537{old}",
    ]  # fmt: skip
    assert scopes[f"16528{old}"] == [f"16528{old}"]
    assert scopes["phường Lạ"] == ["phường Lạ"]


BIRTH, LAND = "Đăng ký khai sinh", "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất"
CIVIL = "Hộ tịch"
WARD_OWN = "Xác nhận hồ sơ bồi thường, hỗ trợ khi Nhà nước thu hồi đất"
PROCEDURES = [
    # (code, name and field as the file says) → (code, name, field, topic)
    (("1.001193", "", ""), ("1.001193", BIRTH, CIVIL, None)),
    (("1.001193.000.00.00.H56", "", ""), ("1.001193", BIRTH, CIVIL, None)),
    (("1.001193.H56", "", ""), ("1.001193", BIRTH, CIVIL, None)),
    (("2.00088", "", ""), ("2.000880", None, "Chưa rõ", None)),
    (("1.00119", "", ""), ("1.001190", None, "Chưa rõ", None)),
    # By the code first: the name in the file is another's.
    (("1.013949", BIRTH, ""), ("1.013949", LAND, "Đất đai", "land")),
    (("", "ĐĂNG KÝ KHAI SINH", ""), ("1.001193", BIRTH, CIVIL, None)),
    (("", f" {WARD_OWN}. ", ""), (None, WARD_OWN, "Đất đai", "compensation")),
    # A code that is not known stays, and the name says the field.
    (("9.999999", "Đăng ký khai sinh", ""), ("9.999999", BIRTH, CIVIL, None)),
    # The file's own field goes before all.
    (("1.001193", "", "Tư pháp"), ("1.001193", BIRTH, "Tư pháp", None)),
    (("", "Việc khác", ""), (None, "Việc khác", "Chưa rõ", None)),
    (("", "", ""), (None, None, "Chưa rõ", None)),
    (("KHAI-SINH", "", ""), ("KHAI-SINH", None, "Chưa rõ", None)),
]


def test_a_procedure_is_known_by_its_code_else_by_its_name_and_gives_field_and_topic(tmp_path):
    rows = [{"code": c, "procedure": p, "field": f} for (c, p, f), _ in PROCEDURES]
    answer, warnings = loaded(
        tmp_path, rows, f"select procedure_code, procedure, field, topic {OF}"
    )
    assert answer == [meant for _, meant in PROCEDURES]
    unknown = {detail: n for (code, detail), n in warnings.items() if code == "unknown_procedure"}
    assert unknown == {"2.000880": 1, "1.001190": 1, "Việc khác": 1, "(trống)": 1, "KHAI-SINH": 1}


def test_a_procedure_is_known_by_the_code_that_stands_in_its_name(tmp_path):
    births = ("1.001193 - Đăng ký khai sinh", "Khai sinh (1.001193)", "1.001193.H56 - Sinh")
    others = ("9.999999 - Việc lạ", "Nghị định số 11.001193", "Việc theo mẫu 1.0011931")
    rows = [{"id": n, "procedure": word} for n, word in enumerate((*births, *others))]
    take(tmp_path, put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows)))
    found = ask(
        tmp_path, "select procedure_code, procedure, field from dossiers order by dossier_id"
    )
    known = ("1.001193", "Đăng ký khai sinh", "Hộ tịch")
    assert found == [*[known] * len(births), *((None, word, "Chưa rõ") for word in others)]


def test_a_spreadsheet_that_ate_the_last_zero_still_names_its_procedure(tmp_path):
    own = _own_reference(tmp_path, "1.001190,Thủ tục số không,Hộ tịch,5,0,,2018-01-01,,\n")
    answer, _ = loaded(tmp_path, [{"code": "1.00119"}], f"select procedure_code, procedure {OF}")
    assert answer == [("1.001190", "Thủ tục số không")], own


def test_outside_the_days_of_a_procedures_row_its_code_and_name_stay_as_written(tmp_path):
    _own_reference(tmp_path, "1.999990,Việc cũ,Lĩnh vực cũ,5,0,land,2020-01-01,2024-12-31,\n")
    rows = [
        {"code": "1.99999", "procedure": "Việc Cũ", "received": "31/12/2024"},
        {"code": "1.99999", "procedure": "Việc Cũ", "received": "01/01/2025"},
    ]
    answer, _ = loaded(tmp_path, rows, f"select procedure_code, procedure, field, topic {OF}")
    assert answer == [
        ("1.999990", "Việc cũ", "Lĩnh vực cũ", "land"),
        ("1.999990", "Việc Cũ", "Chưa rõ", None),
    ]


def test_a_name_that_two_procedures_share_means_neither_without_its_code(tmp_path):
    _own_reference(
        tmp_path,
        "1.999991,Cấp phép,Lĩnh vực A,5,0,,2018-01-01,,\n"
        "1.999992,Cấp phép,Lĩnh vực B,5,0,,2018-01-01,,\n",
    )
    rows = [{"procedure": "Cấp phép"}, {"code": "1.999992", "procedure": "Cấp phép"}]
    answer, _ = loaded(tmp_path, rows, f"select procedure_code, procedure, field {OF}")
    assert answer == [
        (None, "Cấp phép", "Chưa rõ"),
        ("1.999992", "Cấp phép", "Lĩnh vực B"),
    ]


def test_a_name_of_two_codes_in_one_field_gives_the_field_and_no_code(tmp_path):
    _own_reference(
        tmp_path,
        "1.999991,Cấp phép,Lĩnh vực A,5,0,land,2018-01-01,,\n"
        "1.999992,CẤP PHÉP,Lĩnh vực A,5,0,land,2018-01-01,2024-12-31,\n"
        "1.999993,Cấp phép,Lĩnh vực A,5,0,,2025-01-01,2025-06-15,\n",
    )
    rows = [
        {"procedure": "cấp phép", "received": "31/12/2024"},  # two codes, one topic
        {"procedure": "cấp phép", "received": "02/06/2025"},  # two codes, two topics
        {"procedure": "cấp phép", "received": "16/06/2025"},  # one code is left
        {"code": "9.999999", "procedure": "Thủ tục cấp phép", "received": "02/06/2025"},
    ]
    answer, warnings = loaded(
        tmp_path, rows, f"select procedure_code, procedure, field, topic {OF}"
    )
    assert answer == [
        (None, "CẤP PHÉP", "Lĩnh vực A", "land"),
        (None, "Cấp phép", "Lĩnh vực A", None),
        ("1.999991", "Cấp phép", "Lĩnh vực A", "land"),
        ("9.999999", "Cấp phép", "Lĩnh vực A", None),
    ]
    assert not [code for code, _ in warnings if code == "unknown_procedure"]


CALLED = (
    "Thủ tục đăng ký khai sinh",
    "THỦ TỤC ĐĂNG KÝ KHAI SINH",
    "Thủ tục: Đăng ký khai sinh",
    "Thủ tục hành chính đăng ký khai sinh",
    "TTHC - Đăng ký khai sinh",
    "Đăng ký\n  khai sinh",
)


NAMED = share(*({"procedure": word} for word in CALLED))


def test_a_procedure_that_is_called_a_procedure_is_the_same(shared):
    answer = of_mine(shared, NAMED, "procedure_code, procedure, field")
    assert dict(zip(CALLED, answer, strict=True)) == dict.fromkeys(
        CALLED, ("1.001193", BIRTH, CIVIL)
    )


def test_a_procedure_whose_own_name_begins_so_is_met_by_its_own_name_first(tmp_path):
    _own_reference(
        tmp_path,
        "1.999991,Thủ tục đăng ký khai sinh,Lĩnh vực A,5,0,,2018-01-01,,\n"
        "1.999992,Thủ tục hải quan,Lĩnh vực B,5,0,,2018-01-01,,\n",
    )
    named = [
        "Thủ tục đăng ký khai sinh",
        "Đăng ký khai sinh",
        "Thủ tục hải quan",
        "Hải quan",
        "Thủ tục",
    ]
    answer, _ = loaded(
        tmp_path, [{"procedure": name} for name in named], f"select procedure_code {OF}"
    )
    assert answer == [("1.999991",), ("1.001193",), ("1.999992",), ("1.999992",), (None,)]


share(
    *(
        {"procedure": "Thủ tục đăng ký khai sinh", "status": "10", "finished": f"0{day}/06/2025"}
        for day in (2, 3, 4)
    )
)


def test_births_that_are_called_a_procedure_owe_their_letters(shared):
    assert ask(shared, "select kind, owed_on from letters_owed order by all") == [
        ("birth", date(2025, 6, day)) for day in (2, 3, 4)
    ]


FIELDS = ["Hộ tịch", "Hộ\ntịch", " HỘ  TỊCH ", "Hộ\xa0tịch", "Hộ tịch\u200b", "ho tich"]
OTHERS = ["Văn hoá", "Văn hóa", "Văn hoá", "Văn\nhoá"]
OF_FIELDS = share(*({"field": word} for word in FIELDS + OTHERS))


def test_a_field_is_one_however_white_space_case_and_marks_are_written(shared):
    assert of_mine(shared, OF_FIELDS, "field") == [("Hộ tịch",)] * 6 + [("Văn hoá",)] * 4


def test_a_line_break_within_a_field_of_procedures_makes_no_field_of_its_own(tmp_path):
    _own_reference(tmp_path, '1.999991,"Cấp\nphép","Hộ\ntịch",5,0,,2018-01-01,,\n')
    rows = [{"code": "1.999991"}, {"code": "1.001193"}]
    answer, _ = loaded(tmp_path, rows, f"select procedure, field {OF}")
    assert answer == [("Cấp phép", "Hộ tịch"), (BIRTH, "Hộ tịch")]


BROKEN = "Tư pháp -\nhộ tịch"
OFFICER = register("officers", {"role": BROKEN}).replace(BROKEN, f'"{BROKEN}"')
OF_A_BROKEN_UNIT = share({"unit": "Quảng\n Thọ"})


def test_a_line_break_within_a_unit_or_an_officers_role_changes_neither(shared):
    assert of_mine(shared, OF_A_BROKEN_UNIT, "unit_key") == [("16528@2018-01-01",)]
    assert ask(shared, "select role from officers") == [("Tư pháp - hộ tịch",)]


def test_a_broken_line_of_a_reference_file_is_named_and_nothing_is_published(tmp_path):
    _own_reference(tmp_path, "1.999991,Cấp phép,Lĩnh vực A,năm,0,,2018-01-01,,\n")
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    with pytest.raises(Refusal, match=r"procedures\.csv không đọc được: dòng 22 có limit_w"):
        take(tmp_path)
    assert not list(tmp_path.glob("warehouse/*.duckdb"))


def _own_reference(data, procedures: str):
    """A data folder's own reference files: the project's and more rows of procedures."""
    own = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    with (own / "procedures.csv").open("a", encoding="utf-8") as out:
        out.write(procedures)
    return own


CHANNELS = {
    "": "counter",
    "1": "counter",
    "Trực tiếp": "counter",
    "2": "online",
    "TRỰC TUYẾN": "online",
    "3": "postal",
    "Bưu chính công ích (BCCI)": "postal",
    "bcci": "postal",
}
STATUSES = {
    "Mới đăng ký": 1, "Chờ tiếp nhận": 1, "Mới đăng ký (Chờ tiếp nhận)": 1,
    "Được tiếp nhận": 2, "Mới tiếp nhận": 2,
    "Không được tiếp nhận": 3, "Từ chối tiếp nhận": 3,
    "Đang xử lý": 4, "ĐANG XỬ LÝ": 4, "4": 4,
    "Yêu cầu bổ sung giấy tờ": 5, "Chờ bổ sung": 5,
    "Yêu cầu thực hiện nghĩa vụ tài chính": 6,
    "Công dân yêu cầu rút hồ sơ": 7, "Xin rút": 7,
    "Dừng xử lý": 8, "Tạm dừng": 8,
    "Đã xử lý xong": 9, "Đã trả kết quả": 10, "10": 10,
}  # fmt: skip


OF_WORDS = share(
    *({"channel": word} for word in CHANNELS), *({"status": word} for word in STATUSES)
)


def test_every_word_for_a_channel_and_a_status_means_its_own(shared):
    answer = of_mine(shared, OF_WORDS, "channel, status_code")
    assert answer[: len(CHANNELS)] == [(channel, 4) for channel in CHANNELS.values()]
    assert answer[len(CHANNELS) :] == [("counter", status) for status in STATUSES.values()]


def test_an_export_after_a_merger_does_not_move_old_dossiers_to_the_new_unit(tmp_path):
    old = [{"id": number, "unit": "16528"} for number in (1, 2)] + [{"id": 3, "unit": "P. QT"}]
    new = [{"id": 1, "unit": "16531"}, {"id": 2, "unit": "Sầm Sơn"}, {"id": 3, "unit": "16528"}]
    put(tmp_path, "hoso_2025-06-30.csv", csv_of(*old))
    put(tmp_path, "hoso_2025-07-31.csv", csv_of(*new))
    take(tmp_path)
    # The first unit that was known on the day of the receipt stands; a word that was not gives way.
    assert (
        ask(tmp_path, f"select unit_key, as_of {OF}")
        == [("16528@2018-01-01", date(2025, 7, 31))] * 3
    )


BLANKS = ("{}", " {} ", "{}\t", "\u00a0{}", "\u200b{}\ufeff")
WITHIN = (" ", "  ", "   ", "    ", "\t", " \r\n ", "\u00a0", "\x01", " \x01 ", "\x0b\u200b")


SPACED = share(
    *({"neighbourhood": around.format(f"Tổ dân phố{gap}3")} for around in BLANKS for gap in WITHIN)
)


def test_blanks_of_any_kind_and_number_between_words_are_one(shared):
    assert set(of_mine(shared, SPACED, "neighbourhood")) == {("Tổ dân phố 3",)}
