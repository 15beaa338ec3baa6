"""Every paper that leaves the house, by its name for commands."""

from board.papers import board_sheet
from board.papers.form_06a import form_06a
from board.papers.letters import letters, templates, to_write
from board.papers.pack_pdf import pack_pdf
from board.papers.pack_pptx import pack_pptx
from board.papers.paper import Paper
from board.papers.report import made_from, report_upward

PAPERS: dict[str, Paper] = {
    one.name: one
    for one in (
        Paper("committee-pack", {".pptx": pack_pptx, ".pdf": pack_pdf}),
        Paper("board-sheet", {".pdf": board_sheet.as_pdf, ".xlsx": board_sheet.as_xlsx}),
        Paper("form06a", {".xlsx": form_06a}),
        Paper("report-upward", {".docx": report_upward}, made_from),
        Paper("letters", {".docx": letters}, lambda choice: templates(to_write(choice))),
    )
}
