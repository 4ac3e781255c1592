import asyncio
import threading
import time

import pytest
from llama_index.core.llms import ChatMessage

from rag.errors import (
    ModelBusyError,
    ModelError,
    ModelNonsenseError,
    ModelRefusedError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from rag.models.chat import chat_model
from rag.models.dialogue import Dialogue
from rag.testing import ScriptedChatModel

from .servers import (
    breaks_off_after,
    fails,
    hangs,
    judges,
    says,
    says_json,
    streams,
    streams_for_ever,
    word,
)

QUESTION = [ChatMessage(role="user", content="How much memory?")]


@pytest.fixture
def model(endpoint, settings_of):
    def make(*behaviours, **settings):
        endpoint.behaviours = list(behaviours)
        return chat_model(settings_of(llm="m", openai_base_url=endpoint.address, **settings))

    return make


@pytest.fixture
def dialogue(model):
    def make(*behaviours, **settings) -> Dialogue:
        return Dialogue(model(*behaviours, **settings))

    return make


def written(dialogue: Dialogue) -> list[str]:
    return list(dialogue.write(QUESTION, max_tokens=20))


async def awritten(llm) -> list[str]:
    return [response.delta async for response in await llm.astream_chat(QUESTION) if response.delta]


# Writing


def test_a_reply_arrives_piece_by_piece_and_its_tokens_are_counted(dialogue):
    talk = dialogue(streams(word("Thirty"), word(" percent")))
    assert written(talk) == ["Thirty", " percent"]
    assert talk.usage() == {"prompt_tokens": 7, "completion_tokens": 2}


def test_tokens_are_summed_over_all_requests_of_an_answer(dialogue):
    talk = dialogue(judges(("yes", -0.1)), streams(word("Thirty")))
    talk.yes_probability(QUESTION)
    written(talk)
    assert talk.usage() == {"prompt_tokens": 12, "completion_tokens": 3}


def test_a_reply_that_reaches_its_limit_was_cut_short(dialogue):
    talk = dialogue(streams(word("Thirty"), word(" percent")))
    list(talk.write(QUESTION, max_tokens=2))
    assert talk.cut_short
    list(talk.write(QUESTION, max_tokens=3))
    assert not talk.cut_short


async def test_coroutines_get_the_same_reply(model):
    assert await awritten(model(streams(word("Thirty"), word(" percent")))) == ["Thirty", " percent"]


def test_one_model_serves_one_event_loop_after_another(model):
    llm = model(streams(word("Thirty")))
    assert asyncio.run(awritten(llm)) == asyncio.run(awritten(llm)) == ["Thirty"]


def test_the_request_carries_the_limit_and_the_wish_for_usage_and_probabilities(dialogue, endpoint):
    written(dialogue(streams(word("Thirty"))))
    request = endpoint.requests[0]
    assert request["max_tokens"] == 20
    assert request["logprobs"] is True
    assert request["stream_options"] == {"include_usage": True}
    assert request["temperature"] == 0


def test_how_sure_the_model_was_of_its_words_is_their_mean_probability(dialogue):
    talk = dialogue(streams(word("Thirty", chance=0.5), word(" percent", chance=0.98)))
    assert talk.certainty is None
    written(talk)
    assert talk.certainty == pytest.approx(0.7)


def test_an_endpoint_that_refuses_probabilities_writes_without_them(dialogue, endpoint):
    talk = dialogue(fails(400, "logprobs are not supported"), streams(word("Thirty")))
    assert written(talk) == ["Thirty"]
    assert talk.certainty is None
    assert "logprobs" not in endpoint.requests[1]


def test_closing_the_reply_hangs_up(dialogue):
    left = threading.Event()
    pieces = dialogue(streams_for_ever(left)).write(QUESTION, max_tokens=20)
    next(pieces)
    pieces.close()
    assert left.wait(5)


async def test_cancelling_a_task_hangs_up(model):
    left = threading.Event()
    task = asyncio.create_task(awritten(model(streams_for_ever(left))))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(left.wait, 5)


# Failing


FAILING = {
    "a wrong key": (fails(401, "Incorrect API key"), ModelRefusedError, "Incorrect API key.*OPENAI_API_KEY"),
    "a forbidden model": (fails(403), ModelRefusedError, "refused the key"),
    "an unknown model": (fails(404, "model m not found"), ModelRefusedError, "model m not found.*/v1"),
    "a bad request": (fails(400, "too long"), ModelRefusedError, "status 400 .too long"),
    "too many requests": (fails(429, "slow down"), ModelBusyError, "takes no more requests.*slow down"),
    "a failing server": (fails(500, "out of memory"), ModelBusyError, "status 500 .out of memory"),
    "a gateway's page": (
        says(b"<html>hello</html>", "text/html"),
        ModelNonsenseError,
        "answered with nothing",
    ),
    "an empty body": (says(b""), ModelNonsenseError, "answered with nothing"),
    "another protocol": (says_json({"result": "hi"}), ModelNonsenseError, "answered with nothing"),
    "broken JSON": (says(b"data: {oops\n\n", "text/event-stream"), ModelNonsenseError, "OpenAI protocol"),
    "no choices": (
        says(b'data: {"id": "1"}\n\n', "text/event-stream"),
        ModelNonsenseError,
        "OpenAI protocol",
    ),
    "choices of another shape": (
        says(b'data: {"choices": [7]}\n\n', "text/event-stream"),
        ModelNonsenseError,
        "OpenAI protocol",
    ),
    "only blanks": (streams(word(" "), word("\n")), ModelNonsenseError, "answered with nothing"),
    "no words": (streams(), ModelNonsenseError, "answered with nothing"),
    "an error amid the stream": (
        says(word("Thirty") + b'data: {"error": {"message": "slot lost"}}\n\n', "text/event-stream"),
        ModelRefusedError,
        "slot lost",
    ),
    "a connection that breaks off": (breaks_off_after(word("Thirty")), ModelUnreachableError, "broke off"),
    "a connection that closes at once": (breaks_off_after(), ModelUnreachableError, "broke off"),
}


@pytest.mark.parametrize(("behaviour", "kind", "sentence"), FAILING.values(), ids=FAILING.keys())
def test_a_failure_becomes_one_sentence_that_names_the_address(dialogue, endpoint, behaviour, kind, sentence):
    with pytest.raises(kind, match=f"(?s){sentence}") as caught:
        written(dialogue(behaviour))
    assert endpoint.address in str(caught.value)


@pytest.mark.parametrize(
    "behaviour",
    [
        says(b""),
        says(b"null"),
        says(b"[]"),
        says(b"{oops"),
        says_json({"choices": []}),
        says_json({"choices": [{}]}),
    ],
    ids=["nothing", "null", "a list", "broken JSON", "no choices", "an empty choice"],
)
def test_a_judgement_in_another_protocol_is_nonsense(dialogue, behaviour):
    with pytest.raises(ModelNonsenseError, match="does not speak the OpenAI protocol"):
        dialogue(behaviour).yes_probability(QUESTION)


def test_a_model_that_hangs_is_given_up_after_the_timeout_and_not_asked_again(dialogue, endpoint):
    begun = time.monotonic()
    with pytest.raises(ModelTimeoutError, match="FOOTNOTE_LLM_TIMEOUT"):
        written(dialogue(hangs, llm_timeout=0.3, llm_retries=2))
    assert time.monotonic() - begun < 2
    assert len(endpoint.requests) == 1


def test_a_dead_port_fails_at_once_whatever_the_retries(settings_of):
    talk = Dialogue(chat_model(settings_of(llm="m", openai_base_url="http://127.0.0.1:9/v1", llm_retries=5)))
    begun = time.monotonic()
    with pytest.raises(
        ModelUnreachableError, match=r"No model answers at http://127.0.0.1:9/v1 .*FOOTNOTE_LLM=none"
    ):
        written(talk)
    assert time.monotonic() - begun < 2


def test_a_password_in_the_address_is_not_told(settings_of):
    talk = Dialogue(chat_model(settings_of(llm="m", openai_base_url="http://me:secret@127.0.0.1:9/v1")))
    with pytest.raises(ModelUnreachableError, match=r"at http://127\.0\.0\.1:9/v1") as caught:
        written(talk)
    assert "secret" not in str(caught.value)


# Trying again


def test_a_busy_endpoint_is_asked_again_as_often_as_is_set(dialogue, endpoint):
    busy = fails(429, Retry_After="0.01")
    assert written(dialogue(busy, busy, streams(word("Thirty")), llm_retries=2)) == ["Thirty"]
    assert len(endpoint.requests) == 3


def test_an_endpoint_that_stays_busy_is_given_up(dialogue, endpoint):
    with pytest.raises(ModelBusyError):
        written(dialogue(fails(503, Retry_After="0.01"), llm_retries=2))
    assert len(endpoint.requests) == 3


def test_an_endpoint_that_asks_for_a_long_wait_is_given_up_at_once(dialogue, endpoint):
    with pytest.raises(ModelBusyError):
        written(dialogue(fails(429, Retry_After="3600"), llm_retries=2))
    assert len(endpoint.requests) == 1


def test_a_refusal_is_not_tried_again(dialogue, endpoint):
    with pytest.raises(ModelRefusedError):
        written(dialogue(fails(401), llm_retries=2))
    assert len(endpoint.requests) == 1


# Judging


def test_yes_is_weighed_against_no_in_any_spelling(dialogue, endpoint):
    talk = dialogue(judges(("Yes", -1.0), (" yes", -2.0), ("no", -1.5), ("Maybe", -0.5)))
    assert talk.yes_probability(QUESTION) == pytest.approx(0.503 / (0.503 + 0.223), abs=0.001)
    assert endpoint.requests[0]["max_tokens"] == 1
    assert endpoint.requests[0]["logprobs"] is True


def test_without_yes_or_no_among_the_likeliest_there_is_no_judgement(dialogue):
    assert dialogue(judges(("Maybe", -0.1))).yes_probability(QUESTION) is None


def test_an_endpoint_without_probabilities_gives_no_judgement(dialogue):
    message = {"role": "assistant", "content": "yes"}
    plain = says_json({"choices": [{"index": 0, "finish_reason": "stop", "message": message}]})
    assert dialogue(plain).yes_probability(QUESTION) is None


def test_an_endpoint_that_refuses_probabilities_gives_no_judgement(dialogue):
    assert dialogue(fails(400, "logprobs are not supported")).yes_probability(QUESTION) is None


def test_an_endpoint_that_refuses_something_else_is_told(dialogue):
    with pytest.raises(ModelRefusedError):
        dialogue(fails(400, "too long")).yes_probability(QUESTION)


# Other models of LlamaIndex


def test_a_model_of_another_protocol_is_sent_no_options():
    from llama_index.core.llms import MockLLM

    talk = Dialogue(MockLLM(max_tokens=3))
    assert "".join(written(talk)).strip() == "text text text"
    assert talk.yes_probability(QUESTION) is None


class StrangeError(Exception):
    """What a package may raise of which nothing is known."""


@pytest.mark.parametrize(
    ("error", "told"),
    [(StrangeError("no quota"), "no quota"), (StrangeError(), "StrangeError"), (ValueError("odd"), "odd")],
)
def test_whatever_a_model_of_another_package_raises_is_a_model_error(error, told):
    def fail(_):
        raise error

    llm = ScriptedChatModel(["Hello there."], before_word=fail, yes=fail)
    for ask in (written, lambda talk: talk.yes_probability(QUESTION)):
        with pytest.raises(ModelError, match=rf"The model scripted failed \({told}\)"):
            ask(Dialogue(llm))


def test_an_interruption_passes_as_it_is():
    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(Dialogue(ScriptedChatModel(["Hello there."], before_word=interrupt)))


def test_an_error_of_our_own_passes_as_it_is():
    def stall(number):
        raise ModelTimeoutError("Too slow.")

    with pytest.raises(ModelTimeoutError, match="Too slow"):
        written(Dialogue(ScriptedChatModel(["Hello there."], before_word=stall)))


# The embedded engine


@pytest.fixture(scope="module")
def embedded(small_engine):
    from rag.models.chat import _options
    from rag.models.embedded_chat import EmbeddedChat
    from rag.settings import Settings

    settings = Settings(_env_file=None)
    return EmbeddedChat(lambda: small_engine, settings, **_options(4096, settings))


def asked(text: str) -> list[ChatMessage]:
    return [ChatMessage(role="user", content=text)]


def test_the_embedded_model_writes_and_counts(embedded):
    talk = Dialogue(embedded)
    assert "Paris" in "".join(talk.write(asked("What is the capital of France? One word."), max_tokens=5))
    assert talk.usage()["completion_tokens"] > 0
    assert 0 < talk.certainty <= 1
    assert talk.model_name == "qwen2.5-coder-0.5b-instruct-q4_k_m"


def test_the_embedded_model_judges(embedded):
    probability = Dialogue(embedded).yes_probability(asked("Is fire hot? Answer yes or no."))
    assert probability is not None
    assert probability > 0.5


def test_the_embedded_model_stops_when_its_reader_goes(embedded):
    pieces = Dialogue(embedded).write(asked("Count from one to five hundred, in words."), max_tokens=900)
    next(pieces)
    pieces.close()
    begun = time.monotonic()
    list(Dialogue(embedded).write(asked("Say hello."), max_tokens=1))
    assert time.monotonic() - begun < 20


def test_a_prompt_that_is_too_long_for_the_embedded_model_is_refused(embedded):
    with pytest.raises(ModelRefusedError, match="exceeds the available context"):
        list(Dialogue(embedded).write(asked("word " * 5000), max_tokens=5))
