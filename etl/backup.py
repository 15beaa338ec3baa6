"""A data folder → one zip archive: all that a load could not make again, and the settings.

`backup.json`, the last thing in the archive, names every file with its hash, its rights and when
it was changed, so that what comes back is known to be what was there.
"""

import hashlib
import json
import os
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import ward_clock
from config_file import PROJECT
from etl import words
from etl.backed_up import files_of, folders_of, is_text, may_be_restored, shown
from etl.publish import writing
from etl.settings import Settings
from etl.snapshots import current
from etl.words import Refusal
from snapshot_file import SCHEMA_VERSION
from whole_file import put

MANIFEST = "backup.json"
FORMAT = 2  # goes up when an archive holds what this code would not put back
CODES = "papers/codes.jsonl"  # pages add lines to it
TEXTS = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".toml", ".seal"}  # the others are packed
CHUNK = 1 << 20  # bytes
# What reading an archive raises where it is damaged.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)


class NotRead(Exception):
    """A file that could not be read; its argument is the OSError."""


def backup(settings: Settings, archive: Path) -> dict:
    """Writes the archive whole or not at all, for its owner alone, while no load runs; gives what
    it holds, and `troubles`: a sentence for each file that could not be taken.

    Raises Refusal where there is nothing to back up, where the archive would lie in the data folder
    or in the place of a file that is no backup, and where it cannot be written.
    """
    archive = archive.resolve()
    if archive.is_relative_to(settings.data):
        raise Refusal(words.backups.inside_data(str(archive)))
    if archive.exists() and not is_backup(archive):
        raise Refusal(words.backups.over_other(str(archive)))
    if not any(any((settings.data / name).glob("*")) for name in ("inbox", "staged", "papers")):
        raise Refusal(words.backups.nothing_to_back_up(str(settings.data)))
    new = archive.with_name(f"{archive.name}.new")
    with writing(settings):
        try:
            new.unlink(missing_ok=True)
            with open(new, "xb", opener=for_its_owner) as stream:
                made = _write(stream, settings)
            put(new, archive)
        except OSError as error:
            raise Refusal(words.backups.not_written(str(archive), error.errno)) from error
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)
    return made | {"archive": str(archive)}


def is_backup(path: Path) -> bool:
    """Whether a file is an archive that `backup` made."""
    try:
        with zipfile.ZipFile(path) as packed:
            return MANIFEST in packed.namelist()
    except (OSError, *BROKEN):
        return False


def product_version() -> str:
    """The version of the product, as pyproject.toml says it."""
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def _write(stream, settings: Settings) -> dict:
    files: dict[str, dict] = {}
    troubles: dict[str, str] = {}

    def cannot_read(name: str, error: OSError) -> None:
        """Notes a file that the backup will lack."""
        troubles[name] = words.backups.not_backed_up(shown(name), error.errno)

    with zipfile.ZipFile(stream, "w", compresslevel=6) as packed:
        # Pages write while this runs: it is over when another look finds nothing new.
        while missing := {
            name: path
            for name, path in files_of(settings, cannot_read)
            if name not in files and name not in troubles
        }:
            for name, path in missing.items():
                if name == CODES and len(missing) > 1:
                    continue  # last of all, so that no paper is there whose code is not
                if not (is_text(name) and may_be_restored(name)):
                    troubles[name] = words.backups.not_backed_up_by_name(shown(name))
                    continue
                try:
                    files[name] = _add(packed, name, path)
                except FileNotFoundError:
                    continue  # a page laid it aside meanwhile, under another name
                except NotRead as error:
                    cannot_read(name, error.args[0])
        manifest = {
            "format": FORMAT,
            "version": product_version(),
            "schema_version": SCHEMA_VERSION,
            "made_at": ward_clock.now().isoformat(timespec="seconds"),
            "snapshot": current(settings.warehouse),
            "folders": dict(folders_of(settings)),
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
    """Adds a file to the archive; gives what the manifest says of it. Raises NotRead, and then the
    archive knows nothing of the file, and FileNotFoundError."""
    digest, size = hashlib.sha256(), 0
    with _opened(path) as source:
        seen = os.fstat(source.fileno())
        info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
        is_text = path.suffix.lower() in TEXTS
        info.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
        with packed.open(info, "w", force_zip64=True) as target:
            try:
                for chunk in _chunks(source):
                    digest.update(chunk)
                    size += len(chunk)
                    target.write(chunk)
            except NotRead:
                target.close()
                packed.filelist.remove(packed.NameToInfo.pop(name))
                raise
    return {
        "sha256": digest.hexdigest(),
        "size": size,
        "mode": seen.st_mode & 0o777,
        "changed_at": seen.st_mtime_ns,
    }


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise NotRead(error) from error


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while True:
        try:
            chunk = source.read(CHUNK)
        except OSError as error:
            raise NotRead(error) from error
        if not chunk:
            return
        yield chunk


def for_its_owner(name: str, flags: int) -> int:
    """An opener of files that nobody but their owner may read."""
    return os.open(name, flags, 0o600)
