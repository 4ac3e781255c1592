import numpy as np
import pytest

from evals.calibration import best_threshold, separation
from evals.metrics.auroc import auroc
from evals.metrics.risk import aurc, risk_coverage


def test_the_curve_keeps_the_surest_answers_first() -> None:
    # Confidence, loss, answered; the last question is refused and only lowers the coverage.
    rows = np.array([[0.5, 1, 1], [0.9, 0, 1], [0.7, 0, 1], [0.1, 0, 0]], dtype=float)
    curve = risk_coverage(rows)
    assert curve.coverage.tolist() == [0.25, 0.5, 0.75]
    assert curve.risk.tolist() == pytest.approx([0, 0, 1 / 3])
    assert curve.thresholds.tolist() == [0.9, 0.7, 0.5]
    assert aurc(rows) == pytest.approx(1 / 9)


def test_answers_of_equal_confidence_share_their_losses_in_any_order() -> None:
    rows = np.array([[0.5, 1, 1], [0.5, 0, 1]], dtype=float)
    assert aurc(rows) == aurc(rows[::-1]) == 0.5


def test_the_area_of_many_resamples_at_once_is_that_of_each() -> None:
    random = np.random.default_rng(7)
    rows = np.stack([random.integers(4, size=(5, 40)) / 4, *random.integers(2, size=(2, 5, 40))], axis=-1)
    assert aurc(rows).tolist() == pytest.approx([float(aurc(one)) for one in rows])
    assert aurc(rows)[0] == pytest.approx(risk_coverage(rows[0]).risk.mean())


def test_without_answers_the_area_is_undefined() -> None:
    assert np.isnan(aurc(np.array([[0.5, 1, 0]], dtype=float)))


def test_auroc_counts_the_pairs_in_the_right_order_and_half_the_ties() -> None:
    # Pairs: .8>.3, .8>.5, .5>.3, .5=.5.
    assert auroc(np.array([0.8, 0.5]), np.array([0.3, 0.5])) == pytest.approx(3.5 / 4)
    assert np.isnan(auroc(np.array([]), np.array([0.3])))


def test_the_threshold_lies_in_the_middle_of_the_gap_that_separates() -> None:
    fitted = best_threshold(np.array([0.1, 0.2, 0.6, 0.8]), np.array([0.0, 0.0, 1.0, 1.0]))
    assert fitted.value == pytest.approx(0.4)
    assert (fitted.answered_wrongly, fitted.refused_wrongly) == (0, 0)


def test_separation_takes_every_answer_to_a_question_to_refuse_for_a_loss() -> None:
    # Surest first: to answer, to refuse, to answer. Risks: 0, 1/2, 1/3.
    found = separation(np.array([0.9, 0.6, 0.3]), np.array([1.0, 0.0, 1.0]))
    assert found.auroc == 0.5
    assert found.aurc == pytest.approx(5 / 18)
    assert found.curve.coverage.tolist() == pytest.approx([1 / 3, 2 / 3, 1])


def test_a_dearer_wrong_answer_moves_the_threshold_up() -> None:
    confidence = np.array([0.2, 0.4, 0.5, 0.9])
    should_answer = np.array([0.0, 1.0, 0.0, 1.0])
    assert best_threshold(confidence, should_answer, wrong_answer_cost=0.5).value == pytest.approx(0.3)
    assert best_threshold(confidence, should_answer, wrong_answer_cost=2).value == pytest.approx(0.7)
