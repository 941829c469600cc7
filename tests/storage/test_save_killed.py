"""A save that is killed, or fails, at any step leaves the old or the new file, whole."""

from __future__ import annotations

import errno
import os
import signal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.storage.steps import NEW, OLD, Step, in_a_child, kill_oneself, old_file, save_new, steps_of_a_save, watched

from karabakh_tui.storage.save import Fingerprint, SaveError, save


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_the_new_text_is_on_the_disk_and_compared_before_it_takes_the_place_of_the_old(tmp_path: Path) -> None:
    steps = steps_of_a_save(old_file(tmp_path))
    order = ["flock", "open", "write", "fchmod", "fsync file", "lseek", "read", "close", "read", "replace"]
    rest = iter(steps)
    assert all(step in rest for step in [*order, "fsync directory", "close"]), steps
    for once in ("flock", "write", "fsync file", "replace", "fsync directory"):
        assert steps.count(once) == 1
    after = steps[steps.index("fsync file") :]
    assert not {"write", "fchmod", "fchown", "setxattr", "unlink"} & set(after)
    assert after[after.index("replace") :] == ["replace", "fsync directory", "close"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_save_killed_at_any_step_leaves_the_old_or_the_new_file_and_the_next_save_cleans_up(
    tmp_path: Path, moment: str
) -> None:
    steps = steps_of_a_save(old_file(tmp_path))
    found = []
    for at, name in enumerate(steps):
        path = old_file(tmp_path)

        def killed(number: int, name: str, step: Step, at: int = at) -> Any:
            if number == at and moment == "before":
                kill_oneself()
            done = step()
            if number == at:
                kill_oneself()
            return done

        def child(path: Path = path) -> None:
            with watched(killed):
                save_new(path)

        assert in_a_child(child) == signal.SIGKILL, f"{moment} {name} (step {at})"
        data = path.read_bytes()
        assert data in (OLD, NEW), f"{moment} {name} (step {at})"
        found.append(data)
        assert save(path, b"next", Fingerprint.of(data)).warnings == ()
        assert (names(tmp_path), path.read_bytes()) == (["facts.toml"], b"next")
    replaced = steps.index("replace") + (1 if moment == "before" else 0)
    assert found == [OLD] * replaced + [NEW] * (len(steps) - replaced)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EINTR], ids=errno.errorcode.get)
def test_a_step_that_fails_leaves_the_old_file_and_nothing_else_or_the_new_one(tmp_path: Path, number: int) -> None:
    steps = steps_of_a_save(old_file(tmp_path))
    for at, name in enumerate(steps):
        path = old_file(tmp_path)

        def fails(reached: int, name: str, step: Step, at: int = at) -> Any:
            if reached == at:
                if name == "close":  # which closes whatever it says
                    step()
                raise OSError(number, os.strerror(number))
            return step()

        where = f"{name} (step {at} of {steps})"
        with watched(fails):
            if at <= steps.index("replace"):
                with pytest.raises(SaveError, match=r"facts\.toml: not saved: .*; ") as refused:
                    save_new(path)
                assert refused.value.exit_code == 4
                assert path.read_bytes() == OLD, where
            else:
                warned = save_new(path).warnings
                assert path.read_bytes() == NEW, where
                assert len(warned) == (1 if name == "fsync directory" else 0), where
        assert names(tmp_path) == ["facts.toml"], where
        assert not open_handles_of(tmp_path), where


def open_handles_of(directory: Path) -> list[str]:
    """Return what is open in a directory; a lock is held as long as its directory is."""
    links = Path("/proc/self/fd")
    if not links.exists():
        return []
    found = []
    for link in links.iterdir():
        try:
            target = os.readlink(link)
        except FileNotFoundError:
            continue  # of the listing itself
        if target.startswith(str(directory)):
            found.append(target)
    return found


def test_an_interruption_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    steps = steps_of_a_save(path)
    for at in range(steps.index("write"), steps.index("replace") + 1):
        path = old_file(tmp_path)

        def interrupted(reached: int, name: str, step: Step, at: int = at) -> Any:
            if reached == at:
                raise KeyboardInterrupt
            return step()

        with watched(interrupted), pytest.raises(KeyboardInterrupt):
            save_new(path)
        assert (names(tmp_path), path.read_bytes()) == (["facts.toml"], OLD)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full; make room"),
        (errno.EDQUOT, "your share of the disk is used up; make room"),
        (errno.EIO, "the disk reports an error; save a copy on another"),
        (errno.EROFS, "its file system is read-only; save a copy elsewhere"),
        (errno.EACCES, "may not be written by you"),
        (errno.EPERM, "may not be written by you"),
        (errno.EFBIG, "File too large; save a copy elsewhere"),
    ],
    ids=lambda value: errno.errorcode[value] if isinstance(value, int) else "",
)
def test_what_the_system_refuses_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    path = old_file(tmp_path)

    def fails(*arguments: Any, **named: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(SaveError) as refused:
        save_new(path)
    assert str(refused.value).startswith(f"{path}: not saved: ")
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_disk_that_takes_little_at_a_time_gets_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, write, counted = old_file(tmp_path), os.write, count()

    def short(handle: int, data: memoryview) -> int:
        next(counted)
        return write(handle, data[:7])

    monkeypatch.setattr(os, "write", short)
    save_new(path)
    assert path.read_bytes() == NEW
    assert next(counted) == -(-len(NEW) // 7)


@pytest.mark.parametrize("lie", ["nothing", "less", "other"])
def test_a_disk_that_has_not_what_it_was_given_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    path, write = old_file(tmp_path), os.write

    def lies(handle: int, data: memoryview) -> int:
        if lie == "nothing":
            return 0
        write(handle, data[:-1] if lie == "less" else b"?" * len(data))
        return len(data)

    monkeypatch.setattr(os, "write", lies)
    with pytest.raises(SaveError, match="the disk reports an error"):
        save_new(path)
    assert (names(tmp_path), path.read_bytes()) == (["facts.toml"], OLD)
