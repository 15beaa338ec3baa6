"""`python -m board form06a` and `compare-form`: Biểu II.06a, and the province's against it."""

from datetime import date
from pathlib import Path

from board.commands.answers import provenance, scope
from board.form_06a.compare import compared
from board.form_06a.form import form_of, late_in_13
from board.selection.coverage import coverage
from board.selection.filters import Filters


def form_06a(start: date, end: date, unit: str | None) -> dict:
    """Biểu II.06a from the published snapshot: `rows`, one a field, and their `total`, each with
    the keys c2 (the field's name) and c3 … c13 (integers), and where they come from.

    Raises ValueError, in Vietnamese, for a unit that is not known, for an end before the start and
    for counts that do not add up.
    """
    period, snapshot, unit = scope(start, end, unit)
    filters = Filters(unit=unit, left_out=coverage(snapshot, unit, period).left_out)
    *rows, total = form_of(snapshot, filters, period).to_dict("records")
    total |= {"open_late": late_in_13(snapshot, filters, period)}
    return {"rows": rows, "total": total} | provenance(period, snapshot, unit)


def compare_form(
    start: date, end: date, unit: str | None, file: str, form_date: date | None, anyway: bool
) -> dict:
    """What `compared` gives of the province's form in `file`, and where our figures come from."""
    period, snapshot, unit = scope(start, end, unit)
    answer = compared(snapshot, unit, period, Path(file), form_date, anyway)
    return answer | provenance(period, snapshot, unit)


def by_row(form: dict) -> list[dict]:
    """What `form_06a` gives as rows for programs: one a field, each with where it comes from."""
    origin = {key: value for key, value in form.items() if key not in ("rows", "total")}
    return [row | origin for row in form["rows"]]
