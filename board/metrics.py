"""The one table of measures: what each is called, how it is computed, and where that comes from.

Every page, paper, CSV and command takes a measure from here. A measure adds up columns of the
question that it names: a share divides one sum by another, a count is one sum, a length of time is
a column as it stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from board.filters import Filters
from board.methods.intervals import wilson
from board.periods import Period
from board.warehouse import Snapshot, ask


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measure. `numerator` and `denominator` are the columns whose sums a share divides; a
    count has a numerator alone; a length of time has `value`, the column that holds it, and its n
    as denominator. `rows` names the dossiers, ratings or pauses that are the denominator (of a
    count: all of which it is a part) and `rows_of` those of them that are the numerator, None
    where there are no such rows."""

    key: str
    name: str
    short: str
    unit: str  # share | days | count
    better: str | None  # higher | lower | None
    question: str
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    value: str | None = None
    rows: str
    rows_of: str | None = None
    definition: str
    formula: str
    source: str

    @property
    def rows_question(self) -> str:
        """The question that lists the rows behind it, of what it counts."""
        counts_dossiers = self.question not in ("ratings", "pauses")
        return "rows_dossiers" if counts_dossiers else f"rows_{self.question}"


COLUMNS = ["measure", "period", "group", "value", "numerator", "denominator", "n", "low", "high"]
FORM = "Biểu số II.06a/VPCP/KSTT"
COUNTED = "Đếm từ số liệu một cửa"
WORKING_TIME = "Tính theo lịch làm việc; xem docs/assumptions.md"

