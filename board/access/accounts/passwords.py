"""Passwords: what one must be, and how it is kept and checked."""

import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from board.text import sign_in

LEAST, MOST = 12, 256  # characters
COMMON = Path(__file__).parent / "common_passwords.txt"
_HASHER = PasswordHasher()  # the library's own parameters: argon2id of RFC 9106, about 0.1 s


def checked(password: str, name: str) -> str:
    """A password that may be kept for an account, in NFC, as every keyboard writes it.

    Raises ValueError with a Vietnamese sentence where it is too short or too long, is common, or is
    the account's own name.
    """
    password = unicodedata.normalize("NFC", password)
    if len(password) < LEAST:
        raise ValueError(sign_in.too_short(LEAST))
    if len(password) > MOST:
        raise ValueError(sign_in.too_long(MOST))
    if password.casefold() in _common() or password.casefold() == name.casefold():
        raise ValueError(sign_in.TOO_COMMON)
    return password


def hashed(password: str) -> str:
    """What is kept of a password: its argon2id hash with salt and parameters."""
    return _HASHER.hash(password)


def is_of(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; of no account it takes as long to say no."""
    try:
        return _HASHER.verify(kept or _nobodys(), unicodedata.normalize("NFC", password)) and bool(
            kept
        )
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return hashed("")


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text("utf-8").split("\n"))
