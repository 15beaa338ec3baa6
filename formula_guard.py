"""Text that no spreadsheet runs as a formula, for what etl and board write and read again."""

import re

# `unguarded` of etl/sql/macros/texts.sql has the same pattern; a test holds the two together.
RUNS = re.compile(r"'*(?:[\t\n\f\r ]*[=+\-@]|[\t\r])")


def guarded(text: str) -> str:
    """A text with an apostrophe before what a spreadsheet would run, or what looks guarded."""
    return f"'{text}" if RUNS.match(text) else text


def is_guarded(text: str) -> bool:
    """Whether a text is one that `guarded` gives."""
    return text.startswith("'") and bool(RUNS.match(text))


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if is_guarded(text) else text
