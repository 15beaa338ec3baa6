"""Edits by many threads at once, for a process that is to start fast: it imports no page."""

from concurrent.futures import ThreadPoolExecutor

from board.registers import entry_files
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current

THREADS, RECORDS = 4, 12


def edits(process: int, count: int) -> None:
    """So many edits by four threads: process 0 writes progress, process 1 the note, of task
    NV<n mod 12> each time."""
    snapshot = current(EVERYTHING)
    own = ask(snapshot, "source_fields", source="tasks")["field"].tolist()
    asked = {"source": "tasks", "unit": None, "sought": None, "limit": RECORDS}
    rows = ask(snapshot, "records", **asked).fillna("").set_index("task_id", drop=False)

    def edit(n: int) -> None:
        name, value = (("progress_percent", str(n % 100)), ("note", f"lần {n}"))[process]
        record = dict(rows.loc[f"NV{n % RECORDS}", own]) | {name: value}
        entry_files.append("tasks", record, [name], "16528-01", f"sửa {process}-{n}")

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(edit, range(count)))
