"""What a reader has to say about a file, beside its papers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """Something that the owner of a file should know, such as the encoding it was taken to be in.

    Attributes:
        file: the name of the file; a file in an archive or a folder is named with it.
        place: where in the file, such as "line 12"; empty where the whole file is meant.
        reason: what there is to say, as a clause without a full stop.
    """

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.reason}."


@dataclass(frozen=True)
class Skipped(Remark):
    """Something of a file that was left out, and why: a record, or all that follows a place."""
