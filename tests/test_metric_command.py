"""python -m board metric: the same numbers for machines, and one sentence where there are none."""

import json
import shutil

import pytest

from board.__main__ import main
from board.text import snapshots
from tests.conftest import command, run
from tests.literal import filled, opened, snapshot

TABLE = """
id | field   | status | received | due   | finished
1  | Hộ tịch | 10     | 02/06    | 06/06 | 05/06
2  | Hộ tịch | 10     | 02/06    | 06/06 | 09/06
3  | Đất đai | 10     | 02/06    | 23/06 | 23/06
4  | Hộ tịch | 10     | 02/06    | 06/06 | 05/06
5  | Hộ tịch | 10     | 02/06    | 06/06 | 09/06
6  | Đất đai | 10     | 02/06    | 23/06 | 23/06
"""
JUNE = ("--from", "2025-06-01", "--to", "2025-06-30")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("metric")
    snapshot(folder, {"2025-07-15": TABLE})
    return folder


@pytest.fixture
def asked(data, monkeypatch, capsys):
    """Gives (exit code, stdout, stderr) of the command over `data`."""
    monkeypatch.setenv("BOARD_DATA", str(data))

    def ask_command(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(["metric", *arguments])
        except SystemExit as stopped:
            code = stopped.code
        return code, *capsys.readouterr()

    return ask_command


def test_one_measure_as_json_with_all_that_stands_beside_it(data):
    done = run("board", "metric", "share_on_time", *JUNE, "--json", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    output = json.loads(done.stdout)
    # Of six settled two on the day: 2 of 6 and its Wilson interval.
    low, high = output.pop("interval")
    # Of the ten units of June one sent a file.
    coverage = output.pop("coverage")
    assert (coverage["state"], coverage["units"]) == ("partial", 10)
    assert [gap["known_until"] for gap in coverage["missing"]] == [None] * 9
    assert coverage["missing"][0] == {
        "unit": "14830@2018-01-01",
        "name": "Phường Trung Sơn",
        "source": "dossiers",
        "known_until": None,
    }
    assert (round(low, 4), round(high, 4)) == (0.0968, 0.7)
    assert output == {
        "key": "share_on_time",
        "name": "Tỷ lệ giải quyết đúng ngày hẹn",
        "unit_of_measure": "share",
        "value": 1 / 3,
        "numerator": 2,
        "denominator": 6,
        "n": 6,
        "from": "2025-06-01",
        "to": "2025-06-30",
        "unit": None,
        "field": None,
        "target": None,
        # Of three days before the due date, on it and after it none is better.
        "verdict": dict.fromkeys(
            ("change", "since", "levels", "target", "target_months", "months")
        ),
        "data_date": "2025-07-15",
        "snapshot": opened(data).name,
    }


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("dossiers_settled", {"value": 6, "numerator": 6, "denominator": None, "n": 6}),
        # Days: 3, 5 and 15 working dates after the receipt; between places 3 and 4 of 6.
        ("median_working_days", {"value": 5.0, "numerator": None, "denominator": None, "n": 6}),
        ("share_satisfied", {"value": None, "numerator": None, "denominator": None, "n": 0}),
    ],
)
def test_what_does_not_apply_is_null(asked, key, expected):
    code, out, _ = asked(key, *JUNE, "--json")
    output = json.loads(out)
    assert code == 0
    assert {name: output[name] for name in expected} == expected
    assert output["interval"] is None


def test_unit_and_field_filter_the_query(asked):
    _, out, _ = asked("dossiers_settled", *JUNE, "--unit", "16528", "--field", "Hộ tịch", "--json")
    output = json.loads(out)
    assert (output["value"], output["unit"], output["field"]) == (4, "16528@2018-01-01", "Hộ tịch")
    # A later unit shows its predecessors' past: by its key, or by its code on one of its days.
    for unit, last in (("16531@2025-07-01", "2025-06-30"), ("16531", "2025-07-10")):
        _, out, _ = asked(
            "dossiers_settled", "--from", "2025-06-01", "--to", last, "--unit", unit, "--json"
        )
        output = json.loads(out)
        assert (output["value"], output["unit"]) == (6, "16531@2025-07-01")


