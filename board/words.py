"""Every word a reader of the pages sees, in one place. Measures bring their own names."""

import re

from board.formats import day, days, is_absent, keep_together, number, share, share_range

APP = "Bảng điều hành Chính quyền thân thiện"

PAGES = {
    "overview": ("Tổng quan", ":material/dashboard:", "tong-quan"),
    "processing_times": ("Thời gian giải quyết", ":material/schedule:", "thoi-gian-giai-quyet"),
    "open_dossiers": ("Hồ sơ đang giải quyết", ":material/folder_open:", "ho-so-dang-giai-quyet"),
    "satisfaction": ("Mức độ hài lòng", ":material/sentiment_satisfied:", "muc-do-hai-long"),
    "data_intake": ("Dữ liệu", ":material/upload_file:", "du-lieu"),
    "definitions": ("Định nghĩa chỉ số", ":material/menu_book:", "dinh-nghia"),
    "rows": ("Hồ sơ đứng sau con số", ":material/list:", "ho-so-sau-con-so"),
}

STATUS = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Từ chối tiếp nhận",
    4: "Đang xử lý",
    5: "Chờ bổ sung",
    6: "Chờ nghĩa vụ tài chính",
    7: "Công dân rút",
    8: "Tạm dừng",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
CHANNELS = {"counter": "Trực tiếp", "online": "Trực tuyến", "postal": "Bưu chính công ích"}
TOPICS = {"land": "Đất đai", "compensation": "Đền bù, giải phóng mặt bằng"}
VERDICTS = {"before_time": "Trước hạn", "on_time": "Đúng hạn", "overdue": "Quá hạn"}
SOURCES = {
    "kiosk": "Máy đánh giá",
    "staff": "Cán bộ ghi nhận",
    "online": "Trực tuyến",
    "slip": "Phiếu",
    "survey": "Khảo sát",
}
FACTORS = {
    "access": "Tiếp cận dịch vụ",
    "procedure": "Thủ tục hành chính",
    "staff": "Công chức giải quyết công việc",
    "result": "Kết quả dịch vụ",
    "complaint_handling": "Xử lý góp ý, phản ánh",
    "attitude": "Thái độ phục vụ",
}
UNITS = {"share": "%", "days": "ngày làm việc", "count": "hồ sơ"}
BETTER = {"higher": "Cao hơn là tốt hơn", "lower": "Thấp hơn là tốt hơn", None: "Chỉ để biết"}

ALL_UNITS = "Tất cả đơn vị"
ALL_FIELDS = "Tất cả lĩnh vực"
ALL_PROCEDURES = "Tất cả thủ tục"
ALL_CHANNELS = "Tất cả kênh"
KINDS = {
    "month": "Theo tháng",
    "quarter": "Theo quý",
    "half": "Theo 6 tháng",
    "nine_months": "Theo 9 tháng",
    "year": "Theo năm",
    "range": "Khoảng tự chọn",
}
COMPARE = {"previous": "So với kỳ trước", "last_year": "So với cùng kỳ năm trước"}
COMPARED = {"previous": "kỳ trước", "last_year": "cùng kỳ năm trước"}
CERTIFICATION = {True: "Gồm cả chứng thực", False: "Trừ chứng thực"}
LABEL = {
    "unit": "Đơn vị",
    "kind": "Loại kỳ",
    "period": "Kỳ",
    "range": "Từ ngày, đến ngày",
    "field": "Lĩnh vực",
    "procedure": "Thủ tục",
    "channel": "Kênh",
    "certification": "Chứng thực",
    "compare": "So sánh",
}

NO_WAREHOUSE = (
    "Chưa có số liệu nào được nạp. Đặt tệp CSV vào thư mục data/inbox rồi chạy "
    "“python -m etl load”, sau đó tải lại trang này."
)
WRONG_SCHEMA = (
    "Bản số liệu này do phiên bản khác của chương trình dựng. Chạy “python -m etl rebuild” rồi tải "
    "lại trang."
)
SNAPSHOT_LOST = (
    "Không mở được bản số liệu đang công bố. Chạy “python -m etl status” để xem các bản còn lại, "
    "hoặc “python -m etl rebuild” để dựng lại."
)
SAMPLE = "Số liệu mẫu, do máy tạo ra; không phải của phường nào."
NOTHING = "Không có hồ sơ nào trong lựa chọn này. Chọn kỳ khác, đơn vị khác hoặc bỏ bớt bộ lọc."
NO_RATINGS = "Không có lượt đánh giá nào trong lựa chọn này. Chọn kỳ khác hoặc bỏ bớt bộ lọc."
NO_SUCH_DOSSIER = "Không có hồ sơ nào khớp mã này trong lựa chọn."
NO_SUCH_KIND = "Số liệu chưa có kỳ nào loại này. Chọn loại kỳ khác."
BROKEN = (
    "Trang này gặp lỗi khi tính. Tải lại trang; nếu vẫn lỗi, gửi đường dẫn trên thanh địa chỉ cho "
    "người hỗ trợ. Số liệu không bị ảnh hưởng."
)
RANGE_HALF = "Chọn đủ ngày bắt đầu và ngày kết thúc."
CSV = "CSV"
HOW = "Cách tính"
LOADING = "Đang tính số liệu…"


