"""What a chart makes of its signals: directions, icons, gaps, part periods, rebase groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.methods.spc import Series
from tests.test_spc import chart, limits

HIGH_AT_THE_END = (1, 2) * 7 + (9,)  # mean 30 / 15 = 2; ranges 13 of 1 and a screened 7
MIRROR = {"improvement": "concern", "concern": "improvement", "pass": "fail", "fail": "pass"}

values = st.lists(st.one_of(st.none(), st.integers(-50, 50)), min_size=1, max_size=30)
directions = st.sampled_from(["higher", "lower", None])


@pytest.mark.parametrize(
    ("better", "direction"), [("higher", "improvement"), ("lower", "concern"), (None, "high")]
)
def test_the_measure_says_what_is_better(better, direction):
    assert limits(chart(HIGH_AT_THE_END)) == pytest.approx([2, -0.66, 4.66])
    told = chart(HIGH_AT_THE_END, better=better)
    assert (told.direction[-1], told.variation) == (direction, direction)
    if better is None:
        assert chart([-y for y in HIGH_AT_THE_END], better=None).variation == "low"


# (1, 2) · 7: mean 1.5, limits 1.5 ± 2.66 = −1.16 and 4.16
@pytest.mark.parametrize(
    ("better", "target", "assurance"),
    [
        ("higher", 4.2, "fail"),
        ("higher", -1.2, "pass"),
        ("higher", 1.5, "hit_or_miss"),
        ("lower", 4.2, "pass"),
        ("lower", -1.2, "fail"),
        ("lower", 1.5, "hit_or_miss"),
        ("higher", None, None),
        (None, 4.2, None),
    ],
)
def test_a_target_beyond_the_limits_is_always_or_never_reached(better, target, assurance):
    assert chart((1, 2) * 7, better=better, target=target).assurance == assurance


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_a_target_on_a_limit_is_hit_and_missed(better):
    told = chart((1, 2) * 7, better=better)
    for target in (told.lower[0], told.upper[0]):
        assert chart((1, 2) * 7, better=better, target=target).assurance == "hit_or_miss"


def test_twelve_points_are_provisional_and_thirteen_are_not():
    assert chart((1, 2) * 6).provisional
    assert not chart((1, 2) * 6 + (1,)).provisional
    assert chart((1, 2) * 12, groups=(0,) * 14 + (1,) * 10).provisional
    assert chart((1, 2) * 12, fix_after_n=12).provisional


def test_limits_fixed_after_some_points_judge_the_later_ones():
    told = chart((1, 2) * 3 + (9, 9), fix_after_n=6)
    assert limits(told, 7) == pytest.approx([1.5, -1.16, 4.16])  # 1.5 ± 2.66 · 1
    assert told.rule == (None,) * 6 + ("outside",) * 2


def test_frozen_limits_come_from_before_and_only_in_that_group():
    values = (1, 2) * 4 + (5, 6) * 4
    told = chart(values, groups=(0,) * 4 + (1,) * 12, freeze_before=8)
    assert limits(told, 0) == limits(told, 15) == pytest.approx([1.5, -1.16, 4.16])
    assert told.rule[8:] == ("outside",) * 8
    nothing_before = chart(values, groups=(0,) * 8 + (1,) * 8, freeze_before=8)
    assert nothing_before.mean[8:] == (None,) * 8
    assert (nothing_before.variation, nothing_before.kind) == (None, None)


# Departures


@pytest.mark.parametrize(
    ("better", "target", "assurance"),
    [
        ("higher", 0.99, "pass"),
        ("higher", 1, "fail"),
        ("lower", 0.99, "pass"),
        ("lower", 0.98, "fail"),
        ("lower", None, None),
    ],
)
def test_values_that_never_move_have_a_mean_and_no_limits(better, target, assurance):
    # A sum of floats ÷ 17 would miss 0.99 by a hair.
    told = chart((0.99,) * 17, better=better, target=target)
    assert (told.kind, told.variation, told.assurance) == ("mean", "common", assurance)
    assert (told.mean[0], told.lower[0], told.near_upper[0]) == (0.99, None, None)
    assert told.rule == (None,) * 17


def test_where_screening_leaves_no_movement_there_are_no_limits_either():
    # Ranges: 6 of 0 and one of 4, A = 4 / 7 and 3.267 · 4 / 7 = 1.87 < 4. Mean 44 / 8 = 5.5.
    told = chart((5,) * 7 + (9,), target=5.5)
    assert (told.kind, told.mean[0], told.upper[0]) == ("mean", 5.5, None)
    assert (told.assurance, told.rule) == ("pass", (None,) * 8)
    # Unscreened: 5.5 ± 2.66 · 4 / 7
    whole = chart((5,) * 7 + (9,), screen=False)
    assert limits(whole) == pytest.approx([5.5, 3.98, 7.02])


@pytest.mark.parametrize("values_given", [(5,), (1, None, 5, None, 9)])
def test_without_two_neighbours_nothing_is_judged(values_given):
    told = chart(values_given, target=1)
    assert (told.kind, told.variation, told.assurance) == ("mean", None, None)
    assert told.mean[0] == 5


@pytest.mark.parametrize("values_given", [(), (None, None)])
def test_without_points_there_is_no_chart(values_given):
    told = chart(values_given, target=1)
    assert (told.kind, told.variation, told.assurance, told.provisional) == (None,) * 3 + (True,)
    assert told.mean == (None,) * len(values_given)


def test_a_missing_period_breaks_the_moving_range():
    # 1 2 1 _ 9 8 9: ranges 1 1 and 1 1, never 9 − 1; mean 30 / 6
    assert limits(chart((1, 2, 1, None, 9, 8, 9))) == pytest.approx([5, 2.34, 7.66])


def test_a_rebase_breaks_the_moving_range_and_the_run():
    told = chart((1, 2) * 5 + (11, 12) * 5, groups=(0,) * 10 + (1,) * 10)
    assert limits(told, 0) == pytest.approx([1.5, -1.16, 4.16])
    assert limits(told, 19) == pytest.approx([11.5, 8.84, 14.16])
    assert told.rule == (None,) * 20
    assert "trend" not in chart(range(10), groups=(0,) * 5 + (1,) * 5).rule


def test_icons_are_of_the_latest_group_that_has_a_complete_point():
    both = {"groups": (0,) * 14 + (1,), "complete": (True,) * 14 + (False,)}
    told = chart((1, 2) * 7 + (9,), target=-5, **both)
    assert (told.variation, told.assurance, told.provisional) == ("common", "pass", False)
    assert (told.mean[13], told.mean[14]) == (1.5, None)


def test_a_part_period_is_neither_judged_nor_counted():
    told = chart(HIGH_AT_THE_END, complete=(True,) * 14 + (False,))
    assert limits(told, 14) == pytest.approx([1.5, -1.16, 4.16])
    assert (told.rule[-1], told.variation) == (None, "common")


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (((1, 2), (True,), (0, 0)), "one entry a period"),
        (((1, 2), (True, True), (1, 0)), "never fall"),
        (((float("nan"),), (True,), (0,)), "not a value"),
        (((0.5,), (True,), (0,), ((0, 0),)), "not the share"),
        (((50.0,), (True,), (0,), ((1, 2),)), "not the share"),
    ],
)
def test_a_series_that_cannot_be_is_refused(parts, message):
    with pytest.raises(ValueError, match=message):
        Series(*parts)


# Properties


@given(values, directions, st.integers(-50, 50))
def test_a_hollow_point_changes_nothing(given_values, better, hollow):
    size = len(given_values)
    alone = chart(given_values, better=better, target=3)
    part = chart(
        [*given_values, hollow], better=better, target=3, complete=(True,) * size + (False,)
    )
    assert (part.rule[:-1], part.direction[:-1]) == (alone.rule, alone.direction)
    assert part.upper[:-1] == alone.upper
    for name in ("variation", "assurance", "provisional", "kind"):
        assert getattr(part, name) == getattr(alone, name)
    assert (part.rule[-1], part.direction[-1]) == (None, None)


@given(values, directions, st.integers(-100, 100), st.sampled_from([0.5, 2, 8]))
def test_limits_move_and_grow_with_the_values(given_values, better, shift, scale):
    before = chart(given_values, better=better)
    after = chart([None if y is None else y * scale + shift for y in given_values], better=better)
    assert (after.rule, after.direction, after.kind) == (before.rule, before.direction, before.kind)
    for name in ("mean", "lower", "near_upper"):
        for was, now in zip(getattr(before, name), getattr(after, name), strict=True):
            assert (was is None) == (now is None)
            if was is not None:
                assert now == pytest.approx(was * scale + shift, abs=1e-9)


@given(values, st.integers(-60, 60))
def test_the_other_direction_mirrors_every_judgement(given_values, target):
    up = chart(given_values, better="higher", target=target)
    down = chart(given_values, better="lower", target=target)
    assert down.rule == up.rule
    assert down.direction == tuple(MIRROR.get(d) for d in up.direction)
    assert down.variation == MIRROR.get(up.variation, up.variation)
    if up.kind == "xmr":
        assert down.assurance == MIRROR.get(up.assurance, up.assurance)


@given(values, st.integers(-60, 60))
def test_values_upside_down_with_the_other_direction_are_judged_alike(given_values, target):
    up = chart(given_values, better="higher", target=target)
    turned = [None if y is None else -y for y in given_values]
    down = chart(turned, better="lower", target=-target)
    assert (down.rule, down.direction) == (up.rule, up.direction)
    assert (down.variation, down.assurance) == (up.variation, up.assurance)


@given(st.just([]) | values, values)
def test_what_came_before_a_rebase_says_nothing_of_what_comes_after(before, after):
    cut = len(before)
    whole = chart(before + after, groups=(0,) * cut + (1,) * len(after))
    alone = chart(after)
    assert (whole.rule[cut:], whole.upper[cut:]) == (alone.rule, alone.upper)
