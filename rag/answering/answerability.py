"""Whether the evidence answers the question: signals, and the probability that they were calibrated to."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from rag.answering.novelty import gives_number
from rag.names import COMMON_NAMES, folded, strangers
from rag.question import Reading
from rag.similarity import Coverage, SentenceVectors
from rag.text import Idf
from rag.values import Evidence, Hit, Status

DEFAULT_MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"


OFF_TOPIC = 0.24
"""The cosine of a question and the nearest passage, by MiniLM, below which nothing here is about it.

Of the 451 questions to answer among those to develop and tune on 4 lie below, of the first 250 of PubMedQA
248, of 42 others about what is not here 28.
"""


@dataclass(frozen=True)
class Signals:
    """What speaks for an answer being there; each from 0 to 1.

    Attributes:
        cosine: of the question and the nearest evidence sentence.
        covered: the weighted share of the question's words in the best single paper.
        sentence_covered: the same for the best single sentence under its title.
        named: whether the question names a paper that is here.
        figure_missing: whether a number is asked for and the evidence has none but those of the question.
        strange: whether the question holds a name that no paper of the evidence holds.
        nearest: the cosine of the question and the nearest passage that was found; None where the retriever
            does not tell.
        yes_or_no: whether the question is answered with yes or no: a small model then says no too often when
            it is asked whether the answer is there.
        stated: the chat model's probability that the evidence states the answer; None without a model.
        certainty: how sure the model was of the words of its draft; None without a draft.
    """

    cosine: float
    covered: float
    sentence_covered: float
    named: float
    figure_missing: float
    strange: float
    yes_or_no: float
    nearest: float | None = None
    stated: float | None = None
    certainty: float | None = None

    def known(self) -> dict[str, float]:
        """Those that there are, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Calibration:
    """A logistic model fitted on development questions, and the thresholds for each strictness.

    `weights` are by signal, and a "bias". `thresholds` go from strictness 0 to 1 in equal steps.
    """

    weights: Mapping[str, float]
    thresholds: Sequence[float]

    def serves(self, signals: Signals) -> bool:
        """Whether every signal that has a weight is there."""
        return self.weights.keys() - {"bias"} <= signals.known().keys()

    def confidence(self, signals: Signals) -> float:
        """The probability that the evidence answers the question."""
        known = signals.known()
        score = self.weights["bias"] + sum(self.weights.get(name, 0.0) * known[name] for name in known)
        return 1 / (1 + math.exp(-score))

    def threshold(self, strictness: float) -> float:
        """The confidence from which an answer is given."""
        place = strictness * (len(self.thresholds) - 1)
        low = min(int(place), len(self.thresholds) - 2)
        return self.thresholds[low] + (place - low) * (self.thresholds[low + 1] - self.thresholds[low])


@dataclass(frozen=True)
class Calibrations:
    """A calibration for each chat model, as models differ in how readily they say yes.

    `models` are by name, `NO_MODEL` for answers of quotations alone; one that is not among them is taken to
    be like the default. `topical` is the least `covered` of a question that the library's papers are about.
    """

    topical: float
    models: Mapping[str, Calibration]

    def of(self, model: str) -> Calibration:
        """The calibration of a model."""
        return self.models.get(model) or self.models[DEFAULT_MODEL]


@cache
def shipped_calibrations() -> Calibrations:
    """The calibrations that ship with this version."""
    shipped = json.loads(files("rag").joinpath("calibration.json").read_text("utf-8"))
    models = {name: Calibration(**calibration) for name, calibration in shipped["models"].items()}
    return Calibrations(shipped["topical"], models)


def read_signals(
    reading: Reading, hits: Sequence[Hit], evidence: Sequence[Evidence], vectors: SentenceVectors, idf: Idf
) -> Signals:
    """The signals that need no chat model.

    Raises:
        ModelError: the embedding model failed.
    """
    texts = [item.text for item in evidence]
    question = vectors.of([reading.question])[0]
    words = Coverage(reading.question, idf)
    return Signals(
        cosine=max(0.0, float((vectors.of(texts) @ question).max())) if texts else 0.0,
        covered=max((words.of(item.paper.title, item.paper.abstract) for item in evidence), default=0.0),
        sentence_covered=max((words.of(item.paper.title, item.text) for item in evidence), default=0.0),
        named=float(bool(reading.subjects)),
        figure_missing=float(
            reading.asks_number and not any(gives_number(text, reading.question) for text in texts)
        ),
        strange=float(_has_strange_name(reading.question, evidence)),
        yes_or_no=float(reading.yes_or_no),
        nearest=max((hit.cosine for hit in hits if hit.cosine is not None), default=None),
    )


def _has_strange_name(question: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a name is in no paper; a question in capitals alone marks none, a common one is no name."""
    asked = question.casefold() if question.isupper() else question
    papers = {item.paper.id: item.paper for item in evidence}.values()
    strange = [set(strangers(asked, paper)) for paper in papers]
    return bool(strange) and any(folded(name) not in COMMON_NAMES for name in set.intersection(*strange))


def is_off_topic(reading: Reading, signals: Signals) -> bool:
    """Whether nothing that was found is about what a question asks; never where it names a paper.

    A listing has a measure of its own, by sentences.
    """
    if signals.nearest is None or reading.listing or reading.subjects:
        return False
    return signals.nearest < OFF_TOPIC


def refusal_status(reading: Reading, signals: Signals, topical: float) -> Status:
    """Which refusal is due: is the paper here, or is nothing here about it?

    The question is about the library's papers if it names one, or if its `covered` is at least `topical`.
    One that asks which papers there are is about none where there are none.
    """
    covered = signals.covered >= topical and not reading.listing and not is_off_topic(reading, signals)
    about = reading.subjects or covered
    return "not_in_abstract" if about else "not_in_corpus"
