"""What `python -m etl status` says."""

from dataclasses import asdict
from pathlib import Path

from etl import words
from etl.contract import SQL
from etl.damage import damaged
from etl.last_good import status_sentence
from etl.reference import Unreadable, reference_rows
from etl.reference_files import FILES
from etl.settings import Settings
from etl.snapshots import current, held, reading, snapshots, why_closed
from etl.staged_file import staged_files
from etl.words import Refusal
from withdrawal_file import withdrawn

COVERAGE = (SQL / "status_coverage.sql").read_text("utf-8")


def status(settings: Settings) -> dict:
    """The published snapshot with its data date and tables' sizes, and what else the folder holds;
    `problems`: a sentence for each thing that is wrong, which says what to do. Never raises."""
    found: dict = {
        "snapshot": current(settings.warehouse),
        "held": held(settings.warehouse),
        "snapshots": snapshots(settings.warehouse),
        "staged": sum(not file.part for file in staged_files(settings.staged)),
        "withdrawn": [asdict(file) for file in withdrawn(settings.data).values()],
        "inbox": str(settings.inbox),
        "problems": [
            words.data_folder.to_set_aside(kind, name) for kind, name, _ in damaged(settings)
        ],
    }
    found["problems"] += _wrong_in_reference(settings)
    if name := found["snapshot"]:
        if why := why_closed(settings.warehouse, name):
            found["problems"].append(words.data_folder.snapshot_closed(name, why))
        else:
            found |= _tables(settings.warehouse / f"{name}.duckdb")
    return found


def _wrong_in_reference(settings: Settings) -> list[str]:
    found = []
    for name in FILES:
        try:
            reference_rows(settings.reference, name)
        except Unreadable as why:
            found.append(status_sentence(settings, why))
        except Refusal as refusal:
            found.append(str(refusal))
    return [*dict.fromkeys(found)]  # without units every table that names one says the same


def _tables(path: Path) -> dict:
    with reading(path) as con:
        row = con.execute("select data_date, is_sample from snapshot")
        [(data_date, is_sample)] = row.fetchall()
        found = con.execute(COVERAGE)
        columns = [column for column, *_ in found.description]
        coverage = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
        return {
            "data_date": data_date.isoformat(),
            "is_sample": is_sample,
            "coverage": coverage,
            "rows": {
                table: rows
                for table in ("dossiers", "feedback", "rejected_rows", "loads")
                for (rows,) in con.execute(f"select count(*) from {table}").fetchall()
            },
        }
