"""The difference of two rates in two parts, on figures worked out by hand."""

import pytest

from board.methods.decomposition import difference


def test_a_moved_mix_and_a_slower_procedure_are_told_apart():
    # w 60/40 → 40/60, r 99/80 → 99/78: 91.4% → 86.4%.
    before = {"certification": (594, 600), "land": (320, 400)}
    now = {"certification": (396, 400), "land": (468, 600)}
    mix, pace, total = difference(before, now)
    assert round(total * 100, 6) == -5.0
    assert round(mix * 100, 6) == -4.0
    assert round(pace * 100, 6) == -1.0


def test_a_mix_that_stands_leaves_all_to_the_pace():
    mix, pace, total = difference({"a": (90, 100), "b": (50, 100)}, {"a": (40, 50), "b": (25, 50)})
    assert mix == 0
    assert round(pace, 9) == round(total, 9) == -0.05


def test_a_procedure_of_one_period_is_all_mix():
    # 90/100; then the same 90% beside a new procedure at 50%: 70%.
    mix, pace, total = difference({"a": (90, 100)}, {"a": (90, 100), "new": (50, 100)})
    assert round(total, 9) == round(mix, 9) == -0.2
    assert pace == 0
    mix, pace, total = difference({"a": (90, 100), "new": (50, 100)}, {"a": (90, 100)})
    assert (round(mix, 9), pace) == (0.2, 0)


@pytest.mark.parametrize("empty", [{}, {"a": (0, 0)}])
def test_with_no_case_in_a_period_there_is_no_difference(empty):
    assert difference(empty, {"a": (1, 2)}) is None
    assert difference({"a": (1, 2)}, empty) is None


def test_a_stratum_without_a_case_in_either_period_changes_nothing():
    assert difference({"a": (1, 2), "b": (0, 0)}, {"a": (1, 4)}) == difference(
        {"a": (1, 2)}, {"a": (1, 4)}
    )
