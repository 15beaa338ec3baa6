"""The committee's pack: opened again and held against the measures, as slides and on paper."""

import io
import re
from datetime import date

import pytest
from pptx import Presentation
from pptx.chart.series import LineSeries
from pptx.util import Inches
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from board.measures.compute import measure
from board.meeting.agenda import agenda
from board.papers import PAPERS
from board.papers.committee_pack.content import pack_content
from board.papers.committee_pack.slides import Cover, Signal, Table, table_slides
from board.papers.office import text_fit
from board.papers.paper import code_of
from board.selection.filters import Filters
from board.selection.periods import months_back, spanning
from board.selection.selection import selection_of
from board.text import agenda as agenda_text
from board.text import committee_pack, signal_slides
from board.text.papers import withheld_in_short
from tests.literal import answer, filled, opened, snapshot

QUANG_THO, QUANG_CHAU = "16528@2018-01-01", "16531@2018-01-01"
QUARTER = (date(2025, 4, 1), date(2025, 6, 30))
HOSTILE = "=1+1 <b>{{ x }}</b> #let x = $1$ [*Ngõ* `rm`]"
NOWHERE = "Tổ\x01dân\x0bphố\ufffe3"  # signs that no Office file can hold
LETTERS = (
    "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY aàảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị ồổỗốộ ờởỡớợ ừửữứự ỳỷỹýỵ"
)


def pack(selection, ending):
    return PAPERS["committee-pack"].make(ending, selection)


@pytest.fixture(scope="module")
def selection(sample_data):
    return selection_of(opened(sample_data), Filters(unit=QUANG_THO), spanning(*QUARTER))


@pytest.fixture(scope="module")
def slides(selection):
    return pack_content(selection).slides


@pytest.fixture(scope="module")
def content(selection):
    return pack(selection, ".pptx")


@pytest.fixture(scope="module")
def deck(content):
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def printed(selection):
    return PdfReader(io.BytesIO(pack(selection, ".pdf")))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Quảng Thọ: a dozen dossiers and tasks of hostile text; Quảng Châu: one dossier."""
    rows = "id | unit | status | received | due | finished\n" + "\n".join(
        f"{n} | 16528 | 9 | {n % 20 + 1:02}/0{5 + n % 2} | 28/0{5 + n % 2} | 27/0{5 + n % 2}"
        for n in range(1, 13)
    )
    rows += "\n13 | 16531 | 9 | 02/06 | 28/06 | 27/06"
    tasks = [
        {"task_id": "1", "title": HOSTILE, "owner": LETTERS, "given_on": "10/05/2025"},
        {"task_id": "2", "title": "rất dài " * 100, "owner": NOWHERE, "given_on": "10/05/2025"},
        {
            "task_id": "3",
            "title": "Việc của kỳ trước",
            "given_on": "10/04/2025",
            "progress_percent": "40",
        },
    ]
    data = filled(
        tmp_path_factory.mktemp("pack"), {"2025-06-30": rows}, tasks={"2025-06-30": tasks}
    )
    return opened(data)


def texts(page):
    """Every piece of text of a slide, of boxes and of cells."""
    found = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    for table in tables(page):
        found += [cell.text for row in table.rows for cell in row.cells]
    return found


def tables(page):
    return [shape.table for shape in page.shapes if shape.has_table]


def rows_of(page):
    return [[cell.text for cell in row.cells] for row in tables(page)[0].rows]


def decisions(page):
    """The rows of what to decide, where the slide is of that."""
    is_of = page.shapes.title.text.startswith("Điều cần quyết định") and tables(page)
    return rows_of(page)[1:] if is_of else []


def charts(deck):
    return [shape.chart for page in deck.slides for shape in page.shapes if shape.has_chart]


def plain(text):
    return text.replace("\u00a0", " ")


def squeezed(text):
    """Text without its white space, which a line's end adds and takes."""
    return re.sub(r"\s", "", text)


def test_the_slides_stand_in_the_order_of_the_meeting(deck, selection):
    titles = [page.shapes.title.text.removesuffix(" (tiếp)") for page in deck.slides]
    titles = list(dict.fromkeys(titles))  # how long a slide's list grows is not its order
    found = agenda(selection)
    assert len(found.misses) >= 2 and found.duties and found.closing
    assert titles == [
        "Kết quả thực hiện mô hình Chính quyền thân thiện",
        "Việc đã giao và kết quả",
        "Chưa làm đủ quy định",
        *(signal_slides.signal_title(result, "worse") for result in found.worse),
        *(signal_slides.signal_title(result, "misses") for result in found.misses),
        "Nêu chung",
        "Các mảng nội dung của mô hình",
        "Điều cần quyết định",
    ]


