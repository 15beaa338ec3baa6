"""An empty file of a source to fill in: as CSV its Vietnamese headers and a line that explains
each, as a workbook the headers with that as notes, and lists to choose from."""

import csv
import io
from collections import Counter
from pathlib import Path

from etl import words
from etl.contract import Contract, contracts
from etl.reference import reference_rows
from etl.words import lists as text
from template_file import Column, template_workbook
from ward_clock import today
from whole_file import write_whole


def template(source: str) -> str:
    """The CSV's text, with a BOM so that a spreadsheet reads its letters.

    Raises Refusal for a source that has no contract.
    """
    fields = _contract(source).own_fields
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(field["title"] for field in fields)
    writer.writerow(f"{words.commands.EXPLAINS}{field['description']}" for field in fields)
    return "\ufeff" + out.getvalue()


def workbook_template(source: str, reference: Path) -> bytes:
    """The workbook, in which a unit is chosen of those that are in force today.

    Raises Refusal for a source that has no contract, and where units.csv cannot be read.
    """
    contract = _contract(source)
    units = units_to_choose(reference)
    columns = [
        Column(
            field["title"],
            field["description"],
            field["type"],
            field.get("constraints", {}).get("required", False),
            units if field["name"] == "unit_code" else [*words_to_choose(field).values()],
        )
        for field in contract.own_fields
    ]
    return template_workbook(contract.title, columns)


def write_template(source: str, path: Path, reference: Path) -> None:
    """Writes a template as what its name ends in. Raises Refusal where that is neither .xlsx nor
    .csv, and OSError."""
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise words.Refusal(text.template_kind_unknown(path.name))
    is_csv = kind == ".csv"
    write_whole(path, template(source) if is_csv else workbook_template(source, reference))


def words_to_choose(field: dict) -> dict[str, str]:
    """What a reader writes for each value of a field that has a list: the first of its words that
    has a letter, for a number says nothing to a reader; empty where there is no list."""
    if field.get("levels"):
        return {word: word for word in text.RATING_WORDS}
    return {
        value: next((word for word in spellings if any(map(str.isalpha, word))), spellings[0])
        for value, spellings in field.get("values", {}).items()
    }


def units_to_choose(reference: Path) -> list[str]:
    """The units in force today that have none under them, by name; by code where two share it."""
    day = today()
    units = [
        row
        for row in reference_rows(reference, "units")
        if row["valid_from"] <= day <= row["valid_to"]
    ]
    above = {row["parent"] for row in units}
    lowest = [row for row in units if row["code"] not in above]
    named = [f"{row['kind']} {row['name']}" for row in lowest]
    times = Counter(named)
    return [
        name[0].upper() + name[1:] if times[name] == 1 else row["code"]
        for row, name in zip(lowest, named, strict=True)
    ]


def _contract(source: str) -> Contract:
    if source not in contracts():
        raise words.Refusal(words.profiles.source_unknown(source, list(contracts())))
    return contracts()[source]
