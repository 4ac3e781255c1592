import sys
from subprocess import PIPE, Popen

import pytest

from evals.bench import answering, memory
from rag.assistant import Assistant
from rag.testing import ScriptedChatModel, TinyEmbedding

QUESTION = "How much does LeMo reduce memory consumption?"


@pytest.fixture
def rows_with(library, settings):
    """The rows of answers that a model writes, or none, by what was measured."""

    def measure(llm: ScriptedChatModel | None) -> dict[str, tuple[str, str]]:
        assistant = Assistant(library, embedding=TinyEmbedding(), llm=llm, settings=settings)
        rows = {row.what: (row.figure, row.goal) for row in answering(assistant, [QUESTION])}
        assistant.close()
        return rows

    return measure


@pytest.fixture
def settings(tmp_path):
    from rag.settings import Settings

    return Settings(_env_file=None, llm="none", home=tmp_path / "home")


def test_the_tokens_of_the_drafts_request_are_told_apart_from_those_of_all_requests(rows_with):
    rows = rows_with(ScriptedChatModel(["LeMo reduces memory consumption by up to 1.93x."], yes=0.9))
    draft, goal = rows["prompt tokens of the draft's request alone, median"]
    every, _ = rows["prompt tokens of all requests of an answer, median"]
    assert goal == "500"
    assert 0 < int(draft) < int(every)


def test_without_a_chat_model_nothing_is_compared_with_the_engine(rows_with):
    rows = rows_with(None)
    assert "sources, warm, median" in rows
    assert not any("bare" in what or "draft" in what for what in rows)


FILLS_AND_FREES = """
print("ready", flush=True), input()
filled = bytearray(b"1") * 80 * 2**20
print("filled", flush=True), input()
del filled
print("freed", flush=True), input()
"""


def test_peak_memory_does_not_fall_when_memory_is_given_back():
    def held() -> float:
        return float(memory().figure.removesuffix(" MiB").replace(",", ""))

    with Popen([sys.executable, "-c", FILLS_AND_FREES], stdin=PIPE, stdout=PIPE, text=True) as child:
        told = []
        for _ in range(3):
            told.append((child.stdout.readline().strip(), held()))
            print(file=child.stdin, flush=True)
    assert [state for state, _ in told] == ["ready", "filled", "freed"]
    before, during, after = (held for _, held in told)
    assert before + 40 < during <= after + 1
