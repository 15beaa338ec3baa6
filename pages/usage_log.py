"""Nhật ký sử dụng: who did what, by days, kind and account, and whether the lines are whole."""

from collections import deque

import streamlit as st

from audit_log import is_kept
from board.access.audit_chain import lines, verify
from board.access.roles import accounts_seen
from board.text import audit, pages
from board.ui.components import blocks
from board.ui.components.tables import ROWS_DOWNLOADED
from board.ui.sections import usage_log
from board.ui.session import viewer
from config_file import data_folder
from ward_clock import today

st.title(pages.PAGES["usage_log"][0], anchor=False)
if not is_kept(data_folder()):
    blocks.sentence(audit.NOT_KEPT)
    st.stop()
first_day = usage_log.first_day_picked()
seen = accounts_seen(viewer(), today())
found = deque(
    (line for line in lines(data_folder(), first_day) if seen is None or line.account in seen),
    ROWS_DOWNLOADED,
)
kind, account = usage_log.picked(found)
chosen = [line for line in found if kind in ("all", line.kind) and account in ("all", line.account)]
blocks.answer(usage_log.answer(chosen))
usage_log.chain(verify(data_folder(), first_day=first_day))
if chosen:
    usage_log.lines_table(chosen)
else:
    blocks.sentence(audit.NOTHING)
