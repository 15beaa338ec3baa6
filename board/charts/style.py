"""What every chart shares: colours, font, margins, hover box, and text made safe."""

import html
import re
import textwrap
from dataclasses import dataclass
from typing import Literal

FONT = "Source Sans, sans-serif"
FONT_PX = 13
LINE_PX = 17
HOVER_SIGNS = 44

PLOTLY_CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    # A "$" in a name is a "$", never a formula.
    "typesetMath": False,
}


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as in .streamlit/config.toml (marks and text apart)."""

    background: str
    ink: str
    text: str
    grid: str
    border: str
    gray: str
    previous: str
    whisker: str
    pale: str
    orange: str
    orange_text: str
    blue: str
    before_time: str
    on_time: str
    waiting: str
    levels: tuple[str, str, str, str, str]

    @property
    def overdue(self) -> str:
        """The one highlight colour: what needs a decision."""
        return self.orange

    def tone(self, direction: str | None) -> str:
        """The colour of a point: a signal of concern, of improvement, or neither."""
        return {"concern": self.orange, "improvement": self.blue}.get(direction or "", self.gray)


_LIGHT = Palette(
    background="#FFFFFF",
    ink="#12161A",
    text="#5B646D",
    grid="#E6E9EC",
    border="#DADFE4",
    gray="#767676",
    previous="#8D959D",
    whisker="rgba(118,118,118,.55)",
    pale="rgba(118,118,118,.13)",
    orange="#D55E00",
    orange_text="#A84A00",
    blue="#0072B2",
    before_time="#8496A9",
    on_time="#4A5A6A",
    waiting="#8E9194",
    levels=("#1B242D", "#394654", "#536273", "#6B7B8D", "#8496A9"),
)
_DARK = Palette(
    background="#15181B",
    ink="#E4E7EA",
    text="#A3ACB5",
    grid="#2B3137",
    border="#363D44",
    gray="#9AA3AB",
    previous="#6A737C",
    whisker="rgba(154,163,171,.55)",
    pale="rgba(154,163,171,.16)",
    orange="#F08A3C",
    orange_text="#F6A362",
    blue="#4BA3DB",
    before_time="#8797A7",
    on_time="#5A6C7E",
    waiting="#8E9092",
    levels=("#D9DFE5", "#B3BEC9", "#91A0B0", "#738495", "#5A6C7E"),
)


def palette(theme: Literal["light", "dark"] | None) -> Palette:
    """The colours for `st.context.theme.type`; light where the theme is not known yet."""
    return _DARK if theme == "dark" else _LIGHT


def dot(
    colours: Palette,
    *,
    hollow: bool = False,
    size: int = 8,
    colour: str | list[str] | None = None,
) -> dict:
    """A marker: filled with a rim of background, or hollow for what is not complete.

    `colour`: grey, else one colour or one a point.
    """
    colour = colour or colours.gray
    fill, rim, width = (
        (colours.background, colour, 2) if hollow else (colour, colours.background, 1)
    )
    return {
        "symbol": "circle",
        "size": size,
        "opacity": 1,
        "color": fill,
        "line": {"color": rim, "width": width},
    }


def plain(text: object) -> str:
    """Text from data, so that plotly shows it letter for letter.

    Plotly reads <b>, <a href>, <br> and entities in every label; "<", ">" and "&" are escaped
    and runs of white space become one space (no-break spaces stay).
    """
    return html.escape(_BREAKS.sub(" ", str(text)).strip(), quote=False)


_BREAKS = re.compile(r"[ \t\r\n\f\v]+")


def wrapped(text: object, signs: int = HOVER_SIGNS, lines: int = 6) -> str:
    """Text from data as one safe label of at most `lines` lines of `signs` signs; what is left over
    ends in "…"."""
    rows = textwrap.wrap(
        str(text), signs, max_lines=lines, placeholder=" …", break_on_hyphens=False
    )
    return "<br>".join(map(plain, rows))
