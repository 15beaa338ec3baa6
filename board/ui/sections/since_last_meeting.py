"""The parts of the page Kể từ kỳ họp trước: the two dates, and what differs between them."""

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from board.catalogue import MEASURES
from board.measures.readable_rows import readable
from board.measures.results import MeasureResult
from board.meeting.between_days import EVERY_ROW, OverdueChanges
from board.selection.periods import containing
from board.selection.selection import Selection
from board.text import choices, definitions, numbers, overview, since_last_meeting
from board.ui.address_bar import url_select
from board.ui.components import blocks, tables
from board.ui.components.judged_rows import spark
from board.ui.sections.since_last_meeting_tasks import assign_overdue
from board.warehouse.ask import ask


def two_dates(selection: Selection) -> tuple[date, date]:
    """The dates to compare, kept in the address: a meeting's, and the end of what is known."""
    rows = ask(selection.snapshot, "meetings", unit=selection.filters.unit)
    bodies: dict[str, list[str]] = {}
    for row in rows.itertuples():
        bodies.setdefault(row.held_on.date().isoformat(), []).append(row.body)
    named = {day: ", ".join(body) for day, body in bodies.items()}
    last = min(selection.period.end, selection.data_date)
    ends = [last.isoformat(), *(day for day in named if day < last.isoformat())]
    left, right = st.columns(2)
    with right:
        until = _date_select(
            "until",
            ends,
            lambda on: since_last_meeting.until_name(
                on, selection.data_date, _bodies_on(named, on)
            ),
        )
    meetings = [day for day in named if day < until.isoformat()]
    fallback = containing("quarter", until).start - timedelta(days=1)
    with left:
        then = _date_select(
            "since",
            meetings or [fallback.isoformat()],
            lambda on: since_last_meeting.since_name(on, _bodies_on(named, on)),
        )
    if not meetings:
        blocks.sentence(since_last_meeting.no_meeting(selection, until, then))
    return then, until


def _date_select(key: str, days: list[str], name: Callable[[date], str]) -> date:
    return date.fromisoformat(
        url_select(key, days, lambda day: name(date.fromisoformat(day)), days[0], list_down=True)
    )


def _bodies_on(named: dict[str, str], on: date) -> str:
    return named.get(on.isoformat(), "")


def signal_rows(
    changes: pd.DataFrame, then: list[MeasureResult], now: list[MeasureResult], selection: Selection
) -> None:
    """Each signal that began or ended: the verdict of its months then and now, its sparkline."""
    before = {(result.measure.key, result.field): result for result in then}
    after = {(result.measure.key, result.field): result for result in now}
    order = changes["now"].map({"worse": 0, "better": 1}).fillna(2)
    changes = changes.iloc[order.argsort(kind="stable")]
    with st.container(border=True, gap="small"):
        for key in zip(changes["measure"], changes["field"], strict=True):
            _signal_row(before.get(key), after.get(key) or before[key], selection)


def _signal_row(was: MeasureResult | None, result: MeasureResult, selection: Selection) -> None:
    measure, month = result.measure, _last_complete_month(result)
    lines = since_last_meeting.signal_then_and_now(
        was, result, was and _last_complete_month(was), month
    )
    name = numbers.keep_together(overview.result_name(result))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"**{blocks.escaped(name)}**", width=192, help=blocks.definition(measure))
        st.markdown("  \n".join(f":small[{line}]" for line in lines), width=364)
        spark(result, f"since_{measure.key}_{result.field}", 44)
        if month is not None:
            of_month = containing("month", month["period_start"].date()).key
            field_filter = {"field": result.field} if result.field else {}
            label = definitions.rows_link(month["n"], measure)
            blocks.rows_link(measure, selection, label, period=of_month, **field_filter)


def _last_complete_month(result: MeasureResult) -> pd.Series | None:
    months = result.months[result.months["is_complete"]]
    return months.iloc[-1] if len(months) else None


