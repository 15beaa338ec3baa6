"""What of a measure's months comes before the meeting: a slide, a decision, or nothing."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from board.measures.results import over_time
from board.meeting.agenda import agenda
from board.papers.committee_pack.content import Signal, pack_content
from board.papers.committee_pack.pptx_chart import lines_of
from board.papers.figures import as_frame
from board.papers.report_upward import tables
from board.registers.reach import known_results
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import committee_pack, model_progress, overview, report_upward, sent_papers
from tests.literal import filled, opened

QUANG_THO = "16528@2018-01-01"
SURVEY = "Tỷ lệ hài lòng qua khảo sát (thang 5 mức)"


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
    """Surveys of the months from January on: half are content in each month, and of April there
    are three slips; all are content until March, and nobody in April; seven every second month."""

    def made(slips):
        folder = tmp_path_factory.mktemp("survey")
        dossiers = "id | status | received | due | finished\n1 | 9 | 06/01 | 20/01 | 10/01"
        return opened(filled(folder, {"2025-06-30": dossiers}, {"2025-06-30": slips}))

    few = "\n".join(f"9{n} | 10/04 | Khảo sát | 5 | 1" for n in range(3))
    return {
        "steady": made(survey((1, 5), (2, 5), (3, 5)) + "\n" + few),
        "apart": made(survey((1, 7), (3, 7), (5, 7))),
        "fallen": made(survey((1, 10), (2, 10), (3, 10), (4, 0))),
    }


def plain(text):
    return text.replace("\u00a0", " ")


def asked(snapshot, start, end):
    return selection_of(snapshot, Filters(unit=QUANG_THO), spanning(start, end))


def place_of(name, selection):
    places = agenda(selection).items()
    return next(place for place, results in places if name in map(overview.result_name, results))


def slides_and_lines(selection, name):
    """The slides of a measure, and its lines on the matrix and in what to decide."""
    slides = pack_content(selection).slides
    rows = [(slide.title, row) for slide in slides for row in getattr(slide, "rows", ())]
    return (
        [slide for slide in slides if isinstance(slide, Signal) and slide.title == name],
        [row[1:] for title, row in rows if title.startswith("Các chỉ số") and row[0] == name],
        [row for title, row in rows if title.startswith("Điều cần quyết định") and row[0] == name],
    )


def test_a_measure_with_a_figure_in_the_period_has_a_slide_and_is_decided(surveyed):
    march = asked(surveyed["steady"], date(2025, 3, 1), date(2025, 3, 31))
    (slide,), _, decided = slides_and_lines(march, SURVEY)
    assert place_of(SURVEY, march) == "discuss"
    assert "50,0% (n = 10; n < 30, đọc thận trọng);" in plain(slide.sentence)
    assert len(decided) == 1


@pytest.mark.parametrize("month", [4, 5])  # three slips, too few to be shown; none
def test_what_has_no_figure_in_the_period_is_neither_shown_nor_decided(surveyed, month):
    selection = asked(surveyed["steady"], date(2025, month, 1), date(2025, month, 30))
    slides, matrix, decided = slides_and_lines(selection, SURVEY)
    assert place_of(SURVEY, selection) == "unjudged"
    assert (slides, decided) == ([], [])
    n = {4: "3 (dưới 5)", 5: "0"}[month]
    assert matrix == [("–", n, "90%", "chưa đủ số liệu để đánh giá", "–", "Chưa đủ số liệu")]


@pytest.mark.parametrize(("month", "n"), [(4, 3), (5, 0)])
def test_beside_no_figure_of_the_period_stands_no_verdict_of_earlier_months(surveyed, month, n):
    selection = asked(surveyed["steady"], date(2025, month, 1), date(2025, month, 30))
    key = "share_satisfied_survey"
    result = over_time((key,), selection)[key]
    # The months before are judged, as the chart shows them.
    assert (result.chart.variation, result.chart.assurance) == ("common", "fail")
    expected_text = f"Khảo sát: – (n = {n}), chưa đủ số liệu để đánh giá"
    assert plain(model_progress.measure_phrase(key, result)) == expected_text
    assert plain(overview.settled_line(result)) == (
        f"{SURVEY}: – (n = {n}), chưa đủ số liệu để đánh giá, mục tiêu 90%"
    )
    assert list(map(plain, overview.verdict_lines(result))) == [
        ":gray[:material/trending_flat: chưa đủ số liệu để đánh giá]",
        ":gray[mục tiêu 90%]",
    ]
    assert overview.task_and_owner(result, "Chủ tịch") == "chủ trì: Chủ tịch"
    annex = tables.annex_row(1, result.measure, result, selection.data_date)
    assert annex["thang_gan_nhat"] == "chưa đủ số liệu để đánh giá"
    assert annex["so_voi_muc_tieu"] == "–"
    assert "không tự đạt" not in report_upward.report_sentence(result, selection, True)
    assert sent_papers.verdict_text(result, "Chưa đủ số liệu") == (
        "Chưa đủ số liệu; chưa đủ số liệu để đánh giá"
    )


def test_a_legend_names_only_what_is_seen_in_its_chart(surveyed):
    # Of every second month there are slips: no limit of a month meets that of the next one.
    may = asked(surveyed["apart"], date(2025, 5, 1), date(2025, 5, 31))
    (slide,), _, _ = slides_and_lines(may, SURVEY)
    assert [low is None for low in slide.trend.lower] == [False, True, False, True, False]
    assert [line.name for line in lines_of(slide.trend)] == ["Thực tế", "Mục tiêu", "Trung bình"]
    dots = "Chấm xám: từng tháng; đường đậm: mục tiêu; đường chấm: trung bình"
    assert committee_pack.print_legend(slide.trend) == f"{dots}."
    # A last month that is not over is named where it has a value, which then is no gray dot.
    parted = replace(slide.trend, incomplete_last=True)
    assert committee_pack.print_legend(parted) == f"{dots}; chấm rỗng: tháng chưa đủ kỳ."
    nothing_yet = replace(parted, values=(*slide.trend.values[:-1], None))
    assert committee_pack.print_legend(nothing_yet) == f"{dots}."
    band = replace(slide.trend, lower=(0.5, 0.5, None, None, None), upper=(0.9, 0.9, *[None] * 3))
    assert committee_pack.print_legend(band) == f"{dots}; dải xám: giới hạn tự nhiên."
    assert [line.name for line in lines_of(band)][3:] == ["Giới hạn dưới", "Giới hạn trên"]


def test_a_signal_in_the_period_has_its_slide_though_the_days_asked_have_no_figure(surveyed):
    # Of the days from 25/03 to 02/04 no slip; April, which begins in them, fell to 0 of 10.
    selection = asked(surveyed["fallen"], date(2025, 3, 25), date(2025, 4, 2))
    (slide,), _, decided = slides_and_lines(selection, SURVEY)
    assert plain(slide.sentence) == (
        "từ 25/03/2025 đến 02/04/2025, phường Quảng Thọ: – (n = 0); "
        "tháng 4/2025 xấu đi: vượt giới hạn tự nhiên (giới hạn tạm tính, dưới 13 tháng); "
        "mục tiêu 90%: không tự đạt."
    )
    assert len(decided) == 1
    # In May the same months are of the past.
    may = asked(surveyed["fallen"], date(2025, 5, 1), date(2025, 5, 31))
    assert place_of(SURVEY, may) == "unjudged"


LATE_TASKS = "Nhiệm vụ đang quá hạn cuối kỳ"


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


def test_a_signal_of_a_register_has_its_slide_and_its_line_after_those_of_the_matrix(tasked):
    june = asked(tasked, date(2025, 6, 1), date(2025, 6, 30))
    (slide,), matrix, decided = slides_and_lines(june, LATE_TASKS)
    # Ranges of 1 between 17 months, one of 9: the mean 19/18, the limit 2.66 above it.
    assert slide.trend.values == (*[1, 0] * 8, 1, 10)
    assert slide.trend.mean[-1] == pytest.approx(19 / 18)
    assert slide.trend.upper[-1] == pytest.approx(19 / 18 + 2.66)
    assert plain(slide.sentence) == (
        "Tháng 6/2025, phường Quảng Thọ: 10 nhiệm vụ; tháng 6/2025 xấu đi: vượt giới hạn tự nhiên."
    )
    assert slide.note.endswith(" hạn trước ngày cuối kỳ. Sổ đến ngày 30/06/2025.")
    assert matrix == []
    assert [row[:2] for row in decided] == [(LATE_TASKS, "tìm nguyên nhân, giao việc có hạn")]
    figures = as_frame(pack_content(june).figures).set_index(["part", "name"])
    others = figures.loc["Chỉ số khác có dấu hiệu"]
    assert others["value"][LATE_TASKS] == 10
    assert others["said"][f"{LATE_TASKS}: nhận định"] == "Cần bàn; xấu đi"
    assert figures.loc[f"{LATE_TASKS}, theo tháng"]["value"]["05/2025"] == 1


def test_what_is_steady_in_a_register_has_neither_slide_nor_line(tasked):
    may = asked(tasked, date(2025, 5, 1), date(2025, 5, 31))
    assert slides_and_lines(may, LATE_TASKS) == ([], [], [])


def test_a_register_that_ends_before_the_period_gives_no_signal_of_it(tasked):
    july = asked(tasked, date(2025, 7, 1), date(2025, 7, 31))
    assert known_results(["tasks_overdue"], july) == {"tasks_overdue": None}
    assert slides_and_lines(july, LATE_TASKS) == ([], [], [])
