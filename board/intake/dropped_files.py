"""Files dropped on a page, previewed and loaded by commands of etl; they stay on no disk.

A dropped file holds persons' data: it is written for the time of one command, into a folder of its
own that only its command reads, and is taken away with it.
"""

import json
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path, PureWindowsPath
from uuid import uuid4

from filelock import FileLock, Timeout

import ward_clock
from board.intake.etl_command import ETL, CommandFailed, result_of, run
from board.text import dropped_files
from config_file import data_folder
from disk_errors import disk_reason
from log_lines import note, note_load

PREFIX = "bang-dieu-hanh-"
LONGEST_NAME = 80  # letters: file systems take 255 bytes
STEPS_A_FILE, STEPS_AT_THE_END = 3, 2  # read, land, check; build, publish
OLD = timedelta(days=7)
KEPT_SECONDS = 3600  # of what a load gave, for a reader who does not come back for it


@dataclass(frozen=True)
class DroppedFile:
    """One file as a browser sent it, and what somebody answered about it, by question."""

    name: str
    content: bytes = field(repr=False)
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LoadedBy:
    """Who loads: the code that answers are kept under, the codes of the only units that files may
    be of, None for all, and the account that signed in."""

    code: str
    units: frozenset[str] | None
    account: str | None


@dataclass
class LoadRun:
    """A load that runs, or has ended: its steps, the files' results, and their rejected rows."""

    expected_steps: int
    steps: int = 0
    step: str = ""
    files: list[dict] = field(default_factory=list)
    rejected: list[bytes] = field(default_factory=list, repr=False)  # a workbook a command
    failure: str | None = None
    ended_at: float | None = None

    @property
    def share_done(self) -> float:
        """How far the load is, from 0 to 1, by its steps."""
        return min(1.0, self.steps / self.expected_steps)


_runs: dict[str, LoadRun] = {}
_folders: set[Path] = set()


def preview(file: DroppedFile, units: frozenset[str] | None, by: str = "") -> dict:
    """What `python -m etl preview` says of a file of some units alone, None for all; where it
    fails, a refusal with its sentence."""
    try:
        with _folder() as folder:
            path = _written(folder, file)
            result = result_of("preview", str(path), *_answers(folder, file, by), *_units(units))
    except OSError as error:
        result = {"sentence": dropped_files.drop_not_written(disk_reason(error.errno))}
    found = {"file": file.name, "outcome": "refused"} | result
    return found | ({"outcome": "asks"} if lacks_day(found) else {})


def lacks_day(found: dict) -> bool:
    """Whether it must be said on which day dossiers were exported: the file's name does not, and
    by the day on which old ones are dropped all that was open would be overdue."""
    newest, can_be_loaded = found.get("newest_day"), found["outcome"] in ("ready", "asks")
    if not (can_be_loaded and newest and found["as_of_is_estimated"]):
        return False
    return found["source"] == "dossiers" and ward_clock.today() - date.fromisoformat(newest) > OLD


def add_list(command: str, file: DroppedFile, account: str | None) -> dict:
    """What a command that takes a list of units or procedures from a file printed."""
    try:
        with _folder() as folder:
            return result_of(command, str(_written(folder, file)), account=account)
    except OSError as error:
        return {"sentence": dropped_files.drop_not_written(disk_reason(error.errno))}


def start_load(files: Sequence[DroppedFile], by: LoadedBy) -> str:
    """Starts a load of files and does not wait for it; gives the name by which it is asked for."""
    for name, ended in [*_runs.items()]:
        if ended.ended_at and time.time() - ended.ended_at > KEPT_SECONDS:
            _runs.pop(name, None)
    name = uuid4().hex
    _runs[name] = LoadRun(STEPS_A_FILE * len(files) + STEPS_AT_THE_END)
    threading.Thread(target=_load, args=(_runs[name], files, by), daemon=True).start()
    return name


def load_run(name: str) -> LoadRun | None:
    """A load by its name; None for one that is long over."""
    return _runs.get(name)


def is_loading() -> bool:
    """Whether a load of anybody runs now, such as of who has drawn the page anew since."""
    return any(run.ended_at is None for run in [*_runs.values()])


def gave_rejected() -> bool:
    """Whether a load that has ended gave rejected rows that nobody has put away, such as one whose
    page was drawn anew before it ended."""
    return any(run.ended_at and run.rejected for run in [*_runs.values()])


def forget_load(name: str) -> None:
    """Drops what is kept of a load: its results and the rejected rows of its files."""
    _runs.pop(name, None)


def wipe_folders() -> None:
    """Takes away what servers that were killed left of dropped files."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(Timeout, OSError), FileLock(left / ".lock", timeout=0):
            shutil.rmtree(left, ignore_errors=True)


def wipe_own_folders() -> None:
    """Takes away the folders of commands that have not ended, for a server that ends."""
    for folder in [*_folders]:
        shutil.rmtree(folder, ignore_errors=True)


def _load(loading: LoadRun, files: Sequence[DroppedFile], by: LoadedBy) -> None:
    """Loads files that were asked nothing together, the others one after another."""
    plain = [file for file in files if not file.answers]
    parts = [plain] * bool(plain) + [[file] for file in files if file.answers]
    try:
        for part in parts:
            _load_part(loading, part, by)
    except CommandFailed as failed:
        loading.failure = dropped_files.drop_failed(failed.reason, failed.number)
    except OSError as error:
        loading.failure = dropped_files.drop_not_written(disk_reason(error.errno))
    except Exception:
        note("load_failed", error=True)
        loading.failure = dropped_files.drop_failed("no_result", 0)
    loading.ended_at = time.time()


def _load_part(loading: LoadRun, files: Sequence[DroppedFile], by: LoadedBy) -> None:
    def step(line: str) -> None:
        """Takes a line of the load's progress, for the page to show."""
        loading.steps, loading.step = loading.steps + 1, line

    started = time.monotonic()
    with _folder() as folder:
        paths = [str(_written(folder, file)) for file in files]
        rejected = folder / "rejected.xlsx"
        command = [*ETL, "load", *paths, "--json", "--data", str(data_folder())]
        command += [
            "--rejected",
            str(rejected),
            *_answers(folder, files[0], by.code),
            *_units(by.units),
        ]
        result, _ = run(command, step, by.account)
        if rejected.exists():
            loading.rejected.append(rejected.read_bytes())
    if "files" not in result:
        loading.failure = result.get("sentence") or dropped_files.drop_failed("no_result", 0)
        return
    note_load(result, time.monotonic() - started)
    loading.files += result["files"]


def _written(folder: Path, file: DroppedFile) -> Path:
    """A dropped file under its own name, by which its export's day is known."""
    name = PureWindowsPath(file.name.replace("\0", "")).name[-LONGEST_NAME:] or "tep"
    inside = Path(tempfile.mkdtemp(dir=folder))  # two files may have one name
    path = inside / name
    path.write_bytes(file.content)
    return path


def _answers(folder: Path, file: DroppedFile, by: str) -> list[str]:
    if not file.answers:
        return []
    path = folder / "answers.json"
    path.write_text(json.dumps({"answers": file.answers, "by": by}), "utf-8")
    return ["--answers", str(path)]


def _units(codes: frozenset[str] | None) -> list[str]:
    return [] if codes is None else ["--units", ",".join(sorted(codes))]


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for the files of one command, locked while it is used, and gone with it: of the
    system's own, since no rejected row is to be written into the data folder."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    lock = FileLock(folder / ".lock")
    _folders.add(folder)
    try:
        with lock:
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _folders.discard(folder)
