"""The words of the sample's registers: invented, so that nothing in it is about anybody."""

from datetime import date

REGISTER_FILES = {
    "letters": "sothu",
    "tasks": "nhiemvu",
    "officers": "canbo",
    "pledges": "camket",
    "receptions": "tiepdan",
    "petitions": "donthu",
    "activities": "hoatdong",
    "scores": "chamdiem",
}
# Which units keep which register (of tasks: below). The launch was in Quảng Thọ; the rest followed,
# or did not. The two units of the merger keep what their largest part had kept.
NEW_UNITS = ("Sầm Sơn", "Nam Sầm Sơn")
LETTER_UNITS = ("Quảng Thọ", "Quảng Vinh", *NEW_UNITS)
OFFICER_UNITS = ("Quảng Thọ", "Quảng Châu", "Quảng Vinh", "Đại Hùng", *NEW_UNITS)
RECEPTION_UNITS = ("Quảng Thọ", "Quảng Châu", "Trung Sơn", "Sầm Sơn")
PETITION_UNITS = ("Quảng Thọ", "Quảng Châu", "Quảng Vinh", *NEW_UNITS)
SCORE_UNITS = ("Quảng Thọ", "Quảng Vinh", *NEW_UNITS)
DAYS_TO_A_PETITION = {"Quảng Thọ": 6, "Sầm Sơn": 3, "Nam Sầm Sơn": 10}
DAYS_TO_AN_ACTIVITY = {"Quảng Thọ": 16, "Sầm Sơn": 12, "Nam Sầm Sơn": 36}
# The end of an officer's code → the day on which he left, and the end of the next one's code.
LEFT = {"04": (date(2024, 7, 31), "21"), "22": (date(2026, 3, 31), "32")}

CHAIR = "Chủ tịch UBND"
LETTER_WORDS = {
    "apology_legal": "Văn bản xin lỗi",
    "apology_courtesy": "Thư xin lỗi",
    "birth": "Chúc mừng khai sinh",
    "marriage": "Chúc mừng kết hôn",
    "condolence": "Chia buồn",
    "thanks": "Cảm ơn",
}
WAIVED = ("Gia đình đề nghị không gửi", "Không còn cư trú tại phường")
RECEPTION_WORDS = {"regular": "Định kỳ", "ad_hoc": "Đột xuất", "dialogue": "Đối thoại"}
HOST_WORDS = {"secretary": "Bí thư", "chair": "Chủ tịch", "other": "Khác"}
NEW_SCHEDULE = "Lịch của đơn vị cũ, thay bằng lịch mới sau sáp nhập"
MISSED = ("Họp đột xuất tại thành phố", "Đi công tác", "Không ghi lý do")
PETITION_WORDS = {
    "complaint_first": "Khiếu nại",
    "complaint_second": "Khiếu nại lần hai",
    "denunciation": "Tố cáo",
    "reflection": "Kiến nghị",
}
# (kind, days that settling takes at the outside), the most frequent first
PETITIONS = (
    ("reflection", 26),
    ("reflection", 22),
    ("complaint_first", 34),
    ("denunciation", 36),
    ("complaint_second", 50),
)
PETITION_CHANNELS = ("Đơn thư", "Hòm thư góp ý", "Đường dây nóng", "Trực tuyến", "Tiếp dân")
SUMMARIES = (
    "Đề nghị sửa đường ngõ bị hư hỏng",
    "Phản ánh tiếng ồn ban đêm",
    "Kiến nghị về ranh giới thửa đất",
    "Đề nghị trả lời về hồ sơ chậm",
    "Phản ánh rác thải chưa thu gom",
    "Kiến nghị về mức hỗ trợ giải phóng mặt bằng",
)
ACTIVITY_WORDS = {
    "training": "Tập huấn",
    "communication": "Tuyên truyền",
    "inspection": "Kiểm tra, giám sát",
    "disclosure": "Công khai",
    "facility": "Cơ sở vật chất",
}
# (workstream, kind, title, what was posted)
ACTIVITIES = (
    (8, "training", "Tập huấn kỹ năng giao tiếp với người dân", None),
    (8, "inspection", "Kiểm tra việc tiếp nhận và trả kết quả", None),
    (5, "disclosure", "Niêm yết số đường dây nóng", "Đường dây nóng"),
    (8, "communication", "Tuyên truyền mô hình tại tổ dân phố", None),
    (4, "disclosure", "Niêm yết lịch tiếp công dân", "Lịch tiếp dân"),
    (3, "inspection", "Kiểm tra nề nếp, tác phong công vụ", None),
    (9, "facility", "Bố trí lại bàn hướng dẫn và ghế chờ", None),
    (1, "disclosure", "Niêm yết thủ tục hành chính mới", "Thủ tục hành chính"),
    (8, "training", "Tập huấn nộp hồ sơ trực tuyến cho tổ công nghệ số", None),
    (8, "inspection", "Giám sát giải quyết hồ sơ đất đai", None),
)
TASK_OWNERS = ("Chủ tịch UBND", "Công chức Một cửa", "Bí thư Đoàn phường", "Văn phòng - thống kê")
_D = date


