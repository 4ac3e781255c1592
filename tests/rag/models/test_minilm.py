import threading

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from scipy.special import erf

from rag.errors import WeightsDamagedError
from rag.models.minilm import MiniLM

TEXTS = [
    "That is a happy person",
    "That is a happy dog",
    "That is a very happy person",
    "Today is a sunny day",
    "We present LeMo, which prunes the tokens of long contexts and thereby halves the memory of fine-tuning.",
    "Our method reaches 83.2% on ImageNet (top-1), against 81.8% before; see Fig. 2 & Table 3.",
    "Über naïve Ansätze: 深度学习 and αβγ, ½, ☃.",
]


def plainly_embedded(weights, ids):
    """The encoder once more, in plain floating point: BERT as its paper writes it."""

    def affine(x, name):
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def normalised(x, name):
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt(centred.var(-1, keepdims=True) + 1e-12)
        return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def heads(x):
        return x.reshape(len(ids), 12, 32).transpose(1, 0, 2)

    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = normalised(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for number in range(6):
        layer = f"encoder.layer.{number}"
        query, key, value = (
            heads(affine(x, f"{layer}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(32)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        attended = (shares / shares.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(ids), 384)
        x = normalised(
            x + affine(attended, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm"
        )
        inner = affine(x, f"{layer}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        x = normalised(x + affine(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def test_the_vectors_are_those_of_the_plain_encoder(minilm, minilm_files):
    weights = load_file(minilm_files[0])
    plain = [plainly_embedded(weights, minilm._tokenizer.encode(text).ids) for text in TEXTS]
    cosines = (minilm.embed(TEXTS) * np.array(plain)).sum(1)
    assert cosines.min() > 0.99
    assert cosines.mean() > 0.995


def test_the_similarities_are_near_those_that_upstream_publishes(minilm):
    vectors = minilm.embed(TEXTS[:4])
    assert vectors[1:] @ vectors[0] == pytest.approx([0.695, 0.943, 0.257], abs=0.03)


def test_vectors_are_of_length_one_and_single_precision(minilm):
    vectors = minilm.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_text_has_the_same_vector_whatever_it_is_embedded_with(minilm):
    together = minilm.embed(TEXTS)
    assert (together == np.concatenate([minilm.embed([text]) for text in reversed(TEXTS)])[::-1]).all()


def test_no_texts_have_no_vectors(minilm):
    assert minilm.embed([]).shape == (0, 384)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "a" * 100_000,
        "word " * 10_000,
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)
def test_odd_texts_have_vectors_too(minilm, text):
    assert np.isfinite(minilm.embed([text])).all()


def test_only_the_first_256_tokens_of_a_text_count(minilm):
    long = "one two three four five " * 100
    assert (minilm.embed([long])[0] == minilm.embed([long + "six"])[0]).all()
    assert len(minilm._tokenizer.encode(long).ids) == 256


def test_several_threads_may_embed_at_once(minilm):
    alone, seen = minilm.embed(TEXTS), []
    threads = [threading.Thread(target=lambda: seen.append(minilm.embed(TEXTS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((vectors == alone).all() for vectors in seen)


@pytest.mark.parametrize("content", [b"", b"not weights", None], ids=["empty", "garbage", "other tensors"])
def test_weights_of_another_kind_are_told(tmp_path, content):
    path = tmp_path / "model.safetensors"
    if content is None:
        save_file({"other": np.zeros(3, np.float32)}, path)
    else:
        path.write_bytes(content)
    with pytest.raises(WeightsDamagedError, match="not the weights of all-MiniLM-L6-v2"):
        MiniLM.load(path, tmp_path / "tokenizer.json")
