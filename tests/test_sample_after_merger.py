"""The sample's second stretch: what the merger of 01/07/2025 took over, what is open at its end."""

import csv
from datetime import date

from tests.conftest import PROJECT, SAMPLE
from tests.snapshots import ask

NEW = ("16531", "16516")
OF_NAM_SAM_SON = ("16534", "16513", "16516", "16537")
OVERDUE_AT_THE_END = """
    select
        (select count(*) from task_outcomes
            where outcome = 'unfinished' and due_on < '2026-09-30'
                and unit_key like '%@2025-07-01'),
        (select count(*) from petitions where settled_on is null and settle_by < '2026-09-30'),
        (select count(*) from letters_owed where kind = 'apology_legal' and delivered_on is null
            and owed_on between '2026-07-01' and '2026-09-30'),
        (select count(*) from reception_days where host_role = 'secretary' and held_on is null
            and first_day between '2026-07-01' and '2026-09-30')
"""
LATE_BY_QUARTER = """
    select count(*) filter (coalesce(settled_on > due_at::date, true)) / count(*)
    from dossiers
    where unit_key = '16531@2025-07-01' and topic is null and status_code in (2, 4, 9, 10)
        and due_at between '2025-07-01' and '2026-09-30'
    group by date_trunc('quarter', due_at)
    order by date_trunc('quarter', due_at)
"""
LATE_LAND = """
    select count(*) filter (coalesce(settled_on > due_at::date, true)) / count(*)
    from dossiers
    where topic = 'land' and status_code in (2, 4, 9, 10) and due_at < '2026-09-30'
    group by due_at < '2025-07-01'
"""
ONLINE = """
    select avg((channel = 'online')::int)
    from dossiers
    where received_at >= '2025-01-01'
    group by date_trunc('quarter', received_at)
    order by date_trunc('quarter', received_at)
"""


