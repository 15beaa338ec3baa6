"""Backups and what is restored from them."""

from datetime import datetime

from disk_errors import disk_reason


def inside_data(archive: str) -> str:
    """The refusal of an archive that would lie in the folder which it saves."""
    return (
        f"Tệp sao lưu {archive} nằm trong thư mục số liệu, mất cùng thư mục ấy. Ghi tên tệp ở nơi khác, "
        "tốt nhất là ở ổ đĩa khác."
    )


def over_other(archive: str) -> str:
    """The refusal of an archive's name that a file of another kind has."""
    return f"Tệp {archive} đã có và không phải bản sao lưu. Ghi tên tệp khác."


def nothing_to_back_up(data: str) -> str:
    """The refusal of a data folder that is not there or is empty."""
    return f"Thư mục số liệu {data} chưa có gì để sao lưu. Kiểm tra --data hoặc BOARD_DATA."


def not_written(archive: str, number: int | None) -> str:
    """The refusal where the disk fails; `number` is its errno, None where there is none."""
    return (
        f"Không ghi được tệp sao lưu {archive} ({disk_reason(number)}). Kiểm tra thư mục, dung lượng và quyền ghi rồi "
        "chạy lại."
    )


def not_backed_up(name: str, number: int | None) -> str:
    """A trouble: the backup lacks one file, by its name in the archive."""
    return (
        f"Chưa sao lưu {name} ({disk_reason(number)}). Kiểm tra tệp và quyền đọc rồi sao lưu lại."
    )


def not_backed_up_by_name(name: str) -> str:
    """A trouble: a file's name is not UTF-8, so no archive can hold it."""
    return (
        f"Chưa sao lưu tệp {name}: tên có chữ lạ. Đổi tên tệp bằng chữ không dấu rồi sao lưu lại."
    )


def unreadable(archive: str, number: int | None) -> str:
    """The refusal of an archive that the disk does not give; nothing was changed."""
    return (
        f"Không đọc được tệp sao lưu {archive} ({disk_reason(number)}). Kiểm tra đĩa và quyền đọc rồi chạy lại; chưa có "
        "gì bị thay đổi."
    )


def damaged(name: str) -> str:
    """The refusal of an archive whose sums do not agree; nothing was changed."""
    return (
        f"Tệp {name} bị hỏng, bị cắt cụt hoặc không phải bản sao lưu. Chép lại tệp hoặc lấy bản sao lưu "
        "khác; chưa có gì bị thay đổi."
    )


def newer(name: str, version: str, own: str) -> str:
    """The refusal of a backup of a later `version` of the program than its `own`."""
    return (
        f"Bản sao lưu {name} do phiên bản mới hơn ({version}) của chương trình làm; đang chạy là {own}. "
        "Cài phiên bản ấy rồi lấy lại."
    )


def leads_outside(name: str, inside: str) -> str:
    """The refusal of an archive with a member that would be written elsewhere."""
    return (
        f"Tệp {name} có mục “{inside}” không thuộc bản sao lưu nào. Không lấy lại gì từ tệp này; dùng "
        "bản sao lưu khác."
    )


def restore_over_data(data: str) -> str:
    """The refusal where the folder holds data and --set-aside was not given."""
    return (
        f"Thư mục số liệu {data} đang có số liệu. Lấy lại vào một thư mục trống (--data), hoặc thêm "
        "--set-aside: những gì đang có được chuyển vào thư mục replaced, không mất."
    )


def restored_in_part(aside: str) -> str:
    """What else to know where a restore could not move everything into its place."""
    return (
        f"Chưa lấy lại xong; những gì có trước đó nằm ở {aside}. Tắt Bảng điều hành rồi chạy lại với "
        "--set-aside."
    )


def restore_over_mount(place: str) -> str:
    """The refusal where a folder cannot be renamed, being a mount of its own."""
    return (
        f"{place} nằm ở đĩa khác hoặc là điểm gắn đĩa nên không thay được; chưa có gì bị thay đổi. Lấy "
        "lại vào một thư mục trống bằng --data rồi chép sang."
    )


def restore_lacks_room(needed: int, free: int) -> str:
    """The refusal where the disk has too few bytes free."""
    return (
        f"Đĩa không đủ chỗ: cần {_megabytes(needed)}, còn {_megabytes(free)}. Dọn bớt rồi lấy lại."
    )


def backup_text(backup: dict) -> str:
    """What a backup holds, for a person."""
    snapshot = f", bản đang công bố {backup['snapshot']}" if backup["snapshot"] else ""
    done = (
        f"Đã sao lưu {backup['files']} tệp ({_megabytes(backup['bytes'])}{snapshot}) vào "
        f"{backup['archive']}. Tệp chứa mọi số liệu của đơn vị: cất như cất số liệu."
    )
    return "\n".join([*backup["troubles"], done])


def restore_text(restored: dict, project: str) -> str:
    """What came back from a backup, for a person."""
    made = f"{datetime.fromisoformat(restored['made_at']):%H:%M ngày %d/%m/%Y}"
    snapshot = f", bản đang công bố {restored['snapshot']}" if restored["snapshot"] else ""
    lines = [f"Đã lấy lại {restored['files']} tệp của bản sao lưu lúc {made}{snapshot}."]
    if restored["set_aside"]:
        lines.append(f"Những gì có trước đó nằm ở {restored['set_aside']}.")
    if restored["config"]:
        lines.append(
            f"Cài đặt lúc sao lưu khác cài đặt đang dùng: xem {restored['config']}; muốn dùng lại thì chép "
            f"đè lên {project}/config.toml."
        )
    return "\n".join([*lines, "Mở lại Bảng điều hành."])


def _megabytes(size: int) -> str:
    return f"{f'{size / 1e6:.1f}'.replace('.', ',')} MB"
