"""What a summary says of a file that is refused."""

from pathlib import Path

from etl.words import Refusal
from log_lines import raised_in
from personal_data import file_name_kept


def unlike_text(path: Path) -> str | None:
    """A file's name as it can be shown, where it is no text that can be written; else None."""
    shown = str(path).encode("utf-8", "backslashreplace").decode()
    return None if shown == str(path) else Path(shown).name


def report_of(refusal: Refusal, path: Path) -> dict:
    """What a summary says of a refused file, under the name by which it is kept."""
    sentence = str(refusal).replace(path.name, file_name_kept(path.name))
    report = refused(sentence, raised_in(refusal))
    return report | ({"refusal_lines": refusal.lines} if refusal.lines else {})


def refused(sentence: str, reason: str) -> dict:
    """What a summary says of a refused file: the sentence for a reader, a kind for the log."""
    return {"outcome": "refused", "sentence": sentence, "reason": reason}
