"""Dated reference files become tables, and a row that breaks a rule is refused with its line."""

import csv
import shutil
from datetime import date
from itertools import pairwise

import pytest

from board.catalogue import MEASURES
from etl.engine import connect
from etl.reference_tables import read_reference
from etl.sample import text
from etl.words import Refusal
from tests.conftest import PROJECT
from tests.snapshots import ask, csv_of, put, settings, take

REFERENCE = PROJECT / "data" / "reference"
EVENTS = "day,unit_code,measure,rebase,reason,note\n"
MEETINGS = "held_on,unit_code,body,note\n"
OWNERS = "measure,unit_code,field,owner,valid_from,valid_to,note\n"
DEFINITIONS = "measure,changed_on,what,why\n"
THEMES = "theme,word,note\n"
LETTERS = "kind,procedure_code,owed,valid_from,valid_to,source\n"
TEMPLATES = "kind,template,valid_from,valid_to,source\n"
HEADS = (
    "unit_code,layout,parent_body,body,number,place,recipient,signs_for,signs_as,valid_from,"
    "valid_to,source\n"
)
STREAMS = "workstream,name,position,measure,valid_from,valid_to,source\n"
WORDINGS = "content,position,wording,verified,note\n"
QUOTAS = "role,days,per,valid_from,valid_to,source\n"
LIMITS = (
    "kind,is_complex,limit_days,days,counted_from,accept_within_working_days,valid_from,valid_to,"
    "source\n"
)
CARDS = "scorecard,name,issued_by,valid_from,valid_to,source\n"
CRITERIA = (
    "scorecard,criterion,group_name,name,max_points,target,evidence_needed,measure,rule,why_open,"
    "valid_from,valid_to,source\n"
)
FOREVER = date(9999, 12, 31)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """A connection as a build of few rows has it; each test takes back what it makes there."""
    scratch = tmp_path_factory.mktemp("engine")
    with connect(settings(scratch), scratch) as con:
        yield con.execute("pragma disable_optimizer; set threads = 1")


def with_reference(data, name: str, content: str):
    """A data folder with the project's reference files, one of them as the test writes it."""
    shutil.copytree(REFERENCE, data / "reference")
    (data / "reference" / name).write_text(content, "utf-8")
    put(data, "hoso_2025-06-30.csv", csv_of({}))
    return data


def rows_of(name: str) -> list[dict]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


