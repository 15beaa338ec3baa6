"""Tasks, pledges and activities: literal rows, the arithmetic in the test."""

import math
from datetime import date

import pandas as pd
import pytest

from board.warehouse.ask import ask
from tests.literal import answer, day, snapshot

QUANG_THO, SAM_SON = "16528@2018-01-01", "16531@2025-07-01"
DOSSIERS = {"2025-06-30": "id | unit | status | received\n1 | 16528 | 4 | 02/06"}


def task(number: int, due: str, done: str = "", **values: str) -> dict[str, str]:
    days = {"due_on": f"{due}/2025", "done_on": done and f"{done}/2025"}
    return {"task_id": f"NV{number}"} | days | values


@pytest.fixture(scope="module")
def tasks(tmp_path_factory):
    """Five tasks of June in two files: one was put off between them, one was given up."""
    may = [task(1, "10/06"), task(2, "12/06"), task(3, "13/06"), task(5, "20/06")]
    june = [
        task(1, "10/06", "10/06", progress_percent="100"),  # kept on its last day
        task(2, "20/06", "18/06"),  # put off from 12/06 and then kept
        task(3, "13/06", "16/06", progress_percent="100"),  # late
        task(4, "29/06"),  # broken: the register reaches 30/06
        task(5, "20/06", cancelled_on="15/06/2025"),
        task(6, "30/06"),  # due on the day of the register: not passed yet
    ]
    exports = {"2025-05-31": may, "2025-06-30": june}
    return snapshot(tmp_path_factory.mktemp("tasks"), DOSSIERS, tasks=exports)


@pytest.mark.parametrize(
    ("key", "kept", "due"),
    [
        ("share_tasks_kept", 2, 4),  # tasks 1 and 2 of 1, 2, 3, 4
        ("share_tasks_kept_first", 1, 4),  # by the first date task 2 is late
    ],
)
def test_tasks_are_judged_by_their_due_date_and_by_the_first_one(key, kept, due, tasks):
    result = answer(key, tasks, "01/06", "30/06")
    assert (result["numerator"], result["n"]) == (kept, due)


@pytest.mark.parametrize(
    ("end", "overdue"),
    [("10/06", 0), ("14/06", 1), ("16/06", 0), ("30/06", 1)],  # 14/06: task 3; 30/06: task 4
)
def test_an_open_task_is_overdue_from_the_day_after_its_due_date(end, overdue, tasks):
    assert answer("tasks_overdue", tasks, "01/06", end)["value"] == overdue


@pytest.mark.parametrize(
    ("end", "outcomes"),
    [
        # Done 16/06, task 3 is not done on 14/06; tasks 2, 4 and 6 fall due later than that.
        ("14/06", ["kept", "open", "broken", "cancelled", "open", "open"]),
        ("16/06", ["kept", "open", "late", "cancelled", "open", "open"]),
        # Task 4 is broken from 30/06 on; past the register's day nothing more is known.
        ("30/06", ["kept", "kept_after_postponement", "late", "cancelled", "broken", "open"]),
        ("31/07", ["kept", "kept_after_postponement", "late", "cancelled", "broken", "open"]),
    ],
)
def test_tasks_stand_as_at_the_end_of_the_period_as_the_measure_counts_them(end, outcomes, tasks):
    rows = ask(tasks, "model_tasks", to=day(end), unit=None)
    by_id = rows.set_index("task_id")["outcome"]
    order = ["NV1", "NV2", "NV3", "NV5", "NV4", "NV6"]
    assert list(by_id[order]) == outcomes
    if end != "31/07":  # the measure is absent past the register's day
        overdue = answer("tasks_overdue", tasks, "01/06", end)["value"]
        assert outcomes.count("broken") == overdue


def test_what_was_done_after_the_period_is_not_shown_in_it(tasks):
    rows = ask(tasks, "model_tasks", to=day("14/06"), unit=None).set_index("task_id")
    assert rows["done_on"].dropna().to_dict() == {"NV1": pd.Timestamp("2025-06-10")}
    assert rows["progress_percent"].dropna().to_dict() == {"NV1": 100}
    assert set(rows["known_until"]) == {pd.Timestamp("2025-06-14")}


def test_the_outcome_and_the_postponements_come_from_the_tasks_history(tasks):
    whole = {"from": date(2025, 6, 1), "to": date(2025, 6, 30), "unit": None}
    rows = ask(tasks, "rows_tasks", rows="due", part="all", limit=9, **whole)
    outcomes = rows.set_index("task_id")[["outcome", "postponements"]].to_dict("index")
    assert outcomes == {
        "NV1": {"outcome": "kept", "postponements": 0},
        "NV2": {"outcome": "kept_after_postponement", "postponements": 1},
        "NV3": {"outcome": "late", "postponements": 0},
        "NV4": {"outcome": "broken", "postponements": 0},
    }
    kept = ask(tasks, "rows_tasks", rows="due", part="met", limit=9, **whole)
    assert kept["task_id"].to_list() == ["NV1", "NV2"]


