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
    """What a question counts, each column a table [period, stratum]; `units`, `fields`: of each
    stratum its unit and its field, "" where it has none."""

    columns: dict[str, np.ndarray]
    units: np.ndarray
    fields: np.ndarray

    def lacks(self, spec: Measure) -> bool:
        """Whether a column that a share needs is not counted by stratum."""
        return not {*spec.numerator, *spec.denominator} <= self.columns.keys()

    def failures_and_cases(
        self, spec: Measure, field: str | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """The tables of a share's failures (of one that is better lower, its numerator) and cases,
        of one field alone where it is named."""
        counted, cases = (
            np.sum([self.columns[name] for name in names], axis=0)[:, self._of_field(field)]
            for names in (spec.numerator, spec.denominator)
        )
        return counted if spec.better == "lower" else np.maximum(cases - counted, 0), cases

    def units_of(self, field: str | None = None) -> np.ndarray:
        """The unit of each stratum, of one field alone where it is named."""
        return self.units[self._of_field(field)]

    def _of_field(self, field: str | None) -> np.ndarray:
        return np.full(len(self.fields), True) if field is None else self.fields == field


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
    parts = [[*name.split("|"), ""] for name in names]  # of a register there is the unit alone
    units, fields = (np.array([of[i] for of in parts], dtype=object) for i in (0, 1))
    return Strata(columns, units, fields)


def _numbered(groups: Sequence) -> tuple[np.ndarray, list[str]]:
    """Each group's running number, and the groups in that order."""
    names = {str(group): i for i, group in enumerate(dict.fromkeys(map(str, groups)))}
    return np.array([names[str(group)] for group in groups], dtype=int), list(names)
