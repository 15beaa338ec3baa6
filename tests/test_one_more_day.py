"""One more day from the published snapshot: equal to a build of everything, after every load."""

import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st

from etl.build.verify import differences_of
from etl.snapshots import current
from snapshot_file import seal_of
from tests.conftest import command
from tests.days import Days
from tests.registers import register
from tests.snapshots import PAUSE, RATING, ask, csv_of


@pytest.fixture
def days(tmp_path, monkeypatch):
    return Days(tmp_path, monkeypatch)


def dossiers(day: str, *rows: dict[str, str], name: str = "hoso") -> tuple[str, str]:
    return f"{name}_{day}.csv", csv_of(*rows)


def ratings(day: str, *rows: dict[str, str]) -> tuple[str, str]:
    return f"danhgia_{day}.csv", csv_of(*rows, but=RATING)


def pauses(day: str, *rows: dict[str, str]) -> tuple[str, str]:
    return f"tamdung_{day}.csv", csv_of(*rows, but=PAUSE)


def records(source: str, name: str, *rows: dict[str, str]) -> tuple[str, str]:
    return f"{name}.csv", register(source, *rows)


OPEN = {"id": "1", "due": "05/06/2025", "procedure": "Đăng ký khai sinh", "field": "Hộ tịch"}
DONE = OPEN | {"status": "10", "finished": "06/06/2025", "returned": "06/06/2025"}
OTHER = {"id": "2", "received": "01/06/2025", "due": "20/06/2025", "field": "Đất đai"}


def test_a_new_day_continues_and_a_known_dossier_is_what_it_says_now(days):
    days.load(dossiers("2025-06-04", OPEN, OTHER))
    days.load(dossiers("2025-06-07", DONE, {"id": "3"}))
    assert days.continued == [True]
    rows = "select dossier_id, status_code, first_seen_on from dossiers order by all"
    first, second = date(2025, 6, 4), date(2025, 6, 7)
    assert ask(days.data, rows) == [("1", 10, first), ("2", 4, first), ("3", 4, second)]
    settled = (
        "select day, sum(settled), sum(overdue) from dossier_days where settled > 0 group by day"
    )
    assert ask(days.data, settled) == [(date(2025, 6, 6), 1, 1)]


def test_a_dossier_that_nobody_named_again_falls_due_as_its_units_exports_go_on(days):
    days.load(dossiers("2025-06-04", OPEN, OTHER))
    due = "select coalesce(sum(due), 0), coalesce(sum(became_overdue), 0) from dossier_days"
    assert ask(days.data, due) == [(0, 0)]
    days.load(dossiers("2025-06-10", {"id": "3", "received": "09/06/2025"}))
    assert days.continued == [True]
    assert ask(days.data, due) == [(1, 1)]
    [(judged_on, is_late)] = ask(
        days.data, "select judged_on, is_late from open_dossiers where dossier_id = '1'"
    )
    assert (judged_on, is_late) == (date(2025, 6, 10), True)


def test_a_file_that_is_withdrawn_takes_its_rows_along_and_brings_them_back(days):
    days.load(dossiers("2025-06-04", OPEN, OTHER))
    days.load(dossiers("2025-06-07", DONE, {"id": "3"}))
    days.withdraw("hoso_2025-06-07.csv")
    rows = "select dossier_id, status_code from dossiers order by all"
    assert ask(days.data, rows) == [("1", 4), ("2", 4)]
    days.load(dossiers("2025-06-09", OTHER | {"due": "08/06/2025"}))
    days.withdraw("hoso_2025-06-07.csv", undo=True)
    assert ask(days.data, rows) == [("1", 10), ("2", 4), ("3", 4)]
    assert days.continued == [True, True, True]  # to the first day there is a snapshot already


@pytest.mark.long
def test_an_older_export_that_comes_later_adds_to_what_is_known_of_before(days):
    days.load(dossiers("2025-06-10", OPEN | {"due": "09/06/2025"}, OTHER))
    days.load(dossiers("2025-06-04", OPEN, {"id": "4"}))
    assert days.continued == [True]
    moved = "select due_changes, first_due_at::date from dossiers where dossier_id = '1'"
    assert ask(days.data, moved) == [(1, date(2025, 6, 5))]


def test_a_mended_file_of_the_same_day_takes_the_place_of_what_it_mends(days):
    days.load(dossiers("2025-06-04", OPEN, OTHER, {"id": "3"}))
    days.load(dossiers("2025-06-04", OPEN | {"due": "06/06/2025"}, OTHER, name="hoso_sua"))
    assert days.continued == [True]
    left_out = "select rows from warnings where code = 'left_out_of_mended_file'"
    assert ask(days.data, left_out) == [(1,)]
    days.load(dossiers("2025-06-05", {"id": "4"}))
    days.withdraw("hoso_sua_2025-06-04.csv")
    assert ask(days.data, left_out) == []
    assert days.continued == [True, True, True]


