"""A mistake in a profile is one clear sentence that names its line."""

import pytest

from etl.headers import match_headers
from etl.profile_file import read_profile
from etl.words import Refusal
from tests.conftest import PROJECT, command

PERMIT_DESK = PROJECT / "docs" / "profiles" / "permit_desk.toml"
HEAD = 'source = "dossiers"\n'
PLAIN = '[columns]\ndossier_id = "A"\nstatus_code = "B"\nreceived_at = "C"\ndue_at = "D"\n'


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        pytest.param(HEAD + 'zones = "UTC"\n', 2, "không có mục “zones”", id="unknown key"),
        pytest.param(
            HEAD + '# dossier: "A"\n[columns]\ndossier = "A"\n',
            4,
            "không có trường “dossier”",
            id="unknown field",
        ),
        pytest.param(
            HEAD + '[values.channel]\n"Web" = "online"\n"Fax" = "fax"\n',
            4,
            "giá trị “fax” không có trong danh mục; dùng một trong: counter, online, postal.",
            id="bad canonical value",
        ),
        pytest.param(
            HEAD + '[values]\nstatus_code = { "Open" = 4, "UnknownAddressValue" = 11 }\n',
            3,
            "giá trị “11”",
            id="bad canonical number in an inline table",
        ),
        pytest.param(
            'source = "feedback"\n[values.overall]\n"Good" = "good"\n',
            3,
            "giá trị “good” không có trong danh mục; dùng một trong: 0, 1, 2, 3, 4, 5.",
            id="bad rating level",
        ),
        pytest.param(
            HEAD + '[values.paused_days]\n"none" = "nil"\n', 3, "Không phải số.", id="bad number"
        ),
        pytest.param(
            HEAD + '[constants]\nchannel = "fax"\n', 3, "giá trị “fax”", id="bad constant"
        ),
        pytest.param(
            HEAD + '[constants]\nofficer = "Bình An"\n',
            3,
            "không có trường “officer”",
            id="officer",
        ),
        pytest.param(HEAD + 'zone = "Asia/Hanoi"\n', 2, "múi giờ “Asia/Hanoi”", id="bad zone"),
        pytest.param(HEAD + '\nzone = "America"\n', 3, "múi giờ “America”", id="half a zone"),
        pytest.param(
            HEAD + 'date_format = "dd/mm/yyyy"\n', 2, "dạng ngày “dd/mm/yyyy”", id="bad format"
        ),
        pytest.param(
            HEAD + 'date_format = [\n  "%d/%m/%Y",\n  "%H:%M",\n]\n',
            5,
            "dạng ngày “%H:%M”",
            id="a format without a day, at the end of its list",
        ),
        pytest.param(HEAD + 'drop = "Ghi chú"\n', 2, "mục “drop” phải là danh sách", id="no list"),
        pytest.param(HEAD + 'columns = "A"\n', 2, "mục “columns” phải là bảng", id="no table"),
        pytest.param(HEAD + "zone = 7\n", 2, "“zone” phải là chữ", id="no text"),
        pytest.param(HEAD + "[columns]\ndue_at = 5\n", 3, "“due_at” phải là chữ", id="no header"),
        pytest.param(
            HEAD + '[columns]\nneighbourhood = "Địa chỉ"\n',
            3,
            "“Địa chỉ” là dữ liệu cá nhân",
            id="personal data",
        ),
        pytest.param(
            HEAD + 'drop = ["Sent"]\n[columns]\nsubmitted_at = "sent"\n',
            4,
            "“sent” được khai ở cả hai mục columns và drop",
            id="kept and dropped",
        ),
        pytest.param(
            HEAD + PLAIN + 'unit_code = "U"\n[constants]\nunit_code = "16528"\n',
            7,
            "“unit_code” được khai ở cả hai mục columns và constants",
            id="column and constant",
        ),
        pytest.param(
            HEAD + 'open_when_empty = "closed"\n', 2, "không có trường “closed”", id="empty what"
        ),
        pytest.param(
            HEAD + 'open_when_empty = "finished_at"\n' + PLAIN,
            2,
            "“finished_at” của open_when_empty phải được khai cột",
            id="empty column not named",
        ),
        pytest.param(
            'source = "feedback"\nopen_when_empty = "comment"\n',
            2,
            "không có trường “status_code”",
            id="ratings are never open",
        ),
        pytest.param('zone = "UTC"\n', 1, "thiếu mục “source”", id="no source"),
        pytest.param('\nsource = "ho_so"\n', 2, "Không có nguồn “ho_so”", id="unknown source"),
        pytest.param(HEAD + "[columns\n", 2, "không đúng cú pháp TOML", id="bracket left open"),
        pytest.param(HEAD + "zone = UTC\n", 2, "cột 8; mỗi dòng có dạng", id="quotes forgotten"),
        pytest.param(HEAD + 'zone = "UTC', 2, "không đúng cú pháp TOML", id="cut off"),
        pytest.param(
            HEAD + '[columns]\ndue_at = "A"\ndue_at = "B"\n', 4, "khai hai lần", id="said twice"
        ),
    ],
)
def test_a_mistake_in_a_profile_names_its_line(tmp_path, text, line, expected):
    path = tmp_path / "khac.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refusal) as refused:
        read_profile(path)
    sentence = str(refused.value)
    assert sentence.startswith(f"Hồ sơ cấu hình khac.toml, dòng {line}: ")
    assert expected in sentence
    assert sentence.endswith(".") and "\n" not in sentence


