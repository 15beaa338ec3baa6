"""The sample's pause ledger agrees with the sample's exports."""

import pytest

from etl.sample import COMMITTED, write_sample
from tests.snapshots import ask

# What an export adds once the dossier goes on; a dossier of before the ledger has older pauses.
SAID_AND_KEPT = """
    with kept as (
        select
            dossier_id,
            coalesce(sum(working_days), 0) as days,
            count(*) filter (kind = 'supplement') as supplements
        from pauses
        group by all
    )
    select count(*), count(*) filter (paused_days = coalesce(days, 0)
        and supplement_requests = coalesce(supplements, 0))
    from dossiers
    left join kept using (dossier_id)
    where received_at >= '2024-04-01' and status_code in (9, 10)
"""
ON_THE_LAST_DAY = """
    select count(*), count(*) filter (began_at::date in (due_at::date, first_due_at::date))
    from pauses
    join dossiers using (dossier_id)
"""
# A dossier whose newest state waits has its last pause open, of the kind that its status names.
WAITING_AND_OPEN = """
    select count(*), count(*) filter (exists (
        from pauses
        where pauses.dossier_id = dossiers.dossier_id and ended_at is null
            and kind = case status_code when 5 then 'supplement' when 6 then 'fee' else 'pause' end
    ))
    from dossiers
    where status_code in (5, 6, 8) and received_at >= '2024-04-01'
        and as_of = (select max(as_of) from dossiers)
"""


def test_the_ledger_has_the_days_and_the_requests_that_the_exports_have(sample_data):
    ((finished, agreeing),) = ask(sample_data, SAID_AND_KEPT)
    assert agreeing == finished > 20_000


def test_a_dossier_that_waits_has_an_open_pause_of_its_kind(sample_data):
    ((waiting, agreeing),) = ask(sample_data, WAITING_AND_OPEN)
    assert agreeing == waiting > 10


def test_a_few_pauses_begin_on_the_last_day(sample_data):
    ((pauses, late),) = ask(sample_data, ON_THE_LAST_DAY)
    assert 0.01 * pauses < late < 0.1 * pauses


def test_a_pause_that_was_open_in_one_ledger_ends_in_a_later_one(sample_data):
    (row,) = ask(
        sample_data,
        "select count(*) from pauses where began_at < '2024-07-01' and ended_at >= '2024-07-01' "
        "and source_file = 'tamdung_2024-09-30.csv'",
    )
    assert row[0] > 5


def test_the_ledger_has_a_row_to_refuse_and_rows_without_their_dossier(sample_data):
    refused = ask(sample_data, "select distinct reason from rejected_rows where source = 'pauses'")
    assert refused == [("Ngày kết thúc tạm dừng trước ngày bắt đầu.",)]
    assert ask(
        sample_data, "select sum(rows) from warnings where code = 'pause_of_unknown_dossier'"
    ) == [(4,)]


@pytest.mark.parametrize("single", [False, True])
def test_the_ledger_has_faulty_rows_but_with_a_single_export(tmp_path, single):
    paths = write_sample(tmp_path, **COMMITTED, single_export=single)
    text = "".join(path.read_text("utf-8") for path in paths if "tamdung" in path.name)
    assert ("-90" in text) != single  # a faulty row's number is past 9000
