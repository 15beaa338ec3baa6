"""The lock of `make run`: the closure of requirements.txt, each file by its hash, and no more."""

import re
import shutil
import subprocess
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import PROJECT

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins(name: str) -> dict[str, set[str]]:
    """The package names of a file of requirements, each with the versions that it pins."""
    found: dict[str, set[str]] = {}
    for line in (PROJECT / name).read_text("utf-8").splitlines():
        if pin := re.match(r"([\w.-]+)==([^\s;]+)", line):
            found.setdefault(canonicalize_name(pin[1]), set()).add(pin[2])
    return found


def closure(names: set[str]) -> set[str]:
    """These packages and all that they require on this system, by what is installed."""
    found: set[str] = set()
    while names - found:
        name = (names - found).pop()
        found.add(name)
        required = map(Requirement, metadata.requires(name) or [])
        names = names | {
            canonicalize_name(requirement.name)
            for requirement in required
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        }
    return found


def installed(names: set[str]) -> set[str]:
    return {name for name in names if any(metadata.distributions(name=name))}


def test_every_line_of_the_lock_pins_a_package_and_has_its_hashes():
    text = (PROJECT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines
    for line in lines:
        pin, *hashes = re.split(r"\s+(?=--hash)", line.strip())
        assert re.fullmatch(r"[\w.-]+==[^\s;]+( ; .+)?", pin), pin
        assert hashes and all(map(HASH.fullmatch, hashes)), pin


def test_the_lock_and_the_constraints_pin_the_same_versions():
    locked, constrained = pins("requirements.lock"), pins("constraints.txt")
    assert locked == {name: constrained.get(name) for name in locked}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_direct_dependency_is_pinned_as_it_is_locked(name):
    direct, constrained = pins(name), pins("constraints.txt")
    lines = (PROJECT / name).read_text("utf-8").splitlines()
    assert len(direct) == len([line for line in lines if line and line[0] not in "#-"])
    assert direct == {name: constrained.get(name) for name in direct}


def test_the_lock_holds_what_the_dashboard_needs_and_no_library_of_the_tests():
    locked, direct = set(pins("requirements.lock")), set(pins("requirements.txt"))
    assert direct <= locked
    assert installed(locked) == closure(installed(direct))
    assert not locked & (set(pins("requirements-dev.txt")) - direct)


def test_constraints_have_no_hashes_which_pip_would_then_want_of_every_package():
    assert "--hash" not in (PROJECT / "constraints.txt").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("make"), reason="a machine without make")
def test_make_run_installs_by_the_lock_with_its_hashes():
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "run"],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
    )
    (install,) = (line for line in done.stdout.splitlines() if "pip install" in line)
    assert install.endswith("--require-hashes -r requirements.lock")
