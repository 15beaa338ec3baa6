"""What the documents name exists, and what readers must know stands in the guide."""

import csv
import inspect
import re
import shlex
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from board import __main__ as board_command
from board.catalogue import MEASURES
from board.papers import PAPERS
from board.text import codes, pages
from etl import command_line as etl_command
from etl import words as etl_words
from etl.contract import contracts, fold
from etl.export_day import dates_in
from etl.words import Refusal

HERE = Path(__file__).resolve()
PROJECT = HERE.parent.parent
GUIDE = PROJECT / "docs" / "huong-dan.md"
PARSERS = {"etl": etl_command.parser, "board": board_command._parser}
DOCUMENTS = [
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "CHANGELOG.md",
    GUIDE,
    PROJECT / "docs" / "assumptions.md",
    PROJECT / "docs" / "licences.md",
    PROJECT / "docs" / "operations.md",
    PROJECT / "docs" / "security.md",
]
SETTINGS = tomllib.loads((PROJECT / "config.toml").read_text("utf-8"))
REFERENCE = sorted((PROJECT / "data" / "reference").glob("*.csv"))
IGNORED = (PROJECT / ".gitignore").read_text("utf-8").split()
MAKE = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.M))
LARGEST_PICTURE, LARGEST_SAMPLES = 250_000, 1_000_000  # bytes


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def code_in(text: str) -> list[str]:
    """Code spans, and the lines of code blocks without their comments."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    return [code for code in [*lines, *spans] if code]


@cache
def names_in_use() -> frozenset[str]:
    """Every word of the code and of the reference files, and every file's name and stem."""
    files = list(PROJECT.iterdir())
    for folder in ("etl", "board", "pages", "tests", "data/reference"):
        files += (path for path in (PROJECT / folder).rglob("*") if path.is_file())
    read = (path for path in files if path.suffix in (".py", ".sql", ".json", ".csv", ".toml"))
    words = {word for path in read if path != HERE for word in re.findall(r"\w+", text_of(path))}
    return frozenset(words.union(*({path.name, path.stem} for path in files)))


def fault_in_command(arguments: list[str]) -> str | None:
    """What the command line itself says against a command; a bare `metric` is its mention."""
    room, *rest = arguments
    if rest in ([], ["metric"], ["form06a"], ["paper"]):
        return None
    try:
        options = PARSERS[room]().parse_args(rest)
    except (SystemExit, Refusal):
        return "no such command or option"
    if getattr(options, "source", "dossiers") not in contracts():
        return "no such source"
    return None if getattr(options, "key", "share_on_time") in MEASURES else "no such measure"


def fault_in(code: str) -> str | None:
    """What is wrong with a piece of code that a document shows, or None."""
    if code.startswith(("python -m etl", "python -m board")):
        return fault_in_command(shlex.split(code.split(">")[0])[2:])
    if code.startswith("make "):
        return None if code.split()[1] in MAKE else "no such target"
    if code.startswith("streamlit run "):
        return None if (PROJECT / code.split()[2]).exists() else "no such script"
    if code.startswith("pip install -r "):
        return None if (PROJECT / code.split()[3]).exists() else "no such requirements"
    if code.startswith("--"):
        option = code.split()[0]
        text = "".join(inspect.getsource(module) for module in (etl_command, board_command))
        return None if f'"{option}"' in text else "no such option"
    if re.fullmatch(r"\[\w+\]", code):
        return None if code[1:-1] in SETTINGS else "no such table of settings"
    if re.fullmatch(r"[\w.-]+(/[\w.*-]+)+", code):
        ignored = any(f"{code}/".startswith(entry) for entry in IGNORED if entry.endswith("/"))
        return None if ignored or list(PROJECT.glob(code)) else "no such path"
    if code.startswith("hoso_"):  # an example of a file name that holds its date
        return None if dates_in(code) == [date(2025, 6, 30)] else "not the date that it shows"
    if re.fullmatch(r"[a-z][a-z0-9_]*(\.\w+)?", code):
        return None if code in names_in_use() else "no such name"
    return None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_path_and_name_in_a_document_exists(document):
    found = {code: fault_in(code) for code in sorted(set(code_in(text_of(document))))}
    assert {code: fault for code, fault in found.items() if fault} == {}


