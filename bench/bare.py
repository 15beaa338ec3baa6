"""The yardstick in the browser: the same charts and numbers, of constant data, on a bare page.

Serves what `bench.pages` recorded in the file that $BENCH_RECORDED names.
"""

import json
import os
from pathlib import Path

import plotly.io as pio
import streamlit as st

recorded = json.loads(Path(os.environ["BENCH_RECORDED"]).read_text("utf-8"))
st.set_page_config(layout="wide")
st.sidebar.selectbox("Đơn vị", ["a", "b", "c"], key="unit")
st.title("Trang trần")
for column, (label, value) in zip(
    st.columns(max(len(recorded["metrics"]), 1)), recorded["metrics"], strict=False
):
    column.metric(label, value)
for number, figure in enumerate(recorded["figures"]):
    st.plotly_chart(pio.from_json(figure), theme=None, key=str(number))
