"""The model's workstreams, with what their measures say and the tasks that were given."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from board.catalogue import MEASURES
from board.measures.results import MeasureResult
from board.registers import reach
from board.selection.selection import Selection
from board.warehouse.ask import ask


@dataclass(frozen=True)
class Workstream:
    """One of the model's nine: the results of its measures and its tasks (None: no register)."""

    number: int
    name: str
    results: dict[str, MeasureResult | None]
    tasks: pd.DataFrame | None

    @property
    def lead(self) -> tuple[str, MeasureResult | None] | None:
        """The measure that stands for it, the first that is named, and its result."""
        return next(iter(self.results.items()), None)


def workstreams(selection: Selection) -> list[Workstream]:
    """The workstreams in force at the period's end, with measures and tasks given by then."""
    rows = ask(selection.snapshot, "workstreams", on=selection.period.end)
    given = tasks(selection) if reach.reached("tasks", selection) else None
    keys = [key for key in rows["measure"].dropna() if key in MEASURES]
    results = reach.known_results(list(dict.fromkeys(keys)), selection)
    made = []
    for number, mine in rows.groupby("workstream"):
        own = {key: results[key] for key in mine["measure"] if key in results}
        of_it = None if given is None else given[given["workstream"] == number]
        made.append(Workstream(int(number), mine["name"].iloc[0], own, of_it))
    return made


def outside(streams: Iterable[Workstream]) -> list[Workstream]:
    """The same workstreams as papers hold them: their results without the values of few cases."""
    return [
        replace(
            stream,
            results={key: result and result.outside for key, result in stream.results.items()},
        )
        for stream in streams
    ]


def tasks(selection: Selection) -> pd.DataFrame:
    """The tasks of the chosen unit that were given by the period's end, as they stood then."""
    return ask(
        selection.snapshot, "model_tasks", to=selection.period.end, unit=selection.filters.unit
    )
