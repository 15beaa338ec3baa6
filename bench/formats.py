"""One table of 100,000 × 20 in every format, and what its load takes against that of the CSV."""

import csv
import html
import shutil
import statistics
import zipfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import xlsxwriter

from bench.processes import python

ROWS, COLUMNS = 100_000, 20
LIMIT = {"xlsx": 4}  # times the CSV
ODS = "urn:oasis:names:tc:opendocument:xmlns"


def by_format(source: Path, folder: Path, runs: int) -> list[dict]:
    """A row a format of the first rows of `source`: seconds (the median of alternating runs), the
    ratio to CSV, and the peak memory of the load or of what reads for it."""
    files = _made(source, folder)
    seconds: dict[str, list[float]] = {name: [] for name in files}
    peaks = dict.fromkeys(files, 0)
    data = folder / "data"
    for _ in range(runs):
        for name, path in files.items():
            shutil.rmtree(data, ignore_errors=True)
            took, peak = python("-m", "etl", "load", path, "--data", data)
            seconds[name].append(took)
            peaks[name] = max(peaks[name], peak)
    shutil.rmtree(data, ignore_errors=True)
    medians = {name: statistics.median(took) for name, took in seconds.items()}
    return [
        {
            "format": name,
            "file_mb": files[name].stat().st_size / 1e6,
            "load_s": medians[name],
            "ratio": medians[name] / medians["CSV"],
            "peak_mb": peaks[name] / 1e6,
        }
        for name in files
    ]


def _made(source: Path, folder: Path) -> dict[str, Path]:
    """The table's files, made once; all under one name, which says nothing of the format."""
    folder.mkdir(parents=True, exist_ok=True)
    writers = {
        "CSV": _as_csv, "xlsx": _as_xlsx, "ods": _as_ods, "HTML": _as_html, "zip": _as_zip
    }  # fmt: skip
    files = {name: folder / name / "hoso_2025-06-30.csv" for name in writers}
    rows: list[list[str]] = []
    for name, path in files.items():
        if not path.exists():
            rows = rows or _rows(source)
            path.parent.mkdir(exist_ok=True)
            writers[name](rows, path)
    return files


def _rows(source: Path) -> list[list[str]]:
    """Dossiers with as many columns of no meaning as are missing."""
    with source.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(islice(csv.reader(stream), ROWS + 1))
    more = COLUMNS - len(rows[0])
    return [
        row + [f"Cột {n}" if place == 0 else f"{place % 100}" for n in range(more)]
        for place, row in enumerate(rows)
    ]


def _as_csv(rows: Iterable[list[str]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _as_zip(rows: Iterable[list[str]], path: Path) -> None:
    inner = path.with_name("a.csv")
    _as_csv(rows, inner)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(inner, inner.name)
    inner.unlink()


def _as_xlsx(rows: Iterable[list[str]], path: Path) -> None:
    with path.open("wb") as out, xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Hồ sơ")
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(place, column, cell)


def _as_ods(rows: Iterable[list[str]], path: Path) -> None:
    def line(row: list[str]) -> str:
        cells = (
            f'<table:table-cell office:value-type="string"><text:p>{html.escape(cell)}</text:p>'
            "</table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    body = "".join(map(line, rows))
    content = (
        f'<office:document-content xmlns:office="{ODS}:office:1.0" xmlns:text="{ODS}:text:1.0" '
        f'xmlns:table="{ODS}:table:1.0"><office:body><office:spreadsheet><table:table '
        f'table:name="1">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", kind)
        made.writestr("META-INF/manifest.xml", "<m/>")
        made.writestr("content.xml", content)


def _as_html(rows: Iterable[list[str]], path: Path) -> None:
    def line(row: list[str]) -> str:
        return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>\n"

    body = "".join(map(line, rows))
    path.write_text(f"<html><body><table>\n{body}</table></body></html>", "utf-8")
