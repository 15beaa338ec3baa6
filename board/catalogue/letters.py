"""Letters: sent of those owed, and how long an apology takes. The two apologies never mix."""

from board.catalogue.measure import Measure

ONCE_OWED = "Đã phải gửi thì vẫn phải gửi, dù sau đó hồ sơ tạm dừng, được dời hạn hay công dân rút."
REGISTER = "Đếm từ số liệu một cửa và sổ thư"
RULE = "Chỉ tính đơn vị có sổ thư, từ tháng bắt đầu sổ; thư có quyết định không gửi thì không tính là phải gửi."


def _coverage(kind: str, columns: str, name: str, short: str, owed: str) -> Measure:
    """The share sent of the letters of one kind that became owed in the period."""
    return Measure(
        key=f"share_{kind}",
        name=name,
        short=short,
        unit="share",
        better="higher",
        query="letters",
        sources=("letters", "dossiers"),
        is_duty=kind == "apologies_legal",
        judged=None,  # what became owed last is sent last
        numerator=(f"{columns}_sent",),
        denominator=(f"{columns}_owed",),
        rows={"legal": "apology_legal", "courtesy": "apology_courtesy"}.get(columns, columns),
        rows_of="sent",
        noun="thư",
        definition=f"{owed} {RULE}",
        formula="Tỷ lệ gửi thư = số thư đã gửi ÷ số thư phải gửi trong kỳ",
        source=REGISTER,
    )


MEASURES = (
    _coverage(
        "apologies_legal",
        "legal",
        "Tỷ lệ hồ sơ phát sinh quá hạn đã có văn bản xin lỗi",
        "Văn bản xin lỗi",
        f"Mỗi hồ sơ quá hạn phải có một văn bản xin lỗi, hẹn lại ngày trả theo quy định, kể từ ngày sau ngày hẹn. {ONCE_OWED} Tách hẳn với thư xin lỗi của lãnh đạo phường.",
    ),
    _coverage(
        "apologies_courtesy",
        "courtesy",
        "Tỷ lệ hồ sơ phát sinh quá hạn đã có thư xin lỗi của lãnh đạo phường",
        "Thư xin lỗi",
        f"Mỗi hồ sơ quá hạn phải có một thư xin lỗi của lãnh đạo phường, trừ thủ tục danh mục letters_owed.csv ghi là không gửi (khai tử). {ONCE_OWED} Tách hẳn với văn bản xin lỗi theo quy định.",
    ),
    _coverage(
        "letters_birth",
        "birth",
        "Tỷ lệ gửi thư chúc mừng khai sinh",
        "Thư khai sinh",
        "Mỗi hồ sơ đăng ký khai sinh giải quyết xong trong kỳ phải có một thư chúc mừng.",
    ),
    _coverage(
        "letters_marriage",
        "marriage",
        "Tỷ lệ gửi thư chúc mừng kết hôn",
        "Thư kết hôn",
        "Mỗi hồ sơ đăng ký kết hôn giải quyết xong trong kỳ phải có một thư chúc mừng.",
    ),
    _coverage(
        "letters_condolence",
        "condolence",
        "Tỷ lệ gửi thư chia buồn",
        "Thư chia buồn",
        "Mỗi hồ sơ đăng ký khai tử giải quyết xong trong kỳ phải có một thư chia buồn.",
    ),
    Measure(
        key="share_letters_sent",
        name="Tỷ lệ gửi thư, mọi loại phải gửi",
        short="Thư đã gửi",
        unit="share",
        better="higher",
        query="letters",
        sources=("letters", "dossiers"),
        numerator=("letters_sent",),
        denominator=("letters_owed",),
        judged=None,  # what became owed last is sent last
        rows="letters",
        rows_of="sent",
        noun="thư",
        definition=f"Văn bản xin lỗi, thư xin lỗi, thư chúc mừng khai sinh, kết hôn và thư chia buồn phải gửi trong kỳ, cộng lại. {RULE}",
        formula="Thư đã gửi = số thư đã gửi ÷ số thư phải gửi trong kỳ",
        source=REGISTER,
    ),
    Measure(
        key="share_new_dates_kept",
        name="Tỷ lệ giữ đúng ngày hẹn lại",
        short="Giữ ngày hẹn lại",
        unit="share",
        better="higher",
        query="letters",
        sources=("letters", "dossiers"),
        numerator=("new_dates_kept",),
        denominator=("new_dates_judged",),
        rows="new_dates",
        rows_of="kept",
        noun="hồ sơ",
        definition="Trong số hồ sơ phải xin lỗi trong kỳ, đã có văn bản xin lỗi và đã đến hoặc qua ngày hẹn lại, hoặc đã xong: tỷ lệ xong không muộn hơn ngày hẹn lại.",
        formula="Giữ ngày hẹn lại = số hồ sơ xong đến hết ngày hẹn lại ÷ số hồ sơ đã xét được",
        source=REGISTER,
    ),
    Measure(
        key="median_days_to_apology",
        name="Số ngày từ ngày hẹn đến văn bản xin lỗi, một nửa không quá",
        short="Chờ xin lỗi",
        unit="calendar_days",
        better="lower",
        query="letters",
        sources=("letters", "dossiers"),
        denominator=("legal_timed",),
        value="median_days_to_apology",
        rows="timed",
        noun="thư",
        definition="Với văn bản xin lỗi gửi trong kỳ: số ngày theo lịch, kể cả ngày nghỉ, từ ngày hẹn trả đến ngày gửi; một nửa số văn bản gửi không muộn hơn.",
        formula="Phân vị 50 của (ngày gửi văn bản xin lỗi − ngày hẹn trả)",
        source=REGISTER,
    ),
    Measure(
        key="p90_days_to_apology",
        name="Số ngày từ ngày hẹn đến văn bản xin lỗi, 90% không quá",
        short="90% xin lỗi trong",
        unit="calendar_days",
        better="lower",
        query="letters",
        sources=("letters", "dossiers"),
        denominator=("legal_timed",),
        value="p90_days_to_apology",
        rows="timed",
        noun="thư",
        definition="Với văn bản xin lỗi gửi trong kỳ: số ngày theo lịch, kể cả ngày nghỉ, từ ngày hẹn trả đến ngày gửi; 90% số văn bản gửi không muộn hơn.",
        formula="Phân vị 90 của (ngày gửi văn bản xin lỗi − ngày hẹn trả)",
        source=REGISTER,
    ),
)
