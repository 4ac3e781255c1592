"""Where something can be had: the sentences that tell it answer no other question."""

import re

_ADDRESS = re.compile(r"https?://|\bwww\.")
_MADE_PUBLIC = re.compile(
    r"\b(?:made|make) (?:publicly available|public)\b"
    r"|\b(?:is|are) (?:publicly|freely|openly) (?:available|accessible)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:repository|github|url|link|licen[cs]\w*|download\w*|available|availab\w+|released?|publish\w*"
    r"|public(?:ly)?|where|free to use"
    r"|open[- ]?sourced?|(?:the|their|its|source|official) code(?! generat\w*))\b",
    re.IGNORECASE,
)


def is_about_availability(text: str) -> bool:
    """Whether a text asks or says where something can be had."""
    return bool(_ABOUT.search(text) or _ADDRESS.search(text))


def only_tells_where(sentence: str, text: str) -> bool:
    """Whether a sentence gives an address and so does not speak to a text that is not about one."""
    return bool(_ADDRESS.search(sentence)) and not is_about_availability(text)


def only_tells_what_is_public(sentence: str, text: str) -> bool:
    """Whether a sentence tells what is public, or where, and a text is not about that.

    Such a sentence may hold other facts too, so it is no worse as evidence; alone it answers little.
    """
    is_public = _MADE_PUBLIC.search(sentence) or _ADDRESS.search(sentence)
    return bool(is_public) and not is_about_availability(text)
