"""Adding a source is a contract, a staging query and a check: nothing else knows of it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import PROJECT

CONTRACT = {
    "name": "visits",
    "title": "Sổ khách đến",
    "missingValues": [""],
    "fields": [
        {
            "name": "held_on",
            "type": "date",
            "title": "Ngày khách đến",
            "description": "Ngày tiếp công dân.",
            "constraints": {"required": True, "minimum": "2020-01-01"},
            "column": "required",
        },
        {
            "name": "chaired_by",
            "type": "string",
            "title": "Người chủ trì",
            "description": "Bí thư hoặc Chủ tịch.",
            "constraints": {"required": True, "enum": ["secretary", "chair"]},
            "values": {"secretary": ["Bí thư"], "chair": ["Chủ tịch"]},
            "column": "required",
        },
        {
            "name": "visitors",
            "type": "integer",
            "title": "Số lượt khách",
            "description": "Số lượt người được tiếp.",
            "constraints": {"minimum": 0},
            "aliases": ["Lượt"],
        },
    ],
}
STAGING = """-- grain: one row a row of one file; bad_reason is null where the row is accepted.
select line, row_hash, held_on, chaired_by, visitors, bad_field, bad_value, bad_reason from typed
"""
CHECK = """-- Nobody receives a thousand people in a day.
select held_on, visitors from visits where visitors > 999;
"""
HEADER = "Ngày khách đến,Người chủ trì,Lượt,Họ và tên\n"


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project's ETL with one source more."""
    copy = tmp_path / "project"
    shutil.copytree(PROJECT / "etl", copy / "etl", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT / "data" / "reference", copy / "data" / "reference")
    for file in (*PROJECT.glob("*.py"), *PROJECT.glob("*.sql"), PROJECT / "config.toml"):
        shutil.copy(file, copy)
    contract = json.dumps(CONTRACT, ensure_ascii=False)
    (copy / "etl" / "contracts" / "visits.json").write_text(contract, "utf-8")
    (copy / "etl" / "sql" / "stg_visits.sql").write_text(STAGING, "utf-8")
    (copy / "etl" / "sql" / "checks" / "visits_are_of_human_size.sql").write_text(CHECK, "utf-8")
    return copy


def etl(project: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=project,
        text=True,
        encoding="utf-8",
        capture_output=True,
        env={k: v for k, v in os.environ.items() if k not in ("BOARD_DATA", "PYTHONPATH")},
    )


def put(project: Path, name: str, *rows: str) -> str:
    path = project / name
    path.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")
    return str(path)


def test_a_source_of_three_files_is_loaded_judged_and_published(project):
    rows = [f"{day:02}/06/2025,Chủ tịch,{day},Bình An" for day in range(2, 12)]
    export = put(project, "tiepdan_2025-06-30.csv", *rows, "13/06/2025,Thư ký,4,Bình An")
    done = etl(project, "load", "--json", export)
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    (file,) = summary["files"]
    assert (file["source"], file["dropped_columns"]) == ("visits", ["Họ và tên"])
    assert (file["rows_read"], file["rows_accepted"], file["rows_rejected"]) == (11, 10, 1)
    snapshot = project / "data" / "warehouse" / f"{summary['snapshot']}.duckdb"
    with duckdb.connect(str(snapshot), read_only=True) as con:
        received = con.execute(
            "select held_on::varchar, chaired_by, visitors, file, line from visits "
            "order by held_on limit 2"
        ).fetchall()
        rejected = con.execute('select source, line, "column", value from rejected_rows').fetchall()
    assert received == [
        ("2025-06-02", "chair", 2, "tiepdan_2025-06-30.csv", 2),
        ("2025-06-03", "chair", 3, "tiepdan_2025-06-30.csv", 3),
    ]
    assert rejected == [("visits", 12, "Người chủ trì", "Thư ký")]


def test_the_check_of_a_new_source_keeps_a_snapshot_from_being_published(project):
    first = etl(project, "load", put(project, "a_2025-06-30.csv", "02/06/2025,Bí thư,7,x"))
    assert first.returncode == 0, first.stderr
    current = (project / "data" / "warehouse" / "CURRENT").read_text("utf-8")
    done = etl(project, "load", put(project, "b_2025-07-31.csv", "02/07/2025,Bí thư,1000,x"))
    assert done.returncode == 1
    assert "“visits_are_of_human_size” (1 dòng, ví dụ 2025-07-02, 1000)" in done.stderr
    assert (project / "data" / "warehouse" / "CURRENT").read_text("utf-8") == current


def test_a_new_source_has_its_template(project):
    done = etl(project, "template", "visits")
    assert done.stdout.splitlines()[0] == '\ufeff"Ngày khách đến","Người chủ trì","Số lượt khách"'
