"""Biểu II.06a on literal rows: what each cell counts on the days where a rule turns.

All days are of 2025. Unless a test says otherwise the export is of 30/06, the unit Quảng Thọ and
the period 01/06 to 30/06.
"""

from datetime import date, datetime

import pytest

import ward_clock
from board.selection.filters import Filters
from board.text import open_dossiers, to_do
from board.warehouse.ask import ask
from tests.literal import QUANG_CHAU, QUANG_THO, OneLoad, answer, day, form, snapshot

LOAD = OneLoad("2025-06-30")


@pytest.fixture(scope="module")
def of(tmp_path_factory):
    """The snapshot of one export of 30/06, in which each table is of a unit of its own."""
    return LOAD.snapshot(tmp_path_factory.mktemp("form"))


def unit_form(of, unit: str, start: str = "01/06", end: str = "30/06") -> dict[int, int]:
    """The form of a unit, of June unless days are given."""
    return form(of, day(start), day(end), Filters(unit=unit))


def cells(counts: dict[int, int], *numbers: int) -> list[int]:
    return [counts[number] for number in numbers]


RECEIVED = LOAD.unit(
    """
    id | status | received    | due   | channel
    1  | 4      | 31/05 23:59 | 20/07 | Trực tuyến
    2  | 4      | 01/06 00:01 | 20/07 | Trực tuyến
    3  | 4      | 30/06 16:59 | 20/07 | Trực tiếp
    4  | 4      | 15/06       | 20/07 | Bưu chính công ích
    5  | 4      | 16/06       | 20/07 |
    """
)


def test_received_counts_from_the_first_day_to_the_last_and_online_apart(of):
    # (4) 2 · (5) 3, 4, 5 · (6) 1; all five are open within time
    assert cells(unit_form(of, RECEIVED), 3, 4, 5, 6, 7, 11, 12, 13) == [5, 1, 3, 1, 0, 5, 5, 0]


SETTLED = LOAD.unit(
    """
    id | status | received | due   | finished
    1  | 10     | 20/05    | 30/06 | 31/05 16:00
    2  | 10     | 20/05    | 30/06 | 01/06 08:00
    3  | 9      | 20/06    | 30/07 | 30/06 16:59
    """
)


def test_settled_counts_from_the_first_day_to_the_last(of):
    # 1 was settled before the period: neither (6) nor (7). 2 came from before; both before time.
    assert cells(unit_form(of, SETTLED), 3, 4, 5, 6, 7, 8, 9, 10, 11) == [2, 0, 1, 1, 2, 2, 0, 0, 0]


LAST = LOAD.unit(
    """
    id | status | received | due   | finished
    1  | 10     | 10/06    | 18/06 | 20/06
    """
)


def test_a_dossier_settled_on_the_last_day_is_open_only_until_the_day_before(of):
    assert cells(unit_form(of, LAST, "10/06", "19/06"), 5, 7, 10, 11, 12, 13) == [
        1,
        0,
        0,
        1,
        0,
        1,
    ]
    assert cells(unit_form(of, LAST, "10/06", "20/06"), 5, 7, 10, 11, 12, 13) == [
        1,
        1,
        1,
        0,
        0,
        0,
    ]
    assert cells(unit_form(of, LAST, "20/06", "20/06"), 5, 6, 7, 10, 11) == [0, 1, 1, 1, 0]
    assert cells(unit_form(of, LAST, "21/06", "30/06"), 3, 6, 7, 11) == [0, 0, 0, 0]


BY_DATES = LOAD.unit(
    """
    id | status | received    | due         | finished
    1  | 10     | 02/06 08:00 | 05/06 17:00 | 04/06 17:30
    2  | 10     | 02/06 08:00 | 05/06 08:00 | 05/06 16:30
    3  | 10     | 02/06 08:00 | 05/06 17:00 | 05/06 07:30
    4  | 10     | 02/06 08:00 | 05/06 17:00 | 06/06 00:01
    """
)


