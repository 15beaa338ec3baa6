"""The curve of finishing, the flow and the predictions: what is drawn from which rows."""

from datetime import date

import pandas as pd
import pytest

from board import charts
from board.methods.survival import kaplan_meier
from tests.seen import DARK, LIGHT, is_hollow, is_outline, plot_height, texts, trace, upright_lines


def test_the_curve_rises_in_steps_from_nought_with_its_band():
    curve = kaplan_meier([1, 2, 4], [1, 1, 0], [0, 0, 2])
    figure = charts.finished_curve(curve, palette=LIGHT, marks={0.5: 2.0, 0.9: None})
    line = trace(figure, "finished")
    # Of 4 one ends, then one of 3: 3/4 and 1/2 still open; it is drawn to the axis' end.
    assert list(line.x[:4]) == pytest.approx([0, 1, 2, 4])
    assert line.x[4] == figure.layout.xaxis.range[1] > 4
    assert list(line.y) == pytest.approx([0, 0.25, 0.5, 0.5, 0.5])
    assert line.line.shape == "hv"  # steps
    band, low = trace(figure, "band"), trace(figure, "low")
    assert band.fill == "tonexty"  # down to the line of `low`
    assert [low.y[1], band.y[1]] == pytest.approx([1 - curve["high"][0], 1 - curve["low"][0]])
    assert texts(figure) == ["50% xong: 2,0 ngày"]
    assert [s.x0 for s in figure.layout.shapes] == [2.0]


def test_the_curves_axis_ends_where_nearly_all_have_finished():
    curve = kaplan_meier([1, 2, 90], [97, 2, 1], [0, 0, 0])
    figure = charts.finished_curve(curve, palette=DARK, marks={0.5: 1.0, 0.9: 1.0})
    end = figure.layout.xaxis.range[1]
    assert 2 < end < 3  # 99 of 100 had finished after 2 days, the last after 90
    assert max(trace(figure, "finished").x) == end
    with pytest.raises(ValueError, match="at least one time"):
        charts.finished_curve(curve.iloc[:0], palette=LIGHT, marks={})


FLOW = pd.DataFrame(
    [(date(2025, 4, 1), 5, 10, 8, 7), (date(2025, 5, 1), 7, 1200, 900, 307)],
    columns=["period_start", "in_hand_before", "received", "settled", "in_hand_after"],
)


def test_the_flow_draws_in_and_out_as_bars_and_what_is_left_as_a_line_below():
    figure = charts.flow(FLOW, palette=LIGHT, incomplete_last=True)
    assert list(trace(figure, "received").y) == [10, 1200]
    assert list(trace(figure, "settled").y) == [8, 900]
    left = trace(figure, "in_hand")
    assert (list(left.y), left.yaxis) == ([7, 307], "y2")
    assert list(left.x) == ["2025-04-15", "2025-05-15"]
    assert list(trace(figure, "incomplete").y) == [307]
    assert figure.layout.yaxis.range[0] == figure.layout.yaxis2.range[0] == 0
    assert figure.layout.yaxis2.domain[1] < figure.layout.yaxis.domain[0]
    assert left.hovertext[1] == (
        "05/2025: đầu tháng 7 + nhận 1.200 − giải quyết 900<br>= cuối tháng 307"
    )
    assert texts(figure)[0] == "□ nhận   ■ giải quyết   ○ 05/2025 chưa đủ kỳ"
    assert "incomplete" not in [
        t.name for t in charts.flow(FLOW, palette=DARK, incomplete_last=False).data
    ]


def test_days_held_are_solid_and_those_owed_an_outline_and_a_month_not_known_has_neither():
    rows = pd.DataFrame(
        [(date(2025, 3, 1), 1, 2), (date(2025, 4, 1), None, None), (date(2025, 5, 1), 4, 4)],
        columns=["period_start", "held", "owed"],
    )
    figure = charts.held_against_owed(rows, palette=LIGHT, incomplete_last=True)
    held, owed = trace(figure, "held"), trace(figure, "owed")
    assert (list(held.y), list(owed.y)) == ([1, None, 4], [2, None, 4])
    assert is_outline(owed) and not is_outline(held)
    assert list(held.x) == list(owed.x) == ["2025-03-15", "2025-04-15", "2025-05-15"]
    assert held.hovertext[0] == "03/2025: đã tiếp 1 trong 2 ngày phải tiếp"
    assert texts(figure) == ["■ đã tiếp   □ phải tiếp   05/2025 chưa đủ kỳ"]
    assert figure.layout.yaxis.range[0] == 0


PREDICTED = pd.DataFrame(
    [("0–10%", 40, 0.05, 0.10, 0.04, 0.23), ("10–40%", 40, 0.25, 0.20, 0.11, 0.35)],
    columns=["label", "n", "predicted", "observed", "low", "high"],
)


def test_predictions_stand_hollow_beside_what_happened_with_its_interval():
    figure = charts.calibration_chart(PREDICTED, palette=LIGHT)
    predicted, observed = trace(figure, "predicted"), trace(figure, "observed")
    assert (list(predicted.x), is_hollow(predicted)) == ([0.05, 0.25], True)
    assert (list(observed.x), is_hollow(observed)) == ([0.10, 0.20], False)
    assert list(observed.error_x.array) == pytest.approx([0.13, 0.15])
    assert list(observed.error_x.arrayminus) == pytest.approx([0.06, 0.09])
    assert texts(figure) == ["○ dự báo   ● thực tế", "10,0%", "20,0%"]
    assert "trục đến 40" in charts.axis_note(figure)
    assert "40 hồ sơ" in predicted.hovertext[0].replace("\u00a0", " ")


def test_a_note_hangs_over_both_parts_of_the_flow_and_its_text_above_them():
    day = FLOW["period_start"].iloc[1]
    plain = charts.flow(FLOW, palette=LIGHT, incomplete_last=True)
    figure = charts.flow(
        FLOW,
        palette=LIGHT,
        incomplete_last=True,
        events=[(day, "Ra mắt mô hình"), (date(2019, 1, 1), "đã lâu")],
    )
    assert upright_lines(figure) == [day.isoformat()]
    assert sum("Ra mắt mô hình" in text for text in texts(figure)) == 1
    assert not any("đã lâu" in text for text in texts(figure))
    # What the text needs more is added above.
    assert plot_height(figure) == plot_height(plain)
    assert figure.layout.height >= plain.layout.height
