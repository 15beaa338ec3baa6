"""Texts fitted into a sentence or a line."""

import re


def inside_a_sentence(text: str) -> str:
    """A text as it goes on within a sentence; "QĐ 766" keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def one_line(text: str) -> str:
    """A text in one line: a space in place of what a document takes for a break or a page, and of
    what no Office file can hold."""
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+", " ", text)
