"""Which letters a text file's bytes are: one pass that reads each byte, and never guesses."""

import codecs
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from etl import words
from etl.read.content import Content
from etl.read.old_letters import BREAKS, OldFont, OldLetters
from etl.read.syllables import from_tcvn3, from_vni, in_unicode, is_vietnamese
from etl.words import Refusal

CHUNK = 1 << 20
LONGEST_LINE = 1 << 20
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
UTF8 = ("utf-8", "utf-8-sig")
BINARY = "tệp nhị phân"
# In UTF-8 these lead bytes stand only for U+0300–U+037F: letters that are not composed (NFC).
COMBINING = (b"\xcc", b"\xcd")
CUT_LETTER = ("unexpected end of data", "truncated data")  # how codecs call a letter cut in two
FITS = 0.9  # share of the words with marks that are Vietnamese syllables


@dataclass(frozen=True)
class Survey:
    """What one pass over a text's bytes shows."""

    encoding: str
    lines: int  # physical lines
    is_sound: bool  # UTF-8, composed, without a quote inside a bare cell
    ends_blank: bool = True  # whether a line may end with a delimiter


def survey(content: Content, progress: Callable[[int], None]) -> Survey:
    """Reads all bytes once. Raises Refusal for what is no text, has a line that is too long, or is
    written in old letters, and for a wrong byte at its beginning."""
    # Not above: a process that reads workbooks has no memory to spare for numpy.
    from etl.read.marks import marks_of

    name, old = content.name, OldLetters(content.name)
    newlines, since_newline, sound, blank, encoding, edge = 0, 1, True, True, "", b""
    quotes, ends_blank = 0, False
    with content.opened() as stream:
        while chunk := stream.read(CHUNK):
            is_first = not encoding
            encoding = encoding or _encoding(chunk)
            if b"\0" in chunk and encoding in UTF8:
                raise Refusal(words.files.of_kind(name, BINARY))
            if is_first:
                decoder = codecs.getincrementaldecoder(encoding)()
                try:
                    text = decoder.decode(chunk, len(chunk) < CHUNK)
                except UnicodeDecodeError as error:
                    if error.reason in CUT_LETTER:
                        raise undecodable(content, encoding) from error
                    return _one_byte_a_letter(content, encoding)
            elif encoding not in UTF8:
                text = decoder.decode(chunk)
            blank = blank and not chunk.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe")
            marks = marks_of(chunk)
            if encoding in UTF8:
                both = marks, marks_of(edge + chunk[:2])
                sound = sound and not any(lead in chunk for lead in COMBINING)
                sound = sound and not any(of.has_quote_within for of in both)
                old.look_in_utf8(chunk, newlines + 1)
                ends_blank = ends_blank or any(of.has_blank_end for of in both)
                edge, quotes = chunk[-2:], quotes + marks.quotes
            else:
                old.look(text, newlines + 1)
            found = marks.lines
            since_newline = len(chunk) - chunk.rfind(b"\n") if found else since_newline + len(chunk)
            if since_newline > LONGEST_LINE:
                line = newlines + found + 1
                why = words.wrong_line(line, words.rows.LINE_WRONG["line_too_long"])
                raise Refusal(words.files.line_too_long(name, line), why)
            newlines += found
            progress(len(chunk))
    if blank:
        raise Refusal(words.files.empty(name))
    old.refuse()
    sound = sound and encoding in UTF8 and quotes % 2 == 0
    return Survey(encoding, newlines + (since_newline > 1), sound, ends_blank)


def converted(content: Content, font: str) -> Content:
    """A text of an old font, as a person answered that it is, in memory as one of Unicode."""
    whole = content.whole()
    encoding = _encoding(whole)
    try:
        text = whole.decode(encoding)
    except UnicodeDecodeError:
        text = whole.decode("cp1252", "replace")
    return Content(content.path, in_unicode(text, font).encode())


def undecodable(content: Content, encoding: str) -> Refusal:
    """Why a text that cannot be decoded to its end is refused: a wrong byte, by its line, or a
    letter that is cut in two."""
    decoder, lines = codecs.getincrementaldecoder(encoding)(), 1
    with content.opened() as stream:
        chunk = b" "
        while chunk:
            chunk = stream.read(CHUNK)
            try:
                decoder.decode(chunk, not chunk)
            except UnicodeDecodeError as error:
                line = lines + error.object.count(b"\n", 0, error.start)
                if error.reason in CUT_LETTER:
                    return truncated(content.name, line)
                why = words.wrong_line(line, words.rows.LINE_WRONG["wrong_byte"])
                return Refusal(words.files.wrong_byte(content.name, line), why)
            lines += chunk.count(b"\n")
    return Refusal(words.files.changing(content.name))


def truncated(name: str, line: int) -> Refusal:
    """The refusal of a text that is cut off in its last line."""
    return Refusal(
        words.files.truncated(name, line),
        words.wrong_line(line, words.rows.LINE_WRONG["truncated"]),
    )


def _encoding(first: bytes) -> str:
    """The encoding by the byte order mark, or by where the zeros of the first letters stand."""
    for bom, encoding in BOMS.items():
        if first.startswith(bom):
            return encoding
    start = first[:4096]
    zeros = [start[place::2].count(0) for place in (0, 1)]
    most = len(start) // 10
    if max(zeros) > most and min(zeros) * 10 < max(zeros) and max(zeros) < len(start) // 2:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return "utf-8"


def _one_byte_a_letter(content: Content, tried: str) -> Survey:
    """A text that is not UTF-8: windows-1258 where the whole of it is Vietnamese by that. Raises
    Refusal that names an old font, else the line of the wrong byte."""
    name, whole = content.name, content.whole()
    if tried != "utf-8":
        raise undecodable(content, tried)
    western = whole.decode("cp1252", "replace")
    shares = {
        "phông TCVN3 (ABC)": _share(western, from_tcvn3),
        "phông VNI": _share(western, from_vni),
    }
    try:
        vietnamese = unicodedata.normalize("NFC", whole.decode("cp1258"))
    except UnicodeDecodeError:
        fits = 0.0
    else:
        fits = _share(vietnamese, str)
    best = max(shares, key=lambda font: shares[font])
    if fits >= FITS and fits >= shares[best]:
        return Survey("cp1258", whole.count(b"\n") + (whole[-1:] != b"\n"), False)
    if shares[best] >= FITS:
        raise OldFont(name, best)
    raise undecodable(content, tried)


def _share(text: str, read: Callable[[str], str | None]) -> float:
    """The share of the differing words with a mark that are Vietnamese when read so."""
    marked = {word.strip(".-'") for word in BREAKS.split(text) if not word.isascii()}
    shown = [read(word) for word in marked]
    return sum(bool(s) and is_vietnamese(s) for s in shown) / max(1, len(shown))
