"""Which cells of a workbook's XML hold something, followed element by element."""

from etl import words
from etl.words import Refusal

MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14  # of a sheet, by Excel's own limits
COLUMNS_REPEATED, ROWS_REPEATED = "number-columns-repeated", "number-rows-repeated"


class _Kinds(dict):
    """An element's name without its prefix, worked out once for each name."""

    def __missing__(self, name: str) -> str:
        self[name] = kind = name.rpartition(":")[2]
        return kind


class _Columns(dict):
    """A column's letters → its number: XFD is 16384. Raises Refusal for what are no letters."""

    def __missing__(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha()):
            raise Refusal(words.workbooks.DAMAGED)
        number = 0
        for letter in letters:
            number = number * 26 + int(letter, 36) - 9
        self[letters] = _within(number, MOST_COLUMNS)
        return number


def _within(number: int, most: int) -> int:
    if number > most:
        raise Refusal(words.workbooks.BEYOND_EXCEL)
    if number < 1:
        raise Refusal(words.workbooks.DAMAGED)
    return number


class _Cells:
    """How many cells the rectangles have that stand around the cells with a value."""

    # Two million cells ask for these, each several times.
    __slots__ = (
        "box",
        "column",
        "columns",
        "count",
        "cut",
        "first",
        "hidden_rows",
        "is_hidden",
        "is_row_in",
        "kinds",
        "last_row",
        "left",
        "right",
        "row",
        "row_digits",
    )

    def __init__(self):
        self.kinds, self.columns = _Kinds(), _Columns()
        self.count = 0  # of the tables that ended
        self.hidden_rows, self.is_hidden = 0, False
        self.row_digits, self.cut = "", None  # a row's number, and where it begins in a reference
        self.row = self.last_row = self.first = self.column = 0
        self.box: tuple[int, int, int, int] | None = None
        # Whether the box has this row, and from which column to which it reaches.
        self.is_row_in, self.left, self.right = False, 0, 0

    def holds(self) -> None:
        """The cell, or all those that it is repeated as, has a value."""
        if self.is_row_in and self.left <= self.first and self.column <= self.right:
            return
        top, left, bottom, right = self.box or (self.row, self.first, self.last_row, self.column)
        self.left, self.right = min(left, self.first), max(right, self.column)
        self.box = min(top, self.row), self.left, max(bottom, self.last_row), self.right
        self.is_row_in = True
        if self.is_hidden:
            self.hidden_rows += self.last_row - self.row + 1
            self.is_hidden = False  # counted

    def ends(self) -> int:
        """The count with the table that ends here."""
        if self.box:
            top, left, bottom, right = self.box
            self.count += (bottom - top + 1) * (right - left + 1)
        self.box, self.row, self.last_row, self.is_row_in = None, 0, 0, False
        return self.count


class SheetCells(_Cells):
    """The cells of a part of an xlsx, by their own references; its `dimension` is not believed."""

    __slots__ = ()

    def opens(self, name: str, attributes: dict[str, str]) -> None:
        """Follows the start of an element."""
        if name == "v":
            if self.is_row_in and self.left <= self.first and self.column <= self.right:
                return  # as nearly every cell: a call less for each
            kind = name
        else:
            kind = "c" if name == "c" else self.kinds[name]
        if kind == "c":
            reference = attributes.get("r")
            if reference is None:
                self.first = self.column = self.column + 1
                return
            column = self.columns.get(reference[: self.cut])
            if column and reference[self.cut :] == self.row_digits:
                self.first = self.column = column
                return
            letters = reference.rstrip("0123456789")
            self.first = self.column = self.columns[letters]
            if (digits := reference[len(letters) :]) != self.row_digits:
                row = _within(int(digits), MOST_ROWS)
                # A row whose cells say another row may be read as either.
                self.row, self.last_row = min(self.row or row, row), max(self.last_row, row)
                self.is_row_in = False
        elif kind in ("v", "is"):
            if self.column:
                self.holds()
        elif kind == "row":
            self.row_digits = attributes.get("r", "")
            self.cut = -len(self.row_digits) or None
            self.row = self.last_row = _within(int(self.row_digits or self.last_row + 1), MOST_ROWS)
            self.column, self.is_row_in = 0, False
            self.is_hidden = attributes.get("hidden") in ("1", "true")


def _repeats(attributes: dict[str, str], ending: str) -> int:
    """How often a cell or a row stands there; the attribute may stand under two prefixes."""
    times = 1
    for name, value in attributes.items():
        if name.endswith(ending):
            times = max(times, int(value))
    return times


class TableCells(_Cells):
    """The cells of an ods, each as often as it is repeated."""

    __slots__ = ()

    def opens(self, name: str, attributes: dict[str, str]) -> None:
        """Follows the start of an element."""
        kind = self.kinds[name]
        if kind in ("table-cell", "covered-table-cell"):
            self.first = self.column + 1
            self.column = _within(
                self.column + _repeats(attributes, COLUMNS_REPEATED), MOST_COLUMNS
            )
            for attribute in attributes:
                if attribute.endswith("value-type"):
                    self._holds()
                    break
        elif kind == "p":
            if self.column:
                self._holds()
        elif kind == "table-row":
            self.row = self.last_row + 1
            self.last_row = _within(self.last_row + _repeats(attributes, ROWS_REPEATED), MOST_ROWS)
            self.column, self.is_row_in = 0, False
            shown = [value for name, value in attributes.items() if name.endswith("visibility")]
            self.is_hidden = bool(shown) and shown[0] != "visible"
        elif kind == "table":
            self.ends()

    def _holds(self) -> None:
        self.holds()
        _, _, bottom, right = self.box or (0, 0, 0, 0)
        self.box = 1, 1, bottom, right  # what is blank before a cell is made by the reader too
