"""What a real terminal is sent when something is copied, and what the system's tools get."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.end_to_end.running import opened, quits
from tests.support.terminal import PATIENCE, Terminal

from karabakh_tui.export.export import export
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.read import read_store

NOWHERE = dict.fromkeys(
    ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "WSL_DISTRO_NAME", "BROWSER", "SSH_CONNECTION", "SSH_TTY",
     "SSH_CLIENT", "KARABAKH_TUI_CLIPBOARD")
)  # fmt: skip
"""An environment in which no tool reaches a clipboard, and no browser opens."""

PLAIN = re.compile(rb"\x1b]52;c;([A-Za-z0-9+/=]+)\x07")
EVENT = "events/alkhanli-incident-2017"


@pytest.fixture(scope="module")
def citation() -> str:
    """Return the citation of the event that the tests go to."""
    facts = read_store(shipped_store()).store
    event = facts.find(EVENT)
    assert event is not None
    return export(facts, event, "chicago")


def go_to_the_event(term: Terminal) -> None:
    term.send("/id:alkhanli-incident-2017")
    term.wait_for("Shelling at Alkhanli kills")
    term.send("<Enter>")


def copy_citation(term: Terminal) -> None:
    """Press the two keys that copy a citation from a row."""
    go_to_the_event(term)
    term.send("yy")


def wait_until(term: Terminal, found: Callable[[], object]) -> None:
    """Read what the program writes until something is found."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, term.text()
        term.read(0.05)


def test_the_terminal_is_sent_the_citation_in_one_sequence(citation: str) -> None:
    with opened(environment=NOWHERE) as term:
        copy_citation(term)
        wait_until(term, lambda: PLAIN.search(term.raw))
        (sent,) = PLAIN.findall(term.raw)
        assert base64.b64decode(sent).decode() == citation
        term.wait_for("OSC 52")
        quits(term)


@pytest.mark.parametrize(
    ("variable", "begins", "ends"),
    [("TMUX", rb"\x1bPtmux;\x1b\x1b]52;c;", rb"\x07\x1b\\"), ("STY", rb"\x1bP\x1b]52;c;", rb"\x07\x1b\\")],
)
def test_tmux_and_screen_are_told_to_pass_it_on(variable: str, begins: bytes, ends: bytes, citation: str) -> None:
    with opened(environment={**NOWHERE, variable: "no-such-server,1,0"}) as term:
        copy_citation(term)
        pattern = re.compile(begins + rb"(.*?)" + ends, re.DOTALL)
        wait_until(term, lambda: pattern.search(term.raw))
        found = pattern.search(term.raw)
        assert found
        assert base64.b64decode(found[1].replace(b"\x1b\\\x1bP", b"")).decode() == citation
        quits(term)


def test_the_configuration_sends_copies_to_a_file(tmp_path: Path, citation: str) -> None:
    (tmp_path / "karabakh-tui").mkdir()
    (tmp_path / "karabakh-tui" / "config.toml").write_text('clipboard = "file"\n', encoding="utf-8")
    places = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    with opened(columns=200, environment={**NOWHERE, **places}) as term:
        copy_citation(term)
        term.wait_for("Citation (Chicago): written to")
        assert (tmp_path / "karabakh-tui" / "copied.txt").read_text(encoding="utf-8") == citation
        assert not PLAIN.search(term.raw)
        quits(term)


def test_the_variable_sends_copies_to_a_command(tmp_path: Path, citation: str) -> None:
    command = tmp_path / "take"
    command.write_text('#!/bin/sh\ncat > "$1"\n', encoding="utf-8")
    command.chmod(0o755)
    forced = {"KARABAKH_TUI_CLIPBOARD": f"{command} {tmp_path / 'taken'}"}
    with opened(columns=200, environment={**NOWHERE, **forced}) as term:
        copy_citation(term)
        term.wait_for("Citation (Chicago): copied by")
        assert (tmp_path / "taken").read_text(encoding="utf-8") == citation
        assert not PLAIN.search(term.raw)
        quits(term)


def test_without_a_browser_the_address_is_on_the_screen() -> None:
    with opened(environment=NOWHERE) as term:
        go_to_the_event(term)
        term.send("o")
        screen = term.wait_for("No browser can be opened from here.")
        assert re.search(r"https?://\S+", screen)
        term.send("y")
        wait_until(term, lambda: PLAIN.search(term.raw))
        (sent,) = PLAIN.findall(term.raw)
        assert re.fullmatch(rb"https?://\S+", base64.b64decode(sent))
        quits(term)
