"""Registers are numbered afresh each year: a number is a record's within a unit and a year."""

import pytest

from tests.registers import register
from tests.snapshots import ask, put, take

ENTRY = "recorded_at,recorded_by,change_reason,changed_fields,is_void"


def entry(data, source: str, row: dict, changed: str, moment: str = "2025-06-20 09:00:00") -> None:
    """Loads an entry of a record as its writer saw it, with what they changed."""
    heading, *_, cells = register(source, row).splitlines()
    line = f"{moment},16528-01,sửa,{changed},{'Có' if changed == 'is_void' else ''}"
    name = f"entries/{source}/{moment[:10]}T{len(changed):012}-a.csv"
    (file,) = take(data, put(data, name, f"{heading},{ENTRY}\n{cells},{line}\n"))["files"]
    assert (file["outcome"], file["rows_rejected"]) == ("loaded", 0)


def doubts(data, case: str = "") -> list[tuple]:
    """The doubts about numbers, of the files of a case."""
    codes = "('number_without_day', 'number_in_two_years')"
    query = f"select code, detail, rows from warnings where code in {codes}"
    return ask(data, f"{query} and detail like '{case}%' order by all")


FILES: dict[str, str] = {}  # of every case that only looks at its own unit
UNITS = iter(("16528", "16531", "16513", "16534", "14830", "14833", "14836", "14839", "14842"))


def case(source: str, name: str, **exports: list[dict]) -> str:
    """Adds a case's exports, each {d and its day: its rows}, of a unit of its own; the unit."""
    unit = next(UNITS)
    for day, rows in exports.items():
        content = register(source, *({"unit_code": unit} | row for row in rows))
        FILES[f"{name}_{day[1:5]}-{day[5:7]}-{day[7:]}.csv"] = content
    return unit


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with the files of all cases in one load."""
    folder = tmp_path_factory.mktemp("numbered")
    for name, content in FILES.items():
        put(folder, name, content)
    take(folder, reject_limit=1.0)
    return folder


def records(data, table: str, unit: str, columns: str) -> list[tuple]:
    """Columns of a case's records."""
    where = f"where unit_key like '{unit}%' order by all"
    return ask(data, f"select {columns} from {table} {where}")


OF_2024, OF_2025 = (
    [{"petition_id": str(n), "received_on": f"0{n}/03/{year}"} for n in range(1, 9)]
    for year in (2024, 2025)
)


ONE_FILE = case("petitions", "mot", d20250630=[*OF_2024, *OF_2025])


def test_the_numbers_1_to_8_of_two_years_are_sixteen_petitions(data):
    result = records(data, "petitions", ONE_FILE, "record_year, received_on::varchar")
    assert len(result) == 16
    assert [result[0], result[8]] == [(2024, "2024-03-01"), (2025, "2025-03-01")]
    assert [year for year, _ in result] == [2024] * 8 + [2025] * 8


TWO_FILES = case("petitions", "hai", d20241231=OF_2024, d20250630=OF_2025)
FILES["hai_cu_2025-06-30.csv"] = register(
    "petitions", *(row | {"unit_code": TWO_FILES} for row in OF_2024[:4])
)


def test_so_they_are_in_two_files_of_one_day_or_of_two(data):
    assert records(data, "petitions", TWO_FILES, "count(*)") == [(16,)]
    assert doubts(data, "hai") == []


@pytest.mark.parametrize("again", [{"received_on": "05/05/2024"}, {"result": "Đã trả lời"}])
def test_a_number_that_stands_twice_in_a_year_is_refused_by_name(again, tmp_path):
    content = register("petitions", *OF_2024[:1], *OF_2025, OF_2024[0] | again)
    put(tmp_path, "donthu_2025-06-30.csv", content)
    (file,) = take(tmp_path, reject_limit=0.1)["files"]  # two of ten rows
    assert file["sentence"] == (
        "Tệp donthu_2025-06-30.csv có 2 trên 10 dòng lỗi, quá mức 10%, nên không nạp dòng nào. "
        "Lỗi gặp nhiều nhất: Các dòng khác nhau mang cùng một số trong một năm; sửa số, hoặc bỏ "
        "dòng sai, hoặc ghi ngày. Số/năm và các dòng: 1/2024: 3, 12. Sửa rồi nạp lại."
    )
    (file,) = take(tmp_path)["files"]
    assert (file["rows_accepted"], file["rows_rejected"]) == (8, 2)
    assert ask(tmp_path, 'select line, "column", value from rejected_rows order by line') == [
        (3, "Mã đơn", "1/2024: 3, 12"),
        (12, "Mã đơn", "1/2024: 3, 12"),
    ]


