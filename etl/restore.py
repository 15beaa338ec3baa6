"""An archive of `etl.backup` → a data folder, as it was; what stands there is never destroyed."""

import errno
import hashlib
import json
import os
import shutil
import stat
import zipfile
from datetime import datetime
from pathlib import Path

import ward_clock
from config_file import PROJECT
from etl import words
from etl.backed_up import CONFIG, FOLDERS, WAREHOUSE, may_be_restored
from etl.backup import (
    BROKEN,
    CHUNK,
    FORMAT,
    MANIFEST,
    for_its_owner,
    product_version,
)
from etl.publish import writing
from etl.settings import Settings
from etl.words import Refusal
from snapshot_file import SCHEMA_VERSION
from whole_file import replace

PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what a backup uses
OWN = ("inbox", "staged", "papers")
SHAPE = {"sha256": str, "size": int, "mode": int, "changed_at": int}


def restore(settings: Settings, archive: Path, set_aside: bool = False) -> dict:
    """Puts everything of an archive back, once all of it was read and found whole; gives what came
    back, `set_aside`: the folder that what stood there was moved to, or None, and `config`: where
    the archive's config.toml lies if it is another than the one in use.

    Raises Refusal where the archive is damaged, none, of a newer version or leads out of the
    folder, where the disk lacks the room, and, but with `set_aside`, where the folder holds data.
    """
    with writing(settings) as scratch:
        if not set_aside and _holds_data(settings):
            raise Refusal(words.backups.restore_over_data(str(settings.data)))
        _refuse_other_disks(settings, scratch)
        manifest = _unpack(archive, scratch)
        unpacked = scratch / CONFIG
        if unpacked.exists() and unpacked.read_bytes() == (PROJECT / CONFIG).read_bytes():
            unpacked.unlink()  # the settings in use are the same
        aside = settings.data / "replaced" / f"{ward_clock.now():%Y-%m-%dT%H%M%S%f}"
        try:
            _move_aside(settings, aside)
            for path in _standing(scratch, scratch / "warehouse"):
                replace(path, settings.data / path.relative_to(scratch))
        except OSError as error:
            error.add_note(words.backups.restored_in_part(str(aside)))
            raise
        config = settings.data / CONFIG
        return {
            "snapshot": manifest["snapshot"],
            "made_at": manifest["made_at"],
            "files": len(manifest["files"]),
            "set_aside": str(aside) if aside.exists() else None,
            "config": str(config) if config.exists() else None,
        }


def _refuse_other_disks(settings: Settings, scratch: Path) -> None:
    """Raises Refusal where a folder could not be moved into its place, before anything is."""
    here = settings.data.stat().st_dev
    if scratch.stat().st_dev != here:
        raise Refusal(words.backups.restore_over_mount(str(settings.warehouse)))
    for path in (settings.data / name for name in FOLDERS):
        # A link is moved as a link. Of files some systems say another disk than of their folder.
        is_folder = path.is_dir() and not path.is_symlink()
        if is_folder and (os.path.ismount(path) or path.stat().st_dev != here):
            raise Refusal(words.backups.restore_over_mount(str(path)))


def _holds_data(settings: Settings) -> bool:
    """Whether there is anything that somebody would miss; `reference` comes with the program."""
    files = (path for name in OWN for path in (settings.data / name).rglob("*") if path.is_file())
    return any(files) or any(_of_warehouse(settings.warehouse))


def _standing(data: Path, warehouse: Path) -> list[Path]:
    """What stands in a folder where a restore puts something, CURRENT last, which publishes it."""
    tops = (data / name for name in (*FOLDERS, CONFIG))
    return [path for path in (*tops, *_of_warehouse(warehouse)) if os.path.lexists(path)]


def _of_warehouse(warehouse: Path) -> list[Path]:
    pointers = [warehouse / name for name in reversed(WAREHOUSE)]
    found = [*warehouse.glob("*.duckdb"), *warehouse.glob("*.seal"), *pointers]
    return [path for path in found if path.exists()]


