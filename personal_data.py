"""What may name a person, and how it is hidden: the rule of the door, which etl and board share.

The SQL macro `mask` gives the cells of a file that HINT_OF_PERSONS finds to `masked`, which a page
calls for what somebody writes there; a test holds the two together.
"""

import re
import unicodedata
from functools import lru_cache

from personal_names import NAME_HINT_TEXT, WORD, parts_of_word, without_names
from personal_text import HINT, seen, without_addresses

OFFICER_CODE = re.compile(r"(?=.*[0-9])[\w./-]+")  # no name has a digit
# A telephone, or the number of an identity card.
OF_A_PERSON = re.compile(r"(?:0|\+?84)(?:[ ./-]?[0-9]){9}|0(?:[ ./-]?[0-9]){11}")
# By their names, the fields of an entry that are never masked, and those of which codes are kept.
CODES = re.compile(r"\w+_id|procedure_code|scorecard|criterion|recorded_at|changed_fields|is_void")
OFFICERS = {"officer", "officers", "officer_code", "recorded_by"}

# The syllables, without their marks, of headings over what names a person or says where they live.
PERSONAL = re.compile(
    r"""\b(?:
    ho\ (?:va\ )?(?:chu\ dem\ )?(?:va\ )?ten | ho\ khau | chu\ dem
    | ten\ (?:day\ du\ |cua\ )?(?:nguoi|khach|cong\ dan|ca\ nhan|ong|ba|vo|chong|cha|me|be
        |phu\ huynh|hoc\ sinh|benh\ nhan|dai\ dien|bo(?!\ (?:phan|thu|tieu|chi|nganh|mau|ho)))
    | ca\ nhan\ nop | chu\ (?:ho|don|co\ so|su\ dung|dat|nha|tai\ khoan)
    | ^(?:khach(?:\ hang)?|cong\ dan(?:\ den)?|tuoi|dan\ toc|ton\ giao)$
    | ^(?:dt|tel|zalo|di\ dong|lien\ he)$
    | ^(?:ten\ )?(?:to\ chuc\ ca\ nhan|ca\ nhan\ to\ chuc|duong\ su|ong\ ba|vo|chong|cha|me)$
    | ^so\ (?:giay\ to|gttt|cc)$ | ma\ (?:so\ )?cong\ dan
    | dia\ chi | noi\ (?:o|cu\ tru|song|sinh(?!\ hoat)) | thuong\ tru | tam\ tru | cho\ o
    | so\ nha(?!\ dat) | que\ quan | nguyen\ quan
    | dien\ thoai | so\ (?:dt|tel|zalo|di\ dong|may) | dtdd | sdt | phone | mobile | fax
    | cccd\w* | cmnd\w* | cmtnd | cmt | can\ cuoc | chung\ minh\ (?:nhan\ dan|thu) | tuy\ than
    | (?:so|ma)\ dinh\ danh(?!\ (?:ho\ so|don\ vi|co\ quan|dien\ tu)) | dinh\ danh\ ca\ nhan
    | ma\ so\ thue | mst | ho\ chieu | passport | so\ (?:bhxh|bhyt|bao\ hiem|the(?!\ (?:loai|thuc)))
    | (?:so|ten)\ tai\ khoan | stk | bien\ so\ xe
    | e\ ?mail | gmail | thu\ dien\ tu | hop\ thu
    | (?:ngay|nam|thang)\ (?:thang\ )?(?:nam\ )?sinh(?!\ hoat) | gioi\ tinh | quoc\ tich
    | (?:full|first|last|middle|family|customer|applicant|citizen|sender|owner|contact)\ ?name
    | address | street | birth\ ?(?:day|date) | date\ of\ birth
    )\b""",
    re.VERBOSE,
)
# The same over persons by what they do, but for a question about how they were served.
PERSONS = re.compile(
    r"\bnguoi (?:nop|gui|nhan (?:thu|ket qua|kq)|duoc (?:tiep|khai sinh|cap)|khieu nai|to cao"
    r"|bi (?:khieu nai|to cao|kien)|phan anh|danh gia|lien he|dai dien|uy quyen|yeu cau|lam don"
    r"|co don|dung (?:don|ten)|than|giam ho|thu huong|khai|dan|den|dang ky|lam chung)\b"
)
OF_SERVICE = re.compile(r"\b(?:hai long|thai do|muc do|the nao|tan tinh|than thien|huong dan)\b")
# How many they are is no person's own.
COUNTED = re.compile(r"^(?:tong )?so (?:nguoi|luot|luong|ho(?! (?:chieu|khau))|cong dan|khach)\b")
# The same where a system writes a heading in one word; `diachinh` is the land register.
IN_ONE_WORD = re.compile(
    r"hoten|hovaten|tenkhach|tennguoi|tenchuho|tencongdan|nguoinop|nguoigui|chuhoso|diachi(?!nh)"
    r"|dienthoai|^sdt|^sodt|cccd|cmnd|cancuoc|dinhdanh|email|thudientu|ngaysinh|namsinh|hochieu"
    r"|sotaikhoan|^sonha$|noicutru|thuongtru|masothue|fullname|phone"
)
# A page's own entry: its name is told nobody's by who typed, and other files refer to it.
ENTRY_FILE = re.compile(r"\d{4}-\d\d-\d\dT\d{12}-[a-z]{16}\.csv")
# Days and moments as they stand in a file's name, which are no telephone.
DAYS = re.compile(
    r"(?<!\d)(?:20\d\d([-_.])\d\d?\1\d\d?|\d\d?([-_.])\d\d?\2(?:20)?\d\d"
    r"|20\d{6}(?:[T_-]?[0-2]\d[0-5]\d(?:[0-5]\d)?)?|[0-3]\d[01]\d20\d\d)(?!\d)"
)
HINT_OF_PERSONS = f"{HINT}|{NAME_HINT_TEXT}"


