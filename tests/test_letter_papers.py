"""Letters as Word files: those that the ledger says are owed, each from its day's template."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pandas as pd
import pytest

from board.papers import PAPERS
from board.papers.letters.content import LettersContent, letters_content, to_write
from board.papers.letters.docx import as_docx
from board.papers.office import word
from board.papers.office.qr import png
from board.papers.paper import address_of, code_of
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from tests.conftest import PROJECT
from tests.literal import answer, filled, opened

QUANG_THO, QUANG_CHAU = "16528@2018-01-01", "16531@2018-01-01"
BIRTH, DEATH, OTHER = "1.001193", "1.000656", "1.004873"
DOSSIERS = f"""
id | unit  | procedure | status | received | due   | finished
1  | 16528 | {BIRTH}   | 9      | 02/06    | 02/06 | 02/06
2  | 16528 | {BIRTH}   | 9      | 03/06    | 03/06 | 05/06
3  | 16528 | {DEATH}   | 9      | 05/06    | 05/06 | 05/06
4  | 16528 | {OTHER}   | 4      | 10/06    | 13/06 |
"""
FORM = PROJECT / "docs" / "samples" / "form06a.xlsx"  # another kind of Office file
HOSTILE = "=1+1 <b>{{ x }}</b> {% if %} & {_{ y }_}"


def written(selection, kind: str | None = None, dossier: str | None = None) -> bytes:
    """The letters of a selection as docx, of one kind or dossier."""
    return as_docx(letters_content(selection, kind, dossier))


def letter(place: int, kind: str, dossier: int | str = "", **values: str) -> dict[str, str]:
    named = f"H56.14-250101-{dossier:04}" if dossier else ""
    return {"letter_id": f"T{place}", "kind": kind, "dossier_id": named} | values


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Owed: birth 1 (sent), 2; both apologies of 2 and 4 (one is waived); condolence 3."""
    letters = [
        letter(1, "Chúc mừng khai sinh", 1, drafted_on="02/06/2025", delivered_on="03/06/2025"),
        letter(2, "Thư xin lỗi", 4, waived_on="20/06/2025", waived_reason="Người dân đề nghị"),
        letter(
            3,
            "Văn bản xin lỗi",
            4,
            drafted_on="16/06/2025",
            number="12/PXL",
            numbered_on="16/06/2025",
            new_due_on="25/06/2025",
            reason=HOSTILE,
        ),
        letter(4, "Cảm ơn", drafted_on="10/06/2025"),
        letter(5, "Cảm ơn", drafted_on="11/06/2025", delivered_on="12/06/2025"),
    ]
    return filled(
        tmp_path_factory.mktemp("letters"),
        {"2025-06-30": DOSSIERS},
        letters={"2025-06-30": letters},
    )


@pytest.fixture(scope="module")
def selection(data):
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    return selection_of(opened(data), Filters(unit=QUANG_THO), june)


@pytest.fixture(scope="module")
def content(selection):
    return PAPERS["letters"].make(".docx", selection)


@pytest.fixture
def own(data, monkeypatch):
    """The ward's own templates: a folder that is empty again after the test."""
    monkeypatch.setenv("BOARD_DATA", str(data))
    folder = data / "reference" / "templates"
    folder.mkdir(parents=True)
    yield folder
    for path in (*folder.glob("*"), folder, folder.parent):
        path.unlink() if path.is_file() else path.rmdir()


def pages(content: bytes) -> list[str]:
    """The text of each section of a document, in its order."""
    sentences = [""]
    for element in docx.Document(io.BytesIO(content)).element.body:
        sentences[-1] += "".join(text.text for text in element.xpath(".//w:t")) + "\n"
        if element.xpath(".//w:pPr/w:sectPr"):
            sentences.append("")
    return sentences


def original(name: str) -> bytes:
    return (word.TEMPLATES / f"{name}.docx").read_bytes()


def edited(name: str, old: str, new: str) -> bytes:
    """A template with a text changed, as Word would save it."""
    book = docx.Document(io.BytesIO(original(name)))
    for paragraph in book.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_letters_are_those_owed_and_not_sent_the_longest_owed_first(content, selection):
    found = to_write(selection)
    assert list(zip(found["kind"], found["dossier_id"].fillna("").str[-1:], strict=True)) == [
        ("apology_courtesy", "2"),  # due on 03/06, owed from 04/06
        ("apology_legal", "2"),
        ("birth", "2"),  # settled on 05/06
        ("condolence", "3"),
        ("thanks", ""),  # drafted on 10/06
        ("apology_legal", "4"),  # owed from 14/06; the courtesy letter was waived
    ]
    page_texts = pages(content)
    headings = ["THƯ XIN LỖI", "VĂN BẢN XIN LỖI", "THƯ CHÚC MỪNG", "THƯ CHIA BUỒN", "THƯ CẢM ƠN"]
    assert len(page_texts) == 1 + 6
    # The last was drafted when the older form was in force; the others are written today.
    for page, heading in zip(page_texts[1:], [*headings, "PHIẾU XIN LỖI"], strict=True):
        assert heading in page
    assert [f"Thư {n}/6" in page for n, page in enumerate(page_texts[1:], start=1)] == [True] * 6


