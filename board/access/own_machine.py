"""Without accounts the dashboard answers this machine alone; what counts as this machine."""

import re
from collections.abc import Iterable
from enum import Enum

from board.access.accounts import database
from board.runtime.own_names import is_own_name
from board.text import access
from board.warehouse import snapshots

HOST = re.compile(r"(\[[0-9a-f:]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")


def name_in(host: str) -> str:
    """The name in a Host header, in lower case and without its port; empty where it is none."""
    match = HOST.fullmatch(host)
    return match[1].lower() if match else ""


class Asks(Enum):
    """Whom the dashboard asks to sign in: nobody, everybody, or nobody yet, for there is no account
    and real data are here."""

    NOBODY = "nobody"
    EVERYBODY = "everybody"
    FOR_ACCOUNTS = "for_accounts"


def asks(without_accounts: bool) -> Asks:
    """Whom it asks now. `without_accounts`: somebody set that real data may be read without."""
    if database.exists():
        return Asks.EVERYBODY
    return Asks.NOBODY if without_accounts or not _holds_real_data() else Asks.FOR_ACCOUNTS


def _holds_real_data() -> bool:
    try:
        return not snapshots.current().is_sample
    except snapshots.NoWarehouse:
        return False
    except (snapshots.WrongSchema, snapshots.SnapshotLost):
        return True  # whose data they are cannot be read


def why_not_started(
    address: str | None, hosts: Iterable[str], *, has_certificate: bool = False
) -> str:
    """Why a start is refused, as a sentence: it would answer other machines, and nobody signs in,
    or passwords would be sent in the clear.

    `address` is the one to listen on; none means every address of the machine.
    """
    if database.exists():
        is_private = is_own_name(address) or has_certificate
        return "" if is_private else access.STARTS_WITHOUT_TLS
    if not is_own_name(address):
        return access.starts_for_others(address or "")
    foreign = [host for host in hosts if not is_own_name(host)]
    return access.answers_to_foreign_names(foreign) if foreign else ""