def test_the_cover_says_what_the_period_came_to(deck, selection):
    due = answer("rate_due_on_time", selection.snapshot, "01/04", "30/06", unit=QUANG_THO)
    before = answer("rate_due_on_time", selection.snapshot, "01/01", "31/03", unit=QUANG_THO)
    value, value_before = (f"{row['value'] * 100:.1f}%".replace(".", ",") for row in (due, before))
    counts = f"{due['numerator']:.0f}/{due['n']}"
    assert plain(deck.slides[0].shapes[1].text_frame.text).startswith(
        f"Quý II/2025, phường Quảng Thọ: {value} hồ sơ đến hạn được giải quyết đúng hạn "
        f"({counts}), quý I {value_before}, chưa đạt 95%; "
    )


def test_duties_come_in_counts_with_who_answers_and_what_was_given_and_is_not_done(deck, selection):
    page = next(p for p in deck.slides if p.shapes.title.text == "Chưa làm đủ quy định")
    head, *rows = rows_of(page)
    assert head == ["Nội dung", "Chủ trì", "Việc đã giao, chưa xong"]
    found = agenda(selection)
    assert [row[0] for row in rows] == [agenda_text.duty_line(duty) for duty in found.duties]
    assert all("%" not in row[0] for row in rows)
    by_name = {plain(row[0]).split(":")[0]: row for row in rows}
    held = answer(
        "share_receptions_secretary", selection.snapshot, "01/04", "30/06", unit=QUANG_THO
    )
    secretary = f"Bí thư tiếp: {held['numerator']:.0f}/{held['n']} ngày tiếp"
    assert [plain(cell) for cell in by_name["Bí thư tiếp"]] == [
        secretary,
        "Bí thư Đảng ủy phường",
        "–",
    ]
    # The register holds one task of the letters' workstream that is not done.
    assert by_name["Văn bản xin lỗi"][2] == (
        "Gửi văn bản xin lỗi trong hai ngày làm việc sau khi quá hạn (quá hạn chưa xong)"
    )
    # The decisions begin with the same duties, then a row for each measure that has a slide.
    decided = [row[0] for page in deck.slides for row in decisions(page)]
    assert decided == [
        *(row[0] for row in rows),
        *map(agenda_text.result_name, (*found.worse, *found.misses)),
    ]


def test_what_needs_no_word_stands_on_no_slide(deck, selection):
    found = agenda(selection)
    quiet = [result for result in found.others if result.measure.unit == "share"]
    said = {text for page in deck.slides for text in texts(page)}
    titles = {text.split(": ", 1)[1].lower() for text in said if text.startswith("Chưa đạt mục")}
    assert quiet and titles
    for result in quiet:
        name = agenda_text.result_name(result)
        assert name not in said and name.lower() not in titles


def test_what_is_named_without_a_slide_has_a_line_with_its_target(deck, selection):
    page = next(p for p in deck.slides if p.shapes.title.text == "Nêu chung")
    found, rows = agenda(selection), {row[0]: row[1:] for row in rows_of(page)[1:]}
    assert list(rows) == list(map(agenda_text.result_name, found.closing))
    time = answer("p90_working_days", selection.snapshot, "01/04", "30/06", unit=QUANG_THO)
    in_days = f"{time['value']:.1f}".removesuffix(".0").replace(".", ",")
    assert [plain(cell) for cell in rows["90% hồ sơ xong trong"]] == [
        f"{in_days} ngày làm việc ({time['n']} hồ sơ)",
        "7 ngày",
        "lâu hơn mục tiêu",
    ]


def test_a_workstream_stands_with_the_worst_of_it_and_all_nine_on_one_slide(deck):
    (page,) = (p for p in deck.slides if p.shapes.title.text.startswith("Các mảng nội dung"))
    head, *rows = rows_of(page)
    assert head == ["Mảng nội dung", "Chỉ số", "Tình trạng"]
    assert [row[0][:2] for row in rows] == [f"{n}." for n in range(1, 10)]
    assert plain(rows[3][2]) == "chưa làm đủ; và 1 điểm khác"  # the secretary's days, a petition
    assert plain(rows[6][2]) == "1 nhiệm vụ quá hạn; và 1 điểm khác"


