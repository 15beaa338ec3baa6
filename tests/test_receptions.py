"""Sessions of reception: the days owed by the quota in force, the days held, and the replies.

In June 2025 the 2nd is a Monday. Tết 2026 takes Mon 16/02 to Fri 20/02, the whole working week.
"""

import math
import shutil
from datetime import date

import pytest

from board.catalogue import MEASURES
from board.text import definitions
from board.warehouse.ask import ask as ask_board
from tests.conftest import PROJECT
from tests.literal import answer, snapshot
from tests.registers import register
from tests.snapshots import ask, put, take

DAYS = (
    "select first_day::varchar, last_day::varchar, held_on::varchar from reception_days "
    "where host_role = '{}' and unit_key like '{}%' order by first_day, last_day, place"
)


def session(number, held, role="Bí thư", **more) -> dict[str, str]:
    """A regular session that was held on its planned day, of Quảng Thọ."""
    record = {"reception_id": str(number), "host_role": role, "planned_on": held, "held_on": held}
    return record | more


FILES: dict[str, str] = {}  # a register of each case, by the name of its file


def case(unit: str, as_of: str, *rows: dict[str, str]) -> str:
    """Adds the register of a case, of a unit that no other case has; the unit."""
    of_it = [row | {"unit_code": unit} for row in rows]
    FILES[f"tiepdan_{unit}_{as_of}.csv"] = register("receptions", *of_it)
    return unit


@pytest.fixture(scope="module")
def registers(tmp_path_factory):
    """A data folder with the registers of all cases in one load."""
    data = tmp_path_factory.mktemp("owed")
    for name, content in FILES.items():
        put(data, name, content)
    take(data)
    return data


def days_owed(data, role="secretary", unit="16528") -> list[tuple]:
    """The days owed by a role in a unit: (first and last day of the span, the day that met it)."""
    return ask(data, DAYS.format(role, unit))


TWO_MONTHS = case(
    "16528",
    "2025-06-30",
    session(1, "12/05/2025"),
    session(2, "05/06/2025"),
    # Twice on one day is one day; what is not regular, or was only planned, is none.
    session(3, "05/06/2025"),
    session(4, "10/06/2025", kind="Đột xuất"),
    session(5, "", planned_on="20/06/2025"),
    session(6, "03/06/2025", role="Chủ tịch"),
    session(7, "02/07/2025"),
)


def test_a_secretary_owes_two_days_of_every_month_that_is_over(registers):
    # From the month of the first record; July is not over.
    assert days_owed(registers, "secretary", TWO_MONTHS) == [
        ("2025-05-01", "2025-05-31", "2025-05-12"),
        ("2025-05-01", "2025-05-31", None),
        ("2025-06-01", "2025-06-30", "2025-06-05"),
        ("2025-06-01", "2025-06-30", None),
    ]


UNTIL_THE_29TH = case("14830", "2025-06-29", session(1, "05/06/2025"))


def test_a_month_is_owed_on_its_last_day_and_not_before(registers):
    assert days_owed(registers, unit=UNTIL_THE_29TH) == []


MANY = case("14833", "2025-06-30", *(session(day, f"{day:02}/06/2025") for day in (3, 10, 17, 24)))


def test_more_days_than_owed_meet_what_is_owed_and_no_more(registers):
    assert days_owed(registers, unit=MANY) == [
        ("2025-06-01", "2025-06-30", "2025-06-03"),
        ("2025-06-01", "2025-06-30", "2025-06-10"),
    ]


OVER_TET = case(
    "16534",
    "2026-03-01",
    session(1, "10/02/2026", role="Chủ tịch"),
    session(2, "24/02/2026", role="Chủ tịch"),
    session(3, "25/02/2026", role="Chủ tịch"),
)


def test_a_chair_owes_a_day_a_week_but_none_in_the_week_of_tet(registers):
    # 16/02 to 22/02 has no working day.
    assert days_owed(registers, "chair", OVER_TET) == [
        ("2026-02-09", "2026-02-15", "2026-02-10"),
        ("2026-02-23", "2026-03-01", "2026-02-24"),
    ]


FROM_JULY = case(
    "14836",
    "2026-08-31",
    session(1, "24/06/2026", role="Chủ tịch"),
    session(2, "02/07/2026", role="Chủ tịch"),
    session(3, "05/08/2026", role="Chủ tịch"),
)


