"""How a workstream stands: by the worst of its measures, duties and tasks, never better."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from board.meeting.standing import standing
from board.registers.workstreams import workstreams
from board.selection.filters import Filters
from board.selection.known_days import LateSource, late_sources
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text.workstream_state import STATE_ICONS, state_cell
from tests.literal import filled, opened

# Of thirty dossiers due in June fifteen were late: 50%, against 95%.
LATE = [f"{n} | 16528 | 10 | 02/06 | 10/06 | 11/06" for n in range(1, 16)]
ON_TIME = [f"{n} | 16528 | 10 | 02/06 | 10/06 | 09/06" for n in range(16, 31)]
HEADER = "id | unit | status | received | due | finished"


@pytest.fixture(scope="module")
def streams(tmp_path_factory):
    data = filled(
        tmp_path_factory.mktemp("standing"),
        {"2025-06-30": "\n".join([HEADER, *LATE, *ON_TIME])},
        tasks={
            "2025-06-30": [
                {"task_id": "1", "workstream": "5", "due_on": "10/06/2025"},
                {
                    "task_id": "2",
                    "workstream": "6",
                    "due_on": "10/06/2025",
                    "done_on": "09/06/2025",
                },
            ]
        },
        receptions={
            "2025-06-30": [
                {"host_role": "Chủ tịch", "planned_on": "02/06/2025", "held_on": "02/06/2025"}
            ]
        },
    )
    selection = selection_of(opened(data), Filters(unit="16528@2018-01-01"), parse("2025-q2"))
    return {stream.number: stream for stream in workstreams(selection)}


def cell(stream) -> str:
    return state_cell(stream, standing(stream)).replace("\u00a0", " ").replace("\\", "")


def test_a_share_that_misses_its_target_beyond_chance_makes_its_workstream_a_concern(streams):
    of = streams
    assert standing(of[1]).state == "concern"
    assert [r.measure.key for r in standing(of[1]).misses] == ["rate_due_on_time"]
    assert "chưa đạt 95%" in cell(of[1])


def test_a_duty_that_is_half_done_has_no_tick(streams):
    of = streams
    assert standing(of[4]).state == "concern"
    assert cell(of[4]).startswith(f":orange[{STATE_ICONS['concern']} chưa làm đủ")


def test_one_overdue_task_is_a_concern_and_done_tasks_alone_prove_nothing(streams):
    of = streams
    assert cell(of[5]) == f":orange[{STATE_ICONS['concern']} 1 nhiệm vụ quá hạn]"
    assert standing(of[6]).state != "on_course"


def test_a_figure_below_its_target_within_chance_is_named_without_alarm(streams):
    of = streams
    result = of[1].results["rate_due_on_time"]
    near = result.now.copy()
    near[["value", "numerator", "n"]] = [0.93, 28, 30]
    results = {"rate_due_on_time": replace(result, now=near, verdict=None)}
    stream = replace(of[1], results=results, tasks=pd.DataFrame({"outcome": []}))
    assert standing(stream).state == "short"
    assert cell(stream) == f":gray[{STATE_ICONS['short']}] chưa đạt 95%"
    near["value"] = 0.97
    stream = replace(stream, results={"rate_due_on_time": replace(result, now=near, verdict=None)})
    assert standing(stream).state == "on_course"
    assert cell(stream) == f":gray[{STATE_ICONS['on_course']}] "


def test_a_register_that_lags_behind_the_newest_export_is_late(tmp_path):
    rows = "\n".join([HEADER, *ON_TIME])
    data = filled(tmp_path, {"2025-06-30": rows}, tasks={"2025-06-12": [{"task_id": "1"}]})
    unit = "16528@2018-01-01"
    assert late_sources(opened(data), unit, 17) == [
        LateSource(date(2025, 6, 12), "tasks", "Phường Quảng Thọ")
    ]
    assert late_sources(opened(data), unit, 18) == []
