"""Two files of one as-of: the one that landed later is right, and what it mends is no history."""

import hashlib
import json
import shutil
from datetime import date

import pytest

from etl.__main__ import main
from etl.build import snapshot_id
from etl.load import rebuild
from etl.progress import Progress
from etl.publish import current
from etl.staged_file import staged_files
from tests.registers import register
from tests.snapshots import PAUSE, RATING, ask, csv_of, put, settings, take

EITHER_WAY = pytest.mark.parametrize("mended_hash", ["lower", "higher"])
# Of most kinds of rows the other side of the hash is tried in `make test-long`.
LOWER_AND_LONG = pytest.mark.parametrize(
    "mended_hash", ["lower", pytest.param("higher", marks=pytest.mark.long)]
)


def with_hash(content: str, than: str, mended_hash: str) -> str:
    """`content` with blank lines after it, as many as bring its hash on that side of another's."""
    limit = hashlib.sha256(than.encode()).hexdigest()
    for blank in range(10_000):  # of a hash near an end few are beyond it
        tried = content + "\n" * blank
        if (hashlib.sha256(tried.encode()).hexdigest() < limit) == (mended_hash == "lower"):
            return tried
    raise AssertionError("no such hash")


def mended(data, name: str, first: str, second: str, mended_hash: str, *before) -> None:
    """Loads a file and after it its mended copy of the same as-of, with either order of hashes, and
    other files `before` them."""
    mended_path = put(data, f"{name}_sua.csv", with_hash(second, first, mended_hash))
    take(data, *before, put(data, f"{name}.csv", first), mended_path)


DUES = "select due_at::date, first_due_at::date, due_changes, due_moved_late from dossiers"
JUNE, JULY = date(2025, 6, 20), date(2025, 7, 2)


@EITHER_WAY
def test_a_due_date_that_was_mended_has_not_moved(mended_hash, tmp_path):
    first, second = csv_of({"due": "20/06/2025"}), csv_of({"due": "02/07/2025"})
    take(tmp_path, put(tmp_path, "hoso_2025-06-25.csv", first))
    second = with_hash(second, first, mended_hash)
    take(tmp_path, put(tmp_path, "hoso_2025-06-25_sua.csv", second))
    assert ask(tmp_path, DUES) == [(JULY, JULY, 0, False)]
    take(tmp_path, put(tmp_path, "hoso_2025-07-05.csv", csv_of({"due": "09/07/2025"})))
    assert ask(tmp_path, DUES) == [(date(2025, 7, 9), JULY, 1, False)]  # this one moved, in time


@LOWER_AND_LONG
def test_a_mended_date_is_no_change_against_the_export_before_it(mended_hash, tmp_path):
    earlier = csv_of({"due": "20/06/2025", "field": "A"})
    wrong, right = csv_of({"due": "02/07/2025"}), csv_of({"due": "20/06/2025"})
    before = put(tmp_path, "hoso_2025-06-10.csv", earlier)
    mended(tmp_path, "hoso_2025-06-25", wrong, right, mended_hash, before)
    assert ask(tmp_path, DUES) == [(JUNE, JUNE, 0, False)]


@LOWER_AND_LONG
def test_a_status_that_was_mended_was_never_seen(mended_hash, tmp_path):
    wrong = csv_of({"status": "7", "returned": "12/06/2025"})
    mended(tmp_path, "hoso_2025-06-25", wrong, csv_of({"status": "4"}), mended_hash)
    query = "select status_code, settled_on, settled_seen_on, first_seen_on from dossiers"
    assert ask(tmp_path, query) == [(4, None, None, date(2025, 6, 25))]


@LOWER_AND_LONG
def test_a_finish_that_was_taken_back_does_not_win_by_being_later(mended_hash, tmp_path):
    wrong = csv_of({"status": "9", "finished": "24/06/2025"})
    mended(tmp_path, "hoso_2025-06-25", wrong, csv_of({"status": "4"}), mended_hash)
    assert ask(tmp_path, "select status_code, finished_at from dossiers") == [(4, None)]


def test_in_one_file_the_later_finish_still_goes_before_the_later_line(tmp_path):
    done = {"status": "9", "finished": "24/06/2025"}
    take(tmp_path, put(tmp_path, "hoso_2025-06-25.csv", csv_of(done, {"status": "4"})))
    assert ask(tmp_path, "select status_code from dossiers") == [(9,)]


