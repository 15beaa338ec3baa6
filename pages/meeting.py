"""Trình chiếu: the committee's pack on a projector, a slide a screen."""

from board.drawing import slide_parts
from board.ui.session import chosen

choice = chosen()
slides = slide_parts.screens(choice)
number = slide_parts.number_of(len(slides))
if number:
    slide_parts.draw(slides[number - 1], choice)
slide_parts.controls(number, len(slides), choice)
