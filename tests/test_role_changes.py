"""Accounts whose role has ended or is another than on the page before, and those of two roles."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from board.access.accounts import store
from board.access.roles import viewer_with
from board.intake import dropped_files
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import dropped_files as dropped_files_text
from board.text import entries, satisfaction_comments, sign_in
from board.text.data_intake import (
    ADD_PROCEDURES,
    ADD_UNIT,
    NO_FILE_SEEN,
    NONE_REJECTED,
    OF_FILES_SEEN,
)
from board.text.pages import PAGES
from board.ui.components.entry_saving import Change, faults
from board.warehouse.ask import ask
from tests.files import TABLE, csv_text
from tests.literal import opened
from tests.screen import session
from tests.test_pages import infos
from tests.two_wards import OTHER, OWN, filled_with

ACCOUNT, EARLIER = "tk-01", date(2025, 1, 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Two wards, as who sees everything sees them."""
    return opened(filled_with(tmp_path_factory.mktemp("changes") / "data"))


@pytest.fixture(autouse=True)
def signed_in(whole, monkeypatch):
    """Every page is of one account, to which a test gives its roles."""
    monkeypatch.setenv("BOARD_DATA", str(whole.path.parents[1]))
    headers = {"X-Board-Account": ACCOUNT}
    context = "streamlit.runtime.context.ContextProxy.headers"
    monkeypatch.setattr(context, property(lambda self: headers))
    if ACCOUNT not in {account.name for account in store.accounts()}:
        store.add(ACCOUNT, "biển xanh cát trắng", 0)


def hold(role: str, unit: str, last_day: date | None = None) -> None:
    store.give_role(ACCOUNT, role, [unit], EARLIER, last_day, also=False)


def shown(page: str) -> AppTest:
    return session().switch_page(f"../../pages/{page}.py").run()


@pytest.mark.parametrize("page", PAGES)
def test_whose_role_has_ended_reads_that_alone_on_every_page(page):
    hold("ban-dieu-hanh", OWN, date(2025, 1, 31))
    of = shown(page)
    assert infos(of) == [sign_in.NO_ROLE]
    assert [title.value for title in of.title] == [PAGES[page][0]]
    assert not of.exception and not of.header and not of.dataframe and not of.selectbox


@pytest.mark.parametrize("is_whole", [True, False])
def test_rows_to_mend_are_said_to_be_of_the_files_that_are_seen(is_whole):
    hold("mot-cua", "all" if is_whole else OWN)
    intake, overview = shown("data_intake"), shown("overview")
    assert (OF_FILES_SEEN in intake.header[0].value) != is_whole
    assert NONE_REJECTED not in infos(intake)
    labels = [link.proto.label for link in overview.get("page_link")]
    assert any(label.startswith("Bị loại khi nạp") for label in labels) == is_whole
    assert not any("bị loại khi nạp" in line.value for line in overview.caption)


def test_of_files_that_are_not_seen_nothing_is_said_to_be_none():
    hold("mot-cua", "14833")  # of which no file tells
    intake = shown("data_intake")
    assert "phải sửa" not in intake.header[0].value
    assert not any("Đang dùng" in text.value for text in intake.markdown)
    assert NO_FILE_SEEN in infos(intake)


@pytest.mark.parametrize(("role", "sees"), [("mot-cua", True), ("tong-hop", False)])
def test_comments_that_are_not_seen_are_not_said_to_be_none(role, sees):
    hold(role, OWN)
    found = infos(shown("satisfaction"))
    assert (satisfaction_comments.COMMENTS_NOT_SEEN in found) != sees
    assert satisfaction_comments.NO_COMMENTS not in found


def test_a_press_for_a_load_does_nothing_once_the_role_that_drew_it_has_ended(monkeypatch):
    monkeypatch.setattr(dropped_files, "_runs", {})
    hold("mot-cua", OWN)
    page = shown("data_intake")
    file = ("hoso_2025-06-30.csv", csv_text(TABLE).encode(), "text/csv")
    page.file_uploader[0].set_value([file]).run()
    (press,) = [button for button in page.button if button.key == "drop_press"]
    assert press.label == dropped_files_text.load_files(1)
    hold("dang-uy", OWN)
    press.click().run()
    assert not dropped_files._runs and not page.file_uploader
    assert entries.NOT_ALLOWED in infos(page)


def test_a_clerk_of_a_ward_loads_no_rows_of_another_and_changes_no_list(monkeypatch):
    monkeypatch.setattr(dropped_files, "_runs", {})
    hold("mot-cua", OTHER)
    page = shown("data_intake")
    labels = [block.label for block in page.expander]
    assert ADD_UNIT not in labels and ADD_PROCEDURES not in labels
    assert entries.OF_EVERY_UNIT in [caption.value for caption in page.caption]
    file = ("hoso_2025-06-30.csv", csv_text(TABLE).encode(), "text/csv")  # rows of OWN
    page.file_uploader[0].set_value([file]).run()
    [press] = [button for button in page.button if button.key == "drop_press"]
    assert press.label == dropped_files_text.load_files(0) and press.disabled
    written = [text.value for text in page.markdown]
    assert any("không thuộc đơn vị mà tài khoản được nạp" in text for text in written)


def test_who_loads_for_all_changes_the_lists():
    hold("mot-cua", "all")
    labels = [block.label for block in shown("data_intake").expander]
    assert ADD_UNIT in labels and ADD_PROCEDURES in labels


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [("ban-dieu-hanh", OWN, True), ("dang-uy", OWN, False), ("ban-dieu-hanh", OTHER, False)],
)
def test_a_form_that_is_open_saves_by_the_roles_of_now(whole, role, unit, may):
    before = viewer_with(ACCOUNT, [("ban-dieu-hanh", OWN)])
    of = replace(whole, scope=before.scope)
    selection = selection_of(of, Filters(f"{OWN}@2018-01-01"), parse("2025-q2"), viewer=before)
    hold(role, unit)
    assert (entries.NOT_ALLOWED not in wrong_with(OWN, selection)) == may


def test_a_record_of_another_unit_is_not_saved_from_the_unit_that_was_chosen(whole):
    store.give_role(ACCOUNT, "dang-uy", [OTHER], EARLIER, None, also=False)
    store.give_role(ACCOUNT, "ban-dieu-hanh", [OWN], EARLIER, None, also=True)
    both = viewer_with(ACCOUNT, [("dang-uy", OTHER), ("ban-dieu-hanh", OWN)])
    of = replace(whole, scope=both.scope)
    selection = selection_of(of, Filters(f"{OWN}@2018-01-01"), parse("2025-q2"), viewer=both)
    assert entries.NOT_ALLOWED not in wrong_with(OWN, selection)
    assert entries.NOT_ALLOWED in wrong_with(OTHER, selection)


def wrong_with(unit: str, selection) -> list[str]:
    """What keeps a task of a unit from being saved."""
    fields = ask(selection.snapshot, "source_fields", source="tasks")
    record = dict.fromkeys(fields["field"], "") | {"task_id": "NV-77", "unit_code": unit}
    change = Change(record, record | {"title": "Sửa biển chỉ dẫn"}, ACCOUNT, "gõ nhầm", False)
    return faults("tasks", fields, "task_id", change, False, selection)
