"""Signals end the app in good order: the terminal is as it was, and the exit status tells the signal."""

from __future__ import annotations

import re
import signal
import sys
import time
from pathlib import Path

import pytest
from tests.end_to_end.running import HELP, answers, opened, quits
from tests.support.terminal import Terminal, program

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)


def large_store(path: Path) -> Path:
    """Write a store that takes more than a second to read."""
    head = '[store]\nid = "large"\ntitle = "Large"\nformat = 1\n'
    record = '\n[[parties]]\nid = "party-{0}"\nname = "Party {0}"\nkind = "group"\nsummary = "{1}"\n'
    path.write_text(head + "".join(record.format(number, "said much " * 30) for number in range(60_000)))
    return path


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_ends_the_app_and_restores_the_terminal(number: signal.Signals) -> None:
    with opened() as term:
        term.send(":")
        term.wait_for("Commands")
        term.signal(number)
        assert term.wait_for_exit() == 128 + number
        assert term.left_behind() == []
        assert re.sub(r"\x1b\[\?\d+[hl]", "", term.last_words()) == ""
        for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l"):
            assert sequence in term.raw


@pytest.mark.parametrize("after", [0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5])
def test_a_signal_that_comes_while_the_app_starts_ends_it(after: float) -> None:
    with Terminal(program()) as term:
        wait(term, after)
        term.signal(signal.SIGTERM)
        assert term.wait_for_exit() == 128 + signal.SIGTERM
        assert term.left_behind() == []
        assert b"Traceback" not in term.raw


def test_a_signal_as_soon_as_the_screen_is_taken_ends_the_app() -> None:
    with Terminal(program()) as term:
        while b"\x1b[?1049h" not in term.raw:
            assert term.read(30)
        term.signal(signal.SIGTERM)
        assert term.wait_for_exit() == 128 + signal.SIGTERM
        assert term.left_behind() == []


@pytest.mark.parametrize("after", [0.0, 0.5])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_a_large_store_is_read_ends_the_app(
    tmp_path: Path, number: signal.Signals, after: float
) -> None:
    with opened(large_store(tmp_path / "large.toml")) as term:
        term.wait_for("Reading")
        wait(term, after)
        term.signal(number)
        assert term.wait_for_exit() == 128 + number
        assert term.left_behind() == []


def test_quitting_does_not_wait_for_a_store_to_be_read(tmp_path: Path) -> None:
    with opened(large_store(tmp_path / "large.toml")) as term:
        term.wait_for("Reading")
        quits(term)


def test_many_signals_at_once_end_the_app_once() -> None:
    with opened() as term:
        for _ in range(20):
            term.signal(signal.SIGTERM)
        assert term.wait_for_exit() == 128 + signal.SIGTERM
        assert term.left_behind() == []


def test_control_c_does_not_end_the_app_but_says_how() -> None:
    with opened() as term:
        term.send("<C-c>")
        term.wait_for("to quit the app")
        answers(term)


def test_a_stopped_app_gives_the_terminal_back_and_takes_it_again() -> None:
    with opened() as term:
        term.wait_for("Timeline")
        term.signal(signal.SIGTSTP)
        while _state(term) != "T":
            term.read(0.05)
        term.settle()
        assert term.left_behind() == []
        before = len(term.raw)
        term.signal(signal.SIGCONT)
        while b"Timeline" not in term.raw[before:]:
            assert term.read(30), "it draws everything anew"
        term.send("?")
        term.wait_for(HELP)
        term.send("<Esc>")
        term.settle()
        quits(term)


def test_an_app_stopped_without_being_asked_goes_on_and_ends_well() -> None:
    with opened() as term:
        whole = term.text()
        for _ in range(2):
            term.signal(signal.SIGSTOP)
            while _state(term) != "T":
                term.read(0.05)
            term.signal(signal.SIGCONT)
            term.settle(0.5)
            term.wait_for(lambda text: text == whole)
        term.send("?")
        term.wait_for(HELP)
        term.send("<Esc>")
        term.wait_for(lambda text: HELP not in text)
        quits(term)


def test_being_told_to_go_on_while_running_does_no_harm() -> None:
    with opened() as term:
        whole = term.text()
        term.signal(signal.SIGCONT)
        term.settle(0.5)
        term.wait_for(lambda text: text == whole)
        quits(term)


def _state(term: Terminal) -> str:
    """Return the program's state as the system has it: T where it is stopped."""
    return Path(f"/proc/{term.pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_closed_terminal_ends_the_app() -> None:
    with opened() as term:
        term.hang_up()
        assert term.wait_for_exit() == 128 + signal.SIGHUP


DEAF = """
import os, signal, sys
app = os.fork()
if app == 0:
    os.setsid()  # the terminal is not its own, so the system does not say when it is gone
    os.execv(sys.executable, [sys.executable, "-m", "karabakh_tui"])
signal.signal(signal.SIGHUP, signal.SIG_IGN)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(app, 0)[1]))
"""


def test_a_terminal_that_is_gone_ends_the_app_even_where_nobody_says_so() -> None:
    with Terminal([sys.executable, "-c", DEAF]) as term:
        term.wait_for("Timeline")
        term.hang_up()
        assert term.wait_for_exit() == 128 + signal.SIGHUP


def wait(term: Terminal, seconds: float) -> None:
    """Read what is written for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        term.read(end - time.monotonic())
