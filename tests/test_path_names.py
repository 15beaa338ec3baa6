"""A file or folder whose name the engine would take for a pattern is read, and read alone."""

import os

import pytest

from etl.engine_path import is_pattern
from etl.words.data_folder import folder_with_backslash
from tests.conftest import command
from tests.snapshots import ask, csv_of, put, take

pytestmark = pytest.mark.skipif(os.sep == "\\", reason="Windows has no such names")
NAMES = [
    *(r"a \[x\]", "a*b", "a?b", "[a-z]", "{a,b}", "a\\", "**", "'q'", '"q"', "%41", "~", "s3:"),
    *("a;b", "$x", r"http:\\x", r"a\b*c", r"a[x]\\", r"a\\*", r"\\server\x?", "#", "-x", "a=1"),
]


def test_files_of_any_name_load_each_with_its_own_row(tmp_path):
    for number, name in enumerate(NAMES):
        # Neighbours that a pattern of these names would read too.
        put(tmp_path, f"{name}_2025-06-{number + 1:02}.csv", csv_of({"id": str(number)}))
    assert take(tmp_path)["published"]
    found = ask(tmp_path, "select dossier_id, source_file from dossiers")
    assert sorted(found) == sorted(
        (str(number), f"{name}_2025-06-{number + 1:02}.csv") for number, name in enumerate(NAMES)
    )


@pytest.mark.parametrize("name", ["a\\b", r"a\[x]", r"a\b*"])
def test_a_data_folder_with_a_backslash_in_its_name_is_refused_in_a_sentence(tmp_path, name):
    data = tmp_path / name
    put(data, "hoso_2025-06-20.csv", csv_of({"id": "1"}))
    for arguments in (("load",), ("status",)):
        done = command("etl", *arguments, data=data)
        assert (done.returncode, done.stderr.strip()) == (1, folder_with_backslash(str(data)))
    assert [path.name for path in data.iterdir()] == ["inbox"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        *((text, True) for text in ("a*", "a?b", "[a]", r"\\*", r"a\bc*", r"\**")),
        *((text, False) for text in ("a", "", "a]", "{a,b}", r"a\*", r"\[x]", "\\", r"\?\*")),
    ],
)
def test_a_sign_makes_a_pattern_unless_a_backslash_stands_before_it(text, is_one):
    assert is_pattern(text) == is_one
