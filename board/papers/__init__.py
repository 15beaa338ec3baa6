"""Every paper that leaves the house, by its name for commands."""

from board.papers.board_sheet import pdf as sheet_pdf
from board.papers.board_sheet import xlsx as sheet_xlsx
from board.papers.board_sheet.content import sheet_content
from board.papers.committee_pack import pdf as pack_pdf
from board.papers.committee_pack import pptx as pack_pptx
from board.papers.committee_pack.content import pack_content
from board.papers.form_06a import xlsx as form_xlsx
from board.papers.form_06a.content import form_content
from board.papers.letters import docx as letters_docx
from board.papers.letters.content import letters_content, to_write
from board.papers.paper import Paper
from board.papers.report_upward import docx as report_docx
from board.papers.report_upward.content import ReportContent
from board.papers.whole_board import xlsx as board_xlsx
from board.papers.whole_board.content import NAME as WHOLE_BOARD
from board.papers.whole_board.content import WholeBoard
from board.selection.selection import Selection
from board.text import letter_papers


def _check_letters(selection: Selection) -> object:
    if not selection.sees("codes"):
        raise ValueError(letter_papers.CODES_NOT_SEEN)
    return letters_docx.templates(to_write(selection))


PAPERS: dict[str, Paper] = {
    paper.name: paper
    for paper in (
        Paper(
            "committee-pack", pack_content, {".pptx": pack_pptx.as_pptx, ".pdf": pack_pdf.as_pdf}
        ),
        Paper(
            "board-sheet",
            sheet_content,
            {".pdf": sheet_pdf.as_pdf, ".xlsx": sheet_xlsx.as_xlsx},
            holds=frozenset({"codes", "officers", "posts"}),
        ),
        Paper("form06a", form_content, {".xlsx": form_xlsx.as_xlsx}),
        Paper(
            "report-upward",
            ReportContent,
            {".docx": report_docx.as_docx},
            check=lambda selection: report_docx.template_of(ReportContent(selection)),
        ),
        Paper(
            "letters",
            letters_content,
            {".docx": letters_docx.as_docx},
            check=_check_letters,
            holds=frozenset({"codes"}),
        ),
        Paper(
            WHOLE_BOARD,
            WholeBoard,
            {".xlsx": board_xlsx.as_xlsx},
            holds=frozenset({"codes", "officers", "posts"}),
        ),
    )
}