@lru_cache(maxsize=20_000)
def masked(text: str) -> str:
    """`text` without e-mail addresses, personal numbers, houses and persons' names."""
    return without_names(without_addresses(seen(text)))


def entry_kept(field: str, text: str) -> str:
    """What is kept of a field of an entry: a code as it is, of officers only codes, all else
    masked. A test holds it to the contracts."""
    if CODES.fullmatch(field):
        return text
    if field in OFFICERS:
        parts = (part.strip() for part in re.split("[;,]", text))
        return ";".join(part for part in parts if is_officer_code(part))
    return masked(text)


def is_officer_code(text: str) -> bool:
    """Whether a text may be an officer's code, as no name and no telephone is."""
    return bool(OFFICER_CODE.fullmatch(text)) and masked(text) == text


def names_a_person(field: str, text: str) -> bool:
    """Whether a field of an entry that holds codes was given a name or a person's own number."""
    if field in OFFICERS:
        return not all(is_officer_code(p.strip()) for p in re.split("[;,]", text) if p.strip())
    return bool(CODES.fullmatch(field)) and bool(OF_A_PERSON.fullmatch(text))


def is_personal(heading: str) -> bool:
    """Whether a column of this heading holds what names a person or says where they live."""
    syllables = _syllables(heading)
    text = " ".join(syllables)
    if COUNTED.search(text):
        return False
    if PERSONS.search(text) and not OF_SERVICE.search(text):
        return True
    return bool(PERSONAL.search(text)) or any(map(IN_ONE_WORD.search, syllables))


def heading_kept(heading: str) -> str:
    """A column's heading without what names a person."""
    return without_names(masked(heading))


def file_name_kept(name: str) -> str:
    """A file's name without what names a person; its days and its ending stay."""
    if ENTRY_FILE.fullmatch(name):
        return name
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem and WORD.match(ending) else (name, "")
    parts, end = [], 0
    for day in DAYS.finditer(stem):
        parts += [masked(stem[end : day.start()]), day[0]]
        end = day.end()
    return without_names("".join([*parts, masked(stem[end:])])) + ending


def _syllables(heading: str) -> list[str]:
    composed = unicodedata.normalize("NFC", heading)
    apart = " ".join(composed[start:end] for start, end in parts_of_word(composed))
    bare = unicodedata.normalize("NFD", apart.lower().replace("đ", "d"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.findall(r"[a-z0-9]+", bare)
