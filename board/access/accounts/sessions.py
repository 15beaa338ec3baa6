"""Sessions of who signed in: kept here, known to a browser by a signed cookie."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass

from board.access.accounts import database


@dataclass(frozen=True)
class Limits:
    """How long a session lasts in seconds: unused, and altogether."""

    idle: float
    absolute: float


@dataclass(frozen=True)
class Session:
    """A session that has not ended: whose it is, whether a new password comes first, and whether
    the account has a password."""

    account: str
    must_change: bool
    has_password: bool = True


SEEN_EVERY_SECONDS = 60  # more often a session's last use is not written


def start(account: str, at: float, ends_at: float | None = None) -> str:
    """Starts a session and gives the token that its browser keeps; the file has its hash.

    `ends_at`: when it ends whatever the limits are, in seconds since 1970.
    """
    token = secrets.token_urlsafe(32)
    with database.opened() as connection:
        connection.execute(
            database.text("add_session"),
            {"token_hash": _hash(token), "account": account, "at": at, "ends_at": ends_at},
        )
    return token


def find(token: str, limits: Limits, at: float, *, is_used: bool) -> Session | None:
    """The session of a token, None where it ended; `is_used` keeps it from growing idle."""
    after = _after(limits, at)
    with database.opened() as connection:
        row = connection.execute(
            database.text("session"), after | {"token_hash": _hash(token)}
        ).fetchone()
        if row is None:
            return None
    if is_used and row["seen_at"] < at - SEEN_EVERY_SECONDS:
        # A full disk keeps nobody from reading.
        with suppress(OSError), database.opened() as connection:
            connection.execute(
                database.text("touch_session"), {"token_hash": _hash(token), "at": at}
            )
    return Session(row["account"], bool(row["must_change"]), bool(row["has_password"]))


def end(token: str) -> None:
    """Ends a session, in every tab of its browser."""
    with database.opened() as connection:
        connection.execute(database.text("end_session"), {"token_hash": _hash(token)})


def forget_ended(limits: Limits, at: float) -> None:
    """Takes ended sessions out of the file."""
    with database.opened() as connection:
        connection.execute(database.text("forget_sessions"), _after(limits, at))


def _after(limits: Limits, at: float) -> dict[str, float]:
    return {"at": at, "started_after": at - limits.absolute, "seen_after": at - limits.idle}


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
