"""The province's form against ours: where they differ, and which dossiers explain it.

Of June 2025, at Quảng Thọ; all days are of 2025 and all dossiers of Hộ tịch unless a row says
otherwise. Where nothing else is said, ours is told by one export of 30/06.
"""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.form_06a.form import CELLS, form_of
from board.form_06a.reconcile import (
    CAUSE_OF,
    candidates,
    differences,
    effects,
    effects_on,
    explained,
    total_is_off,
)
from board.selection.filters import Filters
from board.selection.periods import Period
from board.text.form_06a import TOTAL
from tests.literal import OneLoad, snapshot

JUNE = Period(date(2025, 6, 1), date(2025, 6, 30), "month")
COLUMNS = ["c2", *CELLS]
ONE_EXPORT = "2025-06-30"


LOAD = OneLoad(ONE_EXPORT)


@pytest.fixture(scope="module")
def of(tmp_path_factory):
    """The snapshot of one export of 30/06, in which each table is of a unit of its own."""
    return LOAD.snapshot(tmp_path_factory.mktemp("edges"))


def unit_edges(of, unit: str) -> pd.DataFrame:
    """The candidates for June of a unit."""
    return candidates(of, Filters(unit=unit), JUNE, JUNE.end)


def edges(tmp_path, exports: dict[str, str], form_date: date = JUNE.end) -> pd.DataFrame:
    """The candidates for June of several exports."""
    return candidates(snapshot(tmp_path, exports), Filters(), JUNE, form_date)


def read_otherwise(found: pd.DataFrame, edge: str) -> dict[int, tuple]:
    """Dossier's number → (inflow, outcome, the outcome by the other reading)."""
    mine = found[found["edge"] == edge]
    return {
        int(row.dossier_id[-2:]): (row.inflow, row.outcome, row.other) for row in mine.itertuples()
    }


NO_DUE = LOAD.unit(
    """
    id | status | received | due   | finished
    1  | 9      | 02/06    |       | 27/06
    2  | 9      | 02/06    | 27/06 | 27/06
    3  | 4      | 02/06    |       |
    4  | 7      | 02/06    |       | 27/06
    """
)


def test_no_due_date_may_be_counted_before_time(of):
    found = unit_edges(of, NO_DUE)
    assert read_otherwise(found, "no_due_date") == {1: ("c5", "c9", "c8")}


WITHDRAWN = LOAD.unit(
    """
    id | status | received | due   | finished | channel
    1  | 7      | 02/06    | 05/06 | 27/06    | Trực tuyến
    2  | 7      | 20/05    | 20/06 | 03/06    |
    3  | 7      | 02/06    | 27/06 | 27/06    |
    4  | 9      | 02/06    | 05/06 | 27/06    |
    """
)


def test_withdrawn_may_be_judged_by_its_due_date_or_left_out(of):
    found = unit_edges(of, WITHDRAWN)
    # 3 ended on its day: on time by both readings, but it may be left out
    assert read_otherwise(found, "withdrawn") == {
        1: ("c4", "c9", "c10"),
        2: ("c6", "c9", "c8"),
    }
    assert read_otherwise(found, "withdrawn_left_out") == {
        1: ("c4", "c9", "out"),
        2: ("c6", "c9", "out"),
        3: ("c5", "c9", "out"),
    }


WAITING = LOAD.unit(
    """
    id | status | received | due
    1  | 5      | 02/06    | 05/06
    2  | 6      | 02/06    | 29/06
    3  | 8      | 02/06    | 30/06
    4  | 4      | 02/06    | 05/06
    """
)


def test_waiting_past_the_due_date_may_be_counted_overdue(of):
    found = unit_edges(of, WAITING)
    assert read_otherwise(found, "waiting") == {1: ("c5", "c12", "c13"), 2: ("c5", "c12", "c13")}


