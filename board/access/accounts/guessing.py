"""Guessing of passwords is slowed: by account and by address, the right answer too."""

from board.access.accounts import database, passwords

PAUSE_SECONDS = 60
OF_ACCOUNT, FROM_ADDRESS = 10, 30  # tries within the pause after which even the right is refused


class TooManyTries(Exception):
    """Sign-in is refused for some time, whatever the password."""


def account_signing_in(name: str, password: str, address: str, at: float) -> str | None:
    """The account whose name and password are right and which is not closed, else None.

    A name that nobody has is answered like a wrong password, after as long a time. Raises
    TooManyTries where too many failed within the last minute, of the account or from the address.
    """
    name = name.strip().casefold()
    who = {"account": name[:256], "address": address}
    with database.opened() as connection:
        # A try counts as failed before it is checked, so that many at once are not all let through.
        connection.execute("begin immediate")
        # One that came later may have been let in first, so what is little ahead counts.
        span = {"after": at - PAUSE_SECONDS, "ahead": at + PAUSE_SECONDS}
        connection.execute(database.text("forget_failures"), span)
        counted = connection.execute(database.text("failures"), who).fetchone()
        if counted["of_account"] >= OF_ACCOUNT or counted["from_address"] >= FROM_ADDRESS:
            raise TooManyTries
        row_id = connection.execute(database.text("add_failure"), who | {"at": at}).lastrowid
        row = connection.execute(database.text("account"), {"name": name}).fetchone()
    if not passwords.is_of(password, row and row["password_hash"]) or row["disabled"]:
        return None
    with database.opened() as connection:
        connection.execute(database.text("forget_failure"), {"row_id": row_id})
    return row["name"]
