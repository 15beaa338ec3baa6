"""In a real browser, over the real server: what a reader of the board does."""

import csv
import re
import shutil
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from board.catalogue import MEASURES
from board.form_06a.form import form_of
from board.form_06a.reconcile import candidates
from board.selection.filters import Filters
from board.selection.periods import Period
from board.text import agenda, choices, form_06a, form_06a_reconcile, open_dossiers, pages
from board.ui.components.downloads import to_csv
from tests.conftest import EVIL, LATELY, TODAY, loaded, serving
from tests.literal import opened

PATHS = {name: path for name, (_, _, path) in pages.PAGES.items()}
PATHS["overview"] = ""
expect.set_options(timeout=120_000)
# After these the browser has drawn what the last key did.
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
BUSY = '[data-testid="stApp"][data-test-script-state="running"], [data-testid="stSkeleton"]'


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def settled(page: Page) -> None:
    """Waits until the page's script has run and everything of it is drawn."""
    page.locator('h1, h4, [data-testid="stAlert"]').first.wait_for()
    expect(page.locator(BUSY)).to_have_count(0)


def until(page: Page, holds: str) -> None:
    """Waits until an expression holds, asked from outside: Playwright's own wait evaluates a text
    in the page, which the page's policy forbids."""
    end = time.monotonic() + 120
    while not page.evaluate(holds):
        assert time.monotonic() < end, holds
        page.wait_for_timeout(50)


def answer(page: Page) -> str:
    return page.locator("h2").first.inner_text().replace("\u00a0", " ")


def choose(page: Page, label: str, option: str) -> None:
    """Picks an option of a select box in the sidebar."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.hover()  # scrolls to it first: a list that is open closes when the sidebar scrolls
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    expect(box).to_have_value(option)
    settled(page)


def go_to(page: Page, name: str) -> None:
    """Changes the page by the sidebar."""
    page.get_by_role("link", name=pages.PAGES[name][0], exact=True).first.click()
    expect(page.locator("h1")).to_have_text(pages.PAGES[name][0])
    settled(page)


def cells(page: Page) -> list[str]:
    """What the tables on the page hold, as a screen reader has it."""
    for table in page.locator('[data-testid="stDataFrame"]:visible').all():
        table.locator("td").first.wait_for(state="attached")  # it is drawn after its page
    return page.locator('[data-testid="stDataFrame"] td').all_inner_texts()


def taken(page: Page, button) -> tuple[str, Path]:
    """The name of what a button gives, and where it is."""
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path())


def downloaded(page: Page, name: str) -> tuple[str, list[list[str]]]:
    """The name of a CSV and its lines; of what, the beginning of its name."""
    button_text, path = taken(page, page.locator(f'[class*="st-key-csv_{name}"] button'))
    return button_text, list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def test_a_reader_in_the_dark_sees_the_answer_and_reaches_all_by_the_keyboard(page, served):
    page.emulate_media(color_scheme="dark")
    open_page(page, f"{served}/?period=2025-q2")
    expect(page.locator("h2").first).to_contain_text("hồ sơ đến hạn được giải quyết đúng hạn")
    assert "Quý II/2025" in answer(page)
    assert "số liệu đến ngày 30/09/2026" in page.inner_text("body")
    back, ink = (
        page.evaluate(f"getComputedStyle(document.querySelector('{what}')).{how}")
        for what, how in (('[data-testid="stApp"]', "backgroundColor"), ("h1", "color"))
    )
    assert max(map(int, re.findall(r"\d+", back)[:3])) < 60
    assert min(map(int, re.findall(r"\d+", ink)[:3])) > 180
    reached = []
    for _ in range(45):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(e => e.getAttribute('aria-label') || e.innerText)(document.activeElement)"
            ).strip()
        )
    for label in ("Đơn vị", "Loại kỳ", "Kỳ"):
        assert label in reached
    assert any(choices.MORE_FILTERS in text for text in reached)
    assert any("Mức độ hài lòng" in text for text in reached)
    shorts = tuple(measure.short for measure in MEASURES.values())
    assert any(text.startswith(shorts) for text in reached)


def test_a_table_is_taken_by_our_own_buttons_only(page, served):
    """The table's own button would write cells that a spreadsheet runs."""
    open_page(page, f"{served}/{PATHS['data_intake']}")
    table = page.get_by_test_id("stDataFrame").first
    table.hover()
    expect(page.get_by_label("Fullscreen").first).to_be_visible()
    assert not page.get_by_label("Download as CSV").count()
    for kind in ("xlsx", "csv"):
        expect(page.locator(f'[class*="st-key-{kind}_tep_da_nap"] button')).to_be_visible()