BY_THE_CLOCK = LOAD.unit(
    """
    id | status | received | due         | finished
    1  | 9      | 02/06    | 05/06 16:00 | 05/06 16:30
    2  | 9      | 02/06    | 05/06 16:00 | 05/06 08:00
    3  | 9      | 02/06    | 05/06 16:00 | 05/06 16:00
    4  | 9      | 02/06    | 05/06       | 05/06 16:30
    5  | 9      | 02/06    | 05/06 16:00 | 05/06
    6  | 9      | 02/06    | 05/06 16:00 | 06/06 08:00
    7  | 7      | 02/06    | 05/06 16:00 | 05/06 16:30
    """
)


def test_on_the_due_date_the_clock_may_be_compared(of):
    found = unit_edges(of, BY_THE_CLOCK)
    # without a time of day on a side there is no clock to compare; a withdrawal is on time
    assert read_otherwise(found, "by_the_clock") == {
        1: ("c5", "c9", "c10"),
        2: ("c5", "c9", "c8"),
    }


LAST_DAY = LOAD.unit(
    """
    id | status | received | due
    1  | 4      | 02/06    | 30/06
    2  | 4      | 02/06    | 29/06
    3  | 4      | 02/06    | 01/07
    4  | 5      | 02/06    | 30/06
    """
)


def test_due_on_the_last_day_may_be_counted_overdue(of):
    found = unit_edges(of, LAST_DAY)
    assert read_otherwise(found, "last_day") == {1: ("c5", "c12", "c13")}


EARLY = """
id | status | received | due
1  | 4      | 02/06    | 20/06
2  | 4      | 02/06    | 05/07
9  | 4      | 02/06    | 05/07
"""
LATE = """
id | status | received | due   | finished
1  | 9      | 02/06    | 20/06 | 19/06
2  | 9      | 02/06    | 05/07 | 30/06
3  | 4      | 10/06    | 05/07 |
4  | 9      | 10/06    | 05/07 | 20/06
5  | 4      | 01/07    | 05/07 |
6  | 9      | 02/06    | 05/07 | 02/07
9  | 9      | 02/06    | 05/07 | 02/07
"""


def test_late_data_is_what_an_export_after_the_forms_date_was_first_to_show(tmp_path):
    exports = {"2025-06-30": EARLY, "2025-07-15": LATE}
    found = edges(tmp_path, exports)
    # By 30/06 two settlements were unknown (1 was overdue then, 2 within time) and three dossiers;
    # 5 is of July, and 9 was settled in July.
    assert read_otherwise(found, "late_data") == {
        1: ("c5", "c8", "c13"),
        2: ("c5", "c8", "c12"),
        3: ("c5", "c12", "out"),
        4: ("c5", "c8", "out"),
        6: ("c5", "c12", "out"),
    }
    # A form made on 15/07 or later knew it all.
    known = edges(tmp_path / "known", exports, date(2025, 7, 15))
    assert read_otherwise(known, "late_data") == {}


def test_where_no_export_could_have_shown_it_nothing_is_late(tmp_path):
    # The only export is of 15/07: what was known on 30/06 cannot be said.
    assert read_otherwise(edges(tmp_path, {"2025-07-15": LATE}), "late_data") == {}
    # An export of 08/06 could not have shown a receipt of 10/06, nor what ended after it.
    found = edges(tmp_path / "early", {"2025-06-08": EARLY, "2025-07-15": LATE})
    assert read_otherwise(found, "late_data") == {6: ("c5", "c12", "out")}


def test_a_moved_due_date_may_be_judged_as_first_seen(tmp_path):
    first = """
    id | status | received | due
    1  | 4      | 02/06    | 10/06
    2  | 4      | 02/06    | 10/06
    3  | 4      | 02/06    | 10/06
    4  | 4      | 02/06    | 05/07
    5  | 4      | 02/06    | 10/06
    6  | 4      | 02/06    | 10/06
    7  | 4      | 02/06    | 10/06
    """
    then = """
    id | status | received | due   | finished
    1  | 9      | 02/06    | 20/06 | 12/06
    2  | 9      | 02/06    | 20/06 | 20/06
    3  | 4      | 02/06    | 05/07 |
    4  | 4      | 02/06    | 10/06 |
    5  | 9      | 02/06    | 20/06 | 10/06
    6  | 5      | 02/06    | 20/07 |
    7  | 9      | 02/06    | 20/06 | 09/06
    """
    found = edges(tmp_path, {"2025-06-05": first, "2025-06-30": then})
    # 6 waits and 7 is before time whichever date is taken
    assert read_otherwise(found, "due_moved") == {
        1: ("c5", "c8", "c10"),
        2: ("c5", "c9", "c10"),
        3: ("c5", "c12", "c13"),
        4: ("c5", "c13", "c12"),
        5: ("c5", "c8", "c9"),
    }


