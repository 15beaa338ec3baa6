"""Every page through the shell, as a reader meets it: with numbers, without, and with bad data."""

import csv
import io
import json
import re
import shutil
import unicodedata
from datetime import date
from functools import cache
from urllib.parse import parse_qs

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from board.catalogue import MEASURES
from board.form_06a.form import CELLS
from board.measures.compute import measure
from board.selection.filters import Filters
from board.selection.periods import Period
from board.text import agenda as agenda_words
from board.text import (
    alphabet,
    change_words,
    choices,
    coverage,
    form_06a,
    form_06a_reconcile,
    markdown,
    open_dossiers,
    processing_times,
    satisfaction,
    satisfaction_comments,
    sentences,
)
from board.text import numbers as numbers_text
from board.text import pages as pages_text
from board.text import snapshots as snapshots_text
from board.ui.components import downloads
from board.warehouse import snapshots
from board.warehouse.scope import EVERYTHING
from etl.contract import contracts
from tests.conftest import COMMENTS, EVIL, LATELY, LINK, slice_of
from tests.literal import filled
from tests.registers import register
from tests.screen import session
from tests.snapshots import ask, put, take
from tests.test_recomputed import REGISTERS
from tests.test_sentences import CHANGE, NOT_OF_A_MEASURE

# What is for administrators has no figures, and tests of its own.
PAGES = [page for page in pages_text.PAGES if page not in pages_text.ONLY_FOR]
WITH_A_CHOICE = [page for page in PAGES if page not in ("data_intake", "definitions")]
CHOICE = {
    "unit": "16528@2018-01-01",
    "period": "2024-01-15..2025-03-14",
    "field": "Hộ tịch",
    "procedure": "1.001193",
    "channel": "online",
    "certification": "0",
    "compare": "last_year",
}
COMPARED = {"unit": "16528", "period": "2025-q2", "compare": "last_year"}
# Where the shell stops before any page, one page stands for all: the meeting's screen alone has a
# shell of another look.
STOPPED_BEFORE = [
    pytest.param(page, marks=() if page in ("overview", "meeting") else pytest.mark.long)
    for page in PAGES
]
# A number outside the grey line: where there is nothing to count, there is none.
NUMBERS = re.compile(r"\d,\d|\d (?:hồ sơ|lượt)|n = \d")


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """Opens a page over a data folder, with an address; the filters rarely set and the measures
    that need no words are unfolded."""

    def open_page(page: str, data, address: dict | None = None) -> AppTest:
        shown = session()
        monkeypatch.setenv("BOARD_DATA", str(data))
        for part in ("more_filters", "chi_so_khac"):
            shown.session_state[part] = True
        for key, value in (address or {}).items():
            shown.query_params[key] = value
        shown.switch_page(f"../../pages/{page}.py").run()
        # The shell turns an exception into a sentence; here it must not hide one.
        assert pages_text.BROKEN not in infos(shown)
        return shown

    return open_page


@pytest.fixture(scope="module")
def seen():
    """Opens a page in one state once, for several tests that only look at it."""
    runs: dict[str, AppTest] = {}

    def look(page: str, opened, data, address: dict) -> AppTest:
        state = repr((page, data, address))
        if state not in runs:
            runs[state] = opened(page, data, address)
        return runs[state]

    return look


def texts(shown: AppTest) -> list[str]:
    """What the page itself says in its own words, its tables' cells and figures left out."""
    return [plain(text) for text in raw_texts(shown)]


def raw_texts(shown: AppTest) -> list[str]:
    """The same as markdown."""
    found = []
    for node in shown.main:
        for part in ("body", "label", "placeholder", "help", "alt"):
            value = getattr(node.proto, part, "")
            found.append(getattr(value, "body", value))
        for option in getattr(node.proto, "options", ()):
            found.append(getattr(option, "content", option))
        if node.type == "dataframe":
            found += [column.get("label", name) for name, column in columns(node).items()]
    return [text for text in found if isinstance(text, str) and text]


def columns(table) -> dict[str, dict]:
    """A table's columns by name, as they were configured."""
    configured = json.loads(table.proto.columns or "{}")
    return {str(name): configured.get(name, {}) for name in table.value.columns}


def plain(text: str) -> str:
    """What a reader sees of markdown: no signs, no backslash before them, plain spaces."""
    return markdown.plain(text).replace(sentences.NO_BREAK, " ")


def infos(shown: AppTest) -> list[str]:
    """The sentences that stand in place of numbers."""
    return [plain(info.value) for info in shown.info]


def numbers(shown: AppTest) -> list[str]:
    """The numbers on a page: measures, tables, and those in its sentences."""
    values = [m.value for m in shown.metric] + [str(len(f.value)) for f in shown.dataframe]
    return values + [text for text in texts(shown) if NUMBERS.search(text)]


