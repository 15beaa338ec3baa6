"""Why rows are refused, what is doubtful about them, and rows that are no data."""

# Reasons of a rejected row; the codes stand in contracts and staging queries.
REASONS = {
    "required": "Ô bắt buộc bị trống.",
    "not_a_moment": "Không phải ngày hợp lệ; cần dd/mm/yyyy hoặc yyyy-mm-dd, có thể kèm giờ.",
    "not_a_number": "Không phải số.",
    "out_of_range": "Nằm ngoài khoảng cho phép.",
    "code_in_exponent": (
        "Mã bị Excel đổi thành số mũ (như 2,50602E+13): định dạng cột mã là Văn bản (Text) rồi xuất lại tệp."
    ),
    "code_is_personal": "Ô mã ghi tên người, số điện thoại, số giấy tờ hoặc địa chỉ, không phải mã: đã che khi đọc.",
    "unknown_word": "Giá trị không có trong danh mục; sửa lại, hoặc xem trước tệp rồi cho biết nghĩa.",
    "finish_before_receipt": "Ngày kết thúc xử lý trước ngày tiếp nhận.",
    "receipt_missing": "Thiếu ngày tiếp nhận.",
    "pause_ends_before_it_begins": "Ngày kết thúc tạm dừng trước ngày bắt đầu.",
    "ends_before_it_begins": "Ngày cuối trước ngày đầu.",
    "done_before_start": "Ngày hoàn thành trước ngày bắt đầu thực hiện.",
    "due_before_first": "Hạn hoàn thành trước hạn ban đầu; gia hạn thì hạn mới phải muộn hơn.",
    "officer_not_listed": "Không phải mã cán bộ và không có trong danh sách officers.csv; ghi mã cán bộ.",
    "sent_before_drafted": "Ngày vào số, ký hoặc gửi thư trước ngày soạn.",
    "delivered_before_signed": "Ngày gửi thư trước ngày ký.",
    "waived_without_reason": "Có ngày quyết định không gửi nhưng thiếu lý do không gửi.",
    "no_day": "Thiếu cả ngày theo lịch và ngày thực hiện; cần ít nhất một ngày.",
    "settled_more_than_raised": "Số vụ việc đã giải quyết nhiều hơn số vụ việc nêu ra.",
    "replied_before_held": "Ngày trả lời trước ngày tiếp.",
    "handled_before_received": "Ngày thụ lý, trả đơn hoặc giải quyết trước ngày nhận đơn.",
    "settled_before_accepted": "Ngày giải quyết xong trước ngày thụ lý.",
    "mended_more_than_found": "Số tồn tại đã khắc phục nhiều hơn số phát hiện.",
    "number_twice": (
        "Các dòng khác nhau mang cùng một số trong một năm; sửa số, hoặc bỏ dòng sai, hoặc ghi ngày."
    ),
    "level_not_on_scale": "Mức đánh giá không có trong thang đo.",
    "too_few_cells": "Dòng thiếu ô so với dòng tiêu đề.",
    "too_many_cells": "Dòng thừa ô so với dòng tiêu đề.",
    "bad_quotes": "Dấu ngoặc kép đặt sai trong dòng.",
}

