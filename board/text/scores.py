"""The words of Bảng chấm điểm."""

from board.text.dates import day
from board.text.headings import COLUMNS
from board.text.numbers import (
    NO_FIGURES,
    few_words,
    in_full_digits,
    is_absent,
    keep_together,
    n_hidden,
    target_text,
    value_and_n,
)
from board.text.pages import period_and_unit_markdown

SCORE_SECTION = {
    "score_doubts": "Điểm cần xem lại",
    "score_groups": "Cộng theo nhóm",
    "score_criteria": "Từng tiêu chí",
    "score_measures": "Số liệu dùng để tính điểm",
    "score_open": "Tiêu chí chưa tính được điểm",
    "score_units": "Điểm theo đơn vị",
}
SCORE_COLUMNS = COLUMNS | {
    "criterion": "Mã",
    "criterion_name": "Tiêu chí",
    "criterion_group": "Nhóm",
    "max_points": "Điểm chuẩn",
    "self_points": "Tự chấm",
    "appraised_points": "Thẩm định",
    "computed_points": "Tính từ số liệu",
    "computable": "Điểm tính được",
    "self_computable": "Tự chấm phần tính được",
    "open_points": "Điểm chưa tính được",
    "figure": "Số liệu",
    "evidence": "Minh chứng",
    "doubt": "Vì sao",
    "scored": "Điểm đã gửi",
}
SCORE_DOUBTS_NOTE = "tự chấm nhiều hơn số liệu đứng trước, chênh nhiều nhất lên đầu"
SCORE_GROUPS_NOTE = "cột Tính từ số liệu chỉ gồm tiêu chí tính được"
SCORE_CRITERIA_NOTE = "chênh lệch = tự chấm − số liệu; điểm làm tròn hai chữ số thập phân"
SCORE_OPEN_NOTE = "không tính được thì không có điểm, khác với 0 điểm"
SCORE_UNITS_NOTE = "mỗi ô: tự chấm | thẩm định | tính từ số liệu trên số điểm tính được"
NO_SCORE_DOUBT = (
    "Không có tiêu chí nào tự chấm nhiều hơn số liệu, thiếu minh chứng hoặc vượt điểm chuẩn."
)
ALL_GROUPS = "Cộng"
OTHER_SCORED = "Kỳ đã chấm:"


def no_card_in_force(on) -> str:
    """That scorecards.csv has no card in force on the period's last day."""
    return (
        f"Không có bộ tiêu chí nào áp dụng ở ngày cuối kỳ {day(on)}. Bộ tiêu chí khai trong "
        "data/reference/scorecards.csv và criteria.csv."
    )


def not_scored(selection, scored: bool) -> str:
    """That no points were sent for the period; `scored`: those of other periods were."""
    rest = "; mở một kỳ đã chấm dưới đây" if scored else ""
    return f"{period_and_unit_markdown(selection)}: chưa có điểm tự chấm hay thẩm định{rest}. Phần tính từ số liệu vẫn có."


def points_text(value) -> str:
    """Points with no more decimals than they have: 18, 17,5, 16,25."""
    return in_full_digits(value, 2)


def computed_text(total) -> str:
    """Points computed, over how many could be."""
    if is_absent(total["computed_points"]):
        return points_text(None)
    return f"{points_text(total['computed_points'])}/{points_text(total['computable'])}"


def three_points(total) -> str:
    """What a unit claims, what was granted, what the figures give, in one cell."""
    claims = (points_text(total[column]) for column in ("self_points", "appraised_points"))
    return " | ".join([*claims, computed_text(total)])


def scores_answer(selection, whole) -> str:
    """The totals of the card, and how many points cannot be computed."""
    claimed = points_text(whole["self_points"])
    claims = "chưa tự chấm"
    if not is_absent(whole["self_points"]):
        some = f" cho {whole['n_self']} trong {whole['n_criteria']} tiêu chí"
        claims = (
            f"tự chấm **{claimed} điểm**{some if whole['n_self'] < whole['n_criteria'] else ''}"
        )
    if is_absent(whole["appraised_points"]):
        granted = "chưa thẩm định"
    else:
        granted = f"thẩm định {points_text(whole['appraised_points'])} điểm"
    claims = f"{claims}, {granted}, trên {points_text(whole['max_points'])} điểm chuẩn"
    if is_absent(whole["computed_points"]):
        computed = "chưa tính được điểm nào từ số liệu"
    else:
        claimed_computable = whole["self_computable"]
        own = (
            "" if is_absent(claimed_computable) else f"tự chấm {points_text(claimed_computable)}, "
        )
        computed = (
            f"trên {points_text(whole['computable'])} điểm tính được từ số liệu, {own}số liệu cho "
            f"**{points_text(whole['computed_points'])} điểm**"
        )
    rest = f"; còn {points_text(whole['open'])} điểm chưa tính được" if whole["open"] else ""
    return f"{period_and_unit_markdown(selection)}: {claims}; {computed}{rest}."


def scored_units(selection, units, claimed) -> str:
    """How many of the units sent points, where no single card can be shown."""
    return (
        f"{period_and_unit_markdown(selection)}: **{claimed['unit_key'].nunique()} trong {units['unit_key'].nunique()} "
        "đơn vị** đã gửi điểm theo bộ tiêu chí này. Điểm của các đơn vị không cộng vào nhau; chọn "
        "một đơn vị ở thanh bên trái để xem từng tiêu chí."
    )


def card_note(card) -> str:
    """The card's name, who issued it and by what, and that filters do not narrow it."""
    issued = "" if is_absent(card["issued_by"]) else f"; nơi ban hành: {card['issued_by']}"
    return (
        f"{card['name']}{issued}; căn cứ: {card['source']}. "
        "Điểm tính trên toàn đơn vị, không theo bộ lọc lĩnh vực, thủ tục và kênh."
    )


def figure_text(criterion, measure) -> str | None:
    """The figure that a criterion's points are computed from, with its target and n."""
    if is_absent(criterion.computed_points):
        return None
    need = (
        f", cần {target_text(measure, criterion.target)}"
        if criterion.rule == "share_of_target"
        else ""
    )
    return value_and_n(measure, criterion._asdict()) + need


def open_line(criterion, measure) -> str:
    """A criterion that is not computed: its points, and why."""
    if measure is None:
        why = criterion.why_open
    elif not criterion.is_known:
        why = f"{measure.short}: {NO_FIGURES}"
    elif not criterion.n:
        why = f"{measure.short}: không có trường hợp nào trong kỳ"
    else:
        why = f"{measure.short}: {n_hidden(criterion.n, measure.noun)}"
    return f"{criterion.criterion}. {criterion.name} ({points_text(criterion.max_points)} điểm): {why}."


def measure_link(criterion, measure) -> str:
    """The figure of a criterion, as the link to its rows."""
    value = value_and_n(measure, criterion._asdict(), few=few_words)
    return f"{criterion.criterion}: {measure.short} {value}"


def score_doubts(criterion) -> str:
    """What a person should look at in one criterion, or nothing."""
    doubts = []
    if not criterion.is_on_card:
        doubts.append("tiêu chí không có trong bộ ở ngày cuối kỳ, không cộng vào tổng")
    if criterion.exceeds:
        doubts.append(f"vượt điểm chuẩn {points_text(criterion.max_points)}")
    if criterion.difference > 0:
        doubts.append(f"tự chấm hơn số liệu {points_text(criterion.difference)} điểm")
    if criterion.lacks_evidence:
        doubts.append("thiếu minh chứng")
    return keep_together("; ".join(doubts))
