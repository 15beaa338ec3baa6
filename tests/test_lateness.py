import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.methods.lateness import (
    baseline,
    calibration,
    order_by_urgency,
    score,
)

COLUMNS = ["procedure_key", "unit_key", "field", "working_days", "late", "n"]
PAST = pd.DataFrame(
    [
        ("land", "north", "Đất đai", 1.0, False, 20),
        ("land", "north", "Đất đai", 5.0, False, 10),
        ("land", "north", "Đất đai", 10.0, False, 15),
        ("land", "north", "Đất đai", 10.0, True, 15),
        ("land", "south", "Đất đai", 12.0, True, 30),
        ("land", "south", "Đất đai", 12.0, False, 10),
        ("lease", "north", "Đất đai", 20.0, True, 3),
        ("lease", "north", "Đất đai", 20.0, False, 3),
        ("birth", "north", "Hộ tịch", 0.125, False, 4),
    ],
    columns=COLUMNS,
)


def dossiers(*rows):
    return pd.DataFrame(rows, columns=["procedure_key", "unit_key", "field", "working_days"])


def scores(*rows, past=PAST):
    return score(past, dossiers(*rows)).astype(object).to_numpy().tolist()


def test_the_longer_it_has_waited_the_fewer_are_its_like():
    # At least 1 day: 15 late of 60. At least 5.125: 15 of 30.
    assert scores(
        ("land", "north", "Đất đai", 1.0),
        ("land", "north", "Đất đai", 5.0),
        ("land", "north", "Đất đai", 5.125),
        ("land", "north", "Đất đai", 10.0),
    ) == [
        [0.25, 60, "procedure_and_unit"],
        [0.375, 40, "procedure_and_unit"],
        [0.5, 30, "procedure_and_unit"],
        [0.5, 30, "procedure_and_unit"],
    ]


def test_with_fewer_than_thirty_of_its_unit_the_whole_procedure_speaks():
    # In the north nothing took 10.125 days; of the procedure 40 did, 30 of them late.
    assert scores(("land", "north", "Đất đai", 10.125)) == [[0.75, 40, "procedure"]]
    # West has no past at all: 45 late of 100.
    assert scores(("land", "west", "Đất đai", 0.0)) == [[0.45, 100, "procedure"]]


def test_with_fewer_than_thirty_of_its_procedure_its_field_speaks():
    # 6 of the field took 13 days or more, 3 of them late: few, but 5 at least, and n stands by it.
    assert scores(("land", "south", "Đất đai", 13.0)) == [[0.5, 6, "field"]]
    # A procedure never seen: 48 late of all 106 of the field.
    assert scores(("new", "north", "Đất đai", 0.0)) == [[48 / 106, 106, "field"]]


def test_with_fewer_than_five_of_its_field_nothing_is_predicted():
    share_late = score(
        PAST,
        dossiers(
            ("birth", "north", "Hộ tịch", 0.0),
            ("land", "south", "Đất đai", 21.0),
            ("new", "north", "Cư trú", 0.0),
        ),
    )
    assert share_late["share_late"].isna().all()
    assert share_late["n"].tolist() == [0, 0, 0]
    assert share_late["level"].isna().all()


def test_unknown_keys_and_times_are_scored_by_what_is_known():
    scored = scores(
        (None, "north", "Đất đai", 0.0),
        ("land", None, "Đất đai", 0.0),
        ("land", "north", "Đất đai", float("nan")),
    )
    assert scored[:2] == [[48 / 106, 106, "field"], [0.45, 100, "procedure"]]
    assert pd.isna(scored[2][0])


def test_the_scores_keep_the_order_and_the_index_of_the_dossiers():
    open_dossiers = dossiers(
        ("land", "north", "Đất đai", 6.0),
        ("birth", "north", "Hộ tịch", 0.0),
        ("land", "north", "Đất đai", 1.0),
    ).set_axis(["c", "a", "b"])
    scored = score(PAST, open_dossiers)
    assert scored.index.tolist() == ["c", "a", "b"]
    assert scored["n"].tolist() == [30, 0, 60]


def test_without_a_past_or_without_dossiers_nothing_is_predicted():
    scored = score(PAST.iloc[:0], dossiers(("land", "north", "Đất đai", 0.0)))
    assert scored["n"].tolist() == [0]
    assert score(PAST, PAST.iloc[:0]).empty


