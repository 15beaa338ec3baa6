"""Files dropped on Dữ liệu: the preview, what is asked, the load, and what is taken back."""

import io
import json
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from board.intake import dropped_files
from board.text import data_intake, pages
from board.text import dropped_files as dropped_files_text
from board.warehouse.snapshots import current
from config_file import data_folder
from tests.conftest import PROJECT, command
from tests.files import ROWS, TABLE, csv_text, xlsx
from tests.screen import session
from tests.snapshots import ask, put

NAME = "hoso_2025-06-30"
ODD = [[*row[:4], "Đã có kết quả rồi", *row[5:]] for row in ROWS]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Path:
    """A data folder with one dossier of another day; not to be changed."""
    data = tmp_path_factory.mktemp("loaded")
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")  # for mappings
    first = ["H56.14-250501-0009", *ROWS[0][1:5], "05/05/2025", "08/05/2025", "TDP 1"]
    path = put(data, "hoso_2025-05-31.csv", csv_text([TABLE[0], first]))
    assert command("etl", "load", str(path), data=data).returncode == 0
    return data


@pytest.fixture
def data(loaded, tmp_path, monkeypatch) -> Path:
    """A copy of that folder, for one test."""
    monkeypatch.setenv("BOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(dropped_files, "_runs", {})
    return shutil.copytree(loaded, tmp_path / "data")


def page() -> AppTest:
    app = session().switch_page("../../pages/data_intake.py")
    return app.run()


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    given = [(name, content, "application/octet-stream") for name, content in files]
    app.file_uploader[0].set_value(given).run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.success, *app.warning, *app.error, *app.info]
    return "\n".join(part.value for part in parts).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    button.click().run()
    return app


def press_load(app: AppTest, label: str = dropped_files_text.load_files(1)) -> AppTest:
    """Presses Nạp, waits for the load's end and looks again."""
    press(app, label)
    (run,) = dropped_files._runs.values()
    end = time.monotonic() + 300
    while run.ended_at is None:
        assert time.monotonic() < end
        time.sleep(0.05)
    app.run()
    assert (
        dropped_files_text.DROP_MORE in [button.label for button in app.button]
        and not app.exception
    )
    return app


def codes() -> list[str]:
    return [code for (code,) in ask(data_folder(), "select dossier_id from dossiers order by 1")]


def test_a_dropped_workbook_counts_once_it_is_loaded_and_is_taken_back_and_restored(data):
    before = current().name
    workbook = (f"{NAME}.xlsx", xlsx({"Hồ sơ": TABLE}))
    app = drop(page(), workbook)
    shown = texts(app)
    assert "Hồ sơ thủ tục hành chính, xuất ngày 30/06/2025." in shown
    assert "2 dòng: 2 nhận, 0 loại, 0 trùng." in shown
    assert "Nguyễn Văn Mẫu" not in shown and "Họ tên người nộp" in app.dataframe[0].value.to_csv()
    assert dropped_files_text.FATES["personal"] in app.dataframe[0].value.to_csv()
    assert current().name == before and codes() == ["H56.14-250501-0009"]
    press_load(app)
    assert f"Đã nạp {NAME}.xlsx: 2 nhận, 0 loại, 0 trùng." in texts(app)
    assert codes() == ["H56.14-250501-0009", "H56.14-250602-0001", "H56.14-250603-0002"]
    assert list(data.parent.glob(f"{dropped_files.PREFIX}*")) == []
    app = drop(press(app, dropped_files_text.DROP_MORE), workbook)
    assert dropped_files_text.DROP_OUTCOMES["known"] in texts(app)
    (sha256,) = [
        json.loads(note.read_text("utf-8"))["sha256"]
        for note in (data / "staged" / "dossiers").glob("*.json")
        if NAME in note.read_text("utf-8")
    ]
    assert command("etl", "withdraw", sha256, "--why", "nhầm tệp", data=data).returncode == 0
    app = page()
    expected_text = f"{NAME}.xlsx (xuất ngày 30/06/2025): rút ngày"
    assert expected_text in texts(app) and "nhầm tệp" in texts(app)
    assert codes() == ["H56.14-250501-0009"]
    assert dropped_files_text.WITHDRAWN_BEFORE in texts(drop(app, workbook))
    press(app, data_intake.RESTORE)
    assert f"Đã dùng lại {NAME}.xlsx." in texts(app) and len(codes()) == 3


