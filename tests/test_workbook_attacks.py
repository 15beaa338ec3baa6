"""Workbooks that are made to kill their reader: each is refused in one sentence, at little cost."""

import io
import zipfile

import pytest

import workbook_file
from board.runtime.settings import WORKBOOK
from etl.words import Refusal, workbooks
from etl.workbook import fit_to_open
from tests.conftest import slice_of
from tests.reading_workbooks import cost, refusal
from tests.workbooks import (
    OFFICE,
    RELATIONSHIPS,
    SHEET_1,
    cells,
    locked_xlsx,
    ods,
    strings,
    xls,
    xlsx,
    zipped,
)

CORNERS = cells("A1", "XFD1048576")
TEXT = '<c t="s"><v>0</v></c>'
TOO_MANY = workbooks.too_many_cells(WORKBOOK.most_cells)
CELL = '<table:table-cell office:value-type="float" office:value="1"{}/>'
ROW = "<table:table-row{}>{}</table:table-row>"
BOMB = f"<!-- {' ' * 60_000_000} -->"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
WITH_ENTITIES = (
    f'<!DOCTYPE s [<!ENTITY l0 "ha">{LAUGHS}]><worksheet><sheetData><row><c><v>&l9;</v></c></row>'
    "</sheetData></worksheet>"
)


def with_size(content: bytes, name: str, size: int) -> bytes:
    """A zip file that says another unpacked size of a part, in both places where it says one."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        part = book.getinfo(name)
    own = part.file_size.to_bytes(4, "little")
    packed = part.compress_size.to_bytes(4, "little")
    assert content.count(packed + own) == 2
    return content.replace(packed + own, packed + size.to_bytes(4, "little"))


def twice(content: bytes, name: str, text: str) -> bytes:
    """A workbook with a second part of one name."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [(part.filename, book.read(part)) for part in book.infolist()]
    with pytest.warns(UserWarning):
        return zipped([*parts, (name, text)])


def locked_part(content: bytes) -> bytes:
    """A zip file whose first part says that a password locks it."""
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + place
        content = content[:at] + b"\x01" + content[at + 1 :]
    return content