def test_dates_are_compared_and_never_times(of):
    # before: 1 · on: 2 (eight hours past the printed hour, on the day) and 3 · overdue: 4
    assert cells(unit_form(of, BY_DATES), 7, 8, 9, 10) == [4, 1, 2, 1]


ON_TIME = LOAD.unit(
    """
    id | status | received | due   | finished | returned
    1  | 9      | 02/06    |       | 27/06    |
    2  | 7      | 02/06    | 05/06 | 27/06    |
    3  | 7      | 02/06    | 20/06 | 03/06    |
    4  | 7      | 02/06    | 05/06 |          | 26/06
    5  | 7      | 02/06    |       | 27/06    |
    """
)


def test_without_a_due_date_or_withdrawn_is_on_time_whenever_it_ended(of):
    assert cells(unit_form(of, ON_TIME), 7, 8, 9, 10, 11) == [5, 0, 5, 0, 0]


def test_a_withdrawal_without_a_date_is_settled_on_the_first_export_that_shows_it(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-10": "id | status | received | due\n1 | 4 | 02/06 | 05/06",
            "2025-06-20": "id | status | received | due\n1 | 7 | 02/06 | 05/06",
            "2025-06-30": "id | status | received | due\n1 | 7 | 02/06 | 06/06",
        },
    )
    assert cells(form(of, day("01/06"), day("19/06")), 7, 11, 12, 13) == [0, 1, 0, 1]
    assert cells(form(of, day("01/06"), day("20/06")), 7, 9, 11) == [1, 1, 0]


OUTSIDE = LOAD.unit(
    """
    id | status | received | due   | finished
    1  | 1      | 02/06    | 05/06 |
    2  | 3      | 02/06    | 05/06 | 03/06
    3  | 1      |          |       |
    4  | 2      | 02/06    | 05/07 |
    """
)


def test_new_and_refused_dossiers_stand_outside_the_form(of):
    assert list(unit_form(of, OUTSIDE).values()) == [1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0]


DUE = LOAD.unit(
    """
    id | status | received | due
    1  | 4      | 02/06    | 19/06
    2  | 4      | 02/06    | 20/06
    3  | 2      | 02/06    | 21/06
    4  | 4      | 02/06    |
    """
)


def test_due_on_the_last_day_is_within_time_and_due_the_day_before_is_overdue(of):
    assert cells(unit_form(of, DUE, "01/06", "20/06"), 11, 12, 13) == [4, 3, 1]
    assert cells(unit_form(of, DUE, "01/06", "21/06"), 11, 12, 13) == [4, 2, 2]


WAITING = LOAD.unit(
    """
    id | status | received | due
    1  | 5      | 02/06    | 05/06
    2  | 6      | 02/06    | 05/06
    3  | 8      | 02/06    | 05/06
    4  | 4      | 02/06    | 05/06
    """
)


def test_waiting_or_paused_past_the_due_date_is_within_time(of):
    assert cells(unit_form(of, WAITING), 11, 12, 13) == [4, 3, 1]


UNDATED = LOAD.unit(
    """
    id | status | received | due   | finished | returned
    1  | 9      | 02/06    | 05/06 |          |
    2  | 10     | 02/06    | 10/07 |          |
    3  | 10     | 02/06    | 05/06 |          | 06/06
    """
)


def test_finished_without_any_date_stays_open(of):
    # 3 has the day of return only: settled then, a day late. 1 is open and overdue, 2 within time.
    assert cells(unit_form(of, UNDATED), 7, 10, 11, 12, 13) == [1, 1, 2, 1, 1]


