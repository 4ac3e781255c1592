"""`footnote libraries`: which there are."""


def libraries() -> None:
    """List the libraries.

    A star marks the one that is asked when none is named.
    """
    from rag.libraries import library_names
    from ui.terminal.output import Output
    from ui.terminal.papers import holding
    from ui.terminal.settings import settings_in_use

    settings, output = settings_in_use(), Output()
    for name in library_names(settings):
        star = "*" if name == settings.library else " "
        output.pieces([(f"{star} ", ""), (name, "bold"), (f"  {holding(settings, name)}", "dim")])