ONE_CELL = xlsx(cells("A1"))
ATTACKS = {
    "two cells in the corners": (xlsx(CORNERS), TOO_MANY),
    "32 million cells": (xlsx(cells("A1", "AF1000000")), TOO_MANY),
    "cells without references": (
        xlsx('<row><c><v>1</v></c></row><row r="900000"><c/><c/><c/><c><v>1</v></c></row>'),
        TOO_MANY,
    ),
    "cells that say another row than their row": (
        xlsx(f'<row r="1048576"><c r="A1"><v>1</v></c></row>{cells("XFD1")}'),
        TOO_MANY,
    ),
    "cells with a prefix": (
        xlsx('<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="1048576">'
             '<x:c r="XFD1048576"><x:is><x:t>a</x:t></x:is></x:c></x:row>',
             '<x:sheetViews xmlns:x="x"/>'),
        TOO_MANY,
    ),
    "cells in a part that is no sheet by its name": (
        xlsx(cells("A1"), more={"xl/styles.xml": f"<s>{CORNERS}</s>"}), TOO_MANY,
    ),
    "a column after the last": (xlsx(cells("A1", "ZZZZZZ1")), workbooks.BEYOND_EXCEL),
    "a row after the last": (xlsx(cells("A1", "A99999999999")), workbooks.BEYOND_EXCEL),
    "a reference that is none": (xlsx('<row><c r="??"><v>1</v></c></row>'), workbooks.DAMAGED),
    "the cells of one part in a hundred sheets": (
        xlsx(cells("A1", "T10000"), sheets=100), TOO_MANY,
    ),
    "a thousand sheets": (xlsx(cells("A1"), sheets=1000), workbooks.too_many_sheets(200)),
    "60 MB packed a thousand times": (xlsx(BOMB), workbooks.UNPACKS_TOO_LARGE),
    "60 MB of shared strings": (
        xlsx(cells("A1"), more=strings(" " * 60_000_000)), workbooks.UNPACKS_TOO_LARGE,
    ),
    "one long text in thousands of cells": (
        xlsx("".join(f"<row>{TEXT * 20}</row>" for _ in range(500)),
             more=strings("a" * 30_000)),
        workbooks.UNPACKS_TOO_LARGE,
    ),
    "a size that lies": (with_size(xlsx(BOMB), SHEET_1, 100), workbooks.DAMAGED),
    "a part twice": (twice(ONE_CELL, SHEET_1, f"<s>{CORNERS}</s>"), workbooks.DAMAGED),
    "entities": (xlsx("", more={SHEET_1: WITH_ENTITIES}), workbooks.DAMAGED),
    "XML that is none": (xlsx('<row><c r="A1"><v>1</row>'), workbooks.DAMAGED),
    "a zip file cut in half": (ONE_CELL[: len(ONE_CELL) // 2], workbooks.DAMAGED),
    "a zip file without its end": (ONE_CELL[:-10], workbooks.DAMAGED),
    "the start of a zip file": (b"PK\x03\x04 cut off", workbooks.DAMAGED),
    "no zip file": (b"%PDF-1.7", workbooks.NO_WORKBOOK),
    "a zip file of something else": (zipped({"word/document.xml": "<d/>"}), workbooks.NO_WORKBOOK),
    "nothing": (b"", workbooks.NO_WORKBOOK),
    "an OLE file of nothing": (b"\xd0\xcf\x11\xe0" * 200, workbooks.DAMAGED),
    "binary": (zipped({"xl/workbook.bin": b"\x01"}), workbooks.BINARY),
    "a password": (locked_xlsx(), workbooks.LOCKED),
    "a password of the zip file": (locked_part(ONE_CELL), workbooks.LOCKED),
    "a password of OpenDocument": (
        ods(ROW.format("", CELL.format("")), '<m><x:encryption-data xmlns:x="x"/></m>'),
        workbooks.LOCKED,
    ),
    "an ods whose cell is repeated": (
        ods(ROW.format("", CELL.format(' table:number-columns-repeated="16384"'))
            + ROW.format(' table:number-rows-repeated="1000000"', CELL.format(""))),
        TOO_MANY,
    ),
    "an ods whose prefix is another": (
        ods(ROW.format(' x:number-rows-repeated="1" table:number-rows-repeated="1000000"',
                       CELL.format("") * 3)),
        TOO_MANY,
    ),
    "an ods that repeats nothing to the last corner": (
        ods(ROW.format(' table:number-rows-repeated="1000000"', "<table:table-cell/>")
            + ROW.format("", CELL.format("") * 3)),
        TOO_MANY,
    ),
    "a sheet where no sheet lies": (
        xlsx("", more={
            "xl/_rels/workbook.xml.rels": f'{RELATIONSHIPS}<Relationship Id="rId1" Type="{OFFICE}/'
            'worksheet" Target="/customXml/item1.xml"/></Relationships>',
            "customXml/item1.xml": f"<s><sheetData>{CORNERS}</sheetData></s>",
        }),
        workbooks.DAMAGED,
    ),
    "an xls of four million cells": (xls({(0, 0): 1, (65535, 63): 1}), TOO_MANY),
    "an xls with cells in the corners": (
        xls({(0, 0): 1, (65535, 255): 1}), workbook_file.too_large(),
    ),
}  # fmt: skip


# What no scan sees: only the reader itself can tell.
OPENED = {
    "the cells of one part in a hundred sheets",
    "a thousand sheets",
    "one long text in thousands of cells",
    "an OLE file of nothing",
    "a sheet where no sheet lies",
    "an xls of four million cells",
    "an xls with cells in the corners",
}


def in_one_sentence(sentence: str) -> bool:
    return sentence.endswith(".") and ". " not in sentence


@pytest.mark.parametrize("attack", sorted(set(ATTACKS) - OPENED))
def test_an_attack_is_refused_before_anything_opens_it(attack):
    content, sentence = ATTACKS[attack]
    with pytest.raises(Refusal) as refused:
        fit_to_open(content, WORKBOOK)
    assert str(refused.value) == sentence and in_one_sentence(sentence)


@pytest.mark.parametrize(
    "attack",
    slice_of(
        sorted({*OPENED, "two cells in the corners", "32 million cells", "a password"}),
        *("a password", "an OLE file of nothing", "one long text in thousands of cells"),
        *("a sheet where no sheet lies", "an xls with cells in the corners"),
    ),
)
def test_an_attack_is_refused_in_one_sentence(attack):
    content, sentence = ATTACKS[attack]
    assert refusal(content) == sentence and in_one_sentence(sentence)


@pytest.mark.parametrize(
    "attack",
    [
        "two cells in the corners",
        "one long text in thousands of cells",
        pytest.param("60 MB packed a thousand times", marks=pytest.mark.long),
        pytest.param("a size that lies", marks=pytest.mark.long),
        pytest.param("the cells of one part in a hundred sheets", marks=pytest.mark.long),
        pytest.param("an xls with cells in the corners", marks=pytest.mark.long),
    ],
)
def test_an_attack_takes_little_memory_and_time(attack, tmp_path):
    seconds, megabytes, _ = cost(ATTACKS[attack][0], tmp_path)
    assert megabytes < WORKBOOK.memory_mb
    assert seconds < 10


def test_the_attacks_are_as_small_as_they_look():
    assert len(ATTACKS["two cells in the corners"][0]) < 1800
    assert len(ATTACKS["60 MB packed a thousand times"][0]) < 100_000


def test_what_the_scan_cannot_see_meets_the_limit_of_memory(tmp_path):
    # 32 sheets of 16 million cells each; the reader of xls makes them all before it can be asked.
    content = xls({(0, 0): 1, (65535, 255): 1}, sheets=32)
    _, megabytes, _ = cost(content, tmp_path)
    assert megabytes < WORKBOOK.memory_mb
    assert refusal(content) == workbook_file.too_large()
