"""How a file was read, as pairs of a label and a text."""

from etl.read import Layout
from etl.read.delimited import Delimited
from etl.read.sheet import Grid
from etl.words import preview as text
from etl.words.names import DELIMITERS
from personal_data import heading_kept


def read_as(file: Layout, letters: str | None) -> list[list[str]]:
    """The kind of a file, its letters and sheets, and where its heading stands."""
    sheet, heading = file.tables[0]
    notes, found = file.notes, {"kind": text.KINDS[file.kind]}
    first = heading.first + 1
    if isinstance(sheet, Delimited):
        found["encoding"] = text.ENCODINGS.get(sheet.encoding, sheet.encoding)
        if letters:
            found["encoding"] = text.converted(letters)
        found["delimiter"] = DELIMITERS.get(sheet.delimiter, sheet.delimiter)
        first += sheet.skipped
    if isinstance(sheet, Grid):
        found["sheets"] = ", ".join(notes.get("sheets", [])) or heading_kept(sheet.name or "")
        first += sheet.first_line - 1
    found["heading"] = f"{first}–{first + heading.rows - 1}" if heading.rows > 1 else str(first)
    if len(file.tables) > 1:
        found["lines"] = text.LINES_OF_SHEETS
    for name in ("left_out", "hidden"):
        found[name] = ", ".join(notes.get(name, []))
    found["hidden_rows"] = str(notes.get("hidden_rows", ""))
    return [[text.READ_AS[name], value] for name, value in found.items() if value]
