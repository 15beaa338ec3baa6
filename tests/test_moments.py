"""Days, hours and numbers as systems and people write them: text in, values out."""

from tests.checked import checked
from tests.registers import register
from tests.snapshots import ask, csv_of, put, take

# Each spelling of a moment → the moment, None where it is none.
MOMENTS = {
    "02/06/2025": "2025-06-02 00:00:00",
    "02/06/2025 08:05": "2025-06-02 08:05:00",
    "2/6/2025 8:05:11": "2025-06-02 08:05:11",
    "02/06/25": "2025-06-02 00:00:00",
    "2/6/25 8:05": "2025-06-02 08:05:00",
    "02.06.2025": "2025-06-02 00:00:00",
    "2-06-2025": "2025-06-02 00:00:00",
    "2-6-2025 8:05:00": "2025-06-02 08:05:00",
    "2025-06-02": "2025-06-02 00:00:00",
    "2025-06-02T08:00:00": "2025-06-02 08:00:00",
    "2025-06-02T01:00:00Z": "2025-06-02 08:00:00",
    "2025-06-02T01:00:00.250Z": "2025-06-02 08:00:00.25",
    "2025-06-02 08:00:00+07": "2025-06-02 08:00:00",
    "2025-06-02T00:00:00-05:30": "2025-06-02 12:30:00",
    # Midnight at the end of a day is that day's.
    "02/06/2025 24:00": "2025-06-02 23:59:59",
    "02/06/2025 24:00:00": "2025-06-02 23:59:59",
    "2025-06-02 24:00:00": "2025-06-02 23:59:59",
    "02/06/2025 24:01": None,
    # Google Forms, Windows in Vietnamese and in English.
    "2025/06/02 08:05:11 AM GMT+7": "2025-06-02 08:05:11",
    "2025/06/02 12:05:11 AM GMT+7": "2025-06-02 00:05:11",
    "2025/06/02 02:05:11 PM GMT+7": "2025-06-02 14:05:11",
    "2025-06-02 02:05:11 PM": "2025-06-02 14:05:11",
    "02/06/2025 8:05:11 SA": "2025-06-02 08:05:11",
    "02/06/2025 2:05:11 CH": "2025-06-02 14:05:11",
    "02/06/2025 12:05 CH": "2025-06-02 12:05:00",
    "02/06/2025 08:00:00 GMT+07:00": "2025-06-02 08:00:00",
    # The day as a spreadsheet's number: 45810 is the 2nd of June; .33333 of a day is eight o'clock.
    "45810": "2025-06-02 00:00:00",
    "45810.33333": "2025-06-02 08:00:00",
    "45810,70833": "2025-06-02 17:00:00",
    "45810.379861111111": "2025-06-02 09:07:00",
    # By hand.
    "8h30 02/06/2025": "2025-06-02 08:30:00",
    "08:05:11 02/06/2025": "2025-06-02 08:05:11",
    "02/06/2025 - 08:05": "2025-06-02 08:05:00",
    "08:05 - 02/06/2025": "2025-06-02 08:05:00",
    "08:05:00 ngày 02/06/2025": "2025-06-02 08:05:00",
    "02/06/2025 8 giờ 30": "2025-06-02 08:30:00",
    "Ngày 2 tháng 6 năm 2025": "2025-06-02 00:00:00",
    "Thứ Hai, 02/06/2025": "2025-06-02 00:00:00",
    # With signs that nobody sees.
    "\u200e02/06/2025 08:00": "2025-06-02 08:00:00",
    "02/06/\u200b2025\u00a008:00\ufeff": "2025-06-02 08:00:00",
    # No moments.
    "31/06/2025": None,
    "02/06/2025 25:00": None,
    "02/06/2025 08:61": None,
    "16528": None,
    "hôm qua": None,
}
NOTHING = [
    "01/01/0001",
    "01/01/0001 00:00:00",
    "0001-01-01T00:00:00",
    "1/1/1900 12:00:00 AM",
    "00/01/1900",
    "00/01/1900 00:00",
    "30/12/1899",
    "30/12/1899 00:00:00",
    "1899-12-30 00:00:00",
    "1899-12-31",
    "00/00/0000",
    "0",
    "0,0",
]


