"""The view dossiers_as_of: the rules of the form and of the rates, on literal dossiers."""

import re
from datetime import date

import pytest

from etl.settings import PROJECT
from tests.literal import filled
from tests.snapshots import ask

# As of 30/06. A dossier a line: what it is stands in its test.
ROWS = """
id | status | received | due   | finished | returned | submitted
1  | 1      |          | 10/06 |          |          | 02/06
2  | 2      | 02/06    | 10/06 |          |          |
3  | 3      |          |       |          |          | 02/06
4  | 4      | 02/06    | 30/06 |          |          |
5  | 5      | 02/06    | 10/06 |          |          |
6  | 6      | 02/06    | 10/06 |          |          |
7  | 7      | 02/06    | 10/06 | 12/06    |          |
8  | 8      | 02/06    | 10/06 |          |          |
9  | 9      | 02/06    | 10/06 | 10/06    |          |
10 | 10     | 02/06    | 10/06 | 11/06    |          |
11 | 10     | 02/06    | 10/06 | 09/06    |          |
12 | 9      | 02/06    | 10/06 |          |          |
13 | 10     | 02/06    |       | 05/06    |          |
14 | 4      | 20/06    | 10/06 |          |          |
15 | 4      | 02/06    |       |          |          |
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("as_of"), {"2025-06-30": ROWS})


def of(data, condition: str) -> list[int]:
    """The numbers of the dossiers for which a condition is true."""
    codes = ask(data, f"select dossier_id from dossiers_as_of where {condition}")
    return sorted(int(code.rsplit("-", 1)[1]) for (code,) in codes)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("is_refused", [3]),
        ("is_waiting", [5, 6, 8]),
        ("is_withdrawn", [7]),
        ("is_finished", [9, 10, 11, 12, 13]),
        ("is_accepted", [2, *range(4, 16)]),
        ("in_form", [2, *range(4, 16)]),
        # 12 is finished, on which day no export says: it stays open.
        ("is_open", [2, 4, 5, 6, 8, 12, 14, 15]),
        ("is_late", [2, 14]),
        # 4 is due on the day of the export itself, which is not over.
        ("falls_due", [2, 9, 10, 11, 12, 14]),
        # 7 was withdrawn late; nothing shows 5, 6 and 8 late when they stopped.
        ("first_falls_due", [2, 7, 9, 10, 11, 12, 14]),
        ("first_due_passed", [2, *range(5, 13), 14]),
        ("withdrawn_after_due", [7]),
        ("met_due", [9, 11]),
        ("met_first_due", [9, 11]),
        ("settled_as = 'before_time'", [11]),
        ("settled_as = 'on_time'", [7, 9, 13]),
        ("settled_as = 'overdue'", [10]),
        ("settled_as is null", [1, 2, 3, 4, 5, 6, 8, 12, 14, 15]),
        ("counted_as = 'out'", [1, 3]),
        ("counted_as = 'waiting'", [5, 6, 8]),
        ("counted_as = 'withdrawn'", [7]),
        ("counted_as = 'undated'", [12]),
        ("counted_as = 'counted'", [2, 4, 9, 10, 11, 13, 14, 15]),
    ],
)
def test_a_rule_holds_of_just_these_dossiers(data, column, expected):
    assert of(data, column) == expected


def test_a_dossier_is_overdue_from_the_day_after_its_due_date_or_from_its_receipt(data):
    rows = ask(data, "select dossier_id, overdue_from from dossiers_as_of order by dossier_id")
    found = {int(code.rsplit("-", 1)[1]): day for code, day in rows if day}
    next_day = date(2025, 6, 11)
    # 7 and 10 were overdue until they were settled, and 12 has no day on which it was finished.
    assert found == {2: next_day, 7: next_day, 10: next_day, 12: next_day, 14: date(2025, 6, 20)}


def test_a_moved_due_date_is_met_or_not_by_each_of_the_two_dates(tmp_path):
    head = "id | status | received | due | finished\n"
    first = f"{head}1 | 4 | 02/06 | 10/06 |\n2 | 4 | 02/06 | 10/06 |"
    second = f"{head}1 | 10 | 02/06 | 17/06 | 16/06\n2 | 4 | 02/06 | 10/07 |"
    data = filled(tmp_path, {"2025-06-09": first, "2025-06-30": second})
    assert (of(data, "falls_due"), of(data, "first_falls_due")) == ([1], [1, 2])
    assert (of(data, "met_due"), of(data, "met_first_due")) == ([1], [])


def test_what_lies_after_the_newest_export_waits_for_the_next_one(tmp_path):
    head = "id | status | received | due | finished\n"
    rows = f"{head}1 | 4 | 05/07 | 04/07 |\n2 | 10 | 02/06 | 10/06 | 02/07"
    data = filled(tmp_path, {"2025-06-30": rows})
    assert (of(data, "in_form"), of(data, "is_open"), of(data, "is_late")) == ([2], [2], [2])
    assert of(data, "overdue_from is not null") == [2]


def test_what_a_status_means_stands_in_one_file():
    folders = (PROJECT / "etl" / "sql", PROJECT / "board" / "warehouse")
    compared = re.compile(r"status_code\s*(=|<>|(not\s+)?in\s*\()")
    files = [path for folder in folders for path in folder.rglob("*.sql")]
    assert len(files) > 100
    assert [path.name for path in files if compared.search(path.read_text("utf-8"))] == []
