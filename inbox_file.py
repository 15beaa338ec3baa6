"""Which files of the inbox are somebody's, for etl and board alike; the others programs leave."""

import re
from pathlib import Path

LOG = "log"  # what a watcher of the inbox writes there
# Of programs that have a file open, of downloads that are not through, of the system.
NO_FILES = re.compile(
    r"~\$.*|\..*|.*\.(tmp|part|crdownload|download|new|refused|log)|thumbs\.db|desktop\.ini"
    rf"|{LOG}",
    re.I,
)


def is_somebodys(path: Path) -> bool:
    """Whether it is a file that somebody put there, of whatever kind, so that a load judges it."""
    return not NO_FILES.fullmatch(path.name) and path.is_file()


def files_in(folder: Path) -> list[Path]:
    """The files that somebody put into a folder, in the order in which they are loaded."""
    # By the name without its ending: “hoso (1).csv” was made after “hoso.csv”.
    return sorted(filter(is_somebodys, folder.rglob("*")), key=lambda p: (p.parent, p.stem, p))
