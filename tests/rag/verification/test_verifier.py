import pytest

from corpus.paper import Paper
from rag.similarity import SentenceVectors
from rag.testing import TinyEmbedding
from rag.text import Idf
from rag.verification.attribution import sentences_of
from rag.verification.verifier import Judgement, Verifier

SUPPORTED = [
    "LeMo reduces memory consumption by 1.93 times.",
    "LeMo achieves speedups of up to 1.36×.",
    r"DyMU removes 32\% to 85\% of tokens.",
    "LeMo reduces memory consumption by up to 1.93x and TempMe outputs 95% fewer tokens.",
]
CONTRADICTED = [
    "LeMo increases memory consumption.",
    "LeMo reduces memory consumption by up to 3x.",
    "DyMU needs training.",
    "TempMe outputs 95% more tokens.",
]
UNSUPPORTED = [
    "LeMo achieves up to 1.93x speedups.",
    "TempMe reduces memory consumption by up to 1.93x.",
    "LeMo always reduces memory consumption.",
    "LeMo needs 30 GPUs.",
    "Bananas are rich in potassium.",
    "LeMo outputs 95% fewer tokens.",
    "ToMe drops tokens that say little.",
]


@pytest.fixture
def verifier(vectors: SentenceVectors, idf: Idf) -> Verifier:
    return Verifier(vectors, idf)


@pytest.mark.parametrize("claim", SUPPORTED)
def test_a_right_sentence_stands_on_the_sentences_that_say_so(verifier, sentences, claim) -> None:
    judgement = verifier.judge(claim, sentences)
    assert judgement.verdict == "supported"
    assert judgement.reason == ""
    assert judgement.attribution is not None
    assert all(sentence.text in sentence.paper.abstract for sentence in judgement.attribution.sentences)


@pytest.mark.parametrize("claim", CONTRADICTED)
def test_what_the_abstract_says_otherwise_is_contradicted(verifier, sentences, claim) -> None:
    judgement = verifier.judge(claim, sentences)
    assert (judgement.verdict, judgement.stands) == ("contradicted", False)
    assert judgement.reason


@pytest.mark.parametrize("claim", UNSUPPORTED)
def test_what_no_abstract_says_is_unsupported(verifier, sentences, claim) -> None:
    judgement = verifier.judge(
        claim, sentences, lambda premise, claim: 1.0 if "Bananas" not in claim else 0.0
    )
    assert (judgement.verdict, judgement.stands) == ("unsupported", False)
    assert judgement.score < 0.5


def test_a_sentence_of_an_abstract_is_a_quotation_without_its_full_stop_too(verifier, sentences) -> None:
    for claim in ("DyMU needs no training.", "DyMU  needs no training"):
        judgement = verifier.judge(claim, sentences)
        assert (judgement.verdict, judgement.score) == ("quoted", 1.0)


def test_a_sentence_in_other_capitals_is_supported_but_no_quotation(verifier, sentences) -> None:
    judgement = verifier.judge("dymu needs no training", sentences)
    assert (judgement.verdict, judgement.score) == ("supported", 1.0)


def test_a_run_of_whole_sentences_is_a_quotation(verifier, sentences) -> None:
    judgement = verifier.judge("DyMU merges visual tokens. DyMU needs no training.", sentences)
    assert (judgement.verdict, judgement.score) == ("quoted", 1.0)
    assert judgement.attribution is not None
    assert len(judgement.attribution.sentences) == 2


@pytest.mark.parametrize(
    ("claim", "abstract", "verdict"),
    [
        (
            "Scaling improves reasoning.",
            "We find no evidence that scaling improves reasoning.",
            "contradicted",
        ),
        ("Scaling improves reasoning.", "We ask whether scaling improves reasoning.", "unsupported"),
        ("Supervised pretraining helps.", "We find that unsupervised pretraining helps.", "unsupported"),
        ("Accuracy drops by 1", "Accuracy drops by 12%.", "unsupported"),
        ("Scaling improves reasoning.", "We show that scaling improves reasoning.", "supported"),
        ("CodeLLaMA-2-7B", "We tuned CodeLLaMA-2-7B on all tasks.", "supported"),
        ("12%", "Accuracy drops by 12%.", "supported"),
    ],
)
def test_a_part_of_a_sentence_keeps_all_rules(vectors, idf, claim, abstract, verdict) -> None:
    judgement = Verifier(vectors, idf).judge(claim, sentences_of([Paper("p", "A study", abstract)]))
    assert judgement.verdict == verdict
    assert judgement.score < 1.0


