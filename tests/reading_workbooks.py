"""How tests read a workbook as the product does, and what that costs."""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

import workbook_file
from board.runtime.settings import WORKBOOK
from etl.words import Refusal
from etl.workbook import write_sheets
from tests.conftest import PROJECT
from workbook_file import WorkbookRefused, read_sheets


def read(content: bytes, **limits: int) -> list[list[list]]:
    return list(read_sheets(content, replace(WORKBOOK, **limits)))


def refusal(content: bytes, **limits: int) -> str:
    with pytest.raises(WorkbookRefused) as refused:
        read(content, **limits)
    return str(refused.value)


@contextmanager
def in_this_process() -> Iterator[None]:
    """Workbooks are read by the reader's own code in the test's process, which spares a start of
    Python for each; that they are read in another, tests/test_workbook.py sees."""

    def answer(content: bytes, limits) -> bytes:
        out = io.StringIO()
        try:
            write_sheets(content, limits, out)
        except Refusal as refused:
            raise WorkbookRefused(str(refused)) from refused
        return out.getvalue().encode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook_file, "_answer", answer)
        yield


# A process of its own measures: a child begins with the most memory that its parent had.
MEASURES = """
import os, subprocess, sys
process = subprocess.Popen(
    [sys.executable, "-m", "etl", "read-workbook"],
    stdin=open(sys.argv[1], "rb"), stdout=open(sys.argv[2], "wb"), stderr=subprocess.DEVNULL,
)
_, process.returncode, used = os.wait4(process.pid, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def cost(content: bytes, folder: Path) -> tuple[float, float, list[str]]:
    """(seconds of processor, MB of memory at most, lines) of the reading of a workbook."""
    (folder / "given").write_bytes(content)
    command = [sys.executable, "-c", MEASURES, str(folder / "given"), str(folder / "lines")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes), (folder / "lines").read_text("utf-8").splitlines()


@cache
def table(rows: int, columns: int) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_row(row, 0, [row, f"Hồ sơ {row}", "Đất đai", 5.5] * (columns // 4))
    return out.getvalue()
