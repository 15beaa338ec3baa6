"""What a file is, by its bytes and never by its ending; what cannot be read is named here."""

import codecs
import re
import zipfile
from pathlib import Path

from etl import words
from etl.read.content import Content
from etl.words import Refusal
from etl.workbook_parts import BROKEN_ZIP
from personal_data import file_name_kept
from workbook_file import WorkbookSettings

FIRST = 1 << 13
MIB = 1 << 20
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
TEXT, WORKBOOK, HTML, ZIPPED = "text", "workbook", "html", "zip"
# By how they begin; the longer of two alike first.
MAGIC = {
    b"%PDF": "tệp PDF",
    b"\x1f\x8b": "tệp nén gz",
    b"7z\xbc\xaf\x27\x1c": "tệp nén 7z",
    b"Rar!\x1a\x07": "tệp nén rar",
    b"BZh": "tệp nén bz2",
    b"\xfd7zXZ\x00": "tệp nén xz",
    b"{\\rtf": "tệp văn bản RTF",
    b"\x89PNG\r\n": "tệp ảnh",
    b"\xff\xd8\xff": "tệp ảnh",
    b"GIF8": "tệp ảnh",
    b"SQLite format 3\0": "tệp cơ sở dữ liệu",
    b"PK\x05\x06": "tệp nén trống",
}
ARCHIVES = {"tệp nén gz", "tệp nén 7z", "tệp nén rar", "tệp nén bz2", "tệp nén xz"}
OFFICE = {"word/": "tệp Word", "ppt/": "tệp PowerPoint", "visio/": "tệp Visio"}
OLD_WORD = "WordDocument".encode("utf-16-le")
OLD_SLIDES = "PowerPoint Document".encode("utf-16-le")
XML_WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet"
TAG = re.compile(r"\s*<(!doctype html|html|head|meta|body|table|style|div|title)\b", re.I)
NO_FILES = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|/$")


def kind_of(content: Content) -> str:
    """TEXT, WORKBOOK, HTML or ZIPPED. Raises Refusal for a kind that holds no table."""
    with content.opened() as stream:
        first = stream.read(FIRST)
    if first.startswith(ZIP):
        return _kind_of_zip(content)
    if first.startswith(OLE):
        return _kind_of_ole(content)
    for magic, kind in MAGIC.items():
        if first.startswith(magic):
            refuse = words.files.packed if kind in ARCHIVES else words.files.of_kind
            raise Refusal(refuse(content.name, kind))
    text = _as_text(first)
    if XML_WORKBOOK in text:
        raise Refusal(words.files.of_kind(content.name, "tệp Excel dạng XML 2003"))
    if text.startswith("MIME-Version:"):
        raise Refusal(words.files.of_kind(content.name, "trang web lưu dạng MHTML"))
    return HTML if TAG.match(text) else TEXT


def opened(path: Path, limits: WorkbookSettings) -> tuple[Content, str]:
    """A file, or the one that a zip holds, and its kind: TEXT, WORKBOOK or HTML.

    Raises Refusal for an empty one and for one that holds no table.
    """
    content = Content(path)
    if not path.stat().st_size:
        raise Refusal(words.files.empty(content.name))
    kind = kind_of(content)
    if kind == ZIPPED:
        content = the_file_within(content, limits)
        kind = kind_of(content)
        if kind == ZIPPED:
            raise Refusal(words.files.zip_of_several(content.name, []))
    return content, kind


def the_file_within(content: Content, limits: WorkbookSettings) -> Content:
    """The one file of a zip, unpacked. Raises Refusal for none, several, a locked or damaged one,
    and for one that is larger than the limit."""
    try:
        with zipfile.ZipFile(content.opened()) as archive:
            parts = [part for part in archive.infolist() if not NO_FILES.search(part.filename)]
            if len(parts) != 1:
                names = [file_name_kept(part.filename.rsplit("/", 1)[-1]) for part in parts]
                raise Refusal(words.files.zip_of_several(content.name, names))
            if parts[0].flag_bits & 1:
                raise Refusal(words.files.zip_locked(content.name))
            most = limits.unpacked_mb * MIB
            unpacked = b""
            if parts[0].file_size <= most:  # what it says of itself; it may lie
                with archive.open(parts[0]) as stream:
                    unpacked = stream.read(most + 1)
    except BROKEN_ZIP as error:
        raise Refusal(words.files.zip_damaged(content.name)) from error
    if max(parts[0].file_size, len(unpacked)) > most:
        raise Refusal(words.files.zip_too_large(content.name, limits.unpacked_mb))
    return Content(content.path, unpacked)


def _kind_of_zip(content: Content) -> str:
    try:
        with zipfile.ZipFile(content.opened()) as archive:
            names = archive.namelist()
    except BROKEN_ZIP:
        return WORKBOOK  # whose reader says that it is damaged
    if any(name.lower().startswith("xl/") for name in names) or "content.xml" in names:
        return WORKBOOK
    for start, kind in OFFICE.items():
        if any(name.startswith(start) for name in names):
            raise Refusal(words.files.of_kind(content.name, kind))
    return ZIPPED


def _kind_of_ole(content: Content) -> str:
    whole = content.whole()
    for mark, kind in ((OLD_WORD, "tệp Word kiểu cũ"), (OLD_SLIDES, "tệp PowerPoint kiểu cũ")):
        if mark in whole:
            raise Refusal(words.files.of_kind(content.name, kind))
    return WORKBOOK


def _as_text(first: bytes) -> str:
    wide = first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return first.decode("utf-16" if wide else "utf-8-sig", "replace")
