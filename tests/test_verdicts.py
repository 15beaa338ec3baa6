"""What the months of a share say: its change, and whether it reaches its target."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from board.catalogue import MEASURES
from board.measures.effects import Effect, effect_of
from board.measures.verdicts import (
    Verdict,
    judged_months,
    verdict_of,
    without_warm_up,
)
from board.selection.periods import months_back

DUE, COMPLAINED = MEASURES["rate_due_on_time"], MEASURES["share_complained_of"]
SURVEY = MEASURES["share_satisfied_survey"]
JUNE = date(2025, 6, 30)
FALLEN = [5] * 8 + [15] * 4  # the vector of the method: the change lies in the ninth month


def verdict(failures, spec=DUE, target=None, value=None, n=100, series=1) -> Verdict | None:
    """The verdict on months up to June 2025; `failures` a number a month, of `n` cases."""
    months = months_back(JUNE, len(failures))
    cases = np.full(len(failures), n) if isinstance(n, int) else np.array(n)
    return verdict_of(
        spec, months, np.array([failures]).T, np.array([cases]).T, target, value, series
    )


# --- change ----------------------------------------------------------------------------------


def test_a_change_has_its_month_and_the_shares_before_and_since():
    found = verdict(FALLEN)
    assert (found.change, found.since, found.shares) == ("worse", date(2025, 3, 1), (0.95, 0.85))
    assert [(of.first_day, of.last_day) for of in found.levels] == [
        (date(2024, 7, 1), date(2025, 2, 28)),
        (date(2025, 3, 1), JUNE),
    ]
    assert found.is_recent and found.is_long_enough


def test_a_share_that_is_better_lower_gets_worse_where_it_rises():
    found = verdict(FALLEN, COMPLAINED)
    assert (found.change, found.shares) == ("worse", (0.05, 0.15))


def test_a_recovery_ends_the_change():
    found = verdict([15] * 10 + [5] * 6)
    assert (found.change, found.since, found.shares) == ("better", date(2025, 1, 1), (0.85, 0.95))
    # January to June were as good in the year before: no change is left at all.
    found = verdict([5] * 8 + [15] * 6 + [5] * 6)
    assert (found.change, found.is_seasonal) == (None, True)


def test_a_change_of_a_year_ago_still_stands_and_is_recent_no_more():
    assert verdict([5] * 8 + [15] * 11).is_recent
    found = verdict([5] * 8 + [15] * 12)
    assert (found.change, found.since, found.is_recent) == ("worse", date(2024, 7, 1), False)


def test_on_six_months_there_is_no_change_and_on_seven_there_may_be_one():
    short, enough = verdict([5] * 5 + [60]), verdict([5] * 6 + [60])
    assert (short.change, short.is_long_enough) == (None, False)
    assert (enough.change, enough.since) == ("worse", date(2025, 6, 1))


def test_more_series_on_an_overview_make_a_change_cost_more():
    # 11 of 100 in the last four months gain 13.8; of 60 series a change costs 12 + 2 ln 3 = 14.2.
    assert verdict([5] * 8 + [11] * 4, series=20).change == "worse"
    assert verdict([5] * 8 + [11] * 4, series=60).change is None


def test_a_month_like_that_of_the_year_before_is_no_change():
    found = verdict([5] * 11 + [40] + [5] * 11 + [40])
    assert (found.change, found.since, found.is_seasonal) == (None, None, True)
    assert len(found.levels) == 4


def test_a_change_of_the_mix_alone_is_none():
    # Two procedures, of which always 1% and 40% fail; from March on there is more of the second.
    months = months_back(JUNE, 12)
    cases = np.array([[200, 50]] * 8 + [[50, 200]] * 4)
    failures = np.array([[2, 20]] * 8 + [[1, 80]] * 4)
    assert verdict_of(DUE, months, failures, cases, None, None, 1).change is None
    together = (failures.sum(axis=1, keepdims=True), cases.sum(axis=1, keepdims=True))
    assert verdict_of(DUE, months, *together, None, None, 1).change == "worse"


def test_shares_that_move_against_the_change_are_not_given():
    # 2 and 40% fail, then 10 and 75%; of the second, slow procedure there is far less then.
    months = months_back(JUNE, 12)
    cases = np.array([[100, 100]] * 8 + [[180, 20]] * 4)
    failures = np.array([[2, 40]] * 8 + [[18, 15]] * 4)
    found = verdict_of(DUE, months, failures, cases, None, None, 1)
    assert [round(of.share, 3) for of in found.levels] == [0.79, 0.835]
    assert (found.change, found.shares) == ("worse", None)


def test_a_survey_is_judged_by_quarters():
    # Of each quarter one month has slips. 10 of 100 are not content in five quarters, then 40.
    failures = [n for quarter in [10] * 5 + [40] for n in (0, quarter, 0)]
    found = verdict(failures, SURVEY, n=[n for _ in range(6) for n in (0, 100, 0)])
    assert (found.every, found.periods) == ("quarter", 6)
    assert (found.change, found.since, found.shares) == ("worse", date(2025, 4, 1), (0.9, 0.6))


def test_four_quarters_are_too_few_for_a_change():
    failures = [n for quarter in [10] * 3 + [90] for n in (0, quarter, 0)]
    found = verdict(failures, SURVEY, n=[n for _ in range(4) for n in (0, 100, 0)])
    assert (found.change, found.is_long_enough) == (None, False)


@pytest.mark.parametrize(
    "key",
    [
        *("p90_working_days", "median_working_days", "open_late", "open_overdue", "due_waiting"),
        *("dossiers_received", "rate_qd766", "satisfaction_qd766", "share_pledged"),
        *("tasks_overdue", "petitions_open_overdue", "share_letters_sent", "share_findings_mended"),
        *("share_paused_after_due", "share_activities_held"),
        *("share_apologies_legal", "share_issues_settled", "share_receptions_secretary"),
        *("share_before_time", "share_on_time", "share_refused"),
    ],
)
def test_of_stocks_counts_times_and_what_melts_nothing_is_judged(key):
    assert verdict(FALLEN, MEASURES[key], target=0.9) is None


def test_without_cases_nothing_is_judged():
    assert verdict([0] * 12, n=0) is None


# --- target ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failures", "reach", "met"),
    [
        ([2] * 12, "meets", (12, 12)),  # 1176 of 1200: 97.0 to 98.7%
        ([10] * 12, "misses", (0, 12)),  # 1080 of 1200: 88.2 to 91.6%
        ([5] * 8 + [6] * 4, "mixed", (8, 12)),  # 1136 of 1200: 93.2 to 95.8%
        ([4] * 12, "mixed", (12, 12)),  # 1152 of 1200: 94.7 to 97.0%
        # Of twenty months the last twelve: 1176 of 1200, though the eight before were as bad.
        ([2] * 12 + [10] * 12, "misses", (0, 12)),
    ],
)
def test_the_last_twelve_months_together_reach_a_target_miss_it_or_neither(failures, reach, met):
    found = verdict(failures, target=0.95)
    assert (found.reach, found.target_months) == (reach, met)


def test_of_a_share_that_is_better_lower_the_target_is_not_to_be_exceeded():
    for failures, reach, met in (([2] * 12, "meets", (12, 12)), ([10] * 12, "misses", (0, 12))):
        found = verdict(failures, COMPLAINED, target=0.05)
        assert (found.reach, found.target_months) == (reach, met)


def test_a_younger_change_has_its_own_months_held_against_the_target():
    # Twelve months hold 91.7% (90.0 to 93.1); the four since the change 340 of 400, at most 88.2%.
    found = verdict(FALLEN, target=0.9)
    assert (found.reach, found.target_months) == ("misses", (0, 4))


def test_of_a_change_of_a_month_three_months_are_held_against_the_target():
    # 95, 95 and 60 of 100: 250 of 300, at most 87.1%.
    found = verdict([5] * 11 + [40], target=0.9)
    assert (found.since, found.reach, found.target_months) == (date(2025, 6, 1), "misses", (2, 3))


def test_quarters_are_counted_where_it_is_judged_by_quarters():
    failures = [n for quarter in [2, 2, 2, 2, 20] for n in (0, quarter, 0)]
    found = verdict(failures, SURVEY, target=0.9, n=[n for _ in range(5) for n in (0, 100, 0)])
    # The last quarter is a change of its own: 80 of 100, at most 86.7%.
    assert (found.change, found.reach, found.target_months) == ("worse", "misses", (0, 1))


@pytest.mark.parametrize(("n", "reach"), [(2, None), (3, "meets")])
def test_on_fewer_than_thirty_cases_nothing_is_said_of_the_target(n, reach):
    found = verdict([0] * 12, target=0.7, n=n)
    assert (found.reach, found.target_months) == (reach, reach and (12, 12))


def test_without_a_target_nothing_is_said_of_it():
    assert verdict([2] * 12).reach is None


@pytest.mark.parametrize(
    ("failures", "value", "reach"),
    [
        ([10] * 12, 0.991, "mixed"),  # the months miss 95%, the period itself reaches it
        ([10] * 12, 0.95, "mixed"),
        ([10] * 12, 0.9, "misses"),
        ([2] * 12, 0.875, "mixed"),  # the months reach it, the period itself does not
        ([2] * 12, 0.98, "meets"),
        ([2] * 12, None, "meets"),
    ],
)
def test_no_word_on_the_target_contradicts_the_figure_of_the_period(failures, value, reach):
    assert verdict(failures, target=0.95, value=value).reach == reach


# --- the months that are judged --------------------------------------------------------------


def test_months_that_are_not_whole_or_lie_before_a_rebase_are_not_judged():
    months = months_back(JUNE, 6)  # January to June
    whole = [True, False, True, True, True, False]

    def judged(*rebases):
        return judged_months(DUE, months, whole, rebases, JUNE)

    assert judged() == [0, 2, 3, 4]
    assert judged(date(2025, 2, 1), date(2025, 3, 1)) == [2, 3, 4]
    # A month in which somebody began anew is partly of before.
    assert judged(date(2025, 3, 2)) == [3, 4]


def test_the_newest_month_of_what_is_answered_later_waits_for_a_week():
    months, asked = months_back(JUNE, 3), MEASURES["response_rate"]
    for known, judged in ((date(2025, 7, 6), [0, 1]), (date(2025, 7, 7), [0, 1, 2])):
        assert judged_months(asked, months, [True] * 3, [], known) == judged
        assert judged_months(DUE, months, [True] * 3, [], known) == [0, 1, 2]


def test_the_first_three_months_of_a_units_files_hold_the_quick_dossiers_alone():
    months = months_back(JUNE, 5)
    failures, cases = np.array([[0], [1], [2], [3], [4]]), np.array([[0], [10], [20], [30], [40]])
    since = date(2025, 2, 10)
    kept, failed, n = without_warm_up(DUE, months, failures, cases, [since])
    # From March on, the first month with cases; up to April they are empty, in the first run.
    assert [month.start.month for month in kept] == [3, 4, 5, 6]
    assert (failed.ravel().tolist(), n.ravel().tolist()) == ([0, 0, 3, 4], [0, 0, 30, 40])
    online = MEASURES["share_online"]  # what came in is known from the first day on
    kept, failed, n = without_warm_up(online, months, failures, cases, [since])
    assert (failed.ravel().tolist(), n.ravel().tolist()) == ([1, 2, 3, 4], [10, 20, 30, 40])


def test_each_units_first_months_are_empty_in_its_own_strata():
    months = months_back(JUNE, 5)  # February to June
    cases = np.array([[9, 0], [9, 0], [9, 9], [9, 9], [9, 9]])
    known = [date(2024, 1, 1), date(2025, 4, 1)]
    kept, _, n = without_warm_up(DUE, months, cases, cases, known)
    assert [month.start.month for month in kept] == [2, 3, 4, 5, 6]
    assert n.T.tolist() == [[9, 9, 9, 9, 9], [0, 0, 0, 0, 0]]


# --- what followed a date --------------------------------------------------------------------


def effect(before, after, spec=DUE):
    """What followed the first day of the first month of `after`."""
    months = months_back(JUNE, len(before) + len(after))
    failures = np.array([[*before, *after]]).T
    on = months[len(before)].start if after else date(2025, 7, 1)
    return effect_of(spec, months, failures, np.full(failures.shape, 100), on)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ([], Effect(None, None)),
        ([15] * 5, Effect(None, None)),  # no sooner than after six complete months
        ([15] * 6, Effect(6, "worse")),
        ([5] * 6, Effect(6, None)),
        ([1] * 6, Effect(6, "better")),
        # Between six and twelve months it stands by the first six.
        ([5] * 6 + [40] * 5, Effect(6, None)),
        ([5] * 6 + [40] * 6, Effect(12, "worse")),
        # After twelve it is not judged again.
        ([5] * 12 + [60] * 5, Effect(12, None)),
    ],
)
def test_a_date_is_judged_once_after_six_and_once_after_twelve_months(after, found):
    assert effect([5] * 10, after) == found


def test_a_date_without_a_month_before_it_is_not_judged():
    assert effect([], [5] * 8) == Effect(None, None)


def test_a_date_within_a_month_is_judged_from_the_next_one_on():
    months = months_back(JUNE, 16)
    failures = np.array([[5] * 10 + [15] * 6]).T
    cases = np.full(failures.shape, 100)
    assert effect_of(DUE, months, failures, cases, date(2024, 12, 20)) == Effect(6, "worse")
    assert effect_of(DUE, months, failures, cases, date(2025, 1, 2)) == Effect(None, None)


def test_a_measure_that_is_judged_is_one_that_gets_better_somewhere():
    for spec in MEASURES.values():
        is_judged = spec.judged_every is not None
        assert not is_judged or (spec.unit, spec.is_duty) == ("share", False), spec.key
        assert not is_judged or spec.better, spec.key
    assert replace(DUE, better=None).judged_every is None


def test_a_survey_that_begins_within_a_quarter_has_that_quarter_judged():
    spec = MEASURES["share_satisfied_survey"]
    months = months_back(date(2025, 6, 30), 18)  # January 2024 to June 2025
    cases = np.array([[0], [40], [0]] * 6)  # one survey a quarter, in its second month
    failures = np.array([[0], [4], [0]] * 6)
    kept, _, kept_cases = without_warm_up(spec, months, failures, cases, [None])
    assert kept[0].start == date(2024, 1, 1) and kept_cases.sum() == 240
    found = verdict_of(
        spec, kept, *(table[: len(kept)] for table in (failures, cases)), 0.9, None, 1
    )
    assert found.periods == 6
