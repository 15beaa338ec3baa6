"""Receptions: days held of those owed, who came, what was raised and answered."""

from board.catalogue.measure import Measure

REGISTER = "Sổ tiếp công dân, đối thoại"
QUOTA = "Ngày phải tiếp theo định mức đang áp dụng vào ngày đầu tháng hoặc thứ Hai đầu tuần (reception_quotas.csv), của những tháng, tuần đã hết và kết thúc trong kỳ, từ khi đơn vị có sổ. Tiếp nhiều hơn ở tháng này không bù cho tháng khác; đột xuất và đối thoại không tính."


def _share_of_days(role: str, name: str, who: str) -> Measure:
    """The share held of the days of reception that a role owed."""
    return Measure(
        key=f"share_receptions_{role}",
        name=f"Tỷ lệ ngày tiếp dân định kỳ của {who} so với định mức",
        short=f"{name} tiếp",
        unit="share",
        better="higher",
        query="receptions",
        sources=("receptions",),
        noun="ngày tiếp",
        is_duty=True,
        numerator=(f"{role}_held",),
        denominator=(f"{role}_owed",),
        rows=role,
        rows_of="held",
        definition=QUOTA,
        formula="số ngày đã tiếp (nhiều nhất bằng định mức) ÷ số ngày phải tiếp",
        source=REGISTER,
    )


MEASURES = (
    _share_of_days("secretary", "Bí thư", "Bí thư Đảng ủy"),
    _share_of_days("chair", "Chủ tịch", "Chủ tịch Ủy ban nhân dân"),
    Measure(
        key="receptions_held",
        name="Số buổi tiếp dân, đối thoại đã tổ chức",
        short="Buổi đã tổ chức",
        unit="count",
        better=None,
        query="receptions",
        sources=("receptions",),
        noun="buổi",
        numerator=("held",),
        rows="held",
        definition="Số buổi tiếp định kỳ, đột xuất và đối thoại có ngày tiếp trong kỳ, của mọi chức danh.",
        formula="số buổi có ngày tiếp trong kỳ",
        source=REGISTER,
    ),
    Measure(
        key="people_received",
        name="Số lượt người được tiếp, đối thoại",
        short="Lượt người",
        unit="count",
        better=None,
        query="receptions",
        sources=("receptions",),
        noun="lượt người",
        rows_are="buổi",
        numerator=("people",),
        rows="people",
        definition="Tổng số lượt người của các buổi tổ chức trong kỳ. Buổi không ghi số người thì không cộng thêm.",
        formula="tổng số lượt người",
        source=REGISTER,
    ),
    Measure(
        key="share_issues_settled",
        name="Tỷ lệ vụ việc nêu khi tiếp dân đã giải quyết",
        short="Vụ việc xong",
        unit="share",
        better="higher",
        query="receptions",
        sources=("receptions",),
        noun="vụ việc",
        rows_are="buổi",
        numerator=("issues_settled",),
        denominator=("issues_raised",),
        judged=None,  # what was raised last is settled last
        rows="issues",
        definition="Trong số vụ việc, ý kiến nêu ở các buổi tổ chức trong kỳ, tỷ lệ nay đã giải quyết, dù giải quyết vào ngày nào. Buổi mới tổ chức có ít thời gian hơn.",
        formula="số vụ việc đã giải quyết ÷ số vụ việc nêu ra",
        source=REGISTER,
    ),
    Measure(
        key="share_replies_on_time",
        name="Tỷ lệ buổi tiếp dân được trả lời đúng hạn",
        short="Trả lời đúng hạn",
        unit="share",
        better="higher",
        query="receptions",
        sources=("receptions",),
        noun="buổi",
        numerator=("replied_in_time",),
        denominator=("replies_due",),
        rows="replies",
        rows_of="met",
        definition="Trong số buổi có hạn trả lời nằm trong kỳ (và trước ngày số liệu của sổ), tỷ lệ có trả lời vào hoặc trước hạn. Buổi không có vụ việc nào nêu ra thì không phải trả lời.",
        formula="số buổi trả lời đúng hạn ÷ số buổi đến hạn trả lời",
        source=f"{REGISTER}; thời hạn theo time_limits.csv",
    ),
)