def test_a_link_a_filter_and_a_number_lead_to_their_rows(page, served):
    # A link that names what is gone gets a sentence, and any selection leads on.
    open_page(page, f"{served}/{PATHS['processing_times']}?unit=16528&field=H%C3%A0ng+h%E1%BA%A3i")
    expect(page.get_by_test_id("stAlert")).to_contain_text("không có trong số liệu hiện nay")
    assert not page.locator('[data-testid="stMetric"], [data-testid="stPlotlyChart"]').count()
    choose(page, "Kỳ", "Quý I/2025")
    expect(page.locator("h2").first).to_contain_text(re.compile(r"Quý\sI/2025"))
    expect(page.locator("h1")).to_have_text("Thời gian giải quyết")
    first = answer(page)
    assert first.startswith("Quý I/2025, phường Quảng Thọ")

    choose(page, "Kỳ", "Quý IV/2024")
    expect(page).to_have_url(re.compile("unit=16528.*period=2024-q4|period=2024-q4.*unit=16528"))
    expect(page.locator("h2").first).to_contain_text(re.compile(r"Quý\sIV/2024"))
    assert answer(page).startswith("Quý IV/2024") and answer(page) != first

    link = page.get_by_role("link", name=re.compile(r"^Xem [\d.]+ hồ sơ$")).first
    count = re.search(r"[\d.]+", link.inner_text()).group()
    link.click()
    expect(page.locator("h2").first).to_contain_text(re.compile(rf"{count}\s+hồ\s+sơ"))
    assert "Quý IV/2024, phường Quảng Thọ" in answer(page)
    settled(page)
    name, lines = downloaded(page, "dong_")
    assert name == "ho-so-dung-sau-con-so_quang-tho_2024-q4.csv"
    assert lines[0][0] == "Mã hồ sơ"
    assert len(lines) - 1 == int(count.replace(".", ""))
    assert len({line[0] for line in lines}) == len(lines)

    page.go_back()
    expect(page.locator("h1")).to_have_text("Thời gian giải quyết")
    expect(page.locator("h2").first).to_contain_text("IV/2024")
    page.go_back()
    expect(page).to_have_url(re.compile("period=2025-q1"))
    expect(page.locator("h2").first).to_contain_text(re.compile(r"Quý\sI/2025"))


def test_the_agenda_opens_what_has_to_be_discussed_and_folds_what_does_not(page, served):
    open_page(page, f"{served}/?unit=16528&period=2025-q2")
    headings = page.locator("h3").all_inner_texts()
    duties, misses = (
        int(re.search(rf"{agenda.PLACES[block]} \((\d+)\)", " ".join(headings)).group(1))
        for block in ("duties", "misses")
    )
    listed = page.get_by_test_id("stVerticalBlock").filter(has_text="Bí thư tiếp: 3/6")
    listed = listed.filter(has_text="Chủ tịch tiếp").last
    assert listed.get_by_role("link").count() == duties  # each leads to its rows
    first = page.get_by_test_id("stVerticalBlock").filter(has_text="Việc:").last
    # Each of them stands with its words, its task and owner, and its chart with levels.
    assert first.get_by_text("Việc:").count() == misses
    assert first.get_by_text("chủ trì:").count() == misses
    assert first.get_by_test_id("stPlotlyChart").count() == misses

    folded = page.get_by_test_id("stExpander").filter(has_text=agenda.PLACES["others"])
    count_shown = int(re.search(r"\((\d+)\)", folded.inner_text()).group(1))
    links = folded.get_by_role("link")
    expect(links.first).not_to_be_visible()
    folded.locator("summary").click()
    expect(links.first).to_be_visible()
    assert links.count() == count_shown
    named = links.first.inner_text().split(":")[0]
    links.first.click()
    expect(page.locator("h1")).to_have_text(pages.PAGES["rows"][0])
    settled(page)
    expect(page.locator("h2").first).to_contain_text(named)
    # The measure's chart stands above its rows.
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(1)
    page.locator('[data-testid="stDataFrame"] td').first.wait_for(state="attached")


