"""What Biểu II.06a holds as a paper: its cells, and who is late among those of (13)."""

from dataclasses import dataclass

from board.form_06a.form import ROWS_OF_CELL, form_of, late_in_13
from board.papers.figures import figure
from board.papers.paper import day_of_paper
from board.selection.selection import Selection
from board.text import form_06a
from board.warehouse.ask import ask

# Cells that add up others are not moved by what moves a dossier between these.
SUMS_OF = {"c3": "came_in", "c7": "settled_all", "c11": "in_hand_all"}


@dataclass(frozen=True, eq=False)
class FormContent:
    """`rows` one a field and the total last [c2 … c13]; `late_in_13` None where nobody sent
    dossiers for the period; `recipient` the body that receives it on its day, None where none is
    named."""

    selection: Selection
    rows: list[dict]
    late_in_13: int | None
    recipient: str | None

    @property
    def figures(self) -> list[dict]:
        """A row a cell, in the order of the form."""
        return [
            figure(
                row["c2"],
                name,
                row[cell],
                rows=SUMS_OF.get(cell, ROWS_OF_CELL[cell][0]),
                field=None if row["c2"] == form_06a.TOTAL else row["c2"],
            )
            for row in self.rows
            for cell, name in form_06a.CELL_NAMES.items()
        ]


def form_content(selection: Selection) -> FormContent:
    """The form of the unit chosen in the period. Raises ValueError as `form_of` does."""
    asked = selection.snapshot, selection.filters, selection.period
    rows = form_of(*asked).to_dict("records")
    on, unit = day_of_paper(selection), selection.filters.unit
    found = ask(selection.snapshot, "body", role="form_recipient", unit=unit, on=on)["name"]
    return FormContent(selection, rows, late_in_13(*asked), next(iter(found), None))
