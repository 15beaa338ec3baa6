"""Charts on literal rows: what is drawn from which values, in which order, and what it says."""

import ast
import json
import time
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from board import charts
from board.charts import Trend
from tests.seen import (
    DARK,
    LIGHT,
    NBSP,
    are_told_apart,
    is_hollow,
    parts_of_concern,
    plot_height,
    signals,
    texts,
    trace,
    words_of_concern,
)

FIELDS = pd.DataFrame(
    [("Hộ tịch", 412, 1.0, 3.0), ("Đất đai", 66, 9.0, 22.5), ("Cư trú", 0, None, None)],
    columns=["label", "n", "median", "p90"],
)


def test_median_and_p90_stand_in_rows_from_the_slowest():
    figure = charts.median_p90_dots(FIELDS, palette=LIGHT)
    assert list(figure.layout.yaxis.ticktext) == [
        f"Đất đai (66{NBSP}hồ{NBSP}sơ)",
        f"Hộ tịch (412{NBSP}hồ{NBSP}sơ)",
        f"Cư trú (0{NBSP}hồ{NBSP}sơ)",
    ]
    assert list(trace(figure, "median").x) == [9.0, 1.0, None]
    assert list(trace(figure, "p90").x) == [22.5, 3.0, None]
    assert is_hollow(trace(figure, "p90")) and not is_hollow(trace(figure, "median"))
    assert (list(trace(figure, "between").base), list(trace(figure, "between").x)) == (
        [9.0, 1.0, None],
        [13.5, 2.0, None],
    )
    assert texts(figure) == ["● một nửa   ○ 90% hồ sơ"]
    printed = trace(figure, "printed")
    # At the right of its dot, where there is one.
    assert [text.strip(f" {NBSP}") for text in printed.text] == ["22,5", "3,0", "–"]
    assert (list(printed.x), printed.textposition) == ([22.5, 3.0, 0], "middle right")
    assert list(trace(figure, "p90").y) == list(figure.layout.yaxis.tickvals)


def test_outcomes_are_shares_of_their_row_and_only_the_overdue_share_is_printed():
    rows = pd.DataFrame(
        [("Hộ tịch", 10, 9, 1), ("Đất đai", 2, 5, 3), ("Cư trú", 0, 0, 0)],
        columns=["label", "before_time", "on_time", "overdue"],
    )
    figure = charts.verdict_stack(rows, palette=LIGHT)
    names = [text.replace(NBSP, " ") for text in figure.layout.yaxis.ticktext]
    assert names == ["Đất đai (10 hồ sơ)", "Hộ tịch (20 hồ sơ)", "Cư trú (0 hồ sơ)"]
    assert list(trace(figure, "before_time").x) == [0.2, 0.5, None]
    assert list(trace(figure, "on_time").x) == [0.5, 0.45, None]
    assert list(trace(figure, "overdue").x) == [0.3, 0.05, None]
    assert parts_of_concern(figure) == ["overdue"] and are_told_apart(figure)
    assert [a.text for a in figure.layout.annotations[:3]] == ["30,0%", "5,0%", "–"]
    assert figure.layout.barmode == "stack"
    assert trace(figure, "overdue").hovertext[0] == (
        f"Đất đai<br>quá hạn: 3{NBSP}hồ{NBSP}sơ, 30,0% (10{NBSP}hồ{NBSP}sơ)"
    )


def test_bars_are_sorted_and_print_their_value():
    rows = pd.DataFrame({"label": ["Đất đai", "Hộ tịch", "Cư trú"], "value": [66, 1412, None]})
    figure = charts.bars(rows, palette=LIGHT, unit="count")
    assert list(figure.layout.yaxis.ticktext) == ["Hộ tịch", "Đất đai", "Cư trú"]
    actual = trace(figure, "actual")
    assert (list(actual.x), list(actual.text)) == ([1412, 66, 0], ["1.412", "66", "–"])
    assert actual.textposition == "outside"  # at the end of its bar
    assert list(figure.layout.xaxis.range) == [0, 1412]
    kept = charts.bars(rows, palette=LIGHT, unit="count", ordered=True)
    assert list(kept.layout.yaxis.ticktext) == ["Đất đai", "Hộ tịch", "Cư trú"]