def _done(day: date, evidence: str) -> dict[tuple[str, date], object]:
    cells = {"done_on": day, "progress_percent": 100, "evidence": evidence}
    return {(name, day): cell for name, cell in cells.items()}


# (given, due, moved to, done, workstream, title, measure it should move, from when)
TASKS = (
    (_D(2023, 12, 4), _D(2024, 1, 15), None, _D(2024, 1, 12), 1,
     "Nhắc hạn hồ sơ hằng ngày tại bộ phận Một cửa", "rate_due_on_time", _D(2024, 1, 1)),
    (_D(2023, 12, 4), _D(2024, 1, 31), None, _D(2024, 1, 29), 2,
     "Đặt máy đánh giá tại các quầy", "response_rate", _D(2024, 2, 1)),
    (_D(2023, 12, 4), _D(2024, 2, 28), None, _D(2024, 2, 27), 6,
     "Tổ chức ký cam kết 5 biết, 3 không, 4 thể hiện", None, None),
    (_D(2024, 1, 10), _D(2024, 3, 31), _D(2024, 5, 31), _D(2024, 5, 20), 9,
     "Sắp xếp lại bộ phận tiếp nhận và trả kết quả", None, None),
    (_D(2024, 1, 10), _D(2024, 2, 15), None, _D(2024, 2, 20), 5,
     "Công khai số điện thoại lãnh đạo và đường dây nóng", None, None),
    (_D(2024, 1, 10), _D(2024, 4, 30), None, _D(2024, 4, 26), 3,
     "Phát động phong trào Nụ cười công sở", "share_satisfied", _D(2024, 5, 1)),
    (_D(2024, 4, 10), _D(2024, 6, 30), None, _D(2024, 6, 28), 7,
     "Ban hành mẫu thư xin lỗi, chúc mừng, chia buồn", None, None),
    (_D(2024, 4, 10), _D(2024, 6, 15), None, _D(2024, 7, 8), 4,
     "Đối thoại với nhân dân về đền bù giải phóng mặt bằng", None, None),
    (_D(2024, 7, 10), _D(2024, 9, 30), _D(2024, 12, 15), _D(2024, 12, 24), 9,
     "Hướng dẫn nộp hồ sơ trực tuyến tại tổ dân phố", "share_online", _D(2024, 10, 1)),
    (_D(2024, 7, 10), _D(2024, 8, 31), None, _D(2024, 8, 30), 8,
     "Kiểm tra việc thực hiện quy chế hoạt động", None, None),
    (_D(2024, 10, 10), _D(2024, 12, 31), None, None, 1,
     "Rà soát quy trình hồ sơ đất đai quá hạn", "rate_due_on_time", _D(2025, 1, 1)),
    (_D(2024, 10, 10), _D(2024, 11, 30), None, _D(2024, 11, 28), 2,
     "Khảo sát ý kiến bằng phiếu tại tổ dân phố", None, None),
    (_D(2025, 1, 10), _D(2025, 3, 31), None, _D(2025, 3, 27), 8,
     "Tập huấn kỹ năng giao tiếp cho cán bộ Một cửa", None, None),
    (_D(2025, 1, 10), _D(2025, 4, 30), _D(2025, 6, 15), None, 7,
     "Gửi văn bản xin lỗi trong hai ngày làm việc sau khi quá hạn", None, None),
    (_D(2025, 4, 10), _D(2025, 6, 20), None, _D(2025, 6, 18), 4,
     "Trả lời kiến nghị tồn đọng của quý I", None, None),
    (_D(2025, 4, 10), _D(2025, 6, 10), None, None, 1,
     "Họp giao ban tuần về hồ sơ sắp đến hạn", "rate_due_on_time", _D(2025, 5, 1)),
    (_D(2025, 4, 10), _D(2025, 7, 15), None, None, 9,
     "Số hoá kết quả thủ tục còn hiệu lực", None, None),
    (_D(2025, 4, 10), _D(2025, 6, 30), None, None, 5,
     "Mở hòm thư góp ý hằng tuần và công khai kết quả", None, None),
)  # fmt: skip
LATER_TASKS = (
    (_D(2025, 7, 10), _D(2025, 8, 15), None, _D(2025, 8, 13), 9,
     "Bố trí quầy tiếp nhận tại trụ sở các phường cũ", None, None),
    (_D(2025, 7, 10), _D(2025, 9, 30), _D(2025, 11, 30), _D(2025, 11, 26), 1,
     "Rà soát hồ sơ nhận từ các đơn vị cũ", "open_late", _D(2025, 10, 1)),
    (_D(2025, 7, 10), _D(2025, 12, 15), None, _D(2025, 12, 11), 6,
     "Tổ chức ký lại cam kết 5 biết, 3 không, 4 thể hiện", None, None),
    (_D(2025, 10, 10), _D(2025, 12, 31), None, _D(2026, 1, 14), 1,
     "Nhắc hạn hồ sơ qua tin nhắn cho công chức thụ lý", "rate_due_on_time", _D(2025, 11, 1)),
    (_D(2025, 10, 10), _D(2025, 11, 30), None, _D(2025, 11, 28), 2,
     "Đặt máy đánh giá tại mọi điểm tiếp nhận", "response_rate", _D(2025, 12, 1)),
    (_D(2025, 10, 10), _D(2026, 3, 31), _D(2026, 6, 30), _D(2026, 6, 24), 9,
     "Tổ công nghệ số hướng dẫn nộp trực tuyến tại khu phố", "share_online", _D(2026, 1, 1)),
    (_D(2026, 1, 12), _D(2026, 2, 10), None, _D(2026, 2, 9), 5,
     "Công khai lại số điện thoại lãnh đạo và đường dây nóng", None, None),
    (_D(2026, 1, 12), _D(2026, 4, 30), None, None, 1,
     "Lập tổ gỡ vướng hồ sơ đất đai quá hạn", "rate_due_on_time", _D(2026, 3, 1)),
    (_D(2026, 1, 12), _D(2026, 3, 31), None, _D(2026, 3, 27), 8,
     "Tập huấn quy trình một cửa của phường mới", None, None),
    (_D(2026, 4, 10), _D(2026, 6, 15), None, _D(2026, 6, 12), 4,
     "Đối thoại với nhân dân về giải phóng mặt bằng", None, None),
    (_D(2026, 4, 10), _D(2026, 6, 30), _D(2026, 9, 15), None, 7,
     "Gửi văn bản xin lỗi trong hai ngày làm việc sau khi quá hạn", None, None),
    (_D(2026, 4, 10), _D(2026, 7, 31), None, _D(2026, 7, 30), 3,
     "Kiểm tra Nụ cười công sở tại các điểm tiếp nhận", "share_satisfied", _D(2026, 6, 1)),
    (_D(2026, 7, 10), _D(2026, 8, 31), None, None, 4,
     "Trả lời kiến nghị tồn đọng của sáu tháng đầu năm", None, None),
    (_D(2026, 7, 10), _D(2026, 9, 10), None, _D(2026, 9, 8), 2,
     "Khảo sát ý kiến bằng phiếu tại khu phố", None, None),
    (_D(2026, 7, 10), _D(2026, 10, 15), None, None, 9,
     "Số hoá kết quả thủ tục của các phường cũ", None, None),
    (_D(2026, 7, 10), _D(2026, 12, 15), None, None, 8,
     "Sơ kết một năm thực hiện mô hình ở phường mới", None, None),
)  # fmt: skip
TASK_UNITS = {
    "Quảng Thọ": TASKS,
    "Quảng Vinh": TASKS[::3],
    "Bắc Sơn": TASKS[::3],
    "Sầm Sơn": LATER_TASKS,
    "Nam Sầm Sơn": LATER_TASKS[::2],
}
# The field of the dossiers that a task is to move, by its title.
TASK_FIELDS = {
    "Rà soát quy trình hồ sơ đất đai quá hạn": "Đất đai",
    "Lập tổ gỡ vướng hồ sơ đất đai quá hạn": "Đất đai",
}
# What became, after the merger, of tasks that were open: by title, (field, from which day) → cell.
TASKS_TAKEN_OVER = {
    "Rà soát quy trình hồ sơ đất đai quá hạn": _done(_D(2025, 10, 20), "Văn bản số 41/UBND"),
    "Gửi văn bản xin lỗi trong hai ngày làm việc sau khi quá hạn": _done(
        _D(2025, 8, 15), "Văn bản số 12/UBND"
    ),
    "Họp giao ban tuần về hồ sơ sắp đến hạn": {
        ("cancelled_on", _D(2025, 7, 15)): _D(2025, 7, 15),
        ("note", _D(2025, 7, 15)): "Thay bằng giao ban của phường mới",
    },
    "Số hoá kết quả thủ tục còn hiệu lực": {
        ("due_on", _D(2025, 7, 10)): _D(2025, 12, 31),
        ("postponements", _D(2025, 7, 10)): 1,
        **_done(_D(2025, 12, 26), "Văn bản số 63/UBND"),
    },
    "Mở hòm thư góp ý hằng tuần và công khai kết quả": _done(_D(2025, 9, 10), "Văn bản số 27/UBND"),
}
# Criterion of the card CQTT → its most points; data/reference/criteria.csv says the rest.
CRITERIA = {
    "I.1": 6, "I.2": 7, "I.3": 7, "II.1": 12, "II.2": 5, "II.3": 5, "II.4": 3, "III.1": 8,
    "III.2": 7, "III.3": 5, "IV.1": 5, "IV.2": 6, "IV.3": 4, "V.1": 12, "V.2": 4, "V.3": 4,
}  # fmt: skip
