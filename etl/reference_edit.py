"""A reference table that a command changes: the whole file at once, and only if all tables pass."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from etl.engine import connect
from etl.reference_files import FILES
from etl.reference_tables import read_reference
from etl.settings import Settings
from etl.words import Refusal
from etl.words import lists as text
from whole_file import write_whole

BOM = b"\xef\xbb\xbf"


def rewrite(settings: Settings, name: str, rows: list[dict[str, str]], scratch: Path) -> None:
    """Writes a table anew, with the BOM and the line ends that its file has.

    Raises Refusal, and writes nothing, where the tables of data/reference would then break a rule.
    """
    path = settings.reference / f"{name}.csv"
    content = _content(path.read_bytes(), [*FILES[name].kinds], rows)
    folder = scratch / "reference"
    folder.mkdir()
    for other in settings.reference.glob("*.csv"):
        (folder / other.name).write_bytes(other.read_bytes())
    (folder / path.name).write_bytes(content)
    try:
        with connect(settings, scratch) as con:
            read_reference(con, replace(settings, reference=folder))
    except Refusal as refused:
        raise Refusal(text.not_written(str(refused))) from refused
    write_whole(path, content, path.stat().st_mode & 0o777)


def _content(before: bytes, columns: list[str], rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    ends = "\r\n" if b"\r\n" in before else "\n"
    writer = csv.DictWriter(out, columns, lineterminator=ends)
    writer.writeheader()
    writer.writerows(rows)
    return (BOM if before.startswith(BOM) else b"") + out.getvalue().encode()
