"""Which files of the inbox are somebody's, for etl and board alike; the others programs leave."""

import re
from pathlib import Path

# Of programs that have a file open, of downloads that are not through, of the system.
NO_FILES = re.compile(
    r"~\$.*|\..*|.*\.(tmp|part|crdownload|download|new|refused|log)|thumbs\.db|desktop\.ini", re.I
)


def is_somebodys(path: Path) -> bool:
    """Whether it is a file that somebody put there, of whatever kind, so that a load judges it."""
    return not NO_FILES.fullmatch(path.name) and path.is_file()