TABLES = [
    (
        "events.csv",
        EVENTS + "2023-11-30,16528,,,,Ra mắt\n"
        "2024-07-01,,rate_due_on_time,1,Đổi cách hẹn trả,Quy trình mới\n"
        "2024-08-01,,,0,,Một việc\n",
        "select day, unit_code, measure, rebase, reason, note from events order by day",
        [
            (date(2023, 11, 30), "16528", None, False, None, "Ra mắt"),
            (
                date(2024, 7, 1),
                None,
                "rate_due_on_time",
                True,
                "Đổi cách hẹn trả",
                "Quy trình mới",
            ),
            (date(2024, 8, 1), None, None, False, None, "Một việc"),
        ],
    ),
    (
        "meetings.csv",
        MEETINGS + "2025-01-10,16528,Đảng ủy,mẫu\n2025-04-10,,Ban điều hành,\n",
        "select held_on, unit_code, body, note from meetings order by held_on",
        [
            (date(2025, 1, 10), "16528", "Đảng ủy", "mẫu"),
            (date(2025, 4, 10), None, "Ban điều hành", None),
        ],
    ),
    (
        "owners.csv",
        OWNERS + "share_satisfied,16528,,Chủ tịch,2018-01-01,2025-06-30,\n"
        ",,Đất đai,Địa chính,2018-01-01,,chưa xác minh\n",
        "select measure, unit_code, field, owner, valid_from, valid_to, note from owners "
        "order by owner",
        [
            (
                "share_satisfied",
                "16528",
                None,
                "Chủ tịch",
                date(2018, 1, 1),
                date(2025, 6, 30),
                None,
            ),
            (None, None, "Đất đai", "Địa chính", date(2018, 1, 1), FOREVER, "chưa xác minh"),
        ],
    ),
    (
        "definition_changes.csv",
        DEFINITIONS + "share_online,2025-05-01,Tính cả bưu chính,Văn bản 1\n"
        ",2025-06-01,Trừ ngày nghỉ,Lịch mới\n",
        "select measure, changed_on, what, why from definition_changes order by changed_on",
        [
            ("share_online", date(2025, 5, 1), "Tính cả bưu chính", "Văn bản 1"),
            (None, date(2025, 6, 1), "Trừ ngày nghỉ", "Lịch mới"),
        ],
    ),
    (
        "comment_themes.csv",
        THEMES + 'Thái độ,gắt,\nThái độ,"nói, cười",thử\n',
        "select theme, word from comment_themes order by word",
        [("Thái độ", "gắt"), ("Thái độ", "nói, cười")],
    ),
    (
        "reception_quotas.csv",
        QUOTAS + "chair,1,week,2018-01-01,2026-06-30,Luật\nchair,2,month,2026-07-01,,Luật\n",
        "select * exclude (source) from reception_quotas order by valid_from",
        [
            ("chair", 1, "week", date(2018, 1, 1), date(2026, 6, 30)),
            ("chair", 2, "month", date(2026, 7, 1), FOREVER),
        ],
    ),
    (
        "letter_templates.csv",
        TEMPLATES + "thanks,cam_on_1,2018-01-01,2025-09-14,x\nthanks,cam_on_2,2025-09-15,,x\n",
        "select * exclude (source) from letter_templates order by valid_from",
        [
            ("thanks", "cam_on_1", date(2018, 1, 1), date(2025, 9, 14)),
            ("thanks", "cam_on_2", date(2025, 9, 15), FOREVER),
        ],
    ),
    (
        "paper_heads.csv",
        HEADS + "16528,state,UBND T,UBND {DON_VI},Số: 1,T,Ban,TM. UBND,CHỦ TỊCH,2018-01-01,,x\n"
        "all,party,TU,BAN,Số 1,S,Ban,,TRƯỞNG BAN,2018-01-01,2025-06-30,x\n",
        "select unit_code, layout, body, signs_for, valid_to from paper_heads order by all",
        [
            ("16528", "state", "UBND {DON_VI}", "TM. UBND", FOREVER),
            ("all", "party", "BAN", None, date(2025, 6, 30)),
        ],
    ),
    (
        "time_limits.csv",
        LIMITS + "reflection,0,15,working,received,,2018-01-01,,Luật\n"
        "complaint_first,1,45,calendar,accepted,7,2018-01-01,,Luật\n",
        "select * exclude (source) from time_limits order by limit_days",
        [
            ("reflection", False, 15, "working", "received", None, date(2018, 1, 1), FOREVER),
            ("complaint_first", True, 45, "calendar", "accepted", 7, date(2018, 1, 1), FOREVER),
        ],
    ),
    (
        "scorecards.csv",
        CARDS + "qd766,Bộ chỉ số,Thủ tướng,2022-06-23,2025-06-30,QĐ\n"
        "CQTT,Mẫu,,2023-11-30,,chưa xác minh\n",
        "select * exclude (source) from scorecards order by rowid",
        [
            ("QD766", "Bộ chỉ số", "Thủ tướng", date(2022, 6, 23), date(2025, 6, 30)),
            ("CQTT", "Mẫu", None, date(2023, 11, 30), FOREVER),
        ],
    ),
    (
        "criteria.csv",
        CRITERIA + "CQTT,I.1,I,Công khai,6,,1,,,theo minh chứng,2023-11-30,2024-12-31,Mẫu\n"
        "CQTT,I.2,I,Đúng hạn,12.5,0.95,0,rate_due_on_time,share_of_target,,2025-01-01,,Mẫu\n",
        "select criterion, max_points, target, evidence_needed, measure, rule, why_open, "
        "valid_from, valid_to from criteria order by line",
        [
            (
                *("I.1", 6.0, None, True, None, None, "theo minh chứng"),
                *(date(2023, 11, 30), date(2024, 12, 31)),
            ),
            (
                *("I.2", 12.5, 0.95, False, "rate_due_on_time", "share_of_target", None),
                *(date(2025, 1, 1), FOREVER),
            ),
        ],
    ),
]


