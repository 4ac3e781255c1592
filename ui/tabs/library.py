"""The tab of the papers: what the library holds, and how papers come in and go out."""

from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import Dependency

from ui.librarian import Librarian
from ui.looks import part_script
from ui.tabs.parts import AT_ONCE, QUIET, html, stack

if TYPE_CHECKING:
    from gradio.components import Component

_SPEAKS = """
element.addEventListener("look", (event) => trigger("input", event.detail));
element.addEventListener("remove", (event) => trigger("delete", event.detail));
element.addEventListener("choose", (event) => trigger("select", event.detail));
"""


class LibraryTab:
    """The parts of the tab. To be made inside of `gr.Blocks`."""

    def __init__(self) -> None:
        with gr.Column(elem_id="library"):
            self.books = gr.HTML(
                value={"keep": 0, "html": ""},
                html_template='<div class="stack"></div>',
                js_on_load=_SPEAKS + part_script("stack"),
                elem_id="books",
                apply_default_css=False,
            )
            with gr.Column(elem_id="adding"):
                html("adding-head", _HEAD)
                self.files = _files()
                self.report = stack("report", "What became of the files")

    def connect(self, librarian: Librarian, choice: gr.BrowserState) -> list[Dependency]:
        """Wire the parts to what answers them; returns the events after which there are other papers.

        Args:
            librarian: answers.
            choice: which library is looked at.
        """
        looks: dict[str, Any] = {**QUIET, "concurrency_limit": None, "trigger_mode": "always_last"}
        self.books.input(librarian.look, choice, self.books, **looks)
        removed = self.books.delete(librarian.remove, choice, [self.books, self.report], **AT_ONCE)
        moved: list[Component] = [choice, self.books, self.report]
        self.books.select(librarian.choose, choice, moved, **AT_ONCE)
        added = self.files.upload(
            librarian.add, [self.files, choice], [self.files, self.report], **QUIET, concurrency_limit=4
        )
        return [removed, added]


_HEAD = """<h2>Add papers</h2>
<p>BibTeX, RIS, JSON, CSV, XML or text, also in a zip archive; up to 100 MB a file.</p>"""


def _files() -> gr.File:
    return gr.File(
        label="Files of papers",
        show_label=False,
        file_count="multiple",
        height=124,
        elem_id="files",
    )
