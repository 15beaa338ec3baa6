"""Mappings: what somebody answered about a file, kept as a profile for every file of its shape.

They lie in `data/reference/mappings`, a TOML file each, with a table `[mapping]` of the shape, who
made it and when, and when it was withdrawn. None is ever deleted.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import tomli_w

import ward_clock
from etl.contract import contracts, key
from etl.profile import MAPPING, NO_PROFILE, Profile
from etl.profile_file import read_profile
from etl.read import Layout
from etl.read.old_letters import OldFont
from etl.settings import Settings
from etl.take import read
from etl.words import Refusal
from etl.words import mappings as text
from personal_data import is_officer_code
from whole_file import write_whole

SHAPE = re.compile(r"[0-9a-f]{16}")
NAMED_BY = 6  # as many digits of the shape stand in a mapping's name
LISTED = ("letters", "date_order", "drop", "columns", "constants", "values")


@dataclass(frozen=True)
class Mapping:
    """A mapping; `fault` is why it cannot be used, and then it has no table."""

    name: str
    shape: str
    made_at: str | None = None
    by: str | None = None
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    table: dict = field(default_factory=dict)
    profile: Profile = NO_PROFILE
    fault: str | None = None

    def as_named(self) -> dict:
        """What a summary or a preview says of the mapping that was used."""
        return {"name": self.name, "made_at": self.made_at, "by": self.by}


def shape_of(file: Layout) -> str:
    """What files of one shape have in common: their kind and their headings, in order."""
    parts = [file.kind, *map(key, file.header)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def mappings(settings: Settings) -> list[Mapping]:
    """Every mapping, the oldest first, withdrawn ones and those that cannot be used among them."""
    found = map(_read, _folder(settings).glob("*.toml"))
    return sorted(found, key=lambda mapping: (mapping.made_at or "", mapping.name))


def mapping_for(found: list[Mapping], shape: str) -> Mapping | None:
    """The mapping for files of a shape. Raises Refusal where it cannot be used."""
    for mapping in _in_use(found, shape):
        if mapping.fault:
            raise Refusal(text.unusable(mapping.name, mapping.fault))
        return mapping
    return None


def _in_use(found: list[Mapping], shape: str) -> list[Mapping]:
    """The mappings that are meant for a shape, those that cannot be used among them."""
    return [
        mapping
        for mapping in found
        if mapping.shape == (shape[:NAMED_BY] if mapping.fault else shape)
        and not mapping.withdrawn_at
    ]


@dataclass(frozen=True)
class Found:
    """A file as it lies, its hash, its shape, and the mapping for that shape, if there is one."""

    file: Layout
    sha256: str
    shape: str
    mapping: Mapping | None


def look_up(
    path: Path,
    found: Callable[[], list[Mapping]],
    settings: Settings,
    progress,
    plain: Profile = NO_PROFILE,
) -> Found:
    """A file, read by `plain`, which may name its old font, and its mapping. Raises Refusal, and
    OSError where it cannot be read."""
    known, refused = found(), None
    try:
        file, sha256 = read(path, plain, settings, progress)
    except OldFont as refusal:
        fonts = {m.profile.letters for m in known if not m.fault and not m.withdrawn_at}
        if refusal.font not in fonts - {None}:
            raise
        refused = refusal
        file, sha256 = read(path, Profile(letters=refusal.font), settings, progress)
    shape = shape_of(file)
    mapping = mapping_for(known, shape)
    if refused and not mapping:  # only of another file somebody answered that it is of this font
        raise refused
    return Found(file, sha256, shape, mapping)


def read_by_shape(
    path: Path, given: Profile, found: Callable[[], list[Mapping]], settings: Settings, progress
) -> tuple[Layout, str, Profile, Mapping | None]:
    """How a file is to be read, its hash, and by which profile: the one that is given, else that of
    the mapping for its shape. Raises Refusal, and OSError where the file cannot be read."""
    if given != NO_PROFILE or not found():
        return *read(path, given, settings, progress), given, None
    seen = look_up(path, found, settings, progress)
    if seen.mapping is None:
        return seen.file, seen.sha256, given, None
    profile = seen.mapping.profile
    return seen.file.read_by(profile), seen.sha256, profile, seen.mapping


def save_mapping(
    settings: Settings, shape: str, table: dict, by: str | None
) -> tuple[Mapping, Callable]:
    """Saves a profile's table as the mapping for a shape, withdraws the one before, and gives it
    with what undoes both. Nothing changes where it is there already.

    Raises Refusal where the table makes no profile.
    """
    folder, found = _folder(settings), mappings(settings)
    before = _in_use(found, shape)
    for mapping in before:
        if mapping.table == table:
            return mapping, lambda: None
    source, names = table["source"], {mapping.name for mapping in found}
    plain = f"{source}-{shape[:NAMED_BY]}"
    name = next(n for n in [plain, *(f"{plain}-{k}" for k in range(2, 10_000))] if n not in names)
    note = {"shape": shape, "made_at": ward_clock.now().isoformat(timespec="seconds")}
    if by and is_officer_code(by):
        note["by"] = by
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    texts = {old: old.read_bytes() for old in (folder / f"{m.name}.toml" for m in before)}
    try:
        write_whole(path, tomli_w.dumps(table | {MAPPING: note}))
        made = _read(path)
        if made.fault:
            raise Refusal(made.fault)
    except BaseException:
        path.unlink(missing_ok=True)
        raise

    def undo() -> None:
        """Takes the new mapping back and brings those before it into use again."""
        path.unlink(missing_ok=True)
        for old, content in texts.items():
            write_whole(old, content)
            _aside(old).unlink(missing_ok=True)

    for mapping in before:
        _withdraw(folder, mapping, by)
    return made, undo


def withdraw(settings: Settings, name: str, by: str | None = None) -> Mapping:
    """Withdraws a mapping, which stays and is dated; gives it. Raises Refusal where there is none
    of the name that is in use."""
    found = {mapping.name: mapping for mapping in mappings(settings)}
    if name not in found or found[name].withdrawn_at:
        raise Refusal(text.unknown(name, [n for n, m in found.items() if not m.withdrawn_at]))
    _withdraw(_folder(settings), found[name], by)
    return _read(_folder(settings) / f"{name}.toml")


def listed(found: list[Mapping]) -> list[dict]:
    """What `python -m etl mappings` says of each mapping."""
    shown = []
    for mapping in found:
        table, source = mapping.table, mapping.table.get("source")
        stored = {k: v for k, v in asdict(mapping).items() if k not in ("table", "profile")}
        shown.append(
            stored
            | {"source": source, "source_title": source and contracts()[source].title}
            | {"says": {name: table[name] for name in LISTED if name in table}}
        )
    return shown


def _folder(settings: Settings) -> Path:
    return settings.reference / "mappings"


def _read(path: Path) -> Mapping:
    try:
        profile = read_profile(path)
        table = tomllib.loads(path.read_text("utf-8-sig"))
        note = table.pop(MAPPING, None)
        if not isinstance(note, dict) or not SHAPE.fullmatch(str(note.get("shape"))):
            raise Refusal(text.without_shape(path.name))
    except (Refusal, OSError) as error:
        # By its name at least it is known for which files it was meant.
        shape = re.sub(r"-\d{1,4}$", "", path.stem).rpartition("-")[2]
        why = str(error) if isinstance(error, Refusal) else text.unreadable(path.name)
        return Mapping(path.stem, shape, fault=why)
    texts = {
        name: note[name]
        for name in ("made_at", "by", "withdrawn_at", "withdrawn_by")
        if isinstance(note.get(name), str)
    }
    return Mapping(path.stem, note["shape"], table=table, profile=profile, **texts)


def _aside(path: Path) -> Path:
    return path.with_suffix(".toml.withdrawn")


def _withdraw(folder: Path, mapping: Mapping, by: str | None) -> None:
    path = folder / f"{mapping.name}.toml"
    if mapping.fault:  # it is out of the way, and can be mended there
        path.rename(_aside(path))
        return
    note = {"withdrawn_at": ward_clock.now().isoformat(timespec="seconds")}
    if by and is_officer_code(by):
        note["withdrawn_by"] = by
    own = ("shape", "made_at", "by")
    note = {k: v for k in own if (v := getattr(mapping, k))} | note
    write_whole(path, tomli_w.dumps(mapping.table | {MAPPING: note}))
