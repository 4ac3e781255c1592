import threading
import time

import pytest

from rag.errors import WeightsUnavailableError
from rag.progress import Progress
from ui.preparation import Preparation, Preparing

from .scripted import ScriptedAssistant


@pytest.fixture
def preparation(three_papers):
    """Makes what looks after a preparation."""
    return lambda preparing: Preparation(ScriptedAssistant(three_papers, preparing=preparing))


def wait_until(condition):
    patience = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < patience
        time.sleep(0.002)


def test_progress_is_told_while_it_runs(preparation):
    gate = threading.Event()

    def prepare(report):
        report(Progress("weights", 3, 10))
        gate.wait(5)

    preparing = preparation(prepare)
    preparing.start()
    wait_until(lambda: preparing.now.done)
    assert preparing.now == Preparing(running=True, done=3, total=10)
    gate.set()
    wait_until(lambda: not preparing.now.running)
    assert preparing.now == Preparing()


def test_an_error_is_kept_as_its_sentence(preparation):
    def prepare(report):
        raise WeightsUnavailableError("No place has the weights.", remedy="Connect to a network.")

    preparing = preparation(prepare)
    preparing.start()
    wait_until(lambda: not preparing.now.running)
    assert preparing.now.error == "No place has the weights. Connect to a network."


def test_it_can_begin_again_after_an_error(preparation):
    outcomes = iter([WeightsUnavailableError("Not yet."), None])

    def prepare(report):
        if error := next(outcomes):
            raise error

    preparing = preparation(prepare)
    for _ in range(2):
        preparing.start()
        wait_until(lambda: not preparing.now.running)
    assert preparing.now == Preparing()


def test_beginning_twice_prepares_once(preparation):
    gate, calls = threading.Event(), []

    def prepare(report):
        calls.append(1)
        gate.wait(5)

    preparing = preparation(prepare)
    preparing.start()
    preparing.start()
    gate.set()
    wait_until(lambda: not preparing.now.running)
    assert len(calls) == 1
