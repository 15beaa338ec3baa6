"""From a measure's months to its place on the agenda."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from board.catalogue import MEASURES
from board.measures.signals import judged, place_on_agenda, urgency


def months(values, n=1000, complete=True, first="2023-01-01"):
    """A frame of months as `facts` makes it: shares of n."""
    frame = pd.DataFrame({"value": values, "n": n})
    frame["numerator"] = (frame["value"] * frame["n"]).round()
    frame["period_start"] = pd.date_range(first, periods=len(frame), freq="MS")
    frame["is_complete"] = complete
    return frame


STABLE = [0.90, 0.92] * 7


def chart(variation, assurance):
    return SimpleNamespace(variation=variation, assurance=assurance)


@pytest.mark.parametrize(
    ("variation", "assurance", "place"),
    [
        ("common", "pass", "settled"),
        ("common", None, "settled"),
        ("common", "hit_or_miss", "watch"),
        ("common", "fail", "discuss"),
        ("concern", "pass", "discuss"),
        ("concern", "hit_or_miss", "discuss"),
        ("concern", "fail", "discuss"),
        ("concern", None, "discuss"),
        ("improvement", "pass", "watch"),
        ("improvement", "fail", "watch"),
        ("improvement", None, "watch"),
        (None, None, "unjudged"),
    ],
)
def test_variation_and_assurance_place_a_measure_on_the_agenda(variation, assurance, place):
    assert place_on_agenda(chart(variation, assurance)) == place


def test_what_is_not_judged_is_named_so():
    assert place_on_agenda(None) == "unjudged"


def test_concern_that_cannot_reach_its_target_comes_first():
    ranked = [("concern", "fail"), ("concern", "hit_or_miss"), ("common", "fail")]
    assert sorted(reversed(ranked), key=lambda pair: urgency(chart(*pair))) == ranked


def test_a_measure_without_direction_is_not_judged():
    assert judged(MEASURES["share_before_time"], months(STABLE), None) is None


def test_a_share_is_judged_by_its_counts_where_misses_are_few():
    # n̄(1 − p) = 40 × about 0.005 = 0.2 < 5: exact tails alone; of 40, 36 is far too few.
    frame = months([1.0] * 13 + [0.9], n=40)
    result = judged(MEASURES["share_satisfied"], frame, 0.9)
    assert (result.kind, result.variation, result.rule[-1]) == ("exact", "concern", "outside")


def test_a_month_that_is_not_over_is_not_judged():
    frame = months([*STABLE, 0.2])
    assert judged(MEASURES["rate_due_on_time"], frame, 0.95).variation == "concern"
    frame.loc[frame.index[-1], "is_complete"] = False
    assert judged(MEASURES["rate_due_on_time"], frame, 0.95).variation == "common"


def test_a_rebase_begins_with_the_first_month_that_begins_on_its_day_or_later():
    frame = months([0.5, 0.52] * 7 + [0.9, 0.92] * 7)  # 14 months, then 14 from 03/2024 on
    measure = MEASURES["rate_due_on_time"]
    for day, first in ((date(2024, 3, 1), 14), (date(2024, 2, 2), 14), (date(2024, 2, 1), 13)):
        result = judged(measure, frame, None, [day])
        assert [m == result.mean[0] for m in result.mean].index(False) == first, day
    assert judged(measure, frame, None).mean[0] == judged(measure, frame, None).mean[-1]


def test_what_is_too_few_to_be_shown_is_missing_in_the_chart():
    frame = months(STABLE)
    frame.loc[3, "value"] = float("nan")
    result = judged(MEASURES["rate_due_on_time"], frame, None)
    assert result.variation == "common" and result.rule[3] is None
