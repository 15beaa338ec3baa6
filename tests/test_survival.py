import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.methods.survival import kaplan_meier, time_when_share_finished

# Weeks in remission under 6-MP, Freireich et al., Blood 21 (1963) 699-716, as counts:
# 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+ (+ = censored)
WEEKS = [6, 7, 9, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35]
RELAPSED = [3, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0]
CENSORED = [1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1]


def test_the_remissions_of_freireich_have_their_published_curve_error_and_interval():
    # 18/21 = 0.857; · 16/17 = 0.807; · 14/15 = 0.753; · 11/12 = 0.690; · 10/11 = 0.627;
    # · 6/7 = 0.538; · 5/6 = 0.448. Error and log-log interval as survival packages print them.
    curve = kaplan_meier(WEEKS, RELAPSED, CENSORED)
    steps = curve[curve["finished"] > 0].drop(columns=["finished", "censored"]).round(4)
    assert steps.to_numpy().tolist() == [
        [6, 21, 0.8571, 0.0764, 0.6197, 0.9516],
        [7, 17, 0.8067, 0.0869, 0.5631, 0.9228],
        [10, 15, 0.7529, 0.0963, 0.5032, 0.8894],
        [13, 12, 0.6902, 0.1068, 0.4316, 0.8491],
        [16, 11, 0.6275, 0.1141, 0.3675, 0.8049],
        [22, 7, 0.5378, 0.1282, 0.2678, 0.7468],
        [23, 6, 0.4482, 0.1346, 0.1881, 0.6801],
    ]


def test_half_had_relapsed_by_week_23_and_nine_in_ten_never_within_the_study():
    curve = kaplan_meier(WEEKS, RELAPSED, CENSORED)
    assert time_when_share_finished(curve, 0.5) == 23  # 1 − 0.448 = 0.552
    assert time_when_share_finished(curve, 0.14) == 6  # 1 − 0.857 = 0.143
    assert time_when_share_finished(curve, 0.15) == 7
    assert time_when_share_finished(curve, 0.9) is None


def test_one_censored_at_a_time_is_still_at_risk_at_it():
    # Four at day 2, one of them censored: 3/4 of them finished, not 3/3.
    curve = kaplan_meier([2], [3], [1])
    assert curve.loc[0, ["at_risk", "survival"]].tolist() == [4, 0.25]


def test_the_finished_alone_would_flatter():
    # Ten finish on day 1 and ten are still open after day 5: all finished ones took 1 day, but of
    # all that came in only half.
    curve = kaplan_meier([1, 5], [10, 0], [0, 10])
    assert time_when_share_finished(curve, 0.5) == 1
    assert time_when_share_finished(curve, 0.51) is None


def test_exactly_half_is_reached_although_the_product_misses_it_by_a_hair():
    # 23/24 · 22/23 · … · 12/13 = 1/2, in floats 0.5000000000000001
    curve = kaplan_meier(range(1, 14), [1] * 12 + [12], [0] * 13)
    assert time_when_share_finished(curve, 0.5) == 12
    assert time_when_share_finished(curve, 1) == 13


def test_before_the_first_finish_and_after_the_last_there_is_no_interval():
    curve = kaplan_meier([0, 1, 2], [0, 1, 1], [1, 0, 0])
    assert curve["survival"].tolist() == [1, 0.5, 0]
    assert curve[["low", "high"]].isna().all(axis=1).tolist() == [True, False, True]
    # Greenwood on day 1: 0.5 · √(1 / (2 · 1)) = 0.3536; nothing has happened on day 0.
    assert curve["standard_error"].round(4).tolist()[:2] == [0, 0.3536]
    assert pd.isna(curve["standard_error"][2])


def test_times_at_which_nothing_was_counted_have_no_row():
    curve = kaplan_meier([1, 2, 3], [1, 0, 0], [0, 1, 0])
    assert curve["time"].tolist() == [1, 2]
    assert kaplan_meier([], [], []).empty
    assert time_when_share_finished(kaplan_meier([], [], []), 0.5) is None


@pytest.mark.parametrize(
    ("time", "finished", "censored"),
    [
        ([2, 1], [1, 1], [0, 0]),
        ([1, 1], [1, 1], [0, 0]),
        ([-1], [1], [0]),
        ([float("nan")], [1], [0]),
        ([1], [-1], [0]),
        ([1], [1.5], [0]),
        ([1], [1], [float("nan")]),
        ([1, 2], [1], [0]),
    ],
)
def test_counts_and_times_that_cannot_be_are_refused(time, finished, censored):
    with pytest.raises(ValueError, match=r"not |differ"):
        kaplan_meier(time, finished, censored)


@pytest.mark.parametrize("share", [0, -0.5, 1.1, 50, float("nan")])
def test_a_share_outside_nought_and_one_is_refused(share):
    with pytest.raises(ValueError, match="not a share"):
        time_when_share_finished(kaplan_meier([1], [1], [0]), share)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40))
def test_with_nothing_open_the_curve_is_the_plain_share_of_those_that_took_longer(finished):
    total = sum(finished)
    curve = kaplan_meier(range(len(finished)), finished, [0] * len(finished))
    for row in curve.itertuples():
        longer = sum(finished[int(row.time) + 1 :])
        assert row.survival == pytest.approx(longer / total, abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=30))
def test_the_interval_holds_the_curve_and_stays_within_nought_and_one(counts):
    finished, censored = zip(*counts, strict=True)
    curve = kaplan_meier(range(len(counts)), finished, censored).dropna()
    assert (curve["low"] >= 0).all() and (curve["high"] <= 1).all()
    assert (curve["low"] <= curve["survival"]).all() and (curve["survival"] <= curve["high"]).all()
