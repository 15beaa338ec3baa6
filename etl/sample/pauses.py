"""The sample's pause ledger: one file a quarter, from the day on which the office began to keep it.

It says what the exports say of the same dossiers, in days: who waited for what, from when to when.
Some pauses of dossiers that end late begin on their due date; such a pause is moved there from its
own day only where no export lies between, so that none contradicts the ledger.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from etl.sample import text as text
from etl.sample.files import Dossier, Style
from etl.sample.life import NONE, Clock

LEDGER_FROM = date(2024, 4, 1)
SHARE_MOVED_TO_THE_LAST_DAY = 0.6
SHARE_WITH_REASON = 0.25
WAITING = (5, 6, 8)
FAULTY_EVERY = 3
FAULT_AFTER = (40, 90)
FAULTS = ("ends_before_it_begins", "unknown_dossier")


class Pause(NamedTuple):
    """One pause of a dossier: the status it waited in, its days (offsets; −1 is none), why."""

    status: int
    began: int
    ended: int
    reason: str


def pauses(
    rnd: Callable[[], float], clock: Clock, dossier: Dossier, export_of: list[int]
) -> Iterator[Pause]:
    """The pauses of a dossier in order of time; two supplements share the time of one wait.

    `export_of` gives for every day the first export that shows it.
    """
    for i, state in enumerate(dossier.states):
        if state.status not in WAITING:
            continue
        began, ended = state.at // 1440, NONE
        after = dossier.states[i + 1 : i + 3]
        if after and after[0].status == 4:
            ended = after[0].at // 1440
            moved = clock.order.get(state.due, 0)
            last = clock.day(moved + after[0].paused)
            if (
                began < state.due
                and len(after) == 2
                and last <= after[1].at // 1440
                and export_of[began : began + 1] == export_of[last : last + 1] != []
                and rnd() < SHARE_MOVED_TO_THE_LAST_DAY
            ):
                began, ended = state.due, last
        reasons = text.PAUSE_REASONS[state.status]
        reason = reasons[int(rnd() * len(reasons))] if rnd() < SHARE_WITH_REASON else ""
        if state.supplements == 2:
            first = clock.order[began]
            days = clock.order[ended] - first if ended != NONE else text.DAYS_TO_A_SECOND_REQUEST
            middle = clock.day(first + 1 + int(rnd() * (days - 1)))
            yield Pause(state.status, began, middle, reason)
            began = middle
        yield Pause(state.status, began, ended, reason)


class LedgerFile:
    """The pauses that began or ended in one quarter, as they stood on its last day."""

    def __init__(
        self, path: Path, since: int, until: int, style: Style, faults: tuple[str, ...] = ()
    ):
        self.path, self._since, self._until, self._style = path, since, until, style
        self._faults, self._rows = list(faults), 0
        self._stream = path.open("w", encoding="utf-8", newline="\n")
        self._line(list(text.HEADERS_PAUSES))

    def add(self, code: str, pause: Pause) -> None:
        """Writes the pause if this quarter saw it begin or end."""
        ended = pause.ended if pause.ended <= self._until else NONE
        if pause.began > self._until or max(pause.began, ended) < self._since:
            return
        style = self._style
        began_on, ended_on = style.day(pause.began), style.day(ended)
        cells = [code, text.PAUSE_WORDS[pause.status], began_on, ended_on, pause.reason]
        self._line(cells)
        self._rows += 1
        if self._faults and ended != NONE and self._rows >= FAULT_AFTER[-len(self._faults)]:
            cells[0] = f"{code.rsplit('-', 1)[0]}-{9000 + self._rows}"
            if self._faults.pop(0) == "ends_before_it_begins":
                cells[3] = style.day(pause.began - 7)
            self._line(cells)

    def close(self) -> None:
        """Ends the file; until then its last rows may not be on the disk."""
        self._stream.close()

    def _line(self, cells: list[str]) -> None:
        self._stream.write(self._style.delimiter.join(map(self._style.quoted, cells)) + "\n")


def ledger_files(
    out: Path,
    clock: Clock,
    start: date,
    quarters: list[date],
    style: Callable[[date], Style],
    faulty: bool,
) -> Iterator[LedgerFile]:
    """The ledger's files, opened, one for each quarter's last day since the ledger began."""
    exported = [day for day in quarters if day >= LEDGER_FROM]
    since = clock.offset(max(start, LEDGER_FROM))
    for i, day in enumerate(exported):
        faults = FAULTS if faulty and i % FAULTY_EVERY == 1 else ()
        until = clock.offset(day)
        yield LedgerFile(out / f"tamdung_{day}.csv", since, until, style(day), faults)
        since = until + 1
