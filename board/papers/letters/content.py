"""Letters that are owed and not sent: which are to be written."""

from dataclasses import dataclass

import pandas as pd

import ward_clock
from board.papers.figures import figure
from board.registers.reach import reached
from board.selection.selection import Selection
from board.text import letter_papers, letters, sent_papers
from board.warehouse.ask import ask

NAME, PAGE = "letters", "letters"


@dataclass(frozen=True, eq=False)
class LettersContent:
    """The letters of one selection, as `to_write` gives them; `is_known`: whether the unit sent its
    register of letters."""

    selection: Selection
    letters: pd.DataFrame
    is_known: bool

    @property
    def figures(self) -> list[dict]:
        """How many letters of each kind are to be written, absent without a register."""
        counts = self.letters["kind"].value_counts()
        return [
            figure(
                sent_papers.LETTERS_PART,
                name,
                int(counts.get(kind, 0)) if self.is_known else None,
                counts="thư",
                of="letters",
            )
            for kind, name in letters.LETTERS.items()
        ]


def letters_content(
    selection: Selection, kind: str | None = None, dossier: str | None = None
) -> LettersContent:
    """The letters to write, of one kind or one dossier where these are named."""
    is_known = reached("letters", selection) is not None
    return LettersContent(selection, to_write(selection, kind, dossier), is_known)


def to_write(
    selection: Selection, kind: str | None = None, dossier: str | None = None
) -> pd.DataFrame:
    """The letters of a period that are owed and neither delivered nor waived, of one kind or one
    dossier where these are named, the longest owed first: the columns of letters_to_write.sql."""
    found = ask(
        selection.snapshot,
        "letters_to_write",
        **{"from": selection.period.start, "to": selection.period.end},
        today=None if selection.snapshot.is_sample else ward_clock.today(),
        **selection.filters.parameters(),
    )
    if kind:
        found = found[found["kind"] == kind]
    return found[found["dossier_id"] == dossier] if dossier else found


def why_none(selection: Selection) -> str:
    """Why a selection has no letter to write, as a sentence."""
    is_known = reached("letters", selection) is not None
    return letter_papers.NO_LETTERS if is_known else letter_papers.NO_LETTER_REGISTER
