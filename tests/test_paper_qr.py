"""A QR stands on papers only where a phone can open what it leads to."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from board.papers import PAPERS, paper
from board.papers.office import qr
from board.papers.paper import address_of
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text.papers import NO_QR
from tests.literal import filled, opened
from tests.screen import session

DOSSIERS = """
id | field   | status | received | due   | finished
1  | Hộ tịch | 9      | 02/06    | 05/06 | 06/06
"""
KINDS = [(name, ending) for name, made in PAPERS.items() for ending in made.writers]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("qr"), {"2025-06-30": DOSSIERS})


@pytest.fixture(scope="module")
def selection(data):
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    return selection_of(opened(data), Filters(unit="16528@2018-01-01"), june)


@pytest.fixture
def for_others(monkeypatch):
    kept = paper.PAPERS
    monkeypatch.setattr(paper, "PAPERS", replace(kept, address="http://bang.example:8501"))


def pictures(content: bytes) -> list[bytes]:
    """The pictures of an office file; of a PDF its first page, where it draws hundreds of lines."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return [book.read(part) for part in book.namelist() if "/media/" in part]
    drawing = PdfReader(io.BytesIO(content)).pages[0].get_contents().get_data()
    return [drawing] if len(re.findall(rb"\sl\s", drawing)) > 300 else []


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("http://localhost:8501/thu?unit=1", False),
        ("http://bang.localhost/", False),
        ("http://127.0.0.1:8501/", False),
        ("http://[::1]:8501/", False),
        ("http://192.168.1.7:8501/", True),
        ("https://bang.quangtho.gov.vn/thu", True),
    ],
)
def test_an_address_of_this_machine_gets_no_code(address, opens):
    assert (qr.png(address) is not None) == bool(qr.svg(address)) == opens


@pytest.mark.parametrize(("name", "ending"), KINDS)
def test_no_paper_bears_a_code_while_the_address_is_localhost(name, ending, selection):
    assert pictures(PAPERS[name].make(ending, selection)) == []


@pytest.mark.parametrize(("name", "ending"), KINDS)
def test_a_paper_bears_the_code_of_an_address_that_others_open(name, ending, selection, for_others):
    found = pictures(PAPERS[name].make(ending, selection))
    if name == "report-upward":  # a paper of office that is signed
        assert found == []
        return
    (picture,) = found
    page = {"form06a": "form_06a", "letters": "letters", "board-sheet": "open_dossiers"}
    if ending != ".pdf":
        assert picture == qr.png(address_of(selection, page.get(name, "overview")))


def test_the_page_of_papers_says_where_the_address_is_set(data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    page = session().switch_page("../../pages/reports.py").run()
    assert NO_QR in [caption.value for caption in page.caption]
