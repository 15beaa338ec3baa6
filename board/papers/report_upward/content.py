"""What the report upward holds: measures, the form, workstreams with their tasks, and units."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from board.catalogue import (
    MEASURES,
    due,
    form,
    letters,
    opinions,
    pace,
    petitions,
    progress,
    receptions,
)
from board.measures.results import MeasureResult, by_group
from board.papers.figures import counted_from, figure, measure_figure, task_figures
from board.papers.form_06a.content import FormContent, form_content
from board.papers.paper import day_of_paper
from board.registers.reach import known_results
from board.registers.workstreams import Workstream, outside, tasks, workstreams
from board.selection.known_days import known_until
from board.selection.selection import Selection
from board.text import codes, form_06a
from board.text import report_upward as report_upward_text
from board.text.numbers import is_absent
from board.warehouse.ask import ask

# A group of the annex → its measures, in order.
ANNEX = {
    "dossiers": (*form.MEASURES, *due.MEASURES, *pace.MEASURES),
    "opinions": opinions.MEASURES,
    "meetings": (*receptions.MEASURES, *petitions.MEASURES),
    "letters": letters.MEASURES,
    "progress": progress.MEASURES,
}


@dataclass(frozen=True, eq=False)
class ReportContent:
    """The report of one selection; each part is asked once, when a writer or archive needs it."""

    selection: Selection

    @cached_property
    def head(self) -> dict[str, str]:
        """What the report bears on the data date, or on the last day of a unit that ended before:
        the columns of paper_heads.sql. Raises ValueError, in Vietnamese, where nothing is in
        force."""
        selection = self.selection
        unit, on = selection.filters.unit, day_of_paper(selection)
        found = ask(selection.snapshot, "paper_heads", unit=unit, on=on)
        if found.empty:
            raise ValueError(report_upward_text.no_paper_head(selection.unit_name, on))
        return found.fillna("").iloc[0].to_dict()

    @cached_property
    def results(self) -> dict[str, MeasureResult | None]:
        """Every measure; None where nobody sent the files that it needs for the period."""
        results = known_results(tuple(MEASURES), self.selection)
        return {key: result and result.outside for key, result in results.items()}

    @cached_property
    def form(self) -> FormContent:
        """Biểu II.06a. Raises ValueError as `form_of` does."""
        return form_content(self.selection)

    @cached_property
    def streams(self) -> list[Workstream]:
        """The workstreams in force at the period's end."""
        return outside(workstreams(self.selection))

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """The tasks given by the period's end, as they stood then."""
        return tasks(self.selection)

    @cached_property
    def units(self) -> pd.DataFrame:
        """Every measure of every unit, as `by_group` gives it."""
        return by_group(list(MEASURES), self.selection, "unit", leaves_house=True)

    def reached(self, source: str) -> date | None:
        """The day to which a source is known; None where the chosen unit sent nothing that reaches
        the period."""
        known = known_until(self.selection.snapshot, self.selection.filters.unit, source)
        return known if known and known >= self.selection.period.start else None

    def title(self, source: str) -> str:
        """What a source is called."""
        return ask(self.selection.snapshot, "sources").set_index("source")["title"][source]

    def not_sent(self, source: str) -> str:
        """That a source was not sent for the period."""
        return report_upward_text.measure_without_figures(self.title(source))

    @property
    def figures(self) -> list[dict]:
        """The measures in the annex's order, the form's cells, the tasks, the measures by unit."""
        return [
            *(
                measure_figure(report_upward_text.ANNEX_GROUPS[group], key, self.results[key])
                for group, measures in ANNEX.items()
                for key in (measure.key for measure in measures)
            ),
            *(row | {"part": f"{form_06a.FORM_TAB}: {row['part']}"} for row in self.form.figures),
            *task_figures(self.streams),
            *([] if self.selection.filters.unit else self._figures_by_unit()),
        ]

    def _figures_by_unit(self) -> list[dict]:
        names = ask(self.selection.snapshot, "units").set_index("unit_key")["name"]
        # A name alone is no key: two units of one name are told apart by their codes.
        alike = names.duplicated(keep=False)
        names = names.where(~alike, names + " (" + names.index + ")")
        return [
            figure(
                codes.NO_GROUP["unit"] if unit is None else names.get(unit, unit),
                measure.name,
                row[key],
                n=row[f"{key}_n"],
                unit_key=unit,
                **counted_from(measure),
            )
            for row in self.units.to_dict("records")
            for unit in [None if is_absent(row["group"]) else row["group"]]
            for key, measure in MEASURES.items()
        ]
