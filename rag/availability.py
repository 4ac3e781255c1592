"""Where something can be had: the sentences that tell it answer no other question."""

import re

_ADDRESS = re.compile(r"https?://|\bwww\.")
_MADE_PUBLIC = re.compile(
    r"\b(?:ma(?:de|k(?:e|ing))|(?:is|are|be|been)) (?:\w+ ){0,2}?(?:public(?:ly)?|openly)\b"
    r"|\bpublicly (?:available|accessible|released)\b"
    r"|\b(?:is|are) (?:freely |now )?available (?:at|on|from|under)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:repository|github|url|link|download\w*|available|availab\w+|released?|publish\w*|public(?:ly)?|where"
    r"|open[- ]?sourced?|(?:the|their|its|source|official) code(?! generat\w*))\b",
    re.IGNORECASE,
)


def is_about_availability(text: str) -> bool:
    """Whether a text asks or says where something can be had."""
    return bool(_ABOUT.search(text) or _ADDRESS.search(text))


def only_tells_where(sentence: str, text: str) -> bool:
    """Whether a sentence tells what is public, or where, and a text is not about that."""
    tells_where = _ADDRESS.search(sentence) or _MADE_PUBLIC.search(sentence)
    return bool(tells_where) and not is_about_availability(text)
