"""In a real browser: Back leads through the choices of a page, and then to the page before it."""

import re

from playwright.sync_api import Page, expect

from tests.test_browser import PATHS, go_to, open_page, settled

CHOICES = [("2025-01-10", "new"), ("2024-10-10", "new"), ("2024-10-10", "cleared")]


def shows(page: Page, since: str, which: str) -> None:
    """Address, first line, list of days and the list's own choice name the same."""
    year, month, day = since.split("-")
    on = f"{day}/{month}/{year}"
    expect(page).to_have_url(re.compile(f"since={since}"))
    expect(page.locator("h2").first).to_contain_text(f"Từ {on} đến 30/06/2025")
    settled(page)
    box = page.get_by_test_id("stMain").get_by_role("combobox").first
    expect(box).to_have_value(re.compile(f"^Từ {on} "))
    name = {"new": "Mới quá hạn", "cleared": "Không còn quá hạn"}[which]
    expect(page.get_by_role("radio", name=re.compile(rf"^{name} \("))).to_be_checked()
    expect(page).to_have_url(re.compile(f"overdue={which}"))


def test_back_leads_through_the_choices_of_a_page_and_then_to_the_page_before(page, served):
    open_page(page, f"{served}/?unit=16528&period=2025-q2")
    go_to(page, "since_last_meeting")
    shows(page, "2025-04-10", "new")
    for since, which in CHOICES:
        if which == "cleared":
            page.get_by_role("radio", name=re.compile("^Không còn quá hạn")).click()
        else:
            page.get_by_test_id("stMain").get_by_role("combobox").first.click()
            label = "Từ " + "/".join(reversed(since.split("-")))
            page.get_by_role("option", name=label).click()
        shows(page, since, which)
    for since, which in [*reversed(CHOICES[:-1]), ("2025-04-10", "new")]:
        page.go_back()
        shows(page, since, which)
    page.go_back()  # the link in the sidebar, which names nothing
    expect(page).to_have_url(re.compile(f"/{PATHS['since_last_meeting']}$"))
    expect(page.locator("h2").first).to_contain_text("Từ 10/04/2025 đến 30/06/2025")
    settled(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Tổng quan")


def test_back_twice_at_once_leaves_page_and_address_of_one_choice(page, served):
    address = f"{served}/{PATHS['since_last_meeting']}?unit=16528&period=2025-q2&compare=previous"
    open_page(page, f"{address}&until=2025-06-30&since=2025-04-10&overdue=new")
    for since, label in (("2025-01-10", "Từ 10/01/2025"), ("2024-10-10", "Từ 10/10/2024")):
        page.get_by_test_id("stMain").get_by_role("combobox").first.click()
        page.get_by_role("option", name=label).click()
        shows(page, since, "new")
    page.evaluate("history.back()")
    page.evaluate("history.back()")
    shows(page, "2025-04-10", "new")