def _manifest(name: str, packed: zipfile.ZipFile) -> dict:
    """What the archive says of itself, which is what it holds, every name of it safe."""
    if MANIFEST not in packed.namelist():
        raise ValueError(MANIFEST)
    try:
        manifest = json.loads(packed.read(MANIFEST))
    except OSError as error:  # it leads to a place before the archive's beginning
        raise ValueError(MANIFEST) from error
    try:
        _refuse_newer(name, manifest)
        is_sound = _is_sound(manifest)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(MANIFEST) from error
    members = [info for info in packed.infolist() if info.filename != MANIFEST]
    if any(info.compress_type not in PACKED_BY for info in members):
        raise ValueError(MANIFEST)
    _refuse_outside(name, members, manifest["folders"])
    sizes = {info.filename: info.file_size for info in members}
    if not is_sound or len(sizes) < len(members):
        raise ValueError(MANIFEST)
    if sizes != {path: file["size"] for path, file in manifest["files"].items()}:
        raise ValueError(MANIFEST)
    return manifest


def _refuse_newer(name: str, manifest: dict) -> None:
    newer = manifest["format"] > FORMAT or manifest["schema_version"] > SCHEMA_VERSION
    if newer or _numbers(manifest["version"]) > _numbers(product_version()):
        raise Refusal(words.backups.newer(name, manifest["version"], product_version()))


def _is_sound(manifest: dict) -> bool:
    """Whether every entry is of its type. Raises KeyError and the like where one is missing."""
    datetime.fromisoformat(manifest["made_at"])
    files, folders, _ = manifest["files"], manifest["folders"], manifest["snapshot"]
    is_sound = all(isinstance(f[k], kind) for f in files.values() for k, kind in SHAPE.items())
    return is_sound and all(isinstance(mode, int) for mode in folders.values())


def _refuse_outside(name: str, members: list[zipfile.ZipInfo], folders: dict) -> None:
    for info in members:
        if not may_be_restored(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
            raise Refusal(words.backups.leads_outside(name, info.filename))
    for folder in folders:
        if folder not in FOLDERS and not may_be_restored(folder):
            raise Refusal(words.backups.leads_outside(name, folder))


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _opened(archive: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except FileNotFoundError as error:
        raise Refusal(words.files.missing(str(archive))) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # it leads to a place before its own beginning
            raise ValueError(archive.name) from error
        raise Refusal(words.backups.unreadable(str(archive), error.errno)) from error


def _unpack(archive: Path, scratch: Path) -> dict:
    """Writes every file of the archive into `scratch`; gives what the archive says of itself."""
    try:
        with _opened(archive) as packed:
            manifest = _manifest(archive.name, packed)
            needed = sum(file["size"] for file in manifest["files"].values())
            if needed > (free := shutil.disk_usage(scratch).free):
                raise Refusal(words.backups.restore_lacks_room(needed, free))
            for folder in manifest["folders"]:
                (scratch / folder).mkdir(0o700, parents=True, exist_ok=True)
            for name, file in manifest["files"].items():
                _write(packed, name, file, scratch / name)
    except BROKEN as error:
        raise Refusal(words.backups.damaged(archive.name)) from error
    for folder, mode in manifest["folders"].items():
        (scratch / folder).chmod((mode & 0o777) | 0o700)  # its owner must be able to move it
    return manifest


def _write(packed: zipfile.ZipFile, name: str, file: dict, path: Path) -> None:
    """Writes one file with its rights. Raises ValueError where it is not what was backed up."""
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with packed.open(name) as source, open(path, "xb", opener=for_its_owner) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if digest.hexdigest() != file["sha256"]:
        raise ValueError(name)
    os.utime(path, ns=(file["changed_at"], file["changed_at"]))
    path.chmod(file["mode"] & 0o777)


def _move_aside(settings: Settings, aside: Path) -> None:
    """Moves what stands where the archive goes into the folder `aside`, which is made for it."""
    # CURRENT first: nothing is published any more that is on its way.
    for path in reversed(_standing(settings.data, settings.warehouse)):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
            continue
        target = aside / path.relative_to(settings.data)
        for folder in (aside, target.parent):
            folder.mkdir(0o700, parents=True, exist_ok=True)
        replace(path, target)
