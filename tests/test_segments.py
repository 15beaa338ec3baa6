"""Runs and changes of a share: published vectors, and every partition tried on short series."""

from itertools import combinations

import numpy as np
import pytest

from board.methods.segments import (
    change_cost,
    effect,
    gains,
    of_tables,
    partition,
    segments,
    standardised,
)


def _periods(failures, cases=100):
    return standardised([{"": (failed, cases)} for failed in failures])


def _gain(periods, start, end):
    parts = (periods.observed, periods.expected, periods.variance)
    return float(gains(*(np.array([part[start:end].sum()]) for part in parts), periods.phi)[0])


@pytest.mark.parametrize(
    ("failures", "gain", "starts"),
    [
        ([5] * 8 + [15] * 4, 13.601 + 18.765, [0, 8]),
        ([5] * 8 + [11] * 4, 13.825, [0, 8]),
        ([5] * 8 + [10] * 4, 10.096, [0]),
    ],
)
def test_a_change_is_found_where_both_sides_gain_more_than_it_costs(failures, gain, starts):
    periods = _periods(failures)
    assert _gain(periods, 0, 8) + _gain(periods, 8, 12) == pytest.approx(gain, abs=0.001)
    assert partition(periods, 6, 12.0) == starts


def test_the_two_sides_of_a_published_change_gain_what_is_published():
    periods = _periods([5] * 8 + [15] * 4)
    assert round(_gain(periods, 0, 8), 3) == 13.601
    assert round(_gain(periods, 8, 12), 3) == 18.765
    assert periods.phi == 1


def test_a_run_without_failures_gains_twice_what_was_expected_of_it():
    # 20 failures in 400: E = 10 and V = 10 × 0.95 of either half; 2 × 10 × 10 / 9.5.
    periods = _periods([0, 0, 10, 10])
    assert periods.phi > 1
    assert _gain(periods, 0, 2) * periods.phi == pytest.approx(2 * 10 * 10 / 9.5)


def test_the_partition_is_the_best_of_all_on_random_short_series():
    rng = np.random.default_rng(16)
    changed = 0
    for _ in range(120):
        size, first_run = int(rng.integers(1, 12)), int(rng.integers(1, 7))
        share = np.where(np.arange(size) < rng.integers(0, size + 1), *rng.uniform(0, 0.5, 2))
        cases = rng.integers(45, 90, (size, 2))
        periods = of_tables(rng.binomial(cases, share[:, None]), cases)
        cost = float(rng.uniform(1, 15))
        worth = {}
        for count in range(size):
            for inner in combinations(range(min(first_run, size), size), count):
                starts = (0, *inner)
                ends = (*inner, size)
                runs = zip(starts, ends, strict=True)
                worth[starts] = sum(_gain(periods, a, b) for a, b in runs) - cost * count
        found = partition(periods, first_run, cost)
        changed += len(found) > 1
        assert worth[tuple(found)] == pytest.approx(max(worth.values()), abs=1e-6)
    assert 20 < changed < 100, "both series with and without a change are compared"


def test_a_series_too_short_for_two_runs_has_no_change():
    assert segments(_periods([0, 0, 0, 90, 90, 90]), range(6)).change is None
    assert segments(_periods([0] * 6 + [90]), range(7)).change == "worse"


@pytest.mark.parametrize("failures", [[0] * 12, [100] * 12, [99] * 12])
def test_a_share_that_never_moves_never_changed(failures):
    assert segments(_periods(failures), range(12)).change is None


def test_a_fall_is_worse_and_a_rise_better_with_the_month_in_which_it_began():
    worse = segments(_periods([5] * 10 + [20] * 5), range(15))
    assert (worse.change, worse.runs[-1].first) == ("worse", 10)
    assert (worse.runs[-2].share, worse.runs[-1].share) == (0.05, 0.20)
    better = segments(_periods([20] * 10 + [5] * 5), range(15))
    assert (better.change, better.runs[-1].first) == ("better", 10)


def test_failures_rise_only_beside_what_the_mix_lets_expect():
    # Each procedure keeps its own share; the slow one grows from 20 to 60 of 100 cases.
    mix = [{"fast": (1, 80), "slow": (6, 20)}] * 10 + [{"fast": (0, 40), "slow": (18, 60)}] * 6
    assert segments(standardised(mix), range(16)).change is None
    assert segments(_periods([7] * 10 + [18] * 6), range(16)).change == "worse"


def test_the_same_months_of_the_year_before_make_a_season_of_a_change():
    # January and February are bad every year.
    year = [20, 20] + [5] * 10
    seasonal = segments(_periods(year + year + [20, 20]), range(26))
    assert (seasonal.change, seasonal.is_seasonal) == (None, True)
    new = segments(_periods([5] * 24 + [20, 20]), range(26))
    assert (new.change, new.is_seasonal) == ("worse", False)


def test_a_month_without_cases_moves_no_season_by_a_place():
    # The third month of the first year had no case: February stays the place after January.
    year = [20, 20] + [5] * 10
    places = [*range(2), *range(3, 26)]
    failures = [f for i, f in enumerate(year + year + [20, 20]) if i != 2]
    assert segments(_periods(failures), places).is_seasonal


def test_a_run_of_a_year_is_no_season():
    assert segments(_periods([5] * 12 + [20] * 12), range(24)).change == "worse"


def test_months_that_always_vary_more_than_chance_need_a_larger_change():
    jumpy = [2, 18] * 12
    assert segments(_periods(jumpy), range(24)).change is None
    assert _periods(jumpy).phi > 5


def test_quarters_need_four_before_a_change_and_have_a_season_of_four():
    assert segments(_periods([10, 10, 10, 60]), range(4), "quarter").change is None
    assert segments(_periods([10] * 4 + [60]), range(5), "quarter").change == "worse"
    wave = [10, 10, 10, 60] * 3
    assert segments(_periods(wave), range(12), "quarter").change is None


def test_more_series_make_a_change_dearer_and_fewer_not_cheaper():
    assert change_cost(8) == change_cost(20) == 12
    assert change_cost(40) == pytest.approx(12 + 2 * np.log(2))


def test_an_effect_needs_a_gain_on_both_sides_of_its_date():
    assert effect(_periods([20] * 12 + [5] * 6), 12) == "better"
    assert effect(_periods([5] * 12 + [20] * 6), 12) == "worse"
    assert effect(_periods([5] * 12 + [6] * 6), 12) is None
    # 24 months before gain 2.9, six after 11.6: one side alone is not enough.
    lone = _periods([10] * 24 + [19] * 3)
    assert _gain(lone, 24, 27) > 5 > _gain(lone, 0, 24)
    assert effect(lone, 24) is None
