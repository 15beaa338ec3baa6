"""A data folder → one zip archive: all that a load could not make again, and the settings.

`backup.json`, the last thing in the archive, names every file with its hash, its rights and when
it was changed, so that what comes back is known to be what was there.
"""

import hashlib
import json
import os
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from etl import clock, words
from etl.build import SCHEMA_VERSION
from etl.publish import writing
from etl.settings import PROJECT, Settings
from etl.snapshots import current, held, named_by_papers
from etl.words import Refusal
from snapshot_file import seal_of
from whole_file import put

MANIFEST = "backup.json"
FORMAT = 1  # goes up when an archive holds what this code would not put back
CONFIG = "config.toml"
CODES = "papers/codes.jsonl"  # pages add lines to it
FOLDERS = ("inbox", "staged", "papers", "reference", "last_good")
WAREHOUSE = ("CURRENT", "HELD", "last_load.json", "last_entries.json")
TEXTS = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".toml", ".seal"}  # the others are packed
CHUNK = 1 << 20  # bytes


def backup(settings: Settings, archive: Path) -> dict:
    """Writes the archive whole or not at all, for its owner alone, while no load runs; gives what
    it holds, and `troubles`: a sentence for each file that could not be taken.

    Raises Refusal where there is nothing to back up, where the archive would lie in the data folder
    or in the place of a file that is no backup, and where it cannot be written.
    """
    archive = archive.resolve()
    if archive.is_relative_to(settings.data):
        raise Refusal(words.backup_in_data(str(archive)))
    if archive.exists() and not is_backup(archive):
        raise Refusal(words.backup_over_other(str(archive)))
    if not any(any((settings.data / name).glob("*")) for name in ("inbox", "staged", "papers")):
        raise Refusal(words.nothing_to_back_up(str(settings.data)))
    new = archive.with_name(f"{archive.name}.new")
    with writing(settings):
        try:
            new.unlink(missing_ok=True)
            with open(new, "xb", opener=for_its_owner) as stream:
                made = _write(stream, settings)
            put(new, archive)
        except OSError as error:
            raise Refusal(words.backup_not_written(str(archive), error.errno)) from error
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)
    return made | {"archive": str(archive)}


def is_backup(path: Path) -> bool:
    """Whether a file is an archive that `backup` made."""
    try:
        with zipfile.ZipFile(path) as packed:
            return MANIFEST in packed.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def may_be_restored(name: str) -> bool:
    """Whether a file's name in an archive leads to where a backup takes files from."""
    top, *inside = name.split("/")
    if top == "warehouse" and len(inside) == 1:
        return inside[0] in WAREHOUSE or inside[0].endswith((".duckdb", ".seal"))
    if "\\" in name or {"", ".", ".."} & {*inside}:
        return False
    return name == CONFIG or (top in FOLDERS and bool(inside))


def product_version() -> str:
    """The version of the product, as pyproject.toml says it."""
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def _write(stream, settings: Settings) -> dict:
    files: dict[str, dict] = {}
    troubles: dict[str, str] = {}

    def cannot_read(name: str, error: OSError) -> None:
        troubles[name] = words.not_backed_up(_shown(name), error.errno)

    with zipfile.ZipFile(stream, "w", compresslevel=6) as packed:
        # Pages write while this runs: it is over when another look finds nothing new.
        while missing := {
            name: path
            for name, path in _files(settings, cannot_read)
            if name not in files and name not in troubles
        }:
            for name, path in missing.items():
                if name == CODES and len(missing) > 1:
                    continue  # last of all, so that no paper is there whose code is not
                if not (_is_text(name) and may_be_restored(name)):
                    troubles[name] = words.not_backed_up_by_name(_shown(name))
                    continue
                try:
                    files[name] = _add(packed, name, path)
                except FileNotFoundError:
                    continue  # a page laid it aside meanwhile, under another name
                except PermissionError as error:
                    cannot_read(name, error)
        manifest = {
            "format": FORMAT,
            "version": product_version(),
            "schema_version": SCHEMA_VERSION,
            "made_at": clock.now().isoformat(timespec="seconds"),
            "snapshot": current(settings.warehouse),
            "folders": dict(_folders(settings)),
            "files": files,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        packed.writestr(MANIFEST, text, zipfile.ZIP_DEFLATED)
    return {
        "snapshot": manifest["snapshot"],
        "files": len(files),
        "bytes": sum(file["size"] for file in files.values()),
        "troubles": list(troubles.values()),
    }


def _add(packed: zipfile.ZipFile, name: str, path: Path) -> dict:
    """Adds a file to the archive; gives what the manifest says of it."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        seen = os.fstat(source.fileno())
        info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
        is_text = path.suffix.lower() in TEXTS
        info.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
        with packed.open(info, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
    return {
        "sha256": digest.hexdigest(),
        "size": size,
        "mode": seen.st_mode & 0o777,
        "changed_at": seen.st_mtime_ns,
    }


def _files(
    settings: Settings, cannot_read: Callable[[str, OSError], None]
) -> Iterator[tuple[str, Path]]:
    """Every file that is backed up: its name in the archive, and where it lies."""
    for top, folder in _tops(settings):

        def say(error: OSError, top=top, folder=folder) -> None:
            cannot_read(_name(top, folder, Path(error.filename)), error)

        for place, _, names in os.walk(folder, onerror=say):
            for path in sorted(Path(place, name) for name in names):
                if path.suffix != ".new" and path.is_file():  # .new: somebody is writing it
                    yield _name(top, folder, path), path
    yield CONFIG, PROJECT / CONFIG
    warehouse = settings.warehouse
    pinned = {current(warehouse), held(warehouse), *named_by_papers(settings)}
    snapshots = [warehouse / f"{name}.duckdb" for name in sorted(pinned - {None})]
    paths = [warehouse / name for name in WAREHOUSE]
    for path in (*snapshots, *map(seal_of, snapshots), *paths):
        if path.is_file():
            yield f"warehouse/{path.name}", path


def _folders(settings: Settings) -> Iterator[tuple[str, int]]:
    """Every folder that is backed up: its name in the archive, and its rights."""
    for top, folder in _tops(settings):
        for place, _, _ in os.walk(folder):
            name = _name(top, folder, Path(place))
            if _is_text(name) and (name in FOLDERS or may_be_restored(name)):
                yield name, os.stat(place).st_mode & 0o777


def _tops(settings: Settings) -> list[tuple[str, Path]]:
    folders = {name: settings.data / name for name in FOLDERS} | {"reference": settings.reference}
    return [(name, folder) for name, folder in folders.items() if folder.is_dir()]


def _name(top: str, folder: Path, path: Path) -> str:
    return (Path(top) / path.relative_to(folder)).as_posix()


def _is_text(name: str) -> bool:
    """Whether a name can be written in UTF-8; some of Linux are bytes of another encoding."""
    return _shown(name) == name


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def for_its_owner(name: str, flags: int) -> int:
    """An opener of files that nobody but their owner may read."""
    return os.open(name, flags, 0o600)
