"""Files that are whole or not there, however a write ends; etl and board both write by these."""

import errno
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HELD_OPEN = (5, 32)  # Windows: access denied, sharing violation
WAITED_SECONDS = 10  # a reader or a virus scanner lets go within moments
PAUSE_SECONDS = 0.05
THREADS = 8


def write_whole(path: Path, content: str | bytes, mode: int = 0o666) -> None:
    """Writes a file in one step that a power cut leaves undone or whole; `mode` says who may read
    it. Raises OSError, and then leaves nothing of its own behind."""
    write_all({path: content}, mode)


def write_all(contents: Mapping[Path, str | bytes], mode: int = 0o666) -> None:
    """As `write_whole` for many files, path → content, made safe together."""
    new = prepare_all(contents, mode)
    try:
        name_all(new)
    except OSError:
        forget(new)
        raise


def prepare(path: Path, content: str | bytes, mode: int = 0o666) -> Path:
    """The content in a file beside `path`, ready to be `put` in its place. Raises OSError."""
    new = _new(path)
    try:
        with open(new, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        new.unlink(missing_ok=True)
        raise
    return new


def prepare_all(contents: Mapping[Path, str | bytes], mode: int = 0o666) -> dict[Path, Path]:
    """As `prepare` for many files: each path → the file beside it. Raises OSError, and then leaves
    nothing of its own behind."""
    try:
        new = _at_once(lambda path: prepare(path, contents[path], mode), contents)
        return dict(zip(contents, new, strict=True))
    except OSError:
        forget(contents)
        raise


def forget(paths: Iterable[Path]) -> None:
    """Takes away what was prepared for these paths and not put."""
    for path in paths:
        _new(path).unlink(missing_ok=True)


def put(new: Path, target: Path) -> None:
    """Moves `new` to `target`, which nobody ever sees in part. Raises OSError."""
    put_all({target: new})


def put_all(files: Mapping[Path, Path]) -> None:
    """Makes files safe and moves them to their targets, target → file. Raises OSError."""
    _at_once(_sync, files.values())
    name_all(files)


def name_all(files: Mapping[Path, Path]) -> None:
    """Moves files that were prepared to their targets, one after another in their order. Raises
    OSError, and then those before it are moved."""
    for target, new in files.items():
        replace(new, target)
    if os.name == "posix":  # elsewhere a folder cannot be opened
        _at_once(_sync_folder, {target.parent for target in files})


def _at_once(function: Callable[[Path], Path | None], paths: Collection[Path]) -> list:
    """What a function gives for each path: what several ask of a disk at once, it makes safe
    together."""
    if len(paths) == 1:
        return [*map(function, paths)]
    with ThreadPoolExecutor(THREADS) as pool:
        return [*pool.map(function, paths)]


def _new(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError as error:
        # A network drive knows no such thing.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(folder)


def replace(new: Path, target: Path) -> None:
    """`os.replace`, which on Windows fails as long as another process holds the target open: so it
    is tried again for a while. Raises OSError."""
    end = time.monotonic() + WAITED_SECONDS
    while True:
        try:
            return os.replace(new, target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD_OPEN or time.monotonic() > end:
                raise
        time.sleep(PAUSE_SECONDS)
