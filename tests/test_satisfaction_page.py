"""Mức độ hài lòng: what citizens said of themselves first, and no factor of few answers drawn."""

from datetime import date

import pandas as pd
import pytest

from board.methods.drivers import drivers
from board.selection.filters import Filters
from board.text import satisfaction, satisfaction_comments
from board.text.sentences import NO_BREAK
from board.ui.sections.satisfaction import drivers_in_file
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.literal import filled
from tests.screen import session

UNIT = "16528@2018-01-01"
DOSSIERS = "id | status | received | due | finished\n" + "\n".join(
    f"{n} | 10 | 02/06 | 06/06 | 05/06" for n in range(1, 41)
)
HEADING = "rating | id | rated | source | scale | overall | attitude | comment | reason\n"


def ratings(rated: int) -> str:
    """So many slips, the first five not content; four times what staff recorded; two comments."""
    comments = {1: "Cán bộ gắt gỏng **quá**", 2: "chờ lâu"}
    reasons = {1: "Khác", 2: "Khác", 3: "Khác", 4: "Chờ lâu"}
    slips = [
        f"{n} | {n} | 05/06 | Phiếu | 3 | {1 if n <= 5 else 3} | {1 if n <= 5 else 2} "
        f"| {comments.get(n, '')} | {reasons.get(n, '')}"
        for n in range(1, rated + 1)
    ]
    staff = [f"9{n} | {n} | 05/06 | Cán bộ ghi nhận | 3 | 3 | | |" for n in range(1, 5)]
    return HEADING + "\n".join([*slips, *staff])


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """Opens the page over so many slips."""

    def open_page(rated: int):
        data = filled(tmp_path, {"2025-06-30": DOSSIERS}, {"2025-06-30": ratings(rated)})
        monkeypatch.setenv("BOARD_DATA", str(data))
        page = session()
        page.query_params["unit"], page.query_params["period"] = UNIT, "2025-06"
        page.switch_page("../../pages/satisfaction.py").run()
        assert not page.exception
        return page

    return open_page


def charts(page) -> list[str]:
    return [chart.proto.alt for chart in page.get("plotly_chart")]


def texts(page) -> str:
    parts = [*page.main.markdown, *page.main.caption]
    return " ".join(part.value for part in parts).replace(NO_BREAK, " ")


def test_the_first_sentence_is_what_citizens_said_of_themselves_in_counts(shown):
    answer = shown(30).main.header[0].value.replace(NO_BREAK, " ")
    # 25 of 30 slips; 30 of 40 finished dossiers have one. Nobody sent a survey.
    assert answer == (
        "Tháng 6/2025, phường Quảng Thọ: **83,3%** lượt người dân tự đánh giá tại một cửa hài lòng "
        "(25/30), chưa đạt 90%; 75,0% hồ sơ xong có người dân tự đánh giá."
    )


def test_a_factor_is_drawn_from_thirty_answers_on(shown):
    title = satisfaction.factors_title(3)
    page = shown(30)
    assert title in charts(page)
    # Of the survey nobody answered: a sentence, no chart.
    assert satisfaction.factors_title(5) not in charts(page)
    assert satisfaction.no_factor(5) in texts(page)


def test_a_factor_of_twenty_nine_answers_is_not_drawn(shown):
    page = shown(29)
    assert satisfaction.factors_title(3) not in charts(page)
    assert satisfaction.no_factor(3) in texts(page)


def test_the_themes_stand_with_their_examples_as_text(shown):
    page = shown(30)
    text = texts(page)
    assert "“Cán bộ gắt gỏng \\*\\*quá\\*\\*”" in text
    assert "Thái độ\\: 1 ý kiến" in text and "Chờ đợi lâu\\: 1 ý kiến" in text
    keys = [button.key for button in page.get("download_button")]
    assert "csv_chu_de_y_kien" in keys
    assert satisfaction_comments.MASKED in text


def test_what_has_no_reason_of_its_own_stands_last(shown):
    shown(30)
    asked_for = {"from": date(2025, 6, 1), "to": date(2025, 6, 30)} | Filters().parameters()
    reasons = ask(current(EVERYTHING), "reasons", **asked_for)
    assert reasons.values.tolist() == [
        ["share_satisfied", "Chờ lâu", False, 1],
        ["share_satisfied", "Khác", True, 3],
        ["share_satisfied", "Không ghi lý do", True, 1],
    ]


def in_file(page, name: str):
    """What a table's file holds."""
    return page.session_state["page_tables"][name].rows()


def test_a_file_tells_the_reasons_of_enough_ratings_alone(shown):
    # All four slips are not content, as four reasons would tell.
    assert in_file(shown(4), "ly_do").empty
    assert in_file(shown(30), "ly_do").values.tolist() == [
        ["Chờ lâu", 1],
        ["Khác", 3],
        ["Không ghi lý do", 1],
    ]


def test_a_file_of_factors_lacks_what_an_earlier_file_and_it_would_give_away(shown):
    assert len(in_file(shown(33), "yeu_to_3")) == 2  # overall and attitude
    # Three more: the earlier 33 taken away, their answers would be left over.
    assert in_file(shown(36), "yeu_to_3").empty


def test_a_file_of_comments_names_no_level_and_is_in_the_order_of_days(shown):
    page, named = shown(30), satisfaction_comments.COMMENT_COLUMNS
    found = in_file(page, "y_kien")
    assert [*page.dataframe[0].value] == [*named]  # the least content first
    assert [*found] == [title for column, title in named.items() if column != "level"]
    assert found[named["comment"]].to_list() == ["Cán bộ gắt gỏng **quá**", "chờ lâu"]


def test_a_file_of_drivers_shows_no_side_where_the_other_is_of_few():
    counts = pd.DataFrame(
        {
            "factor": ["attitude", "staff"],
            "content": [37, 30],
            "content_satisfied": [35, 29],
            "not_content": [3, 10],
            "not_content_satisfied": [1, 7],
        }
    )
    made = drivers_in_file(drivers(counts), is_shown=True).set_index("factor")
    # 36 of 40 are satisfied, which 35 of 37 would be taken away from.
    assert made.loc["attitude", ["share_content", "share_not_content"]].isna().all()
    assert made.loc["attitude", "n_not_content"] == 3
    assert made.loc["staff", "share_not_content"] == 0.7
    assert drivers_in_file(drivers(counts), is_shown=False)["share_content"].isna().all()
