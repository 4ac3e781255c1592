"""The tab of the latest measurements: how good the answers are."""

import gradio as gr


class QualityTab:
    """The parts of the tab. To be made inside of `gr.Blocks`."""

    def __init__(self) -> None:
        with gr.Column(elem_id="quality", elem_classes="panel"):
            gr.HTML("", apply_default_css=False)
