"""Workbooks that no program writes: each made byte by byte for what it does to a reader."""

import io
import struct
import zipfile

NS = "http://schemas.openxmlformats.org"
RELATIONSHIPS = f'<Relationships xmlns="{NS}/package/2006/relationships">'
OFFICE = f"{NS}/officeDocument/2006/relationships"
WORKBOOK = f'<workbook xmlns="{NS}/spreadsheetml/2006/main" xmlns:r="{OFFICE}"><sheets>'
WORKSHEET = f'<worksheet xmlns="{NS}/spreadsheetml/2006/main">'
SHEET_1 = "xl/worksheets/sheet1.xml"
TYPES = (
    f'<Types xmlns="{NS}/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/></Types>'
)


def zipped(parts: dict[str, str | bytes] | list[tuple[str, str | bytes]]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items() if isinstance(parts, dict) else parts:
            made.writestr(name, text)
    return out.getvalue()


def xlsx(rows: str, before: str = "", sheets: int = 1, more: dict | None = None) -> bytes:
    """A workbook by the XML of its rows; each of its `sheets` is that one part."""
    named = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, sheets + 1))
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'{RELATIONSHIPS}<Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"{WORKBOOK}{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{RELATIONSHIPS}<Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{NS}/spreadsheetml/2006/main"/>',
        SHEET_1: f"{WORKSHEET}{before}<sheetData>{rows}</sheetData></worksheet>",
    }
    return zipped(parts | (more or {}))


def cells(*references: str) -> str:
    """A row for each cell, which holds 1."""
    return "".join(
        f'<row r="{name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{name}"><v>1</v></c></row>'
        for name in references
    )


def strings(*texts: str) -> dict[str, str]:
    """The part of shared strings."""
    shared_strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return {
        "xl/sharedStrings.xml": f'<sst xmlns="{NS}/spreadsheetml/2006/main">{shared_strings}</sst>'
    }


def ods(rows: str, manifest: str = "<m/>") -> bytes:
    """An OpenDocument sheet by the XML of its rows."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{urn}:office:1.0" xmlns:text="{urn}:text:1.0" '
        f'xmlns:table="{urn}:table:1.0"><office:body><office:spreadsheet><table:table '
        f'table:name="1">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def xls(cells: dict[tuple[int, int], float | str], sheets: int = 1) -> bytes:
    """An Excel 97 workbook: in each sheet these numbers and texts by (row, column), from 0."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begins(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 0))

    def cell(place: tuple[int, int], value: float | str) -> bytes:
        if not isinstance(value, str):
            return record(0x203, struct.pack("<HHHd", *place, 0, value))
        letters = value.encode("utf-16-le")
        return record(0x204, struct.pack("<HHHHB", *place, 0, len(letters) // 2, 1) + letters)

    held = b"".join(cell(place, value) for place, value in cells.items())
    sheet = begins(0x10) + held + record(0xA, b"")
    names = [f"{n}".encode() for n in range(sheets)]
    heads = sum(len(record(0x85, b"\0" * (8 + len(name)))) for name in names)
    start = len(begins(5)) + heads + len(record(0xA, b""))
    book = begins(5) + b"".join(
        record(0x85, struct.pack("<IHBB", start + n * len(sheet), 0, len(name), 0) + name)
        for n, name in enumerate(names)
    )
    return _ole("Workbook", book + record(0xA, b"") + sheet * sheets)


def locked_xlsx() -> bytes:
    """A workbook with a password, as Excel keeps it: a file in an OLE file."""
    return _ole("EncryptedPackage", b"\0" * 4096)


def _ole(name: str, stream: bytes) -> bytes:
    """An OLE file of one stream: the header, a table of sectors, the directory, the stream."""
    size = max(len(stream), 4096)
    sectors = -(-size // 512)
    assert sectors + 2 <= 128  # one sector lists 128
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    chain = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(called: str, kind: int, child: int, first: int, length: int) -> bytes:
        text = called.encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII16sI8s8sIII", text, len(text) + 2, kind, 1, free, free, child,
            b"", 0, b"", b"", first, length, 0,
        )  # fmt: skip

    directory = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, size)
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header += struct.pack("<108I", *[free] * 108)
    return header + table + directory.ljust(1024, b"\0")[:512] + stream.ljust(sectors * 512, b"\0")
