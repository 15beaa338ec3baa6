"""In a real browser: the way of a clerk from the file as it came to a committee's paper.

The files are the ward's own where their folder lies beside the project, else ones that are like
them; `make test-long` takes the latter too.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pptx
import pytest
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from board.text import data_intake, dropped_files, pages, papers
from etl.words.preview import ROWS_LOST
from tests.conftest import PROJECT, command, serving
from tests.files import BOOK_ROWS, odd_export, one_stop_book, xlsx
from tests.snapshots import ask
from tests.test_browser import PATHS, open_page, pick, settled
from tests.ward_files import FILES, file_in

MOST_CLICKS = 15


@dataclass(frozen=True)
class Export:
    """An export with words that nobody knows: how many rows it has, what each word is answered to
    mean and in how many rows it stands, and the cell of the row that comes back to be mended."""

    rows: int
    meanings: dict[str, str]
    rows_each: int
    column: int
    wrong: str
    mended: str


WARDS_EXPORT = Export(
    rows=31,
    meanings={
        "Chờ xử lý": "Đang xử lý",
        "Hồ sơ bị hủy": ROWS_LOST,
        "Kết thúc": "Đã xử lý xong",
        "Trả kết quả": "Đã trả kết quả",
        "Trả lại hồ sơ": "Không được tiếp nhận",
        "Đã giải quyết đúng hạn": "Đã xử lý xong",
    },
    rows_each=1,
    column=8,
    wrong="Hồ sơ bị hủy",
    mended="Dừng xử lý",
)
ODD_EXPORT = Export(
    rows=30,
    meanings={"Đã có kết quả rồi": "Đã xử lý xong", "Hồ sơ còn nằm chờ": "Đang xử lý"},
    rows_each=2,
    column=5,
    wrong="31/02/2026",
    mended="20/07/2026 08:00:00",
)


def wards_files(folder: Path) -> tuple[Path, Path, Export]:
    """The one-stop's book and the export of a ward."""
    return (
        file_in("01_so_theo_doi_xlsx"),
        file_in("52_nhieu_cach_viet_trang_thai"),
        WARDS_EXPORT,
    )


def files_like_them(folder: Path) -> tuple[Path, Path, Export]:
    """A book and an export of our own."""
    book, odd = folder / "SoTheoDoiHoSo_2025-06-30.xlsx", folder / "hoso_2026-07-31.csv"
    book.write_bytes(one_stop_book())
    odd.write_bytes(odd_export())
    return book, odd, ODD_EXPORT


HERE = FILES.is_dir()
WHOSE = [
    pytest.param(
        wards_files, marks=pytest.mark.skipif(not HERE, reason="the ward's files are not here")
    ),
    pytest.param(files_like_them, marks=[pytest.mark.long] if HERE else []),
]


def reference_in(data: Path) -> Path:
    """The data folder with reference tables of its own, into which answers may be written."""
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    return data


@pytest.fixture(scope="module", params=WHOSE)
def fresh(request, sample_data, tmp_path_factory):
    """The dashboard as its first start leaves it, over the sample: its address and data folder;
    and a book, an export and what is to be done with it."""
    data = shutil.copytree(sample_data, tmp_path_factory.mktemp("fresh") / "data")
    with serving(reference_in(data)) as address:
        yield address, data, request.param(tmp_path_factory.mktemp("files"))


def drop(page: Page, path: Path) -> None:
    """Chooses a file in the block at the page's head and waits for its preview."""
    block = page.get_by_role(
        "region", name=dropped_files.DROP_LABEL
    )  # the list's own is folded away
    block.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_text(path.name, exact=True).last).to_be_visible()
    page.locator(".st-key-drop_press").wait_for()  # it stands below the preview
    settled(page)


def load_it(page: Page) -> None:
    page.get_by_role("button", name=dropped_files.load_files(1), exact=True).click()
    page.get_by_role("button", name=dropped_files.DROP_MORE).wait_for()
    settled(page)


def codes(data: Path) -> int:
    ((count,),) = ask(data, "select count(*) from dossiers")
    return count


def tick(page: Page, name: str) -> None:
    """Ticks the box of the row that names a file in the table of loads."""
    table = page.locator('[class*="st-key-table_tep_da_nap"]').get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.locator("td").first.wait_for(state="attached")
    row = table.locator("tr").filter(has_text=name).first
    place = int(row.get_attribute("aria-rowindex"))  # the headings are the first
    box = table.bounding_box()
    page.mouse.click(box["x"] + 14, box["y"] + 35 * (place - 1) + 17)