def test_share_bars_carry_whiskers_and_axis():
    rows = pd.DataFrame(
        [("Hộ tịch", 0.9, 100, 0.8, 0.95)], columns=["label", "value", "n", "low", "high"]
    )
    figure = charts.bars(rows, palette=LIGHT, unit="share")
    actual = trace(figure, "actual")
    assert [round(v, 2) for v in (*actual.error_x.array, *actual.error_x.arrayminus)] == [0.05, 0.1]
    assert texts(figure) == ["90,0%"]
    assert list(figure.layout.xaxis.ticktext) == ["0", "50%", "100%"]
    low = charts.bars(rows.assign(value=0.04, low=0.02, high=0.08), palette=LIGHT, unit="share")
    assert charts.axis_note(low) == "trục đến 10"
    assert list(low.layout.xaxis.range) == [0, 0.1]


def test_open_dossiers_are_stacked_by_age_in_the_given_order():
    rows = pd.DataFrame(
        [("trong 5 ngày", 80, 20, 0), ("trên 5 ngày", 10, 5, 9)],
        columns=["label", "within", "waiting", "overdue"],
    )
    figure = charts.ageing(rows, palette=LIGHT)
    assert [list(t.x) for t in figure.data] == [[80, 10], [20, 5], [0, 9]]
    assert parts_of_concern(figure) == ["overdue"]
    assert list(figure.layout.xaxis.range) == [0, 100]
    assert texts(figure)[:2] == ["0", "9"]
    assert words_of_concern(figure)[:1] == ["9"]  # none overdue is no concern


def test_ratings_print_the_share_satisfied_by_scale():
    three = pd.DataFrame(
        [("Trực tuyến", 2, 5, 3), ("Máy đánh giá", 5, 3, 2)],
        columns=["label", "level_1", "level_2", "level_3"],
    )
    figure = charts.likert(three, palette=LIGHT, scale=3)
    assert [a.text for a in figure.layout.annotations[:2]] == ["50,0%", "80,0%"]
    assert [list(t.x) for t in figure.data] == [[0.5, 0.2], [0.3, 0.5], [0.2, 0.3]]
    five = pd.DataFrame(
        [("Kết quả dịch vụ", 1, 1, 2, 3, 3)],
        columns=["label", *(f"level_{i}" for i in range(1, 6))],
    )
    figure = charts.likert(five, palette=LIGHT, scale=5)
    assert figure.layout.annotations[0].text == "60,0%"
    assert len(figure.data) == 5 and are_told_apart(figure)
    with pytest.raises(KeyError):
        charts.likert(five, palette=LIGHT, scale=4)


def test_ratings_stand_about_one_line_in_one_scale_with_the_middle_apart():
    five = pd.DataFrame(
        [("Kết quả dịch vụ", 1, 1, 2, 3, 3)],
        columns=["label", *(f"level_{i}" for i in range(1, 6))],
    )
    figure = charts.likert(five, palette=LIGHT, scale=5)
    ends = {t.name: (round(t.base[0], 2), round(t.base[0] + t.x[0], 2)) for t in figure.data}
    # Not content to the left of zero, the worst outside; content to the right; the middle past it.
    assert ends == {
        "level_1": (-0.2, -0.1),
        "level_2": (-0.1, 0),
        "level_4": (0, 0.3),
        "level_5": (0.3, 0.6),
        "level_3": (1.08, 1.28),
    }
    # The axis has room for a quarter to the left and for the middle, and names its shares.
    assert [round(end, 2) for end in figure.layout.xaxis.range] == [-0.25, 1.33]
    assert list(figure.layout.xaxis.ticktext) == ["0", "50%", "100%"]
    assert [round(line.x0, 2) for line in figure.layout.shapes] == [0, 1.08]


def test_a_histogram_stands_on_its_bins_and_marks_median_and_p90():
    bins = pd.DataFrame(
        [(0, 1, 50), (1, 2, 30), (2, 3, 0), (3, None, 20)],
        columns=["from_days", "to_days", "count"],
    )
    figure = charts.histogram(bins, palette=LIGHT, median=1.0, p90=12.5)
    count = trace(figure, "count")
    assert (list(count.x), list(count.y), list(count.width)) == (
        [0.5, 1.5, 2.5, 3.5],
        [50, 30, 0, 20],
        [1, 1, 1, 1],
    )
    assert list(figure.layout.xaxis.ticktext) == ["0", "1", "2", "từ 3"]
    assert [s.x0 for s in figure.layout.shapes] == [1.0, 3.5]  # 12.5 lies in "from 3"
    assert texts(figure) == ["một nửa 1,0 ngày", "90% hồ sơ 12,5 ngày"]
    assert len({note.yshift for note in figure.layout.annotations}) == 2  # in a line each
    assert count.hovertext[3].startswith(f"từ 3{NBSP}ngày{NBSP}làm{NBSP}việc trở lên<br>20{NBSP}hồ")


