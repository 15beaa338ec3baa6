"""Without accounts the dashboard answers this machine alone; what counts as this machine."""

import re
from collections.abc import Iterable

from board.runtime.own_names import is_own_name
from board.text import access

HOST = re.compile(r"(\[[0-9a-f:]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")


def name_in(host: str) -> str:
    """The name in a Host header, in lower case and without its port; empty where it is none."""
    match = HOST.fullmatch(host)
    return match[1].lower() if match else ""


def why_not_started(address: str | None, hosts: Iterable[str]) -> str:
    """Why a start is refused, as a sentence: it would answer other machines, and nobody signs in.

    `address` is the one to listen on; none means every address of the machine.
    """
    if not is_own_name(address):
        return access.starts_for_others(address or "")
    foreign = [host for host in hosts if not is_own_name(host)]
    return access.answers_to_foreign_names(foreign) if foreign else ""
