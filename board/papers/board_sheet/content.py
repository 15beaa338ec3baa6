"""What the executive board's weekly sheet holds: what waits for whom, and what changed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from board.measures.dossiers import newest_rows, open_counts
from board.measures.readable_rows import readable
from board.meeting.between_days import EVERY_OVERDUE, EVERY_ROW
from board.meeting.changes import overdue_changes
from board.papers.figures import DATA_DATE, figure
from board.runtime.settings import SETTINGS
from board.selection.known_days import known_until
from board.selection.periods import Period, containing
from board.selection.selection import Selection
from board.text import board_sheet, letters, open_dossiers, sent_papers, since_last_meeting
from board.warehouse.ask import ask
from board.warehouse.scope import without_marks

NAME, PAGE = "board-sheet", "open_dossiers"
WEEK = timedelta(days=7)
MOST_WORK_DAYS = 14  # more than a week or its rest can hold
EVER = date(2000, 1, 1)  # no apology owed is too old to be owed
COLUMNS = {
    "overdue": (
        *("officer", "role", "dossier_id", "procedure", "due_on", "late_working_days"),
        *("status", "is_new", "note"),
    ),
    "finished_without_date": ("officer", "role", "dossier_id", "procedure", "due_on", "status"),
    "due_soon": ("officer", "role", "dossier_id", "procedure", "due_on", "status", "note"),
    "apologies": (
        *("officer", "role", "dossier_id", "procedure", "due_on", "owed_on"),
        *("days_waiting", "step"),
    ),
    "petitions": ("petition_id", "petition_kind", "received_on", "settle_by", "days_to_limit"),
    "tasks": ("owner", "title", "deadline", "outcome", "progress_percent"),
    "changes": ("change", "dossier_id", "procedure", "due_on", "settled_on", "how", "status"),
}


@dataclass(frozen=True, eq=False)
class OverdueChanges:
    """The dossiers that became overdue since the day before the period or are so no longer, as
    `changes.overdue_changes` gives them; and how many are overdue at the period's end."""

    rows: pd.DataFrame
    at_end: int

    @property
    def new(self) -> set[str]:
        """Which dossiers became overdue."""
        return set(self.rows.loc[self.rows["change"] == "new", "dossier_id"])

    @property
    def cleared(self) -> list[str]:
        """The codes of those that are overdue no longer; none where codes are not seen."""
        return list(without_marks(self.rows).query("change == 'cleared'")["dossier_id"].dropna())

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many became overdue, how many are so no longer, how many are overdue at the end."""
        change = self.rows["change"]
        return int((change == "new").sum()), int((change == "cleared").sum()), self.at_end


@dataclass(frozen=True, eq=False)
class SheetContent:
    """The sheet of one selection.

    `counts`: `open_counts`. `judged_on`: the day on which open dossiers are judged, None where none
    were ever sent. `days`: the day on which each list is true. `lists`: a frame a list in readers'
    words, by officer or owner and the soonest first. A day and a list are None where the chosen
    unit sent no such file. `overdue`: what became overdue and what is so no longer; None where no
    dossiers were ever sent.
    """

    selection: Selection
    counts: pd.Series
    judged_on: date | None
    days: dict[str, date | None]
    lists: dict[str, pd.DataFrame | None]
    overdue: OverdueChanges | None

    @property
    def apologies_from(self) -> date:
        """The first day of the quarter whose owed apologies the paper lists."""
        last = self.days["apologies"] or self.selection.period.end
        return containing("quarter", min(last, self.selection.period.end)).start

    @property
    def sentences(self) -> dict[str, str]:
        """What the sheet says above its lists; "" where there is nothing to say."""
        on, overdue = self.judged_on, self.overdue
        changed = (
            ""
            if overdue is None
            else board_sheet.sheet_changed(*overdue.counts, self.selection, on)
        )
        return {
            "counts": board_sheet.sheet_counts(self.counts, on),
            "changed": changed,
            "as_of": board_sheet.sheet_as_of(self.selection, on),
        }

    @cached_property
    def changes(self) -> pd.DataFrame | None:
        """The dossiers of `overdue` as a list in readers' words."""
        if self.overdue is None:
            return None
        rows = self.overdue.rows
        named = rows.assign(
            change=rows["change"].map(since_last_meeting.OVERDUE),
            how=rows["how"].map(since_last_meeting.WAYS_OUT),
        )
        return _in_columns("changes", named, self.selection)

    @property
    def figures(self) -> list[dict]:
        """What is counted at the data date, what changed, and how long each list is."""
        now = self.counts if self.judged_on else dict.fromkeys(sent_papers.SHEET_COUNTS)
        changed = self.overdue.counts if self.overdue else (None, None, None)
        sources = {"apologies": "letters", "petitions": "petitions", "tasks": "tasks"}
        waiting = [
            figure(sent_papers.SHEET_NOW, name, now[key], rows="in_hand", period=DATA_DATE)
            for key, name in sent_papers.SHEET_COUNTS.items()
        ]
        since = [
            figure(sent_papers.SHEET_SINCE, name, value, rows="in_hand")
            for name, value in zip(sent_papers.SHEET_CHANGES, changed, strict=True)
        ]
        lengths = [
            figure(
                sent_papers.SHEET_LISTS,
                board_sheet.SHEET_TITLES[key],
                None if rows is None else len(rows),
                counts="dòng",
                of=sources.get(key, "dossiers"),
                rows="in_hand",
                period=DATA_DATE,
            )
            for key, rows in self.lists.items()
        ]
        return [*waiting, *since, *lengths]


