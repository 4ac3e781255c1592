"""Whether the evidence answers the question: signals, and the probability that they were calibrated to."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from rag.names import strangers
from rag.question import Reading
from rag.similarity import Coverage, SentenceVectors
from rag.text import Idf
from rag.values import Evidence, Status
from rag.verification.quantities import figures


@dataclass(frozen=True)
class Signals:
    """What speaks for an answer being there; each from 0 to 1.

    Attributes:
        cosine: of the question and the nearest evidence sentence.
        covered: the weighted share of the question's words in the best single paper.
        sentence_covered: the same for the best single sentence under its title.
        named: whether the question names a paper that is here.
        figure_missing: whether a number is asked for and the evidence has none.
        strange: whether the question holds a name that no paper of the evidence holds.
        stated: the chat model's probability that the evidence states the answer; None without a model.
        unstated: the probability that it would reply "Not stated"; None without a model.
    """

    cosine: float
    covered: float
    sentence_covered: float
    named: float
    figure_missing: float
    strange: float
    stated: float | None = None
    unstated: float | None = None

    def known(self) -> dict[str, float]:
        """Those that there are, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Calibration:
    """Logistic models fitted on the development questions, and thresholds for each strictness.

    `quoting` serves where no chat model gives its word, `stated` where one does. A model is weights by
    signal and a "bias". `topical` is the least `covered` of a question that the library's papers are about.
    `thresholds` go from strictness 0 to 1 in equal steps.
    """

    quoting: Mapping[str, float]
    stated: Mapping[str, float]
    topical: float
    thresholds: Mapping[str, Sequence[float]]

    def confidence(self, signals: Signals) -> float:
        """The probability that the evidence answers the question."""
        weights = self.quoting if signals.stated is None else self.stated
        values = signals.known()
        score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in values.items())
        return 1 / (1 + math.exp(-score))

    def threshold(self, strictness: float, *, stated: bool) -> float:
        """The confidence from which an answer is given."""
        steps = self.thresholds["stated" if stated else "quoting"]
        place = strictness * (len(steps) - 1)
        low = min(int(place), len(steps) - 2)
        return steps[low] + (place - low) * (steps[low + 1] - steps[low])


@cache
def shipped_calibration() -> Calibration:
    """The calibration that ships with this version."""
    return Calibration(**json.loads(files("rag").joinpath("calibration.json").read_text("utf-8")))


def read_signals(
    reading: Reading, evidence: Sequence[Evidence], vectors: SentenceVectors, idf: Idf
) -> Signals:
    """The signals that need no chat model.

    Raises:
        ModelError: the embedding model failed.
    """
    texts = [item.text for item in evidence]
    wordings = vectors.of(reading.wordings)
    words = Coverage(reading.question, idf)
    return Signals(
        cosine=max(0.0, float((vectors.of(texts) @ wordings.T).max())) if texts else 0.0,
        covered=max((words.of(item.paper.title, item.paper.abstract) for item in evidence), default=0.0),
        sentence_covered=max((words.of(item.paper.title, item.text) for item in evidence), default=0.0),
        named=float(bool(reading.subjects)),
        figure_missing=float(reading.asks_number and not any(figures(text) for text in texts)),
        strange=float(_has_strange_name(reading.question, evidence)),
    )


def _has_strange_name(question: str, evidence: Sequence[Evidence]) -> bool:
    papers = {item.paper.id: item.paper for item in evidence}.values()
    return bool(papers) and bool(set.intersection(*(set(strangers(question, paper)) for paper in papers)))


def refusal_status(reading: Reading, signals: Signals, calibration: Calibration) -> Status:
    """Which refusal is due: is the paper here, or is nothing here about it?"""
    return (
        "not_in_abstract" if reading.subjects or signals.covered >= calibration.topical else "not_in_corpus"
    )
