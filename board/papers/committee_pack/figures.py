"""The figures of the committee's pack as they are filed, from what its slides are made of."""

from collections.abc import Iterable, Sequence

from board.charts.trend_series import Trend
from board.measures.results import MeasureResult
from board.papers.figures import counted_from, figure, measure_figure, stream_title, task_figures
from board.registers.workstreams import Workstream
from board.selection.periods import containing
from board.text import overview, sent_papers
from board.text.agenda import PLACES


def pack_figures(
    named: Sequence[tuple[str, MeasureResult]],
    months: Iterable[tuple[MeasureResult, Trend]],
    streams: Sequence[Workstream],
) -> list[dict]:
    """Every figure of the pack: the measures, `named` with the place of each on the agenda, the
    months of charts, and the workstreams with their tasks."""
    return [
        *(row for place, result in named for row in _judged(result, place)),
        *(row for result, trend in months for row in _months(result, trend)),
        *(
            measure_figure(stream_title(stream), key, result)
            for stream in streams
            for key, result in stream.results.items()
        ),
        *task_figures(streams),
    ]


def _judged(result: MeasureResult, place: str) -> list[dict]:
    """A measure, its target where it has one, and what the pack says of it."""
    part, name = sent_papers.MATRIX_PART, overview.result_name(result)
    counted = _counted_from(result)
    rows = [figure(part, name, result.now["value"], n=result.now["n"], **counted)]
    if result.target is not None:
        of_target = counted | {"of": "targets"}
        rows.append(figure(part, sent_papers.target_figure(name), result.target, **of_target))
    verdict = sent_papers.verdict_text(result, PLACES[place])
    return [*rows, figure(part, sent_papers.verdict_figure(name), None, said=verdict, of="judged")]


def _months(result: MeasureResult, trend: Trend) -> list[dict]:
    part, counted = sent_papers.by_month(overview.result_name(result)), _counted_from(result)
    return [
        figure(part, f"{start:%m/%Y}", value, period=containing("month", start).key, **counted)
        for start, value in zip(trend.months, trend.values, strict=True)
    ]


def _counted_from(result: MeasureResult) -> dict:
    return counted_from(result.measure) | {"field": result.field}
