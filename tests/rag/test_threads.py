"""What many threads share: words, sentences' vectors, one index."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rag.errors import ModelUnreachableError
from rag.similarity import SentenceVectors
from rag.testing import TinyEmbedding
from rag.text import stem

SENTENCES = ["LeMo drops tokens.", "TempMe merges frames.", "DyMU needs no training."]


class Counted(TinyEmbedding):
    """Counts what it embeds, and waits at a door, where all may fail."""

    def __init__(self, *, error=None):
        super().__init__()
        self._error = error
        self._door = threading.Event()
        self._begun = threading.Event()
        self._seen = []

    def _get_text_embeddings(self, texts):
        self._begun.set()
        self._door.wait(5)
        if self._error:
            raise self._error
        self._seen += texts
        return super()._get_text_embeddings(texts)


def test_words_that_many_threads_stem_at_once_have_the_stems_that_they_have_alone():
    words = [f"{beginning}{ending}" for beginning in ("relat", "condit", "hop") for ending in
             ("ional", "ing", "ed", "iveness", "ization", "fulness", "ally", "ers")] * 20  # fmt: skip
    stem.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(stem, [f"{word}{n}" for n, word in enumerate(words)]))
    stem.cache_clear()
    assert together == [stem(f"{word}{n}") for n, word in enumerate(words)]


def test_a_sentence_that_several_ask_for_at_once_is_embedded_once():
    embedding = Counted()
    vectors = SentenceVectors(embedding)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(vectors.of, SENTENCES[:2])
        assert embedding._begun.wait(5)
        second = threads.submit(vectors.of, SENTENCES[:2])
        embedding._door.set()
        assert (first.result(5) == second.result(5)).all()
    assert sorted(embedding._seen) == sorted(SENTENCES[:2])
    assert (vectors.of(SENTENCES)[:2] == first.result()).all()


def test_who_waits_for_a_sentence_that_cannot_be_embedded_is_told_and_may_try_again():
    embedding = Counted(error=ModelUnreachableError("Nothing answers."))
    vectors = SentenceVectors(embedding)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(vectors.of, SENTENCES)
        assert embedding._begun.wait(5)
        second = threads.submit(vectors.of, SENTENCES)
        embedding._door.set()
        for asked in (first, second):
            with pytest.raises(ModelUnreachableError):
                asked.result(5)
    embedding._error = None
    assert vectors.of(SENTENCES).shape == (3, 64)