def test_a_reader_gets_a_line_of_words(asked):
    code, out, _ = asked("rate_settled_on_time", *JUNE)
    assert code == 0
    assert out.startswith("Tỷ lệ đúng hạn, trên hồ sơ đã giải quyết: 66,7")
    assert "6 hồ sơ" in out.replace("\u00a0", " ")
    _, out, _ = asked("share_satisfied", *JUNE)
    assert ": –" in out


def test_a_share_of_few_dossiers_is_not_answered_and_says_so(asked):
    few = ("share_on_time", *JUNE, "--field", "Đất đai")
    _, out, _ = asked(*few, "--json")
    output = json.loads(out)
    assert (output["value"], output["numerator"], output["interval"]) == (None, None, None)
    hidden = "2 hồ sơ, dưới 5 nên không hiện"
    assert (output["n"], output["hidden"].replace("\u00a0", " ")) == (2, hidden)
    _, out, _ = asked(*few)
    assert f": – ({hidden})" in out.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no_such", *JUNE], "Không có chỉ số “no_such”."),
        (["share_online", *JUNE, "--unit", "99999"], "Không có đơn vị mã “99999”"),
        (["share_online", *JUNE, "--field", "Đất"], "Không có lĩnh vực “Đất” trong số liệu."),
        (
            ["share_online", "--from", "2025-06-30", "--to", "2025-06-01"],
            "Ngày cuối kỳ (01/06/2025) đứng trước ngày đầu kỳ (30/06/2025).",
        ),
        (["share_online", "--from", "31/06/2025", "--to", "2025-06-30"], "Ngày “31/06/2025”"),
        (["share_online", "--from", "2025-06-01", "--to", "2025-06-31"], "Ngày “2025-06-31”"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_be_answered_gets_one_sentence_and_a_failing_exit_code(
    asked, arguments, sentence
):
    code, out, message = asked(*arguments, "--json")
    assert code not in (0, None)
    assert out == ""
    assert message.startswith(sentence)
    assert message.count("\n") == 1 and message.rstrip().endswith(".")


def test_without_a_warehouse_the_command_says_so(tmp_path):
    done = command("board", "metric", "share_on_time", *JUNE, data=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == snapshots.NO_WAREHOUSE


def test_a_lost_snapshot_is_reported(data, tmp_path):
    broken = shutil.copytree(data, tmp_path / "data")
    for file in (broken / "warehouse").glob("*.duckdb"):
        file.write_bytes(b"not a snapshot")
    done = command("board", "metric", "share_on_time", *JUNE, data=broken)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == snapshots.SNAPSHOT_LOST


def test_of_a_register_the_command_gives_its_own_day_and_no_number_where_none_is_kept(
    tmp_path, monkeypatch, capsys
):
    rows = [{"petition_id": "1"}, {"petition_id": "2", "received_on": "03/06/2025"}]
    table = TABLE + "4 | 14830 | 10 | 02/06 | 06/06 | 05/06\n"
    table = table.replace("field  ", "unit").replace("Hộ tịch", "16528").replace("Đất đai", "16528")
    filled(tmp_path, {"2025-07-15": table}, petitions={"2025-06-20": rows})
    capsys.readouterr()
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))

    def metric(*more: str) -> tuple:
        assert main(["metric", "petitions_received", *JUNE, "--json", *more]) == 0
        output = json.loads(capsys.readouterr().out)
        return output["value"], output["n"], output["data_date"]

    assert metric() == (2, 2, "2025-06-20")
    assert metric("--unit", "16528") == (2, 2, "2025-06-20")
    assert metric("--unit", "14830") == (None, 0, None)
    assert main(["metric", "petitions_received", *JUNE, "--unit", "14830"]) == 0
    assert ": –, từ 01/06/2025 đến 30/06/2025; số liệu đến –" in capsys.readouterr().out
    assert main(["metric", "petitions_received", *JUNE, "--field", "Hộ tịch"]) == 1
    assert "không tách theo lĩnh vực" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["metric"], ["metric", "share_on_time", "--to", "x"], ["x"]]
)
def test_a_command_line_that_is_none_gets_one_sentence(arguments, capsys):
    assert main(arguments) == 1
    printed = capsys.readouterr().err
    assert printed.startswith("Không hiểu lệnh (") and printed.count("\n") == 1
