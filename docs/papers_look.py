"""python -m docs.papers_look: every paper as pictures in papers-look/, from the committed sample.

Office files are set by LibreOffice, so this wants LibreOffice, poppler's pdftoppm and fonts with
the measures of Arial and Times New Roman and every Vietnamese letter (Debian: fonts-liberation2).
Exit code 1 where a letter is not set in the paper's own font, or the font is not in the file.
"""

import shutil
import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader

from docs.samples import PROJECT, papers

OUT = PROJECT / "papers-look"
NEEDED = ("soffice", "pdftoppm", "fc-list")
MISSING = (
    "Nothing was made: {} not found. On Debian: apt-get install libreoffice-writer "
    "libreoffice-calc libreoffice-impress fonts-liberation2 poppler-utils fontconfig"
)
# What stands for Arial and for Times New Roman, and the font inside Typst.
OFFICE, INSIDE = (
    {"LiberationSans": "Liberation Sans", "LiberationSerif": "Liberation Serif"},
    {"LibertinusSerif"},
)
MOST_PAGES = 20  # of one paper; a letter looks like the letter before it
DOTS_AN_INCH = 70


def main() -> int:
    """Makes, converts, checks and draws every paper; gives the exit code."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        print(MISSING.format(", ".join(missing)), file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    with TemporaryDirectory() as folder:
        for name, content in papers(Path(folder)):
            (OUT / name).write_bytes(content)
    faults = []
    for pdf in as_pdf(sorted(OUT.glob("*"))):
        pages = ("-r", str(DOTS_AN_INCH), "-l", str(MOST_PAGES))
        subprocess.run(["pdftoppm", "-png", *pages, pdf, pdf.with_suffix("")], check=True)
        faults += [f"{pdf.name}: {fault}" for fault in faults_in(pdf)]
    print(*faults, f"{len(list(OUT.glob('*.png')))} pictures in {OUT}", sep="\n")
    return int(bool(faults))


def as_pdf(made: list[Path]) -> list[Path]:
    """The papers as PDF, those of office programs through LibreOffice; its name keeps theirs."""
    found = []
    with TemporaryDirectory() as profile:
        for path in made:
            if path.suffix == ".pdf":
                found.append(path)
                continue
            profile_of = f"-env:UserInstallation={Path(profile).as_uri()}"
            command = ["soffice", "--headless", profile_of, "--convert-to", "pdf"]
            subprocess.run(
                [*command, "--outdir", profile, path], check=True, capture_output=True, timeout=300
            )
            pdf = path.with_name(f"{path.name}.pdf")
            shutil.move(Path(profile) / f"{path.stem}.pdf", pdf)
            found.append(pdf)
    return found


def faults_in(pdf: Path) -> list[str]:
    """What is wrong with the letters of a PDF, in words; none where each stands in a font that is
    in the file, has the letter, and is the one that the paper asks for."""
    faults = []
    reader = PdfReader(pdf)
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            if not is_embedded(font.get_object()):
                faults.append(f"font {font.get_object()['/BaseFont']} is not in the file")
    letters = letters_by_font(reader)
    if not letters:
        faults.append("no Vietnamese letter was read")
    for font, those in letters.items():
        if family := OFFICE.get(font):
            lacking = [letter for letter in those if not has_letter(family, letter)]
            faults += [f"{family} lacks {', '.join(sorted(lacking))}"] if lacking else []
        elif font not in INSIDE:
            faults.append(f"{', '.join(sorted(those))} set in {font}")
    return sorted(set(faults))


def letters_by_font(reader: PdfReader) -> dict[str, set[str]]:
    """Plain font name → the Vietnamese letters that are set in it."""
    found = defaultdict(set)

    def heard(text, _matrix, _text_matrix, font, _size) -> None:
        name = plain(font["/BaseFont"]) if font else ""
        found[name] |= {letter for letter in text if is_vietnamese(letter)}

    for page in reader.pages:
        page.extract_text(visitor_text=heard)
    return {name: letters for name, letters in found.items() if letters}


def plain(base_font: str) -> str:
    """/ABCDEF+LiberationSans-Bold → LiberationSans."""
    return base_font.removeprefix("/").split("+")[-1].split("-")[0]


def is_vietnamese(letter: str) -> bool:
    """Whether a letter is one that English has not."""
    return letter in "đĐ" or len(unicodedata.normalize("NFD", letter)) > 1


def is_embedded(font) -> bool:
    """Whether the PDF holds the font itself, so that every machine draws the same letters."""
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    described = inner.get("/FontDescriptor", {})
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(described))


def has_letter(family: str, letter: str) -> bool:
    """Whether a font of this machine has a glyph for the letter; asks fontconfig."""
    found = subprocess.run(
        ["fc-list", f"{family}:charset={ord(letter):x}"], capture_output=True, check=True
    )
    return bool(found.stdout.strip())


if __name__ == "__main__":
    sys.exit(main())
