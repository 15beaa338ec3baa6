"""What names a person is masked as an entry is written, and in entries of older versions."""

import os
import stat

import pytest

from board.registers import entry_files, record_fields
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from etl.contract import contracts
from personal_data import CODES, OFFICERS
from tests.conftest import command, slice_of
from tests.folder_text import folder_text
from tests.registers import register
from tests.snapshots import ask as rows_of
from tests.snapshots import put, take

PHONE, MAIL, CARD, NAME = "0912 345 678", "an.danh@vidu.vn", "038190001234", "Nguyễn Thị Ẩn Danh"
SECRETS = (PHONE, MAIL, CARD, NAME, "0912345678")
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    put(tmp_path, "donthu_2025-06-01.csv", register("petitions", {}))
    take(tmp_path)
    return tmp_path


def petition(**values: str) -> dict[str, str]:
    """A petition as a page sees it, as text."""
    fields = ask(current(EVERYTHING), "source_fields", source="petitions")["field"]
    least = {"petition_id": "9", "unit_code": "16528", "kind": "reflection"}
    return dict.fromkeys(fields, "") | least | {"received_on": "2025-06-02"} | values


TYPED = {
    "dossier_id": "H56.14.06-250602-0001",
    "summary": f"+84 912 345 678 hỏi về {CARD}, đợi từ 8:30 ngày 02/06/2025",
    "result": f"gọi lại {PHONE}",
    "note": f"=thư {MAIL} ạ",
}
KEPT = {
    "dossier_id": "H56.14.06-250602-0001",
    "summary": "[đã che] hỏi về [đã che], đợi từ 8:30 ngày 02/06/2025",
    "result": "gọi lại [đã che]",
    "note": "=thư [đã che] ạ",
}


def test_an_entry_is_masked_as_it_is_written_and_loads_as_it_would_have(data):
    path = entry_files.append("petitions", petition(**TYPED), [], NAME, f"theo {PHONE}")
    assert [secret for secret in SECRETS if secret in path.read_text("utf-8")] == []
    (waits,) = entry_files.waiting("petitions", current(EVERYTHING))
    assert {name: waits.values[name] for name in KEPT} == KEPT
    assert waits.values["change_reason"] == "theo [đã che]" and waits.values["recorded_by"] == ""
    take(data)
    columns = ", ".join(KEPT)
    assert rows_of(data, f"select {columns} from petitions where petition_id = '9'") == [
        (*KEPT.values(),)
    ]
    assert [secret for secret in SECRETS if secret in folder_text(data)] == []


@posix
def test_an_entry_and_its_folders_are_their_owners_alone(data):
    path = entry_files.append("petitions", petition(), [], "16528-01", "")
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent, entry_files.folder())]
    assert modes == [0o600, 0o700, 0o700]


def older(path, text: str):
    """An entry as an older version wrote it: as it was typed, and open to others."""
    path.write_text(text, "utf-8")
    path.chmod(0o644)
    return path


@posix
@pytest.mark.parametrize("is_landed", slice_of([True, False], True))
def test_entries_of_an_older_version_are_masked_by_the_next_load_and_not_taken_twice(
    data, is_landed
):
    path = entry_files.append("petitions", petition(note="=N1", summary="S1"), [], "16528-01", "x")
    masked = path.read_text("utf-8")
    typed = masked.replace("=N1", f"=gọi {PHONE}").replace("S1", f"{MAIL} {CARD}")
    older(path, typed)
    if is_landed:
        take(data, path.parent)
        older(path, typed)
    aside = older(path.with_name(f"{path.stem[:-1]}q.refused"), typed)
    cut = older(path.with_name(f"{path.stem[:-1]}r.new"), typed[:-9])
    path.parent.chmod(0o755)
    done = command("etl", "load", "--json", data=data)
    assert done.returncode == 0, done.stderr
    assert path.read_text("utf-8") == masked.replace("=N1", "=gọi [đã che]").replace(
        "S1", "[đã che] [đã che]"
    )
    assert not cut.exists()
    assert [stat.S_IMODE(p.stat().st_mode) for p in (path, aside)] == [0o600, 0o600]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [secret for secret in SECRETS if secret in folder_text(data)] == []
    assert rows_of(data, "select count(*) from record_changes") == [(1,)]
    query = "select note, summary from petitions where petition_id = '9'"
    assert rows_of(data, query) == [("=gọi [đã che]", "[đã che] [đã che]")]


@posix
def test_a_wards_own_file_among_the_entries_stays_as_it_is(data):
    path = put(data, "entries/petitions/so_2025-06-20.csv", register("petitions", {"note": PHONE}))
    before = path.read_bytes()
    take(data)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        ("petition_id", "0912345678", True),
        ("petition_id", "0912 345 678", True),
        ("petition_id", "038190001234", True),
        ("petition_id", "26-ABC234", False),
        ("petition_id", "125/UBND-2025", False),
        ("dossier_id", "H56.14.06-250602-0001", False),
        ("dossier_id", "+84912345678", True),
    ],
)
def test_a_form_takes_no_persons_number_as_a_code(data, field, value, refused):
    fields = ask(current(EVERYTHING), "source_fields", source="petitions")
    assert bool(record_fields.faults(fields, petition(**{field: value}))) == refused


def test_a_form_takes_officers_by_their_codes_alone(data):
    fields = ask(current(EVERYTHING), "source_fields", source="activities")
    least = {"activity_id": "1", "unit_code": "16528", "workstream": "8", "kind": "training"}
    record = dict.fromkeys(fields["field"], "") | least
    record |= {"title": "a", "planned_on": "2025-06-02"}
    values = {
        who: record_fields.faults(fields, record | {"officers": who})
        for who in ("16528-01; 2", NAME)
    }
    assert values["16528-01; 2"] == [] and len(values[NAME]) == 1


def test_what_an_entry_keeps_as_it_is_are_the_codes_of_the_contracts():
    for contract in contracts().values():
        if contract.record:
            for field in contract.fields:
                kind, name = field.get("text", ""), field["name"]
                is_code = kind == "code" or name in ("recorded_at", "is_void")
                assert bool(CODES.fullmatch(name)) == is_code, name
                assert (name in OFFICERS) == kind.startswith(("officer", "writer")), name
