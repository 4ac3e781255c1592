"""The benchmark: how long Footnote's steps take here, the first token beside the bare engine's.

Run it with `scripts/bench`. Timings are of this machine at this moment; ratios are measured side by side.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evals.memory import peak_with_children
from evals.questions import BUILT_IN, load
from evals.sampling import sample, splits
from evals.table import MEBIBYTE, Row, print_table
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


@dataclass(frozen=True)
class Drafted:
    """Seconds to the first and to the last token of a draft, and the tokens of the request for it."""

    first_token: float
    whole: float
    prompt_tokens: int


@dataclass(frozen=True)
class Asked:
    """What one question took, and what the bare engine takes for its draft, where a model wrote the answer.

    Attributes:
        sources: seconds to the papers.
        first_token: seconds to the first word.
        whole: seconds to the whole, checked answer.
        prompt_tokens: those of all requests together.
        bare: the unchecked draft of the same prompt.
    """

    sources: float
    first_token: float
    whole: float
    prompt_tokens: int
    bare: Drafted | None


def main() -> None:
    """Measure everything and print a table."""
    settings = load_settings()
    assistant = Assistant.from_settings(settings)
    assistant.prepare()
    print_table(
        [import_time(), indexing_time(settings), *answering(assistant, _questions(assistant)), memory()]
    )


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


def answering(assistant: Assistant, questions: Sequence[str]) -> Iterator[Row]:
    """The times of whole answers, warm, and beside them the bare engine's unchecked draft, same prompt."""
    assistant.answer(questions[0])
    asked = [ask(assistant, question) for question in questions]
    sources = statistics.median(one.sources for one in asked)
    yield Row("sources, warm, median", f"{1000 * sources:.0f} ms", "300 ms")
    yield Row("first token, median", f"{statistics.median(one.first_token for one in asked):.1f} s")
    yield Row("complete, checked answer, median", f"{statistics.median(one.whole for one in asked):.1f} s")
    tokens = statistics.median(one.prompt_tokens for one in asked)
    yield Row("prompt tokens of all requests of an answer, median", f"{tokens:.0f}")
    yield from beside_the_bare_engine([(one, one.bare) for one in asked if one.bare])


def beside_the_bare_engine(pairs: Sequence[tuple[Asked, Drafted]]) -> Iterator[Row]:
    """What the draft's request is worth, and what Footnote adds to it; nothing where no model wrote."""
    if not pairs:
        return
    tokens = statistics.median(bare.prompt_tokens for _, bare in pairs)
    yield Row("prompt tokens of the draft's request alone, median", f"{tokens:.0f}", "500")
    first = statistics.median(one.first_token / bare.first_token for one, bare in pairs)
    yield Row("first token ÷ bare engine's, median", f"{first:.2f}", "1.15")
    whole = statistics.median(one.whole / bare.whole for one, bare in pairs)
    yield Row("checked answer ÷ unchecked draft, median", f"{whole:.2f}", "1.3")


def ask(assistant: Assistant, question: str) -> Asked:
    """Put one question to the assistant, then its draft's prompt to the bare engine."""
    began = time.perf_counter()
    with closing(assistant.stream(question)) as events:
        sources = next(time.perf_counter() - began for event in events if isinstance(event, SourcesFound))
        answer = next(event.answer for event in events if isinstance(event, Finished))
    llm = assistant.llm if answer.status == "answered" else None
    return Asked(
        sources,
        answer.timings["first_token"],
        answer.timings["total"],
        answer.usage["prompt_tokens"],
        bare_draft(llm, assistant.pipeline.find(question)) if llm else None,
    )


def bare_draft(llm: "LLM", found: Found) -> Drafted:
    """What the engine alone takes for the draft of the same prompt.

    Another prompt is read first, so that the engine remembers no more than it did for Footnote.
    """
    messages = draft_messages(found.reading, found.evidence)
    llm.chat([messages[0], messages[1].model_copy(update={"content": "."})], max_tokens=1)
    began, times, tokens = time.perf_counter(), [], 0
    with closing(llm.stream_chat(messages, max_tokens=DRAFT_TOKENS)) as replies:
        for reply in replies:
            tokens += reply.additional_kwargs.get("prompt_tokens", 0)
            times += [time.perf_counter() - began] if reply.delta else []
    return Drafted(times[0], times[-1], tokens)


def memory() -> Row:
    """The peak resident memory of this process and of the engine it started."""
    return Row("peak memory, the models included", f"{peak_with_children() / MEBIBYTE:,.0f} MiB", "3,072 MiB")


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
