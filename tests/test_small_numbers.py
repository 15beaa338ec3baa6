"""Values of few cases: shown with a warning on pages, hidden in what leaves the house.

In June 2025 the 2nd is a Monday and no weekday is off.
"""

import pandas as pd
import pytest

from board.catalogue import MEASURES
from board.measures.results import by_group, in_period, over_time
from board.papers.report_upward.content import ReportContent
from board.papers.report_upward.tables import measure_groups
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import numbers, processing_times, sentences
from tests.literal import snapshot

DOSSIERS = """
    id | status | received | due   | finished
    1  | 10     | 02/06    | 06/06 | 05/06
    2  | 10     | 02/06    | 06/06 | 09/06
    3  | 10     | 02/06    | 06/06 | 10/06
"""
RATINGS = """
    rating | id | rated | source       | scale | overall
    1      | 1  | 05/06 | Máy đánh giá | 3     | Hài lòng
    2      | 2  | 09/06 | Máy đánh giá | 3     | Hài lòng
    3      | 3  | 10/06 | Máy đánh giá | 3     | Không hài lòng
"""


def task(number: int, done: str) -> dict[str, str]:
    """A task that was due on 10/06."""
    return {
        "task_id": str(number),
        "title": f"Việc {number}",
        "given_on": "02/06/2025",
        "due_on": "10/06/2025",
        "done_on": done,
    }


@pytest.fixture(scope="module")
def selection(tmp_path_factory):
    """June with three dossiers, one of them on time, three ratings, and three tasks, one kept."""
    of = snapshot(
        tmp_path_factory.mktemp("few"),
        {"2025-06-30": DOSSIERS},
        {"2025-06-30": RATINGS},
        tasks={"2025-06-30": [task(1, "10/06/2025"), task(2, "12/06/2025"), task(3, "")]},
    )
    return selection_of(of, Filters(unit="16528@2018-01-01"), parse("2025-06"))


def plain(text: str) -> str:
    return text.replace(sentences.NO_BREAK, " ")


def test_a_share_of_few_dossiers_is_shown_on_pages_with_a_warning_and_hidden_outside(selection):
    result = over_time(("rate_due_on_time",), selection)["rate_due_on_time"]
    assert (result.now["numerator"], result.now["n"]) == (1, 3)
    assert result.now["value"] == pytest.approx(1 / 3)
    lines = [plain(line) for line in numbers.n_lines(result.measure, result.now)]
    assert lines == ["1/3 hồ sơ", "từ 6,1 đến 79,2%; dưới 30, đọc thận trọng"]
    outside = result.outside
    assert outside.now[["value", "low", "high", "numerator"]].isna().all()
    assert outside.now["n"] == 3
    text = numbers.value_and_n(result.measure, outside.now, few=numbers.few_words)
    assert plain(text) == "– (3 hồ sơ, dưới 5 nên không hiện)"


def test_months_of_few_leave_the_house_without_value_and_numerator(selection):
    result = over_time(("rate_due_on_time",), selection)["rate_due_on_time"]
    on_page, in_file = (
        list(processing_times.month_table(of).iloc[-1]) for of in (result, result.outside)
    )
    # Month, value, numerator, denominator, n and the ends of the interval.
    assert on_page[:5] == ["06/2025", pytest.approx(1 / 3), 1, 3, 3]
    assert [pd.isna(cell) for cell in in_file] == [False, True, True, False, False, True, True]


def test_ratings_of_people_by_few_are_hidden_on_pages_too(selection):
    result = over_time(("share_satisfied",), selection)["share_satisfied"]
    assert result.now["n"] == 3
    assert result.now[["value", "low", "high", "numerator"]].isna().all()
    assert numbers.n_lines(result.measure, result.now) == [numbers.n_hidden(3, "lượt đánh giá")]


def test_what_was_owed_and_done_is_never_hidden(selection):
    result = over_time(("share_tasks_kept",), selection)["share_tasks_kept"]
    for of in (result, result.outside):
        assert (
            plain(numbers.value_and_counts(of.measure, of.now))
            == "33,3% (1/3; dưới 30, đọc thận trọng)"
        )
    rows = in_period(["share_tasks_kept", "dossiers_settled"], selection, selection.period)
    assert rows["value"].to_list() == [pytest.approx(1 / 3), 3]


def test_a_paper_says_of_few_that_they_are_hidden_and_prints_what_was_owed(selection):
    cells = {
        row["chi_so"]: row
        for group in measure_groups(ReportContent(selection))
        for row in group["dong"]
    }
    rate = cells[MEASURES["rate_due_on_time"].name]
    assert (rate["gia_tri"], rate["n"]) == ("–", "3 (dưới 5)")
    tasks = cells[MEASURES["share_tasks_kept"].name]
    assert (tasks["gia_tri"], tasks["n"]) == ("33,3%", "3*")
    assert cells[MEASURES["dossiers_settled"].name]["gia_tri"] == "3 hồ sơ".replace(
        " ", sentences.NO_BREAK
    )


def test_a_table_of_groups_shows_few_on_the_page_and_not_in_its_file(selection):
    keys = ["rate_due_on_time", "share_tasks_kept", "share_satisfied", "p90_working_days"]
    page, file = (
        by_group(keys, selection, "unit", leaves_house=leaves) for leaves in (False, True)
    )
    assert page["rate_due_on_time"].to_list() == [pytest.approx(1 / 3)]
    assert page["p90_working_days"].notna().all()
    assert (
        file[["rate_due_on_time", "rate_due_on_time_numerator", "p90_working_days"]]
        .isna()
        .all(axis=None)
    )
    for frame in (page, file):
        assert frame["share_tasks_kept"].to_list() == [pytest.approx(1 / 3)]
        assert frame["share_satisfied"].isna().all()
        assert frame["rate_due_on_time_n"].to_list() == [3]


def test_only_what_citizens_say_of_those_who_serve_them_counts_as_a_rating():
    assert sorted(key for key, measure in MEASURES.items() if measure.rates_people) == [
        "satisfaction_qd766",
        "share_attitude_satisfied",
        "share_complained_of",
        "share_satisfied",
        "share_satisfied_staff",
        "share_satisfied_survey",
    ]
