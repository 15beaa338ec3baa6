"""Files of somebody who loads for some units alone: no row of them may be another unit's."""

import glob
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import ward_clock
from etl import words
from etl.contract import SQL, contracts
from etl.engine import connect, set_variables
from etl.part_file import Part
from etl.reference_tables import read_reference
from etl.settings import Settings
from etl.snapshots import current, opens
from etl.staged_file import Staged
from etl.words import Refusal

LINES = 5  # of a refused file that are named


def refuse_other_units(
    path: Path,
    staged: Staged,
    checked: Path,
    settings: Settings,
    mended: Iterable[Part] | None = None,
) -> None:
    """Raises Refusal where a row of a checked file, or of what of it was `mended`, is of a unit for
    which whoever loads it may not load: by its own word, or as the published snapshot has the
    dossier that it names."""
    found = rows_of_other_units(staged, checked, settings)
    if mended is not None:  # the others are of whoever loaded the file
        lines = {line for part in mended for line in part.lines}
        found = [row for row in found if row[0] in lines]
    if found:
        units = [unit for _, unit, _ in found if unit]
        title = staged.headers.get("unit_code")
        lines = [
            words.wrong_line(line, words.files.OTHER_UNITS[reason], unit and title, unit)
            for line, unit, reason in found[:LINES]
        ]
        raise Refusal(words.files.of_other_units(path.name, len(found), units), *lines)


def rows_of_other_units(
    staged: Staged, checked: Path, settings: Settings
) -> list[tuple[int, str | None, str]]:
    """The accepted rows of a checked file that are of none of `settings.load_units`, where that is
    set: the line, the word for the unit where it is one, and a key of words.files.OTHER_UNITS."""
    if settings.load_units is None:
        return []
    names = contracts()[staged.source].field_names
    with TemporaryDirectory() as folder, closing(connect(settings, Path(folder))) as con:
        read_reference(con, settings)
        checked_rows = glob.escape(str(checked))
        set_variables(con, home_unit=settings.home_unit, checked=checked_rows)
        con.execute(
            _query("judged_units")
            .replace("<unit>", "unit" if "unit_code" in names else "null::varchar")
            .replace("<dossier_id>", "dossier_id" if "dossier_id" in names else "null::varchar")
        )
        con.execute(_query("no_known_dossiers"))
        snapshot = current(settings.warehouse)
        if "dossier_id" in names and opens(settings.warehouse, snapshot):
            published = str(settings.warehouse / f"{snapshot}.duckdb").replace("'", "''")
            con.execute(f"attach '{published}' as published (read_only)")
            con.execute(_query("known_dossiers"))
        for step in ("unit_words", "unit_parts"):
            con.execute((SQL / f"{step}.sql").read_text("utf-8"))
        bound = {
            "codes": list(settings.load_units),
            "today": ward_clock.today(),
            "as_of": staged.as_of,
            "names_units": "unit_code" in names,
        }
        return con.execute(_query("rows_of_other_units"), bound).fetchall()


def _query(name: str) -> str:
    return (SQL / "checked" / f"{name}.sql").read_text("utf-8")
