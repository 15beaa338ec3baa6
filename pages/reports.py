"""Báo cáo: the papers to make, those that were sent, and what became of their figures."""

from board.drawing import blocks, paper_parts
from board.text import papers, sent_papers
from board.ui.session import chosen

choice = chosen()
blocks.head("reports", choice)
blocks.answer(papers.reports_answer(choice))

paper_parts.making(choice)
blocks.section(papers.PAPER_SECTION["sent"], sent_papers.SENT_NOTE)
paper_parts.sending(choice)
paper_parts.sent_papers(choice)
blocks.section(papers.PAPER_SECTION["code"], papers.CODE_NOTE)
paper_parts.code_opens(choice)
