"""Writing on a real terminal: an editor over the app, and a process that is killed while one types."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from pathlib import Path

import pytest
from tests.support.terminal import Terminal, program

GOOD = Path(__file__).parent.parent / "data" / "good.toml"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.toml"
    shutil.copyfile(GOOD, path)
    return path


def test_an_editor_opens_at_the_record_and_what_it_wrote_is_shown(store: Path, tmp_path: Path) -> None:
    editor = tmp_path / "vi"
    editor.write_text('#!/bin/sh\necho "$1" > "$2.line"\nsed -i "s/quarrel over/row over/" "$2"\n', encoding="utf-8")
    editor.chmod(0o755)
    with Terminal(program(str(store)), environment={"VISUAL": str(editor)}) as term:
        term.wait_for("The quarrel over the bridge")
        term.send("E")
        term.wait_for("The row over the bridge")
    line = int(store.with_name("store.toml.line").read_text(encoding="utf-8").removeprefix("+"))
    lines = store.read_text(encoding="utf-8").splitlines()
    assert lines[line - 1] == "[[events]]"
    assert 'id = "quarrel"' in lines[line]


def test_an_editor_that_is_not_there_leaves_the_app_as_it_was(store: Path) -> None:
    with Terminal(program(str(store)), environment={"VISUAL": "/nonexistent/editor"}) as term:
        term.wait_for("The quarrel over the bridge")
        term.send("E")
        term.wait_for("/nonexistent/editor cannot be opened")
        term.send("/bridge")
        term.wait_for(lambda screen: re.search(r"\d of \d", screen) is not None)
        for key in ("<Esc>", "<Esc>", "q"):
            term.send(key)
            term.settle()
        assert term.wait_for_exit() == 0


def test_ctrl_c_in_an_editor_is_the_editor_s(store: Path, tmp_path: Path) -> None:
    editor = tmp_path / "ed"
    ends = f"touch {tmp_path}/interrupted; exit 0"
    script = f'#!/bin/sh\ntrap "{ends}" INT\ntouch {tmp_path}/open\nwhile :; do sleep 0.1; done\n'
    editor.write_text(script, encoding="utf-8")
    editor.chmod(0o755)
    with Terminal(program(str(store)), environment={"VISUAL": str(editor)}) as term:
        term.wait_for("The quarrel over the bridge")
        term.send("E")
        term.wait_for(lambda _: (tmp_path / "open").exists())
        term.send("<C-c>")
        term.wait_for(lambda _: (tmp_path / "interrupted").exists())
        term.send("/bridge")
        term.wait_for(lambda screen: re.search(r"\d of \d", screen) is not None)
        assert term.is_running


def test_what_was_typed_when_the_process_was_killed_is_offered_again(store: Path, tmp_path: Path) -> None:
    environment = {"XDG_STATE_HOME": str(tmp_path / "state")}
    before = store.read_bytes()
    with Terminal(program(str(store)), environment=environment) as term:
        term.wait_for("The quarrel over the bridge")
        term.send("e")
        term.wait_for("Ctrl+S saves")
        term.send("<Tab> by night")
        term.wait_for("bridge by night")
        journals = tmp_path / "state"
        term.wait_for(lambda _: any("by night" in each.read_text() for each in journals.rglob("journal.jsonl")))
        os.kill(term.pid, signal.SIGKILL)
    assert store.read_bytes() == before
    with Terminal(program(str(store)), environment=environment) as term:
        term.wait_for("Not saved yet")
        term.send("<Enter>")
        term.wait_for("bridge by night")
        term.send("<C-s>")
        term.wait_for("Saved:")
    assert store.read_bytes() == before.replace(b"over the bridge", b"over the bridge by night")


def test_who_types_without_a_pause_loses_no_more_than_the_last_moment_when_killed(store: Path, tmp_path: Path) -> None:
    environment = {"XDG_STATE_HOME": str(tmp_path / "state")}
    with Terminal(program(str(store)), environment=environment) as term:
        term.wait_for("The quarrel over the bridge")
        term.send("e")
        term.wait_for("Ctrl+S saves")
        term.send("<Tab>")
        for _ in range(30):
            term.send("x")
            time.sleep(0.08)
        os.kill(term.pid, signal.SIGKILL)
    with Terminal(program(str(store)), environment=environment) as term:
        term.wait_for("Not saved yet")
        term.send("<Enter>")
        term.wait_for("bridgexxxxx")
