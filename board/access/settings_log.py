"""Changes of config.toml and roles.toml, which are edited by hand: found as the server starts."""

import json
import tomllib
from pathlib import Path

from audit_log import FOLDER, append, is_kept
from board.access.roles import ROLES_FILE
from config_file import config_path, read_config
from whole_file import write_whole

KEPT = "settings.json"  # the settings of the last start, beside the log


def note_changed_settings(data: Path) -> None:
    """Adds a line that names the settings which are others than at the last start; nothing where
    none is or where no log is kept. Raises OSError."""
    if not is_kept(data):
        return
    path = data / FOLDER / KEPT
    now = read_config(config_path()) | {"roles": tomllib.loads(ROLES_FILE.read_text("utf-8"))}
    try:
        before = json.loads(path.read_bytes())
    except (OSError, ValueError):
        before = None
    changed = [
        f"{table}.{key}"
        for table, values in now.items()
        for key, value in values.items()
        if before is not None and before.get(table, {}).get(key) != value
    ]
    if changed or before is None:
        append(data, "settings", None, **{"changed": changed} if changed else {"how": "first"})
        write_whole(path, json.dumps(now, ensure_ascii=False, indent=1), 0o600)
