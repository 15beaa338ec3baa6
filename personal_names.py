"""Persons' names within a text, and how they are hidden: by their surname, by what goes before a
name, or abbreviated. Places, offices and sentences that only look like them stay.
"""

import re
import unicodedata

from personal_text import HIDDEN, HOUSE_NUMBER, LETTER, UP

WORD = re.compile(r"[^\W\d_]+")
SURNAME = re.compile(
    "nguyễn|trần|lê|phạm|huỳnh|hoàng|phan|võ|vũ|đặng|bùi|đỗ|ngô|trịnh|đinh|trương"
    "|nguyen|tran|pham|huynh"
)
# Surnames that are also other words: one counts where a middle name of women or men follows.
DOUBTFUL = re.compile(
    "hồ|lý|dương|đoàn|lâm|mai|đào|hà|cao|tạ|lương|vương|châu|tô"
    "|lưu|tống|chu|quách|đàm|phùng|tăng|la|lã|nghiêm|lường|lò|nông|hứa|khổng|kiều|doãn|thiều|triệu"
    "|lục|mạc|vi|viên|ngọ|cầm|hách|bạch|thân|giáp|khúc|thạch"
    "|le|hoang|vo|vu|dang|bui|do|ngo|trinh|dinh|truong|ho|ly|duong|doan"
    "|luu|tong|quach|dam|phung|tang|nghiem|luong|lo|nong|hua|khong|kieu|thieu|trieu|luc|mac|vien"
)
MIDDLE = {"thị", "văn", "thi", "van"}
NO_NAMES = {("phạm", "vi"), ("pham", "vi"), ("hoàng", "sa"), ("phan", "rang")}
PLACE = re.compile(
    "phường|xã|trấn|đường|phố|tổ|thôn|ấp|khu|quận|huyện|tỉnh|chợ|kp|tdp|p|tp|tt|tx"
    "|(?:tiểu|trung) học|thcs|thpt|phuong|xa|tran|duong|pho|to|thon"
)
SMALL_NAME = re.compile(
    f"(?<![{LETTER}])(?:nguyễn|trần|lê|phạm|huỳnh|hoàng|phan|võ|vũ|đặng|bùi|đỗ|ngô|trịnh|đinh|trương)"
    f" (?:thị|văn)(?: (?!là |ở |và )[{LETTER}]+){{1,2}}"
)

TITLE = (
    "[Ôô]ng|[Bb]à|[Cc]háu|[Aa]nh|[Cc]hị|[Cc]ụ|[Cc]ô(?: giáo)?|[Cc]hú|[Bb]ác|[Cc]ậu|[Tt]hím"
    "|[Tt]hầy(?: giáo)?|[Ee]m|[Bb]é|[Bb]ạn|[Đđ]ồng chí|[Đđ]/c"
)
# What follows a title and is no name: a role, an office, another title, the rest of a sentence.
NO_NAME = (
    "(?!(?:Chủ|Bí|Số|Phó|Trưởng|Giám|Đội|Cán|Công (?:an|chức|dân|nhân|ty|đoàn)|Nhân viên|Bộ|Ban|Sở"
    "|Phòng|Phường|Xã|Tổ|Thôn|Khu|UBND|HĐND|Ủy|Uỷ|Hội|Đoàn|Trung tâm|Trường|Trạm|Một|Tư pháp|Địa"
    "|Văn (?:phòng|thư|hóa|hoá)|Hộ|Kế|Thuế|Hiệu|Thủ|Lãnh|Bảo vệ|Lễ|Tiếp|Việt Nam|Mầm|Mẹ|Chúa"
    "|Ông|Bà|Chị|Cô|Chú|Bác|Cháu|Con|Em|Rất|Không|Cảm|Làm|Nhiệt|Hướng dẫn|Này|Ấy|Kia|Nào|Đã|Có|Là|Ở"
    f"|Và|Thì|Nói|Cho|Được|Giải|Hỗ|Vui lòng|Đánh|Xin|Hãy|Nếu)(?![{LETTER}]))"
)
INITIAL = r"(?:(?:N[Gg]|T[HhRr]|[KP][Hh]|H[gu]|[VĐ]g|[BCDĐGHKLMNPQSTVX])\. ?)"
ONE_NAME = f"{NO_NAME}[{UP}][{LETTER}]*+"
CALLED = re.compile(
    f"(?<![{LETTER}/])({TITLE}) (?={ONE_NAME})({INITIAL}*{ONE_NAME}(?: {ONE_NAME}){{0,5}})"
)
# What makes another word of a title, or of several persons names none.
NO_TITLE = re.compile(
    "(?:ghi chú|phụ chú|công cụ|dụng cụ|đạo cụ|tiếng anh|nước anh|trẻ em|chị em|anh em"
    "|ông bà|anh chị|cô chú|thầy cô|(?:các|những|quý|mọi) .+)",
    re.IGNORECASE,
)
# Communes, streets and words that begin like a title, and those of history.
NO_PERSONS = {
    *("anh sơn", "anh dũng", "anh hùng", "bác ái", "bác sĩ", "bác sỹ", "bà rịa", "bà nà", "bà đen"),
    *("bà điểm", "bà chiểu", "bà huyện", "cô tô", "cô ba", "cô giang", "cô bắc", "ông đốc"),
    *("ông lãnh", "thầy thuốc", "chú ý", "cụ thể", "bạn đọc"),
}
OF_HISTORY = {"bác hồ", "cụ hồ", "bà trưng", "bà triệu"}

