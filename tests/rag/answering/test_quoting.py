import pytest

from corpus.paper import Paper
from rag.answering.novelty import echoed, says_more
from rag.answering.quoting import best_of_each, is_aside, mended, quotations, quote
from rag.question import read_question
from rag.values import Evidence
from rag.verification.attribution import sentences_of
from rag.verification.verifier import Judgement

ONE = Paper("a", "LeMo", "LeMo saves memory. It is fast. It is small.")
OTHER = Paper("b", "DyMU", "DyMU merges tokens.")


def evidence(paper: Paper, place: int, score: float) -> Evidence:
    span = sentences_of([paper])[place].span
    return Evidence(paper, paper.abstract[span.start : span.end], span.start, span.end, score)


BEST, CLOSE, FAR, ELSEWHERE = (
    evidence(ONE, 1, 1.0),
    evidence(ONE, 0, 0.95),
    evidence(ONE, 2, 0.3),
    evidence(OTHER, 0, 0.9),
)
ALL = (FAR, BEST, ELSEWHERE, CLOSE)
QUESTION = "How fast is it?"


def test_a_quotation_cites_its_own_span() -> None:
    judgement = quote(BEST)
    assert (judgement.claim, judgement.verdict, judgement.score) == ("It is fast.", "quoted", 1.0)
    assert judgement.attribution is not None
    assert judgement.attribution.text == "It is fast."


def test_the_best_sentence_is_quoted_and_one_of_its_paper_as_good_in_the_abstracts_order() -> None:
    quoted = quotations(read_question("How fast is it?"), ALL)
    assert [judgement.claim for judgement in quoted] == ["LeMo saves memory.", "It is fast."]


def test_a_comparison_is_answered_by_a_sentence_of_each_paper() -> None:
    quoted = quotations(read_question("Compare LeMo with DyMU."), ALL)
    assert [judgement.claim for judgement in quoted] == ["It is fast.", "DyMU merges tokens."]


def test_a_work_is_the_paper_that_stands_first_whichever_sentence_fits_best() -> None:
    quoted = quotations(read_question("Which paper merges tokens?"), (ELSEWHERE, BEST))
    assert [judgement.claim for judgement in quoted] == ["DyMU merges tokens."]


def test_what_only_tells_that_something_is_public_answers_no_other_question() -> None:
    paper = Paper("c", "LongOut", "We have made public our data on length. A small part of it is enough.")
    public, enough = evidence(paper, 0, 0.9), evidence(paper, 1, 0.5)
    assert [it.claim for it in quotations(read_question("Is little data enough?"), (public, enough))] == [
        "A small part of it is enough."
    ]
    assert quotations(read_question("Is the data public?"), (public, enough))[0] == quote(public)


def test_without_evidence_nothing_is_quoted() -> None:
    assert quotations(read_question("How fast is it?"), ()) == []


def test_the_best_sentence_of_each_paper_comes_best_first() -> None:
    assert best_of_each(ALL) == [BEST, ELSEWHERE]


def test_a_fallen_claim_gives_way_to_the_best_sentence_of_its_paper() -> None:
    near = quote(FAR).attribution
    fallen = Judgement("It is 9x as slow.", "unsupported", 0.1, near, "number")
    stands = Judgement("DyMU merges tokens.", "supported", 0.9, quote(ELSEWHERE).attribution)
    assert [judgement.claim for judgement in mended([fallen, stands], ALL, QUESTION)] == [
        "DyMU merges tokens.",
        "It is fast.",
    ]


def test_what_is_said_already_is_not_quoted_again() -> None:
    fallen = Judgement("It is 9x as slow.", "unsupported", 0.1, quote(FAR).attribution, "number")
    assert mended([quote(BEST), fallen], ALL, QUESTION) == [quote(BEST)]


def test_what_an_abstract_denies_gives_way_to_the_sentence_that_denies_it() -> None:
    fallen = Judgement("It is large.", "contradicted", 0.1, quote(FAR).attribution, "opposite")
    assert [judgement.claim for judgement in mended([fallen], ALL, QUESTION)] == ["It is small."]


def test_a_claim_that_came_near_no_sentence_leaves_nothing() -> None:
    assert mended([Judgement("Bananas.", "unsupported", 0.0, fault="unsaid")], ALL, QUESTION) == []


@pytest.mark.parametrize(
    ("drawn_from", "expected"), [(CLOSE, "LeMo saves memory."), (FAR, "It is fast.")], ids=["close", "far"]
)
def test_an_echo_gives_way_to_the_sentence_it_was_drawn_from_or_to_one_that_fits_much_better(
    drawn_from: Evidence, expected: str
) -> None:
    echo = echoed(Judgement("LeMo is LeMo.", "supported", 0.9, quote(drawn_from).attribution))
    assert not echo.stands
    assert [judgement.claim for judgement in mended([echo], ALL, QUESTION)] == [expected]


def test_a_copied_sentence_that_fits_much_less_than_another_of_its_paper_is_an_aside() -> None:
    assert is_aside(quote(FAR), ALL)
    assert not is_aside(quote(CLOSE), ALL)
    assert not is_aside(quote(ELSEWHERE), ALL)


def test_what_is_said_in_the_models_own_words_is_no_aside() -> None:
    assert not is_aside(Judgement("It is tiny.", "supported", 0.9, quote(FAR).attribution), ALL)


def test_where_something_can_be_had_is_no_ground_for_what_was_asked() -> None:
    paper = Paper("c", "LongOut", "We have made public our data. A fraction of the data is enough.")
    public, enough = evidence(paper, 0, 0.2), evidence(paper, 1, 0.1)
    echo = echoed(Judgement("A bit of data is enough.", "supported", 0.9, quote(public).attribution))
    kept = mended([echo], (public, enough), "Is a bit of data enough?")
    assert [judgement.claim for judgement in kept] == ["A fraction of the data is enough."]


def test_a_sentence_says_more_only_by_a_telling_word_of_its_own() -> None:
    assert says_more("LeMo saves memory by dropping tokens.", "How does LeMo save memory?")
    assert says_more("LeMo tunes one token.", "How many tokens does LeMo tune?")
    assert not says_more("The paper proposes LeMo.", "What is LeMo?")
    assert not says_more("It merges by likeness.", "It merges depending on likeness. What threshold?")
    assert not says_more("It merges based on likeness.", "It merges depending on likeness. What threshold?")
    assert not says_more("LeMo saves memory.", "Does LeMo save much?", "Memory")
