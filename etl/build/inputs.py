"""What a snapshot was built from, as it stands in the schema `build` of its own file.

With it the next build knows whether it may start from that snapshot, and need not read again what
is the same: `inputs` (one row the code, the settings, the reference tables or a file, with its
fingerprint), `source_files` and `field_words`, as the build had them.
"""

import hashlib
import json
import os
from pathlib import Path

import duckdb

from etl.contract import SQL
from etl.reference_files import FILES
from etl.reference_tables import WORK_DAY_NUMBER
from etl.settings import Settings
from etl.staged_file import Staged
from snapshot_file import SCHEMA_VERSION

CODE = Path(__file__).parent.parent


def code_files() -> list[Path]:
    """The files of the code that a build is a function of."""
    return [
        *sorted(p for p in CODE.rglob("*") if p.suffix in (".py", ".sql", ".json")),
        WORK_DAY_NUMBER,
    ]


def note_text(file: Staged) -> str:
    """A file's note as a snapshot depends on it: of its landing only the order says something, and
    that is the order in which the files stand."""
    note = vars(file) | {"landed_at": None, "landed_order": None}
    return json.dumps(note, sort_keys=True, ensure_ascii=False)


def inputs(con: duckdb.DuckDBPyConnection, staged: list[Staged], settings: Settings) -> list[tuple]:
    """(input, fingerprint) of the code, the settings and the reference tables, and of each file by
    its hash, in the order of the files. `con` has the reference tables."""
    code = hashlib.sha256(duckdb.__version__.encode())
    for path in code_files():
        code.update(os.fsencode(path.name) + b"\0" + path.read_bytes() + b"\0")
    tables = [*(f"reference_{name}" for name in FILES), "calendar"]
    rows = " union all ".join(
        f"select '{table}' as name, count(*), sum(hash(t)::hugeint) from {table} as t"
        for table in tables
    )
    reference = con.execute(f"select * from ({rows}) order by name").fetchall()
    return [
        ("code", code.hexdigest()),
        ("settings", f"{settings.home_unit} {SCHEMA_VERSION}"),
        ("reference", hashlib.sha256(repr(reference).encode()).hexdigest()),
        ("sample", str(all(file.is_sample for file in staged))),
        *((s.sha256, hashlib.sha256(note_text(s).encode()).hexdigest()) for s in staged),
    ]


def save_inputs(con: duckdb.DuckDBPyConnection, found: list[tuple]) -> None:
    """Writes the schema `build` with what `inputs` gave; `con` stands at the end of a build."""
    con.execute(
        (SQL / "inputs.sql").read_text("utf-8"),
        {"inputs": [name for name, _ in found], "fingerprints": [text for _, text in found]},
    )
