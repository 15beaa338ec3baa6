"""The words and weights of the synthetic sample: invented, so that nothing in it is about anybody.

Weights are shares of no fixed sum. MINUTES_OF_RECEIPT holds working minutes of the day, a
distribution by its quantiles at equal steps.
"""

# name: (share of the dossiers, share of the due dossiers other than land that end late)
UNITS = {
    "Quảng Thọ": (0.30, 0.115),
    "Trung Sơn": (0.10, 0.090),
    "Bắc Sơn": (0.10, 0.080),
    "Trường Sơn": (0.09, 0.100),
    "Quảng Tiến": (0.09, 0.110),
    "Quảng Châu": (0.08, 0.090),
    "Quảng Vinh": (0.07, 0.120),
    "Quảng Cư": (0.06, 0.080),
    "Quảng Minh": (0.04, 0.130),
    "Quảng Hùng": (0.04, 0.120),
    "Quảng Đại": (0.03, 0.110),
    "Đại Hùng": (0.07, 0.115),
    "Sầm Sơn": (0.82, 0.100),
    "Nam Sầm Sơn": (0.18, 0.110),
}
LATE_AFTER_LAUNCH = 0.028  # in the unit of the launch
# By the days since the unit began, at equal steps: worse while seven offices grow into one.
LATE_AFTER_MERGER = {"Sầm Sơn": (0.08, 0.17, 0.18, 0.12, 0.07, 0.05, 0.045)}
DAYS_AFTER_MERGER = 450
LATE_LAND = 0.29  # everywhere, before and after

# procedure code, or name where it has none: share of the dossiers
PROCEDURES = {
    "2.000815": 300,
    "2.000884": 75,
    "2.001019": 40,
    "1.001193": 62,
    "1.000894": 24,
    "1.000656": 24,
    "1.004873": 58,
    "1.004859": 16,
    "1.004884": 10,
    "2.000635": 62,
    "1.001776": 34,
    "1.014027": 20,
    "1.001731": 22,
    "1.001699": 16,
    "1.011607": 12,
    "1.010833": 20,
    "1.001612": 36,
    "1.012787": 72,
    "1.013949": 34,
    "Xác nhận hồ sơ bồi thường, hỗ trợ khi Nhà nước thu hồi đất": 12,
}

WEEKDAYS = (1.28, 1.05, 0.97, 0.92, 0.88, 0.4, 0.4)  # the last two: a weekend that is worked
MONTHS = (0.95, 0.92, 1.08, 1.0, 0.98, 1.15, 1.22, 1.2, 1.0, 0.94, 0.92, 0.98)
TET_DIP = 0.45
MINUTES_OF_RECEIPT = (0, 25, 50, 75, 105, 140, 185, 255, 285, 315, 345, 385, 430, 474)

FIELD_ROLES = {
    "Hộ tịch": "Tư pháp - hộ tịch",
    "Chứng thực": "Tư pháp - hộ tịch",
    "Đất đai": "Địa chính - xây dựng",
    "Bảo trợ xã hội": "Văn hoá - xã hội",
    "Người có công": "Văn hoá - xã hội",
    "Giảm nghèo": "Văn hoá - xã hội",
}
OTHER_ROLE = "Văn phòng - thống kê"

# A one-stop system's words before and after its change of 2024; the place is code − 1.
STATUS_WORDS_OLD = (
    "Chờ tiếp nhận",
    "Mới tiếp nhận",
    "Từ chối tiếp nhận",
    "Đang xử lý",
    "Chờ bổ sung",
    "Yêu cầu thực hiện nghĩa vụ tài chính",
    "Xin rút",
    "Tạm dừng",
    "Đã xử lý xong",
    "Đã trả kết quả",
)
STATUS_WORDS_NEW = (
    "Mới đăng ký",
    "Được tiếp nhận",
    "Không được tiếp nhận",
    "Đang xử lý",
    "Yêu cầu bổ sung giấy tờ",
    "Yêu cầu thực hiện nghĩa vụ tài chính",
    "Công dân yêu cầu rút hồ sơ",
    "Dừng xử lý",
    "Đã xử lý xong",
    "Đã trả kết quả",
)
STATUS_UNKNOWN = "Đang trình ký"
CHANNEL_WORDS_OLD = ("Trực tiếp", "Trực tuyến", "BCCI")
CHANNEL_WORDS_NEW = ("Trực tiếp", "Trực tuyến", "Bưu chính công ích")
HEADERS_OLD = (
    "Mã số hồ sơ",
    "Cơ quan chủ trì giải quyết",
    "Mã thủ tục",
    "Tên thủ tục",
    "Hình thức nộp",
    "Tình trạng",
    "Ngày nộp",
    "Ngày tiếp nhận hồ sơ",
    "Ngày hẹn trả kết quả",
    "Ngày xử lý xong",
    "Ngày trả kết quả",
    "Số lần yêu cầu bổ sung",
    "Số ngày tạm dừng",
    "Lý do quá hạn",
    "Người nhận hồ sơ",
    "Tổ dân phố",
)
HEADERS_NEW = (
    "Mã hồ sơ",
    "Đơn vị",
    "Mã TTHC",
    "Tên TTHC",
    "Lĩnh vực",
    "Kênh thực hiện",
    "Trạng thái",
    "Ngày nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Ngày trả kết quả",
    "Số lần yêu cầu bổ sung",
    "Số ngày tạm dừng",
    "Lý do quá hạn",
    "Cán bộ thụ lý",
    "Tổ dân phố",
)
PERSONAL_HEADERS = ("Họ tên người nộp", "Số điện thoại")
HEADERS_FEEDBACK = (
    "Mã phiếu",
    "Ngày đánh giá",
    "Đơn vị",
    "Mã hồ sơ",
    "Cán bộ",
    "Nguồn đánh giá",
    "Thang đo",
    "Đánh giá chung",
    "Thái độ phục vụ",
    "Tiếp cận dịch vụ",
    "Thủ tục hành chính",
    "Công chức giải quyết công việc",
    "Kết quả dịch vụ",
    "Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị",
    "Lý do không hài lòng",
    "Ý kiến góp ý",
)

