"""config.toml and the place of the data folder, read for etl and board alike: what each setting may
be, and what is wrong with it.

Neither of the two imports the other, and a ward's one file has one set of rules; so these sentences
stand here and not among the words of either.
"""

import os
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent
SIZE = r"\d+(\.\d+)? ?([KMGT]i?B)"


class Setting(NamedTuple):
    """What one setting may be: its types, for a number its range, for a text its whole pattern."""

    types: tuple[type, ...]
    allowed: str
    least: float = 0
    most: float = 0
    pattern: str = ".*"

    def takes(self, value) -> bool:
        """Whether a value is one of these."""
        if type(value) not in self.types:  # to isinstance true is a number
            return False
        if isinstance(value, list):
            return all(isinstance(text, str) and re.fullmatch(self.pattern, text) for text in value)
        if isinstance(value, str):
            return re.fullmatch(self.pattern, value) is not None
        return isinstance(value, bool) or self.least <= value <= self.most


def _whole(least: int, most: int) -> Setting:
    return Setting((int,), f"số nguyên từ {least} đến {most}", least, most)


def _number(least: int, most: int) -> Setting:
    return Setting((int, float), f"số từ {least} đến {most}", least, most)


def _texts(allowed: str, pattern: str) -> Setting:
    return Setting((list,), f"danh sách trong ngoặc vuông: {allowed}", pattern=pattern)


def _text(allowed: str, pattern: str) -> Setting:
    return Setting((str,), f"chữ trong dấu ngoặc kép: {allowed}", pattern=pattern)


YES_OR_NO = Setting((bool,), "true hoặc false")
SETTINGS = {
    "etl": {
        "home_unit": _text('mã đơn vị, ví dụ "16528", hoặc để trống ""', r"\d*"),
        "reject_limit": _number(0, 1),
        "name_day_slack_days": _whole(0, 366),
        "snapshots_kept": _whole(0, 1000),
        "days_kept": _whole(0, 3660),
        "lock_wait_seconds": _number(0, 86400),
        "memory_limit": _text('ví dụ "1500MB", hoặc để trống ""', f"({SIZE})?"),
    },
    "board": {
        "stale_after_days": _whole(0, 366),
        "due_soon_working_days": _whole(0, 60),
        "certification_field": _text('tên lĩnh vực, hoặc để trống ""', ".*"),
        "hide_below_n": _whole(1, 1000),
        "warn_below_n": _whole(1, 10000),
        "load_limit_seconds": _whole(1, 86400),
        "answers_kept_mb": _whole(1, 100_000),
        "opens_on_complete_quarter": YES_OR_NO,
    },
    "workbook": {
        "most_cells": _whole(1000, 100_000_000),
        "unpacked_mb": _whole(1, 10_000),
        "memory_mb": _whole(200, 100_000),
        "seconds": _whole(1, 3600),
    },
    "intake": {"watch": YES_OR_NO, "poll": YES_OR_NO},
    "entries": {"allowed": YES_OR_NO},
    "papers": {
        "address": _text('ví dụ "http://localhost:8501"', r"https?://\S+"),
        "report_recipient": _text('tên nơi nhận, hoặc để trống ""', ".*"),
    },
    "log": {"file_mb": _whole(0, 10_000), "files_kept": _whole(1, 1000)},
    "audit": {"kept_days": _whole(0, 36_600)},
    "server": {
        "hosts": _texts('ví dụ ["bang.localhost"], hoặc để trống []', r"[A-Za-z0-9._-]+"),
        "upload_limit_mb": _whole(1, 10000),
    },
    "access": {
        "without_accounts": YES_OR_NO,
        "idle_minutes": _whole(1, 10_000),
        "session_hours": _whole(1, 1000),
        "open_id_issuer": _text(
            'địa chỉ https của nơi cấp tài khoản chung, hoặc để trống ""',
            r"(https://\S+|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?)?",
        ),
        "open_id_client": _text('mã của Bảng điều hành ở nơi ấy, hoặc để trống ""', r"\S*"),
    },
}


class ConfigWrong(ValueError):
    """One Vietnamese sentence: what is wrong with config.toml, and what is allowed there."""


def read_config(path: Path) -> dict[str, dict]:
    """The tables of config.toml. Raises ConfigWrong at the first mistake."""
    tables = _parsed(path)
    for table, settings in SETTINGS.items():
        if not isinstance(tables.get(table), dict):
            raise _wrong(f"thiếu phần [{table}]")
        for key, setting in settings.items():
            if key not in tables[table]:
                raise _wrong(f"phần [{table}] thiếu {key}; cần {setting.allowed}")
            if not setting.takes(tables[table][key]):
                raise _wrong(f"{key} trong phần [{table}] phải là {setting.allowed}")
    for table, values in tables.items():
        if table not in SETTINGS:
            raise _wrong(f"có “{table}” lạ; chỉ có các phần {', '.join(SETTINGS)}")
        for key in values:
            if key not in SETTINGS[table]:
                known = ", ".join(SETTINGS[table])
                raise _wrong(f"phần [{table}] có “{key}” lạ; chỉ có {known}")
    return tables


def config_path() -> Path:
    """The file of settings: $BOARD_CONFIG, else config.toml of the project."""
    return Path(os.environ.get("BOARD_CONFIG") or PROJECT / "config.toml")


def data_folder(given: Path | None = None) -> Path:
    """The folder that is given, else $BOARD_DATA, else the project's own; asked anew each time."""
    return Path(given or os.environ.get("BOARD_DATA") or PROJECT / "data").resolve()


def _parsed(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise _wrong(f"không đọc được tệp trong thư mục {path.parent}") from error
    except UnicodeDecodeError as error:
        raise _wrong("tệp không ở bảng mã UTF-8; lưu lại theo mã đó") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"dòng {line[1]}" if line else "cuối tệp"
        raise _wrong(
            f"{where} không đúng cú pháp; mỗi dòng ghi tên = giá trị, chữ đặt trong dấu ngoặc kép"
        ) from error


def _wrong(why: str) -> ConfigWrong:
    return ConfigWrong(f"Tệp config.toml: {why}. Sửa tệp rồi chạy lại.")
