"""One file that is looked at, and what is known of it so far."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.answers import Answers
from etl.progress import Progress
from etl.settings import Settings
from etl.words import Refusal
from personal_data import file_name_kept


class Quiet(Progress):
    """Progress of which nobody is shown anything."""

    def step(self, name: str, what: str) -> None:
        """Says nothing."""


@dataclass
class FileSeen:
    """One file that is looked at, and what is known of it so far."""

    settings: Settings
    path: Path
    answers: Answers
    as_of: date | None
    scratch: Path
    preview: dict

    def add(self, **more) -> None:
        """Adds to what is known."""
        self.preview |= more

    def ask(self, *more: dict) -> None:
        """Adds questions."""
        self.preview["questions"] += more

    def name_kept(self, refusal: Refusal) -> str:
        """What a refusal says, under the name by which the file is kept."""
        return str(refusal).replace(self.path.name, file_name_kept(self.path.name))
