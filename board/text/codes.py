"""What the codes of the warehouse are called: statuses, channels, sources, levels, groups."""

from board.text.numbers import ABSENT, is_absent

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
# By the procedure, whatever the field: Biểu II.06a counts both in the field Đất đai.
TOPICS = {
    "land": "Thủ tục đất đai, không kể đền bù",
    "compensation": "Thủ tục đền bù, giải phóng mặt bằng",
}
VERDICTS = {"before_time": "Trước hạn", "on_time": "Đúng hạn", "overdue": "Quá hạn"}
PAUSES = {"supplement": "Bổ sung", "pause": "Tạm dừng", "fee": "Nghĩa vụ tài chính"}
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
    "overall": "Đánh giá chung",
}
LEVELS = {
    3: ("Không hài lòng", "Hài lòng", "Rất hài lòng"),
    5: ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"),
}
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


def is_rest(label: str) -> bool:
    """Whether a group holds what has no group of its own: “Khác”, or what nobody named."""
    return label.strip().casefold() in ("khác", "chưa rõ") or label in NO_GROUP.values()


def level(scale, value) -> str:
    """The word of a level, from 1, on a scale of 3 or 5; a dash where there is none."""
    return ABSENT if is_absent(value) else LEVELS[scale][int(value) - 1]
