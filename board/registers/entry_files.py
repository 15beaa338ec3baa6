"""Entries: each change that is made on a page becomes a file of its own, which a load then takes.

No file is ever changed, so two people at once lose nothing: an entry holds the record as its writer
saw it and names the fields that they changed, and only these count (docs/assumptions.md §19).
"""

import csv
import io
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

import audit_log
import ward_clock
from board.registers.entry_scope import is_seen, seen_values
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import (
    NoWarehouse,
    Snapshot,
    SnapshotLost,
    WrongSchema,
    current,
    last_load,
)
from config_file import data_folder
from formula_guard import guarded, unguarded
from log_lines import note
from personal_data import entry_kept, is_officer_code
from whole_file import prepare, put
from whole_file import replace as replace_file

RECORDS_TAKEN = 100_000  # far more than a unit's register holds
BOOKKEEPING = ("recorded_at", "recorded_by", "change_reason", "changed_fields", "is_void")
KEY = re.compile(r"\w(?:[\w ./-]*\w)?")
SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # none is taken for another, and none makes a word


@dataclass(frozen=True)
class Entry:
    """One entry that no published snapshot holds yet; `refused` is why a load would not take it."""

    path: Path
    values: dict[str, str]
    refused: str | None

    @property
    def changed(self) -> list[str]:
        """The fields that it changed; none for a record that it adds."""
        return [name for name in self.values["changed_fields"].split(",") if name]

    @property
    def is_void(self) -> bool:
        """Whether the entry takes its record back."""
        return self.values["is_void"] == "yes"


def folder(source: str = "") -> Path:
    """Where entries of a source lie, or those of all."""
    return data_folder() / "inbox" / "entries" / source


def new_key(on: date) -> str:
    """A number for a new record: the year and six signs, one of 480 millions, so that two people
    who add a record at once do not get the same one."""
    return f"{on:%y}-" + "".join(secrets.choice(SIGNS) for _ in range(6))


