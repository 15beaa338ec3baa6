"""`python -m board agenda`: what comes before the meeting of one unit and period."""

from datetime import date

from board.commands.answers import scope
from board.measures.measure_result import MeasureResult
from board.measures.small_numbers import leaving_house
from board.meeting import agenda as meeting
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import agenda as text


def agenda(start: date, end: date, unit: str | None) -> meeting.Agenda:
    """The agenda of one unit and period.

    Raises ValueError, in Vietnamese, for a unit that is not known and for an end before the start.
    """
    _, snapshot, unit = scope(start, end, unit)
    with leaving_house():
        return meeting.agenda(
            selection_of(snapshot, Filters(unit=unit), spanning(start, end))
        ).outside


def agenda_items(found: meeting.Agenda) -> list[dict]:
    """The items in order: block (1 to 4), key and field of the measure (None where an item is of
    several), and the sentence that a page shows."""
    items = [_item("duties", text.duties_sentence(found.duties))] if found.duties else []
    items += [_item("worse", text.item_sentence(result), result) for result in found.worse]
    items += [_item("misses", text.item_sentence(result), result) for result in found.misses]
    if found.closing:
        items.append(_item("closing", text.closing_sentence(found)))
    return items


def agenda_lines(found: meeting.Agenda) -> str:
    """The agenda as a command prints it, an item a line; of an empty one why it is so."""
    sentences = [item["sentence"] for item in agenda_items(found)]
    return "\n".join(sentences) or text.nothing_to_discuss(found)


def _item(place: str, sentence: str, result: MeasureResult | None = None) -> dict:
    return {
        "block": text.BLOCKS[place],
        "key": result and result.measure.key,
        "field": result and result.field,
        "sentence": sentence,
    }
