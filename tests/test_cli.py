"""The way in: help without delay, sentences for what cannot be done, and the exit codes that are promised."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.storage.refusals import NOT_FILES, REFUSED
from tests.support.terminal import Terminal, program

from karabakh_tui import __version__, cli
from karabakh_tui.errors import KarabakhError, StoreError, UsageError

ROOT = Path(__file__).parent.parent
SLOW_TO_LOAD = {"textual", "rich", "pydantic", "sqlite3", "tomli"}
ESC = "\x1b]0;x\x07\x1b[2J"


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal."""
    return subprocess.run(
        program(*arguments),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(environment or {})},
    )


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_that_is_slow(option: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *program(option)[1:]],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert done.returncode == 0
    assert "karabakh_tui" in loaded
    assert not loaded & SLOW_TO_LOAD


def test_the_version_is_told() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"karabakh-tui {__version__}\n", "")


def test_help_says_how_to_open_a_store_and_how_to_name_one_for_good() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: karabakh-tui")
    assert "karabakh-tui facts.toml" in done.stdout
    assert "$KARABAKH_TUI_STORE" in done.stdout


WRONG = {
    "an option that is none": ["--colour", "red"],
    "a theme that is none": ["--theme", "pink"],
    "an option without its value": ["--theme"],
    "two stores": ["a.toml", "b.toml"],
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_exit_code_2_and_a_sentence_that_says_what_to_do(name: str) -> None:
    done = run(*WRONG[name])
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        r"karabakh-tui: .*(`karabakh-tui --help` lists what can be said|did you mean .*)\n", done.stderr
    )


@pytest.mark.parametrize("arguments", [[f"--{ESC}"], ["--theme", ESC], ["a.toml", ESC], [f"--theme={ESC}\udcff\u202e"]])
def test_what_was_typed_is_harmless_in_the_answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert not set(told) & {"\x1b", "\x07", "\u202e", "\udcff"}


def test_every_mistake_has_the_exit_code_that_is_promised() -> None:
    assert [kind.exit_code for kind in (KarabakhError, UsageError, StoreError)] == [1, 2, 3]
    assert issubclass(UsageError, KarabakhError)
    assert issubclass(StoreError, KarabakhError)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process pass for one that has a terminal; the app is not reached."""
    monkeypatch.setattr("karabakh_tui.tui.no_terminal.terminal_problem", lambda stdin, stderr: None)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_exit_code_3(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "store.toml"
    make, sentence = REFUSED[name]
    make(path)
    assert cli.main([str(path)]) == 3
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"karabakh-tui: {sentence.replace('{}', str(path))}\n")


@pytest.mark.usefixtures("terminal")
def test_a_hostile_name_of_a_file_is_harmless(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([f"{tmp_path}/{ESC}.toml"]) == 3
    told = capsys.readouterr().err
    assert not set(told) & {"\x1b", "\x07"}
    assert "␛]0;x␇␛[2J.toml: there is no such file; check the path" in told


@pytest.mark.usefixtures("terminal")
def test_the_store_of_the_surroundings_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KARABAKH_TUI_STORE", "~/mine.toml")
    assert cli.main([]) == 3
    assert f"{tmp_path}/mine.toml: there is no such file" in capsys.readouterr().err
    assert cli.main([str(tmp_path / "named.toml")]) == 3
    assert f"{tmp_path}/named.toml: there is no such file" in capsys.readouterr().err


# As a process


def test_without_a_terminal_it_says_what_to_run_instead(tmp_path: Path) -> None:
    for arguments in ([], [str(tmp_path / "missing.toml")]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert re.fullmatch(r"karabakh-tui: the input is not a terminal: run it in a terminal; .*\n", done.stderr)


def test_a_terminal_that_cannot_move_its_cursor_is_none() -> None:
    with Terminal(program(), environment={"TERM": "dumb"}, columns=200) as here:
        assert here.wait_for_exit() == 2
        assert "TERM says that this terminal cannot move its cursor" in here.text()


IN_PERSON = [*NOT_FILES, "UTF-16", "an empty file", "a number of thousands of digits", "words"]


@pytest.mark.parametrize("name", IN_PERSON)
def test_on_a_terminal_a_refusal_is_one_sentence_and_the_screen_is_never_taken(name: str, tmp_path: Path) -> None:
    path = tmp_path / "store.toml"
    make, sentence = REFUSED[name]
    make(path)
    with Terminal(program(str(path)), columns=300) as here:
        assert here.wait_for_exit() == 3
        assert here.raw.decode() == f"karabakh-tui: {sentence.replace('{}', str(path))}\r\n"


def test_a_large_file_that_is_no_store_gives_the_terminal_back_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "store.toml"
    path.write_text("# a line that says nothing\n" * 200_000 + "=", encoding="utf-8")
    with Terminal(program(str(path)), columns=300) as here:
        assert here.wait_for_exit() == 3
        assert f"{path}:200001:1: not TOML: neither a header" in here.last_words()
        assert here.left_behind() == []
