"""The day of an export: none from the future, none that a period's name only seems to give."""

import time
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

import ward_clock
from board.text import snapshots
from board.ui.components import blocks
from etl.__main__ import main
from etl.contract import contracts
from etl.staged_file import staged_files
from tests.conftest import PROJECT
from tests.registers import register
from tests.snapshots import PAUSE, RATING, ask, csv_of, put, take, take_alone

ASKED = ": --as-of dd/mm/yyyy."


def set_clock(monkeypatch, moment: str) -> None:
    """Sets the clock to a moment of the ward."""
    then = datetime.fromisoformat(moment).replace(tzinfo=ward_clock.WARD_ZONE)
    monkeypatch.setattr(ward_clock, "now", lambda: then)


def refused(data, name: str, content: str, **more) -> str:
    (file,) = take(data, put(data, name, content), **more)["files"]
    assert file["outcome"] == "refused", file
    return file["sentence"]


def taken(data, name: str, content: str, **more) -> str:
    (file,) = take(data, put(data, name, content), **more)["files"]
    assert file["outcome"] == "loaded", file
    return file["as_of"]


def landed(data, name: str, content: str) -> str:
    """The day of a file that lands, which is where a day is judged."""
    staged, _ = take_alone(data, put(data, name, content))
    return staged.as_of


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2025-06-30T16:59:59", "2025-06-30"),
        ("2025-06-30T17:00:00", "2025-07-01"),  # midnight in Việt Nam
        ("2025-06-30T23:59:59", "2025-07-01"),
        ("2025-07-01T00:00:00", "2025-07-01"),
    ],
)
def test_on_a_server_in_utc_the_day_is_the_wards(utc, day, monkeypatch):
    moment = datetime.fromisoformat(f"{utc}+00:00").timestamp()
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: moment)
        today = ward_clock.today()
    monkeypatch.undo()
    time.tzset()
    assert today.isoformat() == day


def test_only_the_clock_asks_what_day_it_is():
    asks = ("date.today(", "datetime.now(", "datetime.today(", "utcnow(", "date.fromtimestamp(")
    asks += ("time.strftime(", "localtime(", "current_date", "Timestamp.now(", "Timestamp.today(")
    read = [
        path
        for folder in ("etl", "board", "pages")
        for path in (PROJECT / folder).rglob("*.*")
        if path.suffix in (".py", ".sql")
    ]
    assert len(read) > 200
    found = [(path.name, ask) for path in read for ask in asks if ask in path.read_text("utf-8")]
    assert found == [("land.py", "datetime.now(")]  # when a file landed, in UTC


@pytest.mark.parametrize(
    ("moment", "days_old"),
    [
        ("2025-06-30T23:59", ""),
        ("2025-07-01T00:30", snapshots.stale(11)),
        ("2025-07-01T06:59", snapshots.stale(11)),
    ],
)
def test_figures_are_old_by_the_wards_day_and_not_the_servers(moment, days_old, monkeypatch):
    set_clock(monkeypatch, moment)  # all of them lie on 30/06 in UTC, ten days after the data
    selection = SimpleNamespace(
        data_date=date(2025, 6, 20), snapshot=SimpleNamespace(is_sample=False)
    )
    assert days_old in blocks.too_old(selection) and bool(days_old) == bool(
        blocks.too_old(selection)
    )


def test_an_export_from_the_future_is_refused_with_todays_date(tmp_path, monkeypatch):
    set_clock(monkeypatch, "2026-11-29T09:00")
    message = refused(tmp_path, "hoso_2031-06-30.csv", csv_of({}))
    assert "30/06/2031, sau ngày của máy này là 29/11/2026" in message
    assert "Đổi tên tệp" in message and "--as-of dd/mm/yyyy" in message
    assert not staged_files(tmp_path / "staged")


def test_the_wards_own_day_is_no_future_between_midnight_and_seven(tmp_path, monkeypatch):
    set_clock(monkeypatch, "2025-07-01T01:30")  # in UTC it is 30/06
    assert landed(tmp_path, "hoso_2025-07-01.csv", csv_of({})) == "2025-07-01"
    assert "02/07/2025" in refused(tmp_path, "hoso_2025-07-02.csv", csv_of({"id": "2"}))


def test_an_as_of_that_is_given_is_not_from_the_future_either(tmp_path, monkeypatch, capsys):
    set_clock(monkeypatch, "2026-11-29T09:00")
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    command = ["--data", str(tmp_path), "load", "--as-of"]
    assert main([*command, "30/11/2026"]) == 1
    assert "30/11/2026, sau ngày của máy này là 29/11/2026" in capsys.readouterr().err
    assert main([*command, "29/11/2026"]) == 0
    assert [s.as_of for s in staged_files(tmp_path / "staged")] == ["2026-11-29"]


