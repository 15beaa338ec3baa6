"""Late risk: what was known on a day, what has happened since, and whether the saying came true.

All days are of 2025 unless they say otherwise. In May the 5th is a Monday and from then on no
weekday is off; in June the 2nd is a Monday. 31/05 is a Saturday.
"""

import shutil
from datetime import date

import duckdb
import pandas as pd
import pytest

from board.measures import late_risk
from board.methods.intervals import wilson
from board.selection.filters import Filters
from board.text import open_dossiers
from board.warehouse.ask import ask
from tests.literal import opened, snapshot

MAY, JUNE = date(2025, 5, 31), date(2025, 6, 30)
PAST = """
id | status | received   | due        | finished
1  | 10     | 05/05      | 12/05      | 08/05
2  | 10     | 05/05      | 12/05      | 20/05
3  | 4      | 05/05      | 12/05      |
4  | 7      | 05/05      | 12/05      | 09/05
5  | 7      | 05/05      | 12/05      | 14/05
6  | 10     | 19/05      | 02/06      | 21/05
7  | 5      | 05/05      | 12/05      |
8  | 4      | 05/05      |            |
9  | 9      | 05/05      | 30/05      | 30/05
10 | 10     | 06/05/2024 | 31/05/2024 | 30/05/2024
11 | 10     | 27/05/2024 | 03/06/2024 | 28/05/2024
12 | 3      |            | 12/05      |
13 | 4      | 30/05      | 30/06      |
"""


def past(of, cut: date) -> dict:
    """(working days, late) → n of the past that a cut knows."""
    rows = ask(of, "late_past", cutoff_dates=[cut], months=12)
    return {(r.working_days, r.late): r.n for r in rows.itertuples()}


def test_the_past_are_those_due_by_the_cut_late_unless_settled_by_then(tmp_path):
    of = snapshot(tmp_path, {str(JUNE): PAST})
    # By 31/05. 1 took 6, 7, 8 May: 3 days. 2, 3, 5 (withdrawn after it) and 7 (who waits is not
    # dated) were not settled on 12/05: 6, 7, 8, 9, 12 May: 5. 4 was withdrawn in time. 9 ended on
    # its last day: 4 + 5 + 5 + 5 = 19. 10 was due 12 months before May, 11 since: one day, 28/05.
    assert past(of, MAY) == {(3, False): 1, (5, True): 4, (19, False): 1, (1, False): 1}
    # On the eve of the export who waits is known, and leaves 7 out. 6 was due meanwhile: 20 and 21
    # May. 11 was due more than 12 months ago; 13 is due on the day of the export itself.
    eve = date(2025, 6, 29)
    assert past(of, eve) == {(3, False): 1, (5, True): 3, (19, False): 1, (2, False): 1}


def test_a_due_date_that_moved_counts_as_first_printed_and_on_the_eve_of_the_export_as_last(
    tmp_path,
):
    of = snapshot(
        tmp_path,
        {
            "2025-05-09": "id | status | received | due\n1 | 4 | 05/05 | 12/05\n",
            str(JUNE): "id | status | received | due | finished\n1 | 10 | 05/05 | 19/05 | 16/05\n",
        },
    )
    # By the first date it was open for 6, 7, 8, 9, 12 May and late; by the newest it took 13 … 16
    # May as well.
    assert past(of, MAY) == {(5, True): 1}
    assert past(of, date(2025, 6, 29)) == {(9, False): 1}


def test_of_several_cuts_each_knows_what_it_alone_would(tmp_path):
    of = snapshot(tmp_path, {str(JUNE): PAST})
    cutoff_dates = [date(2025, 4, 30), MAY]
    together = ask(of, "late_past", cutoff_dates=cutoff_dates, months=12)
    for cut in cutoff_dates:
        rows = together[together["cut"] == pd.Timestamp(cut)]
        assert {(r.working_days, r.late): r.n for r in rows.itertuples()} == past(of, cut)
    # Due in the 12 months up to April: from 01/05/2024, so 10 and 11.
    assert past(of, cutoff_dates[0]) == {(18, False): 1, (1, False): 1}