HEADERS_PAUSES = (
    "Mã hồ sơ",
    "Loại tạm dừng",
    "Ngày bắt đầu tạm dừng",
    "Ngày kết thúc tạm dừng",
    "Lý do tạm dừng",
)
# By the status that a dossier waits in.
PAUSE_WORDS = {5: "Bổ sung", 6: "Nghĩa vụ tài chính", 8: "Tạm dừng"}
PAUSE_REASONS = {
    5: ("Thiếu giấy tờ", "Giấy tờ hết hạn", "Kê khai chưa đủ"),
    6: ("Chờ nộp thuế", "Chờ nộp lệ phí"),
    8: ("Chờ xác minh thực địa", "Chờ cơ quan phối hợp"),
}
DAYS_TO_A_SECOND_REQUEST = 6  # at most, where nobody answers

# (word, share where land is late, share elsewhere)
OVERDUE_REASONS = (
    ("Quy định", 12, 6),
    ("Cán bộ, công chức", 12, 34),
    ("Cơ sở vật chất, kỹ thuật", 6, 26),
    ("Cơ quan phối hợp", 48, 12),
    ("Tổ chức, cá nhân", 18, 14),
    ("Khác", 4, 8),
)

LEVELS_3 = ("Không hài lòng", "Hài lòng", "Rất hài lòng")
LEVELS_5 = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
NO_ANSWER = "Không biết"
LEVEL_UNKNOWN = "Tạm được"
REASONS = (
    "Chờ đợi lâu",
    "Trả kết quả trễ hẹn",
    "Phải đi lại nhiều lần",
    "Hướng dẫn chưa rõ ràng",
    "Thái độ chưa đúng mực",
    "Phải nộp thêm giấy tờ",
    "Hệ thống trực tuyến khó dùng",
    "Chỗ ngồi chờ chật, nóng",
    "Khác",
)
COMMENTS_GOOD = (
    "Cán bộ hướng dẫn tận tình, dễ hiểu.",
    "Làm nhanh, không phải chờ.",
    "Được trả kết quả trước hẹn.",
    "Cán bộ vui vẻ, chào hỏi lịch sự.",
    "Nộp trực tuyến xong được gọi báo ngay.",
    "Tôi hài lòng với cách tiếp đón.",
    "Người già được ưu tiên làm trước.",
    "Bảng hướng dẫn rõ, dễ tìm quầy.",
    "Giấy tờ đơn giản hơn trước.",
    "Được hướng dẫn làm dịch vụ công trên điện thoại.",
    "Đến là làm được luôn.",
    "Cảm ơn các anh chị ở bộ phận một cửa.",
    "Phòng tiếp dân sạch sẽ, có nước uống.",
    "Cán bộ giải thích kỹ vì sao phải bổ sung giấy.",
    "Được nhắn tin khi có kết quả.",
    "Không có ý kiến gì thêm.",
)
COMMENTS_BAD = (
    "Chờ gần cả buổi sáng mới đến lượt.",
    "Hẹn trả rồi lại hẹn thêm lần nữa.",
    "Phải lên phường ba lần mới xong.",
    "Đề nghị báo trước nếu trễ hẹn.",
    "Hồ sơ đất làm quá lâu, không ai báo lý do.",
    "Mạng chậm, nộp trực tuyến bị lỗi nhiều lần.",
    "Cán bộ nói chuyện hơi gắt.",
    "Mỗi người hướng dẫn một kiểu.",
    "Nên bố trí thêm người vào sáng thứ Hai.",
    "Thiếu ghế ngồi chờ, trời nóng không có quạt.",
    "Đề nghị ghi rõ các loại giấy tờ cần mang theo.",
    "Gọi điện hỏi không ai nghe máy.",
    "Đến đúng giờ hẹn nhưng người ký đi vắng.",
    "Bị yêu cầu nộp lại giấy đã có trong hồ sơ.",
    "Nên làm việc thêm sáng thứ Bảy cho người đi làm.",
    "Chưa biết tra cứu hồ sơ ở đâu.",
    "Số thứ tự gọi không theo lượt.",
)
# Invented numbers and addresses, to be masked; and text that must stay text on a page or a sheet.
COMMENTS_ODD = (
    "Có gì gọi lại cho tôi số 0000 000 123.",
    "Trả lời giúp tôi qua thư nguoidan@example.com nhé.",
    "Xin gặp lãnh đạo, điện thoại 0000.000.456.",
    "=1+1 là cách tôi chấm điểm",
    "<b>Đề nghị</b> công khai **lệ phí** & thời hạn [tại đây](#)",
)
