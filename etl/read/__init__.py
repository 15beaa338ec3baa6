"""A file that somebody hands over → a table of text; a module for each kind of file."""

from etl.read.delimited import Fault, Layout, Rows, TextTable, as_found, file_hash, layout

__all__ = ["Fault", "Layout", "Rows", "TextTable", "as_found", "file_hash", "layout"]
