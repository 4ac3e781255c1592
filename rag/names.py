"""Names: of methods, models and data sets in a text, and the names by which a paper goes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from corpus.paper import Paper
from rag.similarity import Coverage
from rag.text import FUNCTION_WORDS, Idf, normalised, stem, words

SHARE_OF_TITLE = 0.7
"""A question that holds this share of a title's telling words speaks of that paper."""
WEIGHT_OF_A_TITLE = 1.2
"""A title whose words tell less than this, by the sum of their weights, is no name."""
LEEWAY = 0.25
WORDS_OF_A_NAME = 4
LONGEST_WITHOUT_PLURAL = 3
UNIQUE = 0.8
"""Inverse document frequency from which a word that is merely capitalised counts as a name."""
TELLING = 0.6
"""Inverse document frequency, of 1 at most, from which a name tells papers apart."""


@dataclass(frozen=True)
class Subject:
    """A paper that a question speaks of, the name it uses, and how telling that is, from 0 to 1."""

    paper: Paper
    name: str
    strength: float
    in_title: bool


_TOKEN = re.compile(r"[^\W_]+(?:[-.+'][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[-.+']")


def is_name(word: str) -> bool:
    """Whether a word is written as names are: with an inner capital, or with letters and digits."""
    has_letter = sum(char.isalpha() for char in word) > 1
    inner_capital = any(char.isupper() for part in _BREAK.split(word) for char in part[1:])
    return has_letter and (inner_capital or any(char.isdigit() for char in word))


def names_in(text: str) -> list[str]:
    """The names in a text, in order: words written as names, and capitalised ones inside a sentence."""
    plain = normalised(text)
    found = []
    inside = False
    for match in _TOKEN.finditer(plain):
        word = match.group()
        if is_name(word) or (inside and word[0].isupper() and len(word) > 1):
            found.append(word)
        inside = plain[match.end() : match.end() + 1] not in {".", "!", "?", ":", '"'}
    return [word for word in found if word.casefold() not in FUNCTION_WORDS]


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
    """The initials of every run of two to six words, in lower case: PPO of Proximal Policy Optimization."""
    initials = [word[0].casefold() for word in _PART.findall(normalised(text))]
    return {"".join(initials[i : i + n]) for n in range(2, 7) for i in range(len(initials) - n + 1)}


def strangers(claim: str, paper: Paper) -> list[str]:
    """The names of a claim that its paper, title and abstract, does not hold."""
    text = f"{paper.title} {paper.abstract}"
    known = runs(text) | initialisms(text)
    return [name for name in names_in(claim) if not _parts_known(name, known)]


def subjects(question: str, papers: Sequence[Paper], idf: Idf) -> tuple[Subject, ...]:
    """Those papers that a question speaks of, by a telling name that stands in them or by their title.

    Of the papers that hold a name those with the name in their title are meant; papers of a name that tells
    much less than another are left out.
    """
    spoken = runs(question)
    found = [subject for paper in papers if (subject := _spoken_of(question, spoken, paper, idf))]
    titled = {subject.name for subject in found if subject.in_title}
    found = [subject for subject in found if subject.in_title or subject.name not in titled]
    strongest = max((subject.strength for subject in found), default=0.0)
    return tuple(subject for subject in found if subject.strength >= strongest - LEEWAY)


def own_names(paper: Paper, idf: Idf) -> list[str]:
    """The names that tell a paper from the rest of the library, those of its title first."""
    head, colon, _ = paper.title.partition(":")
    heads = [head.strip(" !?.")] if colon and len(head.split()) <= WORDS_OF_A_NAME else []
    tokens = words(f"{paper.title} {paper.abstract}")
    marked = [word for word in tokens if is_name(word) and word.casefold() not in tokens]
    capitalised = _capitalised_alone(paper.abstract)
    rarities = _rarities([*marked, *capitalised], idf)
    telling = [name for name in marked if rarities[name] >= TELLING]
    unique = [name for name in capitalised if rarities[name] >= UNIQUE]
    return list(dict.fromkeys([*heads, *telling, *unique]))


def label(paper: Paper) -> str:
    """The shortest form of a title that still tells the paper: its head before a colon, if that is a name."""
    head = paper.title.partition(":")[0]
    return head if len(head.split()) <= WORDS_OF_A_NAME else paper.title


def _capitalised_alone(text: str) -> list[str]:
    tokens = words(text)
    named = set(names_in(text))
    padded = ["", *tokens, ""]
    return [
        word
        for before, word, after in zip(padded, tokens, padded[2:], strict=False)
        if word in named
        and word.casefold() not in tokens
        and not (before[:1].isupper() or after[:1].isupper())
    ]


def _spoken_of(question: str, spoken: set[str], paper: Paper, idf: Idf) -> Subject | None:
    titles = [Coverage(title, idf) for title in {paper.title, paper.title.partition(":")[0]}]
    if any(title.of(question) >= SHARE_OF_TITLE for title in titles if title.total >= WEIGHT_OF_A_TITLE):
        return Subject(paper, paper.title, 1.0, in_title=True)
    rarities = _rarities([name for name in own_names(paper, idf) if folded(name) in spoken], idf)
    if not rarities:
        return None
    of_title = runs(paper.title) | initialisms(paper.title)
    name = max(rarities, key=lambda name: (folded(name) in of_title, rarities[name]))
    return Subject(paper, folded(name), rarities[name], in_title=folded(name) in of_title)


def _rarities(names: Sequence[str], idf: Idf) -> dict[str, float]:
    """For each name the weight of its rarest part: 1 where it is in no paper."""
    parts = {name: [stem(part) for part in _BREAK.split(name.casefold()) if len(part) > 1] for name in names}
    weights = idf.weights(part for of_name in parts.values() for part in of_name)
    return {name: max((weights[part] for part in of_name), default=0.0) for name, of_name in parts.items()}


def _parts_known(name: str, known: set[str]) -> bool:
    return folded(name) in known or all(folded(part) in known for part in _BREAK.split(name) if part)
