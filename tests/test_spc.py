"""Values to limits, signals and icons. "The package" is the R package NHSRplotthedots; what it is
said to give stands in its own tests (github.com/nhs-r-community/NHSRplotthedots, tests/testthat).
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.methods.run_rules import rules
from board.methods.spc import Series, xmr

SPIKE = (1, 2, 1, 2, 10, *(1, 2) * 6, 1)
# set.seed(123); rnorm(20), as in the package's test-ptd_spc_standard.R
NORMAL = (
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621),
    *(-1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272),
    *(-0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141),
)


def series(values, groups=None, complete=None, counts=None):
    size = len(values)
    return Series(tuple(values), complete or (True,) * size, groups or (0,) * size, counts)


def chart(values, better="higher", target=None, **given_by_name):
    parts = {k: given_by_name.pop(k) for k in ("groups", "complete") if k in given_by_name}
    return xmr(series(values, **parts), better=better, target=target, **given_by_name)


def limits(told, i=0):
    return [told.mean[i], told.lower[i], told.upper[i]]


def named(points):
    """The rule of each point around a mean of 0 with limits ±3 and near limits ±2."""
    return [rule for rule, _ in rules(points, 0, 3)]


def signs(points):
    return [sign for _, sign in rules(points, 0, 3)]


# Limits


def test_the_spike_is_screened_out_of_the_moving_ranges():
    # Mean 35 / 18 = 1.94. Moving ranges: 15 of 1, then 8 and 9: A = 32 / 17 = 1.882, and
    # 3.267 · 1.882 = 6.15 < 8. A = 15 / 15 = 1: 1.94 ± 2.66.
    told = chart(SPIKE)
    assert [round(x, 2) for x in limits(told)] == [1.94, -0.72, 4.60]
    # ⅔ · 2.66 = 1.7733
    assert told.near_lower[0] == pytest.approx(35 / 18 - 1.77333, abs=1e-5)
    assert told.near_upper[0] == pytest.approx(35 / 18 + 1.77333, abs=1e-5)
    assert [i for i, rule in enumerate(told.rule) if rule] == [4]
    assert (told.rule[4], told.direction[4]) == ("outside", "improvement")
    assert (told.variation, told.kind, told.provisional) == ("common", "xmr", False)


def test_without_screening_the_spike_widens_its_own_limits():
    # 35 / 18 ± 2.66 · 32 / 17
    told = chart(SPIKE, screen=False)
    assert [round(x, 2) for x in limits(told)] == [1.94, -3.06, 6.95]
    assert told.rule[4] == "outside"


def test_a_range_on_the_screen_is_screened_out():
    # Ranges 3267, 244, 244, 245: A = 4000 / 4, 3.267 A = 3267. A again 733 / 3; mean 12579 / 5.
    told = chart((0, 3267, 3023, 3267, 3022))
    assert told.upper[0] == pytest.approx(2515.8 + 2.66 * 733 / 3)


def test_limits_of_flow_rates_are_those_of_the_handbook():
    # NIST/SEMATECH e-Handbook 6.3.2.2: mean 50.81, moving range 1.8778, limits by 3 / 1.128:
    # 45.8159, 55.8041. By 2.66 they are 1.8778 · (2.66 − 2.65957) = 0.0008 wider.
    told = chart((49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1))
    assert limits(told) == pytest.approx([50.81, 45.8159, 55.8041], abs=0.001)
    assert told.provisional


def test_twenty_normal_values_have_the_limits_of_the_package():
    assert limits(chart(NORMAL)) == pytest.approx([0.1416238, -3.01138, 3.294627], abs=1e-5)


def test_with_a_value_of_ten_the_limits_are_those_of_the_package_screened_and_not():
    values = (*NORMAL[:14], 10.0, *NORMAL[15:])
    screened, whole = chart(values), chart(values, screen=False)
    assert limits(screened) == pytest.approx([0.6694159, -2.383666, 3.722497], abs=1e-5)
    assert limits(whole) == pytest.approx([0.6694159, -4.596625, 5.935457], abs=1e-5)


def test_two_halves_have_the_limits_of_the_package_for_each():
    told = chart(NORMAL, groups=(0,) * 10 + (1,) * 10)
    assert limits(told, 9) == pytest.approx([0.0746, -2.60, 2.75], abs=0.005)
    assert limits(told, 10) == pytest.approx([0.209, -3.28, 3.70], abs=0.005)


# Rules


def test_outside_is_beyond_a_limit_and_not_on_it():
    assert named([3, -3, 3.01, -3.01]) == [None, None, "outside", "outside"]


def test_two_of_three_names_only_those_near_a_limit():
    assert named([2.5, 1, 2.5]) == ["two_of_three", None, "two_of_three"]
    assert named([-2.5, -2.5, -1]) == ["two_of_three", "two_of_three", None]
    assert signs([-2.5, -2.5, -1]) == [-1, -1, 0]
    # From the package's test-ptd_calculate_point_type.R: 1 0 0 1 1 names the last two.
    assert named([2.5, 1, 1, 2.5, 2.5]) == [None, None, None, "two_of_three", "two_of_three"]


@pytest.mark.parametrize(
    "points",
    [
        (2, 1, 2),  # on the near limit
        (-2, -1, -2),
        (2.5, -1, 2.5),  # one on the other side
        (2.5, 0, 2.5),  # one on the mean
        (2.5, -2.5, 2.5),
        (2.5, None, 2.5),
        (2.5, 2.5),  # a window is three points
        (2.5, 1, 1, 2.5),  # in no window two
    ],
)
def test_two_of_three_needs_two_near_and_three_on_one_side(points):
    assert named(points) == [None] * len(points)


def test_a_point_outside_is_not_one_of_the_two():
    assert named([2.5, 4, 1]) == [None, "outside", None]
    assert named([2.5, 4, 2.5]) == ["two_of_three", "outside", "two_of_three"]


def test_two_near_opposite_limits_are_no_signal():
    # The package's issue 143, as it stands in its tests: 1, −1 … and at the end 5.5, −5.5.
    told = chart((1, -1) * 7 + (5.5, -5.5))
    assert told.direction[-2:] == (None, None)


def test_seven_on_one_side_are_seven_shifts():
    assert named([1, 0.5, 1, 0.5, 1, 0.5, 1]) == ["shift"] * 7
    assert named([-1, 1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5, -1]) == [None, *["shift"] * 8, None]
    assert signs([-1, -0.5] * 4) == [-1] * 8


def test_six_then_one_on_the_mean_then_six_are_no_shift():
    assert named([1, 0.5, 1, 0.5, 1, 0.5, 0, 0.5, 1, 0.5, 1, 0.5, 1]) == [None] * 13


def test_a_missing_period_breaks_a_shift():
    assert named([1, 0.5, 1, 0.5, None, 1, 0.5, 1, 0.5]) == [None] * 9


def test_seven_rising_are_seven_trends_and_an_equal_step_is_none():
    # As in the package's test-ptd_calculate_point_type.R; a mean of 4, limits far away.
    assert rules([1, 2, 3, 4, 5, 6, 7], 4, 9) == [("trend", 1)] * 7
    assert rules([7, 6, 5, 4, 3, 2, 1], 4, 9) == [("trend", -1)] * 7
    assert rules([2, 1, 2, 3, 4, 5, 6, 7, 3], 4, 9) == [(None, 0), *[("trend", 1)] * 7, (None, 0)]
    for points in ([1, 2, 3, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [1, 2, 3, None, 4, 5, 6, 7]):
        assert rules(points, 4, 9) == [(None, 0)] * len(points)


def test_on_their_own_limits_the_ends_of_seven_rising_are_outside():
    # 4 ± 2.66 · 1
    told = chart((1, 2, 3, 4, 5, 6, 7))
    assert told.rule == ("outside", *["trend"] * 5, "outside")
    assert told.direction == ("concern", *["improvement"] * 6)


def test_where_two_trends_meet_the_later_one_names_the_point():
    assert signs([-1.2, -0.8, -0.4, 0.2, 0.4, 0.8, 1.2, 0.8, 0.4, 0.2, -0.4, -0.8, -1.2]) == (
        [1] * 6 + [-1] * 7
    )


def test_a_trend_has_the_direction_of_its_slope_and_not_of_its_side():
    rising = [-1.9, -1.8, -1.7, -1.6, -1.5, -1.4, -1.3]
    assert rules(rising, 0, 3) == [("trend", 1)] * 7


def test_the_first_rule_in_order_names_the_point():
    # Seven rising, all above 0 (shift), the fifth and sixth near, the last outside.
    assert named([0.5, 1, 1.5, 1.8, 2.2, 2.6, 3.5]) == ["trend"] * 6 + ["outside"]
    # Not rising: the near ones are two of three, the rest shift.
    assert named([1, 0.5, 1, 2.5, 2.4, 1, 0.5]) == (
        ["shift"] * 3 + ["two_of_three"] * 2 + ["shift"] * 2
    )


def test_a_sign_outside_is_that_of_the_side_though_the_trend_goes_the_other_way():
    assert rules([-9, -8, -7, -6, -5, -4, -3.5], 0, 3) == [("outside", -1)] * 7


def in_some_window(i, size, width, holds):
    starts = range(max(0, i - width + 1), min(i, size - width) + 1)
    return any(holds(range(start, start + width)) for start in starts)


@given(st.lists(st.one_of(st.none(), st.integers(-40, 40)), max_size=30))
def test_each_point_has_the_first_rule_that_the_definitions_give_it(tenths):
    points = [None if t is None else t / 10 for t in tenths]

    def on_one_side(window):
        ys = [points[j] for j in window]
        return None not in ys and (all(y > 0 for y in ys) or all(y < 0 for y in ys))

    def strictly_one_way(window):
        ys = [points[j] for j in window]
        if None in ys:
            return False
        return all(b > a for a, b in pairwise(ys)) or all(b < a for a, b in pairwise(ys))

    def near(j):
        return points[j] is not None and 2 < abs(points[j]) <= 3

    def two_near(window):
        return on_one_side(window) and sum(near(j) for j in window) >= 2

    expected = []
    for i, y in enumerate(points):
        rule = None
        if y is not None and abs(y) > 3:
            rule = "outside"
        elif in_some_window(i, len(points), 7, strictly_one_way):
            rule = "trend"
        elif near(i) and in_some_window(i, len(points), 3, two_near):
            rule = "two_of_three"
        elif in_some_window(i, len(points), 7, on_one_side):
            rule = "shift"
        expected.append(rule)
    assert named(points) == expected
