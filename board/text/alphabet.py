"""The order of the Vietnamese alphabet."""

import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ALPHABET = {c: (1, i) for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def alphabetical(names):
    """A sorting key for a Series of names: the Vietnamese alphabet (a ă â … d đ … u ư), in which
    marks of tone count only between names that else are equal."""
    return names.map(_in_alphabet)


def _in_alphabet(name: str) -> tuple:
    bare = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if c not in _TONES)
    letters = unicodedata.normalize("NFC", bare)
    return [_ALPHABET.get(c, (0, c)) for c in letters], name


def bare(text: str) -> str:
    """A text as it is looked for: in small letters, without accents."""
    marks = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in marks if not unicodedata.combining(c))
