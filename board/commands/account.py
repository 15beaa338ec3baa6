"""`python -m board account`: who may sign in."""

import re
import secrets
from datetime import date

import ward_clock
from board.access.accounts import store
from board.access.open_id import secret_file
from board.access.roles import ALL_UNITS, ROLES
from board.runtime.settings import ACCESS
from board.text import sign_in
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import NoWarehouse, SnapshotLost, WrongSchema, current

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is taken for another
PARTS, PART = 4, 5
UNIT = re.compile("[0-9]+")


def add(name: str) -> dict:
    """Makes an account and gives it a first password, which it has to change; raises ValueError for
    a name that cannot be or is taken."""
    password = first_password()
    store.add(name, password, ward_clock.now().timestamp())
    return {"account": name, "password": password}


def reset(name: str) -> dict:
    """Gives an account another first password and ends its sessions; raises ValueError for a name
    that nobody has."""
    password = first_password()
    store.reset(name, password)
    return {"account": name, "password": password}


def set_subject(name: str, subject: str) -> dict:
    """Has an account sign in as a subject of the provider of OpenID Connect that config.toml names,
    in place of a password. Raises ValueError where it names none, for a name that nobody has, and
    for a subject that another account has."""
    if not (ACCESS.open_id_issuer and ACCESS.open_id_client and secret_file().is_file()):
        raise ValueError(sign_in.NO_OPEN_ID)
    store.set_subject(name, ACCESS.open_id_issuer, subject)
    return {"account": name, "subject": subject}


def disable(name: str) -> dict:
    """Closes an account and ends its sessions; raises ValueError for a name that nobody has."""
    store.set_disabled(name, True)
    return {"account": name, "disabled": True}


def enable(name: str) -> dict:
    """Opens a closed account again; raises ValueError for a name that nobody has."""
    store.set_disabled(name, False)
    return {"account": name, "disabled": False}


def give_role(
    name: str,
    role: str,
    units: list[str],
    first_day: date | None,
    last_day: date | None,
    also: bool,
) -> dict:
    """Gives an account a role in some units, each a code or "all", from the first day on, today
    where none is named: `also` beside what it has, else in place of that. Raises ValueError, in
    Vietnamese, for a role or an account that is not there, for a unit that is no code, and for days
    in the wrong order."""
    if role not in ROLES:
        raise ValueError(sign_in.no_role(role, {key: known.title for key, known in ROLES.items()}))
    if wrong := [unit for unit in units if unit != ALL_UNITS and not UNIT.fullmatch(unit)]:
        raise ValueError(sign_in.no_unit_code(wrong[0]))
    begins = first_day or ward_clock.today()
    if last_day and last_day < begins:
        raise ValueError(sign_in.ROLE_ENDS_BEFORE)
    store.give_role(name, role, units, begins, last_day, also=also)
    return {"account": name, "roles": _roles(name)}


def accounts() -> list[dict]:
    """Every account, by name, with whether it is closed or has a first password still."""
    return [
        {
            "account": account.name,
            "disabled": account.disabled,
            "must_change": account.must_change,
            "created_on": ward_clock.at(account.created_at).date().isoformat(),
            "roles": _roles(account.name),
        }
        for account in store.accounts()
    ]


def _roles(name: str) -> list[str]:
    held, names = store.roles_on(name, ward_clock.today()), _unit_names()
    return [sign_in.role_line(ROLES[role].title, unit, ALL_UNITS, names) for role, unit in held]


def _unit_names() -> dict[str, str]:
    """The units in the data, code → name; none where no snapshot can be read. Of a code that two
    units have had it is the later one, whose scope carries the other's."""
    try:
        units = ask(current(EVERYTHING), "units").sort_values("valid_from")
    except (NoWarehouse, SnapshotLost, WrongSchema):
        return {}
    return dict(zip(units["code"], units["name"], strict=True))


def first_password() -> str:
    """A password of four parts that can be read out: 99 bits of chance."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(PART)) for _ in range(PARTS))


def account_text(answer: dict | list[dict]) -> str:
    """What a command says of an account, or of all."""
    if isinstance(answer, list):
        return "\n".join(map(sign_in.account_line, answer)) or sign_in.NO_ACCOUNT_YET
    if "password" in answer:
        return sign_in.first_password_line(answer["account"], answer["password"])
    if "subject" in answer:
        return sign_in.subject_line(answer["account"])
    if "roles" in answer:
        return sign_in.roles_line(answer["account"], answer["roles"])
    return sign_in.account_line(answer | {"must_change": False})
