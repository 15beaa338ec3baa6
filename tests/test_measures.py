"""The measures beside the form on literal rows: (a), (b), (c), times, online, ratings, responses.

All days are of 2025; the period is 01/06 to 30/06 unless a test says otherwise. In June 2025 the
2nd is a Monday and no weekday is off.
"""

import math

import pytest

from board.catalogue import MEASURES
from board.measures.compute import asked, measure
from board.selection.filters import Filters
from board.selection.periods import parse
from tests.literal import OneLoad, answer, period, snapshot

JUNE = ("01/06", "30/06")
BEFORE_JUNE = parse("2025-05")


LOAD = OneLoad("2025-06-30")


@pytest.fixture(scope="module")
def of(tmp_path_factory):
    """The snapshot of one export of 30/06, in which each table is of a unit of its own."""
    return LOAD.snapshot(tmp_path_factory.mktemp("measures"))


def dossiers(tmp_path, table: str, as_of: str = "2025-06-30"):
    return snapshot(tmp_path, {as_of: table})


def share_parts(row) -> tuple:
    """(numerator, denominator, value) of a share."""
    return row["numerator"], row["denominator"], row["value"]


def waiting(of, start: str, end: str, unit: str | None = None) -> dict:
    """The due-date cohort's own columns, what waits included."""
    counts = asked("counts", of, Filters(unit=unit), [period(start, end)], None).iloc[0]
    return counts[["due", "due_met", "due_waiting", "due_first", "due_first_met"]].to_dict()


SHARES = LOAD.unit(
    """
    id | status | received | due   | finished | channel
    1  | 10     | 02/06    | 06/06 | 05/06    | Trực tuyến
    2  | 10     | 02/06    | 06/06 | 06/06    | Trực tuyến
    3  | 10     | 02/06    | 06/06 | 09/06    | Trực tiếp
    4  | 7      | 02/06    | 06/06 | 20/06    | Trực tuyến
    5  | 4      | 02/06    | 06/06 |          | Trực tiếp
    6  | 4      | 02/06    | 10/07 |          | Trực tiếp
    7  | 5      | 02/06    | 06/06 |          | BCCI
    8  | 4      | 02/05    | 06/05 |          | Trực tuyến
    """
)


def test_the_three_shares_and_three_rates_differ_as_the_rules_say(of):
    # Settled: 1 before, 2 and 4 (withdrawn) on time, 3 overdue. In hand: 6 and 7 within, 5 and 8
    # overdue. Due in June and judged: 1, 2, 3, 5; of them 1 and 2 in time. 8 was due in May.
    expected = {
        "share_before_time": (1, 4, 0.25),
        "share_on_time": (2, 4, 0.5),
        "share_overdue": (1, 4, 0.25),
        "rate_settled_on_time": (3, 4, 0.75),
        "rate_qd766": (5, 8, 0.625),
        "rate_due_on_time": (2, 4, 0.5),
        "share_online": (3, 7, 3 / 7),
    }
    assert {key: share_parts(answer(key, of, *JUNE, unit=SHARES)) for key in expected} == expected
    counts = ("dossiers_received", "dossiers_settled", "open_overdue")
    assert [answer(key, of, *JUNE, unit=SHARES)["value"] for key in counts] == [7, 4, 2]


def test_the_due_cohort_ends_with_the_period_and_with_the_day_before_the_export(tmp_path):
    table = """
    id | status | received | due   | finished
    1  | 10     | 20/05    | 31/05 | 31/05
    2  | 10     | 20/05    | 01/06 | 02/06
    3  | 4      | 20/05    | 29/06 |
    4  | 9      | 20/05    | 30/06 | 30/06
    5  | 10     | 20/05    | 01/07 | 26/06
    """
    whole = dossiers(tmp_path / "later", table, "2025-07-31")
    assert share_parts(answer("rate_due_on_time", whole, *JUNE)) == (
        1,
        3,
        pytest.approx(1 / 3),
    )  # 2, 3, 4
    # On the day of the export 4 is not yet judged, though it is finished.
    same_day = dossiers(tmp_path / "same", table, "2025-06-30")
    assert share_parts(answer("rate_due_on_time", same_day, *JUNE)) == (0, 2, 0)
    assert share_parts(answer("rate_due_on_time", same_day, "01/06", "31/07")) == (0, 2, 0)
    assert share_parts(answer("rate_first_due_on_time", same_day, *JUNE)) == (0, 2, 0)


