"""A file is replaced whole or not at all, by one instance at a time."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import karabakh_tui
from karabakh_tui.state import files
from karabakh_tui.state.files import locked, replace_file
from karabakh_tui.state.kept import Kept

SOURCE = Path(karabakh_tui.__file__).parents[1]


def fails(number: int) -> Callable[..., None]:
    def fail(*arguments: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_the_new_file_is_on_the_disk_before_it_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        steps.append("sync directory" if stat.S_ISDIR(os.fstat(handle).st_mode) else "sync file")
        sync(handle)

    def noted_replace(old: Path, new: Path) -> None:
        assert Path(old).parent == Path(new).parent
        assert Path(old).read_bytes() == b"new"
        steps.append("replace")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    replace_file(tmp_path / "a", b"new")
    assert steps == ["sync file", "replace", "sync directory"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("step", ["open", "chmod", "fsync", "rename", "replace"])
def test_a_step_that_fails_leaves_the_old_entries_and_the_new_one_is_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    kept = Kept(tmp_path)
    kept.remember("a")
    if step == "rename":
        (tmp_path / "history.jsonl").write_bytes(b'{"query": "a"}\ndamaged')
    before = (tmp_path / "history.jsonl").read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(os, step, fails(errno.ENOSPC))
        kept.remember("b")
        assert kept.history() == ("a", "b")
        assert (tmp_path / "history.jsonl").read_bytes() == before
        assert "cannot be written: No space left on device" in kept.problems[0]
        assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "history.jsonl"]
    kept.remember("c")
    assert Kept(tmp_path).history() == ("a", "b", "c")


def test_a_file_system_that_does_not_sync_directories_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def choosy(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(handle)

    monkeypatch.setattr(os, "fsync", choosy)
    kept = Kept(tmp_path)
    kept.remember("a")
    assert (kept.history(), kept.problems) == (("a",), ())


KILLED = """
import os, sys
from pathlib import Path
from karabakh_tui.state.kept import Kept
directory, step, moment = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
real = getattr(os, step)
def killed(*arguments, **named):
    if moment == "after":
        real(*arguments, **named)
    os._exit(9)
setattr(os, step, killed)
Kept(directory).remember("c")
"""


@pytest.mark.parametrize(
    ("step", "moment", "found"),
    [
        ("chmod", "before", ("a", "b")),
        ("fsync", "before", ("a", "b")),
        ("fsync", "after", ("a", "b")),
        ("replace", "before", ("a", "b")),
        ("replace", "after", ("a", "b", "c")),
    ],
)
def test_an_instance_killed_while_it_writes_leaves_the_old_or_the_new_and_no_lock(
    tmp_path: Path, step: str, moment: str, found: tuple[str, ...]
) -> None:
    kept = Kept(tmp_path)
    kept.remember("a")
    kept.remember("b")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), step, moment], env={"PYTHONPATH": str(SOURCE)}, check=False
    )
    assert done.returncode == 9
    assert (Kept(tmp_path).history(), Kept(tmp_path).problems) == (found, ())
    kept.remember("d")
    assert kept.history() == (*found, "d")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "history.jsonl"]


def test_who_finds_a_directory_locked_waits(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    with locked(tmp_path):
        waiting = threading.Thread(target=kept.remember, args=("a",))
        waiting.start()
        waiting.join(0.05)
        assert not (tmp_path / "history.jsonl").exists()
    waiting.join(60)
    assert (Kept(tmp_path).history(), kept.problems) == (("a",), ())


def test_who_finds_a_directory_locked_for_good_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.0)
    kept = Kept(tmp_path)
    with locked(tmp_path):
        kept.remember("a")
        assert kept.history() == ("a",)
        assert "cannot be written: Another instance is writing there and does not end" in kept.problems[0]
    kept.remember("b")
    assert Kept(tmp_path).history() == ("a", "b")


def test_threads_of_one_instance_lose_nothing_of_each_other(tmp_path: Path) -> None:
    kept = Kept(tmp_path)

    def work(name: str) -> None:
        for number in range(10):
            kept.remember(f"{name}{number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert set(kept.history()) == {f"{name}{number}" for name in "abcd" for number in range(10)}
    assert kept.problems == ()
