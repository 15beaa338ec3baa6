"""What differs between two dates or two snapshots: frames in, frames out; nothing is asked here."""

from datetime import date

import pandas as pd

CAUSES = (
    "came_later",
    "gone",
    "received",
    "finished",
    "due",
    "status",
    "regrouped",
    "fell_due",
    "stopped_late",
    "retimed",
)
CAUSE_COLUMNS = ["dossier_id", "procedure", "cause", "then", "now"]


def signal_changes(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Which signals began or ended between two judgements of the same measures.

    Each frame: one row a measure and field (None: all fields) with its `signal`, the change that
    its months hold ("worse", "better" or None). Gives [measure, field, then, now, change] of those
    whose signal differs, in the order of `now`: change is "new" where there is one now (also one
    that turned), else "ended".
    """
    key = ["measure", "field"]
    both = now[[*key, "signal"]].merge(
        then[[*key, "signal"]], on=key, how="outer", sort=False, suffixes=("_now", "_then")
    )
    both = both.astype(object).where(both.notna(), None)
    is_alike = both["signal_now"] == both["signal_then"]
    is_alike |= both["signal_now"].isna() & both["signal_then"].isna()
    made = both[~is_alike]
    is_signal = made["signal_now"].notna()
    made = made.assign(change=is_signal.map({True: "new", False: "ended"}))
    made = made.rename(columns={"signal_then": "then", "signal_now": "now"})
    return made[[*key, "then", "now", "change"]].reset_index(drop=True)


def overdue_changes(
    rows: pd.DataFrame, earlier: pd.DataFrame, then: date, now: date
) -> pd.DataFrame:
    """The dossiers that became overdue between two days, and those that are so no longer.

    `rows`: `since_overdue` of the present snapshot, asked with the dossiers of `earlier`;
    `earlier`: those that a snapshot of that time held to be overdue (empty where there is none).
    Only it knows of one that waits now or whose due date was moved: by its newest state alone
    such a dossier was never overdue. Gives the rows with `change` (new, cleared) and `how` a
    cleared one left: settled, finished_without_date, withdrawn, waiting, due_moved, gone (not in
    the present snapshot under this selection), corrected; None for a new one.
    """
    settled = pd.to_datetime(rows["settled_on"])
    was_open = ~(settled <= pd.Timestamp(then))
    was = rows["was_overdue"] | (rows["dossier_id"].isin(earlier["dossier_id"]) & was_open)
    lost = earlier[~earlier["dossier_id"].isin(rows["dossier_id"])]
    new = rows[rows["is_overdue"] & ~was].assign(change="new", how=None)
    left = rows[was & ~rows["is_overdue"]]
    left = left.assign(change="cleared", how=[_how(row, now) for row in left.itertuples()])
    parts = [new, left, lost.assign(change="cleared", how="gone")]
    made = pd.concat([part for part in parts if len(part)] or [new], ignore_index=True)
    return made.drop(columns=["was_overdue", "is_overdue"])


def _how(row, now: date) -> str:
    if row.counted_as == "undated":
        return "finished_without_date"
    if row.settled_on <= pd.Timestamp(now):  # a missing date is before nothing
        return "withdrawn" if row.counted_as == "withdrawn" else "settled"
    if row.counted_as == "waiting":
        return "waiting"
    return "corrected" if row.due_on < pd.Timestamp(now) else "due_moved"


def corrected(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The measures of one period that two snapshots give differently.

    Each frame: one row a measure with `value` (NaN where absent) and `n`. Gives [measure, then,
    then_n, now, now_n, difference] of those whose value or n differs; difference = now − then.
    """
    both = then[["measure", "value", "n"]].merge(
        now[["measure", "value", "n"]], on="measure", suffixes=("_then", "_now")
    )
    value_then, value_now = both["value_then"], both["value_now"]
    same = (value_then - value_now).abs() < 1e-9
    same |= value_then.isna() & value_now.isna()
    made = both.assign(difference=value_now - value_then)[~same | (both["n_then"] != both["n_now"])]
    made = made.rename(
        columns={"value_then": "then", "n_then": "then_n", "value_now": "now", "n_now": "now_n"}
    )
    return made[["measure", "then", "then_n", "now", "now_n", "difference"]].reset_index(drop=True)


def causes(then: pd.DataFrame, now: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """Why two snapshots count the dossiers of a period from `start` to `end` differently.

    Each frame: `dossier_states` of every dossier in which the two differ. Gives [dossier_id,
    procedure, cause, then, now], one row a dossier and cause (see CAUSES), with its value then and
    now where that is a date, a status or a number. What cannot move a figure of the period is left
    out: a dossier settled after it, a due date after it then and now, a status that is counted as
    before or whose due date lies after it.
    """
    old, new = _within(then, end).set_index("dossier_id"), _within(now, end).set_index("dossier_id")
    parts = [
        _cause_rows(
            new.loc[new.index.difference(old.index)].query("counted_as != 'out'"), "came_later"
        ),
        _cause_rows(old.loc[old.index.difference(new.index)].query("counted_as != 'out'"), "gone"),
    ]
    known = old.index.intersection(new.index)
    old, new = old.loc[known], new.loc[known]
    last = pd.Timestamp(end)
    moved_in_time = _differs(old, new, "received_on") | _differs(old, new, "settled_on")
    due, due_then = new["due_on"], old["due_on"]
    falls_by_end = (due <= last) | (due_then <= last) | (new["first_due_on"] <= last)
    is_out = (old["counted_as"] == "out") | (new["counted_as"] == "out")
    recounted = _differs(old, new, "counted_as") & (falls_by_end | is_out)
    dated = recounted & ~_differs(old, new, "status_code")  # a finish got its day, or lost it
    fell_due = _fell(old, new, "due_on") | _fell(old, new, "first_due_on")
    fell_due &= falls_by_end & (new["counted_as"] != "out")
    stopped_late = _differs(old, new, "late_when_stopped") & falls_by_end & ~recounted
    groups = ("field", "procedure_key", "channel", "unit_key")
    regrouped = pd.concat([_differs(old, new, column) for column in groups], axis=1).any(axis=1)
    retimed = (
        _differs(old, new, "working_days")
        & (new["settled_on"] >= pd.Timestamp(start))
        & ~moved_in_time
    )
    for cause, is_so, column in (
        ("received", _differs(old, new, "received_on"), "received_on"),
        ("finished", _differs(old, new, "settled_on") | dated, "settled_on"),
        ("due", _differs(old, new, "due_on") & falls_by_end, "due_on"),
        ("status", recounted & ~dated, "status_code"),
        ("regrouped", regrouped, None),
        ("fell_due", fell_due, None),
        ("stopped_late", stopped_late, None),
        ("retimed", retimed, "working_days"),
    ):
        parts.append(_cause_rows(new[is_so], cause, column, old[is_so]))
    made = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return made[CAUSE_COLUMNS]


def _within(rows: pd.DataFrame, end: date) -> pd.DataFrame:
    """The dossiers as the end of the period saw them: what was settled later is open."""
    settled = pd.to_datetime(rows["settled_on"])
    by_end = (settled <= pd.Timestamp(end)) & (settled <= pd.to_datetime(rows["known_until"]))
    return rows.assign(settled_on=settled.where(by_end))


def _fell(old: pd.DataFrame, new: pd.DataFrame, column: str) -> pd.Series:
    """Whether a date that did not move was not over yet for the old snapshot and is for the new."""
    day = new[column]
    return (day == old[column]) & (day >= old["known_until"]) & (day < new["known_until"])


def _differs(old: pd.DataFrame, new: pd.DataFrame, column: str) -> pd.Series:
    return ~((old[column] == new[column]) | (old[column].isna() & new[column].isna()))


def _cause_rows(
    rows: pd.DataFrame, cause: str, column: str | None = None, old: pd.DataFrame | None = None
) -> pd.DataFrame:
    made = rows.reset_index()[["dossier_id", "procedure"]].assign(cause=cause, then=None, now=None)
    if column and old is not None:
        made["then"] = old[column].astype(object).to_numpy()
        made["now"] = rows[column].astype(object).to_numpy()
    return made


def target_changes(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The targets in force that differ between two days.

    Each frame: `targets_in_force`, the most particular first [measure, field, target, source].
    Gives [measure, field, then, now, source] where the target or its source differs; None where
    none was or is in force, and then the source is that of the row that was.
    """
    key = ["measure", "field"]
    before, after = (frame.drop_duplicates(key) for frame in (then, now))
    both = before.merge(after, on=key, how="outer", sort=True, suffixes=("_then", "_now"))
    both = both.astype(object).where(both.notna(), None)
    differs = both["target_then"] != both["target_now"]
    differs |= both["source_then"] != both["source_now"]
    made = both[differs].rename(columns={"target_then": "then", "target_now": "now"})
    sources = zip(made["source_now"], made["source_then"], strict=True)
    made["source"] = [new or old for new, old in sources]
    return made[[*key, "then", "now", "source"]].reset_index(drop=True)
