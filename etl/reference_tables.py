"""The tables of a warehouse that are made from data/reference and the contracts alone."""

import json
import re

import duckdb

from config_file import PROJECT
from etl import words
from etl.calendar import calendar_days
from etl.contract import SQL, contracts
from etl.engine import set_variables
from etl.reference import make_reference_tables
from etl.settings import Settings
from etl.template import template, words_to_choose

WORK_DAY_NUMBER = PROJECT / "work_day_number.sql"  # as the dashboard has it


def read_reference(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Makes the tables of data/reference and the calendar, and gives the engine the contracts.
    Raises Refusal where a row breaks the form of its file or a rule of `etl/sql/reference`."""
    set_variables(con, contracts=json.dumps([_description(source) for source in contracts()]))
    make_reference_tables(con, settings.reference)
    codes = {code for (code,) in con.execute("select code from reference_units").fetchall()}
    if settings.home_unit and settings.home_unit not in codes:
        raise words.Refusal(words.reference.home_unit_unknown(settings.home_unit))
    days = calendar_days(settings.reference)
    # As columns, for the engine takes thousands of rows as values one by one.
    set_variables(con, **{f"calendar_{name}": [day[name] for day in days] for name in days[0]})
    for path in sorted((SQL / "reference").glob("*.sql")):
        try:
            con.execute(path.read_text("utf-8"))
            if path.stem == "calendar":
                con.execute(WORK_DAY_NUMBER.read_text("utf-8"))
        except duckdb.Error as error:
            if broken := re.fullmatch(r".*Error: rule (\w+), line (\d+)", str(error)):
                why = words.reference.RULES[broken[1]].format(line=broken[2])
                raise words.Refusal(words.reference.unreadable(f"{path.stem}.csv", why)) from error
            raise


def _description(source: str) -> dict:
    """What the dashboard knows of a contract: its template and its fields with their words."""
    contract = contracts()[source]
    counted = contract.counts_only or {"field": None}
    return {
        "source": source,
        "title": contract.title,
        "description": contract.description,
        "template": template(source),
        "key": contract.record.get("key", []),
        "numbered_by": contract.record.get("numbered_by", []),
        "fields": [
            {
                "field": field["name"],
                "title": field["title"],
                "type": field["type"],
                "required": field.get("constraints", {}).get("required", False),
                "minimum": _text(field.get("constraints", {}).get("minimum")),
                "maximum": _text(field.get("constraints", {}).get("maximum")),
                "description": field["description"],
                "words": words_to_choose(field),
                "only_counted": counted["value"] if counted["field"] == field["name"] else None,
            }
            for field in contract.own_fields
        ],
    }


def _text(limit) -> str | None:
    return None if limit is None else str(limit)
