"""No word of change without a signal: who may write one, and when it is written."""

import ast
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.catalogue import MEASURES
from board.measures.effects import Effect
from board.measures.verdicts import verdict_of
from board.selection.periods import months_back
from board.text import change_words, definitions
from etl.contract import contracts
from tests.conftest import PROJECT

CHANGE = re.compile(
    r"\b(tăng|giảm|cải thiện|xấu đi|xấu hơn|kém đi|kém hơn|tốt lên|tốt hơn lên|sụt|đi lên"
    r"|đi xuống|khởi sắc|(?:thấp|cao) hơn trước)\b|[↑↓▲▼]",
    re.IGNORECASE,
)
# Names of the data, a formula's own words, and words about what would follow from counting so.
NOT_OF_A_MEASURE = re.compile(r"Giảm nghèo|không làm giảm tỷ lệ này|văn hoá|“[^”]*”", re.IGNORECASE)
# What readers found hard or odd, and no text of the program says any more.
HARD = re.compile(
    r"dao động|tự đạt|lúc không|\bn (?:[=<]|trước|nay)|trung vị|dời hạn đã|bao lâu thì|đã nói"
    r"|chưa thấy dấu hiệu|cam kết và tác động|tồn tại đã sửa|trừ bị đánh giá|đi cùng hài lòng"
    r"|xin lỗi của mô hình|điểm để ngỏ|vắng trong tệp|quá hạn cuối kỳ|(?:đúng|quá) hạn \([abc]\)"
    r"|90% xong trong|xấu đi|cải thiện",
    re.IGNORECASE,
)
MODULES = [
    path
    for room in ("board", "pages")
    for path in sorted((PROJECT / room).rglob("*.py"))
    if path != PROJECT / "board" / "text" / "change_words.py"
]
SPECS = {
    "higher": MEASURES["rate_due_on_time"],
    "lower": MEASURES["share_complained_of"],
    None: MEASURES["share_on_time"],
}