def values(shown: AppTest) -> dict[str, set[str]]:
    """What stands under, beside or behind the name of each measure."""
    found: dict[str, set[str]] = {}
    page_texts = texts(shown)
    for key, measure_of_key in MEASURES.items():
        here = {
            m.value for m in shown.metric if m.label in (measure_of_key.short, measure_of_key.name)
        }
        for i, text in enumerate(page_texts):
            if (
                text == measure_of_key.short
            ):  # a row of the matrix: its link, the link's help, the value
                here |= set(page_texts[i + 1 : i + 4])
            if text.startswith(f"{measure_of_key.name}: "):  # a measure that is folded away
                here.add(
                    re.match(r"[\d.,]+%?|–", text.removeprefix(f"{measure_of_key.name}: ")).group()
                )
            if volume := re.fullmatch(rf"{re.escape(measure_of_key.short)} ([\d.]+) hồ sơ", text):
                here.add(volume.group(1))
        if here := {value for value in here if re.fullmatch(r"[\d.,]+%?|–", value)}:
            found[key] = here
    return found


# Every page of a selection that other tests look at too; without any, those that show most.
OPENED = [
    pytest.param(
        page,
        address,
        marks=() if address or page in ("overview", "open_dossiers") else pytest.mark.long,
        id=f"{page}-{name}",
    )
    for name, address in (("chosen", COMPARED), ("plain", {}))
    # A slide's title is what it says; tests/test_meeting.py reads it.
    for page in PAGES
    if page != "meeting"
]


