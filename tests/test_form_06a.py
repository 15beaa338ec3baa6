"""Biểu II.06a by field: the pure form and the command."""

import json
from datetime import date

import pandas as pd
import pytest

from board.__main__ import main
from board.form_06a.form import CELLS, form, form_of
from board.selection.filters import Filters
from board.selection.periods import Period
from board.text import form_06a
from board.ui.components.tables import pick_key
from tests.conftest import run
from tests.literal import filled, opened
from tests.screen import session

COUNTS = [
    "period", "group", "received", "received_online", "settled", "before_time", "on_time",
    "overdue", "in_hand", "in_hand_within", "in_hand_overdue",
]  # fmt: skip


def counts(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COUNTS)


def row(form_rows: pd.DataFrame, field: str) -> list[int]:
    return form_rows[form_rows["c2"] == field].iloc[0][CELLS].tolist()


def test_the_form_is_added_up_from_the_counts_of_the_period_and_of_the_day_before():
    form_rows = form(
        counts(
            (0, "Đất đai", 0, 0, 0, 0, 0, 0, 4, 3, 1),
            # 4 from before and 6 received (2 online) = 7 settled (3 + 3 + 1) and 3 open (1 + 2)
            (1, "Đất đai", 6, 2, 7, 3, 3, 1, 3, 1, 2),
            (1, "Hộ tịch", 12, 12, 12, 0, 12, 0, 0, 0, 0),
        )
    )
    assert list(form_rows.columns) == ["c2", *CELLS]
    assert row(form_rows, "Đất đai") == [10, 2, 4, 4, 7, 3, 3, 1, 3, 1, 2]
    assert row(form_rows, "Hộ tịch") == [12, 12, 0, 0, 12, 0, 12, 0, 0, 0, 0]
    assert row(form_rows, form_06a.TOTAL) == [22, 14, 4, 4, 19, 3, 15, 1, 3, 1, 2]


def test_the_fields_stand_by_volume_the_unknown_last_and_the_total_under_them():
    form_rows = form(
        counts(
            *(
                (1, name, n, 0, n, n, 0, 0, 0, 0, 0)
                for name, n in (("Chưa rõ", 9), ("Cư trú", 3), ("Đất đai", 5), ("Chứng thực", 3))
            ),
            # Something fell due in it, but no dossier is of the period: no row.
            (1, "Giảm nghèo", 0, 0, 0, 0, 0, 0, 0, 0, 0),
        )
    )
    assert list(form_rows["c2"]) == ["Đất đai", "Chứng thực", "Cư trú", "Chưa rõ", form_06a.TOTAL]


def test_a_field_with_nothing_but_what_came_from_before_has_its_row():
    # One came from before and was settled: the day before counts it, the period has no receipt.
    form_rows = form(
        counts(
            (0, "Cư trú", 0, 0, 0, 0, 0, 0, 1, 1, 0),
            (1, "Cư trú", 0, 0, 1, 0, 0, 1, 0, 0, 0),
        )
    )
    assert row(form_rows, "Cư trú") == [1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0]


def test_a_form_of_nothing_is_a_total_of_zeros():
    assert form(counts()).to_dict("records") == [{"c2": form_06a.TOTAL} | dict.fromkeys(CELLS, 0)]


@pytest.mark.parametrize(
    "broken",
    [
        (1, "Đất đai", 6, 2, 5, 3, 1, 1, 2, 1, 1),  # 6 received, 7 settled and open
        (1, "Đất đai", 6, 2, 5, 3, 1, 0, 1, 1, 1),  # 5 settled, of which 4 have a verdict
        (1, "Đất đai", 6, 7, 5, 3, 1, 1, 1, 1, 0),  # more online than received
        (1, "Đất đai", 6, 2, 4, 2, 1, 1, 3, 1, 1),  # 3 open, of which 2 within or overdue
    ],
)
def test_counts_that_do_not_add_up_make_no_form(broken):
    with pytest.raises(ValueError, match=r"đẳng thức .* ở: Đất đai"):
        form(counts(broken))


# Each rule of the form once, in the field of its own, for June 2025; the export is of 30/06.
RULES = """
id | field          | status | received    | due         | finished    | channel
1  | Hộ tịch        | 10     | 31/05 23:59 | 20/06       | 19/06       |
2  | Hộ tịch        | 10     | 01/06 00:01 | 20/06 08:00 | 20/06 16:30 | Trực tuyến
3  | Hộ tịch        | 10     | 02/06       | 19/06       | 20/06       | Bưu chính công ích
4  | Hộ tịch        | 10     | 02/05       | 20/06       | 31/05       |
5  | Chứng thực     | 9      | 02/06       |             | 30/06       |
6  | Chứng thực     | 7      | 02/06       | 05/06       | 27/06       |
7  | Chứng thực     | 9      | 02/06       | 05/06       |             |
8  | Đất đai        | 4      | 02/06       | 30/06       |             |
9  | Đất đai        | 2      | 02/06       | 29/06       |             |
10 | Đất đai        | 5      | 02/06       | 05/06       |             |
11 | Đất đai        | 4      | 02/06       |             |             |
12 | Cư trú         | 1      | 02/06       | 05/06       |             |
13 | Cư trú         | 3      | 02/06       | 05/06       | 03/06       |
"""
JUNE = ("--from", "2025-06-01", "--to", "2025-06-30")
EXPECTED = {
    # 8 due on the last day, 10 waits, 11 has no due date: within; 9 due the day before: overdue
    "Đất đai": [4, 0, 4, 0, 0, 0, 0, 0, 4, 3, 1],
    # 5 without a due date and 6 withdrawn: on time; 7 has no day of finish: open, overdue
    "Chứng thực": [3, 0, 3, 0, 2, 0, 2, 0, 1, 0, 1],
    # 1 from before, before time; 2 online, on its day; 3 by post, a day late; 4 settled in May
    "Hộ tịch": [3, 1, 1, 1, 3, 1, 1, 1, 0, 0, 0],
    form_06a.TOTAL: [10, 1, 8, 1, 5, 1, 3, 1, 5, 3, 2],
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("rules"), {"2025-06-30": RULES})


