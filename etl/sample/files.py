"""How the sample's files look: the headers, words, dates and faults of a one-stop system's exports.

Up to June 2024 an export has `;`, dd/mm/yyyy HH:MM, units by name, procedure codes with the
province's, and no field; then a new version of the system writes `,`, ISO dates and unit codes.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from etl.sample import text as text
from etl.sample.life import NONE, Clock, Procedure, State

NEW_FORMAT_FROM = date(2024, 7, 1)
FAULTS = (
    "impossible_date",
    "short_row",
    "finish_before_receipt",
    "duplicate",
    "unknown_status",
    "receipt_missing",
)
FAULT_AFTER = (60, 130, 200, 270)  # a faulty file has at most this many, after these rows
FEEDBACK_FAULTS = ("unknown_level", "duplicate", "reason_missing")


class Dossier(NamedTuple):
    """What stays the same in a dossier from export to export."""

    number: int
    code: str
    unit: str
    unit_code: str
    procedure: int
    channel: int
    officer: str
    neighbourhood: str
    reason: str
    submitted: int
    states: list[State]


class Style:
    """One version of the exporting system: delimiter, words, and times as text."""

    def __init__(self, day: date, clock: Clock, procedures: list[Procedure]):
        self.new = day >= NEW_FORMAT_FROM
        self.delimiter = "," if self.new else ";"
        self.status = text.STATUS_WORDS_NEW if self.new else text.STATUS_WORDS_OLD
        self.channel = text.CHANNEL_WORDS_NEW if self.new else text.CHANNEL_WORDS_OLD
        shape = "%Y-%m-%d " if self.new else "%d/%m/%Y "
        self._days = [day.strftime(shape) for day in clock.days]
        self._clock = [f"{m // 60:02d}:{m % 60:02d}" for m in range(1440)]
        self.procedures = [
            (p.code, self.quoted(p.name), self.quoted(p.field))
            if self.new
            else (p.code and f"{p.code}.H56", self.quoted(p.name))
            for p in procedures
        ]

    def quoted(self, value: str) -> str:
        """`value` as a CSV cell (RFC 4180)."""
        if self.delimiter in value or '"' in value or "\n" in value:
            return '"' + value.replace('"', '""') + '"'
        return value

    def time(self, minute: int) -> str:
        """A minute of the clock as text; none is empty."""
        if minute == NONE:
            return ""
        day, minute = divmod(minute, 1440)
        return self._days[day] + self._clock[minute]

    def day(self, day: int) -> str:
        """A day as text, without a time; none is empty."""
        return "" if day == NONE else self._days[day].rstrip()

    def due(self, day: int) -> str:
        """A due date, at the end of its working day."""
        return "" if day == NONE else self._days[day] + "17:00"

    def unit(self, name: str, code: str) -> str:
        """The unit as this version writes it."""
        return code if self.new else f"UBND {name}"


class Export:
    """The dossier file of one day: each dossier in the state it had when that day ended."""

    def __init__(
        self,
        path: Path,
        day: date,
        clock: Clock,
        style: Style,
        byte_order_mark: bool = False,
        personal: bool = False,
        faults: tuple[str, ...] = (),
    ):
        self.path, self.day, self._style = path, day, style
        self.end = (clock.offset(day) + 1) * 1440 - 1
        self._personal, self._faults, self._rows = personal, list(faults), 0
        self._stream = path.open("w", encoding="utf-8", newline="\n")
        headers: list[str] = list(text.HEADERS_NEW if style.new else text.HEADERS_OLD)
        headers[1:1] = text.PERSONAL_HEADERS if personal else ()
        self._stream.write("\ufeff" if byte_order_mark else "")
        self._line(headers)

    def add(self, dossier: Dossier) -> None:
        """Writes the dossier as it stood; nothing if it did not exist yet."""
        for state in reversed(dossier.states):
            if state.at <= self.end:
                break
        else:
            return
        style, end = self._style, self.end
        overdue = (
            state.due != NONE
            and state.status in (4, 9, 10)
            and state.due < (end if state.finished == NONE else state.finished) // 1440
        )
        cells = [
            dossier.code,
            style.unit(dossier.unit, dossier.unit_code),
            *style.procedures[dossier.procedure],
            style.channel[dossier.channel],
            style.status[state.status - 1],
            style.time(dossier.submitted),
            style.time(state.received),
            style.due(state.due),
            style.time(state.finished),
            style.time(state.returned),
            str(state.supplements),
            str(state.paused),
            style.quoted(dossier.reason) if overdue else "",
            dossier.officer,
            dossier.neighbourhood,
        ]
        if self._personal:
            cells[1:1] = f"Người nộp {dossier.number:05d}", f"0000{dossier.number:06d}"
        self._line(cells)
        self._rows += 1
        if self._faults and state.status == 10 and state.finished != NONE:
            self._add_fault(cells, state)

    def close(self) -> None:
        """Ends the file; until then its last rows may not be on the disk."""
        self._stream.close()

    def _line(self, cells: list[str]) -> None:
        self._stream.write(self._style.delimiter.join(cells) + "\n")

    def _add_fault(self, cells: list[str], state: State) -> None:
        """A faulty row of its own after this one, when its turn has come."""
        if self._rows < FAULT_AFTER[len(FAULT_AFTER) - len(self._faults)]:
            return
        fault = self._faults.pop(0)
        headers = text.HEADERS_NEW
        shift = len(cells) - len(headers)

        def put(header: str, value: str) -> None:
            """Sets the cell under a heading of the new format."""
            cells[headers.index(header) + shift] = value

        if fault != "duplicate":
            cells[0] = f"{cells[0].rsplit('-', 1)[0]}-{9000 + self._rows}"
        if fault == "impossible_date":
            put("Ngày hẹn trả", f"31/02/{self.day.year} 17:00")
        elif fault == "finish_before_receipt":
            put("Ngày kết thúc xử lý", self._style.time(state.received - 9 * 1440))
        elif fault == "unknown_status":
            put("Trạng thái", text.STATUS_UNKNOWN)
        elif fault == "receipt_missing":
            put("Ngày tiếp nhận", "")
        self._line(cells[:-3] if fault == "short_row" else cells)


class FeedbackFile:
    """The ratings of one quarter."""

    def __init__(self, path: Path, prefix: str, style: Style, faults: tuple[str, ...] = ()):
        self.path, self._prefix, self._style = path, prefix, style
        self._faults, self._rows = list(faults), 0
        self._stream = path.open("w", encoding="utf-8", newline="\n")
        self._line([style.quoted(header) for header in text.HEADERS_FEEDBACK])

    def add(
        self,
        minute: int,
        unit: str,
        unit_code: str,
        dossier: str,
        officer: str,
        rest: list[str],
    ) -> None:
        """One rating; `rest` holds the cells from the source on, not quoted."""
        self._rows += 1
        style = self._style
        head = [style.time(minute), style.unit(unit, unit_code), dossier, officer]
        cells = [f"{self._prefix}-{self._rows:06d}", *head, *map(style.quoted, rest)]
        self._line(cells)
        if self._faults and self._rows >= 90 * (4 - len(self._faults)):
            fault = self._faults.pop(0)
            if fault != "duplicate":
                self._rows += 1
                cells[0] = f"{self._prefix}-{self._rows:06d}"
            if fault == "unknown_level":
                cells[7] = text.LEVEL_UNKNOWN
            elif fault == "reason_missing":
                cells[7], cells[-2] = text.LEVELS_3[0], ""
            self._line(cells)

    def close(self) -> None:
        """Ends the file; until then its last rows may not be on the disk."""
        self._stream.close()

    def _line(self, cells: list[str]) -> None:
        self._stream.write(self._style.delimiter.join(cells) + "\n")


def month_ends(start: date, end: date) -> list[date]:
    """The last days of the months of [start, end], and `end` itself."""
    days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    return [d for d in days if d == end or (d + timedelta(days=1)).day == 1]


def quarter_ends(start: date, end: date) -> list[date]:
    """The last days of the quarters of [start, end], and `end` itself."""
    return [d for d in month_ends(start, end) if d == end or d.month % 3 == 0]


def style_of(clock: Clock, procedures: list[Procedure]) -> Callable[[date], Style]:
    """The style an export of a day has; each of the two is made once."""
    made: dict[bool, Style] = {}

    def style(day: date) -> Style:
        """The old or the new style, by the day of the change of formats."""
        new = day >= NEW_FORMAT_FROM
        if new not in made:
            made[new] = Style(day, clock, procedures)
        return made[new]

    return style
