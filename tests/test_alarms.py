"""What the words of change are worth: a small, seeded slice of what `make alarms` counts."""

import numpy as np
import pytest

from bench.alarms import former_rules, page, plan, rows
from bench.alarms.judges import former_word, overview_word
from bench.alarms.wards import Kind, simulated, simulated_cold_start, simulated_ward

FALL = Kind(levels=((24, 0.07), (18, 0.12)))
JUDGES = ("segments", "former")


@pytest.fixture(scope="module")
def fall():
    """What is said after a fall of 5 points at 100 dossiers a month."""
    return rows.detected("a fall, tested", FALL, 400, (6, 12, 18))


def test_few_stable_overviews_have_a_word_and_the_former_rules_gave_many():
    found = rows.false_words("stable, tested", Kind(), (24,), 100, is_ward=False)
    assert found["segments"][24].percent <= 12
    assert found["former"][24].percent > 12


def test_a_fall_is_told_in_time_and_the_former_rules_missed_most(fall):
    for later, fewest in ((6, 48), (12, 79), (18, 90)):
        assert fall["segments"].right[later].percent >= fewest
        assert fall["former"].right[later].percent < 40


def test_the_month_of_a_fall_is_mostly_right_within_one(fall):
    for later in (6, 18):
        assert fall["segments"].month_right[later].percent >= 70
        # They named none.
        assert fall["former"].month_right[later].count == 0


def test_what_recovered_is_soon_told_no_more():
    kind = Kind(levels=((24, 0.07), (6, 0.12), (12, 0.07)))
    found = rows.detected("recovered, tested", kind, 200, (12,), changed_at=24, since=30)
    assert found["segments"].right[12].percent <= 10


@pytest.mark.parametrize("event", [{"mix_from": 24}, {"new_from": 24}], ids=str)
def test_another_mix_of_the_same_procedures_is_no_change_as_it_was_before(event):
    kind = Kind(levels=((24, 0.07), (12, 0.07)), cases=200, **event)
    found = rows.detected(f"{event}, tested", kind, 300, (12,))
    assert found["segments"].any_word[12].percent <= 3
    assert found["former"].any_word[12].percent > 10


def test_what_got_better_is_told_for_less_than_a_year():
    kind = Kind(levels=((24, 0.15), (18, 0.03)), cases=300)
    found = rows.detected("better, tested", kind, 50, (6, 18), expected="better")
    assert found["segments"].right[6].percent > 95
    assert found["segments"].any_word[18].percent < 10


def test_a_row_gives_the_same_figures_each_time():
    rows_of = [rows.detected("again", FALL, 20, (6,))["segments"] for _ in range(2)]
    assert rows_of[0] == rows_of[1]
    assert rows.detected("another name", FALL, 20, (6,))["segments"] != rows_of[0]


def test_what_is_drawn_is_what_the_page_says():
    rng = np.random.default_rng(1)
    starts = rows.first_months(FALL, 240)
    failures, cases = simulated(FALL, starts, rng)
    assert failures[:, :24].sum() / cases[:, :24].sum() == pytest.approx(0.07, abs=0.002)
    assert failures[:, 24:].sum() / cases[:, 24:].sum() == pytest.approx(0.12, abs=0.002)
    volume = cases.sum(axis=2)
    calendar = (starts[:, None] + np.arange(42)) % 12 + 1
    assert volume[calendar == 2].mean() == pytest.approx(40, abs=1)
    assert volume[calendar != 2].mean() == pytest.approx(100, abs=1)
    first_of_all = cases[:, :, 0].sum() / cases.sum()
    assert first_of_all == pytest.approx(1 / sum(1 / s for s in range(1, 21)), abs=0.002)


def test_months_vary_more_than_chance_by_what_is_asked():
    kind = Kind(levels=((60, 0.2),), cases=20_000, procedures=1, varying=0.25)
    failures, cases = simulated(kind, rows.first_months(kind, 100), np.random.default_rng(2))
    shares = failures.sum(axis=2) / cases.sum(axis=2)
    assert shares.std() / shares.mean() == pytest.approx(0.25, abs=0.01)


