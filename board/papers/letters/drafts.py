"""Drafts of letters told to their ledger, an entry for each that it does not say was begun."""

import threading
from dataclasses import dataclass, replace

import pandas as pd

import ward_clock
from board.papers.letters.content import to_write
from board.registers import entry_files
from board.selection.selection import Choice
from board.text import letter_papers
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot, current
from disk_errors import disk_reason

SOURCE, KEY = "letters", "letter_id"
STEPS = ("drafted_on", "numbered_on", "signed_on", "delivered_on", "waived_on")
# What `code_of` of etl/sql/macros.sql makes of a dossier's code; a test holds the two together.
UNSEEN = (0xAD, *range(0x2000, 0x2010), *range(0x202A, 0x2030), *range(0x2060, 0x206A), 0xFEFF)
FOLDED = dict.fromkeys((0x20, 0xA0, 0x3000, *UNSEEN)) | dict(
    zip(map(ord, "–—‐‑−０１２３４５６７８９"), "-----0123456789", strict=True)
)
_telling = threading.Lock()


@dataclass(frozen=True)
class RecordResult:
    """What a ledger was told: how many letters of those that were new to it, and, where the disk
    refused some, why."""

    count: int
    of: int
    why: str | None = None


def to_record(choice: Choice, kind: str | None = None, dossier: str | None = None) -> pd.DataFrame:
    """Of the letters to write, as `to_write` gives them, those whose drafting is news to the
    ledger: no record, as it will stand with the entries that wait, says of any step that it was
    taken. `ledger` is the code of the unit in force today whose ledger it is, None where the
    dossier's unit is over and went into none."""
    found = to_write(choice, kind, dossier)
    waiting = entry_files.waiting(SOURCE, choice.snapshot)
    if waiting:
        begun = {case(one) for one in _records(choice.snapshot, waiting) if _is_begun(one)}
        rows = found.itertuples()
        is_begun = [row.kind == "thanks" or case(row._asdict()) in begun for row in rows]
        found = found[[not known for known in is_begun]]
    else:
        found = found[~found["is_begun"].astype(bool)]
    ledgers = _units(choice.snapshot)["code"]
    return found.assign(ledger=[ledgers.get(unit) for unit in found["unit_key"]])


def record(
    choice: Choice, by: str, kind: str | None = None, dossier: str | None = None
) -> RecordResult:
    """Tells the ledger that the letters which are new to it were drafted today; `by` is an
    officer's code, or "" where nobody is named. New is judged by the snapshot of this moment,
    whatever the reader's page showed.

    A letter gets its day in the record that today's ledger has of it, else a record of its own
    there, with what a ledger of a unit that is over said of it.
    """
    with _telling:  # so that two who press at once do not both find it new
        now = replace(choice, snapshot=current())
        new = to_record(now, kind, dossier).dropna(subset="ledger")
        fields = list(ask(now.snapshot, "source_fields", source=SOURCE)["field"])
        held = _records(now.snapshot, entry_files.waiting(SOURCE, now.snapshot)) if len(new) else []
        stands = {case(one): one for one in sorted(held, key=lambda one: one["is_today"])}
        for count, row in enumerate(new.itertuples()):
            told, changed = _draft(row, stands.get(case(row._asdict()), {}), fields)
            try:
                entry_files.append(SOURCE, told, changed, by, letter_papers.DRAFTED_AS_PAPER)
            except OSError as error:
                return RecordResult(count, len(new), disk_reason(error.errno))
        return RecordResult(len(new), len(new))


def _draft(row, stands: dict, fields: list[str]) -> tuple[dict[str, str], list[str]]:
    """The record of a letter that is drafted today, and which of its fields changed."""
    today = ward_clock.today()
    told = {name: stands.get(name) or "" for name in fields} | {"drafted_on": today.isoformat()}
    if stands.get("is_today"):
        return told, ["drafted_on"]
    own = {KEY: entry_files.new_key(today), "unit_code": row.ledger}
    return told | own | {"kind": row.kind, "dossier_id": row.dossier_id}, []


def case(said: dict) -> tuple[str, str]:
    """What a letter is about: its kind and its dossier, its code as a load would write it."""
    return said["kind"], str(said["dossier_id"] or "").translate(FOLDED).upper()


def _is_begun(record: dict) -> bool:
    return any(record.get(step) for step in STEPS)


def _records(snapshot: Snapshot, waiting: list[entry_files.Entry]) -> list[dict]:
    """The ledgers' records as they will stand with the entries that wait; `is_today` tells those of
    units in force, which are the only ones that an entry of today can change."""
    over = set(_units(snapshot).query("is_over").index)
    held = [
        one | {"is_today": one["unit_key"] not in over}
        for one in entry_files.records(SOURCE, snapshot)
    ]
    dated = entry_files.numbered_by(SOURCE, snapshot)
    void = {
        entry_files.place_of(one.values, KEY, dated)
        for one in waiting
        if one.is_void and not one.refused
    }
    today = entry_files.with_waiting([one for one in held if one["is_today"]], waiting, KEY, dated)
    today = [one for one in today if entry_files.place_of(one, KEY, dated) not in void]
    return [one for one in held if not one["is_today"]] + [
        one | {"is_today": True} for one in today
    ]


def _units(snapshot: Snapshot) -> pd.DataFrame:
    today = ward_clock.today()
    return ask(snapshot, "ledger_units", on=today).set_index("unit_key")