@pytest.mark.parametrize(
    "code",
    [
        "python -m etl lod",
        "python -m etl load --ass-of 2025-06-30",
        "python -m etl template visits",
        "python -m board metric share_happy --from 2025-01-01 --to 2025-01-31",
        "make supper",
        "streamlit run board.py",
        "--jason",
        "data/referense",
        "etl/sql/checks/nothing_at_all.sql",
        "[pages]",
        "share_punctual",
        "holidays_of_2031.csv",
        "hoso_2025-31-06.csv",
    ],
)
def test_the_test_sees_what_does_not_exist(code):
    assert fault_in(code) is not None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_picture_leads_to_a_file(document):
    links = re.findall(r"\]\(([^)\s]+)\)", text_of(document))
    inside = [link.split("#")[0] for link in links if not link.startswith(("http", "#"))]
    assert [link for link in inside if not (document.parent / link).exists()] == []


def test_every_picture_is_shown_somewhere_and_small():
    shown = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text_of(document))
    }
    pictures = set((PROJECT / "docs" / "pictures").glob("*.png"))
    assert pictures == shown
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []


def test_every_paper_has_a_small_sample_that_the_guide_links():
    samples = {path.name: path for path in (PROJECT / "docs" / "samples").iterdir()}
    assert sorted(samples) == sorted(
        f"{name}{ending}" for name, paper in PAPERS.items() for ending in paper.writers
    )
    assert [name for name in samples if f"](samples/{name})" not in text_of(GUIDE)] == []
    assert sum(path.stat().st_size for path in samples.values()) < LARGEST_SAMPLES


def test_a_printed_sample_holds_just_the_letters_that_it_uses_of_a_font():
    for path in (PROJECT / "docs" / "samples").glob("*.pdf"):
        fonts = [f for p in PdfReader(path).pages for f in p["/Resources"]["/Font"].values()]
        names = {str(font.get_object()["/BaseFont"]) for font in fonts}
        assert names and all(re.match(r"/[A-Z]{6}\+", name) for name in names), path.name


def test_the_guide_has_a_section_and_a_picture_for_every_page():
    titles = re.findall(r"^### Trang “(.+)”$", text_of(GUIDE), re.M)
    assert titles == [title for title, _, _ in pages.PAGES.values()]
    for name, (_, _, path) in pages.PAGES.items():
        if name in pages.ONLY_FOR:  # the pictures are taken without accounts
            continue
        assert f"](pictures/{path}.png)" in text_of(GUIDE)


def test_what_the_guide_prints_in_bold_stands_on_a_screen():
    seen = "\n".join(
        [
            *(text_of(path) for path in (PROJECT / "etl" / "words").glob("*.py")),
            *(text_of(path) for path in (PROJECT / "board" / "text").glob("*.py")),
            *(text_of(path) for path in (PROJECT / "board" / "catalogue").glob("*.py")),
            text_of(PROJECT / "board" / "text" / "change_words.py"),
            *(text_of(path) for path in (PROJECT / "etl" / "contracts").glob("*.json")),
        ]
    )
    bold = set(re.findall(r"\*\*([^*\n]+)\*\*", text_of(GUIDE)))
    assert bold
    assert [text for text in sorted(bold) if text not in seen] == []


def test_the_guide_explains_every_setting():
    rows = set(re.findall(r"^\| `(\w+)` \|", text_of(GUIDE), re.M))
    assert {key for table in SETTINGS.values() for key in table} - rows == set()


@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.name)
def test_the_guide_explains_every_column_of_a_reference_file(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        columns = next(csv.reader(stream))
    parts = re.split(r"^### ", text_of(GUIDE), flags=re.M)
    section = next(part for part in parts if f"`{path.name}`" in part.splitlines()[0])
    assert [column for column in columns if f"`{column}`" not in section] == []


@pytest.mark.parametrize("source", contracts())
def test_the_guide_lists_every_column_of_a_contract_and_no_header_that_is_not_taken(source):
    heading = {
        "dossiers": "### Tiêu đề cột của tệp hồ sơ",
        "feedback": "### Tiêu đề cột của tệp đánh giá",
        "pauses": "### Tiêu đề cột của sổ tạm dừng",
    }
    title = contracts()[source].title
    of_a_register = f"### Tiêu đề cột của {title[0].lower()}{title[1:]}"
    section = text_of(GUIDE).split(heading.get(source, of_a_register))[1].split("\n#")[0]
    table = [line for line in section.splitlines() if line.startswith("| ")][1:]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table]
    contract = contracts()[source]
    keys = contract.header_keys
    titles = [title.removesuffix(" (phải có)") for title, _, _ in rows]
    assert titles == [field["title"] for field in contract.own_fields]
    required = [field["title"] for field in contract.required_columns()]
    assert [title for title, _, _ in rows if "(phải có)" in title] == [
        f"{title} (phải có)" for title in required
    ]
    for title, (_, others, _) in zip(titles, rows, strict=True):
        for other in filter(None, others.split(", ")):
            assert keys.get(fold(other)) == keys[fold(title)], other


