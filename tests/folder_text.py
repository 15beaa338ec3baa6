"""All that stands in a data folder, but for the originals in its inbox, as one text."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb


def folder_text(data: Path) -> str:
    """Every file's name and bytes, and every table and Parquet file as text; of the inbox only the
    entries."""
    parts = []
    for path in sorted(p for p in data.rglob("*") if p.is_file()):
        place = path.relative_to(data).parts
        if place[0] == "reference" or (place[0] == "inbox" and place[1] != "entries"):
            continue
        parts += [path.name, path.read_bytes().decode("utf-8", "replace")]
        if path.suffix in (".parquet", ".duckdb"):
            parts.append(_rows(path))
    return "\n".join(parts)


def _rows(path: Path) -> str:
    if path.suffix == ".parquet":
        with duckdb.connect() as con:
            return str(con.execute("from read_parquet($p)", {"p": str(path)}).fetchall())
    with TemporaryDirectory() as folder, duckdb.connect(shutil.copy(path, folder)) as con:
        tables = con.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
        ).fetchall()
        return "\n".join(str(con.execute(f"from {name}").fetchall()) for (name,) in tables)
