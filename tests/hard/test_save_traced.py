"""A save under strace: killed at every system call, each of them failing, and asked for in the right order."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.hard.save_once import BEGIN, END

import karabakh_tui
from karabakh_tui.storage.save import Fingerprint, save

SOURCE = Path(karabakh_tui.__file__).parents[1]
PROGRAM = Path(__file__).with_name("save_once.py")
OLD, NEW = "old\n" * 100, "new\n" * 500

STRACE = shutil.which("strace") or ""


def works() -> bool:
    """Tell whether strace is here and may trace."""
    return bool(STRACE) and subprocess.run([STRACE, "true"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not works(), reason="strace is missing, or may not trace")


class Call(NamedTuple):
    """A system call of the save."""

    name: str
    number: int
    """Which of that name in the whole program, from 1."""
    text: str


def run(directory: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Put the old file there and save the new in its place under strace."""
    for path in directory.iterdir():
        path.unlink()
    path = directory / "facts.toml"
    path.write_text(OLD, encoding="utf-8")
    command = [STRACE, "-f", "-qq", "-o", str(directory.with_name("trace")), *options]
    program = [sys.executable, "-S", "-B", str(PROGRAM), str(path), OLD, NEW]
    environment = {"PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": "0"}
    return subprocess.run(
        [*command, *program], env=environment, cwd=directory, capture_output=True, text=True, check=False, timeout=60
    )


def calls_of_a_save(directory: Path) -> list[Call]:
    done = run(directory)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    counts: Counter[str] = Counter()
    calls: list[Call] = []
    inside = False
    for line in directory.with_name("trace").read_text("utf-8").splitlines():
        found = re.match(r"\d+ +(\w+)\(", line)
        if found is None:
            continue
        counts[found[1]] += 1
        if inside and END in line:
            return calls
        if inside:
            calls.append(Call(found[1], counts[found[1]], line))
        inside = inside or BEGIN in line
    raise AssertionError("the marks are missing")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_the_system_is_asked_in_the_order_that_outlives_a_power_cut(directory: Path) -> None:
    trace = "\n".join(call.text for call in calls_of_a_save(directory))
    fresh = re.search(r"openat\((\d+), \"\.facts\.toml\.karabakh-tui-save\".*O_EXCL.*\) = (\d+)", trace)
    assert fresh is not None, trace
    folder, temporary = fresh[1], fresh[2]
    steps = [
        rf"flock\({folder}, LOCK_EX",
        rf"write\({temporary}, .* = {len(NEW)}$",
        rf"fchmod\({temporary}, ",
        rf"fsync\({temporary}\) += 0",
        rf"close\({temporary}\)",
        rf"openat\({folder}, \"facts\.toml\"",
        rf"rename(at2?)?\({folder}, \"\.facts\.toml\.karabakh-tui-save\", {folder}, \"facts\.toml\"",
        rf"fsync\({folder}\) += 0",
        rf"close\({folder}\)",
    ]
    at = 0
    for step in steps:
        found = re.compile(step, re.MULTILINE).search(trace, at)
        assert found is not None, f"{step} is not in its place in:\n{trace}"
        at = found.end()


def test_a_save_killed_at_any_system_call_leaves_the_old_or_the_new_file(directory: Path) -> None:
    calls = calls_of_a_save(directory)
    assert len(calls) > 15
    found = Counter[str]()
    for call in calls:
        done = run(directory, "-e", f"trace={call.name}", "-e", f"inject={call.name}:signal=SIGKILL:when={call.number}")
        path = directory / "facts.toml"
        text = path.read_text("utf-8")
        assert text in (OLD, NEW), call.text
        if done.returncode not in (-signal.SIGKILL, 128 + signal.SIGKILL):
            assert call.name in ("brk", "mmap", "munmap"), call.text  # of these there are more or fewer in each run
            continue
        found["old" if text == OLD else "new"] += 1
        save(path, b"next", Fingerprint.of(text.encode()))
        assert (names(directory), path.read_bytes()) == (["facts.toml"], b"next")
    assert found["old"] > 10
    assert found["new"] > 1


@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EDQUOT", "EINTR", "ENOMEM", "EPERM"])
def test_a_system_call_that_fails_leaves_the_old_file_or_the_new_and_no_other(directory: Path, error: str) -> None:
    number = getattr(errno, error)
    kinds = Counter[int]()
    for call in calls_of_a_save(directory):
        if call.name in ("brk", "mmap", "munmap", "futex") or call.name.startswith("rt_sig"):
            continue  # they are the interpreter's own
        done = run(directory, "-e", f"trace={call.name}", "-e", f"inject={call.name}:error={error}:when={call.number}")
        where = f"{error} ({number}) at {call.text}: {done.stdout}{done.stderr}"
        kinds[done.returncode] += 1
        assert done.returncode in (0, 4), where
        assert (directory / "facts.toml").read_text("utf-8") == (OLD if done.returncode else NEW), where
        left = set(names(directory)) - {"facts.toml"}
        if call.name == "close":  # it was not closed at all, so the lock may be held until the end
            continue
        assert not left, where
        assert (": not saved: " in done.stdout) == (done.returncode == 4), where
    assert kinds[4] > (5 if error != "EINTR" else 0)


def test_a_signal_in_the_middle_of_a_save_is_no_failure(directory: Path) -> None:
    for call in calls_of_a_save(directory):
        done = run(
            directory, "-e", f"trace={call.name}", "-e", f"inject={call.name}:signal=SIGWINCH:when={call.number}"
        )
        assert (done.returncode, done.stdout) == (0, ""), call.text
        assert (directory / "facts.toml").read_text("utf-8") == NEW
        assert os.listdir(directory) == ["facts.toml"]
