"""The words of the report upward: its sentences, its annexes, its texts for missing data."""

from board.catalogue import MEASURES
from board.text.codes import TOPICS
from board.text.coverage import coverage_sentence, of_some_units
from board.text.dates import day
from board.text.differences import difference_text
from board.text.letters import LETTERS
from board.text.numbers import (
    ABSENT,
    FEW,
    FEW_MARK,
    NO_FIGURES,
    below_limit,
    counts_text,
    few_mark,
    is_absent,
    keep_together,
    number,
    share,
    share_to_target,
    target_text,
    value_and_n,
)
from board.text.open_dossiers import late_and_undated
from board.text.papers import filters_line
from board.text.receptions_petitions import NO_DENUNCIATIONS
from board.text.sentences import NO_BREAK, inside_a_sentence
from board.text.tasks import NO_LAST_TASKS, outcomes_counted

EVERY_UNIT = "các đơn vị"
REPORT_FIELDS = (
    *(
        "co_quan_cap_tren",
        "co_quan",
        "so_van_ban",
        "so_kem_theo",
        "dia_danh",
        "ngay_van_ban",
        "noi_nhan",
    ),
    *("thay_mat", "chuc_vu", "don_vi", "ky", "tu_ngay", "den_ngay", "so_lieu_den", "ky_so_sanh"),
    *("ban_so_lieu", "bo_loc", "ma_tai_lieu", "ghi_chu"),
    *("nhiem_vu", "tuyen_truyen", "tiep_nhan", "giai_quyet", "dung_han", "thoi_gian"),
    *("dang_giai_quyet", "thai_do", "cam_ket", "tiep_dan", "don_thu", "thu_xin_loi"),
    *("thu_khac", "danh_gia", "khao_sat", "hai_long_qd766", "kiem_tra"),
    *("goi_y_uu_diem", "goi_y_han_che", "goi_y_viec"),
    *("bang_linh_vuc", "tong_linh_vuc", "bang_chi_so", "bang_chi_so_doi", "bang_don_vi"),
    *("bang_ii06a", "tong_ii06a", "bang_mang", "bang_nhiem_vu"),
)
ANNEX_GROUPS = {
    "dossiers": "Cải cách thủ tục hành chính",
    "opinions": "Lấy ý kiến, thái độ phục vụ",
    "letters": "Thư xin lỗi, chúc mừng, chia buồn",
    "progress": "Nhiệm vụ, cam kết, tập huấn, kiểm tra",
    "meetings": "Tiếp dân, đối thoại, đơn thư",
}
SHARE, SENDING = "Tỷ lệ ", "gửi "  # how names of shares begin
# What names count without the measure's own noun before it.
COUNTED_THINGS = (
    *("hồ sơ", "lần", "nhiệm vụ", "cán bộ", "tồn tại", "hoạt động", "ngày tiếp", "vụ việc"),
    *("buổi", "đơn", "ý kiến"),
)


# The day on which a report is signed is not that of its figures: the writer knows it.
DAY_OF_SIGNING = "ngày … tháng … năm ……"


def no_paper_head(unit: str, on) -> str:
    """That paper_heads.csv has no row for the unit on a day, so no report can be made."""
    return (
        f"{unit} không có dòng nào trong paper_heads.csv cho ngày {day(on)}. Thêm dòng vào "
        "data/reference/paper_heads.csv rồi nạp lại."
    )


def value_in_report(measure, row) -> str:
    """What a measure came to, as every sentence and table of the report gives it."""
    return value_and_n(measure, row, in_full=True, few=few_mark)


def field_text(measure, result) -> str:
    """A measure as a template names it by its key: its value with n, or that nothing was sent."""
    return NO_FIGURES if result is None else value_in_report(measure, result.now)


def report_sentence(result, selection) -> str:
    """A measure in one sentence of facts: now, then with what makes the difference, its target;
    what is to be thought of them is the writer's."""
    measure = result.measure
    parts = [counted(result)]
    if result.before is not None and not is_absent(result.before["value"]):
        label = inside_a_sentence(selection.compared.name)
        parts.append(f"{label}: {counts_and_value(measure, result.before)}")
        parts += filter(None, [difference_text(result)])
    if result.target is not None:
        parts.append(f"mục tiêu {target_text(measure, result.target, in_full=True)}")
    return keep_together("; ".join(parts)) + "."


def counted(result) -> str:
    """A share by what it counts of how many: "704/753 hồ sơ đến hạn được giải quyết đúng hạn, đạt
    93,5%"; another measure, and a share that is not shown, by its name."""
    measure, row = result.measure, result.now
    if measure.unit != "share" or is_absent(row["value"]):
        return f"{what_is_counted(result)}: {value_in_report(measure, row)}"
    verb = "đạt" if measure.better == "higher" else "chiếm"
    value = share_to_target(row["value"], result.target)
    return f"{_counts(row)} {what_is_counted(result)}, {verb} {value}"


def what_is_counted(result) -> str:
    """What the numerator of a share counts, as its sentences name it, else a measure's name; of
    what field, where it is of one."""
    measure = result.measure
    what = measure.name
    if measure.unit == "share" and not is_absent(result.now["value"]):
        what = what.removeprefix(SHARE)
        if what.startswith(SENDING):
            what = f"{what.removeprefix(SENDING)} đã gửi"
        elif not what.startswith(COUNTED_THINGS):
            what = f"{measure.noun} {inside_a_sentence(what)}"
    return f"{what}, lĩnh vực {result.field}" if result.field else what