def test_what_is_overdue_on_another_day_than_the_periods_last_names_its_day(tmp_path):
    # Two are late at the end of April; the first is still open, the second was done in June.
    rows = """
    id | status | received | due | finished
    1 | 4 | 02/04 | 10/04 |
    2 | 9 | 02/04 | 10/04 | 05/06
    """
    of = snapshot(tmp_path, {"2025-06-30": rows})

    def overdue_on(start, end):
        slides = pack_content(
            selection_of(of, Filters(unit=QUANG_THO), spanning(start, end))
        ).slides
        return plain(slides[0].answer).split("; ")[-1]

    now = "tại ngày 30/06/2025 có 1 hồ sơ đang quá hạn."
    assert overdue_on(date(2025, 4, 1), date(2025, 4, 30)) == now
    assert overdue_on(*QUARTER) == "1 hồ sơ đang quá hạn."
    assert overdue_on(date(2022, 1, 1), date(2022, 3, 31)) == now


def test_without_a_dossier_file_no_page_says_that_none_is_overdue(tmp_path):
    given = [{"given_on": "10/05/2025", "due_on": "15/06/2025"}]
    of = snapshot(tmp_path, {}, tasks={"2025-06-30": given})
    slides = pack_content(selection_of(of, Filters(unit=QUANG_THO), spanning(*QUARTER))).slides
    assert slides[0].answer == (
        "Quý II/2025, phường Quảng Thọ: chưa có tệp hồ sơ nào, nên chưa nói được hồ sơ nào đang "
        "quá hạn."
    )
    (shown,) = (slide for slide in slides if slide.title == "Chưa làm đủ quy định")
    assert [tuple(map(plain, row)) for row in shown.rows] == [
        (
            "Nhiệm vụ quá hạn: 1 nhiệm vụ, lâu nhất 15 ngày",
            "Chủ tịch Ủy ban nhân dân phường",
            "–",
        )
    ]


def test_the_last_meetings_tasks_come_with_what_became_of_them_after_those_overdue_still(
    deck, selection
):
    notes = """
    Nội dung | Chủ trì | Hạn | Tình trạng
    Rà soát quy trình hồ sơ đất đai quá hạn | Văn phòng - thống kê | 31/12/2024 | Quá hạn chưa xong
    Gửi văn bản xin lỗi trong hai ngày làm việc sau khi quá hạn | Bí thư Đoàn phường | 15/06/2025 (ban đầu 30/04/2025) | Quá hạn chưa xong
    Họp giao ban tuần về hồ sơ sắp đến hạn | Chủ tịch UBND | 10/06/2025 | Thôi thực hiện
    Trả lời kiến nghị tồn đọng của quý I | Văn phòng - thống kê | 20/06/2025 | Xong đúng hạn, 18/06/2025
    Mở hòm thư góp ý hằng tuần và công khai kết quả | Bí thư Đoàn phường | 30/06/2025 | Chưa đến hạn
    Số hoá kết quả thủ tục còn hiệu lực | Công chức Một cửa | 31/12/2025 (ban đầu 15/07/2025) | Chưa đến hạn
    """  # noqa: E501
    assert deck.slides[1].shapes[1].text_frame.text == (
        "Giao ngày 10/04/2025, 4 việc: 1 xong đúng hạn, 2 chưa đến hạn, 1 thôi thực hiện. "
        "Việc của các kỳ trước còn quá hạn: 2. Sổ nhiệm vụ đến ngày 30/06/2025."
    )
    assert rows_of(deck.slides[1]) == [
        [cell.strip() for cell in line.split("|")] for line in notes.strip().splitlines()
    ]


def test_a_chart_is_native_and_its_values_stand_in_the_workbook_behind_it(deck, slides, selection):
    signals = [slide for slide in slides if isinstance(slide, Signal)]
    assert len(charts(deck)) == len(signals)
    for chart, signal in zip(charts(deck), signals, strict=True):
        assert isinstance(chart.plots[0].series[0], LineSeries)
        blob = chart.part.chart_workbook.xlsx_part.blob
        (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(blob)).sheet_names
        rows = CalamineWorkbook.from_filelike(io.BytesIO(blob)).get_sheet_by_name(sheet).to_python()
        assert [row[0] for row in rows[1:]] == list(signal.trend.months)
        assert list(chart.plots[0].categories) == [
            f"{(month - date(1899, 12, 30)).days}.0" for month in signal.trend.months
        ]
        for column, series in enumerate(chart.plots[0].series, start=1):
            assert rows[0][column] == series.name
            kept = [None if row[column] == "" else row[column] for row in rows[1:]]
            assert kept == pytest.approx(list(series.values))