def test_a_dossier_is_found_by_its_code(page, served):
    open_page(page, f"{served}/{PATHS['open_dossiers']}?state=all&unit=16528")
    page.locator('[data-testid="stDataFrame"] td').first.wait_for(state="attached")
    code = cells(page)[0]
    page.get_by_role("textbox", name=open_dossiers.SEARCH).fill(code.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 dòng.", exact=True)).to_be_visible()
    settled(page)
    _, lines = downloaded(page, "dang_giai_quyet_all")
    assert [line[0] for line in lines] == ["Mã hồ sơ", code]


def test_a_cell_of_the_form_opens_to_its_dossiers(page, served, sample_data):
    period = Period(date(2025, 4, 1), date(2025, 6, 30), "quarter")
    first = form_of(opened(sample_data), Filters(unit="16528@2018-01-01"), period).iloc[0]
    field, count = first["c2"], first["c13"]
    assert 0 < count < 500
    open_page(page, f"{served}/{PATHS['form_06a']}?unit=16528&period=2025-q2")
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    # Two rows of headings, then the first field; (13) is the last column.
    page.mouse.click(box["x"] + box["width"] - 30, box["y"] + 2 * 35 + 17)
    expected_text = f"{count} hồ sơ ở ô {form_06a.CELL_NAMES['c13']}, lĩnh vực {field}."
    expect(page.get_by_text(expected_text)).to_be_visible()
    settled(page)
    _, lines = downloaded(page, "dong_o_")
    assert len({line[0] for line in lines[1:]}) == len(lines) - 1 == count
    page.get_by_role("link", name=form_06a.OPEN_CELL).click()
    expect(page.locator("h1")).to_have_text(pages.PAGES["rows"][0])
    settled(page)
    assert "cell=c13" in page.url and "field=" in page.url
    expect(page.locator("h2").first).to_contain_text(form_06a.CELL_NAMES["c13"])
    _, again = downloaded(page, "dong_")
    assert again == lines
    page.reload()
    settled(page)
    expect(page.locator("h2").first).to_contain_text(form_06a.CELL_NAMES["c13"])


def test_the_provinces_form_is_dropped_and_a_difference_opens_to_its_dossiers(
    page, served, sample_data, tmp_path
):
    of, period = opened(sample_data), Period(date(2025, 4, 1), date(2025, 6, 30), "quarter")
    unit = Filters(unit="16528@2018-01-01")
    by_clock = candidates(of, unit, period, period.end)
    moved = by_clock[(by_clock["edge"] == "by_the_clock") & (by_clock["other"] == "c8")]
    # A province that compares by the clock: what ended earlier on its day is before time there.
    counts = moved.groupby("field").size()
    theirs = form_of(of, unit, period).set_index("c2")
    theirs.loc[counts.index, "c8"] += counts
    theirs.loc[counts.index, "c9"] -= counts
    theirs.loc[form_06a.TOTAL] = theirs.iloc[:-1].sum()
    file = tmp_path / "tinh.csv"
    named = theirs.reset_index().rename(
        columns={"c2": form_06a.FIELD_HEADING} | form_06a.CELL_NAMES
    )
    file.write_bytes(to_csv(named))
    open_page(page, f"{served}/{PATHS['form_06a']}?unit=16528&period=2025-q2")
    page.locator('input[type="file"]').set_input_files(file)
    cells_off = 2 * (len(counts) + 1)
    expect(
        page.get_by_text(f"{cells_off} ô lệch: {cells_off} ô giải thích được hết")
    ).to_be_visible()
    settled(page)
    table = page.get_by_test_id("stDataFrame").nth(1)
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 14, box["y"] + 35 + 17)
    field = next(name for name in theirs.index if name in counts.index)
    expect(page.get_by_text(f"{field}, ô {form_06a.CELL_NAMES['c8']}")).to_be_visible()
    settled(page)
    _, lines = downloaded(page, "vi_sao_")
    codes = {line[0] for line in lines[1:] if line[2] == form_06a_reconcile.EDGES["by_the_clock"]}
    assert codes == set(moved[moved["field"] == field]["dossier_id"])


@pytest.fixture(scope="module")
def own(hostile_data, tmp_path_factory):
    """A server over a copy of today's export, which a test may change."""
    data = tmp_path_factory.mktemp("own") / "data"
    shutil.copytree(hostile_data, data)
    with serving(data) as address:
        yield address, data


@pytest.mark.parametrize(
    "names",
    [
        ("satisfaction",),
        pytest.param(("processing_times", "open_dossiers", "satisfaction"), marks=pytest.mark.long),
    ],
)
def test_what_citizens_wrote_makes_no_link_and_no_picture(page, own, names):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for name in names:
        open_page(page, f"{own[0]}/{PATHS[name]}?state=all&period={LATELY}")
        links = page.evaluate(
            "[...document.querySelectorAll('a')].map(a => a.href.baseVal ?? a.href)"
        )
        assert links and not [link for link in links if link.startswith(EVIL)], name
    assert not [url for url in asked if url.startswith(EVIL)]
    # What was written stands there as it was written.
    expect(page.locator("svg text", has_text="<a href").first).to_be_visible()


