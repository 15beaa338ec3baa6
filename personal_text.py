"""What within a text reaches a person, and how it is hidden: e-mail addresses, telephones and other
personal numbers, houses. What only looks like a number of a person, days and sums of money, stays.
"""

import re

HIDDEN = "[đã che]"
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ODD_BLANKS = "\u00a0\u202f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
WIDE = "０１２３４５６７８９＠"
ALIKE = str.maketrans("ÐðƉɖ" + WIDE + ODD_BLANKS, "ĐđĐđ" + "0123456789@" + " " * len(ODD_BLANKS))

BLANK = r"[\t\n\f\r ]"
UP = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LETTER = "A-Za-zÀ-ỹ"

# Tried where a word begins, and never twice: else a long word takes its length squared.
MAIL = re.compile(
    rf"""(?<![^\t\n\f\r @])[^\t\n\f\r @]++
    (?: @[^\t\n\f\r @]+
      | {BLANK}*+@{BLANK}*[^\t\n\f\r @]*?[A-Za-z0-9-]\.[A-Za-z]{{2}}[^\t\n\f\r @]* )""",
    re.VERBOSE,
)
MAIL_IN_WORDS = re.compile(
    rf"(?<![^\t\n\f\r @(\[{{])[^\t\n\f\r @(\[{{]++{BLANK}*+[(\[{{]{BLANK}*at{BLANK}*[)\]}}]"
    rf"{BLANK}*[^\t\n\f\r @]+",
    re.IGNORECASE,
)
# Nine digits or more, of which up to three signs part each from the next.
RUN = re.compile(r"\+?(?:[0-9][\t\n\f\r .()–—-]{0,3}){8,}[0-9]")
# A telephone or a card in groups, whatever signs part these.
SIGNS = rf"[^0-9{LETTER}]{{1,3}}"
IN_GROUPS = re.compile(
    rf"(?<![0-9])(?:0[0-9]{{2}}{SIGNS}[0-9]{{3}}{SIGNS}[0-9]{{3}}{SIGNS}[0-9]{{3}}"
    rf"|(?:\+?84{SIGNS}|\+?84|0)[235789][0-9]{{1,2}}{SIGNS}[0-9]{{3}}{SIGNS}[0-9]{{3,4}})(?![0-9])"
)
DAY = (
    r"(?:[0-3]?[0-9][./-][01]?[0-9][./-](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[./-][01]?[0-9][./-][0-3]?[0-9])(?![0-9])"
)
YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
MONEY = r"(?:đồng|đ(?!\w)|vnđ|vnd|VNĐ|VND)"
SUM = (
    r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})*(?:[.,][0-9]{3}(?=\ ?" + MONEY + r")|[.,]000(?![0-9.,][0-9]))"
)
PRICE = r"[1-9][0-9]{0,2}[.,][0-9]00(?![0-9]|[.,][0-9])"
TO = r"\ ?[-–]\ ?"
INNOCENT = re.compile(
    rf"""(?<![0-9.,+/-])(?: {DAY}(?:{TO}{DAY})* | {YEAR}(?:{TO}{YEAR})+
        | {SUM}(?:{TO}{SUM})* | {PRICE}{TO}{PRICE} | [1-9][0-9]{{5,11}}(?=\ ?{MONEY}) )""",
    re.VERBOSE,
)
SET_APART = str.maketrans("0123456789", "".join(map(chr, range(0xE030, 0xE03A))))
PUT_BACK = {after: before for before, after in SET_APART.items()}

