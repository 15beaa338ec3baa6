"""Text from data, an address or a table as text in markdown: the one place that escapes it."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")
# Addresses, names of emoji and arrows are made of text that is escaped already, so such text is
# parted by a span that holds nothing: it is neither seen nor copied.
_JOINTS = re.compile(
    r"(?<=:)(?=[^\s:])(?!(?<=\d:)\d)|(?<=www)(?=\.)|(?=@)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE
)
_NOTHING = ":small[]"
_BLANKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*|\t")


_SPANS = re.compile(r"\*\*|" + re.escape(_NOTHING) + r"|\\([\W_])")


def plain(markdown: str) -> str:
    """What a reader sees of a sentence of ours: nothing bold, nothing escaped."""
    return _SPANS.sub(lambda found: found.group(1) or "", markdown)


def escaped(text: str) -> str:
    """Text from data as one line of text in markdown: nothing in it is markup or becomes a link."""
    parts = _JOINTS.split(_BLANKS.sub(" ", text).strip())
    return _NOTHING.join(_SIGNS.sub(r"\\\1", part) for part in parts)
