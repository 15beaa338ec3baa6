"""The life of one synthetic dossier: which state it is in from which minute on.

Time is counted in two ways: a *minute* is one since midnight of the clock's first day; a *working
minute* counts only 7:00–11:30 and 13:30–17:00 of working days. Only `rnd()` and + − × ÷ are used:
the other methods of `random` may change between Python versions.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from holidays import country_holidays

DAY = 480  # working minutes
MORNING = 270
LATE_HOUR = 360  # 15:00: what is received later is due on the next working day
NONE = -1
CLOSED = (3, 7, 9, 10)
# A swap of days that the package `holidays` misses; its source stands in calendar.csv.
DAY_OFF, DAY_WORKED = date(2026, 1, 2), date(2026, 1, 10)

SAME_DAY_MINUTES = (8, 18, 30, 50, 80, 130, 230)
SHARE_OF_LIMIT = (0.12, 0.4, 0.6, 0.74, 0.84, 0.91, 0.95, 0.98, 1.0)
DAYS_LATE = {
    "same_day": (0, 0, 0, 0, 1, 2, 4),
    "short": (0, 0, 1, 1, 2, 3, 5, 9),
    "land": (0, 1, 2, 4, 8, 14, 25, 45, 90, 170),
}
DAYS_WAITING = (1, 2, 3, 4, 6, 9, 15)
MINUTES_TO_COLLECT = (5, 15, 30, 90, 300, 480, 960, 1440)


class Procedure(NamedTuple):
    """One row of procedures.csv, and how likely it is."""

    code: str
    name: str
    field: str
    limit: int
    same_day: bool
    topic: str
    weight: float


class State(NamedTuple):
    """A dossier from minute `at` on. `due` is a day; the other times are minutes; −1 is none."""

    at: int
    status: int
    received: int = NONE
    due: int = NONE
    finished: int = NONE
    returned: int = NONE
    supplements: int = 0
    paused: int = 0


class Clock:
    """Working time around a period, from 40 days before `start` to 500 days after `end`.

    Holidays are those of the package `holidays` and one swap of days: near enough for invented
    dossiers, and the sample then does not change when a ward edits its calendar.
    """

    def __init__(self, start: date, end: date):
        self.first = start - timedelta(days=40)
        self.length = (end - self.first).days + 501
        calendar = country_holidays("VN", years=range(self.first.year, end.year + 3))
        self.days = [self.first + timedelta(days=i) for i in range(self.length)]
        self.working = [
            i
            for i, day in enumerate(self.days)
            if day == DAY_WORKED or (calendar.is_working_day(day) and day != DAY_OFF)
        ]
        self.order = {day: k for k, day in enumerate(self.working)}

    def offset(self, day: date) -> int:
        """Days from the clock's first day to `day`."""
        return (day - self.first).days

    def day(self, k: int) -> int:
        """The offset of the k-th working day; past the table, of its last one."""
        return self.working[min(k, len(self.working) - 1)]

    def minute(self, working_minute: int) -> int:
        """The minute at which a working minute falls."""
        k, m = divmod(working_minute, DAY)
        return self.day(k) * 1440 + (420 if m < MORNING else 540) + m

    def near_tet(self) -> set[int]:
        """Offsets of the days 7 before to 10 after each Tết: the breaks of six days or more."""
        breaks = [(a, b) for a, b in zip(self.working, self.working[1:], strict=False) if b - a > 6]
        return {day for a, b in breaks for day in range(a - 6, b + 10)}


def spread(quantiles: tuple[float, ...], u: float) -> float:
    """The value at share `u` in [0, 1) of a distribution given by its quantiles at equal steps."""
    x = u * (len(quantiles) - 1)
    i = int(x)
    return quantiles[i] + (x - i) * (quantiles[i + 1] - quantiles[i])


