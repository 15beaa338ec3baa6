"""What the page Định nghĩa chỉ số draws of its own: how the forecasts of late dossiers came out."""

import pandas as pd

from board import charts
from board.measures import late_risk
from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.text import headings, open_dossiers
from board.ui.components import blocks


def risk_card(selection: Selection) -> None:
    """What was predicted at past months' ends of the dossiers then open, against what happened."""
    tested = late_risk.tested(selection.snapshot)
    bins = tested.calibration.bins
    bins = bins[bins["n"] >= SETTINGS.hide_below_n]
    if bins.empty:
        return blocks.sentence(open_dossiers.NOT_TESTED)
    rows = pd.DataFrame(
        {
            "label": [
                open_dossiers.share_bin(b.lowest_predicted, b.highest_predicted)
                for b in bins.itertuples()
            ],
            "n": bins["n"],
            "predicted": bins["mean_predicted"],
            "observed": bins["share_late"],
            "low": bins["low"],
            "high": bins["high"],
        }
    )
    figure = charts.calibration_chart(rows, palette=blocks.palette())
    return blocks.chart(
        open_dossiers.risk_title(tested.cutoff_dates, charts.axis_note(figure)),
        figure,
        headings.columns_named(rows, open_dossiers.OPEN_COLUMNS),
        "kha_nang_tre",
        selection,
        note=open_dossiers.risk_note(tested.calibration),
    )
