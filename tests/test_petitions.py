"""Petitions: the last day to accept and to settle each, by the law of the day of its receipt.

In June 2025 the 2nd is a Monday; Tết 2026 takes Mon 16/02 to Fri 20/02.
"""

import shutil

import pytest

from etl.words import Refusal
from tests.conftest import PROJECT
from tests.registers import register
from tests.snapshots import ask, put, take

LIMITS = (PROJECT / "data" / "reference" / "time_limits.csv").read_text("utf-8")
FIRST, SECOND, REFLECTION = "Khiếu nại lần đầu", "Khiếu nại lần hai", "Phản ánh"


def limits(data, *rows, reference: str | None = None) -> list[tuple]:
    """(the last day to accept, the last day to settle) of each petition."""
    if reference:
        shutil.copytree(PROJECT / "data" / "reference", data / "reference")
        (data / "reference" / "time_limits.csv").write_text(reference, "utf-8")
    told = [row | {"petition_id": f"{number:02}"} for number, row in enumerate(rows)]
    put(data, "don_2026-06-30.csv", register("petitions", *told))
    take(data)
    query = "select accept_by::varchar, settle_by::varchar from petitions order by petition_id"
    return ask(data, query)


# (petition, the last day to accept it, the last day to settle it)
BY_KIND = (
    # Accepted on 05/06: 30, 45 or 60 calendar days later. Seven working days after 02/06: 11/06.
    ({"kind": FIRST, "accepted_on": "05/06/2025"}, "2025-06-11", "2025-07-05"),
    ({"kind": FIRST, "accepted_on": "05/06/2025", "is_complex": "Có"}, "2025-06-11", "2025-07-20"),
    ({"kind": SECOND, "accepted_on": "05/06/2025"}, "2025-06-11", "2025-07-20"),
    ({"kind": SECOND, "accepted_on": "05/06/2025", "is_complex": "Có"}, "2025-06-11", "2025-08-04"),
    # Never accepted: from 11/06, the last day on which it should have been.
    ({"kind": FIRST}, "2025-06-11", "2025-07-11"),
    # Fifteen working days after 02/06: 3–6, 9–13, 16–20 and 23/06.
    ({"kind": REFLECTION}, None, "2025-06-23"),
    ({"kind": REFLECTION, "is_complex": "Có"}, None, "2025-06-23"),
    # Over Tết 2026: 10–13/02, 23–27/02, 2–6/03 and 9/03.
    ({"kind": REFLECTION, "received_on": "09/02/2026"}, None, "2026-03-09"),
    # Calendar days run on through Tết; the seven working days to accept do not.
    ({"kind": FIRST, "received_on": "11/02/2026"}, "2026-02-27", "2026-03-29"),
    # A day that was written goes over the law, whichever is the later.
    ({"kind": REFLECTION, "due_on": "05/06/2025"}, None, "2025-06-05"),
    ({"kind": FIRST, "due_on": "30/09/2025"}, "2025-06-11", "2025-09-30"),
)  # fmt: skip


def test_a_petition_is_to_be_settled_by_the_limit_of_its_kind(tmp_path):
    assert limits(tmp_path, *(row for row, _, _ in BY_KIND)) == [
        tuple(told) for _, *told in BY_KIND
    ]


def test_a_petition_keeps_the_law_of_its_receipt(tmp_path):
    changed = LIMITS.replace(
        "reflection,0,15,working,received,,2018-01-01,,",
        "reflection,0,5,calendar,received,,2025-06-11,,luật mới\n"
        "reflection,0,15,working,received,,2018-01-01,2025-06-10,",
    )
    told = limits(
        tmp_path,
        {"received_on": "10/06/2025"},  # 11–13, 16–20, 23–27/06, 30/06 and 01/07
        {"received_on": "11/06/2025"},
        {"received_on": "31/12/2017"},  # before any law that is written down
        reference=changed,
    )
    assert [settle_by for _, settle_by in told] == ["2025-07-01", "2025-06-16", None]


def test_where_the_calendar_does_not_reach_no_day_is_guessed(tmp_path):
    assert limits(tmp_path, {"received_on": "21/12/2026"}) == [(None, None)]


def test_two_limits_of_one_kind_on_one_day_are_not_published(tmp_path):
    twice = LIMITS + "reflection,0,20,working,received,,2025-01-01,,lặp\n"
    with pytest.raises(Refusal) as refused:
        limits(tmp_path, {}, reference=twice)
    assert "time_limit_spans_do_not_overlap" in str(refused.value)


def test_denunciations_are_counted_by_month_against_their_limit(tmp_path):
    days = [
        ("02/06/2025", "05/06/2025", "", "05/07/2025"),  # on its last day
        ("03/06/2025", "05/06/2025", "", "06/07/2025"),
        ("04/06/2025", "", "", ""),  # to be accepted by 13/06, settled by 13/07
        ("05/06/2025", "06/06/2025", "31/12/2025", ""),  # extended
        ("01/07/2025", "", "", ""),  # by 10/07 and 09/08
    ]
    fields = ("received_on", "accepted_on", "due_on", "settled_on")
    rows = [{"kind": "Tố cáo", "petition_id": ""} | dict(zip(fields, d, strict=True)) for d in days]
    put(tmp_path, "don_2025-07-31.csv", register("petitions", *rows))
    take(tmp_path)
    query = (
        "select month::varchar, received, accepted, settled, settled_on_time, open_overdue "
        "from denunciations order by month"
    )
    assert ask(tmp_path, query) == [("2025-06-01", 4, 3, 2, 1, 1), ("2025-07-01", 1, 0, 0, 0, 0)]
