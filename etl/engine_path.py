"""How the engine is given the path of a file, which it takes for a pattern where it may be one."""

import glob
import os
from pathlib import Path

SIGNS = "*?["


def engine_path(path: Path) -> str | None:
    """A path that DuckDB reads as this file and no other; None where there is no such text.

    In its patterns a backslash parts folders, and no escape makes it a letter: so a path with one
    is given as it stands, which DuckDB opens unless another sign makes a pattern of it.
    """
    text = str(path)
    if os.sep == "\\" or "\\" not in text:
        return glob.escape(text)
    return None if is_pattern(text) else text


def is_pattern(text: str) -> bool:
    """Whether DuckDB takes a text for a pattern: it has a sign before which no backslash stands."""
    signs = iter(text)
    for sign in signs:
        if sign == "\\":
            next(signs, None)
        elif sign in SIGNS:
            return True
    return False
