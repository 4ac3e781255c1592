"""A stand-in for a distributed Chroma: Chroma's own server, before it a proxy that adds the search by words.

What the server for one machine refuses (an index of sparse vectors, the vectors themselves, the search that
joins rankings) is kept and computed by the proxy, as Chroma documents it; all else is the server's own.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from .forwarding import pass_on

Scores = dict[str, float]


class Distributed:
    """What the proxy knows: the sparse vectors of records, by their identifiers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.words: dict[str, dict[int, float]] = {}
        self.searches: list[dict[str, Any]] = []

    def created(self, body: dict[str, Any]) -> dict[str, Any]:
        """A request for a collection, without the index of sparse vectors."""
        sparse = body["schema"]["keys"].pop("words")
        assert sparse["sparse_vector"]["sparse_vector_index"]["enabled"]
        return body

    def added(self, body: dict[str, Any]) -> dict[str, Any]:
        """A request to add records, without their sparse vectors, which are kept here."""
        for id_, metadata in zip(body["ids"], body["metadatas"], strict=True):
            if vector := metadata.pop("words", None):
                self.words[id_] = _weights(vector)
        return body

    def searched(self, collection: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a search, lowest scores first."""
        (search,) = body["searches"]
        self.searches.append(search)
        scores = self._ranked(search["rank"], collection)
        best = sorted(scores, key=lambda id_: (scores[id_], id_))[: search["limit"]["limit"]]
        answer: dict[str, Any] = {key: [None] for key in ("documents", "embeddings", "metadatas")}
        return {**answer, "ids": [best], "scores": [[scores[id_] for id_ in best]], "select": [["#score"]]}

    def _ranked(self, rank: dict[str, Any], collection: str) -> Scores:
        """The scores of the records that an expression ranks; a constant is one of every record."""
        ((operator, of),) = rank.items()
        match operator:
            case "$knn":
                return self._nearest(of, collection)
            case "$val":
                return _Everywhere(of)
            case "$div":
                return _combined([self._ranked(of[side], collection) for side in ("left", "right")], _divided)
            case "$sum":
                return _combined([self._ranked(part, collection) for part in of], sum)
            case "$mul":
                return _combined([self._ranked(part, collection) for part in of], _multiplied)
        raise AssertionError(operator)

    def _nearest(self, knn: dict[str, Any], collection: str) -> Scores:
        """The places of the nearest records, counted from zero; of all others the default."""
        assert knn["return_rank"]
        dense = knn["key"] == "#embedding"
        order = self._near(knn, collection) if dense else self._sharing(_weights(knn["query"]))
        places = {id_: float(place) for place, id_ in enumerate(order[: knn["limit"]])}
        return _Everywhere(knn["default"], places)

    def _near(self, knn: dict[str, Any], collection: str) -> list[str]:
        request = {"query_embeddings": [knn["query"]], "n_results": knn["limit"], "include": []}
        (ids,) = httpx.post(f"{self.url}{collection}/query", json=request).json()["ids"]
        return list(ids)

    def _sharing(self, query: dict[int, float]) -> list[str]:
        products = {
            id_: sum(weight * words.get(word, 0) for word, weight in query.items())
            for id_, words in self.words.items()
        }
        return sorted((id_ for id_ in products if products[id_]), key=lambda id_: (-products[id_], id_))


class _Everywhere(dict[str, float]):
    """Scores of some records, and one that all others have."""

    def __init__(self, default: float, scores: Scores | None = None) -> None:
        super().__init__(scores or {})
        self.default = default

    def __missing__(self, _: str) -> float:
        return self.default


def _combined(parts: list[Scores], combine: Any) -> Scores:
    known = {id_ for part in parts for id_ in part}
    defaults = [part.default for part in parts if isinstance(part, _Everywhere)]
    return _Everywhere(combine(defaults), {id_: combine([part[id_] for part in parts]) for id_ in known})


def _divided(parts: list[float]) -> float:
    left, right = parts
    return left / right


def _multiplied(parts: list[float]) -> float:
    left, right = parts
    return left * right


def _weights(vector: dict[str, Any]) -> dict[int, float]:
    assert vector["#type"] == "sparse_vector"
    return dict(zip(vector["indices"], vector["values"], strict=True))


@contextmanager
def distributed_before(url: str) -> Iterator[tuple[str, Distributed]]:
    """The address of the stand-in, and what it knows."""
    state = Distributed(url)
    with ThreadingHTTPServer(("127.0.0.1", 0), _forwarding(state)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", state
        server.shutdown()


def _forwarding(state: Distributed) -> type[BaseHTTPRequestHandler]:
    class Forwarding(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pass_on(httpx.get(f"{state.url}{self.path}"), self)

        def do_DELETE(self) -> None:
            pass_on(httpx.delete(f"{state.url}{self.path}"), self)

        def do_PUT(self) -> None:
            pass_on(httpx.put(f"{state.url}{self.path}", json=self._body()), self)

        def do_POST(self) -> None:
            body, (collection, _, what) = self._body(), self.path.rpartition("/")
            if what == "search":
                pass_on(httpx.Response(200, json=state.searched(collection, body)), self)
                return
            change = {"collections": state.created, "add": state.added}.get(what, dict)
            pass_on(httpx.post(f"{state.url}{self.path}", json=change(body)), self)

        def _body(self) -> dict[str, Any]:
            body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            return body

        def log_message(self, *_: object) -> None:
            pass

    return Forwarding
