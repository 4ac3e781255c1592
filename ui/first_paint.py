"""What is seen before Gradio has started: an outline of the page, which gives way to the page itself."""

from ui.render import shell_html

_APP = b"<gradio-app"
_LOGIN = b'"auth_required"'


def with_shell(page: bytes) -> bytes:
    """The HTML of the page, outlined; other pages, and that of the login, as they are."""
    if _LOGIN in page:
        return page
    return page.replace(_APP, shell_html().encode() + _APP, 1)
