"""Trình chiếu: the committee's pack on a projector, a slide a screen."""

from board.ui.sections import meeting
from board.ui.sections.meeting_decisions import decision_boxes
from board.ui.session import current_selection

selection = current_selection()
slides = meeting.screens(selection)
number = meeting.slide_number(len(slides))
if number:
    meeting.draw(slides[number - 1], selection)
    if number == len(slides):  # the decisions come last
        decision_boxes(selection)
meeting.controls(number, len(slides), selection)