def test_a_rating_finds_its_dossier_when_that_comes_later(days):
    days.load(
        dossiers("2025-06-04", OPEN),
        ratings("2025-06-04", {"rated": "01/06/2025"}, {"id": "2", "unit": "", "overall": "1"}),
    )
    unknown = "select rows from warnings where code = 'rating_of_unknown_dossier'"
    assert ask(days.data, unknown) == [(1,)]
    days.load(
        dossiers("2025-06-07", OTHER | {"unit": "16531", "status": "9", "finished": "06/06/2025"})
    )
    assert ask(days.data, unknown) == []
    rated = "select unit_code, field from feedback where dossier_id = '2'"
    assert ask(days.data, rated) == [("16531", "Đất đai")]
    complained = (
        "select unit_key[:5], complained_of, responded "
        "from dossier_days join strata using (stratum) where settled > 0"
    )
    assert ask(days.data, complained) == [("16531", 1, 1)]


@pytest.mark.long
def test_ratings_alone_change_what_is_said_of_their_dossiers(days):
    days.load(dossiers("2025-06-07", DONE, OTHER), ratings("2025-06-06", {"id": "1"}))
    days.load(ratings("2025-06-07", {"id": "1", "rated": "07/06/2025", "overall": "1"}, {}, {}))
    assert days.continued == [True]
    assert ask(days.data, "select sum(complained_of), sum(responded) from dossier_days") == [(1, 1)]
    days.load(ratings("2025-06-08", {"id": "2", "unit": "", "rated": "03/06/2025"}))
    days.withdraw("danhgia_2025-06-07.csv")
    assert ask(days.data, "select sum(complained_of), sum(responded) from dossier_days") == [(0, 1)]
    assert days.continued == [True, True, True]


@pytest.mark.long
def test_a_pause_changes_its_dossier_though_no_export_names_it(days):
    days.load(
        dossiers("2025-06-10", DONE | {"status": "7"}, OTHER), pauses("2025-06-01", {"id": "9"})
    )
    days.load(pauses("2025-06-11", {"id": "1", "began": "04/06/2025"}))
    assert days.continued == [True]
    unknown = "select rows from warnings where code = 'pause_of_unknown_dossier'"
    assert ask(days.data, unknown) == [(1,)]


@pytest.mark.long
def test_a_petition_that_names_a_dossier_complains_of_it_until_it_names_none(days):
    days.load(
        dossiers("2025-06-07", DONE, OTHER),
        records("petitions", "donthu_2025-06-01", {"petition_id": "0"}),
    )
    complained = "select sum(complained_of) from dossier_days"
    assert ask(days.data, complained) == [(0,)]
    days.load(records("petitions", "donthu_2025-06-07", {"dossier_id": "1"}))
    assert ask(days.data, complained) == [(1,)]
    days.load(records("petitions", "donthu_2025-06-08", {"dossier_id": ""}))
    assert ask(days.data, complained) == [(0,)]
    assert days.continued == [True, True]


@pytest.mark.long
def test_a_register_of_letters_that_begins_later_asks_for_letters_of_its_months(days):
    days.load(dossiers("2025-06-20", OPEN, DONE | {"id": "2"}, {"id": "3", "due": "19/06/2025"}))
    assert ask(days.data, "select count(*) from letters_owed") == [(0,)]
    letter = {"kind": "Thư xin lỗi", "dossier_id": "2", "delivered_on": "10/06/2025"}
    days.load(records("letters", "sothu_2025-06-20", letter))
    days.load(dossiers("2025-06-25", {"id": "4", "received": "24/06/2025"}))
    assert days.continued == [True, True]


@pytest.mark.long
def test_what_is_entered_on_a_page_is_put_beside_what_files_say(days):
    days.load(
        dossiers("2025-06-20", OPEN, OTHER),
        records("tasks", "nhiemvu_2025-06-20", {"field": "đất đai"}, {"task_id": "2"}),
    )
    days.enter(
        "tasks",
        {
            "task_id": "3",
            "unit_code": "16528",
            "workstream": "1",
            "title": "Việc",
            "due_on": "2025-07-01",
        },
    )
    days.enter(
        "tasks",
        {
            "task_id": "1",
            "unit_code": "16528",
            "workstream": "1",
            "title": "Việc",
            "due_on": "2025-07-09",
        },
        ("due_on",),
    )
    assert days.continued == [True, True]
    assert ask(days.data, "select count(*) from record_changes") == [(2,)]


