"""Whether a word is written as Vietnamese is, and what it is when read by another encoding.

TCVN3 and VNI are fonts: the bytes of Western letters drawn as Vietnamese ones. The tables follow
TCVN 5712:1993 (VN3) and the VNI key codes, VIQR follows RFC 1456.
"""

import re
import unicodedata
from functools import lru_cache

TONES = "".join(map(chr, (0x300, 0x301, 0x303, 0x309, 0x323)))
STRIP_TONES = str.maketrans("", "", TONES)
ONSETS = "b|ch|c|đ|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|"
    "e|ec|em|en|eng|eo|ep|et|ê|ếch|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|"
    "inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|"
    "oet|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uân|uâng|uât|uây|uc|"
    "uê|uêch|uênh|ui|um|un|ung|uôc|uôi|uôm|uôn|uông|uôt|uơ|up|ut|uy|uya|uych|uyên|uyêt|uyn|uynh|uyt|uyu|"
    "ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêng|yêt|yêu"
)
LETTERS = {
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES)
} | set("abcdefghijklmnopqrstuvwxyzđð")
SYLLABLE = re.compile(f"(?:{ONSETS})?(?:{RHYMES})")

_TCVN3 = {
    "ăâêôơưđ": range(0xA8, 0xAF),
    "ĂÂÊÔƠƯĐ": range(0xA1, 0xA8),
    "àảãáạ": range(0xB5, 0xBA),
    "ằẳẵắ": range(0xBB, 0xBF),
    "ặầẩẫấậè": range(0xC6, 0xCD),
    "ẻẽéẹềểễếệìỉ": range(0xCE, 0xD9),
    "ĩíịò": range(0xDC, 0xE0),
    "ỏõóọồổỗốộờởỡớợù": range(0xE1, 0xF0),
    "ủũúụừửữứựỳỷỹýỵ": range(0xF1, 0xFF),
}
TCVN3 = {
    bytes([code]).decode("cp1252"): letter
    for letters, codes in _TCVN3.items()
    for letter, code in zip(letters, codes, strict=True)
}
_HAT, _BREVE, _GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = map(
    chr, (0x302, 0x306, 0x300, 0x301, 0x303, 0x309, 0x323)
)
_TONES = ("", _GRAVE, _ACUTE, _TILDE, _HOOK, _DOT)
VNI_MARKS = {
    letter: mark
    for letters, marks in (
        ("øùõûï", _TONES[1:]),
        ("âàáãåä", [_HAT + tone for tone in _TONES]),
        ("êèéüúë", [_BREVE + tone for tone in _TONES]),
    )
    for letter, mark in zip(letters, marks, strict=True)
}
VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
VNI = re.compile(f"([aeouyôö])([{''.join(VNI_MARKS)}])|([{''.join(VNI_LETTERS)}])")
VNI_OF_ANY_SIZE = re.compile(VNI.pattern, re.I)
BREAKS = re.compile(r"[\s,;|\"()\[\]{}/:<>=*&%#@!\\0-9]+")
CELL = re.compile(r'[^,;|\t"\r\n]+')
OF_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")  # letters that no text of a font has
VIQR_MARKS = dict(
    zip("^(+`'~?.", (_HAT, _BREVE, "\u031b", _GRAVE, _ACUTE, _TILDE, _HOOK, _DOT), strict=True)
)
VIQR = re.compile(r"([aeiouy])([\^(+]?)([`'~?.]?)|dd", re.I)


@lru_cache(maxsize=1 << 14)
def is_vietnamese(word: str) -> bool:
    """Whether a word is one syllable by the rules of Vietnamese spelling, tones aside."""
    small = word.lower().replace("ð", "đ")
    bare = unicodedata.normalize("NFD", small).translate(STRIP_TONES)
    return LETTERS.issuperset(small) and bool(
        SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare))
    )


def from_tcvn3(word: str) -> str | None:
    """What a font of TCVN3 shows for these letters; None where it has no such letter."""
    if any(c not in TCVN3 and not c.isascii() for c in word):
        return None
    return _tcvn3_shown(word)


def from_vni(word: str) -> str | None:
    """What a font of VNI shows for these letters, in small ones."""

    def letter(found: re.Match) -> str:
        """One letter with its mark, from the signs that stand for it."""
        base, mark, alone = found.groups("")
        return VNI_LETTERS[alone] if alone else VNI_LETTERS.get(base, base) + VNI_MARKS[mark]

    shown = unicodedata.normalize("NFC", VNI.sub(letter, word.lower()))
    return shown if shown != word.lower() else None


def in_unicode(text: str, font: str) -> str:
    """A text of TCVN3 ("tcvn3") or VNI ("vni") as its font shows it; of a line that has letters of
    Unicode only the cells that are surely of the font."""
    shown = _tcvn3_shown if font == "tcvn3" else _vni_shown
    return "".join(
        CELL.sub(lambda cell: surely_in_unicode(cell[0], font), line)
        if OF_UNICODE.search(line)
        else shown(line)
        for line in text.splitlines(keepends=True)
    )


def surely_in_unicode(cell: str, font: str) -> str:
    """A cell as a font shows it where it has a word that is Vietnamese only so, else as it is."""
    shown, read = (_tcvn3_shown, from_tcvn3) if font == "tcvn3" else (_vni_shown, from_vni)
    words = [word for word in BREAKS.split(cell) if len(word) > 1 and not word.isascii()]
    is_of_font = not OF_UNICODE.search(cell) and any(
        not is_vietnamese(word) and is_vietnamese(read(word) or "") for word in words
    )
    return shown(cell) if is_of_font else cell


def _tcvn3_shown(line: str) -> str:
    return "".join(TCVN3.get(sign, sign) for sign in line)


def _vni_shown(line: str) -> str:
    def letter(found: re.Match) -> str:
        """The same, large where the sign is."""
        base, mark, alone = ((part or "").lower() for part in found.groups())
        shown = VNI_LETTERS[alone] if alone else VNI_LETTERS.get(base, base) + VNI_MARKS[mark]
        shown = unicodedata.normalize("NFC", shown)
        return shown.upper() if found[0][0].isupper() else shown

    return VNI_OF_ANY_SIZE.sub(letter, line)


def from_viqr(word: str) -> str | None:
    """What a word of plain letters and signs means by VIQR."""

    def letter(found: re.Match) -> str:
        """One letter with its mark and tone; đ where the signs are dd."""
        base, mark, tone = found.groups()
        return base + VIQR_MARKS.get(mark, "") + VIQR_MARKS.get(tone, "") if base else "đ"

    shown = unicodedata.normalize("NFC", VIQR.sub(letter, word))
    return shown if shown != word else None


def from_twice(word: str) -> str | None:
    """The text whose UTF-8 bytes were taken for Western letters and encoded once more."""
    try:
        once = b"".join(
            bytes([ord(c)]) if ord(c) < 256 else c.encode("cp1252") for c in word
        ).decode("utf-8")
    except UnicodeError:
        return None
    return once if once != word else None
