import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.methods.drivers import difference, drivers

COUNTS = ["factor", "content", "content_satisfied", "not_content", "not_content_satisfied"]
shares = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_differences_have_the_intervals_that_newcombe_published_in_1998(counts, low, high):
    found = difference(*counts)
    assert [round(found.low, 4), round(found.high, 4)] == [low, high]


def test_the_difference_is_that_of_the_shares():
    assert difference(56, 70, 48, 80).difference == pytest.approx(0.8 - 0.6)
    assert difference(0, 0, 48, 80) is None
    assert difference(56, 70, 0, 0) is None


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="not a share"):
        difference(71, 70, 48, 80)


@given(shares, shares)
def test_the_interval_holds_the_difference_and_turns_with_it(left, other):
    found, turned = difference(*left, *other), difference(*other, *left)
    assert -1 - 1e-12 <= found.low <= found.difference <= found.high <= 1 + 1e-12
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


def test_factors_stand_by_the_least_that_the_data_support():
    # staff: 9/10 − 3/10 = 0.6, at least 0.1705; result: 6/7 − 2/7 = 0.571, at least 0.0582;
    # attitude: 280/350 − 240/400 = 0.2 only, but at least 0.1350, so above result.
    counts = pd.DataFrame(
        [
            ("attitude", 350, 280, 400, 240),
            ("result", 7, 6, 7, 2),
            ("access", 100, 90, 4, 0),
            ("staff", 10, 9, 10, 3),
        ],
        columns=COUNTS,
    )
    found = drivers(counts)
    assert found["factor"].tolist() == ["staff", "attitude", "result", "access"]
    assert found["low"].round(4).tolist()[:3] == [0.1705, 0.1350, 0.0582]
    assert found[["n_content", "n_not_content"]].loc[1].tolist() == [350, 400]
    assert found[["share_content", "share_not_content"]].loc[1].tolist() == [0.8, 0.6]


def test_a_side_of_fewer_than_five_gives_no_difference_but_keeps_its_n():
    counts = pd.DataFrame([("access", 100, 90, 4, 0), ("staff", 5, 5, 5, 0)], columns=COUNTS)
    staff, access = drivers(counts).to_dict("records")
    assert (staff["factor"], staff["difference"]) == ("staff", 1)
    assert (access["n_content"], access["n_not_content"]) == (100, 4)
    assert access["share_content"] == 0.9
    hidden = ["share_not_content", "difference", "low", "high"]
    assert [pd.isna(access[name]) for name in hidden] == [True] * 4


def test_without_factors_there_is_an_empty_table():
    found = drivers(pd.DataFrame([], columns=COUNTS))
    assert found.empty and "difference" in found
