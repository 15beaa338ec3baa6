"""A workbook's XML, read before the workbook is opened: which cells hold something, how large it is
unpacked, and a copy of just the parts that were read."""

import io
import zipfile
import zlib
from xml.parsers import expat

from etl import words
from etl.words import Refusal
from etl.workbook_cells import SheetCells, TableCells

MIB = 1 << 20
CHUNK = 1 << 16
# A sheet of zeros alone is packed 14 times smaller; of little files nothing is asked.
MOST_TIMES_PACKED = 100
NEVER_A_BOMB = 10 * MIB
SMALL = 100 * MIB
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
                    raise Refusal(words.workbooks.too_many_cells(most_cells))
    except (*BROKEN_ZIP, ValueError, expat.ExpatError) as error:
        raise Refusal(words.workbooks.DAMAGED) from error
    return copy.getvalue(), hidden_rows


def packing(book: zipfile.ZipFile) -> int:
    """How the copy is packed: not at all where it is small, which spares a tenth of the time."""
    unpacked = sum(part.file_size for part in book.infolist())
    return zipfile.ZIP_STORED if unpacked < SMALL else zipfile.ZIP_DEFLATED


def _refuse_unfit(book: zipfile.ZipFile) -> None:
    names = set(book.namelist())
    if "encrypted-package" in names or any(part.flag_bits & LOCKED for part in book.infolist()):
        raise Refusal(words.workbooks.LOCKED)
    if "xl/workbook.bin" in names:
        raise Refusal(words.workbooks.BINARY)
    is_excel = any(name.lower().startswith("xl/") for name in names)
    if not is_excel and "content.xml" not in names:
        raise Refusal(words.workbooks.NO_WORKBOOK)
    # Of two parts of one name one reader takes the first and another the last.
    if len(names) < len(book.infolist()):
        raise Refusal(words.workbooks.DAMAGED)
    if any(part.compress_type not in PACKED for part in book.infolist()):
        raise Refusal(words.workbooks.DAMAGED)
    if MANIFEST in names:
        with book.open(MANIFEST) as stream:
            if b"encryption-data" in stream.read(MIB):
                raise Refusal(words.workbooks.LOCKED)


def _is_wanted(name: str, is_open_document: bool) -> bool:
    """Whether the reader may meet a part: the XML of the one kind that its cells are counted by."""
    if is_open_document:
        return name in OPEN_DOCUMENT
    return name.lower().endswith(XML) and name.lower().startswith(EXCEL)


def _copy_part(
    book: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    made: zipfile.ZipFile,
    counted: SheetCells | TableCells,
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
                raise Refusal(words.workbooks.UNPACKS_TOO_LARGE)
            if is_xml:
                parser.Parse(chunk)
            out.write(chunk)
        if is_xml:
            parser.Parse(b"", True)
    return size


def _refuse_doctype(*_) -> None:
    """No workbook has one, and it may say what a reader then does not see in the text."""
    raise Refusal(words.workbooks.DAMAGED)
