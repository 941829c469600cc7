"""The command line as a process among others: pipes that close, outputs that are full, terminals with colour."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.cli.stores import process_environment, run_process, sent_to_a_terminal

COMMANDS = (["show", "bridge-shut"], ["stats"], ["search", "bridge"])
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "karabakh_tui", *arguments]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_loads_neither_textual_nor_rich_nor_opens_a_socket(command: list[str], store: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse\n"
        "from karabakh_tui import cli\n"
        f"code = cli.main({command!r})\n"
        "print('\\n', code, [m for m in ('textual', 'rich', 'shtab') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=process_environment(store)
    )
    assert done.stdout.splitlines()[-1] == " 0 []"


@pytest.mark.parametrize("command", [*COMMANDS, ["--version"]], ids=lambda command: command[0])
def test_a_closed_pipe_is_quiet(command: list[str], store: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as output:
        done = subprocess.run(
            program(*command), stdout=output, stderr=subprocess.PIPE, env=process_environment(store), timeout=60
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_first_line_is_all_that_head_wants() -> None:
    line = f'"{sys.executable}" -m karabakh_tui search "" --json | head -1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, env=process_environment(), timeout=60, check=True
    )
    assert (done.stdout, done.stderr) == ("{\n141\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [*COMMANDS, ["show", "--help"]], ids=" ".join)
def test_a_full_output_is_told_in_one_sentence(command: list[str], store: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            program(*command),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=process_environment(store),
            timeout=60,
        )
        silent = subprocess.run(program(*command), stdout=full, stderr=full, env=process_environment(store), timeout=60)
    assert done.returncode == silent.returncode == 4
    assert done.stderr == "karabakh-tui: the output cannot be written: No space left on device\n"


def test_an_output_that_is_not_there_is_told(store: Path) -> None:
    line = f'"{sys.executable}" -m karabakh_tui stats >&-'
    done = subprocess.run(
        ["sh", "-c", line], capture_output=True, text=True, env=process_environment(store), timeout=60
    )
    assert (done.returncode, done.stderr) == (4, "karabakh-tui: the output is closed; nothing was written\n")


def on_a_terminal(command: list[str], store: Path, environment: Mapping[str, str]) -> str:
    """Run a command whose output is a terminal; return what the terminal was sent."""
    return sent_to_a_terminal(program(*command), process_environment(store, {"COLUMNS": "100", **environment}))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_terminal_gets_colour_and_the_same_words_without(command: list[str], store: Path) -> None:
    coloured = on_a_terminal(command, store, {"NO_COLOR": ""})
    assert COLOUR.search(coloured)
    plain = COLOUR.sub("", coloured)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert on_a_terminal(command, store, environment) == plain
    assert on_a_terminal([*command, "--no-color"], store, {}) == plain
    assert "\x1b" not in plain


def test_no_colour_is_written_where_there_is_no_terminal(store: Path) -> None:
    for command in COMMANDS:
        assert "\x1b" not in run_process(command, store).stdout


def test_letters_that_the_output_lacks_are_escaped_and_json_stays_json(store: Path) -> None:
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    page = run_process(["show", "places/bridge"], store, latin, "latin-1")
    assert (page.returncode, page.stderr) == (0, "")
    assert "\\u041c\\u043e\\u0441\\u0442" in page.stdout
    json = run_process(["show", "places/bridge", "--json"], store, latin, "latin-1")
    assert '"\\u041c\\u043e\\u0441\\u0442"' in json.stdout


def test_a_word_that_is_no_text_is_told_harmlessly(store: Path) -> None:
    done = subprocess.run(
        [*map(os.fsencode, program("show")), b"\xff\x1b"],
        capture_output=True,
        env=process_environment(store),
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.decode() == 'karabakh-tui: there is no record "<U+DCFF>␛"\n'


def test_a_crash_is_a_sentence_with_a_report(store: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom karabakh_tui import cli\nfrom karabakh_tui.cli import stats\n"
        "stats.count = lambda loaded: 1 / 0\nsys.exit(cli.main(['stats']))"
    )
    environment = process_environment(store, {"XDG_STATE_HOME": str(tmp_path / "state")})
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60)
    (report,) = (tmp_path / "state").rglob("crash-*.txt")
    assert done.returncode == 70
    assert str(report) in done.stderr
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")


def test_an_interrupt_ends_with_its_code(store: Path) -> None:
    code = (
        "import os, signal, sys, time\nfrom karabakh_tui import cli\nfrom karabakh_tui.cli import stats\n"
        "stats.count = lambda loaded: (os.kill(os.getpid(), signal.SIGINT), time.sleep(30))\n"
        "sys.exit(cli.main(['stats']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=process_environment(store), timeout=60
    )
    assert (done.returncode, done.stderr) == (130, "")
