"""The overview's first sentence on literal wards: no word on a target contradicts its figure."""

import shutil

import pytest

from board.measures.dossiers import open_counts
from board.measures.results import over_time
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import overview
from board.text.markdown import plain
from tests.conftest import PROJECT
from tests.literal import filled, opened

DUE = "rate_due_on_time"
TARGETS = """measure,unit_code,field,target,valid_from,valid_to,source
rate_due_on_time,,,0.95,2018-01-01,,chung
rate_due_on_time,14836,,0.975,2018-01-01,,riêng
rate_due_on_time,14830,,0.975,2018-01-01,,riêng
"""
# Ward → dossiers due in June, how many of them are late.
WARDS = {"16528": (2000, 101), "14836": (40, 1), "14830": (40, 2), "14833": (2000, 100)}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    data = tmp_path_factory.mktemp("first_sentence")
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    (data / "reference" / "targets.csv").write_text(TARGETS, "utf-8")
    lines = ["id | unit | status | received | due | finished"]
    for unit, (n, late) in WARDS.items():
        for i in range(n):
            done = "25/06" if i < late else "10/06"
            lines.append(f"{len(lines)} | {unit} | 10 | 03/06 | 20/06 | {done}")
    return opened(filled(data, {"2025-07-05": "\n".join(lines)}))


@pytest.mark.parametrize(
    ("unit", "figure"),
    [
        # 1899 of 2000 are 94.95%, which a decimal alone would make 95.0%.
        ("16528", "94,95% hồ sơ đến hạn được giải quyết đúng hạn (1.899/2.000), chưa đạt 95%;"),
        ("14833", "95,0% hồ sơ đến hạn được giải quyết đúng hạn (1.900/2.000), đạt 95%;"),
        ("14836", "97,5% hồ sơ đến hạn được giải quyết đúng hạn (39/40), đạt 97,5%;"),
        ("14830", "95,0% hồ sơ đến hạn được giải quyết đúng hạn (38/40), chưa đạt 97,5%;"),
    ],
)
def test_the_figure_its_target_and_the_word_between_them_agree(snapshot, unit, figure):
    selection = selection_of(snapshot, Filters(unit=f"{unit}@2018-01-01"), parse("2025-06"))
    result = over_time((DUE,), selection)[DUE]
    sentence = plain(overview.overview_answer(selection, result, open_counts(selection)))
    assert f": {figure}" in sentence.replace("\u00a0", " ")


def test_of_a_part_of_a_period_the_target_is_named_and_not_judged(snapshot):
    # The files begin on 03/06: of the quarter they hold its last month.
    selection = selection_of(snapshot, Filters(unit="14830@2018-01-01"), parse("2025-q2"))
    result = over_time((DUE,), selection)[DUE]
    sentence = plain(overview.overview_answer(selection, result, open_counts(selection)))
    assert "giải quyết đúng hạn (38/40), mục tiêu 97,5%;" in sentence.replace("\u00a0", " ")


def test_a_range_of_days_begins_the_sentence_and_none_due_is_written_in_words(snapshot):
    selection = selection_of(
        snapshot, Filters(unit="16528@2018-01-01"), parse("2025-06-11..2025-06-19"), "previous"
    )
    result = over_time((DUE,), selection)[DUE]
    sentence = plain(overview.overview_answer(selection, result, open_counts(selection)))
    sentence = sentence.replace("\u00a0", " ")
    assert sentence.startswith("Từ 11/06/2025 đến 19/06/2025, ")
    assert ": không có hồ sơ đến hạn trong kỳ; " in sentence
    # Two days of one year both keep their years.
    assert overview.compared_name(selection) == "từ 02/06/2025 đến 10/06/2025"
