"""The block on Thư that drafts letters: what it offers, and what it says instead."""

import shutil
from datetime import date

import docx
import pytest
import streamlit as st

from board.papers.letters import drafts
from board.papers.office import word
from board.registers import entry_files, entry_policy
from board.registers.entry_policy import why_not_in_post
from board.runtime.settings import EntrySettings
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import entries as entries_text
from board.text import letter_papers, pages, sent_papers
from board.ui.components import letter_drafts
from board.ui.components.blocks import escaped
from tests.literal import filled, opened
from tests.screen import session
from tests.test_pages import infos

SAM_SON = "16531@2025-07-01"
JULY = spanning(date(2025, 7, 1), date(2025, 7, 31))
DOSSIERS = """
id | unit  | procedure | status | received | due   | finished
1  | 16531 | 1.001193  | 9      | 03/07    | 03/07 | 05/07
2  | 16531 | 1.004873  | 4      | 10/07    | 13/07 |
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    unit, as_of = {"unit_code": "16531"}, "2025-07-31"
    record = unit | {"letter_id": "T1", "kind": "Văn bản xin lỗi", "drafted_on": "02/07/2025"}
    chair = unit | {"officer_code": "16531-01", "role": "Chủ tịch", "valid_from": "01/07/2025"}
    folder = tmp_path_factory.mktemp("drafts")
    return filled(folder, {as_of: DOSSIERS}, letters={as_of: [record]}, officers={as_of: [chair]})


@pytest.fixture
def page(data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    app = session()
    app.query_params["period"], app.query_params["unit"] = "2025-07", "16531"
    app.switch_page("../../pages/letters.py").run()
    app.session_state["draft"] = True
    app.run()
    assert pages.BROKEN not in infos(app)
    return app


def test_letters_are_taken_all_or_of_one_kind_or_of_one_dossier(page):
    def offered():
        return [b.label for b in page.get("download_button") if b.label.endswith("(Word)")]

    assert offered() == ["Tải 5 thư (Word)"]  # both apologies of each dossier and a birth
    page.selectbox(key="draft_kind").select("apology_legal").run()
    assert offered() == ["Tải 2 thư (Word)"]
    page.selectbox(key="draft_dossier").select("H56.14-250101-0002").run()
    assert offered() == ["Tải 1 thư (Word)"]


def test_a_template_with_a_wrong_field_is_named_instead_of_a_file(page, data):
    folder = data / "reference" / "templates"
    folder.mkdir(parents=True)
    book = docx.Document(str(word.TEMPLATES / "birth.docx"))
    book.add_paragraph("{{ ho_ten }}")
    book.save(str(folder / "birth.docx"))
    page.run()
    shutil.rmtree(data / "reference")
    assert any("trường “ho\\_ten” không dùng được" in info.value for info in page.info)
    assert "Tải 5 thư (Word)" not in [b.label for b in page.get("download_button")]


def test_letters_whose_code_cannot_be_kept_are_not_offered_and_a_sentence_says_why(page, data):
    papers = data / "papers"
    shutil.rmtree(papers, ignore_errors=True)
    papers.write_text("", "utf-8")  # a file in the folder's place: also root cannot write there
    page.run()
    notes = [note.value.replace("\\", "") for note in page.info]
    papers.unlink()
    assert notes == [
        f"Chưa làm được tài liệu: không ghi được vào thư mục {papers} (chỗ ấy là một tệp). Mở "
        "quyền ghi hoặc dọn bớt ổ đĩa rồi mở lại trang này."
    ]
    labels = [button.label for button in page.get("download_button")]
    assert not any(label.endswith("(Word)") for label in labels)
    page.run()
    assert "Tải 5 thư (Word)" in [button.label for button in page.get("download_button")]


def test_where_no_letter_is_owed_the_answer_says_so_and_no_tile_repeats_it(page):
    assert len(page.metric) == 6
    page.query_params["channel"] = "postal"
    page.run()
    assert any("không phát sinh thư nào phải gửi" in header.value for header in page.header)
    assert not page.metric and not page.get("plotly_chart")


def press(page):
    return next(b for b in page.get("download_button") if b.label == "Tải 5 thư (Word)")


def has_caption(page, sentence: str) -> bool:
    return escaped(sentence) in [caption.value for caption in page.caption]


def test_no_letter_is_taken_before_its_writer_is_named_where_the_ledger_is_written(page):
    assert press(page).disabled
    assert has_caption(page, letter_papers.drafts_to_record(5, 0))
    page.selectbox(key=f"drafts_{SAM_SON}_by").set_value("16531-01").run()
    assert not press(page).disabled


@pytest.mark.parametrize("by", ["", "Lan", "16531-99"])
def test_a_press_of_the_button_while_it_is_disabled_writes_nothing_to_the_ledger(
    data, monkeypatch, by
):
    """A page's own program may press it all the same."""
    monkeypatch.setenv("BOARD_DATA", str(data))
    selection = selection_of(opened(data), Filters(unit=SAM_SON), JULY)
    letter_drafts._record(lambda: b"", selection, by, None, None)
    assert st.session_state.pop("drafts_failed") == why_not_in_post(by, selection)
    assert not list(entry_files.folder().rglob("*.csv"))


def test_letters_that_the_ledger_holds_are_taken_without_a_word_to_it(page, data):
    """A second letter from the same press records nothing."""
    selection = selection_of(opened(data), Filters(unit=SAM_SON), JULY)
    drafts.record(selection, "16531-01")
    page.run()
    shutil.rmtree(entry_files.folder())
    assert not press(page).disabled and not [
        b for b in page.selectbox if b.key.startswith("drafts_1")
    ]
    assert has_caption(page, letter_papers.EVERY_DRAFT_HELD)


def test_where_nothing_can_be_entered_the_file_is_given_and_a_sentence_says_so(page, monkeypatch):
    monkeypatch.setattr(entry_policy, "ENTRIES", EntrySettings(False))
    page.run()
    assert not press(page).disabled
    assert has_caption(page, letter_papers.drafts_not_recorded(entries_text.ENTRIES_OFF))


def test_a_paper_of_letters_is_filed_as_sent_only_once_they_were_drafted(page, data):
    page.switch_page("../../pages/reports.py").run()
    kinds = widget(page.selectbox, sent_papers.SENT_WHICH)
    kinds.set_value(next(kind for kind in kinds.options if kind.startswith("Thư")))
    widget(page.button, sent_papers.FILE_AS_SENT).click().run()
    assert letter_papers.draft_first(5) in [info.value for info in page.info]
    assert not list((data / "papers").glob("letters*"))


def widget(kind, label: str):
    return next(widget for widget in kind if widget.label == label)


def test_a_unit_without_a_ledger_is_informed_where_its_letters_would_be_made(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(filled(tmp_path, {"2025-07-31": DOSSIERS})))
    app = session()
    app.query_params["period"], app.query_params["unit"] = "2025-07", "16531"
    app.switch_page("../../pages/reports.py").run()
    assert has_caption(app, letter_papers.NO_LETTER_REGISTER) and not has_caption(
        app, letter_papers.NO_LETTERS
    )
