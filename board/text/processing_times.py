"""The words of Thời gian giải quyết."""

from board.runtime.settings import SETTINGS
from board.text import change_words
from board.text.codes import GROUPS
from board.text.headings import columns_named
from board.text.markdown import escaped
from board.text.numbers import (
    UNITS,
    below_limit,
    duration,
    few_words,
    is_absent,
    keep_together,
    n_text,
    number,
    share,
    target_text,
    value_and_counts,
)
from board.text.pages import period_and_unit_markdown
from board.text.sentences import inside_a_sentence

PICK_A_GROUP = "Chọn một dòng trong bảng để mở hồ sơ đứng sau các con số của nhóm đó."


MORE = "Xem thêm: phân bố thời gian, tỷ lệ xong theo số ngày"
FIELDS_NAMED = 2


def waiting_line(waiting) -> str:
    """How many wait for the citizen past their date, which no rate of those due counts."""
    return keep_together(
        f"{number(waiting.now['value'])} hồ sơ quá ngày hẹn nhưng đang chờ công dân, không tính vào "
        "tỷ lệ đúng hạn"
    )


COUNTERWEIGHT = "Xem kèm các tỷ lệ đúng hạn:"


def counterweight(result) -> str:
    """A counter-measure as one link: how many, and what share of how many."""
    n, things = result.now["n"], result.measure.noun
    value = "" if is_absent(result.now["value"]) else f"{share(result.now['value'])} "
    of = f"{value}trong {number(n)}{few_words(n)}"
    return keep_together(
        f"{result.measure.short}: {number(result.now['numerator'])} {things} ({of})"
    )


BY = "Xem theo"
DOTS = "Thời gian xong một nửa và 90% hồ sơ"
VERDICT_STACK = "Trước hạn, đúng hạn, quá hạn"
DISTRIBUTION = "Số hồ sơ theo thời gian (ngày làm việc)"
FINISHED = "Tỷ lệ xong theo số ngày (%, ngày làm việc)"


def finished_note(received: int, still_open: int, times, finished) -> str:
    """When half and nine in ten of what came in finish, compared with those of what was finished, and why
    the two differ. `times` and `finished` are (half, nine in ten); None or NaN where absent."""
    half, most = (NOT_REACHED if is_absent(t) else duration(t) for t in times)
    text = (
        f"Trong {number(received)} hồ sơ nhận trong kỳ còn {number(still_open)} hồ sơ chưa xong. Tính "
        f"cả chúng: một nửa hồ sơ xong trong {half}, 90% hồ sơ xong trong {most}; chỉ tính hồ sơ đã xong trong "
        f"kỳ: {duration(finished[0])} và {duration(finished[1])}. "
    )
    return keep_together(text + _why_they_differ(times[1], finished[1])) + FINISHED_BAND


def _why_they_differ(most, most_finished) -> str:
    if is_absent(most):
        return "Chưa tới 90% hồ sơ nhận trong kỳ đã xong, nên mốc 90% chưa có. "
    if is_absent(most_finished) or duration(most) == duration(most_finished):
        return ""
    if most > most_finished:
        return "Số sau ngắn hơn vì hồ sơ còn treo không có trong đó. "
    return "Số sau dài hơn vì có cả hồ sơ nhận từ các kỳ trước. "


NOT_REACHED = "thời gian chưa xác định"
FINISHED_BAND = "Dải nhạt: khoảng tin cậy 95% (Kaplan–Meier)."
DISTRIBUTION_NOTE = "Cột cuối gộp mọi hồ sơ lâu hơn."


def trend_note(result) -> str:
    """How to read a time chart, and the change if its months hold one."""
    hollow = "Chấm rỗng: tháng chưa đủ kỳ."
    if result.verdict is None:
        is_share = result.measure.unit == "share"
        return f"Vạch dọc nhạt: khoảng tin cậy 95% (Wilson). {hollow}" if is_share else hollow
    steps = "Bậc ngang: mức của từng giai đoạn."
    found = change_words.change(result) or ""
    return " ".join(filter(None, [steps, hollow, found and f"{found[:1].upper()}{found[1:]}."]))


NONE_SETTLED = "không có hồ sơ nào để tính thời gian giải quyết"
NONE_DUE = "không có hồ sơ nào để tính tỷ lệ quá hạn"


def processing_answer(selection, results, fields=()) -> str:
    """The first sentence of the page: the `fields` that miss their target, the worst first, then
    times and what is overdue; where nothing was settled, that there is nothing to say."""
    median, p90 = results["median_working_days"].now, results["p90_working_days"].now
    overdue = results["share_overdue"].now
    mark = "" if fields else "**"  # two figures at most are bold
    half, most = (f"{mark}{duration(row['value'], in_full=True)}{mark}" for row in (median, p90))
    times = f"một nửa hồ sơ xong trong {half}, 90% hồ sơ xong trong {most} ({n_text(p90['n'])})"
    late = f"{share(overdue['value'])} hồ sơ đã giải quyết bị quá hạn ({n_text(overdue['n'])})"
    if is_absent(p90["value"]):
        times = NONE_SETTLED
    if is_absent(overdue["value"]):
        late = NONE_DUE
    parts = [*([_fields_that_miss(fields)] if fields else []), times, late]
    return f"{period_and_unit_markdown(selection)}: {'; '.join(parts)}."


