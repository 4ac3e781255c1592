"""The forms that a question has: what its words ask for, read by patterns."""

import re

_COMPARISON = re.compile(
    r"\b(?:compare[ds]?|comparison|versus|vs|differs?|differences? between|contrast)\b"
    r"|\band\b(?:\W+(?!(?:for|from|in|of|on|to|with)\W)[\w-]+){1,7}?\W+(?:both|each)\b"
    r"|\bin the one and in the other\b|\b(?:have|share) in common\b"
    r"|\bsimilarit(?:y|ies) between\b|\bside by side\b",
    re.IGNORECASE,
)
"""Also of two that are told apart: "what do A and B each do?"."""
_MEASURES = (
    "percentage|percent|proportion|fraction|number|factor|amount|rate|score|accuracy|ratio|margin|share|size|gain|average"
    "|value"
    "|length|speed|throughput|perplexity|latency|cost|speed-?ups?|reduction|improvement|increase|drop"
    "|bleu|rouge|fid|f1|pass@\\d+"
)
_ENDS_A_MEASURE = (
    r"(?=\W*$|\W*[,?]|\W+(?:of|for|on|in|at|with|by|from|over|behind|between|after|when|than|as|that|they|it|to|and"
    r"|came|comes?|does|do|did|is|was|are|were|can|could|will|has|have|had|given|[a-z]+ed)\b)"
)
_HOW_MUCH = re.compile(
    r"\bhow (?:much|many|few(?!-))\b|\bby how\b"
    r"|^\W*(?:(?:give|name|state|tell)(?: me)?\W+)?(?:the )?number of\b"
    r"|\bhow (?:fast|slow|large|big|small|long|short|high|low|deep|wide|often|far|accurate)"
    r"(?=\W*$|\W*[,?]|\W+(?:is|are|was|were|does|do|did|can|could|will|would|has|have|had|must|should"
    r"|an?|the|its|their|your|this|that|it|they|in|on|after|when|with|compared)\b)",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:what|which)(?:['’]s)?(?:\W+(?:is|was|are|were|the|an?|its|their|[\w.-]+['’]s)){0,3}"
    rf"(?:\W+(?!(?:to|of|for|in|on|with|between|behind|the|an?|its|does|do|did)\b)[\w.@-]+){{0,2}}?"
    rf"\W+(?:{_MEASURES}){_ENDS_A_MEASURE}"
    r"|\bwhat(?!\W+(?:results?|improvements?|gains?|advantages?|benefits?|effects?|goals?)\b)(?:\W+[\w@.-]+){1,3}?"
    r"\W+(?:does|do|did)\b.*\b(?:get|reach|score|achieve|attain|obtain)\b(?=\W*$|\W+(?:on|in|at|for|with)\b)"
    r"|\bwhat values\b.*\btakes?\b"
    r"|^(?:[^:]*:)?\W*(?:(?:and|what about|how about)\W+)?(?:(?:its|the|their)\W+)?speed-?ups?\W*$",
    re.IGNORECASE,
)
_UNITS = (
    "(?:bytes|characters|days|dollars|gb|gigabytes|hours|layers|mb|megabytes|milliseconds|minutes|months|ms"
    "|seconds|tokens|weeks|words)"
)
_IN_UNITS = re.compile(
    rf"\b(?:what|which)\b.*\bin {_UNITS}(?=\W*$|\W*,)|^\W*in {_UNITS}\W+(?:what|which)\b", re.IGNORECASE
)
_EXPLAINS = re.compile(
    r"\b(?:why|explain|describe|how (?:do|does|did|is|are|was|were|can|could|to))\b", re.IGNORECASE
)
_FINDS = (
    r"(?:argu|claim|conclud|demonstrat|discover|find|found|introduc|observ|propos|report|reveal|show|suggest)"
    r"\w*"
)
_PAPER = r"(?:papers?|works?|stud(?:y|ies)|articles?|reports?)"
_ANY = r"(?:which|what|any|is there (?:an?|any|some)|are there(?: any)?)"
_SEEKS = r"(?:after|find|know(?: of)?|looking for|need|point me to|recall|remember|seek|want)"
_WORK = re.compile(
    rf"^\W*(?:in )?{_ANY}\W+{_PAPER}\b(?!.*\b(?:and|by)(?: by)? how\b)"
    r"|^\W*who\b(?!\W+(?:annotated|are|is|labell?ed|was|were)\b)"
    rf"|^\W*which\W+(?:[\w-]+\W+){{1,2}}{_FINDS}\b"
    r"|^\W*which\W+(?:algorithm|attack|framework|model|system)\W+(?!(?:is|was|does|has)\b)\w+s\b"
    r"|^\W*(?:did(?:n['’]t)?|has(?:n['’]t)?|do(?:es)?n['’]t)\W+(?:any|some)(?:one|body)\b"
    rf"|^\W*(?:(?:i(?:['’]m| am)?|(?:can|could|do) you)\W+)?{_SEEKS}\W+(?:me\W+)?(?:the|an?|that|some)"
    rf"\W+(?:[\w-]+\W+){{0,2}}?{_PAPER}\b"
    rf"|\bwhich (?:{_PAPER}|one)(?: (?:is|was) (?:it|that|this)| do i mean"
    r"| (?:did|does|has|proposes|says|shows) (?:it|so|that|this))?\W*$"
    rf"|^\W*(?:what(?:['’]s| is| was)|which one (?:is|was)) the {_PAPER}"
    r"\W+(?:about\W+\w|(?:in which|on|that|where|which|with)\b)"
    rf"|\b(?:title|name) of (?:an?|the) {_PAPER}\b|\bwhat(?:['’]s| is) (?:its|the) (?:name|title)\W*$"
    rf"|\bwhat(?:['’]s| is) (?:it|that {_PAPER}) called\W*$"
    r"|\b(?:forgot(?:ten)?|recall|remember) (?:its|the) title\b"
    r"|^\W*where (?:is|are|was|were)\b.*\b(?:defined|described|introduced|presented|proposed)\W*$",
    re.IGNORECASE,
)
"""A question for a work: what it measures "how much" is told of it, and not asked."""
_METHOD = re.compile(
    rf"^\W*{_ANY}\W+(?:methods?|approach(?:es)?|techniques?)\b(?!.*\b(?:and|by)(?: by)? how\b)", re.IGNORECASE
)
"""A question for a method, of which the same goes."""
_AUXILIARY = "(?:is|are|was|were|do|does|did|can|could|would|will|has|have|should)"
_YES_NO = re.compile(
    r"(?:^|[,;:.]\s+|\s[-–—]\s+)(?:(?:and|so|but|ok|hey|hi|well)\s+)?"
    rf"{_AUXILIARY}(?:n['’]t(?! (?:any|some)(?:one|body)))?\b"
    r"(?!(?<=can|uld|ill) you\b)"
    rf"|,\s*(?:right|correct|{_AUXILIARY}(?:n['’]t)? (?:it|they))\W*$"
    r"|\b(?:know|say|tell me|wonder)\s+(?:if|whether)\b",
    re.IGNORECASE,
)
_LESSENS = (
    r"(?:cuts?|drops?|gets? rid|los(?:es?|t)|reduc(?:es?|ed)|remov(?:es?|ed)|sav(?:es?|ed)|spar(?:es?|ed))"
)
_ABSOLUTE = re.compile(
    r"\bhow many\s+(?!(?:[\w-]+\s+){0,2}?(?:times\b|percent|points\b|fold\b|%))"
    rf"(?!.*\b{_LESSENS}\b)"
    r"|\bhow long (?:is|are|was|were)\b"
    r"|\b(?:what|which)\b(?:\W+[\w-]+){0,3}?\W+length\b(?!\W+(?:extrapolation|generali[sz]ation|reduction)\b)",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\bnames? of\b|\bname the\b|^\W*who (?:are|is|was|were)\b(?!.*\bauthors?\b)"
    r"|(?:^\W*|[,;:.]\s+|\b(?:and|but|so)\s+)(?:(?:on|in|with|for|by|against|over|across|to|from)\s+)?"
    r"which(?:\W+(?!(?:of|papers?|works?|authors?|who)\b)[\w-]+){0,3}?\W+(?:datasets?|benchmarks?|models?|llms?|languages|baselines|attacks)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_WHICH_ONE = re.compile(r"[,;:.]\s+which one\b|\bwhich of (?:the|these|those) two\b", re.IGNORECASE)
_MEANING = re.compile(
    r"\bmeaning of\b|\bfull name of\b|^\W*expand\b|\bwhat (?:exactly )?is (?:that|it)\W*$"
    r"|\bwhat\b.*\b(?:means?|meant|meaning|stands? for|call|called|short for)\b|\bdefin(?:e|es|ed|ition)\b"
    r"|^\W*(?:what['’]?s|what (?:exactly )?(?:is|are))\W+(?:an?\W+|the\W+)?[\w.+-]+(?:\W+[\w.+-]+)?\W*$",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    r"^(?:[^:?]*:)?\W*(?:(?:and|but|ok|so)\W+)?(?:(?:do you know|tell me)\W+)?"
    r"(?:who\W+(?:wrote|authored|published|(?:is|are|was|were)\W+(?:the|its|their)\W+(?:\w+\W+)?authors?)"
    r"|(?:name|list)?\W*(?:the|its|their)\W+authors\b)(?!.*\b(?:and|but)\b)",
    re.IGNORECASE,
)


def asks_for_work(question: str) -> bool:
    """Whether a single work is asked for, by what it does: which paper it is, or who did it."""
    return bool(_WORK.search(question))


def compares(question: str) -> bool:
    """Whether things are to be set side by side."""
    return bool(_COMPARISON.search(question))


def asks_number(question: str) -> bool:
    """Whether the answer is a number; how a number comes about is told in words."""
    if _WORK.search(question) or _METHOD.search(question):
        return False
    measured = _MEASURE.search(question) and not _EXPLAINS.search(question)
    return bool(_HOW_MUCH.search(question) or _IN_UNITS.search(question) or measured)


def asks_absolute(question: str) -> bool:
    """Whether a count or a length is asked for: the answer is no percentage, and no factor."""
    return bool(_ABSOLUTE.search(question) or _IN_UNITS.search(question))


def asks_names(question: str) -> bool:
    """Whether names are asked for: on which data sets, with which models."""
    return bool(_NAMES.search(question)) and not _WORK.search(question)


def asks_yes_or_no(question: str) -> bool:
    """Whether the answer begins with yes or no."""
    return bool(_YES_NO.search(question))


def offers_choice(question: str) -> bool:
    """Whether the answer is one of the things that the question names."""
    asks_whether = _YES_NO.search(question) or _COMPARISON.search(question)
    return bool(_WHICH_ONE.search(question) or (asks_whether and _OR.search(question)))


def asks_meaning(question: str) -> bool:
    """Whether the meaning of a name or a term is asked for."""
    return bool(_MEANING.search(question))


def asks_for_authors(question: str) -> bool:
    """Whether nothing is asked but who wrote a paper, which abstracts do not say."""
    return bool(_AUTHORS.search(question))
