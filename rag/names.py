"""Names: of methods, models and data sets in a text, and how they are compared."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from corpus.paper import Paper
from rag.text import FUNCTION_WORDS, normalised, words

LONGEST_WITHOUT_PLURAL = 3
WORDS_REMEMBERED = 100_000
"""Of so many words it is remembered whether they are names: each abstract is asked about again and again."""
TEXTS_REMEMBERED = 5_000
_TOKEN = re.compile(r"[^\W_]+(?:[-.+'][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[-.+']")
_CLAUSE = re.compile(r"[\w\s/'-]+")
SHORTEST_INITIALISM, LONGEST_INITIALISM = 3, 6
_SHORT_FORMS = {
    "ai": "artificial intelligence", "dl": "deep learning", "fl": "federated learning",
    "ir": "information retrieval", "kd": "knowledge distillation", "kg": "knowledge graph",
    "lm": "language model", "ml": "machine learning", "mt": "machine translation", "qa": "question answering",
    "rl": "reinforcement learning",
}  # fmt: skip
_COINS = "ai api cpu gpu it lm llm lvlm ml mllm nlp ok pc ram slm sota tpu vlm vram uk usa"
COMMON_NAMES = frozenset(_COINS.split())
"""Those that are nobody's own, as they are compared: a question may hold them though no abstract does."""
_ROMAN = {"ii": "2", "iii": "3", "iv": "4"}


@lru_cache(WORDS_REMEMBERED)
def is_name(word: str) -> bool:
    """Whether a word is written as names are: with an inner capital, or with letters and digits."""
    has_letter = sum(char.isalpha() for char in word) > 1
    inner_capital = any(char.isupper() for part in _BREAK.split(word) for char in part[1:])
    return has_letter and (inner_capital or any(char.isdigit() for char in word))


def names_in(text: str) -> list[str]:
    """The names in a text, in order: words written as names, and capitalised ones inside a sentence."""
    return list(_names_in(text))


@lru_cache(TEXTS_REMEMBERED)
def _names_in(text: str) -> tuple[str, ...]:
    plain = normalised(text)
    found = []
    inside = False
    for match in _TOKEN.finditer(plain):
        word = match.group()
        if is_name(word) or (inside and word[0].isupper() and len(word) > 1):
            found.append(word)
        inside = plain[match.end() : match.end() + 1] not in {".", "!", "?", ":", '"'}
    return tuple(word for word in found if word.casefold() not in FUNCTION_WORDS)


def folded(name: str) -> str:
    """A name as it is compared: letters and digits alone, in lower case, without a plural s."""
    plain = "".join(char for char in normalised(name).casefold() if char.isalnum())
    return (
        plain.removesuffix("s") if len(plain) > LONGEST_WITHOUT_PLURAL and not plain.endswith("ss") else plain
    )


def runs(text: str) -> set[str]:
    """Every word of a text, every run of a hyphenated word's parts, and every two neighbours; folded."""
    tokens = words(text)
    found = {folded(first + second) for first, second in pairwise(tokens)}
    for token in tokens:
        parts = _BREAK.split(token)
        found |= {folded("".join(parts[i:j])) for i, j in combinations(range(len(parts) + 1), 2)}
    return found


def initialisms(text: str) -> set[str]:
    """The short forms that the words of a text have, folded: PPO of Proximal Policy Optimization.

    They are the initials of three to six telling words that stand together in one clause, "of" among them
    (MoE); those of two words would fit anything, and count only where the field uses them (RL).
    """
    plain = normalised(text).casefold()
    found = {folded(initials) for clause in _CLAUSE.findall(plain) for initials in _initials(clause)}
    for short, full in _SHORT_FORMS.items():
        found |= {short, f"{short}s"} if full in plain.replace("-", " ") else set()
    return found


def _initials(clause: str) -> Iterator[str]:
    """The initials of each run of telling words in a clause; "of" may stand inside a run."""
    words_in_clause = ("*" if word == "of" else word for word in _PART.findall(clause))
    letters = "".join(" " if word in FUNCTION_WORDS else word[0] for word in words_in_clause)
    for begin in range(len(letters)):
        for size in range(SHORTEST_INITIALISM, LONGEST_INITIALISM + 1):
            run = letters[begin : begin + size]
            if len(run) == size and " " not in run and "*" not in {run[0], run[-1]}:
                yield run.replace("*", "o")


def strangers(claim: str, paper: Paper) -> list[str]:
    """The names of a claim that its paper, title and abstract, does not hold."""
    text = f"{paper.title} {paper.abstract}"
    known = runs(text) | initialisms(text)
    known |= {roman for roman, figure in _ROMAN.items() if figure in known}
    return [name for name in names_in(claim) if not _parts_known(name, known)]


def _parts_known(name: str, known: set[str]) -> bool:
    return folded(name) in known or all(folded(part) in known for part in _BREAK.split(name) if part)
