"""Whether something changed at a date, judged on limits frozen before it."""

import numpy as np
import pytest

from board.methods.spc import Series, frozen_effect, xmr
from tests.test_spc import chart, series
from tests.test_spc_exact import plain, shares


def test_an_effect_is_found_on_limits_frozen_before_it():
    # 1.5 ± 2.66 · 1; near above 1.5 + 1.7733 = 3.2733
    before = (1, 2) * 4
    assert frozen_effect(series((*before, 5)), 8, better="higher") == "improvement"
    assert frozen_effect(series((*before, 5)), 8, better="lower") == "concern"
    assert frozen_effect(series((*before, 5)), 8, better=None) == "high"
    assert frozen_effect(series((*before, 4)), 8, better="higher") == "none"
    assert frozen_effect(series((*before, 4, 4, 2)), 8, better="higher") == "improvement"


def test_the_first_signal_after_the_date_counts():
    assert frozen_effect(series((1, 2) * 4 + (5, 1, -2)), 8, better="higher") == "improvement"


def test_a_run_that_began_before_the_date_is_no_effect_of_it():
    # Before it: mean 18 / 8 = 2.25, A = 9 / 7. Of the seven above the mean three stand before.
    values_given = (1, 2, 1, 2, 1, 4, 3, 4, 3, 4, 3, 4)
    told = xmr(series(values_given), better="higher", freeze_before=8)
    assert told.rule[8:] == ("shift",) * 4
    assert frozen_effect(series(values_given), 8, better="higher") == "none"


def test_a_rebase_at_the_date_does_not_hide_the_effect():
    values_given, groups = (1, 2) * 4 + (5, 6, 5), (0,) * 8 + (1,) * 3
    assert frozen_effect(series(values_given, groups), 8, better="higher") == "improvement"
    assert chart(values_given, groups=groups).rule == (None,) * 11


def test_a_later_rebase_ends_what_is_judged():
    values_given, groups = (1, 2) * 4 + (2, 9), (0,) * 9 + (1,)
    assert frozen_effect(series(values_given, groups), 8, better="higher") == "none"


@pytest.mark.parametrize(
    ("values_given", "at"),
    [
        ((1, 2, 1, 2, 1, 2, 1, 9), 7),  # seven before
        ((1, 2) * 4, 8),  # none after
        ((9, *(1, 2) * 4), 0),
        ((1, None) + (1, 2) * 3 + (9,), 8),  # seven of eight
        ((5,) * 8 + (9,), 8),  # no limits
    ],
)
def test_an_effect_that_cannot_be_judged_is_none(values_given, at):
    assert frozen_effect(series(values_given), at, better="higher") is None


def test_an_effect_on_a_rare_share_is_only_ever_a_concern():
    before = [(40, 40)] * 8
    assert frozen_effect(shares([*before, (36, 40)]), 8, better="higher") == "concern"
    assert frozen_effect(shares([*before, (36, 40)]), 8, better="lower") == "none"
    assert frozen_effect(shares([*before, (39, 40)]), 8, better="higher") == "none"


def test_an_effect_is_found_on_frozen_limits_and_hidden_by_a_rebase():
    # 12 points before and 12 after a shift by 1.5 standard deviations: 89% and 6% (method.md).
    chance = np.random.default_rng(20260102)
    found = hidden = false_alarms = 0
    for _ in range(600):
        noise = chance.normal(size=24)
        shifted = plain((noise + np.repeat((0, 1.5), 12)).tolist())
        rebased = Series(shifted.values, shifted.complete, (0,) * 12 + (1,) * 12)
        found += frozen_effect(shifted, 12, better="higher") == "improvement"
        hidden += "improvement" in xmr(rebased, better="higher").direction[12:]
        false_alarms += frozen_effect(plain(noise.tolist()), 12, better="higher") != "none"
    assert found / 600 == pytest.approx(0.89, abs=0.05)
    assert hidden / 600 == pytest.approx(0.06, abs=0.04)
    assert false_alarms / 600 < 0.35
