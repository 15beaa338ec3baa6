"""The words of papers that were sent: their figures then and now, and why they differ."""

from datetime import date

import pandas as pd

from board.catalogue import MEASURES
from board.text import change_words
from board.text.dates import day
from board.text.headings import COLUMNS
from board.text.letters import LETTERS
from board.text.numbers import is_absent, number, value_and_n
from board.text.papers import PAPERS
from board.text.since_last_meeting import causes_counted, difference

SENT_NOTE = "bản đã gửi giữ nguyên, kèm bản số liệu và từng con số"
SENT_WHICH = "Tài liệu"
SENT_ON = "Ngày gửi"
SENT_BY = "Người lưu (mã cán bộ)"
MAY_NOT_FILE = "Vai trò của tài khoản này không lưu tài liệu là bản đã gửi."
FILE_AS_SENT = "Lưu là bản đã gửi"
MAKING = "Đang làm tài liệu…"
NOTHING_SENT = "Chưa lưu tài liệu nào là bản đã gửi."
PICK_A_PAPER = "Chọn một dòng để xem từng con số lúc gửi và hiện nay."
SENT_COLUMNS = COLUMNS | {
    "sent_on": "Ngày gửi",
    "paper": "Tài liệu",
    "code": "Mã",
    "period": "Kỳ",
    "snapshot": "Bản số liệu",
    "data_date": "Số liệu đến",
    "filed_by": "Người lưu",
    "made_by": "Phiên bản chương trình",
    "sha256": "Dấu vân tay của tệp",
    "figure_part": "Phần",
    "figure_name": "Con số",
    "as_sent": "Lúc gửi",
    "as_now": "Hiện nay",
    "figure_difference": "Chênh",
    "why": "Vì sao",
}
# The parts and the figures of the papers.
SHEET_NOW, SHEET_SINCE, SHEET_LISTS = "Tại ngày số liệu", "So với trước kỳ", "Danh sách"
SHEET_COUNTS = {
    "in_hand": "Đang giải quyết",
    "overdue": "Quá hạn",
    "finished_without_date": "Đã xong, chưa ghi ngày",
    "due_soon": "Sắp đến hạn",
}
SHEET_CHANGES = ("Mới quá hạn", "Không còn quá hạn", "Hồ sơ đang quá hạn")
MATRIX_PART, TASKS_PART, LETTERS_PART = "Các chỉ số", "Nhiệm vụ", "Thư phải gửi mà chưa gửi"
SIGNALS_OUTSIDE_MATRIX = "Chỉ số khác có dấu hiệu"
# What a figure, or its part, was called in papers that were filed earlier → its name now.
FORMER_NAMES = {
    "Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn (c)": MEASURES["rate_due_on_time"].name,
    "Đúng hạn (c)": MEASURES["rate_due_on_time"].short,
    "Tỷ lệ (c) tính theo hạn trả đầu tiên": MEASURES["rate_first_due_on_time"].name,
    "QĐ 766, tính từ Biểu II.06a (b)": MEASURES["rate_qd766"].name,
    "Tỷ lệ đã giải quyết không quá hạn (a)": MEASURES["rate_settled_on_time"].name,
    "Tỷ lệ hồ sơ bị dời hạn sau khi đã quá hạn": MEASURES["share_due_moved_late"].name,
    "Thời gian giải quyết trung vị": MEASURES["median_working_days"].name,
    "Tỷ lệ hồ sơ có đánh giá": MEASURES["response_rate"].name,
    "Nhiệm vụ đang quá hạn cuối kỳ": MEASURES["tasks_overdue"].name,
    "Tỷ lệ hồ sơ phát sinh quá hạn đã có thư xin lỗi của mô hình": MEASURES[
        "share_apologies_courtesy"
    ].name,
    "Số ngày từ ngày hẹn đến văn bản xin lỗi, trung vị": MEASURES["median_days_to_apology"].name,
    "Thư xin lỗi của mô hình": LETTERS["apology_courtesy"],
    "Quá hạn cuối kỳ": SHEET_CHANGES[2],
    "Tỷ lệ ngày tiếp dân định kỳ của Bí thư Đảng uỷ so với định mức": MEASURES[
        "share_receptions_secretary"
    ].name,
}
ALL_SAME = "như lúc gửi"
NOW_DIFFERENT, ALL_FIGURES = "Con số nay khác", "Mọi con số của tài liệu"


def name_now(name: str) -> str:
    """The present name of a filed figure or of its part, with what follows it ("…, theo tháng")."""
    for former, now in FORMER_NAMES.items():
        if name == former or name.startswith((f"{former}, ", f"{former}: ")):
            return now + name.removeprefix(former)
    return name


def target_figure(name: str) -> str:
    """The name under which a filed paper keeps a measure's target."""
    return f"{name}: mục tiêu"


def verdict_figure(name: str) -> str:
    """The name under which a filed paper keeps the verdict on a measure."""
    return f"{name}: nhận định"


def verdict_text(result, place: str) -> str:
    """The place on the agenda and the verdict on a measure's months."""
    return "; ".join([place, *filter(None, change_words.in_paper(result))])


