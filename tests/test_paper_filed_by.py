"""Who filed a paper: an officer in post on that day, kept with it, or nobody named."""

import json
from dataclasses import replace

import pytest

import ward_clock
from board.access.roles import viewer_with
from board.papers.archive.sent import file_paper, filed
from board.papers.form_06a.content import form_content
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import entries, sent_papers
from board.ui.components.blocks import escaped
from tests.literal import filled, opened
from tests.test_entry_form import DOSSIERS, NOT_IN_POST, OFFICER, SAM_SON, errors, shown, widget

TODAY = ward_clock.today()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Sầm Sơn with an officer in post, one who left, one to come, one of another ward."""
    officers = {"2025-07-10": [OFFICER, *NOT_IN_POST]}
    return filled(tmp_path_factory.mktemp("filed_by"), DOSSIERS, officers=officers)


@pytest.fixture
def papers(folder, tmp_path, monkeypatch):
    """Gives `file_paper` over a folder of its own, of the form of July."""
    monkeypatch.setenv("BOARD_DATA", str(folder))
    selection = selection_of(opened(folder), Filters(unit=SAM_SON), parse("2025-07"))

    def file(by=None):
        return file_paper(tmp_path, "form06a", ".xlsx", b"x", form_content(selection), TODAY, by)

    return file, tmp_path


def test_the_code_of_who_is_in_post_is_kept_with_the_paper(papers):
    file, folder = papers
    assert file("16531-01").filed_by == "16531-01"
    (result,) = filed(folder)
    assert result.filed_by == "16531-01"
    assert sent_papers.sent_table([result])["filed_by"].tolist() == ["16531-01"]
    assert sent_papers.sent_as(result).endswith(f"tệp {result.file}; người lưu 16531-01.")


@pytest.mark.parametrize("code", ["16531-02", "16531-03", "16516-01", "16531-99", "Nguyễn Văn A"])
def test_a_code_that_is_not_in_post_today_is_refused_and_nothing_is_filed(papers, code):
    file, folder = papers
    with pytest.raises(ValueError) as refused:
        file(code)
    assert str(refused.value) == entries.not_in_post(code, TODAY)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("held", "is_filed"),
    [
        ([], False),
        ([("dang-uy", "16531")], False),
        ([("quan-tri", "all")], False),
        ([("mot-cua", "16516")], False),  # of another ward
        ([("mot-cua", "16531")], True),
        ([("tong-hop", "all"), ("dang-uy", "16531")], True),
    ],
)
def test_a_paper_is_filed_by_whose_role_in_its_unit_allows_it(folder, tmp_path, held, is_filed):
    viewer = viewer_with("tk-01", held)
    selection = replace(
        selection_of(opened(folder), Filters(unit=SAM_SON), parse("2025-07")), viewer=viewer
    )
    content = form_content(selection)
    if is_filed:
        file_paper(tmp_path, "form06a", ".xlsx", b"x", content, TODAY)
    else:
        with pytest.raises(ValueError, match=sent_papers.MAY_NOT_FILE):
            file_paper(tmp_path, "form06a", ".xlsx", b"x", content, TODAY)
    assert bool(filed(tmp_path)) == is_filed


@pytest.mark.parametrize("by", [None, ""])
def test_a_paper_is_filed_though_nobody_is_named(papers, by):
    file, folder = papers
    assert file(by).filed_by is None
    assert sent_papers.sent_table(filed(folder))["filed_by"].tolist() == [""]


def test_a_paper_of_an_older_version_was_filed_by_nobody_named(papers):
    file, folder = papers
    file()
    (note,) = folder.glob("[0-9]*.json")
    output = json.loads(note.read_text("utf-8"))
    del output["filed_by"]
    note.write_text(json.dumps(output), "utf-8")
    assert [paper.filed_by for paper in filed(folder)] == [None]


def test_the_page_asks_and_does_not_insist(folder, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(folder))
    app = shown("reports")
    widget(app.selectbox, sent_papers.SENT_WHICH).select_index(3)  # the weekly sheet in Excel
    box = widget(app.selectbox, sent_papers.SENT_BY)
    assert [option.split(" ")[0] for option in box.options] == ["16531-01"]
    box.options = [*box.options, "16531-99"]
    box.set_value("16531-99")
    widget(app.button, sent_papers.FILE_AS_SENT).click().run()
    notes = [info.value for info in app.info]
    assert escaped(entries.not_in_post("16531-99", TODAY)) in notes and not errors(app)
    assert not filed(folder / "papers")
    widget(app.selectbox, sent_papers.SENT_BY).set_value(None)
    widget(app.button, sent_papers.FILE_AS_SENT).click().run()
    assert [paper.filed_by for paper in filed(folder / "papers")] == [None]
