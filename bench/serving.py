"""A server of the dashboard, or of another script, as `streamlit run` starts it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import config_without_accounts

PROJECT = Path(__file__).resolve().parent.parent


@contextmanager
def served(script: str, log: Path | None = None, **environment: str) -> Iterator[tuple[str, int]]:
    """The address of a Streamlit server over `script`, ready, and the id of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    more = {"PYTHONPATH": str(PROJECT), "BOARD_CONFIG": str(config_without_accounts())}
    with open(log or os.devnull, "w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
            cwd=PROJECT,
            env=os.environ | environment | more,
            stdout=stream,
            stderr=stream,
        )
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
                break
            except urllib.error.HTTPError:
                break  # it answers, and asks who we are
            except OSError:
                time.sleep(0.25)
        yield f"http://localhost:{port}", process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def held_megabytes(process: int) -> float:
    """The memory of a process, as the system counts it."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