def test_from_july_2026_a_chair_owes_by_the_month_and_the_week_begun_before_by_the_week(registers):
    # The week from Monday 29/06 owes by the quota of that Monday; 02/07 meets it and a day of July.
    assert days_owed(registers, "chair", FROM_JULY) == [
        ("2026-06-22", "2026-06-28", "2026-06-24"),
        ("2026-06-29", "2026-07-05", "2026-07-02"),
        ("2026-07-01", "2026-07-31", "2026-07-02"),
        ("2026-07-01", "2026-07-31", None),
        ("2026-08-01", "2026-08-31", "2026-08-05"),
        ("2026-08-01", "2026-08-31", None),
    ]


def test_a_merger_ends_the_spans_of_the_old_unit_and_a_week_cut_by_it_owes_nothing(tmp_path):
    # Quảng Thọ ends on Monday 30/06/2025; Sầm Sơn, its successor, begins on 01/07.
    rows = (
        session(1, "18/06/2025", role="Chủ tịch"),
        session(2, "30/06/2025", role="Chủ tịch"),
        session(3, "09/07/2025", role="Chủ tịch", unit_code="16531"),
    )
    put(tmp_path, "tiepdan_2025-07-31.csv", register("receptions", *rows))
    take(tmp_path)
    assert days_owed(tmp_path, "chair") == [
        ("2025-06-16", "2025-06-22", "2025-06-18"),
        ("2025-06-23", "2025-06-29", None),
    ]
    assert days_owed(tmp_path, "chair", "16531") == [
        ("2025-07-07", "2025-07-13", "2025-07-09"),
        ("2025-07-14", "2025-07-20", None),
        ("2025-07-21", "2025-07-27", None),
    ]
    # A month that is wholly the old unit's, and one that is wholly the new one's.
    assert [row[:2] for row in days_owed(tmp_path)] == [("2025-06-01", "2025-06-30")] * 2


def test_quotas_are_the_files_own(tmp_path):
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    (tmp_path / "reference" / "reception_quotas.csv").write_text(
        "role,days,per,valid_from,valid_to,source\nsecretary,9,week,2025-06-02,2025-06-15,thử\n"
    )
    put(tmp_path, "tiepdan_2025-06-30.csv", register("receptions", session(1, "03/06/2025")))
    take(tmp_path)
    # No week owes more than its five working days.
    query = "select first_day::varchar, host_role, count(*), count(held_on) from reception_days"
    assert ask(tmp_path, query + " group by all order by all") == [
        ("2025-06-02", "secretary", 5, 1),
        ("2025-06-09", "secretary", 5, 0),
    ]


def test_a_unit_that_sent_no_register_owes_nothing_known(tmp_path):
    put(tmp_path, "don_2025-06-30.csv", register("petitions", {}))
    take(tmp_path)
    assert ask(tmp_path, "select count(*) from reception_days") == [(0,)]


def test_a_reply_is_due_ten_working_days_after_a_session_where_something_was_raised(tmp_path):
    rows = [
        session(1, "10/06/2025", issues_raised="2"),
        session(2, "12/02/2026", issues_raised="1"),
        session(3, "10/06/2025", issues_raised="0", people="5"),
        session(4, "10/06/2025", people="0"),
        session(5, "10/06/2025"),
        session(6, "", planned_on="10/06/2025"),
    ]
    put(tmp_path, "tiepdan_2026-06-30.csv", register("receptions", *rows))
    take(tmp_path)
    # After 10/06: 11, 12, 13, 16–20, 23, 24. After 12/02/2026: the 13th, then 23–27/02, 2–5/03.
    assert ask(tmp_path, "select reception_id, reply_by::varchar from receptions order by 1") == [
        ("1", "2025-06-24"),
        ("2", "2026-03-05"),
        ("3", None),
        ("4", None),
        ("5", "2025-06-24"),
        ("6", None),
    ]


