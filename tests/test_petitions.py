"""Petitions: the last day to accept and to settle each, by the law of the day of its receipt.

In June 2025 the 2nd is a Monday; Tết 2026 takes Mon 16/02 to Fri 20/02.
"""

import math
import shutil
from datetime import date

import pytest

from board.catalogue import MEASURES
from board.measures.compute import asked
from board.selection.filters import Filters
from board.text import definitions
from board.warehouse.ask import ask as ask_board
from etl.words import Refusal
from tests.conftest import PROJECT
from tests.literal import answer, period, snapshot
from tests.registers import register
from tests.snapshots import ask, put, take

LIMITS = (PROJECT / "data" / "reference" / "time_limits.csv").read_text("utf-8")
FIRST, SECOND, REFLECTION = "Khiếu nại lần đầu", "Khiếu nại lần hai", "Phản ánh"


def limits(data, *rows, reference: str | None = None) -> list[tuple]:
    """(the last day to accept, the last day to settle) of each petition."""
    if reference:
        shutil.copytree(PROJECT / "data" / "reference", data / "reference")
        (data / "reference" / "time_limits.csv").write_text(reference, "utf-8")
    rows_of_register = [row | {"petition_id": f"{number:02}"} for number, row in enumerate(rows)]
    put(data, "don_2026-06-30.csv", register("petitions", *rows_of_register))
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
        tuple(cells) for _, *cells in BY_KIND
    ]


def test_a_petition_keeps_the_law_of_its_receipt(tmp_path):
    changed = LIMITS.replace(
        "reflection,0,15,working,received,,2018-01-01,,",
        "reflection,0,5,calendar,received,,2025-06-11,,luật mới\n"
        "reflection,0,15,working,received,,2018-01-01,2025-06-10,",
    )
    limits_found = limits(
        tmp_path,
        {"received_on": "10/06/2025"},  # 11–13, 16–20, 23–27/06, 30/06 and 01/07
        {"received_on": "11/06/2025"},
        {"received_on": "31/12/2017"},  # before any law that is written down
        reference=changed,
    )
    assert [settle_by for _, settle_by in limits_found] == ["2025-07-01", "2025-06-16", None]


def test_where_the_calendar_does_not_reach_no_day_is_guessed(tmp_path):
    assert limits(tmp_path, {"received_on": "21/12/2026"}) == [(None, None)]


def test_two_limits_of_one_kind_on_one_day_are_not_published(tmp_path):
    twice = LIMITS + "reflection,0,20,working,received,,2025-01-01,,lặp\n"
    with pytest.raises(Refusal) as refused:
        limits(tmp_path, {}, reference=twice)
    assert "dòng 9 chồng thời gian với dòng 6 (cùng kind, is_complex)" in str(refused.value)


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


# The register reaches 30/06/2025. (kind, channel, received, accepted, declined, settled, due)
TABLE = """
1 | Phản ánh  | Đơn thư       | 02/06 |       |       | 23/06 |       # due on 23/06, met
2 | Phản ánh  | Hòm thư       | 02/06 |       |       | 24/06 |       # due on 23/06, a day late
3 | Phản ánh  | Đường dây nóng| 04/06 |       |       |       |       # due on 25/06, open
4 | Phản ánh  | Hòm thư       | 05/06 |       |       | 10/06 |       # due on 26/06, met
5 | Phản ánh  | Đơn thư       | 02/06 |       | 05/06 |       |       # passed on: owed nothing
6 | Phản ánh  | Đơn thư       | 09/06 |       |       |       |       # due on 30/06, not yet judged
7 | Phản ánh  | Đơn thư       | 20/06 |       |       |       | 25/06 # by a written day, open
8 | Khiếu nại | Đơn thư       | 02/06 | 11/06 |       |       |       # accepted on the last day
9 | Khiếu nại | Đơn thư       | 03/06 | 13/06 |       |       |       # by 12/06
10| Khiếu nại | Đơn thư       | 04/06 |       | 06/06 |       |       # sent back in time
11| Khiếu nại | Đơn thư       | 02/05 | 05/05 |       | 03/06 |       # due on 04/06, met
12| Phản ánh  | Đơn thư       | 02/07 |       |       |       |       # after the register's day
13| Tố cáo    |               | 02/06 |       |       |       |       # in no measure
"""
FIELDS = (
    "petition_id",
    "kind",
    "channel",
    "received_on",
    "accepted_on",
    "declined_on",
    "settled_on",
)
MEASURED = {
    "petitions_received": (10, None),
    # Due from 1 to 29/06: 1, 2, 3, 4, 7 and 11.
    "share_petitions_on_time": (3, 6),
    # To be accepted by 11, 12, 13/06: 8, 9, 10.
    "share_petitions_accepted_on_time": (2, 3),
    "share_opinions_answered": (1, 3),
    "petitions_open_overdue": (2, None),  # 3 and 7; 6 is due on the day itself
}
JUNE, QUANG_THO = ("01/06", "30/06"), "16528@2018-01-01"


