"""A workbook's sheets as rows of text, read by the process that opens workbooks."""

from etl import words
from etl.read.content import Content
from etl.read.old_letters import OldLetters
from etl.read.sheet import Grid
from etl.read.syllables import OF_UNICODE, in_unicode, surely_in_unicode
from etl.words import Refusal
from workbook_file import WorkbookRefused, WorkbookSettings, read_book

EXACT = 1e15  # a whole number below it is kept by a spreadsheet to its last digit


def sheets_of(
    content: Content, limits: WorkbookSettings, font: str | None = None
) -> tuple[list[Grid], int]:
    """Every sheet that holds something, and how many rows are hidden in all. Texts of an old `font`
    are read as it shows them.

    Raises Refusal where the workbook cannot be opened.
    """
    try:
        book = list(read_book(content.whole(), limits))
    except WorkbookRefused as refused:
        raise Refusal(words.workbooks.with_file_name(content.name, str(refused))) from refused
    grids, old = [], OldLetters(content.name)
    for sheet in book:
        rows = [[v if v.__class__ is str else _text(v) for v in row] for row in sheet.rows]
        if font:
            rows = [
                [surely_in_unicode(c, font) for c in row]
                if any(map(OF_UNICODE.search, row))
                else [in_unicode(c, font) for c in row]
                for row in rows
            ]
        _fill_down(rows, sheet.merged)
        old.look_at_cells(rows, sheet.first_row)
        if rows:
            grids.append(Grid(rows, sheet.name, sheet.is_hidden, sheet.first_row))
    old.refuse()
    return grids, sum(sheet.hidden_rows for sheet in book)


def _text(value) -> str:
    """A number or a truth value as text that says what the cell does."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    return str(value)


def _fill_down(rows: list[list[str]], merged: list[list[int]]) -> None:
    """Writes a cell that is merged over several rows into each of them, in its first column."""
    for top, left, bottom, _ in merged:
        for row in rows[top + 1 : bottom + 1] if 0 <= top < len(rows) else []:
            if 0 <= left < len(row):
                row[left] = rows[top][left]
