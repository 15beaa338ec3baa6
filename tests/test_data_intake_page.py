"""Dữ liệu answers first: whether all is in, what is late, what is to be mended."""

import re
from datetime import date

import pandas as pd
import pytest

from board.selection.known_days import LateSource
from board.text import data_intake
from board.text.sentences import NO_BREAK
from tests.literal import filled
from tests.screen import session

UNIT = "16528@2018-01-01"
HEADING = "id | procedure | status | received | due | finished\n"
GOOD = "\n".join(f"{n} | 1.001193 | 9 | 02/06 | 05/06 | 04/06" for n in range(1, 11)) + "\n"
NO_RECEIPT = "11 | 1.001193 | 4 | | 05/06 |\n12 | 1.001193 | 4 | | 06/06 |\n"


def shown(data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    page = session()
    page.query_params["unit"] = UNIT
    page.switch_page("../../pages/data_intake.py").run()
    return page


def answer_and_list(page) -> tuple[str, list[str]]:
    answer = page.main.header[0].value.replace(NO_BREAK, " ")
    listed = next(text.value for text in page.main.markdown if text.value.startswith("- "))
    listed = re.sub(r"\\(\W)", r"\1", listed.replace(NO_BREAK, " "))
    return answer, [line.removeprefix("- ") for line in listed.split("\n")]


def test_what_is_late_and_what_is_to_be_mended_stand_first(tmp_path, monkeypatch):
    data = filled(
        tmp_path,
        {"2025-06-30": HEADING + GOOD + NO_RECEIPT},
        tasks={"2025-01-12": [{"task_id": "1"}]},
    )
    answer, lines = answer_and_list(shown(data, monkeypatch))
    assert answer == (
        "Phường Quảng Thọ chưa đủ số liệu đến ngày 30/06/2025; **1 tệp, sổ gửi chậm**; "
        "**2 dòng bị loại** của 1 tệp phải sửa."
    )
    assert lines[0] == "Gửi chậm: Sổ nhiệm vụ, phường Quảng Thọ (đến 12/01/2025)."
    assert lines[1] == "Phải sửa: Hồ sơ thủ tục hành chính 2 dòng."
    assert any(line.startswith("Chưa gửi lần nào:") and "Ý kiến đánh giá" in line for line in lines)
    assert lines[-1] == ("Đang dùng: 2 tệp, 13 dòng đã đọc: 11 nhận, 2 loại, 0 trùng.")


def test_where_nothing_is_late_and_nothing_was_rejected_it_says_so(tmp_path, monkeypatch):
    data = filled(tmp_path, {"2025-06-30": HEADING + GOOD})
    answer, lines = answer_and_list(shown(data, monkeypatch))
    assert answer == (
        "Phường Quảng Thọ có đủ số liệu đến ngày 30/06/2025; không có dòng nào phải sửa."
    )
    assert not [line for line in lines if line.startswith(("Gửi chậm", "Phải sửa"))]


@pytest.mark.parametrize(("late", "ending"), [(5, "."), (6, "; 1 tệp, sổ khác.")])
def test_of_many_late_sources_five_are_named(late, ending):
    sources = [LateSource(date(2025, 1, day), "tasks", "Phường A") for day in range(1, late + 1)]
    (line,) = data_intake.late_lines(sources, {"tasks": "Sổ nhiệm vụ"})
    assert line.count("Sổ nhiệm vụ, phường A (đến ") == 5
    assert line.endswith(f"(đến 05/01/2025){ending}")


def test_doubts_are_counted_and_lose_no_row():
    doubts = pd.DataFrame({"rows": [130, 25]})
    assert data_intake.mend_lines(pd.DataFrame(), doubts, {}) == [
        "Cần xem lại: 2 điều, ở 155 dòng; không loại dòng nào."
    ]
