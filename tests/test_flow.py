import pytest

from board.methods.flow import flow


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
