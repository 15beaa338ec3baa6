"""The executive board's weekly sheet: what waits for whom, as a workbook and on A4."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import typst

from board.measures.dossiers import newest_rows, open_counts
from board.measures.readable_rows import readable
from board.meeting.changes import overdue_changes
from board.papers.office import qr
from board.papers.office.workbook import Sheet, workbook
from board.papers.paper import address_of, code_of
from board.runtime.settings import SETTINGS
from board.selection.known_days import known_until
from board.selection.periods import Period
from board.selection.selection import Choice
from board.text import (
    board_sheet,
    dates,
    headings,
    letters,
    numbers,
    open_dossiers,
    papers,
    since_last_meeting,
)
from board.warehouse.ask import ask

NAME, PAGE = "board-sheet", "open_dossiers"
EVER = date(2000, 1, 1)  # no apology owed is too old to be owed
MOST_ROWS = 1000  # of a list on paper; how many are left out is said under it
EVERY_ROW = 10**9
LONGEST_LINE, AROUND = 26, 2  # letters, in a column on paper
TEMPLATE = Path(__file__).with_name("board_sheet.typ")
COLUMNS = {
    "overdue": (
        *("officer", "role", "dossier_id", "procedure", "due_on", "late_working_days"),
        *("status", "is_new", "note"),
    ),
    "finished_without_date": ("officer", "role", "dossier_id", "procedure", "due_on", "status"),
    "due_soon": ("officer", "role", "dossier_id", "procedure", "due_on", "status", "note"),
    "apologies": ("officer", "role", "dossier_id", "procedure", "due_on", "days_waiting", "step"),
    "petitions": ("petition_id", "petition_kind", "received_on", "settle_by", "days_to_limit"),
    "tasks": ("owner", "title", "deadline", "outcome", "progress_percent"),
    "changes": ("change", "dossier_id", "procedure", "due_on", "settled_on", "how", "status"),
}
MEASURES = (
    "open_late",
    "finished_without_date",
    "share_apologies_legal",
    "petitions_open_overdue",
    "tasks_overdue",
)


def judged_on(choice: Choice) -> date | None:
    """The day on which the chosen dossiers in hand are judged; None where none were ever sent."""
    on = open_counts(choice)["judged_on"]
    return known_until(choice.snapshot, choice.filters.unit) if pd.isna(on) else on.date()


def days(choice: Choice) -> dict[str, date | None]:
    """The day on which each list is true; None where the chosen unit sent no such file."""
    on = judged_on(choice)
    told = {
        register: known_until(choice.snapshot, choice.filters.unit, register)
        for register in ("letters", "petitions", "tasks")
    }
    return {
        "overdue": on,
        "finished_without_date": on,
        "due_soon": on,
        "apologies": min(told["letters"], on) if told["letters"] and on else told["letters"],
        "petitions": told["petitions"],
        "tasks": told["tasks"] and min(told["tasks"], choice.period.end),
    }


def lists(choice: Choice) -> dict[str, pd.DataFrame | None]:
    """What waits, a frame a list in readers' words, by officer or owner and the soonest first; None
    where the chosen unit sent no such file."""
    unit = {"unit": choice.filters.unit}

    def dossiers(state: str) -> pd.DataFrame:
        asked = choice.filters.parameters() | {"state": state, "search": "", "limit": EVERY_ROW}
        found = ask(
            choice.snapshot, "open_list", due_soon_days=SETTINGS.due_soon_working_days, **asked
        )
        found["note"] = [open_dossiers.open_note(row) for row in found.itertuples()]
        return found.sort_values(["officer", "due_on"], kind="stable", na_position="last")

    def overdue() -> pd.DataFrame:
        rows, _ = changes(choice)
        new = rows.loc[rows["change"] == "new", "dossier_id"]
        found = dossiers("overdue")
        return found.assign(
            is_new=found["dossier_id"].isin(new).map({True: board_sheet.NEWLY, False: ""})
        )

    def apologies() -> pd.DataFrame:
        ever = replace(choice, period=Period(EVER, choice.period.end, "range"))
        found = newest_rows("apology_legal", "not_sent", ever, "rows_letters")(EVERY_ROW)
        found["step"] = [letters.step_reached(row) for row in found.itertuples()]
        return found.sort_values(["officer", "due_on"], kind="stable", na_position="last")

    def tasks() -> pd.DataFrame:
        found = ask(choice.snapshot, "model_tasks", to=choice.period.end, **unit)
        found = found[found["outcome"].isin(["broken", "open"])]
        found = found.rename(columns={"due_on": "deadline"})
        return found.sort_values(["owner", "deadline"], kind="stable", na_position="last")

    made = {
        "overdue": overdue,
        "finished_without_date": lambda: dossiers("finished_without_date"),
        "due_soon": lambda: dossiers("due_soon"),
        "apologies": apologies,
        "petitions": lambda: ask(choice.snapshot, "open_petitions", limit=EVERY_ROW, **unit),
        "tasks": tasks,
    }
    return {
        name: None if on is None else _shown(name, made[name](), choice)
        for name, on in days(choice).items()
    }


def changes(choice: Choice) -> tuple[pd.DataFrame, int]:
    """The dossiers that became overdue since the day before the period or are so no longer, as
    `changes.overdue_changes` gives them by this snapshot alone, since a paper is made of one; and
    how many are overdue at the period's end."""
    eve, end = choice.period.start - timedelta(days=1), choice.period.end
    asked = choice.filters.parameters() | {"then": eve, "now": end, "ids": []}
    rows = ask(choice.snapshot, "since_overdue", **asked)
    return overdue_changes(rows, rows.head(0), eve, end), int(rows["is_overdue"].sum())


