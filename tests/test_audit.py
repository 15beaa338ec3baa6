"""What `make audit` says of pip-audit's answers; above all where nobody answered it."""

import json

import pytest

from docs.audit import CLEAN, NOT_ASKED, VULNERABLE, judged

FINE = {"name": "click", "version": "8.5.1", "vulns": []}
SKIPPED = {"name": "altair", "skip_reason": "Dependency not found on PyPI"}
HOLED = {
    "name": "pillow",
    "version": "13.0.0",
    "vulns": [{"id": "PYSEC-2027-1", "fix_versions": ["13.0.1"], "aliases": []}],
}


def answer(*libraries: dict) -> str:
    return json.dumps({"dependencies": libraries, "fixes": []})


def test_where_every_library_was_asked_and_none_is_known_it_ends_well():
    expected_text = "No vulnerability is known of the 1 libraries that are locked."
    assert judged(answer(FINE)) == (CLEAN, expected_text)


def test_a_known_vulnerability_is_named_with_the_version_that_mends_it():
    expected_text = "pillow 13.0.0: PYSEC-2027-1, mended in 13.0.1"
    assert judged(answer(FINE, HOLED)) == (VULNERABLE, expected_text)


@pytest.mark.parametrize(
    ("libraries", "counted"), [((SKIPPED,), "1 of 1"), ((FINE, SKIPPED), "1 of 2"), ((), "0 of 0")]
)
def test_an_audit_that_was_not_answered_is_no_success(libraries, counted):
    code, result = judged(answer(*libraries))
    assert code == NOT_ASKED and result.startswith(f"Not audited: {counted} libraries")


def test_what_is_found_is_reported_though_another_library_was_not_asked():
    code, result = judged(answer(HOLED, SKIPPED))
    assert code == NOT_ASKED and result.splitlines()[0].startswith("pillow 13.0.0")


@pytest.mark.parametrize("text", ["", "Traceback", "[]", "null", '{"a": 1}'])
def test_an_answer_that_is_none_is_one_sentence(text):
    code, result = judged(text, "…\nConnectionError: no route")
    assert code == NOT_ASKED
    assert result == (
        "Not audited: the list of vulnerabilities was not reached (ConnectionError: no route)."
    )
