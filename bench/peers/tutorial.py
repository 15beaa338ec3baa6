"""A page over an export of dossiers as tutorials of Streamlit write it: pandas, `st.cache_data`,
plotly express. Shows what our overview shows first, with its filters. $BENCH_EXPORT names the file.
"""

import os

import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(page_title="Dossiers", layout="wide")
DAYS = ["Ngày nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Ngày trả kết quả"]


@st.cache_data
def load(path: str) -> pd.DataFrame:
    """The dossiers, with the month of receipt and whether each was finished in time."""
    df = pd.read_parquet(path) if path.endswith(".parquet") else pd.read_csv(path)
    for day in DAYS:
        df[day] = pd.to_datetime(df[day])
    df["month"] = df["Ngày tiếp nhận"].dt.to_period("M").dt.to_timestamp()
    df["quarter"] = df["Ngày tiếp nhận"].dt.to_period("Q").astype(str)
    df["finished"] = df["Ngày kết thúc xử lý"].notna()
    df["on_time"] = df["finished"] & (df["Ngày kết thúc xử lý"] <= df["Ngày hẹn trả"])
    df["days"] = (df["Ngày kết thúc xử lý"] - df["Ngày tiếp nhận"]).dt.total_seconds() / 86400
    return df


df = load(os.environ["BENCH_EXPORT"])
all_units = ["All", *df["Đơn vị"].astype(str).value_counts().index]
unit = st.sidebar.selectbox("Unit", all_units, index=1)
quarter = st.sidebar.selectbox("Period", sorted(df["quarter"].dropna().unique(), reverse=True))
field = st.sidebar.selectbox("Field", ["All", *sorted(df["Lĩnh vực"].dropna().unique())])
channel = st.sidebar.selectbox("Channel", ["All", *sorted(df["Kênh thực hiện"].dropna().unique())])
if unit != "All":
    df = df[df["Đơn vị"].astype(str) == unit]
if field != "All":
    df = df[df["Lĩnh vực"] == field]
if channel != "All":
    df = df[df["Kênh thực hiện"] == channel]
now = df[df["quarter"] == quarter]

st.title("Dossiers")
for column, (label, value) in zip(
    st.columns(4),
    {
        "Received": f"{len(now):,}",
        "On time": f"{now.loc[now['finished'], 'on_time'].mean():.1%}",
        "Online": f"{(now['Kênh thực hiện'] == 'Trực tuyến').mean():.1%}",
        "P90, days": f"{now['days'].quantile(0.9):.1f}",
    }.items(),
    strict=True,
):
    column.metric(label, value)

by_month = df.groupby("month").agg(
    received=("Mã hồ sơ", "count"),
    on_time=("on_time", "mean"),
    online=("Kênh thực hiện", lambda channels: (channels == "Trực tuyến").mean()),
    median_days=("days", "median"),
)
for name in by_month.columns:
    st.plotly_chart(px.line(by_month.reset_index(), x="month", y=name), key=name)
by_field = now.groupby("Lĩnh vực")["on_time"].mean().sort_values().reset_index()
st.plotly_chart(px.bar(by_field, x="on_time", y="Lĩnh vực", orientation="h"), key="fields")
st.plotly_chart(px.histogram(now, x="days", nbins=40), key="days")
st.dataframe(now.sort_values("Ngày hẹn trả").head(1000))
