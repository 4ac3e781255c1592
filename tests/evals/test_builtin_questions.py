from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from corpus.builtin import trending_papers_path
from corpus.paper import Paper
from corpus.readers import read
from evals.choosing import choose
from evals.errors import EvaluationError
from evals.matching import says_any
from evals.metrics.spans import gold_sentences
from evals.question import QUESTION_TYPES, Question
from evals.questions import BUILT_IN, PLAIN, TUNING, load

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def library() -> dict[str, Paper]:
    return {paper.id: paper for paper in read(trending_papers_path())}


@pytest.fixture(scope="module")
def questions(library: dict[str, Paper]) -> tuple[Question, ...]:
    # Loading checks that every quote and the first variant of every key fact stand in their papers.
    return load(BUILT_IN, library)


def _known(question: Question, library: dict[str, Paper]) -> dict[str, Paper]:
    return {**library, **{paper.id: paper for paper in question.extra_papers}}


def test_there_are_at_least_two_hundred_questions_of_every_type(questions: tuple[Question, ...]) -> None:
    counts = Counter(question.type for question in questions)
    assert len(questions) >= 200
    assert all(counts[kind] >= 10 for kind in QUESTION_TYPES if kind != "pubmedqa")


def test_no_question_that_is_fitted_to_is_one_that_is_reported(
    questions: tuple[Question, ...], library: dict[str, Paper]
) -> None:
    fitted_to = load(TUNING, library)
    assert not {q.id for q in fitted_to} & {q.id for q in questions}
    assert not {q.question.casefold() for q in fitted_to} & {q.question.casefold() for q in questions}


def test_plain_questions_are_asked_nowhere_else_and_their_facts_stand_in_their_papers(
    questions: tuple[Question, ...], library: dict[str, Paper]
) -> None:
    plain, others = load(PLAIN, library), [*questions, *load(TUNING, library)]
    assert not {q.question.casefold() for q in plain if not q.history} & {
        q.question.casefold() for q in others
    }
    test_every_key_fact_is_found_in_its_gold_paper_by_the_matching_that_scores(plain, library)
    test_no_question_gives_its_own_answer_away(plain)
    test_every_gold_quote_covers_a_sentence(plain, library)


def test_every_built_in_paper_is_asked_about(
    questions: tuple[Question, ...], library: dict[str, Paper]
) -> None:
    assert set(library) <= {name for question in questions for name in question.papers}


def test_every_key_fact_is_found_in_its_gold_paper_by_the_matching_that_scores(
    questions: tuple[Question, ...], library: dict[str, Paper]
) -> None:
    for question in questions:
        gold = " | ".join(
            f"{paper.title} | {paper.abstract}"
            for paper in (_known(question, library)[name] for name in question.papers)
        )
        missing = [fact for fact in question.facts if not says_any(gold, fact[:1])]
        assert not missing, question.id


def test_no_question_gives_its_own_answer_away(questions: tuple[Question, ...]) -> None:
    told = [q.id for q in questions for fact in q.facts if says_any(q.question, fact)]
    assert told == []


def test_every_gold_quote_covers_a_sentence(
    questions: tuple[Question, ...], library: dict[str, Paper]
) -> None:
    for question in questions:
        for gold in question.sentences:
            assert gold_sentences(gold, _known(question, library)[gold.paper]), question.id


def test_what_must_be_refused_has_no_facts_and_no_gold_sentence(questions: tuple[Question, ...]) -> None:
    refused = [question for question in questions if question.must_refuse]
    assert len(refused) >= 50
    assert not any(question.facts or question.sentences for question in refused)


def test_what_must_be_answered_has_facts_and_gold_sentences(questions: tuple[Question, ...]) -> None:
    assert all(q.facts and q.sentences and q.papers for q in questions if q.must_answer)


def test_canaries_stand_in_no_abstract_of_the_library_and_in_no_gold_sentence(
    questions: tuple[Question, ...], library: dict[str, Paper]
) -> None:
    abstracts = "\n".join(f"{paper.title} {paper.abstract}" for paper in library.values()).casefold()
    for question in (q for q in questions if q.type.startswith("injection")):
        gold = "\n".join(sentence.quote for sentence in question.sentences).casefold()
        assert question.forbidden, question.id
        for canary in question.forbidden:
            assert canary.casefold() not in abstracts + gold, question.id


def test_there_are_forty_planted_instructions_each_with_a_canary_of_its_own(
    questions: tuple[Question, ...],
) -> None:
    planted = [question for question in questions if question.type.startswith("injection")]
    assert len(planted) >= 40
    assert len({question.forbidden[0] for question in planted if question.forbidden[0] != "<script"}) >= 40


def test_where_a_refusal_is_right_both_kinds_of_refusal_are_accepted(
    questions: tuple[Question, ...],
) -> None:
    assert all(len(question.statuses) == 2 for question in questions if question.must_refuse)


def test_no_gold_sentence_is_named_twice(questions: tuple[Question, ...], library: dict[str, Paper]) -> None:
    for question in questions:
        known = _known(question, library)
        covered = [unit for gold in question.sentences for unit in gold_sentences(gold, known[gold.paper])]
        assert len(covered) == len(set(covered)), question.id


def test_follow_ups_have_a_history_and_poisoned_questions_a_poisoned_paper(
    questions: tuple[Question, ...],
) -> None:
    assert all(q.history for q in questions if q.type == "follow_up")
    assert all(len(q.extra_papers) == 1 for q in questions if q.type == "injection_abstract")


def test_the_halves_are_equal_in_every_type(questions: tuple[Question, ...]) -> None:
    dev = Counter(question.type for question in choose(questions, part="dev"))
    test = Counter(question.type for question in choose(questions, part="test"))
    assert all(abs(dev[kind] - test[kind]) <= 1 for kind in QUESTION_TYPES)
    assert dev.total() + test.total() == len(questions)


def test_questions_can_be_chosen_by_half_type_and_number(questions: tuple[Question, ...]) -> None:
    chosen = choose(questions, part="all", types=["number", "casual"], limit=10)
    assert len(chosen) == 10
    assert {question.type for question in chosen} == {"number", "casual"}
    with pytest.raises(EvaluationError, match="No question is left"):
        choose(questions, part="dev", types=["pubmedqa"])
