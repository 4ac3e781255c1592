"""Writing a report to disk in its three forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.files import write_whole
from evals.errors import EvaluationError
from evals.report.as_html import as_html
from evals.report.as_json import as_json
from evals.report.as_markdown import as_markdown
from evals.report.document import Document


@dataclass(frozen=True)
class Written:
    """Where a report was written."""

    html: Path
    json: Path
    markdown: Path


def write_report(document: Document, folder: Path, stem: str = "report") -> Written:
    """Write `<stem>.html`, `<stem>.json` and `<stem>.md` into a folder.

    Raises:
        EvaluationError: the folder cannot be written.
        MissingExtraError: jinja2 is not installed.
    """
    written = Written(folder / f"{stem}.html", folder / f"{stem}.json", folder / f"{stem}.md")
    forms = {written.html: as_html, written.json: as_json, written.markdown: as_markdown}
    write_texts({path: form(document) for path, form in forms.items()})
    return written


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write each text into its file, and make the folders that are missing.

    Raises:
        EvaluationError: one cannot be written.
    """
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text)
        except OSError as error:
            raise EvaluationError(
                f"{path} cannot be written ({error}).", remedy="Name another place with --out."
            ) from error