def to_a_pack(page: Page, address: str, book: Path) -> tuple[int, str]:
    """Loads the book on Dữ liệu and takes the committee's pack: clicks, and what the pack says."""
    clicks = []

    def click(target: Locator) -> None:
        clicks.append(target)
        target.click()

    open_page(page, address)
    click(page.get_by_role("link", name=pages.PAGES["data_intake"][0], exact=True).first)
    settled(page)
    with page.expect_file_chooser() as chooser:
        click(page.get_by_test_id("stFileUploaderDropzone").first)
    chooser.value.set_files(book)
    clicks.append("the file in the chooser")
    page.get_by_text(f"{BOOK_ROWS} dòng: {BOOK_ROWS} nhận, 0 loại, 0 trùng").wait_for()
    settled(page)
    click(page.get_by_role("button", name=dropped_files.load_files(1), exact=True))
    page.get_by_role("button", name=dropped_files.DROP_MORE).wait_for()
    settled(page)
    click(page.get_by_role("link", name=pages.PAGES["reports"][0], exact=True).last)
    expect(page.locator("h1")).to_have_text(pages.PAGES["reports"][0])
    settled(page)
    row = page.get_by_test_id("stHorizontalBlock").filter(has_text=papers.PAPERS["committee-pack"])
    with page.expect_download() as waiting:
        click(row.last.get_by_role("button", name=papers.DOWNLOAD_AS[".pptx"], exact=True))
    slides = pptx.Presentation(waiting.value.path()).slides
    shapes = [shape for slide in slides for shape in slide.shapes if shape.has_text_frame]
    return len(clicks), " ".join(shape.text_frame.text for shape in shapes)


def test_from_the_first_screen_to_a_pack_of_the_wards_own_book(page, fresh):
    address, data, (book, _, _) = fresh
    clicks, text = to_a_pack(page, address, book)
    assert codes(data) == BOOK_ROWS  # the sample has given way
    assert "Quý II/2025" in text and "30/06/2025" in text
    assert clicks <= MOST_CLICKS


@pytest.mark.long
@pytest.mark.parametrize("files", WHOSE)
def test_from_the_first_command_to_a_pack_of_the_wards_own_book(page, tmp_path, files):
    data = reference_in(tmp_path / "data")
    with serving(data) as address:  # as the command leaves it where nothing was ever loaded
        clicks, text = to_a_pack(page, address, files(tmp_path)[0])
    assert codes(data) == BOOK_ROWS
    assert "Quý II/2025" in text and "30/06/2025" in text
    assert clicks <= MOST_CLICKS


def test_words_are_asked_rejected_rows_mended_and_a_file_taken_back(page, fresh, tmp_path):
    address, data, (book, file, export) = fresh
    assert command("etl", "load", str(book), data=data).returncode == 0  # if it was not dropped yet
    before = codes(data)
    open_page(page, f"{address}/{PATHS['data_intake']}")
    drop(page, file)
    for word, meaning in export.meanings.items():
        pick(page, f"Trạng thái “{word}” nghĩa là gì? · {export.rows_each} dòng", meaning)
    page.get_by_role("button", name=dropped_files.LOOK_AGAIN).click()
    accepted = export.rows - 1
    page.get_by_text(f"{export.rows} dòng: {accepted} nhận, 1 loại, 0 trùng").wait_for()
    settled(page)
    load_it(page)
    assert codes(data) == before + accepted
    with page.expect_download() as waiting:
        page.get_by_role("button", name=dropped_files.REJECTED_BACK).click()
    sheet = CalamineWorkbook.from_path(waiting.value.path()).get_sheet_by_index(0).to_python()
    assert len(sheet) == 2 and sheet[1][export.column] == export.wrong
    sheet[1][export.column] = export.mended
    mended = tmp_path / "sua.xlsx"
    mended.write_bytes(xlsx({"Sheet1": [[str(cell) for cell in row] for row in sheet]}))
    page.get_by_role("button", name=dropped_files.DROP_MORE).click()
    settled(page)
    drop(page, mended)
    load_it(page)
    assert codes(data) == before + export.rows
    assert ask(data, "select count(*) from rejected_rows where source = 'dossiers'") == [(0,)]
    tick(page, file.name)
    page.get_by_role("textbox", name=data_intake.WITHDRAW_WHY).fill("nhầm tệp")
    page.get_by_role("button", name=data_intake.WITHDRAW, exact=True).click()
    page.get_by_text("rút ngày").wait_for()
    settled(page)
    assert codes(data) == before  # the mended row goes with its file
    page.get_by_role("button", name=data_intake.RESTORE, exact=True).first.click()
    page.get_by_text("Đã dùng lại").wait_for()
    assert codes(data) == before + export.rows