def counts_and_value(measure, row) -> str:
    """A share with what it counts of how many: "183/259, 70,7%"; of another measure its value."""
    if measure.unit != "share" or is_absent(row["value"]):
        return value_in_report(measure, row)
    return f"{_counts(row)}, {share(row['value'])}"


def _counts(row) -> str:
    return counts_text(row) + few_mark(row["n"])


def register_reach(title: str, reached) -> str:
    """To which day a register is known."""
    return f"({title} đến ngày {day(reached)}.)"


def known_only_to(unit: str, reached) -> str:
    """A unit whose files end before the period does."""
    return f"{unit} (số liệu đến {day(reached)})"


def coverage_sentences(results, selection) -> str:
    """What the figures of a paragraph lack, each thing once: of how many units they are (the annex
    by unit shows of which), what cannot be judged yet."""

    def sentence(known) -> str:
        """The gaps of one measure."""
        if some := of_some_units(known):
            return f"Tính trên {some} có đủ số liệu của kỳ; kỳ so sánh cũng vậy."
        return coverage_sentence(known, selection.period.end)

    return " ".join(dict.fromkeys(filter(None, (sentence(result.coverage) for result in results))))


def measure_without_figures(title: str) -> str:
    """The row of a measure for which nothing was sent."""
    return f"{title}: {NO_FIGURES}."


def topics_sentence(found) -> str:
    """What became of the dossiers of land and of compensation; `found`: as `by_group` gives them by
    topic, those without dossiers left out."""
    sentences = []
    for topic, name in TOPICS.items():
        if topic not in found.index:
            sentences.append(f"{name}: không phát sinh hồ sơ.")
            continue
        row = found.loc[topic]
        late = {part: row[f"share_overdue_{part}"] for part in ("numerator", "n")}
        late = counts_and_value(MEASURES["share_overdue"], late | {"value": row["share_overdue"]})
        settled = f"đã giải quyết {number(row['dossiers_settled'])} hồ sơ"
        if row["dossiers_settled"]:
            settled += f", quá hạn {late}"
        sentences.append(f"{name}: {settled}; cuối kỳ {_open_text(row)}.")
    return keep_together(" ".join(sentences))


def _open_text(row) -> str:
    late = f"{number(row['open_late'])} hồ sơ đang giải quyết đã quá hạn"
    return late_and_undated(late, row["finished_without_date"])


def tasks_sentence(given) -> str:
    """What became of the tasks given by the period's end."""
    if given.empty:
        return NO_LAST_TASKS
    return f"Đến hết kỳ đã giao {number(len(given))} nhiệm vụ: {outcomes_counted(given)}."


def thanks_sentence(count: int) -> str:
    """Letters of thanks sent in the period."""
    return f"{LETTERS['thanks']} đã gửi trong kỳ: {number(count)} thư."


def denunciations_sentence(found) -> str:
    """Denunciations of the period, which are counted and never listed."""
    if found.empty:
        return NO_DENUNCIATIONS
    counts = found.sum(numeric_only=True)
    return (
        f"Đơn tố cáo (chỉ đếm): nhận {number(counts['denunciations_received'])} đơn, thụ lý "
        f"{number(counts['denunciations_accepted'])}, giải quyết xong "
        f"{number(counts['denunciations_settled'])}."
    )


def tables_note() -> str:
    """What the signs of the report mean."""
    return (
        f"dấu {FEW_MARK} sau một số: {FEW}; “{ABSENT}”: không có gì để chia, hoặc "
        f"{below_limit('trường hợp')} nên không nêu; “{NO_FIGURES}”: đơn vị chưa gửi tệp hoặc sổ "
        "cho kỳ này."
    )


def _name_in_one_line(body: str, unit: str) -> str:
    """A body's name that breaks, where it has to, before the unit's and not within it."""
    name = unit.upper()
    return body.replace(name, name.replace(" ", NO_BREAK))


def report_front(selection, head: dict[str, str], recipient: str, code: str) -> dict[str, str]:
    """The fields above and below the body of the report."""
    compared = selection.compared
    return {
        "co_quan_cap_tren": head["parent_body"],
        "co_quan": _name_in_one_line(head["body"], selection.unit_name),
        "so_van_ban": head["number"],
        "dia_danh": head["place"],
        "so_kem_theo": inside_a_sentence(head["number"]),
        "ngay_van_ban": DAY_OF_SIGNING,
        "noi_nhan": recipient or head["recipient"],
        "thay_mat": head["signs_for"],
        "chuc_vu": head["signs_as"],
        "don_vi": inside_a_sentence(selection.unit_name) if selection.filters.unit else EVERY_UNIT,
        "ky": inside_a_sentence(selection.period.name),
        "tu_ngay": day(selection.period.start),
        "den_ngay": day(selection.period.end),
        "so_lieu_den": day(selection.data_date),
        "ky_so_sanh": inside_a_sentence(compared.name) if compared else ABSENT,
        "ban_so_lieu": selection.snapshot.name,
        "bo_loc": filters_line(selection),
        "ma_tai_lieu": code,
        "ghi_chu": tables_note(),
    }
