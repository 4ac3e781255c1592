"""The embedded embedding model: all-MiniLM-L6-v2 in 8-bit integers, on the CPU."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import onnxruntime
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from rag.errors import WeightsDamagedError
from rag.models.eight_bits import sums_overflow
from rag.models.minilm_graph import DIMENSION, minilm_graph

NAME = "all-MiniLM-L6-v2-int8"
MOST_TOKENS = 256
"""Longer texts are cut: the model was trained on no more."""


class MiniLM:
    """Embeds texts. Safe to use from several threads.

    Each text runs alone on one core, and the cores work on several texts at once. Nothing is padded,
    and a text has the same vector whatever it is embedded with. A text that comes alone, as a query does,
    runs in the thread that brings it: it waits behind nobody's many.

    Args:
        session: the model.
        tokenizer: the model's own, without padding, cutting at `MOST_TOKENS`.
        threads: how many texts are embedded at once.
    """

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, *, threads: int) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="minilm")

    @classmethod
    def load(cls, weights: Path, tokenizer: Path, *, threads: int | None = None) -> Self:
        """The model from upstream's files.

        Args:
            weights: the safetensors file.
            tokenizer: the tokenizer's JSON file.
            threads: how many texts are embedded at once; as many as there are cores when None.

        Raises:
            WeightsDamagedError: a file is not what it should be.
        """
        try:
            session = _session(weights)
        except (SafetensorError, KeyError) as error:
            raise WeightsDamagedError(
                f"{weights} is not the weights of all-MiniLM-L6-v2 ({error}).",
                remedy="Delete it; it is fetched again at the next start.",
            ) from error
        return cls(session, _tokenizer(tokenizer), threads=threads or os.cpu_count() or 1)

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The embeddings of texts, float32 [len(texts), 384], each of length one."""
        encodings = self._tokenizer.encode_batch(list(texts))
        work = map if len(encodings) == 1 else self._pool.map
        rows = list(work(self._vector, [encoding.ids for encoding in encodings]))
        return np.array(rows, dtype=np.float32).reshape(len(rows), DIMENSION)

    def _vector(self, ids: Sequence[int]) -> npt.NDArray[np.float32]:
        (vectors,) = self._session.run(None, {"input_ids": np.array([ids], dtype=np.int64)})
        return np.asarray(vectors[0], dtype=np.float32)


def _session(weights: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    if sums_overflow():
        options.add_session_config_entry("session.x64quantprecision", "1")
    graph = minilm_graph(load_file(weights)).SerializeToString()
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path) -> Tokenizer:
    # The file says to pad and cut at 128 tokens.
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    return tokenizer
