"""A previewed file of mended rows: of which files they are, and how many of them are taken now."""

from contextlib import closing

from etl.contract import contracts
from etl.engine import connect
from etl.mend import Mender, NoneMended
from etl.other_units import refuse_other_units
from etl.part_file import Part, original_of, profile_of
from etl.preview import rows
from etl.preview.columns import columns
from etl.preview.file_seen import FileSeen, Quiet
from etl.read import matched
from etl.reference import reference_rows
from etl.rejected_lines import refusal_details
from etl.words import preview as text
from withdrawal_file import withdrawn


def look_at_mended(of: FileSeen, sha256: str, parts: list[Part], staged: list) -> None:
    """Says of mended rows what a load would make of them. Raises Refusal as it would."""
    out = withdrawn(of.settings.data)
    used = [file for file in staged if file.sha256 not in out]
    officers = reference_rows(of.settings.reference, "officers")
    found = sum(len(part.lines) for part in parts)
    with closing(connect(of.settings, of.scratch)) as con:
        mender = Mender(con, of.settings, officers, of.scratch, Quiet(), of.scratch)
        try:
            versions = mender.versions(of.path, sha256, parts, used)
        except NoneMended as refusal:
            of.add(refusal_lines=refusal_details(refusal.found, refusal)["refusal_lines"])
            raise
        for version in versions:
            refuse_other_units(of.path, version.staged, version.checked, of.settings, parts)
    mended = sum(version.mended for version in versions)
    originals = [version.original for version in versions]
    source = originals[0].source
    own = next(part for part in parts if original_of(part.code, used) is originals[0])
    file = own.laid_out(of.path, originals[0], frozenset())
    of.add(
        columns=columns(file, matched(file, profile_of(originals[0], own.titles)), set()),
        source=source,
        source_title=contracts()[source].title,
        as_of=originals[0].as_of,
        as_of_is_estimated=originals[0].as_of_is_estimated,
        read_as=of.preview["read_as"] + [text.mends(item.file, item.as_of) for item in originals],
        counts={
            "found": found,
            "read": found,
            "accepted": mended,
            "rejected": found - mended,
            "duplicate": 0,
            "not_data": 0,
        },
        rejected=rows.rejected([item for version in versions for item in version.still_wrong]),
        mends=[version.mends for version in versions],
    )
