"""Files that are made to exhaust a load: memory and processor stay bounded, and it ends in a table
or in one sentence."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from board.runtime.settings import WORKBOOK
from tests.conftest import PROJECT
from tests.files import HEADER, ROWS, csv_text, html_table, xlsx
from tests.snapshots import put
from tests.workbooks import ods
from tests.workbooks import xlsx as raw_xlsx

pytestmark = pytest.mark.long
# A process of its own measures: a child begins with the most memory that its parent had.
MEASURES = """
import json, os, subprocess, sys
process = subprocess.Popen(
    [sys.executable, "-m", "etl", "load", sys.argv[1], "--data", sys.argv[2], "--json"],
    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
)
said = process.stdout.read().decode()
_, status, used = os.wait4(process.pid, 0)
seconds = used.ru_utime + used.ru_stime
print(json.dumps([seconds, used.ru_maxrss / 1024, json.loads(said.splitlines()[-1])]))
"""
COLUMNS = 20_000
TITLES = [HEADER[place] for place in (0, 4, 5, 6)]
ROW = [ROWS[0][place] for place in (0, 4, 5, 6)]
WIDE = [[*HEADER, *(f"Cột {n}" for n in range(COLUMNS))], [*ROWS[0], *["x"] * COLUMNS]]
EMPTY = 10_000_000


def in_cells(rows: list[list[str]]) -> str:
    """Rows as a sheet's XML, each cell with its text."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    return "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in rows)


def in_table_cells(rows: list[list[str]]) -> str:
    """Rows as an OpenDocument sheet's XML."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )


def empty_rows() -> str:
    """Ten million cells with nothing in them, each with its reference."""
    columns = [chr(ord("A") + place) for place in range(20)]
    return "".join(
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}"/>' for column in columns) + "</row>"
        for row in range(3, 3 + EMPTY // 20)
    )


def bomb(megabytes: int) -> bytes:
    """A zip of a CSV of nothing but zeros and commas."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made,
        made.open("a.csv", "w", force_zip64=True) as stream,
    ):
        for _ in range(megabytes):
            stream.write(b"0," * (1 << 19))
    return held.getvalue()


def lying(content: bytes) -> bytes:
    """A zip file whose one part says that it is a hundred bytes long."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        size = made.infolist()[0].file_size.to_bytes(4, "little")
    return content.replace(size, (100).to_bytes(4, "little"))


# Each with what is to become of it: the rows that are loaded, or what the sentence says.
FILES = {
    "a zip bomb of 2 GB": (lambda: bomb(2_000), "bung ra lớn hơn 200 MB"),
    "a zip that lies of its size": (lambda: lying(bomb(300)), "tệp nén bị hỏng"),
    "a sheet of ten million empty cells": (
        lambda: raw_xlsx(in_cells([TITLES, ROW]) + empty_rows()),
        1,
    ),
    "ten million empty cells without references": (
        lambda: raw_xlsx(in_cells([TITLES, ROW]) + f"<row>{'<c/>' * 20}</row>" * (EMPTY // 20)),
        "phình quá lớn",
    ),
    "ten million empty texts": (
        lambda: raw_xlsx(in_cells([TITLES, ROW]) + in_cells([[""] * 20]) * (EMPTY // 20)),
        "phình quá lớn",
    ),
    "an ods of ten million repeated cells": (
        lambda: ods(
            in_table_cells([TITLES, ROW])
            + '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
            'table:number-columns-repeated="10"/></table:table-row>'
        ),
        1,
    ),
    "a page of ten million empty cells": (
        lambda: html_table([TITLES, ROW]).replace(
            "</table>", f"<tr>{'<td></td>' * 20}</tr>\n" * (EMPTY // 20) + "</table>"
        ),
        "trải rộng hơn",
    ),
    "ten million delimiters": (
        lambda: csv_text([TITLES, ROW]) + ("," * 19 + "\n") * (EMPTY // 20),
        1,
    ),
    "a text of 20,000 columns": (lambda: csv_text(WIDE), 1),
    "a sheet of 16,384 columns": (lambda: xlsx({"a": [row[:16_384] for row in WIDE]}), 1),
    "a sheet of 20,000 columns": (
        lambda: raw_xlsx(in_cells(WIDE).replace("<c t", '<c r="XFE1" t', 1)),
        "rộng hơn 16.384 cột",
    ),
    "an ods of 20,000 columns": (lambda: ods(in_table_cells(WIDE)), "rộng hơn 16.384 cột"),
    "a page of 20,000 columns": (lambda: html_table(WIDE), "rộng hơn 16.384 cột"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_load_of_what_is_too_large_is_bounded_and_ends_in_one_sentence(tmp_path, name):
    make, outcome = FILES[name]
    path = put(tmp_path, "hoso_2025-06-30.csv", make())
    command = [sys.executable, "-c", MEASURES, str(path), str(tmp_path / "data")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    seconds, megabytes, result = json.loads(done.stdout)
    (file,) = result["files"]
    if isinstance(outcome, int):
        assert file["rows_accepted"] == outcome, file
    else:
        assert outcome in file["sentence"] and file["sentence"].endswith(".")
        assert "\n" not in file["sentence"] and len(file["sentence"]) < 300
    assert megabytes < WORKBOOK.memory_mb
    assert seconds < WORKBOOK.seconds / 2
