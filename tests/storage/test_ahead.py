"""A store parsed beside what is loaded: the same tables, or none, and then the reader tells why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from karabakh_tui.errors import StoreError
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage import ahead
from karabakh_tui.storage import text as text_file
from karabakh_tui.storage.ahead import Ahead, begin
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import read_store

FILLER = "\n".join(f"# {number:060d}" for number in range(1000))
"""Enough for a text for which it pays."""
STORE = f'{FILLER}\n[store]\nid = "s"\ntitle = "S"\nformat = 1\n'


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process pass for one with two processors."""
    monkeypatch.setattr(ahead, "_processors", lambda: 2)


def begun(tmp_path: Path, text: str) -> Ahead | None:
    path = tmp_path / "store.toml"
    path.write_text(text, encoding="utf-8")
    return begin(path)


def test_the_tables_are_those_of_the_parser() -> None:
    path = shipped_store()
    found = begin(path)
    assert found is not None
    assert found.text == path.read_text(encoding="utf-8")
    assert found.tables() == tomli.loads(found.text)


def test_a_store_read_with_them_is_the_same() -> None:
    path = shipped_store()
    with_them, without = read_store(path, Problems(), ahead=begin(path)), read_store(path, Problems())
    assert with_them.problems == without.problems
    for table in ("sources", "parties", "places", "events", "quotes", "searches"):
        assert with_them.store.records(table) == without.store.records(table)


@pytest.mark.parametrize("line", ["day = 1994-05-12", "broken", "a = [[[[", f"deep = {'[' * 3000}{']' * 3000}"])
def test_what_cannot_be_sent_is_parsed_when_it_is_read(tmp_path: Path, line: str) -> None:
    found = begun(tmp_path, f"{line}\n{STORE}")
    assert found is not None
    assert found.tables() is None


def test_text_that_is_no_toml_is_told_as_ever(tmp_path: Path) -> None:
    found = begun(tmp_path, f"broken\n{STORE}")
    with pytest.raises(StoreError, match=r"store.toml:1:7: not TOML"):
        read_store(tmp_path / "store.toml", ahead=found)


def test_a_process_that_is_killed_gives_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killing = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    spawn = os.posix_spawn
    monkeypatch.setattr(
        os, "posix_spawn", lambda program, words, *rest, **named: spawn(program, [*words[:2], killing], *rest, **named)
    )
    found = begun(tmp_path, STORE)
    assert found is not None
    assert found.tables() is None


def test_a_process_that_cannot_be_started_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    assert begun(tmp_path, STORE) is None


def test_another_text_than_the_one_that_was_read_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.toml"
    path.write_text(STORE, encoding="utf-8")
    reading = text_file.read_text

    def read_then_change(path: Path) -> str:
        text = reading(path)
        path.write_text(STORE.replace('"S"', '"Another"'), encoding="utf-8")
        return text

    monkeypatch.setattr(ahead, "read_text", read_then_change)
    found = begin(path)
    assert found is not None
    assert found.tables() is None
    assert 'title = "S"' in found.text


@pytest.mark.parametrize("text", ["[store]\n", STORE.replace("\n", "\r", 1), f"{STORE}#{'x' * ahead.LONGEST}"])
def test_nothing_is_begun_where_it_does_not_pay(tmp_path: Path, text: str) -> None:
    assert begun(tmp_path, text) is None


def test_nothing_is_begun_for_what_cannot_be_read(tmp_path: Path) -> None:
    assert begin(tmp_path / "none.toml") is None
    assert begin(tmp_path) is None


def test_nothing_is_begun_on_one_processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_processors", lambda: 1)
    assert begun(tmp_path, STORE) is None


def test_a_search_leaves_the_parser_to_the_other_process() -> None:
    code = (
        "import sys\nfrom karabakh_tui.storage import ahead\nahead._processors = lambda: 2\n"
        "from karabakh_tui import cli\ncode = cli.main(['search', 'lachin', '--limit', '1', '--plain'])\n"
        "print(code, 'tomli' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "0 False"
