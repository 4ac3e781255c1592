import random
from dataclasses import replace

import pytest

from corpus import LexicalMatch, Library, Paper, lexical, read, trending_papers_path
from corpus.lexical import Frequencies, search_terms


@pytest.fixture(scope="module")
def trending(tmp_path_factory):
    with Library.create(tmp_path_factory.mktemp("library") / "trending.sqlite") as library:
        library.add(read(trending_papers_path()))
        yield library


def found(library, query, limit=10):
    return [match.paper_id for match in library.search(query, limit)]


def test_a_paper_is_found_by_the_words_of_its_title(trending):
    papers = list(trending.papers())
    first = sum(found(trending, paper.title, 1) == [paper.id] for paper in papers)
    assert first == 61


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("How much memory does LeMo save?", "lemo-"),
        ("what's IAPT's number of soft tokens", "iapt-"),
        ("P-tuning v2", "effectiveness-of-data-augmentation"),
        ("lemo", "lemo-"),
        ("tokeniser TRANSFER zero-shot", "zero-shot-tokenizer-transfer"),
        ("sentence segmentation", "segment-any-text"),
        ("fault aware code generation", "fait-"),
    ],
)
def test_a_question_finds_its_paper_first(trending, query, start):
    assert found(trending, query)[0].startswith(start)


def test_matches_come_best_first_with_scores_above_zero(trending):
    matches = trending.search("prompt tuning for language models", 20)
    scores = [match.score for match in matches]
    assert len(matches) == 20
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_a_share_tells_how_much_of_a_query_a_paper_answers(trending):
    whole = trending.search("LeMo", 1)[0]
    half = trending.search("LeMo zebras", 1)[0]
    assert 0.5 < whole.share < 1, "a title's word that stands there several times"
    assert half.score == whole.score
    assert 0.3 < half.share / whole.share < 0.7, "a word that no paper has counts against it"


def test_how_telling_a_word_is_may_be_said_by_more_papers_than_the_librarys(trending):
    query = "LeMo zebras"
    own = Frequencies(len(trending), trending.document_frequencies(search_terms(query)))
    assert trending.search(query, 1, among=own) == trending.search(query, 1)
    common = Frequencies(1_000, {"lemo": 500, "zebras": 1})
    (match,) = trending.search(query, 1, among=common)
    assert match.share < trending.search(query, 1)[0].share / 2


def test_what_was_read_ahead_changes_no_score(tmp_path, monkeypatch):
    monkeypatch.setattr(lexical, "_READ_AHEAD", 5)
    queries = ("tokens of language models", "token modeling", "proposed tuning")
    with Library.create(tmp_path / "some.sqlite") as library:
        library.add(read(trending_papers_path()))
        before = [library.search(query, 20) for query in queries]
        with Library.open(library.path) as other:
            other.read_ahead()
            assert {"token", "propos"} <= other._lexical._shares._made[1]._known.keys()
            assert "the" not in other._lexical._shares._made[1]._known
            assert [other.search(query, 20) for query in queries] == before


def test_a_smaller_limit_gives_the_head_of_a_larger(trending):
    assert found(trending, "tuning of tokens", 3) == found(trending, "tuning of tokens", 50)[:3]
    assert found(trending, "tuning", 0) == found(trending, "tuning", -1) == []
    assert len(found(trending, "language", 10_000)) == trending.document_frequencies(["language"])["language"]


def test_a_word_of_the_title_counts_for_more(library):
    library.add([Paper("abstract", "One", "We see gold here."), Paper("title", "Gold", "We see one here.")])
    assert found(library, "gold") == ["title", "abstract"]


def test_a_word_that_every_paper_has_still_finds_them(library, numbered):
    library.add(numbered(4))
    assert found(library, "abstract") == ["p0", "p1", "p2", "p3"]
    assert all(0.05 < match.score < 0.5 for match in library.search("abstract")), "little weight, but some"
    assert found(library, "abstract number2")[0] == "p2"