def overdue_lists(changes: OverdueChanges, selection: Selection, has_earlier: bool) -> None:
    """The dossiers newly overdue, or no longer so; a field's count opens to its dossiers."""
    counts = changes.counted.groupby("change")["n"].sum()
    which = url_select(
        "overdue",
        list(since_last_meeting.OVERDUE),
        lambda name: since_last_meeting.overdue_list(name, counts.get(name, 0)),
        "new" if "new" in counts else "cleared",
    )
    counted = changes.counted[changes.counted["change"] == which]
    if which == "cleared":
        summary = since_last_meeting.ways_counted(counted.groupby("how")["n"].sum())
        st.caption(" ".join(filter(None, [f"{summary}." if summary else "", _unseen(has_earlier)])))
    if counted.empty:
        return blocks.sentence(since_last_meeting.NONE_OVERDUE[which])
    by_field = counted.groupby("field")["n"].sum().sort_values(ascending=False, kind="stable")
    key = f"overdue_field_{which}"
    if st.session_state.get(key) not in by_field.index:
        st.session_state[key] = None
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        field = st.pills(
            choices.LABELS["field"],
            list(by_field.index),
            format_func=lambda name: f"{blocks.escaped(name)} ({numbers.number(by_field[name])})",
            key=key,
            label_visibility="collapsed",
            width="content",
        )
        if which == "new":
            found = counted["n"].sum() if field is None else by_field[field]
            assign_overdue(int(found), field, selection)
    counted = counted[counted["field"] == field] if field else counted
    columns = ["dossier_id", "procedure", "due_on"]
    columns += ["settled_on"] if counted["settled_on"].notna().any() else []
    columns += ["status", *(["how"] if which == "cleared" else []), "field"]
    columns += [] if selection.filters.unit else ["unit"]

    def rows(limit: int) -> pd.DataFrame:
        """The first so many as a reader sees them."""
        made = changes.listed(which, field, limit)
        made = made.assign(how=made["how"].map(since_last_meeting.WAYS_OUT))
        return readable(made, selection)[columns]

    tables.table(
        rows(tables.ROWS_SHOWN),
        f"{which}_qua_han",
        selection,
        int(counted["n"].sum()),
        lambda: rows(EVERY_ROW),
        columns=since_last_meeting.SINCE_COLUMNS,
    )


def _unseen(has_earlier: bool) -> str:
    return "" if has_earlier else since_last_meeting.ONLY_SETTLED


def corrected_table(changes: pd.DataFrame, found: pd.DataFrame, selection: Selection) -> None:
    """The measures of a period in an earlier snapshot and in this one, and why they differ."""
    measures = [MEASURES[key] for key in changes["measure"]]
    columns = {
        "measure": [measure.name for measure in measures],
        **{
            column: [
                numbers.value_text(measure, value)
                for measure, value in zip(measures, changes[column], strict=True)
            ]
            for column in ("then", "now")
        },
        **{column: [numbers.number(n) for n in changes[column]] for column in ("then_n", "now_n")},
        "difference": [
            since_last_meeting.difference(value, measure.unit, measure.noun)
            for measure, value in zip(measures, changes["difference"], strict=True)
        ],
    }
    order = ["measure", "then", "then_n", "now", "now_n", "difference"]
    tables.table(
        pd.DataFrame(columns)[order],
        "so_lieu_da_sua",
        selection,
        columns=since_last_meeting.SINCE_COLUMNS,
    )
    of_ratings = any(
        measure.query == "ratings" or measure.rows == "responses" for measure in measures
    )
    if found.empty:
        st.markdown(since_last_meeting.NO_CAUSE)
        return
    counted = since_last_meeting.causes_counted(found["cause"].value_counts())
    sentence = f"{counted}. {since_last_meeting.ONE_MORE_CAUSE}"
    st.markdown(f"{sentence} {since_last_meeting.RATINGS_CAUSE}" if of_ratings else sentence)
    corrected_dossiers(found, selection)


def corrected_dossiers(found: pd.DataFrame, selection: Selection) -> None:
    """The dossiers that differ between two snapshots, and how, folded away."""
    if found.empty:
        return
    made = found.assign(
        cause=found["cause"].map(since_last_meeting.CORRECTIONS),
        **{
            side: [
                since_last_meeting.cause_value(cause, value)
                for cause, value in zip(found["cause"], found[side], strict=True)
            ]
            for side in ("then", "now")
        },
    )
    title = since_last_meeting.corrected_dossiers(made["dossier_id"].nunique())
    with st.expander(title):
        shown = made.head(tables.ROWS_SHOWN)
        tables.table(
            shown,
            "ho_so_da_sua",
            selection,
            len(made),
            lambda: made,
            title=title,
            columns=since_last_meeting.SINCE_COLUMNS,
        )
