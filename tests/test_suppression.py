"""Which cells of a table may be shown, and which sums beside all that are out."""

import numpy as np

from board.methods.suppression import Classes, filled_up, shown

LEAST = 5


def test_the_smallest_other_part_is_hidden_with_the_one_that_a_total_would_give_away():
    total, *parts = [0, 1, 2], [0], [1], [2]
    assert shown([total, *parts], [10, 6, 3], LEAST) == [True, True, False, False]


def test_two_hidden_parts_of_fewer_than_enough_together_hide_a_third():
    total, *parts = [0, 1, 2, 3], [0], [1], [2], [3]
    assert shown([total, *parts], [10, 6, 2, 2], LEAST) == [True, True, False, False, False]
    assert shown([total, *parts], [10, 6, 3, 2], LEAST) == [True, True, True, False, False]


def test_a_part_of_few_hides_no_other_where_no_total_is_shown_and_nobody_is_no_part():
    assert shown([[0], [1], [2]], [10, 3, 0], LEAST) == [True, False, True]


def classes(size: list[int], count: list[int], *hidden: list[int]) -> Classes:
    """Blocks of so many, of whom so many are counted, none of them in a sum yet."""
    nowhere = np.zeros(len(size), dtype=np.uint64)
    return Classes(
        np.array(size), np.array(count), LEAST, filled_up(hidden, LEAST), nowhere, nowhere > 0
    )


def test_a_sum_is_refused_that_leaves_a_group_of_few_over():
    of = classes([10, 3, 8], [6, 1, 4], [1])
    assert of.release([0, 1, 2], 10)  # all
    assert not of.release([0, 2], 100)  # all but the three
    assert of.release([0], 1000)  # of the other eleven it tells nothing of the three
    assert not of.release([2], 10_000)


def test_a_sum_is_refused_that_leaves_few_beside_those_who_all_said_the_same():
    of = classes([10, 3, 8], [6, 3, 8], [1])
    assert of.release([0, 1, 2], 10)
    # All of the eleven others would be counted, so the three too.
    assert not of.release([0], 1000)


def test_a_group_that_rows_and_columns_hold_is_guarded_by_an_exchange_of_four():
    # Two rows of two: each of the four cells is of few, and all of one cell said the same.
    rows_and_columns = [0, 1], [2, 3], [0, 2], [1, 3]
    size, count, hidden = [4, 3, 3, 4], [4, 1, 0, 3], ([0], [1], [2], [3])
    of = classes(size, count, *hidden)
    for place, cells in enumerate(rows_and_columns):
        assert of.release(cells, 10**place)
    # A fifth sum, of a cell's diagonal, leaves no exchange.
    assert not of.release([0, 3], 10_000)


def test_a_share_of_all_or_none_of_enough_is_given_out_though_it_tells_of_each():
    of = classes([10, 3], [10, 3], [1])
    assert of.release([0, 1], 10)
