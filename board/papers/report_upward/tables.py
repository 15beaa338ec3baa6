"""The annexes of the report upward: rows of texts for the tables of its template."""

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
from board.form_06a.form import CELLS, form_of
from board.measures.compute import is_known
from board.measures.results import by_group
from board.papers.report_upward.figures import Figures
from board.registers.workstreams import workstreams
from board.selection.selection import Choice
from board.text import alphabet, codes, dates, numbers, report_upward_tables, sentences
from board.warehouse.ask import ask

Row = dict[str, str]
ANNEX = {
    "dossiers": (*form.MEASURES, *due.MEASURES, *pace.MEASURES),
    "opinions": opinions.MEASURES,
    "meetings": (*receptions.MEASURES, *petitions.MEASURES),
    "letters": letters.MEASURES,
    "progress": progress.MEASURES,
}


def tables_of(figures: Figures) -> dict[str, object]:
    """Field of the template → the rows of its table; of units none in the report of one."""
    choice = figures.choice
    *fields, total = form_rows(choice)
    return {
        "bang_chi_so": measure_groups(figures),
        "bang_ii06a": fields,
        "tong_ii06a": total,
        "bang_mang": [report_upward_tables.stream_row(one) for one in workstreams(choice)],
        "bang_nhiem_vu": task_rows(figures),
        "bang_don_vi": [] if choice.filters.unit else unit_rows(choice),
    }


def measure_groups(figures: Figures) -> list[dict[str, object]]:
    """Every measure, in groups: `ten` of the group and its rows, `dong`."""
    groups, place = [], 0
    for name, measures in ANNEX.items():
        rows = []
        for one in measures:
            place += 1
            reached = min(filter(None, map(figures.reached, one.sources)), default=None)
            rows.append(report_upward_tables.annex_row(place, one, figures.facts[one.key], reached))
        groups.append({"ten": report_upward_tables.ANNEX_GROUPS[name], "dong": rows})
    return groups


def form_rows(choice: Choice) -> list[Row]:
    """Biểu II.06a, a row a field and the total last. Raises ValueError as `form_of` does."""
    rows = form_of(choice.snapshot, choice.filters, choice.period).to_dict("records")
    return [
        {"tt": numbers.number(place), "c2": sentences.one_line(row["c2"])}
        | {cell: numbers.number(row[cell]) for cell in CELLS}
        for place, row in enumerate(rows, start=1)
    ]


def task_rows(figures: Figures) -> list[Row]:
    """The tasks that were neither done nor dropped when the period began."""
    start = pd.Timestamp(figures.choice.period.start)
    given = figures.tasks
    is_over = (given["done_on"] < start) | (given["cancelled_on"] < start)
    mine = given[~is_over]
    names = ask(figures.choice.snapshot, "units").set_index("unit_key")["name"]
    return [
        report_upward_tables.task_row(place, row, names.get(row.unit_key, row.unit_key))
        for place, row in enumerate(mine.itertuples(), start=1)
    ]


def unit_rows(choice: Choice) -> list[Row]:
    """A row a unit in force in the period, by name, and after them a row for what was counted of
    others: that ended before, or are not known. Each measure stands under its key; of a unit that
    is over no file is missed."""
    days = {"from": choice.period.start, "to": choice.period.end}
    units = ask(choice.snapshot, "report_units", **days).set_index("unit_key")
    told = by_group(list(MEASURES), choice, "unit").set_index("group")
    in_force = units[units["is_in_force"]].sort_values("name", key=alphabet.alphabetical)
    counted = told[[f"{key}_n" for key in MEASURES]].fillna(0).gt(0).any(axis=1)
    others = [key for key in told.index[counted] if key not in in_force.index]

    over = set(units.index).difference(in_force.index)

    def row(place: int, unit: str | None) -> Row:
        mine = told.loc[unit] if unit in told.index else None
        figures = {
            key: report_upward_tables.unit_cell(
                one,
                None if mine is None else (mine[key], mine[f"{key}_n"]),
                unit in over or unit is None or is_known(one, unit, choice),
            )
            for key, one in MEASURES.items()
        }
        name = codes.NO_GROUP["unit"] if numbers.is_absent(unit) else units["name"].get(unit, unit)
        front = {"tt": numbers.number(place), "don_vi": name}
        return figures | front | {"so_lieu_den": dates.day(units["as_of"].get(unit))}

    return [row(place, unit) for place, unit in enumerate([*in_force.index, *others], start=1)]
