"""The papers that a question speaks of, by the names that papers go by."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from corpus.paper import Paper
from rag.abbreviations import expansions
from rag.names import COMMON_NAMES, folded, initialisms, is_name, names_in, runs
from rag.similarity import Coverage
from rag.text import UNKNOWN, Idf, normalised, stem, stem_set, words

SHARE_OF_TITLE = 0.7
"""A question that holds this share of a title's telling words speaks of that paper."""
WEIGHT_OF_A_TITLE = 1.2
"""A title whose words tell less than this, by the sum of their weights, is no name."""
WEIGHT_OF_A_DESCRIPTION = 0.4
"""The same of the words of a description: "the retrieval study"."""
LEEWAY = 0.25
WORDS_OF_A_NAME = 4
UNIQUE = 0.8
"""Inverse document frequency from which a word that is merely capitalised counts as a name."""
TELLING = 0.6
"""Inverse document frequency, of 1 at most, from which a name tells papers apart."""
SHORTEST_OF_A_SLIP = 4
SLIPS = {7: 1, 10: 2}
"""From so many letters on, a name this many slips away is meant; a shorter word has its very letters."""
FIRST_FOUND = 2
"""Who names what several papers build on, as a model, means them if one is among so many found first."""
_BREAK = re.compile(r"[-.+']")
_LEADS_ELSEWHERE = "for|of|on|in|than|with|to|from|over|by|via|using|against|like|beyond|upon"
_COINED = re.compile(
    r"\b(?:propos|introduc|present|nam|call|dubb?|coin)(?:e|es|ed|ing|s)?\b"
    rf"(?:(?:\W+(?!(?:{_LEADS_ELSEWHERE})\b)\w+){{0,7}}?\W+|(?:\W+\w+){{0,9}}?\s*[,:–—]\s*)$"
)
_OUR_OWN = re.compile(
    r"\b[Oo]ur (?:algorithm|approach|framework|method|model|system|technique), "
    r"(?!(?:based|built|like|unlike|which)\b)(?:[^\s,.;:()]+ ){0,9}\($"
)
"""Our approach, alignMEnt with parameter-Efficient Tuning (MEET), improves …"""
_COMPOUND_COINED = re.compile(
    r"\b(?:propose|introduce|present|call|dub|name|coin)[sd]?\s+([a-z]+-[a-z]+)(?: \([^)]*\))?"
    r", (?:an?|the|that|which)\b"
)
"""We introduce proxy-tuning, a lightweight algorithm."""
_ENDS_A_NAME = re.compile(r"\s*(?:$|[,.;:()]|(?:to|that|which|is|as|for|with|and|by|in|on|of|using|via)\b)")
_THING = r"(?:article|approach|method|one|paper|study|technique|work)\b"
_DESCRIBED = re.compile(
    r"\b(?:the|that|this)\s+(?:"
    rf"(?P<before>(?:(?!(?:the|of|that|first|other|second|same|two)\b)[\w-]+\s+){{1,4}}?){_THING}"
    rf"|{_THING}\s+(?:on|about)\s+(?P<after>[\w-]+(?:\s+(?!(?:and|but|or|do|does|did|is)\b)[\w-]+){{0,4}}))",
    re.IGNORECASE,
)
"""The retrieval study, that paper on prompt tuning."""
_DOUBLED = re.compile(r"(.)\1")
_SHORT_FORM = re.compile(r"([\w-]+) \(short for\b")
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")


@dataclass(frozen=True)
class Subject:
    """A paper that a question speaks of, the name it uses, and how telling that is, from 0 to 1.

    `own` says whether it is the paper's own name, from its title or given in its abstract, and not that of
    something it builds on.
    """

    paper: Paper
    name: str
    strength: float
    in_title: bool
    own: bool = True


def subjects(question: str, papers: Sequence[Paper], idf: Idf) -> tuple[Subject, ...]:
    """Those papers that a question speaks of, by a telling name that stands in them or by their title.

    Where some go by a name of their own, what merely stands in others is no name of theirs. Of the papers
    that hold a name those with the name in their title are meant; papers of a name that tells much less than
    another are left out.
    """
    spoken = runs(question)
    found = [subject for paper in papers if (subject := _spoken_of(question, spoken, paper, idf))]
    found += _described(question, papers, idf, {subject.paper.id for subject in found})
    found = [subject for subject in found if subject.own] or found
    titled = {subject.name for subject in found if subject.in_title}
    found = [subject for subject in found if subject.in_title or subject.name not in titled]
    strongest = max((subject.strength for subject in found), default=0.0)
    return tuple(subject for subject in found if subject.strength >= strongest - LEEWAY)


