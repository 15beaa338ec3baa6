"""The weekly sheet: lists of what waits, the same in the workbook and on A4."""

import io
from datetime import date

import pandas as pd
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from board.choice import choice_of
from board.filters import Filters
from board.papers import PAPERS, board_sheet
from board.papers.board_sheet import changed, lists
from board.periods import spanning
from board.warehouse import ask
from tests.literal import filled, opened

QUANG_THO, TRUNG_SON = "16528@2018-01-01", "14830@2018-01-01"
EVIL = '=1+1 #let x = "<b>"'
DOSSIERS = """
id | unit  | status | received | due   | finished
1  | 16528 | 4      | 02/06    | 20/06 |
2  | 16528 | 4      | 02/06    | 27/06 |
3  | 16528 | 4      | 20/06    | 01/07 |
4  | 16528 | 4      | 20/06    | 30/07 |
5  | 16528 | 9      | 02/06    | 20/06 | 25/06
6  | 14830 | 4      | 02/06    | 20/06 |
"""


def letter(number: int, dossier: int, **said: str) -> dict[str, str]:
    named = {"letter_id": f"T{number}", "dossier_id": f"H56.14-250101-{dossier:04}"}
    return {"kind": "Văn bản xin lỗi", "drafted_on": "21/06/2025"} | named | said


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """Quảng Thọ: two overdue, one due soon, one finished late. Trung Sơn keeps no register."""
    return opened(
        filled(
            tmp_path_factory.mktemp("sheet"),
            {"2025-06-30": DOSSIERS},
            letters={"2025-06-30": [letter(1, 1), letter(2, 5, delivered_on="26/06/2025")]},
            tasks={
                "2025-06-30": [
                    {"task_id": "1", "title": EVIL, "due_on": "25/06/2025"},
                    {"task_id": "2", "due_on": "10/07/2025"},
                    {"task_id": "3", "due_on": "10/06/2025", "done_on": "09/06/2025"},
                ]
            },
        )
    )


def week(of, unit):
    return choice_of(of, Filters(unit=unit), spanning(date(2025, 6, 24), date(2025, 6, 30)))


def test_each_list_holds_what_waits_and_no_more(snapshot):
    told = lists(week(snapshot, QUANG_THO))
    assert [code[-1] for code in told["overdue"]["dossier_id"]] == ["1", "2"]
    assert [code[-1] for code in told["due_soon"]["dossier_id"]] == ["3"]
    # Overdue were 1, 2 and 5; the apology for 5 is delivered, that for 1 only drafted.
    waiting = zip(told["apologies"]["dossier_id"], told["apologies"]["step"], strict=True)
    assert [(code[-1], step) for code, step in waiting] == [("1", "Đã soạn"), ("2", "Chưa soạn")]
    assert told["tasks"]["title"].to_list() == [EVIL, "Việc"]


def test_what_a_unit_keeps_no_register_of_is_not_known(snapshot):
    told = lists(week(snapshot, TRUNG_SON))
    assert [name for name, rows in told.items() if rows is None] == [
        "apologies",
        "petitions",
        "tasks",
    ]


def test_the_week_is_compared_with_the_day_before_it(snapshot):
    # On 23/06 dossiers 1 and 5 were overdue; on 30/06 1 and 2: one new, one cleared.
    assert changed(week(snapshot, QUANG_THO)) == (1, 1, 2)


def test_the_workbook_has_a_tab_a_list_and_text_stays_text(snapshot):
    content = PAPERS["board-sheet"].make(".xlsx", week(snapshot, QUANG_THO))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == [
        "Thông tin",
        "Quá hạn",
        "Sắp đến hạn",
        "Chờ xin lỗi",
        "Đơn thư",
        "Nhiệm vụ",
    ]
    assert EVIL in [row[1] for row in book.get_sheet_by_name("Nhiệm vụ").to_python()]
    assert ["chưa có số liệu"] in book.get_sheet_by_name("Đơn thư").to_python()


def test_a_list_too_long_for_paper_says_how_much_is_left_out_and_is_whole_in_excel(
    snapshot, monkeypatch
):
    monkeypatch.setattr(board_sheet, "MOST_ROWS", 1)
    chosen = week(snapshot, QUANG_THO)
    printed = PdfReader(io.BytesIO(PAPERS["board-sheet"].make(".pdf", chosen)))
    said = " ".join(page.extract_text() for page in printed.pages)
    assert "Còn 1 dòng nữa; xem đủ trong tệp Excel" in said
    book = CalamineWorkbook.from_filelike(io.BytesIO(PAPERS["board-sheet"].make(".xlsx", chosen)))
    _, _, _, *overdue = book.get_sheet_by_name("Quá hạn").to_python()
    assert len(overdue) == 2


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_the_same_snapshot_gives_the_same_sheet(ending, snapshot):
    chosen = week(snapshot, QUANG_THO)
    made = PAPERS["board-sheet"].make(ending, chosen)
    assert made.startswith({".pdf": b"%PDF", ".xlsx": b"PK"}[ending])
    assert PAPERS["board-sheet"].make(ending, chosen) == made


def test_what_waits_is_counted_and_unknown_without_a_register(snapshot):
    def counted(unit):
        asked = Filters(unit=unit).parameters() | {"due_soon_days": 3}
        return ask(snapshot, "waiting_counts", **asked).iloc[0]

    here = counted(QUANG_THO)
    assert (here["apologies_owed"], here["tasks_overdue"]) == (2, 1)
    assert pd.isna(here["petitions_due"])
    assert counted(TRUNG_SON).isna().all()
