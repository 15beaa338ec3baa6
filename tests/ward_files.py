"""A ward's files beside the project, each read and judged as a load would, without the load."""

import hashlib
from contextlib import contextmanager
from pathlib import Path

from etl.answers import Answers, answered, as_profile
from etl.check import check
from etl.day_order import refuse_month_first
from etl.engine import connect
from etl.land import FileToLand, land
from etl.preview import preview
from etl.profile import Profile
from etl.progress import Progress
from etl.read import layout
from tests.conftest import PROJECT
from tests.snapshots import settings

FILES = PROJECT.parent / "shared" / "files"


def file_in(name: str) -> Path:
    """The only file of a folder, but for a profile."""
    (path,) = (path for path in (FILES / name).iterdir() if path.suffix != ".toml")
    return path


def looked(data: Path, name: str, answers: dict[str, str] | None = None) -> dict:
    """What a preview says of a folder's file."""
    return preview(settings(data), file_in(name), Profile(), Answers(answers or {}), None)


@contextmanager
def judging(folder: Path):
    """Gives what lands and checks a folder's file by what is answered: its note, and its judged
    rows as dictionaries."""
    of = settings(folder)
    with connect(of, folder) as con:

        def judged(name: str, answers: dict[str, str] | None = None):
            path, profile = file_in(name), Profile()
            given = Answers(answers or {})
            if given.lasting:
                header = layout(path, profile=given.as_read).header
                table = answered(given, None, header, of)
                profile = as_profile(table, folder)
            file = layout(path, profile=profile)
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            staged, out = land(
                con, FileToLand(file, sha256, profile, given.as_of), of, {}, folder, Progress()
            )
            refuse_month_first(con, path.name, staged, out)
            checked = folder / "checked.parquet"
            check(con, staged.source, staged.profile, out, checked)
            rows = con.execute(
                "select * exclude (line, row_hash) from read_parquet($path) order by line",
                {"path": str(checked)},
            )
            columns = [column for column, *_ in rows.description]
            return staged, [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]

        yield judged
