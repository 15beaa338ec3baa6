"""The words of Mức độ hài lòng."""

from board.formats import keep_together, share
from board.words.base import n_text, where

NO_RATINGS = "Không có lượt đánh giá nào trong lựa chọn này. Chọn kỳ khác hoặc bỏ bớt bộ lọc."
NO_REASONS = "Không có lượt không hài lòng nào trong lựa chọn này."
NO_COMMENTS = "Không có ý kiến góp ý nào trong lựa chọn này."
COMMENTS_NOTE = "ít hài lòng nhất trước"
MASKED = "Số điện thoại, số giấy tờ và thư điện tử đã được che khi nạp."
SOURCE_NOTE = "Cán bộ có thể tự ghi nhận đánh giá, nên xem riêng từng nguồn."


def satisfaction_answer(choice, facts) -> str:
    one, survey, answered = (
        facts[k].now for k in ("share_satisfied", "share_satisfied_survey", "response_rate")
    )
    parts = []
    if one["n"] >= 5:
        parts.append(
            f"**{share(one['value'])}** lượt đánh giá tại một cửa hài lòng ({n_text(one['n'])})"
        )
    if survey["n"] >= 5:
        parts.append(
            f"**{share(survey['value'])}** phiếu khảo sát hài lòng ({n_text(survey['n'])})"
        )
    if answered["n"]:
        parts.append(f"{share(answered['value'])} hồ sơ xong có đánh giá")
    return f"{where(choice)}: {'; '.join(parts)}."


def satisfied_title(by: str, axis: str) -> str:
    name = {"source": "nguồn", "field": "lĩnh vực"}[by]
    return f"Hài lòng (3 mức), theo {name} ({f'%, {axis}' if axis else '%'})"


def factors_title(scale: int) -> str:
    what = "đánh giá tại một cửa" if scale == 3 else "khảo sát"
    return f"Theo yếu tố, {what} (%)"


def no_factor(scale: int) -> str:
    what = "Đánh giá tại một cửa" if scale == 3 else "Khảo sát"
    return f"{what} có dưới 5 câu trả lời ở mỗi yếu tố trong lựa chọn này nên không vẽ."


def reasons_title(n: int) -> str:
    return keep_together(f"Lý do không hài lòng ({n_text(n)} lượt)")