def test_identical_rows_and_the_same_number_of_two_units_are_no_clash(tmp_path):
    other = OF_2024[0] | {"unit_code": "16531"}
    put(tmp_path, "donthu_2025-06-30.csv", register("petitions", *OF_2024[:1] * 2, other))
    (file,) = take(tmp_path)["files"]
    assert (file["rows_accepted"], file["rows_rejected"], file["rows_duplicate"]) == (2, 0, 1)


def test_one_number_under_two_words_for_one_unit_is_a_doubt(tmp_path):
    by_name = OF_2024[0] | {"unit_code": "Quảng Thọ", "result": "Đã trả lời"}
    put(tmp_path, "donthu_2025-06-30.csv", register("petitions", *OF_2024, by_name))
    take(tmp_path)
    query = "select detail, rows from warnings where code = 'number_twice_in_file'"
    assert ask(tmp_path, query) == [("donthu_2025-06-30.csv", 2)]
    first_query = "select count(*), any_value(result) from petitions where petition_id = '1'"
    assert ask(tmp_path, first_query) == [(1, "Đã trả lời")]


TWICE = {
    "officers": ({"role": "Chủ tịch"}, "16528-01 2024-01-01: 3, 4"),
    "pledges": ({"evidence": "Ảnh"}, "16528-01 2023-12-05: 3, 4"),
    "scores": ({"self_points": "3"}, "CQTT I.1 2025-04-01 2025-06-30: 3, 4"),
    "tasks": ({"given_on": "01/02/2025"}, "1: 3"),  # its own row has no day
    "activities": ({"title": "Tuyên truyền"}, "1/2025: 3, 4"),
}


def test_no_register_has_two_differing_rows_of_one_record_in_a_file(tmp_path):
    for source, (again, _) in TWICE.items():
        put(tmp_path, f"{source}_2025-06-30.csv", register(source, {}, again))
    take(tmp_path, reject_limit=1.0)
    query = "select file, arg_min(value, line) from rejected_rows group by 1"
    named = {file.removesuffix("_2025-06-30.csv"): value for file, value in ask(tmp_path, query)}
    assert named.keys() == TWICE.keys()
    for source, (_, start) in TWICE.items():
        assert named[source].startswith(start), source


GIVEN = {"given_on": "01/11/2024"}
PUT_OFF = case(
    "tasks",
    "lui",
    d20241130=[GIVEN | {"due_on": "15/12/2024"}],
    d20250131=[GIVEN | {"due_on": "15/02/2025"}],
)
DATES = "first_due_on::varchar, due_on::varchar, postponements"


def test_a_task_given_in_one_year_and_put_off_into_the_next_is_one_task(data):
    result = records(data, "task_outcomes", PUT_OFF, DATES)
    assert result == [("2024-12-15", "2025-02-15", 1)]
    assert doubts(data, "lui") == []


TWO_TASKS = case(
    "tasks",
    "viec",
    d20241130=[{"given_on": "01/11/2024", "due_on": "15/12/2024"}],
    d20251130=[{"given_on": "01/11/2025", "due_on": "15/12/2025"}],
)


def test_of_two_tasks_of_one_number_neither_was_put_off(data):
    assert records(data, "task_outcomes", TWO_TASKS, DATES) == [
        ("2024-12-15", "2024-12-15", 0),
        ("2025-12-15", "2025-12-15", 0),
    ]


WITHOUT_A_DAY = case(
    "tasks", "khong", d20241130=[{"due_on": "15/12/2024"}], d20250131=[{"due_on": "15/02/2025"}]
)


def test_a_task_without_a_day_that_stays_is_one_by_its_number_and_that_is_a_doubt(data):
    assert records(data, "task_outcomes", WITHOUT_A_DAY, "postponements") == [(1,)]
    assert doubts(data, "khong") == [
        ("number_without_day", "khong_2024-11-30.csv", 1),
        ("number_without_day", "khong_2025-01-31.csv", 1),
    ]


PLANNED = {"planned_on": "30/12/2024"}
SESSION = case(
    "receptions", "tiep", d20241231=[PLANNED], d20250131=[PLANNED | {"held_on": "03/01/2025"}]
)


