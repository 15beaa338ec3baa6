"""Literal rows of registers, as files in their own templates."""

from etl.contract import contracts
from etl.template import template

LEAST = {
    "tasks": {"task_id": "1", "workstream": "1", "title": "Việc", "due_on": "15/06/2025"},
    "officers": {"officer_code": "16528-01", "role": "Tư pháp", "valid_from": "01/01/2024"},
    "pledges": {"officer_code": "16528-01", "signed_on": "05/12/2023"},
    "letters": {"letter_id": "1", "kind": "Chia buồn"},
    "receptions": {
        "reception_id": "1",
        "kind": "Định kỳ",
        "host_role": "Chủ tịch",
        "planned_on": "02/06/2025",
    },
    "petitions": {"petition_id": "1", "kind": "Phản ánh", "received_on": "02/06/2025"},
    "activities": {
        "activity_id": "1",
        "workstream": "8",
        "kind": "Tập huấn",
        "title": "Kỹ năng giao tiếp",
        "planned_on": "02/06/2025",
    },
    "scores": {
        "scorecard": "CQTT",
        "criterion": "I.1",
        "period_start": "01/04/2025",
        "period_end": "30/06/2025",
    },
}


def register(source, *rows):
    """A register's own template with rows, each LEAST and what it says otherwise."""
    lines = []
    for row in rows:
        cells = {"unit_code": "16528"} | LEAST[source] | row
        result = (cells.get(field["name"], "") for field in contracts()[source].own_fields)
        lines.append(",".join(map(_quoted, result)))
    return template(source) + "\n".join(lines) + "\n"


def _quoted(cell: str) -> str:
    """A cell in quotes where it must be; one that a test quoted itself stays."""
    bare = ("," in cell or '"' in cell) and not cell.startswith('"')
    return '"' + cell.replace('"', '""') + '"' if bare else cell