def test_the_model_is_asked_only_where_the_signals_leave_doubt(verifier, sentences) -> None:
    asked: list[str] = []

    def entailment(premise: str, claim: str) -> float:
        asked.append(claim)
        return 0.9

    verifier.judge("DyMU needs no training.", sentences, entailment)
    verifier.judge("LeMo reduces memory consumption by 1.93 times.", sentences, entailment)
    verifier.judge("LeMo increases memory consumption.", sentences, entailment)
    verifier.judge("Bananas are rich in potassium.", sentences, entailment)
    assert asked == []
    assert verifier.judge(
        "DyMU merges visual tokens across clip frames quickly.", sentences, entailment
    ).stands
    assert asked == ["DyMU merges visual tokens across clip frames quickly."]


def test_a_model_that_says_no_lets_a_doubtful_claim_fall(verifier, sentences) -> None:
    claim = "DyMU merges visual tokens across clip frames quickly."
    assert not verifier.judge(claim, sentences, lambda *_: 0.1).stands
    assert verifier.judge(claim, sentences, lambda *_: None) == verifier.judge(claim, sentences)


def test_a_paper_that_says_otherwise_is_named_beside_the_one_that_supports(vectors, idf) -> None:
    one = Paper("a", "Vitamin D and fractures", "Vitamin D reduces the risk of fractures in women.")
    other = Paper("b", "A second look", "Vitamin D increases the risk of fractures in women.")
    claim = "Vitamin D lowers the risk of fractures in women."
    for papers in ([one, other], [other, one]):
        judgement = Verifier(vectors, idf).judge(claim, sentences_of(papers))
        assert judgement.stands
        assert judgement.attribution is not None
        assert judgement.attribution.paper == one
        assert judgement.against is not None
        assert judgement.against.paper == other
        assert judgement.reason == "“A second look” says otherwise"


@pytest.mark.parametrize("claim", ["", "   ", "…", "\u202e\u200f", "\x00", "the of and"])
def test_what_says_nothing_is_unsupported(verifier, sentences, claim) -> None:
    judgement = verifier.judge(claim, sentences)
    assert (judgement.verdict, judgement.score, judgement.fault) == ("unsupported", 0.0, "empty")


def test_where_there_is_no_sentence_nothing_is_supported(verifier) -> None:
    assert verifier.judge("LeMo reduces memory.", []) == Judgement(
        "LeMo reduces memory.", "unsupported", 0.0, fault="unsaid"
    )


ODD = [
    "Word",
    "word " * 10_000,
    "no sentences here just words that go on and on without any mark at all",
    "深度学习模型可以减少内存。它提高了50%的速度。",
    "نموذج يقلل الذاكرة بنسبة \u0665\u0660\u066a. \u202eعكس\u202c",
    "<b>LeMo</b> reduces <i>memory</i> by $1.93\\times$. \\cite{x} & more.",
    "\x00\x01 LeMo\x07 reduces\u200b memory. \ufeffYes.",
    "1 2 3 4 5. 6%. 7x.",
    "((((([[[[[{{{{{ “”“” …… ----",
]


@pytest.mark.parametrize("abstract", ODD)
def test_spans_are_exact_in_any_abstract(abstract) -> None:
    paper = Paper("odd", "Odd", abstract)
    verifier = Verifier(SentenceVectors(TinyEmbedding()), Idf(NoLibrary()))
    for claim in ("LeMo reduces memory by 50%.", abstract[:300], "深度学习模型减少内存。", "\u202eعكس"):
        judgement = verifier.judge(claim, sentences_of([paper, Paper("twin", "Odd", abstract)]))
        for sentence in judgement.attribution.sentences if judgement.attribution else ():
            assert sentence.paper.abstract[sentence.span.start : sentence.span.end] == sentence.text
        assert 0 <= judgement.score <= 1


class NoLibrary:
    """Holds no paper."""

    def __len__(self) -> int:
        return 0

    def stem_frequencies(self, stems):
        return dict.fromkeys(stems, 0)


def test_a_reason_grounds_nothing_that_nobody_says(verifier, sentences) -> None:
    claim = "TempMe needs bananas because DyMU merges visual tokens."
    judgement = verifier.judge(
        claim, sentences, lambda premise, claim: float("bananas" not in claim or "because" in claim)
    )
    assert not judgement.stands
