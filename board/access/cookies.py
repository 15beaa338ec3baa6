"""Our cookies: named, read and written as the connection allows."""


def is_over_tls(scope) -> bool:
    """Whether a request came over TLS; a proxy on this machine says so for those it passes on."""
    return scope.get("scheme") in ("https", "wss")


def values(scope, name: str) -> list[str]:
    """The values that a request has for one of our cookies."""
    headers = [value.decode("latin-1") for header, value in scope["headers"] if header == b"cookie"]
    pairs = (pair.strip().partition("=") for pair in ";".join(headers).split(";"))
    return [value for found, _, value in pairs if found == _named(scope, name)]


def cookie(scope, name: str, value: str, seconds: int | None = None) -> tuple[bytes, bytes]:
    """The header that gives a browser a cookie, for `seconds` or as long as the browser is open.

    Over TLS, which a page's own origin shows too, it is sent over TLS alone, and no other host of
    the domain can set one of its name (RFC 6265bis, section 4.1.3.2).
    """
    origins = [origin for header, origin in scope["headers"] if header == b"origin"]
    is_secure = is_over_tls(scope) or any(origin.startswith(b"https://") for origin in origins)
    age = "" if seconds is None else f"; Max-Age={seconds}"
    secure = "; Secure" if is_secure else ""
    text = f"{_named(scope, name)}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}"
    return (b"set-cookie", text.encode())


def _named(scope, name: str) -> str:
    return f"__Host-{name}" if is_over_tls(scope) else name
