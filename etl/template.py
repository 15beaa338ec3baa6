"""An empty CSV of a source: the Vietnamese headers and a line that explains each."""

import csv
import io

from etl import words
from etl.contract import contracts


def template(source: str) -> str:
    """The template's text, with a BOM so that a spreadsheet reads its letters.

    Raises Refusal for a source that has no contract.
    """
    if source not in contracts():
        raise words.Refusal(words.source_unknown(source, list(contracts())))
    fields = contracts()[source].own_fields
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(field["title"] for field in fields)
    writer.writerow(f"{words.EXPLAINS}{field['description']}" for field in fields)
    return "\ufeff" + out.getvalue()
