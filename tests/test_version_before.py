"""A data folder of the version before: built anew by itself, and its papers still stand as sent.

`data/folder_of_schema_5.zip` was made by the code of 0.2.0's successor, whose tables were schema 5:
eight dossiers of June 2025, and Biểu II.06a of that month filed as sent on 03/07/2025.
"""

import re
import shutil
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

import dashboard
from board.intake import publishing
from board.papers import PAPERS
from board.papers.archive.sent import file_paper, filed
from board.runtime.settings import VERSION
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import form_06a, papers
from board.text import snapshots as snapshots_text
from board.warehouse import snapshots
from board.warehouse.scope import EVERYTHING
from snapshot_file import SCHEMA_VERSION
from tests.conftest import PROJECT, command, loads_held, serving
from tests.literal import answer, opened

OLDER, CODE = "2025-06-30-e9742f97", "QR7M73QG"
QUANG_THO = "16528@2018-01-01"
JUNE = spanning(date(2025, 6, 1), date(2025, 6, 30))


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """The folder as the version before left it."""
    with zipfile.ZipFile(PROJECT / "tests" / "data" / "folder_of_schema_5.zip") as packed:
        packed.extractall(tmp_path)
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def loaded_anew(tmp_path_factory) -> Path:
    """That folder after the first load of this version; not to be changed."""
    folder = tmp_path_factory.mktemp("anew")
    with zipfile.ZipFile(PROJECT / "tests" / "data" / "folder_of_schema_5.zip") as packed:
        packed.extractall(folder)
    assert command("etl", "load", data=folder).returncode == 0
    return folder


@pytest.fixture
def built_anew(loaded_anew, tmp_path, monkeypatch) -> Path:
    """A copy of it, for one test."""
    monkeypatch.setenv("BOARD_DATA", str(tmp_path / "anew"))
    return shutil.copytree(loaded_anew, tmp_path / "anew")


def page(name: str = "", **address: str) -> AppTest:
    app = AppTest.from_file(str(PROJECT / "board" / "ui" / "shell.py"), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    return app.switch_page(f"../../pages/{name}.py").run() if name else app


def infos(app: AppTest) -> list[str]:
    return [info.value.replace("\\", "") for info in app.info]


def wait_until_loaded() -> None:
    end = time.monotonic() + 120
    while publishing.is_publishing() and time.monotonic() < end:
        time.sleep(0.05)
    assert not publishing.is_publishing()


def test_the_first_start_of_the_dashboard_builds_it_anew_and_says_so_meanwhile(data):
    assert infos(page()) == [snapshots_text.WRONG_SCHEMA]
    with loads_held():
        dashboard.load_what_cannot_be_shown_yet()
        assert infos(page()) == [snapshots_text.MAKING_READY]
    wait_until_loaded()
    assert publishing.failure() is None
    app = page()
    assert (infos(app), list(app.exception)) == ([], [])
    result = answer("dossiers_received", opened(data), "01/06", "30/06")
    assert result["value"] == 8


def test_the_first_load_builds_it_anew_though_no_file_is_new(data):
    with pytest.raises(snapshots.WrongSchema):
        snapshots.current(EVERYTHING)
    done = command("etl", "load", data=data)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        "hoso0_2025-06-30.csv: đã nạp trước đây, bỏ qua.",
    )
    result = answer("share_overdue", opened(data), "01/06", "30/06")
    assert (result["value"], result["n"]) == (1 / 7, 7)


def test_status_of_it_says_what_to_do(data):
    done = command("etl", "status", data=data)
    assert (done.returncode, done.stdout.strip()) == (
        0,
        f"Cần xử lý: Bản {OLDER} do phiên bản khác của chương trình dựng. Chạy "
        "“python -m etl load”: số liệu được dựng lại từ các tệp đã ghi nhận.",
    )


def test_without_its_originals_it_is_built_anew_all_the_same(data):
    shutil.rmtree(data / "inbox")
    dashboard.load_what_cannot_be_shown_yet()
    wait_until_loaded()
    assert publishing.failure() is None
    snapshot = opened(data)
    assert (snapshot.is_sample, snapshot.data_date) == (False, date(2025, 6, 30))


def test_only_a_folder_that_had_nothing_but_the_sample_takes_the_sample(data, tmp_path_factory):
    assert dashboard.first_load(data) == data / "inbox"
    shutil.rmtree(data / "inbox")
    assert dashboard.first_load(data) == data / "inbox"  # what was landed is real
    shutil.rmtree(data / "inbox")
    (note,) = data.glob("staged/*/*.json")
    note.write_text(note.read_text("utf-8").replace('"is_sample": false', '"is_sample": true'))
    sample = PROJECT / "data" / "sample"
    assert dashboard.first_load(data) == sample
    assert dashboard.first_load(tmp_path_factory.mktemp("new")) == sample


@pytest.mark.parametrize(
    "name, is_own", [("hoso.xlsx", True), ("HOSO.ZIP", True), ("hoso", True), ("Thumbs.db", False)]
)
def test_a_first_load_takes_a_file_of_any_kind_before_the_sample(tmp_path, name, is_own):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / name).write_bytes(b"x")
    sample = PROJECT / "data" / "sample"
    assert dashboard.first_load(tmp_path) == (tmp_path / "inbox" if is_own else sample)


def test_an_inbox_that_leads_nowhere_is_neither_the_sample_nor_an_end_of_the_start(tmp_path):
    (tmp_path / "inbox").symlink_to("/nowhere/drive")
    assert dashboard.first_load(tmp_path) == tmp_path / "inbox"


