"""The tables of a web page, as some systems export them under the name .xls."""

import re
import unicodedata

from lxml import html as page
from lxml.etree import ParserError, XMLSyntaxError

from etl import words
from etl.read.content import Content
from etl.read.encoding import Survey
from etl.read.old_letters import OldLetters
from etl.read.sheet import Grid
from etl.words import Refusal
from workbook_file import WorkbookSettings

DECLARED = re.compile(r"<\?xml[^>]*\?>|<meta[^>]*charset[^>]*>", re.I)
WIDEST = 1 << 14
MARKS_A_CELL = 2.5  # it begins and ends, and so do its row and what stands in it


def tables_of(content: Content, found: Survey, limits: WorkbookSettings) -> list[Grid]:
    """Every table that has no table within it. Raises Refusal for a page without one."""
    with content.lines(found.encoding) as stream:
        # What the page says of its letters is not believed: they are known from its bytes.
        text = DECLARED.sub("", unicodedata.normalize("NFC", stream.read()))
    if text.count("<") > MARKS_A_CELL * limits.most_cells:  # the tree takes 150 bytes a mark
        sentence = words.workbooks.too_many_cells(limits.most_cells)
        raise Refusal(words.workbooks.with_file_name(content.name, sentence))
    try:
        text = text.encode()  # the one goes for the other: a page may be large
        root = page.document_fromstring(text, parser=page.HTMLParser(encoding="utf-8"))
    except (ParserError, XMLSyntaxError) as error:
        raise Refusal(words.files.html_without_table(content.name)) from error
    del text
    most = left = limits.most_cells
    grids, old = [], OldLetters(content.name)
    for number, table in enumerate([*root.iter("table")], 1):
        if table.find(".//table") is None:
            try:
                rows = _rows(table, left)
            except OverflowError as error:
                sentence = words.workbooks.with_file_name(
                    content.name, words.workbooks.BEYOND_EXCEL
                )
                raise Refusal(sentence) from error
            if rows is None:
                sentence = words.workbooks.too_many_cells(most)
                raise Refusal(words.workbooks.with_file_name(content.name, sentence))
            left -= sum(map(len, rows))
            old.look_at_cells(rows, 1)
            if rows:
                grids.append(Grid(rows, f"bảng {number}"))
    old.refuse()
    if not grids:
        raise Refusal(words.files.html_without_table(content.name))
    return grids if len(grids) > 1 else [Grid(grids[0].rows)]


def _rows(table, most: int) -> list[list[str]] | None:
    """A table's rows, None for more than `most` cells; a cell that spans rows or columns stands in
    each row, in its first column. Raises OverflowError for a row that is too wide."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column → (rows to come, text)
    for line in table.iter("tr"):
        plain = None if hanging else _plain(line)
        if plain is not None:
            most -= len(plain)
            if most < 0:
                return None
            rows.append(plain)
            line.clear()  # the tree goes as the rows come
            continue
        cells = _spanned(line, hanging)
        most -= len(cells)
        if most < 0:
            return None
        rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
        line.clear()
    width = max(map(len, rows), default=0)
    for row in rows:
        row += [""] * (width - len(row))
    return rows


def _spanned(line, hanging: dict[int, tuple[int, str]]) -> dict[int, str]:
    """The texts of a row by their columns, and in `hanging` what reaches into the next row."""
    cells: dict[int, str] = {}
    for column, (more, text) in list(hanging.items()):
        cells[column] = text
        hanging.pop(column)
        if more > 1:
            hanging[column] = (more - 1, text)
    column = 0
    for cell in line.iterchildren("td", "th"):
        while column in cells:
            column += 1
        text, wide, high = _text(cell), _span(cell, "colspan"), _span(cell, "rowspan")
        for place in range(column, column + wide):
            cells[place] = text if place == column else ""
            if high > 1:
                hanging[place] = (high - 1, cells[place])
        column += wide
        if column > WIDEST:
            raise OverflowError(column)
    return cells


def _plain(line) -> list[str] | None:
    """The texts of a row in which no cell spans others, as in nearly every one; else None."""
    texts = []
    for cell in line:
        if cell.get("colspan") is not None or cell.get("rowspan") is not None:
            return None
        if cell.tag in ("td", "th"):
            texts.append(_text(cell))
    return texts if len(texts) <= WIDEST else None


def _span(cell, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), WIDEST) if text.isascii() and text.isdecimal() else 1


def _text(cell) -> str:
    """A cell's text, a line break where the page shows one."""
    if len(cell) == 0 and "\n" not in (cell.text or ""):
        return " ".join((cell.text or "").split())
    for element in [*cell.iter("script", "style")]:
        element.text = ""
    for element in cell.iter("br"):
        element.tail = "\n" + (element.tail or "")
    for element in cell.iter("p", "div", "li"):
        element.text = "\n" + (element.text or "")
    lines = "".join(cell.itertext()).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