def test_the_baseline_knows_the_procedure_alone():
    # 45 late of 100, whatever the unit and the time; of lease 6 are too few: 48 of 106.
    shares = baseline(
        PAST,
        dossiers(
            ("land", "north", "Đất đai", 10.125),
            ("land", "south", "Đất đai", 0.0),
            ("lease", "north", "Đất đai", 3.0),
        ),
    )
    assert shares["share_late"].tolist() == [0.45, 0.45, 48 / 106]
    assert shares["level"].tolist() == ["procedure", "procedure", "field"]


past_rows = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from(["x", "y"]),
        st.just("f"),
        st.integers(0, 16).map(lambda step: step / 8),
        st.booleans(),
        st.integers(1, 20),
    ),
    max_size=25,
)


@given(past_rows, st.integers(0, 17).map(lambda step: step / 8))
def test_a_score_is_the_plain_share_among_the_rows_that_took_as_long(rows, spent):
    [[share, n, level]] = scores(("a", "x", "f", spent), past=pd.DataFrame(rows, columns=COLUMNS))
    longer = [row for row in rows if row[3] >= spent]
    of_procedure = [row for row in longer if row[0] == "a"]
    of_unit = [row for row in of_procedure if row[1] == "x"]
    for like, name, least in (
        (of_unit, "procedure_and_unit", 30),
        (of_procedure, "procedure", 30),
        (longer, "field", 5),
    ):
        total = sum(row[5] for row in like)
        if total >= least:
            assert (n, level) == (total, name)
            assert share == sum(row[5] for row in like if row[4]) / total
            return
    assert n == 0


# 20 dossiers said 10%, 2 of them late; 20 said 50%, 10 of them late. The baseline says 30% of all.
SAID = [0.1] * 20 + [0.5] * 20
HAPPENED = [True] * 2 + [False] * 18 + [True] * 10 + [False] * 10
BASELINE = [0.3] * 40


def test_predictions_stand_against_what_happened():
    # Wilson intervals of 2/20 and 10/20
    found = calibration(SAID, HAPPENED, BASELINE)
    assert found.bins.round(4).to_numpy().tolist() == [
        [20, 0.1, 0.1, 0.1, 2, 0.1, 0.0279, 0.3010],
        [20, 0.5, 0.5, 0.5, 10, 0.5, 0.2993, 0.7007],
    ]


def test_squared_errors_are_those_worked_out_by_hand():
    # Brier: (18 · 0.01 + 2 · 0.81 + 20 · 0.25) / 40 = 6.8 / 40 = 0.17
    # Baseline: (12 · 0.49 + 28 · 0.09) / 40 = 8.4 / 40 = 0.21
    found = calibration(SAID, HAPPENED, BASELINE)
    assert (round(found.brier, 6), round(found.brier_of_baseline, 6)) == (0.17, 0.21)


def test_a_gain_that_chance_could_give_is_not_better_than_the_baseline():
    # Gains: 18 of 0.09 − 0.01, 2 of 0.49 − 0.81, 10 of 0.09 − 0.25, 10 of 0.49 − 0.25: mean 0.04,
    # squares 18 · 0.0064 + 2 · 0.1024 + 10 · 0.0256 + 10 · 0.0576 = 1.152,
    # variance (1.152 − 40 · 0.0016) / 39 = 0.027897, reach 1.96 · √(0.027897 / 40) = 0.05176
    found = calibration(SAID, HAPPENED, BASELINE)
    assert [round(value, 5) for value in (found.gain, found.gain_low, found.gain_high)] == [
        0.04,
        -0.01176,
        0.09176,
    ]
    assert found.better_than_baseline is False


def test_the_same_gain_over_four_times_as_many_is_better_than_the_baseline():
    # Reach 1.96 · √((4 · 1.152 − 160 · 0.0016) / 159 / 160) = 1.96 · 0.013079 = 0.0256 < 0.04
    found = calibration(SAID * 4, HAPPENED * 4, BASELINE * 4)
    assert round(found.gain_low, 4) == 0.0144
    assert found.better_than_baseline is True


def test_what_is_worse_than_the_baseline_is_not_better():
    found = calibration(BASELINE * 4, HAPPENED * 4, SAID * 4)
    assert found.gain < 0 and found.better_than_baseline is False


