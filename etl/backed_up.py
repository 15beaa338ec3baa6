"""What of a data folder a backup takes: files and folders, and their names in an archive."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from config_file import config_path
from etl.settings import Settings
from etl.snapshots import current, held, named_by_papers
from snapshot_file import seal_of

CONFIG = "config.toml"
FOLDERS = ("access", "inbox", "staged", "papers", "reference", "last_good", "withdrawals")
WAREHOUSE = ("CURRENT", "HELD", "last_load.json", "last_entries.json")


def may_be_restored(name: str) -> bool:
    """Whether a file's name in an archive leads to where a backup takes files from."""
    top, *inside = name.split("/")
    if top == "warehouse" and len(inside) == 1:
        return inside[0] in WAREHOUSE or inside[0].endswith((".duckdb", ".seal"))
    if "\\" in name or {"", ".", ".."} & {*inside}:
        return False
    return name == CONFIG or (top in FOLDERS and bool(inside))


def files_of(
    settings: Settings, cannot_read: Callable[[str, OSError], None]
) -> Iterator[tuple[str, Path]]:
    """Every file that is backed up: its name in the archive, and where it lies."""
    for top, folder in _tops(settings):
        if not folder.is_dir():
            cannot_read(top, OSError(errno.ENOENT, str(folder)))

        def cannot_list(error: OSError, top=top, folder=folder) -> None:
            """Names the folder that cannot be listed, as it would stand in the archive."""
            cannot_read(_name(top, folder, Path(error.filename)), error)

        for place, names in _walked(folder, cannot_list):
            for path in sorted(place / name for name in names):
                name = _name(top, folder, path)
                try:
                    if path.suffix != ".new" and _is_file(path):  # .new: somebody is writing it
                        yield name, path
                except OSError as error:
                    cannot_read(name, error)
    yield CONFIG, config_path()
    warehouse = settings.warehouse
    pinned = {current(warehouse), held(warehouse), *named_by_papers(settings)}
    snapshots = [warehouse / f"{name}.duckdb" for name in sorted(pinned - {None})]
    paths = [warehouse / name for name in WAREHOUSE]
    for path in (*snapshots, *map(seal_of, snapshots), *paths):
        if path.is_file():
            yield f"warehouse/{path.name}", path


def folders_of(settings: Settings) -> Iterator[tuple[str, int]]:
    """Every folder that is backed up: its name in the archive, and its rights."""
    for top, folder in _tops(settings):
        for place, _ in _walked(folder):
            name = _name(top, folder, place)
            if is_text(name) and (name in FOLDERS or may_be_restored(name)):
                yield name, os.stat(place).st_mode & 0o777


def is_text(name: str) -> bool:
    """Whether a name can be written in UTF-8; some of Linux are bytes of another encoding."""
    return shown(name) == name


def shown(name: str) -> str:
    """A name as it can be written in UTF-8."""
    return name.encode("utf-8", "backslashreplace").decode()


def _tops(settings: Settings) -> list[tuple[str, Path]]:
    folders = {name: settings.data / name for name in FOLDERS} | {"reference": settings.reference}
    return [(name, folder) for name, folder in folders.items() if os.path.lexists(folder)]


def _walked(folder: Path, onerror=None) -> Iterator[tuple[Path, list[str]]]:
    """Every folder within one, links to folders too, which loads follow; and its files' names."""
    for place, inner, names in os.walk(folder, onerror=onerror, followlinks=True):
        way = [Path(place), *Path(place).parents]
        passed = {path.resolve() for path in way if path.is_relative_to(folder)}
        # A link to a folder on the way to it would lead around for ever.
        inner[:] = [name for name in inner if Path(place, name).resolve() not in passed]
        yield Path(place), names


def _is_file(path: Path) -> bool:
    """Whether a file is there still. Raises OSError where what is there is none, or its link leads
    nowhere."""
    try:
        if stat.S_ISREG(path.stat().st_mode):
            return True
    except FileNotFoundError:
        if path.is_symlink():
            raise
        return False
    raise OSError(path)


def _name(top: str, folder: Path, path: Path) -> str:
    return (Path(top) / path.relative_to(folder)).as_posix()