def test_units_that_merge_take_over_what_their_exports_name(days):
    days.load(
        dossiers("2025-06-28", OPEN, OTHER, {"id": "5", "unit": "16531"}),
        ratings("2025-06-28", {"id": "1"}, {"unit": "16531"}),
        records("tasks", "nhiemvu_2025-06-28", {"due_on": "15/08/2025"}),
    )
    days.load(
        dossiers("2025-07-05", DONE | {"unit": "16531"}, {"id": "6", "unit": "Phường Sầm Sơn"})
    )
    days.load(
        ratings("2025-07-05", {"unit": "16531"}),
        records("tasks", "nhiemvu_2025-07-05", {"unit_code": "16531", "due_on": "15/08/2025"}),
    )
    assert days.continued == [True, True]


@pytest.mark.long
def test_a_word_for_a_field_that_comes_to_prevail_builds_everything(days):
    days.load(dossiers("2025-06-04", {"field": "Lạ"}, OTHER))
    days.load(dossiers("2025-06-05", {"id": "3", "field": "LẠ"}, {"id": "4", "field": "LẠ"}))
    assert days.continued == [False]
    assert ask(days.data, "select distinct field from dossiers order by all") == [
        ("LẠ",),
        ("Đất đai",),
    ]
    days.load(dossiers("2025-06-06", {"id": "5", "field": "lạ"}))
    assert days.continued == [False, True]


@pytest.mark.long
def test_a_changed_reference_table_builds_everything(days):
    days.load(dossiers("2025-06-04", OPEN))
    days.changed["home_unit"] = "16528"
    days.load(dossiers("2025-06-05", OTHER | {"unit": ""}))
    assert days.continued == [False]


def test_a_snapshot_that_differs_is_named_table_by_table(days):
    days.load(dossiers("2025-06-04", OPEN))
    first = days.settings.warehouse / f"{current(days.settings.warehouse)}.duckdb"
    days.load(dossiers("2025-06-05", OTHER))
    second = days.settings.warehouse / f"{current(days.settings.warehouse)}.duckdb"
    found = differences_of(first, second)
    assert found["dossiers"] == (0, 1) and found["loads"] == (0, 1)
    assert "calendar" not in found


@pytest.mark.long
def test_the_command_says_whether_the_published_snapshot_is_that_of_a_whole_build(days):
    days.load(dossiers("2025-06-04", OPEN, OTHER))
    days.load(dossiers("2025-06-07", DONE))
    equal = command("etl", "rebuild", "--verify", data=days.data)
    assert (equal.returncode, "giống hệt khi dựng lại toàn bộ" in equal.stdout) == (0, True)
    path = days.settings.warehouse / f"{current(days.settings.warehouse)}.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("delete from dossiers where dossier_id = '2'")
    seal_of(path).unlink()  # or it would be known for altered by its seal
    differs = command("etl", "rebuild", "--verify", data=days.data)
    assert differs.returncode == 1
    assert "Bảng dossiers: 0 dòng chỉ có trong bản đang dùng, 1 dòng" in differs.stdout
    days.load(dossiers("2025-06-08", {"id": "7"}), is_compared=False)
    other = command("etl", "rebuild", "--verify", "--json", data=days.data)
    assert other.returncode == 1  # what was altered went on, and is still found


