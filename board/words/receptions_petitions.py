"""The words of Tiếp dân – Đơn thư."""

from board.words.base import COLUMNS

HOSTS = {"secretary": "Bí thư", "chair": "Chủ tịch", "other": "Khác"}
RECEPTION_KINDS = {"regular": "Định kỳ", "ad_hoc": "Đột xuất", "dialogue": "Đối thoại"}
PETITION_KINDS = {
    "complaint_first": "Khiếu nại lần đầu",
    "complaint_second": "Khiếu nại lần hai",
    "reflection": "Kiến nghị, phản ánh",
}
PETITION_CHANNELS = {
    "letter": "Đơn thư",
    "box": "Hòm thư góp ý",
    "hotline": "Đường dây nóng",
    "online": "Trực tuyến",
    "reception": "Tiếp dân",
}
COLUMNS |= {
    "petition_id": "Mã đơn",
    "petition_kind": "Loại đơn",
    "petition_channel": "Nơi tiếp nhận",
    "accept_by": "Hạn thụ lý",
    "accepted_on": "Thụ lý",
    "settle_by": "Hạn giải quyết",
    "due_is_computed": "Hạn tính theo quy định",
    "settled_on": "Giải quyết xong",
    "declined_on": "Trả, chuyển đơn",
    "host_role": "Chủ trì",
    "reception_kind": "Hình thức tiếp",
    "span_from": "Định mức từ ngày",
    "span_to": "Định mức đến ngày",
    "held_on": "Ngày tiếp",
    "reply_by": "Hạn trả lời",
    "replied_on": "Trả lời",
    "people": "Lượt người",
    "issues_raised": "Vụ việc nêu ra",
    "issues_settled": "Vụ việc đã giải quyết",
}