def test_a_charts_months_are_what_the_measure_answers_of_each(deck, selection):
    of_due = "Chưa đạt mục tiêu: đúng hạn, trên hồ sơ đến hạn"
    page = next(page for page in deck.slides if page.shapes.title.text == of_due)
    (chart,) = (shape.chart for shape in page.shapes if shape.has_chart)
    series = {plotted.name: list(plotted.values) for plotted in chart.plots[0].series}
    months = months_back(date(2025, 6, 30), len(series["Thực tế"]))
    result = measure(["rate_due_on_time"], selection.snapshot, selection.filters, months)
    assert series["Thực tế"] == pytest.approx(list(result["value"]))
    assert set(series["Mục tiêu"]) == {0.95}
    assert chart.value_axis.tick_labels.number_format == "0%"
    assert chart.category_axis.tick_labels.number_format == "mm/yyyy"
    # Levels of the runs, gray before a change and in its colour since; each month on at most one.
    trend = next(s for s in pack_content(selection).slides if s.title == of_due).trend
    drawn = [s.values for s in chart.plots[0].series if s.name.startswith("Mức")]
    assert len(trend.steps) > 1
    for i in range(len(months)):
        levels = [step.level for step in trend.steps if step.first <= i <= step.last]
        assert [values[i] for values in drawn if values[i] is not None] == levels


