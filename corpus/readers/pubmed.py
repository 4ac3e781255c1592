"""The XML of PubMed and MEDLINE."""

from collections.abc import Iterator, Mapping

from corpus.readers.columns import year
from corpus.readers.markup import Element, elements, root_of, text_of
from corpus.readers.records import Flaw, Record, record_of

_ARTICLE = "MedlineCitation/Article"


def recognises(head: str) -> bool:
    """Whether a file that begins so is a set of PubMed's articles, or one of them."""
    return root_of(head)[0] in {"PubmedArticleSet", "PubmedArticle"}


def records(blocks: Iterator[str]) -> Iterator[Record | Flaw]:
    """The articles of a set."""
    for found in elements(blocks, "PubmedArticle"):
        yield found if isinstance(found, Flaw) else record_of(found.line, _fields, found.element)


def _fields(article: Element) -> Mapping[str, object]:
    number = text_of(article, "MedlineCitation/PMID")
    issue = f"{_ARTICLE}/Journal/JournalIssue/PubDate"
    return {
        "id": number,
        "title": text_of(article, f"{_ARTICLE}/ArticleTitle"),
        "abstract": "\n".join(map(_section, article.findall(f"{_ARTICLE}/Abstract/AbstractText"))),
        "authors": [_name(author) for author in article.findall(f"{_ARTICLE}/AuthorList/Author")],
        "year": text_of(article, f"{issue}/Year") or year(text_of(article, f"{issue}/MedlineDate")),
        "venue": text_of(article, f"{_ARTICLE}/Journal/Title"),
        "doi": text_of(article, "PubmedData/ArticleIdList/ArticleId[@IdType='doi']")
        or text_of(article, f"{_ARTICLE}/ELocationID[@EIdType='doi']"),
        "url": f"https://pubmed.ncbi.nlm.nih.gov/{number}/",
    }


def _section(part: Element) -> str:
    """A part of an abstract, after its label, such as "METHODS"."""
    label, text = part.get("Label"), text_of(part)
    return f"{label}: {text}" if label and text else text


def _name(author: Element) -> str:
    name = f"{text_of(author, 'ForeName')} {text_of(author, 'LastName')}"
    return name if name.strip() else text_of(author, "CollectiveName")
