"""Files that are whole or not there, however a write ends; etl and board both write by these."""

import errno
import os
import time
from pathlib import Path

HELD_OPEN = (5, 32)  # Windows: access denied, sharing violation
WAITED_SECONDS = 10  # a reader or a virus scanner lets go within moments
PAUSE_SECONDS = 0.05


def write_whole(path: Path, content: str | bytes, mode: int = 0o666) -> None:
    """Writes a file in one step that a power cut leaves undone or whole; `mode` says who may read
    it. Raises OSError, and then leaves nothing of its own behind."""
    new = prepare(path, content, mode)
    try:
        put(new, path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def prepare(path: Path, content: str | bytes, mode: int = 0o666) -> Path:
    """The content in a file beside `path`, ready to be `put` in its place. Raises OSError."""
    new = path.with_name(f"{path.name}.new")
    try:
        with open(new, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        new.unlink(missing_ok=True)
        raise
    return new


def put(new: Path, target: Path) -> None:
    """Moves `new` to `target`, which nobody ever sees in part. Raises OSError."""
    with new.open("rb+") as stream:
        os.fsync(stream.fileno())
    replace(new, target)
    if os.name == "posix":  # elsewhere a folder cannot be opened
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        except OSError as error:
            if error.errno not in (
                errno.EINVAL,
                errno.ENOTSUP,
            ):  # a network drive knows no such thing
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
