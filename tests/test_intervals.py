import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.methods.intervals import wilson

shares = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_intervals_that_newcombe_published_in_1998(successes, n, low, high):
    assert [round(end, 4) for end in wilson(successes, n)] == [low, high]


def test_ten_content_of_ten_support_no_more_than_72_percent():
    # All of n: low = n / (n + z²) = 10 / (10 + 1.959964²) = 10 / 13.841459 = 0.722467
    low, high = wilson(10, 10)
    assert round(low, 6) == 0.722467
    assert high == 1.0


def test_another_confidence_has_another_z():
    # 5 of 10 at 90%: z = 1.644854, z² = 2.705543; half width = z √(10/4 + z²/4) / (10 + z²)
    # = 1.644854 × √3.176386 / 12.705543 = 1.644854 × 1.782242 / 12.705543 = 0.230730
    low, high = wilson(5, 10, confidence=0.90)
    assert (round(low, 5), round(high, 5)) == (0.26927, 0.73073)


def test_of_nothing_there_is_no_interval():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(
    ("successes", "n"),
    [
        (-1, 10),
        (11, 10),
        (1, 0),
        (0, -1),
        (-2, -1),
        (1.5, 10),
        (1, 10.5),
        (float("nan"), 10),
        (1, float("nan")),
        (1, float("inf")),
    ],
)
def test_counts_that_cannot_be_are_refused(successes, n):
    with pytest.raises(ValueError, match="not a share"):
        wilson(successes, n)


@pytest.mark.parametrize("confidence", [0, 1, -0.95, 95, float("nan")])
def test_a_confidence_outside_nought_and_one_is_refused(confidence):
    with pytest.raises(ValueError, match="not a confidence"):
        wilson(1, 2, confidence)


@given(shares)
def test_the_share_lies_within_its_interval_and_the_interval_within_nought_and_one(share):
    successes, n = share
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    assert low < high


@given(st.integers(1, 100_000), st.sampled_from([0.5, 0.9, 0.95, 0.99, 0.998]))
def test_none_and_all_reach_nought_and_one_exactly(n, confidence):
    assert wilson(0, n, confidence)[0] == 0
    assert wilson(n, n, confidence)[1] == 1


@given(shares)
def test_failures_have_the_mirrored_interval(share):
    successes, n = share
    low, high = wilson(successes, n)
    assert wilson(n - successes, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(shares)
def test_both_ends_solve_wilsons_equation(share):
    # (p − share)² = z² p (1 − p) / n at each end p, with z² = 1.959963985²
    successes, n = share
    for p in wilson(successes, n):
        expected = 3.841458821 * p * (1 - p) / n
        assert (p - successes / n) ** 2 == pytest.approx(expected, rel=1e-5, abs=1e-12)
