from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.methods.funnel import (
    expected_share,
    limits,
    limits_of_mix,
    mix_by_others,
    place_in_mix,
)

SIXTEENTHS = st.integers(1, 15).map(lambda part: Fraction(part, 16))


def place(k: int, n: int, overall: float, hide_below_n: int = 5) -> str | None:
    """The place of k of n where every case has one chance."""
    return place_in_mix(k, [(n, overall)], hide_below_n)


def test_ten_at_one_half_have_the_limits_worked_out_by_hand():
    # Of 1024: P(0) = 1, P(≤ 1) = 11, P(≤ 2) = 56; the tails are 25.6 and 1.024.
    # 95%: r = 2, α = (56 − 25.6) / 45 = 0.675556, (2 − α) / 10 = 0.132444
    # 99.8%: r = 1, α = (11 − 1.024) / 10 = 0.9976, (1 − α) / 10 = 0.000240
    assert [round(limit, 6) for limit in limits(10, 0.5)] == [0.00024, 0.132444, 0.867556, 0.99976]


@pytest.mark.parametrize(
    ("k", "where"),
    [
        (0, "low_998"),  # 1/1024 = 0.00098 < 0.001
        (1, "low_95"),  # 11/1024 = 0.011 < 0.025
        (2, "inside"),  # 56/1024 = 0.055
        (5, "inside"),
        (8, "inside"),
        (9, "high_95"),
        (10, "high_998"),
    ],
)
def test_of_ten_at_one_half_each_count_has_its_place(k, where):
    assert place(k, 10, 0.5) == where


def test_all_of_few_are_inside_where_chance_often_gives_all():
    # 0.9⁵ = 0.59: most such units have 5 of 5. 0.9³⁵ = 0.0250316 and 0.9³⁶ = 0.0225.
    assert place(5, 5, 0.9) == "inside"
    assert limits(5, 0.9).high_95 == 1
    assert place(35, 35, 0.9) == "inside"
    assert place(36, 36, 0.9) == "high_95"


def test_fewer_than_five_are_never_placed():
    assert place(0, 4, 0.99) is None  # by chance 0.01⁴
    assert place(0, 5, 0.99) == "low_998"
    assert place(0, 0, 0.99) is None
    assert place_in_mix(0, [(2, 0.99), (2, 0.99)]) is None
    assert place(0, 9, 0.99, hide_below_n=10) is None


def test_the_limits_of_many_are_those_of_the_normal_law():
    # 0.1 ± 1.959964 · √(0.1 · 0.9 / 1 000 000), ± 3.090232 · 0.0003
    close = [0.099073, 0.099412, 0.100588, 0.100927]
    assert list(limits(1_000_000, 0.1)) == pytest.approx(close, abs=2e-6)


def test_where_all_or_none_succeed_any_departure_is_outside():
    assert (place(10, 10, 1), place(9, 10, 1)) == ("inside", "low_998")
    assert (place(0, 10, 0), place(1, 10, 0)) == ("inside", "high_998")


def test_a_mix_expects_what_each_procedure_gives_overall():
    # (40 · 0.6 + 10 · 0.99) / 50 = 33.9 / 50
    assert expected_share([(40, 0.6), (10, 0.99)]) == pytest.approx(0.678)
    assert expected_share([]) is None
    assert expected_share([(0, 0.5)]) is None


def test_four_at_one_half_and_two_at_one_fifth_have_places_worked_out_by_hand():
    mix = [(4, 0.5), (2, 0.2)]
    assert place_in_mix(0, mix) == "inside"  # 1/16 · 0.64 = 0.04
    # P(≥ 5) = 1/16 · 0.04 + 1/16 · 0.32 + 4/16 · 0.04 = 0.0025 + 0.02 + 0.01 = 0.0325
    assert place_in_mix(5, mix) == "inside"
    assert place_in_mix(6, mix) == "high_95"  # 0.0025
    # The upper 95% limit, counted in failures: r = 1, α = (0.0325 − 0.025) / 0.03 = 0.25
    assert limits_of_mix(mix).high_95 == pytest.approx((6 - 0.75) / 6)


def test_a_unit_with_the_hard_procedures_is_judged_by_them():
    # 30 of 50 against 95% is far out; against its own 67.8% it is 3.9 below, of a deviation
    # √(40 · 0.6 · 0.4 + 10 · 0.99 · 0.01) = 3.1
    assert place(30, 50, 0.95) == "low_998"
    assert place_in_mix(30, [(40, 0.6), (10, 0.99)]) == "inside"


def test_one_share_in_parts_is_the_same_share():
    parts = [(30, 0.8), (0, 0.1), (20, 0.8)]
    assert list(limits_of_mix(parts)) == pytest.approx(list(limits(50, 0.8)))


def test_many_procedures_with_many_dossiers_keep_the_limits_of_the_normal_law():
    # 200 procedures of 5 000 at 3% and at 5%: variance 100 · 5 000 · (0.0291 + 0.0475) = 38 300,
    # deviation 195.704; 40 000 ± 1.959964 · 195.704 = ± 383.57
    limit = limits_of_mix([(5_000, 0.03), (5_000, 0.05)] * 100)
    assert limit.low_95 * 1_000_000 == pytest.approx(40_000 - 383.57, abs=1)
    assert limit.high_95 * 1_000_000 == pytest.approx(40_000 + 383.57, abs=1)