@pytest.mark.parametrize("count", [40, pytest.param(2_000, marks=pytest.mark.long)])
def test_of_many_letters_each_says_what_it_says_alone(selection, count):
    """Each template is read once for all; a procedure whose name looks like a tag stays text."""
    found = to_write(selection)
    rows = [found.iloc[n % len(found)] for n in range(count)]
    many = pd.DataFrame(rows).reset_index(drop=True)
    many["dossier_id"] = [f"H56.14-250601-{n:04}" for n in range(count)]
    many["procedure"] = [f"Thủ tục {'{{ don_vi }}' if n % 3 else 'số'} {n}" for n in range(count)]
    together = pages(as_docx(LettersContent(selection, many, True)))[1:]
    assert len(together) == count
    codes = [re.findall(r"H56\.14-250601-\d{4}", page) for page in together]
    assert [set(found) for found in codes] == [{code} for code in many["dossier_id"]]
    for n in (0, 5, count - 1):
        alone = pages(as_docx(LettersContent(selection, many.iloc[[n]], True)))[1]
        number = r"Thư [\d.]+/[\d.]+"
        assert re.sub(number, "", together[n]).strip() == re.sub(number, "", alone).strip()


def test_there_are_as_many_letters_as_the_measure_says_are_missing(selection):
    result = answer("share_letters_sent", selection.snapshot, "01/06", "30/06", unit=QUANG_THO)
    found = to_write(selection)
    assert len(found[found["kind"] != "thanks"]) == result["n"] - result["numerator"] == 5


def test_a_letter_says_its_dossier_and_days_and_leaves_blank_what_is_not_known(content):
    second, last = pages(content)[2], pages(content)[6]
    assert "H56.14-250101-0002" in second and "ngày 03/06/2025" in second
    assert "Lý do: …………" in second and "Số: ………/………" in second
    assert "Số: 12/PXL" in last and "hẹn trả kết quả vào ngày 25/06/2025" in last
    assert all("Kính gửi: Ông/Bà" in page and "……………" in page for page in pages(content)[1:])
    assert "Ủy ban nhân dân phường Quảng Thọ" in second


def test_an_apology_for_a_dossier_that_is_done_says_so_and_promises_no_day(content):
    """Dossier 2, due on 03/06, was done on 05/06; dossier 4 is not done."""
    second, last = pages(content)[2], pages(content)[6]
    assert "Đến ngày 05/06/2025 hồ sơ mới được giải quyết xong" in second
    assert "Đến nay" not in second and "gia hạn thời gian giải quyết đến ngày" not in second
    assert "Đến nay hồ sơ chưa được trả kết quả" in last


def test_a_promised_day_that_is_over_is_left_to_the_clerk(tmp_path):
    """No dossier is done by 30/06; of each the ledger names a new day, of the third a draft too."""
    late = """
    id | unit  | status | received | due
    1  | 16528 | 4      | 02/06    | 05/06
    2  | 16528 | 4      | 02/06    | 06/06
    3  | 16528 | 4      | 02/06    | 09/06
    """
    letters = [
        letter(1, "Chia buồn", drafted_on="02/06/2025"),
        letter(2, "Văn bản xin lỗi", 1, new_due_on="20/06/2025"),
        letter(3, "Văn bản xin lỗi", 2, new_due_on="04/07/2025"),
        letter(4, "Văn bản xin lỗi", 3, new_due_on="20/06/2025", drafted_on="10/06/2025"),
    ]
    of = opened(filled(tmp_path, {"2025-06-30": late}, letters={"2025-06-30": letters}))
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    page_texts = pages(written(selection_of(of, Filters(unit=QUANG_THO), june), "apology_legal"))
    assert "giải quyết đến ngày ……/……/…………" in page_texts[1]
    assert "giải quyết đến ngày 04/07/2025" in page_texts[2]
    assert "vào ngày ……/……/…………" in page_texts[3]


