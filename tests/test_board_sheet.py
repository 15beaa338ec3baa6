"""The weekly sheet: lists of what waits, the same in the workbook and on A4."""

import io
import re
from datetime import date

import pandas as pd
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from board.papers import PAPERS
from board.papers.board_sheet.content import sheet_content
from board.papers.figures import as_frame
from board.selection.filters import Filters
from board.selection.periods import parse, spanning
from board.selection.selection import selection_of
from board.text import board_sheet
from board.warehouse.ask import ask
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
SECOND = """
id | unit  | status | received | due   | finished
1  | 16528 | 4      | 02/05    | 20/05 |
2  | 16528 | 10     | 02/06    | 20/06 |
3  | 16528 | 4      | 20/06    | 30/07 |
"""
WORD = "x" * 78 + "yz"


def letter(number: int, dossier: int, **values: str) -> dict[str, str]:
    named = {"letter_id": f"T{number}", "dossier_id": f"H56.14-250101-{dossier:04}"}
    return {"kind": "Văn bản xin lỗi", "drafted_on": "21/06/2025"} | named | values


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
    return selection_of(of, Filters(unit=unit), spanning(date(2025, 6, 24), date(2025, 6, 30)))


def test_each_list_holds_what_waits_and_no_more(snapshot):
    lists = sheet_content(week(snapshot, QUANG_THO)).lists
    assert [code[-1] for code in lists["overdue"]["dossier_id"]] == ["1", "2"]
    assert [code[-1] for code in lists["due_soon"]["dossier_id"]] == ["3"]
    # Overdue were 1, 2 and 5; the apology for 5 is delivered, that for 1 only drafted.
    waiting = zip(lists["apologies"]["dossier_id"], lists["apologies"]["step"], strict=True)
    assert [(code[-1], step) for code, step in waiting] == [("1", "Đã soạn"), ("2", "Chưa soạn")]
    assert lists["tasks"]["title"].to_list() == [EVIL, "Việc"]


def test_what_a_unit_keeps_no_register_of_is_not_known(snapshot):
    lists = sheet_content(week(snapshot, TRUNG_SON)).lists
    assert [name for name, rows in lists.items() if rows is None] == [
        "apologies",
        "petitions",
        "tasks",
    ]


def test_the_week_is_compared_with_the_day_before_it(snapshot):
    # On 23/06 dossiers 1 and 5 were overdue; on 30/06 1 and 2: one new, one cleared.
    assert sheet_content(week(snapshot, QUANG_THO)).overdue.counts == (1, 1, 2)


def test_the_workbook_has_a_tab_a_list_and_text_stays_text(snapshot):
    content = PAPERS["board-sheet"].make(".xlsx", week(snapshot, QUANG_THO))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == [
        "Thông tin",
        "Quá hạn",
        "Chưa ghi ngày",
        "Đến hạn trong tuần",
        "Chờ xin lỗi",
        "Đơn thư",
        "Nhiệm vụ",
        "Thay đổi",
    ]
    assert EVIL in [row[1] for row in book.get_sheet_by_name("Nhiệm vụ").to_python()]
    assert ["chưa có số liệu"] in book.get_sheet_by_name("Đơn thư").to_python()


def many(count: int) -> str:
    """So many dossiers that are overdue, half of them with their apology owed in June."""
    lines = [f"{n} | 16528 | 4 | 02/06 | 20/06 | " for n in range(1, count + 1)]
    return "\n".join(["id | unit | status | received | due | finished", *lines])


def test_lists_too_long_for_two_pages_say_how_much_is_left_out_and_are_whole_in_excel(tmp_path):
    tasks = [
        {"task_id": str(n), "title": "Ư" * 90, "due_on": "25/06/2025", "owner": f"Người {n}"}
        for n in range(90)
    ]
    filed = filled(
        tmp_path,
        {"2025-06-30": many(400)},
        letters={"2025-06-30": [letter(1, 1)]},
        tasks={"2025-06-30": tasks},
    )
    selection = week(opened(filed), QUANG_THO)
    content = PAPERS["board-sheet"].make(".pdf", selection)
    assert len(PdfReader(io.BytesIO(content)).pages) == 2
    left_out = sorted(map(int, re.findall(r"Còn (\d+) dòng nữa; xem đủ", text_of(content))))
    # Overdue and owed an apology are the same 400, cut alike; of 90 tasks as many are printed.
    assert left_out[1:] == [left_out[1], left_out[1]]
    assert 400 - left_out[1] == 90 - left_out[0] > 20
    rows = rows_of(PAPERS["board-sheet"].make(".xlsx", selection), "Quá hạn")
    assert len(rows[3:]) == 400