def by_month(name: str) -> str:
    """The name under which a filed paper keeps a measure's months."""
    return f"{name}, theo tháng"


def filed_as(file: str) -> str:
    """The answer to a paper that was filed as sent."""
    return f"Đã lưu {file} vào data/papers."


def sent_table(papers):
    """The papers that were sent, as a table."""
    return pd.DataFrame(
        [
            {
                "sent_on": day(date.fromisoformat(paper.sent_on)),
                "paper": PAPERS.get(paper.name, paper.name),
                "unit": paper.unit_name,
                "period": paper.period.label,
                "data_date": day(date.fromisoformat(paper.data_date)),
                "snapshot": paper.snapshot,
                "code": paper.code,
                "file": paper.file,
                "filed_by": paper.filed_by or "",
                "made_by": made_by(paper.version),
                "sha256": paper.sha256,
            }
            for paper in papers
        ]
    )


def made_by(version: str | None) -> str:
    """A version of the program; None: one before versions were recorded."""
    return version or "trước 0.3.0"


def sent_as(paper) -> str:
    """Which program made the paper, its file and who filed it."""
    tables = "" if paper.schema_version is None else f" (bảng số liệu bản {paper.schema_version})"
    by = f"; người lưu {paper.filed_by}" if paper.filed_by else ""
    made = f"phiên bản {made_by(paper.version)}{tables}"
    return f"Chương trình làm tài liệu: {made}; tệp {paper.file}{by}."


def open_sent(paper) -> str:
    """The label of the link to a filed paper's figures."""
    sent = day(date.fromisoformat(paper.sent_on))
    return (
        f"Xem {PAPERS.get(paper.name, paper.name)} như lúc gửi ngày {sent} và nay (mã {paper.code})"
    )


def sent_against_now(paper, figures: int, changed: int, data_date) -> str:
    """How many of a paper's figures differ now, and the two data dates."""
    head = f"{PAPERS.get(paper.name, paper.name)}, {paper.unit_name}, {paper.period.label}"
    until = (
        f"số liệu lúc gửi đến {day(date.fromisoformat(paper.data_date))}, nay đến {day(data_date)}"
    )
    if not changed:
        return f"{head}: cả {number(figures)} con số nay vẫn {ALL_SAME} ({until})."
    return f"{head}: {number(changed)} trong {number(figures)} con số nay khác lúc gửi ({until})."


def sent_snapshot_gone(snapshot: str) -> str:
    """Why a change is not traced to dossiers: the snapshot of then does not open."""
    return (
        f"Bản số liệu {snapshot} không còn được giữ hoặc do phiên bản khác của chương trình dựng, nên "
        "không chỉ ra được hồ sơ làm con số đổi."
    )


def figure_text(figure, side: str = "") -> str:
    """A figure as it was sent, or with "_now" as it is now; with its n where it has one."""
    value, n, words = (getattr(figure, f"{part}{side}") for part in ("value", "n", "said"))
    return words or value_and_n(figure, {"value": value, "n": n}, things=figure.counts)


def figure_difference(figure) -> str:
    """Now less then with its sign; "" where the figures are the same."""
    change = figure.value_now - figure.value
    return difference(change, figure.unit, figure.counts) if figure.differs and change else ""


WHY_NOTE = (
    "Vì sao: những hồ sơ được sửa có thể làm con số ấy đổi, đếm trong lĩnh vực của nó; một hồ sơ có "
    "thể có nhiều lý do."
)
WHY_PROGRAM = "cách tính của chương trình đã đổi"
WHY_TARGET = "mục tiêu trong danh mục đã đổi"
WHY_JUDGED = "con số các tháng hoặc mục tiêu đã đổi"
WHY_OTHER = "danh mục hoặc sổ được bổ sung"
WHY_NO_SNAPSHOT = "bản số liệu lúc gửi không còn"
RATINGS_MAY_DIFFER = "hoặc phiếu đánh giá vào muộn"
WHY_REGISTER = "sổ được ghi thêm hoặc sửa"


def why_counted(counts) -> str:
    """Causes with their dossiers, for plain text; `counts` by the keys of CORRECTIONS."""
    return causes_counted(counts).replace("\u00a0", " ")


def why_later_day(then, now) -> str:
    """That a figure is of the data date, which was another then."""
    return f"xét tại ngày số liệu: lúc gửi {day(then)}, nay {day(now)}"


def why_period_open(then) -> str:
    """That the period was not over when the paper was sent."""
    return f"lúc gửi kỳ chưa hết, số liệu mới đến {day(then)}"


def why_ratings(then, now) -> str:
    """How many ratings there were then and now; without counts, that some were corrected."""
    if then == now or is_absent(then) or is_absent(now):
        return "phiếu đánh giá được sửa"
    return f"phiếu đánh giá: lúc gửi {number(then)}, nay {number(now)}"


def why_register(then, now) -> str:
    """To which day the register was known then and now; None: it was not there."""
    before = "lúc gửi chưa có sổ" if then is None else f"lúc gửi sổ đến {day(then)}"
    return f"{before}, nay sổ đến {day(now)}"
