"""The one table of measures: what each is called, how it is computed, and where that comes from.

Every page, paper, CSV and command takes a measure from here. A measure is a numerator over a
denominator, or a value that a question returns; its columns come from the questions it names,
joined on (period, group).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

import pandas as pd

from board.filters import Filters
from board.methods.intervals import wilson
from board.periods import Period
from board.warehouse import Snapshot, ask

Column = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class Measure:
    """One measure. `numerator`/`denominator` for a share, `numerator` alone for a count, `value`
    with `n` for a percentile. `better` is "higher", "lower" or None. `rows` names the question
    that lists the dossiers or ratings behind it and `rows_of` the subset that is the numerator."""

    key: str
    name: str
    short: str
    unit: str  # share | days | count
    better: str | None
    questions: tuple[str, ...]
    definition: str
    formula: str
    source: str
    rows: str
    rows_of: str | None = None
    numerator: Column | None = None
    denominator: Column | None = None
    value: str | None = None
    n: str | None = None
    by: tuple[str, ...] = ("field", "procedure", "unit", "channel", "topic")


FORM = "Biểu số II.06a/VPCP/KSTT"
GIVEN = "Đếm từ số liệu một cửa"

MEASURES: dict[str, Measure] = {
    m.key: m
    for m in (
        Measure(
            "dossiers_received",
            "Hồ sơ tiếp nhận trong kỳ",
            "Tiếp nhận",
            "count",
            None,
            ("received",),
            "Số hồ sơ có ngày tiếp nhận nằm trong kỳ, trừ hồ sơ mới đăng ký và hồ sơ bị từ chối tiếp nhận.",
            "Số hồ sơ tiếp nhận = (4) + (5) của Biểu II.06a",
            FORM,
            "received",
            numerator=lambda f: f["received"],
        ),
        Measure(
            "dossiers_settled",
            "Hồ sơ đã giải quyết trong kỳ",
            "Đã giải quyết",
            "count",
            None,
            ("settled",),
            "Số hồ sơ giải quyết xong trong kỳ (đã xử lý xong, đã trả kết quả hoặc công dân rút), "
            "tính theo ngày kết thúc xử lý.",
            "Số hồ sơ đã giải quyết = (7) của Biểu II.06a",
            FORM,
            "settled",
            numerator=lambda f: f["settled"],
        ),
        Measure(
            "open_overdue",
            "Hồ sơ đang giải quyết đã quá hạn",
            "Quá hạn cuối kỳ",
            "count",
            "lower",
            ("in_hand",),
            "Số hồ sơ chưa xong ở cuối kỳ và hạn trả đã qua, trừ hồ sơ đang chờ bổ sung, chờ nghĩa vụ "
            "tài chính hoặc tạm dừng. Kỳ kết thúc sau ngày số liệu thì tính đến ngày số liệu.",
            "Số hồ sơ đang quá hạn = (13) của Biểu II.06a",
            FORM,
            "in_hand",
            "overdue",
            numerator=lambda f: f["in_hand_overdue"],
        ),
        Measure(
            "share_before_time",
            "Tỷ lệ giải quyết trước hạn",
            "Trước hạn",
            "share",
            None,
            ("settled",),
            "Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong trước ngày hẹn trả.",
            "Trước hạn = (8) ÷ (7)",
            FORM,
            "settled",
            "before_time",
            numerator=lambda f: f["before_time"],
            denominator=lambda f: f["settled"],
        ),
        Measure(
            "share_on_time",
            "Tỷ lệ giải quyết đúng ngày hẹn",
            "Đúng ngày hẹn",
            "share",
            None,
            ("settled",),
            "Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong đúng ngày hẹn trả, không có hạn hoặc công "
            "dân rút hồ sơ.",
            "Đúng ngày hẹn = (9) ÷ (7)",
            FORM,
            "settled",
            "on_time",
            numerator=lambda f: f["on_time"],
            denominator=lambda f: f["settled"],
        ),
        Measure(
            "share_overdue",
            "Tỷ lệ giải quyết quá hạn",
            "Quá hạn",
            "share",
            "lower",
            ("settled",),
            "Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong sau ngày hẹn trả. Hồ sơ còn treo không có "
            "ở đây.",
            "Quá hạn = (10) ÷ (7)",
            FORM,
            "settled",
            "overdue",
            numerator=lambda f: f["overdue"],
            denominator=lambda f: f["settled"],
        ),
        Measure(
            "rate_settled_on_time",
            "Tỷ lệ đã giải quyết không quá hạn (a)",
            "Không quá hạn (a)",
            "share",
            "higher",
            ("settled",),
            "Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong trước hoặc đúng ngày hẹn trả. Chỉ tính hồ "
            "sơ đã xong, nên hồ sơ treo quá hạn không làm giảm tỷ lệ này.",
            "(a) = ((8) + (9)) ÷ (7)",
            FORM,
            "settled",
            "not_overdue",
            numerator=lambda f: f["before_time"] + f["on_time"],
            denominator=lambda f: f["settled"],
        ),
        Measure(
            "rate_qd766",
            "QĐ 766, tính từ Biểu II.06a (b)",
            "QĐ 766 (b)",
            "share",
            "higher",
            ("settled", "in_hand"),
            "Số hồ sơ đã giải quyết không quá hạn và đang giải quyết trong hạn, trên tổng số hồ sơ đã và "
            "đang giải quyết. Cổng Dịch vụ công còn tính lần bổ sung thứ hai là quá hạn, nên có thể lệch.",
            "(b) = ((8) + (9) + (12)) ÷ ((7) + (11))",
            "QĐ 766/QĐ-TTg, tính từ Biểu II.06a",
            "form",
            "not_overdue",
            numerator=lambda f: f["before_time"] + f["on_time"] + f["in_hand_within"],
            denominator=lambda f: f["settled"] + f["in_hand"],
        ),
        Measure(
            "rate_due_on_time",
            "Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn (c)",
            "Đúng hạn (c)",
            "share",
            "higher",
            ("due_cohort",),
            "Trong số hồ sơ có ngày hẹn trả nằm trong kỳ (và trước ngày số liệu), tỷ lệ xong vào hoặc "
            "trước ngày hẹn. Hồ sơ treo quá hạn vẫn nằm ở mẫu số; hồ sơ đang chờ bổ sung, chờ nghĩa vụ "
            "tài chính, tạm dừng hoặc đã rút không tính.",
            "(c) = số xong đúng hạn ÷ số đến hạn trong kỳ (trạng thái 2, 4, 9, 10)",
            "Quy ước của Bảng điều hành, xem docs/assumptions.md",
            "due",
            "met",
            numerator=lambda f: f["due_met"],
            denominator=lambda f: f["due"],
        ),
        Measure(
            "median_working_days",
            "Thời gian giải quyết trung vị",
            "Trung vị",
            "days",
            "lower",
            ("working_time",),
            "Một nửa số hồ sơ xong trong kỳ có thời gian làm việc từ lúc tiếp nhận đến lúc xong không "
            "quá số này, đã trừ thời gian tạm dừng.",
            "Phân vị 50% của thời gian làm việc (ngày), nội suy tuyến tính",
            "Tính theo lịch làm việc; xem docs/assumptions.md",
            "timed",
            value="median_working_days",
            n="timed",
        ),
        Measure(
            "p90_working_days",
            "Thời gian mà 90% hồ sơ xong",
            "90% xong trong",
            "days",
            "lower",
            ("working_time",),
            "Chín phần mười số hồ sơ xong trong kỳ có thời gian làm việc không quá số này, đã trừ thời "
            "gian tạm dừng.",
            "Phân vị 90% của thời gian làm việc (ngày), nội suy tuyến tính",
            "Tính theo lịch làm việc; xem docs/assumptions.md",
            "timed",
            value="p90_working_days",
            n="timed",
        ),
        Measure(
            "share_online",
            "Tỷ lệ hồ sơ nộp trực tuyến",
            "Trực tuyến",
            "share",
            "higher",
            ("received",),
            "Trong số hồ sơ tiếp nhận trong kỳ, tỷ lệ nộp trực tuyến.",
            "Trực tuyến = (4) ÷ ((4) + (5))",
            FORM,
            "received",
            "online",
            numerator=lambda f: f["received_online"],
            denominator=lambda f: f["received"],
        ),
        Measure(
            "share_satisfied",
            "Tỷ lệ hài lòng tại một cửa (thang 3 mức)",
            "Hài lòng",
            "share",
            "higher",
            ("ratings",),
            "Trong số lượt đánh giá thang 3 mức trong kỳ, tỷ lệ Hài lòng hoặc Rất hài lòng. Người không "
            "đánh giá không được tính là hài lòng.",
            "Hài lòng = số lượt mức 2, 3 ÷ số lượt có trả lời",
            "Phiếu và máy đánh giá tại một cửa",
            "rated",
            "satisfied",
            numerator=lambda f: f["satisfied"],
            denominator=lambda f: f["rated"],
            by=("source", "field", "unit"),
        ),
        Measure(
            "share_satisfied_survey",
            "Tỷ lệ hài lòng qua khảo sát (thang 5 mức)",
            "Khảo sát",
            "share",
            "higher",
            ("ratings",),
            "Trong số phiếu khảo sát thang 5 mức trong kỳ, tỷ lệ Hài lòng hoặc Rất hài lòng. Không gộp "
            "với đánh giá thang 3 mức.",
            "Hài lòng = số phiếu mức 4, 5 ÷ số phiếu có trả lời",
            "Khảo sát theo phương pháp SIPAS",
            "surveyed",
            "satisfied",
            numerator=lambda f: f["satisfied_survey"],
            denominator=lambda f: f["surveyed"],
            by=("source", "field", "unit"),
        ),
        Measure(
            "response_rate",
            "Tỷ lệ hồ sơ có đánh giá",
            "Có đánh giá",
            "share",
            "higher",
            ("responses",),
            "Trong số hồ sơ xong trong kỳ (đã xử lý xong hoặc đã trả), tỷ lệ có đánh giá thang 3 mức.",
            "Có đánh giá = số hồ sơ xong có đánh giá ÷ số hồ sơ xong",
            GIVEN,
            "responses",
            "responded",
            numerator=lambda f: f["responded"],
            denominator=lambda f: f["finished"],
        ),
    )
}


def measure(
    keys: Iterable[str],
    snapshot: Snapshot,
    filters: Filters,
    periods: list[Period],
    by: str | None = None,
) -> pd.DataFrame:
    """The measures `keys` over `periods`, one row a (measure, period, group).

    Columns: measure, period (index in `periods`), group (None without `by`), value (shares as
    fractions, NaN where there is nothing to divide by), numerator, denominator, n, low, high (95%
    Wilson interval of a share). Without `by` every period has a row; with it, every group seen.
    """
    parts = []
    answers: dict[tuple[str, ...], pd.DataFrame] = {}
    for key in keys:
        one = MEASURES[key]
        if one.questions not in answers:
            answers[one.questions] = _asked(one.questions, snapshot, filters, periods, by)
        parts.append(_computed(one, answers[one.questions]))
    return pd.concat(parts, ignore_index=True)


def _asked(questions, snapshot, filters, periods, by) -> pd.DataFrame:
    parameters = filters.parameters() | {
        "by": by,
        "starts": [p.start for p in periods],
        "ends": [p.end for p in periods],
    }
    frames = [ask(snapshot, question, **parameters) for question in questions]
    frame = reduce(lambda a, b: a.merge(b, on=["period", "group"], how="outer"), frames)
    if by is None:
        every = pd.DataFrame({"period": range(len(periods)), "group": None}, dtype=object)
        frame = every.astype({"period": "int64"}).merge(
            frame.drop(columns="group"), on="period", how="left"
        )
    counts = [c for c in frame.columns if c not in ("period", "group") and "working_days" not in c]
    return frame.fillna(dict.fromkeys(counts, 0))


def _computed(one: Measure, frame: pd.DataFrame) -> pd.DataFrame:
    made = frame[["period", "group"]].copy()
    made.insert(0, "measure", one.key)
    nothing = pd.Series(float("nan"), index=frame.index)
    if one.value:
        made["value"], made["n"] = frame[one.value].astype(float), frame[one.n].astype("int64")
        made["numerator"] = made["denominator"] = made["low"] = made["high"] = nothing
        return made
    made["numerator"] = one.numerator(frame).astype("int64")
    if one.denominator is None:
        made["value"], made["n"] = made["numerator"].astype(float), made["numerator"]
        made["denominator"] = made["low"] = made["high"] = nothing
        return made
    made["denominator"] = made["n"] = one.denominator(frame).astype("int64")
    made["value"] = (made["numerator"] / made["denominator"]).where(made["denominator"] > 0)
    bounds = [
        wilson(k, n) or (None, None) for k, n in zip(made["numerator"], made["n"], strict=True)
    ]
    made["low"], made["high"] = (
        (pd.Series(side, index=frame.index, dtype=float) for side in zip(*bounds, strict=True))
        if bounds
        else (nothing, nothing)
    )
    return made