def test_the_form_follows_each_rule(rules):
    form_rows = form_of(
        opened(rules), Filters(), Period(date(2025, 6, 1), date(2025, 6, 30), "month")
    )
    assert {
        record["c2"]: [record[c] for c in CELLS] for record in form_rows.to_dict("records")
    } == EXPECTED
    assert list(form_rows["c2"]) == list(EXPECTED)


def test_the_command_gives_the_form_as_json(rules):
    done = run("board", "form06a", *JUNE, "--unit", "16528", "--json", data=rules)
    assert (done.returncode, done.stderr) == (0, "")
    output = json.loads(done.stdout)
    named = [
        {"c2": field} | dict(zip(CELLS, cells, strict=True)) for field, cells in EXPECTED.items()
    ]
    other_counts = {
        "from": "2025-06-01",
        "to": "2025-06-30",
        "unit": "16528@2018-01-01",
        "data_date": "2025-06-30",
        "snapshot": opened(rules).name,
        "coverage": {"state": "complete", "units": 1, "missing": []},
    }
    assert output == [row | other_counts for row in named[:-1]]


@pytest.fixture
def asked(rules, monkeypatch, capsys):
    monkeypatch.setenv("BOARD_DATA", str(rules))

    def ask_command(*arguments: str) -> tuple[int, str, str]:
        code = main(["form06a", *arguments])
        return code, *capsys.readouterr()

    return ask_command


def test_the_command_gives_a_reader_a_table(asked):
    code, out, _ = asked(*JUNE)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith(form_06a.FORM_NAME)
    assert lines[1].split() == ["Lĩnh", "vực", *(f"({n})" for n in range(3, 14))]
    assert lines[2].split() == ["Đất", "đai", "4", "0", "4", "0", "0", "0", "0", "0", "4", "3", "1"]
    assert lines[5].split()[2:] == [str(n) for n in EXPECTED[form_06a.TOTAL]]


def test_a_period_that_nobody_sent_has_a_total_without_a_cell(asked):
    period = ("--from", "2019-01-01", "--to", "2019-12-31")
    _, out, _ = asked(*period)
    assert out.splitlines()[2].split()[2:] == ["–"] * 11
    assert json.loads(asked(*period, "--json")[1]) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*JUNE, "--unit", "99999"], "Không có đơn vị mã “99999”"),
        (["--from", "2025-06-30", "--to", "2025-06-01"], "Ngày cuối kỳ (01/06/2025) đứng trước"),
        (["--from", "30/06/2025", "--to", "2025-06-30"], "Ngày “30/06/2025” không đọc được"),
    ],
)
def test_what_cannot_be_asked_gets_one_sentence(asked, arguments, sentence):
    code, out, message = asked(*arguments, "--json")
    assert (code, out, message.count("\n")) == (1, "", 1)
    assert message.startswith(sentence)


TWO_FIELDS = """
id | status | field   | received | due   | finished
1  | 10     | Hộ tịch | 02/06    | 05/06 | 04/06
2  | 10     | Hộ tịch | 03/06    | 06/06 | 05/06
3  | 10     | Đất đai | 02/06    | 05/06 | 04/06
"""


def test_a_picked_cell_is_not_one_of_another_field_once_the_field_is_chosen(tmp_path, monkeypatch):
    data = filled(tmp_path, {"2025-06-30": TWO_FIELDS})
    monkeypatch.setenv("BOARD_DATA", str(data))
    app = session().switch_page("../../pages/form_06a.py")
    app.query_params["unit"], app.query_params["period"] = "16528", "2025-06"
    app.run()
    fields = app.dataframe[0].value.iloc[:, 0].to_list()
    assert fields == ["Hộ tịch", "Đất đai", form_06a.TOTAL]
    cell = [0, form_06a.FORM_HEADINGS["c7"][1]]  # settled, of the first field
    picked = {"selection": {"rows": [], "columns": [], "cells": [cell]}}
    app.session_state[pick_key("form_06a", fields)] = picked
    app.run()
    assert opened_cells(app) == [f"2 hồ sơ ở ô {form_06a.CELL_NAMES['c7']}, lĩnh vực Hộ tịch."]
    app.session_state["more_filters"] = True
    app.run()
    app.sidebar.selectbox(key="field").set_value("Đất đai").run()
    assert app.dataframe[0].value.iloc[:, 0].to_list() == ["Đất đai", form_06a.TOTAL]
    assert not app.exception and opened_cells(app) == []


def opened_cells(app) -> list[str]:
    """What the page says of a cell's dossiers."""
    texts = [text.value.replace("\\", "").replace("\u00a0", " ") for text in app.markdown]
    return [text for text in texts if "hồ sơ ở ô" in text]
