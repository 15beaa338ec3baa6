"""The sentences of the gate: why a start, a request or an upload is refused."""

NOT_THIS_MACHINE = (
    "Bảng điều hành chưa có tài khoản nào nên chỉ mở được trên chính máy đang chạy. "
    "Mở http://localhost:8501 trên máy đó."
)
FOREIGN_HOST = (
    "Địa chỉ này không phải của Bảng điều hành. "
    "Mở lại bằng địa chỉ có localhost hoặc 127.0.0.1, ví dụ http://localhost:8501."
)
FOREIGN_ORIGIN = (
    "Yêu cầu đến từ một trang khác nên bị từ chối. Mở Bảng điều hành bằng địa chỉ của chính nó."
)
STARTS_WITHOUT_TLS = (
    "Không chạy Bảng điều hành cho máy khác khi chưa có chứng thư TLS: mật khẩu sẽ truyền đi không mã "
    "hóa. Đặt server.sslCertFile và server.sslKeyFile trong .streamlit/config.toml, hoặc chạy với "
    "--server.address localhost sau một máy chủ proxy có TLS (xem docs/operations.md)."
)
MAKE_ACCOUNT = "Tạo tài khoản bằng python -m board account add"
OPEN_ID_HALF_SET = (
    "Chưa đăng nhập được bằng tài khoản chung: phần [access] của config.toml phải có cả "
    "open_id_issuer và open_id_client, hoặc để trống cả hai. Sửa rồi chạy lại."
)
NO_SUCH_PATH = "Không có trang này. Mở lại trang đầu của Bảng điều hành."
NEEDS_SCRIPTS = "Bảng điều hành cần JavaScript. Bật JavaScript trong trình duyệt rồi tải lại trang."
NOT_YOUR_FILE = (
    "Tệp này chỉ tải được ở trình duyệt đang mở trang làm ra nó. Mở lại trang rồi bấm tải lần nữa."
)
NOT_YOUR_SESSION = "Trang đã đóng nên không nhận tệp. Mở lại trang rồi chọn tệp lần nữa."


def uploads_too_large(megabytes: int) -> str:
    """The refusal of an upload; `megabytes` is what a session may hold at once."""
    return (
        f"Các tệp đã chọn trên trang vượt quá {megabytes} MB. Bỏ bớt tệp rồi chọn lại, "
        "hoặc đặt upload_limit_mb lớn hơn trong config.toml."
    )


def starts_for_others(address: str) -> str:
    """Why the board does not start; `address` "" is every address of the machine."""
    listens_at = f"địa chỉ {address}" if address else "mọi địa chỉ của máy"
    return (
        f"Không chạy Bảng điều hành ở {listens_at}: chưa có tài khoản nào nên máy khác sẽ xem và ghi "
        f"được. {MAKE_ACCOUNT}, hoặc chạy lại với --server.address localhost."
    )


def answers_to_foreign_names(names: list[str]) -> str:
    """Why the board does not start; `names` are those of `hosts` that are not this machine."""
    return (
        f"Không chạy Bảng điều hành dưới tên {', '.join(names)}: chưa có tài khoản nào nên máy khác "
        f"sẽ xem và ghi được. {MAKE_ACCOUNT}, hoặc bỏ tên ấy khỏi hosts ở phần [server] của "
        "config.toml rồi chạy lại."
    )
