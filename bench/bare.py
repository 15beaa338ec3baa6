"""The yardstick in the browser: the same charts, tables and lines of constant data, on a bare page.

Another unit shows the charts recorded for it: a page whose charts stay as they are would not be
asked to draw anything. Serves what `bench.painting` recorded in the folder $BENCH_RECORDED of the
page that the address names.
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.io as pio
import streamlit as st

page = Path(os.environ["BENCH_RECORDED"]) / f"{st.query_params.get('page', 'overview')}.json"
recorded = json.loads(page.read_text("utf-8"))
st.set_page_config(layout="wide")
unit = st.sidebar.selectbox("Đơn vị", range(len(recorded)), key="unit")
shown = recorded[unit]
st.title("Trang trần")
for column, (label, value) in zip(
    st.columns(max(len(shown["metrics"]), 1)), shown["metrics"], strict=False
):
    column.metric(label, value)
for table in shown["tables"]:
    st.table(pd.DataFrame(table["data"], columns=table["columns"]), border="horizontal")
for line in shown["lines"]:
    st.markdown(line)
for number, figure in enumerate(shown["figures"]):
    st.plotly_chart(pio.from_json(figure), theme=None, key=str(number))