ON_DUE = LOAD.unit(
    """
    id | status | received    | due         | finished
    1  | 9      | 02/06 08:00 | 05/06 08:00 | 05/06 16:59
    2  | 10     | 02/06 08:00 | 05/06 17:00 | 06/06 00:01
    3  | 9      | 02/06 08:00 | 05/06 17:00 |
    4  | 2      | 02/06 08:00 | 05/06 17:00 |
    """
)


def test_finished_on_the_due_date_meets_it_and_finished_without_a_date_does_not(of):
    assert share_parts(answer("rate_due_on_time", of, *JUNE, unit=ON_DUE)) == (1, 4, 0.25)


WAITING = LOAD.unit(
    """
    id | status | received | due   | finished
    1  | 5      | 02/06    | 05/06 |
    2  | 6      | 02/06    | 05/06 |
    3  | 8      | 02/06    | 29/06 |
    4  | 8      | 02/06    | 30/06 |
    5  | 7      | 02/06    | 05/06 | 05/06
    6  | 10     | 02/06    | 05/06 | 05/06
    7  | 4      | 02/06    |       |
    """
)


def test_what_waits_past_its_due_date_is_counted_beside_the_cohort(of):
    cohort = waiting(of, *JUNE, WAITING)
    assert (cohort["due"], cohort["due_met"], cohort["due_waiting"]) == (1, 1, 3)


