"""What real files call things: headings, statuses, units, and the one-stop's own book."""

from tests.checked import checked
from tests.conftest import command
from tests.snapshots import RATING, ask, csv_of, put, take

STATUSES = {
    "Đã trả KQ": 10,
    "Đã trả kết quả cho công dân": 10,
    "ĐÃ TRẢ KẾT QUẢ.": 10,
    "Hoàn thành": 9,
    "Đã hoàn thành": 9,
    "Đã giải quyết xong": 9,
    "Đã xử lí xong": 9,
    "Đã có KQ": 9,
    "Chờ trả kết quả": 9,
    "Đang thụ lý": 4,
    "Đang xử lí": 4,
    "Đang xử lý (trong hạn)": 4,
    "Trình ký": 4,
    "Dừng xử lý hồ sơ": 8,
    "Từ chối hồ sơ": 3,
    "Đã rút hồ sơ": 7,
    "Bổ sung hồ sơ": 5,
    "Chờ thanh toán": 6,
    # Of these nobody knows what they mean.
    "Trả kết quả": None,
    "Kết thúc": None,
    "Hồ sơ bị hủy": None,
    "Trả lại hồ sơ": None,
}


def test_a_status_is_known_by_every_word_that_means_one_thing_and_by_no_other(tmp_path):
    rows = [{"id": n, "status": word} for n, word in enumerate(STATUSES)]
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    found = checked(tmp_path / "x", path, "status_code")
    assert dict(zip(STATUSES, (code for (code,) in found), strict=True)) == STATUSES


UNITS = [
    "16528",
    "16528.0",
    "Quảng Thọ",
    "P. Quảng Thọ",
    "P.QUẢNG THỌ",
    "UBND P.Quảng Thọ",
    "Phường Quảng Thọ",
    "UBND Phường Quảng Thọ - TP Sầm Sơn",
    "phường Quảng Thọ, thành phố Sầm Sơn",
    "UBND PHƯỜNG QUẢNG THỌ, THÀNH PHỐ SẦM SƠN, TỈNH THANH HÓA",
    "P. Quảng Thọ - TP. Sầm Sơn - T. Thanh Hoá",
    "Phường Quảng Thọ, tỉnh Thanh Hoá",
    "Ủy ban nhân dân phường Quảng Thọ",
    "Bộ phận TN&TKQ phường Quảng Thọ",
    "Bộ phận Một cửa P. Quảng Thọ",
]


def test_a_unit_is_known_by_every_way_of_writing_it_and_no_other_unit_is_taken_for_it(tmp_path):
    others = ["UBND phường Sầm Sơn cũ", "P. Quảng Thọ - huyện Khác", "Xã Quảng Thọ"]
    others += ["Phường Quảng Thọ, tỉnh Nghệ An"]
    rows = [{"id": n, "unit": f"{word}"} for n, word in enumerate([*UNITS, *others])]
    take(tmp_path, put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows)))
    known = ask(tmp_path, "select count(*) from dossiers where unit_key = '16528@2018-01-01'")
    assert known == [(len(UNITS),)]


BOOK = (
    'TT,Mã hồ sơ,Tên TTHC,"Tên cá nhân, tổ chức","Địa chỉ, số điện thoại",'
    "Cơ quan chủ trì giải quyết,Nhận hồ sơ,Hẹn trả kết quả,Nhận kết quả từ cơ quan giải quyết,,"
    "Ngày nhận kết quả,Ký nhận\n"
    "1,A-1,Đăng ký khai sinh,Lê Văn Mẫu,TDP 3,P. Quảng Thọ,02/06/2025 08:00,02/06/2025 17:00,,,"
    "02/06/2025 12:00,\n"
    "2,A-2,Đăng ký khai sinh,Lê Văn Mẫu,TDP 3,P. Quảng Thọ,03/06/2025 08:00,10/06/2025 17:00,,,,\n"
)


def test_in_the_one_stops_own_book_the_day_of_return_decides_the_status(tmp_path):
    take(tmp_path, put(tmp_path, "SoTheoDoiHoSo_2025-06-30.csv", BOOK))
    columns = "dossier_id, status_code, field, finished_at::varchar, finish_is_estimated"
    assert ask(tmp_path, f"select {columns} from dossiers order by dossier_id") == [
        ("A-1", 10, "Hộ tịch", "2025-06-02 12:00:00", True),
        ("A-2", 4, "Hộ tịch", None, False),
    ]


def test_a_file_without_a_status_that_has_a_day_of_finish_is_no_such_book(tmp_path):
    text = BOOK.replace("Ký nhận", "Ngày kết thúc xử lý")
    put(tmp_path, "hoso_2025-06-30.csv", text)
    done = command("etl", "load", data=tmp_path)
    assert done.returncode == 1 and "thiếu cột “Trạng thái”" in done.stdout + done.stderr


def test_ngay_ket_thuc_and_ngay_tra_kq_are_the_finish_and_the_return(tmp_path):
    text = (
        "Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Ngày trả KQ\n"
        "1,Đã trả KQ,02/06/2025,05/06/2025,03/06/2025,04/06/2025\n"
    )
    path = put(tmp_path, "hoso_2025-06-30.csv", text)
    days = "finished_at::date::varchar, returned_at::date::varchar"
    assert checked(tmp_path / "x", path, days) == [("2025-06-03", "2025-06-04")]


def test_a_word_of_five_levels_makes_its_source_in_its_file_five_levelled(tmp_path):
    ratings = [
        {"source": "Trực tuyến", "overall": "Hài lòng", "attitude": "Khai sinh"},
        {"source": "Trực tuyến", "overall": "Bình thường"},
        {"source": "Phiếu", "overall": "4"},
        {"source": "Máy đánh giá", "overall": "Hài lòng", "attitude": "Kết hôn"},
    ]
    path = put(tmp_path, "danhgia_2025-06-30.csv", csv_of(*ratings, but=RATING))
    found = checked(tmp_path / "x", path, "scale, overall, attitude, bad_reason")
    assert found == [(5, 4, None, None), (5, 3, None, None), (5, 4, None, None), (3, 2, None, None)]
    warnings = take(tmp_path, path)["warnings"]
    assert [w["rows"] for w in warnings if w["code"] == "not_a_factor"] == [2]


def test_a_file_that_says_three_levels_and_uses_a_word_of_five_is_refused(tmp_path):
    rows = [RATING] * 20 + [{"scale": "3", "overall": "Bình thường"}]
    (file,) = take(tmp_path, put(tmp_path, "danhgia_2025-06-30.csv", csv_of(*rows, but=RATING)))[
        "files"
    ]
    assert file["sentence"].startswith(
        "Tệp danhgia_2025-06-30.csv: cột Thang đo ghi 3 mức nhưng có chữ của thang 5 mức (dòng 22: "
        "“Bình thường”)"
    )
