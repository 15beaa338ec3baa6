"""Time to finish and the flow of dossiers on literal rows. All days are of 2025.

In June the 2nd is a Monday and no weekday is off; exports are of Monday 30/06.
"""

from types import SimpleNamespace

import pandas as pd
import pytest

from board.catalogue import MEASURES
from board.measures.compute import asked
from board.measures.results import over_time
from board.methods import flow
from board.methods.survival import kaplan_meier, time_when_share_finished
from board.selection.filters import Filters
from board.selection.periods import months_back
from board.selection.selection import selection_of
from board.text import open_dossiers, processing_times
from board.text.sentences import NO_BREAK
from board.warehouse.ask import ask
from tests.literal import day, opened, period, snapshot

SAME_DAY = """
id | status | received    | due   | finished
1  | 10     | 02/06 07:00 | 02/06 | 02/06 08:00
2  | 10     | 02/06 07:00 | 02/06 | 02/06 10:00
3  | 10     | 02/06 07:00 | 02/06 | 02/06 17:00
4  | 10     | 03/06 07:00 | 03/06 | 03/06 08:00
5  | 10     | 03/06 07:00 | 03/06 | 03/06 17:00
"""
RECEIVED_IN_JUNE = """
id | status | received    | due   | finished    | paused
1  | 10     | 02/06 07:00 | 30/06 | 02/06 11:00 |
2  | 10     | 02/06 07:00 | 30/06 | 04/06 07:00 |
3  | 9      | 02/06 07:00 | 30/06 | 06/06 07:00 | 2
4  | 4      | 26/06       | 30/06 |             |
5  | 5      | 02/06       | 30/06 |             | 18
6  | 7      | 16/06       | 30/06 | 20/06       |
7  | 4      | 30/05       | 30/06 |             |
8  | 10     | 30/05       | 30/06 | 27/06       |
"""


def times(of, start: str, end: str) -> dict:
    """Working days → (finished, censored)."""
    asked_for = {"from": day(start), "to": day(end)} | Filters().parameters()
    rows = ask(of, "time_to_finish", **asked_for)
    return {r.working_days: (r.finished, r.censored) for r in rows.itertuples()}


def test_what_came_in_is_followed_until_it_is_finished_withdrawn_or_last_seen(tmp_path):
    of = snapshot(tmp_path, {"2025-06-30": RECEIVED_IN_JUNE})
    # 1: 240 min = 0.5. 2: 2. 3: 4 − 2 = 2. 4: 27 and 30 June: 2, open. 5: 20 working dates from 3
    # to 30 June less 18: 2, open. 6: withdrawn after 17, 18, 19, 20 June: 4. 7 and 8 came in May.
    assert times(of, "01/06", "30/06") == {0.5: (1, 0), 2: (2, 2), 4: (0, 1)}
    assert times(of, "30/05", "30/05") == {20: (1, 0), 21: (0, 1)}


def test_the_curve_of_the_page_is_kaplan_and_meiers(tmp_path):
    of = snapshot(tmp_path, {"2025-06-30": RECEIVED_IN_JUNE})
    counts = times(of, "01/06", "30/06")
    curve = kaplan_meier(list(counts), *zip(*counts.values(), strict=True))
    # Of 6 one ends: 5/6. Of 5 then two: 5/6 · 3/5 = 1/2. So half have finished after 2 days, and
    # nine in ten never.
    assert list(curve["survival"]) == pytest.approx([5 / 6, 1 / 2, 1 / 2])
    assert time_when_share_finished(curve, 0.5) == 2
    assert time_when_share_finished(curve, 0.9) is None


@pytest.mark.parametrize(
    ("most", "of_finished", "why"),
    [
        (20.6, 19.4, "hồ sơ còn treo không có trong đó"),
        (10.0, 19.4, "hồ sơ nhận từ các kỳ trước"),
        (None, 19.4, "mốc 90% chưa có"),
        (19.41, 19.4, ""),
        (19.4, float("nan"), ""),
    ],
)
def test_a_sentence_says_why_the_two_ways_differ_where_they_do(most, of_finished, why):
    note = processing_times.finished_note(100, 7, (3.3, most), (3.1, of_finished))
    assert why in note
    words = [s for s in ("còn treo", "kỳ trước", "chưa có") if s in note]
    assert len(words) == (1 if why else 0)


