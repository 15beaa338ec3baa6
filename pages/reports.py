"""Báo cáo: the papers to make, those that were sent, and what became of their figures."""

from board import words
from board.choice import chosen
from board.drawing import blocks, paper_parts

choice = chosen()
blocks.head("reports", choice)
blocks.answer(words.reports_answer(choice))

paper_parts.making(choice)
blocks.section(words.PAPER_SECTION["sent"], words.SENT_NOTE)
paper_parts.sending(choice)
paper_parts.sent_papers(choice)
blocks.section(words.PAPER_SECTION["code"], words.CODE_NOTE)
paper_parts.code_opens(choice)