def test_the_guide_lists_every_status_with_words_that_are_taken_for_it():
    field = next(f for f in contracts()["dossiers"].fields if f["name"] == "status_code")
    meant = contracts()["dossiers"].words(field)
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", text_of(GUIDE), re.M)
    assert [int(code) for code, _, _ in rows] == list(codes.STATUS)
    for code, name, meaning in rows:
        assert name == codes.STATUS[int(code)]
        assert {meant.get(fold(word)) for word in meaning.split(", ")} == {code}


def test_the_guide_explains_every_reason_and_every_doubt():
    sentences = [*etl_words.rows.REASONS.values(), *etl_words.rows.WARNINGS.values()]
    assert [sentence for sentence in sentences if f"| “{sentence}” |" not in text_of(GUIDE)] == []


def test_the_guide_explains_every_refusal_of_a_file():
    refusals = [
        etl_words.files.missing("…"),
        etl_words.files.empty("…"),
        etl_words.files.no_rows("…"),
        etl_words.files.of_kind("…", "…"),
        etl_words.files.packed("…", "…"),
        etl_words.files.zip_of_several("…", []),
        etl_words.files.zip_locked("…"),
        etl_words.files.zip_damaged("…"),
        etl_words.files.zip_too_large("…", "…"),
        etl_words.files.html_without_table("…"),
        etl_words.files.wrong_byte("…", "…"),
        etl_words.files.letters_of_a_font("…", "phông …"),
        etl_words.files.letters_twice("…"),
        etl_words.files.letters_lost("…", "…"),
        etl_words.files.letters_control("…", "…"),
        etl_words.files.line_too_long("…", "…"),
        etl_words.files.cell_too_long("…", "…"),
        etl_words.files.quote_open("…", "…"),
        etl_words.files.truncated("…", "…"),
        etl_words.files.row_in_one_cell("…", ","),
        etl_words.files.header_repeated("…", "…", True),
        etl_words.files.columns_missing("…", "…", ["…"], ["…"]),
    ]
    first = [re.match(r".*?[.”](?= |$)", sentence)[0] for sentence in refusals]
    assert [
        sentence for sentence in first if f"| “{sentence.rstrip('.')}" not in text_of(GUIDE)
    ] == []


def test_what_is_marked_unverified_in_a_reference_file_is_named_in_the_assumptions():
    doubtful = [
        path.name for path in REFERENCE if re.search("chưa xác minh|chưa đối chiếu", text_of(path))
    ]
    assert doubtful
    section = text_of(PROJECT / "docs" / "assumptions.md").split("What is not verified")[1]
    assert [name for name in doubtful if f"| `{name}` |" not in section] == []


def test_every_measure_is_named_in_the_assumptions():
    text = text_of(PROJECT / "docs" / "assumptions.md")
    assert [key for key in MEASURES if f"`{key}`" not in text] == []


def test_the_changelog_has_this_version():
    version = tomllib.loads(text_of(PROJECT / "pyproject.toml"))["project"]["version"]
    assert f"\n## {version}\n" in text_of(PROJECT / "CHANGELOG.md")


def test_the_readme_opens_with_what_it_is_a_picture_and_the_two_commands():
    text = text_of(PROJECT / "README.md")
    parts = ("# Bảng điều hành", "(docs/pictures/tong-quan.png)", "make run", "make test")
    places = [text.index(part) for part in (*parts, "## English")]
    assert places == sorted(places)


def test_readers_of_the_guide_meet_no_exclamation_marks():
    prose = re.sub(r"`[^`]*`|!\[", "", text_of(GUIDE))
    assert "!" not in prose
