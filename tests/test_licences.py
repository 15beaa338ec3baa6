"""Under which licence each library is that the dashboard installs: listed, and judged."""

import re
from importlib import metadata

import pytest

from docs import licences
from tests.conftest import PROJECT
from tests.test_lock import installed, pins

ROW = re.compile(r"^\| ([\w.-]+) \| ([^|]+) \| ([^|]+) \| (permissive|weak copyleft) \|$", re.M)


@pytest.fixture(scope="module")
def listed() -> dict[str, tuple[str, ...]]:
    text = (PROJECT / "docs" / "licences.md").read_text("utf-8")
    return {name: tuple(rest) for name, *rest in ROW.findall(text)}


def test_every_library_of_the_lock_is_listed_with_its_version_and_no_other(listed):
    versions = {name: set(versions.split(", ")) for name, (versions, _, _) in listed.items()}
    assert versions == pins("requirements.lock")


def test_what_is_listed_is_what_each_library_says_of_itself(listed):
    here = {name for name in installed(set(listed)) if metadata.version(name) in listed[name][0]}
    assert len(here) > 40
    own = {name: licences.licence_of(name) for name in here}
    assert own == {name: listed[name][1] for name in here}


def test_every_copyleft_licence_is_explained(listed):
    text = (PROJECT / "docs" / "licences.md").read_text("utf-8")
    copyleft = {name for name, (_, _, kind) in listed.items() if kind == "weak copyleft"}
    assert copyleft == {"certifi", "docxtpl", "tqdm"}
    assert [name for name in copyleft if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "GPL-3.0-or-later",
        "AGPL-3.0-only",
        "MIT AND GPL-2.0-only",
        "LGPL-3.0-only",
        "Proprietary",
        "UNKNOWN",
        "GNU General Public License v3 (GPLv3)",
        "SSPL-1.0 OR MIT",
    ],
)
def test_no_licence_that_nobody_has_judged_passes(licence):
    with pytest.raises(ValueError, match="neither list"):
        licences.kind_of(licence)


def test_the_list_is_not_made_where_a_library_says_nothing_of_its_licence(monkeypatch):
    monkeypatch.setattr(licences, "locked", lambda: {"no-such-library": ["1.0"]})
    with pytest.raises(ValueError, match="no-such-library: “” is in neither list"):
        licences.page()


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("MIT", "permissive"),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", "permissive"),
        ("Apache-2.0 OR BSD-2-Clause", "permissive"),
        ("MPL-2.0 AND MIT", "weak copyleft"),
        ("LGPL-2.1-only", "weak copyleft"),
    ],
)
def test_a_licence_is_of_the_strictest_kind_of_its_parts(licence, kind):
    assert licences.kind_of(licence) == kind


def test_no_font_lies_in_the_repository_that_the_list_does_not_name():
    endings = ("*.ttf", "*.otf", "*.woff", "*.woff2", "*.ttc")
    folders = (PROJECT / name for name in ("board", "etl", "pages", "docs", "data", "tests"))
    assert [p for folder in folders for ending in endings for p in folder.rglob(ending)] == []
