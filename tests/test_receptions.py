"""Sessions of reception: the days owed by the quota in force, the days held, and the replies.

In June 2025 the 2nd is a Monday. Tết 2026 takes Mon 16/02 to Fri 20/02, the whole working week.
"""

import shutil

import pytest

from tests.conftest import PROJECT
from tests.registers import register
from tests.snapshots import ask, put, take

DAYS = (
    "select first_day::varchar, last_day::varchar, held_on::varchar from reception_days "
    "where host_role = '{}' and unit_key like '{}%' order by first_day, last_day, place"
)


def session(number, held, role="Bí thư", **more) -> dict[str, str]:
    """A regular session that was held on its planned day, of Quảng Thọ."""
    told = {"reception_id": str(number), "host_role": role, "planned_on": held, "held_on": held}
    return told | more


@pytest.fixture
def days_owed(tmp_path):
    """The days owed by a role in a unit: (first and last day of the span, the day that met it)."""

    def of(as_of, *rows, role="secretary", unit="16528"):
        put(tmp_path, f"tiepdan_{as_of}.csv", register("receptions", *rows))
        take(tmp_path)
        return ask(tmp_path, DAYS.format(role, unit))

    return of


def test_a_secretary_owes_two_days_of_every_month_that_is_over(days_owed):
    told = days_owed(
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
    # From the month of the first record; July is not over.
    assert told == [
        ("2025-05-01", "2025-05-31", "2025-05-12"),
        ("2025-05-01", "2025-05-31", None),
        ("2025-06-01", "2025-06-30", "2025-06-05"),
        ("2025-06-01", "2025-06-30", None),
    ]


def test_a_month_is_owed_on_its_last_day_and_not_before(days_owed):
    assert days_owed("2025-06-29", session(1, "05/06/2025")) == []


def test_more_days_than_owed_meet_what_is_owed_and_no_more(days_owed):
    rows = [session(day, f"{day:02}/06/2025") for day in (3, 10, 17, 24)]
    assert days_owed("2025-06-30", *rows) == [
        ("2025-06-01", "2025-06-30", "2025-06-03"),
        ("2025-06-01", "2025-06-30", "2025-06-10"),
    ]


def test_a_chair_owes_a_day_a_week_but_none_in_the_week_of_tet(days_owed):
    told = days_owed(
        "2026-03-01",
        session(1, "10/02/2026", role="Chủ tịch"),
        session(2, "24/02/2026", role="Chủ tịch"),
        session(3, "25/02/2026", role="Chủ tịch"),
        role="chair",
    )
    # 16/02 to 22/02 has no working day.
    assert told == [
        ("2026-02-09", "2026-02-15", "2026-02-10"),
        ("2026-02-23", "2026-03-01", "2026-02-24"),
    ]


def test_from_july_2026_a_chair_owes_by_the_month_and_the_week_begun_before_by_the_week(days_owed):
    told = days_owed(
        "2026-08-31",
        session(1, "24/06/2026", role="Chủ tịch"),
        session(2, "02/07/2026", role="Chủ tịch"),
        session(3, "05/08/2026", role="Chủ tịch"),
        role="chair",
    )
    # The week from Monday 29/06 owes by the quota of that Monday; 02/07 meets it and a day of July.
    assert told == [
        ("2026-06-22", "2026-06-28", "2026-06-24"),
        ("2026-06-29", "2026-07-05", "2026-07-02"),
        ("2026-07-01", "2026-07-31", "2026-07-02"),
        ("2026-07-01", "2026-07-31", None),
        ("2026-08-01", "2026-08-31", "2026-08-05"),
        ("2026-08-01", "2026-08-31", None),
    ]


def test_a_merger_ends_the_spans_of_the_old_unit_and_a_week_cut_by_it_owes_nothing(days_owed):
    # Quảng Thọ ends on Monday 30/06/2025; Nam Sầm Sơn begins on 01/07 and sends its register later.
    rows = (
        session(1, "18/06/2025", role="Chủ tịch"),
        session(2, "30/06/2025", role="Chủ tịch"),
        session(3, "09/07/2025", role="Chủ tịch", unit_code="16516"),
    )
    assert days_owed("2025-07-31", *rows, role="chair") == [
        ("2025-06-16", "2025-06-22", "2025-06-18"),
        ("2025-06-23", "2025-06-29", None),
    ]
    assert days_owed("2025-07-31", *rows, role="chair", unit="16516") == [
        ("2025-07-07", "2025-07-13", "2025-07-09"),
        ("2025-07-14", "2025-07-20", None),
        ("2025-07-21", "2025-07-27", None),
    ]
    # A month that is wholly the old unit's, and one that is wholly the new one's.
    assert [row[:2] for row in days_owed("2025-07-31", *rows)] == [("2025-06-01", "2025-06-30")] * 2


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
