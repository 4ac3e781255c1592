import pytest

from rag.verification.denials import denies_the_unsaid, needs_what_is_absent, negated, only_sets_aside
from rag.verification.polarity import of_another_kind, opposed

OPPOSED = [
    (
        "Why: the pooled tokenizer falls behind subwords on rare words.",
        "Our pooled tokenizer outperforms subwords by far, and particularly outshines on rare words.",
    ),
    ("LeMo lags far behind DyMU.", "LeMo outshines DyMU."),
    (
        "Prompt tuning consistently outperforms adapters.",
        "We study them, revealing that adapters consistently outperform the other methods across benchmarks.",
    ),
    ("LeMo doubles memory use.", "LeMo reduces memory consumption by up to 1.93x."),
    ("LeMo increases memory consumption.", "LeMo reduces memory consumption and speeds up training."),
    ("DyMU needs training.", "DyMU needs no training."),
    ("DyMU requires training.", "DyMU is a training-free method."),
    ("DyMU does not merge tokens.", "DyMU merges tokens."),
    ("The review does not actually run experiments.", "We conduct experiments with several methods."),
    ("TempMe outperforms DyMU.", "DyMU outperforms TempMe."),
    ("TempMe is faster than DyMU.", "DyMU is faster than TempMe."),
    ("TempMe is slower than DyMU.", "TempMe is faster than DyMU."),
    ("TempMe underperforms DyMU.", "TempMe outperforms DyMU on all tasks."),
    ("It uses fewer parameters than BERT.", "It uses more parameters than BERT."),
    ("The method does not improve accuracy.", "The method improves accuracy by 5%."),
    ("The method improves accuracy.", "The method does not improve accuracy."),
    ("It harms accuracy.", "It reduces cost without harming accuracy."),
    ("Vitamin D increases fracture risk.", "Vitamin D supplementation reduces the risk of fracture."),
    ("It is less efficient.", "It is more efficient."),
    ("Without fine-tuning, it reaches 80%.", "It reaches 80% with fine-tuning."),
    ("ALDH1 is associated with better prognosis.", "ALDH1 is associated with poor prognosis."),
    ("DPO needs a reward model.", "DPO does not need a reward model."),
    ("It never uses a teacher.", "It uses a teacher to label the data."),
    ("It loses accuracy.", "It accelerates inference without accuracy loss."),
    ("It avoids retraining.", "It works by retraining."),
    ("BERT has lower latency than GPT-2.", "BERT has higher latency than GPT-2."),
    ("BERT has a lower sensitivity than GPT-2.", "BERT is more sensitive than GPT-2."),
    ("It is effective.", "It is not effective at decreasing loss."),
    ("BERT is better than GPT-2.", "GPT-2 outperforms BERT and beats T5."),
    ("Accuracy drops as noise decreases.", "Accuracy grows when noise is reduced."),
    ("TempMe is outperformed by DyMU.", "TempMe outperforms DyMU."),
    ("TempMe worsens forgetting.", "TempMe alleviates forgetting."),
    ("LeMo is incompatible with LoRA.", "LeMo is compatible with LoRA."),
    ("DyMU is not training-free.", "DyMU is a training-free method."),
]
DENIED_ALIKE = [
    ("DyMU is outperformed by TempMe.", "TempMe outperforms DyMU."),
    ("DyMU is not training-free.", "DyMU needs training."),
    ("LeMo mitigates hallucinations.", "LeMo avoids hallucinations."),
    ("LeMo reduces hallucinations.", "LeMo eliminates hallucinations."),
    (
        "LoRA uses low-rank updates instead of full tuning.",
        "LoRA replaces full tuning with low-rank updates.",
    ),
    ("It speeds up inference while keeping accuracy.", "It accelerates inference without accuracy loss."),
    ("DPO does not need a reward model.", "Unlike RLHF, which fits a reward model, DPO optimizes directly."),
    ("It does not need a teacher.", "It removes the teacher model."),
    ("The task has no noise.", "Noise is removed from the task."),
    ("LeMo is trained on 5B tokens.", "Rather than training a new model, we extend LeMo."),
    (
        "MultiBench is a multilingual benchmark.",
        "To address the lack of multilingual benchmarks, we made it.",
    ),
]
RANKED_IN_ANOTHER_RESPECT = [
    ("Mamba has lower perplexity than Transformers.", "Mamba outperforms Transformers in perplexity."),
    ("Phi outperforms GPT-3 on MMLU.", "Phi is 10x smaller than GPT-3 but outperforms GPT-3 on MMLU."),
    (
        "EdgeNet has lower latency and better accuracy than MobileNet.",
        "EdgeNet outperforms MobileNet while running at lower latency.",
    ),
    ("BERT is larger than GPT-2.", "BERT has fewer layers than GPT-2."),
    ("BERT has more data than GPT-2.", "BERT has fewer layers than GPT-2."),
]
NO_DIRECTION = [
    ("Self-supervised pretraining learns features.", "Unsupervised pretraining learns features."),
    (
        "It generates high-resolution images from low-resolution inputs.",
        "It upsamples low-resolution images.",
    ),
    ("Small language models can match large language models.", "Small language models match GPT-4."),
    ("Accuracy increases as noise decreases.", "Accuracy grows when noise is reduced."),
]
AGREED = [
    ("DyMU lags behind LeMo.", "LeMo outshines DyMU."),
    (
        "Adapters outperform prompt tuning.",
        "We reveal that adapters consistently outperform the other methods.",
    ),
    ("Our method outperforms CLIP.", "Compared with CLIP, our method outperforms the other methods."),
    ("LoRA outperforms BERT.", "TempMe outperforms the other methods."),
    ("LeMo lowers memory consumption.", "LeMo reduces memory consumption and speeds up training."),
    ("LeMo increases training speed.", "LeMo reduces training memory."),
    ("DyMU is training-free.", "DyMU needs no training."),
    ("DyMU works without training.", "DyMU needs no training."),
    ("TempMe outperforms DyMU.", "TempMe outperforms DyMU on all tasks."),
    ("BERT uses fewer parameters than the model.", "The model uses more parameters than BERT."),
    ("It reduces more than 50% of tokens.", "It reduces over 50% of tokens."),
    ("It achieves higher accuracy with fewer tokens.", "Using fewer tokens, it reaches higher accuracy."),
    ("It improves efficiency.", "It reduces cost while improving efficiency."),
    ("It reduces cost.", "It reduces cost without harming accuracy."),
    ("It preserves accuracy.", "It reduces cost without losing accuracy."),
    ("Vitamin D increases the risk of fracture.", "Vitamin D reduces the risk of falls."),
    ("It not only speeds up training but improves accuracy.", "It speeds up training and improves accuracy."),
    (
        "Exercise training improves quality of life.",
        "Exercise training did better than care without training.",
    ),
    (
        "Inhibiting HDAC6 increases survival of mice.",
        "Inhibition of HDAC6 activity improved survival of mice.",
    ),
    ("It cuts memory use.", "High memory footprints are a limitation."),
    ("", "It reduces cost."),
]


