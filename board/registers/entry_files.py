"""Entries: each change that is made on a page becomes a file of its own, which a load then takes.

No file is ever changed, so two people at once lose nothing: an entry holds the record as its writer
saw it and names the fields that they changed, and only these count (docs/assumptions.md §19).
"""

import csv
import io
import re
import secrets
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

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
from personal_data import ENTRY_FILE, entry_kept, is_officer_code
from whole_file import forget, name_all, prepare_all
from whole_file import replace as replace_file

RECORDS_TAKEN = 100_000  # far more than a unit's register holds
BOOKKEEPING = ("recorded_at", "recorded_by", "change_reason", "changed_fields", "is_void")
STAMP = "%Y-%m-%dT%H%M%S%f"  # how a file's name begins: the moment of its entry
EARLIEST = datetime(1, 1, 1, tzinfo=ward_clock.WARD_ZONE)
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
    """Writes one entry, as `append_all` writes many, and gives its file."""
    [path] = append_all(source, [(record, changed)], by, why, void, account)
    return path


def append_all(
    source: str,
    records: Sequence[tuple[dict[str, str], Sequence[str]]],
    by: str,
    why: str,
    void: bool = False,
    account: str | None = None,
) -> list[Path]:
    """Writes an entry a record and gives their files: each with every field as text (days
    yyyy-mm-dd) and the names of the fields that count, all where it names none; `account` is who
    signed in.

    `void` takes the records out. What may name a person is masked as a load would, and nobody else
    may read the files, which have their names only once all are whole. What changes a record is
    stamped after all that is recorded of it, however far the clock was set back. Raises OSError
    where the disk refuses it; then those before may be there.
    """
    texts, lines = {}, []
    # Of every contract the first field is the number.
    changes = {next(iter(record.values())) for record, changed in records if changed or void}
    newest = _newest_moments(source, changes, ward_clock.now()) if changes else {}
    for record, changed in records:
        key = next(iter(record.values()))
        now = ward_clock.now()  # the day in the name is the ward's: a load takes it for the as-of
        if key in changes:
            now = newest[key] = max(now, newest.get(key, EARLIEST) + timedelta(microseconds=1))
        values = record | {
            "recorded_at": f"{now:%Y-%m-%d %H:%M:%S.%f}",
            "recorded_by": by,
            "change_reason": why,
            "changed_fields": "is_void" if void else ",".join(changed),
            "is_void": "yes" if void else "",
        }
        letters = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(16))
        path = folder(source) / f"{now:{STAMP}}-{letters}.csv"
        kind = "void" if void else "change" if changed else "new"
        number = key if is_officer_code(key) else "-"  # whatever is typed as one may be a name
        texts[path] = _text({name: entry_kept(name, value) for name, value in values.items()})
        lines.append({"how": kind, "record": number, "fields": [*changed]})
    for own in (folder(), folder(source)) if texts else ():
        own.mkdir(0o700, parents=True, exist_ok=True)
    new = prepare_all(texts, 0o600)
    try:
        for line in lines:
            audit_log.append(data_folder(), "edit", account, what=source, **line)
        name_all(new)
    finally:
        forget(new)
    for path, line in zip(texts, lines, strict=True):
        what = {"record": line["record"], "kind": line["how"], "fields": ",".join(line["fields"])}
        note("edit", source=source, **what, entry=path.stem)
    return [*texts]


def _text(values: dict[str, str]) -> str:
    """An entry as CSV: its headings and its one row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([[*values], [guarded(value) for value in values.values()]])
    return text.getvalue()


def is_ahead(entry: Path) -> bool:
    """Whether an entry was stamped later than the clock says now, which somebody set back."""
    return entry.name > f"{ward_clock.now():{STAMP}}~"


def _newest_moments(source: str, records: Collection[str], now: datetime) -> dict[str, datetime]:
    """The newest moment at which anything was recorded of each record of these numbers, on the
    ward's clock; of the entries that wait only those stamped after `now` are looked at."""
    try:
        snapshot = current(EVERYTHING)  # when anything was recorded, whoever may see it
    except (NoWarehouse, WrongSchema, SnapshotLost):
        return {}
    key = ask(snapshot, "source_fields", source=source)["field"].iloc[0]
    asked = {"source": source, "key_field": key, "records": [*records]}
    published = ask(snapshot, "newest_moments", **asked)
    moments = list(
        zip(published["record"], published["recorded_at"].dt.to_pydatetime(), strict=True)
    )
    for entry in waiting(source, snapshot, since=f"{now:{STAMP}}"):
        with suppress(ValueError):  # a load will refuse it
            moments.append(
                (entry.values.get(key, ""), datetime.fromisoformat(entry.values["recorded_at"]))
            )
    newest: dict[str, datetime] = {}
    for number, moment in moments:
        newest[number] = max(moment.replace(tzinfo=now.tzinfo), newest.get(number, EARLIEST))
    return newest


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


def waiting(source: str, snapshot: Snapshot, since: str = "") -> list[Entry]:
    """The entries of a source that a snapshot does not hold and its reader may see, in the order of
    their making, from the stamp `since` on; a field that the reader does not see says nothing."""
    whole = replace(snapshot, scope=EVERYTHING)  # what is in it is no entry that waits
    held = set(ask(whole, "files_of", source=source)["file"])
    files = (last_load("entries") or {}).get("files", [])
    refused = {file["file"]: file["sentence"] for file in files if file["outcome"] == "refused"}
    found = []
    paths = (path for path in folder(source).glob("*.csv") if path.name not in held)
    for path in sorted(p for p in paths if p.name >= since or not ENTRY_FILE.fullmatch(p.name)):
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
