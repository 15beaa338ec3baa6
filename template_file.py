"""An empty workbook of a source, to be filled in: its titles, what is to be written below each, and
lists to choose from. Both etl and board make it, each from what it knows of the source."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

DATA_TAB, LISTS_TAB = "Số liệu", "Danh mục"
MOST_ROWS = 1 << 20
FONT = {"font_name": "Times New Roman", "font_size": 12}
# What is typed below a title stays text (49, a format that every spreadsheet has), so that no code
# loses a zero; days show the day first.
FORMATS = {"string": 49, "date": "dd/mm/yyyy", "datetime": "dd/mm/yyyy hh:mm"}
NARROWEST, WIDEST = 14, 40  # characters
NOTE_WIDE, NOTE_LINE, LETTERS_A_LINE = 320, 20, 46  # of a note: pixels, pixels a line, letters
NOT_LISTED = "Giá trị không có trong danh mục; chọn Có (Yes) nếu chắc là đúng, Không (No) để sửa."
REQUIRED = "Bắt buộc."
FROM_LIST = "Chọn trong danh sách thả xuống."


@dataclass(frozen=True)
class Column:
    """A column of a template: its title, what is written below it, the type of its contract, and
    the words to choose from, if it has a list."""

    title: str
    description: str
    type: str
    required: bool
    choices: Sequence[str] = ()


def template_workbook(title: str, columns: Sequence[Column]) -> bytes:
    """The workbook: the titles alone on its first sheet, each with its explanation as a note; the
    lists on its second."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title})
        book.formats[0].set_font_name(FONT["font_name"])
        book.formats[0].set_font_size(FONT["font_size"])
        below = {kind: book.add_format(FONT | {"num_format": f}) for kind, f in FORMATS.items()}
        plain = book.add_format(FONT)
        heading = FONT | {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}
        needed = book.add_format(heading | {"bg_color": "#FCE4D6"})
        other = book.add_format(heading | {"bg_color": "#EDEDED"})
        sheet = book.add_worksheet(DATA_TAB)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 36)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        for place, column in enumerate(columns):
            width = min(max(NARROWEST, len(column.title) + 2), WIDEST)
            sheet.set_column(place, place, width, below.get(column.type, plain))
            sheet.write_string(0, place, column.title, needed if column.required else other)
            sheet.write_comment(0, place, *_note(column))
        _write_lists(book, sheet, columns)
    return out.getvalue()


def _note(column: Column) -> tuple[str, dict]:
    sentences = [column.description]
    if column.required and REQUIRED not in column.description:
        sentences.append(REQUIRED)
    if column.choices:
        sentences.append(FROM_LIST)
    text = " ".join(sentences)
    lines = 2 + len(text) // LETTERS_A_LINE
    return text, {"author": "", "width": NOTE_WIDE, "height": NOTE_LINE * lines}


def _write_lists(book, sheet, columns: Sequence[Column]) -> None:
    """Writes the lists on a sheet of their own and lets the cells below the titles choose of them;
    a word that is in none may still be written, for files are read in more than one spelling."""
    listed = [(place, column) for place, column in enumerate(columns) if column.choices]
    if not listed:
        return
    lists = book.add_worksheet(LISTS_TAB)
    bold = book.add_format(FONT | {"bold": True})
    for at, (place, column) in enumerate(listed):
        lists.set_column(at, at, min(max(NARROWEST, *map(len, column.choices)) + 2, WIDEST))
        lists.write_string(0, at, f"{LISTS_TAB}: {column.title}", bold)
        for row, choice in enumerate(column.choices, 1):
            lists.write_string(row, at, choice)
        chosen_of = xl_range_abs(1, at, len(column.choices), at)
        sheet.data_validation(
            1,
            place,
            MOST_ROWS - 1,
            place,
            {
                "validate": "list",
                "source": f"='{LISTS_TAB}'!{chosen_of}",
                "error_type": "warning",
                "error_title": LISTS_TAB,
                "error_message": NOT_LISTED,
            },
        )
