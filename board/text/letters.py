"""The words of Thư, and of every page over a register."""

from board.text.dates import day
from board.text.headings import COLUMNS
from board.text.numbers import is_absent, n_text, number, share, value_and_n
from board.text.pages import period_and_unit_markdown
from board.text.sentences import inside_a_sentence

LETTERS = {
    "apology_legal": "Văn bản xin lỗi theo quy định",
    "apology_courtesy": "Thư xin lỗi của lãnh đạo phường",
    "birth": "Thư chúc mừng khai sinh",
    "marriage": "Thư chúc mừng kết hôn",
    "condolence": "Thư chia buồn",
    "thanks": "Thư cảm ơn",
}
STEPS = {
    "owed": "Phải có văn bản xin lỗi",
    "drafted": "Đã soạn",
    "numbered": "Đã vào số",
    "signed": "Đã ký",
    "sent": "Đã gửi",
    "kept": "Giữ đúng ngày hẹn lại",
}
CHAIN = "Văn bản xin lỗi: từ phải gửi đến giữ ngày hẹn lại (số hồ sơ)"
NO_APOLOGY_WAITS = "Không có hồ sơ quá hạn nào trong kỳ còn thiếu văn bản xin lỗi."
NO_APOLOGY_NOTE = "theo văn bản xin lỗi, hồ sơ quá hạn lâu nhất trước"
LETTERS_REGISTER_NOTE = "mọi thư ghi trong sổ, gửi hoặc quyết định không gửi trong kỳ"
LETTER_SECTION = {
    "no_apology": "Hồ sơ quá hạn chưa có văn bản xin lỗi",
    "letters_by_unit": "Thư đã gửi theo đơn vị",
    "letters_register": "Sổ thư theo loại",
}
LETTER_COLUMNS = COLUMNS | {
    "letter": "Loại thư",
    "letter_id": "Mã thư",
    "letters": "Số hồ sơ",
    "owed_on": "Phải gửi từ",
    "drafted_on": "Soạn",
    "numbered_on": "Vào số",
    "signed_on": "Ký",
    "delivered_on": "Gửi",
    "new_due_on": "Hẹn lại",
    "finished_on": "Xong",
    "days_to_letter": "Số ngày đến khi gửi",
    "days_waiting": "Đã chờ (ngày)",
    "step": "Đang ở bước",
    "delivered": "Đã gửi",
    "waived": "Quyết định không gửi",
    "waived_reasons": "Lý do không gửi",
}


def no_register(title: str, selection) -> str:
    """That the unit, or nobody, sent a register, and how to begin one."""
    who = selection.unit_name if selection.filters.unit else "Chưa đơn vị nào"
    sent = "chưa gửi" if selection.filters.unit else "gửi"
    return (
        f"{who} {sent} {inside_a_sentence(title)} nên chưa có số liệu. "
        "Tải tệp mẫu dưới đây, điền rồi đặt vào data/inbox."
    )


def template_of(title: str) -> str:
    """The label of the button that gives an empty file of a register."""
    return f"Tải mẫu {inside_a_sentence(title)}"


def register_note(title: str, reached) -> str:
    """The day to which a register is known, under what is drawn from it."""
    return f"{title}: số liệu đến ngày {day(reached)}. Chỉ tính đơn vị có gửi sổ này."


def letters_answer(selection, results) -> str:
    """The first sentence of the page: what is owed and what was sent in the period."""
    legal, courtesy = results["share_apologies_legal"].now, results["share_apologies_courtesy"].now
    if not legal["n"] and not results["share_letters_sent"].now["n"]:
        return f"{period_and_unit_markdown(selection)}: không phát sinh thư nào phải gửi."
    missing = legal["n"] - legal["numerator"]
    legal_sentence = (
        f"**{number(missing)} hồ sơ quá hạn chưa có văn bản xin lỗi** trong "
        f"{number(legal['n'])} hồ sơ"
        if legal["n"]
        else "không có hồ sơ quá hạn nào phải xin lỗi"
    )
    sent = results["share_letters_sent"].now
    mild = f"; thư xin lỗi của lãnh đạo phường {share(courtesy['value'])}" if courtesy["n"] else ""
    return (
        f"{period_and_unit_markdown(selection)}: {legal_sentence}{mild}; tính mọi loại, đã gửi **{share(sent['value'])}** số thư "
        f"phải gửi ({n_text(sent['n'], 'thư')})."
    )


def letter_measure(result) -> str:
    """A measure of letters in one phrase: its value with n."""
    return f"{result.measure.short}: {value_and_n(result.measure, result.now)}"


def chain_note(counts) -> str:
    """Of which dossiers the chain of apologies is, and how many new dates are judged."""
    judged = counts["new_dates_judged"]
    judged = 0 if is_absent(judged) else judged
    return (
        f"Hồ sơ phát sinh quá hạn trong kỳ. Ngày hẹn lại đã xét được ở {number(judged)} hồ sơ đã gửi "
        "văn bản."
    )


def step_reached(row) -> str:
    """The last step that the draft of an apology has reached."""
    for step in ("signed", "numbered", "drafted"):
        if not is_absent(getattr(row, f"{step}_on")):
            return STEPS[step]
    return "Chưa soạn"
