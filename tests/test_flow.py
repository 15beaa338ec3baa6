import pytest

from board.methods.flow import Little, backlog_outlasts_finished, flow, little


def test_open_before_plus_in_less_out_is_open_after():
    # 40 + 25 − 20 = 45; 45 + 10 − 30 = 25
    found = flow([40, 45, 25], received=[25, 10], settled=[20, 30])
    assert found.to_numpy().tolist() == [[40, 25, 20, 45, 0], [45, 10, 30, 25, 0]]


def test_a_count_that_departs_from_the_identity_is_shown_and_not_smoothed():
    # 40 + 25 − 20 = 45, but 43 were counted; from 43 on the identity holds again.
    found = flow([40, 43, 43], received=[25, 5], settled=[20, 5])
    assert found["unexplained"].tolist() == [-2, 0]


def test_counts_that_do_not_fit_together_are_refused():
    for open_counts, received, settled in (
        ([1, 2], [1, 1], [1, 1]),
        ([], [], []),
        ([1, 2], [1], []),
    ):
        with pytest.raises(ValueError, match="one count of open dossiers more"):
            flow(open_counts, received, settled)


def test_without_periods_there_are_no_rows():
    assert flow([7], [], []).empty


def test_a_wine_rack_of_160_bottles_at_8_a_month_keeps_them_20_months():
    # The example of Little & Graves (2008), with the month as its unit of time.
    assert little([160], settled=8, working_days=1).implied_working_days == 20


def test_the_implied_time_is_the_average_open_over_what_leaves_a_day():
    # (40 + 44 + 48 + 52 + 56) / 5 = 48; 20 in 5 days = 4 a day; 48 / 4 = 12
    assert little([40, 44, 48, 52, 56], settled=20, working_days=5) == Little(48, 4, 12)


def test_where_each_stays_three_working_days_the_law_gives_three():
    # Two come each day and leave on the third working day after it. So each is counted at the end
    # of its first day and of the two after: 6 open, and 2 leave a day.
    assert little([6] * 5, settled=10, working_days=5).implied_working_days == 3


def test_days_and_counts_that_cannot_be_are_refused():
    for open_counts, settled, days in (([], 1, 1), ([1], 1, 0), ([1], -1, 1), ([-1], 1, 1)):
        with pytest.raises(ValueError, match=r"no working days|negative"):
            little(open_counts, settled, days)


@pytest.mark.parametrize(
    ("p90_working_days", "alarm"),
    [(9, True), (11.875, True), (12, False), (20, False), (None, None)],
)
def test_the_alarm_sounds_where_the_implied_12_days_pass_what_90_percent_took(
    p90_working_days, alarm
):
    flowing = little([48] * 10, settled=40, working_days=10)  # 48 / 4 = 12
    assert backlog_outlasts_finished(flowing, 40, p90_working_days) is alarm


def test_few_settled_are_not_judged_and_none_at_all_with_some_open_is_an_alarm():
    few = little([48] * 10, settled=29, working_days=10)
    assert backlog_outlasts_finished(few, 29, 1) is None
    assert backlog_outlasts_finished(few, 29, 1, warn_below_n=29) is True
    assert backlog_outlasts_finished(little([3], 0, 1), 0, None) is True
    assert backlog_outlasts_finished(little([0], 0, 1), 0, None) is False
