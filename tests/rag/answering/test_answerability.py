from dataclasses import replace

import pytest

from rag.answering.answerability import (
    DEFAULT_MODEL,
    Signals,
    is_off_topic,
    refusal_status,
    shipped_calibrations,
)
from rag.models.manifest import llm_file
from rag.question import read_question
from rag.values import NO_MODEL

QUIET = Signals(
    cosine=0.6, covered=0.8, sentence_covered=0.7, named=1.0, figure_missing=0.0, strange=0.0, yes_or_no=0.0
)
TOLD = replace(QUIET, stated=0.8, certainty=0.9)


@pytest.mark.parametrize("name", ["default", "small"])
def test_each_embedded_model_has_a_calibration_under_its_own_name(name: str) -> None:
    file = llm_file(name)
    assert file is not None
    assert file.name.removesuffix(".gguf") in shipped_calibrations().models


def test_the_default_models_calibration_serves_a_model_that_has_none() -> None:
    default = llm_file("default")
    assert default is not None
    assert default.name == f"{DEFAULT_MODEL}.gguf"
    assert shipped_calibrations().of("another") == shipped_calibrations().of(DEFAULT_MODEL)


def test_without_what_a_model_tells_only_the_calibration_of_quotations_serves() -> None:
    assert shipped_calibrations().of(NO_MODEL).serves(QUIET)
    assert not shipped_calibrations().of(DEFAULT_MODEL).serves(QUIET)
    assert shipped_calibrations().of(DEFAULT_MODEL).serves(TOLD)


@pytest.mark.parametrize("model", shipped_calibrations().models)
def test_a_stricter_threshold_is_never_lower(model: str) -> None:
    calibration = shipped_calibrations().of(model)
    thresholds = [calibration.threshold(strictness / 10) for strictness in range(11)]
    assert thresholds == sorted(thresholds)


def test_an_answer_that_the_model_finds_stated_is_the_surer() -> None:
    calibration = shipped_calibrations().of(DEFAULT_MODEL)
    assert calibration.confidence(TOLD) > calibration.confidence(replace(TOLD, stated=0.3))


@pytest.mark.parametrize(
    ("question", "covered", "status"),
    [
        ("How many layers does it have?", 0.6, "not_in_abstract"),
        ("How many layers does it have?", 0.2, "not_in_corpus"),
        ("Which papers are about layers?", 0.6, "not_in_corpus"),
    ],
)
def test_a_refusal_tells_an_absent_detail_from_an_absent_matter(
    question: str, covered: float, status: str
) -> None:
    assert refusal_status(read_question(question), replace(QUIET, covered=covered), 0.4) == status


@pytest.mark.parametrize(
    ("question", "nearest", "off_topic"),
    [
        ("Is liver transplantation needed?", 0.1, True),
        ("Is liver transplantation needed?", 0.5, False),
        ("Is liver transplantation needed?", None, False),
        ("Which papers are about layers?", 0.1, False),
    ],
)
def test_a_question_that_no_passage_comes_near_is_about_something_else(
    question: str, nearest: float | None, off_topic: bool
) -> None:
    assert is_off_topic(read_question(question), replace(QUIET, nearest=nearest)) is off_topic


def test_what_is_about_something_else_is_not_in_the_corpus_whatever_words_it_shares() -> None:
    signals = replace(QUIET, covered=0.9, nearest=0.1)
    assert refusal_status(read_question("Is liver transplantation needed?"), signals, 0.4) == "not_in_corpus"
