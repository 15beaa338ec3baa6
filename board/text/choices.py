"""What may be chosen in the sidebar and on a page, and the sentences for a selection that does not exist."""

ALL_UNITS = "Tất cả đơn vị"
UNITS_SEEN = "Các đơn vị được xem"
ALL_FIELDS = "Tất cả lĩnh vực"
ALL_PROCEDURES = "Tất cả thủ tục"
ALL_CHANNELS = "Tất cả kênh"
PERIOD_KINDS = {
    "week": "Theo tuần",
    "month": "Theo tháng",
    "quarter": "Theo quý",
    "half": "Theo 6 tháng",
    "nine_months": "Theo 9 tháng",
    "year": "Theo năm",
    "range": "Khoảng tự chọn",
}
COMPARE = {"previous": "So với kỳ trước", "last_year": "So với cùng kỳ năm trước"}
CERTIFICATION = {True: "Gồm cả chứng thực", False: "Trừ chứng thực"}
LABELS = {
    "unit": "Đơn vị",
    "kind": "Loại kỳ",
    "period": "Kỳ",
    "range": "Từ ngày, đến ngày",
    "field": "Lĩnh vực",
    "procedure": "Thủ tục",
    "channel": "Kênh",
    "certification": "Chứng thực",
    "compare": "So sánh",
    "state": "Danh sách",
    "measure": "Chỉ số",
    "part": "Phần",
    "cell": "Ô của biểu",
    "card": "Bộ tiêu chí",
    "since": "Ngày họp trước",
    "until": "Ngày so sánh",
    "overdue": "Danh sách",
    "days": "Thời gian",
    "use": "Việc",
    "account": "Tài khoản",
}
PICK = "Chọn"
MORE_FILTERS = "Lọc thêm"
RANGE_HALF = "Chọn đủ ngày bắt đầu và ngày kết thúc."
NO_SUCH_KIND = "Số liệu chưa có kỳ nào loại này. Chọn loại kỳ khác."


def take_off(label: str, value: str) -> str:
    """What a press on a chip does."""
    return f"Bỏ lọc {label.lower()}: {value}"


def unknown_on_page(label: str, value: str) -> str:
    """The refusal of an address whose `value` is none of a page's own; `label` names its choice."""
    return f"Đường dẫn nêu {label.lower()} “{value}”, không có ở trang này. Chọn lại bên dưới."


def unknown_in_address(label: str, value: str) -> str:
    """The refusal of an address whose `value` the data no longer hold; `label` names its choice."""
    return (
        f"Đường dẫn nêu {label.lower()} “{value}”, không có trong số liệu hiện nay. "
        "Chọn lại ở thanh bên trái."
    )


def all_units(scope) -> str:
    """What the choice of no unit is called: to who sees some units alone it is these."""
    return ALL_UNITS if scope is None or scope.units is None else UNITS_SEEN
