"""The filters of a selection, as the questions' parameters."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot


@dataclass(frozen=True)
class Filters:
    """A selection of dossiers; None chooses all. `unit` is a unit's key: its code and first day.

    `left_out`: the keys of units whose files do not reach the period, see `coverage.Coverage`.
    """

    unit: str | None = None
    field: str | None = None
    procedure: str | None = None
    channel: str | None = None
    certification: bool = True
    left_out: tuple[str, ...] = ()

    def parameters(self) -> dict:
        """The parameters that every question about dossiers and ratings takes."""
        return {
            "unit": self.unit,
            "left_out": list(self.left_out) or None,
            "field": self.field,
            "procedure": self.procedure,
            "channel": self.channel,
            "certification": self.certification,
        }

    def only(self, **changes) -> "Filters":
        """The same selection with some of it changed."""
        return replace(self, **changes)


def unit_key(snapshot: Snapshot, named: str, on: date) -> str | None:
    """The key of the unit that is named: by its key, or by its code as understood on a day.

    A code means on a day the unit that has it then, else the last one before. A code that
    units.csv does not know is its own key where it stands in the data; else None. A key whose first
    day was mended since means the unit that has its code on that day.
    """
    units = ask(snapshot, "units")
    if named in set(units["unit_key"]):
        return named
    code, _, first_day = named.partition("@")
    began = pd.to_datetime(first_day, format="%Y-%m-%d", errors="coerce")
    if not pd.isna(began):
        lasts = units["valid_to"].isna() | (units["valid_to"] >= began)
        same = units[(units["code"] == code) & (units["valid_from"] <= began) & lasts]
        return None if same.empty else same["unit_key"].iloc[0]
    known = units[(units["code"] == named) & (units["valid_from"].dt.date <= on)]
    if len(known):
        return known.sort_values("valid_from")["unit_key"].iloc[-1]
    same = units[units["code"] == named]
    return same["unit_key"].iloc[0] if len(same) else None
