"""The words of tasks on pages and in papers: what became of them."""

from board.text.dates import day
from board.text.numbers import ABSENT, NO_FIGURES, is_absent, number
from board.text.sentences import inside_a_sentence

OUTCOMES = {
    "kept": "Xong đúng hạn",
    "kept_after_postponement": "Xong sau khi gia hạn",
    "late": "Xong trễ hạn",
    "broken": "Quá hạn chưa xong",
    "open": "Chưa đến hạn",
    "cancelled": "Thôi thực hiện",
}
NO_LAST_TASKS = "Chưa có nhiệm vụ nào ghi ngày giao đến hết kỳ này."


def outcomes_counted(tasks) -> str:
    """What became of tasks: "2 xong đúng hạn, 1 chưa đến hạn"."""
    outcomes = list(tasks["outcome"])
    return ", ".join(
        f"{number(outcomes.count(outcome))} {inside_a_sentence(name)}"
        for outcome, name in OUTCOMES.items()
        if outcome in outcomes
    )


def tasks_phrase(tasks, late: str = "{}") -> str:
    """Tasks in one phrase; `late` is how those overdue are printed. None: no register was sent."""
    if tasks is None:
        return f"Nhiệm vụ: {NO_FIGURES}"
    if tasks.empty:
        return "Chưa có nhiệm vụ"
    outcomes = list(tasks["outcome"])
    parts = [f"{number(len(outcomes))} nhiệm vụ"]
    if broken := outcomes.count("broken"):
        parts.append(late.format(f"{number(broken)} quá hạn"))
    if still := outcomes.count("open"):
        parts.append(f"{number(still)} chưa đến hạn")
    missing = sum(
        is_absent(evidence) and not is_absent(done)
        for evidence, done in zip(tasks["evidence"], tasks["done_on"], strict=True)
    )
    if missing:
        parts.append(f"{number(missing)} việc xong thiếu minh chứng")
    return ", ".join(parts)


def task_hover(row) -> str:
    """A task in one sentence."""
    done = f", xong {day(row.done_on)}" if not is_absent(row.done_on) else ""
    return f"{row.title}: hạn {day(row.due_on)}{done}. {OUTCOMES[row.outcome]}"


def task_cells(row, unit_name: str | None = None) -> tuple[str, ...]:
    """A task's row; `unit_name` where the tasks are of several units."""
    moved = is_absent(row.first_due_on) or row.first_due_on == row.due_on
    due = day(row.due_on) if moved else f"{day(row.due_on)} (ban đầu {day(row.first_due_on)})"
    done = "" if is_absent(row.done_on) else f", {day(row.done_on)}"
    cells = (
        row.title,
        ABSENT if is_absent(row.owner) else row.owner,
        due,
        f"{OUTCOMES[row.outcome]}{done}",
        number(row.progress_percent),
    )
    return (*cells, unit_name) if unit_name else cells
