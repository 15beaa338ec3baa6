"""The words of Tiến độ mô hình."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from board.catalogue import MEASURES
from board.text import change_words
from board.text.agenda import duty_counts
from board.text.coverage import of_some_units
from board.text.dates import day, month
from board.text.headings import COLUMNS
from board.text.markdown import escaped
from board.text.numbers import (
    ABSENT,
    NO_FIGURES,
    is_absent,
    name_and_value,
    number,
    target_text,
    value_and_n,
    value_text,
)
from board.text.pages import period_and_unit_markdown
from board.text.sentences import keep_together
from board.text.tasks import tasks_phrase

ACTIVITIES = {
    "training": "Tập huấn",
    "communication": "Tuyên truyền",
    "inspection": "Kiểm tra, giám sát",
    "disclosure": "Công khai",
    "facility": "Cơ sở vật chất",
}
DISCLOSED = {
    "hotline": "Đường dây nóng, số điện thoại lãnh đạo",
    "schedule": "Lịch tiếp công dân",
    "procedures": "Thủ tục hành chính",
}
ACTIVITIES_OF_PERIOD = "Hoạt động trong kỳ"
POSTED = "Việc công khai"
NO_ACTIVITY = "Sổ chưa ghi hoạt động nào trong kỳ."
WORKSTREAMS_NOTE = "mở từng mảng để xem chỉ số, nhiệm vụ, hoạt động"
GANTT = "Nhiệm vụ chưa xong, hoặc xong trong kỳ"
EFFECT_CHARTS = "Biểu đồ các chỉ số ấy"
GANTT_NOTE = (
    "Số trước tên việc: mảng nội dung. Vạch ngang từ ngày bắt đầu đến hạn; chấm đặc là ngày xong, chấm rỗng là hạn ban đầu đã gia "
    "hạn. Cam: trễ hạn hoặc quá hạn chưa xong."
)
WORKSTREAM_COLUMNS = ("Mảng nội dung", "Chỉ số (vạch: mục tiêu)", "Tình trạng")
WORKSTREAMS_ALT = "Mỗi dòng một mảng nội dung: chỉ số, mục tiêu, tình trạng, nhiệm vụ quá hạn"
NO_WORKSTREAMS = "Đến cuối kỳ này chưa có mảng nội dung nào được giao."
ALL_WORKSTREAMS = "Xem từng mảng, nhiệm vụ và minh chứng"
COMMITMENTS_NOTE = "việc đã xong: xét một lần sau 6 tháng trọn, một lần sau 12 tháng trọn"
NO_COMMITMENT = "Chưa có nhiệm vụ hay mốc nào nêu chỉ số mà nó phải tác động."
NOT_PLEDGED = "Cán bộ đương chức chưa có cam kết còn hiệu lực:"
ALL_PLEDGED = "Mọi cán bộ đương chức đều đã ký cam kết."
WORDINGS = "Nội dung cam kết"
MODEL_SECTION = {
    "last_meeting": "Việc giao ở kỳ họp gần nhất",
    "workstreams": "Chín mảng nội dung",
    "commitments": "Nhiệm vụ và kết quả",
    "pledges": "Ký cam kết",
    "activities": "Kiểm tra, công khai, tập huấn, tuyên truyền",
    "model_by_unit": "Tiến độ theo đơn vị",
}
MODEL_COLUMNS = COLUMNS | {
    "title": "Nội dung",
    "outcome": "Tình trạng",
    "deadline": "Hạn",
    "first_deadline": "Hạn ban đầu",
    "done_on": "Ngày xong",
    "owner": "Chủ trì",
    "progress_percent": "Tiến độ (%)",
    "evidence": "Minh chứng",
    "given_on": "Giao ngày",
    "starts_on": "Bắt đầu",
    "postponements": "Số lần gia hạn",
    "workstream": "Mảng",
    "row": "Mảng nội dung",
    "task_id": "Mã nhiệm vụ",
    "activity_id": "Mã hoạt động",
    "activity": "Loại",
    "activity_planned_on": "Theo kế hoạch",
    "activity_held_on": "Thực hiện",
    "audience": "Đối tượng",
    "officers": "Cán bộ tham dự",
    "posted_on": "Niêm yết ngày",
    "people": "Số người",
    "item": "Nội dung công khai",
    "activities_planned": "Theo kế hoạch, đã qua ngày",
    "activities_planned_held": "Trong đó đã làm",
    "activities_held": "Thực hiện trong kỳ",
    "held_with_evidence": "Có minh chứng",
    "findings": "Tồn tại",
    "findings_mended": "Đã khắc phục",
    "officer_code": "Mã cán bộ",
    "role": "Chức danh",
    "valid_from": "Giữ chức từ",
    "signed_on": "Ngày ký",
}


def model_answer(streams, selection, has_tasks: bool) -> str:
    """How many tasks are done, overdue and open."""
    if not has_tasks:
        return f"{period_and_unit_markdown(selection)}: chưa có sổ nhiệm vụ, nên chưa nói được việc nào xong, việc nào chậm."
    outcomes = [outcome for stream in streams for outcome in stream.tasks["outcome"]]
    done = sum(o in ("kept", "kept_after_postponement", "late") for o in outcomes)
    broken, dropped = outcomes.count("broken"), outcomes.count("cancelled")
    also = f", {number(dropped)} việc thôi thực hiện" if dropped else ""
    return (
        f"{period_and_unit_markdown(selection)}: trong {number(len(outcomes))} nhiệm vụ đã giao, **{number(done)} việc đã "
        f"xong** (trễ hạn {number(outcomes.count('late'))}), **{number(broken)} việc quá hạn chưa "
        f"xong**, {number(outcomes.count('open'))} việc chưa đến hạn{also}."
    )


def given_on(value) -> str:
    """The day on which a task was given, as part of a line."""
    return f"giao ngày {day(value)}"


def register_day(value) -> str:
    """The day to which the register of tasks is known, as part of a line."""
    return f"sổ đến {day(value)}"


def workstream_row(stream) -> str:
    """A workstream by its number and name, as plain text."""
    return f"{stream.number}. {stream.name}"


def tasks_of(stream) -> str:
    """The name of the table of a workstream's tasks."""
    return f"Nhiệm vụ của mảng {workstream_row(stream)}"


