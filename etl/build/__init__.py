"""Checked files + reference files → one DuckDB file: a pure function of what goes in."""

from pathlib import Path

from etl.build.differences import BuildWhole
from etl.build.full import FEW_ROWS, PROCEDURE_WORDS, build, snapshot_id
from etl.build.one_more_day import build_one_more_day
from etl.settings import Settings
from etl.staged_file import Staged

__all__ = ["PROCEDURE_WORDS", "build", "continue_from", "is_small", "snapshot_id"]


def is_small(staged: list[Staged]) -> bool:
    """Whether the files hold so few rows that to build all of them takes no longer."""
    return sum(file.rows_read for file in staged) <= FEW_ROWS


def continue_from(
    published: Path,
    out: Path,
    snapshot: str,
    staged: list[Staged],
    landed: list[Staged],
    settings: Settings,
    scratch: Path,
) -> bool:
    """Builds as `build` does, but from the published snapshot; gives whether that could be done.
    Where it could not there is no file `out`, and everything is to be built."""
    try:
        build_one_more_day(published, out, snapshot, staged, landed, settings, scratch)
    except BuildWhole:
        for path in (out, out.with_name(f"{out.name}.wal")):
            path.unlink(missing_ok=True)
        return False
    return True