def meant(spoken: Sequence[Subject], found: Sequence[Paper]) -> Sequence[Subject]:
    """Those of the papers that a question seems to speak of that it means.

    Args:
        spoken: the papers that it seems to speak of.
        found: the papers that a search found, best first.
    """
    sharing = Counter(subject.name for subject in spoken)
    means = (it.own or sharing[it.name] == 1 or it.paper in found[:FIRST_FOUND] for it in spoken)
    return spoken if any(means) else ()


def _described(question: str, papers: Sequence[Paper], idf: Idf, known: AbstractSet[str]) -> list[Subject]:
    """The papers that a question describes by words of their titles, each so that no other is meant."""
    found = {}
    for match in _DESCRIBED.finditer(question):
        description = match["before"] or match["after"]
        words_of_it = Coverage(description, idf)
        if words_of_it.total < WEIGHT_OF_A_DESCRIPTION:
            continue
        titled = [paper for paper in papers if words_of_it.is_held_by(paper.title)]
        titled = [paper for paper in titled if _holds(paper.title, description)] or titled
        if len(titled) == 1 and titled[0].id not in known:
            found[titled[0].id] = Subject(titled[0], label(titled[0]), 1.0, in_title=True)
    return list(found.values())


def _holds(title: str, description: str) -> bool:
    return set(words(description.casefold())) <= set(words(title.casefold()))


def respelt(question: str, papers: Sequence[Paper], idf: Idf) -> str:
    """The question with the papers' own names put right where the finger slipped.

    Only a word that stands in no paper is taken for a slip (optimal string alignment distance).
    """
    unknown = _unknown(words(question), idf)
    if not unknown:
        return question
    names = {folded(name): name for paper in papers for name in own_names(paper, idf) if " " not in name}
    right = {word: near for word in unknown if (near := _near(folded(word), names))}
    return _WORD.sub(lambda found: right.get(found.group(), found.group()), question)


def own_names(paper: Paper, idf: Idf) -> list[str]:
    """The names that tell a paper from the rest of the library, those of its title first."""
    return _own_among(_name_like(paper), idf)


def label(paper: Paper) -> str:
    """The shortest form of a title that still tells the paper: its head before a colon, if that is a name."""
    head = _before_colon(paper)
    return head if len(head.split()) <= WORDS_OF_A_NAME else paper.title


@dataclass(frozen=True)
class _NameLike:
    """What may be a name in a paper: given as one, marked as one by its letters, or merely capitalised."""

    given: Sequence[str]
    marked: Sequence[str]
    capitalised: Sequence[str]

    def among(self, spoken: AbstractSet[str]) -> "_NameLike":
        """Those that are spoken."""
        kept = ([n for n in ns if folded(n) in spoken] for ns in (self.given, self.marked, self.capitalised))
        return _NameLike(*kept)


@lru_cache(maxsize=4_096)
def _name_like(paper: Paper) -> _NameLike:
    heads = [_head(paper)] if ":" in paper.title and len(_head(paper).split()) <= WORDS_OF_A_NAME else []
    tokens = words(f"{paper.title} {paper.abstract}")
    named = [word for word in tokens if is_name(word) and folded(word) not in COMMON_NAMES]
    marked = [word for word in named if word.casefold() not in tokens]
    given = [*heads, *_SHORT_FORM.findall(paper.abstract), *_COMPOUND_COINED.findall(paper.abstract)]
    return _NameLike(given, marked, _capitalised_alone(paper.abstract))


def _own_among(names: _NameLike, idf: Idf) -> list[str]:
    """Those that tell a paper from the rest of the library."""
    rarities = _rarities([*names.marked, *names.capitalised], idf)
    telling = [name for name in names.marked if rarities[name] >= TELLING]
    unique = [name for name in names.capitalised if rarities[name] >= UNIQUE]
    return list(dict.fromkeys([*names.given, *telling, *unique]))


