"""How each column of a file is understood, with examples that name nobody."""

import re
from collections import Counter

from etl.answers import is_hidden
from etl.contract import Contract, key
from etl.headers import Match
from etl.read import Layout
from etl.read.heading import Heading
from etl.read.judged import CODE, DATA, MOMENT, UNSURE, judge_of
from etl.read.kind import TEXT
from personal_data import OF_A_PERSON, heading_kept, masked

EXAMPLES = 3
CODE_OF_SYSTEM = re.compile(r"[A-Za-z][A-Za-z0-9./-]*[0-9]")
NUMBER = re.compile(r"\d{1,6}([.,]\d{1,3})?")


def cells_of(file: Layout, match: Match) -> list[list[str]]:
    """The cells of each column in the first rows of data that are not blank."""
    sheet, heading = file.tables[0]
    rows = sheet.head()[heading.first + heading.rows :]
    if match.columns:
        judge, width = judge_of(sheet, heading, match), len(heading.cells)
        rows = [(row + [""] * width)[:width] for row in rows if _has_columns(row, file, heading)]
        kinds = [judge.kind(row) for row in rows]
        wanted = DATA if DATA in kinds else UNSURE
        rows = [row for row, kind in zip(rows, kinds, strict=True) if kind == wanted]
    return [
        [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        for place in range(len(heading.cells))
    ]


def _has_columns(row: list[str], file: Layout, heading: Heading) -> bool:
    """Whether the cells of a row stand in their own columns: in one that has a cell too many or too
    few, a person's name may stand in another."""
    named = max((n for n, title in enumerate(heading.cells, 1) if title), default=0)
    is_cut = file.kind == TEXT and any(map(str.strip, row)) and len(row) < named
    return not is_cut and not any(map(str.strip, row[len(heading.cells) :]))


def columns(file: Layout, match: Match, asked: set[str]) -> list[dict]:
    """One row a column: its heading, its field, what becomes of it, three examples."""
    fields = {field["name"]: field for field in match.contract.fields}
    of = {place: name for name, place in reversed(match.columns.items())}
    cells, described = cells_of(file, match), []
    for place, title in enumerate(file.header):
        if not title and place not in of:
            continue
        field = fields.get(of.get(place, ""))
        fate = "read" if field else "asked" if title in asked else "dropped"
        if not field and is_hidden(title, match.contract):
            fate = "personal"
        examples = shown(cells[place], field, match.contract) if fate in ("read", "asked") else []
        described.append(
            {
                "heading": heading_kept(title),
                "field": field and field["name"],
                "title": field and field["title"],
                "fate": fate,
                "examples": examples,
            }
        )
    return described


def shown(cells: list[str], field: dict | None, contract: Contract) -> list[str]:
    """Some cells that can be shown: what has a day's, a number's or a code's shape, a word that is
    known, and any other text only where it repeats."""
    if field and field.get("text", "").startswith("officer"):
        return []
    counts, known = Counter(cells), contract.words(field) if field else {}
    found = []
    for cell in counts:
        is_plain = masked(cell) == cell and not OF_A_PERSON.fullmatch(cell)
        is_plain = is_plain or bool(CODE_OF_SYSTEM.fullmatch(cell))
        is_shaped = MOMENT.match(cell) or NUMBER.fullmatch(cell) or CODE.fullmatch(cell)
        is_known = cell in known or key(cell) in known
        if is_plain and (is_shaped or is_known or counts[cell] > 1):
            found.append(cell)
    return found[:EXAMPLES]
