"""What Báo cáo draws: the papers to make, those that were sent, and what a code opens."""

import pandas as pd
import streamlit as st

import ward_clock
from board.papers import PAPERS
from board.papers.archive.comparison import compare
from board.papers.archive.readers import filed_for, opens_to
from board.papers.archive.sent import (
    Filed,
    file_paper,
    opened_by,
    remember,
    why_not_filed,
    why_not_kept,
)
from board.papers.letters import drafts
from board.papers.letters.content import NAME as LETTERS
from board.papers.office import qr
from board.papers.paper import MIME, Paper, address_of, code_of
from board.registers.entry_policy import why_read_only
from board.selection.periods import containing
from board.selection.selection import Selection
from board.text import letter_papers, meeting, since_last_meeting
from board.text import papers as papers_text
from board.text import sent_papers as sent_papers_text
from board.ui.components import blocks, letter_drafts, tables
from board.ui.components.officer_box import officer_box
from board.ui.run_place import run_place
from board.ui.sections import since_last_meeting as since_last_meeting_section
from board.ui.session import refuse_former_roles, viewer
from board.ui.sidebar import choose_period
from board.ui.usage import note_use, reading
from board.warehouse.snapshots import SnapshotLost, WrongSchema, current, named
from config_file import data_folder
from disk_errors import disk_reason
from log_lines import note


def making(selection: Selection) -> None:
    """A row a paper: what it is, its code, and a press for each kind of file; in place of a paper
    that a ward's own files do not let be made a sentence says why, and in place of all where their
    codes cannot be kept."""
    if why := why_not_kept(_folder()):
        blocks.sentence(why)
        return
    for paper in PAPERS.values():
        try:
            paper.check(selection)
        except ValueError as error:
            blocks.sentence(str(error))
            continue
        if paper.name == LETTERS:
            letter_drafts.letters_row(selection)
            continue
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(
                papers_text.paper_line(paper.name, code_of(paper.name, selection)), width="stretch"
            )
            if paper.name == "committee-pack":
                present_link("reports", selection)
            if paper.name == "board-sheet" and selection.period.kind != "week":
                _week_button(selection)
            for ending in paper.writers:
                _button(paper, ending, selection)


def without_qr(selection: Selection) -> None:
    """Why no paper bears a QR, and where its address is set; nothing where they bear one."""
    if not qr.opens_elsewhere(address_of(selection, "overview")):
        st.caption(papers_text.NO_QR)


def present_link(page: str, selection: Selection) -> None:
    """From a page to the pack's slides on a projector, whence the way out leads back to it."""
    st.page_link(
        "../../pages/meeting.py",
        label=meeting.PRESENT,
        icon=":material/slideshow:",
        query_params=selection.url_parameters | {"from": page},
    )


def _week_button(selection: Selection) -> None:
    """A press that chooses the last week of the period that has begun, for the weekly sheet."""
    week = containing("week", min(selection.period.end, selection.data_date))
    st.button(
        week.label,
        key="sheet_week",
        type="tertiary",
        help=papers_text.CHOOSE_WEEK,
        on_click=choose_period,
        args=(week,),
    )


def _button(paper: Paper, ending: str, selection: Selection) -> None:
    at, of = run_place(), reading(selection)

    def content() -> bytes:
        """The paper's file, made when the press asks for it."""
        refuse_former_roles(selection)
        remember(_folder(), paper.name, selection)
        made = paper.make(ending, selection)
        what, code = f"{paper.name}{ending}", code_of(paper.name, selection)
        note("export", **at, what=what, code=code)
        note_use("paper", of, what, code=code)
        return made

    st.download_button(
        papers_text.DOWNLOAD_AS[ending],
        content,
        papers_text.file_name(paper.name, selection, ending),
        MIME[ending],
        icon=":material/download:",
        on_click="ignore",
        key=f"paper_{paper.name}{ending}",
    )


def sending(selection: Selection) -> None:
    """Files a paper as sent, and who did, where somebody is named."""
    if why := why_not_filed(selection):
        st.caption(why)
        return
    kinds = [(paper.name, ending) for paper in PAPERS.values() for ending in paper.writers]
    with st.form("sent", border=False):
        left, middle, officer, right = st.columns([3, 2, 3, 2], vertical_alignment="bottom")
        kind = left.selectbox(
            sent_papers_text.SENT_WHICH, kinds, format_func=lambda k: papers_text.paper_kind(*k)
        )
        day = middle.date_input(sent_papers_text.SENT_ON, ward_clock.today(), format="DD/MM/YYYY")
        with officer:
            place = f"sent_{selection.filters.unit}"  # an officer of one unit is none of another
            by = officer_box(selection, place, sent_papers_text.SENT_BY, required=False)
        if not right.form_submit_button(
            sent_papers_text.FILE_AS_SENT, icon=":material/inventory_2:"
        ):
            return
    name, ending = kind
    if (
        name == LETTERS
        and not why_read_only(LETTERS, selection)
        and (new := drafts.to_record(selection)["ledger"].count())
    ):
        st.info(letter_papers.draft_first(new))
        return
    try:
        PAPERS[name].check(selection)
        with st.spinner(sent_papers_text.MAKING):
            content = PAPERS[name].build(selection)
            file = PAPERS[name].write(ending, content)
            made = file_paper(_folder(), name, ending, file, content, day, by)
    except ValueError as error:
        blocks.sentence(str(error))
        return
    except OSError as error:
        blocks.sentence(papers_text.cannot_write(_folder(), disk_reason(error.errno)))
        return
    note("paper_filed", what=f"{name}{ending}", code=made.code)
    st.success(blocks.escaped(sent_papers_text.filed_as(made.file)), icon=":material/check:")


