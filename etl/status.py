"""What `python -m etl status` says."""

from etl import words
from etl.build import SCHEMA_VERSION
from etl.contract import SQL
from etl.land import staged_files
from etl.settings import Settings
from etl.snapshots import current, held, reading, snapshots
from etl.words import Refusal

COVERAGE = (SQL / "status_coverage.sql").read_text("utf-8")


def status(settings: Settings) -> dict:
    """The published snapshot with its data date and tables' sizes, and what else is at hand.

    Raises Refusal where another version built it.
    """
    told = {
        "snapshot": current(settings.warehouse),
        "held": held(settings.warehouse),
        "snapshots": snapshots(settings.warehouse),
        "staged": len(staged_files(settings.staged)),
        "inbox": str(settings.inbox),
    }
    if told["snapshot"]:
        path = settings.warehouse / f"{told['snapshot']}.duckdb"
        with reading(path) as con:
            (version,) = con.execute("select schema_version from snapshot").fetchone()
            if version != SCHEMA_VERSION:  # its tables may lack what is asked below
                raise Refusal(words.other_version(told["snapshot"]))
            data_date, is_sample = con.execute(
                "select data_date, is_sample from snapshot"
            ).fetchone()
            told |= {"data_date": data_date.isoformat(), "is_sample": is_sample}
            told["rows"] = {
                table: con.execute(f"select count(*) from {table}").fetchone()[0]
                for table in ("dossiers", "feedback", "rejected_rows", "loads")
            }
            found = con.execute(COVERAGE)
            columns = [column for column, *_ in found.description]
            told["coverage"] = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    return told
