"""Rows of a previewed file that are no data: some of each kind, with what of them names nobody."""

import re

from etl.contract import key
from etl.headers import Match
from etl.preview.columns import NUMBER
from etl.read import Layout, Rows
from etl.read.data_rows import SHEET_LINES
from etl.read.judged import GROUP, NUMBERING, REPEATED, TOTALS, judge_of
from etl.reference import reference_rows
from etl.settings import Settings
from etl.words.rows import NOT_DATA
from personal_data import heading_kept

EXAMPLES = 3  # of each kind
LONGEST = 40  # letters of a row that are shown
SUM = re.compile(
    r"(?:tổng|cộng)(?: (?:cộng|số|hồ sơ))*\s*:?(?: \d{1,6})?(?: hồ sơ)?", re.I
)  # holds no name


def not_data(file: Layout, match: Match, counts: dict[str, int], settings: Settings) -> list[dict]:
    """Each kind of row that is no data: its number of rows, and the first lines with a text of
    them, empty where it may name somebody. `counts` are those of a load."""
    rows = _RowsSetAside(file, match)
    wanted = {kind: min(EXAMPLES, count) for kind, count in counts.items()}
    for place in range(len(file.tables)):
        for _ in rows.of_sheet(place):
            if {kind: len(of) for kind, of in rows.examples.items()} == wanted:
                break
    known = _known(settings)
    return [
        {
            "kind": kind,
            "sentence": NOT_DATA[kind],
            "rows": count,
            "lines": [
                {
                    "line": line,
                    "text": _text(kind, cells, file, rows.match_of(line // SHEET_LINES), known),
                }
                for line, cells in rows.examples.get(kind, ())
            ],
        }
        for kind, count in counts.items()
    ]


class _RowsSetAside(Rows):
    """A file's rows, of which the first of each kind that are no data are kept."""

    def __init__(self, file: Layout, match: Match):
        super().__init__(file, match)
        self.examples: dict[str, list[tuple[int, list[str]]]] = {}

    def set_aside(self, kind: str, line: int, cells: list[str]) -> None:
        """Counts a row and keeps it, while there are few of its kind."""
        super().set_aside(kind, line, cells)
        found = self.examples.setdefault(kind, [])
        if len(found) < EXAMPLES:
            found.append((line, cells))


def _known(settings: Settings) -> set[str]:
    """The names and codes of the reference tables that a group row may say."""
    named = {"procedures": ("code", "name", "field"), "units": ("code", "name")}
    rows = [
        (row, of)
        for table, of in named.items()
        for row in reference_rows(settings.reference, table)
    ]
    return {key(row[name]) for row, of in rows for name in of if row[name]}


def _text(kind: str, cells: list[str], file: Layout, match: Match, known: set[str]) -> str:
    """What of a row can be shown: numbers and letters over columns, the file's own titles, the word
    for a sum and the sums of columns that are read, a group of which the reference tables know."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if kind == NUMBERING:
        shown = [cell.partition("=")[0].strip() for cell in filled]  # (7) = (8) + (9)
    elif kind == REPEATED:
        shown = [heading_kept(title) for title in file.header if title]
    elif kind == TOTALS:
        read = {*match.columns.values()}
        shown = [cell.strip() for cell in cells if SUM.fullmatch(cell.strip())]
        shown += [
            c.strip() for i, c in enumerate(cells) if i in read and NUMBER.fullmatch(c.strip())
        ]
    elif kind == GROUP:
        field, value = judge_of(*file.tables[0], match).group(cells) or ("", "")
        titles = {field["name"]: field["title"] for field in match.contract.fields}
        shown = [f"{titles[field]}: {value}"] if field and key(value) in known else []
    else:
        shown = []  # a signature, a note or whatever somebody wrote
    text = " · ".join(shown)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip(' ·')}…"
