"""Whether it was the disk, and not the data, that made DuckDB fail."""

import errno
import os

import duckdb

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
FORBIDDEN = (errno.EACCES, errno.EPERM)


def refused_by_disk(error: BaseException | None, forbidden: bool = True) -> int | None:
    """The operating system's error number (EIO where it gave none); None for any other error.

    DuckDB has no error of its own for a full disk, so its text is read. Without `forbidden` a
    missing permission is another error.
    """
    if not isinstance(error, duckdb.Error):
        return None
    text = str(error)
    for number in FULL + FORBIDDEN * forbidden:
        if os.strerror(number) in text:
            return number
    return errno.EIO if "Could not write" in text else None
