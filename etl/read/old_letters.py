"""Text that only a font or a mistake made look right: TCVN3, VNI, VIQR, text encoded twice, letters
that were lost (U+FFFD) and control signs (C1). It is known by its words: no Vietnamese syllable as
they stand, and one when read the other way."""

import re
from collections import Counter
from collections.abc import Iterable

from etl import words
from etl.read.syllables import BREAKS, from_tcvn3, from_twice, from_viqr, from_vni, is_vietnamese
from etl.words import Refusal

# Signs that no Vietnamese text of Unicode has within a word; of a no-break space nothing is asked.
ODD = "\x80-\x9f\xa1-\xbfÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþ\ufffd"
ODD_SIGN = re.compile(f"[{ODD}]|[aeoAEO]\\^")
# The same in UTF-8: first the bytes that no other text has, found at once; then the letters of VNI
# alone, for which a part of a large file is enough.
ODD_MARK = re.compile(rb"\xc2[\x80-\x9f\xa1-\xbf]|\xef\xbf\xbd|[aeoAEO]\^")
ODD_LETTER = re.compile(
    rb"\xc3[\x84-\x87\x8b\x8e\x8f\x91\x96-\x98\x9b\x9c\x9e\x9f\xa4-\xa7\xab\xae-\xb1\xb6-\xb8"
    rb"\xbb\xbc\xbe]"
)
PART = 1 << 16
BREAKS_OF_SIGNS = re.compile(r"[\s,;|\"\[\]{}/:<>=*&%#@!\\0-9]+")
AROUND = 30  # signs on either side of an odd one in which its word is looked for
MOST_LOOKED_AT = 300  # odd signs of one piece of text: those of a font stand in every word
ENOUGH = 2  # words that differ; one alone may be a name
AGAIN = 3  # times; so often a column of one text has its word, and hardly anything else one
READINGS = {
    "phông TCVN3 (ABC)": from_tcvn3,
    "phông VNI": from_vni,
    "kiểu gõ VIQR": from_viqr,
}
FONTS = {"phông TCVN3 (ABC)": "tcvn3", "phông VNI": "vni"}  # those that can be read as Unicode
TWICE = "chữ bị mã hoá hai lần"


class OldFont(Refusal):
    """The refusal of a text that a font alone made look right; `font` says by which it can be read,
    None where by none."""

    def __init__(self, name: str, kind: str):
        super().__init__(words.files.letters_of_a_font(name, kind))
        self.font = FONTS.get(kind)


class OldLetters:
    """What pieces of a file's text show, taken together."""

    def __init__(self, name: str):
        self.name = name
        self._words: dict[str, Counter[str]] = {}
        self._lost: tuple[int, str] | None = None

    def look(self, text: str, line: int = 1) -> None:
        """Takes in a piece of text that begins on a line of the file."""
        for number, found in enumerate(ODD_SIGN.finditer(text)):
            if number == MOST_LOOKED_AT:
                break
            sign, place = found[0], found.start()
            if self._lost is None and (sign == "\ufffd" or "\x80" <= sign <= "\x9f"):
                self._lost = (line + text.count("\n", 0, place), sign)
            self._judge(text, place)

    def look_in_utf8(self, chunk: bytes, line: int) -> None:
        """The same for a piece of UTF-8, which is decoded only where it has an odd sign."""
        has_mark = (b"\xc2" in chunk or b"^" in chunk or b"\xef" in chunk) and ODD_MARK.search(
            chunk
        )
        if has_mark or ODD_LETTER.search(chunk, 0, PART if line > 1 else len(chunk)):
            self.look(chunk.decode("utf-8", "ignore"), line)

    def look_at_cells(self, rows: Iterable[list[str]], line: int) -> None:
        """The same for rows of cells."""
        self.look("\n".join("\t".join(cells) for cells in rows), line)

    def refuse(self) -> None:
        """Raises Refusal where the text is not what it seems."""
        found = {
            kind: found_words
            for kind, found_words in self._words.items()
            if len(found_words) >= ENOUGH or max(found_words.values()) >= AGAIN
        }
        if TWICE in found:
            raise Refusal(words.files.letters_twice(self.name))
        if found:
            kind = max(found, key=lambda kind: len(found[kind]))
            raise OldFont(self.name, kind)
        if self._lost:
            line, sign = self._lost
            is_lost = sign == "\ufffd"
            sentence_of = words.files.letters_lost if is_lost else words.files.letters_control
            why = words.rows.LINE_WRONG["letters_lost" if is_lost else "letters_control"]
            raise Refusal(sentence_of(self.name, line), words.wrong_line(line, why))

    def _judge(self, text: str, place: int) -> None:
        before, after = text[max(0, place - AROUND) : place], text[place : place + AROUND]
        signed = BREAKS_OF_SIGNS.split(before)[-1] + BREAKS_OF_SIGNS.split(after)[0]
        word = BREAKS.split(before)[-1] + BREAKS.split(after)[0]
        once = from_twice(signed) or ""
        if any(not c.isascii() and c.isalpha() for c in once):
            self._words.setdefault(TWICE, Counter())[signed] += 1
            return
        word = word.strip(".-'")
        if is_vietnamese(word):
            return
        for kind, read in READINGS.items():
            sign_word = signed.strip(".-'") if read is from_viqr else word
            shown = read(sign_word)
            if shown and len(shown) > 1 and not shown.isascii() and is_vietnamese(shown):
                is_first = not ODD_SIGN.search(BREAKS.split(before)[-1])  # of its odd signs
                self._words.setdefault(kind, Counter())[sign_word.lower()] += is_first
