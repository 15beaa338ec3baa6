"""What a reader sees of a figure: its parts by name, its words, its hollow and its loud points."""

from board import charts

LIGHT, DARK = charts.palette("light"), charts.palette("dark")
NBSP = "\u00a0"


def trace(figure, name):
    """The part of a figure that is called so."""
    return next(t for t in figure.data if t.name == name)


def names(figure) -> list[str]:
    """The parts of a figure, those drawn over others last."""
    return [t.name for t in figure.data]


def texts(figure) -> list[str]:
    """The words written into a figure, with plain spaces, each on one line."""
    return [a.text.replace(NBSP, " ").replace("<br>", " ") for a in figure.layout.annotations]


def note(figure, words):
    """The one label that holds these words."""
    return next(a for a in figure.layout.annotations if words in a.text)


def is_hollow(part, palette=LIGHT) -> bool:
    """Whether points are rims alone, which is how what is not complete is drawn."""
    return part.marker.color == palette.background != part.marker.line.color


def signals(part, palette=LIGHT) -> list[str | None]:
    """What the colour of each point or bar says: concern, improvement, or neither."""
    meanings = {palette.orange: "concern", palette.blue: "improvement", palette.gray: None}
    return [meanings[colour] for colour in part.marker.color]
