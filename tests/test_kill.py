"""Loads killed with SIGKILL, in every step: the published snapshot stays whole.

Ten in each run of the tests, a hundred by `make kill`.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from etl.words.commands import STEPS
from tests.conftest import PROJECT, loaded, run

LANES = 2
# Seconds behind a step's line: about as long as the step takes.
LONGEST_DELAY = {"read": 0.03, "land": 0.05, "check": 0.08, "build": 0.35, "publish": 0.15}
HEADER = "Mã hồ sơ,Đơn vị,Mã TTHC,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n"


@dataclass
class Warehouse:
    """What the last published snapshot was, byte for byte, before the next load is killed."""

    folder: Path
    published: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def look(self, killed_in: str | None) -> None:
        """Fails unless every snapshot seen before is unchanged and the published one opens.

        Only a load killed in `publish`, or one that was not killed (None), may have moved CURRENT.
        """
        now = (self.folder / "CURRENT").read_text("utf-8").strip()
        assert now == self.published or killed_in in (None, "publish")
        hashes = {
            path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.folder.glob("*.duckdb")
        }
        assert now in hashes
        for name in hashes.keys() & self.files.keys():
            assert hashes[name] == self.files[name], f"{name} was changed"
        with duckdb.connect(str(self.folder / f"{now}.duckdb"), read_only=True) as con:
            snapshot_id, rows = con.execute(
                "select snapshot_id, (select count(*) from dossiers) from snapshot"
            ).fetchone()
        assert snapshot_id == now and rows > 0
        self.published, self.files = now, hashes


def write_export(inbox: Path, number: int) -> None:
    """Three dossiers of its own, one that every export shows anew, and one bad row."""
    rows = [
        f"H-A{number},16528,1.001193,Đã trả kết quả,02/06/2025 08:00,02/06/2025,02/06/2025 09:30",
        f"H-B{number},16528,1.001193,Đang xử lý,03/06/2025 08:00,03/06/2025,",
        f"H-C{number},16528,1.001193,Đang xử lý,05/06/2025,05/06/2025,",
        f"H-ALL,16528,1.004873,Đang xử lý,02/06/2025 08:00,{number % 20 + 5:02d}/06/2025,",
        # One bad row of five is the limit above which a file is refused.
        f"H-D{number},16528,1.001193,Đang xử lý,hôm qua,03/06/2025,",
    ]
    path = inbox / f"hoso{number:03d}_2025-06-{number % 28 + 1:02d}.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")


def step_of(line: str) -> str | None:
    """The step whose line this is."""
    return next((name for name, start in STEPS.items() if line.startswith(start)), None)


def kill_a_load(data: Path, step: str, after: float) -> str | None:
    """Starts a load and kills it `after` seconds behind the line of `step`.

    Gives the step whose line was its last, or None when it ended before the kill.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "etl", "load"],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    last = None
    for line in process.stderr:
        last = step_of(line) or last
        if last == step:
            time.sleep(after)
            process.kill()
            break
    for line in process.stderr:  # what it still said before it died
        last = step_of(line) or last
    process.stderr.close()
    return last if process.wait(timeout=300) == -signal.SIGKILL else None


def tables(data: Path) -> dict[str, list[tuple]]:
    """Every table of the published snapshot, its rows sorted."""
    name = (data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    with duckdb.connect(str(data / "warehouse" / f"{name}.duckdb"), read_only=True) as con:
        found = con.execute(
            "select if(schema_name = 'main', '', schema_name || '.') || table_name "
            "from duckdb_tables()"
        ).fetchall()
        return {
            table: sorted(con.execute(f"from {table}").fetchall(), key=repr) for (table,) in found
        }


def leftovers(data: Path) -> list[str]:
    """Files and folders that only a running load may have."""
    patterns = ("warehouse/scratch-*", "warehouse/LOCK.holder", "**/*.new", "**/*.wal")
    return [str(path) for pattern in patterns for path in data.glob(pattern)]


def kill_loads(data: Path, seed: int, wanted: int, wanted_a_step: int) -> Counter:
    """Kills loads of ever new exports until there are enough; gives the kills by step.

    `moved` counts those that came after CURRENT had moved, `finished` the loads that were not hit,
    `exports` the files in the inbox.
    """
    chance = random.Random(seed)
    inbox = data / "inbox"
    inbox.mkdir(parents=True)
    write_export(inbox, 0)
    loaded(data)
    warehouse = Warehouse(data / "warehouse")
    warehouse.look(killed_in=None)

    kills = Counter(exports=1)
    # A new export is killed in each step in turn: the next load goes on from what is left.
    plan, news, loads = iter([*STEPS] * (wanted // len(STEPS))), False, 0
    while sum(kills[s] for s in STEPS) < wanted or min(kills[s] for s in STEPS) < wanted_a_step:
        loads += 1
        # On a busy machine many a load is over before it is hit.
        assert loads <= 10 * wanted, f"too few loads could be killed: {kills}"
        step = next(plan, None) or min(STEPS, key=kills.__getitem__)
        if step == "read" or not news:
            write_export(inbox, kills["exports"])
            kills["exports"] += 1
        before = warehouse.published
        after = chance.choice([0, chance.uniform(0, LONGEST_DELAY[step])])
        killed_in = kill_a_load(data, step, after)
        warehouse.look(killed_in)
        news = warehouse.published == before
        kills[killed_in or "finished"] += 1
        kills["moved"] += killed_in is not None and not news

    last = run("etl", "load", data=data)
    assert last.returncode == 0, last.stderr
    warehouse.look(killed_in=None)
    assert leftovers(data) == []
    return kills


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("kills", "kills_a_step"), [(10, 2), pytest.param(100, 10, marks=pytest.mark.long)]
)
def test_killed_loads_leave_the_published_snapshot_whole(kills, kills_a_step, tmp_path, capsys):
    lanes = [tmp_path / f"lane{number}" for number in range(LANES)]
    began = time.monotonic()
    with ThreadPoolExecutor(len(lanes)) as pool:
        shares = ([kills // LANES] * LANES, [kills_a_step // LANES] * LANES)
        tallies = [*pool.map(kill_loads, lanes, range(LANES), *shares)]
    both = sum(tallies, Counter())
    with capsys.disabled():
        print(
            f"\n{sum(both[step] for step in STEPS)} loads killed in "
            f"{time.monotonic() - began:.0f} s: {', '.join(f'{s} {both[s]}' for s in STEPS)}; "
            f"{both['moved']} of the last after CURRENT had moved; {both['finished']} not hit."
        )
    for lane, counts in zip(lanes, tallies, strict=True):
        calm = lane / "calm"
        loaded(calm, str(lane / "inbox"))
        disturbed, undisturbed = tables(lane), tables(calm)
        assert disturbed.keys() == undisturbed.keys()
        for table in undisturbed:
            assert disturbed[table] == undisturbed[table], table
        # Three dossiers of its own in every export, and the one that all of them show.
        assert len(disturbed["dossiers"]) == 3 * counts["exports"] + 1
        assert len(disturbed["rejected_rows"]) == counts["exports"]
