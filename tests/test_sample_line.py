"""That figures are a sample is said in papers as tests/test_pages.py reads it on pages; of a sample
it is never said that they are old, of a ward's own old files it is, and never that they are one."""

import io
import re
import shutil
import zipfile
from datetime import date

# `opened` is a fixture of another module, which a test takes by naming it.
# ruff: noqa: F401, F811
import pytest
from pypdf import PdfReader

import ward_clock
from board.papers import PAPERS
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import snapshots
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.conftest import SAMPLE, slice_of
from tests.snapshots import take
from tests.test_pages import opened, texts

Q2 = {"unit": "16528@2018-01-01", "period": "2025-q2"}
NAMES = ("hoso_2025-06-30.csv", "danhgia_2025-06-30.csv", "sothu_2025-06-30.csv")


@pytest.fixture(scope="module")
def own_data(tmp_path_factory):
    """The same figures as a ward's own files of an old day."""
    data = tmp_path_factory.mktemp("own")
    (data / "inbox").mkdir()
    for name in NAMES:
        shutil.copy(SAMPLE / name, data / "inbox" / name)
    take(data)
    return data


def choice_over(data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    snapshot = current(EVERYTHING)
    filters = Filters(unit=Q2["unit"])
    return selection_of(snapshot, filters, parse(Q2["period"]))


def text_of_paper(ending: str, content: bytes) -> str:
    """All the text of a paper, without line breaks and without markup."""
    if ending == ".pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", " ".join(parts))


@pytest.mark.parametrize("page", slice_of(["overview", "meeting"], "overview"))
def test_a_wards_own_old_files_are_called_old_and_no_sample(page, opened, own_data):
    days_old = (ward_clock.today() - date(2025, 6, 30)).days
    text = " ".join(texts(opened(page, own_data, Q2)))
    assert snapshots.stale(days_old) in text
    assert snapshots.SAMPLE not in text


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        pytest.param(name, ending, marks=() if place == 0 else pytest.mark.long)
        for name, paper in PAPERS.items()
        for place, ending in enumerate(paper.writers)
    ],
)
def test_a_paper_says_that_its_figures_are_a_sample_or_nothing_of_it(
    name, ending, sample_data, own_data, monkeypatch
):
    of_sample = PAPERS[name].make(ending, choice_over(sample_data, monkeypatch))
    assert snapshots.SAMPLE in text_of_paper(ending, of_sample)
    assert "đã cũ" not in text_of_paper(ending, of_sample)
    own = PAPERS[name].make(ending, choice_over(own_data, monkeypatch))
    assert snapshots.SAMPLE_SHORT not in text_of_paper(ending, own).lower()
