"""Parts that more than one tab is made of, and how their events behave."""

from typing import Any

import gradio as gr

from ui.looks import part_script

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""An event of the page's own: no endpoint for programs, and no spinner of Gradio's."""
AT_ONCE: dict[str, Any] = {**QUIET, "queue": False}
"""The same, for what takes no time: it waits behind nothing."""


def html(name: str, value: str, script: str | None = None) -> gr.HTML:
    """A piece of the page, under an id."""
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script)


def stack(name: str, label: str) -> gr.HTML:
    """A stack of sections that changes only where it must; its value is a `Sections`."""
    return gr.HTML(
        value={"keep": 0, "html": ""},
        html_template=f'<div class="stack" role="region" aria-label="{label}"></div>',
        js_on_load=part_script("stack"),
        elem_id=name,
        apply_default_css=False,
    )


def announcer(name: str) -> gr.HTML:
    """A line that is read out to those who listen, and seen by nobody."""
    return gr.HTML(
        html_template='<p role="status" aria-live="polite">${value}</p>',
        elem_id=name,
        elem_classes="announcer",
        apply_default_css=False,
        js_on_load=None,
    )