def activities_of(stream) -> str:
    """The name of the table of a workstream's activities."""
    return f"Hoạt động của mảng {workstream_row(stream)}"


def task_row(task) -> str:
    """A task by its name and the number of its workstream, as plain text."""
    return f"{task.workstream}. {task.title}"


def workstream_line(stream) -> str:
    """A workstream in one line: its measures with the verdicts on their months, and its tasks."""
    phrases = [
        measure_phrase(key, result, with_target=True) for key, result in stream.results.items()
    ]
    return ". ".join(
        [
            f"**{escaped(workstream_row(stream))}**",
            *phrases,
            tasks_phrase(stream.tasks, ":orange[{}]"),
        ]
    )


def lead_measure(stream) -> str:
    """The leading measure of a workstream, with n."""
    if stream.lead is None:
        return ABSENT
    key, result = stream.lead
    if result is None:
        return f"{MEASURES[key].short}: {NO_FIGURES}"
    return _value_phrase(result)


def bullet_alt(result) -> str:
    """A bullet chart in words: the value, and the target where there is one."""
    aim = (
        f", mục tiêu {target_text(result.measure, result.target)}"
        if result.target is not None
        else ""
    )
    return value_text(result.measure, result.now["value"]) + aim


def measure_phrase(key: str, result, with_target: bool = False) -> str:
    """A measure in one phrase, with the verdict on its months; `result` None: nobody sent it for the period."""
    if result is None:
        return f"{MEASURES[key].short}: {NO_FIGURES}"
    parts = [_value_phrase(result)]
    if with_target and result.target is not None:
        parts.append(f"mục tiêu {target_text(result.measure, result.target, in_full=True)}")
    return ", ".join([*parts, *filter(None, [change_words.change(result)])])


def _value_phrase(result) -> str:
    measure = result.measure
    if measure.is_duty and measure.unit == "share" and not is_absent(result.now["numerator"]):
        some = of_some_units(result.coverage)
        return keep_together(duty_counts(result)) + (f" ({some})" if some else "")
    in_full = measure.unit != "count"  # the short name of a count says of what it is
    value = value_and_n(measure, result.now, in_full, more=of_some_units(result.coverage))
    return name_and_value(measure.short, value)


def posted_sentence(posted) -> str:
    """How much of what is to be posted is, and on evidence; `posted` a row a unit and thing."""
    done = posted["posted_on"].notna()
    shown = int((done & posted["evidence"].notna()).sum())
    return (
        f"**Công khai**: đã niêm yết {number(int(done.sum()))}/{number(len(posted))} nội dung phải "
        f"công khai, {number(shown)} có minh chứng; lấy lần niêm yết gần nhất đến cuối kỳ."
    )


def measure_unknown(measure) -> str:
    """That the unit sent nothing for a measure in the period."""
    return f"{measure.name}: {NO_FIGURES}, vì đơn vị chưa gửi tệp hoặc sổ của kỳ."


def commitment_lines(followed: Sequence[tuple[str, date, str, bool]]) -> list[str]:
    """What followed tasks and events, each (its name, its day, what was found, whether that is a
    change), as markdown: a line a change, then one of all that were found alike."""
    lines, alike = [], {}
    for what, on_day, found, is_change in followed:
        if is_change:
            lines.append(f"- {what} (từ {month(on_day)}): {found}.")
        else:
            alike.setdefault(found, Counter())[what, month(on_day)] += 1
    for found, names in alike.items():
        listed = (
            f"{what} (từ {began}{f', {number(n)} việc' if n > 1 else ''})"
            for (what, began), n in names.items()
        )
        title = found.replace(": ", " ")
        lines.append(f"- {title[:1].upper()}{title[1:]}: {'; '.join(listed)}.")
    return lines


def wording_line(wording: str, verified: bool) -> str:
    """A wording of a pledge; one that is not verified is marked."""
    return f"- {wording}" + ("" if verified else " :gray[chưa xác minh]")
