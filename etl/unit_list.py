"""The national list of units, in the layouts in which it is published: rows in, units out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.contract import fold
from etl.national_list import Listed

TITLES = {
    "code": (
        "Mã",
        "Mã số",
        "Mã PX",
        "Mã phường xã",
        "Mã xã",
        "Mã xã phường",
        "Mã đơn vị",
        "Mã ĐVHC",
        "Mã đơn vị hành chính",
    ),
    "name": (
        "Tên",
        "Phường Xã",
        "Xã Phường",
        "Phường, xã, đặc khu",
        "Xã, phường, đặc khu",
        "Tên phường xã",
        "Tên xã",
        "Tên đơn vị",
        "Tên ĐVHC",
        "Tên đơn vị hành chính",
    ),
    "kind": ("Cấp", "Loại", "Loại hình", "Loại đơn vị", "Cấp hành chính"),
    "district_code": ("Mã QH", "Mã quận huyện", "Mã huyện"),
    "district": ("Quận Huyện", "Tên quận huyện", "Huyện"),
    "province_code": ("Mã TP", "Mã tỉnh", "Mã tỉnh thành phố", "Mã T/TP"),
    "province": ("Tỉnh Thành phố", "Tỉnh", "Tên tỉnh", "Tên tỉnh thành phố"),
    "parent_code": ("Mã cấp trên", "Mã đơn vị cấp trên", "Mã trực thuộc"),
    "parent": ("Trực thuộc", "Cấp trên", "Đơn vị cấp trên"),
}
WANTED = ("code", "name")
KINDS = ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "phường", "xã", "thị trấn", "đặc khu")
OF_PROVINCE = ("tỉnh", "thành phố trung ương", "thành phố trực thuộc trung ương")
DIGITS = {"province": 2, "district": 3, "commune": 5}
COMMUNES = ("phường", "xã", "thị trấn", "đặc khu")


@dataclass(frozen=True)
class Unit:
    """A unit as a list has it; `above` are the codes or the folded full names of what stands above
    it, the nearest first."""

    code: str
    kind: str
    name: str
    level: str
    above: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """Its kind and its name, as people write them."""
        return f"{self.kind[0].upper()}{self.kind[1:]} {self.name}"


def kind_and_name(written: str, kind: str = "") -> tuple[str, str] | None:
    """The kind of a unit and its name without it; `kind` where the name does not begin with one.
    None where neither says a kind that there is."""
    text = " ".join(written.split())
    for known in sorted(KINDS, key=len, reverse=True):
        if text.lower().startswith(f"{known} "):
            return known, text[len(known) + 1 :]
    folded = " ".join(kind.lower().split())
    folded = "thành phố" if folded in OF_PROVINCE[1:] else folded
    return (folded, text) if folded in KINDS and text else None


def units_of(rows: list[Listed], skipped: list[dict]) -> Iterator[Unit]:
    """The units of a list, each after those above it that its row names; a row that has a name and
    says no unit goes to `skipped`."""
    upper: dict[str, str] = {}  # level → the code of the unit of that level read last
    for row in rows:
        cells = {name: row.cells.get(name, "") for name in TITLES}
        above = tuple(_named_above(cells))
        yield from above
        if not cells["name"] or not cells["code"]:
            if cells["name"] and len(list(filter(None, cells.values()))) > 1:
                skipped.append({"file": row.file, "line": row.line, "why": "no_unit_code"})
            continue
        kind_and_bare_name = kind_and_name(cells["name"], cells["kind"])
        if kind_and_bare_name is None or not re.fullmatch(r"[\w.]{1,20}", cells["code"]):
            why = "no_kind" if kind_and_bare_name is None else "no_unit_code"
            skipped.append({"file": row.file, "line": row.line, "why": why})
            continue
        level = _level(kind_and_bare_name[0], cells)
        code = _code(cells["code"], level)
        names = [fold(cells[name]) for name in ("parent", "province") if cells[name]]
        codes = [unit.code for unit in reversed(above)]
        if cells["parent_code"]:
            codes.insert(0, cells["parent_code"])
        levels = [*DIGITS][: [*DIGITS].index(level)]
        read = [upper[name] for name in reversed(levels) if name in upper]
        upper = {name: upper[name] for name in levels if name in upper} | {level: code}
        yield Unit(
            code, *kind_and_bare_name, level, tuple(code for code in [*codes, *names] or read)
        )


def _named_above(cells: dict[str, str]) -> Iterator[Unit]:
    """The province and the district that a row names in columns of their own, with their codes."""
    over: tuple[str, ...] = ()
    for level, kind in (("province", "tỉnh"), ("district", "huyện")):
        code, name = cells[f"{level}_code"], cells[level]
        kind_and_bare_name = kind_and_name(name, kind)
        if code and kind_and_bare_name:
            unit = Unit(_code(code, level), *kind_and_bare_name, level, over)
            yield unit
            over = (unit.code,)


def _level(kind: str, cells: dict[str, str]) -> str:
    if kind in COMMUNES:
        return "commune"
    is_large = kind == "thành phố" and (
        fold(cells["kind"]) in map(fold, OF_PROVINCE[1:])
        or len(cells["code"]) <= DIGITS["province"]
    )
    return "province" if kind == "tỉnh" or is_large else "district"


def _code(cell: str, level: str) -> str:
    """A code with the zeros that a spreadsheet took from it."""
    bare = re.sub(r"[.,]0+$", "", cell)
    return bare.zfill(DIGITS[level]) if bare.isascii() and bare.isdecimal() else cell
