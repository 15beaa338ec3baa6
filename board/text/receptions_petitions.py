"""The words of Tiếp dân – Đơn thư."""

from itertools import pairwise

from board.text.headings import COLUMNS
from board.text.numbers import (
    is_absent,
    n_text,
    number,
    share,
    share_and_interval,
)
from board.text.pages import period_and_unit_markdown

HOSTS = {"secretary": "Bí thư", "chair": "Chủ tịch", "other": "Khác"}
RECEPTION_KINDS = {"regular": "Định kỳ", "ad_hoc": "Đột xuất", "dialogue": "Đối thoại"}
PETITION_KINDS = {
    "complaint_first": "Khiếu nại lần đầu",
    "complaint_second": "Khiếu nại lần hai",
    "reflection": "Kiến nghị, phản ánh",
}
PETITION_CHANNELS = {
    "letter": "Đơn thư",
    "box": "Hòm thư góp ý",
    "hotline": "Đường dây nóng",
    "online": "Trực tuyến",
    "reception": "Tiếp dân",
}
REGISTER_SECTION = {
    "receptions": "Tiếp công dân, đối thoại",
    "schedule": "Lịch tiếp dân",
    "receptions_by_unit": "Tiếp dân theo đơn vị",
    "petitions": "Đơn thư, phản ánh",
    "open_petitions": "Đơn đang giải quyết",
    "denunciations": "Đơn tố cáo",
    "petitions_by_unit": "Đơn thư theo đơn vị",
}
RECEPTION_COLUMNS = COLUMNS | {
    "planned_on": "Ngày theo lịch",
    "state": "Tình trạng",
    "missed_reason": "Lý do không tiếp",
    "held": "Số ngày đã tiếp",
    "owed": "Số ngày phải tiếp",
    "host_role": "Chủ trì",
    "reception_kind": "Hình thức tiếp",
    "span_from": "Định mức từ ngày",
    "span_to": "Định mức đến ngày",
    "held_on": "Ngày tiếp",
    "reply_by": "Hạn trả lời",
    "replied_on": "Trả lời",
    "people": "Lượt người",
    "issues_raised": "Vụ việc nêu ra",
    "issues_settled": "Vụ việc đã giải quyết",
}
PETITION_COLUMNS = COLUMNS | {
    "petitions": "Số đơn",
    "petitions_received": "Nhận trong kỳ",
    "petitions_settled": "Giải quyết trong kỳ",
    "petitions_due": "Đến hạn trong kỳ",
    "share_in_time": "Đúng hạn",
    "petitions_open": "Đang giải quyết cuối kỳ",
    "petitions_overdue": "Đơn đang quá hạn",
    "days_to_limit": "Còn lại (ngày)",
    "age_days": "Tuổi đơn (ngày)",
    "summary": "Nội dung",
    "denunciations_received": "Số đơn nhận",
    "denunciations_accepted": "Đã thụ lý",
    "denunciations_settled": "Đã giải quyết",
    "denunciations_on_time": "Giải quyết đúng hạn",
    "denunciations_overdue": "Chưa giải quyết, quá hạn",
    "petition_id": "Mã đơn",
    "petition_kind": "Loại đơn",
    "petition_channel": "Nơi tiếp nhận",
    "accept_by": "Hạn thụ lý",
    "accepted_on": "Thụ lý",
    "settle_by": "Hạn giải quyết",
    "due_is_computed": "Hạn tính theo quy định",
    "settled_on": "Giải quyết xong",
    "declined_on": "Trả, chuyển đơn",
}

ONLY_UNIT_AND_PERIOD = (
    "Trang này chỉ lọc theo đơn vị và kỳ; lĩnh vực, thủ tục, kênh và chứng thực không áp dụng cho sổ "
    "tiếp dân và sổ đơn thư."
)
SCHEDULE_NOTE = "buổi sắp tới trước, rồi buổi trong kỳ đã qua ngày mà chưa ghi ngày tiếp"
SCHEDULE_STATES = {True: "Sắp tới", False: "Đã qua, chưa tiếp"}
NO_SCHEDULE = "Sổ không có buổi nào sắp tới, cũng không có buổi nào trong kỳ đã qua mà chưa tiếp."
NO_QUOTA = {
    "share_receptions_secretary": "Chưa có tháng nào đã hết để xét định mức tiếp dân của Bí thư.",
    "share_receptions_chair": "Chưa có tuần hoặc tháng nào đã hết để xét định mức của Chủ tịch.",
}
OPEN_PETITIONS_NOTE = "đến ngày số liệu của sổ, đến hạn sớm nhất trước; số âm là đã quá hạn"
NO_OPEN_PETITION = "Không có đơn nào đang giải quyết vào ngày số liệu của sổ."
PETITION_AGES = "Tuổi của đơn đang giải quyết (số đơn)"
DENUNCIATIONS_NOTE = "theo tháng nhận trong kỳ; chỉ đếm, không có danh sách, để bảo vệ người tố cáo"
NO_DENUNCIATIONS = "Sổ không ghi đơn tố cáo nào nhận trong kỳ."


def receptions_answer(selection, receptions, petitions) -> str:
    """The page's answer; either part is None where its register was not sent."""
    parts = []
    if receptions:
        secretary, chair = (
            receptions[f"share_receptions_{who}"].now for who in ("secretary", "chair")
        )
        parts.append(f"{_days('Bí thư', secretary)}, {_days('Chủ tịch', chair)}")
    if petitions:
        overdue, due = (
            petitions[key].now for key in ("petitions_open_overdue", "share_petitions_on_time")
        )
        parts.append(f"**{number(overdue['value'])} đơn quá hạn** chưa giải quyết")
        if not is_absent(due["value"]):
            parts.append(
                f"**{share(due['value'])}** đơn đến hạn được giải quyết đúng hạn ({n_text(due['n'], 'đơn')})"
            )
    return f"{period_and_unit_markdown(selection)}: {'; '.join(parts)}."


def _days(who: str, row) -> str:
    if not row["n"]:
        return f"{who} chưa có ngày phải tiếp nào để xét"
    return f"{who} tiếp dân {number(row['numerator'])}/{number(row['n'])} ngày theo định mức"


def quota_title(result, rows) -> str:
    """The title of the receptions' chart, with the first and the last month."""
    first, last = rows["period_start"].iloc[0], rows["period_start"].iloc[-1]
    return f"{result.measure.short}, {first:%m/%Y}–{last:%m/%Y} (ngày)"


def in_time(row) -> str:
    """The share settled in time with its interval; absent where none was due."""
    return share_and_interval(
        row.share_petitions_on_time,
        row.share_petitions_on_time_low,
        row.share_petitions_on_time_high,
    )


def age_bands(days) -> list[str]:
    """The names of the bands of age, whose first days are given."""
    middle = [f"{a}–{b - 1} ngày" for a, b in pairwise(days[1:])]
    return [f"Dưới {days[1]} ngày", *middle, f"Từ {days[-1]} ngày"]
