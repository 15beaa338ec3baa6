"""The words of the annexes of the report upward: a line a measure, a unit, a task."""

from board.text import change_words
from board.text.committee_pack import stream_cells, task_cells
from board.text.coverage import of_some_units
from board.text.dates import day
from board.text.numbers import (
    ABSENT,
    NO_FIGURES,
    few_mark,
    is_absent,
    keep_together,
    n_cell,
    number,
    target_text,
    value_and_n,
    value_text,
)
from board.text.report_upward import value_in_report
from board.text.sentences import one_line

ANNEX_GROUPS = {
    "dossiers": "Cải cách thủ tục hành chính",
    "opinions": "Lấy ý kiến, thái độ phục vụ",
    "letters": "Thư xin lỗi, chúc mừng, chia buồn",
    "progress": "Nhiệm vụ, cam kết, tập huấn, kiểm tra",
    "meetings": "Tiếp dân, đối thoại, đơn thư",
}
ANNEX_COLUMNS = (
    *("tt", "chi_so", "gia_tri", "n", "ky_so_sanh", "muc_tieu", "thang_gan_nhat"),
    *("so_voi_muc_tieu", "so_lieu_den"),
)


def annex_row(place: int, measure, fact, reached) -> dict[str, str]:
    """A measure's line in the annex, a text a column; `reached`: to which day its data go."""
    row = dict.fromkeys(ANNEX_COLUMNS, ABSENT) | {"tt": number(place), "chi_so": measure.name}
    if fact is None:
        return row | {"gia_tri": NO_FIGURES}
    row |= {
        "gia_tri": keep_together(value_text(measure, fact.now["value"], in_full=True)),
        "so_lieu_den": day(reached),
    }
    if some := of_some_units(fact.coverage):
        row["so_lieu_den"] += f" ({some})"
    if measure.unit != "count":
        row["n"] = n_cell(fact.now["n"])
    if fact.before is not None:
        row["ky_so_sanh"] = value_in_report(measure, fact.before)
    if fact.target is not None:
        row["muc_tieu"] = target_text(measure, fact.target, in_full=True)
    if fact.chart is not None:
        row["thang_gan_nhat"] = change_words.variation(fact.verdict)
    if fact.verdict is not None and fact.verdict.assurance:
        row["so_voi_muc_tieu"] = change_words.ASSURANCE[fact.verdict.assurance]
    return row


def unit_cell(measure, value_n, is_known: bool) -> str:
    """A measure of one unit in the table of units; `value_n`: value and n, None where nothing was
    counted there; what was not sent is not 0."""
    if not is_known:
        return NO_FIGURES
    value, n = value_n or (None, None)
    if is_absent(value):
        return number(0) if measure.unit == "count" and measure.register is None else ABSENT
    return value_and_n(measure, {"value": value, "n": n}, few=few_mark)


def task_row(place: int, row, unit_name: str) -> dict[str, str]:
    """A task's line in the annex; what a register holds stays in one line."""
    names = ("viec", "chu_tri", "han", "tinh_trang", "tien_do", "don_vi")
    cells = map(one_line, task_cells(row, unit_name))
    return {"tt": number(place)} | dict(zip(names, cells, strict=True))


def stream_row(stream) -> dict[str, str]:
    """A workstream's line in the annex."""
    return dict(
        zip(("mang", "chi_so", "nhiem_vu"), map(one_line, stream_cells(stream)), strict=True)
    )
