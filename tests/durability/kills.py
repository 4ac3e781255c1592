"""Kills processes that work on a library, at random moments, and looks for what was lost.

    python -m tests.durability 200

Each round a process adds, updates or removes papers, or rebuilds the index, and tells what it has done;
it is killed (SIGKILL) at a random moment of its work. Then another process opens the library, as the next
command would: every paper that was acknowledged must be there as it was acknowledged, whatever was under
way must be there as before or as after, the file must be whole, searches must find what they look for, and
no text may be embedded again whose embedding the library knows.
"""

import multiprocessing
import random
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from corpus.library import Library
from corpus.paper import Paper
from rag.assistant import Assistant
from rag.retrieval.passages import passages_of
from rag.settings import Settings
from rag.testing import TinyEmbedding

Kind = Literal["add", "update", "remove", "rebuild"]
KINDS: tuple[Kind, ...] = ("add", "update", "remove", "rebuild")
SECONDS_TO_LOOK = 300
SEARCHES = 8

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(
    [
        __name__,
        "rag.pipeline",
        "rag.models.embedding",
        "chromadb.api.client",
        "chromadb.api.rust",
        "chromadb.api.models.Collection",
    ]
)
"""What each process needs is imported once, and the processes are forked from there."""


@dataclass(frozen=True)
class Work:
    """What a process is told to do: papers to put in, or to take out, batch by batch."""

    kind: Kind
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What the process that comes afterwards finds."""

    papers: dict[str, str]
    troubles: list[str]


@dataclass
class Tally:
    """How a run went."""

    rounds: int = 0
    killed_at_work: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    acknowledged: int = 0
    troubles: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        hit = ", ".join(f"{count} in {kind}" for kind, count in self.killed_at_work.items())
        return (
            f"{self.rounds} rounds, {sum(self.killed_at_work.values())} killed at work ({hit}); "
            f"{self.acknowledged:,} changes acknowledged; {len(self.troubles)} troubles"
        )


class CountingEmbedding(TinyEmbedding):
    """Counts the texts that it embeds."""

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "embedded", 0)

    def _get_text_embedding(self, text: str) -> list[float]:
        object.__setattr__(self, "embedded", self.embedded + 1)
        return super()._get_text_embedding(text)

    def _get_query_embedding(self, query: str) -> list[float]:
        return super()._get_text_embedding(query)


def opened(home: Path) -> tuple[Library, Assistant, CountingEmbedding]:
    """The library under a home and its assistant, as a command would open them."""
    settings = Settings(_env_file=None, home=home, llm="none")
    library = Library.create(home / "libraries" / "pile.sqlite")
    embedding = CountingEmbedding()
    return library, Assistant(library, embedding=embedding, settings=settings), embedding


def work(home: Path, todo: Work, teller: Connection) -> None:
    """Do what is to be done, and tell how many papers of it are done for good."""
    library, assistant, _ = opened(home)
    teller.send(0)
    with closing(assistant):
        match todo.kind:
            case "add" | "update":
                library.add(todo.papers, report=lambda done: teller.send(done.added + done.changed))
            case "remove":
                teller.send(library.remove(paper.id for paper in todo.papers))
        assistant.prepare_search()
        if todo.kind == "rebuild":
            assistant.rebuild()
    teller.send("done")


def look(home: Path, seed: int, teller: Connection) -> None:
    """Open the library and tell what is there, and what is wrong with it."""
    library, assistant, embedding = opened(home)
    with closing(assistant):
        papers = list(library.papers())
        hashes = {passage.text_hash for paper in papers for passage in passages_of(paper)}
        unknown = len(hashes) - len(library.vectors(embedding.model_name, list(hashes)))
        troubles = library.flaws()
        assistant.prepare_search()
        if embedding.embedded > unknown:
            troubles.append(f"{embedding.embedded - unknown} texts were embedded again")
        for paper in random.Random(seed).sample(papers, min(SEARCHES, len(papers))):
            found = [hit.paper.id for hit in assistant.search(f"{paper.title} {paper.abstract}", 3)]
            if paper.id not in found:
                troubles.append(f"{paper.id} is not found, but {found}")
    teller.send(Seen({paper.id: paper.content_hash for paper in papers}, troubles))


class Trial:
    """A library that goes through many kills.

    Args:
        home: an empty folder.
        seed: of all that is random.
    """

    def __init__(self, home: Path, seed: int) -> None:
        self.tally = Tally()
        self._home = home
        self._random = random.Random(seed)
        self._papers: dict[str, Paper] = {}
        self._made = 0
        self._span = dict.fromkeys(KINDS, 1.0)

    def fill(self) -> None:
        """Let one process add papers, undisturbed."""
        self._round("add", None)

    def round(self, kind: Kind) -> None:
        """Let one process work until it is killed, and see what it left."""
        self._round(kind, self._random.uniform(0, self._span[kind]))

    def _round(self, kind: Kind, seconds: float | None) -> None:
        todo = Work(kind, tuple(self._to_do(kind)))
        done = self._killed_after(seconds, todo)
        self.tally.rounds += 1
        self.tally.acknowledged += done
        self._compare(todo, done, self._seen())

    def _to_do(self, kind: Kind) -> Iterable[Paper]:
        known = list(self._papers.values())
        match kind:
            case "add":
                return [self._paper() for _ in range(self._random.randint(200, 2_000))]
            case "update":
                chosen = self._random.sample(known, min(len(known), 700))
                return [self._paper(paper.id) for paper in chosen]
            case "remove":
                return self._random.sample(known, len(known) // 2)
            case "rebuild":
                return []

    def _paper(self, id_: str = "") -> Paper:
        """A new paper, or a new version of one, of words that no other has."""
        self._made += 1
        words = " ".join(f"w{self._made}x{n}" for n in range(12))
        return Paper(
            id_ or f"p{self._made}", f"Study {self._made} of {words[:8]}", f"It says {words}. It ends."
        )

    def _killed_after(self, seconds: float | None, todo: Work) -> int:
        """How many papers a process acknowledged before it was killed, or had ended."""
        listener, teller = processes.Pipe(duplex=False)
        process = processes.Process(target=work, args=(self._home, todo, teller))
        process.start()
        teller.close()
        told = [listener.recv()]
        began = time.monotonic()
        process.join(seconds)
        process.kill()
        process.join()
        with suppress(EOFError):
            while True:
                told.append(listener.recv())
        if "done" in told:
            self._span[todo.kind] = max(0.05, 0.9 * (time.monotonic() - began))
        else:
            self._span[todo.kind] *= 1.1
            self.tally.killed_at_work[todo.kind] += 1
        return max(count for count in told if count != "done")

    def _seen(self) -> Seen:
        listener, teller = processes.Pipe(duplex=False)
        process = processes.Process(target=look, args=(self._home, self._random.random(), teller))
        process.start()
        teller.close()
        try:
            return listener.recv() if listener.poll(SECONDS_TO_LOOK) else Seen({}, ["it does not end"])
        except EOFError:
            process.join()
            return Seen({}, [f"the process that looks ended with {process.exitcode}"])
        finally:
            process.kill()
            process.join()

    def _compare(self, todo: Work, done: int, seen: Seen) -> None:
        troubles = list(seen.troubles)
        after = {paper.id: paper for paper in todo.papers}
        sure, open_ = list(after)[:done], list(after)[done:]
        for id_ in sure:
            self._settle(id_, after[id_], todo.kind)
        for id_ in open_:
            changed = None if todo.kind == "remove" else after[id_]
            if seen.papers.get(id_) == (changed.content_hash if changed else None):
                self._settle(id_, after[id_], todo.kind)
        expected = {id_: paper.content_hash for id_, paper in self._papers.items()}
        lost = [id_ for id_, content in expected.items() if seen.papers.get(id_) != content]
        strange = [id_ for id_ in seen.papers if id_ not in expected]
        troubles += [f"lost: {id_}" for id_ in lost] + [f"not asked for: {id_}" for id_ in strange]
        self.tally.troubles += [f"round {self.tally.rounds}, {todo.kind}: {trouble}" for trouble in troubles]

    def _settle(self, id_: str, paper: Paper, kind: Kind) -> None:
        if kind == "remove":
            self._papers.pop(id_, None)
        else:
            self._papers[id_] = paper


def run(rounds: int, home: Path, seed: int, report: Callable[[Tally], object] = str) -> Tally:
    """So many rounds in an empty folder: each kind of work in turn, after some papers are there."""
    trial = Trial(home, seed)
    trial.fill()
    for number in range(rounds):
        trial.round(KINDS[number % len(KINDS)])
        report(trial.tally)
    return trial.tally
