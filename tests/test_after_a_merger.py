"""A period after a merger: the old wards sent nothing, owe nothing and have nothing ahead."""

# `opened` is a fixture of another module, which a test takes by naming it.
# ruff: noqa: F401, F811

import pytest

from board.catalogue import MEASURES
from board.papers.report_upward.content import ReportContent
from board.papers.report_upward.docx import fields_of
from board.registers.workstreams import tasks
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import numbers
from board.warehouse.ask import ask
from tests.literal import snapshot
from tests.test_pages import opened, plain

SAM_SON = "16531@2025-07-01"
QUARTER = parse("2026-q3")
DOSSIERS = {
    "2025-06-30": (
        "id | unit | status | received | due | finished\n1 | 16528 | 10 | 02/06 | 05/06 | 04/06"
    ),
    "2026-09-30": (
        "id | unit | status | received | due | finished\n"
        "2 | 16531 | 10 | 02/07/2026 | 06/07/2026 | 03/07/2026\n"
        "3 | 16516 | 10 | 02/07/2026 | 06/07/2026 | 03/07/2026"
    ),
}


def task(number: int, unit: str, given: str, due: str, **more: str) -> dict[str, str]:
    days = {"given_on": given, "due_on": due}
    return {"task_id": str(number), "unit_code": unit, "title": f"Việc {number}"} | days | more


def session(number: int, unit: str, planned: str, held: str = "") -> dict[str, str]:
    days = {"planned_on": planned, "held_on": held}
    return {"reception_id": str(number), "unit_code": unit, "host_role": "Bí thư"} | days


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """Quảng Thọ kept its registers to 30/06/2025; of the two wards of today Sầm Sơn keeps them."""
    return snapshot(
        tmp_path_factory.mktemp("merged"),
        DOSSIERS,
        tasks={
            "2025-06-30": [
                task(1, "16528", "10/04/2025", "10/06/2025", cancelled_on="15/06/2025"),
                task(2, "16528", "10/04/2025", "31/12/2026"),
            ],
            "2026-09-30": [
                task(3, "16531", "10/01/2026", "10/03/2026", done_on="01/03/2026"),
                task(4, "16531", "10/07/2026", "10/12/2026"),
            ],
        },
        receptions={
            "2025-06-30": [
                session(1, "16528", "05/06/2025", "05/06/2025"),
                session(2, "16528", "03/07/2025"),
            ],
            "2026-09-30": [
                session(3, "16531", "02/07/2026", "02/07/2026"),
                session(4, "16531", "08/10/2026"),
            ],
        },
    )


def of_last_meeting(of, unit: str | None, period: str) -> list[str]:
    given = tasks(selection_of(of, Filters(unit=unit), parse(period)))
    return given[given["of_last_meeting"]]["task_id"].to_list()


@pytest.mark.parametrize("unit", [SAM_SON, None])
def test_the_last_meeting_is_that_of_the_ward_of_today_and_not_of_one_that_went_into_it(
    merged, unit
):
    assert of_last_meeting(merged, unit, "2026-q3") == ["4"]


@pytest.mark.parametrize("unit", [SAM_SON, "16528@2018-01-01", None])
def test_before_the_merger_the_last_meeting_is_the_old_wards_own(merged, unit):
    assert of_last_meeting(merged, unit, "2025-q2") == ["1", "2"]


@pytest.mark.parametrize(
    ("period", "ahead"), [("2026-q3", ["2026-10-08"]), ("2025-q2", ["2025-07-03", "2026-10-08"])]
)
def test_what_an_old_ward_had_planned_before_the_period_is_not_ahead(merged, period, ahead):
    of = parse(period)
    days = {"from": of.start, "to": of.end}
    rows = ask(merged, "reception_schedule", unit=None, limit=9, **days)
    assert [f"{day:%Y-%m-%d}" for day in rows[rows["is_ahead"]]["planned_on"]] == ahead


def report_of(of):
    selection = selection_of(of, Filters(), QUARTER)
    return fields_of(ReportContent(selection))


def test_a_report_says_of_which_wards_of_today_its_registers_are(merged):
    # Four units once sent receptions or tasks; in the quarter there are two, and one of them did.
    receptions = report_of(merged)["tiep_dan"]
    assert receptions.endswith(
        "Tính trên 1/2 đơn vị có đủ số liệu của kỳ; kỳ so sánh cũng vậy. (Sổ tiếp công dân, đối "
        "thoại đến ngày 30/09/2026.)"
    )
    (held,) = (
        row
        for group in report_of(merged)["bang_chi_so"]
        for row in group["dong"]
        if row["chi_so"] == MEASURES["receptions_held"].name
    )
    assert (held["gia_tri"], held["so_lieu_den"]) == (
        "1\N{NO-BREAK SPACE}buổi",
        "30/09/2026 (1/2 đơn vị)",
    )


def test_a_report_says_which_day_the_rate_of_a_quarter_that_ends_on_the_exports_day_lacks(merged):
    assert report_of(merged)["dung_han"].endswith(
        "Hạn trả trong ngày 30/09/2026 chưa xét được vì tệp xuất ngay ngày đó; các số tính "
        "theo hạn trả không có ngày ấy."
    )


def test_of_an_old_ward_no_file_is_missed_and_a_task_dropped_long_ago_is_listed_no_more(merged):
    result = report_of(merged)
    rows = {row["don_vi"]: row for row in result["bang_don_vi"]}
    # Quảng Thọ has an open task and counts nothing else; the other old wards count nothing.
    assert set(rows) == {"Phường Nam Sầm Sơn", "Phường Sầm Sơn"}
    assert rows["Phường Nam Sầm Sơn"]["receptions_held"] == numbers.NO_FIGURES
    assert [row["viec"] for row in result["bang_nhiem_vu"]] == ["Việc 4", "Việc 2"]


def test_tables_of_units_and_of_scores_leave_out_the_old_wards(merged, opened):
    shown = opened("receptions_petitions", merged.path.parents[1], {"period": "2026-q3"})
    table = next(f.value for f in shown.dataframe if f.value.columns[0] == "Đơn vị")
    assert table["Đơn vị"].to_list() == ["Phường Nam Sầm Sơn", "Phường Sầm Sơn"]
    shown = opened("scores", merged.path.parents[1], {"period": "2026-q3"})
    assert "0 trong 2 đơn vị" in plain(shown.header[0].value)
    # An old ward that is chosen still has its page.
    opened("scores", merged.path.parents[1], {"period": "2026-q3", "unit": "16528@2018-01-01"})