def strings(path: Path) -> list[str]:
    """What a module may print: its texts but for docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documents = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documents
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_other_module_writes_a_word_of_change(path):
    found = [text for text in strings(path) if CHANGE.search(NOT_OF_A_MEASURE.sub("", text))]
    assert found == []


TEXTS = [p for p in MODULES if p.name != "sent_papers.py"]  # it keeps the former names


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_module_says_what_readers_found_hard(path):
    assert [text for text in strings(path) if HARD.search(text)] == []


def test_neither_the_guide_nor_a_contract_says_what_readers_found_hard():
    lines = (PROJECT / "docs" / "huong-dan.md").read_text("utf-8").splitlines()
    for contract in contracts().values():
        lines += [f"{field['title']}: {field.get('description')}" for field in contract.fields]
    for path in (PROJECT / "etl" / "words").glob("*.py"):
        lines += strings(path)
    assert len(lines) > 1000
    assert [text for text in lines if HARD.search(text)] == []


def test_the_rule_sees_what_it_forbids():
    for text in ("tỷ lệ tăng", "Giảm so với kỳ trước", "có cải thiện", "▲ 2%", "sụt giảm"):
        assert CHANGE.search(NOT_OF_A_MEASURE.sub("", text)), text
    assert not CHANGE.search(NOT_OF_A_MEASURE.sub("", "Lĩnh vực Giảm nghèo"))


def judged(
    failures: list[int], better: str | None = "higher", target: float | None = None, n: int = 100
) -> SimpleNamespace:
    """A result of so many failures of n a month, the months up to June 2025."""
    spec = SPECS[better]
    months = months_back(date(2025, 6, 30), len(failures))
    failed, cases = np.array([failures]).T, np.full((len(failures), 1), n)
    verdict = verdict_of(spec, months, failed, cases, target, None, 1)
    return SimpleNamespace(measure=spec, target=target, verdict=verdict, field=None)


def sentence_of(result) -> str:
    parts = (
        change_words.change_or_steady(result),
        change_words.reach(result),
        change_words.task(result),
    )
    return "; ".join(part for part in parts if part)


@given(
    failures=st.lists(st.integers(0, 100), min_size=1, max_size=30),
    better=st.sampled_from(["higher", "lower", None]),
    target=st.sampled_from([None, 0.05, 0.95]),
)
def test_a_word_of_change_stands_only_where_the_months_hold_a_change(failures, better, target):
    result = judged(failures, better, target)
    verdict = result.verdict
    is_told = bool(
        verdict and (verdict.change == "worse" or (verdict.change and verdict.is_recent))
    )
    assert bool(CHANGE.search(sentence_of(result))) == is_told
    assert bool(change_words.change(result)) == is_told


# The vector of the method: 5 of 100 fail in eight months, then 15 in four, March to June 2025.
FALLEN, RISEN = [5] * 8 + [15] * 4, [15] * 8 + [5] * 4
FIND_OUT = "; tìm nguyên nhân, giao việc có hạn"


@pytest.mark.parametrize(
    ("failures", "better", "target", "sentence"),
    [
        # Since the change 340 of 400 reach it: the interval ends at 88.2%.
        (FALLEN, "higher", 0.9, "kém đi từ 3/2025 (95,0% → 85,0%); mục tiêu 90%: "
         f"cách làm hiện nay chưa đạt được{FIND_OUT}"),
        (FALLEN, "lower", None, f"kém đi từ 3/2025 (5,0% → 15,0%){FIND_OUT}"),
        (RISEN, "higher", None, "tốt lên từ 3/2025 (85,0% → 95,0%)"),
        (RISEN, "lower", None, "tốt lên từ 3/2025 (15,0% → 5,0%)"),
        ([5] * 8 + [15] * 12, "higher", None,
         f"từ 7/2024 thấp hơn trước (95,0% → 85,0%), chưa trở lại{FIND_OUT}"),
        ([5] * 8 + [15] * 12, "lower", None,
         f"từ 7/2024 cao hơn trước (5,0% → 15,0%), chưa trở lại{FIND_OUT}"),
        ([5] * 8 + [15] * 11, "higher", None,
         f"kém đi từ 8/2024 (95,0% → 85,0%){FIND_OUT}"),
        ([15] * 8 + [5] * 11, "higher", None, "tốt lên từ 8/2024 (85,0% → 95,0%)"),
        # What improved a year ago is no news.
        ([15] * 8 + [5] * 12, "higher", None, "như các tháng trước"),
        # 10 of 100 in the last four months gain 10.1 where a change costs 12.
        ([5] * 8 + [10] * 4, "higher", None, "như các tháng trước"),
        # 1136 of 1200: 93.2 to 95.8%.
        ([5] * 8 + [6] * 4, "higher", 0.95, "như các tháng trước; mục tiêu 95%: đạt 8/12 tháng; "
         "tìm cách để tháng nào cũng đạt"),
        ([2] * 12, "higher", 0.95, "như các tháng trước; mục tiêu 95%: cách làm hiện nay đạt được"),
        ([10] * 12, "higher", 0.95, "như các tháng trước; mục tiêu 95%: cách làm hiện nay chưa đạt "
         "được; đổi cách làm, đôn đốc không đủ"),
        ([5] * 5 + [60], "higher", None, "chưa đủ tháng để xét thay đổi"),
        (FALLEN, None, None, "không xét thay đổi"),
    ],
)  # fmt: skip
def test_each_verdict_has_its_sentence(failures, better, target, sentence):
    assert sentence_of(judged(failures, better, target)) == sentence


def test_what_the_same_months_of_the_year_before_did_is_no_change():
    # Twenty-four months; June, the last, is as the June before it.
    assert change_words.change_or_steady(judged([5] * 11 + [40] + [5] * 11 + [40])) == (
        "như cùng kỳ năm trước"
    )
    assert change_words.change(judged([5] * 23 + [40])) == "kém đi từ 6/2025 (95,0% → 60,0%)"


def test_levels_that_read_alike_are_not_printed():
    # 20.000 of a million fail, then 20.450: 98,0% and 97,955%, which is read as 98,0%.
    fallen = judged([20_000] * 8 + [20_450] * 4, n=1_000_000)
    assert change_words.change(fallen) == "kém đi từ 3/2025"


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (None, "không xét thay đổi"),
        (Effect(None, None), "chưa đủ 6 tháng trọn sau mốc để xét"),
        (Effect(6, "better"), "sau 6 tháng: tốt lên so với trước mốc"),
        (Effect(6, None), "sau 6 tháng: chưa thấy thay đổi"),
        (Effect(12, "worse"), "sau 12 tháng: kém đi so với trước mốc"),
    ],
)
def test_what_followed_a_date_has_its_sentence(found, sentence):
    assert change_words.effect(found) == sentence


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.key)
def test_a_measure_says_in_two_sentences_how_it_is_judged_or_why_not(measure):
    text = definitions.judged_line(measure)
    assert len(re.findall(r"\.(?: |$)", text)) == 2
    assert text.startswith("Không xét thay đổi") == (measure.judged_every is None)
    assert ("quý trọn" in text) == (measure.judged_every == "quarter")
