"""The words of Mức độ hài lòng."""

import pandas as pd

from board.text.codes import FACTORS
from board.text.headings import columns_named
from board.text.numbers import (
    ABSENT,
    FEW,
    below_limit,
    interval_text,
    is_absent,
    is_few,
    keep_together,
    n_text,
    number,
    share,
    share_and_interval,
    share_range,
)
from board.text.pages import period_and_unit_markdown
from board.text.sentences import NO_BREAK

COMMENT_COLUMNS = {
    "comment": "Ý kiến",
    "level": "Mức",
    "themes": "Chủ đề",
    "field": "Lĩnh vực",
    "source": "Nguồn",
    "rated_at": "Ngày đánh giá",
}
THEME_COLUMNS = {
    "theme": "Chủ đề",
    "comments": "Số ý kiến",
    "share": "Tỷ lệ",
    "examples": "Ví dụ",
}
REASON_COLUMNS = {
    "reason": "Lý do",
    "ratings": "Số lượt",
}
RATINGS = "Ý kiến đánh giá"
NO_RATINGS = "Không có lượt đánh giá nào trong lựa chọn này. Chọn kỳ khác hoặc bỏ bớt bộ lọc."
NO_REASONS = "Không có lượt không hài lòng nào trong lựa chọn này."
NO_COMMENTS = "Không có ý kiến góp ý nào trong lựa chọn này."
COMMENTS_NOTE = "ít hài lòng nhất trước"
MASKED = "Số điện thoại, số giấy tờ và thư điện tử đã được che khi nạp."
SOURCE_NOTE = "Đánh giá do cán bộ ghi nhận đứng riêng, không tính vào tỷ lệ hài lòng."
STAFF_RECORDED = "Do cán bộ ghi nhận, không tính vào các tỷ lệ trên:"
TOO_FEW_RATINGS = f"{below_limit('lượt đánh giá')} nên không hiện tỷ lệ"


def satisfaction_answer(selection, results) -> str:
    """The first sentence of the page; a share that is hidden is left out."""
    rated, survey, answered = (
        results[k].now for k in ("share_satisfied", "share_satisfied_survey", "response_rate")
    )
    parts = []
    if not is_absent(rated["value"]):
        parts.append(
            f"**{share(rated['value'])}** lượt người dân tự đánh giá tại một cửa hài lòng ({n_text(rated['n'], 'lượt')})"
        )
    if not is_absent(survey["value"]):
        parts.append(
            f"**{share(survey['value'])}** phiếu khảo sát hài lòng ({n_text(survey['n'], 'phiếu')})"
        )
    if answered["n"]:
        parts.append(f"{share(answered['value'])} hồ sơ xong có người dân tự đánh giá")
    return f"{period_and_unit_markdown(selection)}: {'; '.join(parts or [TOO_FEW_RATINGS])}."


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
    return f"{what} có {below_limit('câu trả lời')} ở mỗi yếu tố trong lựa chọn này nên không vẽ."


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
    return (
        f"{what}: ở mọi yếu tố có {below_limit('người hài lòng')} hoặc "
        f"{below_limit('người không hài lòng')}, nên không "
        "tính được yếu tố nào liên quan đến hài lòng chung."
    )


def both_n(row) -> str:
    """How many are content with a factor and how many not, not to be torn apart."""
    both = f"({number(row.n_content)}; {number(row.n_not_content)} lượt)"
    return both.replace(" ", NO_BREAK)


def drivers_note(found) -> str:
    """How to read the differences, which have few answers and which are not shown."""
    n = found[["n_content", "n_not_content"]].min(axis=1)
    hidden = found["difference"].isna()
    sentences = [
        "Tỷ lệ hài lòng chung của người hài lòng với yếu tố, trừ của người không hài lòng với yếu tố "
        "(số lượt theo thứ tự đó). Vạch: khoảng tin cậy 95%; cắt số 0 là không khác biệt có ý nghĩa. Đi "
        "cùng nhau, không phải nguyên nhân."
    ]
    if few := list(found["factor"][~hidden & n.map(is_few)].map(FACTORS)):
        named = "mọi yếu tố ở đây" if len(few) == (~hidden).sum() > 1 else ", ".join(few)
        sentences.append(f"Một phía có số lượt {FEW}: {named}.")
    if hidden.any():
        sentences.append(
            f"Một phía có {below_limit('câu trả lời')} nên không hiện: {', '.join(found['label'][hidden])}."
        )
    return " ".join(sentences)


NO_THEME = "Không thuộc chủ đề nào"


def share_of_comments(row) -> str:
    """The share of comments that hold a theme's words, with its 95% interval."""
    return share_and_interval(row.share, row.low, row.high)


def quoted(examples) -> str:
    """Examples as one line of text, each in marks."""
    return " · ".join(f"“{' '.join(example.split())}”" for example in examples)


def themes_note(without, n: int) -> str:
    """How many comments have no theme, and where the words are that make one."""
    none = without.iloc[0] if len(without) else None
    if none is None:
        without_theme = f"Cả {n_text(n, 'ý kiến')} đều thuộc ít nhất một chủ đề."
    else:
        value = "" if is_absent(none["share"]) else share(none["share"])
        ends = "" if is_absent(none["low"]) else share_range(none["low"], none["high"])
        brackets = "; ".join(filter(None, (value, ends)))
        without_theme = (
            f"{number(none['comments'])} trong {n_text(n, 'ý kiến')}"
            f"{f' ({brackets})' if brackets else ''} không thuộc chủ đề nào."
        )
    return keep_together(
        f"{without_theme} Một ý kiến có thể thuộc nhiều chủ đề, nên cộng lại có thể quá 100%. Xếp theo từ và "
        "cụm từ trong tệp data/reference/comment_themes.csv; đơn vị sửa được. Trong ngoặc: khoảng "
        "tin cậy 95%."
    )