def test_one_word_of_the_query_is_enough(library, lemo, iapt):
    library.add([lemo, iapt])
    assert found(library, "quantum chromodynamics memory") == ["lemo"]


def test_word_forms_and_accents_do_not_matter(library):
    library.add([Paper("x", "Naïve tokenizers", "They were tokenizing."), Paper("y", "Other", "None.")])
    for query in ("tokenizer", "TOKENIZED", "naive", "naïve", "nai\u0308ve"):
        assert found(library, query) == ["x"]


@pytest.mark.parametrize(
    "query", ["", "   ", "?!", "the of and", "what is it about?", "\x00", '"', "日", "_"]
)
def test_a_query_that_says_nothing_known_finds_nothing(trending, query):
    assert trending.search(query) == []


@pytest.mark.parametrize(
    "query",
    [
        'tuning"',
        '"tuning" AND (',
        "tuning NEAR(a b)",
        "title:tuning",
        "tuning* ^token",
        "-tuning +token",
        "{tuning} NOT x",
        "tuning\x00token",
        "tuning; DROP TABLE papers",
        "tuning \ud83d",
        "OR tuning AND",
        "tuning " * 5000,
        " ".join(f"word{n}" for n in range(5000)) + " tuning",
        "tuning 😀 漢字 هل",
    ],
    ids=lambda query: repr(query[:15]),
)
def test_any_text_is_a_query_and_never_an_error(trending, query):
    assert isinstance(trending.search(query), list)
    assert trending.get("x") is None


def test_random_text_is_never_an_error(trending):
    chance = random.Random(1)
    characters = [
        *"abc \"'()*:^+-{}[]\\/.,;!?&|~<>=@#$%\x00\n\t",
        "é",
        "\u017f",
        "İ",
        "ß",
        "漢",
        "\u0301",
        "\ud800",
        "😀",
        "²",
    ]
    for _ in range(150):
        text = "".join(chance.choices(characters, k=chance.randrange(30)))
        trending.search(text)
        trending.document_frequencies([text])


def test_the_words_of_a_query_are_told_once_and_without_function_words():
    assert search_terms("How does P-tuning v2 improve LeMo's LEMO, and what's the KV_cache?") == [
        *("p", "tuning", "v2", "improve", "lemo", "kv", "cache")
    ]
    assert len(search_terms(" ".join(f"w{n}" for n in range(1000)))) == 256


def test_a_search_sees_what_another_library_object_wrote(path, lemo, iapt):
    with Library.create(path) as writer, Library.open(path) as reader:
        writer.add([lemo])
        assert found(reader, "memory tokens") == ["lemo"]
        writer.add([iapt])
        assert found(reader, "memory tokens") == ["lemo", "iapt"]
        assert reader.document_frequencies(["tuning"]) == {"tuning": 2}
        writer.remove(["lemo"])
        assert found(reader, "memory tokens") == ["iapt"]
        assert reader.document_frequencies(["tuning"]) == {"tuning": 1}


def test_scores_do_not_depend_on_what_was_asked_before(path, lemo, iapt):
    with Library.create(path) as library:
        library.add([lemo, iapt])
        library.search("tuning")
        library.add([replace(iapt, id="third"), Paper("z", "Zero", "Nothing here.")])
        warm = library.search("soft prompt tuning of memory")
    with Library.open(path) as library:
        assert library.search("soft prompt tuning of memory") == warm
        assert all(isinstance(match, LexicalMatch) for match in warm)


def test_document_frequencies_count_papers_by_stem(library, lemo, iapt):
    library.add([lemo, iapt])
    terms = ["tuning", "TUNED", "prompt-tuning", "LeMo", "nothing", "", "?", "\ud83d"]
    assert library.document_frequencies(iter(terms)) == {
        "tuning": 2,
        "TUNED": 2,
        "prompt-tuning": 1,
        "LeMo": 1,
        "nothing": 0,
        "": 0,
        "?": 0,
        "\ud83d": 0,
    }
    assert library.document_frequencies([]) == {}
