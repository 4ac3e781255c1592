import pytest

from rag.availability import only_tells_what_is_public, only_tells_where

ADDRESS = "Our code is at https://github.com/a/b."


@pytest.mark.parametrize(
    "text", ["Where is the code?", "Is its code public?", "Did they release a model?", "Its licence?"]
)
def test_an_address_answers_who_asks_where_something_can_be_had(text: str) -> None:
    assert not only_tells_where(ADDRESS, text)


@pytest.mark.parametrize("text", ["Which papers write code?", "How does the code generation work?", "LeMo?"])
def test_an_address_answers_nothing_else(text: str) -> None:
    assert only_tells_where(ADDRESS, text)
    assert not only_tells_where("LeMo saves memory.", text)


@pytest.mark.parametrize(
    "sentence",
    [
        "We have made public our dataset and the tuned models.",
        "The models are publicly available.",
        "Its code is freely available.",
    ],
)
def test_what_is_public_answers_nothing_else_either(sentence: str) -> None:
    assert only_tells_what_is_public(sentence, "How much data does it need?")
    assert not only_tells_what_is_public(sentence, "Is the dataset public?")


def test_what_a_method_does_with_public_data_is_told_all_the_same() -> None:
    sentence = "It is trained on 64 GPUs with 5M publicly available pairs."
    assert not only_tells_what_is_public(sentence, "How many GPUs does it need?")
