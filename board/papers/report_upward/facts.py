"""The facts from which the writer of the report upward judges and plans: parts III and IV."""

from board.measures.results import MeasureResult
from board.meeting.agenda import Agenda, agenda
from board.papers.report_upward.content import ReportContent
from board.text import report_facts
from board.text.numbers import is_absent
from board.warehouse.ask import ask

OPEN = ("broken", "open")  # what became of a task that is not over, the most urgent first


def facts_to_choose_from(content: ReportContent) -> dict[str, str]:
    """Field of the template → facts for the writer to choose from: merits, faults, what is left."""
    if content.reached("dossiers") is None:
        missing = content.not_sent("dossiers")
        return dict.fromkeys(("goi_y_uu_diem", "goi_y_han_che", "goi_y_viec"), missing)
    found = agenda(content.selection).outside
    to_discuss = (*found.worse, *found.misses)
    faults = [report_facts.duty_fact(duty) for duty in found.duties]
    faults += map(report_facts.fact, (*to_discuss, *found.closing))
    # Tasks are named one by one.
    owed = [duty for duty in found.duties if duty.result.measure.register != "tasks"]
    left = [report_facts.duty_left(duty) for duty in owed]
    left += filter(None, map(report_facts.short_of_target, (*to_discuss, *found.closing)))
    good = map(report_facts.fact, merits(content, found))
    return {
        "goi_y_uu_diem": report_facts.to_choose_from(good, report_facts.TO_JUDGE),
        "goi_y_han_che": report_facts.to_choose_from(faults, report_facts.TO_JUDGE),
        "goi_y_viec": report_facts.to_choose_from(
            [*left, *_tasks_left(content)], report_facts.TO_PLAN
        ),
    }


def merits(content: ReportContent, found: Agenda) -> list[MeasureResult]:
    """What meets its target or was done in full, and what got better; nothing of a family of which
    a measure misses its target or got worse."""
    known = [result for result in content.results.values() if result]
    not_praised = {r.measure.agenda_family for r in (*found.worse, *known) if _is_bad(r)}
    good = [r for r in known if _is_met(r) and r.measure.agenda_family not in not_praised]
    better = [
        r
        for r in found.better
        if not r.is_short_of_target
        and not (r.field is None and r.measure.agenda_family in not_praised)
        and r.measure.key not in {g.measure.key for g in good if r.field is None}
    ]
    return [*good, *better]


def _is_bad(result: MeasureResult) -> bool:
    return result.is_short_of_target or (
        result.verdict is not None and result.verdict.change == "worse"
    )


def _is_met(result: MeasureResult) -> bool:
    """Whether the period's value meets its target, or, where a register is kept and no target set,
    all that was owed was done."""
    if is_absent(result.now["value"]):
        return False
    if result.target is not None:
        return not result.is_short_of_target
    measure = result.measure
    is_of_duties = measure.unit == "share" and measure.register and measure.better == "higher"
    return bool(is_of_duties and result.now["n"] and result.now["numerator"] == result.now["n"])


def _tasks_left(content: ReportContent) -> list[str]:
    """The tasks that are not done at the period's end, overdue ones first, by their day; of all
    units each with its own."""
    given = content.tasks
    left = given[given["outcome"].isin(OPEN)].assign(
        place=lambda rows: rows["outcome"].map(OPEN.index), unit=None
    )
    if content.selection.filters.unit is None:
        names = ask(content.selection.snapshot, "units").set_index("unit_key")["name"]
        left["unit"] = left["unit_key"].map(names).fillna(left["unit_key"])
    return report_facts.tasks_left([*left.sort_values(["place", "due_on"]).itertuples()])