def test_what_has_happened_since_is_of_those_then_open_and_not_past_their_date(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-05-15": """
            id | status | received | due
            8  | 4      | 14/05    | 05/06
            """,
            str(JUNE): """
            id | status | received | due   | finished
            1  | 10     | 19/05    | 05/06 | 04/06
            2  | 10     | 19/05    | 05/06 | 10/06
            3  | 7      | 19/05    | 05/06 | 03/06
            4  | 4      | 19/05    | 30/05 |
            5  | 4      | 19/05    | 30/06 |
            6  | 4      | 30/05    | 05/06 |
            7  | 10     | 28/04    | 10/06 | 09/06
            8  | 10     | 14/05    | 20/06 | 18/06
            9  | 10     | 19/05    | 05/06 | 31/05
            """,
        },
    )
    cutoff_dates = [date(2025, 4, 30), MAY]
    rows = ask(of, "late_since", cutoff_dates=cutoff_dates)
    result = sorted((r.cut.date(), r.working_days, r.late, r.n) for r in rows.itertuples())
    # On the next working day 1 and 2 will have taken 20 … 23, 26 … 30 May and 2 June: 10 days, 6
    # one day, 8 twelve of May, 15 … 30, and one: 13. 8 was first due on 05/06. 3 was withdrawn in
    # time, 4 was past its date, 5 is not yet judged, 9 was no longer open. 7 stands at the
    # first cut alone: 29/04 (30/04, 01/05 and 02/05 are off) and 05/05: 2 days.
    assert result == [
        (cutoff_dates[0], 2, False, 1),
        (MAY, 1, True, 1),
        (MAY, 10, False, 1),
        (MAY, 10, True, 1),
        (MAY, 13, True, 1),
    ]


KNOWN_IN_MAY = """
id | status | received | due   | finished | paused | unit  | field
1  | 10     | 05/05    | 12/05 | 08/05    |        | 16528 | Hộ tịch
2  | 10     | 05/05    | 12/05 | 09/05    |        | 16528 | Hộ tịch
3  | 10     | 05/05    | 12/05 | 12/05    |        | 16528 | Hộ tịch
4  | 10     | 05/05    | 12/05 | 20/05    |        | 16531 | Hộ tịch
5  | 4      | 05/05    | 12/05 |          |        | 16531 | Hộ tịch
6  | 4      | 05/05    | 13/05 |          |        | 16528 | Hộ tịch
7  | 4      | 27/05    | 03/06 |          |        | 16528 | Hộ tịch
8  | 4      | 28/05    | 04/06 |          |        | 16531 | Hộ tịch
9  | 4      | 28/05    | 04/06 |          |        | 16528 | Đất đai
"""
AS_IT_WENT = """
id | status | received | due   | finished | paused | unit  | field
5  | 10     | 05/05    | 12/05 | 03/06    |        | 16531 | Hộ tịch
6  | 10     | 05/05    | 13/05 | 03/06    |        | 16528 | Hộ tịch
7  | 10     | 27/05    | 03/06 | 02/06    |        | 16528 | Hộ tịch
8  | 10     | 28/05    | 04/06 | 05/06    |        | 16531 | Hộ tịch
9  | 10     | 28/05    | 04/06 | 05/06    |        | 16528 | Đất đai
"""
OTHERWISE = """
id | status | received | due   | finished | paused | unit  | field
5  | 7      | 05/05    | 25/06 | 20/06    | 9      | 16531 | Hộ tịch
6  | 5      | 05/05    | 27/06 |          | 20     | 16528 | Hộ tịch
7  | 4      | 27/05    | 26/06 |          | 3      | 16528 | Hộ tịch
8  | 8      | 28/05    |       |          | 12     | 16531 | Hộ tịch
9  | 9      | 28/05    | 05/06 | 02/06    |        | 16528 | Đất đai
10 | 10     | 02/06    | 05/06 | 20/06    |        | 16528 | Hộ tịch
11 | 10     | 02/06    | 05/06 | 20/06    |        | 16531 | Đất đai
"""


def test_altering_every_row_after_the_cut_moves_no_score(tmp_path):
    answers = {}
    for name, after in (("as it went", AS_IT_WENT), ("otherwise", OTHERWISE)):
        exports = {str(MAY): KNOWN_IN_MAY, str(JUNE): after}
        of = snapshot(tmp_path / name, exports)
        rows = late_risk.predictions_at(of, [MAY])
        answers[name] = (
            past(of, MAY),
            {(r.unit_key[:5], r.field, r.working_days): r.share_late for r in rows.itertuples()},
            {(r.unit_key[:5], r.field, r.working_days): r.late for r in rows.itertuples()},
        )
    before, after = answers["as it went"], answers["otherwise"]
    assert (
        before[0]
        == after[0]
        == {(3, False): 1, (4, False): 1, (5, False): 1, (5, True): 2, (6, True): 1}
    )
    # 7 has taken 28, 29, 30 May and takes 2 June: 4 days; of the field so long took all but 1:
    # 3 late of 5. 8 takes 3 days: 3 of 6. Of Đất đai nothing is known.
    assert before[1][("16528", "Hộ tịch", 4)] == after[1][("16528", "Hộ tịch", 4)] == 0.6
    assert before[1][("16531", "Hộ tịch", 3)] == after[1][("16531", "Hộ tịch", 3)] == 0.5
    assert pd.isna(before[1][("16528", "Đất đai", 3)]) and pd.isna(
        after[1][("16528", "Đất đai", 3)]
    )
    # What happened did change, so the two exports do differ.
    assert before[2] != after[2]


MONTHS = [date(2024 + m // 12, m % 12 + 1, 1) for m in range(5, 18)]  # 06/2024 … 06/2025


def two_units(unlike: bool) -> str:
    """Eight dossiers a month and unit, received on the 25th and due on the 10th: in the one unit
    they end on the 12th, in the other on the 5th; or, if not `unlike`, half of each so."""
    lines, number = ["id | unit | procedure | status | received | due | finished"], 0
    for month, after in zip(MONTHS, [*MONTHS[1:], date(2025, 7, 1)], strict=True):
        for unit in ("16528", "16531"):
            for place in range(8):
                number += 1
                is_late = unit == "16528" if unlike else place % 2
                end = f"{12 if is_late else 5:02}/{after:%m/%Y}"
                done = after < date(2025, 7, 1)
                lines.append(
                    f"{number} | {unit} | 1.012787 | {10 if done else 4} | 25/{month:%m/%Y} | "
                    f"10/{after:%m/%Y} | {end if done else ''}"
                )
    return "\n".join(lines)


def due_soon(of) -> pd.DataFrame:
    return ask(
        of, "open_list", state="due_soon", search="", limit=100, due_soon_days=6,
        **Filters().parameters(),
    )  # fmt: skip


def test_where_the_like_tell_more_than_the_procedure_their_share_is_shown_first_to_save(tmp_path):
    of = snapshot(tmp_path, {"2025-07-02": two_units(unlike=True)})
    tested = late_risk.tested(of)
    # Five months' ends with 16 open each, and a sixth whose dossiers are not due yet: said 1 and
    # 0, and so it went; the procedure says ½.
    assert (tested.cutoff_dates[0], tested.cutoff_dates[-1], len(tested.cutoff_dates)) == (
        date(2025, 1, 31),
        date(2025, 6, 30),
        6,
    )
    assert tested.calibration.n == 80
    assert tested.is_better
    assert (tested.calibration.brier, tested.calibration.brier_of_baseline) == (0, 0.25)
    found = late_risk.scored(of, due_soon(of))
    assert set(found["age_working_days"]) == {5}
    assert list(found["share_late"]) == [1] * 8 + [0] * 8
    assert set(found["unit_key"].str[:5].iloc[:8]) == {"16528"}
    assert set(found["like_level"]) == {"procedure_and_unit"}
    # Due in the 12 months from 08/2024 to 07/2025, and before the export: 11 months of eight. After
    # 26, 27, 30 June, 1 and 2 July (5 days) all late ones were open. Two months' eight in time had
    # ended: by 05/02 after Tết (3, 4, 5 February) and by 05/05 (26, 28, 29 April and 5 May).
    assert list(found["like_n"]) == [88] * 8 + [72] * 8


def test_where_the_like_tell_no_more_the_share_of_the_procedure_is_shown(tmp_path):
    of = snapshot(tmp_path, {"2025-07-02": two_units(unlike=False)})
    tested = late_risk.tested(of)
    assert not tested.is_better
    assert tested.calibration.brier_of_baseline == 0.25
    found = late_risk.scored(of, due_soon(of))
    assert set(found["share_late"]) == {0.5}
    assert set(found["like_level"]) == {"procedure"} and set(found["like_n"]) == {176}
    assert "Chưa chứng tỏ" in open_dossiers.risk_note(tested.calibration)


def test_without_a_past_nothing_is_predicted_and_nothing_fails(tmp_path):
    of = snapshot(tmp_path, {str(JUNE): "id | status | received | due\n1 | 4 | 30/06 | 02/07\n"})
    assert late_risk.tested(of).calibration.n == 0
    found = late_risk.scored(of, due_soon(of))
    assert found["share_late"].isna().all() and list(found["like_n"]) == [0]


@pytest.fixture(scope="module")
def sample(sample_data):
    """The snapshot of the committed sample."""
    return opened(sample_data)


@pytest.fixture(scope="module")
def plain(sample, tmp_path_factory) -> pd.DataFrame:
    """The sample's dossiers whose outcome is known, days without their hours."""
    copy = shutil.copy(sample.path, tmp_path_factory.mktemp("plain"))
    with duckdb.connect(str(copy), read_only=True) as con:
        rows, calendar = con.table("dossiers").df(), con.table("calendar").df()
    numbers = calendar.set_index("day")["work_day_number"]
    for name in ("received_at", "due_at", "first_due_at"):
        rows[name] = rows[name].dt.normalize()
    rows["known"] = rows.groupby("unit_key", dropna=False)["as_of"].transform("max")
    rows = rows[~rows["status_code"].isin([1, 3]) & (rows["received_at"] <= rows["known"])]
    # A unit whose last export is older than the first cut says all that it will ever say.
    is_judged = rows["known"] <= pd.Timestamp(
        late_risk.tested(sample).cutoff_dates[0]
    ) + pd.Timedelta(days=1)
    rows["due"] = rows["due_at"].where(is_judged, rows["first_due_at"])
    rows = rows[(rows["due"] < rows["known"]) & ~(is_judged & rows["status_code"].isin([5, 6, 8]))]
    # Of one that is finished and lacks its day nobody knows whether it was late.
    rows = rows[~(rows["status_code"].isin([9, 10]) & rows["settled_on"].isna())]
    rows["late"] = ~(rows["settled_on"] <= rows["due"])
    rows = rows[(rows["status_code"] != 7) | rows["late"]]
    rows["number"] = rows["received_at"].map(numbers)
    end = rows["due"].where(rows["late"], rows["settled_on"])
    rows["taken"] = end.map(numbers) - rows["number"]
    rows["like"] = rows["procedure_code"].fillna(rows["procedure"])
    rows.attrs["numbers"] = numbers
    return rows


def share_late(groups: list[list], least: list[int], spent: float) -> float | None:
    """Of the first group with enough that took so long: the share late."""
    for group, enough in zip(groups, least, strict=True):
        outcomes = [late for taken, late in group if taken >= spent]
        if len(outcomes) >= enough:
            return sum(outcomes) / len(outcomes)
    return None


def test_the_calibration_equals_its_plain_recomputation(sample, plain):
    scores, baseline, late, seen = [], [], [], set()
    for cut in map(pd.Timestamp, late_risk.tested(sample).cutoff_dates):
        first = (cut + pd.Timedelta(days=1)) - pd.DateOffset(months=12)
        past = plain[(plain["due"] >= first) & (plain["due"] <= cut) & (plain["taken"] >= 0)]
        known: dict = {}
        for dossier in past.itertuples():
            for key in ((dossier.like, dossier.unit_key), dossier.like, dossier.field):
                known.setdefault(key, []).append((dossier.taken, dossier.late))
        open_then = plain[
            (plain["received_at"] <= cut)
            & (plain["due"] > cut)
            & ~(plain["settled_on"] <= cut)
            & ~plain["dossier_id"].isin(seen)
        ]
        seen |= set(open_then["dossier_id"])
        for dossier in open_then.itertuples():
            spent = plain.attrs["numbers"][cut] + 1 - dossier.number
            groups = [
                known.get(k, [])
                for k in ((dossier.like, dossier.unit_key), dossier.like, dossier.field)
            ]
            score = share_late(groups, [30, 30, 5], spent)
            simple = share_late(groups[1:], [30, 5], 0)
            if score is not None and simple is not None:
                scores.append(score)
                baseline.append(simple)
                late.append(dossier.late)
    calibration = late_risk.tested(sample).calibration
    scores, baseline, late = pd.Series(scores), pd.Series(baseline), pd.Series(late, dtype=float)
    assert (calibration.n, calibration.bins["late"].sum()) == (len(scores), late.sum())
    assert calibration.n > 500
    assert calibration.brier == pytest.approx(((scores - late) ** 2).mean())
    assert calibration.brier_of_baseline == pytest.approx(((baseline - late) ** 2).mean())
    for row in calibration.bins.itertuples():
        mine = (scores >= row.lowest_predicted - 1e-12) & (scores <= row.highest_predicted + 1e-12)
        assert (row.n, row.late) == (mine.sum(), late[mine].sum())
        assert row.mean_predicted == pytest.approx(scores[mine].mean())
        assert (row.low, row.high) == pytest.approx(wilson(row.late, row.n))
