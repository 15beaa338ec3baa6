"""The dated notes of events.csv: from which charts they hang, and in which months."""

import shutil
from datetime import date

import pandas as pd
import pytest

from board.catalogue import MEASURES
from board.measures.dated_notes import notes, rebases
from board.measures.results import over_time
from board.selection.filters import Filters
from board.selection.periods import parse, spanning
from board.selection.selection import selection_of
from tests.conftest import PROJECT
from tests.literal import filled, opened
from tests.screen import session

EVENTS = """day,unit_code,measure,rebase,reason,note
2025-03-31,,,0,,trước mọi tháng
2025-04-01,,,0,,ngày đầu
2025-05-31,16528,,0,,tháng cuối
2025-05-31,16531,,0,,sau ngày số liệu
2025-06-01,,,0,,sau mọi tháng
2025-05-02,,share_satisfied,1,quy chế mới,máy đánh giá
2025-05-03,16531,,0,,phường khác
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    data = tmp_path_factory.mktemp("notes")
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    (data / "reference" / "events.csv").write_text(EVENTS, "utf-8")
    rows = "id | unit | status | received | due\n"
    early, late = "1 | 16528 | 4 | 01/04 | 05/04", "2 | 16531 | 4 | 01/04 | 05/04"
    return opened(filled(data, {"2025-05-30": rows + late, "2025-06-10": rows + early}))


def note_texts(snapshot, unit: str | None, key: str | None = None) -> list[str]:
    selection = selection_of(
        snapshot, Filters(unit=unit), spanning(date(2025, 5, 1), date(2025, 5, 31))
    )
    months = pd.Series(pd.to_datetime(["2025-04-01", "2025-05-01"]))
    return [text for _, text in notes(selection, months, key)]


def test_a_note_hangs_from_the_first_day_shown_to_the_last_of_the_last_month(snapshot):
    assert note_texts(snapshot, "16528@2018-01-01") == ["ngày đầu", "tháng cuối"]
    every = ["ngày đầu", "phường khác", "sau ngày số liệu", "tháng cuối"]
    assert note_texts(snapshot, None) == every


def test_a_note_of_one_measure_hangs_from_its_charts_alone_with_the_reason_of_a_rebase(snapshot):
    own = "máy đánh giá (quy chế mới)"
    assert own in note_texts(snapshot, None, "share_satisfied")
    assert own not in note_texts(snapshot, None, "rate_due_on_time")


def test_no_note_hangs_from_days_that_the_figures_do_not_reach(snapshot):
    # The figures of Quảng Châu reach 30/05/2025; its note of 31/05 would lie ahead of them.
    assert note_texts(snapshot, "16531@2018-01-01") == ["ngày đầu", "phường khác"]


def test_a_rebase_holds_from_its_day_on_and_changes_no_period_before_it(snapshot):
    satisfied, due = MEASURES["share_satisfied"], MEASURES["rate_due_on_time"]

    def days(last, of=satisfied):
        until = spanning(date(2025, 4, 1), last)
        return [mark.day for mark in rebases(of, selection_of(snapshot, Filters(), until))]

    assert days(date(2025, 5, 1)) == []
    assert days(date(2025, 5, 2)) == days(date(2025, 6, 30)) == [date(2025, 5, 2)]
    assert days(date(2025, 6, 30), due) == []


def test_a_rebase_of_a_unit_is_of_its_measures_family_and_of_no_other_unit(tmp_path):
    # In two units 5 of 100 are late in eight months, then 30 in four.
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    (tmp_path / "reference" / "events.csv").write_text(
        "day,unit_code,measure,rebase,reason,note\n2025-03-01,14833,share_overdue,1,lý do,mốc\n",
        "utf-8",
    )
    lines = ["id | unit | status | received | due | finished"]
    for unit in ("16528", "14833"):
        for place, late in enumerate([5] * 8 + [30] * 4):
            of = f"{(place + 6) % 12 + 1:02}/{2024 + (place + 6) // 12}"
            for i in range(100):
                done = "25" if i < late else "10"
                lines.append(f"{len(lines)} | {unit} | 10 | 03/{of} | 20/{of} | {done}/{of}")
    of = opened(filled(tmp_path, {"2025-07-05": "\n".join(lines)}))

    def change(unit, key):
        selection = selection_of(of, Filters(unit=unit), parse("2025-q2"))
        return over_time((key,), selection)[key].verdict.change

    for key in ("rate_due_on_time", "rate_first_due_on_time", "share_overdue"):
        assert change("14833@2018-01-01", key) is None
        assert change("16528@2018-01-01", key) == "worse"
        # Of both it is the other one's fall, which nobody rebased.
        assert change(None, key) == "worse"


def test_a_fall_of_a_year_ago_offers_the_row_that_takes_it_from_the_agenda(tmp_path, monkeypatch):
    # Of 30 one is late in nine months, then 10 in thirteen, June 2024 to June 2025.
    lines = ["id | channel | status | received | due | finished"]
    for place, late in enumerate([1] * 9 + [10] * 13):
        of = f"{(place + 8) % 12 + 1:02}/{2023 + (place + 8) // 12}"
        for i in range(30):
            cells = f"Trực tuyến | 10 | 03/{of} | 20/{of} | {'25' if i < late else '10'}/{of}"
            lines.append(f"{len(lines)} | {cells}")
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))

    def page():
        shown = session()
        shown.query_params["unit"], shown.query_params["period"] = "16528", "2025-q2"
        shown.switch_page("../../pages/overview.py").run()
        return "\n".join(part.value for part in shown.markdown).replace("\u00a0", " ")

    filled(tmp_path, {"2025-07-05": "\n".join(lines)})
    row = "2024-06-01,16528,rate_due_on_time,1,lý do và văn bản,Xét lại từ mức mới"
    shown = page()
    assert f"`{row}`" in shown and "chưa trở lại" in shown
    with (tmp_path / "reference" / "events.csv").open("a", encoding="utf-8") as events:
        events.write(f"{row}\n")
    filled(tmp_path, {"2025-07-06": "\n".join(lines)})
    shown = page()
    # Judged anew, it still misses its target.
    assert row not in shown and "chưa trở lại" not in shown