def test_an_apology_gives_the_sentence_of_its_code_and_dots_for_another_reason(tmp_path):
    late = """
    id | unit  | status | received | due
    1  | 16528 | 4      | 02/06    | 05/06
    2  | 16528 | 4      | 02/06    | 06/06
    3  | 16528 | 4      | 02/06    | 07/06
    """
    letters = [
        letter(1, "Văn bản xin lỗi", 1, drafted_on="09/06/2025", reason="Cơ quan phối hợp"),
        letter(2, "Văn bản xin lỗi", 2, drafted_on="09/06/2025", reason="Khác"),
        letter(3, "Văn bản xin lỗi", 3, drafted_on="09/06/2025", reason="Mất điện cả tuần"),
    ]
    of = opened(filled(tmp_path, {"2025-06-30": late}, letters={"2025-06-30": letters}))
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    page_texts = pages(written(selection_of(of, Filters(unit=QUANG_THO), june), "apology_legal"))
    assert "Lý do: cơ quan phối hợp giải quyết gửi kết quả về chậm." in page_texts[1]
    assert "Lý do: …………" in page_texts[2] and "Khác" not in page_texts[2]
    assert "Lý do: Mất điện cả tuần." in page_texts[3]


def test_a_folder_of_a_version_without_the_sentences_prints_no_code(tmp_path):
    reference = shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    (reference / "apology_reasons.csv").unlink()
    late = "id | unit | status | received | due\n1 | 16528 | 4 | 02/06 | 05/06"
    letters = [letter(1, "Văn bản xin lỗi", 1, drafted_on="09/06/2025", reason="Quy định")]
    of = opened(filled(tmp_path, {"2025-06-30": late}, letters={"2025-06-30": letters}))
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    page_texts = pages(written(selection_of(of, Filters(unit=QUANG_THO), june), "apology_legal"))
    assert "Lý do: …………" in page_texts[1] and "Quy định" not in page_texts[1]


def test_a_letter_is_sent_in_the_name_of_the_bodies_of_its_day(tmp_path):
    reference = tmp_path / "reference"
    shutil.copytree(PROJECT / "data" / "reference", reference)
    (reference / "bodies.csv").write_text(
        "role,unit_code,name,valid_from,valid_to,source\n"
        "letters_on_behalf_of,,Đảng ủy và Mặt trận,2018-01-01,2025-06-15,x\n"
        "letters_on_behalf_of,,Đảng ủy,2025-06-16,,x\n"
        "letters_on_behalf_of,16531,Chi bộ,2018-01-01,,x\n",
        encoding="utf-8",
    )
    thanks = [
        {"letter_id": f"{day}-{unit}", "kind": "Thư cảm ơn", "drafted_on": f"{day}/06/2025"}
        | {"unit_code": unit}
        for day in ("10", "20")
        for unit in ("16528", "16531")
    ]
    of = opened(filled(tmp_path, {"2025-06-30": DOSSIERS}, letters={"2025-06-30": thanks}))
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    found = to_write(selection_of(of, Filters(), june))
    thanked = found[found["kind"] == "thanks"].set_index("letter_id")["on_behalf_of"]
    assert thanked.to_dict() == {
        "10-16528": "Đảng ủy và Mặt trận",
        "20-16528": "Đảng ủy",
        "10-16531": "Chi bộ",
        "20-16531": "Chi bộ",
    }


def test_a_letter_to_newlyweds_speaks_to_both_of_them():
    book = docx.Document(word.TEMPLATES / "marriage.docx")
    text = "\n".join(p.text for p in book.paragraphs)
    assert "Kính gửi: Anh …" in text and "Nhân dịp hai anh chị" in text
    assert "Ông/Bà" not in text and "hai người" not in text


def test_the_list_before_the_letters_names_them_and_what_they_were_made_from(content, selection):
    book = docx.Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for row in book.tables[0].rows]
    assert rows[0][:3] == ["TT", "Loại thư", "Mã hồ sơ"] and len(rows) == 1 + 6
    assert rows[6][0] == "6"
    assert rows[6][4:] == ["13/06/2025", "", "14/06/2025", "16/06/2025"]
    assert rows[2][4:] == ["03/06/2025", "05/06/2025", "04/06/2025", ""]
    first = pages(content)[0]
    for expected in (
        selection.snapshot.name,
        "Phường Quảng Thọ; Tháng 6/2025",
        "Số liệu đến ngày: 30/06/2025",
        code_of("letters", selection),
        address_of(selection, "letters"),
    ):
        assert expected in first


def test_what_a_register_holds_stays_text(content):
    assert f"Lý do: {HOSTILE.replace('{_{', '{{').replace('}_}', '}}')}" in pages(content)[6]
    book = docx.Document(io.BytesIO(content))
    assert not book.element.body.xpath(".//w:fldSimple|.//w:instrText")


