"""A document as a page of its own, which needs and loads nothing."""

from ui.exports.document import Document
from ui.templating import rendered


def html(document: Document) -> str:
    """The document in one file, its markers linked to the references below."""
    return rendered("export.html", document=document)
