"""The words of Tiến độ mô hình."""

from board import sentences
from board.formats import day, is_absent, month, number
from board.measures import MEASURES
from board.words.base import COLUMNS, SECTION, measured, n_text, where
from board.words.letters import NO_FIGURES

OUTCOMES = {
    "kept": "Xong đúng hạn",
    "kept_after_postponement": "Xong sau khi gia hạn",
    "late": "Xong trễ hạn",
    "broken": "Quá hạn, chưa xong",
    "open": "Chưa đến hạn",
    "cancelled": "Thôi thực hiện",
}
ACTIVITIES = {
    "training": "Tập huấn",
    "communication": "Tuyên truyền",
    "inspection": "Kiểm tra, giám sát",
    "disclosure": "Công khai",
    "facility": "Cơ sở vật chất",
}
WORKSTREAMS_NOTE = "mở từng mảng để xem chỉ số, nhiệm vụ, hoạt động"
GANTT = "Nhiệm vụ theo mảng nội dung"
GANTT_NOTE = (
    "Vạch ngang từ ngày bắt đầu đến hạn; chấm đặc là ngày xong, chấm rỗng là hạn ban đầu đã gia "
    "hạn. Cam: trễ hạn hoặc quá hạn chưa xong."
)
COMMITMENTS_NOTE = "giới hạn tính từ các tháng trước mốc, không tính lại sau mốc"
NO_COMMITMENT = "Chưa có nhiệm vụ hay mốc nào nêu chỉ số mà nó phải tác động."
NOT_PLEDGED = "Cán bộ đương chức chưa có cam kết còn hiệu lực:"
ALL_PLEDGED = "Mọi cán bộ đương chức đều đã ký cam kết."
WORDINGS = "Nội dung cam kết"
SECTION |= {
    "last_meeting": "Việc giao ở kỳ họp gần nhất",
    "workstreams": "Chín mảng nội dung",
    "commitments": "Cam kết và tác động",
    "pledges": "Ký cam kết",
    "model_by_unit": "Tiến độ theo đơn vị",
}
COLUMNS |= {
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
    "planned_on": "Theo kế hoạch",
    "held_on": "Thực hiện",
    "people": "Số người",
    "findings": "Tồn tại",
    "findings_mended": "Đã khắc phục",
    "officer_code": "Mã cán bộ",
    "role": "Chức danh",
    "valid_from": "Giữ chức từ",
    "signed_on": "Ngày ký",
}


def model_answer(streams, choice, has_tasks: bool) -> str:
    if not has_tasks:
        return (
            f"{where(choice)}: chưa có sổ nhiệm vụ, nên chưa nói được việc nào xong, việc nào chậm."
        )
    outcomes = [outcome for one in streams for outcome in one.tasks["outcome"]]
    done = sum(o in ("kept", "kept_after_postponement", "late") for o in outcomes)
    broken = outcomes.count("broken")
    return (
        f"{where(choice)}: trong {number(len(outcomes))} nhiệm vụ đã giao, **{number(done)} việc đã "
        f"xong** (trễ hạn {number(outcomes.count('late'))}), **{number(broken)} việc quá hạn chưa "
        f"xong**, {number(outcomes.count('open'))} việc chưa đến hạn."
    )


def given_on(value) -> str:
    return f"giao ngày {day(value)}"


def register_day(value) -> str:
    return f"sổ đến {day(value)}"


def workstream_row(one) -> str:
    return f"{one.number}. {one.name}"


def workstream_line(one) -> str:
    """A workstream in one line: its measures, what their months say, and its tasks."""
    said = [measure_said(key, fact) for key, fact in one.facts.items()]
    return ". ".join([f"**{workstream_row(one)}**", *said, tasks_said(one.tasks, ":orange[{}]")])


def measure_said(key: str, fact) -> str:
    """A measure in one phrase, and what its months say; `fact` None: no register was sent."""
    if fact is None:
        return f"{MEASURES[key].short}: {NO_FIGURES}"
    value = f"{fact.measure.short}: {measured(fact.measure, fact.now['value'])}"
    n = f" ({n_text(fact.now['n'])})" if fact.measure.unit != "count" else ""
    goal = sentences.variation(fact.chart) if fact.measure.better else ""
    return f"{value}{n}" + (f", {goal}" if goal else "")


def tasks_said(tasks, late: str = "{}") -> str:
    """Tasks in one phrase; `late` is how those overdue are printed."""
    if tasks.empty:
        return "Chưa có nhiệm vụ"
    outcomes = list(tasks["outcome"])
    parts = [f"{number(len(outcomes))} nhiệm vụ"]
    if broken := outcomes.count("broken"):
        parts.append(late.format(f"{number(broken)} quá hạn"))
    if still := outcomes.count("open"):
        parts.append(f"{number(still)} chưa đến hạn")
    missing = sum(
        is_absent(evidence) and not is_absent(done)
        for evidence, done in zip(tasks["evidence"], tasks["done_on"], strict=True)
    )
    if missing:
        parts.append(f"{number(missing)} việc xong thiếu minh chứng")
    return ", ".join(parts)


def workstream_icon(one) -> str:
    outcomes = set(one.tasks["outcome"])
    if "broken" in outcomes:
        return ":material/error:"
    return ":material/check_circle:" if outcomes else ":material/radio_button_unchecked:"


def measure_unknown(measure) -> str:
    return f"{measure.name}: {NO_FIGURES}, vì đơn vị chưa gửi sổ."


def task_hover(row) -> str:
    done = f", xong {day(row.done_on)}" if not is_absent(row.done_on) else ""
    return f"{row.title}: hạn {day(row.due_on)}{done}. {OUTCOMES[row.outcome]}"


def commitment_line(what: str, on_day, said: str) -> str:
    return f"- {what} (từ {month(on_day)}): {said}."


def wording_line(wording: str, verified: bool) -> str:
    return f"- {wording}" + ("" if verified else " :gray[chưa xác minh]")