@pytest.mark.parametrize(("page", "address"), OPENED)
def test_a_page_opens_with_its_title_freshness_and_answer(page, address, opened, seen, sample_data):
    shown = seen(page, opened, sample_data, address)
    assert not shown.exception and not shown.error
    assert shown.title[0].value == pages_text.PAGES[page][0]
    name = (sample_data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    assert "số liệu đến ngày 30/09/2026" in shown.caption[0].value
    assert name not in plain(shown.caption[0].value), "of no use to who reads figures"
    assert shown.header[0].value.strip().endswith(".")


@pytest.mark.parametrize("page", STOPPED_BEFORE)
def test_without_a_warehouse_a_sentence_says_what_to_do(page, opened, tmp_path):
    shown = opened(page, tmp_path)
    assert infos(shown) == [snapshots_text.NO_WAREHOUSE]
    assert not shown.exception and not numbers(shown)


@pytest.mark.parametrize("page", STOPPED_BEFORE)
def test_a_snapshot_of_another_version_gets_a_sentence(page, opened, hostile_data, tmp_path):
    shutil.copytree(hostile_data / "warehouse", tmp_path / "warehouse")
    pointer = tmp_path / "warehouse" / "CURRENT"
    path = tmp_path / "warehouse" / f"{pointer.read_text('utf-8').strip()}.duckdb"
    with duckdb.connect(str(path.rename(path.with_stem("other")))) as con:
        con.execute("update snapshot set schema_version = schema_version + 1")
    pointer.write_text("other\n", "utf-8")
    shown = opened(page, tmp_path)
    assert infos(shown) == [snapshots_text.WRONG_SCHEMA]
    assert not shown.exception and not numbers(shown)


@pytest.mark.parametrize("page", STOPPED_BEFORE)
@pytest.mark.parametrize("what", ["no file", "a torn file", "a CURRENT that names nothing"])
def test_a_snapshot_that_is_lost_gets_a_sentence(page, what, opened, tmp_path):
    folder = tmp_path / "warehouse"
    folder.mkdir()
    (folder / "CURRENT").write_text("" if "CURRENT" in what else "gone\n", "utf-8")
    if what == "a torn file":
        (folder / "gone.duckdb").write_bytes(b"x" * 5000)
    shown = opened(page, tmp_path)
    assert infos(shown) == [snapshots_text.SNAPSHOT_LOST]
    assert not shown.exception and not numbers(shown)


# Workstreams, papers and slides stand there whatever was chosen; what they have nothing of is "–".
# A card of points is of a whole unit.
STAND_ANYHOW = ("model_progress", "scores", "reports", "meeting")


@pytest.mark.parametrize("page", [page for page in WITH_A_CHOICE if page not in STAND_ANYHOW])
def test_an_empty_selection_gets_a_sentence_and_no_numbers(page, opened, hostile_data):
    shown = opened(page, hostile_data, {"channel": "postal"})
    assert not shown.exception
    none = re.compile("^Không có|^Chưa đơn vị nào gửi sổ|chưa gửi sổ")
    assert any(none.search(info) for info in infos(shown))
    assert not numbers(shown)


QUARTER = Period(date(2025, 4, 1), date(2025, 6, 30), "quarter")
CASES = {
    "all": ({}, Filters(), QUARTER),
    "unit": ({"unit": "16528"}, Filters(unit="16528@2018-01-01"), QUARTER),
    "month": ({"period": "2024-02"}, Filters(), ("2024-02-01", "2024-02-29", "month")),
    "half": ({"period": "2024-h2"}, Filters(), ("2024-07-01", "2024-12-31", "half")),
    "nine": ({"period": "2024-9m"}, Filters(), ("2024-01-01", "2024-09-30", "nine_months")),
    "year": ({"period": "2024"}, Filters(), ("2024-01-01", "2024-12-31", "year")),
    "range": (
        {"period": "2024-02-03..2024-05-17"},
        Filters(),
        ("2024-02-03", "2024-05-17", "range"),
    ),
    "field": ({"field": "Đất đai"}, Filters(field="Đất đai"), QUARTER),
    "procedure": ({"procedure": "1.001193"}, Filters(procedure="1.001193"), QUARTER),
    "channel": ({"channel": "online"}, Filters(channel="online"), QUARTER),
    "certification": ({"certification": "0"}, Filters(certification=False), QUARTER),
}


@pytest.mark.parametrize("case", slice_of(CASES, "unit", "range", "field", "certification"))
def test_each_filter_gives_the_numbers_of_its_choice(case, opened, sample_data, monkeypatch):
    address, filters, period = CASES[case]
    address = {"period": "2025-q2"} | address
    if isinstance(period, tuple):
        period = Period(*map(date.fromisoformat, period[:2]), period[2])
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    snapshot = snapshots.current(EVERYTHING)
    rows = measure(list(MEASURES), snapshot, filters, [period]).set_index("measure")
    whole = everything(snapshot)
    assert (case == "all") == rows.equals(whole), "the case would not notice a filter left out"
    pages = ("overview", "processing_times", "satisfaction")
    compared = set()
    for page in pages if case in ("unit", "range") else pages[:1]:
        for key, shown in values(opened(page, sample_data, address)).items():
            assert any(value.startswith(printed(key, rows.loc[key])) for value in shown), key
            compared.add(key)
    # What waits stands in a sentence, three in a stack, five in a line of links, one in the bridge
    # to QĐ 766, one on Tiến độ mô hình, two of staff small beside the citizens', not in tiles; (13)
    # and what lacks its day in sentences beside what is overdue.
    of_registers = sum(measure.query in REGISTERS for measure in MEASURES.values())
    there = len(MEASURES) - of_registers - 15
    assert len(compared) >= (there if case in ("unit", "range") else 8)


@cache
def everything(snapshot: snapshots.Snapshot) -> pd.DataFrame:
    """Every measure of the quarter, of all units."""
    return measure(list(MEASURES), snapshot, Filters(), [QUARTER]).set_index("measure")


def printed(key: str, row) -> str:
    """How the value of a measure starts on a page."""
    measure = MEASURES[key]
    if measure.unit == "share":
        return numbers_text.share(None if measure.hides(row["n"]) else row["value"])
    return numbers_text.tile_value(measure, row["value"])


@pytest.mark.parametrize(
    "compare, label, start, end",
    [
        ("previous", "quý I", date(2025, 1, 1), date(2025, 3, 31)),
        ("last_year", "quý II/2024", date(2024, 4, 1), date(2024, 6, 30)),
    ],
)
def test_the_compared_period_stands_beside_the_chosen_one(
    compare, label, start, end, opened, sample_data, monkeypatch
):
    shown = opened("overview", sample_data, {"period": "2025-q2", "compare": compare})
    days = [Period(start, end, "quarter")]
    found = measure(["rate_due_on_time"], snapshots.current(EVERYTHING), Filters(), days)
    before = found.iloc[0]
    assert f", {label} {numbers_text.share(before['value'])}, " in plain(shown.header[0].value)


def test_the_sidebar_changes_the_numbers_and_the_address(opened, sample_data):
    shown = opened("processing_times", sample_data, {"period": "2026-q3"})
    whole = values(shown)
    shown.sidebar.selectbox(key="unit").set_value("16531@2025-07-01").run()
    assert shown.query_params["unit"] == "16531@2025-07-01"
    assert "phường Sầm Sơn" in shown.header[0].value
    assert values(shown) != whole
    shown.sidebar.selectbox(key="kind").set_value("year").run()
    assert shown.query_params["period"] == "2026"
    assert "Năm 2026" in plain(shown.header[0].value)


@pytest.mark.long  # in `make test` the tour in a browser looks for four of them
def test_the_address_holds_the_whole_choice_from_page_to_page(opened, sample_data):
    shown = opened("overview", sample_data, CHOICE)
    for page in [*PAGES, "overview"]:
        shown.switch_page(f"../../pages/{page}.py").run()
        assert {k: shown.query_params.get(k) for k in CHOICE} == CHOICE, page
        assert "Phường Quảng Thọ" in shown.caption[0].value
    fields = {key: shown.sidebar.selectbox(key=key).value for key in ("field", "channel")}
    assert fields == {"field": "Hộ tịch", "channel": "online"}


def test_filters_that_are_folded_away_stay_as_they_are_set(opened, sample_data):
    shown = opened("overview", sample_data, CHOICE)
    answer = plain(shown.header[0].value)
    shown.session_state["more_filters"] = False
    shown.run()
    assert not [box for box in shown.sidebar.selectbox if box.key == "field"]
    assert plain(shown.header[0].value) == answer
    shown.switch_page("../../pages/satisfaction.py").run().run()
    assert {k: shown.query_params.get(k) for k in CHOICE} == CHOICE
    shown.session_state["more_filters"] = True
    shown.run()
    assert shown.sidebar.selectbox(key="field").value == "Hộ tịch"
    shown.sidebar.selectbox(key="field").set_value("").run()
    assert "field" not in shown.query_params


GONE = [
    ("unit", "99999"),
    ("period", "2031-q1"),
    ("period", "hôm qua"),
    ("field", "Hàng hải"),
    ("procedure", "9.999999"),
    ("channel", "fax"),
    ("compare", "never"),
    ("certification", "7"),
    ("unit", f"[x]({EVIL})"),
]


@pytest.mark.parametrize("page", STOPPED_BEFORE)
def test_no_page_runs_over_an_address_that_names_what_is_gone(page, opened, hostile_data):
    shown = opened(page, hostile_data, {"unit": "99999"})
    assert infos(shown) == [choices.unknown_in_address("Đơn vị", "99999")]
    assert [title.value for title in shown.title] == [pages_text.PAGES[page][0]]
    assert not shown.exception and not shown.header and not shown.caption and not numbers(shown)


@pytest.mark.parametrize("key, value", GONE)
def test_an_address_that_names_what_is_gone_gets_a_sentence(key, value, opened, sample_data):
    shown = opened("overview", sample_data, {"compare": "previous"} | {key: value})
    (info,) = (info.value for info in shown.info)
    assert choices.LABELS[key].lower() in info and "không có trong số liệu hiện nay" in info
    assert not shown.exception and not numbers(shown)
    assert not marked_up(info)
    shown.sidebar.selectbox(key="kind").set_value("month").run()
    assert shown.header, "a new choice brings the numbers back"


def test_a_wrong_choice_of_a_page_is_put_right_at_that_choice(opened, sample_data):
    shown = opened("open_dossiers", sample_data, {"state": "zz", "period": "2026-q3"})
    assert infos(shown) == [choices.unknown_on_page(choices.LABELS["state"], "zz")]
    assert not shown.dataframe and not shown.exception
    (states,) = (group for group in shown.main if getattr(group, "key", None) == "state")
    states.set_value("all").run()
    assert not infos(shown) and len(shown.dataframe[0].value)
    assert shown.query_params["state"] == "all"


def test_an_empty_value_in_an_address_names_nothing(opened, sample_data):
    empty = dict.fromkeys(("unit", "field", "certification", "compare", "snapshot"), "")
    shown = opened("overview", sample_data, empty | {"period": "2025-q1"})
    assert shown.header and not shown.info
    assert shown.query_params == {"period": "2025-q1", "compare": "previous"}


@pytest.mark.parametrize("page, key", [("rows", "cell"), ("meeting", "slide")])
def test_an_empty_choice_of_one_page_names_nothing(page, key, opened, sample_data):
    shown = opened(page, sample_data, {key: "", "period": "2025-q1"})
    assert not [info for info in infos(shown) if "“”" in info] and not shown.exception


def test_a_field_is_known_however_its_accents_are_written(opened, sample_data):
    field = unicodedata.normalize("NFD", "Hộ tịch")
    shown = opened("overview", sample_data, {"field": field, "period": "2025-q1"})
    assert shown.header and not shown.info
    assert shown.query_params["field"] == "Hộ tịch"


def test_a_procedure_that_is_not_of_the_field_is_not_silently_dropped(opened, sample_data):
    # 1.001193 is "Đăng ký khai sinh", of Hộ tịch.
    shown = opened("overview", sample_data, {"field": "Đất đai", "procedure": "1.001193"})
    assert shown.info and not numbers(shown)


@pytest.mark.parametrize(
    "page, key", [("open_dossiers", "state"), ("rows", "measure"), ("since_last_meeting", "since")]
)
def test_a_choice_of_one_page_that_is_gone_gets_a_sentence(page, key, opened, sample_data):
    shown = opened(page, sample_data, {key: f"[x]({EVIL})"})
    assert "không có ở trang này" in shown.info[0].value
    assert not shown.exception and not shown.dataframe and not marked_up(shown.info[0].value)
    shown.run()
    assert shown.info and not shown.dataframe, "nothing was chosen yet"
    shown.sidebar.selectbox(key="certification").set_value(False).run()
    assert shown.header and EVIL not in shown.query_params[key], (
        "a filter in the sidebar brings it back too"
    )


def counted(label: str, asked: dict[str, list[str]]) -> str:
    """How many rows a link says that it opens; of one that is a measure's name, the measure's n."""
    patterns = (
        r"\(([\d.]+) \D",
        r"\d+/([\d.]+)",
        r"([\d.]+) (?:hồ sơ|lượt)",
        r": ([\d.]+)",
    )
    for pattern in patterns:
        if found := re.search(pattern, plain(label)):
            return found.group(1)
    selection = Filters(unit=asked["unit"][0], field=asked.get("field", [None])[0])
    quarter = Period(date(2025, 1, 1), date(2025, 3, 31), "quarter")
    (key,) = asked["measure"]
    return numbers_text.number(
        measure([key], snapshots.current(EVERYTHING), selection, [quarter])["n"].iloc[0]
    )


@pytest.mark.parametrize("page", ["overview", "processing_times", "satisfaction"])
def test_every_number_opens_to_as_many_rows_as_it_counts(page, opened, seen, sample_data):
    shown = opened(page, sample_data, {"unit": "16528", "period": "2025-q1"})
    links = [
        (link.proto.label, parse_qs(link.proto.query_string))
        for link in shown.get("page_link")
        if link.proto.page == pages_text.PAGES["rows"][2]
    ]
    assert len(links) >= 3
    for label, asked in links:
        count = counted(label, asked)
        address = {key: value[0] for key, value in asked.items()}
        rows = seen("rows", opened, sample_data, address)
        if count == "0":
            assert rows.info
            continue
        assert f"{count} " in plain(rows.header[0].value), asked
        assert len(rows.dataframe[0].value) == min(int(count.replace(".", "")), 500)


@pytest.mark.parametrize("cell", ["c2", "c14", f"[x]({EVIL})"])
def test_a_cell_that_the_form_does_not_have_gets_a_sentence(cell, opened, sample_data):
    shown = opened("rows", sample_data, {"cell": cell})
    assert infos(shown) == [form_06a.no_such_cell(cell)]
    assert not shown.exception and not shown.dataframe and not marked_up(shown.info[0].value)


# Two of the form's cells of all fields and three of one; the rest of the cross is long.
EVERY_CELL = [
    pytest.param(field, cell, marks=() if place % 4 == turn else pytest.mark.long)
    for turn, field in enumerate([None, "Đất đai"])
    for place, cell in enumerate(CELLS)
]


@pytest.mark.parametrize(("field", "cell"), EVERY_CELL)
def test_every_cell_of_the_form_opens_by_its_address(field, cell, opened, seen, sample_data):
    address = {"unit": "16528", "period": "2025-q1"} | ({"field": field} if field else {})
    form = seen("form_06a", opened, sample_data, address)
    total = form.dataframe[0].value.iloc[-1].tolist()
    assert total[0] == form_06a.TOTAL
    count = dict(zip(CELLS, total[1:], strict=True))[cell]
    rows = opened("rows", sample_data, address | {"cell": cell})
    if not count:
        assert rows.info
        return
    assert f"{numbers_text.number(count)} hồ sơ đứng sau ô {form_06a.CELL_NAMES[cell]}" in plain(
        rows.header[0].value
    )
    assert len(rows.dataframe[0].value) == min(count, 500)


def test_a_form_of_the_province_is_compared_cell_by_cell(opened, sample_data):
    shown = opened("form_06a", sample_data, {"unit": "16528", "period": "2025-q1"})
    ours = shown.dataframe[0].value.set_axis(
        [form_06a.FIELD_HEADING, *form_06a.CELL_NAMES.values()], axis=1
    )
    upload = shown.file_uploader[0]
    upload.set_value(("tinh.csv", downloads.to_csv(ours), "text/csv")).run()
    assert form_06a_reconcile.SAME in texts(shown)
    theirs = ours.copy()
    theirs.loc[[0, len(ours) - 1], form_06a.CELL_NAMES["c13"]] += 2
    shown.file_uploader[0].set_value(("tinh.csv", downloads.to_csv(theirs), "text/csv")).run()
    table = shown.dataframe[1].value
    assert list(table.columns) == list(form_06a_reconcile.DIFFERENCE_HEADINGS.values())
    # Nothing moves a dossier into (13) alone, so both stay unexplained.
    assert table.iloc[:, [0, 1, 4, 8]].to_numpy().tolist() == [
        [ours.iloc[0, 0], form_06a.CELL_NAMES["c13"], 2, 2],
        [form_06a.TOTAL, form_06a.CELL_NAMES["c13"], 2, 2],
    ]


def test_a_file_that_is_no_form_leaves_ours_and_says_so(opened, sample_data):
    shown = opened("form_06a", sample_data)
    bad = ("hoso.csv", f"Mã hồ sơ,{LINK}\n1,2\n".encode(), "text/csv")
    shown.file_uploader[0].set_value(bad).run()
    assert infos(shown) == [form_06a_reconcile.file_is_no_form()]
    assert len(shown.dataframe) == 1 and not shown.exception


def test_the_list_of_open_dossiers_is_searched_by_code(opened, hostile_data):
    shown = opened("open_dossiers", hostile_data, {"state": "all"})
    assert len(shown.dataframe[0].value) == 2
    shown.text_input(key="search").set_value(" x-02 ").run()
    assert list(shown.dataframe[0].value["dossier_id"]) == ["X-02"]
    shown.text_input(key="search").set_value("Y").run()
    assert shown.info and not [f for f in shown.dataframe if "dossier_id" in f.value]


def test_what_is_due_soon_stands_by_how_likely_it_is_to_end_late(opened, sample_data):
    shown = opened("open_dossiers", sample_data, {"state": "due_soon", "period": "2026-q3"})
    listed = shown.dataframe[0].value
    # On the sample the like tell no more than the procedure, so its share stands, and it is said.
    shares = [float(text.rstrip("%").replace(",", ".")) for text in listed["share_of_procedure"]]
    assert shares == sorted(shares, reverse=True) and len(set(shares)) > 3
    assert "share_late" not in listed and set(listed["like_level"]) == {"cùng thủ tục"}
    assert open_dossiers.SIMILARITY_NOTES[False] in texts(shown)
    defined = texts(opened("definitions", sample_data, {"period": "2026-q3"}))
    assert any("Chưa chứng tỏ được cách tính này đúng hơn" in text for text in defined)
    filtered = opened(
        "open_dossiers", sample_data, {"state": "due_soon", "unit": "16531@2025-07-01"}
    )
    mine = filtered.dataframe[0].value
    both = listed.merge(mine, on="dossier_id")
    assert len(both) == len(mine) > 0
    assert (both["share_of_procedure_x"] == both["share_of_procedure_y"]).all()


def test_the_flow_has_its_table_and_its_identity(opened, sample_data):
    shown = opened("open_dossiers", sample_data, {"unit": "16528", "period": "2025-q1"})
    table = shown.dataframe[-1].value
    assert list(table["month"]) == [f"{m:02}/2025" for m in (3, 2, 1)] + [
        f"{m:02}/2024" for m in range(12, 2, -1)
    ]
    before, came, went, after = (
        table[name] for name in ("in_hand_before", "received", "settled", "in_hand_after")
    )
    assert (before + came - went == after).all() and came.sum() > 0
    assert list(after[1:]) == list(before[:-1])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_once_and_quietly_that_figures_are_a_sample_and_never_that_they_are_old(
    page, opened, seen, sample_data
):
    shown = seen(page, opened, sample_data, COMPARED)
    text = " ".join(texts(shown))
    assert text.count(snapshots_text.SAMPLE) == 1
    assert "đã cũ" not in text
    assert ":orange[" not in next(
        text.value
        for text in (*shown.caption, *shown.markdown)
        if snapshots_text.SAMPLE in plain(text.value)
    )


# The sentences of changes, and what an agenda and a promise call them.
OF_A_CHANGE = re.compile(
    rf"(?:{'|'.join(change_words.CHANGES.values())}) từ (?:quý [IV]+|\d+)/\d{{4}}"
    r"|từ (?:quý [IV]+|\d+)/\d{4} (?:thấp|cao) hơn trước|"
    + "|".join(
        map(
            re.escape,
            (
                *change_words.BLOCKS.values(),
                *change_words.EFFECTS.values(),
                change_words.ALSO_WORSE,
                change_words.BETTER_BUT_SHORT,
            ),
        )
    ),
    re.IGNORECASE,
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_speaks_vietnamese_and_of_change_only_in_the_sentences_of_signals(
    page, opened, seen, sample_data
):
    page_texts = texts(seen(page, opened, sample_data, COMPARED))
    assert page_texts
    for text in page_texts:
        assert not CHANGE.search(NOT_OF_A_MEASURE.sub("", OF_A_CHANGE.sub("", text))), text
        for word in re.findall(r"[^\W\d_]{3,}", CODE.sub(" ", text)):
            assert word.lower() not in ("nan", "the", "true"), text
            bare = bare_letters(word)
            assert SYLLABLE.fullmatch(bare) or bare in NOT_ENGLISH, (word, text)


def test_a_stable_ward_reads_nothing_of_change(opened, tmp_path):
    # Twenty dossiers a month for 24 months, one late: every month is as every other.
    rows = [
        f"{20 * m + i + 120} | 10 | Trực tuyến"
        f" | {day(m, 3)} | {day(m, 10)} | {day(m, 9 if i else 12)}"
        for m in range(-6, 18)
        for i in range(20)
    ]
    table = "id | status | channel | received | due | finished\n" + "\n".join(rows)
    data = filled(tmp_path / "stable", {"2025-06-30": table})
    for page in ("overview", "processing_times", "satisfaction"):
        shown = opened(page, data, {"unit": "16528@2018-01-01", "period": "2025-q2"})
        for text in texts(shown):
            assert not CHANGE.search(NOT_OF_A_MEASURE.sub("", text)), (page, text)
            assert change_words.STEADY not in text.lower(), (page, text)  # the quiet is silent
        if page == "overview":
            assert any(agenda_words.NOTHING_TO_DISCUSS in text for text in texts(shown))


def day(months: int, of_month: int) -> str:
    return f"{of_month:02}/{months % 12 + 1:02}/{2024 + months // 12}"


SYLLABLE = re.compile(
    r"(ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?"
)
NOT_ENGLISH = {
    *("csv", "xlsx", "xls", "ods", "zip", "excel", "pdf", "powerpoint", "word", "web"),
    *("wilson", "kaplan", "meier"),
    *("address", "papers"),  # what a line of config.toml is called
    *("ii", "iii", "iv", "cp", "ks", "tthc", "vpcp", "kstt", "qđ"),
}
CODE = re.compile(r":\w+\[|:material/\w+:|“[^”]*”|\S*[/_.\d]\S*|Khoá: \w+|mã [A-Z2-7]{8}")


def bare_letters(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def marked_up(text: str) -> bool:
    """True where markdown would make a link of it: in brackets, or of the bare address."""
    return bool(re.search(r"https?://", text))


# Every page of the field that is called by the link; of all fields, whose tables hold formulas too,
# the pages with the most tables of text. The rest of the cross is long.
FORMULAS_ON = ("open_dossiers", "rows", "satisfaction")
HOSTILE = [
    pytest.param(
        page,
        address,
        marks=() if address or page in FORMULAS_ON else pytest.mark.long,
        id=f"{page}-{name}",
    )
    for name, address in (("the field", {"field": LINK}), ("all fields", {}))
    for page in PAGES
]


@pytest.mark.parametrize(("page", "address"), HOSTILE)
def test_what_citizens_wrote_is_text(page, address, opened, seen, hostile_data):
    for more in ({}, {"cell": "c3"}) if page == "rows" else ({},):
        shown = seen(page, opened, hostile_data, address | {"period": LATELY} | more)
        assert not shown.exception
        result = raw_texts(shown)
        assert result and not [text for text in result if marked_up(text)]


@pytest.mark.parametrize(("page", "address"), HOSTILE)
def test_figures_of_today_are_not_called_old_and_no_cell_to_download_is_a_formula(
    page, address, opened, seen, hostile_data
):
    shown = seen(page, opened, hostile_data, address | {"period": LATELY})
    text = " ".join(texts(shown))
    assert text and "đã cũ" not in text
    for table in shown.dataframe:
        lines = csv.reader(io.StringIO(downloads.to_csv(table.value).decode("utf-8-sig")))
        assert not [cell for line in lines for cell in line if cell.startswith(tuple("=+-@"))]


def test_the_hostile_cells_stand_in_their_tables(opened, seen, hostile_data):
    shown = seen("satisfaction", opened, hostile_data, {"period": LATELY})
    tables_shown = [table.value for table in shown.dataframe]
    (result,) = (table for table in tables_shown if "comment" in table)
    assert set(result["comment"]) == set(COMMENTS)
    # The same as examples, escaped; none of them holds a word of the list.
    listed = texts(shown)
    themes = [text for text in listed if satisfaction_comments.NO_THEME in text]
    assert themes[0].startswith(f"{satisfaction_comments.NO_THEME}: {len(COMMENTS)} ý kiến")
    assert [comment for comment in COMMENTS if f"“{comment}”" in listed]


# Of Quảng Thọ five are settled: 1 in time and content, 2 overdue, 3 rated Không hài lòng, 4 and 5
# silent. Of Quảng Châu six; of five the citizen says no at the kiosk, and the officer yes.
@pytest.fixture(scope="module")
def rated(tmp_path_factory):
    """A data folder of two units of whose dossiers citizens, and in one of them staff, say more."""
    dossiers = [
        "id | unit | status | received | due | finished",
        *(
            f"{n} | 16528 | 10 | 02/06 | 06/06 | 0{day}/06"
            for n, day in zip("12345", "59666", strict=True)
        ),
        *(f"{n} | 16531 | 10 | 02/06 | 06/06 | 05/06" for n in range(11, 17)),
    ]
    ratings = [
        "rating | id | unit | rated | source | scale | overall | reason",
        "1 | 1 | 16528 | 05/06 | Phiếu | 3 | 3 |",
        "2 | 3 | 16528 | 06/06 | Phiếu | 3 | 1 | Chậm",
    ]
    for n in range(11, 16):
        ratings.append(f"{n} | {n} | 16531 | 05/06 09:31 | Máy đánh giá | | 1 |")
        ratings.append(f"{n}0 | {n} | 16531 | 05/06 16:55 | Cán bộ ghi nhận | | 3 |")
    return filled(
        tmp_path_factory.mktemp("rated"),
        {"2025-06-30": "\n".join(dossiers)},
        {"2025-06-30": "\n".join(ratings)},
    )


def test_qd766_stands_beside_what_citizens_said_with_the_bridge_between(opened, rated):
    shown = opened("satisfaction", rated, {"unit": "16528", "period": "2025-06"})
    (bridge,) = (text for text in texts(shown) if text.startswith("| Bước"))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in bridge.splitlines()[2:]]
    # 5 − 1 − 1 = 3; of the two who said anything one was content, but two are too few to show.
    assert [row[:2] for row in rows] == [
        ["Hồ sơ đã giải quyết", "100%"],
        ["trừ quá hạn", "20,0%"],
        ["trừ hồ sơ không hài lòng hoặc có đơn nêu mã hồ sơ", "20,0%"],
        ["còn lại: hài lòng theo QĐ 766", "60,0%"],
        ["người dân tự đánh giá tại một cửa", "–"],
        ["hài lòng qua khảo sát", "–"],
    ]
    assert [row[2].split(" (")[0] for row in rows[:4]] == [
        "5 hồ sơ",
        "1 hồ sơ",
        "1 hồ sơ",
        "3 hồ sơ",
    ]
    assert rows[4][2] == "2 lượt; chỉ 40,0% hồ sơ xong có người dân tự đánh giá"


def test_what_staff_recorded_stands_small_beside_what_citizens_said(opened, rated):
    shown = opened("satisfaction", rated, {"unit": "16531@2018-01-01", "period": "2025-06"})
    tiles = {metric.label: metric.value for metric in shown.metric}
    assert (
        tiles["Hài lòng"],
        tiles["Hồ sơ có người dân đánh giá"],
        tiles["Hài lòng theo QĐ 766"],
    ) == ("0,0%", "83,3%", "16,7%")
    page_texts = texts(shown)
    assert satisfaction.STAFF_RECORDED in page_texts
    assert (
        "Hài lòng, cán bộ ghi nhận: 5 lượt đánh giá (100,0% trong 5; dưới 30, đọc thận trọng)"
        in page_texts
    )
    assert (
        "Hồ sơ có đánh giá do cán bộ ghi nhận: 5 hồ sơ (83,3% trong 6; dưới 30, đọc thận trọng)"
        in page_texts
    )


def test_without_any_rating_the_page_says_so_and_nothing_of_qd766(opened, tmp_path):
    rows = "\n".join(f"{i} | 10 | 02/06 | 06/06 | 05/06" for i in range(1, 7))
    table = "id | status | received | due | finished\n" + rows
    shown = opened("satisfaction", filled(tmp_path / "silent", {"2025-06-30": table}))
    assert infos(shown) == [coverage.not_sent_for(satisfaction.RATINGS)]
    assert not [text for text in texts(shown) if text.startswith("| Bước")]
    assert not shown.metric


def test_units_stand_by_name_with_what_the_funnel_says_and_never_by_rate(opened, sample_data):
    shown = opened("processing_times", sample_data, {"period": "2024"})
    by = next(group for group in shown.main if getattr(group.proto, "id", "").endswith("by"))
    by.set_value("unit").run()
    tables = [frame.value for frame in shown.dataframe]
    (table,) = (table for table in tables if "So với mức mong đợi" in table)
    names = list(table["Đơn vị"])
    assert names == list(pd.Series(names).sort_values(key=alphabet.alphabetical))
    result = set(table["So với mức mong đợi"])
    assert "không khác biệt có ý nghĩa" in result
    assert result <= {*processing_times.PLACES.values(), processing_times.placed_text(None, 4)}
    assert any("Không phải bảng xếp hạng" in text for text in texts(shown))
    page_of_unit = opened("processing_times", sample_data, {"unit": "16528", "period": "2024"})
    assert not any("Không phải bảng xếp hạng" in text for text in texts(page_of_unit))


def test_registers_stand_among_the_files_by_their_titles_and_every_source_has_its_template(
    opened, tmp_path
):
    put(tmp_path, "don_2025-06-30.csv", register("petitions", {}, {"petition_id": ""}))
    take(tmp_path, reject_limit=1.0)
    shown = opened("data_intake", tmp_path, {"period": "2025-06"})
    loads, reached, rejected = (shown.dataframe[place].value for place in (0, 1, 2))
    # The row has no key: it is refused, and nothing else was sent.
    assert list(reached.columns) == ["Đơn vị", "Sổ đơn thư, phản ánh"]
    assert set(reached.iloc[:, 1]) == {"30/06/2025", "chưa gửi"}
    assert list(loads["source"]) == list(rejected["source"]) == ["Sổ đơn thư, phản ánh"]
    templates = [b for b in shown.get("download_button") if "template_" in b.proto.id]
    titles = [c.title for c in contracts().values()]
    assert sorted(b.proto.label for b in templates) == sorted([*titles, *["CSV"] * len(titles)])


@pytest.fixture(scope="module")
def tasks_alone(tmp_path_factory):
    """A data folder with a register of tasks and nothing else."""
    data = tmp_path_factory.mktemp("tasks")
    put(data, "nhiemvu_2025-06-30.csv", register("tasks", {}))
    take(data)
    return data


def test_what_loads_refused_stands_on_the_overview_in_one_line(
    opened, seen, sample_data, tasks_alone
):
    lost = "select sum(rows_rejected)::int, count(*) from loads where rows_rejected > 0"
    ((rows, files),) = ask(sample_data, lost)
    page_texts = texts(seen("overview", opened, sample_data, COMPARED))
    line = f"Bị loại khi nạp, chưa sửa: {numbers_text.number(rows)} dòng của {files} tệp"
    assert rows > 0 and page_texts.count(line) == 1
    none = [text for text in texts(opened("overview", tasks_alone)) if "bị loại" in text.lower()]
    assert len(none) == 1 and none[0].startswith("Không có gì ở các mục:")
    # All of it is old, as the head says: that no file is late would contradict it.
    assert "gửi chậm" in "".join(page_texts) and "gửi chậm" not in none[0]


@pytest.mark.parametrize(
    "page", slice_of(PAGES, "overview", "model_progress", "receptions_petitions", "rows", "reports")
)
def test_with_registers_and_nothing_else_every_page_opens(opened, tasks_alone, page):
    opened(page, tasks_alone)


def test_one_measure_is_defined_at_a_time_and_the_index_opens_another(opened, sample_data):
    shown = opened("definitions", sample_data, {"measure": "rate_due_on_time"})
    assert [m.value for m in shown.markdown].count(f"**{MEASURES['rate_due_on_time'].name}**") == 1
    buttons = [b for b in shown.button if b.key and b.key.startswith("define_")]
    assert len(buttons) == len(MEASURES)
    shown.button(key="define_share_online").click().run()
    assert MEASURES["share_online"].definition in [m.value for m in shown.markdown]
    assert MEASURES["rate_due_on_time"].definition not in [m.value for m in shown.markdown]
    assert shown.query_params["measure"] in ("share_online", ["share_online"])


def test_the_index_is_searched_however_accents_are_written(opened, sample_data):
    shown = opened("definitions", sample_data)
    shown.text_input(key="definition_search").set_value("dung hen truc tuyen").run()
    assert not [b for b in shown.button if b.key and b.key.startswith("define_")]
    shown.text_input(key="definition_search").set_value("TRUC tuyến").run()
    keys = [b.key for b in shown.button if b.key and b.key.startswith("define_")]
    assert "define_share_online" in keys and len(keys) < len(MEASURES) / 2


def test_days_and_the_officer_stand_in_front_of_what_is_scrolled_to(opened, sample_data):
    shown = opened("open_dossiers", sample_data, {"state": "overdue", "period": "2026-q3"})
    front = ["dossier_id", "procedure", "due_on", "late_working_days", "officer"]
    assert list(shown.dataframe[0].value)[:5] == front
