"""python -m etl load | preview | mappings | rebuild | status | rollback | withdraw | watch |
backup | restore | sample | template | procedures | units | read-workbook"""

import logging
import signal
import sys
import threading
import traceback
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import cast

import duckdb

from etl import words
from etl.command_line import parser
from etl.commands import COMMANDS, FAILED, print_json
from etl.disk import refused_by_disk
from etl.settings import read_settings
from etl.words import Refusal
from log_lines import note, raised_in, start_file


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; gives the exit code. Every failure is one sentence on stderr."""
    for stream in cast("tuple[TextIOWrapper, ...]", (sys.stdout, sys.stderr)):
        stream.reconfigure(encoding="utf-8")
    as_json = "--json" in (sys.argv if arguments is None else arguments)
    stop_asked = _interrupt_on_signals()
    settings = None
    try:
        options = parser().parse_args(arguments)
        settings = read_settings(options.data)
        if options.wait is not None:
            settings = replace(settings, lock_wait_seconds=options.wait)
        start_file(settings.log_file, settings.log)
        return COMMANDS[options.command](options, settings)
    except (Exception, KeyboardInterrupt) as error:
        sentence = _sentence(error, str(settings.data) if settings else "")
        if stop_asked.is_set():
            # Whatever library the signal came to may have made another error of it.
            sentence = words.commands.INTERRUPTED
        sentence = " ".join([sentence, *getattr(error, "__notes__", ())])
        is_refusal = isinstance(error, Refusal)
        level = logging.WARNING if is_refusal else logging.ERROR
        reason = raised_in(error)
        note("command_failed", level, not is_refusal, reason=reason)
    if as_json:
        print_json({"published": False, "sentence": sentence, "reason": reason})
    print(sentence, file=sys.stderr)
    return FAILED


def _interrupt_on_signals() -> threading.Event:
    """Has SIGTERM stop the command as Ctrl+C does; gives what is set once either has come."""
    asked = threading.Event()

    def interrupt(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGTERM, interrupt)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)  # unless whoever started it has it ignored
    return asked


def _sentence(error: BaseException, data: str) -> str:
    """What a failure is called, one sentence whatever it is."""
    if isinstance(error, Refusal):
        # A file that is blamed while the disk is full is not to blame.
        disk = refused_by_disk(error.__cause__, forbidden=False)
        return str(error) if disk is None else words.data_folder.cannot_write(data, disk)
    if isinstance(error, OSError):
        return words.data_folder.cannot_write(error.filename or data, error.errno)
    if isinstance(error, duckdb.Error):
        disk = refused_by_disk(error)
        if disk is None:
            return words.data_folder.engine_failed(str(error).splitlines()[0])
        return words.data_folder.cannot_write(data, disk)
    # Where it happened and no more: what an error says may hold what somebody wrote in a file.
    last = traceback.extract_tb(error.__traceback__)[-1]
    return words.commands.unexpected(
        type(error).__name__, f"{Path(last.filename).name}:{last.lineno}"
    )


if __name__ == "__main__":
    sys.exit(main())