def _fields_that_miss(fields) -> str:
    target = target_text(fields[0].measure, fields[0].target)
    named = ", ".join(
        f"**{escaped(inside_a_sentence(r.field))} {value_and_counts(r.measure, r.now)}**"
        for r in fields[:FIELDS_NAMED]
    )
    others = len(fields) - FIELDS_NAMED
    more = f" và {number(others)} lĩnh vực khác" if others > 0 else ""
    return f"tỷ lệ đúng hạn, trên hồ sơ đến hạn, chưa đạt {target} ở {named}{more}"


def too_few_to_draw(title: str) -> str:
    """That a chart is of too few dossiers to say anything."""
    return f"{title}: dưới {SETTINGS.warn_below_n} hồ sơ nên không vẽ."


def too_few_months(result) -> str:
    """That a measure has too few months for a chart."""
    return f"{result.measure.short}, theo tháng: chưa đủ tháng có số liệu để vẽ."


def trend_title(result, axis: str, short: bool) -> str:
    """The title of a trend; `axis` names an axis that is cut, `short` leaves out the months."""
    field = f", lĩnh vực {result.field}" if result.field else ""
    unit = UNITS.get(result.measure.unit, result.measure.noun)
    months = result.months["period_start"].tail(25)
    inside = f"{unit}, {axis}" if axis else unit
    if short:
        return f"{result.measure.short}{field}, theo tháng ({inside})"
    return (
        f"{result.measure.name}{field}, {months.iloc[0]:%m/%Y}–{months.iloc[-1]:%m/%Y} ({inside})"
    )


def rows_of_group(name: str) -> str:
    """The line above the dossiers of a picked group; `name` is safe as markdown."""
    return f"Hồ sơ đứng sau các con số của nhóm **{name}**:"


def group_title(what: str, by: str, shown: int, found: int) -> str:
    """The title of a chart by group; `shown` of the `found` groups are drawn."""
    some = f"{shown} {GROUPS[by].lower()} lớn nhất" if found > shown else GROUPS[by].lower()
    unit = "ngày" if what == DOTS else "%"
    return f"{what}, theo {some} ({unit})"


def month_table(result):
    """A measure's months, for the CSV of its chart."""
    shown = result.months.assign(month=result.months["period_start"].dt.strftime("%m/%Y"))
    return columns_named(shown[["month", "value", "numerator", "denominator", "n", "low", "high"]])


PLACES = {
    "inside": "không khác biệt có ý nghĩa",
    "low_95": "thấp hơn, ngoài giới hạn 95%, còn có thể do ngẫu nhiên",
    "high_95": "cao hơn, ngoài giới hạn 95%, còn có thể do ngẫu nhiên",
    "low_998": "thấp hơn, ngoài giới hạn 99,8%",
    "high_998": "cao hơn, ngoài giới hạn 99,8%",
}


def groups_note(selection) -> str:
    """The period and what stands in brackets, under a chart by group."""
    return f"{selection.period.label}; trong ngoặc: khoảng tin cậy 95%"


def placed_text(place, n) -> str:
    """A unit's place in the funnel, or why it has none."""
    if not is_absent(place):
        return PLACES[place]
    few = is_absent(n) or n < SETTINGS.hide_below_n
    return f"{below_limit('hồ sơ')}, không so" if few else ALONE


def placed_texts(units) -> list[str]:
    """The place of each unit, as `placed_text`."""
    return [placed_text(*row) for row in zip(units["place"], units["n"], strict=True)]


ALONE = "không có đơn vị khác để so"
NO_FUNNEL = "Chưa có hai đơn vị đủ số trường hợp để so trong giới hạn ngẫu nhiên."
FUNNEL_OF = "So các đơn vị theo"


EXPECTED = "mức mong đợi"


def funnel_title(measure) -> str:
    """The title of a funnel."""
    return f"{measure.short} của từng đơn vị so với mức mong đợi (điểm phần trăm)"


def funnel_note(units, measure) -> str:
    """Each unit's place in the funnel, and how to read it; never an order."""
    outside = units[~units["place"].isin(["inside"]) & units["place"].notna()]
    inside = int((units["place"] == "inside").sum())
    parts = [f"{row.label}: {PLACES[row.place]}" for row in outside.itertuples()]
    if inside:
        parts.append(f"{number(inside)} đơn vị {PLACES['inside']}")
    unplaced = units["place"].isna()
    if few := int((unplaced & units["value"].isna()).sum()):
        parts.append(f"{number(few)} đơn vị có {below_limit(measure.noun)}, không so")
    if alone := int((unplaced & units["value"].notna()).sum()):
        parts.append(f"{number(alone)} đơn vị {ALONE}")
    each = "" if measure.register else " ở từng thủ tục của đơn vị ấy"
    return (
        f"{'; '.join(parts)}. Mức mong đợi của một đơn vị: tỷ lệ của các đơn vị khác{each}. "
        "Phần đậm của thanh: giới hạn 95% của đơn vị; phần nhạt: 99,8%. "
        "Không phải bảng xếp hạng: trong giới hạn, chênh lệch chỉ do ngẫu nhiên cũng có."
    )
