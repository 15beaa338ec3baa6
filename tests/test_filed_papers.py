"""Papers that were sent: as they were, and each figure as it is now."""

import hashlib
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from board import blocks, words
from board.choice import choice_of
from board.filters import Filters
from board.papers import PAPERS
from board.papers.filed import figures, file_paper, filed, opened_by
from board.papers.paper import code_of, pinned
from board.periods import spanning
from board.since import corrected
from tests.conftest import PROJECT
from tests.literal import filled, opened

QUANG_THO = "16528@2018-01-01"
HEADING = "id | unit | status | received | due | finished\n"
FIRST = HEADING + "\n".join(f"{i} | 16528 | 9 | 02/06 | 05/06 | 04/06" for i in range(1, 7))
# A seventh came late, and the sixth is now known to have finished after its date.
THEN = (
    HEADING
    + "\n".join(f"{i} | 16528 | 9 | 02/06 | 05/06 | 04/06" for i in (1, 2, 3, 4, 5, 7))
    + "\n6 | 16528 | 9 | 02/06 | 05/06 | 09/06"
)
JUNE = spanning(date(2025, 6, 1), date(2025, 6, 30))


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A data folder in which the form of June was sent, and then another export came."""
    folder = tmp_path_factory.mktemp("sent")
    first = opened(filled(folder, {"2025-07-01": FIRST}))
    choice = choice_of(first, Filters(unit=QUANG_THO), JUNE)
    content = PAPERS["form06a"].make(".xlsx", choice)
    made = file_paper(folder / "papers", "form06a", ".xlsx", content, choice, date(2025, 7, 2))
    filled(folder, {"2025-07-01": FIRST, "2025-07-10": THEN})
    return folder, content, choice, made


def test_a_paper_is_filed_as_it_was_with_its_hash_and_snapshot(sent):
    folder, content, choice, made = sent
    assert made.file == f"2025-07-02_form06a_{code_of('form06a', choice)}.xlsx"
    assert (folder / "papers" / made.file).read_bytes() == content
    assert made.sha256 == hashlib.sha256(content).hexdigest()
    assert made.snapshot == choice.snapshot.name
    assert filed(folder / "papers") == [made]


def test_filing_it_again_changes_nothing(sent):
    folder, content, choice, _ = sent
    before = {path: path.read_bytes() for path in (folder / "papers").iterdir()}
    again = (folder / "papers", "form06a", ".xlsx", content, choice, date(2025, 7, 2))
    file_paper(*again)
    assert {path: path.read_bytes() for path in (folder / "papers").iterdir()} == before


def test_each_figure_stands_as_it_was_sent_and_as_it_is_now(sent):
    folder, _, _, made = sent
    now = choice_of(opened(folder), made.filters, made.period)
    changes = corrected(made.told, figures(now)).set_index("measure")
    # Six settled, none overdue; then seven, one of them overdue.
    told = changes.loc["share_overdue", ["then", "then_n", "now", "now_n"]].to_list()
    assert told == pytest.approx([0, 6, 1 / 7, 7])
    assert "share_online" not in changes.index or changes.loc["share_online", "now_n"] == 7


def test_a_code_opens_what_the_paper_shows_and_another_nothing(sent):
    folder, _, choice, made = sent
    name, url = opened_by(folder / "papers", made.code)
    assert (name, url) == ("form06a", pinned(choice).url_parameters)
    assert url["snapshot"] == choice.snapshot.name
    assert opened_by(folder / "papers", "AAAAAAAA") is None


@pytest.fixture
def page(sent, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(sent[0]))
    app = AppTest.from_file(str(PROJECT / "board" / "shell.py"), default_timeout=60).run()
    app.query_params["period"] = "2025-06"
    app.switch_page("../pages/reports.py").run()
    assert blocks.escaped(words.BROKEN) not in [info.value for info in app.info]
    return app


def test_the_page_lists_what_was_sent_and_offers_every_paper(page, sent):
    assert page.dataframe[0].value["code"].to_list() == [sent[3].code]
    offered = sum(len(paper.made) for paper in PAPERS.values())
    buttons = page.get("download_button")
    assert sum(one.label in words.DOWNLOAD_AS.values() for one in buttons) == offered


def test_a_code_that_was_never_made_gets_a_sentence_and_one_that_was_a_link(page, sent):
    page.text_input(key="code").set_value("AAAAAAAA").run()
    assert any("Không có tài liệu mang mã" in info.value for info in page.info)
    page.text_input(key="code").set_value(sent[3].code.lower()).run()
    assert any("Mở số liệu của Biểu II.06a" in link.proto.label for link in page.get("page_link"))


def test_a_folder_that_cannot_be_written_gets_a_sentence(sent, tmp_path):
    _, content, choice, _ = sent
    (tmp_path / "papers").write_text("a file stands where the folder should")
    with pytest.raises(OSError):
        file_paper(tmp_path / "papers", "form06a", ".xlsx", content, choice, date(2025, 7, 2))
