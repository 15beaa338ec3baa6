"""One file, landed and checked and no more: the typed rows that a load would build from."""

import hashlib
from pathlib import Path

from etl.check import check
from etl.engine import connect
from etl.land import FileToLand, land
from etl.profile import Profile
from etl.progress import Progress
from etl.read import layout
from tests.snapshots import settings


def checked(folder: Path, path: Path, columns: str = "*", profile: Profile | None = None) -> list:
    """The checked rows of one file in the order of their lines, `columns` of them."""
    folder.mkdir(parents=True, exist_ok=True)
    sha256, out = hashlib.sha256(path.read_bytes()).hexdigest(), folder / "checked.parquet"
    with connect(settings(folder), folder) as con:
        staged, landed = land(
            con,
            FileToLand(layout(path), sha256, profile or Profile()),
            settings(folder),
            {},
            folder,
            Progress(),
        )
        check(con, staged.source, staged.profile, landed, out)
        return con.execute(
            f"select {columns} from read_parquet($path) order by line", {"path": str(out)}
        ).fetchall()
