"""In a real browser: what pages write. A press makes each paper, and its file opens; letters tell
their ledger; a task is entered."""

import io
import re

import docx
import pptx
import pypdf
import pytest
import python_calamine
from playwright.sync_api import Page, expect

import ward_clock
from board.papers import PAPERS
from board.text import entries, letter_papers
from board.text import papers as papers_text
from tests.conftest import serving
from tests.literal import filled
from tests.snapshots import ask as rows_of
from tests.test_browser import PATHS, cells, downloaded, open_page, pick, settled, write_day

KINDS = [(paper.name, ending) for paper in PAPERS.values() for ending in paper.writers]


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
def test_a_press_makes_each_paper_and_its_file_opens(papers, name, ending):
    row = papers.get_by_test_id("stHorizontalBlock").filter(has_text=papers_text.PAPERS[name])
    button = row.last.get_by_role("button", name=papers_text.DOWNLOAD_AS[ending], exact=True)
    with papers.expect_download() as waiting:
        button.click()
    file = waiting.value
    assert file.suggested_filename == f"{papers_text.FILE_NAMES[name]}_quang-tho_2025-q2{ending}"
    with open(file.path(), "rb") as stream:
        text = text_of(ending, stream.read()).replace("\u00a0", " ")
    assert "Quảng Thọ" in text and "30/06/2025" in text
    expect(papers.get_by_test_id("stAlert")).to_have_count(0)


AT = "2025-07-31"
OFFICERS = ("16531-01 · Tư pháp", "16516-01 · Tư pháp")
DOSSIERS = """
id | unit  | status | received | due
1  | 16531 | 4      | 02/07    | 10/07
2  | 16516 | 4      | 02/07    | 10/07
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A server, its data and a page: two units, in each an overdue dossier to which both apologies
    are owed, a ledger that holds neither, and an officer in post. The tests write in it."""
    units = ("16531", "16516")
    letters = [{"letter_id": f"T{unit}", "kind": "Chia buồn", "unit_code": unit} for unit in units]
    officers = [
        {"unit_code": unit, "officer_code": f"{unit}-01", "valid_from": "01/07/2025"}
        for unit in units
    ]
    folder = tmp_path_factory.mktemp("ledger")
    data = filled(folder, {AT: DOSSIERS}, letters={AT: letters}, officers={AT: officers})
    with serving(data) as address:
        yield address, data


def drafts_file(page: Page, name: str):
    return page.locator(".st-key-drafts_file").get_by_role("button", name=name, exact=True)


def is_signed(page: Page, button, by: str) -> None:
    """Signs, and waits for the button that wants it."""
    pick(page, f"{letter_papers.DRAFT_BY} *", by)
    expect(button).to_be_enabled()


def test_a_file_that_cannot_be_made_is_not_recorded_in_the_ledger(page, ledger):
    address, data = ledger
    (data / "papers").write_text("a file where a folder has to be", "utf-8")
    open_page(page, f"{address}/{PATHS['reports']}?unit=16531&period=2025-07")
    # The code of a paper could not be kept: nothing is offered, and nothing recorded.
    expect(page.get_by_test_id("stAlert")).to_contain_text("Chưa làm được tài liệu")
    expect(drafts_file(page, papers_text.DOWNLOAD_AS[".docx"])).to_have_count(0)
    assert not (data / "inbox" / "entries").exists()
    (data / "papers").unlink()


@pytest.mark.parametrize(
    ("name", "officer"),
    [
        ("reports", OFFICERS[0]),
        pytest.param("letters", OFFICERS[1], marks=pytest.mark.long),
    ],
)
def test_one_press_gives_the_letters_and_records_them_in_the_ledger(page, ledger, name, officer):
    (address, data), unit = ledger, officer[:5]
    open_page(page, f"{address}/{PATHS[name]}?unit={unit}&period=2025-07")
    if name == "letters":
        page.get_by_text(letter_papers.DRAFT, exact=True).click()
    label = papers_text.DOWNLOAD_AS[".docx"] if name == "reports" else letter_papers.take_letters(2)
    button = drafts_file(page, label)
    expect(button).to_be_disabled()
    box = page.get_by_role("combobox", name=f"{letter_papers.DRAFT_BY} *", exact=True)
    box.fill("Lan")
    box.press("Enter")
    expect(page.get_by_text(entries.not_in_post("Lan", ward_clock.today()))).to_be_visible()
    expect(button).to_be_disabled()
    is_signed(page, button, officer)
    with page.expect_download() as waiting:
        button.click()
    with open(waiting.value.path(), "rb") as stream:
        text = text_of(".docx", stream.read())
    assert "VĂN BẢN XIN LỖI" in text and "THƯ XIN LỖI" in text  # the form of today
    expect(page.get_by_text(letter_papers.drafts_recorded(2))).to_be_visible()
    expect(page.get_by_text(letter_papers.EVERY_DRAFT_HELD)).to_be_visible()  # it was published
    expect(button).to_be_enabled()
    with page.expect_download():
        button.click()
    columns = (
        "select kind, recorded_by from letters join record_changes on record = letter_id "
        f"where letters.unit_code = '{unit}' order by 1"
    )
    assert rows_of(data, columns) == [
        ("apology_courtesy", f"{unit}-01"),
        ("apology_legal", f"{unit}-01"),
    ]


def test_a_task_is_added_and_done_and_page_log_and_export_agree(page, ledger):
    open_page(page, f"{ledger[0]}/{PATHS['model_progress']}?unit=16531&period=2025-07")
    page.get_by_text(entries.ENTER["tasks"]).click()
    expect(page.get_by_text(entries.NO_LOG)).to_be_visible()
    settled(page)
    page.get_by_label("Nhiệm vụ *", exact=True).fill("=1+1 <b>")
    pick(page, "Mảng nội dung *", "Tiếp dân, đối thoại")
    write_day(page, "Hạn hoàn thành *", "31072025")
    pick(page, f"{entries.ENTRY_BY} *", "16531-01 · Tư pháp")
    page.get_by_role("button", name=entries.SAVE, exact=True).click()
    expect(page.get_by_text(entries.NO_LOG)).to_have_count(0)  # it was published
    expect(page.get_by_text(re.compile("lần ghi chờ cập nhật"))).to_have_count(0)

    settled(page)
    (code,) = {cell for cell in cells(page) if re.fullmatch(r"\d\d-[0-9A-Z]{6}", cell)}
    pick(page, entries.RECORD_LABEL, f"{code} · =1+1 <b>")
    write_day(page, "Ngày hoàn thành", "20072025")
    pick(page, f"{entries.ENTRY_BY} *", "16531-01 · Tư pháp")
    page.get_by_label(f"{entries.ENTRY_WHY} *", exact=True).fill("có biên bản")
    page.get_by_role("button", name=entries.SAVE, exact=True).click()
    table = page.locator('[data-testid="stDataFrame"] td')
    expect(table.filter(has_text="có biên bản")).to_have_count(1)  # it was published
    expect(page.get_by_text(re.compile("lần ghi chờ cập nhật"))).to_have_count(0)
    settled(page)

    held = cells(page)
    assert "Ngày hoàn thành: 20/07/2025" in held and "có biên bản" in held
    _, lines = downloaded(page, "so_tasks")
    (row,) = (dict(zip(lines[0], line, strict=True)) for line in lines[1:])
    assert (row["Nhiệm vụ"], row["Ngày hoàn thành"]) == ("'=1+1 <b>", "20/07/2025")
    assert {row["Mã nhiệm vụ"], "=1+1 <b>"} <= set(held)
