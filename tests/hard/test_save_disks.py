"""Saves on full, read-only and forbidden disks, and a thousand kills at random moments."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.storage.steps import in_a_child

from karabakh_tui.state.journal import Journal
from karabakh_tui.storage.save import Fingerprint, SaveError, save

KILLS = 1_000
NOBODY = 65_534


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def sealed(number: int) -> bytes:
    """Return a text of any length that says of itself whether it is whole."""
    body = b"%d\n" % number * (number * 7919 % 20_000)
    return hashlib.sha256(body).hexdigest().encode() + body


def is_whole(data: bytes) -> bool:
    return data[:64] == hashlib.sha256(data[64:]).hexdigest().encode()


@contextmanager
def mounted(directory: Path, size: str) -> Iterator[Path]:
    """Mount a small disk, where that can be done."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    directory.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(directory)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield directory
    finally:
        subprocess.run(["umount", str(directory)], check=True)


def killed_after(seconds: float, work: Callable[[], None]) -> None:
    """Do something in a copy of this process, and kill that after a while."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def test_a_thousand_kills_at_random_moments_leave_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_bytes(sealed(0))
    moments = random.Random(5)
    found, left = set(), 0

    def save_on_and_on() -> None:
        read = path.read_bytes()
        while True:
            number = moments.randrange(10**6)
            read, known = sealed(number), Fingerprint.of(read)
            save(path, read, known)

    for _ in range(KILLS):
        moments.random()
        killed_after(moments.uniform(0, 0.012), save_on_and_on)
        data = path.read_bytes()
        assert is_whole(data)
        found.add(data[:64])
        left += len(names(tmp_path)) > 1
        assert len(names(tmp_path)) <= 2
    assert len(found) > KILLS // 20
    assert left > KILLS // 20, "no kill fell into a save"
    save(path, b"last", Fingerprint.of(path.read_bytes()))
    assert (names(tmp_path), path.read_bytes()) == (["facts.toml"], b"last")


def test_kills_at_random_moments_leave_every_draft_that_was_written_down(tmp_path: Path) -> None:
    store = tmp_path / "facts.toml"
    store.write_bytes(b"")
    moments = random.Random(6)
    counted = tmp_path / "counted"
    counted.write_bytes(b"")

    def write_on_and_on() -> None:
        journal = Journal("nk", store)
        for number in range(10**6):
            journal.record("events/a", {"n": number})
            with counted.open("ab", buffering=0) as file:
                file.write(b".")

    for _ in range(KILLS // 5):
        Journal("nk", store).record("events/a", {"n": -1})
        counted.write_bytes(b"")
        killed_after(moments.uniform(0, 0.03), write_on_and_on)
        journal = Journal("nk", store)
        (entry,) = journal.pending()
        assert entry.content["n"] - (counted.stat().st_size - 1) in (0, 1)
        assert journal.problems == ()


def test_a_disk_that_fills_up_at_any_size_keeps_the_old_file(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "64k") as disk:
        path = disk / "facts.toml"
        old = sealed(1)[:28_000]
        refusals = []
        sizes = range(20_000, 60_001, 1_500)
        for size in sizes:
            path.write_bytes(old)
            meant = b"x" * size
            try:
                save(path, meant, Fingerprint.of(old))
            except SaveError as error:
                refusals.append(str(error))
                meant = old
            assert path.read_bytes() == meant
            assert names(disk) == ["facts.toml"]
        assert set(refusals) == {f"{path}: not saved: the disk is full; make room and save again"}
        assert len(refusals) < len(sizes)


def test_a_disk_that_is_made_read_only_is_told(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "64k") as disk:
        path = disk / "facts.toml"
        path.write_bytes(b"old")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for known in (Fingerprint.of(b"old"), None):
            target = path if known else disk / "new.toml"
            with pytest.raises(SaveError, match="its file system is read-only; save a copy elsewhere"):
                save(target, b"new", known)
        assert (names(disk), path.read_bytes()) == (["facts.toml"], b"old")


def test_a_file_that_is_made_immutable_is_told(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_bytes(b"old")
    command = shutil.which("chattr")
    if command is None or subprocess.run([command, "+i", str(path)], capture_output=True, check=False).returncode:
        pytest.skip("files cannot be made immutable here")
    try:
        with pytest.raises(SaveError, match="may not be written by you"):
            save(path, b"new", Fingerprint.of(b"old"))
        assert (names(tmp_path), path.read_bytes()) == (["facts.toml"], b"old")
    finally:
        subprocess.run([command, "-i", str(path)], check=True)


def test_a_limit_on_the_size_of_files_is_told(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_bytes(b"old")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
        with pytest.raises(SaveError, match="File too large; save a copy elsewhere"):
            save(path, b"x" * 5_000, Fingerprint.of(b"old"))
        os.kill(os.getpid(), signal.SIGUSR1)

    assert in_a_child(limited) == signal.SIGUSR1
    assert (names(tmp_path), path.read_bytes()) == (["facts.toml"], b"old")


@pytest.mark.parametrize("mode", [0o555, 0o111], ids=oct)
def test_a_directory_that_one_may_not_write_in_is_told(mode: int) -> None:
    def forbidden(path: Path) -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        with pytest.raises(SaveError, match="may not be written by you; change that, or save a copy elsewhere"):
            save(path, b"new", Fingerprint.of(b"old"))
        os.kill(os.getpid(), signal.SIGUSR1)

    with tempfile.TemporaryDirectory() as name:
        directory, path = Path(name), Path(name) / "facts.toml"
        path.write_bytes(b"old")
        path.chmod(0o666)
        directory.chmod(mode)
        assert in_a_child(lambda: forbidden(path)) == signal.SIGUSR1
        directory.chmod(0o755)
        assert (names(directory), path.read_bytes()) == (["facts.toml"], b"old")