def made(*rows: tuple) -> pd.DataFrame:
    """Candidates: (dossier, edge, inflow, outcome, other), all of one field."""
    frame = pd.DataFrame(rows, columns=["dossier_id", "edge", "inflow", "outcome", "other"])
    return frame.assign(field="Hộ tịch")


def test_another_reading_moves_one_dossier_from_cell_to_cell_and_through_the_sums():
    result = effects(
        made(
            ("a", "withdrawn", "c4", "c9", "c10"),
            ("b", "late_data", "c4", "c8", "c13"),
            ("c", "late_data", "c6", "c12", "out"),
        )
    )
    moved = {who: {} for who in "abc"}
    for row in result.itertuples():
        moved[row.dossier_id][row.cell] = row.effect
    assert moved == {
        "a": {"c9": -1, "c10": 1},  # (7) stays
        "b": {"c8": -1, "c7": -1, "c13": 1, "c11": 1},  # (3) stays
        "c": {"c12": -1, "c11": -1, "c6": -1, "c3": -1},
    }


def attributed(differences: dict[str, int], *rows: tuple) -> dict[str, list[int]]:
    """Cell → by_rule, late_data, due_moved, unexplained, of differences in Hộ tịch."""
    frame = pd.DataFrame(
        [("Hộ tịch", cell, d, 0, d) for cell, d in differences.items()],
        columns=["field", "cell", "theirs", "ours", "difference"],
    )
    result = explained(frame, effects(made(*rows))).set_index("cell")
    return {cell: row.tolist() for cell, row in result.iloc[:, 4:].iterrows()}


LATE_BY_RULE = ("c5", "c9", "c10")


def test_a_difference_without_candidates_is_unexplained():
    assert attributed({"c9": -3, "c10": 3}) == {"c9": [0, 0, 0, 3], "c10": [0, 0, 0, 3]}


def test_each_cause_explains_a_unit_a_dossier():
    net_effect = {"c9": -1, "c10": 1}
    by_rule, due_moved = [1, 0, 0, 0], [0, 0, 1, 0]
    for edge in ("withdrawn", "by_the_clock"):
        result = attributed(net_effect, ("a", edge, *LATE_BY_RULE))
        assert result == {"c9": by_rule, "c10": by_rule}
    result = attributed(net_effect, ("a", "due_moved", *LATE_BY_RULE))
    assert result == {"c9": due_moved, "c10": due_moved}
    # Ours holds a settlement that the form did not know of, so that it was open there.
    unknown = {"c7": -1, "c10": -1, "c11": 1, "c13": 1}
    result = attributed(unknown, ("a", "late_data", "c5", "c10", "c13"))
    assert result == {cell: [0, 1, 0, 0] for cell in unknown}


def test_several_causes_explain_a_difference_together_and_a_rest_stays():
    rows = [
        ("a", "withdrawn", *LATE_BY_RULE),
        ("b", "withdrawn", *LATE_BY_RULE),
        ("c", "by_the_clock", *LATE_BY_RULE),
        ("d", "due_moved", *LATE_BY_RULE),
    ]
    # 6 = 2 withdrawn + 1 by the clock, + 1 due date moved, + 2 that nothing explains
    mixed = [3, 0, 1, 2]
    assert attributed({"c9": -6, "c10": 6}, *rows) == {"c9": mixed, "c10": mixed}
    # The last cause is not asked for when the first make up the difference.
    enough = [3, 0, 0, 0]
    assert attributed({"c9": -3, "c10": 3}, *rows) == {"c9": enough, "c10": enough}


