"""In a real browser: a press on Báo cáo makes each paper, and its file opens."""

import io

import docx
import pptx
import pypdf
import pytest
import python_calamine
from playwright.sync_api import expect

from board import words
from board.papers import PAPERS
from tests.conftest import serving
from tests.literal import filled
from tests.snapshots import ask as rows_of
from tests.test_browser import PATHS, open_page, pick

KINDS = [(paper.name, ending) for paper in PAPERS.values() for ending in paper.made]


def text_of(ending: str, content: bytes) -> str:
    """What a file says, as another library reads it."""
    file = io.BytesIO(content)
    if ending == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    if ending == ".xlsx":
        book = python_calamine.load_workbook(file)
        rows = [
            row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
        ]
        return "\n".join(str(cell) for row in rows for cell in row)
    if ending == ".pptx":
        shapes = [shape for slide in pptx.Presentation(file).slides for shape in slide.shapes]
        return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    book = docx.Document(file)
    footers = [section.footer for section in book.sections]
    return "\n".join(part.text for of in (book, *footers) for part in of.paragraphs)


@pytest.fixture(scope="module")
def papers(office, served):
    """The page Báo cáo, open."""
    page = office.new_page()
    open_page(page, f"{served}/{PATHS['reports']}?unit=16528&period=2025-q2")
    yield page
    page.close()


@pytest.mark.parametrize(("name", "ending"), KINDS)
def test_a_press_makes_each_paper_and_its_file_opens(papers, sample_data, name, ending):
    snapshot = (sample_data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    row = papers.get_by_test_id("stHorizontalBlock").filter(has_text=words.PAPERS[name])
    button = row.last.get_by_role("button", name=words.DOWNLOAD_AS[ending], exact=True)
    with papers.expect_download() as waiting:
        button.click()
    file = waiting.value
    assert file.suggested_filename.startswith(name) and file.suggested_filename.endswith(ending)
    code = file.suggested_filename.removesuffix(ending).rpartition("_")[2]
    with open(file.path(), "rb") as stream:
        said = text_of(ending, stream.read()).replace("\u00a0", " ")
    assert code in said and snapshot in said
    assert "Quảng Thọ" in said and "30/06/2025" in said
    expect(papers.get_by_test_id("stAlert")).to_have_count(0)


DOSSIER = "id | unit | status | received | due\n1 | 16531 | 4 | 02/07 | 10/07"
LETTER = {"letter_id": "T1", "kind": "Chia buồn", "unit_code": "16531"}
CHAIR = {"unit_code": "16531", "officer_code": "16531-01", "valid_from": "01/07/2025"}


@pytest.mark.parametrize("name", ["reports", "letters"])
def test_one_press_gives_the_letters_and_tells_the_ledger(page, name, tmp_path):
    """One dossier is overdue, so both apologies are owed; the ledger holds neither."""
    at = "2025-07-31"
    data = filled(tmp_path, {at: DOSSIER}, letters={at: [LETTER]}, officers={at: [CHAIR]})
    with serving(data) as address:
        open_page(page, f"{address}/{PATHS[name]}?unit=16531&period=2025-07")
        if name == "letters":
            page.get_by_text(words.DRAFT, exact=True).click()
        label = words.DOWNLOAD_AS[".docx"] if name == "reports" else words.take_letters(2)
        button = page.locator(".st-key-drafts_file").get_by_role("button", name=label)
        expect(button).to_be_disabled()
        box = page.get_by_role("combobox", name=f"{words.DRAFT_BY} *", exact=True)
        box.fill("Lan")
        box.press("Enter")
        expect(page.get_by_text(words.ENTRY_BY_BAD)).to_be_visible()
        expect(button).to_be_disabled()
        pick(page, f"{words.DRAFT_BY} *", "16531-01 · Tư pháp")
        expect(button).to_be_enabled()
        with page.expect_download() as waiting:
            button.click()
        with open(waiting.value.path(), "rb") as stream:
            said = text_of(".docx", stream.read())
        assert "VĂN BẢN XIN LỖI" in said and "THƯ XIN LỖI" in said  # the form of today
        expect(page.get_by_text(words.drafts_recorded(2))).to_be_visible()
        expect(page.get_by_text(words.EVERY_DRAFT_HELD)).to_be_visible()  # it was published
        expect(button).to_be_enabled()
        with page.expect_download():
            button.click()
    told = (
        "select kind, recorded_by from letters join record_changes on record = letter_id order by 1"
    )
    assert rows_of(data, told) == [("apology_courtesy", "16531-01"), ("apology_legal", "16531-01")]


def test_a_file_that_cannot_be_made_is_not_told_to_the_ledger(page, tmp_path):
    at = "2025-07-31"
    data = filled(tmp_path, {at: DOSSIER}, letters={at: [LETTER]}, officers={at: [CHAIR]})
    (data / "papers").write_text("a file where a folder has to be", "utf-8")
    with serving(data) as address:
        open_page(page, f"{address}/{PATHS['reports']}?unit=16531&period=2025-07")
        pick(page, f"{words.DRAFT_BY} *", "16531-01 · Tư pháp")
        button = page.locator(".st-key-drafts_file").get_by_role("button")
        expect(button).to_be_enabled()
        button.click()
        expect(page.get_by_test_id("stAlert")).to_contain_text("Không ghi được tệp")
        expect(page.get_by_text(words.drafts_to_tell(2, 0))).to_be_visible()
    assert not (data / "inbox" / "entries").exists()
