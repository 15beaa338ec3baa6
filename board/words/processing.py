"""The words of Thời gian giải quyết."""

from board import sentences
from board.formats import days, is_absent, keep_together, number, share
from board.words.base import GROUPS, UNITS, columns_named, counted, measured, n_text, where

PICK_A_GROUP = "Chọn một dòng trong bảng để mở hồ sơ đứng sau các con số của nhóm đó."


def beside_due(first, waiting) -> str:
    value = measured(first.measure, first.now["value"])
    return keep_together(
        f"(c) theo hạn trả đầu tiên: {value} ({n_text(first.now['n'])}). "
        f"{number(waiting.now['value'])} hồ sơ quá ngày hẹn nhưng đang chờ công dân, không tính vào (c)."
    )


COUNTERWEIGHT = "Xem kèm các tỷ lệ đúng hạn:"


def counterweight(fact, hide_below_n: int, warn_below_n: int) -> str:
    """A counter-measure as one link: how many, and what share of how many."""
    n, things = fact.now["n"], counted(fact.measure)
    of = f"trong {number(n)}"
    if n >= hide_below_n:
        care = ", đọc thận trọng" if n < warn_below_n else ""
        of = f"{share(fact.now['value'])} {of}{care}"
    return keep_together(f"{fact.measure.short}: {number(fact.now['numerator'])} {things} ({of})")


BY = "Xem theo"
DOTS = "Trung vị, 90% xong"
VERDICT_STACK = "Trước hạn, đúng hạn, quá hạn"
DISTRIBUTION = "Số hồ sơ theo thời gian (ngày làm việc)"
FINISHED = "Bao lâu thì xong (% đã xong sau số ngày làm việc)"


def finished_note(received: int, still_open: int, times, finished) -> str:
    """When half and nine in ten of what came in finish, beside those of what was finished, and why
    the two differ. `times` and `finished` are (half, nine in ten); None or NaN where absent."""
    half, most = (NOT_REACHED if is_absent(t) else days(t) for t in times)
    text = (
        f"Trong {number(received)} hồ sơ nhận trong kỳ còn {number(still_open)} hồ sơ chưa xong. Tính "
        f"cả chúng: một nửa xong trong {half}, 90% xong trong {most}; chỉ tính hồ sơ đã xong trong "
        f"kỳ: {days(finished[0])} và {days(finished[1])}. "
    )
    return keep_together(text + _why(times[1], finished[1])) + FINISHED_BAND


def _why(most, most_finished) -> str:
    if is_absent(most):
        return "Chưa tới 90% hồ sơ nhận trong kỳ đã xong, nên mốc 90% chưa có. "
    if is_absent(most_finished) or days(most) == days(most_finished):
        return ""
    if most > most_finished:
        return "Số sau ngắn hơn vì hồ sơ còn treo không có trong đó. "
    return "Số sau dài hơn vì có cả hồ sơ nhận từ các kỳ trước. "


NOT_REACHED = "thời gian chưa xác định"
FINISHED_BAND = "Dải nhạt: khoảng tin cậy 95% (Kaplan–Meier)."
DISTRIBUTION_NOTE = "Cột cuối gộp mọi hồ sơ lâu hơn."


def trend_note(fact) -> str:
    """How to read a time chart, and what its months say."""
    hollow = "Chấm rỗng: tháng chưa đủ kỳ."
    if fact.chart is None:
        return f"Vạch dọc nhạt: khoảng tin cậy 95% (Wilson). {hollow}"
    judged = fact.months.dropna(subset=["mean"])
    if judged.empty:
        return hollow
    most = 1 if fact.measure.unit == "share" else None
    ends = judged[["mean", "lower", "upper"]].astype(float).iloc[-1].clip(0, most)
    middle, low, high = (measured(fact.measure, end) for end in ends)
    limits = {
        "xmr": f"Dải xám: giới hạn tự nhiên {low}–{high}; nét chấm: trung bình {middle}.",
        "exact": f"Nét chấm: tỷ lệ chung {middle}; dải xám: mức mà tháng ít trường hợp vẫn hay gặp.",
        "mean": f"Nét chấm: trung bình {middle}.",
    }[fact.chart.kind]
    said = sentences.signal(fact.chart) or sentences.variation(fact.chart)
    return f"{limits} Chấm cam: xấu; xanh: tốt. {hollow} Tháng đủ kỳ gần nhất: {said}."


def processing_answer(choice, facts) -> str:
    median, p90 = facts["median_working_days"].now, facts["p90_working_days"].now
    overdue = facts["share_overdue"].now
    return (
        f"{where(choice)}: một nửa hồ sơ xong trong **{number(median['value'], 1)} ngày làm việc**, "
        f"90% xong trong **{number(p90['value'], 1)} ngày làm việc** ({n_text(p90['n'])}); "
        f"{share(overdue['value'])} hồ sơ đã giải quyết bị quá hạn ({n_text(overdue['n'])})."
    )


def trend_title(fact, axis: str, narrow: bool) -> str:
    unit = UNITS[fact.measure.unit]
    months = fact.months["period_start"].tail(25)
    inside = f"{unit}, {axis}" if axis else unit
    if narrow:
        return f"{fact.measure.short}, theo tháng ({inside})"
    return f"{fact.measure.name}, {months.iloc[0]:%m/%Y}–{months.iloc[-1]:%m/%Y} ({inside})"


def behind_group(name: str) -> str:
    return f"Hồ sơ đứng sau các con số của nhóm **{name}**:"


def group_title(what: str, by: str, shown: int, found: int) -> str:
    some = f"{shown} {GROUPS[by].lower()} lớn nhất" if found > shown else GROUPS[by].lower()
    unit = "ngày" if what == DOTS else "%"
    return f"{what}, theo {some} ({unit})"


def month_table(fact):
    """A measure's months as the CSV behind its chart."""
    shown = fact.months.assign(month=fact.months["period_start"].dt.strftime("%m/%Y"))
    return columns_named(shown[["month", "value", "numerator", "denominator", "n", "low", "high"]])
