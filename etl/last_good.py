"""The last readable text of each reference table, for a load that finds a table damaged."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import ward_clock
from etl import words
from etl.reference import Unreadable, why_unreadable
from etl.reference_files import FILES
from etl.settings import Settings
from whole_file import write_whole


def readable(settings: Settings, scratch: Path) -> tuple[Settings, list[str]]:
    """The settings by which a load goes: their reference tables are a copy in `scratch`, which
    nobody changes while it runs. A table that cannot be read is there as it was last loaded, and a
    sentence says so. Raises Unreadable where it never was.
    """
    folder = scratch / "reference"
    folder.mkdir()
    for path in settings.reference.glob("*.csv"):
        try:
            content = path.read_bytes()
        except OSError:
            continue  # it is missing there, and so unreadable
        (folder / path.name).write_bytes(content)
    last, sentences = saved(settings), []
    for name in FILES:
        if FILES[name].may_be_absent and name in last and not settings.reference.is_dir():
            (folder / f"{name}.csv").write_bytes(last[name]["text"].encode())
        if (why := why_unreadable(folder, name)) is None:
            continue
        why = why_unreadable(settings.reference, name) or why
        if name not in last:
            raise why
        (folder / f"{name}.csv").write_bytes(last[name]["text"].encode())
        if why_unreadable(folder, name):
            raise why
        sentences.append(words.reference.last_good_used(str(why), _loaded_on(last[name])))
    return replace(settings, reference=folder), sentences


def save(settings: Settings) -> None:
    """Keeps the text of each reference table by which a load went to its end, for its owner alone,
    since officers have names in one; `loaded_on`: when that text was first loaded."""
    before, now = saved(settings), {}
    for name in FILES:
        path = settings.reference / f"{name}.csv"
        if path.exists():
            text = path.read_bytes().decode()
            loaded = before.get(name)
            is_new = loaded is None or loaded["text"] != text
            now[name] = {"text": text, "loaded_on": str(ward_clock.today())} if is_new else loaded
    if now != before:
        _path(settings).parent.mkdir(0o700, exist_ok=True)
        write_whole(_path(settings), json.dumps(now, ensure_ascii=False, indent=1), 0o600)


def saved(settings: Settings) -> dict[str, dict]:
    """What is saved of each table; nothing where that file is damaged."""
    try:
        found = json.loads(_path(settings).read_bytes())
        for table in found.values():
            table["text"].encode()
            date.fromisoformat(table["loaded_on"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return found


def last_loaded(settings: Settings, name: str) -> date | None:
    """The day on which the saved text of a table was first loaded; None where none is saved."""
    table = saved(settings).get(name)
    return _loaded_on(table) if table else None


def _loaded_on(table: dict) -> date:
    return date.fromisoformat(table["loaded_on"])


def status_sentence(settings: Settings, why: Unreadable) -> str:
    """A sentence for a table that cannot be read, and the copy that a load uses meanwhile."""
    day = last_loaded(settings, why.table)
    return words.reference.last_good_used(str(why), day) if day else str(why)


def _path(settings: Settings) -> Path:
    return settings.data / "last_good" / "reference.json"
