"""Drafts of letters told to their ledger, an entry for each that it does not say was begun."""

from datetime import datetime

import pandas as pd

from board import entries, words
from board.choice import Choice
from board.papers.letters import to_write
from board.warehouse import ask

SOURCE = "letters"
STEPS = ("drafted_on", "numbered_on", "signed_on", "delivered_on", "waived_on")


def to_record(choice: Choice, kind: str | None = None, dossier: str | None = None) -> pd.DataFrame:
    """Of the letters to write, as `to_write` gives them, those whose drafting is news to the
    ledger: neither its records nor the entries that wait say of any step that it was taken."""
    begun = {
        _case(one.said)
        for one in entries.waiting(SOURCE, choice.snapshot)
        if not one.refused and any(one.said[step] for step in STEPS)
    }
    found = to_write(choice, kind, dossier)
    new = [
        not row.is_begun and (row.kind, row.dossier_id) not in begun for row in found.itertuples()
    ]
    return found[new]


def record(choice: Choice, new: pd.DataFrame, by: str) -> int:
    """Tells the ledger that letters, rows of `to_record`, were drafted today; gives how many. `by`
    is an officer's code, or "" where nobody is named.

    Each is told to the unit in force today that answers for its dossier: in the record that the
    ledger, or an entry that waits, has of it already, else as a new one. Raises OSError where the
    disk refuses an entry.
    """
    today = datetime.now(entries.WARD).date()
    codes = ask(choice.snapshot, "ledger_units", on=today).set_index("unit_key")["code"]
    fields = list(ask(choice.snapshot, "source_fields", source=SOURCE)["field"])
    stands = _standing(choice)
    for row in new.itertuples():
        told, changed = stands.get((row.kind, row.dossier_id)), ["drafted_on"]
        if told is None:
            told, changed = dict.fromkeys(fields, ""), []
            told |= {"letter_id": entries.new_key(today), "unit_code": codes[row.unit_key]}
            told |= {"kind": row.kind, "dossier_id": row.dossier_id}
        told = {name: told.get(name, "") for name in fields} | {"drafted_on": today.isoformat()}
        entries.append(SOURCE, told, changed, by, words.DRAFTED_AS_PAPER)
    return len(new)


def _standing(choice: Choice) -> dict[tuple[str, str], dict]:
    """The ledger's records, as they will stand with the entries that wait, by their case."""
    held = entries.records(SOURCE, choice.snapshot)
    waiting = entries.waiting(SOURCE, choice.snapshot)
    return {_case(one): one for one in entries.with_waiting(held, waiting, "letter_id")}


def _case(said: dict) -> tuple[str, str]:
    """What a letter is about: its kind and its dossier."""
    return said["kind"], said["dossier_id"]
