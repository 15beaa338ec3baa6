"""A paper as it was sent and as it would be now: which figures differ, and why."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from board.measures.small_numbers import leaving_house
from board.meeting import between_days, changes
from board.papers import PAPERS
from board.papers.archive.sent import Filed
from board.papers.figures import DATA_DATE, as_frame
from board.selection.filters import unit_key
from board.selection.known_days import data_date, known_until
from board.selection.periods import Period, parse
from board.selection.selection import Selection, selection_of
from board.text import sent_papers
from board.warehouse.snapshots import Snapshot, SnapshotLost, WrongSchema, named

KEY = ["part", "name"]
_THERE = {"came_later", "gone", "status", "regrouped"}
_IN_TIME = {"due", "fell_due"}
# Which dossiers a figure counts → what can move it. A figure of other dossiers: any cause.
MOVED_BY = {
    "received": _THERE | {"received"},
    **dict.fromkeys(("before", "came_in"), _THERE | {"received", "finished"}),
    "settled": _THERE | {"finished", "due"},
    "settled_all": _THERE | {"finished"},
    "in_hand": _THERE | {"received", "finished"} | _IN_TIME,
    "in_hand_all": _THERE | {"received", "finished"},
    "form": _THERE | {"received", "finished"} | _IN_TIME,
    "due": _THERE | {"finished"} | _IN_TIME,
    **dict.fromkeys(
        ("due_first", "first_due_passed"), _THERE | {"finished", "stopped_late"} | _IN_TIME
    ),
    "withdrawn": _THERE | {"finished", "due"},
    "timed": _THERE | {"received", "finished", "retimed"},
}


def compared_figures(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Every figure of either side, in the order of the paper, what is only there now at the end.

    Each frame: `figures.COLUMNS`. Gives these columns as they were sent (of a figure that was
    not, as they are now), `value_now`, `n_now`, `said_now`, and `differs`: whether the value, its n
    or its words differ, or only one side has the figure.
    """
    both = then.merge(now, on=KEY, how="outer", sort=False, suffixes=("", "_now"), indicator="side")
    keys = list(dict.fromkeys(_keys(then) + _keys(now)))
    both = both.set_index(KEY).loc[keys].reset_index()
    only_now = both["side"] == "right_only"
    for column in ("unit", "counts", "of", "rows", "field", "unit_key", "period"):
        both[column] = both[column].where(~only_now, both[f"{column}_now"])
    same = both["side"] == "both"
    for column in ("value", "n"):
        old, new = both[column], both[f"{column}_now"]
        same &= ((old - new).abs() < 1e-9) | (old.isna() & new.isna())
    text = ["said", "said_now", "rows", "field", "unit_key", "period"]
    both[text] = both[text].astype(object).where(both[text].notna(), "")
    same &= both["said"] == both["said_now"]
    columns = [*then.columns, "value_now", "n_now", "said_now"]
    return both.assign(differs=~same)[[*columns, "differs"]].reset_index(drop=True)


def _keys(rows: pd.DataFrame) -> list[tuple]:
    return list(zip(*(rows[column] for column in KEY), strict=True))


