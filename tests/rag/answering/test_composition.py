from dataclasses import replace

from corpus.paper import Paper
from rag.answering.composition import compose_claims, sources_of, text_of
from rag.verification.attribution import Attribution, sentences_of
from rag.verification.verifier import Judgement

ONE = Paper("a", "LeMo: Less Token Involvement", "LeMo saves memory. It is fast.")
OTHER = Paper("b", "A study of tokens", "Tokens are many.")


def ground(paper: Paper, *places: int) -> Attribution:
    sentences = sentences_of([paper])
    return Attribution(tuple(sentences[place] for place in places), 0.9, 0.9)


SAID = Judgement("Memory is saved quickly.", "supported", 0.8, ground(ONE, 0, 1))
QUOTED = Judgement("Tokens are many.", "quoted", 1.0, ground(OTHER, 0))
FALLEN = Judgement("Memory doubles.", "contradicted", 0.1, ground(ONE, 0), "opposite")


def test_only_claims_that_stand_are_composed_with_exact_spans() -> None:
    claims = compose_claims([SAID, FALLEN, QUOTED])
    assert [(claim.text, claim.verdict, claim.score) for claim in claims] == [
        ("Memory is saved quickly.", "supported", 0.8),
        ("Tokens are many.", "quoted", 1.0),
    ]
    for claim in claims:
        for citation in claim.citations:
            assert citation.paper.abstract[citation.start : citation.end] == citation.quote


def test_papers_are_numbered_in_order_of_appearance() -> None:
    claims = compose_claims([QUOTED, SAID, QUOTED])
    assert [[citation.number for citation in claim.citations] for claim in claims] == [[1], [2, 2], [1]]
    assert [(source.number, source.paper) for source in sources_of(claims)] == [(1, OTHER), (2, ONE)]


def test_a_marker_stands_before_the_full_stop_once_for_each_paper() -> None:
    assert text_of(compose_claims([SAID])) == "Memory is saved quickly [1]."


def test_a_quotation_is_marked_as_one_and_names_its_paper() -> None:
    assert text_of(compose_claims([QUOTED])) == "“Tokens are many.” — A study of tokens [1]"


def test_a_claim_without_a_full_stop_ends_with_its_marker() -> None:
    bare = Judgement("Memory is saved", "supported", 0.8, ground(ONE, 0))
    assert text_of(compose_claims([bare, bare]), separator="\n") == "Memory is saved [1]\nMemory is saved [1]"


def test_a_paper_that_says_otherwise_is_quoted_after_the_claim_and_told_as_such() -> None:
    disputed = replace(SAID, against=ground(OTHER, 0))
    claims = compose_claims([disputed])
    assert [claim.contrary for claim in claims] == [False, True]
    assert text_of(claims) == "Memory is saved quickly [1]. But: “Tokens are many.” — A study of tokens [2]"
    assert [source.paper for source in sources_of(claims)] == [ONE, OTHER]


def test_of_no_claims_there_is_no_text() -> None:
    assert (text_of(()), sources_of(())) == ("", ())
