"""`python -m board paper`: a paper as a file, and its code kept so that it opens the dashboard."""

from datetime import date
from pathlib import Path

from audit_log import append_if_room
from board.commands.answers import provenance, scope
from board.papers import PAPERS
from board.papers.archive.sent import remember
from board.papers.letters import drafts
from board.papers.letters.content import NAME as LETTERS
from board.papers.paper import code_of
from board.registers.entry_policy import why_not_in_post, why_read_only
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import Selection, selection_of
from board.text import letter_papers, papers
from config_file import data_folder
from disk_errors import disk_reason


def paper(
    name: str, start: date, end: date, unit: str | None, out: str, by: str | None = None
) -> dict:
    """Writes a paper to the file `out`, whose ending chooses its kind, or into the folder `out`
    under the name that Báo cáo gives it, and keeps its code; gives what was made. Letters are
    entered in their ledger as drafted, `by` an officer's code, or by nobody named.

    Raises ValueError, in Vietnamese, for a paper, an ending or a unit that is not known, for an
    end before the start, for an officer's code that is not in post today, for a file that cannot
    be written and for drafts that cannot be recorded.
    """
    if name not in PAPERS:
        raise ValueError(papers.no_such_paper(name))
    path = Path(out)
    if not path.is_dir() and path.suffix.lower() not in PAPERS[name].writers:
        raise ValueError(papers.no_such_ending(name, path.suffix, PAPERS[name].writers))
    _, snapshot, unit = scope(start, end, unit)
    selection = selection_of(snapshot, Filters(unit=unit), spanning(start, end))
    if path.is_dir():
        path /= papers.file_name(name, selection, next(iter(PAPERS[name].writers)))
    if by is not None and (refused := why_not_in_post(by, selection)):
        raise ValueError(refused)
    content = PAPERS[name].make(path.suffix.lower(), selection)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ValueError(papers.cannot_write(path, disk_reason(error.errno))) from error
    codes = data_folder() / "papers"
    try:
        remember(codes, name, selection)
    except OSError as error:
        raise ValueError(papers.code_not_kept(path, codes, disk_reason(error.errno))) from error
    what = {"what": f"{name}{path.suffix.lower()}", "code": code_of(name, selection)}
    append_if_room(data_folder(), "paper", None, **what, filters=selection.url_parameters)
    made = {"paper": name, "out": str(path), "code": code_of(name, selection)}
    if name == LETTERS:
        made |= _recorded(selection, by)
    return made | provenance(selection.period, snapshot, unit)


def _recorded(selection: Selection, by: str | None) -> dict:
    """How many letters were entered in the ledger, `recorded`, or None and why not."""
    if why := why_read_only(LETTERS, selection):
        return {"recorded": None, "not_recorded": why}
    entered = drafts.record(selection, by or "")
    if entered.why:
        raise ValueError(letter_papers.drafts_cut_short(entered.count, entered.of, entered.why))
    return {"recorded": entered.count}