@dataclass(frozen=True)
class Comparison:
    """A paper as sent against the same paper of `now`; `earlier` is the snapshot that it was made
    from, None where that cannot be opened any more."""

    paper: Filed
    now: Selection
    earlier: Snapshot | None

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Every figure as `compared_figures` gives it, with `why`: the reasons where it differs."""
        made = self._against(self.now)
        by_program = self._by_program()
        made["why"] = [
            self._why(row, (row.part, row.name) in by_program) if row.differs else []
            for row in made.itertuples(index=False)
        ]
        return made

    def _against(self, selection: Selection) -> pd.DataFrame:
        """The paper as it was sent against its content of a selection, built anew; of a paper that
        this program does not make, against nothing."""
        paper = PAPERS.get(self.paper.name)
        then = self.paper.as_sent
        then[KEY] = then[KEY].map(sent_papers.name_now)
        with leaving_house():  # what is compared can be taken as a file
            made = paper.build(selection).figures if paper else ()
        return compared_figures(then, as_frame(made))

    def _by_program(self) -> set[tuple]:
        """The figures that the present program gives otherwise of the same snapshot."""
        if self.earlier is None:
            return set()
        same = selection_of(self.earlier, self.paper.filters, self.now.period)
        redone = self._against(same)
        return set(_keys(redone[redone["differs"]]))

    def _why(self, row, by_program: bool) -> list[str]:
        if self.earlier is None:
            return [sent_papers.WHY_NO_SNAPSHOT]
        why = [sent_papers.WHY_PROGRAM] if by_program else []
        if row.of in ("targets", "judged"):
            why.append(
                {"targets": sent_papers.WHY_TARGET, "judged": sent_papers.WHY_JUDGED}[row.of]
            )
        elif row.of == "feedback":
            why.append(sent_papers.why_ratings(row.n, row.n_now))
        elif row.of in ("dossiers", "pauses"):
            why += self._of_dossiers(row)
        else:
            why.append(self._of_register(row.of))
        return why or [sent_papers.WHY_OTHER]

    def _of_dossiers(self, row) -> list[str]:
        then, now = (data_date(of, self.now.filters.unit) for of in self._both)
        if row.period == DATA_DATE and then != now:
            return [sent_papers.why_later_day(then, now)]
        period = parse(row.period) if row.period else self.now.period
        found = self._causes(period)
        moved = found["cause"].isin(MOVED_BY.get(row.rows, changes.CAUSES))
        for part, of in ((row.field, "fields"), (row.unit_key, "units")):
            if part:
                moved &= found[of].map(lambda known, part=part: part in known).astype(bool)
        if row.rows in ("before", "came_in"):  # only what ended before the period leaves these
            ends = found.loc[found["cause"] == "finished", ["then", "now"]].apply(pd.to_datetime)
            moved[ends.index[ends.min(axis=1) >= pd.Timestamp(period.start)]] = False
        counted = sent_papers.why_counted(found[moved]["cause"].value_counts())
        why = [counted] if counted else []
        if then < min(period.end, now):
            why.append(sent_papers.why_period_open(then))
        if row.rows == "responses":
            why.append(sent_papers.RATINGS_MAY_DIFFER)
        return why

    def _of_register(self, register: str) -> str:
        then, now = (known_until(of, self.now.filters.unit, register) for of in self._both)
        return (
            sent_papers.WHY_REGISTER if now in (then, None) else sent_papers.why_register(then, now)
        )

    @property
    def _both(self) -> tuple[Snapshot, Snapshot]:
        assert self.earlier, "without it nothing is asked of both"
        return self.earlier, self.now.snapshot

    def _causes(self, period: Period) -> pd.DataFrame:
        """`changes.causes` of a period's dossiers, with the `fields` and `units` of which each was
        or is, as sets."""
        if period not in self._found:
            old, new = between_days.states_between(self.now, self._both[0], period)
            made = changes.causes(old, new, period.start, period.end)
            known = pd.concat([old, new]).groupby("dossier_id")
            for column, of in (("fields", "field"), ("units", "unit_key")):
                made[column] = made["dossier_id"].map(known[of].agg(set))
            self._found[period] = made
        return self._found[period]

    @cached_property
    def _found(self) -> dict[Period, pd.DataFrame]:
        return {}

    @property
    def causes(self) -> pd.DataFrame:
        """`changes.causes` of the paper's period; none where the earlier snapshot is gone."""
        if self.earlier is None:
            return pd.DataFrame(columns=changes.CAUSE_COLUMNS)
        return self._causes(self.now.period)[changes.CAUSE_COLUMNS]

    @property
    def redefined(self) -> list[str]:
        """What changed since in definitions and in the targets of the paper's period, a line each;
        none where the earlier snapshot is gone."""
        return between_days.redefined_between(self.now, self.earlier) if self.earlier else []


def compare(paper: Filed, selection: Selection) -> Comparison:
    """A paper that was sent against the snapshot of a selection."""
    filters, period = paper.filters, paper.period
    assert period, "a note that names no period is not sound, and is not listed"
    if filters.unit:
        known = unit_key(selection.snapshot, filters.unit, period.end)
        filters = filters.only(unit=known or filters.unit)
    now = selection_of(selection.snapshot, filters, period)
    try:
        return Comparison(paper, now, named(paper.snapshot, now.snapshot.scope))
    except (SnapshotLost, WrongSchema):
        return Comparison(paper, now, None)