def changed(choice: Choice) -> tuple[int, int, int]:
    """How many dossiers became overdue since the day before the period, how many are so no longer,
    and how many are overdue at its end."""
    rows, still = changes(choice)
    return int((rows["change"] == "new").sum()), int((rows["change"] == "cleared").sum()), still


def as_xlsx(choice: Choice) -> bytes:
    """The sheet as a workbook, a tab a list and one of what changed."""
    on, said = days(choice), _sentences(choice)
    sheets = [
        _tab(
            name,
            board_sheet.SHEET_TABS[name],
            board_sheet.sheet_heading(name, choice, on[name]),
            rows,
        )
        for name, rows in lists(choice).items()
    ]
    sheets[0] = replace(sheets[0], note=f"{said['counts']} {said['as_of']}".strip())
    changed_rows = None
    if on["overdue"] is not None:
        rows, _ = changes(choice)
        named = rows.assign(
            change=rows["change"].map(since_last_meeting.OVERDUE),
            how=rows["how"].map(since_last_meeting.HOW),
        )
        changed_rows = _shown("changes", named, choice)
    tab = _tab(
        "changes",
        board_sheet.SHEET_CHANGES_TAB,
        board_sheet.sheet_changes_title(choice),
        changed_rows,
    )
    note = f"{said['changed']} {board_sheet.SHEET_CHANGES_NOTE}" if said["changed"] else ""
    return workbook(NAME, choice, PAGE, [*sheets, replace(tab, note=note)], MEASURES)


def _tab(name: str, tab: str, title: str, rows: pd.DataFrame | None) -> Sheet:
    unknown = pd.DataFrame({board_sheet.NOTE: [numbers.NO_FIGURES]})
    return Sheet(
        tab,
        title,
        unknown if rows is None else headings.columns_named(rows, board_sheet.SHEET_COLUMNS[name]),
    )


def as_pdf(choice: Choice) -> bytes:
    """The same on A4, with a QR that opens the dashboard."""
    on = days(choice)
    parts = [
        {"title": board_sheet.sheet_heading(name, choice, on[name])} | _printed(name, rows)
        for name, rows in lists(choice).items()
    ]
    told = _sentences(choice) | {
        "title": board_sheet.sheet_title(choice),
        "made_from": papers.made_from(choice),
        "code": papers.paper_code(code_of(NAME, choice)),
        "none": board_sheet.NONE_IN_LIST,
        "unknown": numbers.NO_FIGURES,
        "parts": parts,
        "qr": qr.svg(address_of(choice, PAGE)),
    }
    return typst.compile(TEMPLATE.read_bytes(), sys_inputs={"told": json.dumps(told)})


def _printed(name: str, rows: pd.DataFrame | None) -> dict:
    """A list as the template takes it; None: not known."""
    if rows is None:
        return {"known": False}
    head = [board_sheet.SHEET_COLUMNS[name][column] for column in rows.columns]
    cells = [[_said(v) for v in row] for row in rows.head(MOST_ROWS).itertuples(index=False)]
    return {
        "known": True,
        "numbers": _numbers(rows),
        "head": head,
        "rows": cells,
        "widths": [_width(*column) for column in zip(head, *cells, strict=True)],
        "more": board_sheet.sheet_more(len(rows) - MOST_ROWS),
    }


def _width(heading: str, *cells: str) -> int:
    """A column's part of the page: the letters of its longest cell, with what stands around it; a
    heading goes on two lines or so, and a long text on as many as it needs."""
    longest = max(map(len, cells), default=0)
    return AROUND + min(LONGEST_LINE, max(longest, len(heading) // 2, *map(len, heading.split())))


def _sentences(choice: Choice) -> dict[str, str]:
    """What the sheet says above its lists; "" where there is nothing to say."""
    on = judged_on(choice)
    return {
        "counts": board_sheet.sheet_counts(open_counts(choice), on),
        "changed": "" if on is None else board_sheet.sheet_changed(*changed(choice), choice, on),
        "as_of": board_sheet.sheet_as_of(choice, on),
    }


def _shown(name: str, rows: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """A list under its columns, with the role beside an officer where the register of posts knows
    one, and the unit where all are chosen."""
    made, columns = readable(rows, choice), [*COLUMNS[name]]
    if "officer" in columns:
        known = ask(choice.snapshot, "officer_roles", on=choice.data_date)
        made["role"] = made["officer"].map(known.set_index("officer_code")["role"])
        if made["role"].isna().all():
            columns.remove("role")
    return made[[*columns, *([] if choice.filters.unit else ["unit"])]]


def _numbers(rows: pd.DataFrame) -> list[int]:
    """The places of the columns that hold numbers."""
    return [i for i, kind in enumerate(rows.dtypes) if pd.api.types.is_numeric_dtype(kind)]


def _said(value) -> str:
    if numbers.is_absent(value):
        return numbers.ABSENT
    if isinstance(value, pd.Timestamp):
        return dates.day(value)
    return value if isinstance(value, str) else numbers.number(value)
