"""The tabs of the page in a real browser."""

import pytest


@pytest.fixture
def tabs(desk):
    yield desk.page
    desk.visit()


def open_panels(page):
    return page.locator('[role="tabpanel"]:visible').evaluate_all("panels => panels.map(panel => panel.id)")


def test_one_tab_is_open_and_the_address_leads_back_to_it(tabs):
    assert open_panels(tabs) == ["desk"]
    tabs.get_by_role("tab", name="Check").click()
    assert open_panels(tabs) == ["check"]
    tabs.reload()
    tabs.locator("#check").wait_for()
    assert open_panels(tabs) == ["check"]


def test_the_arrow_keys_move_between_the_tabs(tabs):
    tabs.get_by_role("tab", name="Ask").focus()
    tabs.keyboard.press("ArrowRight")
    assert open_panels(tabs) == ["library"]
    tabs.locator("#library .books").wait_for()
    tabs.keyboard.press("ArrowLeft")
    tabs.keyboard.press("ArrowLeft")
    assert open_panels(tabs) == ["quality"]
    tabs.locator("#measured .report > *").first.wait_for()
    assert tabs.evaluate("document.activeElement.ariaSelected") == "true"
