"""The cookie that distinguishes browsers, so that a file goes to the one whose page made it."""

import re
import secrets

NAME = "board_browser"
VALUE = re.compile(r"[A-Za-z0-9_-]{43}")
DAYS = 365


def browser_of(scope) -> str:
    """The value of the browser's cookie; empty where it has none of ours."""
    pairs = (pair.strip().partition("=") for pair in ";".join(headers(scope, b"cookie")).split(";"))
    values = [value for name, _, value in pairs if name == NAME and VALUE.fullmatch(value)]
    return values[0] if values else ""


def new_cookie(scheme: str) -> str:
    """A cookie for a browser that has none. It only distinguishes browsers: a restart or another
    port keeps it, so that pages which are open go on."""
    secure = "; Secure" if scheme == "https" else ""
    age = DAYS * 24 * 60 * 60
    value = secrets.token_urlsafe(32)
    return f"{NAME}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"


def headers(scope, name: bytes) -> list[str]:
    """The values of a request's headers of a name, in lower case."""
    return [value.decode("latin-1") for header, value in scope["headers"] if header == name]
