"""Day files as a one-stop system exports them: some new dossiers, and known ones that went on."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

from etl.sample.text import HEADERS_NEW, STATUS_WORDS_NEW

DAY_ROWS = 100  # as many new ones, and as many known
TAIL_BYTES = 4_000_000  # the last dossiers of an export, of which many are open
CODE, STATUS = HEADERS_NEW[0], "Trạng thái"
FINISHED, RETURNED = "Ngày kết thúc xử lý", "Ngày trả kết quả"
OPEN, DONE = STATUS_WORDS_NEW[3], STATUS_WORDS_NEW[9]


def last_day(export: Path) -> date:
    """The day of an export, from its name."""
    return date.fromisoformat(re.findall(r"\d{4}-\d\d-\d\d", export.stem)[-1])


def last_dossiers(export: Path) -> list[dict[str, str]]:
    """The last rows of an export of dossiers by their headings."""
    with export.open("rb") as stream:
        header = stream.readline().decode("utf-8-sig")
        if (tail := export.stat().st_size - TAIL_BYTES) > stream.tell():
            stream.seek(tail)
            stream.readline()  # the end of a row
        rows = stream.read().decode().splitlines()
    return [*csv.DictReader([header, *rows])]


def write_day(
    path: Path,
    dossiers: list[dict[str, str]],
    number: int,
    day: date,
    new: int = DAY_ROWS,
    known: int = DAY_ROWS,
) -> None:
    """Writes a file of `new` dossiers of codes that only this `number` gives, and of `known` open
    ones among `dossiers` that were finished on a day; another number takes other ones."""
    is_open = [row for row in dossiers if row[STATUS] == OPEN]
    first = number * known % len(is_open)
    done = {STATUS: DONE, FINISHED: f"{day} 10:00", RETURNED: f"{day} 15:00"}
    rows = [row | {CODE: row[CODE].replace("H56", f"H{1000 + number}")} for row in dossiers[:new]]
    rows += [row | done for row in (is_open + is_open)[first : first + known]]
    write_rows(path, rows)


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Writes rows under the headings of the first."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def after(day: date, days: int) -> date:
    """The day so many days later."""
    return day + timedelta(days=days)