def test_a_formula_in_a_comment_is_text_in_the_csv_and_in_the_workbook(page, own):
    open_page(page, f"{own[0]}/{PATHS['satisfaction']}?period={LATELY}")
    snapshot = (own[1] / "warehouse" / "CURRENT").read_text("utf-8").strip()
    name, lines = downloaded(page, "y_kien")
    assert name == f"y-kien-gop-y_tat-ca-don-vi_{LATELY}.csv"
    assert {"'=1+1", "'@SUM(1)"} <= {line[0] for line in lines}

    name, path = taken(page, page.locator(".st-key-xlsx_y_kien button"))
    assert name == f"y-kien-gop-y_tat-ca-don-vi_{LATELY}.xlsx"
    book = CalamineWorkbook.from_path(path)
    first, rows = (book.get_sheet_by_index(i).to_python() for i in (0, 1))
    assert ["Bản số liệu", snapshot] in [row[:2] for row in first]
    # Title, an empty row, the headings: then the same comments, as they were written.
    assert [row[0] for row in rows[3:]] == [line[0].removeprefix("'") for line in lines[1:]]


def test_an_open_page_shows_a_new_snapshot_at_its_next_rerun(page, own):
    address, data = own
    open_page(page, f"{address}/{PATHS['open_dossiers']}?state=all")
    expect(page.get_by_text("2 dòng.", exact=True)).to_be_visible()
    old = (data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    more = data / "inbox" / f"hoso_them_{TODAY}.csv"
    received, due = (TODAY + timedelta(days=days) for days in (-3, 9))
    more.write_text(
        "Mã hồ sơ,Đơn vị,Mã TTHC,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả\n"
        f"X-99,16528,1.001193,Đang xử lý,{received},{due}\n",
        "utf-8",
    )
    new = loaded(data, str(more))["snapshot"]
    assert new != old
    expect(page.get_by_text("2 dòng.", exact=True)).to_be_visible()
    page.get_by_text(choices.MORE_FILTERS).click()
    until(page, f"({STILL})()")  # a list closes when what holds it still opens
    choose(page, "So sánh", choices.COMPARE["last_year"])
    expect(page.get_by_text("3 dòng.", exact=True)).to_be_visible()


def write_day(page: Page, label: str, digits: str) -> None:
    """Writes a day, dd mm yyyy, into a date's own box."""
    box = page.get_by_test_id("stDateInput").filter(has_text=label)
    box.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)


def pick(page: Page, label: str, option: str) -> None:
    """Picks an option of a select box on the page, by keys: a list closes when the page moves. It
    also closes when it is drawn anew; what was typed and not picked is gone once the box is left,
    so then it is picked again."""
    box = page.get_by_role("combobox", name=label, exact=True)
    for _ in range(5):
        settled(page)
        box.fill(option)
        box.press("ArrowDown")
        box.press("Enter")
        box.press("Tab")
        page.evaluate(TWO_FRAMES)
        settled(page)
        if box.input_value() == option:
            return
    raise AssertionError(f"{label}: {option} was not taken")


STILL = """() => document.getAnimations().every(
    a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity)"""
# Heights that a reader scrolls, with the sample: (width, most pixels).
HEIGHTS = {"overview": ((1366, 1500), (400, 3000)), "model_progress": ((1366, 2500),)}
HEIGHT = """() => document.querySelector('[data-testid="stMainBlockContainer"]').scrollHeight"""
ROWS_IN_SIGHT = """() => [...document.querySelectorAll(
    '[data-testid="stMainBlockContainer"] [data-testid="stPageLink"],'
    + '[data-testid="stMainBlockContainer"] [data-testid="stPopover"]')]
    .filter(e => e.getBoundingClientRect().bottom < innerHeight).length"""


@pytest.mark.parametrize("address", ["?unit=16528&period=2025-q2", ""])
@pytest.mark.parametrize("name", HEIGHTS)
def test_a_page_is_no_higher_than_its_reader_scrolls(page, served, name, address):
    for width, most in HEIGHTS[name]:
        page.set_viewport_size({"width": width, "height": 768})
        open_page(page, f"{served}/{PATHS[name]}{address}")
        assert page.evaluate(HEIGHT) <= most


def test_the_first_line_and_four_rows_to_discuss_are_seen_without_scrolling(page, served):
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, f"{served}/?unit=16528&period=2025-q2")
    until(page, f"({ROWS_IN_SIGHT})() >= 4")
    assert page.locator("h2").first.bounding_box()["y"] < 200
