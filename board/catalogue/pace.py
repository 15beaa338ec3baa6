"""How long dossiers take, and through which door they come."""

from board.catalogue.measure import FORM, WORKING_TIME, Measure

MEASURES = (
    Measure(
        key="median_working_days",
        name="Thời gian mà một nửa hồ sơ xong",
        short="Một nửa xong trong",
        unit="days",
        better="lower",
        query="working_time",
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
        short="90% hồ sơ xong trong",
        unit="days",
        better="lower",
        query="working_time",
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
        query="counts",
        numerator=("received_online",),
        denominator=("received",),
        rows="received",
        rows_of="online",
        definition="Trong số hồ sơ tiếp nhận trong kỳ, tỷ lệ nộp trực tuyến.",
        formula="Trực tuyến = (4) ÷ ((4) + (5))",
        source=FORM,
    ),
)
