"""Signing in as the log of events and the log of use have it."""

from audit_log import append_if_room
from board.access.accounts.guessing import PAUSE_SECONDS
from config_file import data_folder
from log_lines import note

_noted_at: dict[str, float] = {}  # reason → when it was noted last, in seconds since 1970


def note_sign_in(kind: str, account: str | None, **what) -> None:
    """Puts an event of an account into both logs. A name that nobody has stands in neither, for
    somebody may have typed a password there."""
    note(kind, account=account, **what)
    append_if_room(data_folder(), kind, account, **what)


def note_refused_at(at: float, reason: str, account: str | None = None) -> None:
    """Puts a refusal into both logs that anybody may meet without end: once a minute, so that
    trying fills no disk."""
    if at - _noted_at.get(reason, 0.0) >= PAUSE_SECONDS:
        _noted_at[reason] = at
        note_sign_in("sign_in_refused", account, reason=reason)