def test_a_session_planned_in_december_and_held_in_january_is_one(data):
    assert records(data, "receptions", SESSION, "held_on::varchar") == [("2025-01-03",)]


DRAFTED_LATER = case("letters", "sau", d20241231=[{}], d20250131=[{"drafted_on": "06/01/2025"}])


def test_a_letter_that_had_no_day_yet_is_the_one_that_was_drafted_later(data):
    result = records(data, "letters", DRAFTED_LATER, "drafted_on::varchar, record_year")
    assert result == [("2025-01-06", 2025)]


AGAIN = case("letters", "lai", d20241231=[{"drafted_on": "06/12/2024"}], d20250131=[{}])


def test_a_letter_exported_again_without_its_day_is_the_same_and_that_is_a_doubt(data):
    assert records(data, "letters", AGAIN, "record_year, drafted_on") == [(2024, None)]
    assert doubts(data, "lai") == [("number_without_day", "lai_2025-01-31.csv", 1)]


BESIDE = case("letters", "canh", d20250131=[{"drafted_on": "06/12/2024"}, {}])


def test_a_row_without_a_day_beside_one_of_its_number_is_refused_and_the_other_taken(data):
    rejected = "select line, value from rejected_rows where file = 'canh_2025-01-31.csv'"
    assert ask(data, rejected) == [(4, "1: 3, 4")]
    assert records(data, "letters", BESIDE, "drafted_on::varchar") == [("2024-12-06",)]


def test_a_day_mended_across_the_years_edge_looks_like_two_records_and_is_a_doubt(tmp_path):
    put(tmp_path, "donthu_2025-01-10.csv", register("petitions", {"received_on": "02/01/2025"}))
    put(tmp_path, "donthu_2025-01-20.csv", register("petitions", {"received_on": "31/12/2024"}))
    take(tmp_path)
    assert ask(tmp_path, "select count(*) from petitions") == [(2,)]
    assert doubts(tmp_path) == [("number_in_two_years", "donthu_2025-01-10.csv", 1)]
    # A file that has both says itself that they are two.
    both = register("petitions", {"received_on": "02/01/2025"}, {"received_on": "31/12/2024"})
    take(tmp_path, put(tmp_path, "donthu_2025-02-28.csv", both))
    assert doubts(tmp_path) == []


BOTH = [OF_2024[0] | {"summary": "cũ"}, OF_2025[0] | {"summary": "mới"}]
TOLD = "select received_on::varchar, summary, result from petitions order by 1"


def test_an_entry_changes_the_record_of_the_year_that_its_writer_saw(tmp_path):
    take(tmp_path, put(tmp_path, "donthu_2025-06-01.csv", register("petitions", *BOTH)))
    entry(tmp_path, "petitions", BOTH[0] | {"result": "Đã trả lời"}, "result")
    assert ask(tmp_path, TOLD) == [
        ("2024-03-01", "cũ", "Đã trả lời"),
        ("2025-03-01", "mới", None),
    ]
    entry(tmp_path, "petitions", BOTH[1], "is_void")
    assert ask(tmp_path, TOLD) == [("2024-03-01", "cũ", "Đã trả lời")]
    years = "select record, record_year from record_changes order by recorded_at, record_year"
    assert ask(tmp_path, years) == [("1", 2024), ("1", 2025)]


def test_an_entry_that_moves_a_day_into_another_year_changes_its_record_and_makes_none(tmp_path):
    take(tmp_path, put(tmp_path, "donthu_2025-06-01.csv", register("petitions", BOTH[1])))
    moved = BOTH[1] | {"received_on": "31/12/2024"}
    entry(tmp_path, "petitions", moved, "received_on")
    assert ask(tmp_path, TOLD) == [("2024-12-31", "mới", None)]
    entry(tmp_path, "petitions", moved | {"result": "x"}, "result", "2025-06-21 09:00:00")
    assert ask(tmp_path, TOLD) == [("2024-12-31", "mới", "x")]
    assert ask(tmp_path, "select record_year from petitions") == [(2025,)]


def test_an_entry_that_writes_the_day_of_a_letter_without_one_changes_that_letter(tmp_path):
    take(tmp_path, put(tmp_path, "thu_2025-06-01.csv", register("letters", {"reason": "y"})))
    entry(tmp_path, "letters", {"drafted_on": "20/06/2025"}, "drafted_on")
    query = "select drafted_on::varchar, reason from letters"
    assert ask(tmp_path, query) == [("2025-06-20", "y")]
