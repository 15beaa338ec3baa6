"""Units side by side: what is asked of them, and where each stands against its own mix."""

from datetime import date

import pandas as pd
import pytest

from board.catalogue import MEASURES
from board.measures.compute import measure
from board.selection.filters import Filters
from board.selection.periods import parse
from board.text import processing_times
from board.ui.components.group_table import figures, printed_figures
from board.ui.components.unit_funnels import funnel_table, placed
from board.ui.sections.processing_times import largest
from board.warehouse.ask import ask
from tests.literal import opened, snapshot

JUNE = {"from": date(2025, 6, 1), "to": date(2025, 6, 30)}
QUANG_THO, QUANG_CHAU = "16528@2018-01-01", "16531@2018-01-01"


def mix(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit_key", "procedure_key", "due", "due_met"])


def test_dossiers_due_are_counted_by_unit_and_procedure_as_rate_c_counts_them(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-30": """
            id | unit  | procedure | status | received | due   | finished
            1  | 16528 | 1.001193  | 10     | 02/06    | 06/06 | 06/06
            2  | 16528 | 1.001193  | 10     | 02/06    | 06/06 | 09/06
            3  | 16528 | 1.000894  | 4      | 02/06    | 06/06 |
            4  | 16531 | 1.001193  | 10     | 02/06    | 06/06 | 05/06
            5  | 16531 | 1.001193  | 5      | 02/06    | 06/06 |
            6  | 16531 | 1.001193  | 4      | 02/06    | 10/07 |
            7  | 16531 | 1.001193  | 10     | 20/05    | 30/05 | 30/05
            """
        },
    )
    # 5 waits for the citizen, 6 is due in July, 7 was due in May.
    rows = ask(of, "unit_mix", **JUNE, **Filters().parameters())
    assert [tuple(row) for row in rows.itertuples(index=False)] == [
        (QUANG_THO, "1.000894", 1, 0),
        (QUANG_THO, "1.001193", 2, 1),
        (QUANG_CHAU, "1.001193", 1, 1),
    ]
    of_one = ask(of, "unit_mix", **JUNE, **Filters(procedure="1.000894").parameters())
    assert len(of_one) == 1


@pytest.mark.parametrize(
    "selection", [Filters(), Filters(unit="16516@2025-07-01", field="Hộ tịch")]
)
def test_the_mix_adds_up_to_rate_c_of_each_unit(sample_data, selection):
    of, period = opened(sample_data), parse("2024")
    rows = ask(of, "unit_mix", **{"from": period.start, "to": period.end}, **selection.parameters())
    added = rows.groupby("unit_key")[["due_met", "due"]].sum()
    rates = measure(["rate_due_on_time"], of, selection, [period], "unit")
    rates = rates[rates["n"] > 0].dropna(subset=["group"]).set_index("group")
    assert added["due"].to_dict() == rates["n"].to_dict()
    assert added["due_met"].to_dict() == rates["numerator"].to_dict()


def test_a_unit_is_held_against_what_the_others_give_for_its_own_mix():
    units = placed(
        mix(
            ("a", "easy", 10, 8),
            ("a", "hard", 10, 2),
            ("b", "easy", 30, 21),
            ("b", "hard", 10, 3),
            (None, "easy", 10, 7),
        )
    ).set_index("unit_key")
    assert units.loc["a", ["n", "met", "value"]].to_list() == [20, 10, 0.5]
    # Others of A: easy 28 of 40, hard 3 of 10, q0 = 31/50; (28 + 6.2) ÷ 50 = 0.684 and
    # (3 + 6.2) ÷ 20 = 0.46. Expected: (10 · 0.684 + 10 · 0.46) ÷ 20.
    assert units.loc["a", "expected"] == pytest.approx(0.572)
    # Others of B: easy 15 of 20, hard 2 of 10, q0 = 17/30; (15 + 17/3) ÷ 30 and (2 + 17/3) ÷ 20.
    assert units.loc["b", "expected"] == pytest.approx((30 * 62 / 90 + 10 * 23 / 60) / 40)
    # 10 of 20 is little, but not for this mix.
    assert set(units["place"]) == {"inside"}


def test_a_unit_outside_the_outer_limits_has_a_tone_and_one_inside_has_none():
    # The 90 others have one half: nought and ten of ten have a chance of 0.5¹⁰ < 0.001.
    rows = ("a", "p", 10, 0), ("b", "p", 10, 10), (None, "p", 80, 40)
    units = placed(mix(*rows)).set_index("unit_key")
    # Of A the others have 50 of 90: (4/9)¹⁰ = 0.0003; of B 40 of 90, as far up.
    assert units["expected"].to_list() == pytest.approx([5 / 9, 4 / 9])
    assert units["place"].to_dict() == {"a": "low_998", "b": "high_998"}
    assert units["tone"].to_dict() == {"a": "concern", "b": "improvement"}
    # One and nine of ten: (4/9)¹⁰ + 10 · 5/9 · (4/9)⁹ = 0.004, between 0.001 and 0.025: no tone.
    near = placed(mix(("a", "p", 10, 1), ("b", "p", 10, 9), (None, "p", 800, 400)))
    assert list(near["place"]) == ["low_95", "high_95"]
    assert near["tone"].isna().all()


def test_a_unit_with_few_dossiers_is_not_placed_and_one_not_known_only_counts_among_the_others():
    units = placed(mix(("a", "p", 4, 0), ("b", "p", 8, 8), (None, "p", 8, 2)))
    assert list(units["unit_key"]) == ["a", "b"]
    assert units.loc[0, ["value", "low", "expected", "place"]].isna().all()
    assert (units.loc[0, "n"], units.loc[0, "met"]) == (4, 0)
    assert units.loc[1, "expected"] == pytest.approx(2 / 12)
    assert placed(mix()).empty


def test_a_unit_whose_procedures_nobody_else_has_keeps_its_share_and_has_no_place():
    units = placed(mix(("a", "p", 10, 4), ("b", "q", 10, 5)))
    assert units["value"].to_list() == [0.4, 0.5]
    assert units[["expected", "low_95", "place", "tone"]].isna().all(axis=None)
    note = processing_times.funnel_note(
        units.assign(label=["Xã A", "Xã B"]), MEASURES["rate_due_on_time"]
    )
    assert note.startswith("2 đơn vị không có đơn vị khác để so.")
    assert processing_times.placed_texts(units) == ["không có đơn vị khác để so"] * 2


def test_the_words_say_no_order_and_the_csv_has_the_limits():
    units = placed(
        mix(("a", "p", 10, 0), ("b", "p", 10, 10), ("c", "p", 10, 5), ("d", "p", 4, 2))
    ).assign(label=["Xã A", "Xã B", "Xã C", "Xã D"])
    # The others of A have 17 of 24, of B 7 of 24, of C 12 of 24.
    note = processing_times.funnel_note(units, MEASURES["rate_due_on_time"])
    assert note.startswith(
        "Xã A: thấp hơn, ngoài giới hạn 99,8%; Xã B: cao hơn, ngoài giới hạn 99,8%; "
        "1 đơn vị không khác biệt có ý nghĩa; 1 đơn vị có dưới 5 hồ sơ, không so."
    )
    table = funnel_table(units)
    assert list(table["Đơn vị"]) == ["Xã A", "Xã B", "Xã C", "Xã D"]
    assert list(table["So với mức mong đợi"])[2:] == [
        "không khác biệt có ý nghĩa",
        "dưới 5 hồ sơ, không so",
    ]
    assert {"Giới hạn dưới 95%", "Giới hạn trên 99,8%", "Cận dưới 95%"} <= set(table.columns)


def test_the_charts_show_the_largest_groups_and_units_by_name():
    named = pd.DataFrame(
        {"label": [f"Xã {c}" for c in "DBCAEGHIK"], "n": [9, 8, 7, 6, 5, 4, 3, 2, 1]}
    )
    # Xã K, the smallest of nine, is left out; the order of n is D, B, C, A …
    assert list(largest(named, "n", "field")["label"])[:3] == ["Xã D", "Xã B", "Xã C"]
    by_name = [label.removeprefix("Xã ") for label in largest(named, "n", "unit")["label"]]
    assert "".join(by_name) == "ABCDEGHI"


def test_each_share_of_a_group_has_its_interval_on_the_page_and_in_the_csv():
    groups = pd.DataFrame(
        {
            "group": ["a", "b"],
            "rate_due_on_time": [0.5, float("nan")],
            "rate_due_on_time_n": [4, 3],
            "rate_due_on_time_low": [0.15, float("nan")],
            "rate_due_on_time_high": [0.85, float("nan")],
            "median_working_days": [1.25, 2.0],
            "median_working_days_n": [6, 7],
            "median_working_days_low": [float("nan")] * 2,
            "median_working_days_high": [float("nan")] * 2,
            "dossiers_settled": [6.0, 7.0],
            "dossiers_settled_n": [6, 7],
            "dossiers_settled_low": [float("nan")] * 2,
            "dossiers_settled_high": [float("nan")] * 2,
        }
    )
    assert printed_figures(groups) == {
        "Đã giải quyết": ["6", "7"],
        "Đúng hạn, trên hồ sơ đến hạn": ["50,0% (15,0–85,0)", "–"],
        "Số hồ sơ, đúng hạn, trên hồ sơ đến hạn": ["4", "3"],
        "Một nửa xong trong (ngày làm việc)": ["1,3", "2,0"],
        "Số hồ sơ, một nửa xong trong": ["6", "7"],
    }
    figures_found = figures(groups)
    assert list(figures_found) == [
        "Đã giải quyết",
        "Đúng hạn, trên hồ sơ đến hạn",
        "Số hồ sơ, đúng hạn, trên hồ sơ đến hạn",
        "Cận dưới 95%, Đúng hạn, trên hồ sơ đến hạn",
        "Cận trên 95%, Đúng hạn, trên hồ sơ đến hạn",
        "Một nửa xong trong (ngày làm việc)",
        "Số hồ sơ, một nửa xong trong",
    ]
    assert (
        figures_found["Cận dưới 95%, Đúng hạn, trên hồ sơ đến hạn"][0],
        figures_found["Một nửa xong trong (ngày làm việc)"][0],
    ) == (
        0.15,
        1.25,
    )
