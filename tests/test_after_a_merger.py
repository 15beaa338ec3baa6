"""A period after a merger: the old wards sent nothing, owe nothing and have nothing ahead."""

import pytest

from board.choice import choice_of
from board.filters import Filters
from board.periods import parse
from board.warehouse import ask
from board.workstreams import tasks
from tests.literal import snapshot

SAM_SON = "16531@2025-07-01"
QUARTER = parse("2026-q3")
DOSSIERS = {
    "2025-06-30": "id | unit | status | received | due | finished\n1 | 16528 | 10 | 02/06 | 05/06 | 04/06",
    "2026-09-30": (
        "id | unit | status | received | due | finished\n"
        "2 | 16531 | 10 | 02/07/2026 | 06/07/2026 | 03/07/2026\n"
        "3 | 16516 | 10 | 02/07/2026 | 06/07/2026 | 03/07/2026"
    ),
}


def task(number: int, unit: str, given: str, due: str, **more: str) -> dict[str, str]:
    days = {"given_on": given, "due_on": due}
    return {"task_id": str(number), "unit_code": unit, "title": f"Việc {number}"} | days | more


def session(number: int, unit: str, planned: str, held: str = "") -> dict[str, str]:
    days = {"planned_on": planned, "held_on": held}
    return {"reception_id": str(number), "unit_code": unit, "host_role": "Bí thư"} | days


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """Quảng Thọ kept its registers to 30/06/2025; of the two wards of today Sầm Sơn keeps them."""
    return snapshot(
        tmp_path_factory.mktemp("merged"),
        DOSSIERS,
        tasks={
            "2025-06-30": [
                task(1, "16528", "10/04/2025", "10/06/2025", status="Thôi thực hiện"),
                task(2, "16528", "10/04/2025", "31/12/2026"),
            ],
            "2026-09-30": [
                task(3, "16531", "10/01/2026", "10/03/2026", done_on="01/03/2026"),
                task(4, "16531", "10/07/2026", "10/12/2026"),
            ],
        },
        receptions={
            "2025-06-30": [
                session(1, "16528", "05/06/2025", "05/06/2025"),
                session(2, "16528", "03/07/2025"),
            ],
            "2026-09-30": [
                session(3, "16531", "02/07/2026", "02/07/2026"),
                session(4, "16531", "08/10/2026"),
            ],
        },
    )


def of_last_meeting(of, unit: str | None, period: str) -> list[str]:
    given = tasks(choice_of(of, Filters(unit=unit), parse(period)))
    return given[given["of_last_meeting"]]["task_id"].to_list()


@pytest.mark.parametrize("unit", [SAM_SON, None])
def test_the_last_meeting_is_that_of_the_ward_of_today_and_not_of_one_that_went_into_it(
    merged, unit
):
    assert of_last_meeting(merged, unit, "2026-q3") == ["4"]


@pytest.mark.parametrize("unit", [SAM_SON, "16528@2018-01-01", None])
def test_before_the_merger_the_last_meeting_is_the_old_wards_own(merged, unit):
    assert of_last_meeting(merged, unit, "2025-q2") == ["1", "2"]


@pytest.mark.parametrize(
    ("period", "ahead"), [("2026-q3", ["2026-10-08"]), ("2025-q2", ["2025-07-03", "2026-10-08"])]
)
def test_what_an_old_ward_had_planned_before_the_period_is_not_ahead(merged, period, ahead):
    of = parse(period)
    days = {"from": of.start, "to": of.end}
    rows = ask(merged, "reception_schedule", unit=None, limit=9, **days)
    assert [f"{day:%Y-%m-%d}" for day in rows[rows["is_ahead"]]["planned_on"]] == ahead
