"""python -m docs.audit PIP_AUDIT: the published vulnerabilities of the libraries in the lock.

pip-audit says “No known vulnerabilities found”, and ends well, where nobody answered it at all; so
what it could not ask is counted here, and is a failure of its own.
"""

import json
import subprocess
import sys

from docs.licences import LOCK

CLEAN, VULNERABLE, NOT_ASKED = 0, 1, 2


def audit(pip_audit: str) -> tuple[int, str]:
    """Runs that pip-audit over the lock; gives the exit code and what there is to say."""
    command = [pip_audit, "--requirement", str(LOCK), "--require-hashes", "--disable-pip"]
    done = subprocess.run(
        [*command, "--format", "json", "--progress-spinner", "off"],
        capture_output=True,
        encoding="utf-8",
    )
    return judged(done.stdout, done.stderr)


def judged(answer: str, complaint: str = "") -> tuple[int, str]:
    """The exit code and the words for what pip-audit answered."""
    try:
        libraries = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (complaint.strip().splitlines() or ["no answer"])[-1]
        return NOT_ASKED, f"Not audited: the list of vulnerabilities was not reached ({last})."
    found = [
        f"{library['name']} {library['version']}: {known['id']}, mended in "
        f"{', '.join(known['fix_versions']) or 'no version yet'}"
        for library in libraries
        for known in library.get("vulns", ())
    ]
    skipped = [library["name"] for library in libraries if "vulns" not in library]
    if skipped or not libraries:
        found.append(
            f"Not audited: {len(skipped)} of {len(libraries)} libraries, of which the list of "
            "vulnerabilities told nothing. Run it where the internet is reached."
        )
        return NOT_ASKED, "\n".join(found)
    if found:
        return VULNERABLE, "\n".join(found)
    return CLEAN, f"No vulnerability is known of the {len(libraries)} libraries that are locked."


if __name__ == "__main__":
    code, report = audit(sys.argv[1])
    print(report, file=sys.stderr if code else sys.stdout)
    sys.exit(code)