def tail(k: int, n: int, p: Fraction) -> float:
    """The chance of k or more successes of n."""
    return float(sum(comb(n, r) * p**r * (1 - p) ** (n - r) for r in range(k, n + 1)))


def test_a_large_unit_is_not_its_own_yardstick():
    # 386 of 440 in one ward, 760 of 950 = 80% in the others; together 1146 of 1390 = 82.4%.
    assert round(tail(386, 440, Fraction(1146, 1390)), 4) == 0.0015
    assert round(tail(386, 440, Fraction(760, 950)), 7) == 0.0000126
    assert place(386, 440, 1146 / 1390) == "high_95"
    (unit,) = mix_by_others({"p": (386, 440)}, {"p": (760, 950)})
    assert unit == (440, pytest.approx(0.8))
    assert place_in_mix(386, [unit]) == "high_998"


def test_few_cases_elsewhere_are_drawn_towards_what_the_others_have_in_all():
    # q0 = (3 + 57) ÷ (3 + 97) = 0.6; rare: (3 + 10 · 0.6) ÷ 13 = 9/13; common: (57 + 6) ÷ 107.
    # What the unit does not handle ("other") draws nothing.
    mix = mix_by_others(
        {"rare": (1, 2), "common": (30, 50)},
        {"rare": (3, 3), "common": (57, 97), "other": (0, 500)},
    )
    assert mix == [(2, pytest.approx(9 / 13)), (50, pytest.approx(63 / 107))]


def test_all_of_three_elsewhere_leave_a_failure_possible():
    # q0 = 3.5 ÷ 4; (3 + 8.75) ÷ 13, and for none of three its mirror.
    assert mix_by_others({"p": (0, 5)}, {"p": (3, 3)}) == [(5, pytest.approx(11.75 / 13))]
    assert mix_by_others({"p": (0, 5)}, {"p": (0, 3)}) == [(5, pytest.approx(1.25 / 13))]


def test_a_procedure_that_nobody_else_has_says_nothing_of_the_unit():
    # The own procedure lends its 2 of 8; the common one is 5 of 10 elsewhere.
    mix = mix_by_others({"own": (2, 8), "common": (6, 10)}, {"common": (5, 10)})
    assert mix == [(8, 0.25), (10, 0.5)]
    # Expected are 2 + 5 of 18; only the 6 of 10 depart from it.
    assert expected_share(mix) == pytest.approx(7 / 18)


@pytest.mark.parametrize("others", [{}, {"p": (0, 0)}, {"other": (5, 10)}])
def test_a_unit_that_nothing_compares_with_has_no_yardstick(others):
    assert mix_by_others({"p": (3, 10)}, others) is None


@pytest.mark.parametrize(("k", "n"), [(-1, 10), (11, 10), (1.5, 10), (1, 10.5), (0, -5)])
def test_counts_that_cannot_be_are_refused(k, n):
    with pytest.raises(ValueError, match="not a"):
        place(k, n, 0.5)


@pytest.mark.parametrize("overall", [-0.1, 1.1, 95, float("nan")])
def test_a_share_that_cannot_be_is_refused(overall):
    with pytest.raises(ValueError, match="not a number of dossiers and a share"):
        limits(10, overall)


def test_of_no_dossiers_there_are_no_limits():
    with pytest.raises(ValueError, match="no dossiers"):
        limits(0, 0.5)


@given(st.integers(5, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), SIXTEENTHS)
def test_a_unit_is_outside_exactly_where_chance_is_below_the_tail(share, p):
    k, n = share
    mass = [comb(n, r) * p**r * (1 - p) ** (n - r) for r in range(n + 1)]
    down, up = sum(mass[: k + 1]), sum(mass[k:])
    expected = "inside"
    for tail, name in ((Fraction(25, 1000), "95"), (Fraction(1, 1000), "998")):
        if down < tail:
            expected = f"low_{name}"
        if up < tail:
            expected = f"high_{name}"
    assert place(k, n, float(p)) == expected


@given(st.integers(1, 3000), SIXTEENTHS)
def test_a_share_and_its_complement_have_mirrored_limits(n, p):
    of_failures = limits(n, float(1 - p))
    mirrored = [1 - limit for limit in reversed(of_failures)]
    assert list(limits(n, float(p))) == pytest.approx(mirrored, abs=1e-12)


@given(st.integers(1, 3000), SIXTEENTHS)
def test_limits_stand_in_order_around_the_overall_share(n, p):
    low_998, low_95, high_95, high_998 = limits(n, float(p))
    assert 0 <= low_998 <= low_95 <= p <= high_95 <= high_998 <= 1


@given(
    st.lists(st.tuples(st.integers(0, 4), SIXTEENTHS), min_size=1, max_size=4),
    st.integers(0, 16),
)
def test_a_mix_is_placed_by_the_sum_over_all_its_outcomes(mix, k):
    mass = [Fraction(1)]
    for p in (p for count, p in mix for _ in range(count)):
        stay, step = [m * (1 - p) for m in mass] + [0], [0] + [m * p for m in mass]
        mass = [a + b for a, b in zip(stay, step, strict=True)]
    n = len(mass) - 1
    k = min(k, n)
    where = place_in_mix(k, [(count, float(p)) for count, p in mix])
    if n < 5:
        assert where is None
    else:
        assert (where in ("low_95", "low_998")) == (sum(mass[: k + 1]) < Fraction(25, 1000))
        assert (where in ("high_95", "high_998")) == (sum(mass[k:]) < Fraction(25, 1000))
