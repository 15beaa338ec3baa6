"""The annexes of the report upward: rows of texts for the tables of its template."""

from collections.abc import Iterable
from itertools import zip_longest
from math import ceil

import pandas as pd

from board.catalogue import MEASURES
from board.form_06a.form import CELLS
from board.measures.compute import is_known
from board.papers.report_upward.content import ANNEX, ReportContent
from board.papers.report_upward.field_table import (
    BY_FIELD,
    field_rows,
    figure_cell,
    group_cell,
    total_row,
)
from board.text import (
    alphabet,
    change_words,
    codes,
    committee_pack,
    coverage,
    dates,
    numbers,
    report_upward,
    sentences,
    tasks,
)
from board.warehouse.ask import ask

Row = dict[str, str]
# Templates of wards name these fields; thang_gan_nhat is the change that the months hold.
ANNEX_COLUMNS = (
    *("tt", "chi_so", "ky_nay", "gia_tri", "n", "ky_so_sanh", "muc_tieu", "thang_gan_nhat"),
    *("so_voi_muc_tieu", "so_lieu_den"),
)


def tables_of(content: ReportContent) -> dict[str, object]:
    """Field of the template → the rows of its table; of units none in the report of one."""
    *fields, total = form_rows(content)
    groups = measure_groups(content)
    return {
        "bang_linh_vuc": field_rows(content),
        "tong_linh_vuc": total_row(content),
        "bang_chi_so": groups,
        "bang_chi_so_doi": in_two_halves(groups),
        "bang_ii06a": fields,
        "tong_ii06a": total,
        "bang_mang": [stream_row(stream) for stream in content.streams],
        "bang_nhiem_vu": task_rows(content),
        "bang_don_vi": [] if content.selection.filters.unit else unit_rows(content),
    }


def in_two_halves(groups: list[dict]) -> list[dict[str, Row]]:
    """The measures that no field has, in lines of two: `trai` and `phai`; the name of a group
    stands before its measures, and the last line may lack its right half."""
    by_field = {MEASURES[key].name for key in BY_FIELD}
    blank = dict.fromkeys(ANNEX_COLUMNS, "")
    lines = []
    for group in groups:
        rows = [row for row in group["dong"] if row["chi_so"] not in by_field]
        lines += [blank | {"chi_so": group["ten"].upper()}, *rows]
    middle = ceil(len(lines) / 2)
    pairs = zip_longest(lines[:middle], lines[middle:], fillvalue=blank)
    return [{"trai": left, "phai": right} for left, right in pairs]


def measure_groups(content: ReportContent) -> list[dict[str, object]]:
    """Every measure, in groups: `ten` of the group and its rows, `dong`."""
    groups, place = [], 0
    for name, measures in ANNEX.items():
        rows = []
        for measure in measures:
            place += 1
            reached = min(filter(None, map(content.reached, measure.sources)), default=None)
            result = content.results[measure.key]
            rows.append(annex_row(place, measure, result, reached))
        groups.append({"ten": report_upward.ANNEX_GROUPS[name], "dong": rows})
    return groups


def form_rows(content: ReportContent) -> list[Row]:
    """Biểu II.06a, a row a field and the total last."""
    return [
        {"tt": numbers.number(place), "c2": sentences.one_line(row["c2"])}
        | {cell: numbers.number(row[cell]) for cell in CELLS}
        for place, row in enumerate(content.form.rows, start=1)
    ]


def task_rows(content: ReportContent) -> list[Row]:
    """The tasks that were neither done nor dropped when the period began."""
    selection, given = content.selection, content.tasks
    start = pd.Timestamp(selection.period.start)
    is_over = (given["done_on"] < start) | (given["cancelled_on"] < start)
    names = ask(selection.snapshot, "units").set_index("unit_key")["name"]
    return [
        task_row(place, row, names.get(row.unit_key, row.unit_key))
        for place, row in enumerate(given[~is_over].itertuples(), start=1)
    ]