def append(
    source: str,
    record: dict[str, str],
    changed: Sequence[str],
    by: str,
    why: str,
    void: bool = False,
    account: str | None = None,
) -> Path:
    """Writes one entry and gives its file: `record` with every field as text (days yyyy-mm-dd);
    `account` is who signed in.

    `changed` names the fields that count, all where it is empty; `void` takes the record out. What
    may name a person is masked as a load would, and nobody else may read the file, which has its
    name only once it is whole. What changes a record is stamped after all that is recorded of it,
    however far the clock was set back. Raises OSError where the disk refuses it.
    """
    now = ward_clock.now()  # the day in the name is the ward's: a load takes it for the as-of
    if (changed or void) and (newest := _newest_moment(source, record)):
        now = max(now, newest + timedelta(microseconds=1))
    values = record | {
        "recorded_at": f"{now:%Y-%m-%d %H:%M:%S.%f}",
        "recorded_by": by,
        "change_reason": why,
        "changed_fields": "is_void" if void else ",".join(changed),
        "is_void": "yes" if void else "",
    }
    values = {name: entry_kept(name, value) for name, value in values.items()}
    letters = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(16))
    path = folder(source) / f"{now:%Y-%m-%dT%H%M%S%f}-{letters}.csv"
    for own in (folder(), path.parent):
        own.mkdir(0o700, parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([[*values], [guarded(value) for value in values.values()]])
    kind = "void" if void else "change" if changed else "new"
    key = next(iter(record.values()))  # of every contract the first field
    number = key if is_officer_code(key) else "-"  # whatever is typed as one may be a name
    new = prepare(path, text.getvalue(), 0o600)
    try:
        what = {"what": source, "how": kind, "record": number, "fields": [*changed]}
        audit_log.append(data_folder(), "edit", account, **what)
        put(new, path)
    finally:
        new.unlink(missing_ok=True)
    note("edit", source=source, record=number, kind=kind, fields=",".join(changed), entry=path.stem)
    return path


def is_ahead(entry: Path) -> bool:
    """Whether an entry was stamped later than the clock says now, which somebody set back."""
    return entry.name > f"{ward_clock.now():%Y-%m-%dT%H%M%S%f}~"


def _newest_moment(source: str, record: dict[str, str]) -> datetime | None:
    """The newest moment at which anything was recorded of a record, on the ward's clock."""
    try:
        snapshot = current(EVERYTHING)  # when anything was recorded, whoever may see it
    except (NoWarehouse, WrongSchema, SnapshotLost):
        return None
    key = ask(snapshot, "source_fields", source=source)["field"].iloc[0]
    asked = {"source": source, "key_field": key, "record": record[key]}
    published = ask(snapshot, "newest_moment", **asked)["recorded_at"].iloc[0]
    moments = [] if pd.isna(published) else [published.to_pydatetime()]
    for entry in waiting(source, snapshot):
        if entry.values.get(key) == record[key]:
            with suppress(ValueError):  # a load will refuse it
                moments.append(datetime.fromisoformat(entry.values["recorded_at"]))
    return max(moments).replace(tzinfo=ward_clock.now().tzinfo) if moments else None


def records(
    source: str,
    snapshot: Snapshot,
    unit: str | None = None,
    sought: str | None = None,
    limit: int = RECORDS_TAKEN,
) -> list[dict[str, str]]:
    """The records of a unit, or of all, that hold the text sought, the newest first, each field as
    text and "" where it says nothing; at most `limit` of them."""
    rows = ask(snapshot, "records", source=source, unit=unit, sought=sought, limit=limit).drop(
        columns="found"
    )
    return rows.astype(object).where(rows.notna(), "").to_dict("records")


def waiting(source: str, snapshot: Snapshot) -> list[Entry]:
    """The entries of a source that a snapshot does not hold and its reader may see, in the order of
    their making; a field that the reader does not see says nothing."""
    whole = replace(snapshot, scope=EVERYTHING)  # what is in it is no entry that waits
    held = set(ask(whole, "files_of", source=source)["file"])
    files = (last_load("entries") or {}).get("files", [])
    refused = {file["file"]: file["sentence"] for file in files if file["outcome"] == "refused"}
    found = []
    for path in sorted(folder(source).glob("*.csv")):
        if path.name in held:
            continue
        row = _first_row(path)
        if set(BOOKKEEPING) <= set(row):  # else somebody put a file of their own here
            values = {name: unguarded(value or "") for name, value in row.items()}
            if is_seen(values.get("unit_code", ""), snapshot):
                found.append(Entry(path, seen_values(values, snapshot), refused.get(path.name)))
    return found


def _first_row(path: Path) -> dict[str, str]:
    """The first row of a CSV by its headings; nothing where it cannot be read, or is none."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            row = next(csv.DictReader(stream), {})
    except (OSError, ValueError, csv.Error):  # laid aside meanwhile, or somebody's own
        return {}
    row.pop(None, None)  # cells without a heading
    return row


def withdraw(entry: Entry, account: str | None = None) -> None:
    """Lays aside an entry that was refused, under a name that no load takes. Raises OSError."""
    audit_log.append(data_folder(), "edit", account, what=entry.path.parent.name, how="aside")
    replace_file(entry.path, entry.path.with_suffix(".refused"))


def numbered_by(source: str, snapshot: Snapshot) -> list[str]:
    """The fields whose days say of which year a register's numbers are, the first that says it;
    none where the key is no number."""
    return list(ask(snapshot, "sources").set_index("source").loc[source, "numbered_by"])


def place_of(record: dict, key: str, dated: Sequence[str]) -> tuple[str, str, str]:
    """What identifies a record: its unit, its number and the year of that, "" where it has no day.

    `dated` are the fields of `numbered_by`."""
    year = record.get("record_year") or next((record[f][:4] for f in dated if record.get(f)), "")
    return record["unit_code"], record[key], year


def named(place: tuple[str, str, str]) -> str:
    """A record's place as one text."""
    return " ".join(part for part in place if part)


def clashes(place: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Whether two records would be one by their numbers: of one year, or one of no year."""
    return place[1] == other[1] and (place[2] == other[2] or not (place[2] and other[2]))


def with_waiting(
    records: list[dict], waiting: Sequence[Entry], key: str, dated: Sequence[str] = ()
) -> list[dict]:
    """Records, each a dict of texts, as they will stand once the waiting entries are published:
    `waits` is true where one changes them. New ones come first; one made void stays until then."""
    published = {place_of(record, key, dated): record | {"waits": False} for record in records}
    new: dict[tuple[str, str, str], dict] = {}
    for entry in waiting:
        if entry.refused:
            continue
        place = _place_among(entry, {**published, **new}, key, dated)
        fields = _counted_fields(entry) | {"waits": True}
        if place in published:
            published[place] |= fields
        elif not entry.changed or place in new:
            new[place] = new.get(place, {}) | fields
    return [*new.values(), *published.values()]


def _place_among(
    entry: Entry, records: dict[tuple[str, str, str], dict], key: str, dated: Sequence[str]
) -> tuple[str, str, str]:
    """The place of the record that an entry is of, among the places of `records`."""
    place = place_of(entry.values, key, dated)
    if not entry.changed or place in records:
        return place
    # It moved the day by which its number is of a year, or wrote the first.
    return max((other for other in records if other[:2] == place[:2]), default=place)


def _counted_fields(entry: Entry) -> dict[str, str]:
    """The fields of an entry that count: those that it changed, of a new record all."""
    own = [name for name in entry.values if name not in BOOKKEEPING]
    return {name: entry.values[name] for name in entry.changed or own if name in own}
