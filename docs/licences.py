"""python -m docs.licences writes docs/licences.md: under which licence each library of the lock is.

What a library says of itself is read from its installed metadata. A licence that is in neither list
below is not written down: a person reads it and adds it to the list where it belongs.
"""

import re
import sys
from collections import defaultdict
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOCK, OUT = PROJECT / "requirements.lock", PROJECT / "docs" / "licences.md"
PERMISSIVE = {
    *("0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0"),
    *("MIT-CMU", "PSF-2.0", "Zlib"),
}
WEAK_COPYLEFT = {"LGPL-2.1-only", "MPL-2.0"}
SAME = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
}
# Installed on other systems only; read from their own metadata.
ELSEWHERE = {"colorama": "BSD", "tzdata": "Apache-2.0"}
REST = """
## Copyleft

Each of these is used as its makers hand it out, unchanged and by import, so its terms reach its own
files and not ours; who changes it hands on those changes under its licence.

- `docxtpl` (LGPL-2.1) fills the templates of letters and of the report. It is a folder of Python
  files in `.venv`, and anyone may put another build of it there.
- `certifi` (MPL-2.0) is a list of certificates.
- `tqdm` (MPL-2.0 in part) draws a load's progress.

Wheels of `numpy` carry libgfortran (GPL-3.0 with the GCC Runtime Library Exception, which allows
any use of a program that is linked to it) and libquadmath (LGPL-2.1). No library of the lock is
under the GPL or AGPL without such an exception.

## Fonts

None lies in this repository; `board/ui/assets` holds an icon that was drawn for it.

| font | comes with | licence | where it is seen |
|---|---|---|---|
| Source Sans, Source Serif, Source Code | Streamlit | OFL-1.1 | pages |
| Material Symbols | Streamlit | Apache-2.0 | icons on pages |
| KaTeX's fonts | Streamlit | OFL-1.1 | nowhere: no page has formulas |
| Libertinus Serif | Typst | OFL-1.1 | PDFs |
| New Computer Modern | Typst | GUST Font License | nowhere, PDFs without formulas |
| DejaVu Sans Mono | Typst | Bitstream Vera licence | nowhere, PDFs without code |

Word, Excel and PowerPoint files name Times New Roman and Arial and carry neither: the reader's
machine has them, or puts its own in their place.
"""


def locked() -> dict[str, list[str]]:
    """The packages of the lock, each with its versions."""
    found = defaultdict(list)
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK.read_text("utf-8"), re.M):
        found[name].append(version)
    return dict(found)


def licence_of(name: str) -> str:
    """What a package says of its licence, in SPDX's words where it is known; "" if nothing."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ELSEWHERE.get(name, "")
    if expression := about.get("License-Expression"):
        return expression
    classified = [
        line.rsplit(" :: ", 1)[1]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    text = (about.get("License") or "").strip()
    # Some put the licence's whole text there, or a word that says nothing.
    if "\n" in text or text in ("", "Dual License"):
        return " OR ".join(SAME.get(word, word) for word in classified)
    return SAME.get(text, text)


def kind_of(licence: str) -> str:
    """Whether a licence is "permissive" or "weak copyleft". Raises ValueError for any other."""
    parts = set(re.split(r" AND | OR |[()]", licence)) - {""}
    if parts and parts <= PERMISSIVE:
        return "permissive"
    if parts and parts <= PERMISSIVE | WEAK_COPYLEFT:
        return "weak copyleft"
    raise ValueError(f"“{licence}” is in neither list of licences")


def page() -> str:
    """docs/licences.md. Raises ValueError, with the package, where a person has to judge."""
    rows = []
    for name, versions in locked().items():
        try:
            licence = licence_of(name)
            rows.append(f"| {name} | {', '.join(versions)} | {licence} | {kind_of(licence)} |")
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return "\n".join(
        [
            "# Licences",
            "",
            "The dashboard is under the MIT licence ([LICENSE](../LICENSE)): wards may run, change "
            "and hand it on without asking anybody, and no library that it needs forbids that.",
            "",
            "Made by `make lock` from `requirements.lock` and from what each library says of "
            "itself.",
            "",
            "| library | version | licence | kind |",
            "|---|---|---|---|",
            *rows,
            REST,
        ]
    ).removesuffix("\n")


if __name__ == "__main__":
    try:
        OUT.write_text(page(), "utf-8")
    except ValueError as error:
        sys.exit(str(error))
