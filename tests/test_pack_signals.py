"""What of a measure's months comes before the meeting: a slide, a decision, or nothing."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from pptx import Presentation
from pptx.util import Inches

from board.charts.trend_series import Step
from board.measures.results import over_time
from board.meeting.agenda import agenda
from board.papers.committee_pack.content import pack_content
from board.papers.committee_pack.pptx_chart import add_chart, lines_of
from board.papers.committee_pack.slides import Signal
from board.papers.figures import as_frame
from board.papers.report_upward import tables
from board.registers.reach import known_results
from board.selection.filters import Filters
from board.selection.periods import months_back, spanning
from board.selection.selection import selection_of
from board.text import agenda as agenda_text
from board.text import committee_pack, report_upward, sent_papers
from tests.literal import filled, opened

QUANG_THO = "16528@2018-01-01"
SURVEY, DUE = "Hài lòng qua khảo sát", "Đúng hạn, trên hồ sơ đến hạn"
NAME = "Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn"


def survey(*months):
    """Ten slips a month, each on the 15th of (month, so many content)."""
    rows = [
        f"{month}{n} | 15/{month:02} | Khảo sát | 5 | {5 if n < content else 1}"
        for month, content in months
        for n in range(10)
    ]
    return "\n".join(["rating | rated | source | scale | overall", *rows])


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory):
    """Surveys of January to March, half of each month content, and three slips of April."""
    slips = survey((1, 5), (2, 5), (3, 5))
    slips += "\n" + "\n".join(f"9{n} | 10/04 | Khảo sát | 5 | 1" for n in range(3))
    dossiers = "id | status | received | due | finished\n1 | 9 | 06/01 | 20/01 | 10/01"
    folder = tmp_path_factory.mktemp("survey")
    return opened(filled(folder, {"2025-06-30": dossiers}, {"2025-06-30": slips}))


@pytest.fixture(scope="module")
def fallen(tmp_path_factory):
    """Of the 15 months up to June 2025, a hundred dossiers due in each, 5 late; since March 15."""
    rows = ["id | status | received | due | finished"]
    for month in months_back(date(2025, 6, 30), 15):
        start = month.start
        late = 15 if start >= date(2025, 3, 1) else 5
        rows += [
            f"{start:%Y%m}{n:03} | 9 | {start:%d/%m/%Y} | {start:20/%m/%Y} | "
            + (f"{start:25/%m/%Y}" if n < late else f"{start:15/%m/%Y}")
            for n in range(100)
        ]
    return opened(filled(tmp_path_factory.mktemp("fallen"), {"2025-07-31": "\n".join(rows)}))


def plain(text):
    return text.replace("\u00a0", " ")


def asked(snapshot, start, end):
    return selection_of(snapshot, Filters(unit=QUANG_THO), spanning(start, end))


def place_of(name, selection):
    places = agenda(selection).places.items()
    return next(place for place, results in places if name in map(agenda_text.result_name, results))


def slides_and_lines(selection, name):
    """The slides of a measure, its lines among what is told in a line, and in what to decide."""
    slides = pack_content(selection).slides
    rows = [(slide.title, row) for slide in slides for row in getattr(slide, "rows", ())]
    return (
        [
            slide
            for slide in slides
            if isinstance(slide, Signal) and slide.title.split(": ")[1].lower() == name.lower()
        ],
        [row[1:] for title, row in rows if title == "Nêu chung" and row[0] == name],
        [row for title, row in rows if title.startswith("Điều cần quyết định") and row[0] == name],
    )


def facts_of(slide):
    return {label: plain(text) for label, text in slide.facts}


def test_what_misses_its_target_in_the_period_has_a_slide_and_is_decided(surveyed):
    quarter = asked(surveyed, date(2025, 1, 1), date(2025, 3, 31))
    (slide,), lines, decided = slides_and_lines(quarter, SURVEY)
    # 15 of 30: even the upper end of the interval, 66,8%, is below 90%.
    assert place_of(SURVEY, quarter) == "misses"
    assert plain(slide.sentence) == "Quý I/2025: 50,0% (15/30), mục tiêu 90%."
    # A quarter is judged as one; slips name neither field nor procedure; 3 of 30 might not be.
    assert facts_of(slide) == {
        "Từ khi nào": "đạt mục tiêu 0/1 quý gần nhất; cách làm hiện nay chưa đạt được",
        "Ở đâu": "số liệu không ghi lĩnh vực, thủ tục",
        "Bao nhiêu": "15/30 lượt đánh giá chưa hài lòng, nhiều hơn 12 so với mức mục tiêu cho phép",
        "Đã làm gì": "chưa giao việc nào cho chỉ số này",
        "Chủ trì": "Chủ tịch Ủy ban nhân dân phường",
    }
    assert lines == []
    assert [row[1] for row in decided] == ["đổi cách làm, đôn đốc không đủ"]


def test_what_misses_on_few_in_the_period_is_named_in_a_line_alone(surveyed):
    march = asked(surveyed, date(2025, 3, 1), date(2025, 3, 31))
    slides, lines, decided = slides_and_lines(march, SURVEY)
    assert place_of(SURVEY, march) == "closing"
    assert (slides, decided) == ([], [])
    few = "50,0% (5/10; dưới 30, đọc thận trọng)"
    assert lines == [(few, "90%", "cách làm hiện nay chưa đạt được")]


@pytest.mark.parametrize("month", [4, 5])  # three slips, too few to be shown; none
def test_what_has_no_figure_in_the_period_is_neither_shown_nor_decided(surveyed, month):
    selection = asked(surveyed, date(2025, month, 1), date(2025, month, 30))
    assert place_of(SURVEY, selection) == "others"
    assert slides_and_lines(selection, SURVEY) == ([], [], [])


@pytest.mark.parametrize("month", [4, 5])
def test_in_a_paper_no_verdict_of_earlier_months_stands_where_the_period_has_no_figure(
    surveyed, month
):
    selection = asked(surveyed, date(2025, month, 1), date(2025, month, 30))
    key = "share_satisfied_survey"
    result = over_time((key,), selection)[key]
    assert result.verdict.reach == "misses"  # the months before are judged, as a chart shows them
    annex = tables.annex_row(1, result.measure, result, selection.data_date)
    assert (annex["thang_gan_nhat"], annex["so_voi_muc_tieu"]) == ("–", "–")
    assert report_upward.report_sentence(result, selection).endswith("; mục tiêu 90%.")
    assert sent_papers.verdict_text(result, "Không cần bàn") == "Không cần bàn"


def test_a_fall_has_its_month_its_levels_and_its_task_on_slide_and_in_the_archive(fallen):
    quarter = asked(fallen, date(2025, 4, 1), date(2025, 6, 30))
    (slide,), _, (decided,) = slides_and_lines(quarter, DUE)
    change = "kém đi từ 3/2025 (95,0% → 85,0%)"
    reached = "cách làm hiện nay chưa đạt được"
    assert slide.title == "Kém đi: đúng hạn, trên hồ sơ đến hạn"
    assert plain(slide.sentence) == "Quý II/2025: 85,0% (255/300), mục tiêu 95%, quý I 91,7%."
    facts = facts_of(slide)
    assert facts["Từ khi nào"] == f"{change}; {reached}"
    # 45 of 300 were late, where 95% allows for 15.
    assert facts["Bao nhiêu"] == (
        "45/300 hồ sơ không xong đúng hạn, nhiều hơn 30 so với mức mục tiêu cho phép"
    )
    assert decided[1] == "tìm nguyên nhân, giao việc có hạn"
    # The first three months of the files hold the quick dossiers alone: they lie on no level.
    assert slide.trend.steps == (Step(3, 10, 0.95), Step(11, 14, 0.85, "concern"))
    sent = as_frame(pack_content(quarter).figures).set_index(["part", "name"])
    assert sent["said"]["Các chỉ số", f"{NAME}: nhận định"] == f"Kém đi; {change}; {reached}"
    assert sent["value"]["Các chỉ số", f"{NAME}: mục tiêu"] == 0.95
    assert sent["value"][f"{NAME}, theo tháng", "03/2025"] == 0.85


def test_a_legend_names_only_what_is_seen_in_its_chart(fallen):
    quarter = asked(fallen, date(2025, 4, 1), date(2025, 6, 30))
    (slide,), _, _ = slides_and_lines(quarter, DUE)
    trend, dots = slide.trend, "Chấm xám: từng tháng; đường mảnh: mục tiêu"
    levels = "bậc xám: mức các giai đoạn"
    seen = f"{dots}; {levels}; bậc cam: mức từ khi kém đi"
    assert committee_pack.print_legend(trend) == f"{seen}."
    assert [line.name for line in lines_of(trend)] == [
        *("Thực tế", "Mục tiêu", "Mức các giai đoạn", "Mức từ khi kém đi"),
    ]
    steady = replace(trend, steps=(Step(3, 14, 0.92),))
    assert committee_pack.print_legend(steady) == f"{dots}; {levels}."
    assert [line.name for line in lines_of(steady)][2:] == ["Mức các giai đoạn"]
    unjudged = replace(trend, steps=(), target=None)
    assert committee_pack.print_legend(unjudged) == "Chấm xám: từng tháng."
    assert [line.name for line in lines_of(unjudged)] == ["Thực tế"]
    # A last month that is not over is named where it has a value, which then is no gray dot.
    parted = replace(trend, incomplete_last=True)
    assert committee_pack.print_legend(parted) == f"{seen}; chấm rỗng: tháng chưa đủ kỳ."
    nothing_yet = replace(parted, values=(*trend.values[:-1], None))
    assert committee_pack.print_legend(nothing_yet) == f"{seen}."


def test_levels_of_a_native_chart_are_steps_and_its_legend_names_them_once(fallen):
    quarter = asked(fallen, date(2025, 4, 1), date(2025, 6, 30))
    (slide,), _, _ = slides_and_lines(quarter, DUE)
    steps = (Step(3, 6, 0.95), Step(7, 10, 0.97), Step(11, 12, 0.91), Step(13, 14, 0.85, "concern"))
    page = Presentation().slides.add_slide(Presentation().slide_layouts[5])
    at = (Inches(1), Inches(1), Inches(7), Inches(4))
    chart = add_chart(page, replace(slide.trend, steps=steps), at).chart
    drawn = [s for s in chart.plots[0].series if s.name.startswith("Mức")]
    # Neighbours are in different series, so no line slopes from one level to the next.
    assert [[v for v in s.values if v is not None] for s in drawn] == [
        [0.95] * 4 + [0.91] * 2,
        [0.97] * 4,
        [0.85] * 2,
    ]
    assert [s.name for s in drawn] == [*["Mức các giai đoạn"] * 2, "Mức từ khi kém đi"]
    left_out = chart.legend._element.xpath("c:legendEntry[c:delete/@val='1']/c:idx/@val")
    assert left_out == ["3"]  # after the months, the target and the first of the levels
    assert chart._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]


LATE_TASKS = "Nhiệm vụ quá hạn: "


@pytest.fixture(scope="module")
def tasked(tmp_path_factory):
    """Of 17 months up to May 2025 every second one, January 2024 the first, ends with a task that
    is late and done on the 10th of the next; June 2025, the register's last, ends with ten."""
    months = [date(2024 + i // 12, i % 12 + 1, 10) for i in range(18)]
    done = dict(pairwise(months))
    tasks = [
        {
            "task_id": str(i),
            "given_on": f"{due:01/%m/%Y}",
            "due_on": f"{due:%d/%m/%Y}",
            "done_on": f"{done[due]:%d/%m/%Y}",
        }
        for i, due in enumerate(months[:17:2])
    ]
    tasks += [
        {"task_id": f"9{n}", "given_on": "01/06/2025", "due_on": "10/06/2025"} for n in range(10)
    ]

    rows = "id | status | received | due\n1 | 4 | 05/01/2024 | 20/01/2024"
    folder = tmp_path_factory.mktemp("tasks")
    return opened(filled(folder, {"2025-07-31": rows}, tasks={"2025-06-30": tasks}))


def late_tasks(selection):
    """The row of late tasks among the duties, and the first row of what to decide."""
    slides = pack_content(selection).slides
    found = [
        [
            tuple(map(plain, row))
            for slide in slides
            if slide.title == title
            for row in slide.rows
            if row[0].startswith(LATE_TASKS)
        ]
        for title in ("Chưa làm đủ quy định", "Điều cần quyết định")
    ]
    duties, decided = found
    return duties, [row[0] for row in decided]


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        # Ten were due on 10/06; one on 10/05, however steady that is; of April's none is late.
        (date(2025, 6, 1), date(2025, 6, 30), "10 nhiệm vụ, lâu nhất 20 ngày"),
        (date(2025, 5, 1), date(2025, 5, 31), "1 nhiệm vụ, lâu nhất 21 ngày"),
        (date(2025, 4, 1), date(2025, 4, 30), None),
        (date(2025, 7, 1), date(2025, 7, 31), None),  # the register ends before
    ],
)
def test_what_is_late_in_a_register_is_a_duty_in_counts_and_has_no_slide(
    tasked, start, end, counts
):
    selection = asked(tasked, start, end)
    lines, decided = late_tasks(selection)
    if counts is None:
        assert (lines, decided) == ([], [])
    else:
        assert lines == [(LATE_TASKS + counts, "Chủ tịch Ủy ban nhân dân phường", "–")]
        assert decided == [LATE_TASKS + counts]
    assert not [slide for slide in pack_content(selection).slides if isinstance(slide, Signal)]


def test_a_duty_is_filed_with_its_count(tasked):
    june = asked(tasked, date(2025, 6, 1), date(2025, 6, 30))
    sent = as_frame(pack_content(june).figures).set_index(["part", "name"]).loc["Các chỉ số"]
    assert sent["value"]["Nhiệm vụ đang quá hạn"] == 10
    assert sent["said"]["Nhiệm vụ đang quá hạn: nhận định"] == "Chưa làm đủ quy định"


def test_a_register_that_ends_before_the_period_has_no_result(tasked):
    july = asked(tasked, date(2025, 7, 1), date(2025, 7, 31))
    assert known_results(["tasks_overdue"], july) == {"tasks_overdue": None}
