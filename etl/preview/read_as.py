"""How a file was read, as pairs of a label and a text."""

from etl.read import Layout
from etl.read.delimited import Delimited
from etl.words import preview as text
from etl.words.names import DELIMITERS
from personal_data import heading_kept


def read_as(file: Layout, letters: str | None) -> list[list[str]]:
    """The kind of a file, its letters and sheets, and where its heading stands."""
    sheet, heading = file.tables[0]
    notes, told = file.notes, {"kind": text.KINDS[file.kind]}
    first = heading.first + 1
    if isinstance(sheet, Delimited):
        told["encoding"] = text.ENCODINGS.get(sheet.encoding, sheet.encoding)
        if letters:
            told["encoding"] = text.converted(letters)
        told["delimiter"] = DELIMITERS.get(sheet.delimiter, sheet.delimiter)
        first += sheet.skipped
    else:
        told["sheets"] = ", ".join(notes.get("sheets", [])) or heading_kept(sheet.name or "")
        first += sheet.first_line - 1
    told["heading"] = f"{first}–{first + heading.rows - 1}" if heading.rows > 1 else str(first)
    if len(file.tables) > 1:
        told["lines"] = text.LINES_OF_SHEETS
    for name in ("left_out", "hidden"):
        told[name] = ", ".join(notes.get(name, []))
    told["hidden_rows"] = str(notes.get("hidden_rows", ""))
    return [[text.READ_AS[name], said] for name, said in told.items() if said]
