import io

from rich.console import Console

from rag.models.progress import progress_bars
from rag.progress import Progress


def test_each_task_has_a_bar_with_its_bytes():
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    with progress_bars(console) as report:
        report(Progress("a.gguf from the hub", 0, 0))
        report(Progress("a.gguf from the hub", 500_000, 1_000_000))
        report(Progress("b.json from the hub", 10, 10))
    drawn = console.file.getvalue()
    assert "a.gguf from the hub" in drawn
    assert "0.5/1.0 MB" in drawn
    assert "b.json from the hub" in drawn
