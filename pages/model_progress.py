"""Tiến độ mô hình: nine workstreams, from records; what was decided last, and what became of it."""

from board.registers import reach
from board.registers.workstreams import tasks, workstreams
from board.text import model_progress, pages
from board.ui.components import blocks, register_parts
from board.ui.components.entry_form import entry_form
from board.ui.components.unit_funnels import share_funnels
from board.ui.sections import model_progress as model_progress_section
from board.ui.sections import model_progress_activities
from board.ui.session import current_selection

COMPILED = (
    "share_tasks_kept",
    "tasks_overdue",
    "share_pledged",
    "share_letters_sent",
    "share_receptions_secretary",
    "share_receptions_chair",
    "share_petitions_on_time",
    "share_activities_held",
    "share_findings_mended",
    "people_trained",
    "rate_due_on_time",
    "share_satisfied",
)

choice = current_selection()
blocks.head("model_progress", choice)
streams = workstreams(choice)
has_tasks = reach.reached("tasks", choice) is not None
blocks.answer(model_progress.model_answer(streams, choice, has_tasks))
if has_tasks:
    register_parts.note("tasks", reach.of_register("tasks", choice))

given = tasks(choice)
last = given[given["of_last_meeting"]]
if len(last):
    blocks.section(
        model_progress.MODEL_SECTION["last_meeting"],
        model_progress.given_on(last["given_on"].max()),
    )
    model_progress_section.task_table(last, "viec_ky_truoc", choice)

blocks.section(model_progress.MODEL_SECTION["workstreams"], model_progress.WORKSTREAMS_NOTE)
model_progress_section.workstream_rows(streams, choice)
if has_tasks:
    model_progress_section.gantt_card(streams, choice)
else:
    register_parts.none_sent("tasks", choice)

blocks.section(model_progress.MODEL_SECTION["commitments"], model_progress.COMMITMENTS_NOTE)
model_progress_section.commitment_cards(choice)
blocks.section(model_progress.MODEL_SECTION["pledges"], pages.period_note(choice))
model_progress_section.pledge_parts(choice)
blocks.section(model_progress.MODEL_SECTION["activities"], pages.period_note(choice))
model_progress_activities.activities_section(choice)
blocks.section(model_progress.MODEL_SECTION["model_by_unit"], pages.period_note(choice))
register_parts.unit_table("mo_hinh", COMPILED, choice)
share_funnels(COMPILED, choice)
entry_form("tasks", choice)
