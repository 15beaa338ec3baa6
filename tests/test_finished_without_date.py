"""What is finished and lacks its day: in (11) and (13) of the form, and never called overdue."""

import io
import math
import re
import shutil
from datetime import date

import docx
import pandas as pd
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from board.catalogue import MEASURES
from board.measures import late_risk
from board.measures.dossiers import newest_rows, open_counts
from board.meeting import between_days
from board.papers import PAPERS
from board.papers.board_sheet.content import sheet_content
from board.papers.committee_pack.content import pack_content
from board.papers.committee_pack.slides import Table
from board.runtime.settings import SETTINGS
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import codes as codes_text
from board.text import form_06a, pages, since_last_meeting
from board.warehouse.ask import ask
from tests.conftest import PROJECT, command
from tests.literal import answer, day, filled, form, opened, period, snapshot
from tests.screen import session

UNIT = "16528@2018-01-01"
JUNE = ("01/06", "30/06")
LAND, COMPENSATION, BIRTH = "1.013949", "1.099999", "1.001193"
# Fourteen are overdue, all of land. Six are finished, on which day no export says. Eleven of the
# field Đất đai are settled, six of land and five of compensation, one late of each.
HEADING = "id | procedure | field | status | received | due | finished\n"
TABLE = HEADING + "\n".join(
    [
        *(f"{i} | {LAND} | Đất đai | 4 | 02/05 | 10/06 |" for i in range(1, 15)),
        *(f"{i} | {BIRTH} | Hộ tịch | 10 | 03/06/2024 | 14/06/2024 |" for i in range(15, 21)),
        f"21 | {BIRTH} | Hộ tịch | 4 | 27/06 | 02/07 |",
        *(f"{i} | {LAND} | Đất đai | 9 | 02/06 | 10/06 | 09/06" for i in range(22, 27)),
        f"27 | {LAND} | Đất đai | 9 | 02/06 | 10/06 | 12/06",
        *(f"{i} | {COMPENSATION} | Đất đai | 9 | 02/06 | 10/06 | 09/06" for i in range(28, 32)),
        f"32 | {COMPENSATION} | Đất đai | 9 | 02/06 | 10/06 | 12/06",
    ]
)
LETTER = {"letter_id": "T1", "kind": "Thư cảm ơn", "drafted_on": "02/05/2025"}
CALLED_OVERDUE = re.compile(r"\b(20|6) hồ sơ[^.;:(,]*quá hạn|quá hạn[^.;:(,]*\b(20|6)\b(?!,\d)")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undated")
    shutil.copytree(PROJECT / "data" / "reference", folder / "reference")
    with (folder / "reference" / "procedures.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{COMPENSATION},Bồi thường,Đất đai,20,0,compensation,2018-01-01,,x\n")
    return filled(folder, {"2025-06-30": TABLE}, letters={"2025-06-30": [LETTER]})


@pytest.fixture(scope="module")
def of(data):
    return opened(data)


@pytest.fixture(scope="module")
def selection(of):
    return selection_of(of, Filters(unit=UNIT), spanning(date(2025, 6, 1), date(2025, 6, 30)))


def codes(rows) -> list[int]:
    return sorted(int(code[-4:]) for code in rows["dossier_id"])


def values(of, start: str, end: str) -> dict[str, float]:
    keys = ("open_overdue", "open_late", "finished_without_date")
    return {key: answer(key, of, start, end)["value"] for key in keys}


def test_cell_13_stays_as_the_rule_says_and_the_two_are_counted_apart(of):
    cells = form(of, day("01/06"), day("30/06"))
    assert {n: cells[n] for n in (7, 10, 11, 12, 13)} == {7: 11, 10: 2, 11: 21, 12: 1, 13: 20}
    assert values(of, *JUNE) == {"open_overdue": 20, "open_late": 14, "finished_without_date": 6}


def test_a_past_period_counts_them_apart_too(of):
    cells = form(of, day("01/06/2024"), day("30/06/2024"))
    assert (cells[11], cells[12], cells[13]) == (6, 0, 6)
    assert values(of, "01/06/2024", "30/06/2024") == {
        "open_overdue": 6,
        "open_late": 0,
        "finished_without_date": 6,
    }
    # On the last day of their date they are in (12), and lack their day all the same.
    assert values(of, "01/06/2024", "14/06/2024") == {
        "open_overdue": 0,
        "open_late": 0,
        "finished_without_date": 6,
    }
    # Of the month before the first receipt there is no file: it is absent and not 0.
    assert all(math.isnan(value) for value in values(of, "01/05/2024", "31/05/2024").values())


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("cell_13", range(1, 21)),
        ("late", range(1, 15)),
        ("finished_without_date", range(15, 21)),
    ],
)
def test_the_rows_behind_each_count_are_its_own(selection, part, expected):
    assert codes(newest_rows("in_hand", part, selection)(99)) == list(expected)