def url_gone(label: str, value: str) -> str:
    return (
        f"Đường dẫn nêu {label.lower()} “{value}”, nay không còn trong số liệu. "
        "Chọn lại ở thanh bên trái."
    )


def freshness(unit: str, period: str, data_date, snapshot: str) -> str:
    return f"{unit} · {period} · số liệu đến ngày {day(data_date)} · bản {snapshot}"


def stale(days_old: int) -> str:
    return f"Số liệu đã cũ {days_old} ngày. Nạp tệp mới để thấy tình hình hôm nay."


def n_text(n) -> str:
    return keep_together(f"n = {number(n)}")


SECTION = {
    "to_do": "Cần xử lý",
    "settling": "Giải quyết hồ sơ",
    "content": "Mức độ hài lòng",
    "volume": "Khối lượng",
}
OPEN_LIST = "Mở danh sách"
PICK_A_GROUP = "Chọn một dòng trong bảng để mở hồ sơ đứng sau các con số của nhóm đó."
READ_WITH_CARE = "; n < 30, đọc thận trọng"
NO_LINE = "Chưa đủ số liệu để vẽ."


def too_few(n, limit: int) -> str:
    return f"{n_text(n)}, dưới {limit} nên không hiện"


def judged_on(now) -> str:
    return f"tính đến ngày {day(now['judged_on'])}"


def spark_note(fact) -> str:
    months = fact.months["period_start"]
    return f"Đường nhỏ: 13 tháng, {months.iloc[0]:%m/%Y}–{months.iloc[-1]:%m/%Y}; vạch: mục tiêu"


def spark_alt(fact) -> str:
    months = fact.months["period_start"]
    return f"{fact.measure.name}, 13 tháng từ {months.iloc[0]:%m/%Y} đến {months.iloc[-1]:%m/%Y}"


def rows_behind(n, measure) -> str:
    things = "lượt" if measure.question == "ratings" else "hồ sơ"
    return keep_together(f"Xem {number(n)} {things}")


def to_do(now, soon: int) -> list[tuple[str, int, str, str]]:
    """(label, count, note, state of the list) of the four tiles."""
    late = now["longest_late_working_days"]
    oldest = f"lâu nhất {number(late)} ngày làm việc" if now["overdue"] else "không có hồ sơ nào"
    return [
        ("Đang quá hạn", now["overdue"], keep_together(oldest), "overdue"),
        (f"Đến hạn trong {soon} ngày", now["due_soon"], "ngày làm việc, còn trong hạn", "due_soon"),
        (
            "Đất đai, đền bù",
            now["overdue_land"] + now["overdue_compensation"],
            keep_together(
                f"quá hạn: {number(now['overdue_land'])} đất đai, "
                f"{number(now['overdue_compensation'])} đền bù"
            ),
            "topic_overdue",
        ),
        ("Chưa cập nhật", now["not_updated"], "vắng trong tệp mới nhất", "not_updated"),
    ]


def target_text(measure, value) -> str:
    """A target without decimals that say nothing: 95%, 7 ngày."""
    return re.sub(r",0(?!\d)", "", measured(measure, value))


def measured(measure, value) -> str:
    return {"share": share, "days": days, "count": number}[measure.unit](value)


def beside_due(first, waiting) -> str:
    value = measured(first.measure, first.now["value"])
    return keep_together(
        f"(c) theo hạn trả đầu tiên: {value} ({n_text(first.now['n'])}). "
        f"{number(waiting.now['value'])} hồ sơ quá ngày hẹn nhưng đang chờ công dân, không tính vào (c)."
    )


