"""Shells that complete: what they are told, and what they then offer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.stores import process_environment

from karabakh_tui.cli.arguments import COMMANDS, SORTS
from karabakh_tui.model.records import RECORD_TYPES
from karabakh_tui.search.language import FIELDS
from karabakh_tui.search.language import SORTS as SORTS_OF_QUERIES

NEEDS_BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")

OFFER = """
offer() {
  COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
  _karabakh_tui
  printf '%s\\n' "${COMPREPLY[@]}"
}
"""
"""Calls bash's completion as bash does when the last word is being typed."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory that holds the program, as an installation would."""
    directory = tmp_path_factory.mktemp("bin")
    path = directory / "karabakh-tui"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m karabakh_tui "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return directory


def shell(program: Path, store: Path, *command: str) -> list[str]:
    environment = process_environment(store, {"PATH": f"{program}{os.pathsep}{os.environ['PATH']}"})
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=60)
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.fixture
def bash_script(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "completion.bash"
    path.write_text(run("--print-completion", "bash").out + OFFER, encoding="utf-8")
    return path


@NEEDS_BASH
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (("",), list(COMMANDS)),
        (("st",), ["stats"]),
        (("--th",), ["--theme"]),
        (("--theme", "ansi-l"), ["ansi-light"]),
        (("show", ""), ["events/", "parties/", "places/", "quotes/", "sources/"]),
        (("show", "no-c"), ["no-cart"]),
        (("show", "bridge-s"), ["bridge-shut"]),
        (("show", "no-cart", "places/b"), ["places/bridge"]),
        (("show", "--pl"), ["--plain"]),
        (("cite", "no-c"), ["no-cart"]),
        (("cite", "no-cart", "--format", "bib"), ["bibtex"]),
        (("search", "carts", "spe"), ["speaker:"]),
        (("search", "--sort", "r"), ["relevance"]),
        (("search", "--limit", "3", "pub"), ["publisher:"]),
        (("add", "par"), ["parties"]),
        (("add", "parties", "na"), ["name="]),
        (("add", "events", "--store", "x.toml", "tit"), ["title="]),
        (("import", "x.csv", "--table", "qu"), ["quotes"]),
        (("import", "x.csv", "--dr"), ["--dry-run"]),
        (("fmt", "--ch"), ["--check"]),
    ],
)
def test_bash_is_offered_commands_options_ids_and_fields(
    line: tuple[str, ...], offered: list[str], program: Path, store: Path, bash_script: Path
) -> None:
    command = 'source "$1"; shift; offer "$@"'
    assert (
        shell(program, store, "bash", "--norc", "-c", command, "-", str(bash_script), "karabakh-tui", *line) == offered
    )


@NEEDS_BASH
def test_bash_takes_the_ids_of_the_store_on_the_line(
    program: Path, store: Path, bash_script: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    other.write_text('[store]\nid = "o"\ntitle = "O"\nformat = 1\n[[places]]\nid = "elsewhere"\n', encoding="utf-8")
    for words in (("--store", str(other)), ("--store", "=", str(other))):
        command = 'source "$1"; shift; offer "$@"'
        line = ("karabakh-tui", "show", *words, "places/")
        assert shell(program, store, "bash", "--norc", "-c", command, "-", str(bash_script), *line) == [
            "places/elsewhere"
        ]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("sta", ["stats"]),
        ("add parties nam", ["name="]),
        ("show no-c", ["no-cart"]),
        ("search carts spe", ["speaker:"]),
        ("stats --js", ["--json"]),
    ],
)
def test_fish_is_offered_the_same(line: str, offered: list[str], program: Path, store: Path, run: Run) -> None:
    path = store.with_name("completion.fish")
    path.write_text(run("--print-completion", "fish").out, encoding="utf-8")
    command = f'source "{path}"; complete -C "karabakh-tui {line}"'
    found = shell(program, store, "fish", "--no-config", "-c", command)
    assert [each.partition("\t")[0] for each in found] == offered


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_can_read_what_it_is_told(program: Path, store: Path, run: Run) -> None:
    path = store.with_name("_karabakh-tui")
    path.write_text(run("--print-completion", "zsh").out, encoding="utf-8")
    assert shell(program, store, "zsh", "-f", "-n", str(path)) == []


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_every_shell_is_told_every_command_option_and_field(name: str, run: Run) -> None:
    text = run("--print-completion", name).out
    for word in (*COMMANDS, "explain", "dry-run", "print-completion", *(f"{field}:" for field in FIELDS)):
        assert word in text
    for kind in RECORD_TYPES.values():
        assert all(f"{name}=" in text for name in kind.model_fields)


def test_ids_are_listed_once_and_alone_only_where_one_table_has_them(store: Path, run: Run) -> None:
    assert run("--complete-ids", "bridge").out.split() == [
        "bridge-built",
        "bridge-burnt",
        "bridge-opened",
        "bridge-shut",
    ]
    assert run("--complete-ids", "parties/").out.split() == [
        "parties/bridge",
        "parties/east-council",
        "parties/ferrymen",
    ]


def test_completion_of_a_store_that_is_not_there_is_no_crash(run: Run, tmp_path: Path) -> None:
    done = run("--complete-ids", "x", "--store", str(tmp_path / "none.toml"))
    assert (done.code, done.out) == (3, "")


def test_the_orders_are_those_of_the_query_language() -> None:
    assert SORTS == SORTS_OF_QUERIES


@NEEDS_BASH
def test_bash_offers_files_where_a_file_is_meant(program: Path, store: Path, bash_script: Path, tmp_path: Path) -> None:
    for words in (["fmt"], ["init"], ["import"], ["import", "x.csv", "--map"], ["add", "parties", "--store"]):
        typed = f"{tmp_path}/bri"
        command = 'source "$1"; shift; offer "$@"'
        line = ("karabakh-tui", *words, typed)
        offered = shell(program, store, "bash", "--norc", "-c", command, "-", str(bash_script), *line)
        assert offered == [str(store)], words
