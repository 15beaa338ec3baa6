"""Columns of free text that may hold a procedure's name, and often hold persons: what is kept."""

import re
from collections import Counter
from pathlib import Path

from etl.contract import fold, key
from etl.headers import Match
from etl.read import Layout, Rows
from etl.read.syllables import is_vietnamese
from etl.reference import reference_rows
from personal_data import masked

MOST_OF_A_NAME = 5  # words
MANY = 5  # rows; what nobody but a system wrote stands in as many


def kept_names(file: Layout, match: Match, reference: Path) -> tuple[list[str], int] | None:
    """The texts of a free column that are a procedure's name, and how many rows have another; None
    where the file has no such column. A name is known, or stands in many rows and names nobody."""
    index = match.columns.get("procedure")
    field = next((f for f in match.contract.fields if f["name"] == "procedure"), {})
    if index is None or not _is_free(field, file.header[index]):
        return None
    rows_of = Counter(cell for cell in Rows(file, match).cells("procedure") if cell)
    known = {name for row in reference_rows(reference, "procedures") for name in _keys(row["name"])}
    names = [
        text
        for text, count in rows_of.items()
        if known & _keys(text)
        or (count >= MANY and masked(text) == text and not is_like_a_name(text))
        or text in file.kept_names
    ]
    return names, rows_of.total() - sum(rows_of[text] for text in names)


def is_like_a_name(text: str) -> bool:
    """Whether a few Vietnamese words all begin with a capital, as a person's do and no procedure's;
    other languages write kinds of requests so."""
    words = text.split()
    return (
        1 < len(words) <= MOST_OF_A_NAME
        and not text.isupper()
        and all(w[0].isupper() and (len(w.strip(".")) == 1 or is_vietnamese(w)) for w in words)
    )


def _is_free(field: dict, heading: str) -> bool:
    """Whether people write in a column as they like: its heading says so, or a profile named it."""
    if not (free := {key(other) for other in field.get("free_text", ())}):
        return False
    own = {key(other) for other in (field["name"], field["title"], *field.get("aliases", ()))}
    return key(heading) in free or key(heading) not in own


def _keys(name: str) -> set[str]:
    """What a name is matched by, as in macros/procedures.sql."""
    folded = fold(name)
    prefixes = ("thutuc|tthc", "thutuchanhchinh")
    bare = (re.sub(f"^(?:{prefix})(?=..)", "", folded) for prefix in prefixes)
    return {folded, *bare} - {""}