def test_no_page_of_the_sheet_is_blank(snapshot):
    pages = PdfReader(io.BytesIO(PAPERS["board-sheet"].make(".pdf", week(snapshot, None)))).pages
    assert len(pages) == 1 and "H56.14" in pages[0].extract_text()


def test_the_paper_lists_what_is_due_to_the_end_of_the_chosen_week(tmp_path):
    # 30/06/2025 is a Monday, whose week ends on 06/07; the data reach its first day.
    due = ["30/06", "04/07", "06/07", "07/07"]
    lines = [f"{n} | 16528 | 4 | 20/06 | {day} | " for n, day in enumerate(due, start=1)]
    table = "\n".join(["id | unit | status | received | due | finished", *lines])
    of = opened(filled(tmp_path, {"2025-06-30": table}))
    chosen = selection_of(of, Filters(unit=QUANG_THO), parse("2025-w27"))
    lists = sheet_content(chosen).lists
    assert [code[-1] for code in lists["due_soon"]["dossier_id"]] == ["1", "2", "3"]
    printed = text_of(PAPERS["board-sheet"].make(".pdf", chosen))
    assert (
        "đến hạn trong tuần, theo cán bộ (đến hết ngày 06/07/2025; tại ngày 30/06/2025)" in printed
    )
    # The week before is over on the day of the data: the next seven days count, to 07/07.
    assert len(sheet_content(week(of, QUANG_THO)).lists["due_soon"]) == 4


def test_apologies_of_earlier_quarters_are_counted_and_their_list_is_linked(tmp_path):
    table = """
    id | unit  | status | received | due   | finished
    1  | 16528 | 4      | 02/03    | 20/03 |
    2  | 16528 | 4      | 02/06    | 20/06 |
    """
    of = opened(
        filled(
            tmp_path,
            {"2025-06-30": table},
            letters={"2025-06-30": [letter(1, 9, drafted_on="02/01/2025")]},
        )
    )
    content = PAPERS["board-sheet"].make(".pdf", week(of, QUANG_THO))
    printed = text_of(content)
    assert "chưa có văn bản xin lỗi (tại ngày 30/06/2025), phải gửi từ ngày 01/04/2025" in printed
    assert "Từ các quý trước còn 1 hồ sơ chưa có văn bản xin lỗi: mở danh sách" in printed
    links = [
        note.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(content)).pages
        for note in page.get("/Annots", [])
    ]
    (address,) = set(links)
    assert "/thu?unit=16528" in address and "period=2025-03-21..2025-03-31" in address


def test_each_owner_stands_once_above_his_rows_with_their_number(snapshot):
    printed = text_of(PAPERS["board-sheet"].make(".pdf", week(snapshot, QUANG_THO)))
    # What is overdue, what is owed an apology, and the tasks.
    assert printed.count("Chưa rõ người phụ trách (2)") == 3


def rows_of(content: bytes, tab: str) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(tab).to_python()


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_became_overdue_and_what_is_so_no_longer_is_listed_by_code(snapshot):
    # On 23/06 dossiers 1 and 5 were overdue; 2 was due 27/06, and 5 was finished on 25/06.
    rows = sheet_content(week(snapshot, QUANG_THO)).overdue.rows
    changes = [(row.change, row.dossier_id[-1], row.how) for row in rows.itertuples()]
    assert changes == [("new", "2", None), ("cleared", "5", "settled")]


