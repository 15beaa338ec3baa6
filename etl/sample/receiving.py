"""Which dossiers are received, and whatever of each stays the same from export to export."""

from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import date
from itertools import accumulate

from etl.sample import text as text
from etl.sample.files import Dossier
from etl.sample.life import DAY, Clock, Procedure, life, spread
from etl.sample.plan import Unit, unit_on

SHORTER_CODES_FROM = date(2024, 1, 1)
ONLINE_AT_FIRST, ONLINE_A_DAY, MOST_ONLINE = 0.35, 0.00036, 0.8


def received(
    rnd: Callable[[], float],
    clock: Clock,
    all_units: list[Unit],
    procedures: list[Procedure],
    plan: Iterator[tuple[int, Unit, int]],
    first_number: int = 1,
) -> Iterator[tuple[Dossier, bool]]:
    """Every dossier, day by day, and whether its unit's launch lay behind it at its receipt.

    `first_number` is the first one's running number, by which its invented person is called.
    """
    weights = list(accumulate(p.weight for p in procedures))
    number = first_number - 1
    for day, origin, count in plan:
        on = clock.days[day]
        unit = unit_on(all_units, origin, on)
        after_launch, late_share = unit.after_launch(on), unit.late_share(on)
        along = ONLINE_AT_FIRST + (on - date(2023, 7, 1)).days * ONLINE_A_DAY
        online_share = min(MOST_ONLINE, max(0.2, along))
        for minute in sorted(int(spread(text.MINUTES_OF_RECEIPT, rnd())) for _ in range(count)):
            index = bisect(weights, rnd() * weights[-1])
            procedure = procedures[index]
            online = online_share * (0.78 if procedure.field == "Chứng thực" else 1.16)
            channel = 1 if (u := rnd()) < online else 2 if u > 0.985 else 0
            at = clock.order[day] * DAY + minute
            submitted = _submitted(rnd, clock.minute(at), channel)
            states = life(
                rnd,
                clock,
                procedure,
                at,
                submitted,
                channel == 1,
                text.LATE_LAND if procedure.topic else late_share,
            )
            made = submitted // 1440
            unit.last_numbers[made] = order = unit.last_numbers.get(made, 0) + 1
            officers = unit.officers_for(procedure)
            number += 1
            yield (
                Dossier(
                    number,
                    _code(unit.number, clock.days[made], order),
                    unit.full_name,
                    unit.code,
                    index,
                    channel,
                    officers[int(rnd() * len(officers))],
                    unit.neighbourhoods[int(rnd() * len(unit.neighbourhoods))],
                    _overdue_reason(rnd(), bool(procedure.topic)),
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


def _overdue_reason(u: float, is_land: bool) -> str:
    shares = {
        reason: land if is_land else elsewhere for reason, land, elsewhere in text.OVERDUE_REASONS
    }
    left = u * sum(shares.values())
    for reason, share in shares.items():
        left -= share
        if left < 0:
            return reason
    return text.OVERDUE_REASONS[-1][0]
