"""The kept conversations: one SQLite file under FOOTNOTE_HOME, each row of it its user's own.

It is a file, and not the browser's storage, so that a conversation is there from another browser too
and survives that one's cleaning; it is not the library's file, so that a library can be shared without
what was asked of it.
"""

import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rag.values import Message
from ui.conversation import Conversation, Turn
from ui.conversations.encoding import decoded, encoded
from ui.conversations.file import ConversationsFile
from ui.errors import ConversationGoneError

FILE = "conversations.sqlite"
LONGEST_NAME = 80

_FIELDS = "SELECT id, name, library, changed, revision FROM conversations"
_HOLDS = (
    " AND (instr(folded(name), ?1) OR EXISTS (SELECT 1 FROM turns WHERE conversation = id"
    " AND instr(folded(question || char(10) || coalesce(answer, '')), ?1)))"
)


@dataclass(frozen=True)
class Entry:
    """A conversation in the list: `changed` in seconds since 1970, `revision` counts its changes."""

    id: str
    name: str
    library: str
    changed: float
    revision: int


class Conversations:
    """The kept conversations of every user. Any thread may call, and other processes may write.

    A conversation of another user is, to all methods, one that is not there. All methods raise
    `ConversationsError` when the file cannot be used.

    Args:
        path: the file; it is made when it is first used.
        clock: tells the seconds since 1970.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._file = ConversationsFile(path)
        self._clock = clock

    def begin(self, user: str, library: str, name: str) -> Entry:
        """A new conversation without turns."""
        entry = Entry(secrets.token_urlsafe(9), shortened(name), library, self._clock(), 0)
        with self._file.writing() as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?, ?)",
                (entry.id, user, entry.name, library, entry.changed, entry.revision),
            )
        return entry

    def entry(self, user: str, conversation: str) -> Entry:
        """A conversation as it stands in the list.

        Raises:
            ConversationGoneError: the user has none of that id.
        """
        with self._file.reading() as connection:
            return _entry(connection, user, conversation)

    def entries(self, user: str, query: str = "", limit: int = 100) -> tuple[Entry, ...]:
        """The user's conversations, the latest first; with a query, those that hold all its words."""
        words = query.casefold().split()
        holds = "".join(_HOLDS.replace("?1", f"?{place}") for place in range(3, 3 + len(words)))
        with self._file.reading() as connection:
            rows = connection.execute(
                f"{_FIELDS} WHERE user = ?1{holds} ORDER BY changed DESC, rowid DESC LIMIT ?2",
                (user, limit, *words),
            )
            return tuple(Entry(*row) for row in rows)

    def turns(self, user: str, conversation: str) -> Conversation:
        """The turns in their order; of one that this version cannot read, the question.

        Raises:
            ConversationGoneError: the user has no such conversation.
        """
        with self._file.reading() as connection:
            _entry(connection, user, conversation)
            rows = connection.execute(
                "SELECT question, turn FROM turns WHERE conversation = ? ORDER BY position", (conversation,)
            )
            return tuple(_turn(*row) for row in rows)

    def history(self, user: str, conversation: str, before: int) -> list[Message]:
        """The texts of the turns before a position that came to an answer, as the assistant takes them.

        Raises:
            ConversationGoneError: the user has no such conversation.
        """
        with self._file.reading() as connection:
            _entry(connection, user, conversation)
            rows = connection.execute(
                "SELECT question, answer FROM turns "
                "WHERE conversation = ? AND position < ? AND answer IS NOT NULL ORDER BY position",
                (conversation, before),
            )
            return [message for row in rows for message in _messages(*row)]

    def length(self, user: str, conversation: str) -> int:
        """How many turns there are.

        Raises:
            ConversationGoneError: the user has no such conversation.
        """
        with self._file.reading() as connection:
            _entry(connection, user, conversation)
            counted = "SELECT count(*) FROM turns WHERE conversation = ?"
            return int(connection.execute(counted, (conversation,)).fetchone()[0])

    def keep(self, user: str, conversation: str, position: int, turn: Turn) -> Entry:
        """Keep a turn at its position, instead of what stood there and after it.

        Raises:
            ConversationGoneError: the user has no such conversation (any more).
        """
        stored = encoded(turn)
        with self._file.writing() as connection:
            _entry(connection, user, conversation)
            connection.execute(
                "DELETE FROM turns WHERE conversation = ? AND position >= ?", (conversation, position)
            )
            connection.execute(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?)",
                (conversation, position, turn.question, turn.answer and turn.answer.text, stored),
            )
            connection.execute(
                "UPDATE conversations SET changed = ?, revision = revision + 1 WHERE id = ?",
                (self._clock(), conversation),
            )
            return _entry(connection, user, conversation)

    def amend(self, user: str, conversation: str, position: int, turn: Turn) -> None:
        """Keep another form of a turn in its place; what follows it stays, and it is no new revision.

        Raises:
            ConversationGoneError: the user has no such conversation (any more).
        """
        with self._file.writing() as connection:
            _entry(connection, user, conversation)
            connection.execute(
                "UPDATE turns SET turn = ? WHERE conversation = ? AND position = ?",
                (encoded(turn), conversation, position),
            )

    def rename(self, user: str, conversation: str, name: str) -> None:
        """Give a conversation another name; an empty one leaves it as it is."""
        with self._file.writing() as connection:
            connection.execute(
                "UPDATE conversations SET name = ? WHERE id = ? AND user = ? AND ? <> ''",
                (shortened(name), conversation, user, name.strip()),
            )

    def delete(self, user: str, conversation: str) -> None:
        """Forget a conversation and its turns."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ? AND user = ?", (conversation, user))
        self._file.forget_deleted()


def shortened(name: str) -> str:
    """A name on one line, cut where it gets too long to be read in a list."""
    line = " ".join(name.split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"


def _entry(connection: sqlite3.Connection, user: str, conversation: str) -> Entry:
    row = connection.execute(f"{_FIELDS} WHERE id = ? AND user = ?", (conversation, user)).fetchone()
    if row is None:
        raise ConversationGoneError("This conversation is not there any more.", remedy="Begin a new one.")
    return Entry(*row)


def _turn(question: str, stored: bytes) -> Turn:
    try:
        return decoded(stored)
    except ValueError:
        return Turn(question).failed("This answer was kept by another version and cannot be shown.")


def _messages(question: str, answer: str) -> tuple[Message, Message]:
    return {"role": "user", "content": question}, {"role": "assistant", "content": answer}
