"""A data folder that is lost comes back whole from its backup, and from nothing that is none."""

import errno
import json
import os
import shutil
import stat
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from board.papers import PAPERS
from board.papers.archive.sent import file_paper, filed, opened_by
from board.papers.figures import as_frame
from board.registers import entry_files
from board.selection.filters import Filters
from board.selection.periods import parse, spanning
from board.selection.selection import selection_of
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current, named
from etl import backup as backup_of
from etl import restore as restore_of
from etl.publish import writing
from etl.rollback import rollback
from tests.conftest import PROJECT, command
from tests.literal import filled, opened
from tests.snapshots import ask, csv_of, put, settings, take

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of a POSIX system")
JUNE = spanning(date(2025, 6, 1), date(2025, 6, 30))
EXPORT = """
    id | status | received | due   | finished
    1  | 9      | 02/06    | 05/06 | 04/06
    2  | 4      | 02/06    | 10/06 |
"""
KEPT = ("inbox", "staged", "papers", "reference", "last_good")
DUES = "select dossier_id, due_at::date, due_changes from dossiers order by all"
TASKS = "select task_id, note from tasks order by all"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """A data folder with a paper that was sent, a file that a later one of its day mended, a
    register with an entry and a target of its own; not to be changed."""
    data = tmp_path_factory.mktemp("office")
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    with (reference / "targets.csv").open("a", encoding="utf-8") as stream:
        stream.write("open_late,,,3,2018-01-01,,QĐ của phường\n")
    tasks = {"2025-06-01": [{"task_id": "NV1"}]}
    selection = selection_of(
        opened(filled(data, {"2025-07-01": EXPORT}, tasks=tasks)), Filters(), JUNE
    )
    content = PAPERS["form06a"].build(selection)
    file = PAPERS["form06a"].write(".xlsx", content)
    put(data, "hoso1_2025-07-05.csv", csv_of({"id": "3", "due": "20/06/2025"}))
    put(data, "hoso2_2025-07-05.csv", csv_of({"id": "3", "due": "27/06/2025"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(data))
        file_paper(data / "papers", "form06a", ".xlsx", file, content, date(2025, 7, 2))
        (task,) = entry_files.records("tasks", current(EVERYTHING))
        own = [name for name in task if name not in entry_files.BOOKKEEPING]
        record = {name: task[name] for name in own} | {"note": "đã họp"}
        entry_files.append("tasks", record, ["note"], "16528-01", "sửa")
    take(data)
    return data


@pytest.fixture(scope="module")
def archive(office, tmp_path_factory) -> Path:
    """Its backup; not to be changed."""
    path = tmp_path_factory.mktemp("disk") / "sao-luu.zip"
    done = command("etl", "backup", str(path), data=office)
    assert (done.returncode, done.stderr) == (0, "")
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """The backup of a folder in which nothing was loaded yet; not to be changed."""
    data = tmp_path_factory.mktemp("small")
    put(data, "hoso_2025-07-01.csv", "x" * 10_000)
    put(data, "hồ_2025.csv", "x")
    path = tmp_path_factory.mktemp("disk") / "nho.zip"
    assert command("etl", "backup", str(path), data=data).returncode == 0
    return path


def everything(data: Path) -> dict[str, tuple]:
    """What a folder keeps: each file's bytes, rights and time, each folder's rights."""
    found = {}
    tops = [data / name for name in KEPT if (data / name).exists()]
    for path in (p for top in tops for p in [top, *top.rglob("*")]):
        seen = path.stat()
        held = (path.read_bytes(), seen.st_mtime_ns) if path.is_file() else ()
        found[path.relative_to(data).as_posix()] = (stat.S_IMODE(seen.st_mode), *held)
    return found


def restored(archive: Path, data: Path, *more: str):
    done = command("etl", "restore", str(archive), *more, data=data)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def refusal(archive: Path, data: Path) -> str:
    """Why an archive is not taken; of which then nothing is left."""
    done = command("etl", "restore", str(archive), data=data)
    assert (done.returncode, done.stdout) == (1, "")
    left = [path.name for path in data.rglob("*") if path.is_file() and path.name != "LOCK"]
    assert left == [] and not list(data.parent.glob("outside*"))
    return done.stderr.strip()


def test_a_folder_that_was_lost_comes_back_with_all_that_it_held(office, archive, tmp_path):
    data = tmp_path / "new machine"
    output = restored(archive, data)
    assert output.startswith("Đã lấy lại ") and "thư mục replaced" not in output
    assert everything(data) == everything(office)
    name = (office / "warehouse" / "CURRENT").read_text("utf-8").strip()
    assert (data / "warehouse" / "CURRENT").read_text("utf-8").strip() == name
    paths = [folder / "warehouse" / f"{name}.duckdb" for folder in (office, data)]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    done = command("etl", "status", data=data)
    assert (done.returncode, "Cần xử lý" in done.stdout) == (0, False)
    done = command("etl", "load", data=data)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        f"Không có gì mới. Đang dùng bản {name}, số liệu đến 05/07/2025.",
    )


@pytest.mark.long
def test_what_is_built_from_it_anew_is_what_was_built_before(office, archive, tmp_path):
    restored(archive, tmp_path)
    assert command("etl", "rebuild", data=tmp_path).returncode == 0
    assert ask(tmp_path, DUES) == ask(office, DUES)
    # The later of two files of one day is still the later one, and an entry goes over a file.
    assert ask(tmp_path, DUES)[0] == ("3", date(2025, 6, 27), 0)
    assert ask(tmp_path, TASKS) == [("NV1", "đã họp")]


def test_a_paper_that_was_sent_and_its_code_open_what_they_showed(
    office, archive, tmp_path, monkeypatch
):
    restored(archive, tmp_path)
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    (paper,) = filed(tmp_path / "papers")
    assert paper.snapshot != current().name  # what it shows is no longer published
    name, url = opened_by(tmp_path / "papers", paper.code)
    selection = selection_of(named(url["snapshot"], EVERYTHING), Filters(), parse(url["period"]))
    figures = as_frame(PAPERS[name].build(selection).figures)
    assert len(figures) == 22
    assert figures["value"].tolist() == paper.as_sent["value"].tolist()


@POSIX
def test_personal_data_is_their_owners_alone_in_the_archive_and_after(archive, tmp_path):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    restored(archive, tmp_path)
    (entry,) = (tmp_path / "inbox" / "entries" / "tasks").iterdir()
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (entry, entry.parent)]
    assert modes == [0o600, 0o700]


