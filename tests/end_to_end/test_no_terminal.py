"""Without a terminal the app says so in one sentence, with exit code 2, and never takes the screen."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest
from tests.support.terminal import Terminal, program

SENTENCE = "run it in a terminal; `karabakh-tui --help` says what else it does"


def assert_refused(raw: bytes) -> None:
    """See that the answer is one sentence, and nothing that a terminal acts on."""
    said = raw.decode()
    assert said.startswith("karabakh-tui: ")
    assert said.rstrip().endswith(SENTENCE)
    assert said.strip().count("\n") == 0
    assert "\x1b" not in said


@pytest.mark.parametrize("term", ["dumb", "", "unknown", None])
def test_a_terminal_that_cannot_move_its_cursor_is_refused(term: str | None) -> None:
    with Terminal(program(), environment={"TERM": term}) as terminal:
        assert terminal.wait_for_exit() == 2
        assert_refused(bytes(terminal.raw))
        assert terminal.left_behind() == []


@pytest.mark.parametrize("redirection", ["</dev/null", "<&-", "</dev/zero", "2>&1 | cat; exit ${PIPESTATUS[0]}"])
def test_half_a_terminal_is_refused(redirection: str) -> None:
    command = f"{shlex.join(program())} {redirection}"
    with Terminal(["bash", "-c", command]) as terminal:
        assert terminal.wait_for_exit() == 2
        assert_refused(bytes(terminal.raw))


@pytest.mark.parametrize("redirection", ["2>/dev/null", "2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_where_nothing_can_be_said_only_the_exit_code_tells(redirection: str) -> None:
    command = f"{shlex.join(program())} {redirection}"
    with Terminal(["bash", "-c", command]) as terminal:
        assert terminal.wait_for_exit() == 2
        assert terminal.raw == b""


def test_no_terminal_at_all_is_refused() -> None:
    done = subprocess.run(program(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stdout == b""
    assert_refused(done.stderr)


def test_an_output_that_is_no_terminal_does_not_matter() -> None:
    with Terminal(["bash", "-c", f"{shlex.join(program())} >/dev/null"]) as terminal:
        terminal.wait_for("Timeline")


def test_a_refusal_does_not_load_what_draws_widgets() -> None:
    code = (
        "import sys\nfrom karabakh_tui import cli\ncode = cli.main([])\n"
        "print(code, [name for name in ('textual.app', 'textual.widgets') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "2 []\n"
