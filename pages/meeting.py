"""Trình chiếu: the committee's pack on a projector, a slide a screen."""

from board.papers.committee_pack.content import pack_content
from board.ui.sections import meeting
from board.ui.sections.meeting_decisions import decision_boxes
from board.ui.session import current_selection

content = pack_content(current_selection())
number = meeting.slide_number(len(content.slides))
if number:
    meeting.draw(number, content)
    if number == len(content.slides):  # the decisions come last
        decision_boxes(content.selection)
meeting.controls(number, content)
