"""What `python -m board doctor` looks at: each check is a function that says whether it is fine."""

import os
import sys
import tomllib
from collections.abc import Callable

import ward_clock
from board.commands.doctor import disk, machine, serving, snapshot
from board.commands.doctor.check import Check
from board.runtime.settings import PAPERS, SERVER, SETTINGS
from board.text import doctor
from config_file import PROJECT, data_folder


def examine() -> list[Check]:
    """Every check of this installation and its data folder; one that fails itself is not fine, and
    the others are made all the same."""
    data, opened = data_folder(), snapshot.open_snapshot()
    found = None if isinstance(opened, str) else opened
    checks = {
        "python": lambda: machine.python(
            sys.version_info[:3], _toml("pyproject.toml")["project"]["requires-python"]
        ),
        "libraries": lambda: machine.libraries(
            machine.locked((PROJECT / "requirements.lock").read_text("utf-8")), machine.installed
        ),
        "folders": lambda: disk.folders(data),
        "free_space": lambda: disk.free_space(*disk.free_and_needed(data, found)),
        "snapshot": lambda: snapshot.snapshot(
            opened, ward_clock.today(), SETTINGS.stale_after_days
        ),
        "calendar": lambda: snapshot.calendar(
            snapshot.last_day_of_calendar(found), ward_clock.today()
        ),
        "files": lambda: disk.files(disk.problems(data)),
        "server": lambda: serving.server(
            *serving.bound(_toml(".streamlit/config.toml")["server"], os.environ),
            SERVER.hosts,
            PAPERS.address,
            serving.who_answers,
        ),
        "time_zone": lambda: machine.time_zone(ward_clock.now(), snapshot.built_when(found)),
    }
    return [_made(key, check) for key, check in checks.items()]


def _made(key: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except Exception as error:
        return Check(key, False, doctor.not_looked_at(type(error).__name__))


def _toml(name: str) -> dict:
    return tomllib.loads((PROJECT / name).read_text("utf-8"))
