"""A file that somebody hands over → all of its rows as text, whatever they are of."""

import csv
from itertools import islice
from pathlib import Path

from etl.read.content import Content
from etl.read.delimited import DELIMITERS, SEPARATOR, composed, quote_open
from etl.read.encoding import LONGEST_LINE, survey, undecodable
from etl.read.html import tables_of
from etl.read.kind import TEXT, WORKBOOK, opened
from etl.read.sheet import Grid
from etl.read.workbook import sheets_of
from etl.words import Refusal
from etl.words import lists as text
from workbook_file import WorkbookSettings

MOST_ROWS = 100_000  # of a text; no list of procedures or units has a tenth of them


def grids(path: Path, limits: WorkbookSettings) -> list[Grid]:
    """Every sheet of a workbook, every table of a page, or a text once for each delimiter.

    Raises Refusal for a file in which no table can be read, and OSError.
    """
    content, kind = opened(path, limits)
    if kind == WORKBOOK:
        return sheets_of(content, limits)[0]
    found = survey(content, lambda done: None)
    return _cuts(content, found.encoding) if kind == TEXT else tables_of(content, found, limits)


def _cuts(content: Content, encoding: str) -> list[Grid]:
    try:
        with content.lines(encoding) as stream:
            lines = list(islice(composed(content.name, stream), MOST_ROWS + 1))
    except UnicodeDecodeError as error:
        raise undecodable(content, encoding) from error
    if len(lines) > MOST_ROWS:
        raise Refusal(text.too_long(content.name, MOST_ROWS))
    separator = SEPARATOR.fullmatch(lines[0])
    csv.field_size_limit(LONGEST_LINE)
    found = []
    for delimiter in separator[1] if separator else DELIMITERS:
        reader = csv.reader(
            lines[1:] if separator else lines,
            delimiter=delimiter,
            strict=True,
            skipinitialspace=True,
        )
        try:
            found.append(Grid(list(reader)))
        except csv.Error:
            continue  # by this delimiter it is no table
    if not found:
        raise quote_open(content.name, 1)
    return found
