"""Several threads and several processes with one library, and processes that are killed."""

import contextlib
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus import Added, Library, LibraryBusyError, Paper

WRITE = """
import sys
from corpus import Library, Paper
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
papers = (Paper(f"{name}{n}", f"Title {n}", f"Abstract {n} of {name}. It is short.") for n in range(count))
with Library.create(path) as library:
    print("ready", flush=True)
    sys.stdin.readline()
    library.add(papers, report=lambda done: print(done.added, flush=True))
"""


def writer(path, name, count):
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE, path, name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def let_go(process):
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_processes_may_make_and_write_one_library_at_once(path):
    writers = [writer(path, name, 1000) for name in "ab"]
    for process in writers:
        let_go(process)
    for process in writers:
        process.communicate(timeout=300)
        assert process.returncode == 0
    with Library.open(path) as library:
        assert len(library) == 2000
        assert library.generation == 4
        assert sorted(library.get_many(["a7", "b999"])) == ["a7", "b999"]


def test_a_reader_sees_what_another_process_wrote(library, path):
    library.add([Paper("mine", "Mine", "My abstract.")])
    assert library.search("abstract", 9999)[0].paper_id == "mine"
    process = writer(path, "guest", 500)
    let_go(process)
    process.communicate(timeout=300)
    assert len(library) == 501
    assert len(library.search("guest", 9999)) == 500
    assert library.document_frequencies(["abstract"]) == {"abstract": 501}


def test_a_process_that_is_killed_while_it_adds_keeps_what_it_reported(path):
    with writer(path, "p", 1_000_000) as process:
        let_go(process)
        reported = [int(process.stdout.readline()) for _ in range(3)][-1]
        process.send_signal(signal.SIGKILL)
        process.stdin.close()
        reported = max([reported, *map(int, process.stdout.read().split())])
    with Library.create(path) as library:
        assert len(library) >= reported >= 1500
        assert len(library) % 500 == 0, "a batch is kept whole or not at all"
        assert library.ids() == [f"p{n}" for n in range(len(library))]
        assert library.document_frequencies(["abstract"]) == {"abstract": len(library)}
        assert library.get(f"p{reported - 1}").sentences
        assert library.add([Paper("new", "New", "It goes on.")]) == Added(added=1)


def test_threads_may_write_and_read_one_library_at_once(library, numbered):
    def add(start):
        return library.add(numbered(100, start))

    def look(_):
        matches = library.search("abstract number7", 5)
        return len(library.get_many([match.paper_id for match in matches])) == len(matches)

    with ThreadPoolExecutor(8) as pool:
        added = pool.map(add, range(0, 800, 100))
        looked = pool.map(look, range(60))
        assert list(added) == [Added(added=100)] * 8
        assert all(looked)
    assert len(library) == 800
    assert library.search("number7")[0].paper_id == "p7"


def test_a_library_may_be_used_in_a_thread_that_did_not_open_it(path, lemo):
    with ThreadPoolExecutor(1) as pool:
        library = pool.submit(Library.create, path).result()
        library.add([lemo])
        assert pool.submit(library.get, "lemo").result() == lemo
    library.close()


def test_reading_does_not_wait_for_a_writer(library, path, lemo, iapt):
    library.add([lemo])
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert library.get("lemo") == lemo
        assert library.search("memory")


def test_opening_does_not_wait_for_a_writer(library, path, lemo):
    library.add([lemo])
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for way in (Library.open, Library.create):
            with way(path, busy_timeout=0.05) as second:
                assert second.get("lemo") == lemo


def test_a_writer_that_waits_too_long_says_that_the_library_is_busy(path, lemo):
    with (
        Library.create(path, busy_timeout=0.05) as library,
        contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        for write in (
            lambda: library.add([lemo]),
            lambda: library.remove(["x"]),
            lambda: library.store_vectors("m", {}),
        ):
            with pytest.raises(LibraryBusyError, match="Try again"):
                write()
        other.execute("ROLLBACK")
        assert library.add([lemo]) == Added(added=1)


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system does not tell who holds a lock")
def test_a_writer_that_waits_too_long_is_told_who_writes(path, lemo):
    holding = "import sys, sqlite3; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
    holding += "c.execute('BEGIN IMMEDIATE'); print(flush=True); sys.stdin.read()"
    with (
        Library.create(path, busy_timeout=0.05) as library,
        subprocess.Popen(
            [sys.executable, "-c", holding, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process,
    ):
        process.stdout.readline()
        with pytest.raises(LibraryBusyError, match=f"by process {process.pid} .python"):
            library.add([lemo])
        process.communicate()
        assert library.add([lemo]) == Added(added=1)


def test_closing_lets_a_call_that_is_under_way_end(path, numbered):
    library = Library.create(path)
    library.add(numbered(10))

    with library._connections.writing() as connection:
        library.close()
        assert connection.execute("SELECT count(*) FROM papers").fetchone() == (10,)
