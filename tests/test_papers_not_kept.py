"""Where nothing can be written among the papers, the page says so in place of presses that fail."""

import shutil

import pytest

from tests.screen import session


@pytest.fixture
def reports(sample_data, tmp_path, monkeypatch):
    """Opens Báo cáo over a copy of the sample; what the page says, and how many presses it has."""

    def opened(data) -> tuple[list[str], int]:
        shown = session()
        monkeypatch.setenv("BOARD_DATA", str(data))
        shown.query_params["period"] = "2024-q4"
        shown.switch_page("../../pages/reports.py").run()
        notes = [note.value.replace("\\", "") for note in shown.info]
        return notes, len(shown.get("download_button"))

    unfiled = shutil.ignore_patterns("papers")  # other tests may have filed some
    opened.data = shutil.copytree(sample_data, tmp_path / "data", ignore=unfiled)
    return opened


def test_papers_whose_codes_cannot_be_kept_are_not_offered_and_a_sentence_says_why(reports):
    papers = reports.data / "papers"
    papers.write_text("", "utf-8")  # a file in the folder's place: also root cannot write there
    notes, presses = reports(reports.data)
    assert (presses, [note for note in notes if "Chưa làm được tài liệu" in note]) == (
        0,
        [
            f"Chưa làm được tài liệu: không ghi được vào thư mục {papers} (chỗ ấy là một tệp). Mở "
            "quyền ghi hoặc dọn bớt ổ đĩa rồi mở lại trang này."
        ],
    )
    papers.unlink()
    notes, presses = reports(reports.data)
    assert presses > 3 and not any("Chưa làm được" in note for note in notes)
    assert list(papers.iterdir()) == []