@pytest.mark.parametrize("place", [0, 1])
def test_after_a_file_is_taken_back_no_other_is_picked_in_its_place(data, place):
    path = put(data, f"{NAME}.csv", csv_text())
    assert command("etl", "load", str(path), data=data).returncode == 0
    files = [f"{NAME}.csv", "hoso_2025-05-31.csv"]
    app = page()
    (key,) = [frame.proto.id for frame in app.dataframe if "table_tep_da_nap_" in frame.proto.id]
    key = key[key.index("table_tep_da_nap_") :]
    app.session_state[key] = {"selection": {"rows": [place], "columns": [], "cells": []}}
    app.run()
    assert data_intake.withdraw_what(files[place]) in texts(app)
    press(app, data_intake.WITHDRAW)
    assert f"Đã rút {files[place]}" in texts(app) and not app.exception
    assert pages.BROKEN not in texts(app)
    assert data_intake.WITHDRAW not in [button.label for button in app.button]
    assert data_intake.PICK_A_FILE in texts(app)


def test_an_unknown_word_is_asked_once_and_rejected_rows_come_back_whole_to_be_mended(data):
    bad = ["H56.14-250602-0003", *ROWS[0][1:5], "31/02/2025", *ROWS[0][6:]]
    more = [[f"H56.14-250604-{n:04}", *ROWS[1][1:]] for n in range(8)]
    content = csv_text([TABLE[0], *ODD, bad, *more]).encode()
    app = drop(page(), (f"{NAME}.csv", content))
    (asked,) = [box for box in app.selectbox if "Đã có kết quả rồi" in box.label]
    assert asked.label == "Trạng thái “Đã có kết quả rồi” nghĩa là gì? · 2 dòng"
    asked.set_value("9")
    press(app, dropped_files_text.LOOK_AGAIN)
    assert "11 dòng: 10 nhận, 1 loại, 0 trùng." in texts(app)
    press_load(app)
    assert len(codes()) == 11
    (run,) = dropped_files._runs.values()
    book = CalamineWorkbook.from_filelike(io.BytesIO(run.rejected[0]))
    table = [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
    assert table[1][:8] == bad and len(table) == 2
    (kept,) = (data / "reference" / "mappings").glob("*.toml")
    press(app, dropped_files_text.DROP_MORE)
    assert not dropped_files._runs  # the rows are nowhere any more
    table[1][5] = "02/06/2025"
    drop(app, ("sua.csv", csv_text(table).encode()))
    assert f"Dòng sửa của {NAME}.csv" in texts(app)
    press_load(app)
    assert f"Đã nhận 1 dòng sửa của {NAME}.csv, không còn dòng nào bị loại." in texts(app)
    press(app, dropped_files_text.DROP_MORE)
    later = [[row[0].replace("2506", "2507"), *row[1:]] for row in ODD]
    again = (f"{NAME.replace('06-30', '07-31')}.csv", csv_text([TABLE[0], *later]).encode())
    drop(app, again)
    assert f"Đọc theo câu trả lời đã lưu “{kept.stem}”" in texts(app)
    assert not [box for box in app.selectbox if "nghĩa là gì" in box.label]


def test_a_refused_file_shows_its_first_lines_and_gives_its_rows_to_be_mended(data):
    bad = [[*row[:5], "31/02/2025", *row[6:]] for row in ROWS]
    app = drop(page(), (f"{NAME}.csv", csv_text([TABLE[0], *bad]).encode()))
    shown = app.dataframe[0].value
    assert shown["Dòng"].tolist() == ["2", "3"]
    assert shown["Cột"].tolist() == ["Ngày tiếp nhận"] * 2
    assert dropped_files_text.DROP_OUTCOMES["refused"] in texts(app)
    press_load(app, dropped_files_text.TAKE_REJECTED)
    assert "quá mức 20%, nên không nạp dòng nào" in texts(app) and len(codes()) == 1
    (run,) = dropped_files._runs.values()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(run.rejected[0])).get_sheet_by_index(0)
    assert len(rows.to_python()) == 3
    table = [[str(cell) for cell in row] for row in rows.to_python()]
    for row in table[1:]:
        row[5] = "02/06/2025"
    original = csv_text([TABLE[0], *bad]).encode()
    press(app, dropped_files_text.DROP_MORE)
    drop(app, ("sua.csv", csv_text(table).encode()), (f"{NAME}.csv", original))
    assert dropped_files_text.WITH_ORIGINAL in texts(app)
    press_load(app)
    assert f"2 dòng sửa của {NAME}.csv, không còn dòng nào bị loại" in texts(app)
    assert len(codes()) == 3


