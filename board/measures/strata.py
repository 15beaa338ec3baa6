"""The cases of a share by period and stratum, for its change and its difference."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from board.catalogue.measure import Measure
from board.runtime.memory import cached
from board.selection.periods import Period
from board.selection.selection import Selection
from board.warehouse.ask import ask

# Of a register that hangs on no dossier the strata are its units.
BY_UNIT = ("receptions", "petitions", "activities", "tasks", "pledges")


@dataclass(frozen=True, eq=False)
class Strata:
    """What a question counts, each column a table [period, stratum]; `fields`: of each stratum."""

    columns: dict[str, np.ndarray]
    fields: np.ndarray

    def lacks(self, spec: Measure) -> bool:
        """Whether a column that a share needs is not counted by stratum."""
        return not {*spec.numerator, *spec.denominator} <= self.columns.keys()

    def failures_and_cases(
        self, spec: Measure, field: str | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """The tables of a share's failures (of one that is better lower, its numerator) and cases,
        of one field alone where it is named."""
        of_field = slice(None) if field is None else self.fields == field
        counted, cases = (
            np.sum([self.columns[name] for name in names], axis=0)[:, of_field]
            for names in (spec.numerator, spec.denominator)
        )
        return counted if spec.better == "lower" else np.maximum(cases - counted, 0), cases


@cached
def strata_by_period(
    question: str, selection: Selection, periods: tuple[Period, ...], left_out: tuple[str, ...]
) -> Strata:
    """The columns of a question by period and unit, field and procedure, of a register by unit."""
    frame = ask(
        selection.snapshot,
        "dossier_flows" if question == "counts" else question,
        by="unit" if question in BY_UNIT else "stratum",
        starts=[period.start for period in periods],
        ends=[period.end for period in periods],
        **selection.filters.only(left_out=left_out).parameters(),
    )
    groups, names = _numbered(frame["group"])
    rows = frame["period"].to_numpy(int)
    columns = {}
    for name in frame.columns.drop(["period", "group"]):
        table = np.zeros((len(periods), len(names)))
        table[rows, groups] = frame[name].to_numpy(float, na_value=0)
        columns[name] = table
    fields = [name.split("|")[1] if "|" in name else "" for name in names]
    return Strata(columns, np.array(fields, dtype=object))


def _numbered(groups: Sequence) -> tuple[np.ndarray, list[str]]:
    """Each group's running number, and the groups in that order."""
    names = {str(group): i for i, group in enumerate(dict.fromkeys(map(str, groups)))}
    return np.array([names[str(group)] for group in groups], dtype=int), list(names)