@pytest.fixture(scope="module")
def sample(sample_data):
    """The snapshot of the committed sample."""
    return opened(sample_data)


CHOICES = (
    Filters(),
    Filters(unit="16516@2025-07-01", certification=False),
    Filters(field="Đất đai"),
    Filters(procedure="1.001193", channel="online"),
)


@pytest.mark.parametrize("selection", CHOICES, ids=str)
def test_the_flow_of_the_sample_leaves_nothing_unexplained(sample, selection):
    months = months_back(sample.data_date, 14)
    counts = asked("counts", sample, selection, months, None)
    counts = counts[["in_hand", "received", "settled"]].fillna(0).astype(int)
    rows = flow.flow(counts["in_hand"], counts["received"][1:], counts["settled"][1:])
    assert rows["received"].sum() > 0
    assert not rows["unexplained"].any()


def test_a_departure_from_the_identity_is_shown():
    rows = flow.flow([10, 12], [5], [4])
    rows.insert(0, "period_start", [pd.Timestamp("2025-06-01")])
    assert "Chênh lệch không giải thích được: 1 hồ sơ" in open_dossiers.flow_note(rows.iloc[-1])


def test_same_day_work_is_shown_in_hours_too(tmp_path):
    of = snapshot(tmp_path, {"2025-06-30": SAME_DAY})
    selection = selection_of(of, Filters(), period("01/06", "30/06"))
    results = over_time(("median_working_days", "p90_working_days", "share_overdue"), selection)
    sentence = processing_times.processing_answer(selection, results).replace(NO_BREAK, " ")
    # Hours 1, 1, 3, 8, 8: the one in the middle is 3; nine in ten within a day, which is no part.
    assert "một nửa hồ sơ xong trong **3 giờ làm việc**" in sentence
    assert "90% hồ sơ xong trong **1 ngày làm việc** (5 hồ sơ)" in sentence


def test_the_fields_that_miss_their_target_stand_first():
    measure = MEASURES["rate_due_on_time"]
    fields = [
        SimpleNamespace(
            field=field,
            measure=measure,
            target=0.95,
            now=pd.Series({"value": k / 90, "numerator": k, "n": 90}),
        )
        for field, k in (("Đất đai", 60), ("Hộ tịch", 72), ("Người có công", 81))
    ]
    row = pd.Series({"value": 2.0, "n": 200})
    results = {
        key: SimpleNamespace(now=row) for key in ("median_working_days", "p90_working_days")
    } | {"share_overdue": SimpleNamespace(now=pd.Series({"value": 0.1, "n": 200}))}
    selection = SimpleNamespace(
        period=SimpleNamespace(label="Quý II/2025"), unit_name="Phường Quảng Thọ"
    )
    sentence = processing_times.processing_answer(selection, results, fields).replace(NO_BREAK, " ")
    assert sentence == (
        "Quý II/2025, phường Quảng Thọ: tỷ lệ đúng hạn, trên hồ sơ đến hạn, chưa đạt 95% ở "
        "**đất đai 66,7% (60/90)**, **hộ tịch 80,0% (72/90)** và 1 lĩnh vực khác; một nửa hồ sơ "
        "xong trong 2 ngày làm việc, 90% hồ sơ xong trong 2 ngày làm việc (200 hồ sơ); 10,0% "
        "hồ sơ đã giải quyết bị quá hạn (200 hồ sơ)."
    )


def test_where_nothing_was_settled_no_time_is_printed_as_a_dash(tmp_path):
    table = "id | status | received | due | finished\n1 | 4 | 02/06 | 10/07 |"
    of = snapshot(tmp_path, {"2025-06-30": table})
    selection = selection_of(of, Filters(), period("01/06", "30/06"))
    results = over_time(("median_working_days", "p90_working_days", "share_overdue"), selection)
    sentence = processing_times.processing_answer(selection, results).replace(NO_BREAK, " ")
    assert sentence.endswith(
        ": không có hồ sơ nào để tính thời gian giải quyết; "
        "không có hồ sơ nào để tính tỷ lệ quá hạn."
    )