def test_one_that_is_not_due_yet_or_has_no_due_date_lacks_its_day_too(tmp_path):
    rows = """
    id | status | received | due   | finished | returned
    1  | 9      | 02/06    | 25/07 |          |
    2  | 10     | 02/06    |       |          |
    3  | 10     | 02/06    | 05/06 |          | 04/06
    4  | 5      | 02/06    | 05/06 |          |
    5  | 4      | 02/06    | 02/07 |          |
    """
    of = snapshot(tmp_path, {"2025-06-30": rows})
    # 3 has the day of its return, 4 waits for the citizen, 5 is due in two working days.
    assert values(of, *JUNE) == {"open_overdue": 0, "open_late": 0, "finished_without_date": 2}
    asked = Filters().parameters() | {"due_soon_days": SETTINGS.due_soon_working_days}
    now = ask(of, "open_counts", **asked).iloc[0]
    assert now[["in_hand", "overdue", "due_soon", "waiting"]].to_list() == [4, 0, 1, 1]
    soon = ask(of, "open_list", state="due_soon", search="", limit=9, **asked)
    assert codes(late_risk.scored(of, soon)) == [5]
    bands = ask(of, "ageing", **asked)
    assert bands[["within", "waiting", "overdue"]].sum().to_list() == [1, 1, 0]


def test_lists_of_what_is_overdue_hold_none_of_them_and_no_list_opens_with_them(selection):
    def listed(state: str):
        asked = selection.filters.parameters() | {"due_soon_days": 3}
        return ask(selection.snapshot, "open_list", state=state, search="", limit=99, **asked)

    assert codes(listed("overdue")) == codes(listed("topic_overdue")) == list(range(1, 15))
    assert codes(listed("finished_without_date")) == list(range(15, 21))
    whole = listed("all")["dossier_id"]
    assert [int(code[-4:]) for code in whole[-6:]] == list(range(15, 21))
    now = open_counts(selection)
    assert (now["in_hand"], now["overdue"], now["finished_without_date"]) == (21, 14, 6)
    # 10/06 to 30/06 is 14 working days; the 380 days of those without a day are nobody's delay.
    assert now["longest_late_working_days"] == 14


def plain(text: str) -> str:
    return re.sub(r"\\(\W)", r"\1", text.replace("**", "")).replace("\u00a0", " ")


def page(data, monkeypatch, name: str, **address: str) -> list[str]:
    """What a page says."""
    monkeypatch.setenv("BOARD_DATA", str(data))
    app = session()
    app.query_params |= {"unit": UNIT, "period": "2025-06"} | address
    app.switch_page(f"../../pages/{name}.py").run()
    parts = [
        getattr(node.proto, part, "") for node in app.main for part in ("body", "label", "help")
    ]
    parts = [plain(getattr(text, "body", text)) for text in parts]
    assert pages.BROKEN not in parts and not app.exception
    return [text for text in parts if text]


@pytest.mark.parametrize("name", ["overview", "open_dossiers", "form_06a", "letters", "meeting"])
def test_no_page_calls_them_overdue(data, monkeypatch, name):
    result = page(data, monkeypatch, name)
    assert result and not [text for text in result if CALLED_OVERDUE.search(text)]


def test_pages_say_the_pair(data, monkeypatch):
    overview = " ".join(page(data, monkeypatch, "overview"))
    assert "; 14 hồ sơ đang quá hạn, đều là đất đai; 6 hồ sơ đã xong, chưa ghi ngày." in overview
    assert "Đã xong, chưa ghi ngày: 6 hồ sơ" in overview
    open_page = " ".join(page(data, monkeypatch, "open_dossiers"))
    assert (
        "không có hồ sơ đến hạn trong ngày, 14 hồ sơ đang quá hạn; 6 hồ sơ đã xong, chưa ghi ngày; "
        "1 hồ sơ sắp đến hạn; trong 21 hồ sơ đang giải quyết, 0 hồ sơ đang chờ công dân."
        in open_page
    )
    assert "lâu nhất 14 ngày làm việc; 6 hồ sơ đã xong, chưa ghi ngày" in open_page
    both = "Ô (13), 20 hồ sơ, gồm 14 hồ sơ quá hạn; 6 hồ sơ đã xong, chưa ghi ngày."
    of_form = " ".join(page(data, monkeypatch, "form_06a"))
    assert f"đang giải quyết 21 hồ sơ, trong đó quá hạn 14. {both}" in of_form
    assert both in page(data, monkeypatch, "rows", cell="c13")
    rows_text = " ".join(page(data, monkeypatch, "rows", measure="open_overdue", part="cell_13"))
    assert "20 hồ sơ đứng sau chỉ số “Hồ sơ ở ô (13) của Biểu II.06a”" in rows_text