def officer(code: str, since: str, until: str = "", unit: str = "16528") -> dict[str, str]:
    return {"officer_code": code, "unit_code": unit, "valid_from": since, "valid_to": until}


def pledge(code: str, signed: str, ended: str = "") -> dict[str, str]:
    return {"officer_code": code, "signed_on": signed, "ended_on": ended}


@pytest.fixture(scope="module")
def posts(tmp_path_factory):
    """Four officers before the merger of 01/07/2025, and whom the new ward took over."""
    return snapshot(
        tmp_path_factory.mktemp("posts"),
        DOSSIERS,
        officers={
            "2025-06-30": [
                officer("16528-01", "01/01/2024"),
                officer("16528-02", "01/01/2024", "15/06/2025"),  # left
                officer("16528-03", "16/06/2025"),  # came in that place
                officer("16528-04", "01/01/2024"),
            ],
            "2025-07-31": [
                officer("16528-01", "01/07/2025", unit="16531"),
                officer("16528-03", "01/07/2025", unit="16531"),
                officer("16531-09", "01/07/2025", unit="16531"),
            ],
        },
        pledges={
            "2025-06-30": [
                pledge("16528-01", "05/12/2023"),
                pledge("16528-02", "05/12/2023"),
                pledge("16528-03", "20/06/2025"),
                pledge("16528-04", "05/12/2023", "01/06/2025"),  # holds no more
            ]
        },
    )


@pytest.mark.parametrize(
    ("start", "end", "unit", "pledged", "in_post"),
    [
        ("01/05", "31/05", QUANG_THO, 3, 3),  # 01, 02 and 04
        ("01/06", "10/06", QUANG_THO, 2, 3),  # the pledge of 04 ended
        ("01/06", "18/06", QUANG_THO, 1, 3),  # 03 came for 02 and has not signed
        ("01/06", "30/06", QUANG_THO, 2, 3),
        ("01/07", "31/07", SAM_SON, 2, 3),  # 01 and 03 keep their pledges; 09 is new
        ("01/06", "31/07", SAM_SON, 2, 3),  # nobody is counted in both wards
    ],
)
def test_pledges_are_counted_of_those_in_post(start, end, unit, pledged, in_post, posts):
    result = answer("share_pledged", posts, start, end, unit=unit)
    assert (result["numerator"], result["n"]) == (pledged, in_post)


def test_a_ward_that_is_no_more_has_nobody_in_post(posts):
    result = answer("share_pledged", posts, "01/07", "31/07", unit=QUANG_THO)
    assert (result["n"], math.isnan(result["value"])) == (0, True)


def test_officers_of_a_unit_that_sent_no_pledges_are_not_known_to_have_signed_none(tmp_path):
    of = snapshot(
        tmp_path,
        DOSSIERS,
        officers={
            "2025-06-30": [
                officer("16528-01", "01/01/2024"),
                officer("16534-01", "01/01/2024", unit="16534"),
            ]
        },
        pledges={"2025-06-30": [pledge("16528-01", "05/12/2023")]},
    )
    result = answer("share_pledged", of, "01/06", "30/06", "unit")
    assert {key: (row["numerator"], row["n"]) for key, row in result.items()} == {QUANG_THO: (1, 1)}
    assert answer("share_pledged", of, "01/06", "30/06")["n"] == 1
    whole = {"from": date(2025, 6, 1), "to": date(2025, 6, 30), "unit": None}
    rows = ask(of, "rows_pledges", rows="in_post", part="all", limit=9, **whole)
    assert rows["officer_code"].to_list() == ["16528-01"]


def test_findings_mended_and_people_trained_are_those_of_what_was_held(tmp_path):
    def activity(number: int, kind: str, planned: str, held: str = "", **values: str):
        days = {"planned_on": f"{planned}/2025", "held_on": held and f"{held}/2025"}
        return {"activity_id": f"HD{number}", "kind": kind} | days | values

    opened_snapshot = snapshot(
        tmp_path,
        DOSSIERS,
        activities={
            "2025-06-30": [
                activity(1, "Kiểm tra", "05/06", "06/06", findings="4", findings_mended="3"),
                activity(2, "Giám sát", "10/06", findings="9"),  # not held: finds nothing
                activity(3, "Tập huấn", "12/06", "12/06", people="30"),
                activity(4, "Tuyên truyền", "12/06", "12/06", people="99"),  # no training
                activity(5, "Tập huấn", "30/05", "02/06", people="5"),  # planned for May
                activity(6, "Tập huấn", "30/06"),  # its day is not over
            ]
        },
    )
    mended = answer("share_findings_mended", opened_snapshot, "01/06", "30/06")
    assert (mended["numerator"], mended["n"]) == (3, 4)
    assert answer("people_trained", opened_snapshot, "01/06", "30/06")["value"] == 35
    held = answer("share_activities_held", opened_snapshot, "01/06", "30/06")
    assert (held["numerator"], held["n"]) == (3, 4)  # 1, 3, 4 of 1, 2, 3, 4
