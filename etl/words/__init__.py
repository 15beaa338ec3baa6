"""Every sentence that the ETL says to a person: a module a subject, which each call names."""

from etl.words import (
    backups,
    builds,
    commands,
    data_folder,
    days,
    files,
    names,
    profiles,
    reference,
    rows,
    workbooks,
)

__all__ = [
    "Refusal",
    "backups",
    "builds",
    "commands",
    "data_folder",
    "days",
    "files",
    "names",
    "profiles",
    "reference",
    "rows",
    "workbooks",
    "wrong_line",
]


class Refusal(Exception):
    """One clear Vietnamese sentence that says what is wrong and what to do; nothing changed.
    `lines` are the lines of a file that it is about, each as `wrong_line` gives it."""

    def __init__(self, sentence: str, *lines: dict):
        super().__init__(sentence)
        self.lines = [*lines]


def wrong_line(
    line: int, sentence: str, column: str | None = None, value: str | None = None
) -> dict:
    """One line of a refused file as a summary gives it, with its reason; `value` is masked."""
    return {"line": line, "column": column, "value": value, "sentence": sentence}