@LOWER_AND_LONG
def test_the_end_of_a_pause_is_that_of_the_mended_file(mended_hash, tmp_path):
    wrong, right = (csv_of({"ended": day}, but=PAUSE) for day in ("20/06/2025", "10/06/2025"))
    dossier = put(tmp_path, "hoso_2025-06-25.csv", csv_of({}))
    mended(tmp_path, "tamdung_2025-06-25", wrong, right, mended_hash, dossier)
    assert ask(tmp_path, "select ended_at::date from pauses") == [(date(2025, 6, 10),)]


@LOWER_AND_LONG
def test_a_rating_is_that_of_the_mended_file(mended_hash, tmp_path):
    wrong, right = (
        csv_of({"id": "1", "rated": "05/06/2025 09:31", "overall": level}, but=RATING)
        for level in ("1", "3")
    )
    dossier = put(tmp_path, "hoso_2025-06-25.csv", csv_of({}))
    mended(tmp_path, "danhgia_2025-06-25", wrong, right, mended_hash, dossier)
    assert ask(tmp_path, "select overall from feedback") == [(3,)]
    assert ask(tmp_path, "from dissatisfied_dossiers") == []


@LOWER_AND_LONG
def test_a_rating_of_no_dossier_is_mended_by_its_number(mended_hash, tmp_path):
    wrong, right = (
        csv_of({"rating": "7", "overall": level}, {"overall": level}, but=RATING)
        for level in ("1", "3")
    )
    mended(tmp_path, "danhgia_2025-06-25", wrong, right, mended_hash)
    # Without a number nobody knows that the two are one rating.
    assert ask(tmp_path, "select overall from feedback order by 1") == [(1,), (3,), (3,)]


@LOWER_AND_LONG
def test_a_task_whose_due_date_was_mended_was_not_postponed(mended_hash, tmp_path):
    first, second = (register("tasks", {"due_on": due}) for due in ("20/06/2025", "02/07/2025"))
    mended(tmp_path, "nhiemvu_2025-06-25", first, second, mended_hash)
    query = "select due_on, first_due_on, postponements, outcome from task_outcomes"
    assert ask(tmp_path, query) == [(JULY, JULY, 0, "unfinished")]
    later = register("tasks", {"due_on": "09/07/2025"})
    take(tmp_path, put(tmp_path, "nhiemvu_2025-06-26.csv", later))
    assert ask(tmp_path, query) == [(date(2025, 7, 9), JULY, 1, "unfinished")]


def test_a_due_date_that_an_entry_moved_on_the_day_of_a_file_was_postponed(tmp_path):
    heading = register("tasks").splitlines()[0]
    cells = heading + ",recorded_at,recorded_by,change_reason,changed_fields,is_void\n"
    row = register("tasks", {"due_on": "02/07/2025"}).splitlines()[-1]
    before = register("tasks", {"due_on": "20/06/2025"})
    put(tmp_path, "nhiemvu_2025-06-25.csv", before)
    entry = f"{cells}{row},2025-06-25 09:00:00,16528-01,gia hạn,due_on,\n"
    put(tmp_path, "entries/tasks/2025-06-25T090000000000-a.csv", entry)
    take(tmp_path)
    query = "select due_on, first_due_on, postponements from task_outcomes"
    assert ask(tmp_path, query) == [(JULY, JUNE, 1)]


@LOWER_AND_LONG
def test_a_record_is_as_the_mended_register_has_it(mended_hash, tmp_path):
    wrong, right = (
        register("petitions", {"settled_on": day, "result": word})
        for day, word in (("20/06/2025", "Đã trả lời"), ("", ""))
    )
    mended(tmp_path, "donthu_2025-06-25", wrong, right, mended_hash)
    assert ask(tmp_path, "select settled_on, result from petitions") == [(None, None)]


@EITHER_WAY
def test_denunciations_are_counted_by_the_mended_register(mended_hash, tmp_path):
    row = {"kind": "Tố cáo", "petition_id": ""}
    wrong, right = register("petitions", row, row, row), register("petitions", row, row)
    mended(tmp_path, "donthu_2025-06-25", wrong, right, mended_hash)
    assert ask(tmp_path, "select received from denunciations") == [(2,)]


FIRST, SECOND = csv_of({"due": "20/06/2025"}), csv_of({"due": "02/07/2025"})


def left_out(summary: dict) -> list[tuple]:
    kind = "left_out_of_mended_file"
    return [(w["detail"], w["rows"]) for w in summary["warnings"] if w["code"] == kind]


