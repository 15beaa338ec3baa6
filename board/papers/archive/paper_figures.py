"""The figures that each paper tells, a row a figure: what is filed with it and compared later."""

import pandas as pd

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.form_06a.form import BEHIND, form_of
from board.measures.dossiers import open_counts
from board.measures.results import MeasureResult, by_group, in_period
from board.measures.signals import place_on_agenda
from board.meeting.agenda import agenda, signals_outside_matrix
from board.papers.board_sheet import sheet
from board.papers.committee_pack.content import Signal, pack_of
from board.papers.letters.docx import to_write
from board.papers.report_upward.figures import Figures
from board.papers.report_upward.tables import ANNEX
from board.registers.reach import reached
from board.registers.workstreams import Workstream, workstreams
from board.selection.periods import containing
from board.selection.selection import Choice
from board.text import (
    board_sheet,
    codes,
    committee_pack,
    form_06a,
    letters,
    overview,
    report_upward,
    sent_papers,
    tasks,
)
from board.text.numbers import is_absent
from board.warehouse.ask import ask

# `part` and `name` say which figure it is; `unit` and `counts` how its `value` is printed, `said`
# is one in words; `of` is what it is counted from (a source, "targets", "judged"), `rows` of which
# dossiers, `field` and `unit_key` those of which field and unit alone; `period` (a key) where it is
# not the paper's own.
COLUMNS = [
    *("part", "name", "value", "n", "said", "unit", "counts"),
    *("of", "rows", "field", "unit_key", "period"),
]
# Cells that add up others are not moved by what moves a dossier between these.
SUMS_OF = {"c3": "came_in", "c7": "settled_all", "c11": "in_hand_all"}
DATA_DATE = "data_date"  # the `period` of what is counted at the data date


def paper_figures(paper: str, choice: Choice) -> pd.DataFrame:
    """The figures that a paper shows of a choice [COLUMNS]; of one that has no list of its own
    every measure over the period."""
    rows = TOLD.get(paper, _measures)(choice)
    return pd.DataFrame(rows, columns=COLUMNS).astype({"value": float, "n": float})


def _figure(part: str, name: str, value: float | None, **more) -> dict:
    return (
        {"unit": "count", "counts": "hồ sơ", "of": "dossiers"}
        | more
        | {
            "part": part,
            "name": name,
            "value": value,
        }
    )


def _of(one: Measure) -> dict:
    """How a measure's figures are printed and what they are counted from."""
    of = one.register or {"ratings": "feedback", "pauses": "pauses"}.get(one.question, "dossiers")
    rows = one.rows if of == "dossiers" else None
    return {"unit": one.unit, "counts": one.counts, "of": of, "rows": rows}


def _measures(choice: Choice) -> list[dict]:
    found = in_period(list(MEASURES), choice, choice.period)
    return [
        _figure("", one.name, row.value, n=row.n, **_of(one))
        for row in found.itertuples()
        for one in [MEASURES[row.measure]]
    ]


def _form(choice: Choice) -> list[dict]:
    rows = form_of(choice.snapshot, choice.filters, choice.period).to_dict("records")
    return [
        _figure(
            row["c2"],
            name,
            row[cell],
            rows=SUMS_OF.get(cell, BEHIND[cell][0]),
            field=_unless_total(row["c2"]),
        )
        for row in rows
        for cell, name in form_06a.CELL_NAMES.items()
    ]


def _unless_total(field: str) -> str | None:
    return None if field == form_06a.TOTAL else field


def _sheet(choice: Choice) -> list[dict]:
    known = sheet.judged_on(choice) is not None
    now = open_counts(choice) if known else dict.fromkeys(sent_papers.SHEET_COUNTS)
    made = [
        _figure(sent_papers.SHEET_NOW, name, now[key], rows="in_hand", period=DATA_DATE)
        for key, name in sent_papers.SHEET_COUNTS.items()
    ]
    counts = sheet.changed(choice) if known else (None, None, None)
    changed = zip(sent_papers.SHEET_CHANGES, counts, strict=True)
    made += [
        _figure(sent_papers.SHEET_SINCE, name, value, rows="in_hand") for name, value in changed
    ]
    for key, rows in sheet.lists(choice).items():
        of = {"apologies": "letters", "petitions": "petitions", "tasks": "tasks"}
        made.append(
            _figure(
                sent_papers.SHEET_LISTS,
                board_sheet.SHEET_TITLES[key],
                None if rows is None else len(rows),
                counts="dòng",
                of=of.get(key, "dossiers"),
                rows="in_hand",
                period=DATA_DATE,
            )
        )
    return made


