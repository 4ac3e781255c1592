"""The functions of `import rag`, over the built-in papers, with the real embedding model, no chat model."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

import rag
from corpus.library import Library
from corpus.paper import Paper
from rag import asking
from rag.values import TextWritten

QUESTION = "How much memory does LeMo save?"


@pytest.fixture(scope="module")
def home(tmp_path_factory, weights):
    """A home that is empty but for the models."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "models").symlink_to(weights / "models")
    yield folder
    asking.close()


@pytest.fixture(autouse=True)
def at_home(environment, home):
    environment.setenv("FOOTNOTE_HOME", str(home))
    environment.setenv("FOOTNOTE_LLM", "none")


def test_every_sentence_of_an_answer_rests_on_the_very_words_of_an_abstract():
    answer = rag.answer(QUESTION)
    assert answer.status == "answered"
    assert answer.claims
    for claim in answer.claims:
        assert claim.citations
        for citation in claim.citations:
            assert citation.paper.abstract[citation.start : citation.end] == citation.quote
            assert f"[{citation.number}]" in answer.text
    cited = [citation.paper for claim in answer.claims for citation in claim.citations]
    assert [source.number for source in answer.sources] == list(range(1, len(answer.sources) + 1))
    assert {source.paper.id for source in answer.sources} == {paper.id for paper in cited}
    assert "LeMo" in answer.sources[0].paper.title


def test_an_answer_goes_into_json():
    said = json.loads(json.dumps(rag.answer(QUESTION).to_dict()))
    assert said["status"] == "answered"
    assert {"text", "claims", "sources", "evidence", "timings", "usage"} <= said.keys()
    assert {"number", "paper", "quote", "start", "end"} <= said["claims"][0]["citations"][0].keys()


def test_what_no_paper_is_about_is_not_in_the_corpus():
    answer = rag.answer("How do I bake sourdough bread?")
    assert answer.status == "not_in_corpus"
    assert not answer.claims
    assert not answer.sources


def test_a_stream_begins_with_sources_and_ends_with_the_answer():
    first, *_, last = rag.stream(QUESTION)
    assert "LeMo" in first.hits[0].paper.title
    assert last.answer.text == rag.answer(QUESTION).text


async def test_coroutines_get_the_same():
    whole = await rag.aanswer(QUESTION)
    *_, last = [event async for event in rag.astream(QUESTION)]
    assert whole.text == last.answer.text == rag.answer(QUESTION).text


async def test_a_stream_that_is_cancelled_in_the_middle_of_an_event_ends_and_stops_the_model(monkeypatch):
    begun, gate, stopped = threading.Event(), threading.Event(), threading.Event()

    def slow(*_, **__):
        try:
            yield TextWritten("LeMo")
            begun.set()
            gate.wait(5)
            yield TextWritten("saves")
            pytest.fail("the model was not stopped")
        finally:
            stopped.set()

    async def read():
        return [event async for event in rag.astream(QUESTION)]

    monkeypatch.setattr(asking, "assistant", lambda _: SimpleNamespace(stream=slow))
    reading = asyncio.create_task(read())
    assert await asyncio.to_thread(begun.wait, 5)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(reading, 1)
    gate.set()
    assert await asyncio.to_thread(stopped.wait, 5)


def test_threads_that_ask_first_share_one_assistant():
    asking.close()
    with ThreadPoolExecutor(4) as threads:
        asked = list(threads.map(asking.assistant, [None, "trending", None, "trending"]))
    assert len(set(asked)) == 1


def test_all_libraries_are_asked_with_one_that_was_made_since(home):
    before = asking.assistant("all")
    with Library.create(home / "libraries" / "new.sqlite") as made:
        made.add([Paper("pear", "Pears", "Pears are gone in a week.")])
    assert rag.search("pears that are gone", limit=1, library="all")[0].paper.id == "pear"
    assert asking.assistant("all").llm is before.llm
    before.close()
    made.path.unlink()


def test_history_says_what_a_question_leans_on():
    history = [{"role": "user", "content": "What is LeMo?"}, {"role": "assistant", "content": "A method."}]
    assert (
        rag.answer("How much memory does it save?", history=history).sources[0].paper.title.startswith("LeMo")
    )


def test_no_paper_but_those_wanted_is_asked():
    answer = rag.answer(QUESTION, author="Nobody At All")
    assert answer.status != "answered"
    assert not answer.nearest
    *_, last = rag.stream(QUESTION, year="-1900")
    assert not last.answer.nearest
    with pytest.raises(rag.FootnoteError):
        rag.answer(QUESTION, year="soon")


def test_each_sentence_of_a_text_is_checked():
    supported, unsupported = rag.check("LeMo reduces memory consumption by up to 1.93x. Bananas are yellow.")
    assert (supported.verdict, unsupported.verdict) == ("supported", "unsupported")
    assert supported.citations


def test_half_characters_hinder_no_question():
    history = [{"role": "user", "content": "What is LeMo\ud83d?"}]
    assert rag.answer("How much memory does LeMo \ud800 save?", history=history).status == "answered"
    assert rag.check("LeMo \ud800 reduces memory consumption by up to 1.93x.")
    assert rag.search("LeMo \ud800")
