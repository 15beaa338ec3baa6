"""A synthetic sample of Sầm Sơn's dossiers, ratings and pauses, as one-stop systems export them.

The same arguments and reference files give the same bytes. Nothing in it is about anybody. What is
built in, to be found or not found by the dashboard: at Quảng Thọ, after the model's launch of
30/11/2023, fewer dossiers end late and attitude is rated better; land dossiers, the survey and the
90th percentile stay as they were.
"""

from bisect import bisect
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date
from itertools import accumulate
from pathlib import Path
from random import Random

from etl.sample import text
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
from etl.sample.life import CLOSED, DAY, NONE, Clock, Procedure, life, spread
from etl.sample.pauses import ledger_files, pauses
from etl.sample.plan import (
    Unit,
    counts,
    read_procedures,
    read_units,
    unit_on,
    units_at_start,
)
from etl.sample.ratings import SURVEY_SIZE, rating, survey
from etl.sample.registers import Registers
from etl.settings import PROJECT
from etl.words import Refusal

REFERENCE = PROJECT / "data" / "reference"
# What data/sample was made with.
COMMITTED = {
    "dossiers": 20_000,
    "units": 11,
    "seed": 2023,
    "start": date(2023, 7, 1),
    "end": date(2025, 6, 30),
}
MOST_IN_MONTHLY_EXPORTS = 200_000
MOST_MONTHS = 36
SHORTER_CODES_FROM = date(2024, 1, 1)
BYTE_ORDER_MARK_IN = 3
FAULTY_EVERY = 3
PROGRESS_EVERY = 5_000


def write_sample(
    out: Path,
    dossiers: int,
    units: int,
    seed: int,
    start: date,
    end: date,
    progress: Callable[[int, int], None] | None = None,
    single_export: bool | None = None,
    reference: Path = REFERENCE,
) -> list[Path]:
    """Writes the exports of `dossiers` dossiers received in [start, end] to `out`; gives the paths.

    `units` counts those valid on `start`, the largest first; they give way to their successors.
    One dossier file a month (`hoso_<as-of>.csv`), one of ratings a quarter
    (`danhgia_<as-of>.csv`), from April 2024 one of pauses (`tamdung_<as-of>.csv`), and registers at
    `end`. With `single_export` (else: from more than 200,000 dossiers or 36 months) one dossier
    file at `end` instead, each dossier once, no register and no faulty row: for timing.
    `progress(done, total)` is called now and then. Memory does not grow with `dossiers`.
    Raises Refusal for arguments that make no sample.
    """
    if dossiers < 1 or start > end:
        raise Refusal("Cần ít nhất 1 hồ sơ, và ngày đầu không được sau ngày cuối.")
    months, quarters = month_ends(start, end), quarter_ends(start, end)
    if single_export is None:
        single_export = dossiers > MOST_IN_MONTHLY_EXPORTS or len(months) > MOST_MONTHS
    days = [end] if single_export else months
    clock = Clock(start, end)
    all_units = read_units(reference)
    origins = units_at_start(all_units, start, units)
    procedures = read_procedures(reference, start, end)
    style = style_of(clock, procedures)
    rnd = Random(seed).random
    received = _received(
        rnd, clock, all_units, procedures, counts(rnd, clock, origins, dossiers, start, end)
    )
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        exports = [
            opened.enter_context(
                closing(
                    Export(
                        out / f"hoso_{day}.csv",
                        day,
                        clock,
                        style(day),
                        byte_order_mark=not single_export and i == BYTE_ORDER_MARK_IN,
                        personal=not single_export and i >= len(days) - 2,
                        faults=() if single_export else _faults(i),
                    )
                )
            )
            for i, day in enumerate(days)
        ]
        slips = [
            opened.enter_context(
                closing(
                    FeedbackFile(
                        out / f"danhgia_{day}.csv",
                        f"DG{day:%y%m}",
                        style(day),
                        faults=() if single_export or i % FAULTY_EVERY != 1 else FEEDBACK_FAULTS,
                    )
                )
            )
            for i, day in enumerate(quarters)
        ]
        ledgers = [
            opened.enter_context(closing(ledger))
            for ledger in ledger_files(out, clock, quarters, style, faulty=not single_export)
        ]
        # A stream of its own: the ledger leaves the bytes of the other files as they are.
        ledger_rnd = Random(seed + 2).random
        registers = None if single_export else Registers(seed + 3, clock, all_units, end)
        export_of, slips_of = _file_of_day(clock, days), _file_of_day(clock, quarters)
        for done, (dossier, after_launch) in enumerate(received, 1):
            _export(rnd, dossier, exports, export_of)
            _rate(rnd, dossier, after_launch, slips, slips_of)
            for pause in pauses(ledger_rnd, clock, dossier, export_of):
                for ledger in ledgers:
                    ledger.add(dossier.code, pause)
            if registers:
                registers.add(dossier, procedures[dossier.procedure])
            if progress and (done % PROGRESS_EVERY == 0 or done == dossiers):
                progress(done, dossiers)
        _survey(Random(seed + 1).random, clock, all_units, origins, start, quarters, slips)
    made = registers.write(out) if registers else ()
    return [*(file.path for file in (*exports, *slips, *ledgers)), *made]


