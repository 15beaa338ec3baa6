"""The annex's measures by field, and the cells that it shares with the table of units."""

from board.catalogue import MEASURES
from board.measures.results import by_group
from board.papers.report_upward.content import ReportContent
from board.text import codes, numbers, report_upward, sentences

# The measures that the annex gives a field each; the others it gives of the unit.
BY_FIELD = (
    *("dossiers_received", "share_online", "dossiers_settled", "share_before_time"),
    *("share_on_time", "share_overdue", "rate_due_on_time", "rate_qd766", "open_late"),
    *("finished_without_date", "median_working_days", "p90_working_days"),
)


def field_rows(content: ReportContent) -> list[dict[str, str]]:
    """A row a field with its measures under their keys, the one with most dossiers first and what
    is of no named field last; none where no dossiers were sent, of which the total says so."""
    if content.reached("dossiers") is None:
        return []
    found = by_group(list(BY_FIELD), content.selection, "field", leaves_house=True)
    rest = [codes.is_rest(_field_name(group)) for group in found["group"]]
    found = found.assign(rest=rest).sort_values(
        ["rest", "dossiers_received", "group"], ascending=[True, False, True]
    )
    return [
        {"tt": numbers.number(place), "linh_vuc": sentences.one_line(_field_name(row["group"]))}
        | {key: _on_two_lines(group_cell(MEASURES[key], row, is_known=True)) for key in BY_FIELD}
        for place, row in enumerate(found.to_dict("records"), start=1)
    ]


def total_row(content: ReportContent) -> dict[str, str]:
    """The same of all fields together: the figures of the text."""
    results = ((key, content.results[key]) for key in BY_FIELD)
    return {
        key: numbers.NO_FIGURES
        if result is None
        else _on_two_lines(figure_cell(MEASURES[key], result.now))
        for key, result in results
    }


def _field_name(group) -> str:
    return codes.NO_GROUP["field"] if numbers.is_absent(group) else group


def _on_two_lines(cell: str) -> str:
    return cell.replace(", ", "\n")  # a decimal comma has no blank after it


def figure_cell(measure, row) -> str:
    """A figure in a narrow cell: "183/259, 70,7%", "14,3 ngày", "34"."""
    if measure.unit == "share" and not numbers.is_absent(row["value"]):
        return report_upward.counts_and_value(measure, row)
    return numbers.value_text(measure, row["value"])


def group_cell(measure, row, is_known: bool) -> str:
    """A measure in the row of a field or a unit, from what `by_group` gives of it; what was not
    sent is not 0."""
    if not is_known:
        return numbers.NO_FIGURES
    value = row.get(measure.key)
    if numbers.is_absent(value):
        is_counted = measure.unit == "count" and measure.register is None
        return numbers.number(0) if is_counted else numbers.ABSENT
    return figure_cell(
        measure,
        {"value": value} | {part: row[f"{measure.key}_{part}"] for part in ("numerator", "n")},
    )
