from decimal import Decimal

import pytest

from rag.verification.quantities import COUNTED, figures, missing_quantities, quantities

SAME = [
    ("1.8X", "1.8×"),
    ("1.8X", "1.8 times"),
    ("1.8x", "1.8-fold"),
    ("1.8x", r"$1.8\times$"),
    ("10 times", "10times"),
    ("8x", "×8"),
    ("50 %", r"50\%"),
    ("50 percent", "50%"),
    ("50 per cent", "50%"),
    ("half of the tokens", "50% of the tokens"),
    ("half", "0.5"),
    ("half", "1/2"),
    ("halves the cost", "cuts the cost 2x"),
    ("doubles the speed", "a 2x speed"),
    ("twice as fast", "2 times faster"),
    ("tenfold", "10x"),
    ("a quarter of the cost", "25% of the cost"),
    ("two thirds of the papers", "2/3 of the papers"),
    ("32%", "32-85%"),
    ("85%", "32%-85%"),
    ("32% to 85%", "between 32% and 85%"),
    ("7B", "7-13B"),
    ("1,000 questions", "1000 questions"),
    ("1,000", "1\u202f000"),
    ("1000", "1{,}000"),
    ("2 million pairs", "2M pairs"),
    ("70k", "70,000"),
    ("3B parameters", "3 billion parameters"),
    ("a hundred papers", "100 papers"),
    ("10^6", "1,000,000"),
    ("10\u2076", "$10^{6}$"),
    ("two methods", "2 methods"),
    ("twenty-five tasks", "25 tasks"),
    ("a dozen tasks", "twelve tasks"),
    ("3 hours", "180 minutes"),
    ("500 ms", "0.5 s"),
    ("2 GB", "2,000 MB"),
    ("1.930x", "1.93x"),
    ("5.2 percentage points", "5.2%"),
    ("5.2 points", "5.2%"),
    ("5 points", "5 percentage points"),
    ("5 points", "5%"),
    ("2 trillion tokens", "2T tokens"),
    ("2T training tokens", "2 trillion tokens"),
    ("7B parameters", "a 7B model"),
    ("7B parameters", "7-13B parameters"),
    ("2M pairs", "2M image-text pairs"),
    ("two thirds", "66.7%"),
    ("67%", "two thirds of the papers"),
    ("0.667", "2/3"),
    ("4/6", "2/3"),
    ("9 of 10 tasks", "9/10 tasks"),
    ("9/10 tasks", "9 out of 10 tasks"),
    ("90%", "nine of ten tasks"),
    ("9 tasks", "9 of the 10 tasks"),
    ("Llama 2", "LLaMA-2"),
    ("the 7B model", "Llama-2-7B"),
    ("19 cases", "COVID-19"),
    ("提高了50%", "50%"),
    ("aged 16 to 24", "16-24-year-olds"),
    ("54.2%", "54\u00b72%"),
    ("\uff15\uff10\uff05", "50%"),
]
DIFFERENT = [
    ("50%", "50x"),
    ("50%", "50 tokens"),
    ("2x", "2 GPUs"),
    ("5 hours", "5 minutes"),
    ("4 bits", "4 layers"),
    ("5 ms", "5 s"),
    ("1.93x", "1.9x"),
    ("1.93", "193"),
    ("7B", "7M"),
    ("half", "a quarter"),
    ("two", "three"),
    ("3 years", "3 weeks"),
    ("300 papers", "5 minutes"),
    ("7B parameters", "7B tokens"),
    ("7B parameters", "70B parameters and 7B training tokens"),
    ("two thirds", "70%"),
    ("two thirds", "66%"),
    ("9 of 10", "9/12"),
    ("2T tokens", "2B tokens"),
]
NO_QUANTITY = [
    "GPT-4",
    "LLaMA2",
    "Llama-2-7B",
    "top-5",
    "F1",
    "COVID-19",
    "3D",
    "5HT",
    "one of the first",
    "(3) Kernel Optimization",
    "no numbers",
    "",
    "x",
]


@pytest.mark.parametrize(("claim", "source"), SAME)
def test_one_quantity_is_the_same_in_every_spelling(claim: str, source: str) -> None:
    assert not missing_quantities(claim, source)


@pytest.mark.parametrize(("claim", "source"), DIFFERENT)
def test_another_value_kind_or_unit_is_another_quantity(claim: str, source: str) -> None:
    assert missing_quantities(claim, source)


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_digits_of_a_name_are_no_quantity(text: str) -> None:
    assert quantities(text) == []


def test_a_quantity_is_told_as_it_was_written() -> None:
    (missing,) = missing_quantities("It saves 40 % of memory.", "It saves memory.")
    assert str(missing) == "40 %"


def test_quantities_come_in_order_with_their_kinds() -> None:
    found = quantities("Two of 64 heads, 50% and 1.5x in 90 minutes.")
    assert [quantity.forms[0] for quantity in found] == [
        (Decimal(2), ""),
        (Decimal(64), COUNTED),
        (Decimal(50), "%"),
        (Decimal("1.5"), "x"),
        (Decimal(5400), "second"),
    ]


def test_figures_are_only_what_is_written_in_figures() -> None:
    assert [str(figure) for figure in figures("Two models halve the cost by 50%.")] == ["50%"]


@pytest.mark.parametrize("text", ["224x224 pixels", "3 x 3 kernels"])
def test_dimensions_are_no_factors(text: str) -> None:
    assert all(kind != "x" for quantity in quantities(text) for _, kind in quantity.forms)


@pytest.mark.parametrize(
    "text",
    ["9" * 50_000, "10^999999999", "1e99999999", "1/0", "1.1." * 20_000, "1,000" * 9_000, "9" * 29 + "/3"],
)
def test_numbers_without_measure_do_no_harm(text: str) -> None:
    quantities(text)