def test_a_period_that_ends_after_the_export_ends_with_the_export(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-20": """
            id | status | received | due
            1  | 4      | 02/06    | 19/06
            2  | 4      | 02/06    | 20/06
            3  | 4      | 02/06    | 25/06
            """
        },
    )
    # On 20/06 only 1 is past its day. The month's end must not make 2 and 3 late unseen.
    assert cells(form(of, day("01/06"), day("30/06")), 11, 12, 13) == [3, 2, 1]
    assert answer("open_overdue", of, "01/06", "30/06")["value"] == 1
    assert cells(form(of, day("01/07"), day("31/07")), 3, 6, 7, 11, 13) == [3, 3, 0, 3, 1]


def test_each_unit_is_judged_at_its_own_newest_export(tmp_path):
    table = """
    id | unit | status | received | due
    {0} | {1} | 4      | 02/06    | 15/06
    {2} | {1} | 4      | 02/06    | 25/06
    """
    of = snapshot(
        tmp_path,
        {
            "2025-06-20": table.format(1, QUANG_THO, 2),
            "2025-06-28": table.format(3, QUANG_CHAU, 4),
        },
    )
    # Quảng Thọ is known to 20/06: one late. Quảng Châu to 28/06: both late.
    late = {
        unit: row["value"]
        for unit, row in answer("open_overdue", of, "01/06", "30/06", by="unit").items()
    }
    assert late == {f"{QUANG_THO}@2018-01-01": 1, f"{QUANG_CHAU}@2018-01-01": 2}
    assert cells(form(of, day("01/06"), day("30/06")), 11, 12, 13) == [4, 1, 3]
    # By 22/06 Quảng Châu has one late, and Quảng Thọ still its one of 20/06.
    assert cells(form(of, day("01/06"), day("22/06")), 11, 12, 13) == [4, 2, 2]


def test_a_unit_that_stopped_sending_keeps_what_it_had(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-03-31": "id | unit | status | received | due\n1 | 16528 | 4 | 03/03 | 10/04",
            "2025-06-30": "id | unit | status | received | due\n2 | 16531 | 4 | 02/06 | 05/06",
        },
    )
    form_rows = form(of, day("01/06"), day("30/06"))
    # Due 10/04 lies after what is known of Quảng Thọ (31/03): not overdue.
    assert cells(form_rows, 5, 6, 11, 12, 13) == [1, 1, 2, 1, 1]


def test_what_lies_after_a_units_own_export_waits_for_the_next_one(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-20": """
            id | unit  | status | received | due   | finished
            1  | 16528 | 10     | 02/06    | 25/06 | 24/06
            2  | 16528 | 4      | 23/06    | 30/06 |
            """,
            "2025-06-30": "id | unit | status | received | due\n3 | 16531 | 4 | 02/06 | 05/07",
        },
    )
    # An export of 20/06 that speaks of 23/06 and 24/06 has a wrong date; the form still adds up.
    form_rows = form(of, day("01/06"), day("30/06"))
    assert cells(form_rows, 3, 5, 6, 7, 11, 12, 13) == [2, 2, 0, 0, 2, 2, 0]
    for key in ("dossiers_settled", "median_working_days", "response_rate"):
        assert answer(key, of, "01/06", "30/06")["n"] == 0
    june = {"from": day("01/06"), "to": day("30/06")} | Filters().parameters()
    assert ask(of, "distribution", width=1, steps=9, **june).empty
    assert ask(of, "rows_dossiers", rows="form", part="all", limit=9, **june)["found"][0] == 2
    now = ask(of, "open_counts", due_soon_days=3, **june).iloc[0]
    assert (now["in_hand"], now["overdue"], now["finished_without_date"]) == (2, 0, 0)


def test_dossiers_of_no_unit_are_judged_at_their_own_newest_export(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-20": """
            id | unit | status | received | due   | finished
            1  | -    | 4      | 02/06    | 15/06 |
            2  | -    | 4      | 02/06    | 25/06 |
            3  | -    | 10     | 02/06    | 25/06 | 10/06
            """
        },
    )
    assert cells(form(of, day("01/06"), day("30/06")), 3, 7, 11, 12, 13) == [3, 1, 2, 1, 1]
    assert answer("rate_due_on_time", of, "01/06", "30/06")["n"] == 1
    now = ask(of, "open_counts", due_soon_days=3, **Filters().parameters()).iloc[0]
    assert (now["in_hand"], now["overdue"], now["due_soon"]) == (2, 1, 1)


def test_a_new_unit_shows_what_its_predecessors_had(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-07-31": """
            id | unit  | status | received | due   | finished
            1  | 16528 | 4      | 02/06    | 05/06 |
            2  | Quảng Châu | 10     | 02/06    | 05/06 | 04/06
            3  | 16531 | 10     | 02/07    | 05/07 | 04/07
            4  | 16534 | 10     | 02/06    | 05/06 | 04/06
            """
        },
    )

    def year(unit: str | None) -> dict[int, int]:
        return form(of, date(2025, 1, 1), date(2025, 12, 31), Filters(unit=unit))

    # Sầm Sơn (16531 from 01/07/2025) = Quảng Thọ, Quảng Châu (16531 until then) and itself.
    assert cells(year("16531@2025-07-01"), 3, 7, 11, 13) == [3, 2, 1, 1]
    assert cells(year("16531@2018-01-01"), 3, 7, 11) == [1, 1, 0]
    assert cells(year("16528@2018-01-01"), 3, 7, 11, 13) == [1, 0, 1, 1]
    assert cells(year("16516@2025-07-01"), 3, 7, 11) == [1, 1, 0]  # Nam Sầm Sơn: Quảng Vinh
    assert cells(year(None), 3, 7, 11, 13) == [4, 3, 1, 1]


def test_certification_can_be_left_out(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-30": """
            id | field      | status | received | due   | finished
            1  | Chứng thực | 10     | 02/06    | 02/06 | 02/06
            2  | Chứng thực | 4      | 27/06    | 27/06 |
            3  | Đất đai    | 10     | 02/06    | 23/06 | 24/06
            """
        },
    )
    start, end = day("01/06"), day("30/06")
    assert cells(form(of, start, end), 3, 7, 9, 10, 11, 13) == [3, 2, 1, 1, 1, 1]
    without = form(of, start, end, Filters(certification=False))
    assert cells(without, 3, 7, 9, 10, 11, 13) == [1, 1, 0, 1, 0, 0]


def test_what_falls_due_past_the_calendar_is_named_and_not_counted_as_not_soon(
    tmp_path, monkeypatch
):
    # A later export would be refused.
    then = datetime(2026, 12, 30, 17, tzinfo=ward_clock.WARD_ZONE)
    monkeypatch.setattr(ward_clock, "now", lambda: then)
    # The calendar ends on 31/12/2026. On Wednesday 30/12 the first is due soon, the second is
    # overdue; the third is due on a day that nobody has declared, the fourth waits.
    of = snapshot(
        tmp_path,
        {
            "2026-12-30": """
            id | status | received   | due
            1  | 4      | 28/12/2026 | 31/12/2026
            2  | 4      | 28/12/2026 | 29/12/2026
            3  | 4      | 28/12/2026 | 04/01/2027
            4  | 5      | 28/12/2026 | 04/01/2027
            """
        },
    )
    now = ask(of, "open_counts", due_soon_days=3, **Filters().parameters()).iloc[0]
    assert now[["in_hand", "overdue", "due_soon", "outside_calendar"]].tolist() == [4, 1, 1, 1]
    assert now["due_today"] == 0
    assert open_dossiers.judged_on(now) == (
        "tính đến ngày 30/12/2026; 1 hồ sơ có ngày nằm ngoài lịch làm việc đã khai báo nên chưa "
        "biết có sắp đến hạn không, thêm năm vào calendar_years.csv"
    )


def test_where_the_calendar_does_not_reach_the_tile_says_so_in_place_of_days(tmp_path):
    old = "id | unit | status | received | due\n1 | 16528 | 4 | 02/06/2019 | 13/06/2019"
    of = snapshot(tmp_path, {"2025-06-30": old})
    now = ask(of, "open_counts", due_soon_days=3, **Filters().parameters()).iloc[0]
    assert to_do.to_do(now, 3)[1] == ("Đang quá hạn", 1, to_do.NO_CALENDAR)
    waiting = dict.fromkeys(("apologies_owed", "petitions_due", "tasks_overdue"))
    lines = to_do.to_do_lines(now, waiting, {"rows": 0, "files": 0}, [], 3)
    assert to_do.to_do_line(lines[0]) == "Đang quá hạn: **1 hồ sơ**"
    assert lines[0].state == "overdue"
