import pytest

from rag.availability import only_tells_where

ADDRESS = "Our code is at https://github.com/a/b."


@pytest.mark.parametrize("text", ["Where is the code?", "Is its code public?", "Did they release a model?"])
def test_an_address_answers_who_asks_where_something_can_be_had(text: str) -> None:
    assert not only_tells_where(ADDRESS, text)


@pytest.mark.parametrize("text", ["Which papers write code?", "How does the code generation work?", "LeMo?"])
def test_an_address_answers_nothing_else(text: str) -> None:
    assert only_tells_where(ADDRESS, text)
    assert not only_tells_where("LeMo saves memory.", text)
