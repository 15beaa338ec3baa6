"""The charts: plain tables in, plotly figures out. The only package that imports plotly.

Grammar: actual solid grey, previous period lighter, target a thin dark line, an incomplete
period hollow; orange only where a decision is needed (overdue). Bars start at zero; a share
runs from 0 to 100 unless `axis_note` says otherwise. Text from data never becomes markup.
"""

from board.charts.bars import bars
from board.charts.bullet import bullet
from board.charts.calibration import calibration_chart
from board.charts.finished_curve import finished_curve
from board.charts.flow import flow
from board.charts.forest import forest
from board.charts.funnel import funnel
from board.charts.gantt import gantt
from board.charts.held_against_owed import held_against_owed
from board.charts.slide_trend import slide_trend
from board.charts.sparkline import sparkline
from board.charts.stacked_bars import ageing, likert, verdict_stack
from board.charts.style import PLOTLY_CONFIG, Palette, palette
from board.charts.trend_chart import axis_note, trend
from board.charts.trend_series import FEWEST_POINTS, Trend
from board.charts.working_time import histogram, median_p90_dots

__all__ = [
    "FEWEST_POINTS",
    "PLOTLY_CONFIG",
    "Palette",
    "Trend",
    "ageing",
    "axis_note",
    "bars",
    "bullet",
    "calibration_chart",
    "finished_curve",
    "flow",
    "forest",
    "funnel",
    "gantt",
    "held_against_owed",
    "histogram",
    "likert",
    "median_p90_dots",
    "palette",
    "slide_trend",
    "sparkline",
    "trend",
    "verdict_stack",
]