def test_no_apology_is_owed_before_it_is_known_that_it_was_late(selection):
    owed = newest_rows("apology_legal", "all", selection, "rows_letters")(99)
    # The fourteen that are overdue, and the two that were settled late.
    assert codes(owed) == [*range(1, 15), 27, 32]
    was = selection_of(
        selection.snapshot, selection.filters, spanning(day("01/01/2024"), day("30/06"))
    )
    assert codes(newest_rows("apology_legal", "all", was, "rows_letters")(99)) == codes(owed)


def test_the_weekly_sheet_has_them_in_a_list_of_their_own(selection):
    lists = sheet_content(selection).lists
    assert codes(lists["overdue"]) == list(range(1, 15))
    assert codes(lists["finished_without_date"]) == list(range(15, 21))
    assert codes(lists["apologies"]) == [*range(1, 15), 27, 32]
    pdf = PdfReader(io.BytesIO(PAPERS["board-sheet"].make(".pdf", selection)))
    text = " ".join(" ".join(page_of.extract_text() for page_of in pdf.pages).split())
    assert (
        "Tại ngày 30/06/2025: 21 hồ sơ đang giải quyết, trong đó 14 hồ sơ quá hạn; 6 hồ sơ đã "
        "xong, chưa ghi ngày; 1 hồ sơ sắp đến hạn." in text
    )
    assert (
        "14 hồ sơ mới quá hạn, 0 hồ sơ không còn quá hạn; tại ngày 30/06/2025 có 14 hồ sơ" in text
    )


def test_the_pack_says_the_pair_and_nothing_of_the_forms_cell(selection):
    cover, *slides = pack_content(selection).slides
    pair = "14 hồ sơ đang quá hạn, đều là đất đai; 6 hồ sơ đã xong, chưa ghi ngày."
    assert pair in plain(cover.answer)
    rows = [row for slide in slides if isinstance(slide, Table) for row in slide.rows]
    assert rows and not [cell for row in rows for cell in row if "(13)" in cell]


def test_the_form_as_a_paper_and_in_the_terminal_says_what_13_holds(data, selection):
    both = "Ô (13), 20 hồ sơ, gồm 14 hồ sơ quá hạn; 6 hồ sơ đã xong, chưa ghi ngày."
    content = io.BytesIO(PAPERS["form06a"].make(".xlsx", selection))
    sheet = CalamineWorkbook.from_filelike(content).get_sheet_by_name(form_06a.FORM_TAB)
    cells = [str(cell) for row in sheet.to_python() for cell in row]
    assert any(cell.startswith(both) for cell in cells)
    asked = ("--from", "2025-06-01", "--to", "2025-06-30", "--unit", "16528")
    assert both in command("board", "form06a", *asked, data=data).stdout
    printed = command("board", "metric", "open_overdue", *asked, data=data).stdout
    assert printed.startswith("Hồ sơ ở ô (13) của Biểu II.06a: 20")


def test_what_grows_by_what_nobody_dates_is_not_judged_as_cell_13_is_not():
    better = {k: MEASURES[k].better for k in ("open_overdue", "finished_without_date", "open_late")}
    assert better == {"open_overdue": None, "finished_without_date": None, "open_late": "lower"}


def test_no_measure_calls_two_counts_overdue_dossiers_by_one_name():
    # Settled late; late and open; become late in the period, be they settled since or not.
    keys = ("share_overdue", "open_late", "share_apologies_legal")
    assert [MEASURES[key].name for key in keys] == [
        "Tỷ lệ giải quyết quá hạn",
        "Hồ sơ đang giải quyết đã quá hạn",
        "Tỷ lệ hồ sơ phát sinh quá hạn đã có văn bản xin lỗi",
    ]


def report(selection) -> tuple[str, list[list[str]]]:
    """The report's paragraphs, and the rows of its tables."""
    book = docx.Document(io.BytesIO(PAPERS["report-upward"].make(".docx", selection)))
    text = "\n".join(paragraph.text for paragraph in book.paragraphs).replace("\u00a0", " ")
    rows = [
        [cell.text.replace("\u00a0", " ") for cell in r.cells] for t in book.tables for r in t.rows
    ]
    return text, rows


