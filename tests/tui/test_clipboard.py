"""Which way copies go, and that they arrive."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.tui import clipboard
from karabakh_tui.tui.clipboard import OSC52_LIMIT, SCREEN_PIECE, TOOLS, VARIABLE, ToFile, Tool, ToTerminal, ways
from karabakh_tui.tui.surroundings import Surroundings, present

SSH = {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}


def around(platform: str = "linux", tools: tuple[str, ...] = tuple(TOOLS), /, **variables: str) -> Surroundings:
    return Surroundings(variables, platform, lambda name: f"/bin/{name}" if name in tools else None)


def names(here: Surroundings, option: str = "auto", text: str = "words") -> list[str]:
    """Return the ways as words: the name of a tool, else `osc52` or `file`."""
    kinds = {ToTerminal: "osc52", ToFile: "file"}
    return [way.name if isinstance(way, Tool) else kinds[type(way)] for way in ways(text, option, here)]


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        (around(), []),
        (around(WAYLAND_DISPLAY="wayland-0"), ["wl-copy"]),
        (around(DISPLAY=":0"), ["xclip", "xsel"]),
        (around(WAYLAND_DISPLAY="wayland-0", DISPLAY=":0"), ["wl-copy", "xclip", "xsel"]),
        (around("linux", ("xsel",), DISPLAY=":0"), ["xsel"]),
        (around("darwin"), ["pbcopy"]),
        (around(WSL_DISTRO_NAME="Debian"), ["clip.exe"]),
        (around(TMUX="/tmp/tmux-0/default,1,0"), ["tmux"]),
        (around(DISPLAY=":0", **SSH), []),
        (around(DISPLAY="localhost:10.0", **SSH), ["xclip", "xsel"]),
        (around("darwin", **SSH), []),
        (around(WAYLAND_DISPLAY="wayland-0", WSL_DISTRO_NAME="Debian", **SSH), []),
    ],
)
def test_tools_are_tried_only_where_they_reach_the_readers_clipboard(here: Surroundings, expected: list[str]) -> None:
    assert names(here) == [*expected, "osc52", "file"]
    assert names(here, "native") == [*expected, "file"]


def test_the_configuration_forces_a_way_and_the_variable_counts_for_more() -> None:
    display = {"DISPLAY": ":0"}
    assert names(around(**display), "osc52") == ["osc52", "file"]
    assert names(around(**display), "file") == ["file"]
    assert names(around(**display, **{VARIABLE: "file"}), "native") == ["file"]
    assert names(around(**display, **{VARIABLE: "osc52"}), "file") == ["osc52", "file"]
    assert names(around(**display, **{VARIABLE: "auto"}), "file")[0] == "xclip"
    assert names(around(**display, **{VARIABLE: ""}), "file") == ["file"]


def test_the_variable_can_name_a_command() -> None:
    def forced(command: str) -> list[object]:
        return list(ways("words", "auto", around("linux", (), **{VARIABLE: command})))

    assert forced("xclip") == [TOOLS["xclip"], ToFile()]
    assert forced("ssh desk 'pbcopy  -x'") == [Tool(("ssh", "desk", "pbcopy  -x")), ToFile()]
    assert forced("broken 'quote") == [ToFile(f"{VARIABLE} is no command"), ToFile()]


def test_the_terminal_gets_no_more_than_it_takes() -> None:
    assert names(around(), text="a" * OSC52_LIMIT) == ["osc52", "file"]
    assert names(around(), text="a" * (OSC52_LIMIT + 1)) == ["file", "file"]
    assert names(around(), text="Ղ" * (OSC52_LIMIT // 2 + 1)) == ["file", "file"]
    (longest,) = (way.sequence for way in ways("a" * OSC52_LIMIT, "osc52", around()) if isinstance(way, ToTerminal))
    assert len(longest) == 100_000


def test_the_linux_console_is_asked_for_nothing() -> None:
    assert names(around(TERM="linux")) == ["file", "file"]


def sequence(text: str, **variables: str) -> str:
    return clipboard.osc52(text, around(**variables))


@given(st.text(st.characters(codec="utf-8"), max_size=2000))
@settings(deadline=None, max_examples=60)
def test_what_the_terminal_is_sent_holds_the_text_and_nothing_that_acts(text: str) -> None:
    found = re.fullmatch(r"\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sequence(text))
    assert found
    assert base64.b64decode(found[1]).decode() == text
    inner = sequence(text)
    tmux = sequence(text, TMUX="x", STY="y")
    assert tmux.startswith("\x1bPtmux;\x1b\x1b]52;c;")
    assert tmux.removeprefix("\x1bPtmux;").removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b") == inner
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sequence(text, STY="1.pts"), re.DOTALL)
    assert "".join(pieces) == inner
    assert all(len(piece) <= SCREEN_PIECE for piece in pieces)


# On this machine, with tools made for it

MakeTool = Callable[[str, str], Path]


@pytest.fixture
def make_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeTool:
    """Return what puts a shell script on the path, which otherwise holds the system's own programs only."""
    directory = tmp_path / "tools"
    directory.mkdir()
    monkeypatch.setenv("PATH", f"{directory}:/usr/bin:/bin")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", VARIABLE):
        monkeypatch.delenv(name, raising=False)

    def make(name: str, script: str) -> Path:
        (directory / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (directory / name).chmod(0o755)
        return directory / name

    return make


def copied(text: str, option: str = "auto") -> tuple[str, list[str]]:
    """Copy a text; return what is told of it, and what the terminal was sent."""
    sent: list[str] = []
    return clipboard.copy(text, option, present(), sent.append), sent


TEXT = "“Ղարաբաղ”, Qarabağ, Карабах\nand a second line"


def test_a_tool_gets_the_text_and_is_named(
    make_tool: MakeTool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_tool("wl-copy", f'echo "$@" > "{tmp_path}/arguments"; cat > "{tmp_path}/taken"')
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert copied(TEXT) == ("copied by wl-copy", [])
    assert (tmp_path / "taken").read_text(encoding="utf-8") == TEXT
    assert (tmp_path / "arguments").read_text(encoding="utf-8") == "--type text/plain;charset=utf-8\n"


def test_windows_gets_its_own_encoding(make_tool: MakeTool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_tool("clip.exe", f'cat > "{tmp_path}/taken"')
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    assert copied(TEXT)[0] == "copied by clip.exe"
    assert (tmp_path / "taken").read_bytes().decode("utf-16-le") == TEXT


def test_a_tool_that_goes_on_in_the_background_holds_nothing_up(
    make_tool: MakeTool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_tool("xclip", f'cat > "{tmp_path}/taken"; sleep 8 &')
    monkeypatch.setenv("DISPLAY", ":7")
    assert copied(TEXT)[0] == "copied by xclip"


def test_where_a_tool_fails_the_next_way_is_taken_and_the_failure_told(
    make_tool: MakeTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_tool("xclip", "exit 3")
    make_tool("xsel", "exec sleep 8")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr(clipboard, "PATIENCE", 0.2)
    told, sent = copied(TEXT)
    assert told == "sent to the terminal's clipboard (OSC 52); xclip ended with 3; xsel did not end"
    assert sent == [clipboard.osc52(TEXT, present())]


def test_a_forced_tool_that_fails_leaves_the_text_in_a_file(
    make_tool: MakeTool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "no-such-program --now")
    told, sent = copied(TEXT)
    path = tmp_path / "surroundings" / "karabakh-tui" / "copied.txt"
    assert told.startswith(f"written to {path}; no-such-program could not be run")
    assert sent == []
    assert path.read_text(encoding="utf-8") == TEXT
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_can_be_forced_and_holds_the_last_copy_alone(make_tool: MakeTool, tmp_path: Path) -> None:
    path = tmp_path / "surroundings" / "karabakh-tui" / "copied.txt"
    assert copied("first", "file") == (f"written to {path}", [])
    assert copied("second", "file") == (f"written to {path}", [])
    assert path.read_text(encoding="utf-8") == "second"


def test_it_is_said_why_a_file_was_written(make_tool: MakeTool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert copied("a", "native")[0].endswith("; no tool for it works here")
    assert copied("a" * 75_000)[0].endswith("; 75,000 bytes are too many for the terminal")
    monkeypatch.setenv("TERM", "linux")
    assert copied("a")[0].endswith("; this terminal has no clipboard")


def test_where_not_even_a_file_can_be_written_that_is_said(
    make_tool: MakeTool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in-the-way").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "in-the-way"))
    assert copied("a", "file")[0].startswith("not copied: ")
