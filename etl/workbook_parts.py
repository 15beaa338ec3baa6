"""A workbook's XML, read before the workbook is opened: which cells hold something, how large it is
unpacked, and a copy of just the parts that were read."""

import io
import zipfile
import zlib
from xml.parsers import expat

from etl import words
from etl.words import Refusal

MIB = 1 << 20
CHUNK = 1 << 16
# A sheet of zeros alone is packed 14 times smaller; of little files nothing is asked.
MOST_TIMES_PACKED = 100
NEVER_A_BOMB = 10 * MIB
SMALL = 100 * MIB
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14  # of a sheet, by Excel's own limits
LOCKED = 0x1  # a flag of a part of a zip file
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
XML = (".xml", ".rels")
# What else an xlsx carries (Power Query, a document's history) may be in UTF-16 and is not read.
EXCEL = ("[content_types].xml", "_rels/", "xl/")
MANIFEST = "META-INF/manifest.xml"
OPEN_DOCUMENT = ("mimetype", MANIFEST, "content.xml", "styles.xml")


def readable_copy(content: bytes, most_cells: int, unpacked_mb: int) -> tuple[bytes, int]:
    """An xlsx or ods with only its XML, each part read to its end and well formed, and how many
    rows with a value are hidden in it.

    The reader that opens the copy can meet no part, no cell and no byte that was not counted here.
    Raises Refusal for what is no workbook, is damaged or locked, or holds more than the limits.
    """
    copy = io.BytesIO()
    most = min(unpacked_mb * MIB, max(NEVER_A_BOMB, MOST_TIMES_PACKED * len(content)))
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as book,
            zipfile.ZipFile(copy, "w", packing(book), compresslevel=1) as made,
        ):
            _refuse_unfit(book)
            is_open_document = OPEN_DOCUMENT[0] in book.namelist()
            cells = hidden_rows = 0
            for part in book.infolist():
                if not _is_wanted(part.filename, is_open_document):
                    continue
                counted = TableCells() if is_open_document else SheetCells()
                most -= _copy_part(book, part, made, counted, most)
                cells += counted.ends()
                hidden_rows += counted.hidden_rows
                if cells > most_cells:
                    raise Refusal(words.workbook_has_too_many_cells(most_cells))
    except (*BROKEN_ZIP, ValueError, expat.ExpatError) as error:
        raise Refusal(words.WORKBOOK_DAMAGED) from error
    return copy.getvalue(), hidden_rows


def packing(book: zipfile.ZipFile) -> int:
    """How the copy is packed: not at all where it is small, which spares a tenth of the time."""
    said = sum(part.file_size for part in book.infolist())
    return zipfile.ZIP_STORED if said < SMALL else zipfile.ZIP_DEFLATED


def _refuse_unfit(book: zipfile.ZipFile) -> None:
    names = set(book.namelist())
    if "encrypted-package" in names or any(part.flag_bits & LOCKED for part in book.infolist()):
        raise Refusal(words.WORKBOOK_LOCKED)
    if "xl/workbook.bin" in names:
        raise Refusal(words.WORKBOOK_BINARY)
    is_excel = any(name.lower().startswith("xl/") for name in names)
    if not is_excel and "content.xml" not in names:
        raise Refusal(words.NO_WORKBOOK)
    # Of two parts of one name one reader takes the first and another the last.
    if len(names) < len(book.infolist()):
        raise Refusal(words.WORKBOOK_DAMAGED)
    if any(part.compress_type not in PACKED for part in book.infolist()):
        raise Refusal(words.WORKBOOK_DAMAGED)
    if MANIFEST in names:
        with book.open(MANIFEST) as stream:
            if b"encryption-data" in stream.read(MIB):
                raise Refusal(words.WORKBOOK_LOCKED)


def _is_wanted(name: str, is_open_document: bool) -> bool:
    """Whether the reader may meet a part: the XML of the one kind that its cells are counted by."""
    if is_open_document:
        return name in OPEN_DOCUMENT
    return name.lower().endswith(XML) and name.lower().startswith(EXCEL)


def _copy_part(
    book: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    made: zipfile.ZipFile,
    counted: "_Cells",
    most: int,
) -> int:
    """Copies a part as its cells are counted; gives its true size, whatever the file says of it."""
    size = 0
    is_xml = part.filename != OPEN_DOCUMENT[0]
    parser = expat.ParserCreate("utf-8")  # whatever the part says: the reader knows no other
    parser.StartElementHandler = counted.opens
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with book.open(part) as stream, made.open(part.filename, "w") as out:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise Refusal(words.WORKBOOK_UNPACKS_TOO_LARGE)
            if is_xml:
                parser.Parse(chunk)
            out.write(chunk)
        if is_xml:
            parser.Parse(b"", True)
    return size