def sheet_content(selection: Selection) -> SheetContent:
    """The sheet of the chosen dossiers and registers."""
    counts = open_counts(selection)
    on = _judged_on(counts, selection)
    days = _days(on, selection)
    overdue = None if on is None else _overdue_changes(selection)
    return SheetContent(selection, counts, on, days, _lists(selection, days, overdue), overdue)


def _judged_on(counts: pd.Series, selection: Selection) -> date | None:
    on = counts["judged_on"]
    return known_until(selection.snapshot, selection.filters.unit) if pd.isna(on) else on.date()


def _days(on: date | None, selection: Selection) -> dict[str, date | None]:
    """The day on which each list is true, in the order of the sheet."""
    known = {
        register: known_until(selection.snapshot, selection.filters.unit, register)
        for register in ("letters", "petitions", "tasks")
    }
    return {
        "overdue": on,
        "finished_without_date": on,
        "due_soon": on,
        "apologies": min(known["letters"], on) if known["letters"] and on else known["letters"],
        "petitions": known["petitions"],
        "tasks": known["tasks"] and min(known["tasks"], selection.period.end),
    }


def _overdue_changes(selection: Selection) -> OverdueChanges:
    """By this snapshot alone, since a paper is made of one."""
    eve, end = selection.period.start - timedelta(days=1), selection.period.end
    asked = selection.filters.parameters() | {"then": eve, "now": end} | EVERY_OVERDUE
    rows = ask(selection.snapshot, "since_overdue", **asked)
    return OverdueChanges(
        overdue_changes(rows, rows.head(0), eve, end), int(rows["is_overdue"].sum())
    )


def _lists(
    selection: Selection, days: dict[str, date | None], overdue: OverdueChanges | None
) -> dict[str, pd.DataFrame | None]:
    unit = {"unit": selection.filters.unit}
    asked = {
        "overdue": lambda: _overdue(selection, overdue),
        "finished_without_date": lambda: _open_dossiers(selection, "finished_without_date"),
        "due_soon": lambda: _due_this_week(selection, days["due_soon"]),
        "apologies": lambda: _apologies(selection),
        "petitions": lambda: ask(selection.snapshot, "open_petitions", limit=EVERY_ROW, **unit),
        "tasks": lambda: _tasks(selection),
    }
    return {
        name: None if on is None else _in_columns(name, asked[name](), selection)
        for name, on in days.items()
    }


def week_end(selection: Selection, on: date) -> date:
    """The last day of what is due this week: the chosen period's where it is not over on the day of
    the data, else a week after that day."""
    end = selection.period.end
    return end if on < end <= on + WEEK else on + WEEK


def _due_this_week(selection: Selection, on: date | None) -> pd.DataFrame:
    assert on  # a list is asked only where it is known
    soon = _open_dossiers(selection, "due_soon", MOST_WORK_DAYS)
    return soon[soon["due_on"] <= pd.Timestamp(week_end(selection, on))]


def _open_dossiers(
    selection: Selection, state: str, soon: int = SETTINGS.due_soon_working_days
) -> pd.DataFrame:
    asked = selection.filters.parameters() | {"state": state, "search": "", "limit": EVERY_ROW}
    found = ask(selection.snapshot, "open_list", due_soon_days=soon, **asked)
    found["note"] = [open_dossiers.open_note(row) for row in found.itertuples()]
    return found.sort_values(["officer", "due_on"], kind="stable", na_position="last")


def _overdue(selection: Selection, changes: OverdueChanges | None) -> pd.DataFrame:
    rows, new = _open_dossiers(selection, "overdue"), changes.new if changes else set()
    return rows.assign(is_new=[board_sheet.NEWLY if id in new else "" for id in rows["dossier_id"]])


def _apologies(selection: Selection) -> pd.DataFrame:
    ever = replace(selection, period=Period(EVER, selection.period.end, "range"))
    found = newest_rows("apology_legal", "not_sent", ever, "rows_letters")(EVERY_ROW)
    found["step"] = [letters.step_reached(row) for row in found.itertuples()]
    return found.sort_values(["officer", "due_on"], kind="stable", na_position="last")


def _tasks(selection: Selection) -> pd.DataFrame:
    asked = {"to": selection.period.end, "unit": selection.filters.unit}
    found = ask(selection.snapshot, "model_tasks", **asked)
    found = found[found["outcome"].isin(["broken", "open"])].rename(columns={"due_on": "deadline"})
    return found.sort_values(["owner", "deadline"], kind="stable", na_position="last")


def _in_columns(name: str, rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """A list under its columns, with the role of an officer where the register of posts knows one,
    and the unit where all are chosen."""
    made, columns = readable(without_marks(rows), selection), [*COLUMNS[name]]
    if "officer" in columns:
        known = ask(selection.snapshot, "officer_roles", on=selection.data_date)
        of_code = known.dropna(subset="officer_code").set_index("officer_code")["role"]
        made["role"] = made["officer"].map(of_code)
        if made["role"].isna().all():
            columns.remove("role")
    return made[[*columns, *([] if selection.filters.unit else ["unit"])]]
