"""Trình chiếu: the committee's pack on a projector, a slide a screen."""

from board.ui.sections import meeting
from board.ui.session import current_selection

selection = current_selection()
slides = meeting.screens(selection)
number = meeting.slide_number(len(slides))
if number:
    meeting.draw(slides[number - 1], selection)
meeting.controls(number, len(slides), selection)