def test_a_moment_is_read_in_every_spelling_of_a_system_or_a_hand(tmp_path):
    rows = [{"id": n, "received": word} for n, word in enumerate(MOMENTS)]
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    found = checked(tmp_path / "x", path, "received_at::varchar, bad_reason")
    assert dict(zip(MOMENTS, (moment for moment, _ in found), strict=True)) == MOMENTS
    rejected = {word for word, (_, why) in zip(MOMENTS, found, strict=True) if why}
    assert rejected == {word for word, moment in MOMENTS.items() if moment is None}


def test_what_stands_for_no_day_is_an_empty_cell_and_not_a_wrong_one(tmp_path):
    rows = [{"id": n, "finished": word, "due": word} for n, word in enumerate(NOTHING)]
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    found = checked(tmp_path / "x", path, "finished_at, due_at, bad_reason")
    assert dict(zip(NOTHING, found, strict=True)) == dict.fromkeys(NOTHING, (None, None, None))


def test_due_at_24_00_is_due_on_that_day_and_late_on_the_next(tmp_path):
    due = {"due": "05/06/2025 24:00", "status": "9"}
    rows = [due | {"id": n, "finished": f"0{day}/06/2025 09:00"} for n, day in enumerate((5, 6))]
    take(tmp_path, put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows)))
    late = "select settled_on > due_at::date from dossiers order by dossier_id"
    assert ask(tmp_path, late) == [(False,), (True,)]


# Each spelling of a whole number → the number, None where it is none or nobody knows which.
COUNTS = {
    "1.000": 1000,
    "1.250": 1250,
    "1.250,0": 1250,
    "1,250": 1250,
    "12.345.678": 12345678,
    "90 người": 90,
    "1.000 lượt người": 1000,
    "4": 4,
    "4.0": 4,
    "4,00": 4,
    "007": 7,
    "4,000": None,
    "4,5": None,
    "1.25": None,
    "90 nghìn": None,
    "2 trong 3": None,
    "90%": None,
}


def test_a_count_may_have_dots_between_its_thousands_and_what_is_counted_after_it(tmp_path):
    rows = [{"activity_id": str(n), "people": f'"{word}"'} for n, word in enumerate(COUNTS)]
    path = put(tmp_path, "hoatdong_2025-06-30.csv", register("activities", *rows))
    found = checked(tmp_path / "x", path, "people, bad_reason")
    assert dict(zip(COUNTS, (people for people, _ in found), strict=True)) == COUNTS
    assert {why for people, why in found if people is None} == {"not_a_number"}


DAYS = {
    "2,5": 2.5,
    "0.125": 0.125,
    "1.250,5": 1250.5,
    "1,250.5": 1250.5,
    "3 ngày": 3.0,
    "hai": None,
}


def test_a_number_has_a_decimal_comma_or_dot_and_the_other_between_thousands(tmp_path):
    rows = [{"id": n, "paused": word} for n, word in enumerate(DAYS)]
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    found = checked(tmp_path / "x", path, "if(bad_reason is null, paused_days, null)")
    assert dict(zip(DAYS, (days for (days,) in found), strict=True)) == DAYS


def test_signs_that_nobody_sees_part_no_code_and_no_word(tmp_path):
    """One dossier in two exports, once with a clean code and once with a dirty one."""
    dirty = [
        {"id": "\u00a0H56.14-250602-0001\u200b", "status": "Đã xử lý\u200b xong"},
        {"id": "H56.14\u200b-250602–0002", "status": "\u200eĐang\u00a0xử lý"},
        {"id": "H56.14-250602-00\u206003", "status": "Ðã xử lý xong"},
        {"id": "H56\u00ad.14-250602-0004\u200f", "field": "Hộ\u00a0tịch"},
    ]
    clean = [{"id": f"H56.14-250602-000{n}"} for n in range(1, 5)]
    put(tmp_path, "a_2025-06-29.csv", csv_of(*clean))
    put(tmp_path, "b_2025-06-30.csv", csv_of(*dirty))
    take(tmp_path)
    found = ask(tmp_path, "select dossier_id, status_code, field from dossiers order by dossier_id")
    assert found == [
        ("H56.14-250602-0001", 9, "Chưa rõ"),
        ("H56.14-250602-0002", 4, "Chưa rõ"),
        ("H56.14-250602-0003", 9, "Chưa rõ"),
        ("H56.14-250602-0004", 4, "Hộ tịch"),
    ]
