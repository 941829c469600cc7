"""A second writer is told of the first, whatever became of those before."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.storage.steps import in_a_child, kill_oneself

from karabakh_tui.paths import state_directory
from karabakh_tui.storage.lock import Holder, WriterLock


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store" / "facts.toml"
    path.parent.mkdir()
    path.write_bytes(b"")
    return path


def the_lock() -> Path:
    (path,) = (state_directory() / "locks").iterdir()
    return path


def test_the_first_is_alone_and_the_second_is_told_of_it(store: Path) -> None:
    with WriterLock(store) as first, WriterLock(store) as second:
        assert (first.held, first.other, first.warning) == (True, None, "")
        assert (second.held, second.other) == (False, Holder(os.getpid(), socket.gethostname()))
        assert second.warning.startswith(f"{store}: open in process {os.getpid()} on {socket.gethostname()} too; ")
        assert not second.take()
        first.release()
        assert second.take()
        assert second.take()
        assert (second.held, second.warning) == (True, "")
        assert not first.take()


def test_it_is_of_the_file_whatever_it_is_called(store: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("store")
    with WriterLock(store), WriterLock(tmp_path / "link" / "facts.toml") as same, WriterLock(tmp_path / "b") as other:
        assert (same.held, other.held) == (False, True)


def test_nothing_is_left_beside_the_store_and_the_file_is_private(store: Path) -> None:
    with WriterLock(store):
        assert [path.name for path in store.parent.iterdir()] == ["facts.toml"]
        assert stat.S_IMODE(the_lock().stat().st_mode) == 0o600
        assert stat.S_IMODE(the_lock().parent.stat().st_mode) == 0o700
    assert the_lock().read_bytes() == b""


def test_a_killed_process_lets_go_of_it(store: Path) -> None:
    def killed() -> None:
        WriterLock(store).take()
        kill_oneself()

    assert in_a_child(killed) == 9
    assert the_lock().read_bytes() != b""
    with WriterLock(store) as lock:
        assert (lock.held, lock.warning) == (True, "")
        assert str(os.getpid()).encode() in the_lock().read_bytes()


def test_what_one_before_has_left_in_it_is_not_taken_for_the_holder(store: Path) -> None:
    with WriterLock(store):
        pass
    the_lock().write_bytes(b'[1, "a host with a very long name that is nothing but what a crash has left there"]')
    with WriterLock(store), WriterLock(store) as second:
        assert second.other == Holder(os.getpid(), socket.gethostname())


def test_another_process_is_told(store: Path) -> None:
    def second() -> None:
        os._exit(0 if not WriterLock(store).take() else 1)

    with WriterLock(store):
        child = os.fork()
        if child == 0:
            second()
        assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("data", [b"", b"[1", b"7", b"\xff", b'["x", 1]', b"[" * 5000])
def test_who_has_not_said_yet_who_it_is_is_another_process(store: Path, data: bytes) -> None:
    with WriterLock(store), WriterLock(store) as second:
        the_lock().write_bytes(data)
        second.take()
        assert (second.held, second.warning.split(";")[0]) == (False, f"{store}: open in another process too")


@pytest.mark.parametrize("step", ["mkdir", "open", "flock"])
def test_where_there_are_no_locks_one_goes_on_and_is_told(
    store: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fails(*arguments: Any, **named: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    lock = WriterLock(store)
    with monkeypatch.context() as patch:
        patch.setattr(fcntl if step == "flock" else os, step, fails)
        with lock:
            assert not lock.held
            assert lock.warning.endswith("Read-only file system; a second writer will not be noticed")
    assert lock.take()
    assert lock.warning == ""


def test_on_a_full_disk_it_is_held_all_the_same(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "pwrite", fails)
    with WriterLock(store) as first, WriterLock(store) as second:
        assert (first.held, first.warning) == (True, "")
        assert "open in another process too" in second.warning
