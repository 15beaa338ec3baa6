"""The words of Định nghĩa chỉ số and Hồ sơ đứng sau con số."""

from board.runtime.settings import SETTINGS
from board.text.alphabet import bare
from board.text.headings import COLUMNS
from board.text.letters import LETTER_COLUMNS
from board.text.model_progress import MODEL_COLUMNS
from board.text.numbers import UNITS, below_limit, keep_together, number, target_text
from board.text.pages import period_and_unit_markdown
from board.text.receptions_petitions import PETITION_COLUMNS, RECEPTION_COLUMNS

BETTER = {"higher": "Cao hơn là tốt hơn", "lower": "Thấp hơn là tốt hơn", None: "Chỉ để biết"}
DEFINITIONS_ANSWER = (
    "Mỗi con số trên Bảng điều hành chỉ có một cách tính, ghi ở đây. Ba tỷ lệ (a), (b), (c) cùng hay "
    "được gọi là “đúng hạn”, nên luôn đi kèm tên và công thức."
)
NOTES = f"""
- Ngày kết thúc xử lý dừng đồng hồ, không phải ngày trả kết quả. Tệp chỉ có ngày trả thì dùng ngày đó và ghi là ước tính.
- Trước hạn, đúng hạn, quá hạn so theo ngày, không so theo giờ, với ngày hẹn trả đang in trên giấy.
- Kỳ nào cũng kết thúc muộn nhất ở ngày xuất tệp mới nhất của đơn vị, nên không hồ sơ nào bị coi là quá hạn trước ngày của nó.
- Ngày làm việc là 8 giờ: 7 giờ 00 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ 00, trừ thứ bảy, chủ nhật, ngày lễ và ngày nghỉ bù, cộng ngày làm bù.
- Hồ sơ đã xử lý xong hoặc đã trả kết quả mà tệp không ghi ngày nào vẫn nằm ở ô (11), (13) của Biểu II.06a, nhưng không gọi là quá hạn: ghi riêng là “đã xong, chưa ghi ngày”, không nợ thư xin lỗi cho đến khi có ngày, trừ hồ sơ mà tệp trước cho thấy đã quá hạn.
- Hồ sơ thuộc đơn vị đã tiếp nhận nó; đơn vị mới sau sáp nhập cho thấy cả phần của các đơn vị cũ.
- Khoảng tin cậy 95% của tỷ lệ theo Wilson. Dưới {SETTINGS.warn_below_n} trường hợp thì hiện kèm cảnh báo. {below_limit("trường hợp").capitalize()}: kết quả người dân đánh giá người phục vụ không hiện ở đâu cả; tỷ lệ và thời gian khác chỉ không hiện trong tài liệu và tệp tải về; việc phải làm theo quy định và số đếm luôn hiện.
- Dấu “–” nghĩa là không có gì để chia.
"""
PERIODS = {
    "month": {"many": "12 tháng trọn", "one": "tháng"},
    "quarter": {"many": "bốn quý trọn", "one": "quý"},
}
# How a measure is judged, by months or by quarters.
JUDGED = {
    "month": (
        "Các tháng trọn (nhiều nhất 60 tháng) được chia thành từng giai đoạn cùng một mức, đã trừ "
        "phần do cơ cấu thủ tục khác nhau; chỉ khi giai đoạn mới nhất khác giai đoạn trước rõ hơn "
        "ngẫu nhiên thì mới viết là đã đổi, kèm tháng bắt đầu."
    ),
    "quarter": (
        "Các quý trọn được chia thành từng giai đoạn cùng một mức, vì không phải tháng nào cũng có "
        "phiếu; chỉ khi giai đoạn mới nhất khác giai đoạn trước rõ hơn ngẫu nhiên thì mới viết là đã "
        "đổi, kèm quý bắt đầu."
    ),
}
REACHES = (
    "Với mục tiêu thì gộp {many} gần nhất, hoặc từ khi đổi: cả khoảng tin cậy 95% nằm một phía của "
    "mục tiêu mới nói cách làm hiện nay đạt được hay chưa đạt được, còn lại đếm số {one} đạt."
)
NOT_JUDGED = {
    "duty": (
        "Không xét thay đổi: đây là việc phải làm đủ. Chưa đủ thì nêu đầu chương trình họp, bằng số "
        "đếm, dù ít."
    ),
    "count": (
        "Không xét thay đổi: số đếm lên xuống theo lượng việc. Chỉ nêu con số, danh sách và con số "
        "của kỳ so sánh."
    ),
    "time": (
        "Không xét thay đổi: vài hồ sơ lâu ngày làm con số này lên xuống nhiều. Xem cùng tỷ lệ xong "
        "trong thời hạn."
    ),
    "no_direction": (
        "Không xét thay đổi: cao hay thấp không tự nó là tốt. Chỉ nêu con số và con số của kỳ so sánh."
    ),
    "melts": (
        "Không xét thay đổi: việc mới phát sinh bao giờ cũng chưa kịp xong, nên tháng gần nhất luôn "
        "thấp hơn. Chỉ nêu con số của kỳ."
    ),
    "rate_qd766": (
        "Không xét thay đổi: một hồ sơ treo được đếm ở nhiều tháng, nên tháng không so được với tháng. "
        "Chỉ so với kỳ dài bằng nó."
    ),
    "satisfaction_qd766": (
        "Không xét thay đổi: cách tính của QĐ 766 coi người không đánh giá là hài lòng. Xem cùng tỷ lệ "
        "người dân tự đánh giá hài lòng."
    ),
    "share_pledged": (
        "Không xét thay đổi: tháng nào cũng đếm vẫn những người ấy. Chỉ nêu con số và ai chưa ký."
    ),
    "share_tasks_kept": (
        "Không xét thay đổi: mỗi tháng chỉ có vài nhiệm vụ đến hạn. Chỉ nêu con số và từng nhiệm vụ."
    ),
    "share_tasks_kept_first": (
        "Không xét thay đổi: mỗi tháng chỉ có vài nhiệm vụ đến hạn. Chỉ nêu con số và từng nhiệm vụ."
    ),
}
INDEX = "Mục lục"
SEARCH = "Tìm trong tên và cách tính"
NO_SUCH_MEASURE = "Không có chỉ số nào khớp điều đang tìm."
# Query → where its measures stand in the index.
INDEX_GROUPS = {
    "counts": "Hồ sơ, thời hạn",
    "ratings": "Mức độ hài lòng",
    "letters": "Thư",
    "receptions": "Tiếp công dân",
    "petitions": "Đơn thư, phản ánh",
    "tasks": "Nhiệm vụ",
    "activities": "Hoạt động",
    "pledges": "Cam kết",
}
# Question → the headings of its rows.
ROWS_COLUMNS = {
    "rows_dossiers": COLUMNS,
    "rows_pauses": COLUMNS,
    "rows_ratings": COLUMNS,
    "rows_letters": LETTER_COLUMNS,
    "rows_tasks": MODEL_COLUMNS,
    "rows_pledges": MODEL_COLUMNS,
    "rows_activities": MODEL_COLUMNS,
    "rows_receptions": RECEPTION_COLUMNS,
    "rows_petitions": PETITION_COLUMNS,
}
PARTS = {
    "all": "Tất cả",
    "before_time": "Trước hạn",
    "on_time": "Đúng hạn",
    "overdue": "Quá hạn",
    "late": "Quá hạn, chưa xong",
    "cell_13": "Ô (13)",
    "finished_without_date": "Đã xong, chưa ghi ngày",
    "not_overdue": "Không quá hạn",
    "online": "Trực tuyến",
    "met": "Xong đúng hạn",
    "met_first": "Xong đúng hạn đầu tiên",
    "not_met": "Không xong đúng hạn",
    "refused": "Bị từ chối tiếp nhận",
    "supplemented_twice": "Bổ sung từ hai lần",
    "moved_late": "Gia hạn sau khi quá hạn",
    "paused_late": "Tạm dừng sau khi đã quá hạn",
    "withdrawn_late": "Rút sau ngày hẹn",
    "on_last_day": "Xong đúng ngày cuối hạn",
    "paused_on_last_day": "Bắt đầu vào ngày cuối hạn",
    "responded": "Có người dân đánh giá",
    "responded_staff": "Có đánh giá do cán bộ ghi nhận",
    "complained_of": "Bị đánh giá Không hài lòng hoặc có đơn",
    "satisfied": "Hài lòng",
    "sent": "Đã gửi",
    "not_sent": "Chưa gửi",
    "pledged": "Đã ký",
    "not_pledged": "Chưa ký",
    "planned_held": "Đã thực hiện",
    "kept": "Giữ đúng ngày hẹn lại",
    "held": "Đã tiếp",
    "accepted": "Thụ lý đúng hạn",
}


