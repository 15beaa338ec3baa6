"""A form of the province against ours, for the command line: where the two differ, and how much of
that is explained."""

from datetime import date
from pathlib import Path

from board.form_06a.form import form_of
from board.form_06a.reconcile import candidates, differences, effects, explained
from board.form_06a.upload import NotAForm, read_form
from board.selection.filters import Filters
from board.selection.periods import Period, spanning
from board.text import form_06a_reconcile
from board.warehouse.snapshots import Snapshot
from disk_errors import disk_reason


def compared(
    snapshot: Snapshot,
    unit: str | None,
    period: Period,
    path: Path,
    form_date: date | None,
    anyway: bool,
) -> dict:
    """`differences`, a row a cell with what explains it, and `notes` on the form itself.

    Raises ValueError, in Vietnamese, for a file that is no form or cannot be read, and unless
    `anyway` for a form whose title names another period.
    """
    try:
        theirs = read_form(path.read_bytes())
    except OSError as error:
        raise ValueError(
            form_06a_reconcile.form_not_there(path, disk_reason(error.errno))
        ) from error
    except NotAForm as error:
        raise ValueError(str(error)) from error
    named = spanning(period.start, period.end).label
    days = [(known.start, known.end) for known in theirs.periods]
    if days and (period.start, period.end) not in days and not anyway:
        refusal = form_06a_reconcile.form_of_another_period(theirs.periods, named)
        raise ValueError(f"{refusal} {form_06a_reconcile.COMPARE_ANYWAY_BY_COMMAND}")
    whole = Filters(unit=unit)
    found = differences(theirs.rows, form_of(snapshot, whole, period))
    edges = candidates(snapshot, whole, period, form_date or period.end)
    return {
        "differences": explained(found, effects(edges)).to_dict("records"),
        "notes": [] if days else [form_06a_reconcile.form_without_period(named)],
    }