def _received(
    rnd: Callable[[], float],
    clock: Clock,
    all_units: list[Unit],
    procedures: list[Procedure],
    plan: Iterator[tuple[int, Unit, int]],
) -> Iterator[tuple[Dossier, bool]]:
    """Every dossier, day by day, and whether its unit's launch lay behind it at its receipt."""
    weights = list(accumulate(p.weight for p in procedures))
    number = 0
    for day, origin, count in plan:
        on = clock.days[day]
        unit = unit_on(all_units, origin, on)
        after_launch, late_share = unit.after_launch(on), unit.late_share(on)
        online_share = min(0.7, max(0.2, 0.35 + (on - date(2023, 7, 1)).days * 0.00036))
        for minute in sorted(int(spread(text.MINUTES_OF_RECEIPT, rnd())) for _ in range(count)):
            index = bisect(weights, rnd() * weights[-1])
            procedure = procedures[index]
            online = online_share * (0.78 if procedure.field == "Chứng thực" else 1.16)
            channel = 1 if (u := rnd()) < online else 2 if u > 0.985 else 0
            received = clock.order[day] * DAY + minute
            submitted = _submitted(rnd, clock.minute(received), channel)
            states = life(
                rnd,
                clock,
                procedure,
                received,
                submitted,
                channel == 1,
                text.LATE_LAND if procedure.topic else late_share,
            )
            made = submitted // 1440
            unit.last_numbers[made] = order = unit.last_numbers.get(made, 0) + 1
            officers = unit.officers[text.FIELD_ROLES.get(procedure.field, text.OTHER_ROLE)]
            number += 1
            yield (
                Dossier(
                    number,
                    _code(unit.number, clock.days[made], order),
                    f"{unit.kind} {unit.name}",
                    unit.code,
                    index,
                    channel,
                    officers[int(rnd() * len(officers))],
                    unit.neighbourhoods[int(rnd() * len(unit.neighbourhoods))],
                    _overdue_reason(rnd(), 1 if procedure.topic else 2),
                    submitted,
                    states,
                ),
                after_launch,
            )


def _submitted(rnd: Callable[[], float], at: int, channel: int) -> int:
    """The minute of submission before the receipt at minute `at`: no one submits at night."""
    if channel == 0:
        return at
    ago = int(spread((10, 40, 120, 400, 900, 1300) if channel == 1 else (1440, 1700, 2900), rnd()))
    return at - ago - (480 if (at - ago) % 1440 < 360 else 0)


def _code(unit: int, day: date, order: int) -> str:
    if day < SHORTER_CODES_FROM:
        return f"000.{unit:02d}.14.H56-{day:%y%m%d}-{order:04d}"
    return f"H56.14.{unit:02d}-{day:%y%m%d}-{order:04d}"


def _overdue_reason(u: float, column: int) -> str:
    left = u * sum(row[column] for row in text.OVERDUE_REASONS)
    for row in text.OVERDUE_REASONS:
        left -= row[column]
        if left < 0:
            break
    return row[0]


def _export(
    rnd: Callable[[], float], dossier: Dossier, exports: list[Export], export_of: list[int]
) -> None:
    """Writes the dossier to every export from its first to the one that shows it closed.

    A few that are still open are left out of the newest export, as happens in life.
    """
    if len(exports) == 1:
        exports[0].add(dossier)
        return
    first, final = dossier.states[0], dossier.states[-1]
    newest = len(exports) - 1
    is_closed = final.status in CLOSED and final.at <= exports[-1].end
    last = export_of[final.at // 1440] if is_closed else newest
    start = export_of[first.at // 1440]
    if not is_closed and start < newest and rnd() < 0.04:
        last = newest - 1
    for export in exports[start : last + 1]:
        export.add(dossier)


def _rate(
    rnd: Callable[[], float],
    dossier: Dossier,
    after_launch: bool,
    slips: list[FeedbackFile],
    slips_of: list[int],
) -> None:
    final = dossier.states[-1]
    if final.status not in (9, 10):
        return
    late = NONE < final.due < final.finished // 1440
    given = rating(rnd, final.at, late, after_launch)
    if given and given[0] // 1440 < len(slips_of):
        minute, cells = given
        slips[slips_of[minute // 1440]].add(
            minute, dossier.unit, dossier.unit_code, dossier.code, dossier.officer, cells
        )


def _survey(
    rnd: Callable[[], float],
    clock: Clock,
    all_units: list[Unit],
    origins: list[Unit],
    start: date,
    quarters: list[date],
    slips: list[FeedbackFile],
) -> None:
    """A survey on the last working days of each quarter, among the units by their shares."""
    shares = list(accumulate(u.share for u in origins))
    for since, until, file in zip([start, *quarters], quarters, slips, strict=False):
        days = [d for d in clock.working if since <= clock.days[d] <= until][-15:]
        size = SURVEY_SIZE[0] + int(rnd() * (SURVEY_SIZE[1] - SURVEY_SIZE[0] + 1))
        for _ in range(size if days else 0):
            day = days[int(rnd() * len(days))]
            origin = origins[bisect(shares, rnd() * shares[-1])]
            unit = unit_on(all_units, origin, clock.days[day])
            minute = clock.minute(clock.order[day] * DAY + int(rnd() * 470))
            file.add(minute, f"{unit.kind} {unit.name}", unit.code, "", "", survey(rnd))


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