def rows_answer(measure, part, found, selection) -> str:
    """The first sentence of a measure's rows; `part` as PARTS names it, `found` counts all rows."""
    of_part = "" if part == "all" else f", phần “{PARTS[part].lower()}”"
    rows = measure.rows_are or measure.noun
    return f"{period_and_unit_markdown(selection)}: **{number(found)} {rows}** đứng sau chỉ số “{measure.name}”{of_part}."


def parts_of(measure) -> list[str]:
    """The parts of a measure's rows that a reader may choose."""
    made = ["all"] + ([measure.rows_of] if measure.rows_of else [])
    return made + {"met": ["not_met"], "sent": ["not_sent"]}.get(measure.rows_of, [])


def measures_found(measures, sought: str) -> list:
    """The measures that hold all words of what is sought, accents aside."""
    words = bare(sought).split()
    return [
        measure
        for measure in measures
        if all(
            word in bare(f"{measure.name} {measure.short} {measure.definition} {measure.key}")
            for word in words
        )
    ]


def grouped(measures) -> list[tuple[str, list]]:
    """(title, its measures) of each group of the index that has any."""
    groups: dict[str, list] = {title: [] for title in INDEX_GROUPS.values()}
    for measure in measures:
        groups[INDEX_GROUPS.get(measure.query, INDEX_GROUPS["counts"])].append(measure)
    return [(title, mine) for title, mine in groups.items() if mine]


