"""Month-first files: judged by whole columns and refused with two of their rows."""

import pytest

from etl.profile import Profile
from tests.checked import checked
from tests.registers import register
from tests.snapshots import PAUSE, csv_of, put, take


def refusal(data, name: str, content: str) -> str:
    (file,) = take(data, put(data, name, content))["files"]
    assert file["outcome"] == "refused", file
    return file["sentence"]


def loads(data, name: str, content: str) -> bool:
    return take(data, put(data, name, content), reject_limit=1.0)["files"][0]["outcome"] == "loaded"


def received(*days: str, code: str = "{}") -> str:
    return csv_of(*({"id": code.format(n), "received": day} for n, day in enumerate(days)))


def test_a_column_whose_second_parts_go_above_12_and_first_parts_do_not_is_refused(tmp_path):
    message = refusal(
        tmp_path,
        "hoso_2025-06-30.csv",
        received("06/02/2025 08:00", "06/13/2025 10:17", "06/12/2025", "06/26/2025"),
    )
    assert message == (
        "Tệp hoso_2025-06-30.csv: cột “Ngày tiếp nhận” ghi tháng trước ngày (dòng 3: “06/13/2025”, "
        "dòng 5: “06/26/2025”), nên không nạp dòng nào. Đổi định dạng cột ngày thành dd/mm/yyyy "
        "rồi xuất lại tệp; hoặc xem trước tệp rồi trả lời là tháng đứng trước."
    )


MONTH_FIRST = {
    # What refuses it → the file's name and its rows.
    "the days of its codes": (
        "hoso_2025-12-31.csv",
        csv_of(
            *({"id": f"H56.14-25060{n}-0001", "received": f"06/0{n}/2025"} for n in range(2, 6))
        ),
    ),
    "the day of the export": (
        "hoso_2025-06-12.csv",
        received("06/09/2025", "06/10/2025", "06/11/2025", "06/06/2025"),
    ),
    "due before received": (
        "hoso_2025-12-31.csv",
        csv_of(
            *({"id": n, "received": f"0{n}/06/2025", "due": f"0{n}/01/2025"} for n in range(2, 7))
        ),
    ),
    "both orders in one column": (
        "hoso_2025-06-30.csv",
        received("06/13/2025", "06/14/2025", "13/06/2025", "14/06/2025", "05/06/2025"),
    ),
    "two figures of a year": ("hoso_2025-06-30.csv", received("06/13/25", "06/14/25", "6/2/25")),
    "a pause": (
        "tamdung_2025-06-30.csv",
        csv_of({"began": "06/13/2025"}, {"began": "06/16/2025"}, but=PAUSE),
    ),
    "a register": (
        "donthu_2025-06-30.csv",
        register(
            "petitions", *({"petition_id": str(n), "received_on": f"06/{n}/2025"} for n in (13, 14))
        ),
    ),
}


@pytest.mark.parametrize("why", MONTH_FIRST)
def test_a_month_first_file_is_refused_by(why, tmp_path):
    assert "ghi tháng trước ngày" in refusal(tmp_path, *MONTH_FIRST[why])


HALF_TURNED = {
    # 05/06, 06/06 became May 6 and June 6 of an ISO sheet or a serial; 13/06 stayed a text.
    "day-first texts": ("2025-05-06", "2025-06-06 08:00:00", "13/06/2025", "14/06/2025 09:00"),
    "month-first texts": ("2025-05-06", "2025-06-06", "06/13/2025", "06/14/2025"),
    "serials": ("45783", "45814.5", "13/06/2025", "14/06/2025"),
}


@pytest.mark.parametrize("texts", HALF_TURNED)
def test_days_that_a_spreadsheet_turned_round_up_to_12_are_refused(texts, tmp_path):
    message = refusal(tmp_path, "hoso_2025-06-30.csv", received(*HALF_TURNED[texts]))
    assert "Excel đã đảo ngày" in message or "ghi tháng trước ngày (dòng 4" in message


ALL_TURNED = {
    # 02/06 to 05/06, all opened month first and saved as days: nothing of them is above 12.
    "by the days of the codes": csv_of(
        *({"id": f"H56.14-25060{n}-0001", "received": f"2025-0{n}-06"} for n in range(2, 6))
    ),
    "by serials and codes": csv_of(
        *({"id": f"H56.14-25060{n}-0001", "received": f"{45694 + 30 * n}"} for n in (2, 3, 5)),
        *({"id": f"H56.14-2506{n}-0001", "received": day} for n, day in
          (("02", "2025-02-06"), ("03", "2025-03-06"), ("04", "2025-04-06"))),
    ),
    "by what is due before it is received": csv_of(
        # Received 8/6 to 12/6, due from the 1st to the 5th of July.
        *(
            {"id": n, "received": f"2025-{n:02}-06", "due": f"2025-{n - 7:02}-07"}
            for n in (8, 9, 10, 11, 12)
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", ALL_TURNED)
def test_days_that_a_spreadsheet_turned_round_one_and_all_are_refused(why, tmp_path):
    assert "Excel đã đảo ngày" in refusal(tmp_path, "hoso_2025-12-31.csv", ALL_TURNED[why])


def test_a_spreadsheets_own_days_that_its_codes_bear_out_are_read(tmp_path):
    rows = [{"id": f"H56.14-25060{n}-0001", "received": f"2025-06-0{n}", "due": "2025-05-05"}
            for n in range(2, 6)]  # fmt: skip
    assert loads(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))


DAY_FIRST = {
    "days up to 12 alone": ("02/06/2025", "03/06/2025", "04/06/2025", "05/06/2025"),
    "the same day of each month": ("06/02/2025", "06/03/2025", "06/04/2025", "06/05/2025"),
    "one slip of the pen": ("06/13/2025", "13/06/2025", "14/06/2025", "02/06/2025"),
    "sheet days above 12 beside texts": ("2025-06-16", "2025-06-05", "13/06/2025", "14/06/2025"),
    "texts up to 12 beside sheet days": ("2025-06-05", "2025-06-06", "04/06/2025", "14/06/2025"),
}


def test_a_day_first_file_is_not(tmp_path):
    names = {}
    for number, (kind, days) in enumerate(DAY_FIRST.items()):
        path = put(tmp_path, f"hoso{number}_2025-06-30.csv", received(*days, code=f"{number}{{}}"))
        names[path.name] = kind
    files = take(tmp_path, reject_limit=1.0)["files"]
    assert {names[file["file"]]: file["outcome"] for file in files} == dict.fromkeys(
        DAY_FIRST, "loaded"
    )


def test_two_rows_due_before_they_were_received_are_no_bulk(tmp_path):
    late = [{"id": n, "received": "05/06/2025", "due": "05/05/2025"} for n in range(2)]
    assert loads(tmp_path, "hoso_2025-06-30.csv", csv_of(*late, {"id": "3"}))


def test_a_profile_that_says_how_days_are_written_is_believed(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", received("06/02/2025", "06/13/2025"))
    profile = Profile(date_format=("%m/%d/%Y",))
    assert checked(tmp_path / "x", path, "received_at::date::varchar", profile) == [
        ("2025-06-02",),
        ("2025-06-13",),
    ]
