"""What the page Định nghĩa chỉ số draws: one measure, the index, how forecasts came out."""

import pandas as pd
import streamlit as st

from board import charts
from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures import late_risk
from board.measures.targets import target_of
from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.text import definitions, headings, open_dossiers
from board.ui.components import blocks


def measure_card(measure: Measure, selection: Selection) -> None:
    """The whole definition of one measure, with the target in force and how it is judged."""
    target = target_of(measure.key, selection.snapshot, selection.filters, selection.period.end)
    with st.container(border=True):
        st.markdown(f"**{measure.name}**")
        st.markdown(measure.definition)
        st.markdown(definitions.judged_line(measure))
        st.caption(definitions.definition_line(measure, target))


def index() -> None:
    """Every measure by name, in groups, each opening its definition; of what is sought, those
    that hold it in their name, definition or key, however its accents are written."""
    blocks.section(definitions.INDEX)
    sought = st.text_input(
        definitions.SEARCH,
        placeholder=definitions.SEARCH,
        icon=":material/search:",
        label_visibility="collapsed",
        key="definition_search",
    )
    found = definitions.measures_found(MEASURES.values(), sought)
    if not found:
        blocks.sentence(definitions.NO_SUCH_MEASURE)
        return
    for title, measures in definitions.grouped(found):
        st.markdown(f"**{title}**")
        for column, place in zip(st.columns(3), range(3), strict=True):
            with column, st.container(gap=None):
                for measure in measures[place::3]:
                    st.button(
                        measure.short,
                        key=f"define_{measure.key}",
                        help=measure.name,
                        type="tertiary",
                        on_click=_open,
                        args=(measure.key,),
                    )


def _open(key: str) -> None:
    """Makes a measure the chosen one of the list above."""
    st.session_state["measure"] = key


def risk_card(selection: Selection) -> None:
    """What was predicted at past months' ends of the dossiers then open, against what happened."""
    tested = late_risk.tested(selection.snapshot)
    bins = tested.calibration.bins
    bins = bins[bins["n"] >= SETTINGS.warn_below_n]
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