def definition_line(measure, target) -> str:
    """Formula, unit, source and target of a measure in one line."""
    parts = [
        f"Công thức: {measure.formula}",
        f"Đơn vị: {UNITS.get(measure.unit, measure.noun)}",
        BETTER[measure.better],
        f"Nguồn: {measure.source}",
    ]
    if target is not None:
        parts.append(f"Mục tiêu đang áp dụng: {target_text(measure, target)}")
    return ". ".join([*parts, f"Khoá: {measure.key}"]) + "."


def judged_line(measure) -> str:
    """How a measure is judged for change and against its target, or why it is not, in two
    sentences."""
    if measure.judged_every:
        periods = PERIODS[measure.judged_every]
        return f"{JUDGED[measure.judged_every]} {REACHES.format(**periods)}"
    if measure.is_duty:
        return NOT_JUDGED["duty"]
    if measure.unit == "count":
        return NOT_JUDGED["count"]
    if measure.unit != "share":
        return NOT_JUDGED["time"]
    if measure.better is None:
        return NOT_JUDGED["no_direction"]
    return NOT_JUDGED[measure.key] if measure.key in NOT_JUDGED else NOT_JUDGED["melts"]


def rows_link(n, measure) -> str:
    """The label of the link to a measure's rows."""
    if measure.rows_are:
        return keep_together(f"Xem các {measure.rows_are}")
    return keep_together(f"Xem {number(n)} {measure.noun}")
