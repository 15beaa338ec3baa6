"""Hồ sơ đang giải quyết begins with what is due on the day, else with what is overdue."""

import pytest

from board.text import open_dossiers
from board.text.sentences import NO_BREAK
from tests.literal import filled
from tests.screen import session

HEADING = "id | status | received | due\n"
DUE_TODAY = "1 | 4 | 24/06 | 30/06\n"
OVERDUE = "2 | 4 | 02/06 | 10/06\n"
DUE_SOON = "3 | 4 | 27/06 | 02/07\n"
LATER = "4 | 4 | 27/06 | 30/07\n"
UNDATED = "5 | 10 | 02/06 | 10/06\n6 | 10 | 03/06 | 12/06\n"


def shown(data, monkeypatch, state: str | None = None):
    monkeypatch.setenv("BOARD_DATA", str(data))
    page = session()
    if state:
        page.query_params["state"] = state
    page.switch_page("../../pages/open_dossiers.py").run()
    assert not page.exception
    return page


def ids(table) -> list[int]:
    return sorted(int(code[-4:]) for code in table.value["dossier_id"])


def words(page) -> str:
    parts = [*page.main.header, *page.main.caption, *page.main.subheader]
    return " ".join(part.value for part in parts).replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        (DUE_TODAY + OVERDUE + DUE_SOON + LATER, [1]),
        (OVERDUE + DUE_SOON + LATER, [2]),
        (DUE_SOON + LATER, [3]),
        (LATER, [4]),
    ],
)
def test_the_list_begins_with_the_most_urgent_that_there_is(rows, first, tmp_path, monkeypatch):
    page = shown(filled(tmp_path, {"2025-06-30": HEADING + rows}), monkeypatch)
    assert ids(page.dataframe[0]) == first
    is_explained = "Không có hồ sơ đến hạn trong ngày 30/06/2025; đây là hồ sơ quá hạn." in words(
        page
    )
    assert is_explained == (first == [2])


def test_the_first_sentence_and_the_first_tile_say_what_is_due_on_the_day(tmp_path, monkeypatch):
    rows = HEADING + DUE_TODAY + OVERDUE + DUE_SOON
    page = shown(filled(tmp_path, {"2025-06-30": rows}), monkeypatch)
    assert "**1 hồ sơ đến hạn trong ngày**, **1 hồ sơ đang quá hạn**; 2 hồ sơ sắp đến hạn" in words(
        page
    )
    tiles = [(tile.label, tile.value) for tile in page.main.metric]
    assert tiles[:2] == [("Đến hạn trong ngày", "1"), ("Đang quá hạn", "1")]
    # Of what is due today nobody counts days: the officer stands next to the date.
    columns = list(page.dataframe[0].value)
    assert columns[:4] == ["dossier_id", "procedure", "due_on", "officer"]


def test_what_is_finished_without_a_day_has_its_own_list_to_be_mended(tmp_path, monkeypatch):
    data = filled(tmp_path, {"2025-06-30": HEADING + OVERDUE + UNDATED})
    page = shown(data, monkeypatch)
    assert [ids(table) for table in page.dataframe[:2]] == [[2], [5, 6]]
    assert f"{open_dossiers.STATES[open_dossiers.UNDATED]} (2)" in words(page)
    keys = [button.key for button in page.get("download_button")]
    assert f"xlsx_dang_giai_quyet_{open_dossiers.UNDATED}" in keys
    # A link that leads to them opens them above, and not a second time below.
    linked = shown(data, monkeypatch, open_dossiers.UNDATED)
    assert ids(linked.dataframe[0]) == [5, 6]
    assert [name for name in linked.dataframe if "dossier_id" in name.value][1:] == []


@pytest.mark.parametrize(("first", "is_drawn"), [("24/06", False), ("24/03", True)])
def test_a_flow_of_fewer_than_four_months_is_said_and_not_drawn(
    first, is_drawn, tmp_path, monkeypatch
):
    rows = HEADING + f"1 | 4 | {first} | 30/06\n"
    page = shown(filled(tmp_path, {"2025-06-30": rows}), monkeypatch)
    alts = [chart.proto.alt for chart in page.get("plotly_chart")]
    assert any("nhận, giải quyết và còn lại" in alt for alt in alts) == is_drawn
    assert (open_dossiers.FLOW_TOO_FEW in words(page)) != is_drawn
