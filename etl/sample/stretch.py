"""The sample's files of dossiers, ratings and pauses of one stretch of time."""

from bisect import bisect
from collections.abc import Callable
from datetime import date
from itertools import accumulate
from pathlib import Path

from etl.sample.files import (
    FAULTS,
    FEEDBACK_FAULTS,
    Dossier,
    Export,
    FeedbackFile,
    month_ends,
    quarter_ends,
    style_of,
)
from etl.sample.life import CLOSED, DAY, NONE, Clock, Procedure
from etl.sample.pauses import Pause, ledger_files, pauses
from etl.sample.plan import Unit, unit_on
from etl.sample.ratings import SURVEY_SIZE, rating, survey

BYTE_ORDER_MARK_IN = 3
FAULTY_EVERY = 3


class Stretch:
    """The files of [start, end], open until they are closed.

    One of dossiers a month, or with `single` one at `end`; one of ratings and one of pauses a
    quarter. A single one has no faulty row.
    """

    def __init__(
        self,
        out: Path,
        clock: Clock,
        procedures: list[Procedure],
        start: date,
        end: date,
        single: bool,
    ):
        self._clock, self._start = clock, start
        self._quarters = quarter_ends(start, end)
        days = [end] if single else month_ends(start, end)
        style = style_of(clock, procedures)
        self._exports = [
            Export(
                out / f"hoso_{day}.csv",
                day,
                clock,
                style(day),
                byte_order_mark=not single and i == BYTE_ORDER_MARK_IN,
                personal=not single and i >= len(days) - 2,
                faults=() if single else _faults(i),
            )
            for i, day in enumerate(days)
        ]
        self._slips = [
            FeedbackFile(
                out / f"danhgia_{day}.csv",
                f"DG{day:%y%m}",
                style(day),
                faults=() if single or i % FAULTY_EVERY != 1 else FEEDBACK_FAULTS,
            )
            for i, day in enumerate(self._quarters)
        ]
        self._ledgers = list(
            ledger_files(out, clock, start, self._quarters, style, faulty=not single)
        )
        self._files = (*self._exports, *self._slips, *self._ledgers)
        self._export_of = _file_of_day(clock, days)
        self._slips_of = _file_of_day(clock, self._quarters)

    @property
    def paths(self) -> list[Path]:
        """Where the exports, ratings and ledgers lie, in that order."""
        return [file.path for file in self._files]

    def close(self) -> None:
        """Ends every file of the stretch."""
        for file in self._files:
            file.close()

    def is_open(self, dossier: Dossier) -> bool:
        """Whether the dossier goes on after the last export."""
        final = dossier.states[-1]
        return final.status not in CLOSED or final.at > self._exports[-1].end

    def pauses_of(self, rnd: Callable[[], float], dossier: Dossier) -> list[Pause]:
        """The dossier's pauses, none of which contradicts an export."""
        return list(pauses(rnd, self._clock, dossier, self._export_of))

    def add(
        self, rnd: Callable[[], float], dossier: Dossier, after_launch: bool, waits: list[Pause]
    ) -> None:
        """Writes the dossier, its rating and its pauses."""
        self._export(rnd, dossier)
        self._rate(rnd, dossier, after_launch)
        for pause in waits:
            for ledger in self._ledgers:
                ledger.add(dossier.code, pause)

    def add_surveys(
        self, rnd: Callable[[], float], all_units: list[Unit], origins: list[Unit]
    ) -> None:
        """A survey on the last working days of each quarter, among the units by their shares."""
        clock, shares = self._clock, list(accumulate(u.share for u in origins))
        begins = [self._start, *self._quarters]
        for since, until, file in zip(begins, self._quarters, self._slips, strict=False):
            days = [d for d in clock.working if since <= clock.days[d] <= until][-15:]
            size = SURVEY_SIZE[0] + int(rnd() * (SURVEY_SIZE[1] - SURVEY_SIZE[0] + 1))
            for _ in range(size if days else 0):
                day = days[int(rnd() * len(days))]
                origin = origins[bisect(shares, rnd() * shares[-1])]
                unit = unit_on(all_units, origin, clock.days[day])
                minute = clock.minute(clock.order[day] * DAY + int(rnd() * 470))
                file.add(minute, unit.full_name, unit.code, "", "", survey(rnd))

    def _export(self, rnd: Callable[[], float], dossier: Dossier) -> None:
        """Writes the dossier to every export from its first to the one that shows it closed.

        A few that are still open are left out of the newest export, as happens in life.
        """
        if len(self._exports) == 1:
            self._exports[0].add(dossier)
            return
        newest = len(self._exports) - 1
        is_closed = not self.is_open(dossier)
        last = self._export_of[dossier.states[-1].at // 1440] if is_closed else newest
        start = self._export_of[dossier.states[0].at // 1440]
        if not is_closed and start < newest and rnd() < 0.04:
            last = newest - 1
        for export in self._exports[start : last + 1]:
            export.add(dossier)

    def _rate(self, rnd: Callable[[], float], dossier: Dossier, after_launch: bool) -> None:
        final = dossier.states[-1]
        if final.status not in (9, 10):
            return
        late = NONE < final.due < final.finished // 1440
        given = rating(rnd, final.at, late, after_launch)
        if given and given[0] // 1440 < len(self._slips_of):
            minute, cells = given
            self._slips[self._slips_of[minute // 1440]].add(
                minute, dossier.unit, dossier.unit_code, dossier.code, dossier.officer, cells
            )


def _faults(index: int) -> tuple[str, ...]:
    """The kinds of faulty rows in the export of this place: four kinds in every third."""
    if index % FAULTY_EVERY != 1:
        return ()
    first = index // FAULTY_EVERY
    return tuple(FAULTS[(first * 4 + i) % len(FAULTS)] for i in range(4))


def _file_of_day(clock: Clock, days: list[date]) -> list[int]:
    """For every offset up to the last of `days`: the place of the first file that holds it."""
    files, ends = [], [clock.offset(day) for day in days]
    for i, day in enumerate(ends):
        files += [i] * (day + 1 - len(files))
    return files
