"""A machine's clock that was set back: what is entered then still counts last, and it is said."""

import time

import pytest

from board.registers import entry_files
from board.text import entries as entries_text
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.conftest import slice_of
from tests.registers import register
from tests.snapshots import ask as rows_of
from tests.snapshots import put, take
from tests.test_entries import record

DAY = 24 * 3600


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with two tasks, of a file of the day before yesterday."""
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    rows = [{"task_id": str(n), "unit_code": "16528", "workstream": "1"} for n in (1, 2)]
    put(tmp_path, "nhiemvu_2025-06-01.csv", register("tasks", *rows))
    take(tmp_path)
    return tmp_path


def set_back(monkeypatch, days: float) -> None:
    """Sets the clock of the whole product back."""
    own = time.time
    monkeypatch.setattr(time, "time", lambda: own() - days * DAY)


def change(key: str, note: str, void: bool = False):
    values = record("tasks", key) | {"note": note}
    return entry_files.append("tasks", values, ["note"], "16528-01", "sửa", void)


def notes(data) -> list[tuple]:
    return rows_of(data, "select task_id, note from tasks order by all")


@pytest.mark.parametrize("is_published", slice_of([True, False], True))
def test_what_is_entered_after_the_clock_was_set_back_counts_last(data, monkeypatch, is_published):
    change("1", "trước")
    if is_published:
        take(data)
    with monkeypatch.context() as patch:
        set_back(patch, 2)
        late = change("1", "sau")
        assert entry_files.is_ahead(late)
        take(data)
    assert notes(data) == [("1", "sau"), ("2", None)]
    assert entry_files.waiting("tasks", current(EVERYTHING)) == []


def test_of_records_that_change_together_each_is_stamped_after_what_is_recorded_of_it(
    data, monkeypatch
):
    change("1", "trước")
    together = [(record("tasks", key) | {"note": "sau"}, ["note"]) for key in ("1", "2", "1")]
    set_back(monkeypatch, 2)
    paths = entry_files.append_all("tasks", together, "16528-01", "cùng lúc")
    assert [entry_files.is_ahead(path) for path in paths] == [True, False, True]
    assert paths[0].name < paths[2].name


def test_a_record_that_is_made_void_after_the_clock_was_set_back_is_gone(data, monkeypatch):
    change("1", "trước")
    with monkeypatch.context() as patch:
        set_back(patch, 2)
        change("1", "", void=True)
        take(data)
    assert notes(data) == [("2", None)]


def test_an_entry_counts_after_a_file_that_is_newer_than_the_clock(data, monkeypatch):
    days = (time.time() - time.mktime((2025, 5, 20, 0, 0, 0, 0, 0, 0))) / DAY
    set_back(monkeypatch, days)
    assert change("1", "sau").name.startswith("2025-06-01T000000000001")


def test_other_records_keep_the_clocks_time_without_a_message(data, monkeypatch):
    change("1", "trước")
    assert not entry_files.is_ahead(change("1", "sau"))
    set_back(monkeypatch, 2)
    assert not entry_files.is_ahead(change("2", "khác"))
    assert entries_text.CLOCK_BEHIND.endswith("Chỉnh lại ngày giờ của máy.")