DAYS = [f"0{n}/06/2025" for n in range(1, 6)]
FIVE = [
    ("hoso", csv_of, [{"id": n} for n in range(1, 6)], None),
    ("danhgia", csv_of, [{"rating": n} for n in range(1, 6)], RATING),
    ("danhgia", csv_of, [{"rated": day} for day in DAYS], RATING),
    ("tamdung", csv_of, [{"began": day} for day in DAYS], PAUSE),
]


@pytest.mark.parametrize(("name", "table", "rows", "but"), FIVE)
def test_what_a_mended_file_leaves_out_still_stands_and_is_counted(
    name, table, rows, but, tmp_path, capsys
):
    for part, kept in (("", rows), ("_sua", rows[:3])):
        put(tmp_path, f"{name}_2025-06-30{part}.csv", table(*kept, but=but))
    put(tmp_path, f"{name}_2025-06-29.csv", table(rows[0], but=but))
    assert main(["--data", str(tmp_path), "load"]) == 0
    assert (
        "Lưu ý: Tệp nạp sau cùng ngày xuất không còn những dòng này của tệp nạp trước: vẫn tính."
    ) in capsys.readouterr().out
    found = ask(
        tmp_path, "select detail, rows from warnings where code = 'left_out_of_mended_file'"
    )
    assert found == [(f"{name}_2025-06-30.csv", 2)]


def test_so_is_what_a_mended_register_leaves_out_but_entries_are_no_mended_file(tmp_path):
    rows = [{"task_id": n} for n in "12"]
    put(tmp_path, "nhiemvu_2025-06-25.csv", register("tasks", *rows))
    heading = register("tasks").splitlines()[0]
    cells = heading + ",recorded_at,recorded_by,change_reason,changed_fields,is_void\n"
    row = register("tasks", {"due_on": "02/07/2025"}).splitlines()[-1]
    entry = f"{cells}{row},2025-06-25 09:00:00,16528-01,gia hạn,due_on,\n"
    put(tmp_path, "entries/tasks/2025-06-25T090000000000-a.csv", entry)
    assert left_out(take(tmp_path)) == []
    put(tmp_path, "nhiemvu_2025-06-25_sua.csv", register("tasks", rows[1]))
    assert left_out(take(tmp_path)) == [("nhiemvu_2025-06-25.csv", 1)]
    again = register("tasks", *rows) + "\n"  # the very same bytes would be a known file
    put(tmp_path, "nhiemvu_2025-06-25_sua_lai.csv", again)
    assert left_out(take(tmp_path)) == []  # the last of them has it again


def test_files_of_one_day_that_are_parts_leave_nothing_out(tmp_path):
    parts = {"a": (1, 2, 3), "b": (4, 5, 6), "c": (3, 6, 7)}
    for name, ids in parts.items():
        put(tmp_path, f"hoso_2025-06-30_{name}.csv", csv_of(*[{"id": n} for n in ids]))
    assert left_out(take(tmp_path)) == []


@pytest.mark.parametrize(("order", "due"), [((0, 1), JULY), ((1, 0), JUNE)])
def test_of_two_files_in_one_command_the_one_named_later_wins_and_it_says_so(
    order, due, tmp_path, capsys
):
    paths = [put(tmp_path, "a_2025-06-25.csv", FIRST), put(tmp_path, "b_2025-06-25.csv", SECOND)]
    given = [str(paths[place]) for place in order]
    assert main(["--data", str(tmp_path), "load", *given]) == 0
    names = ", ".join(paths[place].name for place in order)
    assert (
        "Các tệp cùng ngày xuất, chỗ khác nhau lấy theo tệp nạp sau (đứng sau). "
        f"25/06/2025: {names}.\n" in capsys.readouterr().out
    )
    assert ask(tmp_path, DUES) == [(due, due, 0, False)]


@pytest.mark.parametrize("copy", ["hoso_2025-06-25 (1)", "hoso_2025-06-25-sua", "hoso_2025-06-25b"])
def test_of_a_folder_the_file_whose_name_goes_on_is_the_later(copy, tmp_path, capsys):
    put(tmp_path, "hoso_2025-06-25.csv", FIRST)
    put(tmp_path, f"{copy.replace('25b', '25_b')}.csv", SECOND)
    assert main(["--data", str(tmp_path), "load"]) == 0
    assert "25/06/2025: hoso_2025-06-25.csv, hoso_2025-06-25" in capsys.readouterr().out
    assert ask(tmp_path, DUES) == [(JULY, JULY, 0, False)]


