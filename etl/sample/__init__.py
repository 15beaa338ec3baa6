"""A synthetic sample of Sầm Sơn's dossiers, ratings and pauses, as one-stop systems export them.

The same arguments and reference files give the same bytes. Nothing in it is about anybody. What is
built in, to be found or not found by the dashboard: at Quảng Thọ, after the model's launch of
30/11/2023, fewer dossiers end late and attitude is rated better; land dossiers, the survey and the
90th percentile stay as they were.

The sample in data/sample has two stretches. The second begins with the merger of 01/07/2025, has
random streams of its own, and takes over what the first leaves open: dossiers, letters owed,
petitions, tasks, the posts of officers. Built into it: at phường Sầm Sơn more dossiers end late for
half a year, then fewer than before; land stays as it was; the share online goes on rising.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

from config_file import PROJECT
from etl.sample.files import Dossier, month_ends
from etl.sample.handover import Handover
from etl.sample.life import Clock
from etl.sample.pauses import Pause
from etl.sample.plan import counts, read_procedures, read_units, units_at_start
from etl.sample.receiving import received
from etl.sample.registers import Registers
from etl.sample.stretch import Stretch
from etl.words import Refusal

REFERENCE = PROJECT / "data" / "reference"
# What data/sample was made with, up to the merger and after it.
COMMITTED = {
    "dossiers": 20_000,
    "units": 11,
    "seed": 2023,
    "start": date(2023, 7, 1),
    "end": date(2025, 6, 30),
}
CONTINUED = {
    "dossiers": 12_500,
    "units": 2,
    "seed": 2035,
    "start": date(2025, 7, 1),
    "end": date(2026, 9, 30),
}
MOST_IN_MONTHLY_EXPORTS = 200_000
MOST_MONTHS = 36
PROGRESS_EVERY = 5_000


def write_committed(out: Path) -> list[Path]:
    """Writes the sample that stands in data/sample, through both mergers; gives the paths."""
    left = Handover(COMMITTED["start"], COMMITTED["dossiers"])
    first = write_sample(out, **COMMITTED, single_export=False, left=left)
    return first + write_sample(out, **CONTINUED, single_export=False, taken=left)


def write_sample(
    out: Path,
    dossiers: int,
    units: int,
    seed: int,
    start: date,
    end: date,
    progress: Callable[[int, int], None] | None = None,
    single_export: bool | None = None,
    taken: Handover | None = None,
    left: Handover | None = None,
) -> list[Path]:
    """Writes the exports of `dossiers` dossiers received in [start, end] to `out`; gives the paths.

    `units` counts those valid on `start`, the largest first; they give way to their successors.
    One dossier file a month (`hoso_<as-of>.csv`), one of ratings a quarter
    (`danhgia_<as-of>.csv`), from April 2024 one of pauses (`tamdung_<as-of>.csv`), and registers at
    `end`. With `single_export` (else: from more than 200,000 dossiers or 36 months) one dossier
    file at `end` instead, each dossier once, no register and no faulty row: for timing.
    It begins with what it has `taken` over from an earlier stretch, and notes in `left` what goes
    on. `progress(done, total)` is called now and then. Memory does not grow with `dossiers`.
    Raises Refusal for arguments that make no sample.
    """
    if dossiers < 1 or start > end:
        raise Refusal("Cần ít nhất 1 hồ sơ, và ngày đầu không được sau ngày cuối.")
    if single_export is None:
        single_export = (
            dossiers > MOST_IN_MONTHLY_EXPORTS or len(month_ends(start, end)) > MOST_MONTHS
        )
    # What was taken over is dated by the first stretch's clock.
    clock = Clock(taken.first_day if taken else start, end)
    all_units = read_units(REFERENCE)
    origins = units_at_start(all_units, start, units)
    procedures = read_procedures(REFERENCE, start, end)
    rnd = Random(seed).random
    # Streams of their own: these files leave the bytes of the others as they are.
    survey_rnd, ledger_rnd = Random(seed + 1).random, Random(seed + 2).random
    plan = counts(rnd, clock, origins, dossiers, start, end)
    registers = None if single_export else Registers(seed + 3, clock, all_units, start, end, taken)
    out.mkdir(parents=True, exist_ok=True)
    with closing(Stretch(out, clock, procedures, start, end, single_export)) as stretch:

        def add(dossier: Dossier, after_launch: bool, waits: list[Pause]) -> None:
            """Writes one dossier to exports, registers and, while it is open, the handover."""
            stretch.add(rnd, dossier, after_launch, waits)
            if registers:
                registers.add(dossier, procedures[dossier.procedure])
            if left and stretch.is_open(dossier):
                left.dossiers.append((dossier, procedures[dossier.procedure], waits))

        for dossier, waits in taken.dossiers_on(start, all_units, procedures) if taken else ():
            add(dossier, False, waits)
        first_number = taken.received + 1 if taken else 1
        made = received(rnd, clock, all_units, procedures, plan, first_number)
        for done, (dossier, after_launch) in enumerate(made, 1):
            add(dossier, after_launch, stretch.pauses_of(ledger_rnd, dossier))
            if progress and (done % PROGRESS_EVERY == 0 or done == dossiers):
                progress(done, dossiers)
        stretch.add_surveys(survey_rnd, all_units, origins)
    if not registers:
        return stretch.paths
    made = registers.write(out)
    if left:
        left.rows = registers.rows
    return stretch.paths + made