def test_the_same_snapshot_gives_the_same_letters(content, selection):
    assert PAPERS["letters"].make(".docx", selection) == content
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert (properties.created.date(), properties.author, properties.revision) == (
        date(2025, 6, 30),
        "",
        1,
    )


def test_one_dossier_or_one_kind_is_written_alone(selection):
    single = written(selection, "apology_legal", "H56.14-250101-0004")
    assert len(pages(single)) == 2 and "Thư 1/1" in pages(single)[1]
    assert len(pages(written(selection, "apology_legal"))) == 3


def test_a_unit_without_a_register_of_letters_has_no_figures_and_a_sentence_says_so(selection):
    other = replace(selection, filters=Filters(unit=QUANG_CHAU), unit_name="Phường Quảng Châu")
    assert "chưa có số liệu" in pages(written(other))[0] and len(pages(written(other))) == 1


def test_a_period_without_a_letter_to_send_says_so(selection):
    july = replace(selection, period=spanning(date(2025, 6, 1), date(2025, 6, 1)))
    assert "Không có thư nào phải gửi trong kỳ mà chưa gửi." in pages(written(july))[0]


def test_the_form_is_the_one_of_the_day_on_which_the_letter_is_drafted(tmp_path):
    # Owed since 13/09 and 14/09/2025: the first drafted on the old form's last day, the second not.
    rows = f"""
    id | unit  | procedure | status | received | due   | finished
    1  | 16528 | {OTHER}   | 4      | 10/09    | 12/09 |
    2  | 16528 | {OTHER}   | 4      | 10/09    | 12/09 |
    """
    letters = [letter(1, "Văn bản xin lỗi", 1, drafted_on="14/09/2025")]
    data = filled(tmp_path, {"2025-09-30": rows}, letters={"2025-09-30": letters})
    september = spanning(date(2025, 9, 1), date(2025, 9, 30))
    content = written(selection_of(opened(data), Filters(), september), "apology_legal")
    first, second = pages(content)[1:]
    assert "\nPHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ\n" in first
    assert "\nVĂN BẢN XIN LỖI\nVÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT\n" in second


def test_the_wards_own_template_goes_before_the_one_that_came_along(own, selection, content):
    made = edited("birth", "hay ăn, chóng lớn", "luôn mạnh khoẻ")
    (own / "birth.docx").write_bytes(made)
    page_texts = pages(written(selection))
    assert "Chúc cháu bé luôn mạnh khoẻ" in page_texts[3]
    assert page_texts[1:3] + page_texts[4:] == pages(content)[1:3] + pages(content)[4:]


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("{{ ho_ten_chau }}", "Mẫu birth.docx có trường “ho_ten_chau” không dùng được."),
        ("{{ don_vi", "Mẫu birth.docx không dùng được: có chỗ điền hoặc vòng lặp viết sai"),
        ("{{ don_vi.__class__.mro() }}", "Mẫu birth.docx không dùng được: có chỗ điền làm việc"),
        ("{{ don_vi + 1 }}", "Mẫu birth.docx không dùng được: có chỗ điền làm việc"),
        ('{% include "x" %}', "Mẫu birth.docx không dùng được: có chỗ điền làm việc"),
    ],
)
def test_a_template_with_a_wrong_field_is_refused_in_one_sentence(new, sentence, own, selection):
    (own / "birth.docx").write_bytes(edited("birth", "hay ăn, chóng lớn", new))
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        written(selection)


def broken() -> bytes:
    """A template whose text was cut."""
    out = io.BytesIO()
    with zipfile.ZipFile(word.TEMPLATES / "birth.docx") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: 90 if name == "word/document.xml" else None])
    return out.getvalue()


@pytest.mark.parametrize("content", [b"thu", broken(), FORM.read_bytes()])
def test_a_template_that_is_no_word_file_is_refused_in_one_sentence(content, own, selection):
    (own / "birth.docx").write_bytes(content)
    with pytest.raises(ValueError, match=r"^Mẫu birth\.docx không dùng được: tệp hỏng[^\n]*$"):
        written(selection)


def test_a_picture_in_a_wards_template_comes_along_once_for_each_letter(own, selection):
    book = docx.Document(io.BytesIO(original("apology_legal_2018")))
    book.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png("a")))
    book.add_picture(io.BytesIO(png("b")))
    for name in ("apology_legal_2018", "apology_legal_2025"):  # two letters, each of its day's form
        book.save(own / f"{name}.docx")
    made = written(selection)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names)) and len([n for n in names if n.endswith(".png")]) == 4
    headers = [s.header for s in docx.Document(io.BytesIO(made)).sections]
    assert len(headers[2]._element.xpath(".//pic:pic")) == 1
