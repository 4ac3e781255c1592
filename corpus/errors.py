"""Everything that can go wrong, as one tree. Catch the root, or the leaf you mean.

    FootnoteError
    ├── LibraryError              the papers on disk
    │   ├── LibraryNotFoundError      no library of that name
    │   ├── LibraryTooNewError        written by a newer version
    │   ├── LibraryOutdatedError      written by an older version
    │   ├── LibraryDamagedError       not a library, or its file is broken
    │   └── LibraryBusyError          another process is writing
    ├── ReadError                 a file of papers
    │   ├── UnknownFormatError        no reader recognises it
    │   └── BadRecordError            one record of it is unusable
    ├── FilterError               a year, venue or author that cannot be looked for
    ├── SettingsError             a setting that cannot be used
    ├── QuestionError             a question that cannot be asked
    ├── WeightsError              the files of an embedded model
    │   ├── WeightsUnavailableError   no place that carries them can be reached
    │   ├── WeightsDamagedError       cut short or altered
    │   └── DiskFullError             no room to keep them
    ├── ModelError                a chat model or an embedding model
    │   ├── ModelUnreachableError     nothing answers at that address
    │   ├── ModelRefusedError         the key or the request was refused
    │   ├── ModelBusyError            too many requests
    │   ├── ModelTimeoutError         too slow
    │   └── ModelNonsenseError        it answered, but not in the protocol
    ├── IndexUnavailableError     Chroma cannot be opened or reached
    ├── EvaluationError           a measuring run that cannot be started, continued or read
    ├── MissingExtraError         an optional package is not installed
    ├── AccessError               a password file or a proxy's header that cannot be relied on
    └── PortsTakenError           there is no free port to serve the page on

The root and the branches of this room are here; the others are in `rag.errors`; EvaluationError is in
`evals.errors`, AccessError and PortsTakenError in `ui.errors`.
"""


class FootnoteError(Exception):
    """What every error of Footnote is, told in three sentences.

    Args:
        happened: what was wrong.
        kept: what is safe, where that is in question.
        remedy: what the reader can do.
    """

    def __init__(self, happened: str, *, kept: str = "", remedy: str = "") -> None:
        super().__init__(" ".join(part for part in (happened, kept, remedy) if part))
        self.happened = happened
        self.kept = kept
        self.remedy = remedy


class LibraryError(FootnoteError):
    """Something about the papers on disk."""


class LibraryNotFoundError(LibraryError):
    """There is no library of that name."""


class LibraryTooNewError(LibraryError):
    """The library was written by a newer version of Footnote."""


class LibraryOutdatedError(LibraryError):
    """The library was written by an older version of Footnote and waits to be brought up to date."""


class LibraryDamagedError(LibraryError):
    """The file is not a library, or it is broken."""


class LibraryBusyError(LibraryError):
    """Another process is writing to the library."""


class ReadError(FootnoteError):
    """Something about a file of papers."""


class UnknownFormatError(ReadError):
    """No reader recognises the file."""


class BadRecordError(ReadError):
    """One record of a file cannot be used."""


class FilterError(FootnoteError):
    """A year, a venue or an author cannot be looked for."""