def test_a_reference_file_becomes_its_table(tmp_path):
    shutil.copytree(REFERENCE, tmp_path / "reference")
    for name, content, _, _ in TABLES:
        (tmp_path / "reference" / name).write_text(content, "utf-8")
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    take(tmp_path)
    for name, _, query, expected in TABLES:
        assert ask(tmp_path, query) == expected, name


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (
            "events.csv",
            EVENTS + "2023-11-30,,,0,,Ra mắt\n2024-07-01,,,1,,Quy trình mới\n",
            "dòng 3 tính lại giới hạn từ ngày đó (rebase là 1) mà không ghi lý do ở cột reason",
        ),
        (
            "events.csv",
            EVENTS + "2024-07-01,,,1,  ,Quy trình mới\n",
            "dòng 2 tính lại giới hạn từ ngày đó (rebase là 1) mà không ghi lý do ở cột reason",
        ),
        ("events.csv", EVENTS + "2024-07-01,,,2,vì,x\n", "dòng 2 có rebase khác 0 và 1"),
        ("events.csv", EVENTS + ",,,0,,Ra mắt\n", "dòng 2 để trống một ô phải có (day)"),
        ("events.csv", EVENTS + "2024-07-01,,,0,,\n", "dòng 2 để trống một ô phải có (note)"),
        (
            "events.csv",
            "day,unit_code,note\n2023-11-30,16528,Ra mắt\n",
            "dòng 1 thiếu cột measure, rebase, reason; dòng đầu phải là “day,unit_code,measure,"
            "rebase,reason,note”",
        ),
        (
            "events.csv",
            EVENTS + "2024-07-01,,,0,,x\n2024-07-02,,,có,vì,x\n",
            "dòng 3 có rebase khác 0 và 1",
        ),
        (  # what a row says is never taken for a rule
            "events.csv",
            EVENTS + 'hôm qua,,,0,,"rule x, line 9"\n',
            "dòng 2 có day là “hôm qua”, không phải ngày dạng yyyy-mm-dd; ghi như 2025-06-30",
        ),
        ("meetings.csv", MEETINGS + "2025-01-10,,,\n", "dòng 2 để trống một ô phải có (body)"),
        ("meetings.csv", MEETINGS + ",,Đảng ủy,\n", "dòng 2 để trống một ô phải có (held_on)"),
        (
            "meetings.csv",
            MEETINGS + "10/01/2025,,Đảng ủy,\n",
            "dòng 2 có held_on là “10/01/2025”, không phải ngày dạng yyyy-mm-dd; "
            "ghi như 2025-01-10",
        ),
        ("owners.csv", OWNERS + ",,,,2018-01-01,,\n", "dòng 2 để trống một ô phải có (owner)"),
        (
            "owners.csv",
            OWNERS + ",,,A,2018-01-01,,\n,,,B,2018-01-02,2018-01-01,\n",
            "dòng 3 có valid_to đứng trước valid_from",
        ),
        (
            "definition_changes.csv",
            DEFINITIONS + "share_online,2025-05-01,Đổi, \n",
            "dòng 2 để trống một ô phải có (why)",
        ),
        (
            "definition_changes.csv",
            DEFINITIONS + ",2025-05-01,Đổi,vì\n,,Đổi,vì\n",
            "dòng 3 để trống một ô phải có (changed_on)",
        ),
        (
            "definition_changes.csv",
            DEFINITIONS + ",01/05/2025,Đổi,vì\n",
            "dòng 2 có changed_on là “01/05/2025”, không phải ngày dạng "
            "yyyy-mm-dd; ghi như 2025-05-01",
        ),
        (
            "comment_themes.csv",
            THEMES + "Thái độ,gắt,\n,cáu,\n",
            "dòng 3 để trống một ô phải có (theme)",
        ),
        ("comment_themes.csv", THEMES + "Thái độ, ,\n", "dòng 2 để trống một ô phải có (word)"),
        (
            "workstreams.csv",
            STREAMS + "10,Mảng,1,share_online,2023-11-30,,\n",
            "dòng 2 có workstream ngoài 1 đến 9",
        ),
        (
            "workstreams.csv",
            STREAMS + "1, ,1,share_online,2023-11-30,,\n",
            "dòng 2 để trống một ô phải có (name)",
        ),
        ("pledge_wordings.csv", WORDINGS + "5 biết,1,x,2,\n", "dòng 2 có verified khác 0 và 1"),
        (
            "pledge_wordings.csv",
            WORDINGS + "5 biết,1,,0,\n",
            "dòng 2 để trống một ô phải có (wording)",
        ),
        (
            "letters_owed.csv",
            LETTERS + "birth,,1,2023-11-30,,\n",
            "dòng 2 để trống một ô phải có (procedure_code)",
        ),
        (
            "letters_owed.csv",
            LETTERS + "sinh,1.001193,1,2023-11-30,,\n",
            "dòng 2 có kind không phải apology_legal, apology_courtesy, birth, marriage, "
            "condolence",
        ),
        (
            "letters_owed.csv",
            LETTERS + "birth,1.001193,2,2023-11-30,,\n",
            "dòng 2 có owed khác 0 và 1",
        ),
        (
            "letter_templates.csv",
            TEMPLATES + "birth,birth,2018-01-01,, \n",
            "dòng 2 để trống một ô phải có (source)",
        ),
        (
            "letter_templates.csv",
            TEMPLATES + "sinh,birth,2018-01-01,,x\n",
            "dòng 2 có kind không phải apology_legal, apology_courtesy, birth, marriage, "
            "condolence, thanks",
        ),
        (
            "letter_templates.csv",
            TEMPLATES + "birth,../birth,2018-01-01,,x\n",
            "dòng 2 có template không phải tên viết bằng chữ thường không dấu, số và dấu gạch dưới",
        ),
        (
            "letter_templates.csv",
            TEMPLATES + "birth,birth,2018-01-01,2017-12-31,x\n",
            "dòng 2 có valid_to đứng trước valid_from",
        ),
        (
            "paper_heads.csv",
            HEADS + ",party,DB,ĐU,Số 1,Q,,T/M,BÍ THƯ,2018-01-01,,x\n",
            "dòng 2 để trống một ô phải có (recipient)",
        ),
        (
            "paper_heads.csv",
            HEADS + ",dang,DB,ĐU,Số 1,Q,Ban,T/M,BÍ THƯ,2018-01-01,,x\n",
            "dòng 2 có layout khác party (thể thức của Đảng) và state (của Nhà nước)",
        ),
        (
            "paper_heads.csv",
            HEADS + ",party,DB,ĐU,Số 1,Q,Ban,T/M,BÍ THƯ,2018-01-01,2017-12-31,x\n",
            "dòng 2 có valid_to đứng trước valid_from",
        ),
        (
            "reception_quotas.csv",
            QUOTAS + "chair,1,week,2018-01-01,,\n",
            "dòng 2 để trống một ô phải có (source)",
        ),
        (
            "reception_quotas.csv",
            QUOTAS + "mayor,1,week,2018-01-01,,Luật\n",
            "dòng 2 có role khác secretary (Bí thư) và chair (Chủ tịch)",
        ),
        (
            "reception_quotas.csv",
            QUOTAS + "chair,1,year,2018-01-01,,Luật\n",
            "dòng 2 có per khác month (tháng) và week (tuần)",
        ),
        (
            "reception_quotas.csv",
            QUOTAS + "chair,0,week,2018-01-01,,Luật\n",
            "dòng 2 có số ngày nhỏ hơn 1",
        ),
        (
            "reception_quotas.csv",
            QUOTAS + "chair,1,week,2018-01-01,2017-12-31,Luật\n",
            "dòng 2 có valid_to đứng trước valid_from",
        ),
        (
            "time_limits.csv",
            LIMITS + "reflection,0,,working,received,,2018-01-01,,Luật\n",
            "dòng 2 để trống một ô phải có (limit_days)",
        ),
        (
            "time_limits.csv",
            LIMITS + "letter,0,15,working,received,,2018-01-01,,Luật\n",
            "dòng 2 có kind khác complaint_first, complaint_second, reflection, denunciation và "
            "reception_reply",
        ),
        (
            "time_limits.csv",
            LIMITS + "reflection,2,15,working,received,,2018-01-01,,Luật\n",
            "dòng 2 có is_complex khác 0 và 1",
        ),
        (
            "time_limits.csv",
            LIMITS + "reflection,0,15,weeks,received,,2018-01-01,,Luật\n",
            "dòng 2 có days khác working (ngày làm việc) và calendar (ngày lịch)",
        ),
        (
            "time_limits.csv",
            LIMITS + "reflection,0,15,working,sent,,2018-01-01,,Luật\n",
            "dòng 2 có counted_from khác received (ngày nhận) và accepted (ngày thụ lý)",
        ),
        (
            "time_limits.csv",
            LIMITS + "complaint_first,0,30,calendar,accepted,,2018-01-01,,Luật\n",
            "dòng 2 tính từ ngày thụ lý (counted_from là accepted) mà để trống "
            "accept_within_working_days",
        ),
        (
            "time_limits.csv",
            LIMITS + "complaint_first,0,30,calendar,accepted,0,2018-01-01,,Luật\n",
            "dòng 2 có số ngày nhỏ hơn 1",
        ),
        (
            "time_limits.csv",
            LIMITS + "reflection,0,15,working,received,,2018-01-01,2017-01-01,Luật\n",
            "dòng 2 có valid_to đứng trước valid_from",
        ),
        (
            "scorecards.csv",
            CARDS + "CQTT,Mẫu,,2023-11-30,,Mẫu\nCQTT2, ,,2023-11-30,,Mẫu\n",
            "dòng 3 để trống một ô phải có (name)",
        ),
        (
            "scorecards.csv",
            CARDS + "CQTT,Mẫu,,2023-11-30,2023-11-29,Mẫu\n",
            "dòng 2 có valid_to đứng trước valid_from",
        ),
        *(
            ("criteria.csv", f"{CRITERIA}CQTT,I.1,I,{row},Mẫu\n", f"dòng 2 {why}")
            for row, why in (
                ("Công khai,,,1,,,vì,2023-11-30,", "để trống một ô phải có (max_points)"),
                ("Công khai,6,,,,,vì,2023-11-30,", "để trống một ô phải có (evidence_needed)"),
                (" ,6,,1,,,vì,2023-11-30,", "để trống một ô phải có (name)"),
                ("Công khai,0,,1,,,vì,2023-11-30,", "có max_points không lớn hơn 0"),
                ("Công khai,6,,2,,,vì,2023-11-30,", "có evidence_needed khác 0 và 1"),
                (
                    "Công khai,6,,1,share_online,,,2023-11-30,",
                    "có measure mà thiếu rule, hoặc có rule mà thiếu measure",
                ),
                (
                    "Công khai,6,,1,,share,,2023-11-30,",
                    "có measure mà thiếu rule, hoặc có rule mà thiếu measure",
                ),
                (
                    "Công khai,6,,1,,,,2023-11-30,",
                    "không tính từ chỉ số nào (measure trống) mà không ghi lý do ở cột why_open",
                ),
                (
                    "Công khai,6,,1,share_online,half,,2023-11-30,",
                    "có rule khác share và share_of_target",
                ),
                *(
                    (
                        f"Công khai,6,{target},1,share_online,share_of_target,,2023-11-30,",
                        "có target ngoài khoảng trên 0 đến 1 (0.95 là 95%), hoặc để trống mà rule "
                        "là share_of_target",
                    )
                    for target in ("", "0", "95", "-0.5")
                ),
                (
                    "Công khai,6,,1,,,vì,2023-11-30,2023-01-01",
                    "có valid_to đứng trước valid_from",
                ),
            )
        ),
        *(
            (
                "procedures.csv",
                "code,name,field,limit_working_days,same_day,topic,valid_from,valid_to,note\n"
                f"{code},Đăng ký khai sinh,Hộ tịch,0,1,,,,\n",
                "dòng 2 có code là số bị bảng tính đổi dạng; để cột code ở dạng chữ (Text) và ghi "
                "như 1.001193",
            )
            for code in ('"1,001193"', "1001193", "1.0E+06")
        ),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_its_line(engine, tmp_path, name, content, why):
    with_reference(tmp_path, name, content)
    engine.begin()
    with pytest.raises(Refusal) as refused:
        read_reference(engine, settings(tmp_path))
    engine.rollback()
    assert str(refused.value) == (
        f"Tệp tham chiếu {name} không đọc được: {why}. Sửa tệp rồi chạy lại."
    )


