"""A workbook that somebody hands over: whatever it holds, it costs little and the server lives."""

import ctypes
import io
import json
import random
import subprocess
import sys
import threading
import time

import pytest
import xlsxwriter

import workbook_file
from board.runtime.settings import WORKBOOK
from tests.conftest import PROJECT
from tests.reading_workbooks import cost, in_this_process, read, refusal, table
from tests.workbooks import cells, ods, xls, xlsx
from workbook_file import WorkbookRefused

ONE_CELL = xlsx(cells("A1"))
CELL = '<table:table-cell office:value-type="float" office:value="1"{}/>'
ROW = "<table:table-row{}>{}</table:table-row>"


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (xlsx(cells("A1"), '<dimension ref="A1:XFD1048576"/>'), [[1.0]]),
        (xlsx(cells("A1", "B3"), '<dimension ref="A1"/>'), [[1.0, ""], ["", ""], ["", 1.0]]),
        (xlsx(cells("A1"), '<dimension ref="A1:ZZZZZZZZ99999999999"/>'), [[1.0]]),
        (xlsx(cells("A1") + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'), [[1.0]]),
        (xlsx(cells("XFC1048575", "XFD1048576")), [[1.0, ""], ["", 1.0]]),
        (xlsx(cells("A1"), more={"customXml/item1.xml": "<q/>".encode("utf-16")}), [[1.0]]),
        (xlsx(cells("A1"), more={"xl/media/image1.png": b"\x89PNG"}), [[1.0]]),
        (ods(ROW.format("", CELL.format("")) +
             ROW.format(' table:number-rows-repeated="1048575"', "<table:table-cell/>")), [[1.0]]),
        (ods(ROW.format("", CELL.format(' table:number-columns-repeated="3"'))), [[1.0] * 3]),
        (xls({(0, 0): 1, (1, 1): 2.5}), [[1.0, ""], ["", 2.5]]),
    ],
    ids=["dimension too large", "dimension too small", "dimension no range", "blank to the corner",
         "only the last corner", "Power Query beside", "a picture beside",
         "ods blank to the last row", "ods repeated", "xls"],
)  # fmt: skip
def test_what_a_workbook_says_of_itself_changes_nothing_of_its_cells(content, rows):
    with in_this_process():
        assert read(content) == [rows]


def test_every_kind_of_cell_comes_as_it_was():
    texts = ['=1+1 "x"', "a\nb", "Đất đai", "\u2028"]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Một")
        for place, text in enumerate(texts):
            sheet.write_string(0, place, text)
        sheet.write_row(1, 0, [1, 2.5, True])
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_number(2, 0, 45838, day)
        sheet.write_formula(2, 1, "=A2+1", None, 2)
        book.add_worksheet("Hai")
    assert read(out.getvalue()) == [
        [texts, [1.0, 2.5, True, ""], ["2025-06-30", 2.0, "", ""]],
        [],
    ]


def test_a_large_workbook_is_read_whole_and_soon(tmp_path):
    seconds, megabytes, lines = cost(table(5_000, 20), tmp_path)
    rows = [json.loads(line) for line in lines[1:]]
    assert len(rows) == 5_000
    assert rows[0] == [0, "Hồ sơ 0", "Đất đai", 5.5] * 5
    assert rows[-1] == [4_999, "Hồ sơ 4999", "Đất đai", 5.5] * 5
    assert seconds < 4 and megabytes < 200


@pytest.mark.long
def test_the_largest_workbook_that_is_allowed_stays_within_the_memory(tmp_path):
    content = table(100_000, 20)
    assert [len(sheet) for sheet in read(content)] == [100_000]
    assert cost(content, tmp_path)[1] < WORKBOOK.memory_mb
    seconds, megabytes, _ = cost(table(20_000, 20), tmp_path)
    assert seconds < 8 and megabytes < 300


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_any_byte_changed_is_read_or_refused(seed):
    chance = random.Random(seed)
    sources = [table(50, 8), xls({(0, 0): 1, (9, 9): 2}), ods(ROW.format("", CELL.format("")))]
    content = bytearray(chance.choice(sources))
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    try:
        assert isinstance(read(bytes(content)), list)
    except WorkbookRefused as refused:
        assert str(refused).endswith(".")


SLEEPS = "import time; time.sleep(600)"
GROWS = (
    "import time\nheld = []\nwhile True:\n    held.append(b'1' * (20 << 20))\n    time.sleep(.02)"
)


def reader_is(monkeypatch, code: str) -> None:
    """Another program in the reader's place, one that sets itself no limits: as on Windows."""
    monkeypatch.setattr(workbook_file, "COMMAND", (sys.executable, "-c", code))


def test_a_reader_that_does_not_end_is_ended(monkeypatch):
    reader_is(monkeypatch, SLEEPS)
    began = time.monotonic()
    assert refusal(ONE_CELL, seconds=1) == workbook_file.too_slow(1)
    assert time.monotonic() - began < 30


def test_a_reader_that_grows_is_ended_by_its_parent_alone(monkeypatch):
    reader_is(monkeypatch, GROWS)
    seen = []
    asked = workbook_file.memory_of
    monkeypatch.setattr(
        workbook_file, "memory_of", lambda process: seen.append(asked(process)) or seen[-1]
    )
    assert refusal(ONE_CELL, memory_mb=200) == workbook_file.too_large()
    assert 200 < max(seen) / (1 << 20) < 400


@pytest.mark.parametrize(
    "code",
    ["import os; os.abort()", "raise SystemExit(1)", "print('no JSON'); raise SystemExit(1)",
     "print('[1]'); raise SystemExit(1)", "print('{}'); raise SystemExit(1)"],
)  # fmt: skip
def test_a_reader_that_breaks_off_leaves_a_sentence(monkeypatch, code):
    reader_is(monkeypatch, code)
    assert refusal(ONE_CELL) == workbook_file.too_large()


def test_a_reader_that_cannot_start_leaves_a_sentence(monkeypatch):
    monkeypatch.setattr(workbook_file, "COMMAND", ("/no/such/program",))
    assert refusal(ONE_CELL) == workbook_file.not_started("No such file or directory")


def test_no_more_than_two_are_read_at_once(monkeypatch):
    reader_is(monkeypatch, SLEEPS)
    others = [
        threading.Thread(target=refusal, args=(ONE_CELL,), kwargs={"seconds": 3}) for _ in range(2)
    ]
    for other in others:
        other.start()
    while workbook_file._turns._value:
        time.sleep(0.01)
    assert refusal(ONE_CELL, seconds=1) == workbook_file.BUSY
    for other in others:
        other.join()


def test_a_workbook_can_be_read_from_a_command_line_too():
    done = subprocess.run(
        [sys.executable, "-m", "etl", "read-workbook"],
        cwd=PROJECT, input=xlsx(cells("A1", "B2")), capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0 and done.stderr == b""
    sheet, *rows = map(json.loads, done.stdout.splitlines())
    assert (sheet["sheet"], rows) == ("1", [[1.0, ""], ["", 1.0]])


def test_the_memory_of_a_process_is_what_the_system_says():
    holds = "held = b'1' * (100 << 20); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        assert 100 < workbook_file.memory_of(process) / (1 << 20) < 150
        process.communicate(b"\n")
    assert workbook_file.memory_of(process) == 0


def test_what_windows_fills_in_has_the_size_that_it_documents():
    assert ctypes.sizeof(workbook_file._Counters) == (72 if sys.maxsize > 2**32 else 40)
