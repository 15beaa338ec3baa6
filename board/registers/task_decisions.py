"""Tasks as a meeting gives and follows them: those still to be done, and a new one's draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

import ward_clock
from board.measures.results import MeasureResult
from board.measures.results import owner as owner_of_result
from board.registers import entry_files, reach
from board.registers.entry_policy import in_post
from board.selection.selection import Selection
from board.warehouse.ask import ask

DAYS_TO_DO = 7  # the executive board meets weekly, so a task is followed up at its next meeting


@dataclass(frozen=True)
class TaskDraft:
    """A task as the boxes open with it. `record`: the record of the register that is given anew,
    None of a task that is new."""

    title: str = ""
    owner: str = ""
    due_on: date | None = None
    measure: str = ""
    field: str = ""
    record: dict[str, str] | None = None


def tasks_left(selection: Selection, on: date) -> pd.DataFrame | None:
    """The tasks of all meetings that are overdue or not yet due on a day, as `model_tasks` gives
    them with days_late, the calendar days past the due date (negative: days left), the latest
    first; None where the chosen unit keeps no register. On the data date, the newest there is,
    they stand as of today, for a register kept on a page is known until then."""
    if reach.reached("tasks", selection) is None:
        return None
    to = max(on, ward_clock.today()) if on == selection.data_date else on
    found = ask(selection.snapshot, "model_tasks", to=to, unit=selection.filters.unit)
    found = found[found["outcome"].isin(["broken", "open"])]
    known = pd.to_datetime(found["known_until"])
    late = (known - pd.to_datetime(found["due_on"])).dt.days
    made = found.assign(days_late=late.astype("int64"))
    return made.sort_values("days_late", ascending=False, kind="stable", ignore_index=True)


def given_anew(task, selection: Selection) -> TaskDraft | None:
    """The draft by which a task of `tasks_left` gets a new due date, or another owner; None where
    the register holds it otherwise by now."""
    unit_code = task.unit_key.split("@")[0]
    records = entry_files.records("tasks", selection.snapshot, selection.filters.unit, task.task_id)
    record = next(
        (
            record
            for record in records
            if (record["unit_code"], record["task_id"]) == (unit_code, task.task_id)
            and record["due_on"] == f"{task.due_on:%Y-%m-%d}"
        ),
        None,
    )
    if record is None:
        return None
    return TaskDraft(record["title"], record["owner"], next_week(), record=record)


def of_result(result: MeasureResult, title: str, selection: Selection) -> TaskDraft:
    """The draft of a task that a measure, and of a rate its field, is to be moved by."""
    owner = owner_of_result(result, selection) or ""
    return TaskDraft(title, owner, next_week(), result.measure.key, result.field or "")


def next_week() -> date:
    """The day a week from today, which a task has as its due date unless another is written."""
    return ward_clock.today() + timedelta(days=DAYS_TO_DO)


def workstream_of(measure: str, selection: Selection) -> tuple[str, str]:
    """Number and name of the workstream in force that a measure shows, else of the first."""
    rows = ask(selection.snapshot, "workstreams", on=ward_clock.today())
    if rows.empty:
        return "", ""
    mine = rows[rows["measure"] == measure]
    row = (mine if len(mine) else rows).iloc[0]
    return str(int(row["workstream"])), row["name"]


def owners(selection: Selection) -> list[str]:
    """The roles to choose an owner from: those that the register names, then those in post."""
    found = ask(
        selection.snapshot, "model_tasks", to=ward_clock.today(), unit=selection.filters.unit
    )
    named = sorted(found["owner"].dropna().unique())
    posts = sorted({role for role in in_post(selection).values() if isinstance(role, str)})
    return list(dict.fromkeys([*named, *posts]))


def given_in(waiting: Sequence[entry_files.Entry]) -> list[tuple[str, str, date]]:
    """Title, owner and due date of the new tasks among the entries that wait for a load."""
    return [
        (entry.values["title"], entry.values["owner"], date.fromisoformat(entry.values["due_on"]))
        for entry in waiting
        if not (entry.refused or entry.changed)
    ]


def given_today(selection: Selection) -> list[tuple[str, str, date]]:
    """The same of the published tasks that were given today."""
    today = ward_clock.today()
    found = ask(selection.snapshot, "model_tasks", to=today, unit=selection.filters.unit)
    found = found[found["given_on"] == pd.Timestamp(today)]
    return [
        (row.title, row.owner if isinstance(row.owner, str) else "", row.due_on.date())
        for row in found.itertuples()
    ]