def test_the_workbook_lists_the_changes_of_the_paper_and_names_the_dossiers(snapshot):
    selection = week(snapshot, QUANG_THO)
    content = PAPERS["board-sheet"].make(".xlsx", selection)
    expected_text = (
        "Trong kỳ 24/06/2025–30/06/2025: 1 hồ sơ mới quá hạn, 1 hồ sơ không còn quá hạn; tại ngày "
        "30/06/2025 có 2 hồ sơ quá hạn."
    )
    _, (note, *_), head, *rows = rows_of(content, "Thay đổi")
    assert note.startswith(expected_text) and "hồ sơ đã chuyển sang chờ" in note
    by_name = [dict(zip(head, row, strict=True)) for row in rows]
    changes = [(r["Thay đổi"], r["Mã hồ sơ"][-1], r["Vì sao không còn"]) for r in by_name]
    assert changes == [("Mới quá hạn", "2", "–"), ("Không còn quá hạn", "5", "đã giải quyết")]
    assert expected_text in text_of(PAPERS["board-sheet"].make(".pdf", selection))


def test_a_period_without_dossiers_has_no_changes_counted_as_nought(snapshot):
    period = spanning(date(2025, 7, 7), date(2025, 7, 13))
    selection = selection_of(snapshot, Filters(unit=QUANG_THO), period)
    changed = sheet_content(selection).sentences["changed"]
    assert changed == "Kỳ 07/07/2025–13/07/2025: chưa có số liệu hồ sơ."


def test_the_list_marks_which_became_overdue_in_the_period(snapshot):
    overdue = sheet_content(week(snapshot, QUANG_THO)).lists["overdue"]
    assert [(code[-1], new) for code, new in overdue[["dossier_id", "is_new"]].values] == [
        ("1", ""),
        ("2", "mới"),
    ]


def test_where_all_units_are_chosen_every_list_names_the_unit(snapshot):
    for name, rows in sheet_content(week(snapshot, None)).lists.items():
        assert rows is None or rows.columns[-1] == "unit", name
    assert set(sheet_content(week(snapshot, None)).lists["overdue"]["unit"]) == {
        "Phường Quảng Thọ",
        "Phường Trung Sơn",
    }


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """Two overdue, of which 2 is finished without a day; a task whose title is one long word."""
    folder = tmp_path_factory.mktemp("second")
    made = filled(
        folder,
        {"2025-06-30": SECOND},
        letters={"2025-06-30": [letter(1, 3)]},
        petitions={"2025-06-30": [{"petition_id": "P1"}]},
        tasks={"2025-06-30": [{"task_id": "1", "title": WORD, "due_on": "25/06/2025"}]},
    )
    return opened(made)


def in_may(of):
    return selection_of(of, Filters(unit=QUANG_THO), spanning(date(2025, 5, 1), date(2025, 5, 31)))


def test_a_dossier_that_is_finished_without_a_day_is_told_apart_from_one_that_is_late(second):
    selection = week(second, QUANG_THO)
    lists = sheet_content(selection).lists
    assert [len(lists[name]) for name in ("overdue", "finished_without_date")] == [1, 1]
    assert "officer" in lists["finished_without_date"]
    expected_text = (
        "Tại ngày 30/06/2025: 3 hồ sơ đang giải quyết, trong đó 1 hồ sơ quá hạn; 1 hồ sơ đã xong, "
        "chưa ghi ngày; 0 hồ sơ sắp đến hạn."
    )
    printed = text_of(PAPERS["board-sheet"].make(".pdf", selection))
    assert expected_text in printed
    assert (
        "Hồ sơ đã xong, chưa ghi ngày: cần bổ sung ngày kết thúc (tại ngày 30/06/2025)" in printed
    )
    assert rows_of(PAPERS["board-sheet"].make(".xlsx", selection), "Quá hạn")[1][0] == expected_text


def test_a_sheet_of_a_period_before_the_data_date_says_of_which_day_each_list_is(second):
    # Dossier 1 became overdue on 21/05; on 31/05 it was the only one.
    printed = text_of(PAPERS["board-sheet"].make(".pdf", in_may(second)))
    assert "Kỳ hết ngày 31/05/2025, trước ngày số liệu: danh sách hồ sơ, thư, đơn thư" in printed
    assert (
        "1 hồ sơ mới quá hạn, 0 hồ sơ không còn quá hạn; tại ngày 31/05/2025 có 1 hồ sơ" in printed
    )
    for heading in (
        "Hồ sơ đang quá hạn, theo cán bộ (tại ngày 30/06/2025)",
        "Hồ sơ đến hạn trong tuần, theo cán bộ (đến hết ngày 07/07/2025; tại ngày 30/06/2025)",
        "(phải gửi đến hết ngày 31/05/2025, còn chờ tại ngày 30/06/2025)",
        "Đơn thư, phản ánh đang giải quyết (tại ngày 30/06/2025)",
        "Nhiệm vụ chưa xong, theo người chủ trì (tại ngày 31/05/2025)",
    ):
        assert heading in printed
    assert "trước ngày số liệu" not in text_of(
        PAPERS["board-sheet"].make(".pdf", week(second, QUANG_THO))
    )


