"""Codes that a spreadsheet broke, codes that stand twice in a file, and what a midnight is."""

import pytest

from tests.registers import register
from tests.snapshots import PAUSE, RATING, ask, csv_of, put, take

SPOILT = ["2,50602E+13", "2.50602E+13", "2.5E+13", "2E+13", "2.50602e+13", "2.5E13", "1,0E-05"]
WHOLE = ["H56.14-250602-0001", "25060200000013", "2E13", "E+13", "12E+13", "2.5E", "2.5E+1300"]


def refused(data, name: str, content: str) -> str:
    (file,) = take(data, put(data, name, content))["files"]
    assert file["outcome"] == "refused", file
    return file["sentence"]


def test_a_file_whose_codes_became_exponents_is_refused_and_says_how_to_export_it(tmp_path):
    rows = [{"id": "2,50602E+13", "received": f"{day:02}/06/2025"} for day in range(1, 25)]
    assert refused(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows)) == (
        "Tệp hoso_2025-06-30.csv có 24 trên 24 dòng lỗi, quá mức 20%, nên không nạp dòng nào. "
        "Lỗi gặp nhiều nhất: Mã bị Excel đổi thành số mũ (như 2,50602E+13): định dạng cột mã là "
        "Văn bản (Text) rồi xuất lại tệp. Sửa rồi nạp lại."
    )


def test_only_what_a_spreadsheet_writes_is_an_exponent(tmp_path):
    codes = [*SPOILT, *WHOLE]
    put(tmp_path, "hoso_2025-06-30.csv", csv_of(*({"id": code} for code in codes)))
    take(tmp_path, reject_limit=1.0)
    assert ask(tmp_path, "select value from rejected_rows order by line") == [(c,) for c in SPOILT]
    assert {c for (c,) in ask(tmp_path, "select dossier_id from dossiers")} == {*WHOLE}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("danhgia", csv_of({"rating": "2,5E+13"}, but=RATING)),
        ("danhgia", csv_of({"id": "2,5E+13"}, but=RATING)),
        ("tamdung", csv_of({"id": "2,5E+13"}, but=PAUSE)),
        ("donthu", register("petitions", {"petition_id": '"2,5E+13"'})),
        ("donthu", register("petitions", {"dossier_id": '"2,5E+13"'})),
        ("thu", register("letters", {"letter_id": '"2,5E+13"'})),
        ("nhiemvu", register("tasks", {"task_id": '"2,5E+13"'})),
        ("tiepdan", register("receptions", {"reception_id": '"2,5E+13"'})),
    ],
)
def test_the_codes_of_every_source_are_held_to_it(name, content, tmp_path):
    assert "số mũ" in refused(tmp_path, f"{name}_2025-06-30.csv", content)


def test_differing_rows_of_one_code_in_one_file_are_counted_and_their_lines_named(tmp_path):
    twice = [{"id": "2", "due": "05/06/2025"}, {"id": "2", "due": "06/06/2025"}]
    put(tmp_path, "a_2025-06-29.csv", csv_of({}, *twice, {"id": "3"}, {"id": "3"}))
    put(tmp_path, "b_2025-06-30.csv", csv_of({"status": "5"}, {"id": "2"}))  # of two files: none
    warnings = take(tmp_path)["warnings"]
    assert [(w["detail"], w["rows"]) for w in warnings if w["code"] == "dossier_rows_differ"] == [
        ("a_2025-06-29.csv: 3, 4", 2)
    ]


def test_no_more_than_ten_codes_are_named_and_all_are_counted(tmp_path):
    rows = [{"id": str(n), "due": f"0{day}/06/2025"} for n in range(12) for day in (5, 6, 7)]
    (warning,) = [
        w
        for w in take(tmp_path, put(tmp_path, "a_2025-06-30.csv", csv_of(*rows)))["warnings"]
        if w["code"] == "dossier_rows_differ"
    ]
    named = "; ".join(f"{n}, {n + 1}, {n + 2}" for n in range(2, 32, 3))
    assert (warning["detail"], warning["rows"]) == (f"a_2025-06-30.csv: {named}", 36)


NINE = "02/06/2025 09:00:00"


MOMENTS = {
    "02/06/2025 00:00:00": True,
    "02/06/2025 00:00:00.010": True,
    "2025-06-02 00:00:00.010": True,
    "2025-06-02T00:00:00.999": True,
    "02/06/2025 00:00:01": False,  # a time of day, before the receipt at nine
    "02/06/2025 00:01": False,
    "02/06/2025 23:59:59.990": True,
    "01/06/2025 23:59:59.990": False,
    "01/06/2025 00:00:00.010": False,
}


def test_what_is_within_the_first_second_of_a_day_is_that_day(tmp_path):
    done = {"received": NINE, "status": "9"}
    rows = [done | {"id": str(n), "finished": moment} for n, moment in enumerate(MOMENTS)]
    put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    take(tmp_path, reject_limit=1.0)
    taken = {int(n) for (n,) in ask(tmp_path, "select dossier_id from dossiers")}
    assert {moment: n in taken for n, moment in enumerate(MOMENTS)} == MOMENTS


def test_time_to_a_midnight_is_in_whole_days_and_to_the_last_second_in_hours(tmp_path):
    done = {"received": "02/06/2025 09:30:00", "status": "9"}
    late = ("03/06/2025 00:00:00.010", "03/06/2025 23:59:59.990", "03/06/2025 09:30:00")
    rows = [done | {"id": str(n), "finished": moment} for n, moment in enumerate(late)]
    take(tmp_path, put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows)))
    # The next date; 2 + 3,5 hours and all of the next day; the same hour of the next day.
    assert ask(tmp_path, "select working_days from dossiers order by dossier_id") == [
        (1.0,),
        (1.75,),
        (1.0,),
    ]


def test_a_pause_that_ends_at_a_midnight_ends_on_that_day(tmp_path):
    rows = [
        {"began": "03/06/2025 08:00", "ended": "03/06/2025 00:00:00.010"},
        {"began": "04/06/2025 08:00", "ended": "04/06/2025 07:59:59.990"},
    ]
    put(tmp_path, "tamdung_2025-06-30.csv", csv_of(*rows, but=PAUSE))
    take(tmp_path, reject_limit=1.0)
    assert ask(tmp_path, "select began_at::date::varchar from pauses") == [("2025-06-03",)]