MEASURES: dict[str, Measure] = {
    one.key: one
    for one in (
        Measure(
            key="dossiers_received",
            name="Hồ sơ tiếp nhận trong kỳ",
            short="Tiếp nhận",
            unit="count",
            better=None,
            question="counts",
            numerator=("received",),
            rows="received",
            definition="Số hồ sơ có ngày tiếp nhận nằm trong kỳ, trừ hồ sơ mới đăng ký và hồ sơ bị từ chối tiếp nhận.",
            formula="Số hồ sơ tiếp nhận = (4) + (5) của Biểu II.06a",
            source=FORM,
        ),
        Measure(
            key="dossiers_settled",
            name="Hồ sơ đã giải quyết trong kỳ",
            short="Đã giải quyết",
            unit="count",
            better=None,
            question="counts",
            numerator=("settled",),
            rows="settled",
            definition="Số hồ sơ giải quyết xong trong kỳ (đã xử lý xong, đã trả kết quả hoặc công dân rút), tính theo ngày kết thúc xử lý.",
            formula="Số hồ sơ đã giải quyết = (7) của Biểu II.06a",
            source=FORM,
        ),
        Measure(
            key="open_overdue",
            name="Hồ sơ đang giải quyết đã quá hạn",
            short="Quá hạn cuối kỳ",
            unit="count",
            better="lower",
            question="counts",
            numerator=("in_hand_overdue",),
            rows="in_hand",
            rows_of="overdue",
            definition="Số hồ sơ chưa xong ở cuối kỳ và hạn trả đã qua, trừ hồ sơ đang chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng. Kỳ kết thúc sau ngày số liệu thì tính đến ngày số liệu.",
            formula="Số hồ sơ đang quá hạn = (13) của Biểu II.06a",
            source=FORM,
        ),
        Measure(
            key="share_before_time",
            name="Tỷ lệ giải quyết trước hạn",
            short="Trước hạn",
            unit="share",
            better=None,
            question="counts",
            numerator=("before_time",),
            denominator=("settled",),
            rows="settled",
            rows_of="before_time",
            definition="Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong trước ngày hẹn trả.",
            formula="Trước hạn = (8) ÷ (7)",
            source=FORM,
        ),
        Measure(
            key="share_on_time",
            name="Tỷ lệ giải quyết đúng ngày hẹn",
            short="Đúng ngày hẹn",
            unit="share",
            better=None,
            question="counts",
            numerator=("on_time",),
            denominator=("settled",),
            rows="settled",
            rows_of="on_time",
            definition="Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong đúng ngày hẹn trả, không có hạn hoặc công dân rút hồ sơ.",
            formula="Đúng ngày hẹn = (9) ÷ (7)",
            source=FORM,
        ),
        Measure(
            key="share_overdue",
            name="Tỷ lệ giải quyết quá hạn",
            short="Quá hạn",
            unit="share",
            better="lower",
            question="counts",
            numerator=("overdue",),
            denominator=("settled",),
            rows="settled",
            rows_of="overdue",
            definition="Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong sau ngày hẹn trả. Hồ sơ còn treo không có ở đây.",
            formula="Quá hạn = (10) ÷ (7)",
            source=FORM,
        ),
        Measure(
            key="rate_settled_on_time",
            name="Tỷ lệ đã giải quyết không quá hạn (a)",
            short="Không quá hạn (a)",
            unit="share",
            better="higher",
            question="counts",
            numerator=("before_time", "on_time"),
            denominator=("settled",),
            rows="settled",
            rows_of="not_overdue",
            definition="Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong trước hoặc đúng ngày hẹn trả. Chỉ tính hồ sơ đã xong, nên hồ sơ treo quá hạn không làm giảm tỷ lệ này.",
            formula="(a) = ((8) + (9)) ÷ (7)",
            source=FORM,
        ),
        Measure(
            key="rate_qd766",
            name="QĐ 766, tính từ Biểu II.06a (b)",
            short="QĐ 766 (b)",
            unit="share",
            better="higher",
            question="counts",
            numerator=("before_time", "on_time", "in_hand_within"),
            denominator=("settled", "in_hand"),
            rows="form",
            rows_of="not_overdue",
            definition="Số hồ sơ đã giải quyết không quá hạn và đang giải quyết trong hạn, trên tổng số hồ sơ đã và đang giải quyết. Cổng Dịch vụ công còn tính lần bổ sung thứ hai là quá hạn, nên có thể lệch.",
            formula="(b) = ((8) + (9) + (12)) ÷ ((7) + (11))",
            source="QĐ 766/QĐ-TTg, tính từ Biểu II.06a",
        ),
        Measure(
            key="rate_due_on_time",
            name="Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn (c)",
            short="Đúng hạn (c)",
            unit="share",
            better="higher",
            question="counts",
            numerator=("due_met",),
            denominator=("due",),
            rows="due",
            rows_of="met",
            definition="Trong số hồ sơ có ngày hẹn trả nằm trong kỳ (và trước ngày số liệu), tỷ lệ xong vào hoặc trước ngày hẹn. Hồ sơ treo quá hạn vẫn nằm ở mẫu số; hồ sơ đang chờ bổ sung, chờ nghĩa vụ tài chính, tạm dừng hoặc đã rút không tính.",
            formula="(c) = số xong đúng hạn ÷ số đến hạn trong kỳ (trạng thái 2, 4, 9, 10)",
            source="Quy ước của Bảng điều hành, xem docs/assumptions.md",
        ),
        Measure(
            key="rate_first_due_on_time",
            name="Tỷ lệ (c) tính theo hạn trả đầu tiên",
            short="(c), hạn đầu",
            unit="share",
            better="higher",
            question="counts",
            numerator=("due_first_met",),
            denominator=("due_first",),
            rows="due_first",
            rows_of="met_first",
            definition="Như tỷ lệ (c), nhưng lấy hạn trả đầu tiên từng thấy trong các tệp thay cho hạn đang in, nên dời hạn không làm đổi tỷ lệ này.",
            formula="số xong vào hoặc trước hạn đầu tiên ÷ số có hạn đầu tiên trong kỳ (trạng thái 2, 4, 9, 10)",
            source="Quy ước của Bảng điều hành, xem docs/assumptions.md",
        ),
        Measure(
            key="due_waiting",
            name="Hồ sơ quá ngày hẹn nhưng đang chờ công dân",
            short="Quá hẹn, đang chờ",
            unit="count",
            better="lower",
            question="counts",
            numerator=("due_waiting",),
            rows="due_waiting",
            definition="Số hồ sơ có ngày hẹn trả nằm trong kỳ (và trước ngày số liệu) mà đang chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng, nên không tính vào tỷ lệ (c).",
            formula="Số hồ sơ trạng thái 5, 6, 8 đến hạn trong kỳ",
            source=COUNTED,
        ),
        Measure(
            key="share_refused",
            name="Tỷ lệ hồ sơ bị từ chối tiếp nhận",
            short="Từ chối tiếp nhận",
            unit="share",
            better=None,
            question="counts",
            numerator=("refused",),
            denominator=("submitted",),
            rows="submitted",
            rows_of="refused",
            definition="Trong số hồ sơ có ngày nộp nằm trong kỳ, tỷ lệ bị từ chối tiếp nhận. Hồ sơ bị từ chối không vào tỷ lệ đúng hạn nào, nên từ chối nhiều làm các tỷ lệ đó đẹp hơn. Từ chối có thể đúng quy định: con số này để mở ra xem, không phải để chấm điểm. Hồ sơ không ghi ngày nộp không tính.",
            formula="Từ chối = số hồ sơ trạng thái 3 ÷ số hồ sơ nộp trong kỳ",
            source=COUNTED,
        ),
        Measure(
            key="share_supplemented_twice",
            name="Tỷ lệ hồ sơ phải bổ sung từ hai lần",
            short="Bổ sung nhiều lần",
            unit="share",
            better="lower",
            question="counts",
            numerator=("supplemented_twice",),
            denominator=("settled",),
            rows="settled",
            rows_of="supplemented_twice",
            definition="Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ đã bị yêu cầu bổ sung từ hai lần trở lên. Mỗi lần bổ sung làm đồng hồ dừng và hạn lùi lại, nên hồ sơ vẫn đúng hạn trong khi người dân phải đi lại.",
            formula="Bổ sung từ hai lần = số hồ sơ có từ 2 lần yêu cầu bổ sung ÷ (7)",
            source=COUNTED,
        ),
        Measure(
            key="share_due_moved_late",
            name="Tỷ lệ hồ sơ bị dời hạn sau khi đã quá hạn",
            short="Dời hạn đã quá",
            unit="share",
            better="lower",
            question="counts",
            numerator=("moved_late",),
            denominator=("settled",),
            rows="settled",
            rows_of="moved_late",
            definition="Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ từng có hạn trả bị đổi sau khi hạn cũ đã qua: một tệp xuất sau hạn cũ vẫn ghi hạn đó, tệp sau ghi hạn khác. Dời hạn như vậy biến hồ sơ quá hạn thành đúng hạn. Chỉ thấy được khi có nhiều tệp xuất liên tiếp.",
            formula="Dời hạn đã quá = số hồ sơ đổi hạn sau khi hạn cũ đã qua ÷ (7)",
            source=COUNTED,
        ),
        Measure(
            key="share_on_last_day",
            name="Tỷ lệ hồ sơ xong đúng ngày cuối hạn",
            short="Xong ngày cuối",
            unit="share",
            better=None,
            question="counts",
            numerator=("on_last_day",),
            denominator=("settled",),
            rows="settled",
            rows_of="on_last_day",
            definition="Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ xong đúng ngày hẹn trả (không kể hồ sơ công dân rút). Xong ngày cuối vẫn là đúng hạn, và thủ tục phải xong trong ngày thì ngày nào cũng là ngày cuối; nên đây là dấu hiệu, không phải lỗi. Tỷ lệ lớn ở thủ tục nhiều ngày cho thấy không còn khoảng dự phòng, hoặc ngày xong được ghi theo hạn.",
            formula="Xong ngày cuối = số hồ sơ xong đúng ngày hẹn ÷ (7)",
            source=COUNTED,
        ),
        Measure(
            key="share_paused_on_last_day",
            name="Tỷ lệ lần tạm dừng bắt đầu vào ngày cuối hạn",
            short="Tạm dừng ngày cuối",
            unit="share",
            better="lower",
            question="pauses",
            numerator=("begun_on_last_day",),
            denominator=("begun",),
            rows="pauses",
            rows_of="paused_on_last_day",
            definition="Trong số lần tạm dừng (bổ sung, tạm dừng, chờ nghĩa vụ tài chính) bắt đầu trong kỳ, tỷ lệ bắt đầu đúng vào hạn trả: hạn đang in hoặc hạn đầu tiên từng thấy. Tạm dừng vào ngày cuối giữ hồ sơ khỏi quá hạn. Hạn bị dời trước khi có tệp nào ghi lại thì không thấy được, nên con số thật có thể lớn hơn. Chỉ có khi nạp sổ tạm dừng.",
            formula="Tạm dừng ngày cuối = số lần bắt đầu vào ngày hẹn ÷ số lần tạm dừng bắt đầu trong kỳ",
            source="Sổ tạm dừng của hệ thống một cửa",
        ),
        Measure(
            key="median_working_days",
            name="Thời gian giải quyết trung vị",
            short="Trung vị",
            unit="days",
            better="lower",
            question="working_time",
            value="median_working_days",
            denominator=("timed",),
            rows="timed",
            definition="Một nửa số hồ sơ xong trong kỳ có thời gian làm việc từ lúc tiếp nhận đến lúc xong không quá số này, đã trừ thời gian tạm dừng.",
            formula="Phân vị 50% của thời gian làm việc (ngày), nội suy tuyến tính",
            source=WORKING_TIME,
        ),
        Measure(
            key="p90_working_days",
            name="Thời gian mà 90% hồ sơ xong",
            short="90% xong trong",
            unit="days",
            better="lower",
            question="working_time",
            value="p90_working_days",
            denominator=("timed",),
            rows="timed",
            definition="Chín phần mười số hồ sơ xong trong kỳ có thời gian làm việc không quá số này, đã trừ thời gian tạm dừng.",
            formula="Phân vị 90% của thời gian làm việc (ngày), nội suy tuyến tính",
            source=WORKING_TIME,
        ),
        Measure(
            key="share_online",
            name="Tỷ lệ hồ sơ nộp trực tuyến",
            short="Trực tuyến",
            unit="share",
            better="higher",
            question="counts",
            numerator=("received_online",),
            denominator=("received",),
            rows="received",
            rows_of="online",
            definition="Trong số hồ sơ tiếp nhận trong kỳ, tỷ lệ nộp trực tuyến.",
            formula="Trực tuyến = (4) ÷ ((4) + (5))",
            source=FORM,
        ),
        Measure(
            key="share_satisfied",
            name="Tỷ lệ hài lòng tại một cửa (thang 3 mức)",
            short="Hài lòng",
            unit="share",
            better="higher",
            question="ratings",
            numerator=("satisfied",),
            denominator=("rated",),
            rows="rated",
            rows_of="satisfied",
            definition="Trong số lượt đánh giá thang 3 mức trong kỳ, tỷ lệ Hài lòng hoặc Rất hài lòng. Người không đánh giá không được tính là hài lòng.",
            formula="Hài lòng = số lượt mức 2, 3 ÷ số lượt có trả lời",
            source="Phiếu và máy đánh giá tại một cửa",
        ),
        Measure(
            key="share_satisfied_survey",
            name="Tỷ lệ hài lòng qua khảo sát (thang 5 mức)",
            short="Khảo sát",
            unit="share",
            better="higher",
            question="ratings",
            numerator=("satisfied_survey",),
            denominator=("surveyed",),
            rows="surveyed",
            rows_of="satisfied",
            definition="Trong số phiếu khảo sát thang 5 mức trong kỳ, tỷ lệ Hài lòng hoặc Rất hài lòng. Không gộp với đánh giá thang 3 mức.",
            formula="Hài lòng = số phiếu mức 4, 5 ÷ số phiếu có trả lời",
            source="Khảo sát theo phương pháp SIPAS",
        ),
        Measure(
            key="satisfaction_qd766",
            name="Hài lòng theo QĐ 766 (suy từ hồ sơ)",
            short="QĐ 766",
            unit="share",
            better="higher",
            question="counts",
            numerator=("content_qd766",),
            denominator=("settled",),
            rows="settled",
            # No rows are the numerator: what is overdue and complained of is taken off twice.
            rows_of=None,
            definition="Trong số hồ sơ đã giải quyết trong kỳ, phần còn lại sau khi trừ tỷ lệ quá hạn và tỷ lệ có đánh giá Không hài lòng tại một cửa. Hồ sơ vừa quá hạn vừa bị đánh giá Không hài lòng bị trừ hai lần, đúng như công thức của quyết định; kết quả không xuống dưới 0. Người không đánh giá được coi là hài lòng, nên không gộp với khảo sát hay đánh giá tại một cửa.",
            formula="100% − (% quá hạn + % có đánh giá Không hài lòng) = ((7) − (10) − số bị đánh giá Không hài lòng) ÷ (7)",
            source="QĐ 766/QĐ-TTg, tính từ Biểu II.06a và đánh giá tại một cửa",
        ),
        Measure(
            key="share_complained_of",
            name="Tỷ lệ hồ sơ có đánh giá Không hài lòng",
            short="Không hài lòng",
            unit="share",
            better="lower",
            question="counts",
            numerator=("complained_of",),
            denominator=("settled",),
            rows="settled",
            rows_of="complained_of",
            definition="Trong số hồ sơ đã giải quyết trong kỳ, tỷ lệ có đánh giá Không hài lòng tại một cửa, dù đánh giá vào ngày nào. Hồ sơ không ai đánh giá vẫn nằm ở mẫu số.",
            formula="số hồ sơ đã giải quyết bị đánh giá Không hài lòng ÷ (7)",
            source=COUNTED,
        ),
        Measure(
            key="response_rate",
            name="Tỷ lệ hồ sơ có đánh giá",
            short="Có đánh giá",
            unit="share",
            better="higher",
            question="counts",
            numerator=("responded",),
            denominator=("finished",),
            rows="responses",
            rows_of="responded",
            definition="Trong số hồ sơ xong trong kỳ (đã xử lý xong hoặc đã trả), tỷ lệ có đánh giá thang 3 mức.",
            formula="Có đánh giá = số hồ sơ xong có đánh giá ÷ số hồ sơ xong",
            source=COUNTED,
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
    answers: dict[str, pd.DataFrame] = {}
    parts = []
    for key in keys:
        one = MEASURES[key]
        if one.question not in answers:
            answers[one.question] = asked(one.question, snapshot, filters, periods, by)
        parts.append(_computed(one, answers[one.question]))
    # One frame at the end: a frame a measure costs more than all that is in it.
    return pd.DataFrame({name: np.concatenate([p[name] for p in parts]) for name in COLUMNS})


def asked(
    question: str, snapshot: Snapshot, filters: Filters, periods: list[Period], by: str | None
) -> pd.DataFrame:
    """A question's columns, one row a (period, group); without `by` every period has its row."""
    frame = ask(
        snapshot,
        question,
        by=by,
        starts=[p.start for p in periods],
        ends=[p.end for p in periods],
        **filters.parameters(),
    )
    if by is None:
        frame = frame.set_index("period").reindex(range(len(periods)))
        frame = frame.rename_axis("period").reset_index().assign(group=None)
    return frame


def _computed(one: Measure, frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """The columns of `measure` for one measure."""
    size = len(frame)
    numerator, denominator = _sum(frame, one.numerator), _sum(frame, one.denominator)
    absent = np.full(size, np.nan)
    if one.unit == "share":
        value = np.divide(numerator, denominator, out=absent.copy(), where=denominator > 0)
        pairs = zip(numerator.tolist(), denominator.tolist(), strict=True)
        ends = np.array([wilson(k, n) or (np.nan, np.nan) for k, n in pairs]).reshape(size, 2)
        low, high = ends[:, 0], ends[:, 1]
    else:
        value = frame[one.value].to_numpy(float, na_value=np.nan) if one.value else numerator * 1.0
        low = high = absent
    return {
        "measure": np.full(size, one.key, dtype=object),
        "period": frame["period"].to_numpy(),
        "group": frame["group"].to_numpy(dtype=object),
        "value": value,
        "numerator": numerator if one.numerator else absent,
        "denominator": denominator if one.unit == "share" else absent,
        "n": denominator if one.denominator else numerator,
        "low": low,
        "high": high,
    }


def _sum(frame: pd.DataFrame, columns: tuple[str, ...]) -> np.ndarray:
    """The columns added up; what no row brought is 0."""
    total = np.zeros(len(frame), dtype=np.int64)
    for column in columns:
        total += frame[column].to_numpy(float, na_value=0).astype(np.int64)
    return total
