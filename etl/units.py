"""units.csv, changed by a command: a unit that is added, or the national list of units."""

from datetime import date, timedelta
from pathlib import Path

from etl.contract import fold
from etl.national_list import listed
from etl.publish import writing
from etl.reference import text_rows
from etl.reference_edit import rewrite
from etl.reference_files import FILES
from etl.settings import Settings
from etl.unit_list import COMMUNES, TITLES, WANTED, Unit, kind_and_name, units_of
from etl.words import Refusal
from etl.words import units as text
from ward_clock import today

Row = dict[str, str]


def add_unit(
    settings: Settings,
    code: str,
    written: str,
    day: date,
    successor_of: list[str],
    parent: str | None = None,
) -> dict:
    """Adds a unit that begins on `day` and closes those that went into it, on the day before.

    Without `parent` it stands under what the first of those stood under, as far as that is there
    on the day. Raises Refusal, and then changes nothing.
    """
    kind_and_bare_name = kind_and_name(written)
    if kind_and_bare_name is None:
        raise Refusal(text.name_without_kind(written))
    with writing(settings) as scratch:
        rows = text_rows(settings.reference, "units")
        olds = [_closing(rows, old, day) for old in successor_of]
        before = _on(rows, code, day)
        if before is not None and before not in olds:
            raise Refusal(text.code_taken(code, _named(before), before["valid_from"]))
        if parent and _on(rows, parent, day) is None:
            raise Refusal(text.unit_unknown(parent, day))
        parent = parent or _above(rows, olds, day) or _top(rows, day)
        for old in olds:
            old |= {"valid_to": str(day - timedelta(days=1)), "successor": code}
        names = [_named(old) for old in olds]
        row = _row(code, *kind_and_bare_name, parent, str(day), text.added_note(today(), names))
        rows.append(row)
        rewrite(settings, "units", rows, scratch)
    return {"file": str(settings.reference / "units.csv"), "added": [row], "closed": olds}


def take_units(
    settings: Settings,
    path: Path,
    day: date | None = None,
    only: list[str] | None = None,
    every: bool = False,
) -> dict:
    """Takes the units of a list whose codes are named, with what stands above them, or `every` one.

    A unit that the list names otherwise than units.csv is another one from `day`; without a day it
    is only reported, for the list may be older than the table. Raises Refusal, and then changes
    nothing.
    """
    skipped: list[dict] = []
    found = {
        unit.code: unit
        for unit in units_of(listed(path, settings.workbook, TITLES, WANTED), skipped)
    }
    if absent := [code for code in only or [] if code not in found]:
        raise Refusal(text.not_in_list(path.name, absent))
    with writing(settings) as scratch:
        table = _Table(text_rows(settings.reference, "units"), day, found)
        for unit in found.values():
            table.take(unit, every or unit.code in (only or []))
        if table.added or table.changed:
            rewrite(settings, "units", table.rows, scratch)
    return table.outcome(str(settings.reference / "units.csv")) | {"skipped": skipped}


class _Table:
    """The rows of units.csv as a list changes them, and what was done."""

    def __init__(self, rows: list[Row], day: date | None, found: dict[str, Unit]):
        self.rows, self.found = rows, found
        self.day, self.given = day or today(), day
        self.known = {row["code"] for row in rows}
        self.provinces = {
            fold(name): unit.code
            for unit in found.values()
            if unit.level == "province"
            for name in (unit.name, unit.full_name)
        }
        for row in rows:
            if row["kind"] == "tỉnh" and _holds(row, self.day):
                self.provinces |= dict.fromkeys(map(fold, (row["name"], _named(row))), row["code"])
        self.added: list[Row] = []
        self.changed: list[dict] = []
        self.differ: list[dict] = []
        self.unchanged = self.left = 0

    def take(self, unit: Unit, is_wanted: bool) -> None:
        """One unit of the list."""
        now = _on(self.rows, unit.code, self.day)
        if now is None and unit.code not in self.known:
            if is_wanted:
                self._add(unit)
            else:
                self.left += 1
        elif now is None or fold(_named(now)) == fold(unit.full_name) or now in self.added:
            self.unchanged += 1
        else:
            change = {"code": unit.code, "was": _named(now), "name": unit.full_name}
            if self.given is None or now["valid_from"] == str(self.day):
                self.differ.append(change)
                return
            row = self._new(unit, str(self.day))
            now |= {"valid_to": str(self.day - timedelta(days=1)), "successor": unit.code}
            self.rows.append(row)
            self.changed.append(change)

    def _add(self, unit: Unit) -> None:
        self.known.add(unit.code)
        row = self._new(unit, str(self.given) if self.given else "")
        self.rows.append(row)
        self.added.append(row)

    def _new(self, unit: Unit, start: str) -> Row:
        note = text.listed_note(today())
        return _row(unit.code, unit.kind, unit.name, self._parent(unit), start, note)

    def _parent(self, unit: Unit) -> str:
        """The nearest unit above that is in force; one that only the list has is added too."""
        for named in unit.above:
            code = self.provinces.get(named, named)
            if code in self.found and code not in self.known:
                self._add(self.found[code])
                self.left -= 1
            if _on(self.rows, code, self.day) is not None:
                return code
        return ""

    def outcome(self, path: str) -> dict:
        """What was done, for programs and for `text.units_text`."""
        return {
            "file": path,
            "added": self.added,
            "changed": self.changed,
            "differ": self.differ,
            "unchanged": self.unchanged,
            "not_added": self.left,
            "valid_from": str(self.given) if self.given else None,
        }


def _row(code: str, kind: str, name: str, parent: str, start: str, note: str) -> Row:
    given = {"code": code, "name": name, "kind": kind, "parent": parent}
    return dict.fromkeys(FILES["units"].kinds, "") | given | {"valid_from": start, "note": note}


def _named(row: Row) -> str:
    return f"{row['kind'][0].upper()}{row['kind'][1:]} {row['name']}"


def _holds(row: Row, day: date) -> bool:
    return row["valid_from"] <= str(day) <= (row["valid_to"] or "9999-12-31")


def _on(rows: list[Row], code: str, day: date) -> Row | None:
    """The row that a code means on a day."""
    return next((row for row in rows if row["code"] == code and _holds(row, day)), None)


def _closing(rows: list[Row], code: str, day: date) -> Row:
    """The row of a unit that ends before `day`, open or ended on the day before. Raises Refusal."""
    row = _on(rows, code, day - timedelta(days=1))
    if row is None:
        raise Refusal(text.unit_unknown(code, day - timedelta(days=1)))
    if row["successor"]:
        raise Refusal(text.succeeded_already(code, _named(row), row["successor"]))
    return row


def _above(rows: list[Row], olds: list[Row], day: date) -> str:
    """The nearest unit above the first of `olds` that is there on the day; "" where none is."""
    code, seen = (olds[0]["parent"] if olds else ""), set()
    while code and code not in seen:
        if _on(rows, code, day) is not None:
            return code
        seen.add(code)
        code = next((row["parent"] for row in rows if row["code"] == code), "")
    return ""


def _top(rows: list[Row], day: date) -> str:
    """The only province on the day; "" where there are more or none."""
    tops = [
        row["code"]
        for row in rows
        if _holds(row, day) and not row["parent"] and row["kind"] not in COMMUNES
    ]
    return tops[0] if len(tops) == 1 else ""
