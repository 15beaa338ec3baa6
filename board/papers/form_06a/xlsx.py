"""Biểu II.06a as a workbook, exactly in the form's columns, its sums as formulas."""

from board.form_06a.form import CELLS, SUMS
from board.papers.form_06a.content import FormContent
from board.papers.office.sheet import FONT, RIGHT
from board.papers.office.workbook import about, book
from board.text import coverage
from board.text import form_06a as form_06a_text
from board.text.numbers import ABSENT

FIRST_ROW = 8  # of the fields, counted from 0: below the title, three heading rows and the numbers
LETTER = {"c2": "B"} | {cell: chr(ord("A") + int(cell[1:]) - 1) for cell in CELLS}
GROUPS = (("C", "F"), ("G", "J"), ("K", "M"))
WIDTHS = {"A": 6, "B": 30, "C:M": 15}


def as_xlsx(content: FormContent) -> bytes:
    """The form as xlsx: a row a field, the total below them.

    Sums across a row and down a column are formulas, with the values that they give.
    """
    selection = content.selection
    with book(selection) as (made, out):
        sheet = made.add_worksheet(form_06a_text.FORM_TAB)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_row(FIRST_ROW - 2, 52)  # headings of three lines
        sheet.set_row(FIRST_ROW - 1, 34)
        for columns, width in WIDTHS.items():
            sheet.set_column(columns if ":" in columns else f"{columns}:{columns}", width)
        _head(made, sheet, content)
        *fields, total = content.rows
        _rows(made, sheet, fields, total)
        small = made.add_format(FONT | {"italic": True, "text_wrap": True, "valign": "top"})
        row = FIRST_ROW + len(fields) + 2
        late = form_06a_text.cell_13_note(total["c13"], content.late_in_13)
        reach = coverage.coverage_sentence(selection.coverage)
        note = " ".join(filter(None, (late, reach)))
        sheet.merge_range(row, 0, row + 1, 12, note, small)
        about(made, "form06a", selection, "form_06a", ())
    return out.getvalue()


def _head(made, sheet, content: FormContent) -> None:
    selection = content.selection
    bold = made.add_format(FONT | {"bold": True})
    title = made.add_format(FONT | {"bold": True, "font_size": 13, "align": "center"})
    middle = made.add_format(FONT | {"align": "center"})
    box = made.add_format(FONT | {"bold": True, "border": 1, "align": "center", "text_wrap": True})
    sheet.write_string("A1", form_06a_text.FORM_NAME, bold)
    sheet.merge_range("H1:M1", form_06a_text.reporting_unit(selection), bold)
    sheet.merge_range("H2:M2", form_06a_text.receiving_body(content.recipient), bold)
    sheet.merge_range("A3:M3", form_06a_text.FORM_TITLE, title)
    sheet.merge_range("A4:J4", form_06a_text.form_period(selection), middle)
    sheet.merge_range("K4:M4", form_06a_text.FORM_UNIT, made.add_format(FONT | {"italic": True}))
    sheet.merge_range("A5:A7", form_06a_text.FORM_NUMBER, box)
    sheet.merge_range("B5:B7", form_06a_text.FORM_FIELD, box)
    for (first, last), group in zip(GROUPS, form_06a_text.FORM_GROUPS, strict=True):
        sheet.merge_range(f"{first}5:{last}5", group, box)
    for cell, heading in form_06a_text.FORM_COLUMNS.items():
        if cell in ("c4", "c5"):
            sheet.write_string(f"{LETTER[cell]}7", heading, box)
        else:
            sheet.merge_range(f"{LETTER[cell]}6:{LETTER[cell]}7", heading, box)
    sheet.merge_range("D6:E6", form_06a_text.FORM_WITHIN, box)
    sheet.write_row(FIRST_ROW - 1, 0, ["(1)", "(2)"], box)
    for cell in CELLS:
        parts = "+".join(f"({part[1:]})" for part in SUMS.get(cell, ()))
        number = f"({cell[1:]})" + (f"={parts}" if parts else "")
        sheet.write_string(FIRST_ROW - 1, ord(LETTER[cell]) - ord("A"), number, box)


def _rows(made, sheet, fields: list[dict], total: dict) -> None:
    text = made.add_format(FONT | {"border": 1, "text_wrap": True})
    place_of = made.add_format(FONT | {"border": 1, "align": "center"})
    count = made.add_format(FONT | RIGHT | {"border": 1, "num_format": "#,##0"})
    sums = made.add_format(FONT | RIGHT | {"border": 1, "bold": True, "num_format": "#,##0"})
    bold = made.add_format(FONT | {"border": 1, "bold": True})
    for place, field in enumerate(fields):
        row = FIRST_ROW + place + 1  # as the sheet counts its rows
        sheet.write_number(f"A{row}", place + 1, place_of)
        sheet.write_string(f"B{row}", str(field["c2"]), text)
        for cell in CELLS:
            if cell in SUMS:
                added = "+".join(f"{LETTER[part]}{row}" for part in SUMS[cell])
                sheet.write_formula(f"{LETTER[cell]}{row}", f"={added}", count, int(field[cell]))
            else:
                sheet.write_number(f"{LETTER[cell]}{row}", int(field[cell]), count)
    row = FIRST_ROW + len(fields) + 1
    sheet.write_blank(f"A{row}", None, bold)
    sheet.write_string(f"B{row}", form_06a_text.TOTAL, bold)
    for cell in CELLS:
        letter = LETTER[cell]
        above = f"{letter}{FIRST_ROW + 1}:{letter}{row - 1}"
        if total[cell] is None:
            sheet.write_string(f"{letter}{row}", ABSENT, sums)
            continue
        formula = f"=SUM({above})" if fields else "=0"
        sheet.write_formula(f"{letter}{row}", formula, sums, int(total[cell]))
