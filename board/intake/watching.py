"""The watcher of the inbox that runs as long as the dashboard does, if it is set."""

import logging
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from board.intake.etl_command import ETL, STOPS_WITHIN, stop
from board.runtime.settings import INTAKE
from config_file import PROJECT, data_folder
from log_lines import note

WATCH = (*ETL, "watch", "--until-stdin-ends")
LOOKS_EACH = 1  # seconds
AGAIN_AFTER = 60  # seconds: another may watch, as a command, and end


@contextmanager
def inbox_watched() -> Iterator[None]:
    """Keeps a watcher running within the block, where `[intake] watch` says so."""
    if not INTAKE.watch:
        yield
        return
    ending = threading.Event()
    thread = threading.Thread(target=_keep, args=(data_folder(), ending), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()


def _keep(data: Path, ending: threading.Event) -> None:
    """Starts a watcher, and another after a while where it ends, until the event is set."""
    command = [*WATCH, "--data", str(data), *(["--poll"] if INTAKE.poll else [])]
    while not ending.is_set():
        try:
            # It writes its own log, in the inbox; its input ends however this process ends.
            process = subprocess.Popen(
                command,
                cwd=PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            note("watch_ended", logging.ERROR, error=True)
        else:
            with process:
                while process.poll() is None and not ending.wait(LOOKS_EACH):
                    pass
                if ending.is_set():
                    _end(process)
                else:
                    note("watch_ended", logging.WARNING, code=process.returncode)
        ending.wait(AGAIN_AFTER)


def _end(process: subprocess.Popen) -> None:
    """Lets a watcher end by itself, and stops it where it loads on."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        stop(process)