# Doubts that reject nothing: they are counted and shown.
WARNINGS = {
    "unknown_unit": "Đơn vị không có trong danh mục units.csv vào ngày tiếp nhận.",
    "dossier_code_shape": "Mã hồ sơ không đúng mẫu.",
    "unknown_procedure": "Thủ tục không có trong danh mục procedures.csv.",
    "procedure_dropped": (
        "Cột nội dung hồ sơ ghi tự do, không phải tên thủ tục đã biết (có thể có tên người): đã bỏ khi đọc, lĩnh "
        "vực là “Chưa rõ” nếu tệp không ghi."
    ),
    "finished_without_date": "Đã xong nhưng thiếu ngày kết thúc và ngày trả: tính là đang giải quyết.",
    "outside_calendar": "Ngoài lịch làm việc đã khai báo: không tính thời gian làm việc.",
    "dossier_rows_differ": (
        "Các dòng khác nhau cùng một mã hồ sơ trong một tệp (số dòng ghi sau tên tệp): chỉ một dòng được tính."
    ),
    "happened_after_export": "Ghi việc đã xảy ra vào ngày sau ngày xuất tệp: xem lại ngày xuất của tệp.",
    "officer_dropped": "Cán bộ không có trong danh sách officers.csv, hoặc trùng tên nên không rõ là ai: đã bỏ khi đọc.",
    "dissatisfied_without_reason": "Không hài lòng nhưng không ghi lý do: vẫn tính.",
    "not_a_factor": "Cột đánh giá không có câu trả lời nào là mức độ hài lòng: không coi là một nội dung đánh giá, đã bỏ.",
    "survey_on_three_levels": "Khảo sát ghi thang 3 mức: giữ lại, không tính vào tỷ lệ hài lòng nào.",
    "rating_of_unknown_dossier": "Đánh giá gắn với hồ sơ không có trong số liệu.",
    "pause_of_unknown_dossier": "Lần tạm dừng gắn với hồ sơ không có trong số liệu.",
    "letter_of_unknown_dossier": "Thư gắn với hồ sơ không có trong số liệu.",
    "letter_not_owed": "Thư gắn với hồ sơ không phải gửi loại thư ấy: vẫn ghi trong sổ, không tính vào tỷ lệ.",
    "criterion_not_on_card": "Điểm chấm cho tiêu chí không có trong bộ tiêu chí ở ngày cuối kỳ: không cộng vào tổng.",
    "points_above_max": "Điểm tự chấm hoặc thẩm định vượt điểm chuẩn của tiêu chí: giữ như đã chấm.",
    "fewer_denunciations": "Tệp mới ghi ít đơn tố cáo hơn tệp cũ cho cùng tháng: đã lấy theo tệp mới.",
    "number_without_day": (
        "Dòng không ghi ngày nên không rõ số thuộc năm nào: đã coi là bản ghi trước đó mang cùng số."
    ),
    "number_twice_in_file": (
        "Các dòng khác nhau trong một tệp mang cùng số, cùng năm của một đơn vị ghi theo hai cách: chỉ dòng "
        "sau được tính."
    ),
    "number_in_two_years": (
        "Cùng số ở hai năm liền nhau, ngày cách nhau không quá 31 ngày: tính là hai bản ghi; nếu là sửa "
        "ngày của một bản ghi thì huỷ bản ghi cũ trên trang."
    ),
    "entry_overrules_file": "Khác với điều đã ghi trên trang trong cùng ngày: đã lấy theo điều ghi trên trang.",
    "left_out_of_mended_file": (
        "Tệp nạp sau cùng ngày xuất không còn những dòng này của tệp nạp trước: vẫn tính. Nếu các "
        "dòng ấy là sai thì bỏ hẳn tệp nạp trước, theo mục 8 của hướng dẫn."
    ),
    "carried_from_old_unit": (
        "Có từ trước khi đơn vị được lập, không rõ của đơn vị cũ nào: tính cho đơn vị mới (nhận từ đơn vị cũ)."
    ),
    "as_of_estimated": "Ngày xuất tệp lấy theo thời điểm sửa tệp (ước tính); nên ghi ngày vào tên tệp.",
}

# Why the line that a refusal names is wrong.
LINE_WRONG = {
    "quote_open": "Dấu ngoặc kép mở ở dòng này không được đóng.",
    "truncated": "Dòng cuối bị cắt cụt.",
    "cell_too_long": "Có ô dài quá 1 MB.",
    "line_too_long": "Dòng dài quá 1 MB.",
    "wrong_byte": "Có chữ sai bảng mã.",
    "letters_lost": "Có chữ đã mất, hiện là dấu �.",
    "letters_control": "Có ký tự điều khiển lạ.",
    "second_table": "Một bảng khác, các cột khác bảng đầu, bắt đầu ở dòng này.",
    "month_first": "Tháng đứng trước ngày.",
    "day_first": "Ngày đứng trước tháng.",
    "half_turned": "Excel chỉ đảo ngày với tháng của những ngày không quá 12.",
}
GROUP_ROW = "dòng nhóm"  # in the place of the title of a column, where rows between gave a value

# Rows below a heading that are no data, by their kinds.
NOT_DATA = {
    "blank": "dòng trống",
    "explanation": "dòng giải thích",
    "numbering": "dòng đánh số cột",
    "repeated_heading": "tiêu đề lặp lại",
    "group": "dòng nhóm",
    "total": "dòng tổng cộng",
    "aside": "dòng chữ ký, ghi chú",
}


def reason(code: str, value: str | None) -> str:
    """Why rows were refused; of a number that stands twice, which number and in which lines."""
    if code == "number_twice":
        return f"{REASONS[code]} Số/năm và các dòng: {value}."
    return REASONS[code]