def test_there_is_no_message_on_files_that_cannot_contradict_each_other(tmp_path, capsys):
    put(tmp_path, "hoso_2025-06-25.csv", FIRST)
    put(tmp_path, "hoso_2025-06-26.csv", SECOND)
    put(tmp_path, "nhiemvu_2025-06-25.csv", register("tasks", {}))
    for number in range(2):
        name = f"entries/tasks/2025-06-25T09000000000{number}-a.csv"
        put(tmp_path, name, register("tasks", {"task_id": str(number)}))
    assert main(["--data", str(tmp_path), "load"]) == 0
    assert "cùng ngày xuất" not in capsys.readouterr().out


def test_of_many_files_of_one_day_the_first_and_the_last_are_named(tmp_path, capsys):
    for number in range(7):
        put(tmp_path, f"{number}_2025-06-25.csv", csv_of({"id": str(number)}))
    assert main(["--data", str(tmp_path), "load"]) == 0
    names = ", ".join(f"{number}_2025-06-25.csv" for number in range(4))
    assert f"25/06/2025: {names}, … 2 tệp …, 6_2025-06-25.csv." in capsys.readouterr().out


@LOWER_AND_LONG
def test_a_backup_of_what_is_staged_keeps_the_order_and_gives_the_same_snapshot(
    mended_hash, tmp_path
):
    here, there = tmp_path / "here", tmp_path / "there"
    mended(here, "hoso_2025-06-25", FIRST, SECOND, mended_hash)
    shutil.copytree(here / "staged", there / "staged")
    rebuild(settings(there), Progress())
    assert current(there / "warehouse") == current(here / "warehouse")
    assert ask(there, DUES) == [(JULY, JULY, 0, False)]


def test_a_snapshot_is_named_by_the_order_of_landing_and_not_by_its_times(tmp_path):
    def named(folder: str, *contents: str) -> str:
        data = tmp_path / folder
        paths = [
            put(data, f"{number}/hoso_2025-06-25.csv", content)
            for number, content in enumerate(contents)
        ]
        take(data, *paths)
        for file in staged_files(data / "staged"):
            note = json.loads(file.note(data / "staged").read_text("utf-8"))
            note["landed_at"] = f"20{len(folder):02}-01-01T00:00:00+00:00"
            file.note(data / "staged").write_text(json.dumps(note), "utf-8")
        return snapshot_id(staged_files(data / "staged"), settings(data))

    assert named("one", FIRST, SECOND) == named("another", FIRST, SECOND)
    assert named("turned", SECOND, FIRST) != named("again", FIRST, SECOND)


def test_files_of_an_older_version_stand_in_the_order_of_their_times_and_before_new_ones(tmp_path):
    hour = {FIRST: "09", SECOND: "08"}
    names = (("a", FIRST), ("b", SECOND))
    take(tmp_path, *(put(tmp_path, f"{name}_2025-06-25.csv", content) for name, content in names))
    for file, content in zip(staged_files(tmp_path / "staged"), (FIRST, SECOND), strict=True):
        note = json.loads(file.note(tmp_path / "staged").read_text("utf-8"))
        del note["landed_order"], note["period_start"]
        note["landed_at"] = f"2025-06-25T{hour[content]}:00:00+00:00"
        file.note(tmp_path / "staged").write_text(json.dumps(note), "utf-8")
    rebuild(settings(tmp_path), Progress())
    assert ask(tmp_path, DUES) == [(JUNE, JUNE, 0, False)]
    take(tmp_path, put(tmp_path, "c_2025-06-25.csv", csv_of({"due": "05/07/2025"})))
    assert [s.landed_order for s in staged_files(tmp_path / "staged")] == [0, 0, 1]
    assert ask(tmp_path, "select due_at::date from dossiers") == [(date(2025, 7, 5),)]


def test_the_place_of_a_file_only_ever_rises(tmp_path):
    for number in range(3):
        put(tmp_path, f"hoso_2025-06-{20 - number}.csv", csv_of({"id": str(number)}))
        take(tmp_path)  # and what was taken before is known
    files = sorted(staged_files(tmp_path / "staged"), key=lambda s: s.landed_order)
    assert [(s.as_of, s.landed_order) for s in files] == [
        ("2025-06-20", 1),
        ("2025-06-19", 2),
        ("2025-06-18", 3),
    ]
