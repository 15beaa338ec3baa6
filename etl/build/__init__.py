"""Checked files + reference files → one DuckDB file: a pure function of what goes in."""

from etl.build.full import PROCEDURE_WORDS, build, snapshot_id

__all__ = ["PROCEDURE_WORDS", "build", "snapshot_id"]
