"""How much room words take on a slide of 16:9, in points; a little too much rather than cut."""

from collections.abc import Sequence

from board.charts.style import text_width

BROAD = 873.0  # between the edges
TABLE_TOP, TABLE_END = 86.0, 498.0  # where a note begins, and where the foot does
TITLE_SIZES, SENTENCE_SIZES, TABLE_SIZES, NOTE_SIZE = (28, 24, 20), (20, 18, 16), (18, 16, 14), 18
CHART_NOTE_SIZES = (12, 10)
LINE = 1.2  # of a size
SIDES, ABOVE = 14.4, 7.2  # a cell's margins, both sides together
WIDER, BOLDER = 1.07, 1.14  # Arial and its bold, of the font that `text_width` knows

Row = tuple[str, ...]


def lines(text: str, width: float, size: float, wider: float = WIDER) -> int:
    """How many lines a text takes; a word wider than the line is broken."""
    count, space = 0, text_width(" ", size) * wider
    for part in text.split("\n"):
        used, count = 0.0, count + 1
        for word in part.split(" "):
            wide = text_width(word, size) * wider
            if used and used + wide > width:
                used, count = 0.0, count + 1
            more, rest = divmod(wide, width) if wide > width else (0, wide)
            used, count = used + rest + space, count + int(more)
    return count


def largest(
    text: str, sizes: Sequence[int], most: int = 1, wider: float = WIDER, width: float = BROAD
) -> int:
    """The first of the sizes at which a text has at most so many lines, else the last."""
    fits = (size for size in sizes if lines(text, width - SIDES, size, wider) <= most)
    return next(fits, sizes[-1])


def note_height(text: str) -> float:
    """The height of the text over a table."""
    return lines(text, BROAD - SIDES, NOTE_SIZE) * NOTE_SIZE * LINE + ABOVE + 8


def row_height(cells: Row, widths: Sequence[float], size: int) -> float:
    """The height of a row, its cells' widths as shares of the breadth."""
    most = max(
        lines(text, BROAD * part - SIDES, size) for text, part in zip(cells, widths, strict=True)
    )
    return most * size * LINE + ABOVE


def paged(
    note: str, head: Row, rows: Sequence[Row], widths: Sequence[float]
) -> tuple[int, list[list[Row]]]:
    """The fewest slides that hold the rows, at the largest size at which they are no more; and
    the rows of each slide, as evenly as they fit. Without rows one slide without any."""
    room = TABLE_END - TABLE_TOP - note_height(note)
    tried = []
    for size in TABLE_SIZES:
        high = [row_height(row, widths, size) for row in rows]
        tried.append((len(_filled(high, room - row_height(head, widths, size))), -size))
    count, size = min(tried)[0], -min(tried)[1]
    left = room - row_height(head, widths, size)
    high = [row_height(row, widths, size) for row in rows]
    even = -(-len(rows) // count)
    starts = range(0, len(rows), even) if rows else [0]
    if any(sum(high[start : start + even]) > left for start in starts):
        starts = _filled(high, left)
    ends = [*starts[1:], len(rows)]
    return size, [list(rows[start:end]) for start, end in zip(starts, ends, strict=True)]


def _filled(heights: Sequence[float], room: float) -> list[int]:
    """The first row of each slide, each filled before the next; a row that is too high for one
    has its own."""
    starts, used = [0], 0.0
    for i, high in enumerate(heights):
        if used and used + high > room:
            starts.append(i)
            used = 0.0
        used += high
    return starts
