"""Files of embedded models."""

from typing import TYPE_CHECKING

from ui.diagnosis.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.models.manifest import WeightsFile
    from rag.settings import Settings


def weights(subject: str, files: "Sequence[WeightsFile]", settings: "Settings") -> Finding:
    """Whether the files of a model are there, and are what they should be."""
    from rag.models.weights import is_intact

    names = " and ".join(file.name for file in files)
    paths = {file: settings.models / file.name for file in files}
    size = f"{sum(file.size or 0 for file in files) / 1e6:,.0f} MB"
    if not all(path.is_file() for path in paths.values()):
        return _lacking(subject, f"{names}, {size}", settings, files)
    altered = [path for file, path in paths.items() if not is_intact(file, path)]
    if altered:
        return Finding(
            subject, "wrong", f"{altered[0]} was cut short or altered", f"rm '{altered[0]}'; footnote chat"
        )
    return Finding(subject, "ok", f"{names}, there and verified, in {settings.models}")


def _lacking(subject: str, detail: str, settings: "Settings", files: "Sequence[WeightsFile]") -> Finding:
    near = settings.weights and all((settings.weights / file.name).is_file() for file in files)
    if settings.offline and not near:
        remedy = f"unset FOOTNOTE_OFFLINE, or put it into {settings.models}"
        return Finding(
            subject, "wrong", f"{detail}, is not there and FOOTNOTE_OFFLINE forbids to fetch it", remedy
        )
    return Finding(subject, "missing", f"{detail}, not fetched yet", "footnote chat")