def test_a_browser_that_waits_is_shown_the_page_once_it_is_built_anew(data, browser):
    with serving(data) as address:
        page = browser.new_page()
        page.goto(address)
        # The load may be over before the browser is there.
        status_line = page.get_by_text(
            re.compile("Đang chuẩn bị số liệu|số liệu đến ngày 30/06/2025")
        )
        expect(status_line.first).to_be_visible(timeout=60_000)
        shown = page.get_by_text(re.compile("số liệu đến ngày 30/06/2025"))
        expect(shown.first).to_be_visible(timeout=120_000)
        page.close()


def test_where_it_cannot_be_built_anew_the_page_says_why_and_what_to_do(data):
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    with (reference / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("rate_due_on_time,16528,,95,2025-01-01,,x\n")
    line = len((reference / "targets.csv").read_text("utf-8").splitlines())
    dashboard.load_what_cannot_be_shown_yet()
    wait_until_loaded()
    assert infos(page()) == [
        "Chưa chuẩn bị được số liệu. Tệp tham chiếu targets.csv không đọc được: dòng "
        f"{line} có target ngoài khoảng 0 đến 1 của một tỷ lệ; 95% ghi là 0.95. Sửa tệp rồi chạy "
        "lại. Sau đó mở lại Bảng điều hành."
    ]
    assert (data / "warehouse" / "CURRENT").read_text("utf-8").strip() == OLDER


def test_a_folder_of_this_version_is_not_loaded_again(built_anew):
    dashboard.load_what_cannot_be_shown_yet()
    assert not publishing.is_publishing()


def test_nobody_goes_back_to_a_snapshot_of_the_version_before(built_anew):
    done = command("etl", "rollback", OLDER, data=built_anew)
    known = opened(built_anew).name
    assert (done.returncode, done.stderr.strip()) == (
        1,
        f"Không có bản {OLDER}. Các bản đang giữ: {known}.",
    )
    assert command("etl", "rollback", data=built_anew).returncode == 1


def test_a_paper_of_the_version_before_stands_as_it_was_sent_and_as_it_is_now(built_anew):
    (paper,) = filed(built_anew / "papers")
    assert (paper.code, paper.version, paper.schema_version) == (CODE, None, None)
    app = page("reports")
    app.text_input(key="code").set_value(CODE.lower()).run()
    page_text = " ".join(block.value for block in (*app.markdown, *app.caption)).replace("\\", "")
    assert "phiên bản trước 0.3.0; tệp 2025-07-03_form06a_QR7M73QG.xlsx." in page_text
    assert "cả 22 con số nay vẫn như lúc gửi" in page_text
    figures = app.dataframe[-1].value
    shown = {
        (row.figure_part, row.figure_name): (row.as_sent, row.as_now)
        for row in figures.itertuples()
    }
    assert len(shown) == 22
    assert shown["Hộ tịch", form_06a.CELL_NAMES["c3"]] == ("8", "8")
    assert shown["Hộ tịch", form_06a.CELL_NAMES["c10"]] == ("1", "1")
    assert shown["Hộ tịch", form_06a.CELL_NAMES["c11"]] == ("1", "1")
    assert list(app.exception) == []


def test_a_paper_of_a_unit_whose_first_day_was_mended_since_stands_beside_now(data):
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    units = (reference / "units.csv").read_text("utf-8")
    assert "16528,Quảng Thọ,phường,382,2018-01-01," in units
    blank = units.replace("382,2018-01-01,2025-06-30", "382,,2025-06-30")
    (reference / "units.csv").write_text(blank, "utf-8")
    assert command("etl", "load", data=data).returncode == 0
    app = page("reports")
    app.text_input(key="code").set_value(CODE).run()
    page_text = " ".join(block.value for block in app.markdown).replace("\\", "")
    assert "cả 22 con số nay vẫn như lúc gửi" in page_text
    address = page(unit=QUANG_THO, period="2025-06")
    assert (infos(address), address.query_params["unit"]) == ([], "16528@1900-01-01")


def test_the_address_in_its_qr_code_leads_to_the_paper_as_it_was_sent(built_anew):
    app = page(snapshot=OLDER, unit=QUANG_THO, period="2025-06")
    assert infos(app) == [snapshots_text.snapshot_of_other_version(OLDER)]
    (link,) = app.get("page_link")
    assert link.proto.label == ("Xem Biểu II.06a như lúc gửi ngày 03/07/2025 và nay (mã QR7M73QG)")
    assert link.proto.query_string == f"code={CODE}&snapshot={opened(built_anew).name}"


def test_a_code_of_the_version_before_that_was_not_filed_says_so(built_anew):
    for note in (built_anew / "papers").glob("2025*"):
        note.unlink()
    app = page("reports")
    app.text_input(key="code").set_value(CODE).run()
    assert papers.code_snapshot_gone(OLDER) in infos(app)


def test_a_paper_that_is_filed_now_names_its_version_and_its_tables(built_anew):
    selection = selection_of(opened(built_anew), Filters(QUANG_THO), JUNE)
    content = PAPERS["form06a"].build(selection)
    file = PAPERS["form06a"].write(".xlsx", content)
    file_paper(built_anew / "papers", "form06a", ".xlsx", file, content, date(2025, 8, 1))
    newest = filed(built_anew / "papers")[0]
    assert (newest.version, newest.schema_version) == (VERSION, SCHEMA_VERSION)
    app = page("reports")
    assert app.dataframe[0].value["made_by"].to_list() == [VERSION, "trước 0.3.0"]
    app.text_input(key="code").set_value(newest.code).run()
    captions = [block.value.replace("\\", "") for block in app.caption]
    assert (
        f"Chương trình làm tài liệu: phiên bản {VERSION} (bảng số liệu bản {SCHEMA_VERSION}); tệp "
        f"{newest.file}."
    ) in captions
