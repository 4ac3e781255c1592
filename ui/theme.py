"""The page's theme: paper, ink, and one blue for what can be followed."""

import gradio as gr
from gradio.themes.utils import colors, fonts

PAPER, PAPER_DARK = "#fafaf7", "#15181c"
SHEET, SHEET_DARK = "#ffffff", "#1c2026"
INK, INK_DARK = "#1c2127", "#e6e4de"
FADED, FADED_DARK = "#5a626b", "#a2a9b2"
LINE, LINE_DARK = "#e1e0da", "#30363d"
BLUE, BLUE_DARK = "#1f4e8c", "#8fb8ec"


class FootnoteTheme(gr.themes.Base):
    """Gradio's base theme in the colours and letters of Footnote, light and dark."""

    def __init__(self) -> None:
        super().__init__(
            primary_hue=colors.blue,
            neutral_hue=colors.stone,
            font=(fonts.LocalFont("Source Sans Pro", weights=(400, 700)), "system-ui", "sans-serif"),
        )
        self._set_colours()

    def _set_colours(self) -> None:
        self.set(
            body_background_fill=PAPER,
            body_background_fill_dark=PAPER_DARK,
            background_fill_primary=SHEET,
            background_fill_primary_dark=SHEET_DARK,
            body_text_color=INK,
            body_text_color_dark=INK_DARK,
            body_text_color_subdued=FADED,
            body_text_color_subdued_dark=FADED_DARK,
            border_color_primary=LINE,
            border_color_primary_dark=LINE_DARK,
            color_accent=BLUE,
            link_text_color=BLUE,
            link_text_color_dark=BLUE_DARK,
        )