@pytest.mark.parametrize(("claim", "sentence"), OPPOSED)
def test_what_goes_the_other_way_is_opposed(claim: str, sentence: str) -> None:
    assert opposed(claim, sentence)


@pytest.mark.parametrize(("claim", "sentence"), AGREED)
def test_what_goes_the_same_way_or_speaks_of_something_else_is_not(claim: str, sentence: str) -> None:
    assert not opposed(claim, sentence)


@pytest.mark.parametrize(("claim", "sentence"), DENIED_ALIKE)
def test_a_synonym_of_no_does_not_oppose_no(claim: str, sentence: str) -> None:
    assert not opposed(claim, sentence)
    assert not opposed(sentence, claim)


@pytest.mark.parametrize(("claim", "sentence"), RANKED_IN_ANOTHER_RESPECT)
def test_comparisons_oppose_only_on_one_scale_and_where_none_agrees(claim: str, sentence: str) -> None:
    assert not opposed(claim, sentence)
    assert not opposed(sentence, claim)


@pytest.mark.parametrize(("claim", "sentence"), NO_DIRECTION)
def test_a_kind_and_what_changes_with_another_thing_are_no_opposite(claim: str, sentence: str) -> None:
    assert not opposed(claim, sentence)
    assert not opposed(sentence, claim)


def test_a_claim_of_one_kind_is_not_said_by_a_sentence_of_the_other() -> None:
    assert of_another_kind("Supervised pretraining helps.", "Unsupervised pretraining helps.")
    assert of_another_kind("It takes high-resolution images.", "It takes low-resolution images.")
    assert not of_another_kind("Self-supervised pretraining helps.", "Unsupervised pretraining helps.")
    assert not of_another_kind("Supervised learning helps.", "Supervised and unsupervised learning help.")


@pytest.mark.parametrize(
    "text", ["It isn’t so.", "It fails to learn.", "No change.", "A training-free method"]
)
def test_a_denial_is_seen(text: str) -> None:
    assert negated(text)


@pytest.mark.parametrize("text", ["It is so.", "Nothing of note", "It not only learns but teaches."])
def test_what_denies_nothing_is_none(text: str) -> None:
    assert not negated(text)


@pytest.mark.parametrize(
    ("claim", "absent"),
    [
        ("DyMU requires additional training.", True),
        ("DyMU requires no training.", False),
        ("DyMU needs few tokens, and no training.", False),
        ("DyMU is evaluated after training.", False),
    ],
)
def test_what_an_abstract_is_free_of_is_not_needed(claim: str, absent: bool) -> None:
    assert needs_what_is_absent(claim, "DyMU is an efficient, training-free framework.") is absent


def test_what_is_done_instead_is_said_and_what_it_is_done_instead_of_is_not() -> None:
    sentence = "It uses low-rank updates instead of full fine-tuning."
    assert only_sets_aside("It uses full fine-tuning.", sentence)
    assert not only_sets_aside("It uses low-rank updates.", sentence)
    assert not only_sets_aside("It replaces full fine-tuning.", sentence)
    assert not only_sets_aside("It is cheaper than full fine-tuning.", sentence)


@pytest.mark.parametrize(
    ("claim", "sentence", "unsaid"),
    [
        ("The review did not run experiments.", "The review summarises methods and their uses.", True),
        ("DyMU cannot merge tokens.", "DyMU prunes heads.", True),
        ("DyMU does not need training.", "DyMU is training-free.", False),
        ("DyMU does not need training.", "DyMU removes the costs of tuning.", False),
        ("LeMo does not degrade accuracy.", "LeMo keeps the accuracy.", False),
        ("The review runs experiments.", "The review summarises methods and their uses.", False),
    ],
)
def test_what_no_sentence_speaks_of_is_not_denied_either(claim: str, sentence: str, unsaid: bool) -> None:
    assert denies_the_unsaid(claim, sentence) is unsaid
