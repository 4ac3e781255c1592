"""Searches go before all else."""

import os
import threading

from ui.searches import Searches


def test_as_many_search_at_once_as_there_are_cores():
    searches, inside, leave = Searches(), threading.Semaphore(0), threading.Event()

    def search():
        with searches.one():
            inside.release()
            leave.wait(5)

    cores = os.cpu_count() or 1
    threads = [threading.Thread(target=search) for _ in range(cores + 1)]
    for thread in threads:
        thread.start()
    assert all(inside.acquire(timeout=5) for _ in range(cores))
    assert not inside.acquire(timeout=0.05)
    leave.set()
    assert inside.acquire(timeout=5)
    for thread in threads:
        thread.join()


def test_an_answer_goes_on_when_no_search_is_under_way_any_more():
    searches, passed = Searches(), threading.Event()

    def go_on():
        searches.let_pass(20)
        passed.set()

    with searches.one():
        threading.Thread(target=go_on).start()
        assert not passed.wait(0.05)
    assert passed.wait(5)


def test_a_search_that_takes_long_is_not_waited_for_longer_than_was_said():
    searches = Searches()
    with searches.one():
        searches.let_pass(0.01)
