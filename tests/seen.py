"""What a reader sees of a figure: its parts by name, its words, what is hollow, what stands out."""

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
    colours = part.marker.color
    return [meanings[colour] for colour in ([colours] if isinstance(colours, str) else colours)]


def parts_of_concern(figure, palette=LIGHT) -> list[str]:
    """The parts that stand out from the rest as a concern."""
    return [t.name for t in figure.data if t.marker.color == palette.orange]


def words_of_concern(figure, palette=LIGHT) -> list[str]:
    """The labels that stand out from the rest as a concern."""
    return [a.text for a in figure.layout.annotations if a.font.color == palette.orange_text]


def are_told_apart(figure) -> bool:
    """Whether no two parts look alike."""
    return len({t.marker.color for t in figure.data}) == len(figure.data)


def is_outline(part) -> bool:
    """Whether bars are rims alone, through which the background is seen."""
    return part.marker.color == "rgba(0,0,0,0)" != part.marker.line.color


def upright_lines(figure) -> list[str]:
    """The days at which a line runs over the whole height of the plot."""
    lines = [s for s in figure.layout.shapes if s.yref == "paper" and (s.y0, s.y1) == (0, 1)]
    return [line.x0 for line in lines if line.x1 == line.x0]


def is_above_plot(label) -> bool:
    """Whether a label stands above the plot, where it covers no data."""
    return (label.yref, label.y, label.yanchor) == ("paper", 1, "bottom")


def plot_height(figure) -> float:
    """The height in pixels that data are drawn in."""
    return figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
