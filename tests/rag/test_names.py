import pytest

from corpus.paper import Paper
from rag.names import folded, initialisms, is_name, names_in, runs, strangers


@pytest.mark.parametrize("word", ["LeMo", "GPT-4", "BERT", "LLaMA2", "mBERT", "IFN-2a"])
def test_a_word_with_an_inner_capital_or_a_digit_is_a_name(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize("word", ["memory", "Memory", "2024", "a", "", "training-free"])
def test_a_plain_word_or_number_is_none(word: str) -> None:
    assert not is_name(word)


def test_names_are_found_in_order_but_not_at_the_beginning_of_a_sentence() -> None:
    text = "Methods by Wang compare LeMo with BERT. Results on ImageNet follow."
    assert names_in(text) == ["Wang", "LeMo", "BERT", "ImageNet"]


@pytest.mark.parametrize(
    ("one", "other"), [("LeMo", "LEMO"), ("GPT-4", "gpt4"), ("VLMs", "VLM"), ("Llama-2", "LLaMA2")]
)
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_name_is_found_in_parts_of_compounds_and_across_a_space() -> None:
    found = runs("We fine-tune Llama 2 in a LeMo-style setting.")
    assert {"llama2", "lemo", "finetune"} <= found


def test_the_initials_of_a_run_of_words_are_its_short_form() -> None:
    assert "ppo" in initialisms("We use Proximal Policy Optimization here.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LLMs", "It serves large language models."),
        ("LLM", "It serves large-language models"),
        ("MoE", "It is a mixture of experts."),
        ("RAG", "It does retrieval-augmented generation."),
        ("RL", "It is trained by reinforcement learning."),
        ("LMs", "It compares language models."),
        ("II", "It is of type 2."),
    ],
)
def test_a_short_form_is_known_where_its_words_stand_together(name: str, text: str) -> None:
    assert strangers(f"Here LeMo uses {name}.", Paper("p", "LeMo", text)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("RL", "LeMo reduces latency by a third."),
        ("DNA", "LeMo drops nothing. All is kept."),
        ("MIT", "LeMo saves memory in training."),
        ("LEM", "It saves latency, energy, memory."),
    ],
)
def test_initials_that_only_happen_to_stand_together_make_no_name(name: str, text: str) -> None:
    assert strangers(f"Here LeMo uses {name}.", Paper("p", "LeMo", text)) == [name]


def test_a_name_that_title_and_abstract_lack_is_a_stranger() -> None:
    paper = Paper("p", "LeMo", "LeMo uses Proximal Policy Optimization.")
    assert strangers("Here LeMo uses PPO and not DPO.", paper) == ["DPO"]
