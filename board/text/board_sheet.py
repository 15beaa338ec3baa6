"""The words of the weekly sheet of the executive board."""

from board.text.dates import day
from board.text.headings import COLUMNS
from board.text.letters import LETTER_COLUMNS
from board.text.model_progress import MODEL_COLUMNS
from board.text.numbers import NO_FIGURES, number
from board.text.open_dossiers import late_and_undated
from board.text.papers import PAPERS
from board.text.receptions_petitions import PETITION_COLUMNS
from board.text.since_last_meeting import SINCE_COLUMNS

SHEET_TITLES = {
    "overdue": "Hồ sơ đang quá hạn, theo cán bộ",
    "finished_without_date": "Hồ sơ đã xong, chưa ghi ngày: cần bổ sung ngày kết thúc",
    "due_soon": "Hồ sơ đến hạn trong tuần, theo cán bộ",
    "apologies": "Hồ sơ quá hạn chưa có văn bản xin lỗi",
    "petitions": "Đơn thư, phản ánh đang giải quyết",
    "tasks": "Nhiệm vụ chưa xong, theo người chủ trì",
}
SHEET_TABS = {
    "overdue": "Quá hạn",
    "finished_without_date": "Chưa ghi ngày",
    "due_soon": "Đến hạn trong tuần",
    "apologies": "Chờ xin lỗi",
    "petitions": "Đơn thư",
    "tasks": "Nhiệm vụ",
}
SHEET_CHANGES_TAB = "Thay đổi"
SHEET_CHANGES_NOTE = (
    "Xét theo tình trạng và hạn trả mới nhất, nên không thấy hồ sơ đã chuyển sang chờ hoặc dời hạn."
)
OF_OFFICERS = {"role": MODEL_COLUMNS["role"], "is_new": "Mới quá hạn trong kỳ"}
SHEET_COLUMNS = {
    "overdue": COLUMNS | OF_OFFICERS,
    "finished_without_date": COLUMNS | OF_OFFICERS,
    "due_soon": COLUMNS | OF_OFFICERS,
    "apologies": LETTER_COLUMNS | OF_OFFICERS,
    "petitions": PETITION_COLUMNS,
    "tasks": MODEL_COLUMNS,
    "changes": SINCE_COLUMNS | {"change": "Thay đổi"},
}
NEWLY = "mới"
NO_OWNER = "Chưa rõ người phụ trách"
NONE_IN_LIST = "Không có."


def sheet_title(selection) -> str:
    """The heading of the whole sheet, with the unit and the period."""
    return f"{PAPERS['board-sheet']}: {selection.unit_name}, {selection.period.label}"


def sheet_heading(name: str, selection, on) -> str:
    """A list's title with the day on which it is true; `on` None: nothing is known."""
    if on is None:
        return SHEET_TITLES[name]
    if name == "apologies" and selection.period.end < on:
        return (
            f"{SHEET_TITLES[name]} (phải gửi đến hết ngày {day(selection.period.end)}, còn chờ tại ngày "
            f"{day(on)})"
        )
    return f"{SHEET_TITLES[name]} (tại ngày {day(on)})"


def sheet_counts(now, on) -> str:
    """The dossiers open on a day; `on` None: no dossiers were sent."""
    if on is None:
        return f"Hồ sơ: {NO_FIGURES}, vì chưa có tệp hồ sơ nào."
    late = late_and_undated(f"{number(now['overdue'])} hồ sơ quá hạn", now["finished_without_date"])
    return (
        f"Tại ngày {day(on)}: {number(now['in_hand'])} hồ sơ đang giải quyết, trong đó {late}; "
        f"{number(now['due_soon'])} hồ sơ sắp đến hạn."
    )


def sheet_as_of(selection, on) -> str:
    """A notice that the open dossiers are those of a day after the period's end; else nothing."""
    if on is None or selection.period.end >= on:
        return ""
    return (
        f"Kỳ hết ngày {day(selection.period.end)}, trước ngày số liệu: danh sách hồ sơ, thư, đơn thư dưới "
        "đây là việc còn chờ theo số liệu mới nhất, không phải tại cuối kỳ; mỗi danh sách ghi rõ ngày."
    )


def sheet_changed(new: int, cleared: int, still: int, selection, on) -> str:
    """Dossiers that became overdue, ceased to be and are, of the period or its part until `on`;
    of a period for which none were sent only that."""
    if selection.coverage.state == "absent":
        return f"Kỳ {_period_dates(selection)}: {NO_FIGURES} hồ sơ."
    return (
        f"Trong kỳ {_period_dates(selection)}: {number(new)} hồ sơ mới quá hạn, {number(cleared)} hồ sơ "
        f"không còn quá hạn; tại ngày {day(min(selection.period.end, on))} có {number(still)} hồ sơ quá "
        "hạn."
    )


def sheet_changes_title(selection) -> str:
    """The heading of the list of changes, with the first and the last day of the period."""
    return f"Hồ sơ mới quá hạn và không còn quá hạn trong kỳ {_period_dates(selection)}"


def _period_dates(selection) -> str:
    return f"{day(selection.period.start)}–{day(selection.period.end)}"


def sheet_more(left_out: int) -> str:
    """How many rows the workbook has besides; "" where none is left out."""
    if left_out <= 0:
        return ""
    return f"Còn {number(left_out)} dòng nữa; xem đủ trong tệp Excel của phiếu này."


def due_week_heading(on, end) -> str:
    """The title of what is due this week, with its last day."""
    return f"{SHEET_TITLES['due_soon']} (đến hết ngày {day(end)}; tại ngày {day(on)})"


def apologies_owed_from(title: str, start) -> str:
    """The title of the apologies on paper, which are those owed from a quarter's first day on."""
    return f"{title}, phải gửi từ ngày {day(start)}"


def older_apologies(count: int) -> str:
    """How many apologies were owed before the quarter; the words are a link to them."""
    return f"Từ các quý trước còn {number(count)} hồ sơ chưa có văn bản xin lỗi: mở danh sách ở trang Thư."


def owner_line(owner: str, role: str, count: int) -> str:
    """Whose rows follow, and how many they are in all."""
    named = " · ".join(filter(None, (owner, role))) or NO_OWNER
    return f"{named} ({number(count)})"


def days_late(value) -> str:
    """Working days overdue in a cell of paper."""
    return f"quá {number(value)} ngày"


def days_left(value) -> str:
    """Days to a petition's limit in a cell of paper."""
    return days_late(-value) if value < 0 else f"còn {number(value)} ngày"


def no_longer_overdue(codes) -> str:
    """The dossiers that are overdue no longer, by their codes; "" where there is none."""
    return f"Không còn quá hạn: {', '.join(codes)}." if codes else ""


NOTE = "Ghi chú"
