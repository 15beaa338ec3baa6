"""The words of the committee's pack."""

from textwrap import shorten

from board.runtime.settings import SETTINGS
from board.text import change_words
from board.text.agenda import PLACES, closing_sentence, duty_line, duty_lines, item_sentence
from board.text.choices import CERTIFICATION
from board.text.codes import CHANNELS, GROUPS
from board.text.coverage import of_some_units
from board.text.dates import day, month
from board.text.model_progress import MODEL_COLUMNS, measure_phrase
from board.text.numbers import (
    ABSENT,
    FEW_MARK,
    is_absent,
    n_cell,
    number,
    target_text,
    value_and_counts,
    value_text,
)
from board.text.overview import compared_name, difference_text, result_name
from board.text.pages import period_and_unit
from board.text.sentences import inside_a_sentence
from board.text.snapshots import SAMPLE_SHORT
from board.text.tasks import outcomes_counted, tasks_phrase

PACK_TITLE = "Kết quả thực hiện mô hình Chính quyền thân thiện"
LAST_TASKS = "Việc đã giao ở kỳ họp gần nhất và kết quả"
NO_TASK_REGISTER = "Chưa có sổ nhiệm vụ, nên chưa nói được việc nào đã xong, việc nào còn chậm."
LAST_TASK_COLUMNS = (
    MODEL_COLUMNS["title"],
    MODEL_COLUMNS["owner"],
    MODEL_COLUMNS["deadline"],
    MODEL_COLUMNS["outcome"],
    MODEL_COLUMNS["progress_percent"],
)
AGENDA = "Nội dung trình cuộc họp"
AGENDA_COLUMNS = ("", "Nội dung", "Số liệu")
STREAMS = "Các mảng nội dung của mô hình"
STREAM_COLUMNS = ("Mảng nội dung", "Chỉ số", "Nhiệm vụ")
TO_DECIDE = "Điều cần quyết định"
DECIDE_COLUMNS = ("Chỉ số", "Gợi ý", "Chủ trì", "Quyết định", "Hạn")
TO_FILL = "…………"
DO_IN_FULL, FIND_CAUSE = change_words.TASKS["duties"], change_words.TASKS["worse"]
ACTUAL, TARGET, LEVEL = "Thực tế", "Mục tiêu", "Mức các giai đoạn"
CHANGED = change_words.NEWEST_LEVEL
PART_MONTH = "Tháng chưa đủ kỳ"
DAYS_UNIT = "ngày"
CONTINUED = " (tiếp)"
LONGEST_NAME = 90  # letters of a procedure in a line


def task_columns(of_all_units: bool) -> tuple[str, ...]:
    """The headings of the tasks' table; the unit is named only where there are several."""
    return (*LAST_TASK_COLUMNS, GROUPS["unit"]) if of_all_units else LAST_TASK_COLUMNS


def last_tasks_note(given, known_until) -> str:
    """When the last tasks were given, and what became of them."""
    days = given["given_on"].dropna()
    first, last = day(days.min()), day(days.max())
    on = first if first == last else f"{first}–{last}"
    return (
        f"Giao ngày {on}, {number(len(given))} việc: {outcomes_counted(given)}. "
        f"Sổ nhiệm vụ đến ngày {day(known_until)}."
    )


def no_dossiers(selection) -> str:
    """The sentence above the matrix where no unit sent dossiers: not counted is not 0."""
    return f"{period_and_unit(selection)}: chưa có tệp hồ sơ nào, nên chưa nói được hồ sơ nào đang quá hạn."


def matrix_title(places) -> str:
    """How many of the measures lie in each place on the agenda; `places`: of each of them."""
    counts = ", ".join(
        f"{number(places.count(place))} {inside_a_sentence(name)}"
        for place, name in PLACES.items()
        if place in places and place != "others"
    )
    return f"Các chỉ số: {counts}" if counts else "Các chỉ số"