def unit_rows(content: ReportContent) -> list[Row]:
    """A row a unit in force in the period, by name, and after them a row for what was counted of
    others: that ended before, that are not known, or that began later and carry dossiers of it
    (one handed in before, and received after a merger, is none).
    Each measure stands under its key; of a unit that is not in force no file is missed."""
    selection, found = content.selection, content.units.set_index("group")
    days = {"from": selection.period.start, "to": selection.period.end}
    units = ask(selection.snapshot, "report_units", **days).set_index("unit_key")
    in_force = units[units["is_in_force"]].sort_values("name", key=alphabet.alphabetical)
    later = found.index.isin(units.index[units["begins_later"]])
    counted = _counts_any(found, BY_FIELD) | (_counts_any(found, MEASURES) & ~later)
    others = [key for key in found.index[counted] if key not in in_force.index]
    expected = min(selection.period.end, selection.data_date)
    over = set(units.index).difference(in_force.index)

    def row(place: int, unit: str | None) -> Row:
        """A unit's cells by the keys of the template; None: dossiers of no known unit."""
        mine = found.loc[unit] if unit in found.index else {}
        figures = {
            key: group_cell(
                measure,
                mine,
                unit in over or unit is None or is_known(measure, unit, selection),
            )
            for key, measure in MEASURES.items()
        }
        name = codes.NO_GROUP["unit"] if numbers.is_absent(unit) else units["name"].get(unit, unit)
        reached = units["as_of"].get(unit)
        if reached is not None and reached < pd.Timestamp(expected):
            name = report_upward.known_only_to(name, reached)
        front = {"tt": numbers.number(place), "don_vi": name, "so_lieu_den": dates.day(reached)}
        return figures | front

    return [row(place, unit) for place, unit in enumerate([*in_force.index, *others], start=1)]


def _counts_any(found: pd.DataFrame, keys: Iterable[str]) -> pd.Series:
    """Which groups have a case of any of the measures."""
    return found[[f"{key}_n" for key in keys]].fillna(0).gt(0).any(axis=1)


def annex_row(place: int, measure, result, reached) -> dict[str, str]:
    """A measure's line in the annex, a text a column; `reached`: to which day its data go."""
    row = dict.fromkeys(ANNEX_COLUMNS, numbers.ABSENT) | {
        "tt": numbers.number(place),
        "chi_so": measure.name,
    }
    if result is None:
        return row | dict.fromkeys(("gia_tri", "ky_nay"), numbers.NO_FIGURES)
    row |= {
        "gia_tri": numbers.keep_together(
            numbers.value_text(measure, result.now["value"], in_full=True)
        ),
        "so_lieu_den": dates.day(reached),
    }
    if some := coverage.of_some_units(result.coverage):
        row["so_lieu_den"] += f" ({some})"
    if measure.unit != "count":
        row["n"] = numbers.n_cell(measure, result.now)
    row["ky_nay"] = figure_cell(measure, result.now)
    if result.before is not None:
        row["ky_so_sanh"] = figure_cell(measure, result.before)
    if result.target is not None:
        row["muc_tieu"] = numbers.target_text(measure, result.target)
    change, reached = change_words.in_paper(result)
    return row | {
        "thang_gan_nhat": change or numbers.ABSENT,
        "so_voi_muc_tieu": reached or numbers.ABSENT,
    }


def task_row(place: int, row, unit_name: str) -> dict[str, str]:
    """A task's line in the annex; what a register holds stays in one line."""
    names = ("viec", "chu_tri", "han", "tinh_trang", "tien_do", "don_vi")
    cells = map(sentences.one_line, tasks.task_cells(row, unit_name))
    return {"tt": numbers.number(place)} | dict(zip(names, cells, strict=True))


def stream_row(stream) -> dict[str, str]:
    """A workstream's line in the annex."""
    return dict(
        zip(
            ("mang", "chi_so", "nhiem_vu"),
            map(sentences.one_line, committee_pack.stream_cells(stream)),
            strict=True,
        )
    )