def beside(fact, choice) -> list[str]:
    """Target and comparison of a measure, as they stand; nothing is judged here."""
    lines = []
    if fact.target is not None:
        lines.append(f"mục tiêu {target_text(fact.measure, fact.target)}")
    if fact.before is not None:
        before = measured(fact.measure, fact.before["value"])
        n = "" if fact.measure.unit == "count" else f" ({n_text(fact.before['n'])})"
        lines.append(keep_together(f"{choice.compared.label}: {before}{n}"))
    return lines


def overview_answer(choice, fact, now) -> str:
    """The overview's first sentence: figures side by side, without a word of change."""
    where = f"{choice.period.label}, {choice.unit_name[0].lower() + choice.unit_name[1:]}"
    if is_absent(fact.now["value"]):
        due = keep_together(f"có {number(fact.now['n'])} hồ sơ đến hạn trong kỳ")
    else:
        due = (
            f"**{share(fact.now['value'])}** hồ sơ đến hạn được giải quyết đúng hạn "
            f"({n_text(fact.now['n'])})"
        )
        if fact.target is not None:
            due += f", mục tiêu {share(fact.target, 0)}"
    land = now["overdue_land"] + now["overdue_compensation"]
    late = f"**{number(now['overdue'])} hồ sơ đang quá hạn**"
    if land:
        late += f", trong đó {number(land)} hồ sơ đất đai, đền bù"
    return f"{where}: {due}; {late}."


