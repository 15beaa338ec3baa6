"""The roles of roles.toml: what each sees and does, and what a person's roles come to together."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from board.access.accounts import store
from board.selection.viewer import DEEDS, Viewer
from board.warehouse.scope import EVERYTHING, Scope

ALL_UNITS = "all"
ROLES_FILE = Path(__file__).parent / "roles.toml"


@dataclass(frozen=True)
class Role:
    """A role: its name for readers, what it sees beyond figures, what it may do."""

    title: str
    sees: frozenset[str]
    does: frozenset[str]


def _read() -> dict[str, Role]:
    table = tomllib.loads(ROLES_FILE.read_text("utf-8"))
    return {
        name: Role(row["title"], frozenset(row["sees"]), frozenset(row["does"]))
        for name, row in table.items()
    }


ROLES = _read()


def viewer_with(account: str, held: Iterable[tuple[str, str]]) -> Viewer:
    """What an account sees and does by the roles that it holds, each (role, unit's code or "all").

    Figures of every unit where it has a role. Anything more is seen only if it is in all of them,
    so that no page has to know of which unit a row is before it shows a column. Deeds are of the
    units where a role allows them.
    """
    roles = [(ROLES[role], unit) for role, unit in held]
    seen = _units(unit for _, unit in roles)
    sees = {
        part
        for part in EVERYTHING.sees
        if _covers(_units(unit for role, unit in roles if part in role.sees), seen)
    }
    deeds = {
        deed: _units(unit for role, unit in roles if deed in role.does)
        for deed in DEEDS
        if any(deed in role.does for role, _ in roles)
    }
    titles = tuple(dict.fromkeys(role.title for role, _ in roles))
    return Viewer(account, titles, Scope(seen, frozenset(sees)), tuple(deeds.items()))


def accounts_seen(viewer: Viewer, day: date) -> frozenset[str] | None:
    """The accounts whose lines of the log an administrator sees, None for all: who administers some
    units alone sees those that hold every role of the day there, for a line tells of their data."""
    units = viewer.units_for("administer")
    if units is None:
        return None
    held = {
        account.name: frozenset(unit for _, unit in store.roles_on(account.name, day))
        for account in store.accounts()
    }
    return frozenset(name for name, codes in held.items() if codes and codes <= units)


def _units(codes: Iterable[str]) -> frozenset[str] | None:
    found = frozenset(codes)
    return None if ALL_UNITS in found else found


def _covers(wider: frozenset[str] | None, narrower: frozenset[str] | None) -> bool:
    return wider is None or (narrower is not None and wider >= narrower)