@pytest.mark.parametrize("text", ["31/02/2025", "2025-02-31", "30/06/25", "06/30/2025", "x"])
def test_an_as_of_that_is_no_day_is_refused(text, tmp_path, capsys):
    assert main(["--data", str(tmp_path), "load", "--as-of", text]) == 1
    assert f"“{text}” không phải ngày; cần dạng dd/mm/yyyy" in capsys.readouterr().err


def test_a_file_that_was_changed_in_the_future_is_refused_by_that_day(tmp_path, monkeypatch):
    set_clock(
        monkeypatch, (datetime.now(ward_clock.WARD_ZONE) - timedelta(days=2)).isoformat()[:19]
    )
    assert "sau ngày của máy này" in refused(tmp_path, "hoso.csv", csv_of({}))


def test_an_entry_is_never_refused_for_its_day(tmp_path, monkeypatch):
    set_clock(monkeypatch, "2025-06-29T09:00")  # somebody set the clock back since
    name = "entries/tasks/2025-06-30T080000000000-abcdefghijklmnop.csv"
    assert taken(tmp_path, name, register("tasks", {})) == "2025-06-30"


def test_what_an_older_version_took_from_the_future_is_in_no_build_and_comes_in_under_its_day(
    tmp_path, monkeypatch, capsys
):
    set_clock(monkeypatch, "2031-07-01T09:00")  # as if nothing had asked what day it is
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    wrong = put(tmp_path, "hoso_2031-06-30.csv", csv_of({"id": "2"}))
    take(tmp_path)
    set_clock(monkeypatch, "2026-11-29T09:00")
    assert main(["--data", str(tmp_path), "rebuild"]) == 3
    out, err = capsys.readouterr()
    assert "số liệu đến 30/06/2025" in out
    (stem,) = {
        str(p.with_suffix(""))
        for p in tmp_path.glob("staged/*/*")
        if p.suffix == ".json" and "2031-06-30" in p.read_text("utf-8")
    }
    assert "sau ngày của máy này là 29/11/2026" in err and f"{stem}.json" in err
    assert ask(tmp_path, "select dossier_id from dossiers") == [("1",)]
    # Its inbox says the same once a file, and the renamed file is no known one.
    assert main(["--data", str(tmp_path), "load"]) == 1
    assert capsys.readouterr().err.count("sau ngày của máy này") == 1
    wrong.rename(wrong.with_name("hoso_2025-07-31.csv"))
    assert main(["--data", str(tmp_path), "load"]) == 0
    assert ask(tmp_path, "select dossier_id, as_of from dossiers order by all") == [
        ("1", date(2025, 6, 30)),
        ("2", date(2025, 7, 31)),
    ]


PERIOD = "BaoCao_01072025_31122025.csv"


def test_the_end_of_a_period_is_refused_where_the_rows_end_long_before(tmp_path):
    rows = csv_of(
        {"received": "02/07/2025", "due": "20/12/2025"}, {"id": "2", "received": "15/10/2025"}
    )
    message = refused(tmp_path, PERIOD, rows)
    assert "ngày xuất là 31/12/2025" in message
    assert "ngày mới nhất trong các dòng là 15/10/2025" in message and message.endswith(ASKED)
    assert not list(tmp_path.glob("checked/*/*"))
    assert taken(tmp_path, PERIOD, rows, as_of=datetime(2025, 10, 16).date()) == "2025-10-16"


@pytest.mark.parametrize(
    ("name", "newest", "as_of"),
    [
        (PERIOD, "21/12/2025", "2025-12-31"),  # ten days before the end
        (PERIOD, "20/12/2025", None),
        (PERIOD, "01/07/2025", None),
        (PERIOD, "20/06/2025", "2025-12-31"),  # nothing of the period: neither date is likelier
        (PERIOD, "21/06/2025", None),  # the other date in the name is ten days after
        ("BaoCao_01072025_31122025_xuat_16.10.2025.csv", "15/10/2025", None),
        ("hoso_31122025.csv", "02/07/2025", "2025-12-31"),  # one date is no period
        ("hoso_2025-12-31_31122025.csv", "02/07/2025", "2025-12-31"),
    ],
)
def test_the_slack_is_ten_days(name, newest, as_of, tmp_path):
    rows = csv_of({"received": newest})
    if as_of is None:
        assert refused(tmp_path, name, rows).endswith(ASKED)
    else:
        assert landed(tmp_path, name, rows) == as_of