def test_a_dossier_explains_one_unit_under_the_first_of_its_causes():
    rows = [("a", "by_the_clock", *LATE_BY_RULE), ("a", "due_moved", *LATE_BY_RULE)]
    once = [1, 0, 0, 1]
    assert attributed({"c9": -2, "c10": 2}, *rows) == {"c9": once, "c10": once}


def test_what_goes_the_other_way_explains_nothing():
    result = attributed({"c9": 2, "c10": -2}, ("a", "withdrawn", *LATE_BY_RULE))
    assert result == {"c9": [0, 0, 0, 2], "c10": [0, 0, 0, 2]}


def test_a_reading_that_would_break_as_much_as_it_mends_explains_nothing():
    # (10) alone differs: a dossier moved from (9) to (10) would make (9) wrong instead.
    assert attributed({"c10": 1}, ("a", "withdrawn", *LATE_BY_RULE)) == {"c10": [0, 0, 0, 1]}
    # Two settlements that the form did not know of, where it has all and one open too many.
    rows = [("a", "late_data", "c5", "c8", "c12"), ("b", "late_data", "c5", "c8", "c12")]
    unexplained = [0, 0, 0, 1]
    result = attributed({"c11": 1, "c12": 1}, *rows)
    assert result == {"c11": unexplained, "c12": unexplained}


def test_opposite_effects_of_one_cause_are_set_off():
    # Two settlements that the form did not know of: +2 open; a receipt it did not know: −1.
    rows = [
        ("a", "late_data", "c5", "c8", "c12"),
        ("b", "late_data", "c5", "c8", "c12"),
        ("c", "late_data", "c5", "c12", "out"),
    ]
    net = {"c3": -1, "c5": -1, "c7": -2, "c8": -2, "c11": 1, "c12": 1}
    result = attributed(net, *rows)
    assert result == {cell: [0, abs(d), 0, 0] for cell, d in net.items()}
    # Of 3 open too many the net 1 is explained, and 2 stay.
    result = attributed(net | {"c11": 3, "c12": 3}, *rows)
    assert result["c11"] == result["c12"] == [0, 1, 0, 2]


def test_another_rule_holds_for_all_its_dossiers_or_for_none():
    # Comparing by the clock would move five: it makes 4 or 3 out of 5, but is not why 2 differ.
    rows = [(name, "by_the_clock", *LATE_BY_RULE) for name in "abcde"]
    assert attributed({"c9": -4, "c10": 4}, *rows)["c10"] == [4, 0, 0, 0]
    assert attributed({"c9": -3, "c10": 3}, *rows)["c10"] == [3, 0, 0, 0]
    assert attributed({"c9": -2, "c10": 2}, *rows)["c10"] == [0, 0, 0, 2]
    # A reading that explains nothing does not use up its dossiers.
    moved = [*rows, ("a", "due_moved", *LATE_BY_RULE)]
    assert attributed({"c9": -2, "c10": 2}, *moved)["c10"] == [0, 0, 1, 1]


cells = st.sampled_from(CELLS)
readings = st.tuples(
    st.sampled_from("abcdefgh"),
    st.sampled_from(list(CAUSE_OF)),
    st.sampled_from(["c4", "c5", "c6"]),
    st.sampled_from(["c8", "c9", "c10", "c12", "c13"]),
    st.sampled_from(["c8", "c9", "c10", "c12", "c13", "out"]),
)


@given(
    differing=st.dictionaries(cells, st.integers(-6, 6).filter(bool), min_size=1),
    rows=st.lists(readings, max_size=12, unique_by=lambda r: r[:2]),
)
def test_the_parts_add_up_to_the_difference_and_none_is_negative(differing, rows):
    result = attributed(differing, *rows)
    assert {cell: sum(parts) for cell, parts in result.items()} == {
        cell: abs(d) for cell, d in differing.items()
    }
    assert min(min(parts) for parts in result.values()) >= 0


def forms(*rows: tuple) -> pd.DataFrame:
    """Forms of fields whose cells are 0 but for those given: (field, {cell: count})."""
    return pd.DataFrame(
        [{"c2": name} | dict.fromkeys(CELLS, 0) | cells for name, cells in rows], columns=COLUMNS
    )


