"""In a real browser, over the real server and the committed sample."""

import re


def test_a_reader_opens_the_dashboard_and_sees_the_answer(page, served):
    page.goto(served)
    heading = page.get_by_role("heading", name=re.compile("hồ sơ đến hạn được giải quyết đúng hạn"))
    heading.wait_for(timeout=60_000)
    assert "Quý II/2025" in heading.inner_text().replace("\u00a0", " ")
    assert "số liệu đến ngày 30/06/2025" in page.inner_text("body")
