"""The block on Thư that drafts letters: what it offers, and what it says instead."""

import shutil

import docx
import pytest
from streamlit.testing.v1 import AppTest

from board import entries, publishing, words
from board.papers import word
from tests.conftest import PROJECT
from tests.literal import filled, opened

DOSSIERS = """
id | unit  | procedure | status | received | due   | finished
1  | 16531 | 1.001193  | 9      | 03/07    | 03/07 | 05/07
2  | 16531 | 1.004873  | 4      | 10/07    | 13/07 |
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    unit, as_of = {"unit_code": "16531"}, "2025-07-31"
    told = unit | {"letter_id": "T1", "kind": "Văn bản xin lỗi", "drafted_on": "02/07/2025"}
    chair = unit | {"officer_code": "16531-01", "role": "Chủ tịch", "valid_from": "01/07/2025"}
    folder = tmp_path_factory.mktemp("drafts")
    return filled(folder, {as_of: DOSSIERS}, letters={as_of: [told]}, officers={as_of: [chair]})


@pytest.fixture
def page(data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    app = AppTest.from_file(str(PROJECT / "board" / "shell.py"), default_timeout=60).run()
    app.query_params["period"], app.query_params["unit"] = "2025-07", "16531"
    app.switch_page("../pages/letters.py").run()
    app.session_state["draft"] = True
    app.run()
    assert words.BROKEN not in [info.value for info in app.info]
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


def test_drafts_are_recorded_by_an_officer_and_then_wait(page, data, monkeypatch):
    monkeypatch.setattr(publishing, "publish", lambda: None)  # the load is tried elsewhere

    def press():
        next(b for b in page.button if b.label == "Ghi vào sổ 5 thư đã soạn").click().run()

    press()
    assert words.ENTRY_BY_BAD in [error.value for error in page.error]
    page.selectbox(key="drafts_by").set_value("16531-01")
    press()
    assert len(entries.waiting("letters", opened(data))) == 5
    assert words.EVERY_DRAFT_HELD in [caption.value for caption in page.caption]
