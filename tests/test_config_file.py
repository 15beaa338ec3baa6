"""config.toml: every mistake in it is one sentence, wherever the program starts."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from board.runtime.settings import EntrySettings, IntakeSettings, PaperSettings, ServerSettings
from board.runtime.settings import Settings as BoardSettings
from config_file import SETTINGS, ConfigWrong, read_config
from tests.conftest import PROJECT
from workbook_file import WorkbookSettings

CONFIG = (PROJECT / "config.toml").read_text("utf-8")
QUOTED = "chữ trong dấu ngoặc kép"
TABLES = "etl, board, workbook, intake, entries, papers, log, audit, server, access"


def changed(old: str, new: str) -> str:
    assert old in CONFIG
    return CONFIG.replace(old, new, 1)


def setting(key: str, value: str) -> str:
    """The committed file with one setting otherwise."""
    return re.sub(rf"(?m)^{key} = .*$", lambda _: f"{key} = {value}", CONFIG)


def refusal(folder: Path, content: str | bytes) -> str:
    path = folder / "config.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ConfigWrong) as wrong:
        read_config(path)
    message = str(wrong.value)
    assert message.startswith("Tệp config.toml: ") and message.endswith(". Sửa tệp rồi chạy lại.")
    return message.removeprefix("Tệp config.toml: ").removesuffix(". Sửa tệp rồi chạy lại.")


def test_the_rules_are_of_just_the_settings_that_are_used():
    tables = read_config(PROJECT / "config.toml")
    assert {name: list(table) for name, table in tables.items()} == {
        name: list(table) for name, table in SETTINGS.items()
    }
    for name, used in (
        ("board", BoardSettings),
        ("workbook", WorkbookSettings),
        ("intake", IntakeSettings),
        ("entries", EntrySettings),
        ("papers", PaperSettings),
        ("server", ServerSettings),
    ):
        assert list(SETTINGS[name]) == list(used.__dataclass_fields__)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        *(
            (setting(key, value), f"{key} trong phần [{table}] phải là {allowed}")
            for table, key, allowed, values in (
                (
                    "etl",
                    "home_unit",
                    f'{QUOTED}: mã đơn vị, ví dụ "16528", hoặc để trống ""',
                    ("16528", '"Quảng Thọ"', "false"),
                ),
                ("etl", "reject_limit", "số từ 0 đến 1", ("20", "-0.1", '"0.2"', "true", "nan")),
                ("etl", "snapshots_kept", "số nguyên từ 0 đến 1000", ("-1", "10.5", "1001")),
                ("etl", "days_kept", "số nguyên từ 0 đến 3660", ("-1", '"14"')),
                ("etl", "lock_wait_seconds", "số từ 0 đến 86400", ("-1", '"60"', "inf")),
                (
                    "etl",
                    "memory_limit",
                    f'{QUOTED}: ví dụ "1500MB", hoặc để trống ""',
                    ("1500", '"nhiều"', '"50"'),
                ),
                ("board", "stale_after_days", "số nguyên từ 0 đến 366", ("-1", "1.5", "true")),
                ("board", "hide_below_n", "số nguyên từ 1 đến 1000", ("0", "[5]")),
                ("board", "warn_below_n", "số nguyên từ 1 đến 10000", ("0", "2025-01-01")),
                ("workbook", "memory_mb", "số nguyên từ 200 đến 100000", ("199", '"800MB"')),
                ("workbook", "seconds", "số nguyên từ 1 đến 3600", ("0", "1.5")),
                ("entries", "allowed", "true hoặc false", ("1", '"true"')),
                (
                    "papers",
                    "address",
                    f'{QUOTED}: ví dụ "http://localhost:8501"',
                    ('"localhost:8501"', '"javascript:alert(1)"', '"http://a b"', "8501"),
                ),
                (
                    "server",
                    "hosts",
                    'danh sách trong ngoặc vuông: ví dụ ["bang.localhost"], hoặc để trống []',
                    ('"localhost"', '["http://a"]', '["a:8501"]', '["a b"]', '["a", 1]'),
                ),
                ("server", "upload_limit_mb", "số nguyên từ 1 đến 10000", ("0", "1.5", '"9"')),
            )
            for value in values
        ),
        (changed("[board]\n", "[bang]\n"), "thiếu phần [board]"),
        ("etl = 5\n", "thiếu phần [etl]"),
        (
            changed("days_kept", "day_kept"),
            "phần [etl] thiếu days_kept; cần số nguyên từ 0 đến 3660",
        ),
        (
            changed("[entries]\n", "[entries]\nalowed = false\n"),
            "phần [entries] có “alowed” lạ; chỉ có allowed",
        ),
        (CONFIG + "[mail]\nto = 1\n", f"có “mail” lạ; chỉ có các phần {TABLES}"),
        ("x = 1\n" + CONFIG, f"có “x” lạ; chỉ có các phần {TABLES}"),
        *(
            (
                content,
                f"{where} không đúng cú pháp; mỗi dòng ghi tên = giá trị, chữ đặt trong dấu ngoặc "
                "kép",
            )
            for content, where in (
                (setting("home_unit", "Quảng Thọ"), "dòng 4"),
                (setting("home_unit", '"16528'), "dòng 4"),
                (setting("reject_limit", "0,2"), "dòng 5"),
                (setting("reject_limit", ""), "dòng 5"),
                (CONFIG + "allowed", "cuối tệp"),
            )
        ),
        (CONFIG.encode("utf-16"), "tệp không ở bảng mã UTF-8; lưu lại theo mã đó"),
        (b"\xd0" + CONFIG.encode(), "tệp không ở bảng mã UTF-8; lưu lại theo mã đó"),
        ("", "thiếu phần [etl]"),
    ],
)
def test_a_mistake_is_one_sentence_with_the_key_and_what_is_allowed(tmp_path, content, why):
    assert refusal(tmp_path, content) == why


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ConfigWrong, match=f"không đọc được tệp trong thư mục {tmp_path}"):
        read_config(tmp_path / "config.toml")


def test_what_an_editor_adds_to_the_file_changes_nothing(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + CONFIG.replace("\n", "\r\n").encode())
    assert read_config(path) == read_config(PROJECT / "config.toml")


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Path:
    """A copy of the program with a mistake in its config.toml."""
    copy = tmp_path_factory.mktemp("broken")
    for folder in ("etl", "board", "pages", ".streamlit"):
        shutil.copytree(
            PROJECT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    for file in (*PROJECT.glob("*.py"), PROJECT / "pyproject.toml"):
        shutil.copy(file, copy)
    (copy / "config.toml").write_text(setting("hide_below_n", '"năm"'), "utf-8")
    return copy


@pytest.mark.parametrize(
    "command",
    [
        ("etl", "status"),
        ("etl", "load"),
        ("board", "metric", "open_overdue", "--from", "2025-01-01", "--to", "2025-06-30"),
        ("streamlit", "run", "dashboard.py", "--server.headless", "true", "--server.port", "0"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_every_start_says_it_in_one_sentence_and_ends(broken, command):
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=broken,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        "Tệp config.toml: hide_below_n trong phần [board] phải là số nguyên từ 1 đến 1000. "
        "Sửa tệp rồi chạy lại."
    )
    assert "Traceback" not in done.stderr + done.stdout