def test_the_slack_is_a_setting(tmp_path):
    rows = csv_of({"received": "02/12/2025"})
    assert refused(tmp_path, PERIOD, rows)
    assert taken(tmp_path, PERIOD, rows, name_day_slack_days=29) == "2025-12-31"


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (csv_of({"received": "02/07/2025", "finished": "15/10/2025", "status": "9"}), "15/10/2025"),
        (csv_of({"rated": "14/10/2025 08:00"}, but=RATING), "14/10/2025"),
        (csv_of({"began": "13/10/2025", "ended": ""}, but=PAUSE), "13/10/2025"),
        (
            register("petitions", {"received_on": "12/10/2025", "due_on": "30/12/2025"}),
            "12/10/2025",
        ),
        (
            register("receptions", {"held_on": "11/10/2025", "planned_on": "30/12/2025"}),
            "11/10/2025",
        ),
        (register("tasks", {"given_on": "10/10/2025", "due_on": "30/12/2025"}), "10/10/2025"),
    ],
)
def test_days_that_are_still_ahead_do_not_make_a_period_whole(early, late, tmp_path):
    assert f"các dòng là {late}" in refused(tmp_path, PERIOD, early)


@pytest.mark.parametrize(
    ("held", "is_asked"),
    [
        (["05/07", "09/09", "20/10"], True),  # 72 days of silence, never more than 66 before
        (["05/07", "09/09", "26/10"], False),  # 66
        (["05/07", "08/09", "26/10"], True),  # 66, where 65 were the most
        (["15/04", "05/10", "26/10"], True),  # the silence before the period is none of it
        (["20/12"], True),  # of one day nothing is usual
    ],
)
def test_a_register_may_be_silent_at_its_end_as_long_as_it_was_before(held, is_asked, tmp_path):
    rows = [
        {"activity_id": str(n), "planned_on": "", "held_on": f"{day}/2025"}
        for n, day in enumerate(held)
    ]
    content = register("activities", *rows)
    if is_asked:
        assert refused(tmp_path, PERIOD, content).endswith(ASKED)
    else:
        assert landed(tmp_path, PERIOD, content) == "2025-12-31"


def test_dossiers_are_never_silent_that_long(tmp_path):
    rows = csv_of({"received": "05/07/2025"}, {"id": "2", "received": "26/10/2025"})
    assert refused(tmp_path, PERIOD, rows).endswith(ASKED)


def test_a_day_after_the_period_by_mistake_does_not_make_it_whole_either(tmp_path):
    rows = csv_of({"received": "15/10/2025"}, {"id": "2", "received": "15/10/2031"})
    assert "các dòng là 15/10/2025" in refused(tmp_path, PERIOD, rows)


@pytest.mark.parametrize(
    ("name", "first_day"),
    [
        ("hoso_01072025_31122025.csv", "2025-07-01"),
        ("hoso_31.12.2025-1.7.2025.csv", "2025-07-01"),
        ("hoso_2025-12-31.csv", None),
        ("hoso_2025-12-31_20251231.csv", None),
        ("hoso.csv", None),
    ],
)
def test_the_first_day_of_a_period_in_a_name_is_kept_with_the_file(name, first_day, tmp_path):
    staged, _ = take_alone(tmp_path, put(tmp_path, name, csv_of({"received": "25/12/2025"})))
    assert staged.period_start == first_day


def test_days_after_the_export_that_have_happened_are_counted_and_those_ahead_are_not(tmp_path):
    due = {"received": "02/06/2025", "due": "30/12/2025"}
    done = {"status": "9", "finished": "01/07/2025"}
    put(tmp_path, "hoso_2025-06-30.csv", csv_of(due, due | done | {"id": "2"}))
    put(tmp_path, "danhgia_2025-06-30.csv", csv_of({"rated": "30/06/2025 23:59"}, but=RATING))
    put(tmp_path, "tamdung_2025-06-30.csv", csv_of({"began": "02/07/2025"}, but=PAUSE))
    task = register("tasks", {}, {"task_id": "2", "done_on": "05/07/2025"})
    put(tmp_path, "nhiemvu_2025-06-30.csv", task)
    session = register("receptions", {"planned_on": "30/12/2025"})
    put(tmp_path, "tiepdan_2025-06-30.csv", session)
    take(tmp_path)
    counted = "select detail, rows from warnings where code = 'happened_after_export'"
    assert ask(tmp_path, counted) == [
        ("hoso_2025-06-30.csv", 1),
        ("nhiemvu_2025-06-30.csv", 1),
        ("tamdung_2025-06-30.csv", 1),
    ]


def test_what_has_happened_is_decided_by_fields_that_are_days():
    for contract in contracts().values():
        days = {f["name"] for f in contract.fields if f["type"] in ("date", "datetime")}
        assert set(contract.happened) <= days
    assert sum(bool(contract.happened) for contract in contracts().values()) == 9