def _head(paper: Paper) -> str:
    """What stands before the colon of a title, without marks around it."""
    return _before_colon(paper).strip(" !?.")


def _before_colon(paper: Paper) -> str:
    return paper.title.partition(":")[0]


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
    asked = stem_set(question)
    titles = [Coverage(t, idf) for t in {paper.title, _before_colon(paper)} if stem_set(t) & asked]
    if any(title.of(question) >= SHARE_OF_TITLE for title in titles if title.total >= WEIGHT_OF_A_TITLE):
        return Subject(paper, paper.title, 1.0, in_title=True)
    if _quotes_title(question, paper) or _spells_name_out(question, paper):
        return Subject(paper, paper.title, 1.0, in_title=True)
    rarities = _rarities(_own_among(_name_like(paper).among(spoken), idf), idf)
    if not rarities:
        return None
    of_title = runs(paper.title) | initialisms(paper.title)
    own = {name for name in rarities if _heads_title(name, paper) or is_coined(name, paper)}
    name = max(rarities, key=lambda name: (name in own, folded(name) in of_title, rarities[name]))
    return Subject(paper, folded(name), rarities[name], in_title=folded(name) in of_title, own=name in own)


def _heads_title(name: str, paper: Paper) -> bool:
    """Whether a name, or what it is short for, is the title or its head."""
    full = expansions(paper.abstract).get(name, name)
    return folded(_head(paper)) in {folded(name), folded(full)}


def _quotes_title(question: str, paper: Paper) -> bool:
    """Whether a question gives a title, in quotation marks or in front ("Segment Any Text: is it fast?")."""
    asked, head = normalised(question).casefold(), _head(paper)
    leads = asked.startswith(f"{normalised(label(paper)).casefold()}:")
    return leads or (len(head.split()) > 1 and f'"{head.casefold()}"' in asked)


def _spells_name_out(question: str, paper: Paper) -> bool:
    """Whether a question holds in full what the name in the paper's title is short for."""
    full = expansions(paper.abstract).get(_head(paper), "")
    return " " in full and full.casefold() in normalised(question).casefold()


def is_coined(name: str, paper: Paper) -> bool:
    """Whether the abstract gives the name: "we propose NAME", "NAME (short for", "a method called NAME"."""
    places = re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", paper.abstract)
    return any(_is_given(paper.abstract[: at.start()], paper.abstract[at.end() :]) for at in places)


def _is_given(before: str, after: str) -> bool:
    """Whether a name is given between what stands before and after it."""
    coined = (_COINED.search(before) or _OUR_OWN.search(before)) and _ENDS_A_NAME.match(after)
    return bool(coined) or after.lstrip().startswith("(short for")


def _unknown(written: Sequence[str], idf: Idf) -> list[str]:
    """The words of which a part stands in no paper."""
    parts = {word: [stem(part) for part in _BREAK.split(word.casefold()) if part] for word in written}
    weights = idf.weights(part for of_word in parts.values() for part in of_word)
    return [word for word, of_word in parts.items() if any(weights[part] == UNKNOWN for part in of_word)]


def _near(word: str, names: Mapping[str, str]) -> str | None:
    """The name that a misspelt word is nearest to, if it is near enough."""
    distances = {name: _slips(word, name) for name in names if len(name) >= SHORTEST_OF_A_SLIP}
    best = min(distances, key=distances.__getitem__, default="")
    allowed = max((slips for letters, slips in SLIPS.items() if len(word) >= letters), default=0)
    return names[best] if best and distances[best] <= allowed else None


def _slips(word: str, name: str) -> int:
    """How many slips lead from a name to a word; a letter doubled or two neighbours swapped is none."""
    once = [_DOUBLED.sub(r"\1", text) for text in (word, name)]
    swapped = sorted(once[0]) == sorted(once[1]) and OSA.distance(*once) <= 1
    return 0 if swapped else OSA.distance(word, name)


def _rarities(names: Sequence[str], idf: Idf) -> dict[str, float]:
    """For each name the weight of its rarest part: 1 where it is in no paper."""
    if not names:
        return {}
    parts = {name: [stem(part) for part in _BREAK.split(name.casefold()) if len(part) > 1] for name in names}
    weights = idf.weights(part for of_name in parts.values() for part in of_name)
    return {name: max((weights[part] for part in of_name), default=0.0) for name, of_name in parts.items()}
