"""How a question asks for several papers, and what they are to be about; read by patterns."""

import re

from rag.forms import asks_yes_or_no

_PAPERS = (
    "papers|works|studies|abstracts|(?:(?:review|survey) )?articles|publications|preprints|surveys|reviews"
)
_KINDS = "methods|approaches|techniques|systems|frameworks|attacks"
_THINGS = f"(?:{_PAPERS}|(?:{_KINDS})(?!\\W+(?:were|was|did)\\b))"
"""What a listing lists; how the methods of some study were chosen is asked of that study."""
_TOPICAL = re.compile(r"(?:surveys|reviews|attacks|(?:review|survey) articles)$", re.IGNORECASE)
"""Those that tell what a paper is about, and stay in the topic."""
_BETWEEN = r"(?:\W+(?!(?:one|it|they|papers?|methods?|models?|approach|techniques?|systems?)\W)[\w-]+){0,2}?"
"""The words between the asking and the thing; what "works" after one of these is no work."""
_MOVES = "makes?|made|causes?|caused|lets?|helps?|keeps?|drives?|limits?|allows?|gives?"
_ASKING = (
    rf"(?:which|what(?!\W+(?:{_MOVES})\b)|list|name|show|find|give me|any|are there|enumerate|collect|gather"
    r"|(?:list|overview) of)"
)
_HOLDER = "(?:you|we|i|(?:this|the|my) (?:library|collection)|(?:these|the) (?:papers|abstracts))"
_LISTING = re.compile(
    rf"\b{_ASKING}\b{_BETWEEN}\W+{_THINGS}\b"
    r"|^\W*(?:list|enumerate)\b|\blist (?:them|all)\b"
    r"|^\W*which ones\b(?!\W+(?:are|were) they)"
    r"|^\W*which of (?:(?:these|those)(?! two)|my|the (?:papers|abstracts))\b"
    rf"|^\W*(?:{_PAPERS})\W+(?:about|concerning|dealing|for|on|that|using|where|which|with)\b"
    r"|^\W*(?:everything|anything|all)\b(?:\W+(?:have|here|is|there|we|you)){0,3}\W+(?:about|on)\b"
    r"|\bwhat (?:else )?is there\b(?:\W+to (?:cite|read))?\W*(?:$|\b(?:about|on)\b)"
    rf"|^\W*what (?:do|does) {_HOLDER} (?:have|hold|know|say) (?:about|on)\b"
    r"|^\W*what (?:literature|research|work) (?:exists|has been done|is there)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b(?:all|every)\b{_BETWEEN}\W+(?:{_THINGS}|abstract|article|paper|study|survey|work)\b"
    r"|\b(?:everything|all (?:those|the ones)|pointers)\b(?:\W+[\w-]+){0,3}?"
    r"\W+(?:about|on|that|to|which|who|whose)\b",
    re.IGNORECASE,
)
_ONE_PAPER = re.compile(
    r"(?<!\ball )\b(?:the|this|that)\b(?:\W+[\w-]+){0,5}?"
    r"\W+(?:abstract|article|paper|review|study|survey|work)\b",
    re.IGNORECASE,
)
_SURVEYS = re.compile(
    r"(?=.*\b(?:surveys?|reviews?)\b)(?:(?:an?|and|any|articles?|if|literature|only|or|overviews?|papers?|so|systematic"
    r"|surveys?|reviews?|which|works?|among (?:them|these|those))\W*)+",
    re.IGNORECASE,
)
"""A topic that is nothing but the kind of paper."""
_PLEASE = re.compile(
    r"\bplease\b(?:\W+list (?:them|all)\b(?:\W+all\b)?)?|\blist (?:them|all)\W*$", re.IGNORECASE
)
_PLACE = re.compile(
    r"\W+(?:(?:that )?(?:are|is) )?(?:described|here|there|introduced|mentioned|presented|proposed"
    r"|in (?:the|these|this|my) (?:abstracts|collection|library|papers))\b(?:\W+here)?\W*$",
    re.IGNORECASE,
)
"""What says only that the papers are those of the library."""
_ABOUT = re.compile(
    r"^(?:(?:all|also|am|and|are|been|can|could|do|does|every|find|for|get|give|has|have|here|how|i['’]m|i|in|is|list"
    r"|many|me|need|of|or|say|show|tell|that|the|there|these|those|this|library|looking|to|want|we|which|whose|would|you"
    r"|(?:main|declared|primary) ?|aim|focus|subject|topic|abstracts?|papers?|study|works?|proposed"
    r"|concern(?:ed|ing)?|deals?|dealing|go(?:es)?|looks?|looking|mentions?|working|about|at|into|on|with)\b\W*)+",
    re.IGNORECASE,
)
"""The words between "which papers" and their topic."""


def asks_for_papers(question: str) -> bool:
    """Whether several papers are asked for; "better than all methods?" is answered with yes or no.

    What the one paper says of all methods is no listing of papers.
    """
    of_all = _ALL.search(question) and not asks_yes_or_no(question) and not _ONE_PAPER.search(question)
    return bool(_LISTING.search(question) or of_all)


def topic_of(question: str) -> str:
    """What a listing wants papers about: the question without the words that ask for them."""
    asked = _PLACE.sub("", _PLEASE.sub(" ", question)).strip()
    asking = _LISTING if _LISTING.search(asked) else _ALL
    named = asking.sub(_topical, asked, count=1).strip(" .:,?")
    topic = _ABOUT.sub("", named) or named or question
    return "surveys" if _SURVEYS.fullmatch(topic) else topic


def _topical(asking: re.Match[str]) -> str:
    """What stays of the words that ask."""
    topical = _TOPICAL.search(asking.group())
    return topical.group() if topical else " "