def register_row(line: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.split("#")[0].split("|")]
    cells = [f"{cell}/2025" if cell[2:3] == "/" else cell for cell in cells]
    return dict(zip((*FIELDS, "due_on"), cells, strict=True))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    rows = [register_row(line) for line in TABLE.strip().splitlines()]
    dossiers = {"2025-06-30": "id | unit | status | received\n1 | 16528 | 4 | 02/06"}
    folder = tmp_path_factory.mktemp("petitions")
    return snapshot(folder, dossiers, petitions={"2025-06-30": rows})


@pytest.mark.parametrize("key", MEASURED)
def test_each_measure_of_petitions_is_the_sum_worked_out_by_hand(kept, key):
    top, bottom = MEASURED[key]
    for unit in (None, QUANG_THO, "16531@2025-07-01"):  # and the unit that it went into
        row = answer(key, kept, *JUNE, unit=unit)
        assert (row["numerator"], row["n"]) == (top, top if bottom is None else bottom)
        assert row["value"] == (top if bottom is None else top / bottom)


@pytest.mark.parametrize("key", MEASURED)
def test_a_number_of_petitions_has_as_many_rows_behind_it(kept, key):
    measure, found = MEASURES[key], {}
    for part in definitions.parts_of(measure):
        span = {"from": date(2025, 6, 1), "to": date(2025, 6, 30)}
        found[part] = len(
            ask_board(
                kept,
                measure.rows_query,
                rows=measure.rows,
                part=part,
                limit=99,
                unit=None,
                **span,
            )
        )
    row = answer(key, kept, *JUNE)
    assert found["all"] == row["n"]
    assert found.get(measure.rows_of, found["all"]) == row["numerator"]
    assert found.get("not_met", 0) == (row["n"] - row["numerator"] if "not_met" in found else 0)


def test_what_was_open_at_the_end_of_a_past_period_was_open_then(kept):
    # On 22/06 nothing was late; on 24/06 only 1 was, by a day, but it was settled on the 23rd.
    ends = [period("01/06", last) for last in ("22/06", "24/06", "26/06", "30/06")]
    rows = asked("petitions", kept, Filters(), ends, None)
    assert rows["open_overdue"].to_list() == [0, 0, 2, 2]
    # By 22/06 came 1–9 and 11; 4 and 11 were settled, 5 and 10 declined.
    assert rows["open"].to_list() == [7, 5, 5, 5]


def test_petitions_are_counted_by_kind(kept):
    by = asked("petitions", kept, Filters(), [period(*JUNE)], "kind").set_index("group")
    assert by["received"].to_dict() == {"complaint_first": 3, "reflection": 7}
    assert by["due_met"].to_dict() == {"complaint_first": 1, "reflection": 2}


@pytest.mark.parametrize("key", MEASURED)
def test_where_no_register_covers_a_period_there_is_no_number_not_even_zero(kept, key):
    for start, end, unit in (
        ("01/04", "30/04", None),
        ("01/07", "31/07", None),
        ("01/06", "30/06", "16531@2018-01-01"),
    ):
        row = answer(key, kept, start, end, unit=unit)
        assert math.isnan(row["value"]) and row["n"] == 0


# Quảng Thọ went into Sầm Sơn on 01/07; its code was phường Quảng Châu's, its name the city's.
WORKING_DAYS = {"petition_id": "1", "received_on": "16/06/2025"}  # fifteen later: 07/07
CALENDAR_DAYS = {
    "petition_id": "2",
    "kind": FIRST,
    "received_on": "20/06/2025",
    "accepted_on": "27/06/2025",  # thirty later: 27/07
}
OF_THE_NEW = {"petition_id": "3", "unit_code": "16531", "received_on": "02/07/2025"}  # by 23/07


@pytest.mark.parametrize("word", ["16528", "16531", "Sầm Sơn"])
def test_a_petition_received_before_a_merger_and_settled_after_it_is_one_of_both_units(
    tmp_path, word
):
    of = snapshot(
        tmp_path,
        {"2025-07-31": "id | unit | status | received\n1 | 16531 | 4 | 02/07"},
        petitions={
            "2025-06-30": [WORKING_DAYS, CALENDAR_DAYS],
            "2025-07-31": [
                WORKING_DAYS | {"unit_code": word, "settled_on": "07/07/2025"},  # on its last day
                CALENDAR_DAYS | {"unit_code": word, "settled_on": "28/07/2025"},  # a day late
                OF_THE_NEW,
            ],
        },
    )
    keys = ("petitions_received", "share_petitions_on_time", "petitions_open_overdue")

    def counted(start: str, end: str, unit: str | None) -> list[tuple[int, int]]:
        rows = [answer(key, of, start, end, unit=unit) for key in keys]
        return [(row["numerator"], row["n"]) for row in rows]

    # Who received it has it in its months, and the unit that it went into and all units once.
    assert counted("01/06", "30/06", QUANG_THO) == [(2, 2), (0, 0), (0, 0)]
    assert counted("01/07", "31/07", QUANG_THO) == [(0, 0), (1, 2), (0, 0)]
    for unit in ("16531@2025-07-01", None):
        assert counted("01/06", "30/06", unit) == [(2, 2), (0, 0), (0, 0)]
        assert counted("01/07", "31/07", unit) == [(1, 1), (1, 3), (1, 1)]
    # Quảng Châu sent none.
    quang_chau = answer(keys[0], of, "01/06", "31/07", unit="16531@2018-01-01")
    assert math.isnan(quang_chau["value"])
