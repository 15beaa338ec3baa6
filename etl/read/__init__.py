"""A file that somebody hands over → a table of text; a module for each kind of file."""

from etl.read.content import file_hash
from etl.read.data_rows import Rows
from etl.read.sheet import Fault
from etl.read.table import Layout, TextTable, as_found, layout, matched

__all__ = ["Fault", "Layout", "Rows", "TextTable", "as_found", "file_hash", "layout", "matched"]
