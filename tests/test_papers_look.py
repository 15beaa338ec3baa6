"""What `make papers-look` finds in a PDF, and what it says where it cannot look."""

import pytest
import typst

from docs import papers_look

TEXT = "Đường Quảng Thọ, hồ sơ quá hạn; x²"


@pytest.fixture
def pdf(tmp_path):
    def made(font):
        path = tmp_path / "paper.pdf"
        source = f'#set text(font: "{font}")\n{TEXT}'
        path.write_bytes(typst.compile(source.encode(), ignore_system_fonts=True))
        return path

    return made


def test_letters_in_a_papers_own_font_are_in_order(pdf):
    assert papers_look.faults_in(pdf("Libertinus Serif")) == []


def test_letters_that_fell_to_another_font_are_named(pdf):
    assert papers_look.faults_in(pdf("DejaVu Sans Mono")) == [
        "á, Đ, ơ, ư, ạ, ả, ọ, ồ, ờ set in DejaVuSansMono"
    ]


def test_a_machine_without_the_tools_gets_one_sentence(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert papers_look.main() == 1
    assert capsys.readouterr().err.startswith(
        "Nothing was made: soffice, pdftoppm, fc-list not found. On Debian: apt-get install"
    )
