"""The words of Mức độ hài lòng."""

import pandas as pd

from board.runtime.settings import SETTINGS
from board.text.headings import columns_named
from board.text.numbers import (
    ABSENT,
    below_limit,
    interval_text,
    is_absent,
    keep_together,
    n_text,
    number,
    share,
    share_to_target,
    target_text,
)
from board.text.overview import compared_name
from board.text.pages import period_and_unit_markdown
from board.text.sentences import NO_BREAK

REASON_COLUMNS = {
    "reason": "Lý do",
    "ratings": "Số lượt",
}
RATINGS = "Ý kiến đánh giá"
NO_RATINGS = "Không có lượt đánh giá nào trong lựa chọn này. Chọn kỳ khác hoặc bỏ bớt bộ lọc."
NO_REASONS = "Không có lượt không hài lòng nào trong lựa chọn này."
MORE = "Xem thêm: theo lĩnh vực, yếu tố liên quan, hồ sơ có người dân đánh giá"
SOURCE_NOTE = "Đánh giá do cán bộ ghi nhận đứng riêng, không tính vào tỷ lệ hài lòng."
STAFF_RECORDED = "Do cán bộ ghi nhận, không tính vào các tỷ lệ trên:"
TOO_FEW_RATINGS = f"{below_limit('lượt đánh giá')} nên không hiện tỷ lệ"


def satisfaction_answer(selection, results) -> str:
    """The first sentence of the page: the citizens' own ratings, then the survey, each with
    its counts, and how many dossiers were rated; a hidden share is left out."""
    answered = results["response_rate"].now
    parts = [
        _satisfied_share(
            results["share_satisfied"], "lượt người dân tự đánh giá tại một cửa", selection
        ),
        _satisfied_share(results["share_satisfied_survey"], "phiếu khảo sát", selection),
    ]
    if answered["n"]:
        parts.append(f"{share(answered['value'])} hồ sơ xong có người dân tự đánh giá")
    parts = list(filter(None, parts)) or [TOO_FEW_RATINGS]
    return f"{period_and_unit_markdown(selection)}: {'; '.join(parts)}."


def _satisfied_share(result, who: str, selection) -> str:
    """Of whom how many are content, in the compared period too, and whether the target is met; ""
    where the share is hidden."""
    now = result.now
    if is_absent(now["value"]):
        return ""
    counts = f"{number(now['numerator'])}/{number(now['n'])}"
    parts = [f"**{share_to_target(now['value'], result.target)}** {who} hài lòng ({counts})"]
    if result.before is not None and not is_absent(result.before["value"]):
        parts.append(f"{compared_name(selection)} {share(result.before['value'])}")
    if result.target is not None:
        meets = "đạt" if now["value"] >= result.target else "chưa đạt"
        parts.append(f"{meets} {target_text(result.measure, result.target)}")
    return keep_together(", ".join(parts))


def satisfied_title(by: str, axis: str) -> str:
    """The title of satisfaction by source or field; `axis` names an axis that is cut."""
    name = {"source": "nguồn", "field": "lĩnh vực"}[by]
    return f"Hài lòng (3 mức), theo {name} ({f'%, {axis}' if axis else '%'})"


def factors_title(scale: int) -> str:
    """The title of the factors; scale 3 is the citizens' own ratings, 5 the survey."""
    what = "người dân tự đánh giá" if scale == 3 else "khảo sát"
    return f"Theo yếu tố, {what} (%)"


def no_factor(scale: int) -> str:
    """Why no factor of a scale is drawn: each has too few answers."""
    what = "Người dân tự đánh giá" if scale == 3 else "Khảo sát"
    return (
        f"{what}: dưới {SETTINGS.warn_below_n} câu trả lời ở mỗi yếu tố nên không vẽ theo yếu tố."
    )


def reasons_title(n: int) -> str:
    """The title of the reasons for discontent, with their number."""
    return keep_together(f"Lý do không hài lòng ({n_text(n, 'lượt')})")


BRIDGE = "Từ hồ sơ đến hài lòng theo QĐ 766, và điều người dân nói"
BRIDGE_NOTE = (
    "QĐ 766 coi người không đánh giá là hài lòng. Người dân tự đánh giá và khảo sát tính theo "
    "ngày đánh giá, chỉ trên người có trả lời. Ba con số trả lời ba câu hỏi khác nhau: không gộp, không "
    "lấy trung bình. Hồ sơ vừa quá hạn vừa bị đánh giá Không hài lòng hoặc có đơn bị trừ hai lần."
)