def test_a_measures_slide_says_what_since_when_where_at_what_cost_and_what_was_tried(
    deck, selection
):
    title = "Chưa đạt mục tiêu: đúng hạn, trên hồ sơ đến hạn"
    page = next(p for p in deck.slides if p.shapes.title.text == title)
    of = {"unit": QUANG_THO}
    now = answer("rate_due_on_time", selection.snapshot, "01/04", "30/06", **of)
    before = answer("rate_due_on_time", selection.snapshot, "01/01", "31/03", **of)
    share, share_before = (f"{row['value'] * 100:.1f}%".replace(".", ",") for row in (now, before))
    points = round((now["value"] - before["value"]) * 100, 1)
    signed = f"{points:+.1f}".replace("-", "−").replace(".", ",")
    (sentence,) = (plain(text) for text in texts(page) if text.startswith("Quý"))
    assert re.fullmatch(
        re.escape(
            f"Quý II/2025: {share} ({now['numerator']:.0f}/{now['n']}), mục tiêu 95%, "
            f"quý I {share_before}; chênh {signed} điểm"
        )
        + r"(: cơ cấu hồ sơ [−+]\d+,\d, giải quyết [−+]\d+,\d|, đều do [a-zà-ỹ ]+)\.",
        sentence,
    )
    facts = {label: plain(text) for label, text in rows_of(page)}
    assert list(facts) == ["Từ khi nào", "Ở đâu", "Bao nhiêu", "Đã làm gì", "Chủ trì"]
    result = agenda(selection).misses[0]
    met, months = result.verdict.target_months
    assert facts["Từ khi nào"].startswith(f"đạt mục tiêu {met}/{months} tháng gần nhất, lần cuối ")
    late = int(now["n"] - now["numerator"])
    over = late - int(now["n"] * 5 // 100)
    assert facts["Bao nhiêu"] == (
        f"{late}/{now['n']} hồ sơ không xong đúng hạn, nhiều hơn {over} so với mức mục tiêu cho "
        "phép"
    )
    land = answer("rate_due_on_time", selection.snapshot, "01/04", "30/06", **of, field="Đất đai")
    late_land = int(land["n"] - land["numerator"])
    assert facts["Ở đâu"].startswith(f"trong {late} hồ sơ: Đất đai {late_land}, ")
    assert "; thủ tục Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất" in facts["Ở đâu"]
    # What is overdue first; then what was done, with what followed.
    assert re.fullmatch(
        r"Rà soát quy trình hồ sơ đất đai quá hạn \(quá hạn chưa xong\); Nhắc hạn hồ sơ hằng ngày "
        r"tại bộ phận Một cửa \(xong đúng hạn; sau 12 tháng: .+\)",
        facts["Đã làm gì"],
    )
    assert facts["Chủ trì"] == "Công chức phụ trách bộ phận Một cửa"
    assert page.shapes._spTree.xpath(".//p:graphicFrame//p:cNvPr/@descr")[0].startswith("Biểu đồ")
    # What happened in the months of the chart, from events.csv; not what comes after them.
    (note,) = [text for text in texts(page) if text.startswith("Cách tính")]
    assert note.endswith(" Mốc: 30/11/2023 Ra mắt mô hình.")


def test_every_slide_says_of_what_it_is_and_the_last_alone_from_which_snapshot(deck, selection):
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    code, count = code_of("committee-pack", selection), len(deck.slides)
    made = f"Lập từ bản số liệu {selection.snapshot.name}; mã tài liệu {code}."
    # What left the house before decides whether this lacks anything for it.
    last_lines = made, f"{made} {withheld_in_short()}"
    for number, page in enumerate(deck.slides, start=1):
        foot = "Phường Quảng Thọ · Quý II/2025 · số liệu đến 30/09/2026 · số liệu mẫu"
        ends = [f"\n{last}" for last in last_lines] if number == count else [""]
        assert any(f"{foot} · {number}/{count}{end}" in texts(page) for end in ends)
        named = any(selection.snapshot.name in text for text in texts(page))
        assert named == (number == count)


def test_nothing_reaches_into_the_foot_or_past_the_edge(deck):
    assert len(deck.slides) > 3
    for page in deck.slides:
        *shapes, foot = page.shapes
        assert foot.top == Inches(6.9)
        for shape in shapes:
            assert shape.top + shape.height <= foot.top
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width


def test_every_run_is_vietnamese_in_a_font_that_has_its_letters(deck):
    runs = [run for page in deck.slides for run in page.shapes._spTree.xpath(".//a:r")]
    assert len(runs) > 100
    assert {run.rPr.get("lang") for run in runs} == {"vi-VN"}
    assert {run.rPr.find(f"{{{run.nsmap['a']}}}latin").get("typeface") for run in runs} == {"Arial"}
    assert {chart.font.name for chart in charts(deck)} == {"Arial"}


def test_the_print_says_what_the_slides_say(printed, deck, slides):
    assert len(printed.pages) == len(deck.slides)
    for paper, page, slide in zip(printed.pages, deck.slides, slides, strict=True):
        page_text = squeezed(paper.extract_text())
        missing = [text for text in texts(page) if squeezed(text) not in page_text]
        # The cover sets labels bold, so a line is found by itself; all else as it stands.
        if isinstance(slide, Cover):
            missing = [line for text in missing for line in text.split("\n")]
            missing = [line for line in missing if squeezed(line) not in page_text]
        assert missing == []


def test_a_printed_chart_is_described_for_who_does_not_see_it(printed, slides):
    objects = [printed.get_object(number) for number in range(1, printed.trailer["/Size"])]
    described = {thing["/Alt"] for thing in objects if isinstance(thing, dict) and "/Alt" in thing}
    signals = [slide for slide in slides if isinstance(slide, Signal)]
    assert signals and {committee_pack.chart_alt(slide) for slide in signals} <= described


def test_the_print_holds_its_fonts_and_needs_no_other(printed):
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()["/DescendantFonts"][0].get_object()
        for page in printed.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts and all("LibertinusSerif" in name for name in fonts)
    for font in fonts.values():
        assert {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"])


@pytest.mark.parametrize("ending", [".pptx", ".pdf"])
def test_the_same_snapshot_gives_the_same_pack(ending, selection):
    assert pack(selection, ending) == pack(selection, ending)


def test_what_a_register_holds_stays_text_and_is_cut_where_it_is_too_long(small):
    selection = selection_of(small, Filters(unit=QUANG_THO), spanning(*QUARTER))
    deck = Presentation(io.BytesIO(pack(selection, ".pptx")))
    _, earlier, first, second = rows_of(deck.slides[1])
    assert earlier[0] == "Việc của kỳ trước" and earlier[-1] == "Quá hạn chưa xong, 40%"
    assert earlier[-1] in pack_content(selection).slides[1].highlight
    assert first[:2] == [HOSTILE, LETTERS]
    assert second[0].startswith("rất dài rất dài") and second[0].endswith("…")
    assert len(second[0]) <= 160
    assert second[1] == "Tổ dân phố 3"
    assert not deck.slides[1].shapes._spTree.xpath(".//a:fld|.//a:hlinkClick")
    text = squeezed(PdfReader(io.BytesIO(pack(selection, ".pdf"))).pages[1].extract_text())
    assert squeezed(HOSTILE) in text and squeezed(LETTERS) in text


def test_a_ward_without_registers_or_signals_gets_sentences_and_no_empty_slide(small):
    selection = selection_of(small, Filters(unit=QUANG_CHAU), spanning(*QUARTER))
    slides = pack_content(selection).slides
    titles = list(dict.fromkeys(slide.title.removesuffix(" (tiếp)") for slide in slides))
    assert titles == [
        "Kết quả thực hiện mô hình Chính quyền thân thiện",
        "Việc đã giao và kết quả",
        "Các mảng nội dung của mô hình",
        "Điều cần quyết định",
    ]
    assert not [slide for slide in slides if isinstance(slide, Signal)]
    assert slides[1].note == (
        "Chưa có sổ nhiệm vụ, nên chưa nói được việc nào đã xong, việc nào còn chậm."
    )
    assert slides[-1].note == "Kỳ này chưa có chỉ số nào đủ số liệu để đánh giá."
    assert slides[1].rows == slides[-1].rows == ()
    for page, slide in zip(
        Presentation(io.BytesIO(pack(selection, ".pptx"))).slides, slides, strict=True
    ):
        assert len(tables(page)) == bool(isinstance(slide, Table) and slide.rows)
        assert all(text for text in texts(page))


def test_a_choice_narrower_than_the_unit_is_named_on_every_slide(small):
    selection = Filters(QUANG_THO, "Hộ tịch", "Thủ tục dài " * 30, "online", certification=False)
    foot = committee_pack.pack_foot(selection_of(small, selection, spanning(*QUARTER)))
    named = "lĩnh vực Hộ tịch · thủ tục Thủ tục dài "
    assert foot.startswith(f"Phường Quảng Thọ · Quý II/2025 · {named}")
    assert foot.endswith("… · Trực tuyến · Trừ chứng thực · số liệu đến 30/06/2025")
    cover = dict(committee_pack.cover_lines(selection_of(small, selection, spanning(*QUARTER))))
    assert cover["Chỉ gồm"].endswith("…; trực tuyến; trừ chứng thực")
    assert text_fit.lines(foot, 870 - 14.4, 12) <= 2
    deck = Presentation(
        io.BytesIO(pack(selection_of(small, selection, spanning(*QUARTER)), ".pptx"))
    )
    assert all(any(named in text for text in texts(page)) for page in deck.slides)


def test_of_all_units_each_task_names_its_own_and_a_slide_is_still_a_page(sample_data):
    selection = selection_of(opened(sample_data), Filters(), spanning(*QUARTER))
    slides = pack_content(selection).slides
    assert len(PdfReader(io.BytesIO(pack(selection, ".pdf"))).pages) == len(slides) > 8
    of_tasks = [slide for slide in slides if slide.title.startswith(committee_pack.LAST_TASKS)]
    assert {slide.columns[-1] for slide in of_tasks} == {"Đơn vị"}
    units = {row[-1] for slide in of_tasks for row in slide.rows}
    assert {"Phường Bắc Sơn", "Phường Quảng Thọ"} <= units


def test_a_table_takes_the_largest_type_that_holds_it_and_then_fills_each_slide():
    head, widths = ("Việc", "Hạn"), (0.7, 0.3)

    def sized(count, note="", title="Việc"):
        rows = [(f"{title} {n}", "01/06/2025") for n in range(count)]
        slides = table_slides("Các việc", note, head, widths, rows)
        assert [row for slide in slides for row in slide.rows] == rows
        assert [s.title for s in slides[1:]] == ["Các việc (tiếp)"] * (len(slides) - 1)
        return [(slide.size, len(slide.rows)) for slide in slides]

    # A row of one line takes 1,42: of 15, 18 and 23 lines 10, 12 and 16 rows.
    assert sized(0) == []
    assert sized(10) == [("large", 10)]
    assert sized(11) == [("medium", 11)] and sized(12) == [("medium", 12)]
    assert sized(16) == [("smallest", 16)]
    assert sized(17) == [("smallest", 16), ("smallest", 1)]
    # A note takes 3,4 lines.
    assert sized(14, note="Ghi chú") == [("smallest", 13), ("smallest", 1)]
    # 80 letters in 0.7 of 64 a line are two lines: 6 rows of 2,42.
    assert sized(6, title="x" * 78) == [("large", 6)] and sized(7, title="x" * 78)[0][0] == "medium"
    # A cell that is longer than 160 letters is cut, and says so.
    (long,) = table_slides("Các việc", "", head, widths, [("một hai " * 40, "")])
    assert len(long.rows[0][0]) <= 160 and long.rows[0][0].endswith("…")


def test_lines_of_text_are_counted_word_by_word():
    assert text_fit.lines("một hai ba", 1000, 18) == 1 and text_fit.lines("một\nhai", 1000, 18) == 2
