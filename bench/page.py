"""docs/benchmarks.md: a section a part, each made when its part is, between two marks of its own;
and the file of figures from which it is written."""

import json
import os
import platform
import re
import subprocess
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from bench.figures import Figure, Table, as_markdown
from config_file import PROJECT

PAGE = PROJECT / "docs" / "benchmarks.md"
BEFORE = Path(__file__).parent / "before"
SECTION = re.compile(r"<!-- (\w+) -->\n.*?<!-- end of \1 -->\n", re.S)
HEAD = """# Benchmarks

Each section is what `make bench PART=…` measured of one part, at the commit and on the day that it
names. A limit is the most that a figure may be; in bold: over it. In brackets: the same, measured
before. Only the ratios within one run are to be compared; absolute times are those of one machine
on one day.
"""


@dataclass(frozen=True)
class Measured:
    """What a part gave: its tables, at which commit, on which day and machine, in how long."""

    part: str
    tables: list[Table]
    minutes: float
    commit: str = field(default_factory=lambda: commit())
    on: str = field(default_factory=lambda: f"{date.today():%d/%m/%Y}")
    machine: str = field(
        default_factory=lambda: (
            f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
        )
    )


def commit() -> str:
    """The commit that stands in the project's folder, and whether anything was changed since."""

    def git(*arguments: str) -> str:
        """What git says, nothing where there is none."""
        asked = ["git", "-C", str(PROJECT), *arguments]
        return subprocess.run(asked, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs")
    return (git("rev-parse", "--short=8", "HEAD") or "unknown") + (
        " and changes" if changed else ""
    )


def write_figures(measured: Measured, folder: Path) -> Path:
    """Writes a part's figures into `folder`; gives the file, which `read_figures` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{measured.part}.json"
    path.write_text(json.dumps(asdict(measured), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def read_figures(part: str, folder: Path) -> Measured | None:
    """A part's figures as `write_figures` left them in `folder`; None where it did not."""
    path = folder / f"{part}.json"
    if not path.exists():
        return None
    read = json.loads(path.read_text("utf-8"))
    for table in read["tables"]:
        table["figures"] = [Figure(*figure) for figure in table["figures"]]
    return Measured(**read | {"tables": [Table(**table) for table in read["tables"]]})


def section(title: str, measured: Measured, before: Measured | None) -> str:
    """A part's section, between its marks."""
    earlier = {table.title: table for table in before.tables} if before else {}
    name = measured.part
    made = f"Made at {measured.commit} on {measured.on} in {measured.minutes:.1f} minutes: "
    of_before = f" In brackets: at {before.commit}, on {before.on}." if before else ""
    lines = [f"<!-- {name} -->", f"## {title}", f"{made}{measured.machine}.{of_before}", ""]
    lines += [as_markdown(table, earlier.get(table.title)) for table in measured.tables]
    return "\n".join([*lines, f"<!-- end of {name} -->\n"])


def put_section(page: Path, text: str, order: list[str]) -> None:
    """Puts a section into the page in the place of the one of its part, else where `order` has its
    part; every other section stays as it is."""
    old = page.read_text("utf-8") if page.exists() else ""
    sections = {found[1]: found[0] for found in SECTION.finditer(old)}
    found = SECTION.match(text)
    assert found, text
    sections[found[1]] = text
    known = [name for name in order if name in sections]
    known += [name for name in sections if name not in order]
    page.write_text("\n".join([HEAD, *(sections[name] for name in known)]), "utf-8")
