"""Commands of `python -m etl` that the board runs, each as a process of its own."""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence

from audit_log import ACCOUNT
from board.runtime.settings import SETTINGS
from board.text import data_intake
from config_file import PROJECT, data_folder
from log_lines import note

ETL = (sys.executable, "-m", "etl")
STOPS_WITHIN = 10  # seconds in which a command that is asked to stop clears away what it began


class CommandFailed(Exception):
    """A command that printed no result: `reason` is its kind, `number` what belongs to it.

    not_started: the system's error number; too_long: the limit in seconds; no_result: exit code.
    """

    def __init__(self, reason: str, number: float):
        super().__init__(reason)
        self.reason, self.number = reason, number


def run(
    command: Sequence[str],
    each_line: Callable[[str], None] | None = None,
    account: str | None = None,
) -> tuple[dict, int]:
    """Runs a command to its end; gives the JSON object that it printed, and its exit code. The log
    of use has what it does under `account`, which signed in.

    `each_line` is called with each line of its stderr, which names files: the log has lines of its
    own. Raises CommandFailed where there is no such object, or it took over `load_limit_seconds`.
    """
    read_end, write_end = os.pipe()
    try:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=os.environ | {ACCOUNT: account or ""},
            stdout=subprocess.PIPE,
            stderr=write_end,
        )
    except OSError as error:
        os.close(read_end)
        raise CommandFailed("not_started", error.errno or 0) from error
    finally:
        os.close(write_end)
    reader = threading.Thread(target=_lines, args=(read_end, each_line), daemon=True)
    reader.start()
    with process:
        try:
            printed, _ = process.communicate(timeout=SETTINGS.load_limit_seconds)
        except subprocess.TimeoutExpired:
            stop(process)
            raise CommandFailed("too_long", SETTINGS.load_limit_seconds) from None
    try:
        result = json.loads(printed)
    except ValueError:
        result = None
    if not isinstance(result, dict):
        raise CommandFailed("no_result", process.returncode)
    return result, process.returncode


def result_of(*arguments: str, account: str | None = None) -> dict:
    """What a command of etl, given by its name and arguments, printed; where it came to no result,
    a `sentence` that says why."""
    try:
        command = [*ETL, *arguments, "--json", "--data", str(data_folder())]
        result, _ = run(command, account=account)
    except CommandFailed as failed:
        note("command_failed", logging.ERROR, reason=failed.reason, code=failed.number)
        return {"sentence": data_intake.command_failed(failed.reason, failed.number)}
    return result


def _lines(read_end: int, each_line: Callable[[str], None] | None) -> None:
    with os.fdopen(read_end, encoding="utf-8", errors="replace") as stream:
        for line in stream:
            if each_line is not None:
                each_line(line.strip())


def stop(process: subprocess.Popen) -> None:
    """Asks a command to stop, and ends it where it does not."""
    process.terminate()
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
