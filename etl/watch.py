"""The inbox, watched: files are loaded once they are complete, and `inbox/log` says what became of
each. One watcher a data folder; it ends with a signal, or with the program that started it."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import watchfiles
from filelock import FileLock, Timeout

import ward_clock
from config_file import PROJECT
from etl import words
from etl.settings import Settings
from etl.words import Refusal
from etl.words import watch as text
from inbox_file import LOG, NO_FILES, files_in
from whole_file import write_whole

LOOKS_EACH = 1.0  # seconds between looks as long as a file is not complete
LOOKS_AT_REST = 30  # of these: a share may lose a notice
SAME_FOR, SAME_ON_A_SHARE = 3.0, 10.0  # seconds without a change after which a file is complete
GIVEN_UP_AFTER = 60.0  # seconds of one that is empty or held open: the load then says what is wrong
AGAIN_AFTER = 60.0  # seconds after a load that came to no end, such as one that waited in vain
POLLED_EACH = 5000  # milliseconds, on a share
MOST_AT_ONCE = 100  # files, so that a command line is not too long
STOPS_WITHIN = 10  # seconds in which a load that is asked to stop clears away what it began
LOG_BYTES = 200_000  # of which the newer half is kept
SHARES = re.compile(
    r"nfs4?|cifs|smb\w*|9p|afs|ceph|davfs|drvfs|glusterfs|fuse\.(sshfs|rclone|gvfs.*)"
)
REMOTE_DRIVE = 4  # what Windows calls one

Stamp = tuple[int, int]


@dataclass
class Inbox:
    """What of the inbox was loaded already, and since when each other file has stayed the same."""

    same_for: float
    loaded: dict[Path, Stamp] = field(default_factory=dict)
    waiting: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)

    def complete(self, files: list[Path], now: float) -> list[Path]:
        """Those of the files that are to be loaded now, by a clock in seconds."""
        ready, before, self.waiting = [], self.waiting, {}
        for path in files:
            try:
                seen = path.stat()
            except OSError:
                continue
            stamp = (seen.st_size, seen.st_mtime_ns)
            if self.loaded.get(path) == stamp:
                continue
            known, since = before.get(path, (None, now))
            since = since if known == stamp else now
            self.waiting[path] = stamp, since
            same = now - since
            if same >= self.same_for and (same >= GIVEN_UP_AFTER or (stamp[0] and _opens(path))):
                ready.append(path)
        return ready[:MOST_AT_ONCE]

    def were_loaded(self, files: list[Path]) -> None:
        """Notes that a load judged these, as they were when they were complete."""
        for path in files:
            self.loaded[path], _ = self.waiting.pop(path)

    def try_later(self, files: list[Path], now: float) -> None:
        """Lets files wait that no load could judge."""
        for path in files:
            stamp, _ = self.waiting[path]
            self.waiting[path] = stamp, now + AGAIN_AFTER - self.same_for


def watch(
    settings: Settings, poll: bool, stop: threading.Event, print_line: Callable[[str], None]
) -> None:
    """Loads what comes into the inbox until `stop` is set; `print_line` gets each line of the log.

    Raises Refusal where another watches it, or it leads nowhere, and KeyboardInterrupt.
    """
    inbox = settings.inbox
    if os.path.lexists(inbox) and not inbox.is_dir():
        raise Refusal(words.files.missing(str(inbox)))
    inbox.mkdir(parents=True, exist_ok=True)
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.warehouse / "WATCH", timeout=0):
            _watch(settings, poll or is_on_a_share(inbox), stop, print_line)
    except Timeout as error:
        raise Refusal(text.ALREADY) from error


def note_line(inbox: Path, line: str) -> str:
    """Adds a line to the log of the inbox, which keeps a bounded size; gives it as it stands."""
    stamped = f"{ward_clock.now():%d/%m/%Y %H:%M:%S} {' '.join(line.split())}"
    path = inbox / LOG
    with suppress(OSError):  # a full disk, or somebody's folder of that name, stops no load
        with open(path, "a", encoding="utf-8", opener=_for_its_owner) as stream:
            stream.write(f"{stamped}\n")
            is_long = stream.tell() > LOG_BYTES
        if is_long:
            newer = path.read_bytes()[-LOG_BYTES // 2 :].partition(b"\n")[2]
            write_whole(path, newer, 0o600)
    return stamped


def is_on_a_share(folder: Path) -> bool:
    """Whether a folder lies on another machine, which gives no notice of a new file."""
    place = folder.resolve()
    if os.name == "nt":
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(place.anchor)
        return place.anchor.startswith("\\\\") or drive == REMOTE_DRIVE
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return SHARES.fullmatch(_kind_of_disk(place, lines)) is not None


def _kind_of_disk(place: Path, mounts: list[str]) -> str:
    """The kind of the file system that a place lies on, by the lines of mountinfo."""
    nearest, kind = -1, ""
    for line in mounts:
        own, _, rest = line.partition(" - ")
        at = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), own.split()[4]))
        # Of two at one place the later lies over the earlier.
        if place.is_relative_to(at) and len(at.parts) >= nearest:
            nearest, kind = len(at.parts), rest.split()[0]
    return kind


def _watch(settings: Settings, poll: bool, stop: threading.Event, print_line) -> None:
    def log(line: str) -> None:
        """Gives a line to who watches and to the inbox's own log."""
        print_line(note_line(settings.inbox, line))

    inbox, is_first, rest, failure = Inbox(SAME_ON_A_SHARE if poll else SAME_FOR), True, 0, ""
    log(text.STARTED_POLLING if poll else text.STARTED)
    try:
        for changes in watchfiles.watch(
            settings.inbox,
            watch_filter=lambda _, path: not NO_FILES.fullmatch(Path(path).name),
            stop_event=stop,
            rust_timeout=int(LOOKS_EACH * 1000),
            yield_on_timeout=True,
            force_polling=poll or None,
            poll_delay_ms=POLLED_EACH,
            ignore_permission_denied=True,
        ):
            rest = 0 if changes or inbox.waiting or is_first else rest + 1
            if rest % LOOKS_AT_REST:
                continue
            found = [p for p in files_in(settings.inbox) if not p.is_relative_to(settings.entries)]
            if ready := inbox.complete(found, time.monotonic()):
                summary = _loaded(settings, ready)
                if "files" in summary:
                    inbox.were_loaded(ready)
                    failure = ""
                    for line in text.became_of(summary, is_first):
                        log(line)
                else:
                    inbox.try_later(ready, time.monotonic())
                    if failure != (failure := text.failed(len(ready), summary["sentence"])):
                        log(failure)
            is_first = is_first and bool(inbox.waiting)
    finally:
        log(text.ENDED)


def _loaded(settings: Settings, files: list[Path]) -> dict:
    """What a load of these files printed, as a process of its own; where it came to no summary, a
    `sentence` that says why."""
    command = [sys.executable, "-m", "etl", "load", "--json", "--data", str(settings.data)]
    process = subprocess.Popen(
        [*command, *map(str, files)],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        printed, _ = process.communicate()
    except BaseException:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
        raise
    try:
        summary = json.loads(printed)
    except ValueError:
        summary = None
    return (
        summary if isinstance(summary, dict) else {"sentence": text.broken_off(process.returncode)}
    )


def _opens(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:  # Windows: who copies it holds it
        return False


def _for_its_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def set_at_end_of(stdin: int, stop: threading.Event) -> None:
    """Sets an event, in a thread, once a stream ends, by its number: Python's own stream would be
    locked still when the process ends."""

    def read() -> None:
        """Waits for the end, whatever comes before it."""
        while os.read(stdin, 1024):
            pass
        stop.set()

    threading.Thread(target=read, daemon=True).start()
