"""The agenda of a meeting: what measures ask of it, the most urgent first."""

from board.catalogue import MEASURES
from board.measures.results import MATRIX, MeasureResult, by_field, over_time
from board.measures.signals import AGENDA, place_on_agenda, urgency
from board.registers.reach import known_results
from board.registers.workstreams import workstreams
from board.selection.selection import Selection


def agenda(selection: Selection, besides: tuple[str, ...] = ()) -> dict[str, list[MeasureResult]]:
    """Place of AGENDA → the measures of the matrix that belong there, the most urgent first.

    A measure without a figure in the period is not judged there, whatever earlier months say. Of a
    field only what has to be discussed. `besides`: measures that are asked in the same pass.
    """
    results = over_time((*besides, *MATRIX), selection)
    places: dict[str, list[MeasureResult]] = {place: [] for place in AGENDA}
    for key in MATRIX:
        places[place_on_agenda(results[key].verdict)].append(results[key])
    if not selection.filters.field:
        fields = by_field("rate_due_on_time", selection)
        places["discuss"] += [f for f in fields if place_on_agenda(f.verdict) == "discuss"]
    places["discuss"].sort(key=lambda result: urgency(result.chart))
    return places


def signals_outside_matrix(selection: Selection) -> list[MeasureResult]:
    """The measures of the registers and the workstreams that hold a signal and are not in the
    matrix, the most urgent first: what is steady stands in the workstreams alone."""
    shown = {key for stream in workstreams(selection) for key in stream.results}
    keys = [
        key
        for key, measure in MEASURES.items()
        if measure.better and key not in MATRIX and (measure.register or key in shown)
    ]
    known = [result for result in known_results(keys, selection).values() if result]
    signals = [r for r in known if r.verdict and r.verdict.variation not in (None, "common")]
    return sorted(signals, key=lambda result: urgency(result.verdict))
