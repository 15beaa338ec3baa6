"""A figure of a paper as it is filed and compared later: one row, whatever the paper."""

from collections.abc import Iterable

import pandas as pd

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.results import MeasureResult
from board.registers.workstreams import Workstream
from board.text import sent_papers, tasks

# `part` and `name` say which figure it is; `unit` and `counts` how its `value` is printed, `said`
# is one in words; `of` is what it is counted from (a source, "targets", "judged"), `rows` of which
# dossiers, `field` and `unit_key` those of which field and unit alone; `period` (a key) where it is
# not the paper's own. Notes of papers that were sent hold these names.
COLUMNS = [
    *("part", "name", "value", "n", "said", "unit", "counts"),
    *("of", "rows", "field", "unit_key", "period"),
]
DATA_DATE = "data_date"  # the `period` of what is counted at the data date


def figure(part: str, name: str, value: float | None, **more) -> dict:
    """A row [COLUMNS], of a count of dossiers where `more` says nothing else."""
    counted = {"unit": "count", "counts": "hồ sơ", "of": "dossiers"}
    return dict.fromkeys(COLUMNS) | counted | more | {"part": part, "name": name, "value": value}


def counted_from(measure: Measure) -> dict:
    """How a measure's figures are printed and what they are counted from."""
    source = measure.register or {"ratings": "feedback", "pauses": "pauses"}.get(
        measure.query, "dossiers"
    )
    rows = measure.rows if source == "dossiers" else None
    return {"unit": measure.unit, "counts": measure.noun, "of": source, "rows": rows}


def measure_figure(part: str, key: str, result: MeasureResult | None) -> dict:
    """The row of a measure, its value absent where its register does not cover it."""
    value, n = (result.now["value"], result.now["n"]) if result else (None, None)
    return figure(part, MEASURES[key].name, value, n=n, **counted_from(MEASURES[key]))


def stream_title(stream: Workstream) -> str:
    """The part of a paper in which a workstream's figures stand."""
    return f"{stream.number}. {stream.name}"


def task_figures(streams: Iterable[Workstream]) -> list[dict]:
    """A row a workstream: what became of its tasks, in words."""
    return [
        figure(
            stream_title(stream),
            sent_papers.TASKS_PART,
            None,
            said=tasks.tasks_phrase(stream.tasks),
            of="tasks",
        )
        for stream in streams
    ]


def as_frame(figures: Iterable[dict]) -> pd.DataFrame:
    """Rows as a frame [COLUMNS], value and n as numbers."""
    return pd.DataFrame(list(figures), columns=COLUMNS).astype({"value": float, "n": float})
