"""Accounts of the five roles for the soak, and what each may not be sent."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

from board.access.accounts import store
from board.access.roles import ALL_UNITS, ROLES
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current, opened, opening
from ward_clock import today

PASSWORD = "biển xanh cát trắng"
UNITS = ("16531", "16516")  # ten people at each in turn
CODE = re.compile(rb"(?:\d{3}\.\d{2}\.\d{2}\.H\d+|H\d+\.\d{2}\.\d{2})-\d{6}-\d{4}")
NAMES = ("mot-cua", "ban-dieu-hanh", "dang-uy", "tong-hop", "quan-tri")
WRITERS = NAMES[:2]


def role_of(number: int) -> str:
    """The role of somebody: each of the five in turn."""
    return NAMES[number % len(NAMES)]


def unit_of(number: int) -> str:
    """The code of the unit where somebody holds it; "all" of who sums up for all."""
    return ALL_UNITS if role_of(number) == "tong-hop" else UNITS[number // 10 % len(UNITS)]


def account_of(number: int) -> str:
    """The name of somebody's account."""
    return f"nguoi-{number:02}"


def add_accounts(people: int) -> None:
    """Makes the accounts in $BOARD_DATA, each with a password of its own and its role."""
    for number in range(people):
        name = account_of(number)
        store.add(name, PASSWORD + " cũ", 0)
        store.change_password(name, PASSWORD + " cũ", PASSWORD)
        store.give_role(name, role_of(number), [unit_of(number)], today(), None, also=False)


def owners_of_dossiers() -> dict[str, str]:
    """The code of the unit of each dossier that is loaded, by the dossier's code."""
    with opening:
        cursor = opened(current(EVERYTHING).path).connection.cursor()
    rows = cursor.execute("select dossier_id, split_part(unit_key, '@', 1) from dossiers")
    return dict(rows.fetchall())


def looking_for_codes(
    number: int, owners: dict[str, str], units: Path, found: Callable[[str, bool], None]
) -> Callable[[bytes], None]:
    """What looks at each answer to somebody and calls `found` for each dossier's code in it, with
    whether they may see it: none where their role sees none, else those of their own unit and of
    the units before it. `owners` gives the unit of each code that was loaded at the start."""
    unit, sees_codes = unit_of(number), "codes" in ROLES[role_of(number)].sees
    own = {unit}
    with units.open(encoding="utf-8") as rows:
        table = [*csv.DictReader(rows)]
    while more := {row["code"] for row in table if {row["successor"], row["parent"]} & own} - own:
        own |= more

    def look(content: bytes) -> None:
        """Looks at one answer."""
        for code in set(CODE.findall(content)):
            found(code.decode(), sees_codes and owners.get(code.decode(), unit) in own)

    return look
