"""Whether Python, the libraries and the clock are what the program needs."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from importlib import metadata

from packaging.requirements import Requirement

from board.commands.doctor.check import Check
from board.text import doctor


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


def time_zone(now: datetime, built: datetime | None) -> Check:
    """Whether the clock stands after all that was built; the ward's own zone counts everywhere."""
    if built and built > now:
        return Check("time_zone", False, doctor.clock_was_set_back(now, built))
    return Check(
        "time_zone", True, doctor.clock_is_fine(now, now.astimezone().utcoffset() or timedelta())
    )
