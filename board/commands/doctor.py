"""What `python -m board doctor` looks at: each check is a function that says whether it is fine."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple
from urllib.parse import urlsplit

from packaging.requirements import Requirement

import ward_clock
from board.access.own_machine import OWN_NAMES, why_not_started
from board.runtime.settings import PAPERS, SERVER, SETTINGS
from board.text import doctor
from board.text import snapshots as snapshots_text
from board.warehouse import ask, snapshots
from config_file import PROJECT, data_folder
from disk_errors import disk_reason
from snapshot_file import built_at, hashes_of

OF_LOADS = ("staged", "warehouse", "checked", "last_good", "damaged", "withdrawals")
FOLDERS = ("", "inbox", "inbox/entries", "papers", *OF_LOADS)
LEAST_FREE = 1_000_000_000  # bytes: what the engine spills while it builds tables of a ward's size
AS_MUCH_AS = 3  # snapshots: the one that is built, its tables on the way, the files that it reads
CALENDAR_AHEAD = timedelta(days=31)  # dossiers that are taken in today are due within that time
ANSWERS_WITHIN, STATUS_WITHIN = 2, 120  # seconds


class Check(NamedTuple):
    """One thing that was looked at, by its key in `doctor.CHECKS`, and what is said of it."""

    key: str
    is_fine: bool
    sentence: str


def examine() -> list[Check]:
    """Every check of this installation and its data folder; one that fails itself is not fine, and
    the others are made all the same."""
    data, opened = data_folder(), open_snapshot()
    found = None if isinstance(opened, str) else opened
    checks = {
        "python": lambda: python(
            sys.version_info[:3], _toml("pyproject.toml")["project"]["requires-python"]
        ),
        "libraries": lambda: libraries(
            locked((PROJECT / "requirements.lock").read_text("utf-8")), installed
        ),
        "folders": lambda: folders(data),
        "free_space": lambda: free_space(*free_and_needed(data, found)),
        "snapshot": lambda: snapshot(opened, ward_clock.today(), SETTINGS.stale_after_days),
        "calendar": lambda: calendar(last_day_of_calendar(found), ward_clock.today()),
        "files": lambda: files(problems(data)),
        "server": lambda: server(
            *bound(_toml(".streamlit/config.toml")["server"], os.environ),
            SERVER.hosts,
            PAPERS.address,
            who_answers,
        ),
        "time_zone": lambda: time_zone(ward_clock.now(), built_when(found)),
    }
    return [_made(key, check) for key, check in checks.items()]


def _made(key: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except Exception as error:
        return Check(key, False, doctor.not_looked_at(type(error).__name__))


def python(found: Iterable[int], needed: str) -> Check:
    """Whether Python is as new as pyproject.toml says, such as “>=3.11”."""
    least = [int(number) for number in re.findall(r"\d+", needed)]
    version, wanted = ".".join(map(str, found)), ".".join(map(str, least))
    if [*found] < least:
        return Check("python", False, doctor.python_too_old(version, wanted))
    return Check("python", True, doctor.version_is(version))


def locked(lock: str) -> dict[str, str]:
    """The libraries that a lock names for this system, and their versions."""
    lines = (line.removesuffix("\\") for line in lock.splitlines() if line[:1].isalnum())
    needed = [Requirement(line) for line in lines]
    return {
        requirement.name: str(requirement.specifier).removeprefix("==")
        for requirement in needed
        if requirement.marker is None or requirement.marker.evaluate()
    }


def installed(name: str) -> str | None:
    """The version of a library that is installed; None where it is not."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def libraries(wanted: dict[str, str], version_of: Callable[[str], str | None]) -> Check:
    """Whether every library is there in the version of the lock."""
    differ = [(n, version_of(n), pin) for n, pin in wanted.items() if version_of(n) != pin]
    if differ:
        return Check("libraries", False, doctor.libraries_differ(differ))
    return Check("libraries", True, doctor.libraries_are_locked(len(wanted)))


def folders(data: Path) -> Check:
    """Whether the data folder and those in it can be written, and entries are their owner's."""
    if not data.is_dir():
        return Check("folders", False, doctor.no_data_folder(data))
    wrong = []
    for path in (data / name for name in FOLDERS):
        try:
            if os.path.lexists(path):
                with TemporaryFile(dir=path) as probe:
                    probe.write(b"x")
        except OSError as error:
            wrong.append(doctor.folder_not_written(path, disk_reason(error.errno)))
    entries = data / "inbox" / "entries"
    kept = (*entries.glob("*/*.csv"), *entries.glob("*/*.refused"))
    if any(map(_is_open_to_others, (entries, *entries.glob("*"), *kept))):
        wrong.append(doctor.entries_are_open(entries))
    return Check("folders", not wrong, " ".join(wrong) or doctor.folders_are_fine(data))


def free_and_needed(data: Path, found: snapshots.Snapshot | None) -> tuple[int, int]:
    """The bytes that are free where the data lie, and those that the next load may need."""
    size = found.path.stat().st_size if found else 0
    there = next(path for path in (data, *data.parents) if path.exists())
    return shutil.disk_usage(there).free, LEAST_FREE + AS_MUCH_AS * size


def free_space(free: int, needed: int) -> Check:
    """Whether the disk has room for the next load."""
    words = doctor.little_space if free < needed else doctor.space_is_free
    return Check("free_space", free >= needed, words(free, needed))


