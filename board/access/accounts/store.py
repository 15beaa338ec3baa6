"""Who has an account: made, closed and given passwords by who runs the dashboard."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audit_log import append
from board.access.accounts import database, passwords
from board.text import sign_in
from config_file import data_folder
from personal_data import is_officer_code

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


@dataclass(frozen=True)
class Account:
    """An account: its name, whether its password must be changed at the next sign-in, and whether
    it is closed."""

    name: str
    must_change: bool
    disabled: bool
    created_at: float


def add(name: str, password: str, at: float) -> None:
    """Makes an account whose first password must be changed.

    Raises ValueError with a Vietnamese sentence for a name or a password that cannot be, or a name
    that is taken.
    """
    if not (NAME.fullmatch(name) and is_officer_code(name)):  # it stands in registers
        raise ValueError(sign_in.NAME_RULE)
    row = {"name": name, "password_hash": passwords.hashed(passwords.checked(password, name))}
    with database.opened() as connection:
        try:
            connection.execute(database.text("add_account"), row | {"must_change": True, "at": at})
        except sqlite3.IntegrityError:
            raise ValueError(sign_in.name_taken(name)) from None
        _note("add", name)


def accounts() -> list[Account]:
    """Every account, by name; none where nobody ever made one."""
    if not database.exists():
        return []
    with database.opened() as connection:
        rows = connection.execute(database.text("accounts")).fetchall()
    return [
        Account(row["name"], bool(row["must_change"]), bool(row["disabled"]), row["created_at"])
        for row in rows
    ]


def give_role(
    name: str,
    role: str,
    units: Sequence[str],
    first_day: date,
    last_day: date | None,
    *,
    also: bool,
) -> None:
    """Gives an account a role in some units, from a day to a day: `also` beside what it has, else
    in place of any from the first day on. Raises ValueError for a name that nobody has."""
    with database.opened() as connection:
        if not connection.execute(database.text("account"), {"name": name}).fetchone():
            raise ValueError(sign_in.no_account(name))
        if not also:
            before = (first_day - timedelta(days=1)).isoformat()
            connection.execute(database.text("end_roles"), {"account": name, "last_day": before})
        for unit in units:
            row = {
                "account": name,
                "role": role,
                "unit": unit,
                "valid_from": first_day.isoformat(),
                "valid_to": last_day and last_day.isoformat(),
            }
            connection.execute(database.text("add_role"), row)
        days = {"from": first_day.isoformat(), "to": last_day and last_day.isoformat()}
        _note("role", name, role=role, units=list(units), **days)


def named(typed: str) -> str | None:
    """The account of a name as somebody typed it; None where nobody has it."""
    with database.opened() as connection:
        typed = typed.strip().casefold()
        row = connection.execute(database.text("account"), {"name": typed}).fetchone()
    return row and row["name"]


def roles_on(name: str, day: date) -> list[tuple[str, str]]:
    """The roles that an account holds on a day, each (role, unit's code or "all")."""
    with database.opened() as connection:
        rows = connection.execute(
            database.text("roles_on"), {"account": name, "day": day.isoformat()}
        ).fetchall()
    return [(row["role"], row["unit"]) for row in rows]


def reset(name: str, password: str) -> None:
    """Gives an account a password that must be changed, and ends its sessions. Raises ValueError
    for a name that nobody has, or a password that cannot be."""
    _set_password(name, password, must_change=True)


def change_password(name: str, old: str, new: str) -> None:
    """Gives an account the password that its person chose, and ends its sessions. Raises ValueError
    where the old one is wrong, or the new one cannot be or is the old."""
    with database.opened() as connection:
        row = connection.execute(database.text("account"), {"name": name}).fetchone()
    if not passwords.is_of(old, row and row["password_hash"]):
        raise ValueError(sign_in.OLD_PASSWORD_WRONG)
    if passwords.is_of(new, row["password_hash"]):
        raise ValueError(sign_in.SAME_PASSWORD)
    _set_password(name, new, must_change=False, by=name)


def set_subject(name: str, issuer: str, subject: str) -> None:
    """Has the person of an account sign in as a subject of an issuer of OpenID Connect, in place of
    a password, and ends the account's sessions. Raises ValueError for a name that nobody has, or a
    subject that another account has."""
    with database.opened() as connection:
        row = {"name": name, "issuer": issuer, "subject": subject}
        try:
            changed = connection.execute(database.text("set_subject"), row).rowcount
        except sqlite3.IntegrityError:
            raise ValueError(sign_in.SUBJECT_TAKEN) from None
        if not changed:
            raise ValueError(sign_in.no_account(name))
        connection.execute(database.text("end_sessions_of"), {"account": name})
        _note("subject", name)


def account_of(issuer: str, subject: str) -> str | None:
    """The account of a subject of an issuer of OpenID Connect, None where it has none that is
    open."""
    if not database.exists():
        return None
    with database.opened() as connection:
        row = connection.execute(
            database.text("account_of_subject"), {"issuer": issuer, "subject": subject}
        ).fetchone()
    return row and row["name"]


def set_disabled(name: str, disabled: bool) -> None:
    """Closes an account, which ends its sessions, or opens it again. Raises ValueError for a name
    that nobody has."""
    with database.opened() as connection:
        row = {"name": name, "disabled": disabled}
        if not connection.execute(database.text("set_disabled"), row).rowcount:
            raise ValueError(sign_in.no_account(name))
        connection.execute(database.text("end_sessions_of"), {"account": name})
        _note("disable" if disabled else "enable", name)


def _note(change: str, name: str, **what) -> None:
    """Puts a change by a command into the log of use before it is kept: without the line there is
    no change. Raises OSError."""
    append(data_folder(), "account", None, how=change, of=name, **what)


def _set_password(name: str, password: str, *, must_change: bool, by: str | None = None) -> None:
    row = {
        "name": name,
        "password_hash": passwords.hashed(passwords.checked(password, name)),
        "must_change": must_change,
    }
    with database.opened() as connection:
        if not connection.execute(database.text("set_password"), row).rowcount:
            raise ValueError(sign_in.no_account(name))
        connection.execute(database.text("end_sessions_of"), {"account": name})
        if by:
            append(data_folder(), "password_changed", by)
        else:
            _note("reset", name)
