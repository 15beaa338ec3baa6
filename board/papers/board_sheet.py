"""The executive board's weekly sheet: what waits for whom, as a workbook and on A4."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import typst

from board import formats, words
from board.choice import Choice
from board.facts import open_counts, rows_behind
from board.filters import register_date
from board.papers import qr
from board.papers.paper import address_of, code_of
from board.papers.workbook import Sheet, workbook
from board.periods import Period
from board.readable import readable
from board.settings import SETTINGS
from board.warehouse import ask

NAME, PAGE = "board-sheet", "open_dossiers"
EVER = date(2000, 1, 1)  # no apology owed is too old to be owed
MOST_ROWS = 1000  # of a list on paper; how many are left out is said under it
EVERY_ROW = 10**9
TEMPLATE = Path(__file__).parent / "templates" / "board_sheet.typ"
COLUMNS = {
    "overdue": ("officer", "dossier_id", "procedure", "due_on", "late_working_days", "status"),
    "due_soon": ("officer", "dossier_id", "procedure", "due_on", "status"),
    "apologies": ("officer", "dossier_id", "procedure", "due_on", "days_waiting", "step"),
    "petitions": ("petition_id", "petition_kind", "received_on", "settle_by", "days_to_limit"),
    "tasks": ("owner", "title", "deadline", "outcome", "progress_percent"),
}
MEASURES = ("open_overdue", "share_apologies_legal", "petitions_open_overdue", "tasks_overdue")


def lists(choice: Choice) -> dict[str, pd.DataFrame | None]:
    """What waits, a frame a list in readers' words, by officer or owner and the soonest first; None
    where the chosen unit keeps no such register."""
    unit = {"unit": choice.filters.unit}

    def dossiers(state: str) -> pd.DataFrame:
        asked = choice.filters.parameters() | {"state": state, "search": "", "limit": EVERY_ROW}
        found = ask(
            choice.snapshot, "open_list", due_soon_days=SETTINGS.due_soon_working_days, **asked
        )
        return found.sort_values(["officer", "due_on"], kind="stable", na_position="last")

    def apologies() -> pd.DataFrame:
        ever = replace(choice, period=Period(EVER, choice.period.end, "range"))
        found = rows_behind("apology_legal", "not_sent", ever, "rows_letters")(EVERY_ROW)
        found["step"] = [words.step_reached(row) for row in found.itertuples()]
        return found.sort_values(["officer", "due_on"], kind="stable", na_position="last")

    def tasks() -> pd.DataFrame:
        found = ask(choice.snapshot, "model_tasks", to=choice.period.end, **unit)
        found = found[found["outcome"].isin(["broken", "open"])]
        found = found.rename(columns={"due_on": "deadline"})
        return found.sort_values(["owner", "deadline"], kind="stable", na_position="last")

    made = {"overdue": dossiers("overdue"), "due_soon": dossiers("due_soon")}
    for name, register, found in (
        ("apologies", "letters", apologies),
        (
            "petitions",
            "petitions",
            lambda: ask(choice.snapshot, "open_petitions", limit=EVERY_ROW, **unit),
        ),
        ("tasks", "tasks", tasks),
    ):
        kept = register_date(register, choice.snapshot, choice.filters.unit) is not None
        made[name] = found() if kept else None
    return {
        name: None if rows is None else readable(rows, choice)[_columns(name, choice)]
        for name, rows in made.items()
    }


def changed(choice: Choice) -> tuple[int, int, int]:
    """How many dossiers became overdue since the day before the period, how many are so no longer,
    and how many are overdue at its end."""
    eve = choice.period.start - timedelta(days=1)
    rows = ask(
        choice.snapshot,
        "since_overdue",
        then=eve,
        now=choice.period.end,
        ids=[],
        **choice.filters.parameters(),
    )
    was, now = rows["was_overdue"], rows["is_overdue"]
    return int((now & ~was).sum()), int((was & ~now).sum()), int(now.sum())


def as_xlsx(choice: Choice) -> bytes:
    """The sheet as a workbook, a tab a list."""
    sheets = [
        Sheet(
            words.SHEET_TABS[name],
            words.SHEET_TITLES[name],
            pd.DataFrame({words.NOTE: [words.NO_FIGURES]})
            if rows is None
            else words.columns_named(rows),
        )
        for name, rows in lists(choice).items()
    ]
    return workbook(NAME, choice, PAGE, sheets, MEASURES)


def as_pdf(choice: Choice) -> bytes:
    """The same on A4, with a QR that opens the dashboard."""
    parts = [
        {
            "title": words.SHEET_TITLES[name],
            "known": rows is not None,
            "numbers": [] if rows is None else _numbers(rows),
            "head": [] if rows is None else [words.COLUMNS.get(c, c) for c in rows.columns],
            "rows": []
            if rows is None
            else [[_said(v) for v in row] for row in rows.head(MOST_ROWS).itertuples(index=False)],
            "more": words.sheet_more(0 if rows is None else len(rows) - MOST_ROWS),
        }
        for name, rows in lists(choice).items()
    ]
    told = {
        "title": words.sheet_title(choice),
        "made_from": words.made_from(choice),
        "changed": words.sheet_changed(*changed(choice), choice),
        "counts": words.sheet_counts(open_counts(choice)),
        "code": words.paper_code(code_of(NAME, choice)),
        "none": words.NONE_IN_LIST,
        "unknown": words.NO_FIGURES,
        "parts": parts,
        "qr": qr.svg(address_of(choice, PAGE)),
    }
    return typst.compile(TEMPLATE.read_bytes(), sys_inputs={"told": json.dumps(told)})


def _numbers(rows: pd.DataFrame) -> list[int]:
    """The places of the columns that hold numbers."""
    return [i for i, kind in enumerate(rows.dtypes) if pd.api.types.is_numeric_dtype(kind)]


def _columns(name: str, choice: Choice) -> list[str]:
    return [*COLUMNS[name], *([] if choice.filters.unit else ["unit"])]


def _said(value) -> str:
    if formats.is_absent(value):
        return formats.ABSENT
    if isinstance(value, pd.Timestamp):
        return formats.day(value)
    return value if isinstance(value, str) else formats.number(value)