def bridge(results) -> str:
    """The bridge as a table in markdown: what, share, and of how many."""
    now = {key: result.now for key, result in results.items()}
    settled = now["satisfaction_qd766"]
    overdue, complained = now["share_overdue"], now["share_complained_of"]
    rated, survey, answered = (
        now[k] for k in ("share_satisfied", "share_satisfied_survey", "response_rate")
    )
    all_settled = share(1, 0) if settled["n"] else ABSENT
    lines = [
        ("Hồ sơ đã giải quyết", all_settled, dossiers_and_interval(settled["n"])),
        (
            "trừ quá hạn",
            share(overdue["value"]),
            dossiers_and_interval(overdue["numerator"], overdue),
        ),
        (
            "trừ hồ sơ không hài lòng hoặc có đơn nêu mã hồ sơ",
            share(complained["value"]),
            dossiers_and_interval(complained["numerator"], complained),
        ),
        (
            "**còn lại: hài lòng theo QĐ 766**",
            f"**{share(settled['value'])}**",
            dossiers_and_interval(settled["numerator"], settled),
        ),
        (
            "người dân tự đánh giá tại một cửa",
            share(rated["value"]),
            f"{number(rated['n'])} lượt{interval_text(rated['low'], rated['high'])}; chỉ "
            f"{share(answered['value'])} hồ sơ xong có người dân tự đánh giá",
        ),
        (
            "hài lòng qua khảo sát",
            share(survey["value"]),
            f"{number(survey['n'])} phiếu{interval_text(survey['low'], survey['high'])}",
        ),
    ]
    head = "| Bước | Tỷ lệ | Đếm được (khoảng tin cậy 95%) |\n|:--|--:|:--|\n"
    return head + "\n".join(f"| {' | '.join(map(keep_together, line))} |" for line in lines)


def dossiers_and_interval(count, row=None) -> str:
    """A count of dossiers, and the interval of the share it makes."""
    return f"{number(count)} hồ sơ{'' if row is None else interval_text(row['low'], row['high'])}"


def bridge_table(results) -> pd.DataFrame:
    """The bridge as the CSV that leaves the page, a row a measure."""
    keys = (
        "share_overdue",
        "share_complained_of",
        "satisfaction_qd766",
        "share_satisfied",
        "response_rate",
        "share_satisfied_staff",
        "response_rate_staff",
        "share_satisfied_survey",
    )
    rows = pd.DataFrame([results[key].now for key in keys]).assign(
        label=[results[key].measure.name for key in keys]
    )
    return columns_named(rows[["label", "value", "numerator", "denominator", "low", "high"]])


def rows_of_part(measure, count) -> str:
    """The label of the link to the dossiers that a measure counts."""
    return keep_together(f"{measure.short}: xem {number(count)} hồ sơ")


def drivers_title(scale: int) -> str:
    """The title of the drivers on a scale of 3 or 5."""
    return f"Yếu tố liên quan (hài lòng {scale} mức, điểm %)"


def no_driver(scale: int) -> str:
    """Why no driver of a scale is computed: each factor lacks one of its two sides."""
    what = "Người dân tự đánh giá" if scale == 3 else "Khảo sát"
    few = f"dưới {SETTINGS.warn_below_n} lượt"
    return (
        f"{what}: ở mọi yếu tố có {few} hài lòng hoặc {few} không hài lòng, nên không so yếu tố nào "
        "liên quan đến hài lòng chung."
    )


def driver_line(row) -> str:
    """What the only factor of a scale goes with, in words."""
    return keep_together(
        f"{row.label}: {share(row.share_content)} trong {number(row.n_content)} lượt hài lòng với yếu "
        f"tố này hài lòng chung, và {share(row.share_not_content)} trong "
        f"{number(row.n_not_content)} lượt không hài lòng với nó; chênh "
        f"{number(row.difference * 100, 1)} điểm, khoảng tin cậy 95% từ {number(row.low * 100, 1)} "
        f"đến {number(row.high * 100, 1)}. Đi cùng nhau, không phải nguyên nhân."
    )


def both_n(row) -> str:
    """How many are content with a factor and how many not, not to be torn apart."""
    both = f"({number(row.n_content)}; {number(row.n_not_content)} lượt)"
    return both.replace(" ", NO_BREAK)


def drivers_note(found) -> str:
    """How to read the differences, and which have too few answers to be drawn."""
    hidden = found["difference"].isna()
    text = (
        "Tỷ lệ hài lòng chung của người hài lòng với yếu tố, trừ của người không hài lòng với yếu tố "
        "(số lượt theo thứ tự đó). Vạch: khoảng tin cậy 95%; cắt số 0 là không khác biệt có ý nghĩa. Đi "
        "cùng nhau, không phải nguyên nhân."
    )
    if hidden.any():
        named = ", ".join(found["label"][hidden])
        text += f" Một phía có dưới {SETTINGS.warn_below_n} câu trả lời nên không vẽ: {named}."
    return text