def test_the_archive_holds_only_snapshots_that_something_names_and_packs_only_texts(
    office, archive, tmp_path
):
    data = shutil.copytree(office, tmp_path / "data")
    newest = (data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    (paper,) = filed(data / "papers")
    with zipfile.ZipFile(archive) as packed:
        kinds = {info.filename: info.compress_type for info in packed.infolist()}
    assert {name for name in kinds if name.endswith((".duckdb", ".seal"))} == {
        f"warehouse/{name}{ending}"
        for name in (newest, paper.snapshot)
        for ending in (".duckdb", ".seal")
    }
    stored = {Path(name).suffix for name, kind in kinds.items() if kind == zipfile.ZIP_STORED}
    deflated = {Path(name).suffix for name in kinds if kinds[name] == zipfile.ZIP_DEFLATED}
    assert {".duckdb", ".parquet", ".xlsx"} <= stored
    assert {".csv", ".json", ".toml"} <= deflated
    assert not stored & deflated
    # After a rollback what was turned away from is kept too.
    now = rollback(settings(data), None)["snapshot"]
    command("etl", "backup", str(tmp_path / "b.zip"), data=data)
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        names = packed.namelist()
    assert {f"warehouse/{name}.duckdb" for name in (newest, now)} <= set(names)
    assert "warehouse/HELD" in names


def test_a_folder_without_reference_tables_of_its_own_backs_up_those_it_uses(tmp_path):
    put(tmp_path / "data", "hoso_2025-07-01.csv", "x")
    (tmp_path / "data" / "inbox" / "dang-chep.csv.new").write_text("half")
    command("etl", "backup", str(tmp_path / "b.zip"), data=tmp_path / "data")
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        names = packed.namelist()
        assert packed.read("config.toml") == (PROJECT / "config.toml").read_bytes()
    tables = {f"reference/{path.name}" for path in (PROJECT / "data" / "reference").glob("*.csv")}
    assert tables and tables <= set(names)
    assert "inbox/dang-chep.csv.new" not in names


def test_a_folder_that_holds_data_is_not_written_over(office, archive, tmp_path):
    data = shutil.copytree(office, tmp_path / "data")
    put(data, "hoso_2025-07-09.csv", "only here")
    before = everything(data)
    done = command("etl", "restore", str(archive), data=data)
    assert (done.returncode, done.stderr) == (
        1,
        f"Thư mục số liệu {data} đang có số liệu. Lấy lại vào một thư mục trống (--data), hoặc "
        "thêm --set-aside: những gì đang có được chuyển vào thư mục replaced, không mất.\n",
    )
    assert everything(data) == before
    output = restored(archive, data, "--set-aside")
    (aside,) = (data / "replaced").iterdir()
    assert f"Những gì có trước đó nằm ở {aside}." in output
    assert everything(aside) == before
    assert everything(data) == everything(office)
    assert (aside / "warehouse" / "CURRENT").exists()
    assert "Cần xử lý" not in command("etl", "status", data=data).stdout


def test_the_reference_tables_of_a_new_installation_are_set_aside_without_being_asked(
    office, archive, tmp_path
):
    reference = shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    fresh = {path.name: path.read_bytes() for path in reference.glob("*.csv")}
    (tmp_path / "inbox").mkdir()
    restored(archive, tmp_path)
    assert everything(tmp_path) == everything(office)
    (aside,) = (tmp_path / "replaced").iterdir()
    assert [path.name for path in aside.iterdir()] == ["reference"]
    assert {p.name: p.read_bytes() for p in (aside / "reference").glob("*.csv")} == fresh


def test_where_something_cannot_be_moved_nothing_is_lost_and_another_try_ends_it(
    office, archive, tmp_path, monkeypatch
):
    data = shutil.copytree(office, tmp_path / "data")
    moves = restore_of.replace

    def held_open(path, target):
        if path == data / "staged":
            raise PermissionError(13, os.strerror(13), str(path))
        moves(path, target)

    monkeypatch.setattr(restore_of, "replace", held_open)
    done = command("etl", "restore", str(archive), "--set-aside", data=data)
    (aside,) = (data / "replaced").iterdir()
    assert done.returncode == 1
    assert f"Chưa lấy lại xong; những gì có trước đó nằm ở {aside}. " in done.stderr
    assert everything(data) | everything(aside) == everything(office)
    monkeypatch.undo()
    restored(archive, data, "--set-aside")
    assert everything(data) == everything(office)


def test_other_settings_come_back_beside_those_in_use_and_are_named(archive, tmp_path):
    changed = repacked(archive, tmp_path / "b.zip", {"config.toml": b"[etl]\n"})
    output = restored(changed, tmp_path / "data")
    kept = tmp_path / "data" / "config.toml"
    assert kept.read_bytes() == b"[etl]\n"
    assert f"xem {kept}; muốn dùng lại thì chép đè lên {PROJECT}/config.toml." in output
    assert not (PROJECT / "data" / "config.toml").exists()
    restored(archive, tmp_path / "same")
    assert not (tmp_path / "same" / "config.toml").exists()


def repacked(archive: Path, out: Path, changed: dict[str, bytes], **changes) -> Path:
    """A copy of an archive with other or more files, of which its manifest knows."""
    with zipfile.ZipFile(archive) as packed, zipfile.ZipFile(out, "w") as new:
        manifest = json.loads(packed.read("backup.json")) | changes
        for name in packed.namelist():
            if name not in {"backup.json", *changed}:
                new.writestr(packed.getinfo(name), packed.read(name))
        for name, content in changed.items():
            sha256 = backup_of.hashlib.sha256(content).hexdigest()
            alike = {"size": len(content), "mode": 0o644, "changed_at": 10**18}
            manifest["files"][name] = alike | {"sha256": sha256}
            new.writestr(name, content)
        new.writestr("backup.json", json.dumps(manifest))
    return out


@pytest.mark.parametrize(
    "name",
    [
        "../outside.csv",
        "inbox/../../outside.csv",
        "/outside.csv",
        "inbox/..\\..\\outside.csv",
        "inbox//x.csv",
        "C:/outside.csv",
        "warehouse/LOCK",
        "warehouse/deeper/x.duckdb",
        "checked/x.parquet",
        "inbox",
        "config.toml/x",
    ],
)
def test_an_archive_that_leads_elsewhere_is_refused_whole(small, tmp_path, name):
    changed = repacked(small, tmp_path / "b.zip", {name: b"x"})
    message = refusal(changed, tmp_path / "data")
    assert message.startswith("Tệp b.zip có mục “") and "không thuộc bản sao lưu nào" in message


def test_an_archive_with_a_link_or_a_strange_folder_is_refused_whole(small, tmp_path):
    link = zipfile.ZipInfo("inbox/link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    changed = repacked(small, tmp_path / "b.zip", {})
    with zipfile.ZipFile(changed, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    assert "có mục “inbox/link.csv”" in refusal(changed, tmp_path / "data")
    changed = repacked(small, tmp_path / "c.zip", {}, folders={"../outside": 0o700})
    assert "có mục “../outside”" in refusal(changed, tmp_path / "data")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 100)


def without_a_file(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        manifest = packed.read("backup.json")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("backup.json", manifest)


def with_a_file_twice(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("config.toml", b"")


def with_a_byte_turned(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        info = next(i for i in packed.infolist() if i.filename == "reference/units.csv")
    content = bytearray(path.read_bytes())
    content[info.header_offset + 500] ^= 1
    path.write_bytes(content)


def rewritten(**changes):
    def spoil(path: Path) -> None:
        repacked(path, path.with_suffix(".new"), {}, **changes).replace(path)

    return spoil


DAMAGE = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_bytes(b"PK" * 100),
    "cut": cut,
    "a byte turned": with_a_byte_turned,
    "lacks a file": without_a_file,
    "a file twice": with_a_file_twice,
    "manifest of another shape": rewritten(files=[]),
    "manifest without a time": rewritten(made_at="hôm qua"),
    "version that is none": rewritten(version="x"),
}


def with_a_byte_of_the_end_changed(offset: int, byte: int):
    """A byte of the list of files or after it, `offset` from where that begins, or from the end."""

    def spoil(path: Path) -> None:
        with zipfile.ZipFile(path) as packed:
            begins = packed.start_dir
        content = bytearray(path.read_bytes())
        content[offset if offset < 0 else begins + offset] = byte
        path.write_bytes(content)

    return spoil


DAMAGE |= {
    "a file packed otherwise": with_a_byte_of_the_end_changed(10, 12),
    "a version of zip that nobody has": with_a_byte_of_the_end_changed(6, 0xFF),
    "a name that is no text": lambda path: path.write_bytes(
        path.read_bytes().replace("inbox/hồ_2025.csv".encode(), b"inbox/h\xff\xff\xff_2025.csv")
    ),
    "a list that begins before the file does": with_a_byte_of_the_end_changed(-3, 0x7F),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_archive_is_refused_whole(small, tmp_path, damage):
    path = Path(shutil.copy(small, tmp_path / "b.zip"))
    DAMAGE[damage](path)
    assert refusal(path, tmp_path / "data") == (
        "Tệp b.zip bị hỏng, bị cắt cụt hoặc không phải bản sao lưu. Chép lại tệp hoặc lấy bản sao "
        "lưu khác; chưa có gì bị thay đổi."
    )
    assert backup_of.is_backup(path) in (True, False)  # and raises nothing


@pytest.mark.parametrize("newer", [{"format": 99}, {"schema_version": 99}, {"version": "10.0.0"}])
def test_an_archive_of_a_newer_version_is_refused_by_its_version(small, tmp_path, newer):
    changed = repacked(small, tmp_path / "b.zip", {}, **newer)
    message = refusal(changed, tmp_path / "data")
    assert message.startswith("Bản sao lưu b.zip do phiên bản mới hơn (")
    assert newer.get("version", backup_of.product_version()) in message


def test_an_archive_that_the_disk_has_no_room_for_is_refused(small, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    message = refusal(small, tmp_path / "data")
    assert message.startswith("Đĩa không đủ chỗ: cần ") and "còn 0,0 MB" in message


def test_a_file_that_is_not_there_or_is_another_zip_is_named(tmp_path):
    data = tmp_path / "data"
    assert refusal(tmp_path / "b.zip", data).startswith(f"Không tìm thấy {tmp_path / 'b.zip'}")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as packed:
        packed.writestr("inbox/x.csv", "x")
    assert "c.zip bị hỏng, bị cắt cụt hoặc không phải bản sao lưu" in refusal(
        tmp_path / "c.zip", data
    )


def backup_refused(data: Path, archive: Path) -> str:
    done = command("etl", "backup", str(archive), data=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert not list(archive.parent.glob("*.new"))
    return done.stderr.strip()


def test_a_backup_goes_nowhere_where_it_would_be_lost_or_would_destroy(office, archive, tmp_path):
    inside = office / "inbox" / "b.zip"
    assert backup_refused(office, inside).startswith(f"Tệp sao lưu {inside} nằm trong thư mục")
    (tmp_path / "hop.docx").write_text("minutes")
    assert backup_refused(office, tmp_path / "hop.docx").endswith("Ghi tên tệp khác.")
    assert (tmp_path / "hop.docx").read_text() == "minutes"
    assert "chưa có gì để sao lưu" in backup_refused(tmp_path / "mistyped", tmp_path / "b.zip")
    assert not (tmp_path / "mistyped").exists()
    missing = tmp_path / "unplugged" / "b.zip"
    result = backup_refused(office, missing)
    assert result.startswith(f"Không ghi được tệp sao lưu {missing} (")


@POSIX
def test_a_backup_that_the_disk_takes_no_more_of_leaves_the_one_before(
    office, archive, tmp_path, monkeypatch
):
    path = Path(shutil.copy(archive, tmp_path / "b.zip"))
    whole = path.read_bytes()

    def full(*given):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("etl.backup.put", full)
    assert "(đĩa đã đầy)" in backup_refused(office, path)
    assert path.read_bytes() == whole
    monkeypatch.undo()
    assert command("etl", "backup", str(path), data=office).returncode == 0
    assert path.read_bytes() != whole


@POSIX
def test_a_backup_on_a_network_drive_that_cannot_sync_a_folder_is_made(tmp_path, monkeypatch):
    sync = os.fsync

    def of_files_alone(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", of_files_alone)
    put(tmp_path / "data", "hoso_2025-07-01.csv", "x")
    path = tmp_path / "b.zip"
    assert command("etl", "backup", str(path), data=tmp_path / "data").returncode == 0
    assert backup_of.is_backup(path)


def test_a_backup_waits_for_a_load_and_a_load_for_it(office, tmp_path):
    with writing(settings(office)):
        done = command("etl", "backup", str(tmp_path / "b.zip"), "--wait", "0", data=office)
    assert done.returncode == 1 and done.stderr.startswith("Một lần nạp khác đang chạy")
    assert not list(tmp_path.iterdir())


@POSIX
def test_what_cannot_be_taken_is_named_and_the_rest_is_backed_up(tmp_path):
    data = tmp_path / "data"
    put(data, "hoso_2025-07-01.csv", "x")
    strange = os.path.join(os.fsencode(data / "inbox"), b"hoso_\xed.csv")
    shutil.copy(data / "inbox" / "hoso_2025-07-01.csv", strange)
    put(data, "a\\b.csv", "x")
    done = command("etl", "backup", str(tmp_path / "b.zip"), "--json", data=data)
    assert done.returncode == 3
    assert sorted(json.loads(done.stdout)["troubles"]) == [
        f"Chưa sao lưu tệp inbox/{name}: tên có chữ lạ. Đổi tên tệp bằng chữ không dấu rồi sao "
        "lưu lại."
        for name in ("a\\b.csv", "hoso_\\udced.csv")
    ]
    restored(tmp_path / "b.zip", tmp_path / "back")
    assert [path.name for path in (tmp_path / "back" / "inbox").iterdir()] == [
        "hoso_2025-07-01.csv"
    ]


@POSIX
def test_a_file_that_fails_as_it_is_read_spoils_no_archive(tmp_path):
    data = tmp_path / "data"
    put(data, "hoso_2025-07-01.csv", "x")
    (data / "inbox" / "a.csv").symlink_to("/proc/self/mem")  # opens, and fails to be read
    (data / "inbox" / "b.csv").symlink_to(tmp_path / "nowhere")
    os.mkfifo(data / "inbox" / "c.csv")
    done = command("etl", "backup", str(tmp_path / "b.zip"), "--json", data=data)
    assert done.returncode == 3
    assert json.loads(done.stdout)["troubles"] == [
        f"Chưa sao lưu inbox/{name} ({why}). Kiểm tra tệp và quyền đọc rồi sao lưu lại."
        for name, why in [
            ("b.csv", "không có ở đó"),
            ("c.csv", "hệ điều hành từ chối"),
            ("a.csv", "máy báo lỗi 5"),
        ]
    ]
    restored(tmp_path / "b.zip", tmp_path / "back")
    names = [path.name for path in (tmp_path / "back" / "inbox").iterdir()]
    assert names == ["hoso_2025-07-01.csv"]


@POSIX
def test_folders_that_lie_elsewhere_and_are_linked_are_backed_up(tmp_path):
    staged, bigger = tmp_path / "data" / "staged", tmp_path / "bigger"
    staged.mkdir(parents=True)
    bigger.mkdir()
    (bigger / "x.json").write_text("{}")
    (staged / "dossiers").symlink_to(bigger)
    (bigger / "round").symlink_to(staged)
    assert command("etl", "backup", str(tmp_path / "b.zip"), data=tmp_path / "data").returncode == 0
    restored(tmp_path / "b.zip", tmp_path / "back")
    back = tmp_path / "back" / "staged"
    assert [path.relative_to(back).as_posix() for path in back.rglob("*")] == [
        "dossiers",
        "dossiers/x.json",
    ]


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="another disk")
def test_a_restore_across_disks_is_refused_before_anything_is_moved(small, tmp_path):
    data = tmp_path / "data"
    put(data, "own.csv", "x")
    with TemporaryDirectory(dir="/dev/shm") as other:
        (data / "warehouse").symlink_to(other)
        done = command("etl", "restore", str(small), "--set-aside", data=data)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{data / 'warehouse'} nằm ở đĩa khác")
    assert (data / "inbox" / "own.csv").exists() and not (data / "replaced").exists()


def test_an_archive_that_cannot_be_read_is_named(tmp_path):
    message = refusal(tmp_path, tmp_path / "data")
    assert message.startswith(f"Không đọc được tệp sao lưu {tmp_path} (")


def test_an_entry_that_is_laid_aside_while_it_is_backed_up_is_taken_under_its_new_name(
    tmp_path, monkeypatch
):
    data = tmp_path / "data"
    first, _ = put(data, "a.csv", "x"), put(data, "b.csv", "y")
    add = backup_of._add

    def meanwhile(packed, name, path):
        if name == "inbox/a.csv":
            first.rename(first.with_suffix(".refused"))
        return add(packed, name, path)

    monkeypatch.setattr(backup_of, "_add", meanwhile)
    assert command("etl", "backup", str(tmp_path / "b.zip"), data=data).returncode == 0
    restored(tmp_path / "b.zip", tmp_path / "back")
    names = sorted(path.name for path in (tmp_path / "back" / "inbox").iterdir())
    assert names == ["a.refused", "b.csv"]


def test_of_a_paper_that_is_filed_while_it_is_backed_up_the_code_is_taken_too(
    tmp_path, monkeypatch
):
    papers = tmp_path / "data" / "papers"
    papers.mkdir(parents=True)
    (papers / "codes.jsonl").write_text("first\n")
    add = backup_of._add

    def meanwhile(packed, name, path):
        if name == "config.toml":
            (papers / "2025-07-02_form06a_ABCDEFGH.xlsx").write_text("x")
            (papers / "codes.jsonl").write_text("first\nsecond\n")
        return add(packed, name, path)

    monkeypatch.setattr(backup_of, "_add", meanwhile)
    path = tmp_path / "b.zip"
    assert command("etl", "backup", str(path), data=tmp_path / "data").returncode == 0
    with zipfile.ZipFile(path) as packed:
        assert packed.read("papers/codes.jsonl") == b"first\nsecond\n"
        assert "papers/2025-07-02_form06a_ABCDEFGH.xlsx" in packed.namelist()