DOSSIERS = {"2025-06-30": "id | unit | status | received\n1 | 16528 | 4 | 02/06"}
# Of June 2025, unless it says otherwise; the register reaches 30/06.
REGISTER = [
    session(
        1, "05/06/2025", people="4", issues_raised="3", issues_settled="2", replied_on="19/06/2025"
    ),
    session(2, "12/06/2025", people="2", issues_raised="1", replied_on="27/06/2025"),  # by 26/06
    session(3, "13/06/2025", people="1", issues_raised="1", role="Chủ tịch"),  # by 27/06
    session(4, "16/06/2025", people="9", issues_raised="2", kind="Đối thoại", role="Khác"),
    session(5, "20/06/2025", people="0", issues_settled="5", kind="Đột xuất", role="Phó Chủ tịch"),
    session(6, "", planned_on="26/06/2025"),
    session(7, "30/05/2025", people="50", issues_raised="50", unit_code="16531"),
]  # fmt: skip
MEASURED = {  # (numerator, denominator) of both units, of Quảng Thọ alone
    # June in each unit; in Quảng Thọ on 05/06 and 12/06.
    "share_receptions_secretary": ((2, 4), (2, 2)),
    # The weeks that end on 8, 15, 22 and 29/06 in each; in Quảng Châu, whose register begins on
    # 30/05, also the one that ends on 1/06. Held on 13/06.
    "share_receptions_chair": ((1, 9), (1, 4)),
    # Where nobody wrote how many were raised (5), what was settled is of nothing.
    "share_issues_settled": ((2, 7), (2, 7)),
    # By the day before the register's: 1, 2, 3 and, by 13/06, 7. In 5 nobody came.
    "share_replies_on_time": ((1, 4), (1, 3)),
    "receptions_held": ((5, None), (5, None)),
    "people_received": ((16, None), (16, None)),
}
JUNE, QUANG_THO, SAM_SON = ("01/06", "30/06"), "16528@2018-01-01", "16531@2025-07-01"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("receptions")
    return snapshot(folder, DOSSIERS, receptions={"2025-06-30": REGISTER})


@pytest.mark.parametrize("key", MEASURED)
def test_each_measure_of_receptions_is_the_sum_worked_out_by_hand(kept, key):
    both, alone = MEASURED[key]
    # Sầm Sơn shows the past of the two that went into it.
    for unit, (top, bottom) in ((None, both), (SAM_SON, both), (QUANG_THO, alone)):
        row = answer(key, kept, *JUNE, unit=unit)
        assert (row["numerator"], row["n"]) == (top, top if bottom is None else bottom)
        assert row["value"] == (top if bottom is None else top / bottom)


@pytest.mark.parametrize("key", MEASURED)
def test_a_number_of_receptions_has_its_rows_behind_it(kept, key):
    measure, rows = MEASURES[key], {}
    for part in definitions.parts_of(measure):
        rows[part] = ask_board(
            kept,
            measure.rows_query,
            rows=measure.rows,
            part=part,
            limit=99,
            unit=None,
            **{"from": date(2025, 6, 1), "to": date(2025, 6, 30)},
        )
    result = answer(key, kept, *JUNE)
    if key == "people_received":
        assert rows["all"]["people"].sum() == result["value"]
    elif key == "share_issues_settled":
        assert rows["all"]["issues_raised"].sum() == result["n"]
        assert rows["all"]["issues_settled"].sum() == result["numerator"]
    else:
        assert len(rows["all"]) == result["n"]
        assert len(rows.get(measure.rows_of, rows["all"])) == result["numerator"]


@pytest.mark.parametrize("key", MEASURED)
def test_where_no_register_covers_a_period_there_is_no_number_not_even_zero(kept, key):
    # Before Quảng Thọ's register begins, after both end, and in a unit that keeps none.
    for start, end, unit in (
        ("01/05", "31/05", QUANG_THO),
        ("01/07", "31/07", None),
        ("01/06", "30/06", "14830@2018-01-01"),
    ):
        row = answer(key, kept, start, end, unit=unit)
        assert math.isnan(row["value"]) and row["n"] == 0
    assert set(answer(key, kept, "01/05", "31/05", "unit")) == {"16531@2018-01-01"}


def test_a_schedule_for_a_unit_to_come_says_nothing_of_the_days_before_it(tmp_path):
    ahead = session(8, "", planned_on="03/07/2025", unit_code="16531")
    opened_snapshot = snapshot(
        tmp_path, DOSSIERS, receptions={"2025-06-30": [*REGISTER[:3], ahead]}
    )
    # 16531 was phường Quảng Châu until 30/06 and is phường Sầm Sơn from 01/07 on.
    assert set(answer("receptions_held", opened_snapshot, *JUNE, "unit")) == {QUANG_THO}
    assert answer("receptions_held", opened_snapshot, *JUNE, unit=SAM_SON)["value"] == 3


def test_a_kept_register_without_a_session_is_zero_sessions(kept):
    row = answer("receptions_held", kept, "21/06", "30/06", unit=QUANG_THO)
    assert (row["value"], row["n"]) == (0, 0)
