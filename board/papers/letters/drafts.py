"""Drafts of letters recorded in their ledger, an entry for each whose drafting is new to it."""

import threading
from dataclasses import dataclass, replace

import pandas as pd

import ward_clock
from board.papers.letters.content import to_write
from board.registers import entry_files, record_places
from board.registers.entry_policy import may_write
from board.selection.selection import Selection
from board.text import letter_papers
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot, current
from disk_errors import disk_reason

SOURCE, KEY = "letters", "letter_id"
STEPS = ("drafted_on", "numbered_on", "signed_on", "delivered_on", "waived_on")
# What `code_of` of etl/sql/macros/codes.sql makes of a code; a test holds the two together.
UNSEEN = (0xAD, *range(0x2000, 0x2010), *range(0x202A, 0x2030), *range(0x2060, 0x206A), 0xFEFF)
FOLDED = dict.fromkeys((0x20, 0xA0, 0x3000, *UNSEEN)) | dict(
    zip(map(ord, "–—‐‑−０１２３４５６７８９"), "-----0123456789", strict=True)
)
_recording = threading.Lock()


@dataclass(frozen=True)
class RecordResult:
    """How many drafts were recorded of those that were new to the ledger, and, where the disk
    refused some, why."""

    count: int
    of: int
    why: str | None = None


def to_record(
    selection: Selection, kind: str | None = None, dossier: str | None = None
) -> pd.DataFrame:
    """Of the letters to write, as `to_write` gives them, those whose drafting is new to the
    ledger: no record, with the entries that wait, holds the day of any step. `ledger` is the code
    of the unit in force today whose ledger it is, None where the dossier's unit is over and went
    into none. Left out are those of ledgers that the reader's roles do not let be written."""
    found = to_write(selection, kind, dossier)
    waiting = entry_files.waiting(SOURCE, selection.snapshot)
    if waiting:
        records = _records(selection.snapshot, waiting)
        started = {case(record) for record in records if any(map(record.get, STEPS))}
        rows = found.itertuples()
        is_new = [row.kind != "thanks" and case(row._asdict()) not in started for row in rows]
        found = found[is_new]
    else:
        found = found[~found["is_begun"].astype(bool)]
    ledgers = _units(selection.snapshot)["code"]
    found = found.assign(ledger=[ledgers.get(unit) for unit in found["unit_key"]])
    closed = [
        unit for unit in found["ledger"].dropna().unique() if not may_write(SOURCE, selection, unit)
    ]
    return found[~found["ledger"].isin(closed)]


def record(
    selection: Selection, by: str, kind: str | None = None, dossier: str | None = None
) -> RecordResult:
    """Records in the ledger that the letters which are new to it were drafted today; `by` is an
    officer's code, or "" where nobody is named. New is judged by the snapshot of this moment,
    whatever the reader's page showed.

    A letter gets its day in the record that today's ledger has of it, else a record of its own
    there, with what the ledger of a unit that is over holds of it.
    """
    with _recording:  # so that two who press at once do not both find it new
        now = replace(selection, snapshot=current(selection.snapshot.scope))
        new = to_record(now, kind, dossier).dropna(subset="ledger")
        fields = list(ask(now.snapshot, "source_fields", source=SOURCE)["field"])
        held = _records(now.snapshot, entry_files.waiting(SOURCE, now.snapshot)) if len(new) else []
        known = {
            case(letter): letter for letter in sorted(held, key=lambda letter: letter["is_today"])
        }
        drafts = [
            _draft(row, known.get(case(row._asdict()), {}), fields) for row in new.itertuples()
        ]
        why, account = letter_papers.DRAFTED_AS_PAPER, selection.viewer.account
        try:
            entry_files.append_all(SOURCE, drafts, by, why, account=account)
        except OSError as error:
            left = to_record(now, kind, dossier).dropna(subset="ledger")
            return RecordResult(len(new) - len(left), len(new), disk_reason(error.errno))
        return RecordResult(len(new), len(new))


def _draft(row, known: dict, fields: list[str]) -> tuple[dict[str, str], list[str]]:
    """The record of a letter that is drafted today, and which of its fields changed."""
    today = ward_clock.today()
    values = {name: known.get(name) or "" for name in fields} | {"drafted_on": today.isoformat()}
    if known.get("is_today"):
        return values, ["drafted_on"]
    own = {KEY: entry_files.new_key(today), "unit_code": row.ledger}
    return values | own | {"kind": row.kind, "dossier_id": row.dossier_id}, []


def case(letter: dict) -> tuple[str, str]:
    """What a letter is about: its kind and its dossier, its code as a load would write it."""
    return letter["kind"], str(letter["dossier_id"] or "").translate(FOLDED).upper()


def _records(snapshot: Snapshot, waiting: list[entry_files.Entry]) -> list[dict]:
    """The ledgers' records with the entries that wait; `is_today`: of a unit in force, whose
    records alone an entry of today can change."""
    over = set(_units(snapshot).query("is_over").index)
    of_today, of_the_past = [], []
    for letter in entry_files.records(SOURCE, snapshot):
        (of_the_past if letter["unit_key"] in over else of_today).append(letter)
    dated = entry_files.numbered_by(SOURCE, snapshot)
    void = {
        record_places.place_of(entry.values, KEY, dated)
        for entry in waiting
        if entry.is_void and not entry.refused
    }
    of_today = record_places.with_waiting(of_today, waiting, KEY, dated)
    of_today = [
        letter for letter in of_today if record_places.place_of(letter, KEY, dated) not in void
    ]
    return [
        *(letter | {"is_today": False} for letter in of_the_past),
        *(letter | {"is_today": True} for letter in of_today),
    ]


def _units(snapshot: Snapshot) -> pd.DataFrame:
    today = ward_clock.today()
    return ask(snapshot, "ledger_units", on=today).set_index("unit_key")
