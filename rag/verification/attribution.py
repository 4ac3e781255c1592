"""Which sentences a claim rests on: attribution after the fact, by meaning and by words."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.paper import Paper
from corpus.sentences import Span
from rag.availability import only_tells_where
from rag.similarity import Coverage, SentenceVectors
from rag.text import Idf
from rag.verification.quantities import Quantity, quantities

CITED_AT_MOST = 3
GAIN_OF_A_FURTHER_SENTENCE = 0.12
"""By how much a further sentence must raise the share of covered words to be cited too."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of an abstract."""

    paper: Paper
    span: Span

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.paper.abstract[self.span.start : self.span.end]


@dataclass(frozen=True)
class Attribution:
    """The sentences that a claim rests on; of one paper, but for a claim that was judged clause by clause.

    `cosine` is that of the best sentence; `covered` the weighted share of the claim's words in all of them
    and in the paper's title.
    """

    sentences: tuple[Sentence, ...]
    cosine: float
    covered: float

    @property
    def paper(self) -> Paper:
        """The paper that the first of them stands in."""
        return self.sentences[0].paper

    @property
    def text(self) -> str:
        """The sentences, joined."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def strength(self) -> float:
        """Cosine and covered share in equal parts."""
        return (max(self.cosine, 0.0) + self.covered) / 2


def joined(grounds: Sequence[Attribution]) -> Attribution:
    """The grounds of a claim's clauses as the claim's own."""
    sentences = dict.fromkeys(sentence for ground in grounds for sentence in ground.sentences)
    return Attribution(
        tuple(sentences), min(ground.cosine for ground in grounds), min(ground.covered for ground in grounds)
    )


def sentences_of(papers: Sequence[Paper]) -> list[Sentence]:
    """Every sentence of some papers, in order."""
    return [Sentence(paper, span) for paper in papers for span in paper.sentences]


def attributions(
    claim: str, sentences: Sequence[Sentence], vectors: SentenceVectors, idf: Idf
) -> list[Attribution]:
    """For each paper among the sentences the best attribution of the claim to it, the strongest first."""
    if not sentences:
        return []
    sentences = [item for item in sentences if not only_tells_where(item.text, claim)] or sentences
    claim_vector = vectors.of([claim])[0]
    cosines = vectors.of([sentence.text for sentence in sentences]) @ claim_vector
    by_paper: dict[str, list[tuple[Sentence, float]]] = {}
    for sentence, cosine in zip(sentences, cosines.tolist(), strict=True):
        by_paper.setdefault(sentence.paper.id, []).append((sentence, cosine))
    words = Coverage(claim, idf)
    counted = quantities(claim)
    found = [_attribute(scored, words, counted) for scored in by_paper.values()]
    return sorted(found, key=lambda attribution: -attribution.strength)


def _attribute(
    scored: Sequence[tuple[Sentence, float]], words: Coverage, counted: Sequence[Quantity]
) -> Attribution:
    best, cosine = max(
        scored, key=lambda pair: pair[1] + words.of(pair[0].text) + _share_found(counted, pair[0].text)
    )
    chosen = _extended([best], [sentence for sentence, _ in scored], words)
    covered = words.of(best.paper.title, *(sentence.text for sentence in chosen))
    return Attribution(tuple(sorted(chosen, key=lambda s: s.span.start)), cosine, covered)


def _extended(chosen: list[Sentence], siblings: Sequence[Sentence], words: Coverage) -> list[Sentence]:
    """The chosen sentences and each further one that adds enough of the claim's words, the best first."""
    said = [chosen[0].paper.title, *(sentence.text for sentence in chosen)]
    others = [sentence for sentence in siblings if sentence not in chosen]
    further = max(others, key=lambda sentence: words.of(*said, sentence.text), default=None)
    if further is None or len(chosen) == CITED_AT_MOST:
        return chosen
    if words.of(*said, further.text) - words.of(*said) < GAIN_OF_A_FURTHER_SENTENCE:
        return chosen
    return _extended([*chosen, further], siblings, words)


def _share_found(counted: Sequence[Quantity], text: str) -> float:
    known = quantities(text)
    found = [quantity for quantity in counted if any(quantity.agrees_with(other) for other in known)]
    return len(found) / len(counted) if counted else 0.0