def test_a_file_whose_days_all_lie_after_its_export_can_be_taken_back(data):
    alone = data / "inbox" / "hoso_2025-05-30.csv"
    alone.write_text(csv_text(), "utf-8")
    (first,) = (data / "staged" / "dossiers").glob("*.json")
    assert command("etl", "load", str(alone), data=data).returncode == 0
    assert command("etl", "withdraw", first.stem, data=data).returncode == 0
    app = page()
    assert [button.label for button in app.button].count(data_intake.RESTORE) == 1
    assert "Không có" not in texts(app).splitlines()[0] and not app.exception


def test_a_file_of_old_rows_is_not_loaded_before_its_day_is_given(data):
    app = drop(page(), ("hoso.csv", csv_text().encode()))  # dropped today, and exported when?
    assert dropped_files_text.DROP_OUTCOMES["asks"] in texts(app)
    assert [button.disabled for button in app.button if button.key == "drop_press"] == [True]
    press(app, dropped_files_text.LOOK_AGAIN)  # the newest day of the rows is suggested
    assert "xuất ngày 03/06/2025." in texts(app)
    assert [button.disabled for button in app.button if button.key == "drop_press"] == [False]


@pytest.mark.long
def test_a_load_that_runs_is_shown_on_a_page_that_did_not_start_it(data):
    dropped_files._runs["another"] = run = dropped_files.LoadRun(5)
    assert dropped_files_text.LOAD_RUNS in texts(page())
    run.ended_at = time.time()
    assert dropped_files_text.LOAD_RUNS not in texts(page())


def test_a_page_drawn_anew_in_mid_load_says_how_to_have_the_rejected_rows(data):
    dropped_files._runs["another"] = run = dropped_files.LoadRun(5, rejected=[b"rows"])
    assert dropped_files_text.REJECTED_AGAIN not in texts(page())
    run.ended_at = time.time()
    app = page()
    assert dropped_files_text.REJECTED_AGAIN in texts(
        app
    ) and dropped_files_text.REJECTED_BACK not in str(app)
    run.rejected.clear()
    assert dropped_files_text.REJECTED_AGAIN not in texts(page())


@pytest.mark.long
def test_a_unit_that_is_added_is_asked_about_no_more(data):
    rows = [[*row[:2], "Xã Đông Sơn", *row[3:]] for row in ROWS]
    app = drop(page(), (f"{NAME}.csv", csv_text([TABLE[0], *rows]).encode()))
    assert [box for box in app.selectbox if "Xã Đông Sơn" in box.label]
    press(app, data_intake.ADD)
    assert data_intake.UNIT_MISSING in texts(app)
    for label, text in ((data_intake.UNIT_CODE, "14761"), (data_intake.UNIT_NAME, "Xã Đông Sơn")):
        (box,) = [box for box in app.text_input if box.label == label]
        box.set_value(text)
    press(app, data_intake.ADD)
    assert "thêm xã Đông Sơn (14761)" in texts(app)
    assert not [box for box in app.selectbox if "Xã Đông Sơn" in box.label]


def test_a_server_that_ends_leaves_no_dropped_file_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with dropped_files._folder() as folder:
        dropped_files._written(folder, dropped_files.DroppedFile("hoso.csv", csv_text().encode()))
        dropped_files.wipe_own_folders()
        assert list(tmp_path.rglob("*.csv")) == []
