"""The words of the committee's pack."""

from textwrap import shorten

from board.text import change_words
from board.text.agenda import duty_line, result_name
from board.text.choices import CERTIFICATION
from board.text.codes import CHANNELS, GROUPS
from board.text.coverage import of_some_units
from board.text.dates import day, month
from board.text.model_progress import MODEL_COLUMNS, lead_measure, measure_phrase, workstream_row
from board.text.numbers import (
    ABSENT,
    number,
    target_text,
    value_and_counts,
)
from board.text.pages import period_and_unit
from board.text.papers import withheld_in_short
from board.text.sentences import inside_a_sentence
from board.text.snapshots import SAMPLE, SAMPLE_SHORT
from board.text.tasks import OUTCOMES, outcomes_counted, tasks_phrase
from board.text.tasks import task_cells as all_task_cells
from board.text.workstream_state import state_words

PACK_TITLE = "Kết quả thực hiện mô hình Chính quyền thân thiện"
LAST_TASKS = "Việc đã giao và kết quả"
NO_TASK_REGISTER = "Chưa có sổ nhiệm vụ, nên chưa nói được việc nào đã xong, việc nào còn chậm."
TASK_COLUMNS = (
    MODEL_COLUMNS["title"],
    MODEL_COLUMNS["owner"],
    MODEL_COLUMNS["deadline"],
    MODEL_COLUMNS["outcome"],
)
OUTCOME = TASK_COLUMNS.index(MODEL_COLUMNS["outcome"])
DUTY_COLUMNS = ("Nội dung", "Chủ trì", "Việc đã giao, chưa xong")
CLOSING = "Nêu chung"
CLOSING_COLUMNS = ("Chỉ số", "Giá trị", "Mục tiêu", "Nhận định")
STREAMS = "Các mảng nội dung của mô hình"
STREAM_COLUMNS = ("Mảng nội dung", "Chỉ số", "Tình trạng")
TO_DECIDE = "Điều cần quyết định"
DECIDE_COLUMNS = ("Nội dung", "Gợi ý", "Chủ trì", "Quyết định", "Hạn")
TO_FILL = "…………"
FIND_CAUSE = change_words.TASKS["worse"]
ACTUAL, TARGET, LEVEL = "Thực tế", "Mục tiêu", "Mức các giai đoạn"
CHANGED = change_words.NEWEST_LEVEL
PART_MONTH = "Tháng chưa đủ kỳ"
DAYS_UNIT = "ngày"
CONTINUED = " (tiếp)"
LONGEST_NAME = 90  # letters of a procedure in a line


def task_columns(of_all_units: bool) -> tuple[str, ...]:
    """The headings of the tasks' table; the unit is named only where there are several."""
    return (*TASK_COLUMNS, GROUPS["unit"]) if of_all_units else TASK_COLUMNS


def cover_lines(selection) -> tuple[tuple[str, str], ...]:
    """What a pack is of: label and text."""
    period = selection.period
    chosen = filter_phrases(selection.filters)
    return (
        ("Đơn vị", selection.unit_name),
        ("Kỳ", f"{period.name} ({day(period.start)}–{day(period.end)})"),
        *([("Chỉ gồm", "; ".join(map(inside_a_sentence, chosen)))] if chosen else []),
        ("Số liệu đến ngày", day(selection.data_date)),
        *([("Lưu ý", SAMPLE)] if selection.snapshot.is_sample else []),
    )


def last_tasks_note(last, late_before: int, known_until) -> str:
    """When the last tasks were given and what became of them; how many of earlier meetings are
    overdue still."""
    days = last["given_on"].dropna()
    given = ""
    if len(days):
        first, newest = day(days.min()), day(days.max())
        on = first if first == newest else f"{first}–{newest}"
        given = f"Giao ngày {on}, {number(len(last))} việc: {outcomes_counted(last)}. "
    earlier = f"Việc của các kỳ trước còn quá hạn: {number(late_before)}. " if late_before else ""
    return f"{given}{earlier}Sổ nhiệm vụ đến ngày {day(known_until)}."


def task_cells(row, unit_name: str | None = None) -> tuple[str, ...]:
    """A task's row: how far one is that is not done stands with its outcome."""
    title, owner, due, outcome, done, *unit = all_task_cells(row, unit_name)
    if row.outcome in ("open", "broken") and done != ABSENT:
        outcome = f"{outcome}, {done}%"
    return (title, owner, due, outcome, *unit)


def no_dossiers(selection) -> str:
    """The sentence of the cover where no unit sent dossiers: not counted is not 0."""
    return f"{period_and_unit(selection)}: chưa có tệp hồ sơ nào, nên chưa nói được hồ sơ nào đang quá hạn."


def duty_cells(duty, undone) -> tuple[str, ...]:
    """A duty's row, in counts; `undone`: the tasks of its workstream that are not done."""
    named = (f"{t.title} ({inside_a_sentence(OUTCOMES[t.outcome])})" for t in undone)
    return (duty_line(duty), duty.owner or ABSENT, "; ".join(dict.fromkeys(named)) or ABSENT)


