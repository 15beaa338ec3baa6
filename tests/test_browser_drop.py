"""In a real browser: the way of a clerk from the file as it came to a committee's paper."""

import io
import shutil
from pathlib import Path

import pptx
import pytest
import xlsxwriter
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from board import words
from tests.conftest import PROJECT, command, serving
from tests.files import BOOK_ROWS, TABLE, csv_text, one_stop_book
from tests.snapshots import ask
from tests.test_browser import PATHS, open_page, pick, settled

MOST_CLICKS = 15
UNKNOWN = {"Đã có kết quả rồi": "Đã xử lý xong", "Hồ sơ còn nằm chờ": "Đang xử lý"}


@pytest.fixture(scope="module")
def fresh(sample_data, tmp_path_factory):
    """The dashboard as its first start leaves it, over the sample; its address and data folder."""
    data = shutil.copytree(sample_data, tmp_path_factory.mktemp("fresh") / "data")
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")  # for mappings
    with serving(data) as address:
        yield address, data


def drop(page: Page, path: Path) -> None:
    """Chooses a file in the block at the page's head and waits for its preview."""
    block = page.get_by_role("region", name=words.DROP_LABEL)  # the list's own is folded away
    block.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_text(path.name, exact=True).last).to_be_visible()
    page.locator(".st-key-drop_press").wait_for()  # it stands below the preview
    settled(page)


def load_it(page: Page) -> None:
    page.get_by_role("button", name=words.load_files(1), exact=True).click()
    page.get_by_role("button", name=words.DROP_MORE).wait_for()
    settled(page)


def codes(data: Path) -> int:
    ((count,),) = ask(data, "select count(*) from dossiers")
    return count


def test_from_the_first_screen_to_a_pack_of_the_wards_own_book(page, fresh, tmp_path):
    address, data = fresh
    clicks = []

    def click(target: Locator) -> None:
        clicks.append(target)
        target.click()

    book = tmp_path / "SoTheoDoiHoSo_2025-06-30.xlsx"
    book.write_bytes(one_stop_book())
    open_page(page, address)
    click(page.get_by_role("link", name=words.PAGES["data_intake"][0], exact=True).first)
    settled(page)
    with page.expect_file_chooser() as chooser:
        click(page.get_by_test_id("stFileUploaderDropzone").first)
    chooser.value.set_files(book)
    clicks.append("the file in the chooser")
    page.get_by_text(f"{BOOK_ROWS} dòng: {BOOK_ROWS} nhận, 0 loại, 0 trùng").wait_for()
    settled(page)
    click(page.get_by_role("button", name=words.load_files(1), exact=True))
    page.get_by_role("button", name=words.DROP_MORE).wait_for()
    settled(page)
    assert codes(data) == BOOK_ROWS  # the sample has given way
    click(page.get_by_role("link", name=words.PAGES["reports"][0], exact=True).last)
    expect(page.locator("h1")).to_have_text(words.PAGES["reports"][0])
    settled(page)
    row = page.get_by_test_id("stHorizontalBlock").filter(has_text=words.PAPERS["committee-pack"])
    with page.expect_download() as waiting:
        click(row.last.get_by_role("button", name=words.DOWNLOAD_AS[".pptx"], exact=True))
    slides = pptx.Presentation(waiting.value.path()).slides
    text = " ".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    )
    assert "Quý II/2025" in text and "30/06/2025" in text
    assert len(clicks) <= MOST_CLICKS


def test_words_are_asked_rejected_rows_mended_and_a_file_taken_back(page, fresh, tmp_path):
    address, data = fresh
    (tmp_path / "hoso_2025-05-31.csv").write_text(csv_text(), "utf-8")
    done = command("etl", "load", str(tmp_path / "hoso_2025-05-31.csv"), data=data)
    assert done.returncode == 0, done.stderr
    before = codes(data)
    rows = [
        [f"H56.14-250702-{n:04}", "Nguyễn Văn Mẫu", "16528", "Đăng ký khai sinh", status,
         "02/07/2025 08:00:00", "05/07/2025", "TDP 1"]
        for n, status in enumerate([*UNKNOWN, *["Đang xử lý"] * 10])
    ]  # fmt: skip
    rows[5][5] = "31/02/2025"
    file = tmp_path / "hoso_2025-07-31.csv"
    file.write_text(csv_text([TABLE[0], *rows]), "utf-8")
    open_page(page, f"{address}/{PATHS['data_intake']}")
    drop(page, file)
    for word, meaning in UNKNOWN.items():
        pick(page, f"Trạng thái “{word}” nghĩa là gì? · 1 dòng", meaning)
    page.get_by_role("button", name=words.LOOK_AGAIN).click()
    page.get_by_text("12 dòng: 11 nhận, 1 loại, 0 trùng").wait_for()
    settled(page)
    load_it(page)
    assert codes(data) == before + 11
    with page.expect_download() as waiting:
        page.get_by_role("button", name=words.REJECTED_BACK).click()
    sheet = CalamineWorkbook.from_path(waiting.value.path()).get_sheet_by_index(0).to_python()
    assert [sheet[1][0], sheet[1][5]] == [rows[5][0], "31/02/2025"] and len(sheet) == 2
    sheet[1][5] = "03/07/2025 08:00:00"
    mended = tmp_path / "sua.xlsx"
    mended.write_bytes(_workbook(sheet))
    page.get_by_role("button", name=words.DROP_MORE).click()
    settled(page)
    drop(page, mended)
    load_it(page)
    assert codes(data) == before + 12
    assert ask(data, "select count(*) from rejected_rows where source = 'dossiers'") == [(0,)]
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.locator("td").first.wait_for(state="attached")
    box = table.bounding_box()
    page.mouse.click(box["x"] + 14, box["y"] + 35 + 17)  # the first row's box
    page.get_by_role("textbox", name=words.WITHDRAW_WHY).fill("nhầm tệp")
    page.get_by_role("button", name=words.WITHDRAW, exact=True).click()
    page.get_by_text("rút ngày").wait_for()
    settled(page)
    assert codes(data) == before
    page.get_by_role("button", name=words.RESTORE, exact=True).first.click()
    page.get_by_text("Đã dùng lại").wait_for()
    assert codes(data) > before


def _workbook(rows: list[list]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, str(cell))
    return out.getvalue()