DIFFERENCES = pd.DataFrame(
    [("Thái độ phục vụ", 0.106, -0.07, 0.38), ("Kết quả dịch vụ", -0.075, -0.19, 0.19)],
    columns=["label", "value", "low", "high"],
)


def test_differences_stand_about_zero_in_points_with_their_intervals_in_the_given_order():
    figure = charts.forest(DIFFERENCES, palette=LIGHT, counts=["(80; 13 lượt)", "(79; 9 lượt)"])
    dots = trace(figure, "difference")
    assert [round(v, 1) for v in dots.x] == [10.6, -7.5]
    assert [round(v, 1) for v in dots.error_x.array] == [27.4, 26.5]
    assert [round(v, 1) for v in dots.error_x.arrayminus] == [17.6, 11.5]
    assert [a.text for a in figure.layout.annotations[-2:]] == ["10,6", "−7,5"]
    (zero,) = figure.layout.shapes
    assert (zero.x0, zero.x1) == (0, 0)
    low, high = figure.layout.xaxis.range
    assert low < -19 and high > 38
    names_drawn = " ".join([*texts(figure), *figure.layout.yaxis.ticktext])
    assert "(80; 13 lượt)" in names_drawn.replace("<br>", " ").replace(NBSP, " ")
    assert "khoảng tin cậy 95%: từ −7,0 đến 38,0" in dots.hovertext[0]


def test_zero_is_in_view_where_every_difference_is_on_one_side_of_it():
    rows = pd.DataFrame({"label": ["A"], "value": [0.3], "low": [0.2], "high": [0.4]})
    low, high = charts.forest(rows, palette=LIGHT).layout.xaxis.range
    assert low < 0 and high > 40
    absent = charts.forest(rows.assign(value=None, low=None, high=None), palette=LIGHT)
    assert texts(absent) == ["–"]


def units_of(*rows):
    limits = ["low_998", "low_95", "high_95", "high_998"]
    units = pd.DataFrame(rows, columns=["label", "n", "value", "tone"])
    return units.assign(**dict(zip(limits, (-0.18, -0.1, 0.07, 0.1), strict=True)))


UNITS_SEEN = units_of(
    ("Xã An", 50, -0.02, None), ("Xã Bình", 200, -0.15, "concern"), ("Xã Châu", 120, 0.07, None)
)


def funnel(units=UNITS_SEEN, **changes):
    options = {"palette": LIGHT, "level_text": "mức mong đợi"}
    return charts.funnel(units, **options | changes)


def test_a_funnel_names_every_unit_in_its_row_with_its_own_limits_about_a_line_at_0():
    own = UNITS_SEEN.assign(low_998=[-0.2, -0.08, -0.12], high_95=[0.07, 0.04, 0.05])
    figure = funnel(own)
    assert [name.replace(NBSP, " ") for name in figure.layout.yaxis.ticktext] == [
        "Xã An (50 hồ sơ)",
        "Xã Bình (200 hồ sơ)",
        "Xã Châu (120 hồ sơ)",
    ]
    outer, inner = trace(figure, "limits_998"), trace(figure, "limits_95")
    # A bar a unit, from its lower to its upper limit in percentage points.
    assert list(outer.base) == pytest.approx([-20, -8, -12])
    assert list(outer.x) == pytest.approx([30, 18, 22])
    assert list(inner.base) == pytest.approx([-10, -10, -10])
    assert list(inner.x) == pytest.approx([17, 14, 15])
    assert figure.layout.barmode == "overlay"  # the darker one lies in the paler one
    assert [(line.x0, line.x1) for line in figure.layout.shapes] == [(0, 0)]
    units = trace(figure, "units")
    assert (list(units.x), list(units.y)) == (pytest.approx([-2, -15, 7]), [0, 1, 2])
    assert signals(units) == [None, "concern", None]
    assert texts(figure) == ["mức mong đợi", "−2,0", "−15,0", "+7,0"]
    low, high = figure.layout.xaxis.range
    assert low < -20 and high > 10  # all limits in view
    assert "−15,0 điểm phần trăm" in units.hovertext[1].replace(NBSP, " ")


