"""The national list of procedures → procedures.csv, whose dated rows stay as they are: a name or a
field that changed ends the old row and begins a new one."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from etl.contract import fold
from etl.national_list import Listed, listed
from etl.publish import writing
from etl.reference import text_rows
from etl.reference_edit import rewrite
from etl.reference_files import FILES
from etl.settings import Settings
from etl.words import lists as text
from ward_clock import today

TITLES = {
    "code": (
        "Mã số",
        "Mã TTHC",
        "Mã thủ tục",
        "Mã số TTHC",
        "Mã thủ tục hành chính",
        "Mã số thủ tục hành chính",
        "Mã",
    ),
    "name": ("Tên", "Tên TTHC", "Tên thủ tục", "Tên thủ tục hành chính", "Thủ tục hành chính"),
    "field": ("Lĩnh vực", "Tên lĩnh vực", "Lĩnh vực thực hiện"),
}
WANTED = ("code", "name", "field")
CODE = re.compile(r"(\d\.\d{6})(?:\..*)?")
CUT_CODE = re.compile(r"\d\.\d{1,5}")  # a number of a spreadsheet, which dropped its last zeros
DECIMALS = 8  # signs of a code


def take_procedures(settings: Settings, paths: list[Path], day: date | None = None) -> dict:
    """Takes lists into procedures.csv and says what became of it.

    A row that changed begins on `day`, or today; a new one on `day`, or where none is given on the
    first of all days, since no list says since when. Raises Refusal, and then changes nothing.
    """
    rows = [row for path in paths for row in listed(path, settings.workbook, TITLES, WANTED)]
    with writing(settings) as scratch:
        table = _Table(text_rows(settings.reference, "procedures"), day)
        for row in rows:
            table.take(row)
        if table.counts["added"] or table.counts["changed"]:
            rewrite(settings, "procedures", table.rows, scratch)
    return table.outcome(str(settings.reference / "procedures.csv"))


def code_of(cell: str) -> str | None:
    """A procedure's code in a cell, its eight signs; None where there is none."""
    written = cell.replace(",", ".").strip()
    if whole := CODE.fullmatch(written):
        return whole[1]
    return written.ljust(DECIMALS, "0") if CUT_CODE.fullmatch(written) else None


class _Table:
    """The rows of procedures.csv as a list changes them, and what was done."""

    def __init__(self, rows: list[dict[str, str]], day: date | None):
        self.rows = rows
        self.by_code: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            if code := code_of(row["code"]):
                self.by_code.setdefault(code, []).append(row)
        self.day = day or today()
        self.first = str(day) if day else ""
        self.known = set(self.by_code)
        self.listed: dict[str, tuple[str, str]] = {}  # what the list says of each code
        self.counts: Counter[str] = Counter()
        self.changes: list[dict] = []
        self.skipped: list[dict] = []

    def take(self, row: Listed) -> None:
        """One row of a list: a new procedure, a changed one, or one that stays."""
        code, name, field = code_of(row.cells["code"]), row.cells["name"], row.cells["field"]
        if code is None or not name:
            if sum(map(bool, row.cells.values())) > 1:  # else a title or a signature
                self._skip(row, "no_code" if code is None else "no_name")
            return
        if code in self.listed:
            if self.listed[code] != (fold(name), fold(field)):
                self._skip(row, "listed_twice")
            return
        self.listed[code] = fold(name), fold(field)
        found = self._judge(code, name, field)
        if found == "no_field":
            self._skip(row, found)
        else:
            self.counts[found] += 1

    def _judge(self, code: str, name: str, field: str) -> str:
        mine, day = self.by_code.get(code, []), str(self.day)
        now = next((r for r in mine if r["valid_from"] <= day <= (r["valid_to"] or "9")), None)
        if now is None:
            if any(row["valid_from"] > day for row in mine):
                return "later"
            if not field:
                return "no_field"
            before = max(mine, key=lambda row: row["valid_to"], default=None)
            self._add_row(before, self.first if before is None else day, code, name, field)
            return "added"
        field = field or now["field"]
        if (fold(now["name"]), fold(now["field"])) == (fold(name), fold(field)):
            return "unchanged"
        self.changes.append({"code": code, "was": now["name"], "name": name} | _moved(now, field))
        if now["valid_from"] == day:  # begun today by another list: no day is left to it
            now |= {"name": name, "field": field}
        else:
            self._add_row(now, day, code, name, field)
            now["valid_to"] = str(self.day - timedelta(days=1))
        return "changed"

    def _add_row(self, before: dict | None, start: str, code: str, name: str, field: str) -> None:
        """A new row; the limit and the topic, which no list holds, are those of the one before,
        after which it stands."""
        empty = dict.fromkeys(FILES["procedures"].kinds, "")
        note = text.procedure_note(today(), bool(before and before["limit_working_days"]))
        row = (before or empty) | {
            "code": code,
            "name": name,
            "field": field,
            "valid_from": start,
            "note": note,
        }
        if row["valid_to"] and row["valid_to"] < start:
            row["valid_to"] = ""
        place = len(self.rows) if before is None else self.rows.index(before) + 1
        self.rows.insert(place, row)
        self.by_code.setdefault(code, []).append(row)

    def _skip(self, row: Listed, why: str) -> None:
        self.skipped.append({"file": row.file, "line": row.line, "why": why})

    def outcome(self, path: str) -> dict:
        """What was done, for programs and for `text.procedures_text`."""
        return {
            "file": path,
            "added": self.counts["added"],
            "changed": self.counts["changed"],
            "unchanged": self.counts["unchanged"] + self.counts["later"],
            "not_listed": len(self.known - self.listed.keys()),
            "valid_from": str(self.day),
            "added_from": self.first or None,
            "changes": self.changes,
            "skipped": self.skipped,
        }


def _moved(now: dict, field: str) -> dict:
    """The fields of a procedure that went to another one."""
    if fold(now["field"]) == fold(field):
        return {}
    return {"was_field": now["field"], "field": field}
