"""Persons, their numbers and houses in every column of every source, in headings, sheets, groups
and names of files: nothing that a load, a preview or an answer leaves or says holds any of them."""

import io
import json
import logging
import shutil
from collections.abc import Iterator

import duckdb
import pytest

from etl.answers import Answers, load_answered
from etl.contract import contracts
from etl.preview import preview
from etl.profile import Profile
from etl.progress import Progress
from etl.words.preview import lines
from etl.words.watch import became_of
from log_lines import EVENTS, Line
from personal_text import HIDDEN
from tests.conftest import PROJECT, command, slice_of
from tests.files import csv_text
from tests.folder_text import folder_text
from tests.planted import ALL, PLANTED, cells_of, files, found_in, is_written_freely
from tests.snapshots import ask, put, settings, take

pytestmark = pytest.mark.usefixtures("workbooks_in_process")


@pytest.fixture(scope="module")
def log() -> Iterator[io.StringIO]:
    """What events and libraries write into the log."""
    stream = io.StringIO()
    handler, root, level = logging.StreamHandler(stream), logging.getLogger(), EVENTS.level
    handler.setFormatter(Line())
    root.addHandler(handler)
    EVENTS.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    EVENTS.setLevel(level)


@pytest.mark.parametrize("is_whole", slice_of([False, True], False))
def test_nothing_planted_in_any_place_of_any_source_is_in_what_a_load_leaves_and_says(
    tmp_path, log, is_whole
):
    made = files(is_whole)
    for name, content in made.items():
        put(tmp_path, name, content)
    # By the ward's limit a file with so many rejected rows is refused; then all are taken.
    refused = [str(tmp_path / "inbox" / name) for name in made][0 : None if is_whole else 1]
    result = _output_of("load", "--json", *refused, data=tmp_path)
    result += _output_of("load", *refused, data=tmp_path)
    assert "outcome=refused" in log.getvalue()
    summary = take(tmp_path, reject_limit=1.0)
    result += json.dumps(summary, ensure_ascii=False) + "\n".join(became_of(summary, False))
    for arguments in (("load",), ("status",), ("status", "--json"), ("mappings",)):
        result += _output_of(*arguments, data=tmp_path)
    assert found_in(result) == []
    assert found_in(folder_text(tmp_path)) == []
    assert found_in(log.getvalue()) == []
    taken = {file["source"] for file in summary["files"] if file["outcome"] == "loaded"}
    assert taken == {*contracts()}
    assert ask(tmp_path, "select count(distinct source) from rejected_rows") == [(len(taken),)]
    # What may be written freely was kept, with the rest hidden: the planted came as far as there.
    for source, contract in contracts().items():
        fields = contract.fields if f"{source}-ghi_2025-06-30.csv" in made else contract.own_fields
        free = [field["name"] for field in fields if is_written_freely(field)]
        assert [name for name in free if not _is_hidden_in(tmp_path, source, name)] == []


@pytest.mark.parametrize("source", slice_of(contracts(), "dossiers"))
def test_nothing_planted_in_any_place_is_in_a_preview_and_in_what_is_kept_of_its_answers(
    tmp_path, source
):
    for name, content in files(is_whole=False).items():
        if name.startswith(source):
            result = _previewed(tmp_path, put(tmp_path, name, content), {})
            assert found_in(result) == []
    contract = contracts()[source]
    table = cells_of(contract, is_whole=False)
    own = len(contract.own_fields)
    headings = [*(f"Mục {n}" for n in range(own)), *(f"Ghi {text}" for text in PLANTED)]
    rows = [[*row[:own], *PLANTED] for row in table[1:]]
    path = put(tmp_path, f"{source} {ALL} 2025-07-31.csv", csv_text([headings, *rows, *rows]))
    answers = {"source": source} | {
        f"column/Mục {n}": field["name"] for n, field in enumerate(contract.own_fields)
    }
    of_a_person = {f"column/Ghi {text}": contract.fields[-1]["name"] for text in PLANTED}
    for given in ({}, {"source": source}, answers, answers | of_a_person):
        assert found_in(_previewed(tmp_path, path, given)) == []
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    by = Answers(answers, by=ALL)
    summary = load_answered(settings(tmp_path, reject_limit=1.0), [path], by, None, Progress())
    assert [file["outcome"] for file in summary["files"]] == ["loaded"]
    (kept,) = (tmp_path / "reference" / "mappings").glob("*.toml")
    assert "Mục 0" in kept.read_text("utf-8") and found_in(kept.read_text("utf-8")) == []
    result = _output_of("mappings", "--json", data=tmp_path) + _previewed(tmp_path, path, {})
    assert "Mục 0" in result and found_in(result + folder_text(tmp_path)) == []


def test_of_rows_whose_cells_stand_in_other_columns_a_preview_gives_no_example(tmp_path):
    whole = ["H56.14-250602-0001", "16528", "Đang xử lý", "02/06/2025", "05/06/2025", "Trần Thị A"]
    more = [*whole[:4], "", "Trần", "Thị Cam"]  # a comma in the name, which nobody quoted
    less = [*whole[:4], "Thị Bưởi"]
    heading = "Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Họ tên,Tổ dân phố\n"
    rows = [*[[*whole, "TDP 1"]] * 3, *[[*more, "TDP 1"]] * 2, *[[*less, "TDP 1"]] * 2]
    text = heading + "".join(",".join(row) + "\n" for row in rows)
    result = _previewed(tmp_path, put(tmp_path, "hoso_2025-06-30.csv", text), {})
    assert "TDP 1" in result and "Cam" not in result and "Bưởi" not in result


def _previewed(data, path, answers: dict) -> str:
    """All that a preview says of a file, as JSON and in lines."""
    result = preview(settings(data), path, Profile(), Answers(answers), None)
    return json.dumps(result, ensure_ascii=False) + "\n".join(lines(result))


def _output_of(*arguments: str, data) -> str:
    """All that a command says."""
    done = command("etl", *arguments, data=data)
    return done.stdout + done.stderr


def _is_hidden_in(data, source: str, column: str) -> bool:
    """Whether a staged column of a source has texts of which a part is hidden."""
    with duckdb.connect() as con:
        rows = con.execute(
            f"select count(*) from read_parquet($p, union_by_name = true) where {column} like $of",
            {"p": str(data / "staged" / source / "*.parquet"), "of": f"Gọi cho %{HIDDEN}% giúp"},
        ).fetchone()
    return rows[0] >= 1
