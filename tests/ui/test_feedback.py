"""Opinions on answers, and that the eval suite reads them."""

from datetime import UTC, datetime, timedelta

import pytest

from evals.questions import load
from rag.values import Finished, SourcesFound
from ui.conversation import Turn
from ui.errors import FeedbackError
from ui.feedback import REASONS, Feedback, Opinion

HISTORY = [{"role": "user", "content": "Before?"}, {"role": "assistant", "content": "Yes."}]


@pytest.fixture
def feedback(tmp_path):
    now = datetime(2026, 11, 25, tzinfo=UTC)
    ticks = iter(now + timedelta(seconds=n) for n in range(100))
    return Feedback(tmp_path / "feedback.jsonl", clock=lambda: next(ticks))


def turn(answer):
    return Turn("How much?").after(SourcesFound(answer.nearest, "How much?")).after(Finished(answer))


def test_the_eval_suite_reads_every_opinion_as_a_question(feedback, memory, silent):
    for answer in (memory, silent):
        feedback.append(Opinion("up"), turn(answer), [])
        for reason in (*REASONS, ""):
            feedback.append(Opinion("down", reason, "I <b>know</b>\nbetter."), turn(answer), HISTORY)
    assert len(load(feedback.path, {})) == 2 * (len(REASONS) + 2)


def test_an_approved_answer_is_gold(feedback, memory):
    feedback.append(Opinion("up"), turn(memory), [])
    (question,) = load(feedback.path, {})
    assert question.statuses == ("answered",)
    assert question.papers == ("lemo", "tempme")
    assert question.sentences[0].quote == memory.claims[0].citations[0].quote
    assert question.type == "casual"


def test_a_reproved_answer_is_not(feedback, memory):
    feedback.append(Opinion("down", "It should not have answered", "x" * 900), turn(memory), HISTORY)
    (question,) = load(feedback.path, {})
    assert question.must_refuse
    assert (question.papers, question.sentences) == ((), ())
    assert question.messages == tuple(HISTORY)
    assert question.id.startswith("2026-11-25T00:00:00+00:00 down: It should not have answered: xxx")
    assert len(question.id) < 600


def test_a_file_that_cannot_be_written_is_named(tmp_path, memory):
    with pytest.raises(FeedbackError, match="cannot be kept"):
        Feedback(tmp_path).append(Opinion("up"), turn(memory), [])