def test_thirty_are_needed_to_be_better():
    # Each gains 0.49 − 0.04: no spread at all, but twenty-nine are too few.
    few, enough = (calibration([0.8] * n, [True] * n, [0.3] * n) for n in (29, 30))
    assert few.gain_low == pytest.approx(0.45)
    assert (few.better_than_baseline, enough.better_than_baseline) == (False, True)


def test_a_baseline_that_never_erred_is_never_bettered():
    found = calibration([0.2] * 40, [False] * 40, [0.0] * 40)
    assert found.better_than_baseline is False


def test_of_nothing_there_is_no_calibration_and_of_one_no_interval():
    nothing, single = calibration([], [], []), calibration([0.2], [True], [0.1])
    assert (nothing.n, nothing.brier, nothing.better_than_baseline) == (0, None, False)
    assert nothing.bins.empty
    assert (round(single.brier, 2), single.gain_low, single.better_than_baseline) == (
        0.64,
        None,
        False,
    )


def test_bins_are_tenths_in_the_order_of_the_predictions_and_never_part_equals():
    predicted = [step / 20 for step in range(20)]
    found = calibration(predicted[::-1], [False] * 20, [0.0] * 20).bins
    assert found["n"].tolist() == [2] * 10
    assert found["lowest_predicted"].tolist() == predicted[::2]
    # 18 equal of 20, the two after them in the last tenth
    found = calibration([0.1] * 18 + [0.2, 0.3], [False] * 20, [0.0] * 20).bins
    assert found["n"].tolist() == [18, 2]
    assert found["highest_predicted"].tolist() == [0.1, 0.3]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200))
def test_bins_hold_every_dossier_once_and_are_ten_at_most(pairs):
    predicted, happened = zip(*pairs, strict=True)
    found = calibration(predicted, happened, predicted).bins
    assert len(found) <= 10
    assert found["n"].sum() == len(pairs) and found["late"].sum() == sum(happened)
    assert (
        found["highest_predicted"][:-1].to_numpy() < found["lowest_predicted"][1:].to_numpy()
    ).all()


@pytest.mark.parametrize(
    ("predicted", "happened", "by_baseline", "message"),
    [
        ([0.1], [True, False], [0.1], "differ in length"),
        ([0.1], [True], [0.1, 0.1], "differ in length"),
        ([1.1], [True], [0.1], "not a probability"),
        ([0.1], [True], [-0.1], "not a probability"),
        ([float("nan")], [True], [0.1], "not a probability"),
    ],
)
def test_predictions_that_cannot_be_are_refused(predicted, happened, by_baseline, message):
    with pytest.raises(ValueError, match=message):
        calibration(predicted, happened, by_baseline)


def open_dossiers(*rows):
    columns = ["dossier_id", "state", "share_late", "late_working_days", "paused_days"]
    return pd.DataFrame(rows, columns=columns)


def test_what_can_still_be_saved_comes_first():
    rows = open_dossiers(
        ("none", "no_due_date", 0.9, None, 0),
        ("waits", "waiting", 0.9, 5, 0),
        ("late 2", "overdue", 1.0, 2, 0),
        ("late 9", "overdue", 1.0, 9, 0),
        ("in 8", "within", 0.1, -8, 0),
        ("in 9, likelier", "within", 0.8, -9, 0),
        ("in 2, unknown", "due_soon", None, -2, 0),
        ("in 3, likely", "due_soon", 0.7, -3, 0),
        ("today, unlikely", "due_soon", 0.2, 0, 0),
        ("in 3, paused", "due_soon", 0.2, -3, 4),
        ("in 3, not paused", "due_soon", 0.2, -3, None),
    )
    assert order_by_urgency(rows)["dossier_id"].tolist() == [
        "in 3, likely",
        "today, unlikely",
        "in 3, not paused",
        "in 3, paused",
        "in 2, unknown",
        "in 8",
        "in 9, likelier",
        "late 9",
        "late 2",
        "waits",
        "none",
    ]


def test_equal_rows_keep_their_order_and_their_index():
    rows = open_dossiers(*[(name, "within", 0.5, -4, 0) for name in "bca"]).set_axis([7, 7, 8])
    ordered = order_by_urgency(rows)
    assert ordered["dossier_id"].tolist() == ["b", "c", "a"]
    assert ordered.index.tolist() == [7, 7, 8]
    assert order_by_urgency(rows.iloc[:0]).empty


def test_a_state_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="no such state: lost"):
        order_by_urgency(open_dossiers(("a", "lost", 0.5, -4, 0)))
