"""Pages of a ward that did not send a file: a sentence in its place, no number and no verdict."""

import re
from itertools import chain

import pytest

from board.catalogue import MEASURES
from board.measures.dossiers import newest_rows
from board.measures.results import over_time
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import among_known, selection_of
from board.text import agenda
from tests.literal import filled, snapshot
from tests.test_pages import infos, opened, plain, texts  # noqa: F401

QUANG_THO = "16528@2018-01-01"
ASKED = {"unit": QUANG_THO, "period": "2025-q2"}
RATED = "\n".join(
    ["rating | rated | source | overall"]
    + [f"{n} | 0{1 + n % 6}/0{1 + n % 6} | Máy đánh giá | Hài lòng" for n in range(60)]
)


def done(unit: str, day: str, numbers, status: int = 10) -> list[str]:
    finished = day if status == 10 else ""
    return [f"{n} | {unit} | {status} | {day} | {day} | {finished}" for n in numbers]


def table(*rows: list[str]) -> str:
    return "\n".join(["id | unit | status | received | due | finished", *chain(*rows)])


@pytest.fixture(scope="module")
def only_ratings(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("ratings"), {}, {"2025-06-30": RATED})


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """Quảng Thọ sent dossiers to 31/03, 6 of them open; Quảng Châu to 30/06."""
    return filled(
        tmp_path_factory.mktemp("stopped"),
        {
            "2025-03-31": table(
                done("16528", "10/02", range(9)), done("16528", "20/03", range(20, 26), 4)
            ),
            "2025-06-30": table(done("16531", "10/05", range(30, 40))),
        },
    )


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("form_06a", "Kỳ này phường Quảng Thọ chưa gửi tệp hồ sơ, nên chưa có số liệu."),
        ("processing_times", "Kỳ này phường Quảng Thọ chưa gửi tệp hồ sơ, nên chưa có số liệu."),
        ("satisfaction", "Ý kiến đánh giá: kỳ này chưa có số liệu."),
        ("rows", "Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn: kỳ này chưa có số liệu."),
    ],
)
def test_a_page_without_its_file_is_one_sentence(opened, stopped, page, sentence):  # noqa: F811
    shown = opened(page, stopped, ASKED)
    assert [text.split(" Nạp tệp")[0] for text in infos(shown)] == [sentence]
    assert not shown.metric and not shown.header


def test_the_overview_of_a_quarter_that_was_not_sent_counts_what_is_open_and_judges_nothing(
    opened,  # noqa: F811
    stopped,
):
    shown = opened("overview", stopped, ASKED)
    assert [plain(text.value) for text in shown.header] == [
        "Quý II/2025, phường Quảng Thọ: kỳ này chưa có số liệu hồ sơ; tại ngày 31/03/2025 có "
        "6 hồ sơ đang quá hạn."
    ]
    page_texts = texts(shown)
    assert agenda.NOTHING_JUDGED in page_texts and agenda.NOTHING_TO_DISCUSS not in page_texts
    assert not [line for line in page_texts if re.search(r"n = 0|\b0 hồ sơ tiếp|100,0%", line)]


def test_the_overview_of_a_ward_with_ratings_only_has_no_dossiers_to_count(
    opened,  # noqa: F811
    only_ratings,
):
    shown = opened("overview", only_ratings, ASKED)
    assert [plain(text.value) for text in shown.header] == [
        "Quý II/2025, phường Quảng Thọ: chưa có tệp hồ sơ nào, nên chưa nói được hồ sơ nào đang "
        "quá hạn."
    ]
    assert not [text for text in texts(shown) if re.search(r"\b0 hồ sơ", text)]


def test_a_tile_without_its_file_says_so_and_nothing_else(opened, only_ratings):  # noqa: F811
    shown = opened("satisfaction", only_ratings, ASKED)
    # 30 of the 60 are of April to June, every one content.
    assert [(tile.label, tile.value) for tile in shown.metric] == [
        ("Hài lòng", "100,0%"),
        ("Hài lòng qua khảo sát", "–"),
        ("Hồ sơ có người dân đánh giá", "–"),
        ("Hài lòng theo QĐ 766", "–"),
    ]
    assert [text for text in texts(shown) if "[chưa có số liệu]" in text] == [
        ":small[:gray[chưa có số liệu]]"
    ] * 2
    missing = "Hài lòng theo QĐ 766 (suy từ hồ sơ): kỳ này chưa có số liệu"
    assert [text for text in infos(shown) if text.startswith(missing)]


def test_a_unit_that_sent_only_a_register_is_in_that_registers_tables(tmp_path, opened):  # noqa: F811
    data = filled(
        tmp_path / "data",
        {"2025-06-30": table(done("16531", "10/05", range(10)))},
        petitions={"2025-06-30": [{"unit_code": "16534", "received_on": "10/05/2025"}]},
    )
    shown = opened("receptions_petitions", data, {"period": "2025-q2"})
    kinds = next(t.value for t in shown.dataframe if "petition_kind" in t.value)
    assert kinds["petitions_received"].tolist() == [1]


def test_the_rows_behind_a_number_are_of_the_units_that_it_counts(tmp_path):
    # Ratings are known of Quảng Thọ alone: its 10 finished dossiers and not the 40 of both.
    of = snapshot(
        tmp_path,
        {
            "2025-06-30": table(
                done("16528", "10/06", range(10)), done("16531", "10/06", range(20, 50))
            )
        },
        {"2025-06-30": "id | rated | source | overall\n1 | 10/06 | Máy đánh giá | Hài lòng"},
    )
    selection, measure = selection_of(of, Filters(), parse("2025-06")), MEASURES["response_rate"]
    assert over_time((measure.key,), selection)[measure.key].now["n"] == 10
    rows = newest_rows(
        measure.rows, "all", among_known(selection, measure.sources), measure.rows_query
    )
    assert rows(100)["found"].iloc[0] == 10


def test_what_waits_by_the_registers_stands_without_dossiers(opened, tmp_path):  # noqa: F811
    # One task is past its day on the day of its register, and nobody sent a file of dossiers.
    filled(tmp_path, {}, tasks={"2025-06-30": [{"due_on": "15/06/2025"}]})
    shown = opened("overview", tmp_path)
    labels = [link.proto.label for link in shown.get("page_link")]
    assert "Nhiệm vụ quá hạn: **1 việc**" in labels
    assert not [label for label in labels if "hồ sơ" in label]
