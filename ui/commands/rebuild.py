"""`footnote rebuild`: the index, anew."""

from ui.terminal.options import LibraryName


def rebuild(library: LibraryName = None) -> None:
    """Throw a library's index away and build it anew.

    The papers stay as they are.
    """
    from ui.terminal.assistants import assistant_of
    from ui.terminal.output import Output
    from ui.terminal.progress import showing_progress

    with assistant_of(library) as assistant:
        with showing_progress() as report:
            assistant.prepare_search(report)
            assistant.rebuild(report)
        if assistant.notice:
            Output(stderr=True).write(assistant.notice, "yellow")
        for held in assistant.libraries:
            Output().write(f"The index of {held.name} is built anew from its {len(held):,} papers.")