# Two letters for two names, or for a surname before Văn or Thị, and then a name that is whole; not
# the letters of a town, a district, an office or a paper.
OFFICE_LETTERS = r"(?:T\. ?[PXƯ]|P\. ?[CQ]|C\. ?P|B\. ?C|N\. ?Q|Q\. ?Đ|H\. ?[ĐU]|Đ\. ?C|K\. ?P)\."
ABBREVIATED = re.compile(
    f"(?<![{LETTER}0-9./])(?:(?:{INITIAL}|(?:Ng|Tr|Hg|Đg) )(?:Văn|Thị|VĂN|THỊ)"
    "(?! (?:[Hh]óa|[Hh]oá|[Pp]hòng|[Bb]ản|[Tt]hư|[Mm]inh|[Tt]rấn|[Xx]ã|[Tt]rường)"
    f"(?![{LETTER}]))(?: [{UP}][{LETTER}]*+){{1,3}}"
    rf"|Ng\. ?[A-ZĐ]\. ?[{UP}](?![{LETTER}.])"
    rf"|(?!T\. ?T\. |{OFFICE_LETTERS})"
    f"{INITIAL}{INITIAL}{NO_NAME}(?:[{UP}][a-zà-ỹ]+|[{UP}]{{3,}})(?![{LETTER}.]))"
)
# A superset of texts with a name, in the syntax of the engine and of Python alike.
NAME_HINT_TEXT = (
    f"(?i:{SURNAME.pattern}|{DOUBTFUL.pattern})[ _.-]{{0,2}}(?:[{UP}]|(?i:thị|văn|thi|van))"
    f"|(?:^|[^{LETTER}/])(?:{TITLE}) [{UP}]"
    rf"|[A-ZĐ][A-Za-z]?(?:\. ?| )(?:Văn|Thị|VĂN|THỊ) [{UP}]"
    rf"|[A-ZĐ][A-Za-z]?\. ?[A-ZĐ][A-Za-z]?\. ?[{UP}]"
)
NAME_HINT = re.compile(NAME_HINT_TEXT)


def without_names(text: str) -> str:
    """`text` without runs of two to six capitalised words of which the first is a surname, with
    the number of a house before them, without names that follow what a person is called by, and
    without abbreviated names and names in small letters that only a name is."""
    text = unicodedata.normalize("NFC", text)
    if not NAME_HINT.search(text):
        return text
    text = CALLED.sub(_called_hidden, ABBREVIATED.sub(HIDDEN, SMALL_NAME.sub(HIDDEN, text)))
    words = [
        (word.start() + start, word.start() + end)
        for word in WORD.finditer(text)
        for start, end in parts_of_word(word[0])
    ]
    hidden, number = [], 0
    while number < len(words):
        run = _name_at(text, words, number)
        if run > 1:
            hidden.append((words[number][0], words[number + run - 1][1]))
        number += max(run, 1)
    for start, end in reversed(hidden):
        house = HOUSE_NUMBER.search(text, max(0, start - 30), start)
        text = text[: house.start(1) if house else start] + HIDDEN + text[end:]
    return text


def parts_of_word(word: str) -> list[tuple[int, int]]:
    """Where the parts of a text begin and end that it joins as `hoTen` does."""
    places = [n for n in range(1, len(word)) if word[n - 1].islower() and word[n].isupper()]
    return list(zip([0, *places], [*places, len(word)], strict=True))


def _called_hidden(found: re.Match) -> str:
    """What stays of a title and the name after it."""
    title, name = found[1], found[2]
    is_capital, is_single = title[0].isupper(), " " not in name
    together = f"{title} {name.split()[0]}".lower()
    if together in OF_HISTORY or (is_capital and together in NO_PERSONS):
        return found[0]
    before = WORD.findall(found.string, max(0, found.start() - 30), found.start())
    last = before[-1] if before else ""
    if is_single and NO_TITLE.fullmatch(f"{last} {title}"):
        return found[0]
    # A place may be named so, and in a heading all words have a capital ("Ghi Chú Nội Bộ").
    is_of_a_heading = last[:1].isupper() and title not in ("Ông", "Bà")
    if is_capital and (is_of_a_heading or PLACE.fullmatch(last.lower())):
        return found[0]
    return f"{title} {HIDDEN}"


def _name_at(text: str, words: list[tuple[int, int]], first: int) -> int:
    """How many words from this one on are a person's name; 0 where none begins here."""
    run = [text[start:end] for start, end in words[first : first + 6]]
    count = 0
    for number, word in enumerate(run):
        gap = text[words[first + number - 1][1] : words[first + number][0]] if number else ""
        if not word[0].isupper() or gap.strip(" _.-") or len(gap) > 2:
            break
        count += 1
    bare = [word.lower() for word in run[:count]]
    before = [text[start:end].lower() for start, end in words[max(first - 2, 0) : first]]
    is_place = any(map(PLACE.fullmatch, (" ".join(before), *before[-1:])))
    if count < 2 or is_place or tuple(bare[:2]) in NO_NAMES:
        return 0
    if SURNAME.fullmatch(bare[0]):
        return count
    return count if DOUBTFUL.fullmatch(bare[0]) and bare[1] in MIDDLE and count > 2 else 0
