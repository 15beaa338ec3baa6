"""The difference of two rates in two parts, on figures worked out by hand."""

from types import SimpleNamespace

import pytest

from board.catalogue import MEASURES
from board.measures.results import over_time
from board.methods.decomposition import Difference, difference
from board.selection.filters import Filters
from board.selection.periods import parse, previous, same_last_year
from board.selection.selection import selection_of
from board.text import overview, report_upward
from board.text.differences import difference_text
from board.text.sentences import NO_BREAK
from tests.literal import snapshot


def test_a_moved_mix_and_a_slower_procedure_are_told_apart():
    # w 60/40 → 40/60, r 99/80 → 99/78: 91.4% → 86.4%.
    before = {"certification": (594, 600), "land": (320, 400)}
    now = {"certification": (396, 400), "land": (468, 600)}
    mix, pace, total = difference(before, now)
    assert round(total * 100, 6) == -5.0
    assert round(mix * 100, 6) == -4.0
    assert round(pace * 100, 6) == -1.0


def test_a_mix_that_stands_leaves_all_to_the_pace():
    mix, pace, total = difference({"a": (90, 100), "b": (50, 100)}, {"a": (40, 50), "b": (25, 50)})
    assert mix == 0
    assert round(pace, 9) == round(total, 9) == -0.05


def test_a_procedure_of_one_period_is_all_mix():
    # 90/100; then the same 90% beside a new procedure at 50%: 70%.
    mix, pace, total = difference({"a": (90, 100)}, {"a": (90, 100), "new": (50, 100)})
    assert round(total, 9) == round(mix, 9) == -0.2
    assert pace == 0
    mix, pace, total = difference({"a": (90, 100), "new": (50, 100)}, {"a": (90, 100)})
    assert (round(mix, 9), pace) == (0.2, 0)


@pytest.mark.parametrize("empty", [{}, {"a": (0, 0)}])
def test_with_no_case_in_a_period_there_is_no_difference(empty):
    assert difference(empty, {"a": (1, 2)}) is None
    assert difference({"a": (1, 2)}, empty) is None


def test_a_stratum_without_a_case_in_either_period_changes_nothing():
    assert difference({"a": (1, 2), "b": (0, 0)}, {"a": (1, 4)}) == difference(
        {"a": (1, 2)}, {"a": (1, 4)}
    )


def month_of(number: int, certified_late: int, land_late: int, certified: int) -> str:
    """A month's dossiers, fifty in all: so many of them certifications, the others of land, and how
    many of each were late, in a month of 2025."""
    rows = []
    for i in range(50):
        is_certified = i < certified
        place = i if is_certified else i - certified
        late = place < (certified_late if is_certified else land_late)
        code, field = ("2.000815", "Chứng thực") if is_certified else ("1.012753", "Đất đai")
        finished = f"09/{number:02}" if late else f"05/{number:02}"
        cells = (100 * number + i, code, field, 10, f"02/{number:02}", f"06/{number:02}", finished)
        rows.append(" | ".join(map(str, cells)))
    return "\n".join(rows)


def test_where_only_the_mix_moved_the_difference_is_all_mix_and_no_change_is_told(tmp_path):
    # In each month of 2025 of the first half 30 of 50 are certifications, then 20: 60 → 40%. One in
    # ten of them is late, and half of those of land, always: 74% → 66%.
    months = [month_of(m, 3, 10, 30) for m in range(1, 7)]
    months += [month_of(m, 2, 15, 20) for m in range(7, 13)]
    table = "\n".join(["id | procedure | field | status | received | due | finished", *months])
    of = snapshot(tmp_path, {"2026-01-31": table})
    selection = selection_of(of, Filters(), parse("2025-h2"))
    result = over_time(("rate_due_on_time",), selection)["rate_due_on_time"]
    assert (result.before["numerator"], result.before["n"]) == (222, 300)
    assert (result.now["numerator"], result.now["n"]) == (198, 300)
    assert [round(part, 9) for part in result.difference] == [-0.08, 0, -0.08]
    assert result.verdict.change is None
    split = "chênh −8,0 điểm, đều do cơ cấu hồ sơ"
    printed = [
        overview.compared_lines(result, selection)[1],
        overview.difference_line(result, selection),
        report_upward.report_sentence(result, selection),
    ]
    assert [split in text.replace(NO_BREAK, " ") for text in printed] == [True] * 3
    # What counts the open dossiers of a period does not add up by procedure.
    rate_b = over_time(("rate_qd766",), selection)["rate_qd766"]
    assert rate_b.difference is None


def printed(mix: float, pace: float, before: float = 0.945, n: int = 1000) -> str:
    """What is printed of a share that moved from `before` by its two parts."""
    result = SimpleNamespace(
        measure=MEASURES["rate_due_on_time"],
        difference=Difference(mix, pace, mix + pace),
        before={"value": before, "n": n},
        now={"value": before + mix + pace, "n": n},
    )
    return difference_text(result).replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("mix", "pace", "text"),
    [
        # −1.24 = −0.86 − 0.38: rounded each alone, −0.9 and −0.4 would make −1.3.
        (-0.0086, -0.0038, "chênh −1,2 điểm: cơ cấu hồ sơ −0,9, giải quyết −0,3"),
        (0.0004, 0.0149, "chênh +1,5 điểm, đều do giải quyết"),
        (-0.009, 0.009, "không chênh: cơ cấu hồ sơ −0,9 điểm, giải quyết +0,9 điểm"),
        (0.0001, -0.0002, ""),
    ],
)
def test_the_printed_parts_add_up_and_no_change_of_nought_is_printed(mix, pace, text):
    assert printed(mix, pace) == text


def test_the_printed_difference_is_that_of_the_printed_shares():
    # 5/1.898 and 5/1.511 are both printed as 0,3%; 53,8% less 38,1% is 15,7, though 7/13 less 8/21
    # is 15,75.
    assert printed(0, 5 / 1511 - 5 / 1898, before=5 / 1898) == ""
    assert printed(0, 7 / 13 - 8 / 21, before=8 / 21) == "chênh +15,7 điểm, đều do giải quyết"


def test_a_share_of_few_cases_has_no_parts():
    assert printed(-0.3, -0.1, n=29) == ""
    assert printed(-0.3, -0.1, n=30) == "chênh −40,0 điểm: cơ cấu hồ sơ −30,0, giải quyết −10,0"


@pytest.mark.parametrize(
    ("key", "before", "last_year"),
    [
        ("2025-q2", "2025-q1", "2024-q2"),
        ("2025-9m", "2024-9m", "2024-9m"),
        ("2025-h1", "2024-h2", "2024-h1"),
        ("2025-04-11..2025-05-20", "2025-03-02..2025-04-10", "2024-04-11..2024-05-20"),
    ],
)
def test_a_period_is_compared_with_one_of_its_own_length(key, before, last_year):
    # Rate (b) of a longer period is lower by its length alone: more is in hand and overdue in it.
    period = parse(key)
    assert (previous(period).key, same_last_year(period).key) == (before, last_year)
    assert previous(period).kind == same_last_year(period).kind == period.kind