def matrix_columns(selection) -> tuple[str, ...]:
    """The headings of the matrix, the compared period by its name."""
    return (
        *("Chỉ số", "Giá trị", f"Số hồ sơ, lượt ({FEW_MARK}: dưới {SETTINGS.warn_below_n})"),
        selection.compared.label if selection.compared else "Kỳ so sánh",
        *("Mục tiêu", "Thay đổi", "So với mục tiêu", "Chương trình họp"),
    )


def agenda_rows(agenda) -> list[tuple[str, ...]]:
    """The items of an agenda, numbered; the duties are one item, a line each with its owner."""
    items = []
    if agenda.duties:
        items.append((PLACES["duties"], "\n".join(duty_lines(agenda.duties))))
    for place in ("worse", "misses"):
        items += [(PLACES[place], item_sentence(r)) for r in agenda.places[place]]
    if agenda.closing:
        items.append((PLACES["closing"], closing_sentence(agenda)))
    return [(number(i), *item) for i, item in enumerate(items, start=1)]


def matrix_cells(result, place: str) -> tuple[str, ...]:
    """A measure's row in the matrix."""
    measure, aim, before = result.measure, result.target, result.before
    change, reached = change_words.in_paper(result)
    return (
        result_name(result),
        value_text(measure, result.now["value"], in_full=True),
        ABSENT if measure.unit == "count" else n_cell(measure, result.now),
        ABSENT if before is None else value_text(measure, before["value"], in_full=True),
        ABSENT if aim is None else target_text(measure, aim, in_full=True),
        change or ABSENT,
        reached or ABSENT,
        ABSENT if place == "others" else PLACES[place],
    )


def signal_title(result) -> str:
    """The title of a measure's slide, with its field, in a capital letter."""
    name = result_name(result)
    return name[0].upper() + name[1:]


def signal_sentence(result, selection) -> str:
    """One sentence of a measure: the period's value with its counts, the compared period's and what
    makes the difference, the change that its months hold, and whether they reach the target."""
    measure, before = result.measure, result.before
    value = value_and_counts(measure, result.now, result.target)
    parts = [f"{period_and_unit(selection)}: {value}"]
    if before is not None and not is_absent(before["value"]):
        parts.append(f"{compared_name(selection)} {value_text(measure, before['value'])}")
        parts += filter(None, [difference_text(result)])
    parts += filter(None, [change_words.change(result)])
    if result.target is not None:
        aim = target_text(measure, result.target, in_full=True)
        parts.append(change_words.reach(result) or f"mục tiêu {aim}")
    return "; ".join(parts) + "."


def to_fill_in(result, owner: str | None) -> tuple[tuple[str, str], ...]:
    """What the meeting fills in on a measure's slide; the owner and what to do are proposed."""
    task = change_words.task(result)
    return (
        ("Nguyên nhân", TO_FILL),
        ("Việc cần làm", f"({task}) {TO_FILL}" if task else TO_FILL),
        ("Chủ trì", owner or TO_FILL),
        ("Hạn", TO_FILL),
    )


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


def decision_cells(result, owner) -> tuple[str, ...]:
    """A measure's row in the table of decisions; what the meeting decides stays dotted."""
    return (result_name(result), change_words.task(result) or FIND_CAUSE, *_decided_by(owner))


def duty_decision_cells(duty) -> tuple[str, ...]:
    """The row of a duty, in counts, in the same table."""
    return (duty_line(duty), DO_IN_FULL, *_decided_by(duty.owner))


def _decided_by(owner: str | None) -> tuple[str, ...]:
    return (owner or TO_FILL, TO_FILL, TO_FILL)


def pack_foot(selection, code: str) -> str:
    """Of what a slide is: on each, since slides are shown and passed on one by one."""
    parts = (
        selection.unit_name,
        selection.period.label,
        *filter_phrases(selection.filters),
        f"số liệu đến {day(selection.data_date)}",
        f"bản {selection.snapshot.name}",
        *([SAMPLE_SHORT] if selection.snapshot.is_sample else []),
        f"mã {code}",
    )
    return " · ".join(parts)


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
