"""The pages, their sections, and the sentences that every page may show."""

from board.text.markdown import escaped
from board.text.sentences import inside_a_sentence

APP = "Bảng điều hành Chính quyền thân thiện"
PAGES = {
    "overview": ("Tổng quan", ":material/dashboard:", "tong-quan"),
    "since_last_meeting": ("Kể từ kỳ họp trước", ":material/history:", "ke-tu-ky-hop-truoc"),
    "model_progress": ("Tiến độ mô hình", ":material/flag:", "tien-do-mo-hinh"),
    "processing_times": ("Thời gian giải quyết", ":material/schedule:", "thoi-gian-giai-quyet"),
    "open_dossiers": ("Hồ sơ đang giải quyết", ":material/folder_open:", "ho-so-dang-giai-quyet"),
    "satisfaction": ("Mức độ hài lòng", ":material/sentiment_satisfied:", "muc-do-hai-long"),
    "receptions_petitions": ("Tiếp dân – Đơn thư", ":material/groups:", "tiep-dan-don-thu"),
    "letters": ("Thư", ":material/mail:", "thu"),
    "scores": ("Bảng chấm điểm", ":material/checklist:", "bang-cham-diem"),
    "form_06a": ("Biểu II.06a", ":material/table:", "bieu-ii-06a"),
    "reports": ("Báo cáo", ":material/description:", "bao-cao"),
    "meeting": ("Trình chiếu", ":material/slideshow:", "trinh-chieu"),
    "data_intake": ("Dữ liệu", ":material/upload_file:", "du-lieu"),
    "definitions": ("Định nghĩa chỉ số", ":material/menu_book:", "dinh-nghia"),
    "usage_log": ("Nhật ký sử dụng", ":material/receipt_long:", "nhat-ky-su-dung"),
    "rows": ("Hồ sơ đứng sau con số", ":material/list:", "ho-so-sau-con-so"),
}
HOME_PATH = PAGES["overview"][2]  # Streamlit serves it at "/"
NOT_IN_THE_LIST = ("meeting", "rows")  # other pages lead there
ONLY_FOR = {"usage_log": "administer"}  # page → what an account must be allowed to do to see it
NOT_FOR_YOU = "Trang này dành cho người quản trị. Chọn trang khác ở danh sách bên trái."
SECTION = {
    "discuss": "Cần bàn",
    "watch": "Theo dõi",
    "to_do": "Cần xử lý",
    "groups": "Bảng số liệu theo nhóm",
    "open_list": "Danh sách hồ sơ",
    "ageing": "Tuổi hồ sơ",
    "late_risk": "Dự báo trễ so với thực tế",
    "flow": "Nhận, giải quyết, còn lại",
    "comments": "Ý kiến góp ý",
    "themes": "Chủ đề của ý kiến góp ý",
    "units": "So sánh đơn vị",
    "loads": "Tệp đang dùng",
    "coverage": "Số liệu có đến ngày nào",
    "rejected": "Dòng bị loại",
    "doubts": "Điều cần xem lại",
    "templates": "Tệp mẫu",
    "notes": "Quy ước chung",
}
NOTHING = "Không có hồ sơ nào trong lựa chọn này. Chọn kỳ khác, đơn vị khác hoặc bỏ bớt bộ lọc."
BROKEN = (
    "Trang này gặp lỗi khi tính. Tải lại trang; nếu vẫn lỗi, gửi đường dẫn trên thanh địa chỉ cho "
    "người hỗ trợ. Số liệu không bị ảnh hưởng."
)
LOADING = "Đang tính số liệu…"


def period_and_unit(selection) -> str:
    """Of which period and unit a sentence of a paper is."""
    return f"{selection.period.label}, {inside_a_sentence(selection.unit_name)}"


def period_and_unit_markdown(selection) -> str:
    """The same for a page, where the unit's name may hold signs of markdown."""
    return f"{selection.period.label}, {escaped(inside_a_sentence(selection.unit_name))}"


def period_note(selection) -> str:
    """The period beside a title whose chart holds other months too."""
    return selection.period.label
