"""The SQLite file of accounts: data/access/accounts.sqlite, which its owner alone can read."""

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from config_file import data_folder

SQL = Path(__file__).parent / "sql"
FILE = "accounts.sqlite"
WAIT_SECONDS = 10  # for another process that writes


def access_folder() -> Path:
    """The folder of accounts, their key and the log, made where it is missing, with mode 0700."""
    folder = data_folder() / "access"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def exists() -> bool:
    """Whether anybody ever made an account."""
    return (data_folder() / "access" / FILE).is_file()


@contextmanager
def opened() -> Iterator[sqlite3.Connection]:
    """A connection for one question or change, which is written at the end or not at all. Raises
    OSError where the disk is full."""
    path = access_folder() / FILE
    # Made before SQLite does, which would give it the mode of every other file.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("pragma foreign_keys = on")
            with connection:
                connection.executescript(text("tables"))
                yield connection
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error


@cache
def text(name: str) -> str:
    """The statement of `sql/<name>.sql`."""
    return (SQL / f"{name}.sql").read_text("utf-8")


def key() -> bytes:
    """The secret that cookies are signed with, made at the first need of it; mode 0600."""
    path = access_folder() / "key"
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(made, "wb") as file:
        file.write(secrets.token_bytes(32))
    return path.read_bytes()
