"""The switch in the sidebar that draws every table plain, and the name that each table bears."""

import pytest
from streamlit.testing.v1 import AppTest

from board.text import choices, form_06a, headings, pages
from board.text.markdown import escaped
from board.ui.components.drawn_table import PLAIN_ROWS, SWITCH
from tests.conftest import LATELY, LINK, PROJECT
from tests.screen import session

UNIT = {"unit": "16528", "period": "2025-q2", "state": "all"}
# Parts of pages in which tables stand, opened.
FOLDED = [
    *(f"entries_{register}" for register in ("tasks", "letters", "receptions", "petitions")),
    *(f"mang_{number}" for number in range(1, 10)),
    *("phan_pledges", "phan_activities", "phan_model_by_unit"),
]
NO_TABLE = {"overview", "reports", "meeting", "definitions", *pages.ONLY_FOR}
WITH_TABLES = [page for page in pages.PAGES if page not in NO_TABLE]


@pytest.fixture
def opened(monkeypatch):
    """Opens a page over a data folder, its tables plain or not."""

    def open_page(page: str, data, address: dict, is_plain: bool, parts=()) -> AppTest:
        monkeypatch.setenv("BOARD_DATA", str(data))
        shown = session()
        for key, value in address.items():
            shown.query_params[key] = value
        for part in parts:
            shown.session_state[part] = True
        shown.session_state[SWITCH] = is_plain
        return shown.switch_page(f"../../pages/{page}.py").run()

    return open_page


def names(tables) -> list[str]:
    return [table.proto.alt for table in tables]


@pytest.mark.parametrize("page", WITH_TABLES)
def test_each_table_of_a_page_has_a_name_of_its_own_and_is_there_plain(opened, sample_data, page):
    canvases = names(opened(page, sample_data, UNIT, False, FOLDED).dataframe)
    assert canvases and len(set(canvases)) == len(canvases)
    plain = opened(page, sample_data, UNIT, True, FOLDED)
    assert not plain.dataframe
    assert set(canvases) <= set(names(plain.table))


def test_a_box_in_which_nothing_is_picked_asks_in_vietnamese(opened, sample_data):
    page = opened("rows", sample_data, UNIT | {"measure": "gone"}, False)
    (box,) = (box for box in page.selectbox if box.value is None)
    assert box.placeholder == choices.PICK


def test_no_other_module_draws_a_canvas():
    modules = [*(PROJECT / "board").rglob("*.py"), *(PROJECT / "pages").glob("*.py")]
    drawing = {path.name for path in modules if "st.dataframe(" in path.read_text("utf-8")}
    assert drawing == {"drawn_table.py"}


def test_a_plain_table_holds_what_the_canvas_holds_as_it_is_printed(opened, sample_data):
    canvas = opened("form_06a", sample_data, UNIT, False).dataframe[0].value
    plain = opened("form_06a", sample_data, UNIT, True).table[0].value
    assert list(plain.columns) == [
        escaped(name) for name in (form_06a.FIELD_HEADING, *form_06a.CELL_NAMES.values())
    ]
    assert plain.iloc[:, 1:].map(int).values.tolist() == canvas.iloc[:, 1:].values.tolist()


def test_days_and_numbers_of_a_plain_table_are_printed_in_vietnamese_form(opened, sample_data):
    address = UNIT | {"measure": "dossiers_received", "part": "all"}
    rows = opened("rows", sample_data, address, True).table[0].value
    assert len(rows) == PLAIN_ROWS
    assert rows["Hẹn trả"].str.fullmatch(r"\d\d/\d\d/\d{4}|–").all()
    assert rows["Kết thúc xử lý"].str.fullmatch(r"\d\d/\d\d/\d{4}( \d\d\\:\d\d)?|–").all()
    days = rows["Ngày làm việc"]
    assert days.str.fullmatch(r"\d+(,\d{1,3})?|–").all() and days.str.contains(",").any()


def test_what_is_cut_off_a_plain_table_is_said_below_it(opened, sample_data):
    address = UNIT | {"measure": "dossiers_received", "part": "all"}
    captions = [caption.value for caption in opened("rows", sample_data, address, True).caption]
    assert headings.rows_shown(PLAIN_ROWS, 793, 793) in captions


def test_a_row_of_a_plain_table_is_picked_in_a_box(opened, sample_data):
    page = opened("form_06a", sample_data, UNIT, True)
    row = next(box for box in page.selectbox if box.label.startswith("Chọn một dòng"))
    row.set_value(0)
    cell = next(box for box in page.selectbox if box.label == headings.PICK_A_COLUMN)
    page = cell.set_value(form_06a.CELL_NAMES["c13"]).run()
    count = int(page.table[0].value.iloc[0, 11])
    field = page.table[0].value.iloc[0, 0]
    texts = [markdown.value for markdown in page.markdown]
    assert escaped(form_06a.cell_count("c13", field, count)) in texts


def test_what_a_citizen_or_an_export_wrote_is_text_in_a_plain_table(opened, hostile_data):
    address = {"period": LATELY, "state": "all"}
    procedures = opened("open_dossiers", hostile_data, address, True).table[0].value["Thủ tục"]
    assert escaped(LINK) in list(procedures)