def _refuse_doctype(*_) -> None:
    """No workbook has one, and it may say what a reader then does not see in the text."""
    raise Refusal(words.WORKBOOK_DAMAGED)


class _Kinds(dict):
    """An element's name without its prefix, worked out once for each name."""

    def __missing__(self, name: str) -> str:
        self[name] = kind = name.rpartition(":")[2]
        return kind


class _Columns(dict):
    """A column's letters → its number: XFD is 16384."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + int(letter, 36) - 9
        self[letters] = _within(number, MOST_COLUMNS)
        return number


def _within(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise Refusal(words.WORKBOOK_DAMAGED)
    return number


class _Cells:
    """How many cells the rectangles have that stand around the cells with a value."""

    def __init__(self):
        self.kinds, self.columns = _Kinds(), _Columns()
        self.count = 0  # of the tables that ended
        self.hidden_rows, self.is_hidden = 0, False
        self.row_said = ""
        self.row = self.last_row = self.first = self.column = 0
        self.box: tuple[int, int, int, int] | None = None

    def holds(self) -> None:
        """The cell, or all those that it is repeated as, has a value."""
        if self.box and not self.is_hidden:
            top, left, bottom, right = self.box
            is_wide = left <= self.first and right >= self.column
            if is_wide and top <= self.row and bottom >= self.last_row:
                return
        top, left, bottom, right = self.box or (self.row, self.first, self.last_row, self.column)
        self.box = (
            min(top, self.row),
            min(left, self.first),
            max(bottom, self.last_row),
            max(right, self.column),
        )
        if self.is_hidden:
            self.hidden_rows += self.last_row - self.row + 1
            self.is_hidden = False  # counted

    def ends(self) -> int:
        """The count with the table that ends here."""
        if self.box:
            top, left, bottom, right = self.box
            self.count += (bottom - top + 1) * (right - left + 1)
        self.box, self.row, self.last_row = None, 0, 0
        return self.count


class SheetCells(_Cells):
    """The cells of a part of an xlsx, by their own references; its `dimension` is not believed."""

    def opens(self, name: str, attributes: dict[str, str]) -> None:
        """Follows the start of an element."""
        kind = self.kinds[name]
        if kind == "c":
            self.column += 1
            if reference := attributes.get("r"):
                letters = reference.rstrip("0123456789")
                self.column = self.columns[letters]
                if reference[len(letters) :] == self.row_said:
                    self.first = self.column
                    return
                row = _within(int(reference[len(letters) :]), MOST_ROWS)
                # A row whose cells say another row may be read as either.
                self.row, self.last_row = min(self.row or row, row), max(self.last_row, row)
            self.first = self.column
        elif kind in ("v", "is"):
            if self.column:
                self.holds()
        elif kind == "row":
            self.row_said = attributes.get("r", "")
            self.row = self.last_row = _within(int(self.row_said or self.last_row + 1), MOST_ROWS)
            self.column = 0
            self.is_hidden = attributes.get("hidden") in ("1", "true")


def _repeats(attributes: dict[str, str], of: str) -> int:
    """How often a cell or a row stands there; the attribute may stand under two prefixes."""
    ending = f"number-{of}-repeated"
    return max([1, *(int(times) for name, times in attributes.items() if name.endswith(ending))])


class TableCells(_Cells):
    """The cells of an ods, each as often as it is repeated."""

    def opens(self, name: str, attributes: dict[str, str]) -> None:
        """Follows the start of an element."""
        kind = self.kinds[name]
        if kind in ("table-cell", "covered-table-cell"):
            self.first = self.column + 1
            self.column = _within(self.column + _repeats(attributes, "columns"), MOST_COLUMNS)
            if any(name.endswith("value-type") for name in attributes):
                self._holds()
        elif kind == "p":
            if self.column:
                self._holds()
        elif kind == "table-row":
            self.row = self.last_row + 1
            self.last_row = _within(self.last_row + _repeats(attributes, "rows"), MOST_ROWS)
            self.column = 0
            shown = [said for name, said in attributes.items() if name.endswith("visibility")]
            self.is_hidden = bool(shown) and shown[0] != "visible"
        elif kind == "table":
            self.ends()

    def _holds(self) -> None:
        self.holds()
        self.box = (1, 1, *self.box[2:])  # what is blank before a cell is made by the reader too
