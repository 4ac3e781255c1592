import numpy as np
import pytest

from evals.metrics.bootstrap import bootstrap
from evals.metrics.cost import spread
from evals.metrics.measure import as_array, mean
from evals.metrics.paired import compare_rows, mcnemar, randomisation
from evals.metrics.refusals import refusal_f1, refusal_precision, refusal_recall
from evals.metrics.verification import accuracy, macro_f1, separations


def test_the_interval_holds_the_value_and_is_the_same_every_time() -> None:
    rows = as_array([(float(i % 2),) for i in range(100)])
    interval = bootstrap(rows, mean)
    assert interval == bootstrap(rows, mean)
    assert interval.value == 0.5
    assert interval.n == 100
    # The normal approximation gives .5 +- 1.96 * .05.
    assert interval.low == pytest.approx(0.402, abs=0.02)
    assert interval.high == pytest.approx(0.598, abs=0.02)


def test_equal_rows_have_an_interval_of_no_width() -> None:
    interval = bootstrap(as_array([(0.3,)] * 5), mean)
    assert (interval.low, interval.high) == pytest.approx((0.3, 0.3))


@pytest.mark.parametrize(("value", "low", "high"), [(0.0, 0.0, 0.3085), (1.0, 0.6915, 1.0)])
def test_ten_of_ten_is_not_taken_for_certainty(value: float, low: float, high: float) -> None:
    # Clopper and Pearson's bounds for 0 and for 10 of 10.
    interval = bootstrap(as_array([(value,)] * 10), mean)
    assert (interval.value, interval.n) == (value, 10)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-4)


def test_every_statistic_takes_many_resamples_at_once() -> None:
    random = np.random.default_rng(7)
    rows = random.integers(3, size=(6, 30, 3)).astype(float)
    binary = random.integers(2, size=(6, 30, 2)).astype(float)
    for statistic in (mean, accuracy, macro_f1, *separations().values()):
        assert statistic(rows).tolist() == pytest.approx([float(statistic(one)) for one in rows])
    for statistic in (refusal_precision, refusal_recall, refusal_f1):
        assert statistic(binary).tolist() == pytest.approx([float(statistic(one)) for one in binary])


def test_no_rows_give_no_number() -> None:
    assert np.isnan(bootstrap(as_array([]), mean).value)
    assert compare_rows(as_array([]), as_array([]), mean).p == 1


def test_mcnemar_is_the_exact_binomial_of_the_discordant_pairs() -> None:
    before = np.array([0, 0, 0, 0, 0, 1, 1, 1.0])
    after = np.array([1, 1, 1, 1, 1, 0, 1, 1.0])
    # Five won, one lost: 2 * (C(6,0) + C(6,1)) / 2**6.
    assert mcnemar(before, after) == pytest.approx(14 / 64)
    assert mcnemar(before, before) == 1


def test_the_randomisation_test_agrees_with_all_sign_flips() -> None:
    before = as_array([(0.0,)] * 5)
    after = as_array([(0.1,), (0.2,), (0.3,), (0.4,), (0.5,)])
    # Only two of the 32 sign patterns are as extreme as all of one sign.
    assert randomisation(before, after, mean) == pytest.approx(2 / 32, abs=0.02)
    assert randomisation(before, before, mean) == 1


def test_a_comparison_names_its_test_and_its_change() -> None:
    before, after = as_array([(0.0,), (1.0,), (0.0,)]), as_array([(1.0,), (1.0,), (1.0,)])
    binary = compare_rows(before, after, mean)
    assert binary.test == "McNemar"
    assert binary.change.value == pytest.approx(2 / 3)
    assert not binary.significant
    assert compare_rows(before, after + 0.5, mean).test == "randomisation"


def test_a_large_steady_change_is_significant() -> None:
    before = as_array([(i / 100,) for i in range(50)])
    assert compare_rows(before, before + 0.2, mean).significant


def test_a_spread_has_the_usual_landmarks() -> None:
    landmarks = spread([1.0, 2.0, 3.0, 4.0])
    assert (landmarks.n, landmarks.mean, landmarks.median, landmarks.largest) == (4, 2.5, 2.5, 4)
    assert landmarks.p95 == pytest.approx(3.85)