def life(
    rnd: Callable[[], float],
    clock: Clock,
    procedure: Procedure,
    received: int,
    submitted: int,
    online: bool,
    late_share: float,
) -> list[State]:
    """The states of one dossier in order of time, from submission to return or beyond `end`.

    `received` is a working minute, `submitted` a minute, `late_share` the chance that it finishes
    after its due date. Pauses, supplements and fees stop the clock and shift the due date by as
    many working days; some due dates are moved besides, a part of them after they had passed.
    """
    at = clock.minute(received)
    states = [State(submitted, 1)] if online else []
    u = rnd()
    if u < (0.02 if online else 0.006):
        return [*states, State(at if online else submitted, 3)]
    if online and u < 0.0225:
        return states
    same_day, limit = procedure.same_day, procedure.limit
    k, minute_of_day = divmod(received, DAY)
    due = k + limit + (same_day and minute_of_day >= LATE_HOUR)
    has_due = procedure.topic != "compensation" or rnd() > 0.15
    late = rnd() < late_share
    supplements = paused = 0

    def shown(working_minute: int, status: int, **changes: int) -> None:
        """Adds a state at a minute of working time; `changes` in place of what it was."""
        states.append(
            State(
                clock.minute(working_minute),
                status,
                at,
                clock.day(due) if has_due else NONE,
                **{"supplements": supplements, "paused": paused} | changes,
            )
        )

    shown(received, 2)
    finish = _finish(rnd, procedure, received, due, late)
    now = min(received + (15 if same_day else 30 + int(rnd() * 240)), finish - 1)
    shown(now, 4)
    if wait := 0 if same_day else _wait(rnd(), procedure.topic):
        days = 1 + int(spread(DAYS_WAITING, rnd()))
        now += int(rnd() * 0.5 * (finish - now))
        supplements = 1 + (rnd() < 0.12) if wait == 5 else 0
        shown(now, wait)
        if wait == 5 and (v := rnd()) < 0.12:  # never answered
            if v < 0.08:
                left = now + 25 * DAY
                shown(left, 7, finished=clock.minute(left))
            return states
        now, finish, due, paused = now + days * DAY, finish + days * DAY, due + days, days
        shown(now, 4)

    if rnd() < (0.004 if same_day else 0.016):  # withdrawn; not every system notes when
        left, v = now + int(rnd() * (finish - now)), rnd()
        noted = {"finished": clock.minute(left)} if v < 0.6 else {}
        shown(left, 7, **(noted or ({"returned": clock.minute(left)} if v < 0.75 else {})))
        return states

    if has_due and not same_day and rnd() < (0.16 if late and procedure.topic else 0.02):
        moved = (due + 2 + int(rnd() * 22)) * DAY if late else due * DAY - 300
        if now < moved < finish:
            due = max(due, moved // DAY) + 2 + int(rnd() * 10)
            shown(moved, 4)

    finished, v = clock.minute(finish), rnd()
    noted = NONE if v < 0.0045 else finished
    shown(finish, 9, finished=noted)
    if rnd() > 0.012:
        back = clock.minute(finish + int(spread(MINUTES_TO_COLLECT, rnd())))
        shown_back = NONE if v < 0.0006 else back
        states.append(states[-1]._replace(at=back, status=10, returned=shown_back))
    return states


def _finish(
    rnd: Callable[[], float], procedure: Procedure, received: int, due: int, late: bool
) -> int:
    """The working minute in which a dossier would be finished if nothing stopped its clock."""
    if late:
        kind = "land" if procedure.topic else "same_day" if procedure.same_day else "short"
        return (due + 1 + int(spread(DAYS_LATE[kind], rnd()))) * DAY + int(rnd() * 470)
    if procedure.same_day:
        return min(received + int(spread(SAME_DAY_MINUTES, rnd())), due * DAY + 478)
    room = due * DAY + 470 - received
    return received + max(20, int(room * spread(SHARE_OF_LIMIT, rnd())))


def _wait(u: float, topic: str) -> int:
    """The status a dossier waits in on its way, or 0: supplement 5, fee 6, pause 8."""
    if u < 0.075:
        return 5
    if u < 0.105:
        return 8
    return 6 if topic == "land" and u < 0.40 else 0