def open_snapshot() -> snapshots.Snapshot | str:
    """The snapshot that pages show, or a sentence that says why there is none."""
    try:
        return snapshots.current()
    except snapshots.NoWarehouse:
        return snapshots_text.NO_WAREHOUSE
    except snapshots.WrongSchema:
        return snapshots_text.WRONG_SCHEMA
    except Exception:  # SnapshotLost, or a folder that the system does not let be read
        return snapshots_text.SNAPSHOT_LOST


def snapshot(opened: snapshots.Snapshot | str, today: date, stale_after_days: int) -> Check:
    """Whether the snapshot that pages show is the published one, sealed and recent."""
    if isinstance(opened, str):
        return Check("snapshot", False, opened)
    age = (today - opened.data_date).days
    wrong = None
    if opened.in_place_of:
        wrong = snapshots_text.fallback_shown(opened.in_place_of, opened.name, opened.data_date)
    elif not hashes_of(opened.path):
        wrong = doctor.not_sealed(opened.name)
    elif age > stale_after_days and not opened.is_sample:
        wrong = doctor.snapshot_is_old(opened.name, opened.data_date, age)
    fine = doctor.snapshot_is_fine(opened.name, opened.data_date, opened.is_sample)
    return Check("snapshot", wrong is None, wrong or fine)


def built_when(found: snapshots.Snapshot | None) -> datetime | None:
    """When a snapshot was built, on the ward's clock."""
    return found and datetime.fromtimestamp(built_at(found.path), ward_clock.WARD_ZONE)


def last_day_of_calendar(found: snapshots.Snapshot | None) -> date | None:
    """The last day for which holidays are known; None where no snapshot says it."""
    if found is None:
        return None
    return ask.ask(found, "calendar_cover")["last_day"].max().date()


def calendar(last: date | None, today: date) -> Check:
    """Whether holidays are known for as long as dossiers of today may take."""
    if last is None:
        return Check("calendar", False, doctor.CALENDAR_UNKNOWN)
    is_fine = last - today >= CALENDAR_AHEAD
    return Check("calendar", is_fine, doctor.calendar_ends(last, is_fine))


def problems(data: Path) -> list[str]:
    """What `python -m etl status` finds wrong in the data folder and the reference files."""
    command = [sys.executable, "-m", "etl", "status", "--json", "--data", str(data)]
    try:
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=STATUS_WITHIN)
        status = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return [doctor.STATUS_UNREADABLE]
    return status.get("problems", [status.get("sentence", doctor.STATUS_UNREADABLE)])


def files(found: list[str]) -> Check:
    """Whether the files of the data folder and the reference tables are whole."""
    return Check("files", not found, " ".join(found) or doctor.FILES_ARE_FINE)


def bound(server_settings: dict, environment) -> tuple[str, int]:
    """The address and the port that `streamlit run` would listen on; no address means every one."""
    address = environment.get("STREAMLIT_SERVER_ADDRESS", server_settings.get("address", ""))
    return address, int(environment.get("STREAMLIT_SERVER_PORT", server_settings.get("port", 8501)))


def who_answers(port: int) -> str | None:
    """What answers on a port of this machine: "board", "other", or None where nothing does."""
    asked = http.client.HTTPConnection("localhost", port, timeout=ANSWERS_WITHIN)
    try:
        asked.request("GET", "/_stcore/health")
        answer = asked.getresponse()
        # Every program that is made with Streamlit says ok there; only the gate sends a policy.
        is_board = answer.read(10) == b"ok" and answer.getheader("content-security-policy")
        return "board" if is_board else "other"
    except ConnectionRefusedError:
        return None
    except (OSError, http.client.HTTPException):
        return "other"
    finally:
        asked.close()


def server(
    address: str,
    port: int,
    hosts: list[str],
    papers_address: str,
    answers: Callable[[int], str | None],
) -> Check:
    """Whether the dashboard would start, on a port that is free, and answer under the address that
    papers carry. `answers` says who answers on a port."""
    name = urlsplit(papers_address).hostname or ""
    own = {*(own_name.strip("[]") for own_name in OWN_NAMES), *(host.lower() for host in hosts)}
    wrong, who = [why_not_started(address, hosts)], answers(port)
    if who == "other":
        wrong.append(doctor.port_is_taken(port))
    if name not in own:
        wrong.append(doctor.papers_lead_nowhere(papers_address, name))
    sentence = " ".join(filter(None, wrong))
    fine = doctor.server_is_fine(f"http://{address}:{port}", who == "board")
    return Check("server", not sentence, sentence or fine)


def time_zone(now: datetime, built: datetime | None) -> Check:
    """Whether the clock stands after all that was built; the ward's own zone counts everywhere."""
    if built and built > now:
        return Check("time_zone", False, doctor.clock_was_set_back(now, built))
    return Check(
        "time_zone", True, doctor.clock_is_fine(now, now.astimezone().utcoffset() or timedelta())
    )


def _toml(name: str) -> dict:
    return tomllib.loads((PROJECT / name).read_text("utf-8"))


def _is_open_to_others(path: Path) -> bool:
    return os.name == "posix" and path.exists() and bool(path.stat().st_mode & 0o077)