ABSENT = "–"
YES = "có"
BY = "Xem theo"
GROUPS = {
    "field": "Lĩnh vực",
    "procedure": "Thủ tục",
    "unit": "Đơn vị",
    "topic": "Đất đai, đền bù",
    "channel": "Kênh",
}
NO_GROUP = {
    "field": "Chưa rõ lĩnh vực",
    "procedure": "Chưa rõ thủ tục",
    "unit": "Chưa rõ đơn vị",
    "topic": "Các thủ tục khác",
    "channel": "Chưa rõ kênh",
    "source": "Chưa rõ nguồn",
}
SECTION |= {
    "groups": "Bảng số liệu theo nhóm",
    "open_list": "Danh sách hồ sơ",
    "ageing": "Tuổi hồ sơ",
    "comments": "Ý kiến góp ý",
    "loads": "Tệp đang dùng",
    "rejected": "Dòng bị loại",
    "doubts": "Điều cần xem lại",
    "calendar": "Lịch làm việc",
    "notes": "Quy ước chung",
}
LABEL |= {"state": "Danh sách", "measure": "Chỉ số", "part": "Phần"}
STATES = {
    "overdue": "Quá hạn",
    "due_soon": "Sắp đến hạn",
    "topic_overdue": "Đất đai, đền bù quá hạn",
    "waiting": "Đang chờ công dân",
    "not_updated": "Chưa cập nhật",
    "finished_without_date": "Đã xong, thiếu ngày",
    "all": "Tất cả",
}
NONE_IN_STATE = {
    "overdue": "Không có hồ sơ quá hạn trong lựa chọn này.",
    "due_soon": "Không có hồ sơ sắp đến hạn trong lựa chọn này.",
    "topic_overdue": "Không có hồ sơ đất đai, đền bù quá hạn trong lựa chọn này.",
    "waiting": "Không có hồ sơ đang chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng.",
    "not_updated": "Mọi hồ sơ đang giải quyết đều có trong tệp mới nhất.",
    "finished_without_date": "Không có hồ sơ đã xong mà thiếu ngày kết thúc.",
    "all": "Không có hồ sơ đang giải quyết trong lựa chọn này.",
}
NOTHING_OPEN = "Không có hồ sơ đang giải quyết trong lựa chọn này."
SEARCH = "Tìm theo mã hồ sơ"
DOWNLOAD = "Tải danh sách (CSV)"
DOTS = "Trung vị, 90% xong"
VERDICT_STACK = "Trước hạn, đúng hạn, quá hạn"
DISTRIBUTION = "Số hồ sơ theo thời gian (ngày làm việc)"
DISTRIBUTION_NOTE = "Cột cuối gộp mọi hồ sơ lâu hơn."
AGEING = "Số hồ sơ đang giải quyết theo tuổi (ngày làm việc từ khi tiếp nhận)"
AGEING_NOTE = "Đang chờ: chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng."
TREND_NOTE = {
    "share": "Vạch dọc nhạt: khoảng tin cậy 95% (Wilson). Chấm rỗng: tháng chưa đủ kỳ.",
    "days": "Chấm rỗng: tháng chưa đủ kỳ.",
    "count": "Chấm rỗng: tháng chưa đủ kỳ.",
}
NO_REASONS = "Không có lượt không hài lòng nào trong lựa chọn này."
NO_COMMENTS = "Không có ý kiến góp ý nào trong lựa chọn này."
COMMENTS_NOTE = "ít hài lòng nhất trước"
MASKED = "Số điện thoại, số giấy tờ và thư điện tử đã được che khi nạp."
SOURCE_NOTE = "Cán bộ có thể tự ghi nhận đánh giá, nên xem riêng từng nguồn."
LOADS_NOTE = "đọc = nhận + loại + trùng"
REJECTED_NOTE = "sửa trong tệp gốc rồi nạp lại"
DOUBTS_NOTE = "không loại dòng nào; chỉ đếm và nêu ra"
CALENDAR_NOTE = "ngày làm việc theo quyết định nghỉ lễ từng năm"
CALENDAR_DAYS = "Các ngày nghỉ trong tuần và ngày làm bù"
NONE_REJECTED = "Không có dòng nào bị loại."
DATA_SOURCES = {"dossiers": "Hồ sơ", "feedback": "Đánh giá"}
DEFINITIONS_ANSWER = (
    "Mỗi con số trên Bảng điều hành chỉ có một cách tính, ghi ở đây. Ba tỷ lệ (a), (b), (c) cùng hay "
    "được gọi là “đúng hạn”, nên luôn đi kèm tên và công thức."
)
NOTES = """
- Ngày kết thúc xử lý dừng đồng hồ, không phải ngày trả kết quả. Tệp chỉ có ngày trả thì dùng ngày đó và ghi là ước tính.
- Trước hạn, đúng hạn, quá hạn so theo ngày, không so theo giờ, với ngày hẹn trả đang in trên giấy.
- Kỳ nào cũng kết thúc muộn nhất ở ngày xuất tệp mới nhất của đơn vị, nên không hồ sơ nào bị coi là quá hạn trước ngày của nó.
- Ngày làm việc là 8 giờ: 7 giờ 00 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ 00, trừ thứ bảy, chủ nhật, ngày lễ và ngày nghỉ bù, cộng ngày làm bù.
- Hồ sơ thuộc đơn vị đã tiếp nhận nó; đơn vị mới sau sáp nhập cho thấy cả phần của các đơn vị cũ.
- Khoảng tin cậy 95% của tỷ lệ theo Wilson. Tỷ lệ trên dưới 5 trường hợp không hiện; dưới 30 thì hiện kèm cảnh báo.
- Dấu “–” nghĩa là không có gì để chia.
"""
PARTS = {
    "all": "Tất cả",
    "before_time": "Trước hạn",
    "on_time": "Đúng hạn",
    "overdue": "Quá hạn",
    "not_overdue": "Không quá hạn",
    "online": "Trực tuyến",
    "met": "Xong đúng hạn",
    "met_first": "Xong đúng hạn đầu tiên",
    "not_met": "Không xong đúng hạn",
    "responded": "Có đánh giá",
    "satisfied": "Hài lòng",
}
COLUMNS = {
    "dossier_id": "Mã hồ sơ",
    "procedure": "Thủ tục",
    "field": "Lĩnh vực",
    "unit": "Đơn vị",
    "due_on": "Hẹn trả",
    "late_working_days": "Quá hạn (ngày làm việc)",
    "status": "Trạng thái",
    "officer": "Cán bộ",
    "received_on": "Tiếp nhận",
    "received_at": "Tiếp nhận",
    "finished_at": "Kết thúc xử lý",
    "finish_is_estimated": "Ngày kết thúc ước tính",
    "age_working_days": "Tuổi (ngày làm việc)",
    "due_changes": "Số lần đổi hạn",
    "overdue_reason": "Lý do quá hạn",
    "note": "Ghi chú",
    "working_days": "Ngày làm việc",
    "verdict": "Kết quả",
    "channel": "Kênh",
    "source_file": "Tệp",
    "source_line": "Dòng",
    "source": "Nguồn",
    "file": "Tệp",
    "as_of": "Ngày xuất tệp",
    "as_of_is_estimated": "Ngày ước tính",
    "rows_read": "Đọc",
    "rows_accepted": "Nhận",
    "rows_rejected": "Loại",
    "rows_duplicate": "Trùng",
    "dropped_columns": "Cột không lưu",
    "line": "Dòng",
    "column": "Cột",
    "value": "Giá trị",
    "reason": "Lý do",
    "sentence": "Điều cần xem",
    "rows": "Số dòng",
    "about": "Ở đâu (số dòng)",
    "year": "Năm",
    "first_day": "Từ ngày",
    "last_day": "Đến ngày",
    "weekdays_off": "Ngày nghỉ trong tuần",
    "weekend_days_worked": "Ngày làm bù",
    "day": "Ngày",
    "is_working": "Làm việc",
    "comment": "Ý kiến",
    "level": "Mức",
    "rated_at": "Ngày đánh giá",
    "scale": "Thang",
    "overall": "Đánh giá chung",
    "attitude": "Thái độ (mức)",
    "label": "Nhóm",
    "median": "Trung vị (ngày làm việc)",
    "p90": "90% xong trong (ngày làm việc)",
    "n": "n",
    "low": "Cận dưới 95%",
    "high": "Cận trên 95%",
    "before_time": "Trước hạn",
    "on_time": "Đúng hạn",
    "overdue": "Quá hạn",
    "within": "Trong hạn",
    "waiting": "Đang chờ",
    "from_days": "Từ (ngày)",
    "to_days": "Đến dưới (ngày)",
    "count": "Số hồ sơ",
    "ratings": "Số lượt",
    "month": "Tháng",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
}
LEVELS = {
    3: ("Không hài lòng", "Hài lòng", "Rất hài lòng"),
    5: ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"),
}
FACTORS["overall"] = "Đánh giá chung"


