"""First loads that tests repeat, cached by the hash of all that goes into them: files, code, day.

Into a folder that holds no data yet the same files load to the same tables, so what such a load
left is cached as one archive and unpacked for the next test, or the next run, that asks for it.
Every test gets a copy of its own, which it may change. `pytest --cache-clear` forgets all of them.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from config_file import PROJECT
from etl.load import load
from etl.profile import Profile
from etl.progress import Progress
from etl.settings import Settings
from inbox_file import NO_FILES
from ward_clock import at, today

LOADS = PROJECT / ".pytest_cache" / "d" / "loads"
MADE = ("staged", "checked", "warehouse", "last_good")
SUMMARY = "summary.json"


def load_or_unpack(settings: Settings, paths: list[Path], as_of: date | None = None) -> dict:
    """The summary of a load of `paths`, else of the inbox, whose tables then are in the folder.

    Raises Refusal as the load does. A folder that holds data or entries is loaded anew each time.
    """
    files = _files(paths or [settings.inbox])
    archive = LOADS / code_hash() / f"{_key(settings, files, as_of)}.zip"
    is_first = not any((settings.data / name).exists() for name in MADE)
    has_entries = any(path.is_relative_to(settings.entries) for path in files)
    may_be_cached = is_first and not has_entries and all(path.exists() for path in paths)
    if may_be_cached and archive.is_file():
        return _unpack(archive, settings.data)
    summary = load(settings, paths, Profile(), as_of, Progress())
    if may_be_cached:
        _save(archive, settings.data, summary)
    return summary


def forget_other_code() -> None:
    """Takes away the loads of any other code than the present."""
    for folder in LOADS.glob("*/"):
        if folder.name != code_hash():
            shutil.rmtree(folder, ignore_errors=True)


@cache
def code_hash() -> str:
    """The hash of the code, the settings and the reference tables that a load reads."""
    paths = [p for p in (PROJECT / "etl").rglob("*") if p.suffix in (".py", ".sql", ".json")]
    paths += [
        *PROJECT.glob("*.py"),
        *PROJECT.glob("*.sql"),
        *(PROJECT / "data" / "reference").glob("*.csv"),
        PROJECT / "config.toml",
    ]
    digest = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted(paths):
        digest.update(f"\0{path.relative_to(PROJECT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _key(settings: Settings, files: list[Path], as_of: date | None) -> str:
    """The hash of what a first load depends on but for the code: files, settings and the day."""
    digest = hashlib.sha256()
    reference = settings.data / "reference"
    for path in [*files, *sorted(reference.glob("*.csv")), *sorted(reference.glob("*/*.toml"))]:
        changed = at(path.stat().st_mtime).date()
        in_project = path.resolve().is_relative_to(PROJECT)
        digest.update(f"\0{path.name}\0{changed}\0{in_project}\0".encode() + path.read_bytes())
    options = {name: value for name, value in vars(settings).items() if not isinstance(value, Path)}
    digest.update(f"\0{options}\0{as_of}\0{today()}".encode())
    return digest.hexdigest()[:32]


def _files(paths: list[Path]) -> list[Path]:
    """The files that a load reads, in its order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if not NO_FILES.fullmatch(p.name))
        elif path.is_file():
            found.append(path)
    return [path for path in found if path.is_file()]


def _unpack(archive: Path, data: Path) -> dict:
    """Puts the cached tables into a data folder and gives the summary of their load."""
    with zipfile.ZipFile(archive) as stored:
        names = stored.namelist()
        stored.extractall(data, [name for name in names if name != SUMMARY])
        return json.loads(stored.read(SUMMARY))


def _save(archive: Path, data: Path, summary: dict) -> None:
    """Keeps what a load left. The archive gets its name in one step: who finds it finds it whole,
    however many write it at once."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=archive.parent)
    os.close(descriptor)
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as stored:
        stored.writestr(SUMMARY, json.dumps(summary))
        for path in (p for folder in MADE for p in sorted((data / folder).rglob("*"))):
            stored.write(path, path.relative_to(data))
    os.replace(name, archive)