def _pack(choice: Choice) -> list[dict]:
    places, made = agenda(choice), []
    beside = signals_outside_matrix(choice)
    facts = {
        committee_pack.signal_title(fact): fact
        for group in (*places.values(), beside)
        for fact in group
    }
    for place, group in places.items():
        for fact in group:
            made += _judged(fact, sent_papers.MATRIX_PART, committee_pack.PLACES_ON_AGENDA[place])
    for fact in beside:
        place = committee_pack.PLACES_ON_AGENDA[place_on_agenda(fact.verdict)]
        made += _judged(fact, sent_papers.SIGNALS_OUTSIDE_MATRIX, place)
    for slide in pack_of(choice):
        if isinstance(slide, Signal):
            made += _months(slide, facts)
    for stream in workstreams(choice):
        made += [_known(_named(stream), key, fact) for key, fact in stream.facts.items()]
    return made + _tasks(choice)


def _named(stream: Workstream) -> str:
    return f"{stream.number}. {stream.name}"


def _known(part: str, key: str, fact: MeasureResult | None) -> dict:
    """A measure, absent where its register does not tell of it."""
    value, n = (fact.now["value"], fact.now["n"]) if fact else (None, None)
    return _figure(part, MEASURES[key].name, value, n=n, **_of(MEASURES[key]))


def _tasks(choice: Choice) -> list[dict]:
    return [
        _figure(
            _named(one),
            sent_papers.TASKS_PART,
            None,
            said=tasks.tasks_phrase(one.tasks),
            of="tasks",
        )
        for one in workstreams(choice)
    ]


def _report(choice: Choice) -> list[dict]:
    facts = Figures(choice).facts
    made = [
        _known(report_upward.ANNEX_GROUPS[group], one.key, facts[one.key])
        for group, measures in ANNEX.items()
        for one in measures
    ]
    made += [row | {"part": f"{form_06a.FORM_TAB}: {row['part']}"} for row in _form(choice)]
    return [*made, *_tasks(choice), *([] if choice.filters.unit else _by_unit(choice))]


def _by_unit(choice: Choice) -> list[dict]:
    units = ask(choice.snapshot, "units").set_index("unit_key")["name"]
    # A name alone is no key: of two units of one name the code tells.
    alike = units.duplicated(keep=False)
    units = units.where(~alike, units + " (" + units.index + ")")
    return [
        _figure(
            codes.NO_GROUP["unit"] if unit is None else units.get(unit, unit),
            one.name,
            row[key],
            n=row[f"{key}_n"],
            unit_key=unit,
            **_of(one),
        )
        for row in by_group(list(MEASURES), choice, "unit").to_dict("records")
        for unit in [None if is_absent(row["group"]) else row["group"]]
        for key, one in MEASURES.items()
    ]


def _judged(fact: MeasureResult, part: str, place: str) -> list[dict]:
    name = overview.fact_name(fact)
    of = _of(fact.measure) | {"field": fact.field}
    made = [_figure(part, name, fact.now["value"], n=fact.now["n"], **of)]
    if fact.target is not None:
        aim = sent_papers.target_figure(name)
        made.append(_figure(part, aim, fact.target, **of | {"of": "targets"}))
    said = sent_papers.verdict_text(fact, place)
    return [*made, _figure(part, sent_papers.verdict_figure(name), None, said=said, of="judged")]


def _months(slide: Signal, facts: dict[str, MeasureResult]) -> list[dict]:
    trend, fact = slide.trend, facts[slide.title]
    of, part = (
        _of(fact.measure) | {"field": fact.field},
        sent_papers.by_month(overview.fact_name(fact)),
    )
    return [
        _figure(part, f"{start:%m/%Y}", value, period=month.key, **of)
        for start, value in zip(trend.months, trend.values, strict=True)
        for month in [containing("month", start)]
    ]


def _letters(choice: Choice) -> list[dict]:
    known = reached("letters", choice) is not None
    counts = to_write(choice)["kind"].value_counts()
    return [
        _figure(
            sent_papers.LETTERS_PART,
            name,
            int(counts.get(kind, 0)) if known else None,
            counts="thư",
            of="letters",
        )
        for kind, name in letters.LETTERS.items()
    ]


TOLD = {
    "committee-pack": _pack,
    "board-sheet": _sheet,
    "report-upward": _report,
    "form06a": _form,
    "letters": _letters,
}
