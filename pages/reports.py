"""Báo cáo: the papers to make, those that were sent, and what became of their figures."""

from board.text import papers, sent_papers
from board.ui.components import blocks
from board.ui.sections import reports
from board.ui.session import current_selection

selection = current_selection()
blocks.head("reports", selection)
blocks.answer(papers.reports_answer(selection))

reports.making(selection)
reports.without_qr(selection)
blocks.section(papers.PAPER_SECTION["sent"], sent_papers.SENT_NOTE)
reports.sending(selection)
reports.sent_papers(selection)
blocks.section(papers.PAPER_SECTION["code"], papers.CODE_NOTE)
reports.code_opens(selection)
