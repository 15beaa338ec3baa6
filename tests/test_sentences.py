"""No word of change without a signal: who may write one, and when it is written."""

import ast
import re
from pathlib import Path

import pytest
from board.methods.spc import Series, xmr
from hypothesis import given
from hypothesis import strategies as st

from board.text import change_words
from tests.conftest import PROJECT

CHANGE = re.compile(
    r"\b(tăng|giảm|cải thiện|xấu đi|xấu hơn|tốt lên|tốt hơn lên|sụt|đi lên|đi xuống|khởi sắc)\b"
    r"|vượt giới hạn|[↑↓▲▼]",
    re.IGNORECASE,
)
# Names of the data, a formula's own words, and words about what would follow from counting so.
NOT_OF_A_MEASURE = re.compile(r"Giảm nghèo|không làm giảm tỷ lệ này|văn hoá|“[^”]*”", re.IGNORECASE)
MODULES = [
    path
    for room in ("board", "pages")
    for path in sorted((PROJECT / room).rglob("*.py"))
    if path != PROJECT / "board" / "text" / "change_words.py"
]
values = st.lists(st.one_of(st.none(), st.floats(0, 100, allow_nan=False)), min_size=1, max_size=40)
directions = st.sampled_from(["higher", "lower", None])


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


def test_the_rule_sees_what_it_forbids():
    for text in ("tỷ lệ tăng", "Giảm so với kỳ trước", "có cải thiện", "▲ 2%", "sụt giảm"):
        assert CHANGE.search(NOT_OF_A_MEASURE.sub("", text)), text
    assert not CHANGE.search(NOT_OF_A_MEASURE.sub("", "Lĩnh vực Giảm nghèo"))


def sentence_of(chart) -> str:
    parts = (
        change_words.variation(chart),
        change_words.signal(chart),
        change_words.assurance(chart, "95%"),
        change_words.task(chart),
    )
    return "; ".join(part for part in parts if part)


@given(values=values, better=directions, target=st.one_of(st.none(), st.floats(0, 100)))
def test_a_word_of_change_stands_only_where_the_latest_complete_month_is_a_signal(
    values, better, target
):
    size = len(values)
    series = Series(tuple(values), (True,) * (size - 1) + (False,), (0,) * size)
    chart = xmr(series, better=better, target=target)
    newest = [d for d, v in zip(chart.direction, values, strict=True) if v is not None]
    newest = newest[:-1] if values[-1] is not None else newest
    is_signal = bool(newest) and newest[-1] is not None
    assert bool(CHANGE.search(sentence_of(chart))) == is_signal


def test_nothing_is_said_of_a_measure_that_is_not_judged():
    assert sentence_of(None) == "chưa đủ số liệu để đánh giá"


# One stable stretch, then a point far outside: mean 51.25, MR 10,…,10, 40: A = (9·10 + 40) ÷ 10 …
RISING = Series((50, 52) * 6 + (90,), (True,) * 13, (0,) * 13)


@pytest.mark.parametrize(
    ("better", "target", "sentence"),
    [
        (
            "higher",
            None,
            "cải thiện; cải thiện: vượt giới hạn tự nhiên; ghi nhận, nhân rộng",
        ),
        (
            "lower",
            95,
            "xấu đi; xấu đi: vượt giới hạn tự nhiên; mục tiêu 95%: ổn định đạt; "
            "tìm nguyên nhân, giao việc có hạn",
        ),
        (
            "lower",
            10,
            "xấu đi; xấu đi: vượt giới hạn tự nhiên; mục tiêu 95%: không tự đạt; "
            "bàn trước tiên: tìm nguyên nhân, giao việc có hạn",
        ),
        (None, None, "cao bất thường; cao bất thường: vượt giới hạn tự nhiên"),
    ],
)
def test_each_signal_has_its_sentence(better, target, sentence):
    # Moving ranges: eleven of 2 and one of 38, screened out (38 ≥ 3.267 × 5): A = 2, reach 5.32.
    # Mean 702 ÷ 13 = 54, limits 48.68 to 59.32.
    chart = xmr(RISING, better=better, target=target)
    assert sentence_of(chart) == sentence


def test_a_stable_measure_is_said_to_vary_as_usual():
    chart = xmr(Series((50, 52) * 7, (True,) * 14, (0,) * 14), better="higher", target=51)
    assert sentence_of(chart) == (
        "dao động bình thường; mục tiêu 95%: lúc đạt, lúc không; "
        "không giải thích từng tháng; thu hẹp dao động"
    )
