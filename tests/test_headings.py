"""The headings of tables: each table has its own, in whatever order modules are imported."""

import json
import random
import re
import subprocess
import sys

import pytest
from streamlit.testing.v1 import AppTest

from board.catalogue import MEASURES
from board.text import (
    definitions,
    letters,
    model_progress,
    receptions_petitions,
    since_last_meeting,
)
from board.text import headings as headings_text
from tests.conftest import PROJECT
from tests.screen import session

MODULES = sorted(
    path.stem for path in (PROJECT / "board" / "text").glob("*.py") if path.stem != "__init__"
)
# Imports the modules in an order, not that of the package, and prints the dictionaries of each as
# they stood after its own import and at the end.
IN_ORDER = """
import importlib, json, sys, types
package = types.ModuleType("board.text")
package.__path__ = ["board/text"]
sys.modules["board.text"] = package

def dictionaries(name):
    held = vars(importlib.import_module(f"board.text.{name}"))
    held = {name: value for name, value in held.items() if not name.startswith("_")}
    return {name: repr(value) for name, value in held.items() if isinstance(value, dict)}

first = {name: dictionaries(name) for name in sys.argv[1:]}
print(json.dumps([first, {name: dictionaries(name) for name in sys.argv[1:]}]))
"""


def imported(order: list[str]) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-c", IN_ORDER, *order], cwd=PROJECT, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def test_no_module_of_words_changes_a_dictionary_of_another_whatever_the_order():
    orders = [MODULES, MODULES[::-1], random.Random(1).sample(MODULES, len(MODULES))]
    imports = [imported(order) for order in orders]
    assert len(imports[0][0]["since_last_meeting"]["SINCE_COLUMNS"]) > 100
    for first, last in imports:
        assert first == last
        assert first == imports[0][0]


def test_a_name_that_two_tables_share_is_headed_by_each_in_its_own_words():
    assert (
        model_progress.MODEL_COLUMNS["people"],
        receptions_petitions.RECEPTION_COLUMNS["people"],
    ) == (
        "Số người",
        "Lượt người",
    )
    assert (letters.LETTER_COLUMNS["signed_on"], model_progress.MODEL_COLUMNS["signed_on"]) == (
        "Ký",
        "Ngày ký",
    )
    assert (
        receptions_petitions.PETITION_COLUMNS["settled_on"],
        since_last_meeting.SINCE_COLUMNS["settled_on"],
    ) == (
        "Giải quyết xong",
        "Ngày xong",
    )
    assert (
        headings_text.COLUMNS["difference"],
        since_last_meeting.SINCE_COLUMNS["difference"],
    ) == (
        "Chênh lệch",
        "Chênh",
    )


def headings(app: AppTest) -> list[dict[str, str]]:
    """The headings of each table, by column."""
    found = []
    for table in app.dataframe:
        configured = json.loads(table.proto.columns or "{}")
        found.append({name: configured.get(name, {}).get("label") for name in table.value.columns})
    return found


def rows_page(data, monkeypatch, measure: str) -> AppTest:
    monkeypatch.setenv("BOARD_DATA", str(data))
    app = session()
    app.query_params |= {"measure": measure, "period": "2025-q2", "unit": "16528@2018-01-01"}
    return app.switch_page("../../pages/rows.py").run()


@pytest.mark.parametrize(
    ("measure", "column", "heading"),
    [
        ("people_received", "people", "Lượt người"),
        ("share_activities_held", "people", "Số người"),
        ("share_pledged", "signed_on", "Ngày ký"),
        ("share_apologies_legal", "signed_on", "Ký"),
        ("petitions_received", "settled_on", "Giải quyết xong"),
        ("tasks_overdue", "deadline", "Hạn"),
        ("rate_due_on_time", "due_on", "Hẹn trả"),
        ("share_paused_on_last_day", "kind", "Loại tạm dừng"),
        ("share_satisfied", "overall", "Đánh giá chung"),
    ],
)
def test_the_rows_behind_a_number_are_headed_by_the_words_of_their_register(
    measure, column, heading, sample_data, monkeypatch
):
    [shown] = headings(rows_page(sample_data, monkeypatch, measure))
    assert shown[column] == heading
    assert not [name for name in shown.values() if re.fullmatch(r"[a-z_]{2,}", name)]


def test_every_question_for_rows_has_its_headings():
    assert {measure.rows_query for measure in MEASURES.values()} == set(definitions.ROWS_COLUMNS)
