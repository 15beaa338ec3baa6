"""Files in, tables out: the real load of literal files, in the test's own process."""

import hashlib
import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from etl.engine import connect
from etl.land import FileToLand, land
from etl.profile import Profile
from etl.progress import Progress
from etl.publish import current
from etl.read import layout
from etl.settings import Settings, read_settings
from etl.staged_file import Staged
from tests.load_cache import load_or_unpack

TITLES = {
    "id": "Mã hồ sơ",
    "unit": "Đơn vị",
    "code": "Mã TTHC",
    "procedure": "Tên TTHC",
    "field": "Lĩnh vực",
    "channel": "Kênh thực hiện",
    "status": "Trạng thái",
    "submitted": "Ngày nộp",
    "received": "Ngày tiếp nhận",
    "due": "Ngày hẹn trả",
    "finished": "Ngày kết thúc xử lý",
    "returned": "Ngày trả kết quả",
    "paused": "Số ngày tạm dừng",
    "officer": "Cán bộ thụ lý",
    "rating": "Mã phiếu",
    "rated": "Ngày đánh giá",
    "source": "Nguồn đánh giá",
    "scale": "Thang đo",
    "overall": "Đánh giá chung",
    "attitude": "Thái độ phục vụ",
    "access": "Tiếp cận dịch vụ",
    "neighbourhood": "Tổ dân phố",
    "reason": "Lý do không hài lòng",
    "comment": "Ý kiến góp ý",
    "kind": "Loại tạm dừng",
    "began": "Ngày bắt đầu tạm dừng",
    "ended": "Ngày kết thúc tạm dừng",
    "why": "Lý do tạm dừng",
}
DOSSIER = {"id": "1", "unit": "16528", "status": "4", "received": "02/06/2025", "due": ""}
RATING = {"rating": "", "rated": "02/06/2025", "unit": "16528", "source": "Phiếu", "overall": "2"}
PAUSE = {"id": "1", "kind": "Bổ sung", "began": "03/06/2025", "ended": ""}


def csv_of(*rows: dict[str, str], but: dict[str, str] | None = None) -> str:
    """Rows as a CSV: `but` (an open dossier of Quảng Thọ) and what each row says otherwise."""
    alike = DOSSIER if but is None else but
    keys = list(dict.fromkeys(key for row in (alike, *rows) for key in row))
    lines = [[TITLES[key] for key in keys]]
    lines += [[str((alike | row).get(key, "")) for key in keys] for row in rows]
    return "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)


def put(data: Path, name: str, content: str | bytes) -> Path:
    """A file in a data folder's inbox; text is written as UTF-8, its line ends as they stand."""
    path = data / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def settings(data: Path, **changed) -> Settings:
    """The settings of a data folder, but for what is `changed`."""
    return replace(read_settings(data), **changed)


def take(data: Path, *paths: Path, as_of: date | None = None, **changed) -> dict:
    """Loads files, else the inbox; the summary. Raises Refusal as the command would say it."""
    return load_or_unpack(settings(data, **changed), list(paths), as_of)


def take_alone(data: Path, path: Path, as_of: date | None = None) -> tuple[Staged, list[tuple]]:
    """Lands one file and nothing else: its note, and its rows of text with their lines.

    A row is (line, the fields that the file has, in the contract's order).
    """
    scratch = data / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    con, of = _engine(), settings(data)
    staged, out = land(
        con, FileToLand(layout(path), sha256, Profile(), as_of), of, {}, scratch, Progress()
    )
    fields = ", ".join(staged.headers)
    rows = con.execute(
        f"select coalesce(line, file_row_number + 2), {fields} "
        "from read_parquet($path, file_row_number = true)",
        {"path": str(out)},
    ).fetchall()
    return staged, rows


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """One engine for all files that are landed alone: nothing of a file stays in it."""
    folder = Path(tempfile.gettempdir())
    return connect(settings(folder), folder)


def ask(data: Path, query: str) -> list[tuple]:
    """The rows of a query over the published snapshot."""
    path = data / "warehouse" / f"{current(data / 'warehouse')}.duckdb"
    # As the board opens it: a process opens one file with one configuration only.
    config = {"enable_external_access": False, "lock_configuration": True}
    with duckdb.connect(str(path), read_only=True, config=config) as con:
        return con.execute(query).fetchall()