def sent_papers(selection: Selection) -> None:
    """The papers that were sent; of the one picked each figure as it was sent and as it is now."""
    papers = filed_for(_folder(), selection.snapshot)
    if not papers:
        st.markdown(sent_papers_text.NOTHING_SENT)
        return
    codes = [paper.code for paper in papers]
    picked = tables.table(
        sent_papers_text.sent_table(papers),
        "da_gui",
        selection,
        pick=codes,
        columns=sent_papers_text.SENT_COLUMNS,
    )
    if picked is None:
        st.caption(sent_papers_text.PICK_A_PAPER)
        return
    _as_sent_and_now(papers[picked], selection)


def _as_sent_and_now(paper: Filed, selection: Selection, place: str = "") -> None:
    """`place` keeps the tables of one paper apart that stands on a page twice."""
    found = compare(paper, selection)
    rows = found.figures
    changed = rows[rows["differs"]]
    sentence = sent_papers_text.sent_against_now(
        paper, len(rows), len(changed), found.now.data_date
    )
    st.markdown(blocks.escaped(sentence))
    st.caption(blocks.escaped(sent_papers_text.sent_as(paper)))
    if found.earlier is None:
        st.markdown(blocks.escaped(sent_papers_text.sent_snapshot_gone(paper.snapshot)))
    if len(changed):
        _figures_table(changed, f"nay_khac{place}", sent_papers_text.NOW_DIFFERENT, selection)
        st.caption(sent_papers_text.WHY_NOTE)
    if lines := found.redefined:
        st.markdown(f"**{since_last_meeting.SINCE_SECTION['redefined']}**")
        st.markdown("\n".join(f"- {blocks.escaped(line)}" for line in lines))
    if len(changed):
        since_last_meeting_section.corrected_dossiers(found.causes, selection)
    with st.expander(sent_papers_text.ALL_FIGURES):
        _figures_table(rows, f"moi_con_so{place}", sent_papers_text.ALL_FIGURES, selection)


def _figures_table(rows: pd.DataFrame, name: str, title: str, selection: Selection) -> None:
    """Figures as they were sent and as they are now, and why they differ."""
    made = pd.DataFrame(
        {
            "figure_part": rows["part"],
            "figure_name": rows["name"],
            "as_sent": [sent_papers_text.figure_text(row) for row in rows.itertuples()],
            "as_now": [sent_papers_text.figure_text(row, "_now") for row in rows.itertuples()],
            "figure_difference": [
                sent_papers_text.figure_difference(row) for row in rows.itertuples()
            ],
            "why": ["; ".join(why) for why in rows["why"]],
        }
    )
    tables.table(made, name, selection, title=title, columns=sent_papers_text.SENT_COLUMNS)


def code_opens(selection: Selection) -> None:
    """What a paper's code names: the page at the same snapshot and filters; where that snapshot
    cannot be opened any more, the paper as it was sent, if it was filed."""
    if "code" in st.query_params:
        st.session_state["code"] = st.query_params.pop("code")
    code = st.text_input(
        papers_text.CODE, max_chars=8, key="code", placeholder=papers_text.CODE_EXAMPLE
    )
    if not code:
        return
    code = code.strip().upper()
    found = opened_by(_folder(), code)
    filed = filed_for(_folder(), selection.snapshot)
    sent = [paper for paper in filed if paper.code == code]
    if found and not opens_to(found[1], selection.snapshot):
        found = None
    if found is None and not sent:
        blocks.sentence(papers_text.no_such_code(code))
        return
    name, url = found or (sent[0].name, sent[0].url)
    try:
        named(url["snapshot"])
    except (SnapshotLost, WrongSchema):
        if sent:
            _as_sent_and_now(sent[0], selection, "_theo_ma")
        else:
            blocks.sentence(papers_text.code_snapshot_gone(url["snapshot"]))
        return
    if sent:
        st.caption(blocks.escaped(sent_papers_text.sent_as(sent[0])))
    pages = {"form06a": "form_06a", "letters": "letters", "board-sheet": "open_dossiers"}
    page = pages.get(name, "overview")
    st.page_link(f"../../pages/{page}.py", label=papers_text.open_paper(name), query_params=url)


def links_to_sent(snapshot: str) -> None:
    """A link to each paper that was sent from a snapshot which cannot be opened any more."""
    now = current(viewer().scope)
    for paper in filed_for(_folder(), now):
        if paper.snapshot == snapshot:
            st.page_link(
                "../../pages/reports.py",
                label=sent_papers_text.open_sent(paper),
                icon=":material/inventory_2:",
                query_params={"code": paper.code, "snapshot": now.name},
            )


def _folder():
    return data_folder() / "papers"