def rows(name):
    with (SAMPLE / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def exports():
    return [p.name for p in sorted(SAMPLE.glob("hoso_*.csv")) if p.stem > "hoso_2025-06-30"]


def test_every_dossier_that_was_open_at_the_merger_stands_in_the_next_export_under_a_new_unit():
    done = ("Đã trả kết quả", "Không được tiếp nhận", "Công dân yêu cầu rút hồ sơ")
    before = {
        row["Mã hồ sơ"]: row
        for row in rows("hoso_2025-06-30.csv")
        if row["Trạng thái"] not in (*done, "Đã xử lý xong")
    }
    after = {row["Mã hồ sơ"]: row for row in rows("hoso_2025-07-31.csv")}
    assert len(before) > 200
    assert set(before) <= set(after)
    assert {row["Đơn vị"] for row in before.values()} > {"14830", "16528", "16531", "16534"}
    assert {after[code]["Đơn vị"] for code in before} == set(NEW)
    for code, row in before.items():
        now = after[code]
        assert now["Đơn vị"] == ("16516" if row["Đơn vị"] in OF_NAM_SAM_SON else "16531")
        same = ("Mã TTHC", "Tên TTHC", "Kênh thực hiện", "Ngày nộp", "Tổ dân phố")
        assert [now[title] for title in same] == [row[title] for title in same]


def test_after_the_merger_exports_name_only_the_new_units_and_their_officers_in_post():
    officers = {
        row["code"]: row["unit_code"]
        for row in csv.DictReader((PROJECT / "data/reference/officers.csv").open(encoding="utf-8"))
        if row["valid_from"] == "2025-07-01"
    }
    assert len(exports()) == 15
    for name in exports():
        for row in rows(name):
            if None not in row.values():
                assert officers[row["Cán bộ thụ lý"]] == row["Đơn vị"], (name, row)


def test_most_of_what_was_open_at_the_merger_is_settled_since_and_stays_with_its_old_unit(
    sample_data,
):
    ((known, settled, new_units),) = ask(
        sample_data,
        "select count(*), count(settled_on), count(*) filter (unit_key like '%@2025-07-01') "
        "from dossiers where first_seen_on <= '2025-06-30' and as_of > '2025-06-30'",
    )
    assert known > 300
    assert 0.8 * known < settled < known
    assert new_units == 0


def test_petitions_that_were_open_at_the_merger_go_on_as_the_records_of_their_old_units(
    sample_data,
):
    taken = ask(
        sample_data,
        "select unit_key, petition_id, settled_on > '2025-06-30' from petitions "
        "where received_on < '2025-07-01' and as_of > '2025-07-01' order by all",
    )
    assert taken == [
        ("16528@2018-01-01", "D028", None),
        ("16528@2018-01-01", "D047", True),
        ("16528@2018-01-01", "D062", True),
        ("16528@2018-01-01", "D064", True),
        ("16531@2018-01-01", "D031", True),
        ("16534@2018-01-01", "D035", True),
    ]


def test_tasks_that_were_open_at_the_merger_are_closed_by_the_units_that_took_them_over(
    sample_data,
):
    assert ask(
        sample_data,
        "select unit_key, task_id, outcome, coalesce(done_on, cancelled_on) from task_outcomes "
        "where given_on < '2025-07-01' and as_of > '2025-07-01' order by all",
    ) == [
        ("14833@2018-01-01", "NV06", "cancelled", date(2025, 7, 15)),
        ("16528@2018-01-01", "NV11", "late", date(2025, 10, 20)),
        ("16528@2018-01-01", "NV14", "late", date(2025, 8, 15)),
        ("16528@2018-01-01", "NV16", "cancelled", date(2025, 7, 15)),
        ("16528@2018-01-01", "NV17", "kept_after_postponement", date(2025, 12, 26)),
        ("16528@2018-01-01", "NV18", "late", date(2025, 9, 10)),
        ("16534@2018-01-01", "NV06", "cancelled", date(2025, 7, 15)),
    ]


def test_the_posts_of_the_old_units_end_with_them_and_most_of_the_new_ones_have_pledged(
    sample_data,
):
    assert ask(
        sample_data,
        "select count(*) from officers where valid_from < '2025-07-01' and valid_to is null",
    ) == [(0,)]
    posts = ask(
        sample_data,
        "select officers.unit_code, count(*), count(pledges.officer_code) from officers "
        "left join pledges on pledges.officer_code = officers.officer_code "
        "and pledges.signed_on > '2025-07-01' "
        "where officers.valid_from >= '2025-07-01' and valid_to is null group by all order by all",
    )
    assert [(unit, count) for unit, count, _ in posts] == [("16516", 7), ("16531", 14)]
    assert all(0.7 * count < pledged < count for _, count, pledged in posts)


def test_the_chair_receives_weekly_to_30_06_2026_and_then_twice_a_month_the_secretary_always():
    planned = [
        (row["Chức danh chủ trì"], row["Ngày theo lịch"][3:])
        for row in rows("tiepdan_2026-09-30.csv")
        if row["Hình thức tiếp"] == "Định kỳ" and not row["Lý do không tiếp"].startswith("Lịch")
    ]
    # Thursdays: five in April 2026, four in June, then the first and the third.
    assert [planned.count(("Chủ tịch", f"{m:02d}/2026")) for m in range(4, 10)] == [
        5,
        4,
        4,
        2,
        2,
        2,
    ]
    assert [planned.count(("Bí thư", f"{m:02d}/2026")) for m in range(4, 10)] == [2] * 6


def test_at_its_end_the_sample_has_overdue_tasks_and_petitions_letters_unsent_and_days_not_held(
    sample_data,
):
    ((tasks, petitions, apologies, days),) = ask(sample_data, OVERDUE_AT_THE_END)
    assert (tasks, petitions, days) == (5, 7, 1)
    assert 20 < apologies < 100


def test_at_sam_son_lateness_rises_after_the_merger_and_then_falls_while_land_stays_poor(
    sample_data,
):
    late = [share for (share,) in ask(sample_data, LATE_BY_QUARTER)]
    assert len(late) == 5
    assert late[1] == max(late) > 0.14
    assert late[1] > late[2] > late[3] > late[4] < 0.06
    land = [share for (share,) in ask(sample_data, LATE_LAND)]
    assert len(land) == 2
    assert all(0.24 < share < 0.32 for share in land)


def test_the_share_online_goes_on_rising_after_the_merger(sample_data):
    online = [share for (share,) in ask(sample_data, ONLINE)]
    assert len(online) == 7
    assert online == sorted(online)
    assert online[0] < 0.56
    assert online[-1] > 0.74
