"""Every paper that leaves the house, by its name for commands."""

from board.papers.board_sheet import sheet
from board.papers.committee_pack.pdf import pack_pdf
from board.papers.committee_pack.pptx import pack_pptx
from board.papers.form_06a.xlsx import form_06a
from board.papers.letters.docx import letters, templates, to_write
from board.papers.paper import Paper
from board.papers.report_upward.docx import made_from, report_upward

PAPERS: dict[str, Paper] = {
    one.name: one
    for one in (
        Paper("committee-pack", {".pptx": pack_pptx, ".pdf": pack_pdf}),
        Paper("board-sheet", {".pdf": sheet.as_pdf, ".xlsx": sheet.as_xlsx}),
        Paper("form06a", {".xlsx": form_06a}),
        Paper("report-upward", {".docx": report_upward}, made_from),
        Paper("letters", {".docx": letters}, lambda choice: templates(to_write(choice))),
    )
}