def test_a_slow_fall_a_season_and_a_survey_come_in_their_months():
    slow = Kind(levels=((24, 0.07), (30, 0.12)), slope_months=10)
    assert slow.level()[[23, 24, 28, 33, 53]] == pytest.approx([0.07, 0.075, 0.095, 0.12, 0.12])
    season = Kind(levels=((12, 0.07),), cases=10_000, season=0.5)
    failures, cases = simulated(season, np.array([0]), np.random.default_rng(3))
    shares = (failures.sum(axis=2) / cases.sum(axis=2))[0]
    assert [month + 1 for month in range(12) if shares[month] > 0.3] == [5, 6, 7]
    survey = Kind(levels=((12, 0.1),), is_survey=True)
    _, cases = simulated(survey, np.array([0]), np.random.default_rng(4))
    assert [month + 1 for month in range(12) if cases[0, month].sum()] == [2, 5, 8, 11]


def test_the_fields_of_a_ward_are_the_parts_of_its_first_share():
    tables = simulated_ward(Kind(), np.array([0, 1]), 16, np.random.default_rng(5))
    assert len(tables) == 16
    for whole, parts in zip(tables[0], zip(*tables[5:], strict=True), strict=True):
        assert (sum(part.sum(axis=2) for part in parts) == whole.sum(axis=2)).all()


def test_files_that_begin_hold_the_quick_dossiers_first():
    failures, cases = simulated_cold_start(200, 12, 40, np.random.default_rng(6))
    by_month = cases.sum(axis=(0, 2)) / 40
    shares = failures.sum(axis=(0, 2)) / cases.sum(axis=(0, 2))
    assert by_month[0] < 170 < 190 < by_month[4:].min()
    assert shares[0] < 0.05 < 0.06 < shares[4:].min()


@pytest.mark.parametrize(
    ("failures", "word"),
    [
        # Mean 10, moving ranges 0 and 2: limits of a few points, and the last month far outside.
        ([10, 10, 12, 10, 8, 10, 12, 10, 8, 10, 10, 30], "worse"),
        ([10, 10, 12, 10, 8, 10, 12, 10, 8, 10, 10, 12], None),
        ([30, 32, 30, 28, 30, 32, 30, 28, 30, 32, 30, 10], "better"),
        # Seven on one side of the mean, none of them near a limit.
        ([5, 15] * 8 + [12, 13, 12, 13, 12, 13, 12], "worse"),
        ([15, 5] * 8 + [13, 12, 13, 12, 13, 12], None),
        # Seven that rise, each by one.
        ([12, 15, 9, 15, 9, 15, 9, 10, 11, 12, 13, 14, 15], "worse"),
        # Few failures: the month is held against the binomial law, and nothing is better.
        ([1] * 12 + [9], "worse"),
        ([3] * 12 + [0], None),
    ],
)
def test_the_former_rules_say_what_they_said(failures, word):
    assert former_rules.change(failures, [100] * len(failures)) == word


def test_the_highest_count_that_was_no_signal_is_of_the_binomial_law():
    # X of 10 at ½: P(X ≥ 10) = 1/1024 < 0.00135 ≤ 11/1024 = P(X ≥ 9).
    assert former_rules.highest_count(10, 0.5) == 9


def test_both_judges_are_asked_of_the_same_months():
    failures, cases = simulated(FALL, np.array([3]), np.random.default_rng(7))
    failures[0, 24:] = cases[0, 24:]  # everything fails
    assert overview_word(failures[0], cases[0], 3, 16).since == 24
    assert overview_word(failures[0], cases[0], 3, 16).change == "worse"
    assert former_word(failures[0, :25], cases[0, :25]).change == "worse"


def test_every_row_has_its_own_name_and_so_its_own_draws():
    names = [row.name for table in plan.TABLES.values() for row in table]
    assert len(names) == len(set(names))


def test_a_bound_that_is_missed_is_said_to_be():
    kept = page._bound("a word", rows.Share(5, 100), 5, is_most=True)
    missed = page._bound("a word", rows.Share(6, 100), 5, is_most=True)
    assert (kept[-1], missed[-1]) == ("yes", "**no**")
    assert kept[2] == "5.0 (2.2 to 11.2)"
    assert page._bound("detected", rows.Share(54, 100), 55)[-1] == "**no**"
