"""What an upload may hold is said in Vietnamese beside it: of a refusal a browser has English."""

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from board.form_06a.upload import LARGEST_FILE_MIB
from board.runtime.settings import SERVER, ServerSettings
from board.text import access, form_06a_reconcile, pages

SAID = (
    "Mỗi tệp nhiều nhất {} MB. Tên tệp hiện màu đỏ là tệp không nhận được: chọn tệp nhỏ hơn, hoặc "
    "tải lại trang rồi thả lại nếu trang đã nhận quá {} MB."
)


def _draws_the_uploader() -> None:
    from board.selection.filters import Filters
    from board.selection.periods import parse
    from board.selection.selection import selection_of
    from board.ui.sections.form_06a import reconcile
    from board.warehouse.scope import EVERYTHING
    from board.warehouse.snapshots import current

    ward = Filters(unit="16528@2018-01-01")
    reconcile(selection_of(current(EVERYTHING), ward, parse("2025-q2")))


@pytest.mark.parametrize(("limit", "of_a_file"), [(100, LARGEST_FILE_MIB), (2, 2)])
def test_the_limits_stand_beneath_the_uploader_and_it_asks_for_no_more(
    sample_data, monkeypatch, limit, of_a_file
):
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    from board.ui.sections import form_06a as form_06a_section

    monkeypatch.setattr(form_06a_section, "SERVER", ServerSettings(hosts=[], upload_limit_mb=limit))
    app = AppTest.from_function(_draws_the_uploader, default_timeout=300).run()
    assert not app.exception
    assert [block.value for block in app.caption] == [
        SAID.format(of_a_file, limit),
        form_06a_reconcile.RECONCILE_WAIT,
    ]
    (uploader,) = app.get("file_uploader")
    assert uploader.proto.max_upload_size_mb == of_a_file


@pytest.mark.long
@pytest.mark.parametrize("status", [400, 413, 500])
def test_whatever_refuses_a_file_its_name_is_red_and_the_sentence_stands(page, served, status):
    """The gate's status reaches the page as a number alone, whatever sentence it answers with."""
    page.goto(f"{served}/{pages.PAGES['form_06a'][2]}?unit=16528&period=2025-q2")
    page.route(
        "**/_stcore/upload_file/**",
        lambda route: route.fulfill(status=status, body=access.uploads_too_large(100)),
    )
    file = {"name": "bieu.csv", "mimeType": "text/csv", "buffer": b"x"}
    page.locator('input[type="file"]').set_input_files([file])
    refused = page.get_by_test_id("stFileChip")
    expect(refused).to_have_attribute("aria-invalid", "true")
    expect(refused.get_by_role("alert")).to_have_text(
        f"Error: AxiosError: Request failed with status code {status}"
    )
    sentence = SAID.format(LARGEST_FILE_MIB, SERVER.upload_limit_mb)
    expect(page.get_by_text(sentence)).to_be_visible()
