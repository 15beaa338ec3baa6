"""What Nhật ký sử dụng draws: the choice of days, kind and account, the state, the lines."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

import pandas as pd
import streamlit as st

import ward_clock
from board.access.audit_chain import Line, Verdict
from board.text import audit
from board.ui.address_bar import url_select
from board.ui.components import blocks, tables
from board.ui.session import current_selection

LINES_SHOWN = 500


def first_day_picked() -> date:
    """The first day of those that are chosen."""
    days = url_select("days", list(audit.DAYS), audit.DAYS.get, "7")
    return ward_clock.today() - timedelta(days=int(days) - 1)


def picked(found: Sequence[Line]) -> tuple[str, str]:
    """The kind and the account that are chosen, "all" for all."""
    names = {"all": audit.ALL_ACCOUNTS} | {
        name: name for name in sorted({line.account for line in found if line.account})
    }
    kinds = {"all": audit.ALL_KINDS} | audit.KINDS
    left, right = st.columns(2)
    with left:
        kind = url_select("use", list(kinds), kinds.get, "all", list_down=True)
    with right:
        account = url_select("account", list(names), names.get, "all", list_down=True)
    return kind, account


def answer(chosen: Sequence[Line]) -> str:
    """The page's first line."""
    accounts = {line.account for line in chosen if line.account}
    refused = sum(line.kind == "sign_in_refused" for line in chosen)
    return audit.answer(len(chosen), len(accounts), refused)


def chain(verdict: Verdict) -> None:
    """Whether the lines of the chosen days are whole."""
    sentences = " ".join(audit.sentences(asdict(verdict)))
    if not verdict.is_whole:
        st.error(blocks.escaped(sentences), icon=":material/warning:")
    else:
        st.caption(f"{sentences} {audit.WHOLE_BY_COMMAND}")


def lines_table(chosen: Sequence[Line]) -> None:
    """The newest lines, and all of them as a file."""

    def rows(of: Sequence[Line]) -> pd.DataFrame:
        """Lines as a reader sees them, the newest first."""
        return pd.DataFrame(
            [
                (
                    line.at and line.at.replace(tzinfo=None),
                    audit.account_of(line.kind, line.account),
                    audit.KINDS.get(line.kind, audit.TORN),
                    audit.use_of(line.what),
                    line.n,
                )
                for line in reversed(of)
            ],
            columns=["recorded_at", "account", "use", "use_of", "line"],
        ).astype({"recorded_at": "datetime64[ns]"})

    blocks.section(audit.LINES, audit.LINES_NOTE)
    tables.table(
        rows(chosen[-LINES_SHOWN:]),
        "nhat_ky_su_dung",
        current_selection(),
        len(chosen),
        lambda: rows(chosen),
        columns=audit.COLUMNS,
    )
