"""The tab of the papers: what the library holds, and how papers come in and go out."""

import gradio as gr


class LibraryTab:
    """The parts of the tab. To be made inside of `gr.Blocks`."""

    def __init__(self) -> None:
        with gr.Column(elem_id="library", elem_classes="panel"):
            gr.HTML("", apply_default_css=False)
