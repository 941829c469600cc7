"""The documents show what the program prints, on a terminal of 90 columns, for the record that comes with it.

`KARABAKH_DOCS=write` writes the outputs anew, to be reviewed with git diff.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.stores import process_environment, sent_to_a_terminal

from karabakh_tui import cli
from karabakh_tui.cli import WRITING
from karabakh_tui.cli.arguments import COMMANDS, command_parser
from karabakh_tui.cli.console import PROGRAM
from karabakh_tui.cli.hits import FIELDS
from karabakh_tui.cli.init import template

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "command-line.md"
IMPORTING = ROOT / "docs" / "import.md"
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
FILE = re.compile(r"```[a-z]+ (\S+)\n(.*?)```", re.DOTALL)
"""A file that a page shows whole, with its name."""
COLUMNS = "90"


def blocks(page: Path) -> list[str]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(block: str) -> list[str]:
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory that holds the program under its name."""
    path = tmp_path_factory.mktemp("bin") / "karabakh-tui"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m karabakh_tui "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path.parent


def prepared(page: Path, number: int, programs: Path, directory: Path) -> None:
    """Bring a directory to where a block of a page finds it: with the page's files, and what was written above it."""
    for name, text in FILE.findall(page.read_text(encoding="utf-8")):
        (directory / name).write_text(text, encoding="utf-8")
    for block in blocks(page)[:number]:
        for command in commands(block):
            if WRITES.search(command):
                printed(command, programs, directory)


def printed(command: str, programs: Path, directory: Path) -> str:
    """Return what a command line, given in a directory, prints on a terminal without colour."""
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = process_environment(more={"PATH": path, "COLUMNS": COLUMNS, "NO_COLOR": "1"})
    return sent_to_a_terminal(["sh", "-c", f"cd {shlex.quote(str(directory))} && {command}"], environment)


WRITES = re.compile(rf"^{PROGRAM} ({'|'.join(WRITING)}) |>>")
EXAMPLES = [(page, number) for page in (README, PAGE, IMPORTING) for number in range(len(blocks(page)))]


@pytest.mark.parametrize(("page", "number"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_an_example_prints_what_the_page_shows(page: Path, number: int, programs: Path, tmp_path: Path) -> None:
    shown = blocks(page)[number]
    prepared(page, number, programs, tmp_path)
    real = "".join(f"$ {command}\n{printed(command, programs, tmp_path)}" for command in commands(shown))
    if os.environ.get("KARABAKH_DOCS") == "write":
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(f"```console\n{shown}```", f"```console\n{real}```"), encoding="utf-8")
    else:
        assert shown == real


@pytest.mark.parametrize(
    "line", [line.strip() for name in COMMANDS for line in COMMANDS[name].epilog.splitlines() if PROGRAM in line]
)
def test_an_example_of_the_help_does_something(
    line: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, *arguments = shlex.split(line.partition(" |")[0] if line.endswith((".id", ".name")) else line)
    monkeypatch.chdir(tmp_path)
    if arguments[0] in WRITING and arguments[0] != "init":
        Path("bridges.toml").write_text(template("The bridge at Aldwater", "bridges"), encoding="utf-8")
        Path("people.csv").write_text("name,kind\nAnn Toll,person\n", encoding="utf-8")
    capsys.readouterr()
    assert cli.main(arguments) == 0
    done = capsys.readouterr()
    assert done.out or (arguments[0] in WRITING and "bridges.toml" in done.err)


def test_every_option_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in COMMANDS:
        for action in command_parser(name)._actions:
            for option in action.option_strings:
                assert option in page or option == "--help", f"{name} {option}"


def test_every_key_of_a_hit_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for key in FIELDS:
        assert re.search(rf"^\| .*`{key}`", page, re.MULTILINE), key


def test_the_shell_lines_about_completion_name_every_shell() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in ("bash", "zsh", "fish"):
        assert f"karabakh-tui --print-completion {name} >" in page
    checked = subprocess.run(["sh", "-n"], input=shell_lines(page), capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def shell_lines(page: str) -> str:
    return "".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL))
