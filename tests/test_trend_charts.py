"""One series of months and its drawings: page, sparkline, slide and print."""

import re
from datetime import date

import pandas as pd
import pytest
import typst

from board import charts
from board.charts import Trend
from board.charts.trend_series import Step
from tests.seen import (
    DARK,
    LIGHT,
    NBSP,
    is_above_plot,
    is_hollow,
    names,
    note,
    plot_height,
    texts,
    trace,
    upright_lines,
)

COLUMNS = ["period_start", "value", "n", "low", "high"]


def months(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


SPRING = months(
    (date(2025, 3, 1), 0.90, 100, 0.83, 0.94),
    (date(2025, 4, 1), 0.92, 100, 0.85, 0.96),
    (date(2025, 6, 1), 0.97, 30, 0.83, 0.99),
)
# Two runs: from January to April at one level, since June, the last day known, at another.
LEVELS = [
    (date(2025, 1, 1), date(2025, 4, 30), 0.80),
    (date(2025, 6, 1), date(2025, 6, 30), 0.97),
]


def series(points=SPRING, unit="share", **changes):
    return Trend.of(points, unit, **changes)


def trend(points=SPRING, **changes):
    return charts.trend(series(points, **changes), palette=LIGHT)


def of_values(*values, start="2025-01", **changes):
    first = pd.period_range(start, periods=len(values), freq="M")
    rows = [(p.start_time.date(), v, 9, None, None) for p, v in zip(first, values, strict=True)]
    return series(months(*rows), **changes)


# The series


def test_a_missing_month_is_an_absent_one():
    trend = series()
    assert trend.months == tuple(date(2025, month, 1) for month in (3, 4, 5, 6))
    assert trend.values == (0.90, 0.92, None, 0.97)
    assert trend.n == (100, 100, None, 30)
    assert (trend.steps, trend.tone) == ((), None)


def test_levels_are_steps_over_the_months_shown_the_last_in_the_tone_of_the_change():
    trend = series(levels=LEVELS, tone="improvement")
    # The first run began before the first month shown: of it March and April are drawn.
    assert trend.steps == (Step(0, 1, 0.80), Step(3, 3, 0.97, "improvement"))
    assert trend.tone == "improvement"
    assert trend.levels(trend.steps[:1]) == (0.80, 0.80, None, None)
    assert trend.levels(trend.steps) == (0.80, 0.80, None, 0.97)
    # A run that ended before the first month shown leaves no step, and no tone to the next one.
    later = series(SPRING.iloc[2:], levels=LEVELS, tone=None)
    assert (later.steps, later.tone) == ((Step(0, 0, 0.97),), None)


def test_no_month_or_a_month_twice_is_refused():
    with pytest.raises(ValueError, match="at least one month"):
        series(SPRING.iloc[:0])
    with pytest.raises(ValueError, match="twice"):
        series(pd.concat([SPRING, SPRING]))


@pytest.mark.parametrize(
    ("values", "unit", "ticks"),
    [
        ((0.82, 0.97), "share", [0.80, 0.85, 0.90, 0.95, 1.0]),
        ((3, 11), "count", [0, 2, 4, 6, 8, 10, 12]),
        ((240, 480), "count", [0, 100, 200, 300, 400, 500, 600]),
        ((2.5, 4.1), "days", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_an_axis_has_some_five_round_steps(values, unit, ticks):
    assert of_values(*values, unit=unit).scale.ticks == pytest.approx(ticks)


# On a page


def test_a_point_stands_on_its_months_15th_and_a_missing_month_is_a_gap():
    actual = trace(trend(), "actual")
    assert list(actual.x) == ["2025-03-15", "2025-04-15", "2025-05-15", "2025-06-15"]
    assert list(actual.y) == [0.90, 0.92, None, 0.97]
    assert actual.connectgaps is False


def test_whiskers_run_from_the_lower_to_the_upper_limit():
    whisker = trace(trend(), "actual").error_y
    assert [round(v, 2) for v in whisker.array] == [0.04, 0.04, 0, 0.02]
    assert [round(v, 2) for v in whisker.arrayminus] == [0.07, 0.07, 0, 0.14]
    bare = trend(SPRING.drop(columns=["low", "high"]))
    assert trace(bare, "actual").error_y.array is None


def test_levels_of_a_page_run_from_month_to_month_and_only_the_last_has_a_colour():
    figure = trend(levels=LEVELS, tone="improvement")
    before, now = (t for t in figure.data if t.name == "level")
    # A step reaches from the first day of its first month to the end of its last.
    assert (list(before.x), list(before.y)) == (["2025-03-01", "2025-05-01"], [0.80, 0.80])
    assert (list(now.x), list(now.y)) == (["2025-06-01", "2025-07-01"], [0.97, 0.97])
    assert (before.line.color, now.line.color) == (LIGHT.previous, LIGHT.tone("improvement"))
    # Points have no colour of their own, and beside levels there are no whiskers.
    actual = trace(figure, "actual")
    assert actual.marker.color == LIGHT.gray
    assert actual.error_y.array is None
    assert names(figure) == ["level", "level", "actual"]
    assert charts.axis_note(figure) == "trục từ 75"


@pytest.mark.parametrize(
    ("tone", "colour"),
    [("concern", LIGHT.tone("concern")), (None, LIGHT.previous)],
)
def test_the_last_level_says_in_its_colour_what_changed_if_anything_did(tone, colour):
    drawn = [t.line.color for t in trend(levels=LEVELS, tone=tone).data if t.name == "level"]
    assert drawn == [LIGHT.previous, colour]


def test_an_incomplete_month_lies_on_no_level():
    through_april = [(date(2025, 3, 1), date(2025, 4, 30), 0.91)]
    may = SPRING.assign(period_start=[date(2025, 3, 1), date(2025, 4, 1), date(2025, 5, 1)])
    figure = trend(may, levels=through_april, incomplete_last=True)
    assert list(trace(figure, "level").x) == ["2025-03-01", "2025-05-01"]
    assert list(trace(figure, "incomplete").x) == ["2025-05-15"]


def test_an_incomplete_last_month_is_hollow_and_named():
    points = SPRING.assign(period_start=[date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)])
    figure = trend(points, incomplete_last=True)
    assert list(trace(figure, "actual").y) == [0.90, 0.92, None]
    last = trace(figure, "incomplete")
    assert (list(last.x), list(last.y)) == (["2025-06-15"], [0.97])
    assert is_hollow(last)
    assert (list(trace(figure, "link").y), trace(figure, "link").line.dash) == ([0.92, 0.97], "dot")
    assert texts(figure) == ["○ 06/2025 chưa đủ kỳ"]


def test_no_dotted_link_crosses_a_missing_month():
    assert names(trend(incomplete_last=True)) == ["actual", "incomplete"]


def test_an_incomplete_last_month_without_a_value_draws_no_hollow_point():
    figure = charts.trend(of_values(0.9, None, incomplete_last=True), palette=LIGHT)
    assert names(figure) == ["actual"]
    assert texts(figure) == []


def test_the_target_is_a_line_over_the_whole_width_with_its_words_at_its_end():
    figure = trend(target=1.0)
    line = trace(figure, "target")
    assert list(line.y) == [1.0, 1.0]
    assert list(line.x) == list(figure.layout.xaxis.range)
    label = note(figure, "mục tiêu")
    assert label.text == "mục tiêu<br>100%"
    # Right of the plot, where no data lie, and the margin has room for it.
    assert (label.xref, label.x, label.xanchor, label.y) == ("paper", 1, "left", 1.0)
    assert figure.layout.margin.r > trend().layout.margin.r


@pytest.mark.parametrize(
    ("unit", "target", "words"),
    [
        ("share", 0.95, "mục tiêu 95%"),
        ("share", 0.975, "mục tiêu 97,5%"),
        ("share", 0.07, "mục tiêu 7%"),
        ("days", 7, "mục tiêu 7 ngày"),
        ("days", 6.5, "mục tiêu 6,5 ngày"),
        ("count", 1200, "mục tiêu 1.200"),
    ],
)
def test_a_target_is_written_in_its_unit(unit, target, words):
    trend = of_values(target * 0.5, unit=unit, target=target)
    assert words in texts(charts.trend(trend, palette=LIGHT))


def test_a_dated_note_is_an_upright_line_with_its_text_above_the_plot():
    figure = trend(marks=[(date(2025, 4, 30), "ra mắt mô hình"), (date(2019, 1, 1), "đã lâu")])
    assert upright_lines(figure) == ["2025-04-30"]
    (label,) = figure.layout.annotations
    assert label.text == "30/04/2025 ra mắt mô hình" and is_above_plot(label)


def test_of_many_notes_the_newest_two_are_named_in_a_line_each_and_all_when_pointed_at():
    long = "đổi cách làm ở bộ phận một cửa theo kết luận của cuộc họp ban điều hành tháng trước"
    days = [date(2025, 3, 5), date(2025, 6, 20), date(2025, 4, 10), date(2025, 5, 15)]
    figure = trend(marks=[(day, long) for day in days])
    assert upright_lines(figure) == [day.isoformat() for day in days]
    labels = [a.text for a in figure.layout.annotations]
    assert [label[:10] for label in labels] == ["15/05/2025", "20/06/2025"]
    assert not any("<br>" in label for label in labels) and all(a.endswith("…") for a in labels)
    texts = [text.replace("<br>", " ") for text in trace(figure, "events").hovertext]
    assert texts == [f"{day:%d/%m/%Y} {long}" for day in days]


def test_notes_stand_in_a_line_each_and_the_plot_keeps_its_height():
    alone = trend(marks=[(date(2025, 4, 10), "một việc")])
    both = trend(marks=[(date(2025, 4, 10), "một việc"), (date(2025, 4, 20), "việc khác")])
    older, newer = both.layout.annotations
    assert (older.text, newer.text) == ("10/04/2025 một việc", "20/04/2025 việc khác")
    assert older.yshift > newer.yshift
    assert plot_height(both) == plot_height(alone) == plot_height(trend())
    assert both.layout.height - alone.layout.height == older.yshift - newer.yshift


def test_what_marks_mean_stands_over_the_notes():
    figure = trend(marks=[(date(2025, 4, 10), "một việc")], incomplete_last=True)
    event, key = figure.layout.annotations
    assert key.text == "○ 06/2025 chưa đủ kỳ" and key.yshift > event.yshift
    assert plot_height(figure) == plot_height(trend())


@pytest.mark.parametrize(
    ("values", "target", "note_text"),
    [
        ([0.84, 0.94], 0.95, "trục từ 80"),
        ([0.97, 1.0], None, "trục từ 90"),
        ([0.2, 0.9], None, ""),
        ([0.02, 0.06], None, "trục đến 10"),
        ([0.55, 0.65], 0.70, "trục từ 50 đến 75"),
        ([0.84, None], None, "trục từ 80 đến 90"),
    ],
)
def test_a_share_axis_that_is_not_0_to_100_is_named_in_the_title(values, target, note_text):
    figure = charts.trend(of_values(*values, target=target), palette=LIGHT)
    assert charts.axis_note(figure) == note_text


def test_days_and_counts_start_at_zero_and_need_no_axis_note():
    for unit in ("days", "count"):
        figure = charts.trend(of_values(40, 44, unit=unit), palette=LIGHT)
        assert figure.layout.yaxis.range[0] == 0
        assert figure.layout.yaxis.range[1] > 44
        assert charts.axis_note(figure) == ""


def test_the_time_axis_names_as_many_months_as_it_has_room_for_and_each_year_once():
    axis = trend().layout.xaxis
    assert (axis.tickformat, axis.ticklabelmode, axis.tickangle) == ("%m\n%Y", "period", 0)
    assert axis.tickvals is None and axis.automargin  # plotly measures what the width holds
    assert (axis.range[0] < "2025-03-15", axis.range[1] > "2025-06-15") == (True, True)


def test_hover_says_month_value_n_and_interval():
    hover = trace(trend(), "actual").hovertext
    assert hover[0] == (
        f"03/2025: 90,0% (100{NBSP}hồ{NBSP}sơ)<br>khoảng tin cậy 95%: từ 83,0 đến 94,0%"
    )
    assert hover[2] == "05/2025: –"


# Small, large, and in print


def test_a_sparkline_marks_its_last_point_and_months_that_no_line_reaches():
    trend = of_values(0.9, None, 0.95, 0.93, target=0.95)
    figure = charts.sparkline(trend, palette=LIGHT)
    assert names(figure) == ["target", "actual", "alone", "last"]
    actual, last = trace(figure, "actual"), trace(figure, "last")
    assert (actual.mode, list(actual.y)) == ("lines", [0.9, None, 0.95, 0.93])
    alone = trace(figure, "alone")
    assert (list(alone.x), list(alone.y), alone.hovertext) == ([0], [0.9], ("01/2025: 90,0%",))
    assert names(charts.sparkline(of_values(1, 2, 3), palette=LIGHT)) == ["actual", "last"]
    assert (list(last.x), list(last.y), is_hollow(last)) == ([3], [0.93], False)
    assert actual.hovertext[:2] == ("01/2025: 90,0%", "02/2025: –")
    part = charts.sparkline(of_values(1, 2, 3, unit="days", incomplete_last=True), palette=LIGHT)
    assert is_hollow(trace(part, "last"))
    assert list(trace(part, "actual").y) == [1, 2, None]
    assert trace(part, "last").hovertext == ("03/2025: 3,0 ngày",)
    with pytest.raises(ValueError, match="at least one value"):
        charts.sparkline(of_values(None, float("nan")), palette=LIGHT)


def test_a_sparkline_shows_levels_and_its_last_point_in_the_colour_of_the_change():
    figure = charts.sparkline(series(levels=LEVELS, tone="concern"), palette=LIGHT)
    assert names(figure) == ["level", "level", "actual", "last"]
    before, now = (t for t in figure.data if t.name == "level")
    # Months are numbered, and a step reaches half a month to either side.
    assert (list(before.x), list(before.y)) == ([-0.5, 1.5], [0.80, 0.80])
    assert (list(now.x), list(now.y)) == ([2.5, 3.5], [0.97, 0.97])
    concern = LIGHT.tone("concern")
    assert (now.line.color, trace(figure, "last").marker.color) == (concern, concern)
    low, high = figure.layout.yaxis.range
    assert low < 0.80 and high > 0.97


SLIDE = series(
    pd.DataFrame(
        {
            "period_start": [date(2025, month, 1) for month in range(1, 7)],
            "value": [0.95, None, 0.97, 0.83, 0.85, 0.953],
        }
    ),
    target=0.95,
    incomplete_last=True,
    levels=[
        (date(2024, 1, 1), date(2025, 3, 31), 0.96),
        (date(2025, 4, 1), date(2025, 5, 31), 0.84),
    ],
    tone="concern",
)


def test_a_slides_chart_draws_the_packs_months_large():
    drawn = charts.slide_trend(SLIDE, palette=LIGHT, font="Libertinus Serif")
    written = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    # Every second of six months is named, the last one among them; then the last value and target.
    assert written == [
        *("80%", "85%", "90%", "95%", "100%"),
        *("02/2025", "04/2025", "06/2025"),
        *("95,3%", "95%"),
    ]
    on_a_page = charts.trend(SLIDE, palette=LIGHT).layout.font.size
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)"', drawn)}
    assert min(sizes) >= 1.4 * on_a_page  # it is read from the back of a room
    # Every month with a value is a dot, 06/2025 a hollow one; nothing is an area.
    assert drawn.count("<circle") == 5 and 'Z"' not in drawn
    # The line is parted where 02/2025 is absent, and the part month hangs on a dotted link.
    lines = [p for p in re.findall("<path[^>]*>", drawn) if 'fill="none"' in p]
    points = [(p.count("L") + 1, "dasharray" in p) for p in lines]
    levels, target, line, link = [(2, False)] * 2, [(2, False)], [(1, False), (3, False)], (2, True)
    assert points == [*levels, *target, *line, link]
    assert drawn.count(LIGHT.tone("concern")) == 1
    pdf = typst.compile(
        b'#image(bytes(sys.inputs.svg), format: "svg")', format="pdf", sys_inputs={"svg": drawn}
    )
    assert pdf.startswith(b"%PDF")
    assert DARK.tone("concern") in charts.slide_trend(SLIDE, palette=DARK, font="Arial")


def test_the_last_value_and_the_target_stand_at_their_ends_and_do_not_meet():
    def ends(series):
        drawn = charts.slide_trend(series, palette=LIGHT, font="Arial")
        found = re.findall(r'<text[^>]* y="([\d.]+)"[^>]*font-weight="[47]00"[^>]*>([^<]*)<', drawn)
        return {text: float(y) for y, text in found}

    # A text is 24 px high: 0,3 points apart on a scale of 20, the two are moved until they stand
    # apart, the higher value above.
    near = ends(SLIDE)
    assert near["95%"] - near["95,3%"] >= 24
    assert set(ends(of_values(0.9, 0.82, target=0.95))) == {"82,0%", "95%"}
    assert ends(of_values(3, None, unit="count")) == {}


@pytest.mark.parametrize(
    ("values", "enough"), [((0.9, 0.8, None, 0.7), False), ((1, 2, 3, 4), True)]
)
def test_three_dots_make_no_chart(values, enough):
    assert of_values(*values).has_enough_points == enough
