"""Works that come twice: once under each of two ids, in one file or one after another."""

import sqlite3

from corpus import Added, Library, Paper
from corpus.migrations import MIGRATIONS, migrate

PREPRINT = Paper(
    "2106.09685",
    "LoRA: Low-Rank Adaptation of Large Language Models",
    "We freeze the weights and add two small matrices to each layer.",
    ("Edward Hu",),
    2021,
    url="https://arxiv.org/abs/2106.09685",
)
PUBLISHED = Paper(
    "hu-2022-lora",
    "LoRA: low-rank adaptation of large language models.",
    "We freeze the weights and add two small matrices to each layer. It saves memory.",
    venue="ICLR",
    url="https://doi.org/10.1000/lora",
)
WHOLE = Paper(PREPRINT.id, PREPRINT.title, PUBLISHED.abstract, PREPRINT.authors, 2021, "ICLR", PREPRINT.url)


def test_a_work_is_kept_once_with_all_that_its_records_say(library):
    assert library.merge([PREPRINT, PUBLISHED]) == Added(added=1, merged=1)
    assert list(library.papers()) == [WHOLE]
    assert [match.paper_id for match in library.search("saves memory")] == [PREPRINT.id]


def test_merging_again_changes_nothing(library):
    library.merge([PREPRINT, PUBLISHED])
    before = library.generation
    assert library.merge([PREPRINT, PUBLISHED]) == Added(unchanged=2)
    assert library.merge([PUBLISHED, WHOLE, Paper("x", "X", "Y.")]) == Added(added=1, unchanged=2)
    assert library.get(PREPRINT.id) == WHOLE
    assert library.generation == before + 1


def test_a_poorer_record_adds_nothing(library):
    library.merge([WHOLE])
    assert library.merge([PREPRINT]) == Added(changed=1)
    poorer = Paper("poor", PREPRINT.title, "We freeze the weights.")
    assert library.merge([poorer]) == Added(merged=1)
    assert library.get(PREPRINT.id) == PREPRINT


def test_a_record_that_changed_is_taken_and_what_others_added_stays(library):
    library.merge([PREPRINT, PUBLISHED])
    newer = Paper(PREPRINT.id, "LoRA", "We freeze all weights.")
    assert library.merge([newer]) == Added(changed=1)
    kept = library.get(PREPRINT.id)
    assert (kept.title, kept.abstract, kept.venue) == ("LoRA", "We freeze all weights.", "ICLR")
    assert library.merge([newer]) == Added(unchanged=1)


def test_a_record_that_is_of_another_work_now_stands_by_itself(library):
    library.merge([PREPRINT, PUBLISHED])
    other = Paper(PUBLISHED.id, "Whales of Norway", "Whales have been seen.")
    assert library.merge([other]) == Added(added=1)
    assert library.get(other.id) == other
    assert library.merge([other]) == Added(unchanged=1)


def test_a_work_of_which_one_record_is_left_is_retained(library):
    library.merge([PREPRINT, PUBLISHED, Paper("x", "X", "Y.")])
    assert library.retain({PUBLISHED.id}) == 1
    assert library.ids() == [PREPRINT.id]


def test_a_work_that_is_removed_may_come_back(library):
    library.merge([PREPRINT, PUBLISHED])
    library.remove([PREPRINT.id])
    assert library.merge([PUBLISHED]) == Added(added=1)
    assert library.get(PUBLISHED.id) == PUBLISHED


def test_adding_does_not_merge(library):
    assert library.add([PREPRINT, PUBLISHED]) == Added(added=2)


def test_what_is_added_over_a_merged_paper_is_known_by_its_own_content(library):
    library.merge([PREPRINT, PUBLISHED])
    newer = Paper(PREPRINT.id, "LoRA", "We freeze all weights.")
    assert library.add([newer]) == Added(changed=1)
    assert library.add([PREPRINT]) == Added(changed=1)
    assert library.get(PREPRINT.id) == PREPRINT


def test_works_under_a_title_that_returns_are_all_kept(library):
    topics = "Graphs have few colours.", "Whales were seen near Norway.", "Enzymes fold slowly at night."
    editorials = [Paper(f"e{n}", "Editorial", topic) for n, topic in enumerate(topics)]
    assert library.merge(editorials) == Added(added=3)


def test_a_library_of_the_version_before_finds_its_works(path):
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, MIGRATIONS[:4])
    connection.execute(
        "INSERT INTO papers VALUES (1, ?, ?, ?, '[]', NULL, NULL, NULL, 'x')",
        (PREPRINT.id, PREPRINT.title, PREPRINT.abstract),
    )
    connection.close()
    with Library.create(path) as library:
        assert library.merge([PUBLISHED]) == Added(merged=1)
