"""python -m bench.multiplied FROM OUT TIMES: one warehouse in TIMES copies, each of other units.

FROM and OUT are data folders; what is copied is the snapshot that FROM publishes. The first copy
keeps its units and procedures; copy k has units of their own, with its number behind their codes,
and procedures with k modulo PROCEDURE_SETS behind theirs, so that twenty copies of the sample's
million are 20,000,000 dossiers of 220 units and 76 procedures. The days stay. Facts are written in
their order, a block of rows in all copies and then the next, and the marts are made of them by the
queries of a build; what a load says of its files stays that of FROM. Letters and registers, which
the sample's million has none of, are not copied.
"""

import shutil
import sys
from pathlib import Path

import duckdb

from etl.build.full import AFTER_TABLES
from etl.contract import SQL
from etl.reference_tables import WORK_DAY_NUMBER
from snapshot_file import pointed_to

PROCEDURE_SETS = 4
COPIED = (
    "units",
    "unit_scope",
    "coverage",
    "dossiers",
    "feedback",
    "pauses",
    "dissatisfied_dossiers",
)
NOT_MADE_ANEW = ("letter_obligations", "letters_owed", "task_outcomes", "reception_days")
OF_COPY = "if(copy = 0, '', copy::varchar)"
OF_SET = f"if(copy % {PROCEDURE_SETS} = 0, '', '.' || copy % {PROCEDURE_SETS})"
# What a copy writes anew, by column.
WRITTEN = {
    **dict.fromkeys(("code", "unit_code", "parent", "successor"), f"{{}} || {OF_COPY}"),
    **dict.fromkeys(
        ("unit_key", "member_key"),
        f"regexp_replace({{}}, '^[^@]*', '\\0' || {OF_COPY})",
    ),
    "dossier_id": "{} || if(copy = 0, '', '-' || copy)",
    **dict.fromkeys(("procedure_code", "procedure_key"), f"{{}} || {OF_SET}"),
}


def multiply(source: Path, out: Path, times: int) -> Path:
    """Writes the multiplied snapshot, to which CURRENT of `out` then points; its path.

    Raises FileNotFoundError where `source` publishes nothing, FileExistsError where `out` is there.
    """
    name = pointed_to(source / "warehouse" / "CURRENT")
    if name is None:
        raise FileNotFoundError(source)
    warehouse = out / "warehouse"
    warehouse.mkdir(parents=True)
    path = Path(shutil.copy(source / "warehouse" / f"{name}.duckdb", warehouse))
    with duckdb.connect(str(path)) as con:
        con.execute("set variable copies = ?", [times])
        for table in COPIED:
            columns = [row[0] for row in con.execute(f"describe {table}").fetchall()]
            anew = [f"{WRITTEN[c].format(c)} as {c}" for c in columns if c in WRITTEN]
            con.execute(
                f"create or replace table {table} as select {table}.* replace ({', '.join(anew)}) "
                f"from {table} cross join range(getvariable('copies')) as copies(copy)"
            )
        con.execute(WORK_DAY_NUMBER.read_text("utf-8"))
        for step in AFTER_TABLES:
            folder, _, mart = step.partition("/")
            if folder == "marts" and mart not in NOT_MADE_ANEW:
                con.execute(f"drop table if exists main.{mart}")
                con.execute((SQL / f"{step}.sql").read_text("utf-8"))
    (warehouse / "CURRENT").write_text(name, "utf-8")
    return path


if __name__ == "__main__":
    multiply(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
