"""Which cells of a table may be shown, and which sums beside all that are out."""

import itertools

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


def test_few_of_several_classes_are_not_left_over_by_a_sum_less_the_parts_of_another():
    # Three months, of which the first three blocks came first, and then one more of each.
    of = classes([20, 20, 20, 1, 1, 1], [9, 9, 9, 1, 0, 1])
    assert of.release([0, 1, 2], 10)
    assert of.release([0, 3], 100)
    assert of.release([1, 4], 1000)
    assert not of.release([2, 5], 10_000)  # would leave the last three over
    assert not of.release([2], 100_000)  # the last of the first two months


def test_enough_of_several_classes_may_be_left_over():
    of = classes([20, 20, 20, 2, 2, 2], [9, 9, 9, 1, 0, 1])
    assert of.release([0, 1, 2], 10)
    assert all(of.release([month, month + 3], 10 ** (month + 2)) for month in range(3))


def test_no_adding_and_taking_away_of_what_is_out_gives_a_group_of_few():
    """Sums of drawn units, months and snapshots, given out in a drawn order; whatever linear
    algebra makes of those that are out, it makes no group of fewer than five."""
    parts = list(itertools.product(range(2), range(3), range(3)))  # unit, month, snapshot
    unit, month, since = np.array(parts).T
    refused = leaks = 0
    for seed in range(12):
        drawn = np.random.default_rng(seed)
        size = np.where(since == 0, 12, drawn.integers(1, 4, len(parts)))
        count = drawn.integers(0, size + 1)
        regions = itertools.product((unit >= 0, unit == 0, unit == 1), (0, 1, 2, None), range(3))
        sums = [
            of & (month == at if at is not None else True) & (since <= to) for of, at, to in regions
        ]
        of, out = classes(size.tolist(), count.tolist()), []
        for place in drawn.permutation(len(sums)):
            if of.release(np.flatnonzero(sums[place]), int(drawn.integers(1, 2**62))):
                out.append(sums[place])
        refused += len(sums) - len(out)
        is_all = [mine for mine in out if count[mine].sum() in (0, size[mine].sum())]
        known = np.any([*is_all, np.zeros(len(parts), dtype=bool)], axis=0)
        assert few_given_away([*out, *np.eye(len(parts))[known]], size, known) == []
        leaks += len(few_given_away(sums, size, known))
    assert refused
    assert leaks


def few_given_away(sums: list[np.ndarray], size: np.ndarray, known: np.ndarray) -> list[list[int]]:
    """The groups of few, of blocks not known of each, in the linear span of sums."""
    _, values, rows = np.linalg.svd(np.array(sums, dtype=float))
    rest = rows[(values > 1e-9).sum() :]  # what no sum changes with
    groups = [
        [*group]
        for many in range(1, LEAST)
        for group in itertools.combinations(np.flatnonzero(~known & (size < LEAST)).tolist(), many)
        if size[[*group]].sum() < LEAST
    ]
    return [group for group in groups if np.abs(rest[:, group].sum(axis=1)).max(initial=0) < 1e-9]