def test_the_first_due_date_shows_what_a_moved_one_hides(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-10": """
            id | status | received | due
            1  | 4      | 02/06    | 06/06
            2  | 4      | 02/06    | 20/06
            """,
            "2025-06-30": """
            id | status | received | due   | finished
            1  | 10     | 02/06    | 25/06 | 24/06
            2  | 10     | 02/06    | 20/06 | 19/06
            3  | 10     | 12/06    | 16/06 | 16/06
            """,
        },
    )
    # By the due date shown last all three are in time; by the first one 1 was 18 days late.
    assert share_parts(answer("rate_due_on_time", of, *JUNE)) == (3, 3, 1)
    cohort = waiting(of, *JUNE)
    assert (cohort["due_first"], cohort["due_first_met"]) == (3, 2)
    early = waiting(of, "01/06", "10/06")
    assert (early["due_first"], early["due_first_met"]) == (1, 0)


TIMES = LOAD.unit(
    """
    id | status | received    | due   | finished    | paused
    1  | 9      | 02/06 07:00 | 30/06 | 02/06 08:00 |
    2  | 10     | 02/06 07:00 | 30/06 | 03/06 07:00 |
    3  | 10     | 02/06 07:00 | 30/06 | 09/06 07:00 | 3
    4  | 10     | 02/06 07:00 | 30/06 | 13/06 17:00 |
    5  | 7      | 02/06 07:00 | 30/06 | 27/06 17:00 |
    6  | 4      | 02/06 07:00 | 30/06 |             |
    """
)


def test_median_and_p90_lie_between_the_two_nearest_working_times(of):
    # Working days: 60 min ÷ 480 = 0.125 · 1 · 5 − 3 = 2 · 10; the withdrawn and the open have none.
    # Median: position 0.5 × 3 = 1.5, between 1 and 2. P90: 0.9 × 3 = 2.7: 2 + 0.7 × 8 = 7.6.
    median = answer("median_working_days", of, *JUNE, unit=TIMES)
    p90 = answer("p90_working_days", of, *JUNE, unit=TIMES)
    assert (median["value"], median["n"]) == (1.5, 4)
    assert (p90["value"], p90["n"]) == (pytest.approx(7.6), 4)
    assert math.isnan(median["low"]) and math.isnan(median["numerator"])
    result = answer("p90_working_days", of, "13/06", "13/06", unit=TIMES)
    assert (result["value"], result["n"]) == (10, 1)


HIDDEN = LOAD.unit(
    """
    id | status | submitted | received | due   | finished | supplements
    1  | 3      | 02/06     |          |       |          |
    2  | 3      | 31/05     |          |       |          |
    3  | 1      | 30/06     |          |       |          |
    4  | 10     | 02/06     | 02/06    | 05/06 | 05/06    | 2
    5  | 10     | 02/06     | 02/06    | 05/06 | 06/06    | 1
    6  | 9      |           | 02/06    | 06/06 | 05/06    | 3
    7  | 7      | 02/06     | 02/06    | 05/06 | 05/06    |
    8  | 4      | 02/06     | 02/06    | 30/06 |          | 4
    """
)


def test_what_a_good_rate_may_hide_is_counted_beside_it(of):
    # Submitted in June: 1, 3, 4, 5, 7, 8 (6 does not say when); refused of them: 1.
    assert share_parts(answer("share_refused", of, *JUNE, unit=HIDDEN)) == (
        1,
        6,
        pytest.approx(1 / 6),
    )
    # Settled: 4, 5, 6, 7. Two supplements or more: 4 and 6; 8 is still open. On the last day: 4,
    # and not 7, which was withdrawn on it.
    assert share_parts(answer("share_supplemented_twice", of, *JUNE, unit=HIDDEN)) == (2, 4, 0.5)
    assert share_parts(answer("share_on_last_day", of, *JUNE, unit=HIDDEN)) == (1, 4, 0.25)
    assert share_parts(answer("share_due_moved_late", of, *JUNE, unit=HIDDEN)) == (0, 4, 0)


def test_a_due_date_moved_before_it_passed_is_not_moved_late(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-10": """
            id | status | received | due
            1  | 4      | 02/06    | 09/06
            2  | 4      | 02/06    | 10/06
            3  | 4      | 02/06    | 09/06
            """,
            "2025-06-30": """
            id | status | received | due   | finished
            1  | 10     | 02/06    | 25/06 | 24/06
            2  | 10     | 02/06    | 25/06 | 24/06
            3  | 10     | 02/06    | 09/06 | 24/06
            """,
        },
    )
    # The export of 10/06 still shows 09/06, which has passed, and 10/06, which has not; 3 keeps
    # its date and is overdue.
    assert share_parts(answer("share_due_moved_late", of, *JUNE)) == (1, 3, pytest.approx(1 / 3))


def test_a_pause_on_the_last_day_is_one_begun_on_the_due_date_now_or_first_seen(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-03": """
            id | status | received | due
            1  | 4      | 02/06    | 06/06
            """,
            "2025-06-30": """
            id | status | received | due   | finished | field
            1  | 10     | 02/06    | 20/06 | 20/06    | Đất đai
            2  | 10     | 02/06    | 10/06 | 10/06    | Hộ tịch
            3  | 8      | 02/06    |       |          | Hộ tịch
            """,
        },
        pauses={
            "2025-06-30": """
            id | began | ended
            1  | 06/06 | 20/06
            1  | 20/06 | 20/06
            1  | 09/06 | 10/06
            2  | 09/06 | 10/06
            3  | 30/06 |
            9  | 09/06 | 10/06
            """
        },
    )
    # Begun in June: five; 9 is no dossier. On the last day: 1 on its first due date and on the one
    # now printed. 3 has no due date.
    assert share_parts(answer("share_paused_on_last_day", of, *JUNE)) == (2, 5, 0.4)
    assert share_parts(answer("share_paused_on_last_day", of, *JUNE, field="Đất đai"))[:2] == (2, 3)
    assert share_parts(answer("share_paused_on_last_day", of, "01/06", "19/06"))[:2] == (1, 3)


RATINGS = """
rating | id | rated       | source          | scale | overall        | reason
1      | 1  | 31/05 23:59 | Máy đánh giá    | 3     | Không hài lòng | Chậm
2      | 2  | 01/06 00:00 | Máy đánh giá    | 3     | Hài lòng       |
3      | 3  | 30/06 23:59 | Phiếu           | 3     | Rất hài lòng   |
4      | 4  | 15/06       | Trực tuyến      | 3     | Không hài lòng | Chậm
5      | 5  | 15/06       | Cán bộ ghi nhận | 3     | Không biết     |
6      |    | 15/06       | Khảo sát        | 5     | 3              |
7      | 5  | 15/06       | Khảo sát        | 5     | 4              |
8      |    | 16/06       | Khảo sát        | 5     | 5              |
9      |    | 17/06       | Khảo sát        | 5     | 2              |
10     |    | 18/06       | Khảo sát        | 5     | 9              |
11     | 6  | 01/07 00:00 | Máy đánh giá    | 3     | Hài lòng       |
"""
RATED = """
id | field      | status | received | due   | finished
1  | Hộ tịch    | 10     | 20/05    | 30/05 | 30/05
2  | Hộ tịch    | 10     | 30/05    | 02/06 | 01/06
3  | Chứng thực | 10     | 30/06    | 30/06 | 30/06
4  | Đất đai    | 9      | 02/06    | 13/06 | 13/06
5  | Hộ tịch    | 10     | 02/06    | 13/06 | 13/06
6  | Hộ tịch    | 10     | 02/06    | 30/06 | 30/06
7  | Hộ tịch    | 7      | 02/06    | 30/06 | 30/06
8  | Hộ tịch    | 4      | 02/06    | 30/07 |
"""


@pytest.fixture(scope="module")
def rated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rated")
    return snapshot(folder, {"2025-07-15": RATED}, {"2025-07-16": RATINGS})


def test_satisfaction_counts_answers_of_its_own_scale_by_the_day_of_rating(rated):
    # Scale 3 in June: 2 and 3 content, 4 not, 5 is no answer.
    # Scale 5: 7 and 8 content, 6 and 9 not, 10 is no answer.
    assert share_parts(answer("share_satisfied", rated, *JUNE)) == (2, 3, pytest.approx(2 / 3))
    assert share_parts(answer("share_satisfied_survey", rated, *JUNE)) == (2, 4, 0.5)
    sources = answer("share_satisfied", rated, *JUNE, by="source")
    assert {source: share_parts(row)[:2] for source, row in sources.items() if row["n"]} == {
        "kiosk": (1, 1),
        "slip": (1, 1),
        "online": (0, 1),
    }


def test_satisfaction_follows_the_field_of_the_dossier(rated):
    assert share_parts(answer("share_satisfied", rated, *JUNE, field="Hộ tịch")) == (1, 1, 1)
    # Without chứng thực a survey that names no dossier stays.
    assert share_parts(answer("share_satisfied", rated, *JUNE, certification=False))[:2] == (1, 2)
    assert answer("share_satisfied_survey", rated, *JUNE, certification=False)["n"] == 4
    assert share_parts(answer("share_satisfied_survey", rated, *JUNE, field="Hộ tịch")) == (1, 1, 1)


def test_the_response_rate_is_of_dossiers_finished_in_the_period(rated):
    # Finished in June: 2, 3, 4, 5, 6. Rated on scale 3: 2, 3, 4, and 6 (in July); 5 only in a
    # survey.
    assert share_parts(answer("response_rate", rated, *JUNE)) == (4, 5, 0.8)
    assert share_parts(answer("response_rate", rated, "30/05", "30/05")) == (1, 1, 1)


QD766 = """
id | status | received | due   | finished
1  | 10     | 02/06    | 06/06 | 05/06
2  | 10     | 02/06    | 06/06 | 09/06
3  | 10     | 02/06    | 06/06 | 06/06
4  | 9      | 02/06    | 06/06 | 10/06
5  | 7      | 02/06    | 06/06 | 20/06
6  | 4      | 02/06    | 06/06 |
7  | 10     | 20/05    | 30/05 | 30/05
"""
COMPLAINED = """
rating | id | rated | source       | scale | overall        | reason
1      | 3  | 06/06 | Máy đánh giá | 3     | Không hài lòng | Chậm
2      | 4  | 12/07 | Phiếu        | 3     | Không hài lòng | Chậm
3      | 1  | 06/06 | Máy đánh giá | 3     | Hài lòng       |
4      | 6  | 06/06 | Máy đánh giá | 3     | Không hài lòng | Chậm
5      | 5  | 06/06 | Khảo sát     | 5     | 1              |
6      | 7  | 06/06 | Máy đánh giá | 3     | Không hài lòng | Chậm
"""


def test_qd766_takes_off_the_overdue_and_the_complained_of_and_what_is_both_twice(tmp_path):
    of = snapshot(tmp_path, {"2025-07-15": QD766}, {"2025-07-16": COMPLAINED})
    # Settled in June: 1 to 5. Overdue 2 and 4; rated Không hài lòng 3 and 4 (later, but of them);
    # 5 only in a survey, 6 is open, 7 was settled in May. 5 − 2 − 2 = 1: 4 counts twice.
    assert share_parts(answer("share_overdue", of, *JUNE)) == (2, 5, 0.4)
    assert share_parts(answer("share_complained_of", of, *JUNE)) == (2, 5, 0.4)
    assert share_parts(answer("satisfaction_qd766", of, *JUNE)) == (1, 5, 0.2)
    # A petition that names a dossier is a complaint: of 1, again of 3, of 6, and of none that is
    # known; a denunciation names none. So 1, 3 and 4: 5 − 2 − 3 = 0.
    petitions = [
        {"petition_id": str(n), "kind": kind, "dossier_id": f"H56.14-250101-{dossier:04}"}
        for n, (kind, dossier) in enumerate(
            [
                *(("Khiếu nại", 1), ("Phản ánh", 1), ("Phản ánh", 3), ("Phản ánh", 6)),
                *(("Phản ánh", 99), ("Tố cáo", 5)),
            ]
        )
    ]
    opened_snapshot = snapshot(
        tmp_path / "petitions",
        {"2025-07-15": QD766},
        {"2025-07-16": COMPLAINED},
        petitions={"2025-07-15": petitions},
    )
    assert share_parts(answer("share_complained_of", opened_snapshot, *JUNE)) == (3, 5, 0.6)
    assert share_parts(answer("satisfaction_qd766", opened_snapshot, *JUNE)) == (0, 5, 0)
    # Where nobody sent ratings nothing is known, and not 100% − overdue.
    silent = snapshot(tmp_path / "silent", {"2025-07-15": QD766})
    assert answer("satisfaction_qd766", silent, *JUNE)[["value", "numerator"]].isna().all()


def test_qd766_does_not_fall_below_nought(tmp_path):
    of = snapshot(tmp_path, {"2025-07-15": QD766}, {"2025-07-16": COMPLAINED})
    # 10/06: only 4, overdue and complained of: 1 − 1 − 1.
    assert share_parts(answer("satisfaction_qd766", of, "10/06", "10/06")) == (0, 1, 0)


def test_a_share_of_nothing_is_absent_and_a_count_of_nothing_is_nought(rated):
    for key in MEASURES:
        # No file covers February.
        row = answer(key, rated, "01/02", "28/02")
        assert row["n"] == 0 and row[["value", "numerator", "low"]].isna().all(), key
    # Of a Saturday in June files tell that nothing happened on it.
    for key in ("dossiers_received", "dossiers_settled", "due_waiting"):
        assert answer(key, rated, "14/06", "14/06")["value"] == 0, key
    assert math.isnan(answer("share_on_time", rated, "14/06", "14/06")["value"])


def test_every_share_stands_with_its_wilson_interval(rated):
    # 2 of 4, z = 1.959964, z² = 3.841459: centre 0.5, half width z √(4/4 + z²/4) / (4 + z²)
    # = 1.959964 × 1.400130 / 7.841459 = 0.349961
    row = answer("share_satisfied_survey", rated, *JUNE)
    assert (row["low"], row["high"]) == pytest.approx((0.150039, 0.849961), abs=1e-6)
    # All of 6: low = n / (n + z²) = 6 / 9.841459.
    everything = answer("rate_settled_on_time", rated, "01/06", "15/07")
    assert (everything["numerator"], everything["n"]) == (6, 6)
    assert (everything["low"], everything["high"]) == pytest.approx((6 / (6 + 3.841459), 1))
    of_dossiers = [
        measure for measure in MEASURES.values() if measure.query in ("counts", "ratings")
    ]
    shares = [measure.key for measure in of_dossiers if measure.unit == "share"]
    rows = measure(shares, rated, Filters(), [parse("2025-06")])
    rows = rows[rows["n"] > 0]  # no submission, no attitude and no answer by staff here
    assert len(rows) == len(shares) - 3
    assert ((rows["low"] <= rows["value"]) & (rows["value"] <= rows["high"])).all()


def test_every_period_has_a_row_in_the_order_asked(rated):
    rows = measure(
        ["rate_qd766", "share_satisfied"],
        rated,
        Filters(),
        [parse("2025-07"), parse("2025-01"), BEFORE_JUNE],
    )
    assert list(rows["measure"]) == ["rate_qd766"] * 3 + ["share_satisfied"] * 3
    assert list(rows["period"]) == [0, 1, 2] * 2
    # July: no file covers it to its end. January: nothing. May: 1 settled, 2 open.
    assert list(rows["n"])[:3] == [0, 0, 2]
    assert rows["group"].isna().all()
