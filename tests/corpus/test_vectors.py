def test_vectors_are_remembered_by_model_and_hash(library):
    library.store_vectors("minilm", {"a": b"\x00\x01", "b": b"\x02\x03"})
    library.store_vectors("other", {"a": b"\xff"})
    assert library.vectors("minilm", ["b", "a", "c"]) == {"a": b"\x00\x01", "b": b"\x02\x03"}
    assert library.vectors("other", ["a", "b"]) == {"a": b"\xff"}
    assert library.vectors("third", ["a"]) == {}
    assert library.vectors("minilm", []) == {}


def test_a_vector_that_comes_again_replaces_the_old(library):
    library.store_vectors("m", {"a": b"1"})
    library.store_vectors("m", {"a": b"2"})
    assert library.vectors("m", ["a"]) == {"a": b"2"}


def test_any_number_of_vectors_may_be_stored_and_asked_for(library):
    many = {f"hash {n}": n.to_bytes(4, "little") for n in range(40_000)}
    library.store_vectors("m", many)
    assert library.vectors("m", list(many)) == many


def test_vectors_are_no_change_of_the_papers(library, lemo):
    library.add([lemo])
    generation = library.generation
    library.store_vectors("m", {"a": b"1"})
    assert library.generation == generation


def test_vectors_outlive_the_paper_that_they_came_from(library, lemo):
    library.add([lemo])
    library.store_vectors("m", {lemo.content_hash: b"1"})
    library.remove(["lemo"])
    assert library.vectors("m", [lemo.content_hash]) == {lemo.content_hash: b"1"}
