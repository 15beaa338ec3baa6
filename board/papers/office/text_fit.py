"""How much room words take in points; a little too much rather than cut."""

from board.charts.style import text_width

WIDER, BOLDER = 1.07, 1.14  # Arial and its bold, of the font that `text_width` knows


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