HOSTILE = "<b>Đậm</b> <a href='http://x'>ở đây</a> & %{x} $1$"


STARTS = [period.start_time for period in pd.period_range("2023-01", periods=30, freq="M")]
YEAR = Trend.of(
    pd.DataFrame(
        {
            "period_start": STARTS,
            "value": [0.82 + 0.005 * i for i in range(30)],
            "n": 400,
            "low": 0.8,
            "high": 1.0,
        }
    ),
    "share",
    target=0.9,
)


def every_chart(label, palette):
    counted = pd.DataFrame({"label": [label], "value": [3]})
    levels = {f"level_{i}": [1] for i in (1, 2, 3)}
    return [
        charts.trend(YEAR, palette=palette),
        charts.trend(replace(YEAR, marks=((date(2024, 4, 1), label),)), palette=palette),
        charts.sparkline(YEAR, palette=palette),
        charts.bars(counted, palette=palette, unit="count"),
        charts.median_p90_dots(FIELDS.assign(label=label), palette=palette),
        charts.verdict_stack(
            pd.DataFrame({"label": [label], "before_time": [1], "on_time": [1], "overdue": [1]}),
            palette=palette,
        ),
        charts.ageing(
            pd.DataFrame({"label": [label], "within": [1], "waiting": [1], "overdue": [1]}),
            palette=palette,
        ),
        charts.likert(pd.DataFrame({"label": [label], **levels}), palette=palette, scale=3),
        charts.forest(DIFFERENCES.assign(label=label), palette=palette),
        funnel(UNITS_SEEN.assign(label=label), palette=palette, level_text=label),
        charts.histogram(
            pd.DataFrame({"from_days": [0], "to_days": [1], "count": [1]}), palette=palette
        ),
    ]


def test_text_from_data_never_becomes_markup():
    for figure in every_chart(HOSTILE, LIGHT):
        drawn = figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")
        assert "<b>" not in drawn
        assert "<a " not in drawn
        assert "texttemplate" not in drawn
        assert "hovertemplate" not in drawn
    shown = charts.bars(
        pd.DataFrame({"label": ["<b>A</b> & B"], "value": [3]}), palette=LIGHT, unit="count"
    )
    assert list(shown.layout.yaxis.ticktext) == ["&lt;b&gt;A&lt;/b&gt; &amp; B"]
    assert charts.PLOTLY_CONFIG["typesetMath"] is False


def test_a_long_name_is_written_whole_in_lines_and_its_row_is_as_high_as_they_are():
    name = "Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị của tổ chức, cá nhân"
    rows = pd.DataFrame({"label": [name, "Thủ tục hành chính"], "value": [3, 2]})
    figure = charts.bars(rows, palette=LIGHT, unit="count")
    long, short = figure.layout.yaxis.ticktext
    assert (long.replace("<br>", " "), short) == (name, "Thủ tục hành chính")
    assert all(len(line) <= 24 for line in long.split("<br>"))  # half of a phone's chart
    low = charts.bars(rows.iloc[1:], palette=LIGHT, unit="count")
    assert plot_height(figure) / 2 > plot_height(low) and figure.layout.yaxis.automargin


def test_a_name_that_is_too_long_for_its_lines_ends_in_dots_and_is_whole_when_pointed_at():
    name = " ".join(["thủ tục"] * 30)
    rows = pd.DataFrame({"label": [name], "value": [3], "n": [66]})
    figure = charts.bars(rows, palette=LIGHT, unit="share")
    (drawn,) = figure.layout.yaxis.ticktext
    assert drawn.count("<br>") == 3
    assert drawn.replace("<br>", " ").replace(NBSP, " ").endswith(" … (66 hồ sơ)")
    (hover,) = trace(figure, "actual").hovertext
    assert name in hover.replace("<br>", " ")