def test_a_long_word_is_cut_on_paper_and_whole_in_the_workbook(second):
    selection = week(second, QUANG_THO)
    printed = text_of(PAPERS["board-sheet"].make(".pdf", selection))
    assert "x" * 50 + "x…" in printed and WORD not in printed
    rows = rows_of(PAPERS["board-sheet"].make(".xlsx", selection), "Nhiệm vụ")
    assert WORD in [row[1] for row in rows]


def test_beside_an_officer_stands_the_role_that_the_register_of_posts_knows(tmp_path):
    # Officer 01 went to another post on 01/06; 02 begins only after the data; 03 nobody lists.
    (tmp_path / "inbox").mkdir()
    head = "Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Cán bộ thụ lý"
    lines = [
        f"H56.14-250101-000{n},16528,Đang xử lý,02/06/2025,20/06/2025,16528-0{n}" for n in (1, 2, 3)
    ]
    path = tmp_path / "inbox" / "hoso_2025-06-30.csv"
    path.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    posts = [
        {"role": "Văn thư", "valid_from": "01/01/2024", "valid_to": "31/05/2025"},
        {"role": "Địa chính", "valid_from": "01/06/2025"},
        {"officer_code": "16528-02", "role": "Tư pháp", "valid_from": "01/07/2025"},
    ]
    of = opened(filled(tmp_path, {}, officers={"2025-06-30": posts}))
    overdue = sheet_content(week(of, QUANG_THO)).lists["overdue"]
    assert overdue[["officer", "role"]].fillna("–").values.tolist() == [
        ["16528-01", "Địa chính"],
        ["16528-02", "–"],
        ["16528-03", "–"],
    ]
    assert "Địa chính" in [
        row[1]
        for row in rows_of(PAPERS["board-sheet"].make(".xlsx", week(of, QUANG_THO)), "Quá hạn")
    ]


def test_without_any_dossier_no_list_of_dossiers_is_shown(tmp_path):
    of = opened(filled(tmp_path, {}, tasks={"2025-06-30": [{"task_id": "1"}]}))
    selection = week(of, QUANG_THO)
    lists = sheet_content(selection).lists
    assert [name for name, rows in lists.items() if rows is None] == [
        "overdue",
        "finished_without_date",
        "due_soon",
        "apologies",
        "petitions",
    ]
    printed = text_of(PAPERS["board-sheet"].make(".pdf", selection))
    assert "Hồ sơ: chưa có số liệu, vì chưa có tệp hồ sơ nào." in printed
    assert "0 hồ sơ" not in printed
    content = PAPERS["board-sheet"].make(".xlsx", selection)
    assert ["chưa có số liệu"] in rows_of(content, "Thay đổi")
    figures = as_frame(sheet_content(selection).figures)
    assert figures.set_index("name")["value"].dropna().to_dict() == {
        board_sheet.SHEET_TITLES["tasks"]: 1
    }


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_the_same_snapshot_gives_the_same_sheet(ending, snapshot):
    selection = week(snapshot, QUANG_THO)
    made = PAPERS["board-sheet"].make(ending, selection)
    assert made.startswith({".pdf": b"%PDF", ".xlsx": b"PK"}[ending])
    assert PAPERS["board-sheet"].make(ending, selection) == made


def test_what_waits_is_counted_and_unknown_without_a_register(snapshot):
    def counted(unit):
        asked = Filters(unit=unit).parameters() | {"due_soon_days": 3}
        return ask(snapshot, "waiting_counts", **asked).iloc[0]

    here = counted(QUANG_THO)
    assert (here["apologies_owed"], here["tasks_overdue"]) == (2, 1)
    assert pd.isna(here["petitions_due"])
    assert counted(TRUNG_SON).isna().all()
