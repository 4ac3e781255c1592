"""What a check found."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "missing", "wrong"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        subject: what it is.
        state: "ok"; "missing": not there yet, and had or made when it is needed; "wrong": in the way.
        detail: what was found.
        remedy: the command that mends it, or what else does.
    """

    subject: str
    state: State
    detail: str
    remedy: str = ""
