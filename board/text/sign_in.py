"""The words of signing in: its pages, and what commands say of accounts."""

from datetime import date

from board.text.dates import day

TITLE = "Đăng nhập"
CHANGE_TITLE = "Đổi mật khẩu"
NAME, PASSWORD = "Tên đăng nhập", "Mật khẩu"
OLD_PASSWORD, NEW_PASSWORD, REPEATED = (
    "Mật khẩu hiện nay",
    "Mật khẩu mới",
    "Nhập lại mật khẩu mới",
)
SIGN_IN, CHANGE, SIGN_OUT = "Đăng nhập", "Đổi mật khẩu", "Đăng xuất"
FORGOTTEN = "Quên mật khẩu: nhờ người quản trị Bảng điều hành của đơn vị đặt lại."
FIRST_PASSWORD = "Đây là mật khẩu được cấp. Đặt mật khẩu của riêng mình để vào Bảng điều hành."
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
TOO_MANY_TRIES = "Đã nhập sai nhiều lần. Đợi một phút rồi đăng nhập lại."
NOT_THE_SAME = "Hai lần nhập mật khẩu mới không giống nhau."
OLD_PASSWORD_WRONG = "Mật khẩu hiện nay không đúng."
NOT_KEPT = (
    "Máy chủ không ghi được (đĩa đầy hoặc không có quyền) nên chưa đổi gì. Báo người quản trị."
)
SAME_PASSWORD = "Mật khẩu mới trùng mật khẩu hiện nay. Đặt mật khẩu khác."
TOO_COMMON = "Mật khẩu này nhiều người dùng nên dễ đoán. Đặt mật khẩu khác."
NAME_RULE = (
    "Tên đăng nhập gồm 2 đến 64 chữ thường không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới, có "
    "ít nhất một chữ số và không phải họ tên, ví dụ qt-01."
)
ENDED = "Phiên làm việc đã hết. Đăng nhập lại."
NO_ACCOUNTS = (
    "Bảng điều hành đã có số liệu thật nên cần đăng nhập, nhưng chưa có tài khoản nào. "
    "Tạo tài khoản trên máy đang chạy: python -m board account add TÊN. "
    "Nếu chỉ một người dùng trên máy này, đặt without_accounts = true ở phần [access] của config.toml "
    "rồi chạy lại."
)
SAMPLE_WITHOUT_ACCOUNT = "Số liệu mẫu, chưa cần đăng nhập."
ONE_MACHINE = "Không đăng nhập: chỉ máy này mở được."
NO_ROLE = (
    "Tài khoản này hôm nay chưa được giao vai trò nào nên chưa xem được số liệu. "
    "Nhờ người quản trị Bảng điều hành giao vai trò."
)
NO_ROLE_TODAY = "hôm nay chưa giữ vai trò nào"
SIGN_IN_PATH, SIGN_OUT_PATH, PASSWORD_PATH = "/dang-nhap", "/dang-xuat", "/doi-mat-khau"
OPEN_ID_PATH, OPEN_ID_BACK_PATH = "/dang-nhap/chung", "/dang-nhap/chung/ve"
OPEN_ID = "Đăng nhập bằng tài khoản chung"
OPEN_ID_FAILED = "Chưa đăng nhập được bằng tài khoản chung. Thử lại, hoặc báo người quản trị."
NO_PASSWORD_HERE = (
    "Tài khoản này đăng nhập bằng tài khoản chung của cơ quan nên không có mật khẩu ở Bảng điều hành. "
    "Đổi mật khẩu ở nơi cấp tài khoản chung."
)
NO_OPEN_ID = (
    "Chưa dùng được tài khoản chung: đặt open_id_issuer và open_id_client ở phần [access] của "
    "config.toml, ghi khoá mà nơi cấp trao vào tệp data/access/openid_secret."
)
SUBJECT_TAKEN = "Mã này đã gắn với một tài khoản khác."


NO_ACCOUNT_YET = "Chưa có tài khoản nào. Tạo: python -m board account add TÊN."


def first_password_line(account: str, password: str) -> str:
    """The answer to a new account or a new first password, which is seen this once."""
    return (
        f"Tài khoản {account}, mật khẩu lần đầu: {password}\n"
        "Mật khẩu chỉ hiện lần này. Người dùng đổi mật khẩu ở lần đăng nhập đầu."
    )


def account_line(account: dict) -> str:
    """An account in a list."""
    states = []
    if account["disabled"]:
        states.append("đã khoá")
    elif account["must_change"]:
        states.append("chưa đổi mật khẩu lần đầu")
    else:
        states.append("đang dùng")
    if created := account.get("created_on"):
        states.append(f"tạo ngày {day(date.fromisoformat(created))}")
    states += account.get("roles", [])
    return f"{account['account']}: {', '.join(states)}"


def role_line(title: str, unit: str, all_units: str, names: dict[str, str]) -> str:
    """A role and where it is held; `names` are those of the units in the data, by code, none where
    there are no data yet."""
    if unit == all_units:
        return f"{title} (mọi đơn vị)"
    known = f"{names[unit]}, mã {unit}" if unit in names else f"đơn vị {unit}"
    return f"{title} ({known}{UNIT_NOT_IN_DATA if names and unit not in names else ''})"


def roles_line(account: str, roles: list[str]) -> str:
    """The roles of an account, after a change."""
    return f"{account}: {', '.join(roles) or NO_ROLE_TODAY}"


def no_role(role: str, known: dict[str, str]) -> str:
    """The answer to a role that is none of the table's; `known`: key → name."""
    listed = ", ".join(f"{key} ({title})" for key, title in known.items())
    return f"Không có vai trò “{role}”. Các vai trò: {listed}."


def no_unit_code(unit: str) -> str:
    """The answer to what is no unit's code."""
    return f"“{unit}” không phải mã đơn vị. Ghi mã như 16528, hoặc all cho mọi đơn vị."


UNIT_NOT_IN_DATA = ": mã chưa có trong số liệu, xem lại"
ROLE_ENDS_BEFORE = "Ngày cuối của vai trò đứng trước ngày đầu."


def rule(least: int) -> str:
    """What a password must be."""
    return f"Từ {least} ký tự trở lên; nên dùng một câu dễ nhớ, càng dài càng tốt."


def too_short(least: int) -> str:
    """The refusal of a short password."""
    return f"Mật khẩu phải có từ {least} ký tự trở lên."


def too_long(most: int) -> str:
    """The refusal of a long password."""
    return f"Mật khẩu dài quá {most} ký tự."


def no_account_of(subject: str) -> str:
    """The refusal of somebody whom the provider knows and who has no open account here."""
    return (
        "Chưa có tài khoản nào của Bảng điều hành gắn với tài khoản chung này, hoặc tài khoản đã khoá. "
        f"Gửi người quản trị mã sau: {subject}"
    )


def subject_line(account: str) -> str:
    """The answer to an account that signs in at the provider from now on."""
    return f"{account}: đăng nhập bằng tài khoản chung của cơ quan, không còn mật khẩu riêng."


def signed_in_as(account: str) -> str:
    """Whose session it is."""
    return f"Đang đăng nhập bằng tài khoản {account}."


def name_taken(name: str) -> str:
    """The refusal of a name that another account has."""
    return f"Đã có tài khoản {name}."


def no_account(name: str) -> str:
    """The refusal of a name that no account has."""
    return f"Không có tài khoản {name}. Xem danh sách: python -m board account list."
