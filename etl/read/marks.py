"""Line ends, quotes and delimiters of a piece of a text's bytes, counted all at once."""

from typing import NamedTuple

import numpy as np

NEWLINE, RETURN, QUOTE = b'\n\r"'


def _signs(of: bytes) -> np.ndarray:
    """For each byte whether it is one of these."""
    table = np.zeros(256, bool)
    table[list(of)] = True
    return table


DELIMITERS = _signs(b",;|\t")
BEFORE_CELL, AFTER_CELL = _signs(b',;|\t\n"'), _signs(b',;|\t\r\n"')


class Marks(NamedTuple):
    """How many line ends and quotes a piece has; whether a quote stands inside a bare cell, and
    whether a line ends with a delimiter."""

    lines: int
    quotes: int
    has_quote_within: bool
    has_blank_end: bool


def marks_of(piece: bytes) -> Marks:
    """The marks of a piece, as far as it shows both sides of a sign."""
    signs = np.frombuffer(piece, np.uint8)
    ends, quotes = np.flatnonzero(signs == NEWLINE), np.flatnonzero(signs == QUOTE)
    inner = quotes[(quotes > 0) & (quotes < len(signs) - 1)]
    within = ~BEFORE_CELL[signs[inner - 1]] & ~AFTER_CELL[signs[inner + 1]]
    last = ends[ends > 0] - 1
    last = np.where((signs[last] == RETURN) & (last > 0), last - 1, last)
    blank = DELIMITERS[signs[last]]
    return Marks(len(ends), len(quotes), bool(within.any()), bool(blank.any()))
