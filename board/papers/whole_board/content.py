"""What the workbook of the whole board holds: measures by period, month and group, the form, the
workstreams, and the rows that measures count."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from board.catalogue import MEASURES
from board.measures.dossiers import newest_rows
from board.measures.readable_rows import readable
from board.measures.results import MeasureResult, by_group
from board.papers.figures import measure_figure
from board.papers.form_06a.content import form_content
from board.papers.office.sheet import Sheet
from board.registers import reach
from board.registers.workstreams import outside, workstreams
from board.selection.selection import Selection, among_known
from board.text import codes, definitions, headings, numbers, whole_board
from board.text.numbers import is_absent
from board.warehouse.ask import ask

NAME, PAGE = "whole-board", "overview"
GROUPS = ("field", "procedure", "channel", "unit")
OF_DOSSIERS = tuple(key for key, spec in MEASURES.items() if spec.register is None)
# The measures whose rows are listed, a sheet each.
LISTED = (
    *("open_late", "finished_without_date", "due_waiting", "petitions_received"),
    *("receptions_held", "share_letters_sent", "share_tasks_kept", "tasks_overdue"),
    *("share_activities_held", "share_findings_mended", "share_pledged"),
)
MOST_ROWS = 100_000  # of a list


@dataclass(frozen=True, eq=False)
class WholeBoard:
    """The tables of one selection, each asked when it is written."""

    selection: Selection

    @cached_property
    def results(self) -> dict[str, MeasureResult]:
        """Every measure of which something was sent for the period, without values of few cases."""
        results = reach.known_results(tuple(MEASURES), self.selection)
        return {key: result.outside for key, result in results.items() if result}

    @property
    def figures(self) -> list[dict]:
        """The measures of the period."""
        return [
            measure_figure(whole_board.TABS["measures"], key, self.results.get(key))
            for key in MEASURES
        ]

    def sheets(self) -> Iterator[Sheet]:
        """Every table, one after another; a table without rows is left out."""
        yield self._sheet("measures", self._measures())
        yield self._sheet("months", self._months())
        for by in GROUPS:
            yield from self._filled(by, self._groups(by))
        yield from self._form()
        yield from self._filled("streams", self._streams())
        for key in LISTED:
            yield from self._rows(key)

    def _sheet(self, name: str, frame: pd.DataFrame) -> Sheet:
        return Sheet(whole_board.TABS[name], whole_board.TITLES[name], frame, whole_board.SHARES)

    def _filled(self, name: str, frame: pd.DataFrame) -> Iterator[Sheet]:
        if not frame.empty:
            yield self._sheet(name, frame)

    def _measures(self) -> pd.DataFrame:
        """A row a measure: now, compared, target."""
        rows = []
        for key, measure in MEASURES.items():
            result = self.results.get(key)
            now, before = (result.now, result.before) if result else ({}, None)
            target = None if result is None else result.target
            rows.append(
                whole_board.front(measure)
                | whole_board.figure(measure, now)
                | whole_board.compared(measure, {} if before is None else before)
                | whole_board.target(measure, target)
            )
        return pd.DataFrame(rows)

    def _months(self) -> pd.DataFrame:
        """A row a measure and month up to the period's end."""
        return pd.DataFrame(
            [
                whole_board.front(result.measure)
                | {whole_board.MONTH: row["period_start"]}
                | whole_board.figure(result.measure, row)
                for result in self.results.values()
                for row in result.months.to_dict("records")
            ]
        )

    def _groups(self, by: str) -> pd.DataFrame:
        """A row a group and measure, of groups in which something is counted; what has no group
        stands last."""
        keys = [key for key in (OF_DOSSIERS if by != "unit" else MEASURES) if key in self.results]
        if not keys:
            return pd.DataFrame()
        found = by_group(keys, self.selection, by, leaves_house=True)
        names, counts = self._names(by), [key for key in keys if MEASURES[key].unit == "count"]
        of_n = [f"{key}_n" for key in keys if key not in counts]
        found = found[found[[*counts, *of_n]].fillna(0).gt(0).any(axis=1)]
        found = found.sort_values("group", key=lambda of: of.isna(), kind="stable")
        return pd.DataFrame(
            [
                {headings.COLUMNS.get(by, by): names(row["group"])}
                | whole_board.front(MEASURES[key])
                | whole_board.figure(
                    MEASURES[key],
                    {part: row[f"{key}_{part}"] for part in ("numerator", "n")}
                    | {"value": row[key]},
                )
                for row in found.to_dict("records")
                for key in keys
                if not is_absent(row[key]) or row[f"{key}_n"] > 0
            ]
        )

    def _names(self, by: str):
        """A function that names a group of a kind."""
        known = {"channel": codes.CHANNELS}.get(by, {})
        if by == "unit":
            known = ask(self.selection.snapshot, "units").set_index("unit_key")["name"].to_dict()
        elif by == "procedure":
            of = ask(self.selection.snapshot, "procedures", field=None)
            known = of.set_index("code")["name"].to_dict()
        return lambda group: (
            codes.NO_GROUP[by] if is_absent(group) else known.get(group, str(group))
        )

    def _form(self) -> Iterator[Sheet]:
        try:
            rows = form_content(self.selection).rows
        except ValueError:  # it does not add up, or nobody sent dossiers: it is no form
            return
        yield self._sheet("form", whole_board.form_named(pd.DataFrame(rows)))

    def _streams(self) -> pd.DataFrame:
        """A row a workstream: its measures and its tasks in words."""
        return pd.DataFrame(
            [whole_board.stream(stream) for stream in outside(workstreams(self.selection))]
        )

    def _rows(self, key: str) -> Iterator[Sheet]:
        """The rows that a measure counts."""
        measure = MEASURES[key]
        if key not in self.results:
            return
        of = self.selection
        if measure.register:
            of = reach.of_register(measure.register, of)
        of = among_known(of, measure.sources, measure.known_after_days)
        part = (measure.rows_of if measure.unit == "count" else None) or "all"
        found = newest_rows(measure.rows or "", part, of, measure.rows_query)(MOST_ROWS)
        if found.empty:
            return
        frame = readable(found, of).drop(columns=["found", "unit_key"])
        for column in frame.select_dtypes(["object", "string"]):
            frame[column] = frame[column].where(frame[column].notna(), numbers.ABSENT)
        named = headings.columns_named(frame, definitions.ROWS_COLUMNS[measure.rows_query])
        yield Sheet(whole_board.tab(measure.short), measure.name, named)
