"""How tests read a workbook as the product does, and what that costs."""

import io
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from board.settings import WORKBOOK
from tests.conftest import PROJECT
from workbook_file import WorkbookRefused, read_sheets


def read(content: bytes, **limits: int) -> list[list[list]]:
    return list(read_sheets(content, replace(WORKBOOK, **limits)))


def refusal(content: bytes, **limits: int) -> str:
    with pytest.raises(WorkbookRefused) as refused:
        read(content, **limits)
    return str(refused.value)


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
