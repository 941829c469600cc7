"""Programs on a pseudo-terminal, as the benchmark measures them: shown on trivial ones."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from bench.session import COLUMNS, ROWS, Chunk, Session, SessionError, complete, environment, usage

ECHO = """
import sys, tty
tty.setraw(0)
print("ready", end="", flush=True)
for key in iter(lambda: sys.stdin.read(1), "q"):
    print(key * 3, end="", flush=True)
"""


def python(tmp_path: Path, code: str) -> Session:
    return Session("a program", (sys.executable, "-c", code), environment(tmp_path), tmp_path)


def test_what_a_key_causes_is_measured_in_bytes_and_in_time(tmp_path: Path) -> None:
    with python(tmp_path, ECHO) as session:
        shown = session.until(re.compile(b"ready"), 20)
        assert shown > session.started
        pressed = session.send(b"x")
        burst = session.until_quiet(0.2, 5, patience=20)
        assert burst.size == 3
        assert burst.last >= pressed
        assert session.text().endswith(b"readyxxx")
        assert session.until_quiet(0.05, 0.05).size == 0


def test_the_terminal_has_the_size_that_is_told(tmp_path: Path) -> None:
    with python(tmp_path, "import os; print(*os.get_terminal_size(), flush=True); input()") as session:
        session.until(re.compile(f"{COLUMNS} {ROWS}".encode()), 20)


def test_waiting_in_vain_is_told_with_the_last_words(tmp_path: Path) -> None:
    with python(tmp_path, "print('so far', flush=True); input()") as session:
        session.until(re.compile(b"so far"), 20)
        with pytest.raises(SessionError, match=r"a program: no .*never.* in 0 s: so far"):
            session.until(re.compile(b"never"), 0.05)


def test_a_program_that_ends_is_told(tmp_path: Path) -> None:
    with python(tmp_path, "print('over')") as session:
        assert session.until_end(20) > session.started
        assert b"over" in session.text()
        with pytest.raises(SessionError, match="ended: "):
            session.until(re.compile(b"never"), 20)


def test_a_program_that_goes_on_does_not_end_in_time(tmp_path: Path) -> None:
    with python(tmp_path, "input()") as session, pytest.raises(SessionError, match="did not end"):
        session.until_end(0.05)


def test_a_program_that_does_not_go_is_ended_with_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.session.CLOSING_TIME", 0.2)
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(99)"
    session = python(tmp_path, code)
    session.until(re.compile(b"up"), 20)
    pid = session.pid
    session.close()
    assert not Path(f"/proc/{pid}").exists()


def test_a_frame_is_complete_when_its_text_is_as_it_stays() -> None:
    chunks = [
        Chunk(1.0, b"\x1b[2J\x1b[1;1Hhalf"),
        Chunk(2.0, b"\x1b[2;1Hthe rest"),
        Chunk(3.0, b"\x1b[1;1H\x1b[31mhalf\x1b[0m"),
        Chunk(4.0, b"\x1b[?25l"),
    ]
    assert complete(chunks) == 2.0
    assert complete([*chunks, Chunk(5.0, b"\x1b[9;9Hlate")]) == 5.0
    assert complete(chunks[:1]) == 1.0


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="needs /proc of Linux")
def test_use_of_the_processor_and_of_memory_only_grows(tmp_path: Path) -> None:
    code = (
        "import time; print('up', flush=True); input(); [time.sleep(0.001) for _ in range(20)]; "
        "data = bytearray(50_000_000); print('big', flush=True); input()"
    )
    with python(tmp_path, code) as session:
        session.until(re.compile(b"up"), 20)
        before = usage(session.pid)
        session.send(b"\r")
        session.until(re.compile(b"big"), 20)
        after = usage(session.pid)
    assert after.cpu_seconds > before.cpu_seconds
    assert after.wake_ups > before.wake_ups
    assert after.peak_megabytes > before.peak_megabytes + 40
