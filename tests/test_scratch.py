"""What a killed load leaves is taken away when the dashboard starts, and holds no raw text."""

import os
import signal
import subprocess
import sys

import pytest
from filelock import FileLock

from board.intake.publishing import wipe_scratch
from tests.conftest import PROJECT
from tests.folder_text import folder_text
from tests.snapshots import csv_of, put


@pytest.mark.parametrize("is_loading", [True, False])
def test_scratch_of_a_killed_load_is_wiped_unless_a_load_is_running(
    tmp_path, monkeypatch, is_loading
):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    scratch = tmp_path / "warehouse" / "scratch-1"
    scratch.mkdir(parents=True)
    (scratch / "rows").write_text("x", "utf-8")
    lock = FileLock(tmp_path / "warehouse" / "LOCK")
    if is_loading:
        lock.acquire()
    wipe_scratch()
    lock.release()
    assert scratch.exists() == is_loading


KILLED = """
import os, signal, sys
from etl import land, __main__
copied = land._copy_judged
def copy_and_die(*given):
    copied(*given)
    os.kill(os.getpid(), signal.SIGKILL)
land._copy_judged = copy_and_die
__main__.main(["load"])
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
def test_a_load_that_is_killed_as_it_reads_leaves_no_raw_text(tmp_path):
    rows = [{"id": n, "officer": "Phạm Thị Lạ", "procedure": "gọi 0912345678"} for n in range(9)]
    put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows).encode("utf-16"))
    env = os.environ | {"BOARD_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=PROJECT, env=env, check=False)
    assert done.returncode == -signal.SIGKILL
    (scratch,) = (tmp_path / "warehouse").glob("scratch-*")
    assert [p.suffix for p in scratch.iterdir() if p.is_file()] == [".parquet"]
    left = folder_text(tmp_path)
    assert [word for word in ("Phạm Thị Lạ", "0912345678") if word in left] == []
