"""`python -m board audit`: the log of use, and whether it is whole."""

from dataclasses import asdict
from datetime import date

from board.access import audit_chain
from board.text import audit
from config_file import data_folder


def verify(mark: str) -> dict:
    """What a look at the whole chain found; `mark`: the start of a hash that was written down."""
    found = audit_chain.verify(data_folder(), mark)
    return asdict(found) | {"is_whole": found.is_whole, "mark_asked": mark}


def is_whole(answer: dict) -> bool:
    """Whether an answer of `verify` finds nothing wrong, as far as can be known."""
    return answer["is_whole"] and (answer["has_mark"] or not answer["mark_asked"])


def verified_text(answer: dict) -> str:
    """An answer of `verify` as it is printed: what is wrong, then what to write down."""
    lines = audit.sentences(answer)
    if answer["mark_asked"]:
        lines.append(audit.MARK_FOUND if answer["has_mark"] else audit.MARK_GONE)
    if answer["last"]:
        lines += [audit.LIMIT, audit.mark_line(answer)]
    return "\n".join(lines)


def show(
    first_day: date | None, last_day: date | None, kind: str | None, account: str | None
) -> list[dict]:
    """The lines of some days, of a kind and of an account, all where none is named; raises
    ValueError, in Vietnamese, for a kind that there is not."""
    if kind and kind not in audit.KINDS:
        raise ValueError(audit.no_kind(kind))
    days = (first_day or date.min, last_day or date.max)
    return [
        {
            "n": line.n,
            "at": line.at and line.at.isoformat(timespec="seconds"),
            "kind": line.kind,
            "account": line.account,
            "what": line.what,
        }
        for line in audit_chain.lines(data_folder(), *days)
        if kind in (None, line.kind) and account in (None, line.account)
    ]


def shown_text(found: list[dict]) -> str:
    """The lines as they are printed."""
    return "\n".join(map(audit.line_text, found)) or audit.EMPTY