def test_so_is_the_load_and_nothing_is_built(tmp_path):
    content = f"{QUOTAS}chair,0,week,2018-01-01,,Luật\n"
    with pytest.raises(Refusal, match=r"Tệp tham chiếu reception_quotas\.csv không đọc được"):
        take(with_reference(tmp_path, "reception_quotas.csv", content))
    assert not list((tmp_path / "warehouse").glob("*.duckdb"))


def test_no_event_that_came_with_the_project_recalculates_the_limits():
    assert {row["rebase"] for row in rows_of("events.csv")} == {"0"}
    launch = {"day": "2023-11-30", "unit_code": "16528", "note": "Ra mắt mô hình"}
    assert launch.items() <= rows_of("events.csv")[0].items()


@pytest.mark.parametrize(
    "name",
    [
        "criteria.csv",
        "definition_changes.csv",
        "events.csv",
        "owners.csv",
        "targets.csv",
        "workstreams.csv",
    ],
)
def test_a_measure_that_a_reference_file_names_exists(name):
    assert {row["measure"] for row in rows_of(name)} - {""} - MEASURES.keys() == set()


def test_the_scorecards_that_came_with_the_project_have_a_hundred_points_each():
    cards = rows_of("scorecards.csv")
    assert len(cards) >= 2
    for card in cards:
        points = [
            float(row["max_points"])
            for row in rows_of("criteria.csv")
            if row["scorecard"] == card["scorecard"] and not row["valid_to"]
        ]
        assert sum(points) == 100


