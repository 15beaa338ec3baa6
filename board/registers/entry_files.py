"""Entries: each change that is made on a page becomes a file of its own, which a load then takes.

No file is ever changed, so two people at once lose nothing: an entry tells the record as its writer
saw it and names the fields that they changed, and only these count (docs/assumptions.md §19).
"""

import csv
import io
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

import ward_clock
from board.text import dates, entries, numbers
from board.warehouse.ask import ask
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
from personal_data import OFFICERS, entry_kept, is_officer_code, names_a_person
from whole_file import replace, write_whole

RECORDS_TAKEN = 100_000  # far more than a unit's register holds
BOOKKEEPING = ("recorded_at", "recorded_by", "change_reason", "changed_fields", "is_void")
ABSENT = ("", "-", "NULL", "null")  # what a register's cell says when it says nothing
READ = {"date": date.fromisoformat, "integer": int}
KEY = re.compile(r"\w(?:[\w ./-]*\w)?")
SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # none is taken for another, and none makes a word


@dataclass(frozen=True)
class Entry:
    """One entry that no published snapshot holds yet; `refused` is why a load would not take it."""

    path: Path
    said: dict[str, str]
    refused: str | None

    @property
    def changed(self) -> list[str]:
        """The fields that it changed; none for a record that it adds."""
        return [name for name in self.said["changed_fields"].split(",") if name]

    @property
    def is_void(self) -> bool:
        return self.said["is_void"] == "yes"


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
) -> Path:
    """Writes one entry and gives its file: `record` with every field as text (days yyyy-mm-dd).

    `changed` names the fields that count, all where it is empty; `void` takes the record out. What
    may name a person is masked as a load would, and nobody else may read the file, which has its
    name only once it is whole. What changes a record is stamped after all that was told of it,
    however far the clock was set back. Raises OSError where the disk refuses it.
    """
    now = ward_clock.now()  # the day in the name is the ward's: a load takes it for the as-of
    if (changed or void) and (newest := _newest_told(source, record)):
        now = max(now, newest + timedelta(microseconds=1))
    told = record | {
        "recorded_at": f"{now:%Y-%m-%d %H:%M:%S.%f}",
        "recorded_by": by,
        "change_reason": why,
        "changed_fields": "is_void" if void else ",".join(changed),
        "is_void": "yes" if void else "",
    }
    told = {name: entry_kept(name, value) for name, value in told.items()}
    letters = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(16))
    path = folder(source) / f"{now:%Y-%m-%dT%H%M%S%f}-{letters}.csv"
    for own in (folder(), path.parent):
        own.mkdir(0o700, parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([[*told], [guarded(value) for value in told.values()]])
    write_whole(path, text.getvalue(), 0o600)
    kind = "void" if void else "change" if changed else "new"
    key = next(iter(record.values()))  # of every contract the first field
    number = key if is_officer_code(key) else "-"  # whatever is typed as one may be a name
    note("edit", source=source, record=number, kind=kind, fields=",".join(changed), entry=path.stem)
    return path


def is_ahead(entry: Path) -> bool:
    """Whether an entry was stamped later than the clock says now, which somebody set back."""
    return entry.name > f"{ward_clock.now():%Y-%m-%dT%H%M%S%f}~"


def _newest_told(source: str, record: dict[str, str]) -> datetime | None:
    """The newest moment at which anything was told of a record, on the ward's clock."""
    try:
        snapshot = current()
    except (NoWarehouse, WrongSchema, SnapshotLost):
        return None
    key = ask(snapshot, "source_fields", source=source)["field"].iloc[0]
    asked = {"source": source, "key_field": key, "record": record[key]}
    told = ask(snapshot, "newest_told", **asked)["told_at"].iloc[0]
    moments = [] if pd.isna(told) else [told.to_pydatetime()]
    for entry in waiting(source, snapshot):
        if entry.said.get(key) == record[key]:
            with suppress(ValueError):  # a load will refuse it
                moments.append(datetime.fromisoformat(entry.said["recorded_at"]))
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
    """The entries of a source that a snapshot does not hold, in the order of their making."""
    held = set(ask(snapshot, "files_of", source=source)["file"])
    told = (last_load("entries") or {}).get("files", [])
    refused = {file["file"]: file["sentence"] for file in told if file["outcome"] == "refused"}
    found = []
    for path in sorted(folder(source).glob("*.csv")):
        if path.name in held:
            continue
        said = _first_row(path)
        if set(BOOKKEEPING) <= set(said):  # else somebody put a file of their own here
            plain = {name: unguarded(value or "") for name, value in said.items()}
            found.append(Entry(path, plain, refused.get(path.name)))
    return found


def _first_row(path: Path) -> dict[str, str]:
    """The first row of a CSV by its headings; nothing where it cannot be read, or is none."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            said = next(csv.DictReader(stream), {})
    except (OSError, ValueError, csv.Error):  # laid aside meanwhile, or somebody's own
        return {}
    said.pop(None, None)  # cells that stand under no heading
    return said


def fits_a_form(fields: pd.DataFrame, entry: Entry) -> bool:
    """Whether a form can show what an entry said of a record, to be mended there."""
    is_whole = set(fields["field"]) <= set(entry.said)
    return is_whole and not entry.is_void and not faults(fields, entry.said)


def withdraw(entry: Entry) -> None:
    """Lays aside an entry that was refused, under a name that no load takes."""
    replace(entry.path, entry.path.with_suffix(".refused"))


def numbered_by(source: str, snapshot: Snapshot) -> list[str]:
    """The fields whose days say of which year a register's numbers are, the first that says it;
    none where the key is no number."""
    return list(ask(snapshot, "sources").set_index("source").loc[source, "numbered_by"])


def place_of(record: dict, key: str, dated: Sequence[str]) -> tuple[str, str, str]:
    """What tells a record apart: its unit, its number and the year of that, "" where it has no day.

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
    told = {place_of(one, key, dated): one | {"waits": False} for one in records}
    new = {}
    for entry in waiting:
        if entry.refused:
            continue
        place = place_of(entry.said, key, dated)
        if entry.changed and place not in told and place not in new:
            # It moved the day by which its number is of a year, or wrote the first.
            alike = [one for one in (*told, *new) if one[:2] == place[:2]]
            place = max(alike, default=place)
        own = [name for name in entry.said if name not in BOOKKEEPING]
        fields = {name: entry.said[name] for name in entry.changed or own if name in own}
        if place in told:
            told[place] |= fields | {"waits": True}
        elif not entry.changed or place in new:
            new[place] = new.get(place, {}) | fields | {"waits": True}
    return [*new.values(), *told.values()]


def faults(fields: pd.DataFrame, record: dict[str, str]) -> list[str]:
    """What a load would refuse in a record, a sentence each; `fields` are those of its source."""
    return [said for field in fields.itertuples() if (said := _fault(field, record[field.field]))]


def _fault(field, value: str) -> str | None:
    if value in ABSENT:
        return entries.entry_missing(field.title) if field.required else None
    if names_a_person(field.field, value):
        of_officers = field.field in OFFICERS
        return (entries.entry_names_officer if of_officers else entries.entry_is_personal)(
            field.title
        )
    if field.words:
        known = value in field.words and value != field.only_counted
        return None if known else entries.entry_unknown(field.title, value)
    read = READ.get(field.type, str)
    try:
        typed = read(value)
    except ValueError:
        return entries.entry_unknown(field.title, value)
    least, most = (
        None if numbers.is_absent(limit) else read(limit)
        for limit in (field.minimum, field.maximum)
    )
    if (least is not None and typed < least) or (most is not None and typed > most):
        return entries.entry_out_of_range(field.title, _shown(field, value))
    return None


def exported(fields: pd.DataFrame, records: list[dict]) -> pd.DataFrame:
    """Records in the columns of their template: titles, words for values, days as dd/mm/yyyy; what
    a load reads back as the same records."""
    named = [one | {"unit_code": one["unit_word"]} for one in records]
    return pd.DataFrame(
        [[guarded(shown(field, one)) for field in fields.itertuples()] for one in named],
        columns=list(fields["title"]),
    )


def shown(field, record: dict[str, str]) -> str:
    """A field of a record as people write it; "" where it says nothing."""
    return _shown(field, record[field.field] or "")


def _shown(field, value: str) -> str:
    if field.words:
        return field.words.get(value, value)
    return dates.day(date.fromisoformat(value)) if value and field.type == "date" else value
