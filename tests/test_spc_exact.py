"""Shares with few events of a kind: exact tails and nothing else."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.methods.exact import is_rare, limits_in_counts, pooled
from board.methods.spc import Series, xmr

TAIL = Fraction(135, 100_000)


def shares(counts, groups=None):
    size = len(counts)
    values = tuple(k / n if n else None for k, n in counts)
    return Series(values, (True,) * size, groups or (0,) * size, tuple(counts))


def plain(values):
    return Series(tuple(values), (True,) * len(values), (0,) * len(values))


def test_the_pooled_share_is_never_all_or_nothing():
    assert pooled([(40, 40)] * 2) == 80.5 / 81
    assert pooled([(0, 40), (0, 9)]) == 0.5 / 50


@pytest.mark.parametrize(
    ("counts", "rare"),
    [
        ([(5, 50)] * 13, False),  # p = 65.5 / 651 = 0.100614; 50 p = 5.03
        ([(4, 50), *[(5, 50)] * 12], True),  # p = 64.5 / 651 = 0.099078; 50 p = 4.95
        ([(45, 50)] * 13, False),
        ([(46, 50), *[(45, 50)] * 12], True),
        ([(1, 10), (9, 90)], False),  # n̄ = 50, p = 10.5 / 101; 5.2
    ],
)
def test_a_share_is_rare_where_fewer_than_five_are_expected(counts, rare):
    assert is_rare(counts) == rare


def test_limits_of_three_at_one_tenth():
    # P(0) = 0.729, P(≥ 2) = 0.028, P(3) = 0.001 < 0.00135
    assert limits_in_counts(3, 0.1) == (0, 2)
    assert limits_in_counts(3, 0.9) == (1, 3)


@given(st.integers(1, 300), st.integers(1, 63))
def test_beyond_the_limits_is_exactly_what_chance_gives_below_the_tail(n, part):
    p = Fraction(part, 64)
    mass = [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    up_to, total = [], Fraction(0)
    for m in mass:
        total += m
        up_to.append(total)
    low = next(k for k in range(n + 1) if up_to[k] >= TAIL)
    high = next(k for k in range(n, -1, -1) if 1 - up_to[k] + mass[k] >= TAIL)
    assert limits_in_counts(n, float(p)) == (low, high)


def test_limits_of_many_are_those_of_the_normal_law():
    # 0.5 · 1 000 000 ± 3 · 500
    low, high = limits_in_counts(1_000_000, 0.5)
    assert (low, high) == (pytest.approx(498_500, abs=2), pytest.approx(501_500, abs=2))


def test_only_a_tail_of_its_own_n_is_a_signal():
    # p = (13 · 40 − 6 + ½) / 521 = 0.98752, so of 40 are missed 5 or more with 0.00014, 4 or more
    # with 0.00155; n̄ (1 − p) = 0.5 < 5.
    told = xmr(shares([(40, 40)] * 11 + [(39, 40), (35, 40)]), better="higher", target=0.5)
    assert told.kind == "exact"
    assert told.rule == (None,) * 12 + ("outside",)
    assert (told.direction[-1], told.variation) == ("concern", "concern")
    assert told.mean[0] == 514.5 / 521
    assert (told.near_lower[0], told.near_upper[0]) == (None, None)
    assert (told.lower[0], told.upper[0]) == (36 / 40, 1)


def test_each_point_has_the_limits_of_its_own_n():
    counts = [(40, 40), (8, 8)] * 6 + [(39, 40), (0, 0), (7, 8)]
    told = xmr(shares(counts), better="higher")
    assert told.kind == "exact"
    assert told.lower[0] != told.lower[1]
    assert (told.mean[13] is not None, told.lower[13], told.rule[13]) == (True, None, None)
    assert told.rule == (None,) * 15


def test_what_is_rare_is_never_an_improvement():
    # p = (6 + ½) / 521 = 0.0125; five or more of 40 have 0.00014.
    counts = [(0, 40)] * 11 + [(1, 40), (5, 40)]
    higher, lower, neutral = (xmr(shares(counts), better=b) for b in ("higher", "lower", None))
    assert (higher.rule[-1], higher.direction[-1], higher.variation) == (None, None, "common")
    assert (lower.rule[-1], lower.variation) == ("outside", "concern")
    assert neutral.variation == "high"


def test_a_rising_rare_share_is_no_trend():
    # p = 21.5 / 7001; 1000 p = 3.07 < 5
    counts = [(k, 1000) for k in (0, 1, 2, 3, 4, 5, 6)]
    told = xmr(shares(counts), better="lower")
    assert (told.kind, told.rule) == ("exact", (None,) * 7)
    assert "trend" in xmr(plain([k / n for k, n in counts]), better="lower").rule


def test_a_long_run_of_a_rare_share_is_no_shift():
    counts = [(39, 40)] * 2 + [(38, 40), (39, 40)] * 4 + [(40, 40), (39, 40)] * 5
    told = xmr(shares(counts), better="higher")
    assert (told.kind, told.rule) == ("exact", (None,) * 20)
    # Mean 39.05 of 40: the first ten lie below; the rules alone call that a shift.
    assert xmr(plain([k / n for k, n in counts]), better="higher").rule[:10] == ("shift",) * 10


def test_each_group_is_judged_by_its_own_kind():
    often = [(500, 1000), (510, 1000)] * 6  # ranges of 0.01
    rare = [(0, 40)] * 12
    # Among the often, a jump to 0.8 is an improvement; among the rare, 8 of 40 is none.
    late_rare = [*often, (800, 1000), *rare]
    late_often = [*rare, (8, 40), *often]
    for counts, kind, direction in (
        (late_rare, "exact", "improvement"),
        (late_often, "xmr", None),
    ):
        told = xmr(shares(counts, groups=(0,) * 13 + (1,) * 12), better="higher")
        assert (told.kind, told.direction[12]) == (kind, direction)


@pytest.mark.parametrize(
    ("better", "target", "assurance"),
    [
        # 13 · 39 = 507 of 520: Wilson 0.9577 to 0.9853
        ("higher", 0.99, "fail"),
        ("higher", 0.98, "hit_or_miss"),
        ("higher", 0.95, "pass"),
        ("lower", 0.99, "pass"),
        ("lower", 0.95, "fail"),
        ("higher", None, None),
        (None, 0.5, None),
    ],
)
def test_a_rare_share_meets_a_target_that_its_wilson_interval_leaves_out(better, target, assurance):
    told = xmr(shares([(39, 40)] * 13), better=better, target=target)
    assert (told.kind, told.assurance) == ("exact", assurance)


def test_one_month_of_a_rare_share_is_not_judged():
    told = xmr(shares([(40, 40)]), better="higher", target=0.5)
    assert (told.kind, told.variation, told.assurance) == ("exact", None, "pass")


def test_a_stable_rare_share_seldom_cries_wolf_by_its_tails_and_often_by_the_rules():
    chance = np.random.default_rng(20260101)
    by_tails = by_rules = 0
    for _ in range(1000):
        counts = [(int(k), 40) for k in chance.binomial(40, 0.995, size=36)]
        exact = shares(counts)
        by_tails += xmr(exact, better="higher").variation != "common"
        by_rules += xmr(plain(exact.values), better="higher").variation != "common"
    assert by_tails < 10  # below 1%
    assert by_rules > 80  # 10% and more, the cases without limits (A = 0) not counted


def test_one_collapse_after_months_without_a_miss_is_a_concern():
    # Twelve months of 300 in 300, then 180: of the ranges, eleven 0 and one 0.4, the last is
    # screened out (0.4 ≥ 3.267 × 0.0333) and nothing is left. P(X ≤ 180) is nil at p = 0.969.
    counts = [(300, 300)] * 12 + [(180, 300)]
    chart = xmr(shares(counts), better="higher", target=0.95)
    assert (chart.kind, chart.variation, chart.rule[-1]) == ("exact", "concern", "outside")
