import re

import httpx

from ui.first_paint import with_shell


def test_the_page_is_outlined_before_any_script_has_run(served):
    page = httpx.get(served.url).text
    assert 0 < page.index('<div id="shell" aria-hidden="true">') < page.index("<gradio-app")


def test_the_page_says_that_its_own_words_are_english(served):
    assert re.search(r'<html\s[^>]*lang="en"', httpx.get(served.url).text)


def test_the_login_and_pages_of_others_are_left_as_they_are():
    for page in (b'<script>config = {"auth_required":true}</script><gradio-app>', b"<h1>A report</h1>"):
        assert with_shell(page) == page


def test_the_outline_gives_way_to_the_page(desk):
    assert desk.page.locator("#shell").is_hidden()