def test_cells_are_compared_field_by_field_whatever_the_diacritics():
    theirs = forms(
        ("1. Lĩnh vực ĐẤT ĐAI", {"c10": 5}),
        ("Giao thông", {"c4": 1}),
        ("Tổng cộng", {"c10": 5, "c4": 1}),
    )
    ours = forms(("Đất đai", {"c10": 3}), ("Hộ tịch", {"c9": 2}), (TOTAL, {"c10": 3, "c9": 2}))
    found = differences(theirs, ours)
    assert [tuple(row) for row in found.itertuples(index=False)] == [
        ("Đất đai", "c10", 5, 3, 2),
        ("Hộ tịch", "c9", 0, 2, -2),
        ("Giao thông", "c4", 1, 0, 1),
        (TOTAL, "c4", 1, 0, 1),
        (TOTAL, "c9", 0, 2, -2),
        (TOTAL, "c10", 5, 3, 2),
    ]


def test_equal_forms_do_not_differ():
    same = forms(("Đất đai", {"c10": 3}), (TOTAL, {"c10": 3}))
    assert differences(same, same).empty
    assert explained(differences(same, same), effects(made())).empty


def test_a_form_of_a_total_alone_is_compared_by_its_total():
    ours = forms(("Đất đai", {"c10": 3}), (TOTAL, {"c10": 3}))
    found = differences(forms((TOTAL, {"c10": 4})), ours)
    assert found.values.tolist() == [[TOTAL, "c10", 4, 3, 1]]


def test_a_total_that_is_not_the_sum_of_its_fields_is_seen():
    fields = [("Đất đai", {"c4": 3, "c5": 1}), ("Hộ tịch", {"c4": 2})]
    assert total_is_off(forms(*fields, (TOTAL, {"c4": 6, "c5": 1}))) == ["c4"]
    assert total_is_off(forms((TOTAL, {"c4": 6}))) == []


def test_a_whole_form_is_reconciled_from_exports_to_codes(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-30": """
            id | field   | status | received | due   | finished
            1  | Hộ tịch | 7      | 02/06    | 05/06 | 27/06
            2  | Hộ tịch | 9      | 02/06    | 05/06 | 09/06
            3  | Đất đai | 4      | 02/06    | 30/06 |
            """,
            "2025-07-15": "id | field | status | received | due\n4 | Đất đai | 4 | 10/06 | 20/07",
        },
    )
    ours = form_of(of, Filters(), JUNE)
    theirs = ours.copy().set_index("c2")
    # The province judged the withdrawal by its date, did not know 4, and miscounted one receipt.
    theirs.loc["Hộ tịch", ["c9", "c10"]] += [-1, 1]
    theirs.loc["Đất đai", ["c3", "c5", "c11", "c12"]] -= 1
    theirs.loc["Đất đai", ["c3", "c4"]] += 1
    theirs.loc[TOTAL] = theirs.iloc[:-1].sum()
    found = differences(theirs.reset_index(), ours)
    moved = effects(candidates(of, Filters(), JUNE, JUNE.end))
    effect = explained(found, moved).set_index(["field", "cell"]).iloc[:, 2:]
    assert {key: row.tolist() for key, row in effect.iterrows() if key[0] != TOTAL} == {
        # difference, by rule, late, due moved, unexplained
        ("Đất đai", "c4"): [1, 0, 0, 0, 1],
        ("Đất đai", "c5"): [-1, 0, 1, 0, 0],
        ("Đất đai", "c11"): [-1, 0, 1, 0, 0],
        ("Đất đai", "c12"): [-1, 0, 1, 0, 0],
        ("Hộ tịch", "c9"): [-1, 1, 0, 0, 0],
        ("Hộ tịch", "c10"): [1, 1, 0, 0, 0],
    }
    codes = effects_on(moved, "ĐẤT ĐAI", "c12")
    assert {(row.dossier_id[-1], CAUSE_OF[row.edge], row.effect) for row in codes.itertuples()} == {
        ("3", "by_rule", -1),
        ("4", "late_data", -1),
    }
    assert len(effects_on(moved, TOTAL, "c12")) == 2