def closing_cells(result, what: str) -> tuple[str, ...]:
    """The row of a measure in the closing line, with the group that it is named in."""
    aim = ABSENT if result.target is None else target_text(result.measure, result.target)
    value = value_and_counts(result.measure, result.now, result.target)
    return (result_name(result), value, aim, what)


def chart_note(result, ends: str, notes, register_reaches) -> str:
    """What a chart is of, under it; `ends`: of a share's axis that is not 0 to 100; `notes`: what
    happened in its months, (day, text), of which the newest two are named; `register_reaches`: the day to which
    the register that it is of is known."""
    cut = (
        f" Trục giá trị {ends.removeprefix('trục ')}%."
        if result.measure.unit == "share" and ends
        else ""
    )
    events = "; ".join(f"{day(on)} {_brief(text)}" for on, text in sorted(notes)[-2:])
    happened = f" Mốc: {events}." if events else ""
    reached = f" Sổ đến ngày {day(register_reaches)}." if register_reaches else ""
    some = of_some_units(result.coverage)
    part = f" Tính trên {some}." if some else ""
    return f"Cách tính: {result.measure.formula}.{reached}{part}{cut}{happened}"


def _brief(text: str) -> str:
    return shorten(text, 40, placeholder=" …")


def chart_alt(signal) -> str:
    """A chart in words, for who does not see it."""
    first, last = month(signal.trend.months[0]), month(signal.trend.months[-1])
    return f"Biểu đồ theo tháng từ {first} đến {last}: {signal.title}. {signal.sentence}"


def print_legend(trend) -> str:
    """What the marks of a printed chart mean, of those that are seen in it."""
    whole = trend.values[:-1] if trend.incomplete_last else trend.values
    marks = {
        "chấm xám: từng tháng": any(value is not None for value in whole),
        "đường mảnh: mục tiêu": trend.target is not None,
        "bậc xám: mức các giai đoạn": any(not step.tone for step in trend.steps),
        f"bậc xanh: {CHANGED['improvement'].lower()}": trend.tone == "improvement",
        f"bậc cam: {CHANGED['concern'].lower()}": trend.tone == "concern",
        f"chấm rỗng: {PART_MONTH.lower()}": trend.has_hollow_point,
    }
    named = "; ".join(mark for mark, is_so in marks.items() if is_so)
    return f"{named[:1].upper()}{named[1:]}."


def stream_cells(stream) -> tuple[str, ...]:
    """A workstream's row: its name, its measures, its tasks."""
    phrases = [measure_phrase(key, result) for key, result in stream.results.items()]
    return (
        f"{stream.number}. {stream.name}",
        "; ".join(phrases) or ABSENT,
        tasks_phrase(stream.tasks),
    )


def stream_state_cells(stream, standing) -> tuple[str, ...]:
    """A workstream's row on a slide: how it stands, by the worst of what makes it so."""
    return (workstream_row(stream), lead_measure(stream), state_words(stream, standing))


def decision_cells(result, owner) -> tuple[str, ...]:
    """A measure's row in the table of decisions; what the meeting decides stays dotted."""
    return (result_name(result), change_words.task(result) or FIND_CAUSE, *_decided_by(owner))


def duty_decision_cells(duty) -> tuple[str, ...]:
    """The row of a duty, in counts, in the same table."""
    return (duty_line(duty), duty_task(duty), *_decided_by(duty.owner))


def duty_task(duty) -> str:
    """What is to be done about a duty: its missing part, or, of what is counted because its day has
    passed, all of it."""
    return change_words.TASKS["overdue" if duty.result.measure.unit == "count" else "duties"]


def _decided_by(owner: str | None) -> tuple[str, ...]:
    return (owner or TO_FILL, TO_FILL, TO_FILL)


def pack_foot(selection) -> str:
    """Of what a slide is: on each, since slides are shown and passed on one by one."""
    parts = (
        selection.unit_name,
        selection.period.label,
        *filter_phrases(selection.filters),
        f"số liệu đến {day(selection.data_date)}",
        *([SAMPLE_SHORT] if selection.snapshot.is_sample else []),
    )
    return " · ".join(parts)


def last_line(selection, code: str, is_withheld: bool) -> str:
    """What a pack was made from, for its last slide alone, and whether it lacks values that would
    give small groups away."""
    made = f"Lập từ bản số liệu {selection.snapshot.name}; mã tài liệu {code}."
    return f"{made} {withheld_in_short()}" if is_withheld else made


def filter_phrases(filters) -> list[str]:
    """What of a unit's dossiers was chosen, where it is not all of them."""
    phrases = [
        filters.field and f"lĩnh vực {filters.field}",
        filters.procedure
        and shorten(f"thủ tục {filters.procedure}", LONGEST_NAME, placeholder="…"),
        CHANNELS.get(filters.channel),
        None if filters.certification else CERTIFICATION[False],
    ]
    return [phrase for phrase in phrases if phrase]