def test_the_reports_text_and_its_own_annex_agree_on_what_is_overdue(selection):
    result, rows = report(selection)
    assert "Hồ sơ đang giải quyết đã quá hạn: 14 hồ sơ" in result
    assert "Hồ sơ đã xong, chưa ghi ngày: 6 hồ sơ" in result
    # Of the six settled dossiers of land one was late: another count of six.
    assert not CALLED_OVERDUE.search(result.replace("quá hạn 1/6*", ""))
    (names,) = [row for row in rows if "Lĩnh vực" in row]
    (total,) = [row for row in rows if "Tất cả lĩnh vực" in row]
    values = dict(zip(names, total, strict=True))
    values |= {row[at]: row[at + 1] for row in rows if len(row) == 8 for at in (0, 4)}
    assert values["Hồ sơ đang giải quyết đã quá hạn"] == "14"
    assert values["Hồ sơ đã xong, chưa ghi ngày"] == "6"
    assert values["Hồ sơ ở ô (13) của Biểu II.06a"] == "20"


def test_the_report_counts_land_by_procedure_under_another_name_than_the_field(selection):
    result, rows = report(selection)
    # Of the field Đất đai 11 are settled, 2 late. Of its procedures: land 6 and 1, compensation 5
    # and 1; each is named by what it counts.
    assert (
        "Thủ tục đất đai, không kể đền bù: đã giải quyết 6 hồ sơ, quá hạn 1/6*, 16,7%; cuối "
        "kỳ 14 hồ sơ đang giải quyết đã quá hạn." in result
    )
    assert (
        "Thủ tục đền bù, giải phóng mặt bằng: đã giải quyết 5 hồ sơ, quá hạn 1/5*, 20,0%; "
        "cuối kỳ 0 hồ sơ đang giải quyết đã quá hạn." in result
    )
    (names,) = [row for row in rows if "Lĩnh vực" in row]
    (land,) = [dict(zip(names, row, strict=True)) for row in rows if "Đất đai" in row]
    assert land["Hồ sơ đã giải quyết trong kỳ"] == "11"
    assert land["Tỷ lệ giải quyết quá hạn"] == "2/11*\n18,2%"
    assert not re.search(r"(?<!lĩnh vực )(?<!, )Đất đai: đã giải quyết", result)
    fields = set(ask(selection.snapshot, "fields")["field"])
    assert not fields & set(codes_text.TOPICS.values())


def test_between_two_meetings_none_of_them_became_overdue(tmp_path):
    then = """
    id | status | received | due   | finished
    1  | 4      | 02/06    | 05/06 |
    2  | 4      | 02/06    | 20/06 |
    3  | 4      | 02/06    | 20/06 |
    """
    now = """
    id | status | received | due   | finished
    1  | 10     | 02/06    | 05/06 |
    2  | 10     | 02/06    | 20/06 |
    3  | 4      | 02/06    | 20/06 |
    """
    folder = filled(tmp_path, {"2025-06-12": then})
    earlier = opened(folder)
    filled(folder, {"2025-06-30": now})
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    selection = selection_of(opened(folder), Filters(unit=UNIT), june)
    found = between_days.overdue_between(selection, date(2025, 6, 12), date(2025, 6, 30), earlier)
    found = pd.concat([found.listed(change, None, 99) for change in ("new", "cleared")])
    # 1 was overdue then and lacks its day now; 2 lacks it and was never seen late; 3 became late.
    assert [(int(row.dossier_id[-4:]), row.change, row.how) for row in found.itertuples()] == [
        (3, "new", None),
        (1, "cleared", "finished_without_date"),
    ]
    assert since_last_meeting.WAYS_OUT["finished_without_date"] == "đã xong, chưa ghi ngày"
    # What moved the figures of June is that they changed their status.
    causes = between_days.causes_between(selection, earlier, period(*JUNE))
    assert set(causes.loc[causes["cause"] == "status", "dossier_id"].str[-1]) == {"1", "2"}


def test_a_day_that_is_filled_in_later_settles_it_on_that_day(tmp_path):
    rows = "id | status | received | due | finished\n1 | 10 | 02/06 | 05/06 | {}"
    folder = filled(tmp_path, {"2025-06-20": rows.format("")})
    earlier = opened(folder)
    assert values(earlier, *JUNE)["finished_without_date"] == 1
    filled(folder, {"2025-06-30": rows.format("04/06")})
    of = opened(folder)
    assert set(values(of, *JUNE).values()) == {0}
    assert answer("share_overdue", of, *JUNE)["value"] == 0
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    selection = selection_of(of, Filters(unit=UNIT), june)
    (cause,) = between_days.causes_between(selection, earlier, period(*JUNE))["cause"]
    assert cause == "finished"


def test_the_reports_table_of_units_holds_what_is_overdue_under_that_name(of):
    everyone = selection_of(of, Filters(), spanning(date(2025, 6, 1), date(2025, 6, 30)))
    _, rows = report(everyone)
    name = "Hồ sơ đang giải quyết đã quá hạn"
    head = next(i for i, row in enumerate(rows) if name in row and "Đơn vị" in row)
    mine = next(row for row in rows[head:] if "Phường Quảng Thọ" in row)
    assert mine[rows[head].index(name)] == "14"