# What a step of a sequence may load; few values, so that they meet.
DAYS = st.sampled_from(["2024-11-20", "2025-06-04", "2025-06-20", "2025-07-05", "2025-07-06"])
DATES = st.sampled_from(
    ["", "18/11/2024", "02/06/2025", "03/06/2025 10:00", "20/06/2025", "02/07/2025", "06/07/2025"]
)
UNITS = st.sampled_from(["16528", "16531", "16516", "", "Phường Sầm Sơn", "Lạ", "Quảng Châu"])
IDS = st.sampled_from(["1", "2", "3", "4", "5", "6"])
DOSSIERS = st.fixed_dictionaries(
    {
        "id": IDS,
        "unit": UNITS,
        "status": st.sampled_from([str(code) for code in range(1, 11)]),
        "submitted": DATES,
        "received": DATES,
        "due": DATES,
        "finished": DATES,
        "returned": DATES,
        "field": st.sampled_from(["Hộ tịch", "hộ tịch", "Lạ", "LẠ", "Đất đai", ""]),
        "code": st.sampled_from(["", "1.001193", "9.999999"]),
        "procedure": st.sampled_from(["Đăng ký khai sinh", "Việc lạ", ""]),
        "channel": st.sampled_from(["Trực tiếp", "Trực tuyến", ""]),
        "paused": st.sampled_from(["", "1"]),
    }
)
RATINGS = st.fixed_dictionaries(
    {
        "rating": st.sampled_from(["", "", "P1", "P2"]),
        "id": st.one_of(st.just(""), IDS),
        "unit": UNITS,
        "rated": DATES.filter(bool),
        "source": st.sampled_from(["Phiếu", "Kiosk", "Cán bộ"]),
        "overall": st.sampled_from(["1", "2", "3"]),
        "reason": st.sampled_from(["", "Chậm"]),
    }
)
PAUSES = st.fixed_dictionaries({"id": IDS, "began": DATES.filter(bool), "ended": DATES})
PETITIONS = st.fixed_dictionaries(
    {
        "petition_id": st.sampled_from(["1", "2"]),
        "unit_code": UNITS.filter(bool),
        "received_on": st.sampled_from(["18/11/2024", "02/06/2025", "02/07/2025"]),
        "kind": st.sampled_from(["Phản ánh", "Tố cáo"]),
        "dossier_id": st.one_of(st.just(""), IDS),
    }
)
LETTERS = st.fixed_dictionaries(
    {
        "letter_id": st.sampled_from(["1", "2"]),
        "unit_code": UNITS.filter(bool),
        "kind": st.sampled_from(["Thư xin lỗi", "Thư chúc mừng khai sinh"]),
        "drafted_on": st.sampled_from(["02/06/2025", "20/06/2025"]),
        "delivered_on": st.sampled_from(["", "21/06/2025"]),
        "dossier_id": st.one_of(st.just(""), IDS),
    }
)
TASKS = st.fixed_dictionaries(
    {
        "task_id": st.sampled_from(["1", "2"]),
        "unit_code": UNITS.filter(bool),
        "due_on": st.sampled_from(["15/06/2025", "20/08/2025"]),
        "field": st.sampled_from(["", "hộ tịch", "lạ"]),
    }
)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hoso"), DAYS, st.lists(DOSSIERS, min_size=1, max_size=4)),
        st.tuples(st.just("hoso"), DAYS, st.lists(DOSSIERS, max_size=4)),
        st.tuples(st.just("danhgia"), DAYS, st.lists(RATINGS, max_size=4)),
        st.tuples(st.just("tamdung"), DAYS, st.lists(PAUSES, max_size=3)),
        st.tuples(st.just("donthu"), DAYS, st.lists(PETITIONS, max_size=2)),
        st.tuples(st.just("sothu"), DAYS, st.lists(LETTERS, max_size=2)),
        st.tuples(st.just("nhiemvu"), DAYS, st.lists(TASKS, max_size=2)),
        st.tuples(st.just("withdraw"), st.integers(0, 9), st.just([])),
        st.tuples(st.just("undo"), st.integers(0, 9), st.just([])),
    ),
    min_size=4,
    max_size=8,
)
REGISTERS = {"donthu": "petitions", "sothu": "letters", "nhiemvu": "tasks"}
LEAST = {"hoso": {}, "danhgia": RATING, "tamdung": PAUSE}


def follow(steps: list[tuple]) -> None:
    """Loads, withdraws and takes back as the steps say; each is compared with a whole build."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        days = Days(Path(folder), patch, home_unit="16528", reject_limit=1.0)
        base = {"id": "1", "received": "02/06/2025", "due": "20/06/2025", "field": "Hộ tịch"}
        days.load(dossiers("2025-06-01", base, base | {"id": "2", "unit": "16531"}))
        names, out = [], []
        for number, (what, which, rows) in enumerate(steps):
            if what in ("withdraw", "undo"):
                chosen = names if what == "withdraw" else out
                if chosen:
                    name = chosen.pop(which % len(chosen))
                    (out if what == "withdraw" else names).append(name)
                    days.withdraw(name, undo=what == "undo")
                continue
            name = f"{what}{number}_{which}.csv"
            if what in REGISTERS:
                text = register(REGISTERS[what], *rows)
            else:
                text = csv_of(*(rows or [LEAST[what]]), but=None if what == "hoso" else LEAST[what])
                text = text if rows else text.splitlines()[0] + "\n"
            if days.load((name, text)) == "loaded":
                names.append(name)


HURRIED = {"deadline": None, "suppress_health_check": [*HealthCheck], "print_blob": True}


@of_hypothesis(max_examples=1, derandomize=True, database=None, **HURRIED)
@given(STEPS)
def test_a_sequence_of_loads_is_equal_to_whole_builds(steps):
    follow(steps)


@pytest.mark.long
@of_hypothesis(max_examples=60, **HURRIED)
@given(STEPS)
def test_any_sequence_of_loads_is_equal_to_whole_builds(steps):
    follow(steps)