LANE = "(?:[Nn]gõ|NGÕ|[Nn]gách|NGÁCH|[Hh]ẻm|HẺM|[Kk]iệt|KIỆT)"
STREET = "(?:[Đđ]ường|ĐƯỜNG|[Pp]hố|PHỐ)"
AREA = "(?:[Tt]ổ(?: dân phố)?|TDP|[Tt]hôn|[Xx]óm|[Kk]hu phố|KP|[Ấấ]p)"
NUMBER = r"[0-9]+[A-Za-z]?(?:[/-][0-9]+[A-Za-z]?)*(?![0-9A-Za-z])"
NAMED = rf"[{UP}][{LETTER}]*"
REST = rf"(?:[ ,]{{1,3}}(?:(?:{LANE}|{STREET}|{AREA}) )?(?:{NUMBER}|{NAMED}))*"
HOUSE_WORD = r"(?:[Ss]ố nhà|SỐ NHÀ|[Nn]hà số|NHÀ SỐ|SN|sn)"
ENDED = r"(?=\s*(?:[,.;:)](?![0-9])|$))"
# Where somebody lives, or a part of an address begins.
LIVES = "(?<=ở )|(?<=Ở )|(?<=tại )|(?<=trú )|(?<=chỉ )|(?<=chỉ: )"
PLACED = rf"(?:^|(?<=[,;:(\n])|(?<=[,;:(] )|{LIVES})"
NO_STREET = (
    "(?!(?:Phường|Xã|Thị|Sở|Phòng|Bộ|Ban|Trung [Tt]âm|Trụ|Cơ|Quầy|Cửa|Nơi|Điểm|Hồ|Ủy|Uỷ|Ngày"
    f"|Tháng|Năm|Buổi|Lần)(?![{LETTER}]))"
)
# A house and what distinguishes it from "nhà 2 tầng", "tại nhà 30/6" and "thuế nhà 2025".
DOOR = r"[0-9]{1,4}[A-Fa-f]?(?:[/-][0-9]+[A-Fa-f]?)*(?![0-9A-Za-z])"
HOME = (
    "(?:[Nn]hà|NHÀ|[Cc]ăn hộ(?: số)?|CĂN HỘ):? (?!(?:19|20)[0-9]{2}(?![0-9]))"
    rf"(?:{DOOR}[ ,]{{1,3}}(?:{LANE}|{STREET}|{AREA}) (?:{NUMBER}|{NAMED})"
    rf"|[0-9]{{1,4}}[A-Fa-f]?{ENDED})"
)
HOUSE = re.compile(
    rf"(?<![{LETTER}])(?:(?:{HOUSE_WORD}:? ?{NUMBER}"
    rf"|(?:[Ss]ố|SỐ) ?{NUMBER}[ ,]{{1,3}}(?:{LANE}|{STREET}) (?:{NUMBER}|{NAMED})"
    rf"|{PLACED}(?:[Ss]ố|SỐ) ?{NUMBER}[ ,]{{1,3}}{AREA} (?:{NUMBER}|{NAMED})|{HOME}"
    rf"|{AREA} (?:{NUMBER}|{NAMED}(?: {NAMED})*)[ ,–-]{{1,3}}[Ss]ố ?[0-9]{{1,4}}[A-Fa-f]?{ENDED}"
    rf"|{LANE} {NUMBER}){REST})"
    rf"|(?<![0-9{LETTER}./-]){NUMBER},? {STREET} {NAMED}{REST}"
    rf"|(?:{LIVES}){NUMBER} {NO_STREET}{NAMED}(?: {NAMED}){{1,3}}{REST}"
)
# The number before a name that is a street's: 25 Lê Lợi.
HOUSE_NUMBER = re.compile(
    rf"(?:{PLACED}|(?<=nhà )|(?<=số )|(?<=đến )|(?<=về ))"
    rf"(?!(?:19|20)[0-9]{{2}} )({DOOR},? )$"
)
# A superset of all of it, in the syntax of the engine and of Python alike: where it finds nothing
# there is nothing to hide, and nothing that is not seen.
HINT = "|".join(
    [
        r"[@ÐðƉɖ０-９＠\x{a0}\x{ad}\x{2000}-\x{200f}\x{202a}-\x{202f}\x{2060}-\x{2069}\x{3000}\x{feff}]",
        r"[(\[{][\t\n\f\r ]*[Aa][Tt][\t\n\f\r ]*[)\]}]",
        r"(?:[0-9][\t\n\f\r .()–—-]{0,3}){8}[0-9]",
        rf"[0-9]{SIGNS}[0-9]{{3}}{SIGNS}[0-9]{{3}}",
        rf"(?:[Nn]hà|NHÀ|[Hh]ộ|HỘ|[Ss]ố|SỐ|SN|sn|{LANE}):? ?[0-9]",
        rf"[0-9][A-Za-z]?,? {STREET} [{UP}]",
        rf"(?:[ởỞ]|tại|trú|chỉ:?) [0-9]+[A-Za-z]?(?:[/-][0-9]+[A-Za-z]?)* [{UP}]",
    ]
)


def seen(text: str) -> str:
    """`text` without signs that nobody sees, with plain blanks, and Đ and digits for what only
    looks like them: as the SQL macro `seen` gives it."""
    return UNSEEN.sub("", text.translate(ALIKE))


def without_addresses(text: str) -> str:
    """`text`, as `seen` gives it, without e-mail addresses, personal numbers and houses."""
    text = MAIL_IN_WORDS.sub(HIDDEN, MAIL.sub(HIDDEN, text))
    text = HOUSE.sub(HIDDEN, IN_GROUPS.sub(HIDDEN, text))
    text = INNOCENT.sub(lambda found: found[0].translate(SET_APART), text)
    return RUN.sub(HIDDEN, text).translate(PUT_BACK)