def test_points_are_computed_of_shares_of_which_more_is_better():
    measures = [MEASURES[row["measure"]] for row in rows_of("criteria.csv") if row["measure"]]
    assert {(measure.unit, measure.better) for measure in measures} == {("share", "higher")}


def test_on_any_day_one_role_answers_for_a_measure_unit_and_field():
    spans = sorted(
        (r["measure"], r["unit_code"], r["field"], r["valid_from"], r["valid_to"] or "9999-12-31")
        for r in rows_of("owners.csv")
    )
    assert len(spans) > 1
    for (*key, _, ends), (*other, begins, _) in pairwise(spans):
        assert key != other or ends < begins


def test_what_is_not_verified_or_invented_says_so():
    assert {"chưa xác minh" in row["note"] for row in rows_of("owners.csv")} == {True}
    assert {row["note"].startswith("mẫu") for row in rows_of("meetings.csv")} == {True}


def themes_of(comment: str) -> set[str]:
    words = rows_of("comment_themes.csv")
    return {row["theme"] for row in words if row["word"].lower() in comment.lower()}


def test_the_samples_comments_have_the_themes_that_a_reader_would_give_them():
    assert themes_of("Cán bộ nói chuyện hơi gắt.") == {"Thái độ"}
    assert themes_of("Chờ gần cả buổi sáng mới đến lượt.") == {"Chờ đợi lâu"}
    assert themes_of("Bị yêu cầu nộp lại giấy đã có trong hồ sơ.") == {"Thủ tục rườm rà"}
    assert themes_of("Mỗi người hướng dẫn một kiểu.") == {"Hướng dẫn chưa rõ"}
    assert themes_of("Thiếu ghế ngồi chờ, trời nóng không có quạt.") == {"Cơ sở vật chất"}
    assert themes_of("Mạng chậm, nộp trực tuyến bị lỗi nhiều lần.") == {"Trực tuyến khó dùng"}
    assert themes_of("Đề nghị báo trước nếu trễ hẹn.") == {"Chờ đợi lâu", "Hướng dẫn chưa rõ"}
    assert themes_of("Không có ý kiến gì thêm.") == set()


def test_every_complaint_of_the_sample_has_a_theme_and_no_praise_is_taken_for_one():
    assert [c for c in text.COMMENTS_BAD if not themes_of(c) - {"Khen ngợi"}] == []
    assert [c for c in text.COMMENTS_BAD if "Khen ngợi" in themes_of(c)] == []
    assert [c for c in text.COMMENTS_GOOD if themes_of(c) - {"Khen ngợi"}] == []


def test_a_theme_names_a_word_once():
    named = [(row["theme"], row["word"].lower()) for row in rows_of("comment_themes.csv")]
    assert len(named) == len(set(named))