def test_a_profile_that_is_not_utf8_names_the_line(tmp_path):
    path = tmp_path / "khac.toml"
    path.write_bytes(HEAD.encode() + "zone = 'Hà'\n".encode("latin-1"))
    with pytest.raises(Refusal, match=r"khac.toml, dòng 2: không ở bảng mã UTF-8"):
        read_profile(path)


def test_a_profile_saved_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "khac.toml"
    path.write_text(HEAD, "utf-8-sig")
    assert read_profile(path).source == "dossiers"


def test_a_mistake_on_the_command_line_is_one_sentence_and_changes_nothing(tmp_path):
    profile = tmp_path / "khac.toml"
    profile.write_text(HEAD + 'zone = "Asia/Hanoi"\n', "utf-8")
    done = command("etl", "load", "--profile", str(profile), str(tmp_path), data=tmp_path / "data")
    assert done.returncode == 1
    assert done.stderr == (
        "Hồ sơ cấu hình khac.toml, dòng 2: không có múi giờ “Asia/Hanoi”; "
        "ví dụ đúng: Asia/Ho_Chi_Minh, UTC.\n"
    )
    assert not (tmp_path / "data").exists()


def test_a_header_that_the_file_lacks_is_named_with_those_found(tmp_path):
    export = tmp_path / "permits_2025-01-31.csv"
    export.write_text("Case No;Opened;Closed\n1;2;3\n", "utf-8")
    done = command("etl", "load", "--profile", str(PERMIT_DESK), str(export), data=tmp_path)
    assert done.returncode == 1
    line = PERMIT_DESK.read_text("utf-8").splitlines().index('procedure = "Service"') + 1
    assert done.stderr.splitlines()[-1] == (
        f"Hồ sơ cấu hình permit_desk.toml, dòng {line}: "
        "Tệp permits_2025-01-31.csv không có cột “Service” mà hồ sơ cấu hình nêu. "
        "Các cột tìm thấy: “Case No”, “Opened”, “Closed”."
    )


@pytest.mark.parametrize(("headers", "lacks", "line"), [("ACDE", "B", 5), ("ABCD", "E", 2)])
def test_a_header_that_the_file_lacks_names_the_line_that_asks_for_it(
    tmp_path, headers, lacks, line
):
    path = tmp_path / "khac.toml"
    path.write_text(HEAD + 'drop = ["E"]\n' + PLAIN, "utf-8")
    own = read_profile(path)
    with pytest.raises(Refusal) as refused:
        match_headers("x.csv", list(headers), own)
    assert str(refused.value).startswith(
        f"Hồ sơ cấu hình khac.toml, dòng {line}: Tệp x.csv không có cột “{lacks}”"
    )