def test_no_row_is_refused():
    with pytest.raises(ValueError, match="at least one row"):
        charts.bars(pd.DataFrame({"label": [], "value": []}), palette=LIGHT, unit="count")
    with pytest.raises(ValueError, match="at least one row"):
        charts.forest(DIFFERENCES[:0], palette=LIGHT)
    with pytest.raises(ValueError, match="at least one row"):
        funnel(UNITS_SEEN[:0])
    with pytest.raises(ValueError, match="at least one bin"):
        charts.histogram(pd.DataFrame(columns=["from_days", "to_days", "count"]), palette=LIGHT)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_chart_is_in_the_house_style(palette):
    for figure in every_chart("Đất đai", palette):
        layout = figure.layout
        assert "template" not in json.loads(figure.to_json())["layout"]
        assert layout.separators == ",."
        assert layout.font.family.startswith("Source Sans")  # has every Vietnamese letter
        assert contrast(layout.font.color, palette.background) >= 4.5
        assert layout.showlegend is False
        assert layout.xaxis.fixedrange
        assert layout.yaxis.fixedrange
    assert charts.PLOTLY_CONFIG["displayModeBar"] is False


def test_a_figure_made_again_differs_in_nothing_that_would_have_the_browser_draw_it_again():
    for drawn, same in zip(
        every_chart("Đất đai", LIGHT), every_chart("Đất đai", LIGHT), strict=True
    ):
        first, second = (json.loads(figure.to_json())["layout"] for figure in (drawn, same))
        assert first["datarevision"] == second["datarevision"]
        # plotly.js compares these by identity, and Streamlit hands each over twice.
        assert not isinstance(first.get("meta", ""), dict | list)
    others = (YEAR, replace(YEAR, values=(*YEAR.values[:-1], 0.5)))
    ends = [charts.sparkline(other, palette=LIGHT).layout.datarevision for other in others]
    assert ends[0] != ends[1]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour, other):
    """WCAG 2.1 contrast ratio of two #rrggbb colours."""
    light, dark = sorted((luminance(colour), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_reach_3_to_1_and_text_4_5_to_1(palette):
    marks = (
        palette.gray,
        palette.previous,
        palette.orange,
        palette.before_time,
        palette.on_time,
        palette.waiting,
        *palette.levels,
    )
    low = {c: round(contrast(c, palette.background), 2) for c in marks}
    assert min(low.values()) >= 3, low
    for text in (palette.ink, palette.text, palette.orange_text):
        assert contrast(text, palette.background) >= 4.5
    steps = [contrast(a, b) for a, b in zip(palette.levels, palette.levels[1:], strict=False)]
    assert min(steps) >= 1.3, steps


def test_the_palette_is_that_of_the_theme():
    theme = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for palette, side in ((LIGHT, theme["light"]), (DARK, theme["dark"])):
        assert palette.background == side["backgroundColor"]
        assert palette.ink == side["textColor"]
        assert palette.text == side["grayTextColor"]
        assert palette.gray == side["grayColor"]
        assert palette.orange == side["orangeColor"]
        assert palette.orange_text == side["orangeTextColor"]
        assert palette.border == side["borderColor"]
    assert charts.palette(None) == LIGHT


def test_only_graph_objects_of_plotly_is_imported():
    imported = set()
    for path in Path("board/charts").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module)
    assert {name for name in imported if name.startswith("plotly")} == {"plotly.graph_objects"}
    assert not {name for name in imported if name.startswith(("streamlit", "duckdb", "etl"))}


def test_a_figure_is_built_in_a_few_milliseconds():
    builds = {
        "trend": lambda: charts.trend(
            replace(YEAR, marks=((date(2023, 11, 30), "ra mắt"),)), palette=LIGHT
        ),
        "sparkline": lambda: charts.sparkline(YEAR, palette=LIGHT),
        "dots": lambda: charts.median_p90_dots(FIELDS, palette=LIGHT),
    }
    for name, build in builds.items():
        build()
        best = min(_seconds(build) for _ in range(5))
        assert best < 0.05, f"{name}: {best * 1000:.1f} ms"


def _seconds(build):
    """Processor time, which other programs do not lengthen."""
    start = time.thread_time()
    build()
    return time.thread_time() - start


def test_what_is_called_khac_stands_last_however_large_it_is():
    rows = pd.DataFrame({"label": ["Khác", "Chờ lâu", "Thái độ"], "value": [9, 2, 5]})
    drawn = charts.bars(rows, palette=LIGHT, unit="count").layout.yaxis.ticktext
    assert list(drawn) == ["Thái độ", "Chờ lâu", "Khác"]
    unnamed = rows.assign(label=["Chưa rõ lĩnh vực", "Khác", "Đất đai"])
    drawn = charts.bars(unnamed, palette=LIGHT, unit="count").layout.yaxis.ticktext
    assert list(drawn) == ["Đất đai", "Chưa rõ lĩnh vực", "Khác"]
