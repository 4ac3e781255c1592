"""The benchmark: how long Footnote's steps take here, the first token beside the bare engine's.

Run it with `scripts/bench`. Timings are of this machine at this moment; ratios are measured side by side.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from rich.console import Console
from rich.table import Table

from evals.questions import BUILT_IN, load
from evals.sampling import sample, splits
from rag.answering.found import Found
from rag.answering.writing import DRAFT_TOKENS
from rag.assistant import Assistant
from rag.prompts import draft_messages
from rag.settings import Settings, load_settings
from rag.values import NO_MODEL, Finished, SourcesFound

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from corpus.paper import Paper

QUESTIONS = 12
REPEATS = 5
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, the figure, and the goal."""

    what: str
    figure: str
    goal: str


@dataclass(frozen=True)
class Drafted:
    """Seconds to the first and to the last token of a draft."""

    first_token: float
    whole: float


def main() -> None:
    """Measure everything and print a table."""
    settings = load_settings()
    assistant = Assistant.from_settings(settings)
    assistant.prepare()
    rows = [import_time(), indexing_time(settings), *answering(assistant, _questions(assistant)), memory()]
    table = Table("measured", "here", "goal")
    for row in rows:
        table.add_row(row.what, row.figure, row.goal)
    Console().print(table)


def import_time() -> Row:
    """Seconds that `import rag` takes beyond starting Python, median of several fresh processes."""
    bare = _median(lambda: _python("pass"))
    full = _median(lambda: _python("import rag"))
    return Row("import rag", f"{full - bare:.2f} s", "0.3 s")


def indexing_time(settings: Settings) -> Row:
    """Seconds to make the built-in library and its index in an empty home, the weights being there."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "models").symlink_to(settings.models.resolve())
        fresh = settings.model_copy(update={"home": Path(home), "llm": NO_MODEL})
        began = time.perf_counter()
        with closing(Assistant.from_settings(fresh)) as assistant:
            assistant.prepare_search()
            papers = len(assistant.library)
        return Row(f"{papers} abstracts indexed", f"{time.perf_counter() - began:.1f} s", "10 s")


def answering(assistant: Assistant, questions: list[str]) -> Iterator[Row]:
    """The times of whole answers, warm, and beside them the bare engine's unchecked draft, same prompt."""
    assistant.answer(questions[0])
    sources, first, total, prompts = [], [], [], []
    to_first, to_last = [], []
    for question in questions:
        began = time.perf_counter()
        for event in assistant.stream(question):
            if isinstance(event, SourcesFound):
                sources.append(time.perf_counter() - began)
            if isinstance(event, Finished):
                answer = event.answer
        first.append(answer.timings["first_token"])
        total.append(answer.timings["total"])
        prompts.append(answer.usage["prompt_tokens"])
        if answer.status == "answered" and assistant.llm is not None:
            bare = bare_draft(assistant.llm, assistant.pipeline.find(question))
            to_first.append(first[-1] / bare.first_token)
            to_last.append(total[-1] / bare.whole)
    yield Row("sources, warm, median", f"{1000 * statistics.median(sources):.0f} ms", "300 ms")
    yield Row("first token, median", f"{statistics.median(first):.1f} s", "")
    yield Row("complete, checked answer, median", f"{statistics.median(total):.1f} s", "")
    yield Row("prompt tokens of all requests of an answer, median", f"{statistics.median(prompts):.0f}", "")
    if to_first:
        yield Row("first token ÷ bare engine's, median", f"{statistics.median(to_first):.2f}", "1.15")
        yield Row("checked answer ÷ unchecked draft, median", f"{statistics.median(to_last):.2f}", "1.3")


def bare_draft(llm: "LLM", found: Found) -> Drafted:
    """What the engine alone takes for the draft of the same prompt.

    Another prompt is read first, so that the engine remembers no more than it did for Footnote.
    """
    messages = draft_messages(found.reading, found.evidence)
    llm.chat([messages[0], messages[1].model_copy(update={"content": "."})], max_tokens=1)
    began = time.perf_counter()
    with closing(llm.stream_chat(messages, max_tokens=DRAFT_TOKENS)) as replies:
        times = [time.perf_counter() - began for reply in replies if reply.delta]
    return Drafted(times[0], times[-1])


def memory() -> Row:
    """Peak resident memory of this process and of the engine it started."""
    this = psutil.Process()
    used = sum(process.memory_info().rss for process in [this, *this.children(recursive=True)])
    return Row("memory with the model", f"{used / MEBIBYTE:,.0f} MiB", "3,072 MiB")


def _questions(assistant: Assistant) -> list[str]:
    papers: dict[str, Paper] = {paper.id: paper for paper in assistant.library.papers()}
    every = load(BUILT_IN, papers)
    half = splits(every)
    development = [question for question in every if half[question.id] == "dev" and not question.history]
    return [question.question for question in sample(development, QUESTIONS)]


def _python(statement: str) -> None:
    subprocess.run([sys.executable, "-c", statement], check=True)  # noqa: S603 - our own interpreter


def _median(run: Callable[[], None]) -> float:
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
