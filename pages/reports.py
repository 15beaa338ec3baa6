"""Báo cáo: the papers to make, those that were sent, and what became of their figures."""

from board.text import papers, sent_papers
from board.ui.components import blocks
from board.ui.sections import reports
from board.ui.session import current_selection

choice = current_selection()
blocks.head("reports", choice)
blocks.answer(papers.reports_answer(choice))

reports.making(choice)
blocks.section(papers.PAPER_SECTION["sent"], sent_papers.SENT_NOTE)
reports.sending(choice)
reports.sent_papers(choice)
blocks.section(papers.PAPER_SECTION["code"], papers.CODE_NOTE)
reports.code_opens(choice)
