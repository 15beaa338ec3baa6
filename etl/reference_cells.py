"""A cell of a reference file → its value, or the rule that it breaks."""

import json
import re
from datetime import date, datetime
from pathlib import Path

EVER, FOREVER = date(1900, 1, 1), date(9999, 12, 31)  # where valid_from or valid_to is blank
MEASURES: dict[str, str] = json.loads(Path(__file__).with_name("measures.json").read_text("utf-8"))


def cell_value(text: str, kind: str, units: frozenset[str]):
    """What a cell of a kind holds, or None where it holds no such thing."""
    if kind == "date":
        day = _iso_day(text)
        return day if day and day >= EVER else None
    if kind == "time":
        clock = _parsed(text, "%H:%M")
        return clock and clock.hour * 60 + clock.minute
    if kind == "number":
        return float(text) if re.fullmatch(r"-?\d{1,9}(\.\d+)?", text) else None
    if kind == "whole":
        return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
    if kind == "flag":
        return {"0": False, "1": True}.get(text)
    if kind == "measure":
        return text if text in MEASURES else None
    if kind in ("unit", "unit_or_all"):
        return text if text in units or (text, kind) == ("all", "unit_or_all") else None
    return text


def _iso_day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None  # the standard library takes other forms as well
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None


def day_first(text: str) -> date | None:
    """The day that somebody wrote with the day first, to be shown in the other form."""
    moment = _parsed(re.sub(r"[.-]", "/", text), "%d/%m/%Y")
    return moment and moment.date()
