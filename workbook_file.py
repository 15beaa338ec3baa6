"""Opens every workbook that somebody hands over, for etl and board alike.

It is read in a process of its own (`python -m etl read-workbook`), watched for memory and time: the
little that a workbook says of itself bounds nothing of what its reader allocates, and a reader that
dies of it must not take the server along. The sentences stand here since neither etl nor board
imports the other.
"""

import contextlib
import ctypes
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

PROJECT = Path(__file__).resolve().parent
COMMAND = (sys.executable, "-m", "etl", "read-workbook", "--json")
WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")  # how xlsx, ods and xls begin
LOOK_EVERY = 0.05  # seconds; in one the fastest allocation seen takes less than 200 MB
MIB = 1 << 20
AT_ONCE = 2
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class WorkbookSettings:
    """What the opening of one workbook may take."""

    most_cells: int  # of the rectangles between the outermost cells of its sheets
    unpacked_mb: int
    memory_mb: int
    seconds: int


class WorkbookRefused(Exception):
    """One Vietnamese sentence: why a workbook was not read, and what to do."""


def is_workbook(content: bytes) -> bool:
    """Whether these bytes begin as a workbook, or another zip or OLE file, does."""
    return content.startswith(WORKBOOKS)


@dataclass(frozen=True)
class BookSheet:
    """A sheet: its rows from the first with a value (`first_row`, from 1), and the ranges of cells
    that are merged within them (top, left, bottom, right)."""

    name: str
    first_row: int
    is_hidden: bool
    hidden_rows: int  # of the whole workbook, given with its first sheet
    merged: list[list[int]]
    rows: list[list]


def read_book(content: bytes, limits: WorkbookSettings) -> Iterator[BookSheet]:
    """The sheets of an xlsx, ods or xls: rows of text, numbers and truth values; days are ISO text.

    Raises WorkbookRefused where it cannot be opened within the limits.
    """
    sheet: BookSheet | None = None
    for line in _answer(content, limits).splitlines():
        value = json.loads(line)
        if sheet is not None and isinstance(value, list):
            sheet.rows.append(value)
            continue
        if sheet is not None:
            yield sheet
        sheet = BookSheet(
            value["sheet"],
            value["row"],
            value["is_hidden"],
            value["hidden_rows"],
            value["merged"],
            [],
        )
    if sheet is not None:
        yield sheet


def read_sheets(content: bytes, limits: WorkbookSettings) -> Iterator[list[list]]:
    """The rows of each sheet alone, as `read_book` gives them."""
    return (sheet.rows for sheet in read_book(content, limits))


def _answer(content: bytes, limits: WorkbookSettings) -> bytes:
    options = [
        text
        for name, most in asdict(limits).items()
        for text in (f"--{name.replace('_', '-')}", str(most))
    ]
    if not _turns.acquire(timeout=limits.seconds):
        raise WorkbookRefused(BUSY)
    try:
        process = subprocess.Popen(
            [*COMMAND, *options],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        with process:
            printed = _watched(process, content, limits)
    except OSError as error:
        raise WorkbookRefused(not_started(error.strerror or "")) from error
    finally:
        _turns.release()
    if process.returncode:
        raise WorkbookRefused(_sentence(printed))
    return printed


def _watched(process: subprocess.Popen, content: bytes, limits: WorkbookSettings) -> bytes:
    """What the process writes; it is killed, and the workbook refused, past a limit."""
    ends = time.monotonic() + limits.seconds
    # Not by `communicate`, which gives no more once it timed out (Python 3.11).
    threading.Thread(target=_give, args=(process.stdin, content), daemon=True).start()
    process.stdin = None
    while True:
        try:
            return process.communicate(timeout=LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            if memory_of(process) > limits.memory_mb * MIB:
                process.kill()
                raise WorkbookRefused(too_large()) from None
            if time.monotonic() > ends:
                process.kill()
                raise WorkbookRefused(too_slow(limits.seconds)) from None


def _give(stream: BinaryIO, content: bytes) -> None:
    with contextlib.suppress(OSError), stream:  # it may end without having read all
        stream.write(content)


def _sentence(printed: bytes) -> str:
    """The sentence that the process left; it was broken off by its limits where it left none."""
    with contextlib.suppress(ValueError, IndexError, TypeError, KeyError):
        return json.loads(printed.splitlines()[-1])["sentence"]
    return too_large()


BUSY = "Máy đang đọc các tệp khác: chờ một phút rồi thử lại."


def too_slow(seconds: int) -> str:
    """Of a workbook whose reading was stopped."""
    return (
        f"Đọc tệp này quá {seconds} giây nên đã dừng: chỉ chép bảng cần dùng sang một tệp Excel "
        "mới rồi thử lại."
    )


def not_started(why: str) -> str:
    """Of a machine that starts no process."""
    return (
        f"Máy không mở được chương trình đọc tệp Excel ({why}): khởi động lại Bảng điều hành rồi "
        "thử lại."
    )


def too_large() -> str:
    """Of a workbook of which the reader died."""
    return (
        "Tệp này bị hỏng, hoặc cần quá nhiều bộ nhớ để mở: chỉ chép bảng cần dùng sang một tệp "
        "Excel mới rồi thử lại."
    )


def memory_of(process: subprocess.Popen) -> int:
    """The bytes of memory that a process holds; 0 where the system does not say."""
    if sys.platform == "win32":
        return _memory_on_windows(process)
    try:
        if sys.platform == "linux":
            pages = Path(f"/proc/{process.pid}/statm").read_text().split()[1]
            return int(pages) * os.sysconf("SC_PAGE_SIZE")
        asked = ["ps", "-o", "rss=", "-p", str(process.pid)]
        return int(subprocess.run(asked, capture_output=True, timeout=1).stdout or 0) * 1024
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired):
        return 0  # it has just ended


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of the Windows API."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )


def _memory_on_windows(process: subprocess.Popen) -> int:
    counters = _Counters(cb=ctypes.sizeof(_Counters))
    handle = ctypes.c_void_p(int(vars(process)["_handle"]))
    asked = ctypes.windll.kernel32.K32GetProcessMemoryInfo
    found = asked(handle, ctypes.byref(counters), counters.cb)
    return counters.PagefileUsage if found else 0
