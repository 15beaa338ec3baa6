"""The whole board as a workbook: filters and definitions first, then a sheet a table."""

from board.catalogue import MEASURES
from board.papers.office.workbook import workbook
from board.papers.whole_board.content import NAME, PAGE, WholeBoard


def as_xlsx(content: WholeBoard) -> bytes:
    """Every table as xlsx; the first sheet has the filters and defines every measure."""
    return workbook(NAME, content.selection, PAGE, content.sheets(), MEASURES)