def level(scale, value) -> str:
    return ABSENT if is_absent(value) else LEVELS[scale][int(value) - 1]


def where(choice) -> str:
    return f"{choice.period.label}, {choice.unit_name[0].lower() + choice.unit_name[1:]}"


def period_note(choice) -> str:
    return choice.period.label


def processing_answer(choice, facts) -> str:
    median, p90 = facts["median_working_days"].now, facts["p90_working_days"].now
    overdue = facts["share_overdue"].now
    return (
        f"{where(choice)}: một nửa hồ sơ xong trong **{number(median['value'], 1)} ngày làm việc**, "
        f"90% xong trong **{number(p90['value'], 1)} ngày làm việc** ({n_text(p90['n'])}); "
        f"{share(overdue['value'])} hồ sơ đã giải quyết bị quá hạn ({n_text(overdue['n'])})."
    )


def open_answer(choice, now) -> str:
    place = choice.unit_name[0].lower() + choice.unit_name[1:]
    return (
        f"Ngày {day(now['judged_on'])}, {place}: **{number(now['overdue'])} hồ sơ đang quá hạn** "
        f"trong {number(now['in_hand'])} hồ sơ đang giải quyết; {number(now['due_soon'])} hồ sơ "
        f"sắp đến hạn, {number(now['waiting'])} hồ sơ đang chờ công dân."
    )


def satisfaction_answer(choice, facts) -> str:
    one, survey, answered = (
        facts[k].now for k in ("share_satisfied", "share_satisfied_survey", "response_rate")
    )
    parts = []
    if one["n"] >= 5:
        parts.append(
            f"**{share(one['value'])}** lượt đánh giá tại một cửa hài lòng ({n_text(one['n'])})"
        )
    if survey["n"] >= 5:
        parts.append(
            f"**{share(survey['value'])}** phiếu khảo sát hài lòng ({n_text(survey['n'])})"
        )
    if answered["n"]:
        parts.append(f"{share(answered['value'])} hồ sơ xong có đánh giá")
    return f"{where(choice)}: {'; '.join(parts)}."


def intake_answer(loads) -> str:
    read, rejected = loads["rows_read"].sum(), loads["rows_rejected"].sum()
    return (
        f"**{number(len(loads))} tệp** đang dùng, {number(read)} dòng đã đọc: "
        f"{number(loads['rows_accepted'].sum())} nhận, **{number(rejected)} loại**, "
        f"{number(loads['rows_duplicate'].sum())} trùng."
    )


def rows_answer(measure, part, found, choice) -> str:
    things = "lượt đánh giá" if measure.question == "ratings" else "hồ sơ"
    said = "" if part == "all" else f", phần “{PARTS[part].lower()}”"
    return f"{where(choice)}: **{number(found)} {things}** đứng sau chỉ số “{measure.name}”{said}."


