"""A crash, should one come: the terminal is as it was, the exit code 70, and a report tells what happened."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.end_to_end.running import last_words, opened
from tests.support.hostile import foreign
from tests.support.terminal import Terminal

HEAD = """
import sys
from karabakh_tui.tui.screens.main import MainScreen
from karabakh_tui.tui.app import KarabakhApp
SECRET = "sec" + "ret"
def crash(*arguments, **named):
    secret = SECRET
    raise RuntimeError("boom \\x1b]2;PWNED\\x07\\u202e\\x9b2J")
"""

DRAWN = """
import karabakh_tui.tui.panes.record_rows as rows
rows.record_row = crash
"""
FOUND = """
from karabakh_tui.search.index import Index
Index.search = crash
"""
READ = """
import karabakh_tui.tui.terminal as terminal
terminal.Feed._keys = crash
"""
PLACES = {
    "in an action": ("MainScreen.action_help = crash", "?"),
    "while it is drawn": (DRAWN, ""),
    "in a thread": (FOUND, "/lachin"),
    "while a message is handled": ("MainScreen.show_record = crash", "<Enter>"),
    "where input is read": (READ, ""),
    "before the first frame": ("MainScreen.compose = crash", ""),
    "when the app is made": ("KarabakhApp.register_theme = crash", ""),
    "when it starts": ("KarabakhApp.on_mount = crash", ""),
}
TAIL = """
from karabakh_tui.__main__ import main
sys.argv[1:] = []
sys.exit(main())
"""


@pytest.mark.parametrize("place", PLACES)
def test_a_crash_leaves_the_terminal_as_it_was_and_a_report(place: str, tmp_path: Path) -> None:
    state = tmp_path / "state"
    code, keys = PLACES[place]
    with Terminal(
        [sys.executable, "-c", f"{HEAD}\n{code}\n{TAIL}"], environment={"XDG_STATE_HOME": str(state)}
    ) as term:
        if keys:
            term.wait_for("Timeline")
            term.send(keys)
        assert term.wait_for_exit() == 70
        assert term.left_behind() == []
        assert list(foreign(bytes(term.raw))) == []
        said = re.sub(r"\x1b\[\?\d+[hl]|\x1b\]22;\w+\x07", "", term.last_words())
        assert said.startswith("karabakh-tui: it crashed (RuntimeError); your files are as they were")
        assert said.strip().count("\n") == 0
        [report] = (state / "karabakh-tui").glob("crash-*.txt")
        assert str(report) in said
    written = report.read_text(encoding="utf-8")
    assert "RuntimeError: boom ␛]2;PWNED␇<U+202E><U+009B>2J" in written
    assert "in crash" in written
    assert "\x1b" not in written
    assert "secret" not in written.replace("secret = SECRET", "")


def test_a_report_that_cannot_be_written_does_not_hide_the_crash() -> None:
    with Terminal(
        [sys.executable, "-c", f"{HEAD}\n{PLACES['in an action'][0]}\n{TAIL}"],
        environment={"XDG_STATE_HOME": "/dev/null/x"},
    ) as term:
        term.wait_for("Timeline")
        term.send("?")
        assert term.wait_for_exit() == 70
        assert term.left_behind() == []
        assert list(foreign(bytes(term.raw))) == []
        assert "boom ␛]2;PWNED" in term.last_words()
        assert "the report could not be written" in term.last_words()


def test_quitting_while_a_box_opens_is_no_crash() -> None:
    for keys in ("q?", "q:zz", "/shq<Enter>q?:", "fq?"):
        with opened() as term:
            term.send(keys)
            assert term.wait_for_exit() == 0, last_words(term)
            assert term.left_behind() == []
