"""The errors of answering. The whole tree is drawn in `corpus.errors`."""

from corpus.errors import FootnoteError


class SettingsError(FootnoteError):
    """A setting cannot be used."""


class QuestionError(FootnoteError):
    """A question cannot be asked: it is empty, too long, or not text."""


class WeightsError(FootnoteError):
    """Something about the files of an embedded model."""


class WeightsUnavailableError(WeightsError):
    """No place that carries the file can be reached."""


class WeightsDamagedError(WeightsError):
    """The file was cut short or altered."""


class DiskFullError(WeightsError):
    """There is no room to keep the file."""


class ModelError(FootnoteError):
    """Something about a chat model or an embedding model."""


class ModelUnreachableError(ModelError):
    """Nothing answers at the model's address."""


class ModelRefusedError(ModelError):
    """The endpoint refused the key or the request."""


class ModelBusyError(ModelError):
    """The endpoint takes no more requests for now."""


class ModelTimeoutError(ModelError):
    """The endpoint took too long."""


class ModelNonsenseError(ModelError):
    """The endpoint answered, but not in the OpenAI protocol, or with nothing."""


class IndexUnavailableError(FootnoteError):
    """Chroma cannot be opened or reached."""


class MissingExtraError(FootnoteError):
    """An optional package is not installed."""