def parts(measure) -> list[str]:
    made = ["all"] + ([measure.rows_of] if measure.rows_of else [])
    return [*made, "not_met"] if measure.rows_of == "met" else made


def trend_title(fact, axis: str, narrow: bool) -> str:
    unit = UNITS[fact.measure.unit]
    months = fact.months["period_start"]
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


def satisfied_title(by: str, axis: str) -> str:
    name = {"source": "nguồn", "field": "lĩnh vực"}[by]
    return f"Hài lòng (3 mức), theo {name} ({f'%, {axis}' if axis else '%'})"


def factors_title(scale: int) -> str:
    what = "đánh giá tại một cửa" if scale == 3 else "khảo sát"
    return f"Theo yếu tố, {what} (%)"


def no_factor(scale: int) -> str:
    what = "Đánh giá tại một cửa" if scale == 3 else "Khảo sát"
    return f"{what} có dưới 5 câu trả lời ở mỗi yếu tố trong lựa chọn này nên không vẽ."


def reasons_title(n: int) -> str:
    return keep_together(f"Lý do không hài lòng ({n_text(n)} lượt)")


def band(start, end) -> str:
    return (
        f"trên {number(start - 1)} ngày"
        if is_absent(end)
        else f"{number(start)}–{number(end)} ngày"
    )


def definition_line(measure, target) -> str:
    parts = [
        f"Công thức: {measure.formula}",
        f"Đơn vị: {UNITS[measure.unit]}",
        BETTER[measure.better],
        f"Nguồn: {measure.source}",
    ]
    if target is not None:
        parts.append(f"Mục tiêu đang áp dụng: {target_text(measure, target)}")
    return ". ".join([*parts, f"Khoá: {measure.key}"]) + "."


def rows_shown(visible: int, held: int, found: int) -> str:
    if found > held:
        return (
            f"Hiện {number(visible)} dòng đầu; tệp tải về có {number(held)} dòng đầu trong "
            f"{number(found)} dòng. Thu hẹp bộ lọc để lấy đủ."
        )
    if held > visible:
        return f"Hiện {number(visible)} dòng đầu trong {number(held)} dòng; tệp tải về có đủ."
    return f"{number(held)} dòng."


def table_alt(n: int) -> str:
    return f"Bảng {n} dòng"


def open_note(row) -> str:
    notes = []
    if row.due_moved_late:
        notes.append("hạn đổi sau khi đã quá")
    if row.not_updated:
        notes.append("vắng trong tệp mới nhất")
    if row.finished_without_date:
        notes.append("đã xong, thiếu ngày")
    return "; ".join(notes)


def columns_named(frame, scale: int | None = None):
    """A frame with Vietnamese headings, for a file that leaves the page."""
    levels = {f"level_{i}": word for i, word in enumerate(LEVELS.get(scale, ()), 1)}
    return frame.rename(columns=COLUMNS | levels)


def month_table(fact):
    """A measure's months as the CSV behind its chart."""
    shown = fact.months.assign(month=fact.months["period_start"].dt.strftime("%m/%Y"))
    return columns_named(shown[["month", "value", "numerator", "denominator", "n", "low", "high"]])


HELP = {
    "board": "Hỏi số liệu của Bảng điều hành mà không cần mở trang.",
    "metric": "một chỉ số trong một kỳ",
    "key": "khoá của chỉ số, xem trang Định nghĩa chỉ số",
    "unit": "mã đơn vị, ví dụ 16528",
    "field": "lĩnh vực, ví dụ “Đất đai”",
    "json": "in kết quả dạng JSON",
}


def no_such_measure(key: str, known: list[str]) -> str:
    return f"Không có chỉ số “{key}”. Các chỉ số: {', '.join(known)}."


def no_such_unit(code: str) -> str:
    return (
        f"Không có đơn vị mã “{code}” trong số liệu. Xem cột code trong data/reference/units.csv."
    )


def metric_line(told: dict) -> str:
    unit = told["unit_of_measure"]
    value = {"share": share, "days": days, "count": number}[unit](told["value"])
    said = f"{told['name']}: {value}"
    if unit != "count":
        said += f" ({n_text(told['n'])}"
        said += f", {share_range(*told['interval'])})" if told["interval"] else ")"
    return (
        f"{said}, từ {told['from']} đến {told['to']}; số liệu đến {told['data_date']}, "
        f"bản {told['snapshot']}."
    )
