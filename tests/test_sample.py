import csv
import hashlib
from collections import Counter, defaultdict
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import pytest

from etl.sample import COMMITTED, write_sample
from etl.sample.plan import read_units
from etl.sample.text import STATUS_WORDS_NEW, STATUS_WORDS_OLD
from tests.conftest import command

PROJECT = Path(__file__).parent.parent
SAMPLE = PROJECT / "data" / "sample"
REFERENCE = PROJECT / "data" / "reference"
SMALL = COMMITTED | {"dossiers": 600}


def rows(path):
    """The data rows of one file as dicts; rows of another width as lists."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        delimiter = ";" if ";" in stream.readline() else ","
        stream.seek(0)
        header, *lines = csv.reader(stream, delimiter=delimiter)
        return [dict(zip(header, x, strict=True)) if len(x) == len(header) else x for x in lines]


def dossier_rows(path):
    return [row for row in rows(path) if isinstance(row, dict)]


def status(row):
    word = row.get("Trạng thái") or row.get("Tình trạng")
    words = STATUS_WORDS_NEW if word in STATUS_WORDS_NEW else STATUS_WORDS_OLD
    return words.index(word) + 1 if word in words else None


def unit(row):
    return row.get("Đơn vị") or row.get("Cơ quan chủ trì giải quyết")


def rows_of(name):
    return dossier_rows(SAMPLE / name)


def _day(value):
    value = value.split(" ")[0]
    return value if "-" in value else "-".join(reversed(value.split("/")))


def exports_to(day):
    """The dossier files of data/sample up to a day."""
    return [path for path in sorted(SAMPLE.glob("hoso_*.csv")) if path.stem <= f"hoso_{day}"]


def newest_states(day):
    """The last row of each dossier that the files up to a day have, by its code."""
    newest = {}
    for path in exports_to(day):
        for row in dossier_rows(path):
            newest[row.get("Mã hồ sơ") or row.get("Mã số hồ sơ")] = row
    return newest


@pytest.fixture(scope="module")
def newest():
    return newest_states("2025-06-30")


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    made = [
        [(p.name, p.read_bytes()) for p in write_sample(tmp_path / name, **SMALL | {"seed": seed})]
        for name, seed in (("a", 7), ("b", 7), ("c", 8))
    ]
    assert made[0] == made[1]
    assert [name for name, _ in made[0]] == [name for name, _ in made[2]]
    assert made[0] != made[2]


def test_the_committed_sample_is_what_the_command_makes_without_further_arguments(tmp_path):
    assert command("etl", "sample", "--out", str(tmp_path), data=tmp_path).returncode == 0
    made = {p.name: p.read_bytes() for p in tmp_path.glob("*")}
    kept = {p.name: p.read_bytes() for p in SAMPLE.glob("*.csv")}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_with_any_argument_the_command_makes_one_stretch_as_asked_for(tmp_path):
    asked = ("--dossiers", "300", "--from", "2025-07-01", "--to", "2025-09-30", "--units", "2")
    done = command("etl", "sample", *asked, "--out", str(tmp_path), data=tmp_path)
    assert done.returncode == 0
    exports = sorted(tmp_path.glob("hoso_*.csv"))
    assert [path.stem for path in exports] == [
        f"hoso_2025-{d}" for d in ("07-31", "08-31", "09-30")
    ]
    codes = {row["Mã hồ sơ"] for path in exports for row in dossier_rows(path)}
    assert len([code for code in codes if "-90" not in code]) == 300  # a faulty row's is past 9000
    assert {row["Đơn vị"] for path in exports for row in dossier_rows(path)} == {"16531", "16516"}


def test_the_committed_sample_has_39_months_13_quarters_10_ledgers_and_is_under_14_mb():
    assert len(list(SAMPLE.glob("hoso_20??-??-??.csv"))) == 39
    assert len(list(SAMPLE.glob("danhgia_20??-??-??.csv"))) == 13
    assert len(list(SAMPLE.glob("tamdung_20??-??-??.csv"))) == 10
    assert sum(p.stat().st_size for p in SAMPLE.glob("*")) < 14_000_000


def test_the_sample_up_to_30_06_2025_is_the_one_of_before_byte_for_byte():
    first = [p for p in sorted(SAMPLE.glob("*.csv")) if p.stem[-10:] <= "2025-06-30"]
    first = [p for p in first if not p.name.startswith("nhiemvu")]  # a task now names its field
    whole = hashlib.sha256(b"".join(p.read_bytes() for p in first)).hexdigest()
    assert (len(first), whole) == (
        44,
        "f7eb5815840ceffc9fb90f34fca852133ad229d11f2c683378300df48729c78f",
    )


def test_the_number_of_dossiers_is_the_number_asked_for(tmp_path):
    (out,) = (p for p in write_sample(tmp_path, **SMALL, single_export=True) if "hoso" in p.name)
    found = rows(out)
    assert out.name == "hoso_2025-06-30.csv"
    assert len(found) == len({row["Mã hồ sơ"] for row in found}) == 600


def test_a_monthly_export_shows_each_dossier_once_and_none_from_after_its_day(tmp_path):
    paths = [p for p in write_sample(tmp_path, **SMALL) if "hoso" in p.name]
    codes = set()
    for path in paths:
        day = date.fromisoformat(path.stem[-10:])
        found = rows(path)
        mine = [row.get("Mã hồ sơ") or row["Mã số hồ sơ"] for row in found]
        assert len(mine) == len(set(mine))
        for row in found:
            shape = "%Y-%m-%d %H:%M" if "Ngày tiếp nhận" in row else "%d/%m/%Y %H:%M"
            for title, value in row.items():
                if title.startswith("Ngày") and value and "hẹn" not in title:
                    assert datetime.strptime(value, shape).date() <= day, (path.name, row)
        codes |= set(mine)
    assert len(codes) == 600


def test_a_dossier_that_crosses_a_month_end_changes_from_export_to_export():
    seen = defaultdict(list)
    for path in islice(sorted(SAMPLE.glob("hoso_*.csv")), 6):
        for row in dossier_rows(path):
            seen[row["Mã số hồ sơ"]].append(row)
    moved = [s for s in seen.values() if len({r["Ngày hẹn trả kết quả"] for r in s} - {""}) > 1]
    finished = [s for s in seen.values() if {4, 10} <= {status(r) for r in s}]
    assert len(moved) > 20
    assert len(finished) > 200


def test_every_status_occurs_in_the_newest_states(newest):
    found = Counter(status(row) for row in newest.values())
    assert set(range(1, 11)) <= set(found)
    assert found[10] > 0.9 * len(newest)


def test_quang_tho_has_the_most_dossiers_about_three_in_ten(newest):
    units = Counter(unit(row) for row in newest.values())
    assert 0.27 < (units["16528"] + units["UBND phường Quảng Thọ"]) / len(newest) < 0.33


def test_after_the_merger_only_dossiers_received_before_it_stand_under_the_old_units():
    late_old, new = Counter(), Counter()
    for path in exports_to("2025-06-30"):
        if path.stem < "hoso_2024-12":
            continue
        for row in dossier_rows(path):
            received = (row["Ngày tiếp nhận"] or row["Ngày nộp"])[:10]
            number = row["Mã hồ sơ"].split("-")[0][-2:]
            if row["Đơn vị"] == "16537":
                late_old[received >= "2024-12-01"] += 1
            if row["Đơn vị"] == "16516":
                new[(number, received >= "2024-12-01")] += 1
    assert set(late_old) == {False}
    quang_hung, dai_hung = (
        str(next(u.number for u in read_units(REFERENCE) if u.name == name))
        for name in ("Quảng Hùng", "Đại Hùng")
    )
    assert set(new) == {(quang_hung, False), (dai_hung, True)}


def test_faulty_rows_of_every_kind_are_there_and_few():
    kinds, faulty = Counter(), Counter()
    for path in sorted(SAMPLE.glob("hoso_*.csv")):
        found = rows(path)
        whole = [row for row in found if isinstance(row, dict)]
        here = Counter(
            {
                "short": len(found) - len(whole),
                "duplicate": len(whole) - len({tuple(row.values()) for row in whole}),
            }
        )
        for row in whole:
            received = row.get("Ngày tiếp nhận", row.get("Ngày tiếp nhận hồ sơ"))
            finished = row.get("Ngày kết thúc xử lý", row.get("Ngày xử lý xong"))
            if any("31/02/" in value for value in row.values()):
                here["impossible date"] += 1
            elif status(row) is None:
                here["status"] += 1
            elif not received and status(row) not in (1, 3):
                here["no receipt"] += 1
            elif finished and _day(finished) < _day(received):
                here["finish before receipt"] += 1
        kinds += here
        faulty[path.name] = sum(here.values()) / len(found)
    assert set(kinds) == {
        "short",
        "duplicate",
        "impossible date",
        "status",
        "no receipt",
        "finish before receipt",
    }
    assert max(faulty.values()) < 0.01
    assert any("31/02/2025 17:00" in row.values() for row in rows_of("hoso_2025-02-28.csv"))


def test_ratings_hold_every_source_an_unknown_level_and_a_missing_reason():
    found = [row for path in sorted(SAMPLE.glob("danhgia_*.csv")) for row in rows(path)]
    sources = Counter((row["Nguồn đánh giá"], row["Thang đo"]) for row in found)
    assert set(sources) == {
        ("Máy đánh giá", "3"),
        ("Cán bộ ghi nhận", "3"),
        ("Trực tuyến", "3"),
        ("Phiếu", "3"),
        ("Khảo sát", "5"),
    }
    assert any(row["Đánh giá chung"] == "Tạm được" for row in found)
    unhappy = [row for row in found if row["Đánh giá chung"].lower() == "không hài lòng"]
    without = [row for row in unhappy if not row["Lý do không hài lòng"]]
    assert 0 < len(without) < 8 < len(unhappy)
    comments = [row["Ý kiến góp ý"] for row in found]
    assert any(c.startswith("=") for c in comments)
    assert any("<b>" in c for c in comments)
    assert any("0000 000 123" in c for c in comments)
    assert any("@example.com" in c for c in comments)


def test_only_two_exports_before_the_merger_and_the_last_two_hold_names_plainly_invented():
    with_names = [
        path.name
        for path in sorted(SAMPLE.glob("hoso_*.csv"))
        if "Họ tên người nộp" in path.read_text("utf-8").splitlines()[0]
    ]
    days = ("2025-05-31", "2025-06-30", "2026-08-31", "2026-09-30")
    assert with_names == [f"hoso_{day}.csv" for day in days]
    for name in with_names:
        for row in rows_of(name):
            number = row["Họ tên người nộp"].removeprefix("Người nộp ")
            assert row["Số điện thoại"] == f"0000{int(number):06d}"


def test_one_export_before_the_merger_and_one_after_it_have_a_byte_order_mark():
    marked = [p.name for p in SAMPLE.glob("*.csv") if p.read_bytes().startswith(b"\xef\xbb\xbf")]
    assert sorted(marked) == ["hoso_2023-10-31.csv", "hoso_2025-10-31.csv"]


@pytest.mark.parametrize("day", ["2025-06-30", "2026-09-30"])
def test_a_few_open_dossiers_are_missing_from_the_last_export_of_each_stretch(day):
    present = {row["Mã hồ sơ"] for row in rows_of(f"hoso_{day}.csv")}
    missing = [
        code
        for code, row in newest_states(day).items()
        if code not in present and status(row) in (1, 2, 4, 5, 6, 8)
    ]
    assert 3 <= len(missing) <= 12


def on_time_share(rows_, since, until):
    """Of dossiers in status 2, 4, 9, 10 that fell due in [since, until): finished by that day."""
    due = finished = 0
    for row in rows_:
        limit = row.get("Ngày hẹn trả") or row.get("Ngày hẹn trả kết quả")
        if status(row) in (2, 4, 9, 10) and limit and since <= _day(limit) < until:
            done = row.get("Ngày kết thúc xử lý") or row.get("Ngày xử lý xong")
            due += 1
            finished += bool(done) and _day(done) <= _day(limit)
    return finished / due


def test_after_the_launch_quang_tho_is_on_time_more_often_and_its_land_dossiers_are_not(newest):
    own = [r for r in newest.values() if unit(r) in ("16528", "UBND phường Quảng Thọ")]
    land = [
        row
        for row in newest.values()
        if (row.get("Mã TTHC") or row.get("Mã thủ tục") or "")[:8] in ("1.012787", "1.013949")
    ]
    before, after = ("2023-07-01", "2023-12-01"), ("2023-12-01", "2025-06-30")
    assert on_time_share(own, *before) == pytest.approx(0.86, abs=0.025)
    assert on_time_share(own, *after) == pytest.approx(0.93, abs=0.015)
    assert on_time_share(land, *after) - on_time_share(land, *before) < 0.05
